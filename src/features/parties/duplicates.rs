//! Who else has this telephone or this GSTIN: a warning against entering one party twice, never a refusal, for a
//! family shares a telephone and a firm with two counters shares a GSTIN.

use serde::{Deserialize, Serialize};

use super::party::{Party, PartyId};
use crate::{
    db::{Read, params},
    error::Result,
    features::text::phone_digits,
    gstin,
    sentence::{Sentence, say},
    tenancy::Tenant,
};

/// Parties shown for one telephone or GSTIN at most.
const MOST_MATCHES: u32 = 10;

/// What to look for.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DuplicateQuery {
    /// A telephone, however it is written.
    pub phone: Option<String>,
    /// A GSTIN.
    pub gstin: Option<String>,
    /// The party being edited, which is no duplicate of itself.
    #[param(value_type = Option<i64>)]
    pub except: Option<PartyId>,
}

/// A party that seems to be the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct DuplicateMatch {
    /// Its id.
    pub party_id: PartyId,
    /// Its name.
    pub party_name: String,
    /// What is the same.
    pub field: DuplicateField,
}

/// What two parties have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DuplicateField {
    /// A telephone.
    Phone,
    /// The GSTIN.
    Gstin,
}

/// A saved party has something in common with another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct DuplicateWarning {
    /// `duplicate_phone` or `duplicate_gstin`.
    pub code: &'static str,
    /// What they have in common, in a sentence.
    #[serde(flatten)]
    pub message: Sentence,
    /// The other party.
    pub party_id: PartyId,
    /// Its name.
    pub party_name: String,
}

/// Parties with this telephone or this GSTIN.
pub fn duplicates(tenant: &Tenant, query: &DuplicateQuery) -> Result<Vec<DuplicateMatch>> {
    let digits = query.phone.as_deref().map(phone_digits).unwrap_or_default();
    let gstin = query.gstin.as_deref().map(|text| gstin::check(text).gstin);
    let except = query.except.unwrap_or(PartyId(0));
    tenant.read(|read| {
        let mut matches = by_phone(read, &digits, except)?;
        matches.extend(by_gstin(read, gstin.as_deref().unwrap_or_default(), except)?);
        Ok(matches)
    })
}

/// What a party just saved has in common with others.
pub(super) fn warnings(read: &Read<'_>, party: &Party) -> Result<Vec<DuplicateWarning>> {
    let mut warnings = Vec::new();
    if let Some(gstin) = &party.gstin {
        for other in by_gstin(read, gstin.as_str(), party.id)? {
            let message = say!(
                "“{party_name}” has the same GSTIN, {gstin}.",
                party_name = other.party_name,
                gstin
            );
            warnings.push(warning("duplicate_gstin", message, other));
        }
    }
    let mut seen: Vec<String> = Vec::new();
    for contact in &party.contacts {
        let digits = phone_digits(&contact.phone);
        if seen.contains(&digits) {
            continue;
        }
        for other in by_phone(read, &digits, party.id)? {
            let message = say!(
                "“{party_name}” has the same telephone, {phone}.",
                party_name = other.party_name,
                phone = contact.phone
            );
            warnings.push(warning("duplicate_phone", message, other));
        }
        seen.push(digits);
    }
    Ok(warnings)
}

fn warning(code: &'static str, message: Sentence, other: DuplicateMatch) -> DuplicateWarning {
    DuplicateWarning {
        code,
        message,
        party_id: other.party_id,
        party_name: other.party_name,
    }
}

fn by_phone(read: &Read<'_>, digits: &str, except: PartyId) -> Result<Vec<DuplicateMatch>> {
    read.all(
        "select distinct p.id, p.name, p.sort_name from party_contacts c join parties p on p.id = c.party_id
         where c.phone_digits = ?1 and c.phone_digits <> '' and p.id <> ?2
           and not exists (select 1 from party_redirects r where r.party_id = p.id)
         order by p.sort_name, p.id limit ?3",
        params![digits, except, MOST_MATCHES],
        |row| found(row, DuplicateField::Phone),
    )
}

fn by_gstin(read: &Read<'_>, gstin: &str, except: PartyId) -> Result<Vec<DuplicateMatch>> {
    read.all(
        "select p.id, p.name from parties p
         where p.gstin = ?1 and p.id <> ?2
           and not exists (select 1 from party_redirects r where r.party_id = p.id)
         order by p.sort_name, p.id limit ?3",
        params![gstin, except, MOST_MATCHES],
        |row| found(row, DuplicateField::Gstin),
    )
}

fn found(row: &crate::db::Row<'_>, field: DuplicateField) -> rusqlite::Result<DuplicateMatch> {
    Ok(DuplicateMatch {
        party_id: row.get(0)?,
        party_name: row.get(1)?,
        field,
    })
}
