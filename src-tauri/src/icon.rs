//! A window's icon: the business's logo, else a tile in its colour, else the program's own.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a few dozen pixels and shares of 255"
)]

use cashflow::{
    App, Author, Door, Result,
    palette::Color,
    tenancy::{TenantConfig, TenantId},
};
use image::{ImageFormat, Rgba, RgbaImage, imageops};
use tauri::image::Image;

/// Width and height in pixels.
const SIZE: u32 = 128;

/// The icon of a business.
pub(crate) fn of(app: &App, config: &TenantConfig) -> Image<'static> {
    let logo = logo(app, &config.tenant_id).unwrap_or_else(|error| {
        tracing::warn!(tenant = %config.tenant_id, ?error, "the logo is no icon");
        None
    });
    let picture = logo.unwrap_or_else(|| tile(config.palette().light.brand_fill));
    Image::new_owned(picture.into_raw(), SIZE, SIZE)
}

fn logo(app: &App, id: &TenantId) -> Result<Option<RgbaImage>> {
    let Some((png, _)) = app.tenancy().logo(id, &Author::system(Door::Window))? else {
        return Ok(None);
    };
    let logo =
        image::load_from_memory_with_format(&png, ImageFormat::Png).map_err(cashflow::Error::internal)?;
    let small = logo.resize(SIZE, SIZE, imageops::FilterType::Triangle).to_rgba8();
    let mut square = RgbaImage::new(SIZE, SIZE);
    let middle = |length: u32| i64::from((SIZE - length) / 2);
    imageops::overlay(&mut square, &small, middle(small.width()), middle(small.height()));
    Ok(Some(square))
}

/// A tile with round corners.
fn tile(color: Color) -> RgbaImage {
    const RADIUS: f32 = 28.0;
    let [red, green, blue] = color.parts();
    let edge = |at: u32| {
        let at = at as f32 + 0.5;
        (RADIUS - at).max(at - (SIZE as f32 - RADIUS)).max(0.0)
    };
    RgbaImage::from_fn(SIZE, SIZE, |x, y| {
        let outside = edge(x).hypot(edge(y)) - RADIUS;
        let covered = (0.5 - outside).clamp(0.0, 1.0);
        Rgba([red, green, blue, (covered * 255.0).round() as u8])
    })
}
