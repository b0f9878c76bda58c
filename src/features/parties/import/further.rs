//! A party's further addresses and people, each in numbered columns: “Address 2 city”, “Person 3 phone”. The first of
//! each is the primary one, the others follow in their order.

use super::{
    super::{
        PartyDraft,
        draft::MOST_LINES,
        party::{PartyAddress, PartyContact},
    },
    words,
};
use crate::{
    features::intake::{At, Faults, Further, Headed, Row, numbered},
    sheets::Form,
    states,
};

/// What stands in a column: which list of the draft it belongs to, which line of it, and which of the line's parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Meaning {
    list: &'static List,
    number: usize,
    part: usize,
}

/// One of the two lists that a party has.
#[derive(Debug, PartialEq, Eq)]
struct List {
    /// Its name in a draft.
    key: &'static str,
    heading: &'static str,
    names: &'static [&'static str],
    parts: &'static [Part],
}

#[derive(Debug, PartialEq, Eq)]
struct Part {
    /// Its name in a draft.
    key: &'static str,
    heading: &'static str,
    names: &'static [&'static str],
}

const fn part(key: &'static str, heading: &'static str, names: &'static [&'static str]) -> Part {
    Part { key, heading, names }
}

static ADDRESSES: List = List {
    key: "addresses",
    heading: "Address",
    names: &["address", "पता"],
    parts: &[
        part("label", "label", &["label", "name", "type", "kind", "नाम"]),
        part("line1", "line 1", &["line 1", "line1", "street", "पंक्ति 1"]),
        part("line2", "line 2", &["line 2", "line2", "area", "क्षेत्र", "पंक्ति 2"]),
        part("city", "city", &["city", "town", "place", "शहर", "नगर"]),
        part(
            "state_code",
            "state",
            &["state", "state name", "state code", "राज्य"],
        ),
        part(
            "postal_code",
            "PIN code",
            &["pin code", "pin", "pincode", "postal code", "zip", "पिन कोड"],
        ),
        part("country", "country", &["country", "country code", "देश"]),
    ],
};

static PEOPLE: List = List {
    key: "contacts",
    heading: "Person",
    names: &["person", "contact", "contact person", "व्यक्ति", "संपर्क व्यक्ति"],
    parts: &[
        part("name", "name", &["name", "", "नाम"]),
        part("role", "role", &["role", "designation", "post", "काम", "पद"]),
        part(
            "phone",
            "phone",
            &[
                "phone",
                "mobile",
                "phone no",
                "mobile no",
                "telephone",
                "फोन",
                "मोबाइल",
            ],
        ),
        part("email", "e-mail", &["e mail", "email", "mail", "ईमेल"]),
    ],
};

fn meaning(heading: &str) -> Option<Meaning> {
    let (name, number, rest) = numbered(heading)?;
    let list = [&ADDRESSES, &PEOPLE]
        .into_iter()
        .find(|list| list.names.contains(&name.as_str()))?;
    let part = list
        .parts
        .iter()
        .position(|part| part.names.contains(&rest.as_str()))?;
    (1..=MOST_LINES)
        .contains(&number)
        .then_some(Meaning { list, number, part })
}

/// Whether a heading is that of a further address or person.
pub(super) fn is_further(heading: &str) -> bool {
    meaning(heading).is_some()
}

/// The further columns of a table.
#[derive(Debug, Default)]
pub(super) struct FurtherLines {
    /// What each column means, line by line.
    columns: Vec<(Meaning, usize)>,
    /// Columns that say what another one says.
    twice: Vec<usize>,
    places: Vec<usize>,
}

