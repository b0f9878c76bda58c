//! A product's lines as they are typed: barcodes, other units, rates of GST, prices.

use serde::{Deserialize, Serialize};

use super::{
    super::{
        lines::{ProductBarcode, ProductGstRate, ProductPrice, ProductUnit},
        price_lists::PriceListId,
    },
    Known,
    numbers::{self, CESS, RATE},
};
use crate::{date::Date, features::text::Checks, sentence::say};

/// Barcodes, units or rates of one product at most.
const MOST_LINES: usize = 100;
/// Prices of one product at most.
const MOST_PRICES: usize = 500;
/// Characters of a barcode.
const LONGEST_BARCODE: usize = 48;

/// Another unit of a product, as it is typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ProductUnitDraft {
    /// The unit's code; not the product's own.
    #[schema(required)]
    pub unit: String,
    /// How many of the product's own unit one of these is, a decimal string above zero.
    #[schema(required)]
    pub factor: String,
}

/// A rate of GST as it is typed.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ProductGstRateDraft {
    /// Its first day, `YYYY-MM-DD`.
    #[schema(required)]
    pub from_on: String,
    /// The percentage as a decimal string, 0 to 100: `18`, `0.25`.
    #[schema(required)]
    pub rate: String,
    /// The compensation cess on top, 0 to 500; none unless told.
    pub cess: String,
}

impl Default for ProductGstRateDraft {
    fn default() -> Self {
        Self {
            from_on: String::new(),
            rate: String::new(),
            cess: "0".to_owned(),
        }
    }
}

/// A price in a price list, as it is typed.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ProductPriceDraft {
    /// The list.
    #[schema(required)]
    pub price_list_id: PriceListId,
    /// Of which of the product's units; its own unless told.
    pub unit: Option<String>,
    /// For whoever takes at least so many, a decimal string above zero; 1 unless told.
    pub min_quantity: String,
    /// The price of one, a decimal string.
    #[schema(required)]
    pub price: String,
    /// Its first day, `YYYY-MM-DD`.
    #[schema(required)]
    pub from_on: String,
    /// Its last day; none for no end.
    pub until_on: Option<String>,
}

impl Default for ProductPriceDraft {
    fn default() -> Self {
        Self {
            price_list_id: PriceListId(0),
            unit: None,
            min_quantity: "1".to_owned(),
            price: String::new(),
            from_on: String::new(),
            until_on: None,
        }
    }
}

/// The units a product has.
pub(super) struct OwnUnits<'d> {
    pub(super) own: &'d str,
    pub(super) others: &'d [ProductUnit],
}

impl OwnUnits<'_> {
    /// The unit of a line: nothing for the product's own, else one of its others.
    fn unit(&self, checks: &mut Checks, field: &str, typed: Option<&str>) -> Option<String> {
        let code = typed.map(|text| text.trim().to_uppercase())?;
        if code.is_empty() || code == self.own {
            return None;
        }
        if !self.others.iter().any(|line| line.unit == code) {
            checks.wrong(
                field,
                "does_not_fit",
                "This is no unit of the product. Add it to its units first.",
            );
        }
        Some(code)
    }
}

pub(super) fn units(
    checks: &mut Checks,
    known: &Known,
    own: &str,
    typed: &[ProductUnitDraft],
) -> Vec<ProductUnit> {
    at_most(checks, "units", typed.len(), MOST_LINES);
    let mut units: Vec<ProductUnit> = Vec::new();
    for (at, line) in typed.iter().enumerate().take(MOST_LINES) {
        let field = format!("units[{at}].unit");
        let unit = known.unit(checks, &field, &line.unit);
        if unit == own {
            checks.wrong(
                &field,
                "does_not_fit",
                "This is the product's own unit. Remove the line.",
            );
        } else if units.iter().any(|other| other.unit == unit) {
            twice(checks, &field);
        }
        let factor = numbers::more_than_nothing(checks, &format!("units[{at}].factor"), &line.factor);
        units.push(ProductUnit {
            unit,
            factor: factor.unwrap_or_default(),
        });
    }
    units
}

pub(super) fn barcodes(
    checks: &mut Checks,
    own: &OwnUnits<'_>,
    typed: &[ProductBarcode],
) -> Vec<ProductBarcode> {
    at_most(checks, "barcodes", typed.len(), MOST_LINES);
    let mut barcodes: Vec<ProductBarcode> = Vec::new();
    for (at, line) in typed.iter().enumerate().take(MOST_LINES) {
        let field = format!("barcodes[{at}].barcode");
        let barcode = checks.required(
            &field,
            &line.barcode,
            LONGEST_BARCODE,
            &say!("a barcode, or remove the line"),
        );
        if barcode.chars().any(|c| !c.is_ascii() && !c.is_control()) {
            checks.wrong(
                &field,
                "bad_text",
                "A barcode has plain letters, digits and signs only.",
            );
        }
        if barcodes.iter().any(|other| other.barcode == barcode) {
            twice(checks, &field);
        }
        let unit = own.unit(checks, &format!("barcodes[{at}].unit"), line.unit.as_deref());
        barcodes.push(ProductBarcode { barcode, unit });
    }
    barcodes
}

