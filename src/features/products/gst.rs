//! A rate of GST for many products at once: the Council changes one, and from that day it holds for all of a code, a
//! category or a choice. Archived products are among them, for they may come back.

use serde::{Deserialize, Serialize};

use super::{
    categories::{CategoryId, Tree, category_and_below},
    draft::{CESS, RATE, date, rate},
    lines::{self, ProductGstRate},
    product::{self, ProductId},
};
use crate::{
    db::{Read, Tx, named_params, params},
    error::{Error, Result},
    features::text::Checks,
    tenancy::Tenant,
};

/// Names shown of what a change would touch.
const EXAMPLES: usize = 5;

/// A rate for many products: those of the ids, or of the category with all below it, or of the code's first digits.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct GstRateChange {
    /// These products.
    pub product_ids: Option<Vec<ProductId>>,
    /// The products in this category or below it.
    pub category_id: Option<CategoryId>,
    /// The products whose HSN or SAC code begins with these 2 to 8 digits.
    pub hsn_prefix: Option<String>,
    /// The percentage as a decimal string, 0 to 100.
    #[schema(required)]
    pub rate: String,
    /// The compensation cess on top, 0 to 500; none unless told.
    pub cess: String,
    /// The first day it holds, `YYYY-MM-DD`.
    #[schema(required)]
    pub from_on: String,
}

impl Default for GstRateChange {
    fn default() -> Self {
        Self {
            product_ids: None,
            category_id: None,
            hsn_prefix: None,
            rate: String::new(),
            cess: "0".to_owned(),
            from_on: String::new(),
        }
    }
}

/// Which products a change would touch.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GstRateSelection {
    /// These products: ids with commas between them.
    pub product_ids: Option<String>,
    /// The products in this category or below it.
    #[param(value_type = Option<i64>)]
    pub category_id: Option<CategoryId>,
    /// The products whose HSN or SAC code begins with these 2 to 8 digits.
    pub hsn_prefix: Option<String>,
}

/// What a change did.
#[derive(Clone, Copy, Debug, Serialize, utoipa::ToSchema)]
pub struct GstRatesChanged {
    /// Products that had another rate for that day before.
    pub changed: usize,
}

/// What a change would touch.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct GstRatePreview {
    /// How many products.
    pub count: usize,
    /// The first of their names.
    pub examples: Vec<String>,
}

/// What the edit log keeps of a product whose rates alone were changed.
#[derive(Serialize)]
struct Rates {
    name: String,
    gst_rates: Vec<ProductGstRate>,
}

/// Sets a rate from a day on for many products.
pub fn change_gst_rates(tenant: &Tenant, change: &GstRateChange) -> Result<GstRatesChanged> {
    tenant.write(|tx| {
        let mut checks = Checks::default();
        let ids = change.product_ids.as_deref();
        let chosen = chosen(
            &mut checks,
            tx,
            ids,
            change.category_id,
            change.hsn_prefix.as_deref(),
        )?;
        let from_on = date(&mut checks, "from_on", &change.from_on);
        let rate = rate(&mut checks, "rate", &change.rate, RATE);
        let cess = self::rate(&mut checks, "cess", &change.cess, CESS);
        checks.finish()?;
        let mut changed = 0;
        let (Some(from_on), Some(rate), Some(cess)) = (from_on, rate, cess) else {
            return Ok(GstRatesChanged { changed });
        };
        let line = ProductGstRate { from_on, rate, cess };
        for (id, name) in chosen {
            changed += usize::from(change_one(tx, id, name, &line)?);
        }
        Ok(GstRatesChanged { changed })
    })
}

/// How many products, and which, a change would touch.
pub fn preview_gst_rates(tenant: &Tenant, selection: &GstRateSelection) -> Result<GstRatePreview> {
    let mut checks = Checks::default();
    let ids = selection
        .product_ids
        .as_deref()
        .map(|text| typed_ids(&mut checks, text));
    let hsn = selection.hsn_prefix.as_deref();
    let chosen = tenant.read(|read| chosen(&mut checks, read, ids.as_deref(), selection.category_id, hsn))?;
    checks.finish()?;
    Ok(GstRatePreview {
        count: chosen.len(),
        examples: chosen.into_iter().take(EXAMPLES).map(|(_, name)| name).collect(),
    })
}

