//! Amounts, quantities, rates and days as they are typed; what cannot be read is named and left out.

use crate::{
    date::Date, features::text::Checks, money::Money, quantity::Quantity, rate::Rate, sentence::say,
};

/// The highest rate of GST taken in.
pub(in crate::features::products) const RATE: Rate = Rate::from_basis_points(10_000);
/// The highest cess taken in.
pub(in crate::features::products) const CESS: Rate = Rate::from_basis_points(50_000);

/// A price that may be left open.
pub(super) fn price(checks: &mut Checks, field: &str, text: Option<&str>) -> Option<Money> {
    let text = text.map(str::trim).filter(|text| !text.is_empty())?;
    amount(checks, field, text)
}

/// An amount that is zero or more.
pub(super) fn amount(checks: &mut Checks, field: &str, text: &str) -> Option<Money> {
    match Money::parse(text) {
        Ok(amount) if amount.is_negative() => {
            checks.wrong(field, "out_of_range", "A price is zero or more.");
            None
        }
        Ok(amount) => Some(amount),
        Err(fault) => {
            checks.wrong(field, fault.code(), &fault);
            None
        }
    }
}

/// A quantity of any sign.
pub(super) fn quantity(checks: &mut Checks, field: &str, text: &str) -> Option<Quantity> {
    let read = Quantity::parse(text);
    read.map_err(|fault| checks.wrong(field, fault.code(), &fault))
        .ok()
}

/// A quantity above zero.
pub(in crate::features::products) fn more_than_nothing(
    checks: &mut Checks,
    field: &str,
    text: &str,
) -> Option<Quantity> {
    let quantity = quantity(checks, field, text)?;
    if quantity > Quantity::ZERO {
        return Some(quantity);
    }
    checks.wrong(field, "out_of_range", "Enter more than zero.");
    None
}

/// A rate of at most `most`.
pub(in crate::features::products) fn rate(
    checks: &mut Checks,
    field: &str,
    text: &str,
    most: Rate,
) -> Option<Rate> {
    match Rate::parse(text) {
        Ok(rate) if rate > most => {
            checks.wrong(field, "out_of_range", say!("Enter 0 to {most} percent.", most));
            None
        }
        Ok(rate) => Some(rate),
        Err(fault) => {
            checks.wrong(field, fault.code(), &fault);
            None
        }
    }
}

/// A day.
pub(in crate::features::products) fn date(checks: &mut Checks, field: &str, text: &str) -> Option<Date> {
    let read = Date::parse(text);
    read.map_err(|fault| checks.wrong(field, fault.code(), &fault))
        .ok()
}
