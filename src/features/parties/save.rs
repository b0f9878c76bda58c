//! Entering and changing a party: its row, its lines and what it is found by, in one transaction.

use serde::Serialize;

use super::{
    PartyDraft,
    draft::Sound,
    duplicates::{self, DuplicateWarning},
    party::{self, Party, PartyId},
};
use crate::{
    db::{Tx, named_params, params},
    error::{Code, Error, Result},
    features::{
        record::{next_id, same_revision},
        search::{self, Indexes},
        text::phone_digits,
    },
    gstin::Gstin,
    sentence::say,
    tenancy::Tenant,
};

/// What parties are found by.
pub(super) const INDEXES: Indexes = Indexes {
    pieces: "party_pieces",
    words: "party_words",
};

/// A party as it was saved, and who else seems to be the same.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct SavedParty {
    /// The party.
    #[serde(flatten)]
    pub party: Party,
    /// Others with the same telephone or GSTIN: to be looked at, not to be feared.
    pub warnings: Vec<DuplicateWarning>,
}

/// Enters a party.
pub fn create(tenant: &Tenant, draft: PartyDraft) -> Result<SavedParty> {
    let sound = draft.check(&[], &[])?;
    tenant.write(|tx| {
        let party = enter(tx, &sound)?;
        with_warnings(tx, party)
    })
}

/// Writes a new party and tells the edit log.
pub(super) fn enter(tx: &Tx<'_>, sound: &Sound) -> Result<Party> {
    let id = PartyId(next_id(tx, "parties")?);
    tx.insert(
        "insert into parties (id, name, sort_name, kind, registration, gstin, created_at, updated_at)
         values (:id, :name, :name, :kind, :registration, :gstin, :now, :now)",
        named_params! {
            ":id": id, ":name": sound.name, ":kind": sound.kind, ":registration": sound.registration,
            ":gstin": sound.gstin, ":now": tx.now(),
        },
    )?;
    write(tx, id, 1, sound)?;
    let party = party::load(tx, id)?;
    tx.log("party.create", &party::named(id), None::<&()>, Some(&party))?;
    Ok(party)
}

/// Writes a party's new state and tells the edit log.
pub(super) fn change(tx: &Tx<'_>, before: &Party, sound: &Sound) -> Result<Party> {
    write(tx, before.id, before.revision + 1, sound)?;
    let party = party::load(tx, before.id)?;
    tx.log("party.edit", &party::named(before.id), Some(before), Some(&party))?;
    Ok(party)
}

/// Checks a party's new state with the lines it has.
pub(super) fn check(before: &Party, draft: PartyDraft) -> Result<Sound> {
    let address_ids: Vec<i64> = before.addresses.iter().filter_map(|address| address.id).collect();
    let contact_ids: Vec<i64> = before.contacts.iter().filter_map(|contact| contact.id).collect();
    draft.check(&address_ids, &contact_ids)
}

/// Changes a party to what the draft says; lines the draft leaves out are removed.
pub fn edit(tenant: &Tenant, id: PartyId, draft: PartyDraft) -> Result<SavedParty> {
    tenant.write(|tx| {
        let before = unmerged(tx, id)?;
        same_revision(draft.revision, before.revision)?;
        let sound = check(&before, draft)?;
        let party = change(tx, &before, &sound)?;
        with_warnings(tx, party)
    })
}

/// The party under this id, which may be changed: a merged one is not.
pub(super) fn unmerged(tx: &Tx<'_>, id: PartyId) -> Result<Party> {
    let survivor = party::survivor(tx, id)?;
    if survivor == id {
        return party::load(tx, id);
    }
    let name: String = tx.value("select name from parties where id = ?1", params![survivor])?;
    Err(Error::new(
        Code::EditConflict,
        say!(
            "This party was merged into “{name}”. Open that one and change it there.",
            name
        ),
    ))
}

/// Writes all that a party consists of.
pub(super) fn write(tx: &Tx<'_>, id: PartyId, revision: i64, sound: &Sound) -> Result<()> {
    tx.execute(
        "update parties set revision = :revision, name = :name, sort_name = :sort_name, kind = :kind, gstin = :gstin,
           registration = :registration, state_code = :state_code, credit_days = :credit_days,
           credit_limit_minor = :credit_limit, notes = :notes, updated_at = :now
         where id = :id",
        named_params! {
            ":id": id, ":revision": revision, ":name": sound.name, ":sort_name": search::fold(&sound.name),
            ":kind": sound.kind, ":gstin": sound.gstin, ":registration": sound.registration,
            ":state_code": state_of(sound), ":credit_days": sound.credit_days,
            ":credit_limit": sound.credit_limit, ":notes": sound.notes, ":now": tx.now(),
        },
    )?;
    write_addresses(tx, id, sound)?;
    write_contacts(tx, id, sound)?;
    write_indexes(tx, id, sound)
}

