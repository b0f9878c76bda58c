//! Products a page at a time: searched, filtered, sorted, with today's rate of GST.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    categories::{CategoryId, Tree, category_and_below},
    product::{ProductId, ProductKind, Tracking, picture_url},
    save::INDEXES,
};
use crate::{
    db::{Read, Row, named_params, params},
    error::{Error, Result},
    features::{
        listing::{Listing, Shape},
        record::words,
    },
    money::Money,
    page::{Page, PageQuery},
    rate::Rate,
    tenancy::Tenant,
};

/// A product in a list.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ProductRow {
    /// Its id.
    pub id: ProductId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What GST takes it for.
    pub kind: ProductKind,
    /// Its category.
    pub category_id: Option<CategoryId>,
    /// That category with those above it: “Dental › Burs”.
    pub category: Option<String>,
    /// The unit it is counted and priced in.
    pub unit: String,
    /// HSN or SAC code; empty while it is not known.
    pub hsn: String,
    /// What one unit usually sells for, before tax.
    pub selling_price: Option<Money>,
    /// What one unit usually costs, before tax.
    pub buying_price: Option<Money>,
    /// Today's rate of GST; null when none holds.
    pub gst_rate: Option<Rate>,
    /// How pieces of it are told apart.
    pub tracking: Tracking,
    /// Where its picture is.
    pub picture_url: Option<String>,
    /// When it was last changed.
    pub updated_at: String,
    /// When it was archived, if it was.
    pub archived_at: Option<String>,
}

/// Which products to list.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ProductQuery {
    /// Pieces of a name, a code, a barcode, an HSN code or a category.
    pub search: Option<String>,
    /// A category, with everything below it.
    #[param(value_type = Option<i64>)]
    pub category: Option<CategoryId>,
    /// `goods` or `service`.
    pub kind: Option<ProductKind>,
    /// The first digits of an HSN or SAC code.
    pub hsn: Option<String>,
    /// Only those that miss this: `selling_price` or `hsn`.
    #[param(inline)]
    pub missing: Option<Missing>,
    /// Archived ones too.
    pub include_archived: Option<bool>,
    /// `name`, where a search's best matches come first, `code`, `selling_price`, in which those without a price come
    /// first, `hsn`, in which those without a code come first, `category` by its path, `unit`, `gst_rate` by the one of
    /// today, in which those without come first, or `updated_at`; with `-` before it for descending.
    pub sort: Option<String>,
    /// From the previous page's `next_cursor`.
    pub cursor: Option<String>,
    /// Rows on the page, 1 to 500; 50 unless told.
    pub limit: Option<u32>,
}

words! {
    /// What a product can be without.
    Missing {
        /// What it sells for.
        SellingPrice = "selling_price",
        /// Its HSN or SAC code.
        Hsn = "hsn",
    }
}

macro_rules! columns {
    () => {
        "p.id, p.code, p.name, p.kind, p.category_id, p.unit, p.hsn, p.selling_price_minor, p.buying_price_minor,
         p.tracking, i.sha256, p.updated_at, x.archived_at"
    };
}
macro_rules! joins {
    () => {
        "left join product_pictures i on i.product_id = p.id left join product_archivals x on x.product_id = p.id"
    };
}

/// Where a category stands in the tree, as text that sorts: the names of those above it come first.
const CATEGORY_PATHS: &str = "left join (
     with recursive tree (id, path) as (
       select id, name_key from product_categories where parent_id is null
       union all
       select c.id, tree.path || char(31) || c.name_key
       from tree join product_categories c on c.parent_id = tree.id)
     select id, path from tree
   ) k on k.id = p.category_id";

