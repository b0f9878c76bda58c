//! Colours for the series of a chart: the brand first, then each as far as possible from those before
//! it as seen by everyone: with full colour vision and with each of the three common kinds of colour
//! blindness, in the light theme and the dark. A series keeps its hue when the theme changes.

use std::sync::LazyLock;

use super::color::Color;
use super::contrast::{GRAPHIC, Toward, contrast, until};
use super::oklch::{Lab, Oklch, lab, lab_of_linear, linear};

/// How many series a chart tells apart.
pub(crate) const SERIES: usize = 6;

/// A series in both themes.
#[derive(Clone, Copy)]
struct Candidate {
    light: Color,
    dark: Color,
    seen: [Lab; 8],
}

/// The series' colours for the light and the dark theme, each at least 3:1 on its panel.
pub(crate) fn series(brand: [Color; 2]) -> [[Color; SERIES]; 2] {
    static CANDIDATES: LazyLock<Vec<Candidate>> = LazyLock::new(candidates);
    let mut chosen = [Candidate::new(brand[0], brand[1]); SERIES];
    let mut nearest = vec![f64::INFINITY; CANDIDATES.len()];
    for next in 1..SERIES {
        let before = chosen[next - 1];
        for (candidate, nearest) in CANDIDATES.iter().zip(&mut nearest) {
            *nearest = nearest.min(distance(candidate, &before));
        }
        let farthest = CANDIDATES
            .iter()
            .zip(&nearest)
            .max_by(|one, other| one.1.total_cmp(other.1));
        chosen[next] = farthest.map_or(before, |(candidate, _)| *candidate);
    }
    [
        chosen.map(|series| series.light),
        chosen.map(|series| series.dark),
    ]
}

/// Eleven hues, without the reds that mean trouble, in six lightnesses.
fn candidates() -> Vec<Candidate> {
    const LIGHTNESS: [(f64, f64); 6] = [
        (0.34, 0.54),
        (0.41, 0.61),
        (0.48, 0.68),
        (0.55, 0.75),
        (0.61, 0.82),
        (0.66, 0.88),
    ];
    const HUES: [f64; 11] = [
        55.0, 85.0, 115.0, 145.0, 175.0, 205.0, 235.0, 265.0, 295.0, 325.0, 350.0,
    ];
    // A panel's breath of hue moves its contrast by less than this.
    const ENOUGH: f64 = GRAPHIC + 0.1;
    let dark_panel = Oklch::new(0.222, 0.0, 0.0).to_color();
    let shown = |lightness, hue, panel, toward| {
        until(Oklch::new(lightness, 0.125, hue), toward, |color| {
            contrast(color, panel) >= ENOUGH
        })
    };
    let both = |hue: f64, (light, dark): (f64, f64)| {
        Candidate::new(
            shown(light, hue, Color::WHITE, Toward::Black),
            shown(dark, hue, dark_panel, Toward::White),
        )
    };
    HUES.iter()
        .flat_map(|hue| LIGHTNESS.iter().map(move |lightness| both(*hue, *lightness)))
        .collect()
}

impl Candidate {
    fn new(light: Color, dark: Color) -> Self {
        let [l0, l1, l2, l3] = seen(light);
        let [d0, d1, d2, d3] = seen(dark);
        Self {
            light,
            dark,
            seen: [l0, l1, l2, l3, d0, d1, d2, d3],
        }
    }
}

/// How far two series are apart to the eye that tells them worst (`OKLab` distance).
fn distance(one: &Candidate, other: &Candidate) -> f64 {
    let apart = |(one, other): (&Lab, &Lab)| {
        one.iter()
            .zip(other)
            .map(|(one, other)| (one - other).powi(2))
            .sum::<f64>()
            .sqrt()
    };
    one.seen
        .iter()
        .zip(&other.seen)
        .map(apart)
        .fold(f64::INFINITY, f64::min)
}

type Matrix = [[f64; 3]; 3];

/// Machado, Oliveira and Fernandes 2009, severity 1: protanopia, deuteranopia, tritanopia.
const BLINDNESS: [Matrix; 3] = [
    [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ],
    [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ],
    [
        [1.255_528, -0.076_749, -0.178_779],
        [-0.078_411, 0.930_809, 0.147_602],
        [0.004_733, 0.691_367, 0.303_900],
    ],
];

/// The colour as four pairs of eyes see it.
fn seen(color: Color) -> [Lab; 4] {
    let light = linear(color);
    let through = |matrix: &Matrix| {
        lab_of_linear(matrix.map(|row| {
            row.iter()
                .zip(light)
                .map(|(weight, part)| weight * part)
                .sum::<f64>()
                .clamp(0.0, 1.0)
        }))
    };
    [
        lab(color),
        through(&BLINDNESS[0]),
        through(&BLINDNESS[1]),
        through(&BLINDNESS[2]),
    ]
}

/// The smallest distance between any two of these series, to the eye that tells them worst.
#[cfg(test)]
pub(crate) fn smallest_distance(light: &[Color], dark: &[Color]) -> f64 {
    let series: Vec<Candidate> = light
        .iter()
        .zip(dark)
        .map(|(light, dark)| Candidate::new(*light, *dark))
        .collect();
    let pairs = series
        .iter()
        .enumerate()
        .flat_map(|(at, one)| series[..at].iter().map(move |other| distance(one, other)));
    pairs.fold(f64::INFINITY, f64::min)
}
