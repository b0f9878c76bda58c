//! The installation over HTTP: what it is, which trades and features it knows, its sample businesses, a few
//! questions that need no business.

use axum::{
    Extension,
    extract::{Path, State},
};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    blocking,
    extract::{Json, Query},
    health::must_name,
    host::Subdomain,
    language::Language,
};
use crate::{
    app::{App, VERSION},
    author::Author,
    demo,
    error::{Error, Result},
    feature::Feature,
    gstin::{self, GstinCheck},
    palette::{Color, Palette},
    sentence::{Say, Sentence},
    states,
    tenancy::{IdOffer, Mode, TenantId},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(installation))
        .routes(routes!(domains))
        .routes(routes!(id_offer))
        .routes(routes!(features))
        .routes(routes!(states_list))
        .routes(routes!(gstin_check))
        .routes(routes!(palette))
        .routes(routes!(samples))
}

#[derive(Serialize, utoipa::ToSchema)]
struct Installation {
    version: &'static str,
    /// `single` or `multi`.
    mode: &'static str,
    multi_tenant_enabled: bool,
    /// `MULTI_TENANT_ENABLED=false` holds it to one business: no other can be added.
    single_forced: bool,
    /// The only business, in single mode.
    tenant_id: Option<String>,
    /// The business that this address names by its subdomain: its screens belong to no other.
    subdomain_tenant_id: Option<String>,
    data_directory: String,
    tenant_count: i64,
    archived_count: i64,
    /// Switched off, and not archived.
    inactive_count: i64,
    /// Files waiting to be adopted.
    stray_count: usize,
    /// No business yet.
    first_start: bool,
    warnings: Vec<String>,
    /// The same for a reader of another language, in this order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings_say: Vec<Say>,
}

/// What this installation is.
#[utoipa::path(get, path = "/api/installation", tag = "installation", responses((status = 200, body = Installation)))]
async fn installation(
    State(app): State<App>,
    subdomain: Option<Extension<Subdomain>>,
) -> Result<Json<Installation>> {
    blocking(move || {
        let tenancy = app.tenancy();
        let (total, active, archived) = tenancy.counts()?;
        let (mode, mut warnings) = (tenancy.mode(), tenancy.warnings());
        warnings.extend(mode.as_ref().err().map(|error| error.said().clone()));
        let is_multi = must_name(tenancy, &mode);
        Ok(Json(Installation {
            version: VERSION,
            mode: if is_multi { "multi" } else { "single" },
            multi_tenant_enabled: is_multi,
            single_forced: tenancy.is_held_to_one(),
            tenant_id: if let Ok(Mode::Single(id)) = mode {
                id.map(|id| id.to_string())
            } else {
                None
            },
            subdomain_tenant_id: match subdomain {
                Some(Extension(label)) => tenancy.by_subdomain(&label.0)?.map(|id| id.to_string()),
                None => None,
            },
            data_directory: tenancy.dir().root().display().to_string(),
            tenant_count: total - archived,
            archived_count: archived,
            inactive_count: total - active - archived,
            stray_count: tenancy.stray_count()?,
            first_start: total == 0,
            warnings_say: warnings.iter().map(Sentence::to_say).collect(),
            warnings: warnings.iter().map(Sentence::to_string).collect(),
        }))
    })
    .await
}

#[derive(Serialize, utoipa::ToSchema)]
struct Domains {
    domains: Vec<Domain>,
}

#[derive(Serialize, utoipa::ToSchema)]
struct Domain {
    domain: String,
    name: String,
    description: String,
    primary_color: Color,
    features: Vec<String>,
}

/// The trades the program knows.
#[utoipa::path(get, path = "/api/domains", tag = "installation", responses((status = 200, body = Domains)))]
async fn domains(State(app): State<App>, language: Language) -> Json<Domains> {
    let (trades, language) = (app.tenancy().trades(), language.as_str());
    let domains = trades.all().map(|pack| Domain {
        domain: pack.domain.clone(),
        name: pack.say(language, &pack.name).to_owned(),
        description: pack.say(language, &pack.description).to_owned(),
        primary_color: pack.primary_color,
        features: pack.features.clone(),
    });
    Json(Domains {
        domains: domains.collect(),
    })
}