const SHAPE: Shape = Shape {
    columns: columns!(),
    table: "products",
    alias: "p",
    joins: joins!(),
    sort_joins: "",
    hidden: &[("product_archivals", "product_id")],
    sorts: &[
        ("name", "p.sort_name"),
        ("code", "p.code_key"),
        ("selling_price", "p.price_key"),
        ("hsn", "p.hsn"),
        ("category", "coalesce(k.path, '')"),
        ("unit", "p.unit"),
        (
            "gst_rate",
            "coalesce((select g.rate_bp from product_gst_rates g where g.product_id = p.id and g.from_on <= :today
               order by g.from_on desc limit 1), -1)",
        ),
        ("updated_at", "p.updated_at"),
    ],
    indexes: INDEXES,
};

/// A page of products.
pub fn list(tenant: &Tenant, query: ProductQuery) -> Result<Page<ProductRow>> {
    let common = PageQuery {
        search: query.search,
        sort: query.sort,
        cursor: query.cursor,
        limit: query.limit,
        include_archived: query.include_archived,
    };
    let listing = narrowed(
        tenant,
        &common,
        query.category,
        query.kind,
        query.hsn,
        query.missing,
    );
    tenant.read(|read| {
        let mut page = listing.page(read, |found| row(tenant, found))?;
        complete(tenant, read, &mut page.items)?;
        Ok(page)
    })
}

fn narrowed<'q>(
    tenant: &'q Tenant,
    common: &'q PageQuery,
    category: Option<CategoryId>,
    kind: Option<ProductKind>,
    hsn: Option<String>,
    missing: Option<Missing>,
) -> Listing<'q> {
    let mut listing = Listing::new(SHAPE, tenant.id(), common);
    listing.sort_joins("category", CATEGORY_PATHS);
    listing.today(&tenant.today());
    if let Some(category) = category {
        listing.only_where(
            concat!("p.category_id in ", category_and_below!()),
            ":category",
            category,
        );
    }
    if let Some(kind) = kind {
        listing.only_where("p.kind = :kind", ":kind", kind);
    }
    if let Some(hsn) = hsn {
        listing.only_where("substr(p.hsn, 1, length(:hsn)) = :hsn", ":hsn", hsn);
    }
    match missing {
        Some(Missing::SellingPrice) => listing.only("p.price_key = -1"),
        Some(Missing::Hsn) => listing.only("p.hsn = ''"),
        None => {}
    }
    listing
}

/// One product as a list shows it.
pub(super) fn one(tenant: &Tenant, read: &Read<'_>, id: ProductId) -> Result<ProductRow> {
    let mut found = read.one(
        concat!(
            "select ",
            columns!(),
            " from products p ",
            joins!(),
            " where p.id = ?1"
        ),
        params![id],
        |found| row(tenant, found),
    )?;
    complete(tenant, read, std::slice::from_mut(&mut found))?;
    Ok(found)
}

fn row(tenant: &Tenant, row: &Row<'_>) -> rusqlite::Result<ProductRow> {
    let (id, sha256): (ProductId, Option<String>) = (row.get(0)?, row.get(10)?);
    Ok(ProductRow {
        id,
        code: row.get(1)?,
        name: row.get(2)?,
        kind: row.get(3)?,
        category_id: row.get(4)?,
        category: None,
        unit: row.get(5)?,
        hsn: row.get(6)?,
        selling_price: row.get(7)?,
        buying_price: row.get(8)?,
        gst_rate: None,
        tracking: row.get(9)?,
        picture_url: sha256.map(|sha256| picture_url(tenant, id, &sha256)),
        updated_at: row.get(11)?,
        archived_at: row.get(12)?,
    })
}

