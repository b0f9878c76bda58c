//! Entering and changing a product: its row, its lines and what it is found by, in one transaction.

use super::{
    ProductDraft, barcodes,
    categories::{CategoryId, Tree},
    draft::{Known, Sound},
    lines,
    product::{self, Product, ProductId},
};
use crate::{
    db::{Tx, named_params, params},
    error::{Code, Error, Result},
    features::{
        numbering::{self, NumberedKind},
        record::{next_id, same_revision},
        search::{self, Indexes},
        text::code_key,
    },
    sentence::say,
    tenancy::Tenant,
};

/// What products are found by.
pub(super) const INDEXES: Indexes = Indexes {
    pieces: "product_pieces",
    words: "product_words",
};

/// Enters a product.
pub fn create(tenant: &Tenant, draft: &ProductDraft) -> Result<Product> {
    tenant.write(|tx| {
        let known = Known::load(tx)?;
        let mut sound = draft.check(&known)?;
        if sound.code.is_empty() {
            sound.code = numbering::take(tx, NumberedKind::Product)?;
        }
        free(tx, &sound, ProductId(0))?;
        enter(tenant, tx, known.categories(), sound)
    })
}

/// Writes a new product whose code and barcodes are free, and tells the edit log.
pub(super) fn enter(tenant: &Tenant, tx: &Tx<'_>, tree: &Tree, sound: Sound) -> Result<Product> {
    let id = ProductId(next_id(tx, "products")?);
    tx.insert(
        "insert into products (id, kind, code, code_key, name, sort_name, category_id, unit, hsn, buying_price_minor,
           selling_price_minor, tracking, reorder_micro, notes, created_at, updated_at)
         values (:id, :kind, :code, :code_key, :name, :sort_name, :category_id, :unit, :hsn, :buying_price,
           :selling_price, :tracking, :reorder_level, :notes, :now, :now)",
        named_params! {
            ":id": id, ":kind": sound.kind, ":code": sound.code, ":code_key": code_key(&sound.code),
            ":name": sound.name, ":sort_name": search::fold(&sound.name), ":category_id": sound.category_id,
            ":unit": sound.unit, ":hsn": sound.hsn, ":buying_price": sound.buying_price,
            ":selling_price": sound.selling_price, ":tracking": sound.tracking,
            ":reorder_level": sound.reorder_level, ":notes": sound.notes, ":now": tx.now(),
        },
    )?;
    lines::add(tx, id, &sound)?;
    index(tx, id, &sound, tree)?;
    let product = Product::entered(tenant, tx, id, sound, tree);
    tx.log("product.create", &product::named(id), None::<&()>, Some(&product))?;
    Ok(product)
}

/// What a new product is found by, from what was just written of it.
fn index(tx: &Tx<'_>, id: ProductId, sound: &Sound, tree: &Tree) -> Result<()> {
    let mut texts = vec![sound.name.as_str(), &sound.code, &sound.hsn];
    texts.extend(sound.barcodes.iter().map(|line| line.barcode.as_str()));
    texts.extend(
        sound
            .category_id
            .into_iter()
            .flat_map(|category| tree.names(category)),
    );
    INDEXES.add(tx, id, texts)
}

/// Changes a product to what the draft says; lines the draft leaves out are removed, an empty code stays as it is.
pub fn edit(tenant: &Tenant, id: ProductId, draft: &ProductDraft) -> Result<Product> {
    tenant.write(|tx| {
        let before = product::load(tenant, tx, id)?;
        same_revision(draft.revision, before.revision)?;
        let mut sound = draft.check(&Known::load(tx)?)?;
        if sound.code.is_empty() {
            sound.code.clone_from(&before.code);
        }
        free(tx, &sound, id)?;
        change(tenant, tx, &before, &sound)
    })
}

/// Writes a product's new state, in which its code and barcodes are its own, and tells the edit log.
pub(super) fn change(tenant: &Tenant, tx: &Tx<'_>, before: &Product, sound: &Sound) -> Result<Product> {
    let id = before.id;
    write(tx, id, before.revision + 1, sound)?;
    let product = product::load(tenant, tx, id)?;
    tx.log("product.edit", &product::named(id), Some(before), Some(&product))?;
    Ok(product)
}

/// Refuses a code or a barcode that another product has.
pub(super) fn free(tx: &Tx<'_>, sound: &Sound, own: ProductId) -> Result<()> {
    let taken: Option<(String, String)> = tx.optional(
        "select code, name from products where code_key = ?1 and id <> ?2",
        params![code_key(&sound.code), own],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    if let Some((code, name)) = taken {
        return Err(Error::new(
            Code::Duplicate,
            say!(
                "The code {code} belongs to {name}. Choose another one.",
                code,
                name
            ),
        )
        .and_field("code", "duplicate", say!("This code belongs to {name}.", name)));
    }
    barcodes::free(tx, &sound.barcodes, own)
}

fn write(tx: &Tx<'_>, id: ProductId, revision: i64, sound: &Sound) -> Result<()> {
    tx.execute(
        "update products set revision = :revision, kind = :kind, code = :code, code_key = :code_key, name = :name,
           sort_name = :sort_name, category_id = :category_id, unit = :unit, hsn = :hsn,
           buying_price_minor = :buying_price, selling_price_minor = :selling_price, tracking = :tracking,
           reorder_micro = :reorder_level, notes = :notes, updated_at = :now
         where id = :id",
        named_params! {
            ":id": id, ":revision": revision, ":kind": sound.kind, ":code": sound.code,
            ":code_key": code_key(&sound.code), ":name": sound.name, ":sort_name": search::fold(&sound.name),
            ":category_id": sound.category_id, ":unit": sound.unit, ":hsn": sound.hsn,
            ":buying_price": sound.buying_price, ":selling_price": sound.selling_price,
            ":tracking": sound.tracking, ":reorder_level": sound.reorder_level, ":notes": sound.notes,
            ":now": tx.now(),
        },
    )?;
    lines::clear(tx, id)?;
    lines::add(tx, id, sound)?;
    write_index(tx, id)
}

/// Writes what a product is found by: its name, its codes, its category and those above it.
pub(super) fn write_index(tx: &Tx<'_>, id: ProductId) -> Result<()> {
    let (name, code, hsn, category): (String, String, String, Option<CategoryId>) = tx.one(
        "select name, code, hsn, category_id from products where id = ?1",
        params![id],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
    )?;
    let mut texts = vec![name, code, hsn];
    texts.extend(lines::barcodes(tx, id)?.into_iter().map(|line| line.barcode));
    if let Some(category) = category {
        let tree = Tree::load(tx)?;
        texts.extend(tree.names(category).into_iter().map(str::to_owned));
    }
    INDEXES.write(tx, id, texts.iter().map(String::as_str))
}
