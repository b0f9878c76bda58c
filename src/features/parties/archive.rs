//! Putting a party away and taking it back. What was put away is kept whole and found when asked for.

use super::party::{self, Party, PartyId};
use super::save::unmerged;
use crate::{
    db::{Tx, params},
    error::Result,
    features::record::{Archive, Moved, Several},
    tenancy::Tenant,
};

const ARCHIVE: Archive = Archive {
    table: "party_archivals",
    key: "party_id",
};

/// Puts a party away; one that is away already stays so.
pub fn archive(tenant: &Tenant, id: PartyId) -> Result<Party> {
    Ok(tenant.write(|tx| change(tx, id, true))?.0)
}

/// Takes a party back into the lists.
pub fn restore(tenant: &Tenant, id: PartyId) -> Result<Party> {
    Ok(tenant.write(|tx| change(tx, id, false))?.0)
}

/// Moves several at once, all of them or none.
pub fn move_several(tenant: &Tenant, several: &Several) -> Result<Moved> {
    tenant.write(|tx| several.each(|id, archived| Ok(change(tx, PartyId(id), archived)?.1)))
}

/// The party as it is afterwards, and whether it was otherwise before.
fn change(tx: &Tx<'_>, id: PartyId, archived: bool) -> Result<(Party, bool)> {
    let before = unmerged(tx, id)?;
    if !ARCHIVE.set(tx, id.0, archived)? {
        return Ok((before, false));
    }
    tx.execute(
        "update parties set revision = revision + 1, updated_at = ?2 where id = ?1",
        params![id, tx.now()],
    )?;
    let after = party::load(tx, id)?;
    let operation = if archived {
        "party.archive"
    } else {
        "party.restore"
    };
    tx.log(operation, &party::named(id), Some(&before), Some(&after))?;
    Ok((after, true))
}