pub(super) fn gst_rates(checks: &mut Checks, typed: &[ProductGstRateDraft]) -> Vec<ProductGstRate> {
    at_most(checks, "gst_rates", typed.len(), MOST_LINES);
    let mut rates: Vec<ProductGstRate> = Vec::new();
    for (at, line) in typed.iter().enumerate().take(MOST_LINES) {
        let field = format!("gst_rates[{at}].from_on");
        let from_on = numbers::date(checks, &field, &line.from_on);
        let rate = numbers::rate(checks, &format!("gst_rates[{at}].rate"), &line.rate, RATE);
        let cess = numbers::rate(checks, &format!("gst_rates[{at}].cess"), &line.cess, CESS);
        let Some(from_on) = from_on else { continue };
        if rates.iter().any(|other| other.from_on == from_on) {
            twice(checks, &field);
        }
        rates.push(ProductGstRate {
            from_on,
            rate: rate.unwrap_or_default(),
            cess: cess.unwrap_or_default(),
        });
    }
    rates
}

pub(super) fn prices(
    checks: &mut Checks,
    known: &Known,
    own: &OwnUnits<'_>,
    typed: &[ProductPriceDraft],
) -> Vec<ProductPrice> {
    at_most(checks, "prices", typed.len(), MOST_PRICES);
    let mut prices: Vec<ProductPrice> = Vec::new();
    for (at, line) in typed.iter().enumerate().take(MOST_PRICES) {
        let Some(price) = price(checks, known, own, &format!("prices[{at}]"), line) else {
            continue;
        };
        if prices.iter().any(|other| overlap(other, &price)) {
            checks.wrong(
                format!("prices[{at}].from_on"),
                "overlap",
                "Another price for the same holds on some of these days. End that one before, or change the days.",
            );
        }
        prices.push(price);
    }
    prices
}

/// A price line; nothing when it cannot be told what it is for.
fn price(
    checks: &mut Checks,
    known: &Known,
    own: &OwnUnits<'_>,
    at: &str,
    line: &ProductPriceDraft,
) -> Option<ProductPrice> {
    if !known.price_lists.contains(&line.price_list_id) {
        checks.wrong(
            format!("{at}.price_list_id"),
            "unknown",
            "There is no such price list. Choose one, or add it first.",
        );
    }
    let unit = own.unit(checks, &format!("{at}.unit"), line.unit.as_deref());
    let field = format!("{at}.min_quantity");
    let min_quantity = numbers::more_than_nothing(checks, &field, &line.min_quantity);
    if let Some(quantity) = min_quantity {
        known.fine_enough(checks, &field, quantity, unit.as_deref().unwrap_or(own.own));
    }
    let amount = numbers::amount(checks, &format!("{at}.price"), &line.price);
    let from_on = numbers::date(checks, &format!("{at}.from_on"), &line.from_on);
    let until_on = until_on(checks, at, line.until_on.as_deref(), from_on);
    Some(ProductPrice {
        price_list_id: line.price_list_id,
        unit,
        min_quantity: min_quantity?,
        price: amount.unwrap_or_default(),
        from_on: from_on?,
        until_on,
    })
}

fn until_on(checks: &mut Checks, at: &str, typed: Option<&str>, from_on: Option<Date>) -> Option<Date> {
    let typed = typed.map(str::trim).filter(|text| !text.is_empty())?;
    let field = format!("{at}.until_on");
    let until_on = numbers::date(checks, &field, typed)?;
    if from_on.is_some_and(|from_on| until_on < from_on) {
        checks.wrong(
            field,
            "before_start",
            "The last day comes before the first. Change one of them.",
        );
    }
    Some(until_on)
}

/// Whether two prices are of the same and some day is in both.
fn overlap(one: &ProductPrice, other: &ProductPrice) -> bool {
    let same = one.price_list_id == other.price_list_id
        && one.unit == other.unit
        && one.min_quantity == other.min_quantity;
    let reaches =
        |from: &ProductPrice, to: &ProductPrice| to.until_on.is_none_or(|until_on| from.from_on <= until_on);
    same && reaches(one, other) && reaches(other, one)
}

fn at_most(checks: &mut Checks, field: &str, count: usize, most: usize) {
    if count > most {
        checks.wrong(
            field,
            "too_many",
            say!("At most {most} are kept. Remove some.", most),
        );
    }
}

fn twice(checks: &mut Checks, field: &str) {
    checks.wrong(field, "twice", "This stands here twice. Remove one of the lines.");
}
