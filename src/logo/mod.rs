//! A business's logo, or a product's picture: whatever a person picks becomes one small PNG, or a clear refusal.
//! Nothing of the original is kept, so nothing hidden in it (script, metadata, a second format)
//! reaches a screen. No file, no network, no font is ever opened for it.

mod raster;
mod svg;
#[cfg(test)]
mod tests;

use image::{ImageFormat, RgbaImage};

use crate::sentence::{Sentence, say, spoken};

/// The largest upload, in bytes.
pub const MAX_INPUT_BYTES: usize = 10 * 1024 * 1024;
/// The largest PNG kept, in bytes.
pub const MAX_PNG_BYTES: usize = 1024 * 1024;
/// The longest side kept, in pixels.
pub const MAX_SIDE: u32 = 512;

/// A logo as it is kept: a PNG of at most 1 MiB and 512 × 512 pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// The encoded picture.
    pub png: Vec<u8>,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// Why a picture is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LogoError {
    /// More bytes than [`MAX_INPUT_BYTES`].
    TooLarge,
    /// No picture, a broken one, one of another format than it says, or one too big to unpack.
    Unreadable(Sentence),
    /// A drawing that holds what a drawing does not need.
    Unsafe(Sentence),
}

impl LogoError {
    /// What is wrong, in a sentence.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::TooLarge => {
                say!("The picture has more than 10 MB. Save it smaller; 512 × 512 pixels are enough.")
            }
            Self::Unreadable(sentence) => sentence.clone(),
            Self::Unsafe(what) => say!(
                "The drawing holds {what}, which is not taken in. Save it as PNG and choose that.",
                what
            ),
        }
    }

    /// The stable code of the error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::Unreadable(_) => "logo_unreadable",
            Self::Unsafe(_) => "svg_unsafe",
        }
    }

    fn unreadable(sentence: impl Into<Sentence>) -> Self {
        Self::Unreadable(sentence.into())
    }
}

spoken!(LogoError);

/// Turns an uploaded PNG, JPEG, WebP or SVG into the logo that is kept. `media_type` is what the
/// sender says it is (`image/png`, parameters allowed); the bytes decide, and must agree. May take a
/// second of processor time: not for an async thread.
///
/// # Errors
/// [`LogoError`] telling what is wrong with the picture.
pub fn normalize(bytes: &[u8], media_type: &str) -> Result<Logo, LogoError> {
    if bytes.len() > MAX_INPUT_BYTES {
        return Err(LogoError::TooLarge);
    }
    let format = Format::of(bytes).ok_or_else(|| {
        LogoError::unreadable("This is no picture that can be read. Choose a PNG, JPEG, WebP or SVG file.")
    })?;
    if Format::named(media_type) != Some(format) {
        let said: String = media_type.chars().take(40).collect();
        return Err(LogoError::unreadable(say!(
            "The file is a {name} but is called “{said}”. Save it again as what it is.",
            name = format.name(),
            said
        )));
    }
    // A decoder that trips over a strange file is the file's trouble and must not end the program.
    let picture = std::panic::catch_unwind(|| match format {
        Format::Raster(format) => raster::decode(bytes, format),
        Format::Svg => svg::draw(bytes),
    });
    encode(picture.unwrap_or_else(|_| {
        Err(LogoError::unreadable(
            "The picture is broken. Save it again as PNG.",
        ))
    })?)
}

/// The logo with its longest side at most `side` pixels, as PNG: for the start screen and the window's icon.
///
/// # Errors
/// [`LogoError::Unreadable`] when the kept PNG is damaged.
pub fn thumbnail(logo: &Logo, side: u32) -> Result<Vec<u8>, LogoError> {
    let picture = raster::decode(&logo.png, ImageFormat::Png)?;
    raster::png(&raster::shrink(picture, side))
}

fn encode(picture: RgbaImage) -> Result<Logo, LogoError> {
    let mut picture = raster::shrink(picture, MAX_SIDE);
    let mut png = raster::png(&picture)?;
    // Only noise is so large at 512 × 512; half the side is a quarter of the bytes.
    while png.len() > MAX_PNG_BYTES {
        let side = picture.width().max(picture.height()) / 2;
        picture = raster::shrink(picture, side);
        png = raster::png(&picture)?;
    }
    Ok(Logo {
        width: picture.width(),
        height: picture.height(),
        png,
    })
}

/// What the bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Raster(ImageFormat),
    Svg,
}

impl Format {
    fn of(bytes: &[u8]) -> Option<Self> {
        if let Ok(format @ (ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) =
            image::guess_format(bytes)
        {
            return Some(Self::Raster(format));
        }
        let text = bytes
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(bytes)
            .trim_ascii_start();
        let head = &text[..text.len().min(64 * 1024)];
        let names_svg = head
            .windows(4)
            .any(|window| window == b"<svg" || window == b":svg");
        (text.starts_with(b"<") && names_svg).then_some(Self::Svg)
    }

    fn named(media_type: &str) -> Option<Self> {
        let name = media_type
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        match name.as_str() {
            "image/png" => Some(Self::Raster(ImageFormat::Png)),
            "image/jpeg" | "image/jpg" => Some(Self::Raster(ImageFormat::Jpeg)),
            "image/webp" => Some(Self::Raster(ImageFormat::WebP)),
            "image/svg+xml" => Some(Self::Svg),
            _ => None,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Raster(ImageFormat::Jpeg) => "JPEG",
            Self::Raster(ImageFormat::WebP) => "WebP",
            Self::Raster(_) => "PNG",
            Self::Svg => "SVG",
        }
    }
}
