//! The sheets and rolls that labels are sold on, in millimetres.

use serde::Serialize;
use typst::foundations::{Dict, dict};

/// How labels lie on their paper.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct LabelLayout {
    /// Its key.
    pub key: &'static str,
    /// Its name for a person.
    pub name: &'static str,
    /// The width of one label in millimetres.
    pub width_mm: f64,
    /// The height of one label in millimetres.
    pub height_mm: f64,
    /// Labels beside each other.
    pub columns: u32,
    /// Labels below each other.
    pub rows: u32,
    #[serde(skip)]
    gap_mm: f64,
    #[serde(skip)]
    page_mm: (f64, f64),
}

const A4: (f64, f64) = (210.0, 297.0);

const fn sheet(
    key: &'static str,
    name: &'static str,
    label: (f64, f64),
    grid: (u32, u32),
    gap_mm: f64,
) -> LabelLayout {
    LabelLayout {
        key,
        name,
        width_mm: label.0,
        height_mm: label.1,
        columns: grid.0,
        rows: grid.1,
        gap_mm,
        page_mm: A4,
    }
}

const fn roll(key: &'static str, name: &'static str, label: (f64, f64)) -> LabelLayout {
    LabelLayout {
        page_mm: label,
        ..sheet(key, name, label, (1, 1), 0.0)
    }
}

static LAYOUTS: [LabelLayout; 8] = [
    sheet("a4-65", "A4 sheet, 65 labels", (38.1, 21.2), (5, 13), 2.5),
    sheet("a4-40", "A4 sheet, 40 labels", (52.5, 29.7), (4, 10), 0.0),
    sheet("a4-24", "A4 sheet, 24 labels", (64.0, 33.9), (3, 8), 2.5),
    sheet("a4-21", "A4 sheet, 21 labels", (63.5, 38.1), (3, 7), 2.5),
    roll("roll-38x25", "Roll, 38 × 25 mm", (38.0, 25.0)),
    roll("roll-50x25", "Roll, 50 × 25 mm", (50.0, 25.0)),
    roll("roll-50x38", "Roll, 50 × 38 mm", (50.0, 38.0)),
    roll("roll-100x50", "Roll, 100 × 50 mm", (100.0, 50.0)),
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
        let (page_width, page_height) = self.page_mm;
        let columns = f64::from(self.columns);
        let grid_width = columns * self.width_mm + (columns - 1.0) * self.gap_mm;
        let grid_height = f64::from(self.rows) * self.height_mm;
        dict! {
            "page_width" => page_width,
            "page_height" => page_height,
            "left" => (page_width - grid_width) / 2.0,
            "top" => (page_height - grid_height) / 2.0,
            "gap" => self.gap_mm,
            "width" => self.width_mm,
            "height" => self.height_mm,
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
            let (width, height) = layout.page_mm;
            let columns = f64::from(layout.columns);
            let grid = columns * layout.width_mm + (columns - 1.0) * layout.gap_mm;
            assert!(grid <= width + 1e-9, "{}", layout.key);
            assert!(
                f64::from(layout.rows) * layout.height_mm <= height + 1e-9,
                "{}",
                layout.key
            );
        }
    }
}
