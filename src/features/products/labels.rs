//! What stands on the label of a product: its name, what a scanner reads, and what one costs.

use std::fmt::Write as _;

use super::{
    lines::ProductPrice,
    price_lists::{PriceListId, price_lists},
    product::{Product, ProductId, get},
};
use crate::{
    error::{Error, Result},
    features::record::words,
    money::Money,
    quantity::Quantity,
    rate::Rate,
    sentence::say,
    size::grouped,
    tenancy::Tenant,
};

words! {
    /// Which price stands on a label.
    #[derive(Default)]
    LabelPrice {
        /// None.
        #[default]
        None = "none",
        /// What it costs with GST and cess of today.
        WithTax = "with_tax",
        /// What it costs before them.
        BeforeTax = "before_tax",
    }
}

/// Whose label is wanted.
#[derive(Clone, Debug)]
pub struct LabelWish {
    /// The product.
    pub product_id: ProductId,
    /// For which of its units; its own unless told.
    pub unit: Option<String>,
}

/// What stands on a label.
#[derive(Clone, Debug)]
pub struct LabelText {
    /// The product's name, with the unit where it is not the product's own.
    pub name: String,
    /// The product's code.
    pub code: String,
    /// What a scanner reads: the unit's first barcode, else the product's code.
    pub barcode: String,
    /// The price as it is printed, where one is wanted and known.
    pub price: Option<String>,
    /// What is said beside the price.
    pub price_note: &'static str,
}

/// The labels' texts, in the order of the wishes.
pub fn label_texts(
    tenant: &Tenant,
    wishes: &[LabelWish],
    price: LabelPrice,
    price_list: Option<PriceListId>,
) -> Result<Vec<LabelText>> {
    let list = price_list.map(|id| chosen(tenant, id)).transpose()?;
    let pricing = Pricing { price, list };
    let text = |(at, wish)| pricing.text(tenant, at, wish);
    wishes.iter().enumerate().map(text).collect()
}

/// The list and whether its prices have GST in them.
fn chosen(tenant: &Tenant, id: PriceListId) -> Result<(PriceListId, bool)> {
    let lists = price_lists(tenant)?;
    let list = lists.iter().find(|list| list.id == id);
    let unknown = || {
        Error::field(
            "price_list_id",
            "unknown",
            "There is no such price list. Choose another one.",
        )
    };
    list.map(|list| (list.id, list.includes_tax)).ok_or_else(unknown)
}

struct Pricing {
    price: LabelPrice,
    list: Option<(PriceListId, bool)>,
}

impl Pricing {
    fn text(&self, tenant: &Tenant, at: usize, wish: &LabelWish) -> Result<LabelText> {
        let product = get(tenant, wish.product_id).map_err(|error| match error.code() {
            crate::Code::NotFound => {
                let text = "There is no such product. Take it out.";
                Error::field(format!("labels[{at}].product_id"), "unknown", text)
            }
            _ => error,
        })?;
        let unit = wish.unit.as_deref().filter(|unit| *unit != product.unit);
        let factor = match unit {
            None => Quantity::from_micro(1_000_000),
            Some(unit) => factor(&product, unit).ok_or_else(|| {
                let text = say!(
                    "{product} is not sold in {unit}. Choose one of its units.",
                    product = product.name,
                    unit
                );
                Error::field(format!("labels[{at}].unit"), "unknown", text)
            })?,
        };
        let mut name = product.name.clone();
        if let Some(unit) = unit {
            let _ = write!(name, " · {unit}");
        }
        let barcode = product.barcodes.iter().find(|line| line.unit.as_deref() == unit);
        Ok(LabelText {
            barcode: barcode.map_or_else(|| product.code.clone(), |line| line.barcode.clone()),
            price: self.amount(tenant, &product, unit, factor)?.map(rupees),
            price_note: match self.price {
                LabelPrice::WithTax => "incl. of taxes",
                LabelPrice::BeforeTax => "before tax",
                LabelPrice::None => "",
            },
            code: product.code,
            name,
        })
    }

