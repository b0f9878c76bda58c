//! Colours by lightness, chroma and hue as the eye orders them (Björn Ottosson's `OKLab`, 2020, in its
//! polar form). Floats are right here: a colour is a measurement, not an amount.

use super::color::Color;

/// A colour in OKLCH; not every one can be shown on a screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Oklch {
    /// 0 black to 1 white.
    pub(crate) lightness: f64,
    /// 0 grey to about 0.32, the strongest a screen shows.
    pub(crate) chroma: f64,
    /// Degrees: 25 is red, 110 yellow, 145 green, 255 blue.
    pub(crate) hue: f64,
}

/// A colour in `OKLab`: lightness, green to red, blue to yellow.
pub(crate) type Lab = [f64; 3];

impl Oklch {
    pub(crate) const fn new(lightness: f64, chroma: f64, hue: f64) -> Self {
        Self {
            lightness,
            chroma,
            hue,
        }
    }

    /// The nearest colour of a screen of the same lightness and hue: chroma gives way.
    pub(crate) fn to_color(self) -> Color {
        if let Some(color) = on_screen(self) {
            return color;
        }
        let (mut weaker, mut beyond) = (0.0, self.chroma);
        for _ in 0..20 {
            let middle = f64::midpoint(weaker, beyond);
            if on_screen(Self {
                chroma: middle,
                ..self
            })
            .is_some()
            {
                weaker = middle;
            } else {
                beyond = middle;
            }
        }
        shown(linear_of(lab_of(Self {
            chroma: weaker,
            ..self
        })))
    }
}

impl From<Color> for Oklch {
    fn from(color: Color) -> Self {
        let [lightness, a, b] = lab(color);
        let chroma = a.hypot(b);
        // Greys have no hue; what rounding leaves of one would tint their neutrals at random.
        let hue = if chroma < 0.002 {
            0.0
        } else {
            b.atan2(a).to_degrees().rem_euclid(360.0)
        };
        Self {
            lightness,
            chroma: if chroma < 0.002 { 0.0 } else { chroma },
            hue,
        }
    }
}

/// The colour in `OKLab`.
pub(crate) fn lab(color: Color) -> Lab {
    lab_of_linear(linear(color))
}

/// The three parts of a colour as amounts of light, 0 to 1.
pub(crate) fn linear(color: Color) -> [f64; 3] {
    color.parts().map(|byte| {
        let value = f64::from(byte) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    })
}

/// A mix in `OKLab`, as CSS `color-mix(in oklab, one share, other)` computes it.
pub(crate) fn mix(one: Color, other: Color, share: f64) -> Color {
    let (one, other) = (lab(one), lab(other));
    shown(linear_of(
        [0, 1, 2].map(|at| one[at] * share + other[at] * (1.0 - share)),
    ))
}

pub(crate) fn lab_of_linear([red, green, blue]: [f64; 3]) -> Lab {
    let long = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
    let medium = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
    let short = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
    [
        0.210_454_255_3 * long + 0.793_617_785_0 * medium - 0.004_072_046_8 * short,
        1.977_998_495_1 * long - 2.428_592_205_0 * medium + 0.450_593_709_9 * short,
        0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766_0 * short,
    ]
}

fn lab_of(color: Oklch) -> Lab {
    let (sin, cos) = color.hue.to_radians().sin_cos();
    [color.lightness, color.chroma * cos, color.chroma * sin]
}

fn linear_of([lightness, a, b]: Lab) -> [f64; 3] {
    let long = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let medium = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let short = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    [
        4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short,
        -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short,
        -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701_0 * short,
    ]
}

fn shown(linear: [f64; 3]) -> Color {
    let [red, green, blue] = linear.map(to_byte);
    Color::rgb(red, green, blue)
}

fn on_screen(color: Oklch) -> Option<Color> {
    // Half a step of a byte: less than that rounds into the gamut.
    const SLACK: f64 = 0.000_15;
    let linear = linear_of(lab_of(color));
    let inside = linear.iter().all(|part| (-SLACK..=1.0 + SLACK).contains(part));
    inside.then(|| shown(linear))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to a byte's range just before"
)]
fn to_byte(linear: f64) -> u8 {
    let linear = linear.clamp(0.0, 1.0);
    let value = if linear <= 0.003_130_8 {
        linear * 12.92
    } else {
        1.055 * linear.powf(1.0 / 2.4) - 0.055
    };
    (value * 255.0).round().clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_values() {
        for (text, lightness, chroma, hue) in [
            ("#ff0000", 0.6280, 0.2577, 29.23),
            ("#ffff00", 0.9680, 0.2110, 109.77),
            ("#0000ff", 0.4520, 0.3132, 264.05),
            ("#2E86AB", 0.5845, 0.0990, 230.10),
        ] {
            let oklch = Oklch::from(Color::parse(text).unwrap());
            assert!((oklch.lightness - lightness).abs() < 0.0005, "{text} {oklch:?}");
            assert!((oklch.chroma - chroma).abs() < 0.0005, "{text} {oklch:?}");
            assert!((oklch.hue - hue).abs() < 0.05, "{text} {oklch:?}");
        }
        assert!(
            Oklch::from(Color::rgb(119, 119, 119)).chroma.abs() < f64::EPSILON,
            "grey has no hue"
        );
    }

    #[test]
    fn chroma_gives_way_and_lightness_stays() {
        let asked = Oklch::new(0.5, 0.4, 145.0);
        let shown = Oklch::from(asked.to_color());
        assert!(
            (shown.lightness - 0.5).abs() < 0.01 && shown.chroma < 0.2 && (shown.hue - 145.0).abs() < 2.0
        );
        assert_eq!(Oklch::new(1.4, 0.1, 0.0).to_color(), Color::WHITE);
        assert_eq!(Oklch::new(-0.4, 0.1, 0.0).to_color(), Color::rgb(0, 0, 0));
    }

    proptest! {
        #[test]
        fn there_and_back(red: u8, green: u8, blue: u8) {
            let color = Color::rgb(red, green, blue);
            let back = Oklch::from(color).to_color();
            let near = color.parts().iter().zip(back.parts()).all(|(one, other)| one.abs_diff(other) <= 1);
            prop_assert!(near, "{} {}", color, back);
        }
    }
}
