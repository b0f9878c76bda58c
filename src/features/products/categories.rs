//! Categories of products: a tree of names, at most six deep.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{product::ProductId, save};
use crate::{
    db::{Read, Record, Tx, params},
    error::{Code, Error, Result},
    features::{
        record::{not_found, row_id},
        search::fold,
        text::Checks,
    },
    sentence::say,
    tenancy::Tenant,
};

/// How many categories may stand below each other.
pub(super) const DEEPEST: usize = 6;
/// What stands between the names of a path.
pub(super) const ARROW: &str = " › ";

row_id! {
    /// A category's id.
    CategoryId
}

/// A category of products.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ProductCategory {
    /// Its id.
    pub id: CategoryId,
    /// The category it stands in; null at the top.
    pub parent_id: Option<CategoryId>,
    /// Its name.
    pub name: String,
    /// Its name after those above it: “Dental › Burs”.
    pub path: String,
    /// How many products that are not archived are right in it.
    pub products: i64,
}

/// A category to be added, or the new state of one.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CategoryDraft {
    /// Its name, at most 60 characters; no other in the same place has it.
    #[schema(required)]
    pub name: String,
    /// The category it is to stand in; null for the top.
    pub parent_id: Option<CategoryId>,
}

/// All categories, each after the one it stands in.
pub fn categories(tenant: &Tenant) -> Result<Vec<ProductCategory>> {
    tenant.read(|read| {
        let tree = Tree::load(read)?;
        let mut all: Vec<(Vec<String>, ProductCategory)> = read.all(
            "select c.id, c.parent_id, c.name, (
               select count(*) from products p where p.category_id = c.id
                 and not exists (select 1 from product_archivals x where x.product_id = p.id))
             from product_categories c",
            [],
            |row| {
                let id = row.get(0)?;
                let names = tree.names(id);
                let category = ProductCategory {
                    id,
                    parent_id: row.get(1)?,
                    name: row.get(2)?,
                    path: names.join(ARROW),
                    products: row.get(3)?,
                };
                Ok((names.into_iter().map(fold).collect(), category))
            },
        )?;
        all.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(all.into_iter().map(|(_, category)| category).collect())
    })
}

/// Adds a category.
pub fn create_category(tenant: &Tenant, draft: &CategoryDraft) -> Result<ProductCategory> {
    tenant.write(|tx| add(tx, draft))
}

/// The same within a transaction.
pub(super) fn add(tx: &Tx<'_>, draft: &CategoryDraft) -> Result<ProductCategory> {
    let name = draft.check(&Tree::load(tx)?, None)?;
    free(tx, &name, draft.parent_id, CategoryId(0))?;
    let id = CategoryId(tx.insert(
        "insert into product_categories (parent_id, name, name_key) values (?1, ?2, ?3)",
        params![draft.parent_id, name, fold(&name)],
    )?);
    let category = load(tx, id)?;
    tx.log(
        "product_category.create",
        &named(id),
        None::<&()>,
        Some(&category),
    )?;
    Ok(category)
}