/// Fills in what takes a look beyond the row: the category's path and today's rate.
fn complete(tenant: &Tenant, read: &Read<'_>, rows: &mut [ProductRow]) -> Result<()> {
    if rows.iter().any(|row| row.category_id.is_some()) {
        let tree = Tree::load(read)?;
        for row in rows.iter_mut() {
            row.category = row.category_id.and_then(|id| tree.path(id));
        }
    }
    let ids: Vec<ProductId> = rows.iter().map(|row| row.id).collect();
    let ids = serde_json::to_string(&ids).map_err(Error::internal)?;
    let rates: BTreeMap<ProductId, Rate> = read
        .all(
            "select r.product_id, r.rate_bp
             from json_each(:ids) wanted join product_gst_rates r on r.product_id = wanted.value
             where r.from_on = (
               select max(l.from_on) from product_gst_rates l where l.product_id = r.product_id and l.from_on <= :today)",
            named_params! { ":ids": ids, ":today": tenant.today().to_string() },
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?
        .into_iter()
        .collect();
    for row in rows {
        row.gst_rate = rates.get(&row.id).copied();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::testing;

    #[test]
    fn every_page_is_found_by_an_index() {
        let (_folder, tenant) = testing::business("default");
        let plan = |sort: &str, mark: Option<&str>, kind: Option<ProductKind>, search: Option<&str>| {
            let query = PageQuery {
                sort: Some(sort.to_owned()),
                search: search.map(str::to_owned),
                ..PageQuery::default()
            };
            let mark = mark.map(|mark| serde_json::from_str(mark).unwrap());
            let listing = narrowed(&tenant, &query, None, kind, None, None);
            tenant.read(|read| listing.plan(read, mark)).unwrap()
        };
        for (sort, index, mark) in [
            ("name", "products_by_name", "[0,\"a\",1]"),
            ("-name", "products_by_name", "[0,\"a\",1]"),
            ("code", "sqlite_autoindex_products_1", "[0,\"p-1\",1]"),
            ("selling_price", "products_by_selling_price", "[0,100,1]"),
            ("-selling_price", "products_by_selling_price", "[0,100,1]"),
            ("hsn", "products_by_hsn", "[0,\"7318\",1]"),
            ("unit", "products_by_unit", "[0,\"NOS\",1]"),
            ("-unit", "products_by_unit", "[0,\"NOS\",1]"),
            ("updated_at", "products_by_update", "[0,\"2026\",1]"),
        ] {
            for kind in [None, Some(ProductKind::Goods)] {
                let first = plan(sort, None, kind, None);
                assert!(first.contains(&format!("SCAN p USING INDEX {index}")), "{first}");
                let next = plan(sort, Some(mark), kind, None);
                assert!(next.contains(&format!("SEARCH p USING INDEX {index}")), "{next}");
                for plan in [first, next] {
                    assert!(
                        !plan.contains("TEMP B-TREE") && !plan.contains("SCAN i"),
                        "{plan}"
                    );
                }
            }
        }
        // What is not in the row itself is reckoned for each product once a page: the tree is laid out once, the rates
        // are found by their key, and no table is gone through for each row of another.
        for (sort, mark) in [("category", "[0,\"a\",1]"), ("-gst_rate", "[0,500,1]")] {
            for mark in [None, Some(mark)] {
                let plan = plan(sort, mark, None, None);
                let scans = plan.lines().filter(|step| step.starts_with("SCAN "));
                assert!(
                    scans
                        .clone()
                        .all(|step| ["SCAN p", "SCAN tree", "SCAN product_categories"]
                            .iter()
                            .any(|fine| step.starts_with(fine)))
                        && scans
                            .filter(|step| step.starts_with("SCAN p ") || *step == "SCAN p")
                            .count()
                            == 1,
                    "{plan}"
                );
                assert!(
                    if sort == "category" {
                        plan.contains("MATERIALIZE")
                            && plan.contains("SEARCH k") | plan.contains("SEARCH tree")
                    } else {
                        plan.contains("SEARCH g USING INDEX sqlite_autoindex_product_gst_rates_1")
                    },
                    "{plan}"
                );
            }
        }
        let searched = plan("name", None, None, Some("glove"));
        assert!(
            searched.contains("product_pieces VIRTUAL TABLE INDEX")
                && searched.contains("SEARCH p USING INTEGER PRIMARY KEY"),
            "the full text leads, the products follow by id: {searched}"
        );
    }
}
