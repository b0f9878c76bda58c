//! Addresses whose gate exists before the feature does: 403 without the feature, 404 with it. No menu leads here.

use axum::routing::any;
use utoipa_axum::router::OpenApiRouter;

use crate::{
    app::App,
    error::{Code, Error, Result},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    let mut router = OpenApiRouter::new();
    for noun in [
        "appointments",
        "treatments",
        "dental-supplies",
        "bom",
        "production",
    ] {
        router = router
            .route(&format!("/api/{noun}"), any(missing))
            .route(&format!("/api/{noun}/"), any(missing))
            .route(&format!("/api/{noun}/{{*rest}}"), any(missing));
    }
    // What is built has addresses below it that are not.
    for noun in ["patients", "materials"] {
        router = router
            .route(&format!("/api/{noun}/"), any(missing))
            .route(&format!("/api/{noun}/{{id}}/{{*rest}}"), any(missing));
    }
    router
}

async fn missing() -> Result<()> {
    Err(Error::new(
        Code::NotFound,
        "This version of CashFlow does not have this yet. /docs lists what there is.",
    ))
}