fn change_one(tx: &Tx<'_>, id: ProductId, name: String, line: &ProductGstRate) -> Result<bool> {
    let gst_rates = lines::gst_rates(tx, id)?;
    if gst_rates.contains(line) {
        return Ok(false);
    }
    lines::write_gst_rate(tx, id, line)?;
    tx.execute(
        "update products set revision = revision + 1, updated_at = ?2 where id = ?1",
        params![id, tx.now()],
    )?;
    let after = Rates {
        name: name.clone(),
        gst_rates: lines::gst_rates(tx, id)?,
    };
    let before = Rates { name, gst_rates };
    tx.log(
        "product.gst_rate",
        &product::named(id),
        Some(&before),
        Some(&after),
    )?;
    Ok(true)
}

fn typed_ids(checks: &mut Checks, text: &str) -> Vec<ProductId> {
    let ids: Option<Vec<ProductId>> = text.split(',').map(|id| id.trim().parse().ok()).collect();
    ids.unwrap_or_else(|| {
        checks.wrong(
            "product_ids",
            "bad_ids",
            "Write the ids with commas between them: 1,2,3.",
        );
        Vec::new()
    })
}

/// The products chosen in exactly one way, with their names, by name.
fn chosen(
    checks: &mut Checks,
    read: &Read<'_>,
    ids: Option<&[ProductId]>,
    category: Option<CategoryId>,
    hsn: Option<&str>,
) -> Result<Vec<(ProductId, String)>> {
    match (ids, category, hsn) {
        (Some(ids), None, None) => by_ids(checks, read, ids),
        (None, Some(category), None) => {
            if !Tree::load(read)?.has(category) {
                checks.wrong(
                    "category_id",
                    "unknown",
                    "There is no such category. Choose another one.",
                );
            }
            by(
                read,
                concat!("category_id in ", category_and_below!()),
                named_params! { ":category": category },
            )
        }
        (None, None, Some(hsn)) => by_hsn(checks, read, hsn.trim()),
        _ => {
            checks.wrong(
                "product_ids",
                "one_choice",
                "Choose the products in one way: by their ids, by a category, or by the first digits of a code.",
            );
            Ok(Vec::new())
        }
    }
}

fn by_ids(checks: &mut Checks, read: &Read<'_>, ids: &[ProductId]) -> Result<Vec<(ProductId, String)>> {
    let list = serde_json::to_string(ids).map_err(Error::internal)?;
    let found = by(
        read,
        "id in (select value from json_each(:ids))",
        named_params! { ":ids": list },
    )?;
    let there: std::collections::BTreeSet<ProductId> = found.iter().map(|(id, _)| *id).collect();
    let missing = ids.iter().enumerate().filter(|(_, id)| !there.contains(id));
    for (at, _) in missing {
        checks.wrong(
            format!("product_ids[{at}]"),
            "unknown",
            "There is no such product. Read the list again.",
        );
    }
    Ok(found)
}

fn by_hsn(checks: &mut Checks, read: &Read<'_>, hsn: &str) -> Result<Vec<(ProductId, String)>> {
    if !(2..=8).contains(&hsn.len()) || !hsn.bytes().all(|byte| byte.is_ascii_digit()) {
        checks.wrong(
            "hsn_prefix",
            "bad_hsn",
            "Write the first 2 to 8 digits of the code, for example 9018.",
        );
        return Ok(Vec::new());
    }
    by(
        read,
        "substr(hsn, 1, length(:hsn)) = :hsn",
        named_params! { ":hsn": hsn },
    )
}

fn by(
    read: &Read<'_>,
    condition: &str,
    params: &[(&str, &dyn crate::db::ToSql)],
) -> Result<Vec<(ProductId, String)>> {
    read.all(
        &format!("select id, name from products where {condition} order by sort_name, id"),
        params,
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}
