//! Labels with a barcode, on sheets that are sold for them or on a roll.

mod bars;
mod sheet;

use serde::Deserialize;
use typst::foundations::{Array, Dict, IntoValue as _, Value, dict};

pub use sheet::{LabelLayout, layouts};

use self::bars::Bars;
use super::paper::{self, Template};
use crate::{
    error::{Error, Result},
    features::products::{LabelPrice, LabelText, LabelWish, PriceListId, ProductId, label_texts},
    sentence::{Sentence, say},
    size::grouped,
    tenancy::Tenant,
};

/// As many as a shop prints in one go; each takes well under a millisecond.
const MOST: u32 = 2000;

/// Labels to be printed.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelJob {
    /// One of the layouts.
    pub layout: String,
    /// How many places of the first sheet are used up already.
    #[serde(default)]
    pub skip: u32,
    /// Whose labels, in this order.
    pub labels: Vec<LabelCopies>,
    /// Which price stands on them.
    #[serde(default)]
    pub price: LabelPrice,
    /// From which list the price is; what it usually sells for unless told.
    #[schema(value_type = Option<i64>)]
    pub price_list_id: Option<PriceListId>,
    /// Whether the business's name stands on them.
    #[serde(default)]
    pub business: bool,
    /// Whether the product's code stands on them.
    #[serde(default)]
    pub code: bool,
}

/// The labels of one product.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelCopies {
    /// The product.
    #[schema(value_type = i64)]
    pub product_id: ProductId,
    /// For which of its units; its own unless told.
    pub unit: Option<String>,
    /// How many, 1 to 1000; one unless told.
    #[serde(default = "one")]
    pub copies: u32,
}

const fn one() -> u32 {
    1
}

/// What was printed.
#[derive(Debug)]
pub struct Printed {
    /// The labels as PDF.
    pub pdf: Vec<u8>,
    /// The products whose labels have no bars: no scanner could read their codes.
    pub without_bars: Vec<String>,
}

/// Prints labels.
pub fn print(tenant: &Tenant, job: &LabelJob) -> Result<Printed> {
    let layout = job.check()?;
    let wishes: Vec<LabelWish> = job.labels.iter().map(LabelCopies::wish).collect();
    let texts = label_texts(tenant, &wishes, job.price, job.price_list_id)?;
    let business = if job.business {
        tenant.config().branding.company_name.as_str()
    } else {
        ""
    };
    let mut labels = Array::new();
    for (text, line) in texts.iter().zip(&job.labels) {
        let label = job.label(text, business).into_value();
        labels.extend(std::iter::repeat_n(label, line.copies as usize));
    }
    let data = dict! {
        "sheet" => layout.data(),
        "skip" => job.skip,
        "labels" => labels,
    };
    let bare = texts.into_iter().filter(|text| Bars::of(&text.barcode).is_none());
    Ok(Printed {
        pdf: paper::pdf(Template::Labels, data)?,
        without_bars: bare.map(|text| text.name).collect(),
    })
}

impl LabelJob {
    fn check(&self) -> Result<&'static LabelLayout> {
        let wrong = |field: &str, code: &str, text: Sentence| Err(Error::field(field, code, text));
        let Some(layout) = sheet::find(&self.layout) else {
            let known = sheet::keys();
            return wrong(
                "layout",
                "unknown",
                say!(
                    "There is no such layout. Choose one of {names}.",
                    names = known.join(", ")
                ),
            );
        };
        if self.skip >= layout.per_sheet() {
            let text = say!(
                "A sheet has {per_sheet} places. Skip fewer.",
                per_sheet = layout.per_sheet()
            );
            return wrong("skip", "out_of_range", text);
        }
        if let Some(at) = self
            .labels
            .iter()
            .position(|line| !(1..=1000).contains(&line.copies))
        {
            let text = say!("Print 1 to 1,000 of each.");
            return wrong(&format!("labels[{at}].copies"), "out_of_range", text);
        }
        let all: u32 = self.labels.iter().map(|line| line.copies).sum();
        if !(1..=MOST).contains(&all) {
            let text = say!(
                "Print 1 to {most} labels at once; these are {all}.",
                most = grouped(MOST),
                all = grouped(all)
            );
            return wrong("labels", "out_of_range", text);
        }
        Ok(layout)
    }

    fn label(&self, text: &LabelText, business: &str) -> Dict {
        let bars = Bars::of(&text.barcode);
        dict! {
            "name" => text.name.as_str(),
            "price" => text.price.as_deref().unwrap_or_default(),
            "price_note" => text.price_note,
            "business" => business,
            "code" => if self.code && text.code != text.barcode { text.code.as_str() } else { "" },
            "bars" => bars.as_ref().map_or(Value::None, |bars| bars.data().into_value()),
            "spoken" => text.barcode.as_str(),
        }
    }
}

impl LabelCopies {
    fn wish(&self) -> LabelWish {
        LabelWish {
            product_id: self.product_id,
            unit: self.unit.clone(),
        }
    }
}
