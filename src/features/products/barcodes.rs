//! Barcodes: whose one is, whether its last digit fits, and what a scan finds.

use serde::Serialize;

use super::{
    lines::ProductBarcode,
    list::{self, ProductRow},
    product::ProductId,
};
use crate::{
    db::{Read, Tx, params},
    error::{Code, Error, Result},
    features::record::not_found,
    sentence::{Sentence, say},
    tenancy::Tenant,
};

/// What should be looked at, though the product was saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct ProductWarning {
    /// `check_digit`: a barcode's last digit does not fit the others.
    pub code: String,
    /// Where: `barcodes[0].barcode`.
    pub field: String,
    /// What is odd, in a sentence.
    #[serde(flatten)]
    pub message: Sentence,
}

/// What a scan found.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Scanned {
    /// The product.
    pub product: ProductRow,
    /// What one scan counts as.
    pub unit: String,
}

/// The product that has this barcode. A UPC-A read with or without its leading zero is the same.
pub fn by_barcode(tenant: &Tenant, barcode: &str) -> Result<Scanned> {
    tenant.read(|read| {
        let mut found = None;
        for form in forms(barcode) {
            found = found.or(owner(read, &form)?);
        }
        let (id, unit): (ProductId, Option<String>) = found.ok_or_else(not_found)?;
        let product = list::one(tenant, read, id)?;
        Ok(Scanned {
            unit: unit.unwrap_or_else(|| product.unit.clone()),
            product,
        })
    })
}

fn owner(read: &Read<'_>, barcode: &str) -> Result<Option<(ProductId, Option<String>)>> {
    read.optional(
        "select product_id, unit from product_barcodes where barcode = ?1",
        params![barcode],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// As it was read, then as another scanner would have read it.
fn forms(barcode: &str) -> Vec<String> {
    let barcode = barcode.trim();
    let mut forms = vec![barcode.to_owned()];
    if is_digits(barcode) {
        match (barcode.len(), barcode.strip_prefix('0')) {
            (12, _) => forms.push(format!("0{barcode}")),
            (13, Some(rest)) => forms.push(rest.to_owned()),
            _ => {}
        }
    }
    forms
}

/// Refuses barcodes that another product has, naming it.
pub(super) fn free(tx: &Tx<'_>, barcodes: &[ProductBarcode], own: ProductId) -> Result<()> {
    let mut taken: Option<Error> = None;
    for (at, line) in barcodes.iter().enumerate() {
        let name: Option<String> = tx.optional(
            "select p.name from product_barcodes b join products p on p.id = b.product_id
             where b.barcode = ?1 and b.product_id <> ?2",
            params![line.barcode, own],
            |row| row.get(0),
        )?;
        let Some(name) = name else { continue };
        let error = taken.unwrap_or_else(|| {
            let text = say!(
                "The barcode {barcode} belongs to {name}. Remove it from one of the two.",
                barcode = line.barcode,
                name
            );
            Error::new(Code::Duplicate, text)
        });
        taken = Some(error.and_field(
            format!("barcodes[{at}].barcode"),
            "duplicate",
            say!("This barcode belongs to {name}.", name),
        ));
    }
    taken.map_or(Ok(()), Err)
}

/// Barcodes of the shape of an EAN-13, an EAN-8 or a UPC-A whose last digit does not fit the others.
pub(super) fn warnings(barcodes: &[ProductBarcode]) -> Vec<ProductWarning> {
    let wrong = |(at, line): (usize, &ProductBarcode)| {
        let digit = check_digit(&line.barcode)?;
        (!line.barcode.ends_with(digit)).then(|| ProductWarning {
            code: "check_digit".to_owned(),
            field: format!("barcodes[{at}].barcode"),
            message: say!(
                "{barcode} should end in {digit} if it was printed on the goods. Scan it again.",
                barcode = line.barcode,
                digit
            ),
        })
    };
    barcodes.iter().enumerate().filter_map(wrong).collect()
}

/// The last digit such a barcode should have (GS1: from the right, digits count three times and once in turn); nothing
/// when it is of another shape.
fn check_digit(barcode: &str) -> Option<char> {
    if !is_digits(barcode) || ![8, 12, 13].contains(&barcode.len()) {
        return None;
    }
    let digits = barcode.bytes().rev().skip(1).map(|byte| u32::from(byte - b'0'));
    let sum: u32 = digits
        .zip([3, 1].into_iter().cycle())
        .map(|(digit, times)| digit * times)
        .sum();
    char::from_digit((10 - sum % 10) % 10, 10)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_are_those_that_are_printed() {
        for (barcode, digit) in [
            ("4006381333931", Some('1')),
            ("8901030865275", Some('5')),
            ("96385074", Some('4')),
            ("036000291452", Some('2')),
            ("0000000000000", Some('0')),
            ("12345", None),
            ("ABC45678", None),
            ("12345678901234", None),
        ] {
            assert_eq!(check_digit(barcode), digit, "{barcode}");
        }
    }
}
