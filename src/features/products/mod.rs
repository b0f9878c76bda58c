//! Products and services, which every business has: what is bought and sold, in which units, under which code and
//! rates of GST, at which prices.
//!
//! How much of something there is does not come in here. A product is never removed, it is archived.

mod archive;
mod barcodes;
mod categories;
mod conversions;
mod draft;
mod gst;
mod hsn;
pub(super) mod import;
mod labels;
mod lines;
mod list;
mod picture;
mod price_lists;
mod product;
pub(super) mod routes;
mod save;
mod shares;
mod tax_rates;
mod totals;
mod units;

pub use archive::{archive, move_several, restore};
pub use barcodes::{ProductWarning, Scanned, by_barcode};
pub use categories::{
    CategoryDraft, CategoryId, ProductCategory, categories, create_category, delete_category, edit_category,
};
pub use draft::{ProductDraft, ProductGstRateDraft, ProductPriceDraft, ProductUnitDraft};
pub use gst::{
    GstRateChange, GstRatePreview, GstRateSelection, GstRatesChanged, change_gst_rates, preview_gst_rates,
};
pub use hsn::{HsnCode, hsn_codes};
pub use labels::{LabelPrice, LabelText, LabelWish, label_texts};
pub use lines::{ProductBarcode, ProductGstRate, ProductPrice, ProductUnit};
pub use list::{ProductQuery, ProductRow, list};
pub use picture::{picture, remove_picture, set_picture};
pub use price_lists::{
    PriceList, PriceListDraft, PriceListId, create_price_list, edit_price_list, price_lists,
};
pub use product::{Product, ProductId, ProductKind, Tracking, get, history};
pub use save::{create, edit};
pub use shares::by_category;
pub use tax_rates::{
    TaxRate, TaxRateDraft, TaxRateId, create_tax_rate, delete_tax_rate, edit_tax_rate, tax_rates,
};
pub use totals::{ProductTotals, totals};
pub use units::{
    UQCS, Unit, UnitChange, UnitConversion, UnitConversionDraft, UnitDraft, create_unit, edit_unit,
    restore_unit, retire_unit, units,
};
