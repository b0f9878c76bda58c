//! The characters of a text file: UTF-8 with or without its mark, UTF-16 in either order, else Windows-1252.

use crate::sentence::say;
use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::bad;
use crate::error::Result;

/// Bytes looked at to tell UTF-16 without its mark.
const SAMPLE: usize = 4096;

/// The text of a file without its byte order mark.
pub(super) fn text(bytes: &[u8]) -> Result<Cow<'_, str>> {
    let (encoding, bytes) = told(bytes);
    let (text, wrong) = encoding.decode_without_bom_handling(bytes);
    if wrong {
        return Err(bad(
            "bad_encoding",
            say!(
                "The file says it is {encoding}, and is not. Save it as “CSV UTF-8” and choose it again.",
                encoding = encoding.name()
            ),
        ));
    }
    if text.contains('\0') {
        return Err(bad(
            "not_a_table",
            "This is no table: it has bytes that no text has. Choose a CSV or XLSX file.",
        ));
    }
    Ok(text)
}

fn told(bytes: &[u8]) -> (&'static Encoding, &[u8]) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return (encoding, &bytes[mark..]);
    }
    if let Some(encoding) = wide(&bytes[..bytes.len().min(SAMPLE)]) {
        return (encoding, bytes);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (UTF_8, bytes);
    }
    (WINDOWS_1252, bytes)
}

/// UTF-16 without a mark has a zero in most of its pairs, on one side only.
fn wide(sample: &[u8]) -> Option<&'static Encoding> {
    let pairs = sample.len() / 2;
    let zeros = |side: usize| sample.chunks_exact(2).filter(|pair| pair[side] == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    if pairs < 4 {
        return None;
    }
    match () {
        () if second * 2 > pairs && first * 10 < pairs => Some(UTF_16LE),
        () if first * 2 > pairs && second * 10 < pairs => Some(UTF_16BE),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_is_told_from_the_others() {
        let wide = |text: &str, order: fn(u16) -> [u8; 2]| -> Vec<u8> {
            text.encode_utf16().flat_map(order).collect()
        };
        let typed = "Name,Price\nदंत दर्पण – café,10\n";
        let plain = "Name,Price\nmirror,10\n";
        let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        for (bytes, read) in [
            (typed.as_bytes().to_vec(), typed),
            (marked(b"\xef\xbb\xbf", typed.into()), typed),
            (marked(b"\xff\xfe", wide(typed, u16::to_le_bytes)), typed),
            (marked(b"\xfe\xff", wide(typed, u16::to_be_bytes)), typed),
            (wide(plain, u16::to_le_bytes), plain),
            (wide(plain, u16::to_be_bytes), plain),
            (b"caf\xe9 \x96 \x80".to_vec(), "café – €"),
        ] {
            assert_eq!(text(&bytes).unwrap(), read);
        }
        assert!(text(b"a,b\n\0\x01\x02,c").is_err());
        assert!(text(b"\xff\xfea\x00b").is_err(), "half a pair at the end");
    }
}
