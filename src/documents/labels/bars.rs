//! A barcode as black stripes: EAN where the digits are one, else Code 128, which takes every plain character.

use barcoders::sym::{code128::Code128, ean8::EAN8, ean13::EAN13};
use typst::foundations::{Array, Dict, IntoValue as _, dict};

/// Stripes on a grid of modules, with the silence that a scanner needs on both sides.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bars {
    /// All modules, silence included.
    width: usize,
    /// The black stripes: first module, modules.
    stripes: Vec<(usize, usize)>,
}

impl Bars {
    /// None where no scanner could read such a text.
    pub(super) fn of(text: &str) -> Option<Self> {
        let (modules, before, after) =
            ean(text).or_else(|| code128(text).map(|modules| (modules, 10, 10)))?;
        let mut stripes: Vec<(usize, usize)> = Vec::new();
        for (at, _) in modules.iter().enumerate().filter(|(_, module)| **module == 1) {
            match stripes.last_mut() {
                Some((first, length)) if *first + *length == before + at => *length += 1,
                _ => stripes.push((before + at, 1)),
            }
        }
        Some(Self {
            width: before + modules.len() + after,
            stripes,
        })
    }

    /// What the template draws.
    pub(super) fn data(&self) -> Dict {
        let stripe =
            |&(first, length): &(usize, usize)| typst::foundations::array![first, length].into_value();
        dict! {
            "width" => self.width,
            "stripes" => self.stripes.iter().map(stripe).collect::<Array>(),
        }
    }
}

/// The modules of an EAN-13, UPC-A (which is one with a leading zero) or EAN-8 whose last digit fits.
fn ean(text: &str) -> Option<(Vec<u8>, usize, usize)> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match text.len() {
        13 => Some((EAN13::new(text).ok()?.encode(), 11, 7)),
        12 => Some((EAN13::new(format!("0{text}")).ok()?.encode(), 11, 7)),
        8 => Some((EAN8::new(text).ok()?.encode(), 7, 7)),
        _ => None,
    }
}

/// Code 128: two digits in one sign where there are only digits, in pairs; else a sign for each character.
fn code128(text: &str) -> Option<Vec<u8>> {
    let is_plain = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if text.is_empty() || !is_plain {
        return None;
    }
    let pairs =
        text.len().is_multiple_of(2) && text.len() >= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let set = if pairs { 'Ć' } else { 'Ɓ' };
    Some(Code128::new(format!("{set}{text}")).ok()?.encode())
}

#[cfg(test)]
mod tests {
    use super::Bars;

    /// The stripes as a row of modules without the silence around them.
    fn drawn(bars: &Bars) -> String {
        let mut row = vec!['0'; bars.width];
        for &(first, length) in &bars.stripes {
            row[first..first + length].fill('1');
        }
        row.iter().collect::<String>().trim_matches('0').to_owned()
    }

    /// What another encoder drew for the same texts.
    #[test]
    fn the_stripes_are_those_of_the_standards() {
        for (text, modules) in [
            (
                "4006381333931",
                "10100011010100111010111101111010001001011001101010100001010000101000010111010010000101100110101",
            ),
            (
                "96385074",
                "1010001011010111101111010110111010101001110111001010001001011100101",
            ),
            (
                "GLV-100",
                "1101001000011010001000100011011101110101100010011011100100111001101001110110010011101100100111001101100011101011",
            ),
            (
                "00123456",
                "1101001110011011001100101100111001000101100011100010110101100011101100011101011",
            ),
        ] {
            assert_eq!(drawn(&Bars::of(text).expect(text)), modules, "{text}");
        }
    }

    #[test]
    fn silence_stands_on_both_sides() {
        let ean = Bars::of("4006381333931").unwrap();
        assert_eq!((ean.width, ean.stripes[0].0), (11 + 95 + 7, 11));
        let code = Bars::of("GLV-100").unwrap();
        assert_eq!(code.stripes[0].0, 10);
    }

    #[test]
    fn a_upc_is_an_ean_with_a_zero_before_it() {
        assert_eq!(Bars::of("036000291452"), Bars::of("0036000291452"));
    }

    #[test]
    fn digits_whose_last_one_does_not_fit_are_printed_as_they_are() {
        let wrong = Bars::of("4006381333932").unwrap();
        assert_ne!(wrong.width, 113);
    }

    #[test]
    fn what_no_scanner_reads_has_no_stripes() {
        assert_eq!(Bars::of(""), None);
        assert_eq!(Bars::of("दवा"), None);
    }
}
