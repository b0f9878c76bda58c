//! A product as a row of a table: what was brought in comes out the same.

use std::collections::BTreeSet;

use super::{
    super::{price_lists, product::Product},
    price_headings,
};
use crate::{
    db::Read,
    error::Result,
    features::{
        intake::{self, Further, Texts},
        products::categories::ARROW,
    },
    sheets::Form,
    tenancy::Tenant,
};

pub(super) fn of(tenant: &Tenant, read: &Read<'_>, product: &Product) -> Result<Texts> {
    let mut further = units_and_barcodes(product);
    if !product.prices.is_empty() {
        further.extend(price_headings::texts(
            &product.prices,
            &price_lists::named_lists(read)?,
        ));
    }
    Ok(Texts {
        fields: fields(tenant, product),
        further,
    })
}

/// The units beyond the first other one, and the barcodes of units.
fn units_and_barcodes(product: &Product) -> Vec<(Further, String)> {
    let column = |group, name: &str, number, part, heading, form| Further {
        group,
        name: name.to_owned(),
        number,
        part,
        heading,
        form,
    };
    let mut all = Vec::new();
    // The product's own unit is the first.
    for (number, line) in (2..).zip(&product.units).skip(1) {
        let unit = column(0, "", number, 0, format!("Unit {number}"), Form::Text);
        let holds = column(0, "", number, 1, format!("Unit {number} holds"), Form::Number);
        all.extend([(unit, line.unit.clone()), (holds, line.factor.to_string())]);
    }
    let units: BTreeSet<&String> = product
        .barcodes
        .iter()
        .filter_map(|line| line.unit.as_ref())
        .collect();
    for unit in units {
        let own = product
            .barcodes
            .iter()
            .filter(|line| line.unit.as_ref() == Some(unit));
        let barcodes: Vec<String> = own.map(|line| line.barcode.clone()).collect();
        let heading = format!("Barcodes: {unit}");
        all.push((
            column(1, unit, 0, 0, heading, Form::Text),
            intake::joined(&barcodes),
        ));
    }
    all
}

fn fields(tenant: &Tenant, product: &Product) -> Vec<(&'static str, String)> {
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
