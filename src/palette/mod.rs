//! One brand colour in, everything a screen or a sheet is coloured with out, for light and for dark.
//! Whatever colour a business chooses, text stays legible: lightness gives way until WCAG AA holds.
//! Computed once here and handed to every screen; no other place derives a colour.

mod chart;
mod color;
mod contrast;
mod oklch;
#[cfg(test)]
mod tests;

use serde::Serialize;
use utoipa::ToSchema;

pub use color::{BadColor, Color};
pub use contrast::contrast;

use contrast::{GRAPHIC, TEXT, Toward, reads_on, until};
use oklch::{Oklch, mix};

/// All colours of a business.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Palette {
    /// The business's own colour, as chosen.
    pub primary: Color,
    /// A second colour for badges and bands.
    pub secondary: Color,
    /// A colour that stands out beside the first.
    pub accent: Color,
    /// For a light screen, and for paper.
    pub light: Tones,
    /// For a dark screen.
    pub dark: Tones,
    /// Six series of a chart on paper: those of `light`.
    pub chart: [Color; chart::SERIES],
}

/// The colours of one theme, by what they are for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Tones {
    /// The brand as a line, a mark or a focus ring: at least 3:1 on `panel` and `bg`.
    pub brand: Color,
    /// The brand as text and links: at least 4.5:1 on `bg`, `panel`, `raised` and `brand_soft`.
    pub brand_strong: Color,
    /// The ground of the main button.
    pub brand_fill: Color,
    /// Text on `brand_fill`.
    pub on_brand: Color,
    /// The ground of what is chosen: a row, a menu entry, a chip.
    pub brand_soft: Color,
    /// The page.
    pub bg: Color,
    /// Cards, tables, bars.
    pub panel: Color,
    /// What lies above a panel: menus, buttons.
    pub raised: Color,
    /// Borders.
    pub line: Color,
    /// Lines between rows, grounds of chips.
    pub line_soft: Color,
    /// Text.
    pub ink: Color,
    /// Text of the second rank; also on `line_soft`.
    pub ink_2: Color,
    /// Text of the third rank.
    pub ink_3: Color,
    /// Good news; also on a soft ground of itself (12 % of it over a panel).
    pub good: Color,
    /// A warning; also on a soft ground of itself (14 %).
    pub warn: Color,
    /// Trouble; also on a soft ground of itself (12 %).
    pub bad: Color,
    /// The ground of what the second colour marks.
    pub secondary_fill: Color,
    /// Text on `secondary_fill`.
    pub on_secondary: Color,
    /// The ground of what the accent marks.
    pub accent_fill: Color,
    /// Text on `accent_fill`.
    pub on_accent: Color,
    /// Six series of a chart, the brand first; each at least 3:1 on `panel`.
    pub chart: [Color; chart::SERIES],
}

impl Palette {
    /// Derives all colours. A missing second colour is a neighbour of the first, a missing accent its opposite.
    #[must_use]
    pub fn derive(primary: Color, secondary: Option<Color>, accent: Option<Color>) -> Self {
        let brand = Oklch::from(primary);
        let secondary = secondary.unwrap_or_else(|| neighbour(brand));
        let accent = accent.unwrap_or_else(|| opposite(brand));
        let fills = [primary, secondary, accent].map(Oklch::from);
        let (mut light, mut dark) = (tones(&LIGHT, fills), tones(&DARK, fills));
        [light.chart, dark.chart] = chart::series([light.brand, dark.brand]);
        Self {
            primary,
            secondary,
            accent,
            chart: light.chart,
            light,
            dark,
        }
    }
}

fn neighbour(brand: Oklch) -> Color {
    Oklch::new(
        brand.lightness.clamp(0.45, 0.65),
        brand.chroma * 0.7,
        brand.hue + 40.0,
    )
    .to_color()
}

fn opposite(brand: Oklch) -> Color {
    let chroma = if brand.chroma > 0.0 {
        brand.chroma.max(0.09)
    } else {
        0.0
    };
    Oklch::new(brand.lightness.clamp(0.5, 0.7), chroma, brand.hue + 180.0).to_color()
}

/// A tone before the brand's hue: lightness, and chroma for a brand of ordinary strength.
type Neutral = (f64, f64);

/// What a theme starts from. Where a start does not pass, lightness moves `toward` more contrast.
struct Theme {
    toward: Toward,
    bg: Neutral,
    panel: Neutral,
    raised: Neutral,
    line: Neutral,
    line_soft: Neutral,
    soft: Neutral,
    inks: [Neutral; 3],
    strong: f64,
    fill: (f64, f64),
    good: Oklch,
    warn: Oklch,
    bad: Oklch,
}

