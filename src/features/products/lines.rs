//! What a product has several of: barcodes, other units, rates of GST, prices. An edit replaces them all.

use serde::{Deserialize, Serialize};

use super::{draft::Sound, price_lists::PriceListId, product::ProductId};
use crate::{
    date::Date,
    db::{Read, Tx, named_params, params},
    error::Result,
    money::Money,
    quantity::Quantity,
    rate::Rate,
};

/// What a scanner reads on a product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ProductBarcode {
    /// The characters, at most 48 of ASCII; no other product has them.
    #[schema(required)]
    pub barcode: String,
    /// What one scan counts as; null for the product's own unit.
    pub unit: Option<String>,
}

/// Another unit of a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct ProductUnit {
    /// The unit.
    pub unit: String,
    /// How many of the product's own unit one of these is.
    pub factor: Quantity,
}

/// A rate of GST, from its day until the next one's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct ProductGstRate {
    /// Its first day.
    pub from_on: Date,
    /// The whole rate: IGST, or CGST and SGST together.
    pub rate: Rate,
    /// The compensation cess on top.
    pub cess: Rate,
}

/// A price in a price list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct ProductPrice {
    /// The list.
    pub price_list_id: PriceListId,
    /// Of which unit; null for the product's own.
    pub unit: Option<String>,
    /// For whoever takes at least so many.
    pub min_quantity: Quantity,
    /// The price of one; with or without GST as its list has it.
    pub price: Money,
    /// Its first day.
    pub from_on: Date,
    /// Its last day; null for no end.
    pub until_on: Option<Date>,
}

pub(super) fn barcodes(read: &Read<'_>, id: ProductId) -> Result<Vec<ProductBarcode>> {
    read.all(
        "select barcode, unit from product_barcodes where product_id = ?1 order by position",
        params![id],
        |row| {
            Ok(ProductBarcode {
                barcode: row.get(0)?,
                unit: row.get(1)?,
            })
        },
    )
}

pub(super) fn units(read: &Read<'_>, id: ProductId) -> Result<Vec<ProductUnit>> {
    read.all(
        "select unit, factor_micro from product_units where product_id = ?1 order by position",
        params![id],
        |row| {
            Ok(ProductUnit {
                unit: row.get(0)?,
                factor: row.get(1)?,
            })
        },
    )
}

pub(super) fn gst_rates(read: &Read<'_>, id: ProductId) -> Result<Vec<ProductGstRate>> {
    read.all(
        "select from_on, rate_bp, cess_bp from product_gst_rates where product_id = ?1 order by from_on",
        params![id],
        |row| {
            Ok(ProductGstRate {
                from_on: row.get(0)?,
                rate: row.get(1)?,
                cess: row.get(2)?,
            })
        },
    )
}

pub(super) fn prices(read: &Read<'_>, id: ProductId) -> Result<Vec<ProductPrice>> {
    read.all(
        "select list_id, unit, min_quantity_micro, price_minor, from_on, until_on
         from product_prices where product_id = ?1 order by position",
        params![id],
        |row| {
            Ok(ProductPrice {
                price_list_id: row.get(0)?,
                unit: row.get(1)?,
                min_quantity: row.get(2)?,
                price: row.get(3)?,
                from_on: row.get(4)?,
                until_on: row.get(5)?,
            })
        },
    )
}

/// Removes all lines of a product.
pub(super) fn clear(tx: &Tx<'_>, id: ProductId) -> Result<()> {
    for table in [
        "product_barcodes",
        "product_units",
        "product_gst_rates",
        "product_prices",
    ] {
        tx.execute(&format!("delete from {table} where product_id = ?1"), params![id])?;
    }
    Ok(())
}

/// Writes all lines of a product that has none.
pub(super) fn add(tx: &Tx<'_>, id: ProductId, sound: &Sound) -> Result<()> {
    for (position, line) in (0_i64..).zip(&sound.barcodes) {
        tx.execute(
            "insert into product_barcodes (barcode, product_id, position, unit) values (?1, ?2, ?3, ?4)",
            params![line.barcode, id, position, line.unit],
        )?;
    }
    for (position, line) in (0_i64..).zip(&sound.units) {
        tx.execute(
            "insert into product_units (product_id, unit, position, factor_micro) values (?1, ?2, ?3, ?4)",
            params![id, line.unit, position, line.factor],
        )?;
    }
    for line in &sound.gst_rates {
        write_gst_rate(tx, id, line)?;
    }
    for (position, line) in (0_i64..).zip(&sound.prices) {
        write_price(tx, id, position, line)?;
    }
    Ok(())
}

/// Sets the rate that holds from a day; one that was set for that day before is replaced.
pub(super) fn write_gst_rate(tx: &Tx<'_>, id: ProductId, line: &ProductGstRate) -> Result<()> {
    tx.execute(
        "insert into product_gst_rates (product_id, from_on, rate_bp, cess_bp) values (?1, ?2, ?3, ?4)
         on conflict (product_id, from_on) do update set rate_bp = ?3, cess_bp = ?4",
        params![id, line.from_on, line.rate, line.cess],
    )?;
    Ok(())
}

fn write_price(tx: &Tx<'_>, id: ProductId, position: i64, line: &ProductPrice) -> Result<()> {
    tx.execute(
        "insert into product_prices
           (list_id, product_id, position, unit, min_quantity_micro, price_minor, from_on, until_on)
         values (:list_id, :product_id, :position, :unit, :min_quantity, :price, :from_on, :until_on)",
        named_params! {
            ":list_id": line.price_list_id, ":product_id": id, ":position": position, ":unit": line.unit,
            ":min_quantity": line.min_quantity, ":price": line.price, ":from_on": line.from_on,
            ":until_on": line.until_on,
        },
    )?;
    Ok(())
}
