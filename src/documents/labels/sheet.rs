//! The sheets and rolls that labels are sold on, in thousandths of a millimetre.

use serde::Serialize;
use typst::foundations::{Dict, dict};

/// How labels lie on their paper.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct LabelLayout {
    /// Its key.
    pub key: &'static str,
    /// Its name for a person.
    pub name: &'static str,
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

const fn sheet(
    key: &'static str,
    name: &'static str,
    label: (u32, u32),
    grid: (u32, u32),
    gap_um: u32,
) -> LabelLayout {
    LabelLayout {
        key,
        name,
        width_um: label.0,
        height_um: label.1,
        columns: grid.0,
        rows: grid.1,
        gap_um,
        page_um: A4,
    }
}

const fn roll(key: &'static str, name: &'static str, label: (u32, u32)) -> LabelLayout {
    LabelLayout {
        page_um: label,
        ..sheet(key, name, label, (1, 1), 0)
    }
}

static LAYOUTS: [LabelLayout; 8] = [
    sheet("a4-65", "A4 sheet, 65 labels", (38_100, 21_200), (5, 13), 2_500),
    sheet("a4-40", "A4 sheet, 40 labels", (52_500, 29_700), (4, 10), 0),
    sheet("a4-24", "A4 sheet, 24 labels", (64_000, 33_900), (3, 8), 2_500),
    sheet("a4-21", "A4 sheet, 21 labels", (63_500, 38_100), (3, 7), 2_500),
    roll("roll-38x25", "Roll, 38 × 25 mm", (38_000, 25_000)),
    roll("roll-50x25", "Roll, 50 × 25 mm", (50_000, 25_000)),
    roll("roll-50x38", "Roll, 50 × 38 mm", (50_000, 38_000)),
    roll("roll-100x50", "Roll, 100 × 50 mm", (100_000, 50_000)),
];

/// The layouts there are.
pub fn layouts() -> &'static [LabelLayout] {
    &LAYOUTS
}

pub(super) fn find(key: &str) -> Option<&'static LabelLayout> {
    LAYOUTS.iter().find(|layout| layout.key == key)
}

impl LabelLayout {
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
    use super::layouts;

    #[test]
    fn every_grid_fits_its_page() {
        for layout in layouts() {
            let (width, height) = layout.page_um;
            let grid = layout.columns * layout.width_um + (layout.columns - 1) * layout.gap_um;
            assert!(grid <= width, "{}", layout.key);
            assert!(layout.rows * layout.height_um <= height, "{}", layout.key);
        }
    }
}
