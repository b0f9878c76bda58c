//! What is told of an archive that waits: whose business it is, what it holds, and as what it could come.

use serde::Serialize;

use super::{
    super::{Tenancy, TenantId, Trades, catalog, initials},
    arrivals::Waiting,
};
use crate::{
    db::Kind,
    error::Result,
    palette::Color,
    sentence::{Say, Sentence, say},
};

/// What people count a business by: a table, and whose word it is.
pub(super) const COUNTED: [&str; 4] = ["parties", "products", "patients", "materials"];

/// An archive that waits, and what is known of the business in it.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Arrival {
    /// Names it in the next call; nobody can guess it.
    pub key: String,
    /// The id it had where it comes from.
    pub tenant_id: TenantId,
    /// Its name.
    pub company_name: String,
    /// Its trade.
    pub domain: String,
    /// The name of its trade.
    pub domain_name: String,
    /// Its colour.
    #[schema(value_type = String)]
    pub primary_color: Color,
    /// Two letters for where a logo would stand.
    pub initials: String,
    /// Where its logo is had, a PNG; null when it has none.
    pub logo_url: Option<String>,
    /// Whether it may be worked in, when it is not archived.
    pub is_active: bool,
    /// When it was archived, if it is.
    pub archived_at: Option<String>,
    /// The size of its file, unpacked.
    pub size_bytes: u64,
    /// When the archive was made.
    pub made_at: String,
    /// The program that made it.
    pub program_version: String,
    /// Whether its file is brought up to date when it is taken in.
    pub schema: Schema,
    /// What it holds, the kinds of which there are any.
    pub holds: Vec<Held>,
    /// A free id here: its own, or a like one.
    pub proposed_id: TenantId,
    /// Why it cannot come under the id that was asked about; null when it can.
    pub id_problem: Option<String>,
    /// The same for a reader of another language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_problem_say: Option<Say>,
    /// Another business here has this name already; it may come all the same.
    pub name_taken: bool,
}

/// How a file's schema stands to this program's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Schema {
    /// The same.
    Same,
    /// Older: it is migrated on the way in.
    Older,
}

/// How many of a kind there are.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Held {
    /// `parties`, `products`, `patients`, `materials`.
    pub kind: &'static str,
    /// How many.
    pub rows: i64,
}

impl Arrival {
    /// With its trade's name in this language, as far as its pack has one.
    #[must_use]
    pub(in crate::tenancy) fn in_language(mut self, trades: &Trades, language: &str) -> Self {
        if let Some(pack) = trades.find(&self.domain) {
            self.domain_name = pack.say(language, &self.domain_name).to_owned();
        }
        self
    }
}

impl Tenancy {
    /// Tells of it; `id` and `company_name` are asked about in place of its own.
    pub(super) fn describe(
        &self,
        key: &str,
        waiting: &Waiting,
        id: Option<&str>,
        company_name: Option<&str>,
    ) -> Result<Arrival> {
        let (manifest, layer) = (&waiting.manifest, &waiting.layer);
        let domain = layer.domain.as_deref().unwrap_or("default");
        let pack = self
            .trades
            .find(domain)
            .ok_or_else(|| self.trades.gone(&manifest.tenant_id, domain))?;
        let own_name = layer.branding.company_name.as_deref();
        let own_name = own_name.unwrap_or(&manifest.company_name);
        let own_color = layer.branding.primary_color.as_deref();
        let proposed_id = self.id_for_newcomer(&manifest.tenant_id, own_name)?;
        let id_problem = self.id_problem(id.unwrap_or(proposed_id.as_str()))?;
        Ok(Arrival {
            key: key.to_owned(),
            tenant_id: manifest.tenant_id.clone(),
            company_name: own_name.to_owned(),
            domain: domain.to_owned(),
            domain_name: pack.name.clone(),
            primary_color: own_color
                .and_then(|text| Color::parse(text).ok())
                .unwrap_or(pack.primary_color),
            initials: initials(own_name),
            logo_url: waiting
                .logo
                .as_ref()
                .map(|_| format!("/api/archive-files/{key}/logo")),
            is_active: layer.is_active.unwrap_or(true),
            archived_at: waiting.said.archived_at.clone(),
            size_bytes: manifest.files.business.size_bytes,
            made_at: manifest.made_at.clone(),
            program_version: manifest.program_version.clone(),
            schema: if manifest.schema_version < Kind::Tenant.schema_version() {
                Schema::Older
            } else {
                Schema::Same
            },
            holds: waiting.holds.clone(),
            id_problem_say: id_problem.as_ref().and_then(|problem| problem.say().cloned()),
            id_problem: id_problem.map(|problem| problem.to_string()),
            proposed_id,
            name_taken: self.is_name_taken(company_name.unwrap_or(own_name))?,
        })
    }

    /// Why no business can come under this id; nothing when one can.
    fn id_problem(&self, id: &str) -> Result<Option<Sentence>> {
        let id = match TenantId::parse(id) {
            Ok(id) => id,
            Err(error) => return Ok(error.fields().first().map(|field| field.message.clone())),
        };
        if let Some(taken) = self.by_subdomain(&id.subdomain())? {
            return Ok(Some(catalog::exists(&id, taken.as_str()).said().clone()));
        }
        Ok(
            (!self.is_free(&id)?)
                .then(|| say!("A file for “{id}” lies here already. Choose another id.", id)),
        )
    }
}
