//! Pictures of people in a hurry, and of people who mean harm.

use super::*;
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder, Rgba};
use proptest::prelude::*;

fn picture(width: u32, height: u32) -> RgbaImage {
    RgbaImage::from_fn(width, height, |x, y| {
        if x < width / 2 {
            Rgba([200, 30, 30, 255])
        } else {
            Rgba([0, 0, 0, u8::from(y == 0)])
        }
    })
}

fn png(width: u32, height: u32) -> Vec<u8> {
    raster::png(&picture(width, height)).unwrap()
}

fn svg(inside: &str) -> Vec<u8> {
    format!(r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 100">{inside}</svg>"#).into_bytes()
}

fn code(bytes: &[u8], media_type: &str) -> &'static str {
    normalize(bytes, media_type).map_or_else(|error| error.code(), |_| "accepted")
}

fn svg_code(inside: &str) -> &'static str {
    code(&svg(inside), "image/svg+xml")
}

#[test]
fn every_format_becomes_a_png() {
    let rgb = vec![120; 40 * 20 * 3];
    let (mut jpeg, mut webp) = (Vec::new(), Vec::new());
    JpegEncoder::new(&mut jpeg)
        .write_image(&rgb, 40, 20, ExtendedColorType::Rgb8)
        .unwrap();
    image::codecs::webp::WebPEncoder::new_lossless(&mut webp)
        .write_image(&rgb, 40, 20, ExtendedColorType::Rgb8)
        .unwrap();
    for (bytes, media_type) in [
        (png(40, 20), "image/png"),
        (jpeg, "image/jpeg"),
        (webp, "IMAGE/WEBP; q=1"),
    ] {
        let logo = normalize(&bytes, media_type).unwrap();
        assert_eq!(
            (logo.width, logo.height),
            (40, 20),
            "{media_type}: a small picture keeps its size"
        );
        assert_eq!(image::guess_format(&logo.png).unwrap(), ImageFormat::Png);
    }
    let logo = normalize(
        &svg(r##"<path d="M0 0h200v100z" fill="#2E86AB"/>"##),
        "image/svg+xml; charset=utf-8",
    )
    .unwrap();
    assert_eq!(
        (logo.width, logo.height),
        (512, 256),
        "a drawing is drawn as large as is kept"
    );
}

#[test]
fn large_ones_shrink_and_keep_their_shape_and_colour() {
    let logo = normalize(&png(3000, 1000), "image/png").unwrap();
    assert_eq!((logo.width, logo.height), (512, 170));
    let kept = raster::decode(&logo.png, ImageFormat::Png).unwrap();
    assert_eq!(kept.get_pixel(10, 100).0, [200, 30, 30, 255]);
    let edge = kept
        .enumerate_pixels()
        .filter(|(_, y, pixel)| *y > 5 && (20..240).contains(&pixel.0[3]));
    for (_, _, pixel) in edge {
        assert!(
            pixel.0[0] > 180,
            "no dark fringe beside what is transparent: {pixel:?}"
        );
    }
    assert_eq!(
        normalize(&png(1, 8192), "image/png").map(|logo| (logo.width, logo.height)),
        Ok((1, 512))
    );
}

#[test]
fn a_thumbnail_is_small() {
    let logo = normalize(&png(600, 300), "image/png").unwrap();
    let small = raster::decode(&thumbnail(&logo, 96).unwrap(), ImageFormat::Png).unwrap();
    assert_eq!(small.dimensions(), (96, 48));
}

#[test]
fn noise_fits_into_a_mebibyte() {
    let mut seed = 1u32;
    let noise = RgbaImage::from_fn(600, 600, |_, _| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Rgba(seed.rotate_left(13).to_le_bytes())
    });
    // Encoded quickly: only its size matters.
    let mut bytes = Vec::new();
    noise
        .write_to(&mut std::io::Cursor::new(&mut bytes), ImageFormat::Png)
        .unwrap();
    let logo = normalize(&bytes, "image/png").unwrap();
    assert!(logo.png.len() <= MAX_PNG_BYTES, "{} bytes", logo.png.len());
}

