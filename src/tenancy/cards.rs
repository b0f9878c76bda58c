//! The start screen's cards: pages of businesses from the catalogue alone, whatever their number.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Tenancy, TenantId, Trades, config::initials};
use crate::{
    db::{Read, Row, named_params, params},
    error::{Code, Error, Result},
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
    /// Size of its file and its log in bytes; 0 when the file is not there.
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

impl Cards {
    /// With the trades' names in this language, as far as their packs have them.
    #[must_use]
    pub(super) fn in_language(mut self, trades: &Trades, language: &str) -> Self {
        for card in &mut self.tenants {
            if let Some(pack) = trades.find(&card.domain) {
                card.domain_name = pack.say(language, &pack.name).to_owned();
            }
        }
        self
    }
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
    /// Inactive ones too, and archived ones unless told.
    pub include_inactive: Option<bool>,
    /// Archived ones too; as `include_inactive` unless told.
    pub include_archived: Option<bool>,
}

const COLUMNS: &str =
    "select t.tenant_id, t.company_name, t.sort_name, t.domain, t.primary_color, t.logo_sha256, t.is_active,
  (select archived_at from tenant_archivals a where a.tenant_id = t.tenant_id),
  (select opened_at from tenant_openings o where o.tenant_id = t.tenant_id), c.database_url";
const WHERE: &str = "(:inactive or t.is_active) and (:archived or not exists (select 1 from tenant_archivals x where x.tenant_id = t.tenant_id))
  and (:search is null or t.sort_name like :search escape '!' or t.tenant_id like :search escape '!')";

/// The catalogue's cards hold what every program of the data directory sees alike. Businesses that this program's own
/// sources speak of (a config file, the environment) are shown as those have them; most have no such sources, and read
/// along the index.
struct Shown {
    cards: &'static str,
    /// `:told` of every question: the businesses that are shown otherwise.
    told: String,
}

const TOLD: &str = "with told as materialized (select value ->> 'tenant_id' as tenant_id, value ->> 'company_name' as company_name,
  value ->> 'sort_name' as sort_name, value ->> 'domain' as domain, value ->> 'primary_color' as primary_color,
  value ->> 'is_active' as is_active from json_each(:told))";
const CATALOGUE: &str = "tenant_cards";
const CATALOGUE_BUT_TOLD: &str = "(select tenant_id, company_name, sort_name, domain, primary_color, logo_sha256, is_active from tenant_cards
    where tenant_id not in (select tenant_id from told)
  union all
  select told.tenant_id, told.company_name, told.sort_name, told.domain, told.primary_color, k.logo_sha256, told.is_active
    from told cross join tenant_cards k on k.tenant_id = told.tenant_id)";

/// Cards in one order, read along an index: one or two of these make a list.
struct Run {
    from: &'static str,
    /// What stands behind a [`Mark`].
    behind: &'static str,
    order: &'static str,
}

const BY_NAME: Run = Run {
    from: "{cards} t",
    behind: "t.sort_name >= :key and (t.sort_name, t.tenant_id) > (:name, :id)",
    order: "t.sort_name, t.tenant_id",
};
const BY_NAME_BACKWARDS: Run = Run {
    from: "{cards} t",
    behind: "t.sort_name <= :key and (t.sort_name < :key or (t.sort_name, t.tenant_id) > (:name, :id))",
    order: "t.sort_name desc, t.tenant_id",
};
const LAST_OPENED: Run = Run {
    from: "tenant_openings n cross join {cards} t on t.tenant_id = n.tenant_id",
    behind: "n.opened_at <= :key and (n.opened_at < :key or (t.sort_name, t.tenant_id) > (:name, :id))",
    order: "n.opened_at desc, t.sort_name, t.tenant_id",
};
const NEVER_OPENED: Run = Run {
    from: "{cards} t",
    behind: "not exists (select 1 from tenant_openings n where n.tenant_id = t.tenant_id)
      and (:key <> '' or (t.sort_name, t.tenant_id) > (:name, :id))",
    order: "t.sort_name, t.tenant_id",
};

const NEVER_OPENED_FIRST: Run = Run {
    behind: "not exists (select 1 from tenant_openings n where n.tenant_id = t.tenant_id)
      and :key = '' and (t.sort_name, t.tenant_id) > (:name, :id)",
    ..NEVER_OPENED
};
const FIRST_OPENED: Run = Run {
    behind: "n.opened_at >= :key and (n.opened_at > :key or (t.sort_name, t.tenant_id) > (:name, :id))",
    order: "n.opened_at, t.sort_name, t.tenant_id",
    ..LAST_OPENED
};

/// Behind every key in descending order.
const HIGHEST: &str = "\u{10ffff}";

/// Where a page ended: the key it is sorted by, the name, the id.
type Mark = (String, String, String);

