//! A product or a service as it is kept and shown.

use serde::Serialize;

use super::{
    barcodes::{self, ProductWarning},
    categories::{CategoryId, Tree},
    draft::Sound,
    lines::{self, ProductBarcode, ProductGstRate, ProductPrice, ProductUnit},
};
use crate::{
    db::{Read, Record, Tx, named_params},
    error::Result,
    features::record::{self, History, row_id, words},
    money::Money,
    quantity::Quantity,
    rate::Rate,
    tenancy::Tenant,
};

row_id! {
    /// A product's id.
    ProductId
}

words! {
    /// What GST takes it for.
    #[derive(Default)]
    ProductKind {
        /// A thing, with an HSN code.
        #[default]
        Goods = "goods",
        /// Work, with a SAC code.
        Service = "service",
    }
}

words! {
    /// How pieces of it are told apart.
    #[derive(Default)]
    Tracking {
        /// Not at all.
        #[default]
        None = "none",
        /// By lots, with their expiry.
        Lot = "lot",
        /// Each by its own number.
        Serial = "serial",
    }
}

/// A product or a service.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Product {
    /// Its id.
    pub id: ProductId,
    /// Grows with each change; an edit names the one it was made on. A picture leaves it as it is.
    pub revision: i64,
    /// What GST takes it for.
    pub kind: ProductKind,
    /// Its code, unique whatever its capitals.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its category.
    pub category_id: Option<CategoryId>,
    /// That category with those above it: “Dental › Burs”.
    pub category: Option<String>,
    /// The unit it is counted and priced in.
    pub unit: String,
    /// HSN or SAC code; empty while it is not known.
    pub hsn: String,
    /// What one unit usually costs, before tax.
    pub buying_price: Option<Money>,
    /// What one unit usually sells for, before tax.
    pub selling_price: Option<Money>,
    /// How pieces of it are told apart.
    pub tracking: Tracking,
    /// When so little is left it is time to buy.
    pub reorder_level: Option<Quantity>,
    /// What else is to be known.
    pub notes: String,
    /// What a scanner reads on it.
    pub barcodes: Vec<ProductBarcode>,
    /// Its other units.
    pub units: Vec<ProductUnit>,
    /// Its rates of GST, oldest first.
    pub gst_rates: Vec<ProductGstRate>,
    /// Its prices in price lists.
    pub prices: Vec<ProductPrice>,
    /// Today's rate of GST; null when none holds.
    pub gst_rate: Option<Rate>,
    /// Where its picture is.
    pub picture_url: Option<String>,
    /// What should be looked at, though it was saved.
    pub warnings: Vec<ProductWarning>,
    /// When it was archived, if it was.
    pub archived_at: Option<String>,
    /// When it was entered.
    pub created_at: String,
    /// When it was last changed.
    pub updated_at: String,
}

/// A product.
pub fn get(tenant: &Tenant, id: ProductId) -> Result<Product> {
    tenant.read(|read| load(tenant, read, id))
}

/// What happened to a product, newest first.
pub fn history(tenant: &Tenant, id: ProductId) -> Result<History> {
    tenant.read(|read| record::history(read, &named(id)))
}

/// How the edit log calls a product.
pub(super) fn named(id: ProductId) -> Record {
    Record::new("product", id)
}

/// Where a picture is: the hash lets a screen keep it, the business is named for those who cannot send a header.
pub(super) fn picture_url(tenant: &Tenant, id: ProductId, sha256: &str) -> String {
    let version = sha256.get(..12).unwrap_or(sha256);
    format!("/api/products/{id}/picture?tenant_id={}&v={version}", tenant.id())
}

pub(super) fn load(tenant: &Tenant, read: &Read<'_>, id: ProductId) -> Result<Product> {
    let mut product = row(tenant, read, id)?;
    if let Some(category) = product.category_id {
        product.category = Tree::load(read)?.path(category);
    }
    product.barcodes = lines::barcodes(read, id)?;
    product.units = lines::units(read, id)?;
    product.gst_rates = lines::gst_rates(read, id)?;
    product.prices = lines::prices(read, id)?;
    product.gst_rate = holding(tenant, &product.gst_rates);
    product.warnings = barcodes::warnings(&product.barcodes);
    Ok(product)
}

/// The rate that holds today, of rates by their days.
fn holding(tenant: &Tenant, rates: &[ProductGstRate]) -> Option<Rate> {
    let today = tenant.today();
    let begun = rates.iter().rev().find(|rate| rate.from_on.civil() <= today);
    begun.map(|rate| rate.rate)
}

impl Product {
    /// A product as it was just entered: the same as reading it, without the reading.
    pub(super) fn entered(tenant: &Tenant, tx: &Tx<'_>, id: ProductId, sound: Sound, tree: &Tree) -> Self {
        let mut gst_rates = sound.gst_rates;
        gst_rates.sort_by_key(|rate| rate.from_on);
        Self {
            id,
            revision: 1,
            kind: sound.kind,
            code: sound.code,
            name: sound.name,
            category_id: sound.category_id,
            category: sound.category_id.and_then(|category| tree.path(category)),
            unit: sound.unit,
            hsn: sound.hsn,
            buying_price: sound.buying_price,
            selling_price: sound.selling_price,
            tracking: sound.tracking,
            reorder_level: sound.reorder_level,
            notes: sound.notes,
            warnings: barcodes::warnings(&sound.barcodes),
            barcodes: sound.barcodes,
            units: sound.units,
            gst_rate: holding(tenant, &gst_rates),
            gst_rates,
            prices: sound.prices,
            picture_url: None,
            archived_at: None,
            created_at: tx.now().to_owned(),
            updated_at: tx.now().to_owned(),
        }
    }
}

fn row(tenant: &Tenant, read: &Read<'_>, id: ProductId) -> Result<Product> {
    read.one(
        "select p.revision, p.kind, p.code, p.name, p.category_id, p.unit, p.hsn, p.buying_price_minor,
           p.selling_price_minor, p.tracking, p.reorder_micro, p.notes, i.sha256, x.archived_at, p.created_at, p.updated_at
         from products p
         left join product_pictures i on i.product_id = p.id
         left join product_archivals x on x.product_id = p.id
         where p.id = :id",
        named_params! { ":id": id },
        |row| {
            let sha256: Option<String> = row.get(12)?;
            Ok(Product {
                id,
                revision: row.get(0)?,
                kind: row.get(1)?,
                code: row.get(2)?,
                name: row.get(3)?,
                category_id: row.get(4)?,
                category: None,
                unit: row.get(5)?,
                hsn: row.get(6)?,
                buying_price: row.get(7)?,
                selling_price: row.get(8)?,
                tracking: row.get(9)?,
                reorder_level: row.get(10)?,
                notes: row.get(11)?,
                barcodes: Vec::new(),
                units: Vec::new(),
                gst_rates: Vec::new(),
                prices: Vec::new(),
                gst_rate: None,
                picture_url: sha256.map(|sha256| picture_url(tenant, id, &sha256)),
                warnings: Vec::new(),
                archived_at: row.get(13)?,
                created_at: row.get(14)?,
                updated_at: row.get(15)?,
            })
        },
    )
}
