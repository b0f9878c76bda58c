//! A product as a row of a table: what was brought in comes out the same.

use super::super::product::Product;
use crate::{
    features::{intake, products::categories::ARROW},
    tenancy::Tenant,
};

pub(super) fn of(tenant: &Tenant, product: &Product) -> Vec<(&'static str, String)> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let today = tenant.today();
    let begun = product
        .gst_rates
        .iter()
        .rev()
        .find(|rate| rate.from_on.civil() <= today);
    let rate = begun.or(product.gst_rates.first());
    let other = product.units.first();
    let barcodes: Vec<String> = product.barcodes.iter().map(|line| line.barcode.clone()).collect();
    vec![
        ("code", product.code.clone()),
        ("name", product.name.clone()),
        ("kind", product.kind.as_str().to_owned()),
        ("category", text(&product.category).replace(ARROW, " > ")),
        ("unit", product.unit.clone()),
        ("hsn", product.hsn.clone()),
        (
            "buying_price",
            product.buying_price.map(String::from).unwrap_or_default(),
        ),
        (
            "selling_price",
            product.selling_price.map(String::from).unwrap_or_default(),
        ),
        (
            "gst_rate",
            rate.map(|line| line.rate.to_string()).unwrap_or_default(),
        ),
        (
            "gst_from",
            rate.map(|line| line.from_on.to_string()).unwrap_or_default(),
        ),
        ("cess", rate.map(|line| line.cess.to_string()).unwrap_or_default()),
        ("barcodes", intake::joined(&barcodes)),
        ("tracking", product.tracking.as_str().to_owned()),
        (
            "reorder_level",
            product
                .reorder_level
                .map(|level| level.to_string())
                .unwrap_or_default(),
        ),
        ("notes", product.notes.clone()),
        (
            "other_unit",
            other.map(|line| line.unit.clone()).unwrap_or_default(),
        ),
        (
            "other_factor",
            other.map(|line| line.factor.to_string()).unwrap_or_default(),
        ),
        (
            "gst_rate_today",
            product.gst_rate.map(|rate| rate.to_string()).unwrap_or_default(),
        ),
        ("updated_at", product.updated_at.clone()),
        ("archived_at", text(&product.archived_at)),
    ]
}
