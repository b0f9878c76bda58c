//! What a product has more of than fields can hold, each in columns that are known by their headings: “Unit 3” with
//! “Unit 3 holds”, “Barcodes: BOX”, and the prices of lists, which are in `prices`.

use super::{
    super::{ProductDraft, ProductUnitDraft, lines::ProductBarcode},
    notices::look_at_barcodes,
    price_headings::PriceHeading,
    prices::Prices,
};
use crate::features::intake::{self, At, Faults, Headed, Row, numbered};

/// Units of one product that columns can have at most.
const MOST_UNITS: usize = 100;

/// What stands in a column.
enum Meaning {
    /// Another unit: the number it has among all of the product's.
    Unit(usize),
    /// How many of the first unit one of it is.
    Holds(usize),
    /// The barcodes of a unit.
    Barcodes(String),
    /// Something of a price in a list.
    Price(PriceHeading),
}

fn meaning(heading: &str) -> Option<Meaning> {
    if let Some((what, of)) = heading.split_once(':') {
        let (what, of) = (intake::plain(what), of.trim());
        if ["barcodes", "barcode", "बारकोड"].contains(&what.as_str()) && !of.is_empty() {
            return Some(Meaning::Barcodes(of.to_owned()));
        }
        return PriceHeading::read(&what, of).map(Meaning::Price);
    }
    let (name, number, rest) = numbered(heading)?;
    if !["unit", "इकाई"].contains(&name.as_str()) || !(2..=MOST_UNITS).contains(&number) {
        return None;
    }
    match rest.as_str() {
        "" => Some(Meaning::Unit(number)),
        "holds" | "factor" | "में" => Some(Meaning::Holds(number)),
        _ => None,
    }
}

/// Whether a heading is that of such a column.
pub(super) fn is_further(heading: &str) -> bool {
    meaning(heading).is_some()
}

/// The further columns of a table.
#[derive(Debug, Default)]
pub(super) struct FurtherColumns {
    /// The number of a unit, its column and that of what it holds.
    units: Vec<(usize, Option<usize>, Option<usize>)>,
    /// The code of a unit, and the column of its barcodes.
    barcodes: Vec<(String, usize)>,
    pub(super) prices: Prices,
    /// Columns that say what another one says.
    twice: Vec<usize>,
    places: Vec<usize>,
}

/// Which cells the lines of a draft came from.
#[derive(Debug, Default)]
pub(super) struct Origins {
    /// Of each unit's code: the unit and what it holds.
    pub(super) units: Vec<(String, At, At)>,
    barcodes: Vec<(String, usize)>,
    /// Of a price by its place in the draft: the amount, its first and its last day.
    pub(super) prices: Vec<(usize, At, At, At)>,
}

