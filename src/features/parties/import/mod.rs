//! Customers and suppliers from rows of a table, and as rows of one. A row means the party that has its GSTIN; without
//! one, the party of its name with its telephone; with neither, the party of its name that has neither.
//!
//! The fields are of one address and one person, those that are primary; what there is beyond them is in `further`.

mod fields;
mod further;
mod words;

use serde_json::{Map, Value};

use further::FurtherLines;

use super::{
    PartyDraft, PartyQuery,
    draft::Sound,
    list,
    party::{self, Party, PartyAddress, PartyContact, PartyId, PartyKind, Registration},
    save::{self, INDEXES},
};
use crate::{
    db::{Read, Tx, params},
    error::{Error, Result},
    features::{
        intake::{
            self, About, Existing, Faults, Headed, Ids, Intake, Keys, Outcome, Row, Texts, Work, Written,
        },
        record,
        search::fold,
        text::phone_digits,
    },
    gstin::{self, Gstin},
    sentence::say,
    states,
    tenancy::Tenant,
};

/// The fields that a draft and the edit log's record have in common.
const DRAFT_FIELDS: [&str; 9] = [
    "name",
    "kind",
    "gstin",
    "registration",
    "credit_days",
    "credit_limit",
    "notes",
    "addresses",
    "contacts",
];

/// Parties as a kind of record.
#[derive(Debug)]
pub(in crate::features) struct Parties;

impl Intake for Parties {
    fn about(&self) -> &'static About {
        &fields::ABOUT
    }

    fn allowed(&self, _tenant: &Tenant) -> Result<()> {
        Ok(())
    }

    fn begin<'t>(
        &self,
        _tenant: &'t Tenant,
        read: &Read<'_>,
        existing: Existing,
        headed: &[Headed<'_>],
    ) -> Result<Box<dyn Work + 't>> {
        Ok(Box::new(PartyTable {
            existing,
            gstins: Keys::load(
                read,
                "select p.gstin, p.id from parties p where p.gstin is not null
                   and not exists (select 1 from party_redirects r where r.party_id = p.id) order by p.id",
            )?,
            people: people(read)?,
            further: FurtherLines::of(headed),
            plan: None,
        }))
    }

    fn remove(&self, _tenant: &Tenant, tx: &Tx<'_>, id: i64) -> Result<()> {
        let (id, party) = (PartyId(id), party::load(tx, PartyId(id))?);
        for table in ["party_addresses", "party_contacts"] {
            tx.execute(&format!("delete from {table} where party_id = ?1"), params![id])?;
        }
        INDEXES.remove(tx, id)?;
        record::retire(tx, "parties", id.0)?;
        tx.log("party.take_back", &party::named(id), Some(&party), None::<&()>)
    }

    fn put_back(&self, _tenant: &Tenant, tx: &Tx<'_>, id: i64, before: &Value) -> Result<()> {
        let now = save::unmerged(tx, PartyId(id))?;
        let draft: PartyDraft = intake::draft_of(before, &DRAFT_FIELDS, now.revision)?;
        let sound = save::check(&now, draft)?;
        save::change(tx, &now, &sound).map(drop)
    }

    fn page(&self, tenant: &Tenant, query: Map<String, Value>) -> Result<Ids> {
        let query: PartyQuery = intake::query(query)?;
        let page = list::list(tenant, query)?;
        Ok((page.items.iter().map(|row| row.id.0).collect(), page.next_cursor))
    }

    fn texts(&self, _tenant: &Tenant, read: &Read<'_>, id: i64) -> Result<Texts> {
        let party = party::load(read, PartyId(id))?;
        let further = further::texts(&party.addresses, &party.contacts);
        let fields = texts(party);
        Ok(Texts { fields, further })
    }
}

