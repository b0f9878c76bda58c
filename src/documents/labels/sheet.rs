//! The sheets and rolls that labels are sold on, in thousandths of a millimetre.

use serde::Serialize;
use typst::foundations::{Dict, dict};

use crate::{
    sentence::{Sentence, say},
    translation,
};

/// How labels lie on their paper.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct LabelLayout {
    /// Its key.
    pub key: &'static str,
    /// Its name for a person, in the first language of accept-language.
    pub name: String,
    /// The width of one label in micrometres.
    pub width_um: u32,
    /// The height of one label in micrometres.
    pub height_um: u32,
    /// Labels beside each other.
    pub columns: u32,
    /// Labels below each other.
    pub rows: u32,
    #[serde(skip)]
    gap_um: u32,
    #[serde(skip)]
    page_um: (u32, u32),
}

const A4: (u32, u32) = (210_000, 297_000);

const fn sheet(key: &'static str, label: (u32, u32), grid: (u32, u32), gap_um: u32) -> LabelLayout {
    layout(key, label, grid, gap_um, A4)
}

const fn roll(key: &'static str, label: (u32, u32)) -> LabelLayout {
    layout(key, label, (1, 1), 0, label)
}

const fn layout(
    key: &'static str,
    label: (u32, u32),
    grid: (u32, u32),
    gap_um: u32,
    page_um: (u32, u32),
) -> LabelLayout {
    LabelLayout {
        key,
        name: String::new(),
        width_um: label.0,
        height_um: label.1,
        columns: grid.0,
        rows: grid.1,
        gap_um,
        page_um,
    }
}

static LAYOUTS: [LabelLayout; 8] = [
    sheet("a4-65", (38_100, 21_200), (5, 13), 2_500),
    sheet("a4-40", (52_500, 29_700), (4, 10), 0),
    sheet("a4-24", (64_000, 33_900), (3, 8), 2_500),
    sheet("a4-21", (63_500, 38_100), (3, 7), 2_500),
    roll("roll-38x25", (38_000, 25_000)),
    roll("roll-50x25", (50_000, 25_000)),
    roll("roll-50x38", (50_000, 38_000)),
    roll("roll-100x50", (100_000, 50_000)),
];

/// The layouts there are, named in a language.
pub fn layouts(language: &str) -> Vec<LabelLayout> {
    let named = |layout: &LabelLayout| LabelLayout {
        name: translation::told(&layout.name(), language),
        ..layout.clone()
    };
    LAYOUTS.iter().map(named).collect()
}

pub(super) fn keys() -> Vec<&'static str> {
    LAYOUTS.iter().map(|layout| layout.key).collect()
}

pub(super) fn find(key: &str) -> Option<&'static LabelLayout> {
    LAYOUTS.iter().find(|layout| layout.key == key)
}

impl LabelLayout {
    fn name(&self) -> Sentence {
        match self.per_sheet() {
            1 => say!(
                "Roll, {width} × {height} mm",
                width = self.width_um / 1000,
                height = self.height_um / 1000
            ),
            count => say!("A4 sheet, {count} labels", count),
        }
    }

    /// How many are on a sheet; on a roll, one.
    pub const fn per_sheet(&self) -> u32 {
        self.columns * self.rows
    }

    /// What the template is told: the grid lies in the middle of its page.
    pub(super) fn data(&self) -> Dict {
        let (page_width, page_height) = self.page_um;
        let grid_width = self.columns * self.width_um + (self.columns - 1) * self.gap_um;
        let grid_height = self.rows * self.height_um;
        dict! {
            "page_width" => page_width,
            "page_height" => page_height,
            "left" => (page_width - grid_width) / 2,
            "top" => (page_height - grid_height) / 2,
            "gap" => self.gap_um,
            "width" => self.width_um,
            "height" => self.height_um,
            "columns" => self.columns,
            "rows" => self.rows,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LAYOUTS, layouts};

    #[test]
    fn every_grid_fits_its_page() {
        for layout in &LAYOUTS {
            let (width, height) = layout.page_um;
            let grid = layout.columns * layout.width_um + (layout.columns - 1) * layout.gap_um;
            assert!(grid <= width, "{}", layout.key);
            assert!(layout.rows * layout.height_um <= height, "{}", layout.key);
        }
    }

    #[test]
    fn papers_are_named_in_the_readers_language() {
        let names = |language| {
            layouts(language)
                .into_iter()
                .map(|layout| layout.name)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            (&*names("en")[2], &*names("en")[4]),
            ("A4 sheet, 24 labels", "Roll, 38 × 25 mm")
        );
        assert_eq!(
            (&*names("hi")[2], &*names("hi")[4]),
            ("A4 काग़ज़, 24 लेबल", "रोल, 38 × 25 मिमी")
        );
    }
}
