//! The sample businesses: `tenants/samples/<tenant_id>.toml` with a logo beside it, and what they sell under
//! `tenants/samples/products/`. Their config has the shape of a `tenants.toml`, their rows the shape of HTTP bodies, so that they go through the
//! same operations as anybody's.

use std::borrow::Cow;
use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::Value;

use super::domain_pack::{PackError, Rows, Shipped, rows, text};

/// A business to look at and to try things on.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// Its id, also the file's name.
    pub tenant_id: String,
    /// Its entry as in a `tenants.toml`: domain, branding, features, GST number, contact.
    pub config: toml::Table,
    /// What it has on its first day, as bodies to create them with.
    pub rows: Rows,
    /// Counts of its materials, in order.
    pub counts: Vec<SampleCount>,
    /// What it sells and buys.
    pub products: SampleProducts,
    /// The logo as it was drawn.
    pub logo_svg: Cow<'static, [u8]>,
    /// The logo as PNG, 256 pixels wide.
    pub logo_png: Cow<'static, [u8]>,
}

/// A stock-taking of one material.
#[derive(Debug, Clone, PartialEq)]
pub struct SampleCount {
    /// The material's code.
    pub material_code: String,
    /// The body to record it with: quantity, day, note.
    pub body: Value,
}

/// A sample's products, and what they name. A product is the body to create it with, but that it says `category` by the
/// category's path and, in its prices, `price_list` by the list's name: ids are given only when they are made.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleProducts {
    /// The paths of its categories, each after the one it stands in.
    pub categories: Vec<String>,
    /// Units it counts in beside those of every business.
    #[serde(deserialize_with = "rows")]
    pub units: Vec<Value>,
    /// Its price lists.
    #[serde(deserialize_with = "rows")]
    pub price_lists: Vec<Value>,
    /// The products, in order.
    #[serde(deserialize_with = "rows")]
    pub products: Vec<Value>,
}

/// All sample businesses by id.
pub fn samples() -> &'static [Sample] {
    static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(|| {
        // The shipped files were read by the same code when the program was tested.
        shipped().unwrap_or_else(|error| panic!("{error}"))
    });
    &SAMPLES
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    tenants: toml::Table,
    #[serde(default, deserialize_with = "rows")]
    parties: Vec<Value>,
    #[serde(default, deserialize_with = "rows")]
    patients: Vec<Value>,
    #[serde(default, deserialize_with = "rows")]
    materials: Vec<Value>,
    #[serde(default, deserialize_with = "rows")]
    counts: Vec<Value>,
}

fn shipped() -> Result<Vec<Sample>, PackError> {
    let mut ids: Vec<String> = Shipped::iter()
        .filter_map(|path| Some(path.strip_prefix("samples/")?.strip_suffix(".toml")?.to_owned()))
        .filter(|id| !id.contains('/'))
        .collect();
    ids.sort_unstable();
    ids.iter()
        .map(|id| {
            Ok(Sample {
                products: products(id)?,
                ..sample(id, &text(&format!("samples/{id}.toml"))?)?
            })
        })
        .collect()
}

fn products(id: &str) -> Result<SampleProducts, PackError> {
    let path = format!("samples/products/{id}.toml");
    read_products(&format!("tenants/{path}"), &text(&path)?)
}

fn read_products(name: &str, text: &str) -> Result<SampleProducts, PackError> {
    toml::from_str(text).map_err(|error| PackError::of_toml(name, text, &error))
}

fn sample(id: &str, text: &str) -> Result<Sample, PackError> {
    let name = format!("tenants/samples/{id}.toml");
    let fault = |key: &str, message: &str| PackError {
        file: name.clone(),
        line: None,
        key: Some(key.to_owned()),
        message: message.to_owned(),
    };
    let mut file: File = toml::from_str(text).map_err(|error| PackError::of_toml(&name, text, &error))?;
    let Some(toml::Value::Table(config)) = file.tenants.remove(id) else {
        return Err(fault("tenants", "must hold the business the file is named after"));
    };
    if !file.tenants.is_empty() {
        return Err(fault("tenants", "must hold one business only"));
    }
    let counts = file
        .counts
        .into_iter()
        .map(|row| count(row).ok_or_else(|| fault("counts", "must name a material_code")))
        .collect::<Result<_, _>>()?;
    let logo = |ending: &str| {
        let file = Shipped::get(&format!("samples/{id}.{ending}"));
        file.map(|file| file.data)
            .ok_or_else(|| fault("logo", "is missing beside the file"))
    };
    Ok(Sample {
        tenant_id: id.to_owned(),
        config,
        rows: Rows {
            parties: file.parties,
            patients: file.patients,
            materials: file.materials,
        },
        counts,
        products: SampleProducts::default(),
        logo_svg: logo("svg")?,
        logo_png: logo("png")?,
    })
}

fn count(mut row: Value) -> Option<SampleCount> {
    let material_code = row.as_object_mut()?.remove("material_code")?.as_str()?.to_owned();
    Some(SampleCount {
        material_code,
        body: row,
    })
}

#[cfg(test)]
mod tests;