/// Which cards, whatever their order.
struct Wanted {
    inactive: bool,
    archived: bool,
    search: Option<String>,
}

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
        let wanted = Wanted {
            inactive: query.include_inactive.unwrap_or(false),
            archived: query.include_archived.or(query.include_inactive).unwrap_or(false),
            search: common.search().map(like),
        };
        let list = common.list(("businesses", wanted.inactive, wanted.archived));
        let after = common.after(&list)?.unwrap_or_else(|| {
            let key = if sort.descending { HIGHEST } else { "" };
            (key.to_owned(), String::new(), String::new())
        });
        let by_opening = sort.column == "last_opened_at";
        let runs: &[Run] = match (by_opening, sort.descending) {
            (true, true) => &[LAST_OPENED, NEVER_OPENED],
            (true, false) => &[NEVER_OPENED_FIRST, FIRST_OPENED],
            (false, true) => &[BY_NAME_BACKWARDS],
            (false, false) => &[BY_NAME],
        };
        let shown = self.shown()?;
        let (rows, count) = self.catalogue.read(|read| {
            let mut rows: Vec<(Card, String)> = Vec::new();
            for run in runs {
                let room = i64::from(limit) + 1 - i64::try_from(rows.len()).unwrap_or(i64::MAX);
                rows.extend(run.rows(read, &shown, &wanted, &after, room)?);
            }
            Ok((rows, wanted.count(read, &shown)?))
        })?;
        let cards: Vec<Card> = rows
            .into_iter()
            .map(|(card, url)| Card {
                size_bytes: self.size_of(&url),
                domain_name: self.trades.name_of(&card.domain),
                ..card
            })
            .collect();
        let page = Page::of(&list, cards, limit, count, |card| -> Mark {
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
        let Shown { cards, told } = self.shown()?;
        self.catalogue.read(|read| {
            read.one(
                &format!(
                    "{TOLD} select count(*), coalesce(sum(t.is_active and a.tenant_id is null), 0), count(a.tenant_id)
                     from {cards} t left join tenant_archivals a on a.tenant_id = t.tenant_id"
                ),
                named_params! { ":told": told },
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
        })
    }

    /// Whether a business shows this name already.
    pub(super) fn is_name_taken(&self, company_name: &str) -> Result<bool> {
        let Shown { cards, told } = self.shown()?;
        self.catalogue.read(|read| {
            read.value(
                &format!("{TOLD} select exists (select 1 from {cards} where sort_name = :name)"),
                named_params! { ":told": told, ":name": sort_name(company_name.trim()) },
            )
        })
    }

    fn shown(&self) -> Result<Shown> {
        let mut told = Vec::new();
        for id in self.declared() {
            // One that could not be registered is no business.
            let config = match self.config(id) {
                Err(error) if error.code() == Code::TenantNotFound => continue,
                config => config?,
            };
            let name = &config.branding.company_name;
            told.push(json!({
                "tenant_id": id, "company_name": name, "sort_name": sort_name(name), "domain": config.domain.domain,
                "primary_color": config.branding.primary_color.to_string(), "is_active": config.is_active,
            }));
        }
        Ok(Shown {
            cards: if told.is_empty() {
                CATALOGUE
            } else {
                CATALOGUE_BUT_TOLD
            },
            told: serde_json::to_string(&told).map_err(Error::internal)?,
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

    fn size_of(&self, database_url: &str) -> u64 {
        let file = crate::db::DatabaseUrl::parse(database_url).map(|url| url.file(self.dir.root()));
        file.map_or(0, |file| crate::db::disk_size(&file))
    }
}

impl Run {
    /// The first cards behind the mark, each with where its file is.
    fn rows(
        &self,
        read: &Read<'_>,
        shown: &Shown,
        wanted: &Wanted,
        after: &Mark,
        room: i64,
    ) -> Result<Vec<(Card, String)>> {
        let Self { from, behind, order } = self;
        let from = from.replace("{cards}", shown.cards);
        let sql = format!(
            "{TOLD} {COLUMNS} from {from} cross join tenant_configs c on c.tenant_id = t.tenant_id
             where {WHERE} and {behind} order by {order} limit :room"
        );
        let (key, name, id) = after;
        read.all(
            &sql,
            named_params! {
                ":told": shown.told, ":inactive": wanted.inactive, ":archived": wanted.archived, ":search": wanted.search,
                ":key": key, ":name": name, ":id": id, ":room": room,
            },
            |row| Ok((card(row)?, row.get(9)?)),
        )
    }
}

impl Wanted {
    /// All of them, on every page.
    fn count(&self, read: &Read<'_>, shown: &Shown) -> Result<i64> {
        read.value(
            &format!("{TOLD} select count(*) from {} t where {WHERE}", shown.cards),
            named_params! { ":told": shown.told, ":inactive": self.inactive, ":archived": self.archived, ":search": self.search },
        )
    }
}

/// A name as it is sorted and searched.
pub(super) fn sort_name(company_name: &str) -> String {
    company_name.to_lowercase()
}

fn card(row: &Row<'_>) -> rusqlite::Result<Card> {
    let logo: Option<String> = row.get(5)?;
    let (tenant_id, company_name, domain): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(3)?);
    Ok(Card {
        logo_url: logo.map(|hash| format!("/api/tenants/{tenant_id}/logo?v={}", &hash[..hash.len().min(12)])),
        domain_name: String::new(),
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
    })
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
