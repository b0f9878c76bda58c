//! A party as it is typed, and everything that can be wrong with it, all at once.

use serde::Deserialize;

use super::party::{PartyAddress, PartyContact, PartyKind, Registration};
use crate::{error::Result, features::text::Checks, gstin::Gstin, money::Money, sentence::say, states};

/// Addresses, and contacts, of one party at most.
pub(super) const MOST_LINES: usize = 50;
/// Days of credit at most: ten years.
const MOST_CREDIT_DAYS: i64 = 3650;
/// The code of all places abroad.
const ABROAD: &str = "96";

/// A party to be entered, or the new state of one.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PartyDraft {
    /// The revision that was read: needed for a change, of no meaning for a new party.
    pub revision: Option<i64>,
    /// Its name, at most 120 characters.
    #[schema(required)]
    pub name: String,
    /// What it is to the business.
    #[schema(required)]
    pub kind: Option<PartyKind>,
    /// Its GST number; small letters and spaces are forgiven.
    pub gstin: Option<String>,
    /// How it is registered for GST; told by the GSTIN when absent.
    pub registration: Option<Registration>,
    /// Days until a bill is due, 0 to 3650.
    pub credit_days: Option<i64>,
    /// The most it may owe, a decimal string.
    pub credit_limit: Option<String>,
    /// What else is to be known.
    pub notes: String,
    /// All its addresses in order; one left out is removed.
    pub addresses: Vec<PartyAddress>,
    /// All its people in order; one left out is removed.
    pub contacts: Vec<PartyContact>,
}

/// A party with nothing wrong in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sound {
    pub(super) name: String,
    pub(super) kind: PartyKind,
    pub(super) gstin: Option<Gstin>,
    pub(super) registration: Registration,
    pub(super) credit_days: Option<i64>,
    pub(super) credit_limit: Option<Money>,
    pub(super) notes: String,
    pub(super) addresses: Vec<PartyAddress>,
    pub(super) contacts: Vec<PartyContact>,
}

impl PartyDraft {
    /// Looks everything over; the error names every wrong field. `address_ids` and `contact_ids` are those the party
    /// has already.
    pub(super) fn check(self, address_ids: &[i64], contact_ids: &[i64]) -> Result<Sound> {
        let mut checks = Checks::default();
        let name = checks.required("name", &self.name, 120, &say!("a name"));
        if self.kind.is_none() {
            checks.wrong("kind", "required", "Choose customer, supplier or both.");
        }
        let (gstin, registration) = gst(&mut checks, self.gstin.as_deref(), self.registration);
        if self
            .credit_days
            .is_some_and(|days| !(0..=MOST_CREDIT_DAYS).contains(&days))
        {
            checks.wrong("credit_days", "out_of_range", "Enter 0 to 3650 days.");
        }
        let credit_limit = credit_limit(&mut checks, self.credit_limit.as_deref());
        let notes = checks.note("notes", &self.notes);
        let addresses = addresses(&mut checks, self.addresses, address_ids);
        let contacts = contacts(&mut checks, self.contacts, contact_ids);
        checks.finish()?;
        Ok(Sound {
            name,
            kind: self.kind.unwrap_or(PartyKind::Both),
            gstin,
            registration,
            credit_days: self.credit_days,
            credit_limit,
            notes,
            addresses,
            contacts,
        })
    }
}

fn gst(
    checks: &mut Checks,
    text: Option<&str>,
    registration: Option<Registration>,
) -> (Option<Gstin>, Registration) {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    let gstin = match text.map(Gstin::parse).transpose() {
        Ok(gstin) => gstin,
        Err(fault) => {
            checks.wrong("gstin", fault.code(), &fault);
            return (None, registration.unwrap_or(Registration::Regular));
        }
    };
    let registration = registration.unwrap_or_else(|| Registration::told_by(gstin.as_ref()));
    match &gstin {
        Some(_) if !registration.has_gstin() => checks.wrong(
            "gstin",
            "not_registered",
            "Who is unregistered or abroad has no GSTIN. Clear it, or choose another registration.",
        ),
        None if registration.has_gstin() => checks.wrong(
            "gstin",
            "required",
            "Who is registered for GST has a GSTIN. Enter it, or choose unregistered.",
        ),
        Some(gstin) if !registration.fits(gstin.kind()) => checks.wrong(
            "registration",
            "does_not_fit",
            "This GSTIN belongs to another kind of registration. Compare both with the certificate.",
        ),
        _ => {}
    }
    (gstin, registration)
}

fn credit_limit(checks: &mut Checks, text: Option<&str>) -> Option<Money> {
    let text = text.map(str::trim).filter(|text| !text.is_empty())?;
    match Money::parse(text) {
        Ok(limit) if limit.is_negative() => {
            checks.wrong("credit_limit", "out_of_range", "A limit is zero or more.");
            None
        }
        Ok(limit) => Some(limit),
        Err(fault) => {
            checks.wrong("credit_limit", fault.code(), &fault);
            None
        }
    }
}

fn addresses(checks: &mut Checks, typed: Vec<PartyAddress>, known: &[i64]) -> Vec<PartyAddress> {
    let ids: Vec<Option<i64>> = typed.iter().map(|address| address.id).collect();
    lines(checks, "addresses", &ids, known);
    let primary: Vec<bool> = typed.iter().map(|address| address.is_primary).collect();
    let primary = one_primary(checks, "addresses", &primary);
    let each = typed.into_iter().enumerate().take(MOST_LINES);
    each.map(|(at, address)| PartyAddress {
        is_primary: at == primary,
        ..self::address(checks, &format!("addresses[{at}]"), address)
    })
    .collect()
}