/// A party as a row of a table.
fn texts(party: Party) -> Vec<(&'static str, String)> {
    let address = party.addresses.into_iter().find(|address| address.is_primary);
    let filled = address.is_some();
    let address = address.unwrap_or_default();
    let contact = party
        .contacts
        .into_iter()
        .find(|contact| contact.is_primary)
        .unwrap_or_default();
    let state = address
        .state_code
        .as_deref()
        .and_then(states::state)
        .map(|state| state.name);
    vec![
        ("name", party.name),
        ("kind", party.kind.as_str().to_owned()),
        ("registration", party.registration.as_str().to_owned()),
        (
            "gstin",
            party.gstin.map(|gstin| gstin.to_string()).unwrap_or_default(),
        ),
        ("contact_name", contact.name),
        ("phone", contact.phone),
        ("email", contact.email),
        ("line1", address.line1),
        ("line2", address.line2),
        ("city", address.city),
        ("state", state.unwrap_or_default().to_owned()),
        ("postal_code", address.postal_code),
        ("country", if filled { address.country } else { String::new() }),
        (
            "credit_days",
            party.credit_days.map(|days| days.to_string()).unwrap_or_default(),
        ),
        (
            "credit_limit",
            party.credit_limit.map(String::from).unwrap_or_default(),
        ),
        ("notes", party.notes),
        ("pan", party.pan.unwrap_or_default()),
        ("updated_at", party.updated_at),
        ("archived_at", party.archived_at.unwrap_or_default()),
    ]
}

/// Everyone by name and telephone, and by the name alone who has neither a telephone nor a GSTIN.
fn people(read: &Read<'_>) -> Result<Keys> {
    Keys::load(
        read,
        "select p.sort_name || char(10) || c.phone_digits, p.id
         from parties p join party_contacts c on c.party_id = p.id
         where c.phone_digits <> '' and not exists (select 1 from party_redirects r where r.party_id = p.id)
         union all
         select p.sort_name || char(10), p.id from parties p
         where p.gstin is null and not exists (select 1 from party_redirects r where r.party_id = p.id)
           and not exists (select 1 from party_contacts c where c.party_id = p.id and c.phone_digits <> '')
         order by 2",
    )
}

/// A table of parties being brought in.
struct PartyTable {
    existing: Existing,
    gstins: Keys,
    people: Keys,
    further: FurtherLines,
    plan: Option<(Sound, Option<Box<Party>>)>,
}

impl Work for PartyTable {
    fn further(&self) -> &[usize] {
        self.further.places()
    }

