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

/// How many there are: all of them by an index, less those that were put away or merged, which are few.
pub fn totals(tenant: &Tenant) -> Result<PartyTotals> {
    tenant.read(|read| {
        read.one(
            "with hidden as (
               select p.kind from (select party_id from party_archivals union select party_id from party_redirects) h
               join parties p on p.id = h.party_id
             )
             select (select count(*) from parties) - (select count(*) from hidden),
               (select count(*) from parties where kind = 'customer')
                 - (select count(*) from hidden where kind = 'customer'),
               (select count(*) from parties where kind = 'supplier')
                 - (select count(*) from hidden where kind = 'supplier')",
            [],
            |row| {
                let (total, only_buy, only_sell): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
                Ok(PartyTotals {
                    customers: total - only_sell,
                    suppliers: total - only_buy,
                    total,
                })
            },
        )
    })
}
