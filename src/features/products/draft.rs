//! A product as it is typed, and everything that can be wrong with it, all at once.

mod lines;
mod numbers;

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

pub use lines::{ProductGstRateDraft, ProductPriceDraft, ProductUnitDraft};
pub(super) use numbers::{CESS, RATE, date, more_than_nothing, rate};

use super::{
    categories::{CategoryId, Tree},
    lines::{ProductBarcode, ProductGstRate, ProductPrice, ProductUnit},
    price_lists::{self, PriceListId},
    product::{ProductKind, Tracking},
    units,
};
use crate::{
    db::Read, error::Result, features::text::Checks, money::Money, quantity::Quantity, sentence::say,
};

/// A product to be entered, or the new state of one.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ProductDraft {
    /// The revision that was read: needed for a change, of no meaning for a new product.
    pub revision: Option<i64>,
    /// What GST takes it for.
    pub kind: ProductKind,
    /// Its code, at most 40 characters, unique whatever its capitals. The program makes one for a new product without.
    pub code: String,
    /// Its name, at most 120 characters.
    #[schema(required)]
    pub name: String,
    /// Its category.
    pub category_id: Option<CategoryId>,
    /// The code of the unit it is counted and priced in; NOS unless told.
    pub unit: String,
    /// HSN code of 4, 6 or 8 digits; of a service six beginning with 99; may be empty.
    pub hsn: String,
    /// What one unit usually costs, before tax, a decimal string.
    pub buying_price: Option<String>,
    /// What one unit usually sells for, before tax, a decimal string.
    pub selling_price: Option<String>,
    /// How pieces of it are told apart; services are not.
    pub tracking: Tracking,
    /// When so little is left it is time to buy, a decimal string.
    pub reorder_level: Option<String>,
    /// What else is to be known.
    pub notes: String,
    /// All its barcodes in order; one left out is removed.
    pub barcodes: Vec<ProductBarcode>,
    /// All its other units in order; one left out is removed.
    pub units: Vec<ProductUnitDraft>,
    /// All its rates of GST; one left out is removed.
    pub gst_rates: Vec<ProductGstRateDraft>,
    /// All its prices in price lists; one left out is removed.
    pub prices: Vec<ProductPriceDraft>,
}

impl Default for ProductDraft {
    fn default() -> Self {
        Self {
            revision: None,
            kind: ProductKind::Goods,
            code: String::new(),
            name: String::new(),
            category_id: None,
            unit: "NOS".to_owned(),
            hsn: String::new(),
            buying_price: None,
            selling_price: None,
            tracking: Tracking::None,
            reorder_level: None,
            notes: String::new(),
            barcodes: Vec::new(),
            units: Vec::new(),
            gst_rates: Vec::new(),
            prices: Vec::new(),
        }
    }
}

/// A product with nothing wrong in it; an empty code is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sound {
    pub(super) kind: ProductKind,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) category_id: Option<CategoryId>,
    pub(super) unit: String,
    pub(super) hsn: String,
    pub(super) buying_price: Option<Money>,
    pub(super) selling_price: Option<Money>,
    pub(super) tracking: Tracking,
    pub(super) reorder_level: Option<Quantity>,
    pub(super) notes: String,
    pub(super) barcodes: Vec<ProductBarcode>,
    pub(super) units: Vec<ProductUnit>,
    pub(super) gst_rates: Vec<ProductGstRate>,
    pub(super) prices: Vec<ProductPrice>,
}

/// What a product may name: the file's units with their decimals, categories, price lists.
pub(super) struct Known {
    units: BTreeMap<String, i64>,
    categories: Tree,
    price_lists: BTreeSet<PriceListId>,
}

impl Known {
    pub(super) fn load(read: &Read<'_>) -> Result<Self> {
        Ok(Self {
            units: units::decimals(read)?,
            categories: Tree::load(read)?,
            price_lists: price_lists::ids(read)?,
        })
    }

    /// The file's categories.
    pub(super) fn categories(&self) -> &Tree {
        &self.categories
    }

    /// The categories after one was added.
    pub(super) fn categories_are(&mut self, tree: Tree) {
        self.categories = tree;
    }

    /// A price list will be there once something is written that names it.
    pub(super) fn may_price(&mut self, list: PriceListId) {
        self.price_lists.insert(list);
    }

    /// Whether the file has this unit.
    pub(super) fn has_unit(&self, code: &str) -> bool {
        self.units.contains_key(code)
    }