    fn look_ahead(&mut self, _row: &Row<'_>) {}

    fn read(&mut self, read: &Read<'_>, row: &Row<'_>, faults: &mut Faults) -> Result<Outcome> {
        self.plan = None;
        let mut before = None;
        match (self.record(row, faults), self.existing) {
            (None, _) => {}
            (Some(_), Existing::Skip) => return Ok(Outcome::Skipped),
            (Some(_), Existing::Refuse) => {
                let field = if row.text("gstin").is_some() {
                    "gstin"
                } else {
                    "name"
                };
                faults.exists(field, &say!("This party"));
            }
            (Some(id), Existing::Update) => before = Some(Box::new(party::load(read, PartyId(id))?)),
        }
        let mut draft = before.as_deref().map(draft_of).transpose()?.unwrap_or_default();
        fill(&mut draft, row, faults);
        let origins = self.further.fill(&mut draft, row, faults);
        let checked = match &before {
            Some(before) => save::check(before, draft),
            None => draft.check(&[], &[]),
        };
        let Some(sound) = faults
            .take(checked, |field| self.further.blame(&origins, row, field))?
            .filter(|_| faults.is_empty())
        else {
            return Ok(Outcome::Wrong);
        };
        if let Some(before) = &before
            && save::check(before, draft_of(before)?)? == sound
        {
            return Ok(Outcome::Same);
        }
        let outcome = if before.is_some() {
            Outcome::Changed
        } else {
            Outcome::New
        };
        self.plan = Some((sound, before));
        Ok(outcome)
    }

    fn write(&mut self, tx: &Tx<'_>) -> Result<Written> {
        let (sound, before) = self
            .plan
            .take()
            .ok_or_else(|| Error::internal("no row was read"))?;
        let added = before.is_none();
        let party = match before {
            None => save::enter(tx, &sound)?,
            Some(before) => save::change(tx, &before, &sound)?,
        };
        Ok(Written {
            id: party.id.0,
            added,
        })
    }
}

impl PartyTable {
    /// The party a row means, if there is one. Two rows that mean the same are named.
    fn record(&mut self, row: &Row<'_>, faults: &mut Faults) -> Option<i64> {
        if let Some(gstin) = row.text("gstin") {
            let key = gstin::check(gstin).gstin;
            if let Some(earlier) = self.gstins.claim(&key, row.number()) {
                faults.twice("gstin", earlier);
            }
            return self.gstins.record(&key);
        }
        let key = format!(
            "{}\n{}",
            fold(row.text("name")?),
            phone_digits(row.text("phone").unwrap_or_default())
        );
        if let Some(earlier) = self.people.claim(&key, row.number()) {
            faults.twice("name", earlier);
        }
        self.people.record(&key)
    }
}

/// Puts a row's cells into a draft.
fn fill(draft: &mut PartyDraft, row: &Row<'_>, faults: &mut Faults) {
    set(row, "name", &mut draft.name);
    set(row, "notes", &mut draft.notes);
    draft.kind = draft.kind.or(Some(PartyKind::Both));
    if let Some(kind) = row.text("kind") {
        match intake::choice(kind, words::KINDS) {
            Some("customer") => draft.kind = Some(PartyKind::Customer),
            Some("supplier") => draft.kind = Some(PartyKind::Supplier),
            Some(_) => draft.kind = Some(PartyKind::Both),
            None => faults.wrong("kind", "unknown", "Write customer, supplier or both."),
        }
    }
    if let Some(gstin) = row.text("gstin") {
        // A new GSTIN tells a new registration, unless the row tells one itself.
        let same = draft.gstin.as_deref() == Gstin::parse(gstin).ok().as_ref().map(Gstin::as_str);
        draft.registration = draft.registration.filter(|_| same);
        draft.gstin = Some(gstin.to_owned());
    }
    if let Some(registration) = row.text("registration") {
        match intake::choice(registration, words::REGISTRATIONS).map(registration_of) {
            Some(registration) => draft.registration = registration,
            None => faults.wrong(
                "registration",
                "unknown",
                "Write regular, composition, unregistered, sez or overseas.",
            ),
        }
    }
    if let Some(days) = row.text("credit_days") {
        let digits = intake::number(days.trim_end_matches("days").trim_end_matches("Days").trim());
        match digits.parse() {
            Ok(days) => draft.credit_days = Some(days),
            Err(_) => faults.wrong(
                "credit_days",
                "bad_number",
                "Write the days as a whole number, for example 30.",
            ),
        }
    }
    if let Some(limit) = row.text("credit_limit") {
        draft.credit_limit = Some(intake::amount(limit));
    }
    fill_address(draft, row);
    fill_contact(draft, row);
}

fn registration_of(word: &str) -> Option<Registration> {
    serde_json::from_value(Value::from(word)).ok()
}

fn set(row: &Row<'_>, field: &str, into: &mut String) {
    if let Some(text) = row.text(field) {
        text.clone_into(into);
    }
}

/// The primary address; without a street, a town or a code there is none to add.
fn fill_address(draft: &mut PartyDraft, row: &Row<'_>) {
    let has = |field: &&str| row.text(field).is_some();
    let place = draft.addresses.iter().position(|address| address.is_primary);
    let place = match place {
        Some(place)
            if ["line1", "line2", "city", "postal_code", "state", "country"]
                .iter()
                .any(has) =>
        {
            place
        }
        None if ["line1", "line2", "city", "postal_code"].iter().any(has) => {
            draft.addresses.push(PartyAddress {
                is_primary: true,
                ..PartyAddress::default()
            });
            draft.addresses.len() - 1
        }
        _ => return,
    };
    let address = &mut draft.addresses[place];
    set(row, "line1", &mut address.line1);
    set(row, "line2", &mut address.line2);
    set(row, "city", &mut address.city);
    set(row, "postal_code", &mut address.postal_code);
    if let Some(country) = row.text("country") {
        address.country = words::country(country);
    }
    if let Some(state) = row.text("state") {
        address.state_code = Some(words::state(state));
    }
}

/// The primary person.
fn fill_contact(draft: &mut PartyDraft, row: &Row<'_>) {
    if ["contact_name", "phone", "email"]
        .iter()
        .all(|field| row.text(field).is_none())
    {
        return;
    }
    let place = draft
        .contacts
        .iter()
        .position(|contact| contact.is_primary)
        .unwrap_or_else(|| {
            draft.contacts.push(PartyContact {
                is_primary: true,
                ..PartyContact::default()
            });
            draft.contacts.len() - 1
        });
    let contact = &mut draft.contacts[place];
    set(row, "contact_name", &mut contact.name);
    set(row, "phone", &mut contact.phone);
    set(row, "email", &mut contact.email);
}

/// A party as a form would send it back.
fn draft_of(party: &Party) -> Result<PartyDraft> {
    let record = serde_json::to_value(party).map_err(Error::internal)?;
    intake::draft_of(&record, &DRAFT_FIELDS, party.revision)
}