/// The names of a path as people write it, from the top down.
pub(super) fn path_of(text: &str) -> Vec<String> {
    let names = text.split(['›', '>', '»']).map(str::trim);
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Renames a category, or puts it with all below it into another.
pub fn edit_category(tenant: &Tenant, id: CategoryId, draft: &CategoryDraft) -> Result<ProductCategory> {
    tenant.write(|tx| {
        let before = load(tx, id)?;
        let name = draft.check(&Tree::load(tx)?, Some(id))?;
        free(tx, &name, draft.parent_id, id)?;
        tx.execute(
            "update product_categories set parent_id = ?2, name = ?3, name_key = ?4 where id = ?1",
            params![id, draft.parent_id, name, fold(&name)],
        )?;
        let category = load(tx, id)?;
        tx.log(
            "product_category.edit",
            &named(id),
            Some(&before),
            Some(&category),
        )?;
        for product in products_below(tx, id)? {
            save::write_index(tx, product)?;
        }
        Ok(category)
    })
}

/// Removes a category in which nothing is.
pub fn delete_category(tenant: &Tenant, id: CategoryId) -> Result<()> {
    tenant.write(|tx| {
        let before = load(tx, id)?;
        let (categories, products): (i64, i64) = tx.one(
            "select (select count(*) from product_categories where parent_id = ?1),
               (select count(*) from products where category_id = ?1)",
            params![id],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        if categories + products > 0 {
            return Err(Error::new(
                Code::InUse,
                say!(
                    "In “{path}” are {categories} categories and {products} products, archived ones counted. Move them first.",
                    path = before.path,
                    categories,
                    products
                ),
            ));
        }
        tx.execute("delete from product_categories where id = ?1", params![id])?;
        tx.log("product_category.delete", &named(id), Some(&before), None::<&()>)
    })
}

impl CategoryDraft {
    /// Looks everything over; `own` is the category that is changed.
    fn check(&self, tree: &Tree, own: Option<CategoryId>) -> Result<String> {
        let mut checks = Checks::default();
        let name = checks.required("name", &self.name, 60, &say!("a name"));
        if let Some(parent) = self.parent_id {
            let above = tree.with_those_above(parent);
            let height = own.map_or(1, |own| tree.height(own));
            if above.is_empty() {
                checks.wrong(
                    "parent_id",
                    "unknown",
                    "There is no such category. Choose another one.",
                );
            } else if own.is_some_and(|own| above.contains(&own)) {
                checks.wrong(
                    "parent_id",
                    "cycle",
                    "A category cannot stand in itself or below itself. Choose another one.",
                );
            } else if above.len() + height > DEEPEST {
                checks.wrong(
                    "parent_id",
                    "too_deep",
                    say!(
                        "At most {deepest} categories stand below each other. Choose one further up.",
                        deepest = DEEPEST
                    ),
                );
            }
        }
        checks.finish()?;
        Ok(name)
    }
}

/// Refuses a name that another category in the same place has.
fn free(tx: &Tx<'_>, name: &str, parent: Option<CategoryId>, own: CategoryId) -> Result<()> {
    let taken: Option<i64> = tx.optional(
        "select id from product_categories
         where coalesce(parent_id, 0) = coalesce(?1, 0) and name_key = ?2 and id <> ?3",
        params![parent, fold(name), own],
        |row| row.get(0),
    )?;
    if taken.is_none() {
        return Ok(());
    }
    Err(Error::new(
        Code::Duplicate,
        say!(
            "There is a category “{name}” in this place already. Choose another name.",
            name
        ),
    )
    .and_field("name", "duplicate", "A category here has this name."))
}

fn named(id: CategoryId) -> Record {
    Record::new("product_category", id)
}

fn load(read: &Read<'_>, id: CategoryId) -> Result<ProductCategory> {
    let tree = Tree::load(read)?;
    let (parent_id, name) = tree.0.get(&id).cloned().ok_or_else(not_found)?;
    let products = read.value(
        "select count(*) from products p where p.category_id = ?1
           and not exists (select 1 from product_archivals x where x.product_id = p.id)",
        params![id],
    )?;
    Ok(ProductCategory {
        id,
        parent_id,
        name,
        path: tree.path(id).unwrap_or_default(),
        products,
    })
}

/// A category with all below it, as a condition's right side; its parameter is `:category`.
macro_rules! category_and_below {
    () => {
        "(with recursive below (id) as (
            select :category union select c.id from product_categories c join below on c.parent_id = below.id
          ) select id from below)"
    };
}
pub(super) use category_and_below;

fn products_below(read: &Read<'_>, id: CategoryId) -> Result<Vec<ProductId>> {
    read.all(
        concat!(
            "select id from products where category_id in ",
            category_and_below!()
        ),
        crate::db::named_params! { ":category": id },
        |row| row.get(0),
    )
}

/// All categories: the one each stands in, and its name.
pub(super) struct Tree(BTreeMap<CategoryId, (Option<CategoryId>, String)>);

impl Tree {
    pub(super) fn load(read: &Read<'_>) -> Result<Self> {
        let all = read.all("select id, parent_id, name from product_categories", [], |row| {
            Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))
        })?;
        Ok(Self(all.into_iter().collect()))
    }

    pub(super) fn has(&self, id: CategoryId) -> bool {
        self.0.contains_key(&id)
    }

    /// “Dental › Burs”; nothing for a category that is not there.
    pub(super) fn path(&self, id: CategoryId) -> Option<String> {
        self.has(id).then(|| self.names(id).join(ARROW))
    }

    /// Every category by its folded names from the top down.
    pub(super) fn by_path(&self) -> std::collections::HashMap<Vec<String>, CategoryId> {
        let folded = |id: CategoryId| -> Vec<String> { self.names(id).into_iter().map(fold).collect() };
        self.0.keys().map(|id| (folded(*id), *id)).collect()
    }

    /// The names from the top down to this one.
    pub(super) fn names(&self, id: CategoryId) -> Vec<&str> {
        let ids = self.with_those_above(id).into_iter().rev();
        ids.filter_map(|id| self.0.get(&id).map(|(_, name)| name.as_str()))
            .collect()
    }

    /// This category and those it stands in, from the bottom up.
    fn with_those_above(&self, id: CategoryId) -> Vec<CategoryId> {
        let up = |id: &CategoryId| self.0.get(id).and_then(|(parent, _)| *parent);
        let first = self.has(id).then_some(id);
        std::iter::successors(first, up).take(self.0.len()).collect()
    }

    /// How many stand below each other from this one down, itself counted.
    fn height(&self, id: CategoryId) -> usize {
        let depth = |id: &CategoryId| self.with_those_above(*id);
        let longest = self.0.keys().map(depth).filter_map(|above| {
            let at = above.iter().position(|other| *other == id)?;
            Some(at + 1)
        });
        longest.max().unwrap_or(1)
    }
}
