//! Parties a page at a time: searched, filtered, sorted.

use serde::{Deserialize, Serialize};

use super::{
    party::{PartyId, PartyKind, Registration},
    save::INDEXES,
};
use crate::{
    error::Result,
    features::listing::{Listing, Shape},
    page::{Page, PageQuery},
    tenancy::{Tenant, TenantId},
};

/// A party in a list.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct PartyRow {
    /// Its id.
    pub id: PartyId,
    /// Its name.
    pub name: String,
    /// What it is to the business.
    pub kind: PartyKind,
    /// Its GST number.
    pub gstin: Option<String>,
    /// How it is registered for GST.
    pub registration: Registration,
    /// The city of its primary address.
    pub place: Option<String>,
    /// The state of its primary address, else of its GSTIN.
    pub state_code: Option<String>,
    /// The telephone of its primary contact.
    pub phone: Option<String>,
    /// The mail address of its primary contact.
    pub email: Option<String>,
    /// When it was archived or merged, if it was.
    pub archived_at: Option<String>,
    /// When it was last changed.
    pub updated_at: String,
    /// The party it was merged into, if it was.
    pub merged_into: Option<PartyId>,
}

/// Which parties to list.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PartyQuery {
    /// Words, pieces of words, digits of a telephone or of a GSTIN.
    pub search: Option<String>,
    /// `customer` and `supplier` include those that are both.
    pub kind: Option<PartyKind>,
    /// A state's two digits.
    pub state: Option<String>,
    /// Archived and merged ones too.
    pub include_archived: Option<bool>,
    /// `name`, where a search's best matches come first, `-name`, `updated_at` or `-updated_at`.
    pub sort: Option<String>,
    /// From the previous page's `next_cursor`.
    pub cursor: Option<String>,
    /// Rows on the page, 1 to 500; 50 unless told.
    pub limit: Option<u32>,
}

const SHAPE: Shape = Shape {
    columns:
        "p.id, p.name, p.kind, p.gstin, p.registration, nullif(a.city, ''), p.state_code, nullif(c.phone, ''),
      nullif(c.email, ''), coalesce(r.merged_at, x.archived_at), p.updated_at, r.into_id",
    table: "parties",
    alias: "p",
    joins: "left join party_addresses a on a.party_id = p.id and a.is_primary = 1
      left join party_contacts c on c.party_id = p.id and c.is_primary = 1
      left join party_archivals x on x.party_id = p.id
      left join party_redirects r on r.party_id = p.id",
    sort_joins: "",
    hidden: &[("party_archivals", "party_id"), ("party_redirects", "party_id")],
    sorts: &[("name", "p.sort_name"), ("updated_at", "p.updated_at")],
    indexes: INDEXES,
};

/// A page of parties.
pub fn list(tenant: &Tenant, query: PartyQuery) -> Result<Page<PartyRow>> {
    let common = PageQuery {
        search: query.search,
        sort: query.sort,
        cursor: query.cursor,
        limit: query.limit,
        include_archived: query.include_archived,
    };
    let listing = narrowed(tenant.id(), &common, query.kind, query.state);
    tenant.read(|read| {
        listing.page(read, |row| {
            Ok(PartyRow {
                id: row.get(0)?,
                name: row.get(1)?,
                kind: row.get(2)?,
                gstin: row.get(3)?,
                registration: row.get(4)?,
                place: row.get(5)?,
                state_code: row.get(6)?,
                phone: row.get(7)?,
                email: row.get(8)?,
                archived_at: row.get(9)?,
                updated_at: row.get(10)?,
                merged_into: row.get(11)?,
            })
        })
    })
}

fn narrowed<'q>(
    tenant: &'q TenantId,
    common: &'q PageQuery,
    kind: Option<PartyKind>,
    state: Option<String>,
) -> Listing<'q> {
    let mut listing = Listing::new(SHAPE, tenant, common);
    match kind {
        None => {}
        Some(PartyKind::Both) => listing.only("p.kind = 'both'"),
        // The plus keeps the index of kinds out of it: two kinds in the order of names is no order of that index.
        Some(kind) => listing.only_where("+p.kind in (:kind, 'both')", ":kind", kind),
    }
    if let Some(state) = state {
        listing.only_where("p.state_code = :state", ":state", state);
    }
    listing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::testing;

    fn plan(tenant: &Tenant, query: &PageQuery, kind: Option<PartyKind>, state: Option<&str>) -> String {
        plan_after(None, tenant, query, kind, state)
    }

    fn plan_after(
        mark: Option<&str>,
        tenant: &Tenant,
        query: &PageQuery,
        kind: Option<PartyKind>,
        state: Option<&str>,
    ) -> String {
        let mark = mark.map(|mark| serde_json::from_str(mark).unwrap());
        let listing = narrowed(tenant.id(), query, kind, state.map(str::to_owned));
        tenant.read(|read| listing.plan(read, mark)).unwrap()
    }

    #[test]
    fn every_page_is_found_by_an_index() {
        let (_folder, tenant) = testing::business("default");
        for number in 0..300 {
            let draft = serde_json::json!({ "name": format!("Party {number}"), "kind": "both" });
            super::super::create(&tenant, serde_json::from_value(draft).unwrap()).unwrap();
        }
        plans_are_good(&tenant);
        tenant
            .write(|tx| {
                tx.execute("analyze", [])?;
                tx.log(
                    "test.analyze",
                    &crate::db::Record::new("test", 1),
                    None::<&()>,
                    None::<&()>,
                )
            })
            .unwrap();
        plans_are_good(&tenant);
    }

    /// With the engine's statistics and without: a file has none until someone asks for them.
    fn plans_are_good(tenant: &Tenant) {
        let mark = Some("[0,\"party 50\",50]");
        for (sort, index) in [
            ("name", "parties_by_name"),
            ("-name", "parties_by_name"),
            ("updated_at", "parties_by_update"),
            ("-updated_at", "parties_by_update"),
        ] {
            for kind in [None, Some(PartyKind::Customer)] {
                let query = PageQuery {
                    sort: Some(sort.into()),
                    ..PageQuery::default()
                };
                let first = plan(tenant, &query, kind, None);
                assert!(first.contains(&format!("SCAN p USING INDEX {index}")), "{first}");
                let next = plan_after(mark, tenant, &query, kind, None);
                assert!(next.contains(&format!("SEARCH p USING INDEX {index}")), "{next}");
                for plan in [first, next] {
                    assert!(!plan.contains("TEMP B-TREE"), "{plan}");
                    assert!(!plan.contains("SCAN a") && !plan.contains("SCAN c"), "{plan}");
                }
            }
        }
        let both = plan(tenant, &PageQuery::default(), Some(PartyKind::Both), None);
        assert!(
            both.contains("SEARCH p USING INDEX parties_by_kind") && !both.contains("TEMP B-TREE"),
            "{both}"
        );
        let by_state = plan(tenant, &PageQuery::default(), None, Some("27"));
        assert!(
            by_state.contains("SEARCH p USING INDEX parties_by_state") && !by_state.contains("TEMP B-TREE"),
            "{by_state}"
        );
        let search = PageQuery {
            search: Some("party 12".into()),
            ..PageQuery::default()
        };
        let searched = plan(tenant, &search, None, None);
        assert!(
            searched.contains("party_pieces VIRTUAL TABLE INDEX")
                && searched.contains("SEARCH p USING INTEGER PRIMARY KEY"),
            "the full text leads, the parties follow by id: {searched}"
        );
    }
}