#[test]
fn refuses_what_is_no_picture() {
    assert_eq!(code(b"", "image/png"), "logo_unreadable");
    assert_eq!(code(b"hello", "image/png"), "logo_unreadable");
    assert_eq!(
        code(b"<html><body>no</body></html>", "image/svg+xml"),
        "logo_unreadable"
    );
    assert_eq!(code(b"GIF89a\x01\0\x01\0\0\0\0;", "image/gif"), "logo_unreadable");
    assert_eq!(
        code(&png(4, 4)[..40], "image/png"),
        "logo_unreadable",
        "cut short"
    );
    assert_eq!(
        code(&png(4, 4), "image/jpeg"),
        "logo_unreadable",
        "not what it says it is"
    );
    assert_eq!(code(&png(4, 4), ""), "logo_unreadable");
    assert_eq!(code(&vec![0; MAX_INPUT_BYTES + 1], "image/png"), "too_large");
}

#[test]
fn refuses_a_png_that_unpacks_to_gigabytes() {
    // A header alone: 60,000 × 60,000 pixels, then 8192 × 8192 of eight bytes each.
    for (side, depth) in [(60_000u32, 8u8), (8192, 16)] {
        let mut ihdr = b"IHDR".to_vec();
        ihdr.extend([side.to_be_bytes(), side.to_be_bytes()].concat());
        ihdr.extend([depth, 6, 0, 0, 0]);
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0d".to_vec();
        bytes.extend(&ihdr);
        bytes.extend(crc(&ihdr).to_be_bytes());
        bytes.extend(b"\0\0\0\0IDAT\x35\xaf\x06\x1e");
        let error = normalize(&bytes, "image/png").unwrap_err();
        assert!(error.to_string().contains("8192"), "{error}");
    }
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 {
                (crc >> 1) ^ 0xedb8_8320
            } else {
                crc >> 1
            }
        })
    })
}

#[test]
fn refuses_a_drawing_that_does_more_than_draw() {
    for inside in [
        "<script>alert(1)</script>",
        r#"<SCRIPT href="x.js"/>"#,
        r#"<rect width="9" height="9" onload="alert(1)"/>"#,
        r#"<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>"#,
        r#"<use xlink:href="https://example.org/a.svg#b"/>"#,
        r#"<use href="file:///etc/passwd#x"/>"#,
        r#"<a href="javascript:alert(1)"><rect width="9" height="9"/></a>"#,
        r#"<rect width="9" height="9" fill="url(https://example.org/a.svg#b)"/>"#,
        r#"<rect width="9" height="9" style="fill: url( 'data:image/svg+xml,x' )"/>"#,
        "<style>@import 'https://example.org/a.css';</style>",
        "<style>rect { fill: URL(//example.org/x#y) }</style>",
        r#"<?xml-stylesheet href="a.css"?>"#,
    ] {
        assert_eq!(svg_code(inside), "svg_unsafe", "{inside}");
    }
}

#[test]
fn says_what_to_do_with_text_and_pictures_in_a_drawing() {
    for inside in [
        "<text>ABC</text>",
        r#"<image href="data:image/png;base64,AAAA"/>"#,
        r#"<image href="/etc/passwd"/>"#,
    ] {
        let error = normalize(&svg(inside), "image/svg+xml").unwrap_err();
        assert_eq!(error.code(), "logo_unreadable");
        assert!(error.to_string().contains("PNG"), "{error}");
    }
}

