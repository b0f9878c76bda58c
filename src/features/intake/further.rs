//! Columns of which a table may have several: a second address, a third unit, the price of a list. No field stands for
//! each of them: they are known by their headings alone, and an export has as many as its records fill.

use super::{About, headings::plain};
use crate::sheets::{Form, Sheet};

/// A column that is read by its heading: its place and what stands above it.
pub(in crate::features) type Headed<'s> = (usize, &'s str);

/// What stands in such a column of a record. Columns stand in the order of all but the last two.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::features) struct Further {
    /// Which of the kind's groups: units before prices.
    pub(in crate::features) group: u8,
    /// What tells columns of a group apart that are not counted: the price list.
    pub(in crate::features) name: String,
    /// Which one of several.
    pub(in crate::features) number: usize,
    /// Which part of it: street before town.
    pub(in crate::features) part: usize,
    /// The heading.
    pub(in crate::features) heading: String,
    /// What stands below it.
    pub(in crate::features) form: Form,
}

/// The columns of a table that are read by their headings; those that a field takes are none of them.
pub(in crate::features) fn further<'s>(
    about: &About,
    sheet: &'s Sheet,
    header: Option<usize>,
    taken: &[Option<usize>],
) -> Vec<Headed<'s>> {
    let Some(row) = header else { return Vec::new() };
    let free = (0..sheet.columns()).filter(|column| !taken.contains(&Some(*column)));
    free.map(|column| (column, sheet.cell(row, column).trim()))
        .filter(|(_, heading)| !heading.is_empty() && (about.further)(heading))
        .collect()
}

/// For kinds that have no such columns.
pub(in crate::features) fn no_further(_heading: &str) -> bool {
    false
}

/// The words before and after the number of a heading: `Address 2 city` is `address`, 2 and `city`.
pub(in crate::features) fn numbered(heading: &str) -> Option<(String, usize, String)> {
    let heading = plain(heading);
    let words: Vec<&str> = heading.split(' ').collect();
    let at = words.iter().position(|word| word.parse::<usize>().is_ok())?;
    let number = words[at].parse().ok()?;
    (at > 0).then(|| (words[..at].join(" "), number, words[at + 1..].join(" ")))
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn a_number_divides_a_heading() {
        for (heading, parts) in [
            ("Address 2 City", Some(("address", 2, "city"))),
            ("Contact person 3: E-mail", Some(("contact person", 3, "e mail"))),
            ("UNIT 3", Some(("unit", 3, ""))),
            ("पता 2 शहर", Some(("पता", 2, "शहर"))),
            ("2 units", None),
            ("City", None),
            ("Address two", None),
        ] {
            let found = numbered(heading);
            let found = found
                .as_ref()
                .map(|(one, number, other)| (one.as_str(), *number, other.as_str()));
            assert_eq!(found, parts, "{heading}");
        }
    }
}