/// Which line of the draft each numbered line of a row became.
#[derive(Debug, Default)]
pub(super) struct Origins(Vec<(&'static str, usize, usize)>);

impl FurtherLines {
    pub(super) fn of(headed: &[Headed<'_>]) -> Self {
        let mut lines = Self {
            places: headed.iter().map(|(column, _)| *column).collect(),
            ..Self::default()
        };
        for (column, heading) in headed {
            let Some(meaning) = meaning(heading) else { continue };
            if lines.columns.iter().any(|(other, _)| *other == meaning) {
                lines.twice.push(*column);
            } else {
                lines.columns.push((meaning, *column));
            }
        }
        lines
            .columns
            .sort_by_key(|(meaning, _)| (meaning.list.key, meaning.number));
        lines
    }

    /// Their places in the table.
    pub(super) fn places(&self) -> &[usize] {
        &self.places
    }

    /// Puts a row's further lines into a draft that has the primary ones already.
    pub(super) fn fill(&self, draft: &mut PartyDraft, row: &Row<'_>, faults: &mut Faults) -> Origins {
        let mut origins = Origins::default();
        faults.same_headings(row, &self.twice);
        for line in self
            .columns
            .chunk_by(|(one, _), (other, _)| (one.list, one.number) == (other.list, other.number))
        {
            let told = line
                .iter()
                .filter_map(|(meaning, column)| Some((meaning.part, row.cell(*column)?)));
            let told: Vec<(usize, &str)> = told.collect();
            let Some((Meaning { list, number, .. }, _)) = line.first().filter(|_| !told.is_empty()) else {
                continue;
            };
            let at = if list.key == ADDRESSES.key {
                let at = place(&mut draft.addresses, |address| address.is_primary, *number);
                for (part, text) in told {
                    set_address(&mut draft.addresses[at], list.parts[part].key, text);
                }
                at
            } else {
                let at = place(&mut draft.contacts, |contact| contact.is_primary, *number);
                for (part, text) in told {
                    set_contact(&mut draft.contacts[at], list.parts[part].key, text);
                }
                at
            };
            origins.0.push((list.key, at, *number));
        }
        origins
    }

    /// The cell that a wrong field of the draft came from: `addresses[1].city`. What a line lacks is told of its first
    /// cell that has something.
    pub(super) fn blame(&self, origins: &Origins, row: &Row<'_>, field: &str) -> At {
        let of_line = || {
            let (list, rest) = field.split_once('[')?;
            let (at, rest) = rest.split_once(']')?;
            let at: usize = at.parse().ok()?;
            let (_, _, number) = origins
                .0
                .iter()
                .find(|(key, place, _)| *key == list && *place == at)?;
            let mut line = self
                .columns
                .iter()
                .filter(|(meaning, _)| meaning.list.key == list && meaning.number == *number);
            let key = rest.trim_start_matches('.');
            let own = line
                .clone()
                .find(|(meaning, _)| meaning.list.parts[meaning.part].key == key);
            let found = own.or_else(|| line.find(|(_, column)| row.cell(*column).is_some()));
            found.map(|(_, column)| At::Column(*column))
        };
        of_line().unwrap_or_else(|| words::blame(field).into())
    }
}

/// The place of a line that is counted from the primary one; a new one at the end if there are not so many.
fn place<T: Default>(lines: &mut Vec<T>, is_primary: impl Fn(&T) -> bool, number: usize) -> usize {
    let primary = lines.iter().position(is_primary).unwrap_or(0);
    let others = (0..lines.len()).filter(|at| *at != primary);
    let counted = std::iter::once(primary)
        .filter(|at| *at < lines.len())
        .chain(others)
        .nth(number - 1);
    counted.unwrap_or_else(|| {
        lines.push(T::default());
        lines.len() - 1
    })
}

fn set_address(address: &mut PartyAddress, part: &str, text: &str) {
    match part {
        "label" => text.clone_into(&mut address.label),
        "line1" => text.clone_into(&mut address.line1),
        "line2" => text.clone_into(&mut address.line2),
        "city" => text.clone_into(&mut address.city),
        "state_code" => address.state_code = Some(words::state(text)),
        "postal_code" => text.clone_into(&mut address.postal_code),
        _ => address.country = words::country(text),
    }
}

fn set_contact(contact: &mut PartyContact, part: &str, text: &str) {
    match part {
        "name" => text.clone_into(&mut contact.name),
        "role" => text.clone_into(&mut contact.role),
        "phone" => text.clone_into(&mut contact.phone),
        _ => text.clone_into(&mut contact.email),
    }
}

/// What a party has beyond the fields: of the primary lines what no field tells, of the others everything.
pub(super) fn texts(addresses: &[PartyAddress], contacts: &[PartyContact]) -> Vec<(Further, String)> {
    let mut all = Vec::new();
    for (number, address) in counted(addresses, |address| address.is_primary) {
        let state = address.state_code.as_deref().and_then(states::state);
        let abroad = if address.country == "IN" {
            ""
        } else {
            &address.country
        };
        let parts = [
            address.label.as_str(),
            &address.line1,
            &address.line2,
            &address.city,
            state.map_or("", |state| state.name),
            &address.postal_code,
            abroad,
        ];
        let told = if number == 1 { &parts[..1] } else { &parts };
        let told = (0..).zip(told);
        all.extend(told.map(|(part, text)| (column(0, &ADDRESSES, number, part), (*text).to_owned())));
    }
    for (number, contact) in counted(contacts, |contact| contact.is_primary) {
        let parts = [&contact.name, &contact.role, &contact.phone, &contact.email];
        let told = (0..).zip(parts).filter(|(part, _)| number > 1 || *part == 1);
        all.extend(told.map(|(part, text)| (column(1, &PEOPLE, number, part), text.clone())));
    }
    all.retain(|(_, text)| !text.is_empty());
    all
}

/// The lines with their numbers, the primary one first.
fn counted<T>(lines: &[T], is_primary: impl Fn(&T) -> bool) -> impl Iterator<Item = (usize, &T)> {
    let primary = lines.iter().position(is_primary).unwrap_or(0);
    let others = lines.iter().enumerate().filter(move |(at, _)| *at != primary);
    (1..).zip(lines.get(primary).into_iter().chain(others.map(|(_, line)| line)))
}

fn column(group: u8, list: &List, number: usize, part: usize) -> Further {
    Further {
        group,
        name: String::new(),
        number,
        part,
        heading: format!("{} {number} {}", list.heading, list.parts[part].heading),
        form: Form::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_that_is_written_is_read() {
        for (group, list) in [(0, &ADDRESSES), (1, &PEOPLE)] {
            for at in 0..list.parts.len() {
                let heading = column(group, list, 2, at).heading;
                let read = meaning(&heading).map(|read| (read.list.key, read.number, read.part));
                assert_eq!(read, Some((list.key, 2, at)), "{heading}");
            }
        }
        for heading in [
            "Address 2",
            "Address",
            "Address 0 city",
            "Address 51 city",
            "City 2",
        ] {
            assert!(!is_further(heading), "{heading}");
        }
    }
}