#[test]
fn refuses_bombs() {
    let laughs: Vec<String> = (1..10)
        .map(|n| format!(r#"<!ENTITY l{n} "{}">"#, format!("&l{};", n - 1).repeat(10)))
        .collect();
    let bomb = format!(
        r#"<!DOCTYPE svg [<!ENTITY l0 "ha">{laughs}]><svg xmlns="http://www.w3.org/2000/svg"><desc>&l9;</desc></svg>"#,
        laughs = laughs.concat()
    );
    assert_eq!(code(bomb.as_bytes(), "image/svg+xml"), "svg_unsafe");

    let rect = r#"<g id="u0"><rect width="1" height="1"/></g>"#.to_owned();
    let uses: Vec<String> = (1..10)
        .map(|n| {
            format!(
                r#"<g id="u{n}">{}</g>"#,
                format!(r##"<use xlink:href="#u{}"/>"##, n - 1).repeat(10)
            )
        })
        .collect();
    assert_eq!(
        svg_code(&(rect + &uses.concat())),
        "svg_unsafe",
        "references to references"
    );

    assert_eq!(
        svg_code(r##"<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>"##),
        "svg_unsafe",
        "a circle"
    );
    assert_eq!(
        svg_code(&("<g>".repeat(10_000) + &"</g>".repeat(10_000))),
        "svg_unsafe",
        "depth"
    );
    let filter = r#"<filter id="f"><feGaussianBlur stdDeviation="50"/></filter>"#;
    let blurred = r#"<g filter="url(#f)"><rect width="9" height="9"/></g>"#.repeat(2000);
    assert_eq!(
        svg_code(&format!("{filter}{blurred}")),
        "svg_unsafe",
        "filters by the thousand"
    );
    let styled = format!(
        "<style>rect {{ filter: url(#f) }}</style>{filter}{}",
        r#"<rect width="9" height="9"/>"#.repeat(2000)
    );
    assert_eq!(svg_code(&styled), "svg_unsafe", "the same by a style sheet");
    assert_eq!(
        svg_code(&r#"<rect width="1" height="1"/>"#.repeat(60_000)),
        "logo_unreadable",
        "too many nodes"
    );
}

#[test]
fn takes_what_drawing_programs_write() {
    let bytes = br##"<?xml version="1.0" encoding="UTF-8" standalone="no"?>
        <!-- Made by hand -->
        <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
        <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="64mm" height="64mm" viewBox="0 0 64 64">
        <title>Mark</title><metadata/><style>.a{fill:url(#g)} .b{clip-path:url(#c)}</style>
        <defs><linearGradient id="g"><stop stop-color="#2E86AB"/><stop offset="1" stop-color="#fff"/></linearGradient>
        <clipPath id="c"><circle cx="32" cy="32" r="30"/></clipPath><path id="p" d="M8 8h48v48H8z"/></defs>
        <use class="a b" xlink:href="#p"/></svg>"##;
    assert_eq!(code(bytes, "image/svg+xml"), "accepted");
}

#[test]
fn an_empty_or_boundless_drawing_is_refused_without_harm() {
    assert_eq!(svg_code(""), "logo_unreadable");
    let huge = br#"<svg xmlns="http://www.w3.org/2000/svg" width="1e30" height="1"><rect width="1e30" height="1"/></svg>"#;
    assert_ne!(code(huge, "image/svg+xml"), "svg_unsafe");
    let nothing = br#"<svg xmlns="http://www.w3.org/2000/svg" width="0" height="-3"><rect width="9" height="9"/></svg>"#;
    assert_eq!(code(nothing, "image/svg+xml"), "logo_unreadable");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_bring_it_down(noise in proptest::collection::vec(any::<u8>(), 0..200), at in 0usize..60, which in 0usize..3) {
        let (mut bytes, media_type) = match which {
            0 => (png(9, 9), "image/png"),
            1 => (svg(r#"<path d="M0 0h9v9z"/>"#), "image/svg+xml"),
            _ => (b"RIFF\x20\0\0\0WEBPVP8L".to_vec(), "image/webp"),
        };
        let at = at.min(bytes.len());
        bytes.splice(at.., noise);
        let _ = normalize(&bytes, media_type);
    }
}