/// The state of the primary address, else the one the GSTIN begins with.
fn state_of(sound: &Sound) -> Option<String> {
    let primary = sound.addresses.iter().find(|address| address.is_primary);
    primary
        .and_then(|address| address.state_code.clone())
        .or_else(|| Some(sound.gstin.as_ref()?.state()?.code.to_owned()))
}

fn write_addresses(tx: &Tx<'_>, id: PartyId, sound: &Sound) -> Result<()> {
    let kept: Vec<i64> = sound.addresses.iter().filter_map(|address| address.id).collect();
    remove_lines(tx, "party_addresses", id, &kept)?;
    for (position, address) in (0_i64..).zip(&sound.addresses) {
        tx.execute(
            "insert into party_addresses (id, party_id, position, label, line1, line2, city, state_code, postal_code, country, is_primary)
             values (:id, :party_id, :position, :label, :line1, :line2, :city, :state_code, :postal_code, :country, :is_primary)
             on conflict (id) do update set position = :position, label = :label, line1 = :line1, line2 = :line2,
               city = :city, state_code = :state_code, postal_code = :postal_code, country = :country, is_primary = :is_primary",
            named_params! {
                ":id": address.id, ":party_id": id, ":position": position, ":label": address.label,
                ":line1": address.line1, ":line2": address.line2, ":city": address.city,
                ":state_code": address.state_code, ":postal_code": address.postal_code,
                ":country": address.country, ":is_primary": address.is_primary,
            },
        )?;
    }
    Ok(())
}

fn write_contacts(tx: &Tx<'_>, id: PartyId, sound: &Sound) -> Result<()> {
    let kept: Vec<i64> = sound.contacts.iter().filter_map(|contact| contact.id).collect();
    remove_lines(tx, "party_contacts", id, &kept)?;
    for (position, contact) in (0_i64..).zip(&sound.contacts) {
        tx.execute(
            "insert into party_contacts (id, party_id, position, name, role, phone, phone_digits, email, is_primary)
             values (:id, :party_id, :position, :name, :role, :phone, :phone_digits, :email, :is_primary)
             on conflict (id) do update set position = :position, name = :name, role = :role, phone = :phone,
               phone_digits = :phone_digits, email = :email, is_primary = :is_primary",
            named_params! {
                ":id": contact.id, ":party_id": id, ":position": position, ":name": contact.name, ":role": contact.role,
                ":phone": contact.phone, ":phone_digits": phone_digits(&contact.phone), ":email": contact.email,
                ":is_primary": contact.is_primary,
            },
        )?;
    }
    Ok(())
}

/// Removes the lines that are not kept; of the others none is primary until it is written again.
fn remove_lines(tx: &Tx<'_>, table: &str, id: PartyId, kept: &[i64]) -> Result<()> {
    let kept = serde_json::to_string(kept).map_err(Error::internal)?;
    tx.execute(
        &format!("delete from {table} where party_id = ?1 and id not in (select value from json_each(?2))"),
        params![id, kept],
    )?;
    tx.execute(
        &format!("update {table} set is_primary = 0 where party_id = ?1 and is_primary = 1"),
        params![id],
    )?;
    Ok(())
}

fn write_indexes(tx: &Tx<'_>, id: PartyId, sound: &Sound) -> Result<()> {
    let mut texts = vec![sound.name.clone(), sound.notes.clone()];
    texts.extend(sound.gstin.as_ref().map(Gstin::to_string));
    for address in &sound.addresses {
        texts.extend(
            [
                &address.line1,
                &address.line2,
                &address.city,
                &address.postal_code,
            ]
            .map(String::clone),
        );
    }
    for contact in &sound.contacts {
        texts.extend([
            contact.name.clone(),
            contact.email.clone(),
            search::phone_text(&contact.phone),
        ]);
    }
    INDEXES.write(tx, id, texts.iter().map(String::as_str))
}

fn with_warnings(tx: &Tx<'_>, party: Party) -> Result<SavedParty> {
    let warnings = duplicates::warnings(tx, &party)?;
    Ok(SavedParty { party, warnings })
}
