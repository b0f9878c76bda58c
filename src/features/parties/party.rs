//! A party as it is kept and shown.

use serde::{Deserialize, Serialize};

use crate::{
    db::{Read, Record, named_params, params},
    error::Result,
    features::record::{self, History, not_found, row_id, words},
    gstin::{Gstin, HolderKind},
    money::Money,
    tenancy::Tenant,
};

row_id! {
    /// A party's id.
    PartyId
}

words! {
    /// What a party is to the business.
    PartyKind {
        /// It buys.
        Customer = "customer",
        /// It sells.
        Supplier = "supplier",
        /// It does both.
        Both = "both",
    }
}

words! {
    /// How a party is registered for GST. Source: GSTN's registration types.
    Registration {
        /// A regular taxpayer.
        Regular = "regular",
        /// A composition dealer, whose bills bear no tax.
        Composition = "composition",
        /// Not registered.
        Unregistered = "unregistered",
        /// A unit or developer of a special economic zone.
        Sez = "sez",
        /// Abroad.
        Overseas = "overseas",
        /// A buyer to whom supplies are deemed exports.
        DeemedExport = "deemed_export",
        /// A UN body, embassy or other holder of a UIN.
        UinHolder = "uin_holder",
        /// A deductor of tax at source.
        TaxDeductor = "tax_deductor",
        /// A collector of tax at source: an electronic market place.
        TaxCollector = "tax_collector",
        /// An office that passes on input tax credit.
        InputServiceDistributor = "input_service_distributor",
    }
}

impl Registration {
    /// Whether such a party has a GSTIN at all.
    pub fn has_gstin(self) -> bool {
        !matches!(self, Self::Unregistered | Self::Overseas)
    }

    /// Whether a GSTIN of this form can belong to such a party.
    pub fn fits(self, holder: HolderKind) -> bool {
        match self {
            Self::Unregistered | Self::Overseas => false,
            Self::Regular => matches!(
                holder,
                HolderKind::Regular
                    | HolderKind::Department
                    | HolderKind::NonResident
                    | HolderKind::OnlineServices
            ),
            Self::UinHolder => holder == HolderKind::UnBody,
            Self::TaxDeductor => matches!(holder, HolderKind::TaxDeductor | HolderKind::Department),
            Self::TaxCollector => holder == HolderKind::TaxCollector,
            Self::Composition | Self::Sez | Self::DeemedExport | Self::InputServiceDistributor => {
                holder == HolderKind::Regular
            }
        }
    }

    /// What a GSTIN's form, or its absence, says when nobody said more.
    pub fn told_by(gstin: Option<&Gstin>) -> Self {
        match gstin.map(Gstin::kind) {
            None => Self::Unregistered,
            Some(HolderKind::UnBody) => Self::UinHolder,
            Some(HolderKind::TaxDeductor) => Self::TaxDeductor,
            Some(HolderKind::TaxCollector) => Self::TaxCollector,
            Some(_) => Self::Regular,
        }
    }
}

/// A customer or supplier.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Party {
    /// Its id.
    pub id: PartyId,
    /// Grows with each change; an edit names the one it was made on.
    pub revision: i64,
    /// Its name.
    pub name: String,
    /// What it is to the business.
    pub kind: PartyKind,
    /// Its GST number.
    pub gstin: Option<Gstin>,
    /// How it is registered for GST.
    pub registration: Registration,
    /// Its income-tax number, from the GSTIN.
    pub pan: Option<String>,
    /// Days until a bill is due.
    pub credit_days: Option<i64>,
    /// The most it may owe.
    pub credit_limit: Option<Money>,
    /// What else is to be known.
    pub notes: String,
    /// Its addresses in order, one of them primary.
    pub addresses: Vec<PartyAddress>,
    /// Its people in order, one of them primary.
    pub contacts: Vec<PartyContact>,
    /// When it was archived or merged, if it was.
    pub archived_at: Option<String>,
    /// When it was entered.
    pub created_at: String,
    /// When it was last changed.
    pub updated_at: String,
    /// The parties that were merged into it, directly or by another.
    pub merged_from: Vec<PartyId>,
}

/// One address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PartyAddress {
    /// Its id; absent for a new one.
    pub id: Option<i64>,
    /// What it is: office, works, godown.
    pub label: String,
    /// Building and street.
    pub line1: String,
    /// Area.
    pub line2: String,
    /// City, town or village.
    pub city: String,
    /// The state's two digits; 96 or null abroad.
    pub state_code: Option<String>,
    /// PIN code in India.
    pub postal_code: String,
    /// Two letters (ISO 3166-1); IN unless told.
    pub country: String,
    /// Whether it is the one to use when nobody says which.
    pub is_primary: bool,
}

