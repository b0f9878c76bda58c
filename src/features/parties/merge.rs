//! One party entered twice becomes one again. Nothing that names the second is moved: its id leads to the first from
//! then on. The first takes over what it lacks.

use super::{
    draft::{MOST_LINES, Sound},
    party::{self, Party, PartyAddress, PartyContact, PartyId, PartyKind, survivor},
    save::{unmerged, write},
};
use crate::{
    db::params,
    error::{Error, Result},
    features::{search::fold, text::phone_digits},
    sentence::say,
    tenancy::Tenant,
};

/// Whether a party may go whose GSTIN is another than the survivor's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherGstin {
    /// No.
    Refused,
    /// Whoever merges them has seen that they differ.
    Confirmed,
}

/// Merges a party into another, which is answered. `into` may itself have been merged: then it is the one that leads to.
///
/// Two GSTINs that differ are two registrations, mostly two firms: such a merge must be `confirmed`, or it is refused.
pub fn merge(tenant: &Tenant, id: PartyId, into: PartyId, confirmed: OtherGstin) -> Result<Party> {
    tenant.write(|tx| {
        let loser = unmerged(tx, id)?;
        let into = survivor(tx, into)
            .map_err(|_| Error::field("into", "unknown", "There is no such party to merge into."))?;
        if into == id {
            return Err(Error::field(
                "into",
                "same",
                "A party cannot be merged into itself.",
            ));
        }
        let before = party::load(tx, into)?;
        if before.archived_at.is_some() {
            return Err(Error::field(
                "into",
                "archived",
                say!("“{name}” is archived. Restore it first, or merge the other way.", name = before.name),
            ));
        }
        if let (Some(stays), Some(goes), OtherGstin::Refused) = (&before.gstin, &loser.gstin, confirmed)
            && stays != goes
        {
            return Err(Error::field(
                "confirm_other_gstin",
                "gstin_differs",
                say!(
                    "“{name}” has the GSTIN {stays}, “{other}” has {goes}: two registrations, mostly two firms. {stays} would stay. Confirm it to merge all the same.",
                    name = before.name,
                    stays,
                    other = loser.name,
                    goes
                ),
            ));
        }
        let joined = join(&before, &loser)?;
        tx.execute(
            "insert into party_redirects (party_id, into_id, merged_at, merged_by) values (?1, ?2, ?3, ?4)",
            params![id, into, tx.now(), tx.author().who],
        )?;
        write(tx, into, before.revision + 1, &joined)?;
        let after = party::load(tx, into)?;
        tx.log(
            "party.merge",
            &party::named(id),
            Some(&loser),
            Some(&party::load(tx, id)?),
        )?;
        tx.log("party.absorb", &party::named(into), Some(&before), Some(&after))?;
        Ok(after)
    })
}

/// What the survivor is afterwards: itself, with what it lacked from the other.
fn join(survivor: &Party, loser: &Party) -> Result<Sound> {
    let (gstin, registration) = match (&survivor.gstin, &loser.gstin) {
        (None, Some(gstin)) => (Some(gstin.clone()), loser.registration),
        _ => (survivor.gstin.clone(), survivor.registration),
    };
    let notes = if survivor.notes.is_empty() {
        &loser.notes
    } else {
        &survivor.notes
    };
    let kind = if survivor.kind == loser.kind {
        survivor.kind
    } else {
        PartyKind::Both
    };
    let joined = Sound {
        name: survivor.name.clone(),
        kind,
        gstin,
        registration,
        credit_days: survivor.credit_days.or(loser.credit_days),
        credit_limit: survivor.credit_limit.or(loser.credit_limit),
        notes: notes.clone(),
        addresses: addresses(&survivor.addresses, &loser.addresses),
        contacts: contacts(&survivor.contacts, &loser.contacts),
    };
    if joined.addresses.len() > MOST_LINES || joined.contacts.len() > MOST_LINES {
        return Err(Error::field(
            "into",
            "too_many",
            say!(
                "Together they have more than {most_lines} addresses or contacts. Remove some first.",
                most_lines = MOST_LINES
            ),
        ));
    }
    Ok(joined)
}

fn addresses(own: &[PartyAddress], others: &[PartyAddress]) -> Vec<PartyAddress> {
    let place = |address: &PartyAddress| {
        [
            &address.line1,
            &address.line2,
            &address.city,
            &address.postal_code,
        ]
        .map(|part| fold(part))
    };
    let mut all = own.to_vec();
    for other in others {
        if all.iter().all(|known| place(known) != place(other)) {
            all.push(PartyAddress {
                id: None,
                is_primary: other.is_primary && own.is_empty(),
                ..other.clone()
            });
        }
    }
    all
}

fn contacts(own: &[PartyContact], others: &[PartyContact]) -> Vec<PartyContact> {
    let person = |contact: &PartyContact| {
        (
            fold(&contact.name),
            phone_digits(&contact.phone),
            fold(&contact.email),
        )
    };
    let mut all = own.to_vec();
    for other in others {
        if all.iter().all(|known| person(known) != person(other)) {
            all.push(PartyContact {
                id: None,
                is_primary: other.is_primary && own.is_empty(),
                ..other.clone()
            });
        }
    }
    all
}
