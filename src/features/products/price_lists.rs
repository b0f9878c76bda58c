//! Price lists: a name, and whether the prices in it have GST in them. The prices are with the products.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    db::{Read, Record, Tx, params},
    error::{Code, Error, Result},
    features::{record::row_id, search::fold, text::Checks},
    sentence::say,
    tenancy::Tenant,
};

row_id! {
    /// A price list's id.
    PriceListId
}

/// A price list.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct PriceList {
    /// Its id.
    pub id: PriceListId,
    /// Its name.
    pub name: String,
    /// Whether its prices have GST in them.
    pub includes_tax: bool,
    /// How many prices are in it.
    pub prices: i64,
}

/// A price list to be added, or the new state of one.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PriceListDraft {
    /// Its name, at most 60 characters, unique whatever its capitals.
    #[schema(required)]
    pub name: String,
    /// Whether its prices have GST in them.
    pub includes_tax: bool,
}

/// All price lists by their names.
pub fn price_lists(tenant: &Tenant) -> Result<Vec<PriceList>> {
    tenant.read(|read| {
        let mut lists = Vec::new();
        for id in read.all("select id from price_lists order by name_key", [], |row| {
            row.get(0)
        })? {
            lists.push(load(read, id)?);
        }
        Ok(lists)
    })
}

/// Adds a price list.
pub fn create_price_list(tenant: &Tenant, draft: &PriceListDraft) -> Result<PriceList> {
    tenant.write(|tx| add(tx, draft))
}

/// Adds a price list whose name is free.
pub(super) fn add(tx: &Tx<'_>, draft: &PriceListDraft) -> Result<PriceList> {
    let name = draft.check()?;
    free(tx, &name, PriceListId(0))?;
    let id = PriceListId(tx.insert(
        "insert into price_lists (name, name_key, includes_tax) values (?1, ?2, ?3)",
        params![name, fold(&name), draft.includes_tax],
    )?);
    let list = load(tx, id)?;
    tx.log("price_list.create", &named(id), None::<&()>, Some(&list))?;
    Ok(list)
}

/// Changes a price list's name, or how its prices are meant.
pub fn edit_price_list(tenant: &Tenant, id: PriceListId, draft: &PriceListDraft) -> Result<PriceList> {
    tenant.write(|tx| {
        let before = load(tx, id)?;
        let name = draft.check()?;
        free(tx, &name, id)?;
        tx.execute(
            "update price_lists set name = ?2, name_key = ?3, includes_tax = ?4 where id = ?1",
            params![id, name, fold(&name), draft.includes_tax],
        )?;
        let list = load(tx, id)?;
        tx.log("price_list.edit", &named(id), Some(&before), Some(&list))?;
        Ok(list)
    })
}

/// The ids there are.
pub(super) fn ids(read: &Read<'_>) -> Result<BTreeSet<PriceListId>> {
    let ids = read.all("select id from price_lists", [], |row| row.get(0))?;
    Ok(ids.into_iter().collect())
}

/// Each list's id and name, and whether its prices have GST in them.
pub(super) fn named_lists(read: &Read<'_>) -> Result<Vec<(PriceListId, String, bool)>> {
    read.all(
        "select id, name, includes_tax from price_lists order by name_key",
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}

impl PriceListDraft {
    fn check(&self) -> Result<String> {
        let mut checks = Checks::default();
        let name = checks.required("name", &self.name, 60, &say!("a name"));
        checks.finish()?;
        Ok(name)
    }
}

/// Refuses a name that another price list has.
fn free(tx: &Tx<'_>, name: &str, own: PriceListId) -> Result<()> {
    let taken: Option<String> = tx.optional(
        "select name from price_lists where name_key = ?1 and id <> ?2",
        params![fold(name), own],
        |row| row.get(0),
    )?;
    let Some(taken) = taken else { return Ok(()) };
    Err(Error::new(
        Code::Duplicate,
        say!(
            "There is a price list “{taken}” already. Choose another name.",
            taken
        ),
    )
    .and_field("name", "duplicate", "Another price list has this name."))
}

fn named(id: PriceListId) -> Record {
    Record::new("price_list", id)
}

fn load(read: &Read<'_>, id: PriceListId) -> Result<PriceList> {
    read.one(
        "select name, includes_tax, (select count(*) from product_prices where list_id = l.id)
         from price_lists l where l.id = ?1",
        params![id],
        |row| {
            Ok(PriceList {
                id,
                name: row.get(0)?,
                includes_tax: row.get(1)?,
                prices: row.get(2)?,
            })
        },
    )
}
