//! Whatever colour a business chooses, everything can be read.

use super::*;
use chart::smallest_distance;
use proptest::prelude::*;

fn color(text: &str) -> Color {
    Color::parse(text).unwrap()
}

/// Every pair that must pass, named, with the ratio it reaches and the ratio it needs.
fn pairs(tones: &Tones) -> Vec<(String, f64, f64)> {
    let mut pairs = Vec::new();
    let mut need = |name: &str, one: Color, other: Color, ratio: f64| {
        pairs.push((name.to_owned(), contrast(one, other), ratio));
    };
    let grounds = [
        ("bg", tones.bg),
        ("panel", tones.panel),
        ("raised", tones.raised),
        ("brand_soft", tones.brand_soft),
        ("line_soft", tones.line_soft),
    ];
    let texts = [
        ("brand_strong", tones.brand_strong),
        ("ink", tones.ink),
        ("ink_2", tones.ink_2),
        ("ink_3", tones.ink_3),
        ("good", tones.good),
        ("warn", tones.warn),
        ("bad", tones.bad),
    ];
    for (text_name, text) in texts {
        for (ground_name, ground) in grounds {
            need(&format!("{text_name} on {ground_name}"), text, ground, 4.5);
        }
    }
    need("on_brand", tones.on_brand, tones.brand_fill, 4.5);
    need("on_secondary", tones.on_secondary, tones.secondary_fill, 4.5);
    need("on_accent", tones.on_accent, tones.accent_fill, 4.5);
    for (name, tone, share) in [
        ("good", tones.good, 0.12),
        ("warn", tones.warn, 0.14),
        ("bad", tones.bad, 0.12),
    ] {
        need(
            &format!("{name} on its badge"),
            tone,
            mix(tone, tones.panel, share),
            4.5,
        );
    }
    need("brand on panel", tones.brand, tones.panel, 3.0);
    need("brand on bg", tones.brand, tones.bg, 3.0);
    for (at, series) in tones.chart.iter().enumerate() {
        need(&format!("series {at} on panel"), *series, tones.panel, 3.0);
    }
    pairs
}

fn failures(palette: &Palette) -> Vec<String> {
    let themes = [("light", &palette.light), ("dark", &palette.dark)];
    let all = themes
        .into_iter()
        .flat_map(|(theme, tones)| pairs(tones).into_iter().map(move |pair| (theme, pair)));
    all.filter(|(_, (_, reached, needed))| reached < needed)
        .map(|(theme, (name, reached, needed))| {
            format!("{} {theme}: {name} {reached:.2} < {needed}", palette.primary)
        })
        .collect()
}

const HARD: [&str; 16] = [
    "#fff", "#000", "#ffff00", "#00ff00", "#0000ff", "#ff0000", "#00ffff", "#ff00ff", "#777777", "#808080",
    "#c0c0c0", "#010101", "#fefefe", "#2E86AB", "#A23B72", "#fffff0",
];

#[test]
fn hard_colours_pass() {
    for text in HARD {
        assert_eq!(
            failures(&Palette::derive(color(text), None, None)),
            Vec::<String>::new()
        );
    }
}

#[test]
fn series_stay_apart_to_every_eye() {
    for text in HARD {
        let palette = Palette::derive(color(text), None, None);
        let distance = smallest_distance(&palette.light.chart, &palette.dark.chart);
        // A step of 0.02 is just seen between neighbours.
        assert!(distance > 0.06, "{text}: {distance:.3}");
        assert_eq!(palette.light.chart[0], palette.light.brand);
        assert_eq!(palette.dark.chart[0], palette.dark.brand);
    }
}

#[test]
fn a_brand_that_can_be_shown_is_shown_as_it_is() {
    for text in ["#2e86ab", "#a23b72"] {
        assert_eq!(Palette::derive(color(text), None, None).light.brand, color(text));
    }
    assert_eq!(
        Palette::derive(color("#a23b72"), None, None).light.brand_fill,
        color("#a23b72"),
        "white reads on it already"
    );
    assert_eq!(
        Palette::derive(color("#000"), None, None).light.brand_fill,
        color("#000")
    );
}

#[test]
fn yellow_stays_yellow() {
    let fill = Oklch::from(Palette::derive(color("#ffff00"), None, None).light.brand_fill);
    assert!(fill.lightness > 0.8 && fill.chroma > 0.15, "{fill:?}");
}

#[test]
fn grey_tints_nothing() {
    let palette = Palette::derive(color("#808080"), None, None);
    for tone in [
        palette.light.bg,
        palette.light.ink,
        palette.dark.panel,
        palette.dark.brand_soft,
        palette.accent,
    ] {
        let [red, green, blue] = tone.parts();
        assert!(red == green && green == blue, "{tone}");
    }
}

#[test]
fn json_is_what_screens_expect() {
    let json = serde_json::to_value(Palette::derive(color("#2E86AB"), Some(color("#123456")), None)).unwrap();
    assert_eq!(json["primary"], "#2e86ab");
    assert_eq!(json["secondary"], "#123456");
    assert_eq!(json["light"]["panel"], "#ffffff");
    assert_eq!(json["chart"], json["light"]["chart"]);
    assert_eq!(json["dark"].as_object().unwrap().len(), 21);
}

proptest! {
    #[test]
    fn any_colours_pass(one: [u8; 3], two: Option<[u8; 3]>, three: Option<[u8; 3]>) {
        let rgb = |[red, green, blue]: [u8; 3]| Color::rgb(red, green, blue);
        let palette = Palette::derive(rgb(one), two.map(rgb), three.map(rgb));
        prop_assert_eq!(failures(&palette), Vec::<String>::new());
        let distance = smallest_distance(&palette.light.chart, &palette.dark.chart);
        prop_assert!(distance > 0.06, "{}", distance);
    }
}