impl FurtherColumns {
    /// Reads the headings; `unit` tells the code of a unit however it is written.
    pub(super) fn of(headed: &[Headed<'_>], prices: Prices, unit: impl Fn(&str) -> String) -> Self {
        let mut columns = Self {
            places: headed.iter().map(|(column, _)| *column).collect(),
            prices,
            ..Self::default()
        };
        for (column, heading) in headed {
            let is_first = match meaning(heading) {
                None => continue,
                Some(Meaning::Unit(number)) => keep(&mut columns.unit(number).1, *column),
                Some(Meaning::Holds(number)) => keep(&mut columns.unit(number).2, *column),
                Some(Meaning::Barcodes(of)) => {
                    let code = unit(&of);
                    let is_first = columns.barcodes.iter().all(|(other, _)| *other != code);
                    if is_first {
                        columns.barcodes.push((code, *column));
                    }
                    is_first
                }
                Some(Meaning::Price(heading)) => columns.prices.take(&heading, *column, &unit),
            };
            if !is_first {
                columns.twice.push(*column);
            }
        }
        columns.units.sort_unstable();
        columns
    }

    fn unit(&mut self, number: usize) -> &mut (usize, Option<usize>, Option<usize>) {
        let at = self.units.iter().position(|(known, _, _)| *known == number);
        let at = at.unwrap_or_else(|| {
            self.units.push((number, None, None));
            self.units.len() - 1
        });
        &mut self.units[at]
    }

    /// Their places in the table.
    pub(super) fn places(&self) -> &[usize] {
        &self.places
    }

    /// Puts a row's further units and barcodes into a draft.
    pub(super) fn fill(
        &self,
        draft: &mut ProductDraft,
        row: &Row<'_>,
        unit: impl Fn(&str) -> String,
        origins: &mut Origins,
        faults: &mut Faults,
    ) {
        faults.same_headings(row, &self.twice);
        for (_, of_unit, of_factor) in &self.units {
            let place = of_unit.or(*of_factor).map_or(At::Field("other_unit"), At::Column);
            let cells = (
                of_unit.and_then(|column| row.cell(column)).map(&unit),
                of_factor.and_then(|column| row.cell(column)),
            );
            let at = (
                of_unit.map_or(place, At::Column),
                of_factor.map_or(place, At::Column),
            );
            other_unit(draft, cells, at, origins, faults);
        }
        for (code, column) in &self.barcodes {
            let Some(text) = row.cell(*column) else { continue };
            look_at_barcodes(text, At::Column(*column), faults);
            let of_unit = (*code != draft.unit).then(|| code.clone());
            for barcode in intake::words_of(text) {
                origins.barcodes.push((barcode.clone(), *column));
                match draft.barcodes.iter_mut().find(|line| line.barcode == barcode) {
                    Some(line) => line.unit.clone_from(&of_unit),
                    None => draft.barcodes.push(ProductBarcode {
                        barcode,
                        unit: of_unit.clone(),
                    }),
                }
            }
        }
    }
}

/// Puts another unit and how many of the first one of it is into a draft; one is nothing without the other.
pub(super) fn other_unit(
    draft: &mut ProductDraft,
    cells: (Option<String>, Option<&str>),
    (at_unit, at_factor): (At, At),
    origins: &mut Origins,
    faults: &mut Faults,
) {
    match cells {
        (None, None) => {}
        (Some(unit), Some(factor)) => {
            let factor = intake::number(factor);
            origins.units.push((unit.clone(), at_unit, at_factor));
            match draft.units.iter_mut().find(|line| line.unit == unit) {
                Some(line) => line.factor = factor,
                None => draft.units.push(ProductUnitDraft { unit, factor }),
            }
        }
        (Some(_), None) => faults.wrong(
            at_factor,
            "required",
            "Write how many of the first unit one of these is.",
        ),
        (None, Some(_)) => faults.wrong(at_unit, "required", "Write which unit this is of, or clear it."),
    }
}

/// Whether this is the first column that says so.
fn keep(place: &mut Option<usize>, column: usize) -> bool {
    let is_first = place.is_none();
    place.get_or_insert(column);
    is_first
}

impl Origins {
    /// The cell that a wrong field of the draft came from, where it is none of the fields' own.
    pub(super) fn of(&self, draft: &ProductDraft, field: &str) -> Option<At> {
        let (list, rest) = field.split_once('[')?;
        let (at, part) = rest.split_once("].")?;
        let at: usize = at.parse().ok()?;
        match list {
            "units" => {
                let code = &draft.units.get(at)?.unit;
                let (_, unit, factor) = self.units.iter().rev().find(|(known, _, _)| known == code)?;
                Some(if part == "factor" { *factor } else { *unit })
            }
            "barcodes" => self.barcode(&draft.barcodes.get(at)?.barcode),
            "prices" => {
                let (_, amount, from, until) = self.prices.iter().find(|(known, ..)| *known == at)?;
                Some(match part {
                    "from_on" => *from,
                    "until_on" => *until,
                    _ => *amount,
                })
            }
            _ => None,
        }
    }

    /// The cell that a barcode stands in, where it is that of a unit.
    pub(super) fn barcode(&self, barcode: &str) -> Option<At> {
        let found = self.barcodes.iter().find(|(known, _)| known == barcode);
        found.map(|(_, column)| At::Column(*column))
    }
}