    /// The price of one, turned to what stands on the label: with tax or before it.
    fn amount(
        &self,
        tenant: &Tenant,
        product: &Product,
        unit: Option<&str>,
        factor: Quantity,
    ) -> Result<Option<Money>> {
        let wants_tax = match self.price {
            LabelPrice::None => return Ok(None),
            LabelPrice::WithTax => true,
            LabelPrice::BeforeTax => false,
        };
        let (price, has_tax) = match self.list {
            Some((list, has_tax)) => (in_list(tenant, product, list, unit), has_tax),
            None => (
                product
                    .selling_price
                    .map(|price| times(price, factor))
                    .transpose()?,
                false,
            ),
        };
        let Some(price) = price else { return Ok(None) };
        let rate = tax(tenant, product);
        match (has_tax, wants_tax) {
            (false, true) => scaled(price, 10_000 + rate, 10_000).map(Some),
            (true, false) => scaled(price, 10_000, 10_000 + rate).map(Some),
            _ => Ok(Some(price)),
        }
    }
}

fn factor(product: &Product, unit: &str) -> Option<Quantity> {
    let mut units = product.units.iter();
    units.find(|line| line.unit == unit).map(|line| line.factor)
}

/// Today's price in a list for whoever takes the fewest.
fn in_list(tenant: &Tenant, product: &Product, list: PriceListId, unit: Option<&str>) -> Option<Money> {
    let today = tenant.today();
    let holds = |price: &&ProductPrice| {
        price.price_list_id == list
            && price.unit.as_deref().filter(|unit| *unit != product.unit) == unit
            && price.from_on.civil() <= today
            && price.until_on.is_none_or(|last| last.civil() >= today)
    };
    let prices = product.prices.iter().filter(holds);
    prices
        .min_by_key(|price| price.min_quantity.micro())
        .map(|price| price.price)
}

/// Today's GST and cess in basis points.
fn tax(tenant: &Tenant, product: &Product) -> i64 {
    let today = tenant.today();
    let holding = product
        .gst_rates
        .iter()
        .rfind(|rate| rate.from_on.civil() <= today);
    let points = |rate: Rate| rate.basis_points();
    holding.map_or(0, |rate| points(rate.rate) + points(rate.cess))
}

fn times(price: Money, factor: Quantity) -> Result<Money> {
    scaled(price, factor.micro(), 1_000_000)
}

/// A part of an amount, half a paisa rounded up.
fn scaled(amount: Money, by: i64, of: i64) -> Result<Money> {
    let exact = i128::from(amount.minor()) * i128::from(by);
    let rounded = (2 * exact + i128::from(of)).div_euclid(2 * i128::from(of));
    let minor = i64::try_from(rounded).map_err(Error::internal)?;
    Ok(Money::from_minor(minor))
}

/// `₹ 1,18,000.00`, grouped as amounts are in India.
fn rupees(amount: Money) -> String {
    let written = amount.to_string();
    let (whole, paise) = written.split_once('.').unwrap_or((&written, "00"));
    format!("₹ {}.{paise}", grouped(whole))
}

#[cfg(test)]
mod tests {
    use super::{rupees, scaled};
    use crate::money::Money;

    #[test]
    fn amounts_are_grouped_as_in_india() {
        for (minor, text) in [
            (0, "₹ 0.00"),
            (99_900, "₹ 999.00"),
            (100_000, "₹ 1,000.00"),
            (11_800_050, "₹ 1,18,000.50"),
            (12_345_678_900, "₹ 12,34,56,789.00"),
        ] {
            assert_eq!(rupees(Money::from_minor(minor)), text);
        }
    }

    #[test]
    fn half_a_paisa_is_rounded_up() {
        let part = |minor, by, of| scaled(Money::from_minor(minor), by, of).unwrap().minor();
        assert_eq!(part(10_000, 11_800, 10_000), 11_800);
        assert_eq!(part(5, 11_000, 10_000), 6); // 5.5
        assert_eq!(part(11_800, 10_000, 11_800), 10_000);
        assert_eq!(part(100, 10_000, 11_800), 85); // 84.745…
    }
}