fn address(checks: &mut Checks, at: &str, typed: PartyAddress) -> PartyAddress {
    let line =
        |checks: &mut Checks, name: &str, text: &str, most| checks.line(&format!("{at}.{name}"), text, most);
    let address = PartyAddress {
        id: typed.id,
        label: line(checks, "label", &typed.label, 60),
        line1: line(checks, "line1", &typed.line1, 160),
        line2: line(checks, "line2", &typed.line2, 160),
        city: line(checks, "city", &typed.city, 80),
        postal_code: line(checks, "postal_code", &typed.postal_code, 12),
        country: typed.country.trim().to_ascii_uppercase(),
        state_code: typed
            .state_code
            .map(|code| code.trim().to_owned())
            .filter(|code| !code.is_empty()),
        is_primary: typed.is_primary,
    };
    let parts = [
        &address.line1,
        &address.line2,
        &address.city,
        &address.postal_code,
    ];
    if parts.iter().all(|part| part.is_empty()) {
        checks.wrong(
            format!("{at}.line1"),
            "required",
            "Fill the address, or remove it.",
        );
    }
    place(checks, at, &address);
    address
}

/// Country, state and postal code must go together.
fn place(checks: &mut Checks, at: &str, address: &PartyAddress) {
    let country = &address.country;
    if country.len() != 2 || !country.bytes().all(|letter| letter.is_ascii_uppercase()) {
        checks.wrong(
            format!("{at}.country"),
            "bad_country",
            "Write the country as two letters, IN for India.",
        );
        return;
    }
    let inside = country == "IN";
    if let Some(code) = &address.state_code {
        let field = format!("{at}.state_code");
        if states::state(code).is_none() {
            checks.wrong(field, "unknown_state", "Choose a state; its code has two digits.");
        } else if inside == (code == ABROAD) {
            checks.wrong(
                field,
                "does_not_fit",
                "The state and the country do not go together: 96 is for places outside India, the others for India.",
            );
        }
    }
    let pin: String = address.postal_code.chars().filter(|c| *c != ' ').collect();
    let is_pin = pin.len() == 6 && pin.bytes().all(|b| b.is_ascii_digit()) && !pin.starts_with('0');
    if inside && !pin.is_empty() && !is_pin {
        checks.wrong(
            format!("{at}.postal_code"),
            "bad_pin_code",
            "A PIN code has six digits, for example 411004.",
        );
    }
}

fn contacts(checks: &mut Checks, typed: Vec<PartyContact>, known: &[i64]) -> Vec<PartyContact> {
    let ids: Vec<Option<i64>> = typed.iter().map(|contact| contact.id).collect();
    lines(checks, "contacts", &ids, known);
    let primary: Vec<bool> = typed.iter().map(|contact| contact.is_primary).collect();
    let primary = one_primary(checks, "contacts", &primary);
    let each = typed.into_iter().enumerate().take(MOST_LINES);
    each.map(|(at, contact)| PartyContact {
        is_primary: at == primary,
        ..self::contact(checks, &format!("contacts[{at}]"), &contact)
    })
    .collect()
}

fn contact(checks: &mut Checks, at: &str, typed: &PartyContact) -> PartyContact {
    let contact = PartyContact {
        id: typed.id,
        name: checks.line(&format!("{at}.name"), &typed.name, 120),
        role: checks.line(&format!("{at}.role"), &typed.role, 60),
        phone: checks.phone(&format!("{at}.phone"), &typed.phone),
        email: checks.email(&format!("{at}.email"), &typed.email),
        is_primary: typed.is_primary,
    };
    if contact.name.is_empty() && contact.phone.is_empty() && contact.email.is_empty() {
        checks.wrong(
            format!("{at}.name"),
            "required",
            "Enter a name, a telephone or an e-mail address, or remove the contact.",
        );
    }
    contact
}

/// Not too many, and only ids that the party has, each once.
fn lines(checks: &mut Checks, field: &str, ids: &[Option<i64>], known: &[i64]) {
    if ids.len() > MOST_LINES {
        checks.wrong(
            field,
            "too_many",
            say!(
                "At most {most_lines} are kept. Remove some.",
                most_lines = MOST_LINES
            ),
        );
    }
    for (at, id) in ids.iter().enumerate() {
        let Some(id) = id else { continue };
        if !known.contains(id) || ids[..at].contains(&Some(*id)) {
            checks.wrong(
                format!("{field}[{at}].id"),
                "unknown",
                "This party has no such line. Leave the id out to add one.",
            );
        }
    }
}

/// The place of the primary one: the one that says so, else the first.
fn one_primary(checks: &mut Checks, field: &str, primary: &[bool]) -> usize {
    let mut said = primary.iter().enumerate().filter(|(_, is_primary)| **is_primary);
    let first = said.next().map_or(0, |(at, _)| at);
    for (at, _) in said {
        checks.wrong(
            format!("{field}[{at}].is_primary"),
            "second_primary",
            "Another one is primary already. Choose one.",
        );
    }
    first
}
