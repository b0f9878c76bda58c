//! The start screen's cards: pages of businesses from the catalogue alone, whatever their number.

use serde::{Deserialize, Serialize};

use super::{Tenancy, TenantId, config::initials, domain_pack};
use crate::{
    db::{named_params, params},
    error::Result,
    page::{Page, PageQuery},
};

/// What the start screen shows of a business.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Card {
    /// Its id.
    pub tenant_id: String,
    /// The name people see.
    pub company_name: String,
    /// Its trade.
    pub domain: String,
    /// The trade in words.
    pub domain_name: String,
    /// `#rrggbb`.
    pub primary_color: String,
    /// Where its logo is had; null when it has none.
    pub logo_url: Option<String>,
    /// Whether it may be worked in.
    pub is_active: bool,
    /// When it was archived, if it is.
    pub archived_at: Option<String>,
    /// When it was last chosen.
    pub last_opened_at: Option<String>,
    /// Two letters for where a logo would stand.
    pub initials: String,
    /// Size of its file in bytes; 0 when the file is not there.
    pub size_bytes: u64,
    #[serde(skip)]
    sort_name: String,
}

/// A page of businesses.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Cards {
    /// The page.
    pub tenants: Vec<Card>,
    /// All that match, on every page.
    pub count: i64,
    /// Ask with this for the next page; null on the last.
    pub next_cursor: Option<String>,
}

/// Which businesses to list.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CardsQuery {
    /// Words in the name or the id.
    pub search: Option<String>,
    /// `name`, `-name` or `-last_opened_at` (last chosen first).
    pub sort: Option<String>,
    /// From the previous page's `next_cursor`.
    pub cursor: Option<String>,
    /// Businesses on the page, 1 to 500; 50 unless told.
    pub limit: Option<u32>,
    /// Inactive ones too.
    pub include_inactive: Option<bool>,
    /// Archived ones too.
    pub include_archived: Option<bool>,
}

const COLUMNS: &str = "select t.tenant_id, t.company_name, t.sort_name, t.domain, t.primary_color, t.logo_sha256, t.is_active, a.archived_at, o.opened_at, c.database_url
from tenant_cards t
join tenant_configs c on c.tenant_id = t.tenant_id
left join tenant_archivals a on a.tenant_id = t.tenant_id
left join tenant_openings o on o.tenant_id = t.tenant_id";
const WHERE: &str = "(:inactive or t.is_active) and (:archived or not exists (select 1 from tenant_archivals x where x.tenant_id = t.tenant_id))
  and (:search is null or t.sort_name like :search escape '!' or t.tenant_id like :search escape '!')";

impl Tenancy {
    /// A page of businesses.
    pub fn cards(&self, query: &CardsQuery) -> Result<Cards> {
        let common = PageQuery {
            search: query.search.clone(),
            sort: query.sort.clone(),
            cursor: query.cursor.clone(),
            limit: query.limit,
            include_archived: None,
        };
        let (limit, sort) = (common.limit()?, common.sort(&["name", "last_opened_at"])?);
        let search = common.search().map(like);
        let (inactive, archived) = (
            query.include_inactive.unwrap_or(false),
            query.include_archived.unwrap_or(false),
        );
        // Last chosen first, and by name among those never chosen: the name is the second key in every sort.
        let after: Option<(String, String, String)> = common.after()?;
        let (after_key, after_name, after_id) = after.map_or((None, None, None), |(key, name, id)| {
            (Some(key), Some(name), Some(id))
        });
        let (key, compare, direction) = match (sort.column, sort.descending) {
            ("last_opened_at", true) => ("coalesce(o.opened_at, '')", "<", "desc"),
            ("last_opened_at", false) => ("coalesce(o.opened_at, '')", ">", "asc"),
            (_, true) => ("t.sort_name", "<", "desc"),
            (_, false) => ("t.sort_name", ">", "asc"),
        };
        let sql = format!(
            "{COLUMNS} where {WHERE} and (:after_id is null or {key} {compare} :after_key
               or ({key} = :after_key and (t.sort_name, t.tenant_id) > (:after_name, :after_id)))
             order by {key} {direction}, t.sort_name, t.tenant_id limit :limit"
        );
        let by_opening = sort.column == "last_opened_at";
        let (rows, count) = self.catalogue.read(|read| {
            let rows = read.all(
                &sql,
                named_params! { ":inactive": inactive, ":archived": archived, ":search": search, ":after_key": after_key, ":after_name": after_name, ":after_id": after_id, ":limit": limit + 1 },
                |row| {
                    let logo: Option<String> = row.get(5)?;
                    let (tenant_id, company_name, domain): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(3)?);
                    let card = Card {
                        logo_url: logo.map(|hash| format!("/api/tenants/{tenant_id}/logo?v={}", &hash[..hash.len().min(12)])),
                        domain_name: domain_pack::pack(&domain).map_or_else(|| domain.clone(), |pack| pack.name.clone()),
                        initials: initials(&company_name),
                        tenant_id,
                        company_name,
                        domain,
                        sort_name: row.get(2)?,
                        primary_color: row.get(4)?,
                        is_active: row.get(6)?,
                        archived_at: row.get(7)?,
                        last_opened_at: row.get(8)?,
                        size_bytes: 0,
                    };
                    Ok((card, row.get::<_, String>(9)?))
                },
            )?;
            let count: i64 = read.value(
                &format!("select count(*) from tenant_cards t where {WHERE}"),
                named_params! { ":inactive": inactive, ":archived": archived, ":search": search },
            )?;
            Ok((rows, count))
        })?;
        let cards: Vec<Card> = rows
            .into_iter()
            .map(|(card, url)| Card {
                size_bytes: self.size_of(&url),
                ..card
            })
            .collect();
        let page = Page::of(cards, limit, count, |card| {
            let key = if by_opening {
                card.last_opened_at.clone().unwrap_or_default()
            } else {
                card.sort_name.clone()
            };
            (key, card.sort_name.clone(), card.tenant_id.clone())
        })?;
        Ok(Cards {
            tenants: page.items,
            count,
            next_cursor: page.next_cursor,
        })
    }

    /// How many businesses there are: all, active, archived.
    pub fn counts(&self) -> Result<(i64, i64, i64)> {
        self.catalogue.read(|read| {
            read.one(
                "select count(*), coalesce(sum(t.is_active and a.tenant_id is null), 0), count(a.tenant_id)
                 from tenant_cards t left join tenant_archivals a on a.tenant_id = t.tenant_id",
                [],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
        })
    }

    /// The small logo of a card, and its hash.
    pub fn card_logo(&self, id: &TenantId) -> Result<Option<(Vec<u8>, String)>> {
        let found = self.catalogue.read(|read| {
            read.optional("select logo_png, logo_sha256 from tenant_cards where tenant_id = ?1 and logo_png is not null", params![id.as_str()], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
        })?;
        Ok(found)
    }

    /// Asks the folder, not the file: opening a live database by plain file calls would drop its locks.
    fn size_of(&self, database_url: &str) -> u64 {
        let file = crate::db::DatabaseUrl::parse(database_url).map(|url| url.file(self.dir.root()));
        file.ok()
            .and_then(|file| file.metadata().ok())
            .map_or(0, |found| found.len())
    }
}

/// A text to be found anywhere, its wildcards made plain.
fn like(text: &str) -> String {
    // SQLite takes a NUL for the end of a pattern.
    let plain = text
        .replace('\0', "\u{fffd}")
        .to_lowercase()
        .replace('!', "!!")
        .replace('%', "!%")
        .replace('_', "!_");
    format!("%{plain}%")
}
