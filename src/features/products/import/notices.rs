//! What should be looked at in a row of products, though nothing is wrong with it: people sell below what they paid, and
//! rates of their own there are. What a spreadsheet has ruined for certain is wrong, and told as that.

use super::super::{
    ProductDraft, ProductGstRateDraft, barcodes,
    lines::ProductBarcode,
    tax_rates::{self, TaxRate},
};
use crate::{
    date::Date,
    db::Read,
    error::Result,
    features::intake::{self, At, Faults, Row},
    money::Money,
    rate::Rate,
    sentence::say,
};

/// What a row's cells are looked at by.
pub(super) struct Notices {
    rates: Vec<TaxRate>,
    today: Option<Date>,
}

impl Notices {
    pub(super) fn load(read: &Read<'_>, today: Option<Date>) -> Result<Self> {
        Ok(Self {
            rates: tax_rates::every(read)?,
            today,
        })
    }

    /// Looks over what a row tells; `draft` has it in it already.
    pub(super) fn look_over(&self, row: &Row<'_>, draft: &ProductDraft, faults: &mut Faults) {
        if let Some(text) = row.text("barcodes") {
            look_at_barcodes(text, At::Field("barcodes"), faults);
        }
        if let Some(typed) = row.text("hsn") {
            look_at_hsn(typed, &draft.hsn, faults);
        }
        if let Some(typed) = row.text("gst_rate") {
            self.look_at_rate(&intake::rate(typed), &draft.gst_rates, faults);
        }
        look_at_prices(row, draft, faults);
    }

    /// A rate that GST does not have on the day from which the row counts: today, or a later first day of it.
    fn look_at_rate(&self, typed: &str, lines: &[ProductGstRateDraft], faults: &mut Faults) {
        let (Ok(rate), Some(today)) = (Rate::parse(typed), self.today) else {
            return;
        };
        let begins = lines
            .iter()
            .filter(|line| line.rate == typed)
            .filter_map(|line| Date::parse(&line.from_on).ok())
            .max();
        let on = begins.map_or(today, |begins| begins.max(today));
        let holds =
            |known: &&TaxRate| known.from_on <= on && known.until_on.is_none_or(|until_on| on <= until_on);
        let known: Vec<Rate> = self.rates.iter().filter(holds).map(|known| known.rate).collect();
        if known.is_empty() || known.contains(&rate) {
            return;
        }
        let known: Vec<String> = known.iter().map(Rate::to_string).collect();
        faults.notice(
            "gst_rate",
            "unusual_rate",
            say!(
                "GST has no rate of {rate} percent on {on}; it has {rates}. Look whether this one is meant.",
                rate,
                on,
                rates = known.join(", ")
            ),
        );
    }
}

/// Barcodes of which a spreadsheet has left the first digits alone, and those whose last digit does not fit.
pub(super) fn look_at_barcodes(text: &str, at: At, faults: &mut Faults) {
    let barcodes = intake::words_of(text);
    if let Some(barcode) = barcodes.iter().find(|barcode| is_ruined(barcode)) {
        faults.wrong(
            at,
            "ruined_barcode",
            say!(
                "A spreadsheet took this barcode for a number and kept the first digits of it alone: {barcode}. Write all its digits, in a column that is text.",
                barcode
            ),
        );
        return;
    }
    let line = |barcode: String| ProductBarcode { barcode, unit: None };
    let lines: Vec<ProductBarcode> = barcodes.into_iter().map(line).collect();
    for warning in barcodes::warnings(&lines) {
        faults.notice(at, &warning.code, warning.message);
    }
}

/// Whether it is a number as a spreadsheet shortens it: `8.9E+12`.
fn is_ruined(barcode: &str) -> bool {
    let Some((digits, exponent)) = barcode.split_once(['E', 'e']) else {
        return false;
    };
    let (first, rest) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    first.len() == 1
        && all_digits(first)
        && all_digits(rest)
        && exponent.strip_prefix('+').is_some_and(all_digits)
}

/// A code that is of the right length only since a zero was put before it.
fn look_at_hsn(typed: &str, read: &str, faults: &mut Faults) {
    if read != typed && read.len() == typed.len() + 1 && read.starts_with('0') {
        faults.notice(
            "hsn",
            "filled_up",
            say!(
                "A code of GST has 4, 6 or 8 digits. This one is taken for {code}, for spreadsheets leave out a zero at the beginning. Look whether that is meant.",
                code = read
            ),
        );
    }
}

fn look_at_prices(row: &Row<'_>, draft: &ProductDraft, faults: &mut Faults) {
    let Some(field) = ["selling_price", "buying_price"]
        .into_iter()
        .find(|field| row.text(field).is_some())
    else {
        return;
    };
    let amount = |text: &Option<String>| text.as_deref().and_then(|text| Money::parse(text).ok());
    let prices = amount(&draft.buying_price).zip(amount(&draft.selling_price));
    if let Some((buying, selling)) = prices.filter(|(buying, selling)| selling < buying) {
        faults.notice(
            field,
            "below_cost",
            say!(
                "It would be sold for {selling} and is bought for {buying}. Look whether the two are exchanged.",
                selling = selling.to_string(),
                buying = buying.to_string()
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_a_spreadsheet_shortened_is_told_from_a_code() {
        for ruined in ["8.9E+12", "8.90103E+12", "9E+05", "8,9e+12"] {
            assert!(is_ruined(ruined), "{ruined}");
        }
        for code in [
            "8901030865275",
            "E+12",
            "1E5",
            "12.5E+3",
            "8.E+12",
            "AE+1",
            "8.9E+",
        ] {
            assert!(!is_ruined(code), "{code}");
        }
    }
}