impl Default for PartyAddress {
    fn default() -> Self {
        Self {
            id: None,
            label: String::new(),
            line1: String::new(),
            line2: String::new(),
            city: String::new(),
            state_code: None,
            postal_code: String::new(),
            country: "IN".to_owned(),
            is_primary: false,
        }
    }
}

/// One person, or desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PartyContact {
    /// Its id; absent for a new one.
    pub id: Option<i64>,
    /// The person's name.
    pub name: String,
    /// What the person does there.
    pub role: String,
    /// Telephone, as it was written.
    pub phone: String,
    /// Electronic mail.
    pub email: String,
    /// Whether it is the one to call when nobody says which.
    pub is_primary: bool,
}

/// A party; the id of a merged one gives the party it was merged into.
pub fn get(tenant: &Tenant, id: PartyId) -> Result<Party> {
    tenant.read(|read| load(read, survivor(read, id)?))
}

/// What happened to a party under this very id, newest first: also after it was merged.
pub fn history(tenant: &Tenant, id: PartyId) -> Result<History> {
    tenant.read(|read| record::history(read, &named(id)))
}

/// How the edit log calls a party.
pub(super) fn named(id: PartyId) -> Record {
    Record::new("party", id)
}

/// The party that an id leads to: itself, or the one it was merged into, however often that was merged on.
pub(super) fn survivor(read: &Read<'_>, id: PartyId) -> Result<PartyId> {
    let found = read.optional(
        "with recursive way (id) as (
           select id from parties where id = ?1
           union select r.into_id from party_redirects r join way on r.party_id = way.id
         )
         select id from way where not exists (select 1 from party_redirects r where r.party_id = way.id)",
        params![id],
        |row| row.get(0),
    )?;
    found.ok_or_else(not_found)
}

/// The party kept under this very id, merged or not.
pub(super) fn load(read: &Read<'_>, id: PartyId) -> Result<Party> {
    let mut party = read.one(
        "select p.revision, p.name, p.kind, p.gstin, p.registration, p.credit_days, p.credit_limit_minor, p.notes,
           p.created_at, p.updated_at, coalesce(r.merged_at, x.archived_at)
         from parties p
         left join party_archivals x on x.party_id = p.id
         left join party_redirects r on r.party_id = p.id
         where p.id = :id",
        named_params! { ":id": id },
        |row| {
            let gstin: Option<Gstin> = row.get(3)?;
            Ok(Party {
                id,
                revision: row.get(0)?,
                name: row.get(1)?,
                kind: row.get(2)?,
                pan: gstin.as_ref().and_then(Gstin::pan).map(str::to_owned),
                gstin,
                registration: row.get(4)?,
                credit_days: row.get(5)?,
                credit_limit: row.get(6)?,
                notes: row.get(7)?,
                addresses: Vec::new(),
                contacts: Vec::new(),
                created_at: row.get(8)?,
                updated_at: row.get(9)?,
                archived_at: row.get(10)?,
                merged_from: Vec::new(),
            })
        },
    )?;
    party.addresses = addresses(read, id)?;
    party.contacts = contacts(read, id)?;
    party.merged_from = merged_from(read, id)?;
    Ok(party)
}

fn addresses(read: &Read<'_>, id: PartyId) -> Result<Vec<PartyAddress>> {
    read.all(
        "select id, label, line1, line2, city, state_code, postal_code, country, is_primary
         from party_addresses where party_id = ?1 order by position",
        params![id],
        |row| {
            Ok(PartyAddress {
                id: row.get(0)?,
                label: row.get(1)?,
                line1: row.get(2)?,
                line2: row.get(3)?,
                city: row.get(4)?,
                state_code: row.get(5)?,
                postal_code: row.get(6)?,
                country: row.get(7)?,
                is_primary: row.get(8)?,
            })
        },
    )
}

fn contacts(read: &Read<'_>, id: PartyId) -> Result<Vec<PartyContact>> {
    read.all(
        "select id, name, role, phone, email, is_primary from party_contacts where party_id = ?1 order by position",
        params![id],
        |row| {
            Ok(PartyContact {
                id: row.get(0)?,
                name: row.get(1)?,
                role: row.get(2)?,
                phone: row.get(3)?,
                email: row.get(4)?,
                is_primary: row.get(5)?,
            })
        },
    )
}

fn merged_from(read: &Read<'_>, id: PartyId) -> Result<Vec<PartyId>> {
    read.all(
        "with recursive led (id) as (
           select party_id from party_redirects where into_id = ?1
           union select r.party_id from party_redirects r join led on r.into_id = led.id
         )
         select id from led order by id",
        params![id],
        |row| row.get(0),
    )
}
