//! What a sample business sells and buys: its categories, units and price lists, then the products that name them, each
//! entered as a person enters it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::typed;
use crate::{
    error::{Error, Result},
    features::products::{self, CategoryDraft, CategoryId, PriceListDraft, PriceListId, UnitDraft},
    tenancy::{SampleProducts, Tenant},
};

/// What stands between the names of a category's path.
const ARROW: &str = " › ";

/// Enters all of a sample's products.
pub(super) fn enter(tenant: &Tenant, sample: &SampleProducts) -> Result<()> {
    for unit in &sample.units {
        products::create_unit(tenant, &typed::<UnitDraft>(unit)?)?;
    }
    let named = Named {
        categories: categories(tenant, &sample.categories)?,
        price_lists: price_lists(tenant, &sample.price_lists)?,
    };
    for row in &sample.products {
        products::create(tenant, &typed(&named.body(row)?)?)?;
    }
    Ok(())
}

/// The ids of what products name.
struct Named {
    categories: BTreeMap<String, CategoryId>,
    price_lists: BTreeMap<String, PriceListId>,
}

impl Named {
    /// A product's row as the body it is created with: ids in place of names.
    fn body(&self, row: &Value) -> Result<Value> {
        let mut body = row.clone();
        id_for_name(&mut body, "category", "category_id", &self.categories)?;
        let prices = body.get_mut("prices").and_then(Value::as_array_mut);
        for price in prices.into_iter().flatten() {
            id_for_name(price, "price_list", "price_list_id", &self.price_lists)?;
        }
        Ok(body)
    }
}

fn id_for_name<I: serde::Serialize>(
    body: &mut Value,
    name: &str,
    id: &str,
    ids: &BTreeMap<String, I>,
) -> Result<()> {
    let Some(said) = body.as_object_mut().and_then(|body| body.remove(name)) else {
        return Ok(());
    };
    let found = said.as_str().and_then(|said| ids.get(said));
    let found = found.ok_or_else(|| Error::internal(format!("no {name} of a sample is called {said}")))?;
    body[id] = json!(found);
    Ok(())
}

fn categories(tenant: &Tenant, paths: &[String]) -> Result<BTreeMap<String, CategoryId>> {
    let mut made = BTreeMap::new();
    for path in paths {
        let (above, name) = path.rsplit_once(ARROW).unwrap_or(("", path));
        let draft = CategoryDraft {
            name: name.to_owned(),
            parent_id: made.get(above).copied(),
        };
        made.insert(path.clone(), products::create_category(tenant, &draft)?.id);
    }
    Ok(made)
}

fn price_lists(tenant: &Tenant, rows: &[Value]) -> Result<BTreeMap<String, PriceListId>> {
    let mut made = BTreeMap::new();
    for row in rows {
        let list = products::create_price_list(tenant, &typed::<PriceListDraft>(row)?)?;
        made.insert(list.name, list.id);
    }
    Ok(made)
}