    /// The unit's code as the file has it, if it has it.
    fn unit(&self, checks: &mut Checks, field: &str, typed: &str) -> String {
        let code = typed.trim().to_uppercase();
        if !self.units.contains_key(&code) {
            checks.wrong(
                field,
                "unknown",
                "There is no such unit. Choose one, or add it first.",
            );
        }
        code
    }

    /// Refuses a quantity that is finer than its unit is counted.
    fn fine_enough(&self, checks: &mut Checks, field: &str, quantity: Quantity, unit: &str) {
        let Some(decimals) = self.units.get(unit) else {
            return;
        };
        let written = quantity.to_string();
        let part = written.split_once('.').map_or("", |(_, part)| part);
        if !i64::try_from(part.len()).is_ok_and(|part| part <= *decimals) {
            checks.wrong(
                field,
                "too_fine",
                say!(
                    "{unit} is counted with {decimals} decimals. Round it, or choose another unit.",
                    unit,
                    decimals
                ),
            );
        }
    }
}

impl ProductDraft {
    /// Looks everything over; the error names every wrong field.
    pub(super) fn check(&self, known: &Known) -> Result<Sound> {
        let mut checks = Checks::default();
        let code = checks.line("code", &self.code, 40);
        let name = checks.required("name", &self.name, 120, &say!("a name"));
        if self.category_id.is_some_and(|id| !known.categories.has(id)) {
            checks.wrong(
                "category_id",
                "unknown",
                "There is no such category. Choose another one.",
            );
        }
        let unit = known.unit(&mut checks, "unit", &self.unit);
        let hsn = hsn(&mut checks, self.kind, &self.hsn);
        let buying_price = numbers::price(&mut checks, "buying_price", self.buying_price.as_deref());
        let selling_price = numbers::price(&mut checks, "selling_price", self.selling_price.as_deref());
        if self.kind == ProductKind::Service && self.tracking != Tracking::None {
            checks.wrong(
                "tracking",
                "does_not_fit",
                "A service has no lots and no serial numbers. Choose none, or goods.",
            );
        }
        let reorder_level = self.reorder_level(&mut checks, known, &unit);
        let notes = checks.note("notes", &self.notes);
        let units = lines::units(&mut checks, known, &unit, &self.units);
        let own = lines::OwnUnits {
            own: &unit,
            others: &units,
        };
        let barcodes = lines::barcodes(&mut checks, &own, &self.barcodes);
        let gst_rates = lines::gst_rates(&mut checks, &self.gst_rates);
        let prices = lines::prices(&mut checks, known, &own, &self.prices);
        checks.finish()?;
        Ok(Sound {
            kind: self.kind,
            code,
            name,
            category_id: self.category_id,
            hsn,
            buying_price,
            selling_price,
            tracking: self.tracking,
            reorder_level,
            notes,
            barcodes,
            gst_rates,
            prices,
            units,
            unit,
        })
    }

    fn reorder_level(&self, checks: &mut Checks, known: &Known, unit: &str) -> Option<Quantity> {
        let text = self.reorder_level.as_deref().map(str::trim);
        let text = text.filter(|text| !text.is_empty())?;
        let level = numbers::quantity(checks, "reorder_level", text)?;
        if level.is_negative() {
            checks.wrong("reorder_level", "out_of_range", "A level is zero or more.");
            return None;
        }
        known.fine_enough(checks, "reorder_level", level, unit);
        Some(level)
    }
}

/// An HSN or SAC code of the right length, or nothing.
fn hsn(checks: &mut Checks, kind: ProductKind, typed: &str) -> String {
    let hsn: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = hsn.bytes().all(|byte| byte.is_ascii_digit());
    let of_service = hsn.starts_with("99");
    match kind {
        _ if hsn.is_empty() => {}
        ProductKind::Service if !digits || hsn.len() != 6 || !of_service => checks.wrong(
            "hsn",
            "bad_hsn",
            "The code of a service has six digits and begins with 99, for example 999312.",
        ),
        ProductKind::Goods if !digits || ![4, 6, 8].contains(&hsn.len()) => checks.wrong(
            "hsn",
            "bad_hsn",
            "The code of goods has 4, 6 or 8 digits, for example 9018.",
        ),
        ProductKind::Goods if of_service => checks.wrong(
            "hsn",
            "does_not_fit",
            "Codes that begin with 99 are of services. Choose service, or another code.",
        ),
        _ => {}
    }
    hsn
}