const LIGHT: Theme = Theme {
    toward: Toward::Black,
    bg: (0.982, 0.004),
    panel: (1.0, 0.0),
    raised: (1.0, 0.0),
    line: (0.915, 0.006),
    line_soft: (0.95, 0.004),
    soft: (0.955, 0.02),
    inks: [(0.24, 0.015), (0.46, 0.015), (0.52, 0.012)],
    strong: 0.45,
    fill: (0.0, 0.56),
    good: Oklch::new(0.50, 0.12, 155.0),
    warn: Oklch::new(0.55, 0.12, 70.0),
    bad: Oklch::new(0.53, 0.18, 25.0),
};

const DARK: Theme = Theme {
    toward: Toward::White,
    bg: (0.185, 0.008),
    panel: (0.222, 0.009),
    raised: (0.255, 0.010),
    line: (0.31, 0.012),
    line_soft: (0.27, 0.010),
    soft: (0.29, 0.035),
    inks: [(0.94, 0.006), (0.74, 0.010), (0.66, 0.010)],
    strong: 0.78,
    fill: (0.48, 0.56),
    good: Oklch::new(0.76, 0.14, 155.0),
    warn: Oklch::new(0.80, 0.13, 75.0),
    bad: Oklch::new(0.74, 0.15, 25.0),
};

fn tones(theme: &Theme, [brand, secondary, accent]: [Oklch; 3]) -> Tones {
    // A pale brand gives paler neutrals, a grey one none.
    let breath = (brand.chroma / 0.1).min(1.0);
    let neutral = |(lightness, chroma): Neutral| Oklch::new(lightness, chroma * breath, brand.hue);
    let [bg, panel, raised] = [theme.bg, theme.panel, theme.raised].map(|tone| neutral(tone).to_color());
    let [line, line_soft, soft] =
        [theme.line, theme.line_soft, theme.soft].map(|tone| neutral(tone).to_color());
    let grounds = [bg, panel, raised, soft, line_soft];
    let text = |wanted: Oklch| until(wanted, theme.toward, |color| reads_on(color, &grounds, TEXT));
    let meaning = |wanted: Oklch, share: f64| {
        until(wanted, theme.toward, |color| {
            reads_on(color, &grounds, TEXT) && contrast(color, mix(color, panel, share)) >= TEXT
        })
    };
    let [ink, ink_2, ink_3] = theme.inks.map(|tone| text(neutral(tone)));
    let (brand_fill, on_brand) = fill(theme, brand);
    let (secondary_fill, on_secondary) = fill(theme, secondary);
    let (accent_fill, on_accent) = fill(theme, accent);
    Tones {
        brand: until(brand, theme.toward, |color| {
            reads_on(color, &[bg, panel, raised], GRAPHIC)
        }),
        brand_strong: text(Oklch {
            lightness: strong(theme, brand),
            ..brand
        }),
        brand_fill,
        on_brand,
        brand_soft: soft,
        bg,
        panel,
        raised,
        line,
        line_soft,
        ink,
        ink_2,
        ink_3,
        good: meaning(theme.good, 0.12),
        warn: meaning(theme.warn, 0.14),
        bad: meaning(theme.bad, 0.12),
        secondary_fill,
        on_secondary,
        accent_fill,
        on_accent,
        chart: [panel; chart::SERIES],
    }
}

/// A brand darker (or, in the dark, lighter) than the usual text of its kind stays itself.
fn strong(theme: &Theme, brand: Oklch) -> f64 {
    match theme.toward {
        Toward::Black => brand.lightness.min(theme.strong),
        Toward::White => brand.lightness.max(theme.strong),
    }
}

/// A ground and the text on it: white on the colour darkened as far as needed, or, on a bright strong
/// colour such as yellow, which would turn to mud, near-black on the colour itself.
fn fill(theme: &Theme, color: Oklch) -> (Color, Color) {
    const BRIGHT: f64 = 0.76;
    const STRONG: f64 = 0.09;
    if color.lightness >= BRIGHT && color.chroma >= STRONG {
        let ground = Oklch {
            lightness: color.lightness.min(0.88),
            ..color
        }
        .to_color();
        let ink = Oklch::new(0.24, 0.03, color.hue);
        return (
            ground,
            until(ink, Toward::Black, |ink| contrast(ink, ground) >= TEXT),
        );
    }
    let (darkest, lightest) = theme.fill;
    let wanted = Oklch {
        lightness: color.lightness.clamp(darkest, lightest),
        ..color
    };
    (
        until(wanted, Toward::Black, |ground| {
            contrast(Color::WHITE, ground) >= TEXT
        }),
        Color::WHITE,
    )
}
