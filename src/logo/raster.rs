//! Pictures made of pixels: decoding within limits, shrinking, encoding.

use std::io::Cursor;

use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::imageops::{self, FilterType};
use image::{
    DynamicImage, ImageDecoder, ImageEncoder, ImageError, ImageFormat, ImageReader, Limits, RgbaImage,
};

use super::LogoError;

/// The longest side taken in, in pixels.
const MAX_INPUT_SIDE: u32 = 8192;
/// The most memory a decoded picture may take, in bytes: 8192 × 8192 pixels of four bytes.
const MAX_DECODED_BYTES: u64 = 256 * 1024 * 1024;

/// The picture as it is meant to be seen: a photograph's own rotation is applied.
pub(super) fn decode(bytes: &[u8], format: ImageFormat) -> Result<RgbaImage, LogoError> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_INPUT_SIDE);
    limits.max_image_height = Some(MAX_INPUT_SIDE);
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| refuse(&error))?;
    let (width, height) = decoder.dimensions();
    if width.max(height) > MAX_INPUT_SIDE || decoder.total_bytes() > MAX_DECODED_BYTES {
        return Err(too_big());
    }
    let orientation = decoder.orientation().map_err(|error| refuse(&error))?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| refuse(&error))?;
    picture.apply_orientation(orientation);
    Ok(picture.into_rgba8())
}

/// The picture with its longest side at most `side` pixels, its shape kept; a smaller one stays as it is.
pub(super) fn shrink(picture: RgbaImage, side: u32) -> RgbaImage {
    let longest = picture.width().max(picture.height());
    if longest <= side {
        return picture;
    }
    let scaled = |length: u32| {
        u32::try_from(u64::from(length) * u64::from(side) / u64::from(longest))
            .unwrap_or(side)
            .max(1)
    };
    let (width, height) = (scaled(picture.width()), scaled(picture.height()));
    // A transparent pixel's colour must not bleed into its neighbours.
    let mut picture = premultiplied(picture);
    if longest > side * 4 {
        // Box averaging to twice the size first: as good to the eye, many times faster.
        picture = imageops::thumbnail(&picture, width * 2, height * 2);
    }
    straight(imageops::resize(&picture, width, height, FilterType::CatmullRom))
}

/// The picture as PNG, without any metadata.
pub(super) fn png(picture: &RgbaImage) -> Result<Vec<u8>, LogoError> {
    let mut png = Vec::new();
    PngEncoder::new_with_quality(&mut png, CompressionType::Best, PngFilter::Adaptive)
        .write_image(
            picture.as_raw(),
            picture.width(),
            picture.height(),
            image::ExtendedColorType::Rgba8,
        )
        .map_err(|error| refuse(&error))?;
    Ok(png)
}

fn premultiplied(mut picture: RgbaImage) -> RgbaImage {
    for pixel in picture.pixels_mut() {
        let [red, green, blue, alpha] = pixel.0;
        pixel.0 = [
            scale(red, alpha, 255),
            scale(green, alpha, 255),
            scale(blue, alpha, 255),
            alpha,
        ];
    }
    picture
}

fn straight(mut picture: RgbaImage) -> RgbaImage {
    for pixel in picture.pixels_mut() {
        let [red, green, blue, alpha] = pixel.0;
        pixel.0 = match alpha {
            0 => [0; 4],
            _ => [
                scale(red, 255, alpha),
                scale(green, 255, alpha),
                scale(blue, 255, alpha),
                alpha,
            ],
        };
    }
    picture
}

fn scale(value: u8, by: u8, of: u8) -> u8 {
    let (value, by, of) = (u16::from(value), u16::from(by), u16::from(of));
    u8::try_from((value * by + of / 2) / of).unwrap_or(u8::MAX)
}

fn refuse(error: &ImageError) -> LogoError {
    match error {
        ImageError::Limits(_) => too_big(),
        _ => LogoError::unreadable(
            "The picture is broken or of a kind that cannot be read. Save it again as PNG.",
        ),
    }
}

fn too_big() -> LogoError {
    LogoError::unreadable(
        "The picture is larger than 8192 × 8192 pixels. Save it smaller; 512 × 512 are enough.",
    )
}
