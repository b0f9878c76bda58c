//! Legibility: contrast as WCAG 2 measures it, and the search for the lightness that reaches it.

use super::color::Color;
use super::oklch::{Oklch, linear};

/// What WCAG AA asks of text against what it stands on.
pub(crate) const TEXT: f64 = 4.5;
/// What WCAG AA asks of a line, an icon or a part of a chart.
pub(crate) const GRAPHIC: f64 = 3.0;

/// The contrast of two colours, 1 (none) to 21 (black on white).
#[must_use]
pub fn contrast(one: Color, other: Color) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(color: Color) -> f64 {
    let [red, green, blue] = linear(color);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Which way lightness goes to find contrast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Toward {
    Black,
    White,
}

impl Toward {
    const fn step(self) -> f64 {
        match self {
            Self::Black => -0.005,
            Self::White => 0.005,
        }
    }
}

/// The colour nearest to `wanted` that `passes`, found by moving its lightness only. At the end of the
/// way stands black or white itself.
pub(crate) fn until(wanted: Oklch, toward: Toward, passes: impl Fn(Color) -> bool) -> Color {
    let mut tried = wanted;
    loop {
        let color = tried.to_color();
        if passes(color) || !(0.0..=1.0).contains(&tried.lightness) {
            return color;
        }
        tried.lightness += toward.step();
    }
}

/// Whether `color` reaches `ratio` on every one of `grounds`.
pub(crate) fn reads_on(color: Color, grounds: &[Color], ratio: f64) -> bool {
    grounds.iter().all(|ground| contrast(color, *ground) >= ratio)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_ratios() {
        let black = Color::rgb(0, 0, 0);
        assert!((contrast(black, Color::WHITE) - 21.0).abs() < 1e-9);
        assert!((contrast(Color::WHITE, Color::parse("#767676").unwrap()) - 4.54).abs() < 0.01);
        assert!((contrast(Color::parse("#2E86AB").unwrap(), Color::WHITE) - 4.12).abs() < 0.05);
    }

    #[test]
    fn the_search_ends_where_it_passes_first() {
        let grey = Oklch::new(0.9, 0.0, 0.0);
        let found = until(grey, Toward::Black, |color| contrast(color, Color::WHITE) >= TEXT);
        let ratio = contrast(found, Color::WHITE);
        assert!((TEXT..TEXT + 0.2).contains(&ratio), "{ratio}");
        assert_eq!(until(grey, Toward::White, |_| false), Color::WHITE);
    }
}
