//! Putting a party away and taking it back. What was put away is kept whole and found when asked for.

use super::party::{Party, PartyId};
use super::save::unmerged;
use crate::{
    db::Tx,
    error::Result,
    features::record::{Archive, Moved, Several},
    tenancy::Tenant,
};

const ARCHIVE: Archive = Archive {
    kind: "party",
    records: "parties",
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
    ARCHIVE.change(tx, id.0, archived, || unmerged(tx, id))
}
