//! Putting a party away and taking it back. What was put away is kept whole and found when asked for.

use super::party::{self, Party, PartyId};
use super::save::unmerged;
use crate::{
    db::{Tx, params},
    error::Result,
    features::record::Archive,
    tenancy::Tenant,
};

const ARCHIVE: Archive = Archive {
    table: "party_archivals",
    key: "party_id",
};

/// Puts a party away; one that is away already stays so.
pub fn archive(tenant: &Tenant, id: PartyId) -> Result<Party> {
    change(tenant, id, "party.archive", |tx| ARCHIVE.put(tx, id.0))
}

/// Takes a party back into the lists.
pub fn restore(tenant: &Tenant, id: PartyId) -> Result<Party> {
    change(tenant, id, "party.restore", |tx| ARCHIVE.take(tx, id.0))
}

fn change(
    tenant: &Tenant,
    id: PartyId,
    operation: &str,
    work: impl FnOnce(&Tx<'_>) -> Result<bool>,
) -> Result<Party> {
    tenant.write(|tx| {
        let before = unmerged(tx, id)?;
        if !work(tx)? {
            return Ok(before);
        }
        tx.execute(
            "update parties set revision = revision + 1, updated_at = ?2 where id = ?1",
            params![id, tx.now()],
        )?;
        let party = party::load(tx, id)?;
        tx.log(operation, &party::named(id), Some(&before), Some(&party))?;
        Ok(party)
    })
}