#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WantedId {
    /// The id that somebody thinks of.
    id: String,
}

/// Whether a new business could have an id.
#[utoipa::path(get, path = "/api/tenant-id", tag = "installation", params(WantedId), responses((status = 200, body = IdOffer)))]
async fn id_offer(State(app): State<App>, Query(wanted): Query<WantedId>) -> Result<Json<IdOffer>> {
    blocking(move || {
        let id = TenantId::parse(&wanted.id)?;
        app.tenancy().offer_id(&id).map(Json)
    })
    .await
}

#[derive(Serialize, utoipa::ToSchema)]
struct Features {
    features: Vec<FeatureInfo>,
}

#[derive(Serialize, utoipa::ToSchema)]
struct FeatureInfo {
    feature: &'static str,
    name: &'static str,
    description: &'static str,
    /// Whether every business has it.
    common: bool,
}

/// The features a business can have.
#[utoipa::path(get, path = "/api/features", tag = "installation", responses((status = 200, body = Features)))]
async fn features() -> Json<Features> {
    let parties = FeatureInfo {
        feature: "parties",
        name: "Parties",
        description: "Customers and suppliers with their addresses and GST numbers.",
        common: true,
    };
    let gated = Feature::ALL.iter().map(|feature| FeatureInfo {
        feature: feature.as_str(),
        name: feature.title(),
        description: feature.description(),
        common: false,
    });
    Json(Features {
        features: std::iter::once(parties).chain(gated).collect(),
    })
}

#[derive(Serialize, utoipa::ToSchema)]
struct States {
    states: Vec<states::State>,
}

/// The states and union territories by their GST codes.
#[utoipa::path(get, path = "/api/states", tag = "installation", responses((status = 200, body = States)))]
async fn states_list() -> Json<States> {
    Json(States {
        states: states::STATES.to_vec(),
    })
}

/// Whether a GST number can be one, and what it says.
#[utoipa::path(get, path = "/api/gstin/{gstin}", tag = "installation", params(("gstin" = String, Path)), responses((status = 200, body = GstinCheck)))]
async fn gstin_check(Path(text): Path<String>) -> Json<GstinCheck> {
    Json(gstin::check(&text))
}

#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Colors {
    /// `#rrggbb`
    primary: String,
    /// `#rrggbb`
    #[serde(default)]
    secondary: Option<String>,
    /// `#rrggbb`
    #[serde(default)]
    accent: Option<String>,
}

/// The tones that would follow from some colours.
#[utoipa::path(get, path = "/api/palette", tag = "installation", params(Colors), responses((status = 200, body = Palette)))]
async fn palette(Query(colors): Query<Colors>) -> Result<Json<Palette>> {
    let color = |field: &str, text: &str| {
        Color::parse(text).map_err(|error| Error::field(field, error.code(), &error))
    };
    let optional = |field: &str, text: Option<&str>| {
        text.filter(|text| !text.is_empty())
            .map(|text| color(field, text))
            .transpose()
    };
    let primary = color("primary", &colors.primary)?;
    let (secondary, accent) = (
        optional("secondary", colors.secondary.as_deref())?,
        optional("accent", colors.accent.as_deref())?,
    );
    Ok(Json(Palette::derive(primary, secondary, accent)))
}

/// Make the sample businesses that are not there yet.
#[utoipa::path(post, path = "/api/samples", tag = "installation", responses((status = 200, body = demo::Made)))]
async fn samples(State(app): State<App>, author: Author) -> Result<Json<demo::Made>> {
    blocking(move || demo::make_samples(app.tenancy(), &author, |_| {}).map(Json)).await
}
