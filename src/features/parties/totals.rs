//! How many parties there are.

use serde::Serialize;

use crate::{error::Result, tenancy::Tenant};

/// Parties that are not archived.
#[derive(Clone, Copy, Debug, Serialize, utoipa::ToSchema)]
pub struct PartyTotals {
    /// Those that buy; those that do both are among them.
    pub customers: i64,
    /// Those that sell; those that do both are among them.
    pub suppliers: i64,
    /// All, each once.
    pub total: i64,
}

/// How many there are.
pub fn totals(tenant: &Tenant) -> Result<PartyTotals> {
    tenant.read(|read| {
        read.one(
            "select coalesce(sum(p.kind <> 'supplier'), 0), coalesce(sum(p.kind <> 'customer'), 0), count(*)
             from parties p
             where not exists (select 1 from party_archivals x where x.party_id = p.id)
               and not exists (select 1 from party_redirects r where r.party_id = p.id)",
            [],
            |row| {
                Ok(PartyTotals {
                    customers: row.get(0)?,
                    suppliers: row.get(1)?,
                    total: row.get(2)?,
                })
            },
        )
    })
}
