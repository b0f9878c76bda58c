//! Looking at businesses.

use serde_json::{Value, json};

use super::{Exit, Output, Session};
use crate::{
    cli::table::{Cell, Look, Table},
    error::{Error, Result},
    size::size,
    tenancy::{Card, CardsQuery, ConfigView, Source, Tenancy},
};

#[derive(Debug, clap::Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  cashflow tenant list\n",
    "  cashflow tenant list --all --json\n",
    "  cashflow tenant list --search dental",
))]
pub(in crate::cli) struct List {
    /// Inactive and archived ones too
    #[arg(long)]
    all: bool,
    /// Only those with these words in the name or the id
    #[arg(long, value_name = "WORDS")]
    search: Option<String>,
}

pub(super) fn list(list: &List, session: &Session, out: Output) -> Result<Exit> {
    let tenancy = session.tenancy()?;
    let cards = every_card(list, &tenancy)?;
    let is_fresh = tenancy.counts()?.0 == 0;
    out.answer(&json!({ "tenants": cards, "count": cards.len() }), |paint| {
        if cards.is_empty() {
            return nothing(list, is_fresh, session.program);
        }
        let mut table = Table::new(["ID", "NAME", "TRADE", "STATE", "SIZE", "LAST OPENED"]);
        for card in &cards {
            table.row([
                (&card.tenant_id).into(),
                (&card.company_name).into(),
                (&card.domain_name).into(),
                state(card),
                size(card.size_bytes).into(),
                card.last_opened_at
                    .as_deref()
                    .map_or("never", |at| &at[..at.len().min(10)])
                    .into(),
            ]);
        }
        table.print(paint)
    })?;
    Ok(Exit::Ok)
}

fn every_card(list: &List, tenancy: &Tenancy) -> Result<Vec<Card>> {
    let mut query = CardsQuery {
        search: list.search.clone(),
        limit: Some(500),
        include_inactive: Some(list.all),
        include_archived: Some(list.all),
        ..CardsQuery::default()
    };
    let mut cards = Vec::new();
    loop {
        let page = tenancy.cards(&query)?;
        cards.extend(page.tenants);
        query.cursor = page.next_cursor;
        if query.cursor.is_none() {
            return Ok(cards);
        }
    }
}

fn nothing(list: &List, is_fresh: bool, program: &str) -> String {
    if is_fresh {
        format!(
            "No business yet. “{program} tenant create --name NAME” makes one, “{program} demo” makes samples."
        )
    } else if list.search.is_some() {
        "No business has these words in its name.".into()
    } else {
        "No active business. --all lists the others too.".into()
    }
}

fn state(card: &Card) -> Cell {
    if card.archived_at.is_some() {
        Cell::new("archived", Look::Faint)
    } else if card.is_active {
        Cell::new("active", Look::Good)
    } else {
        Cell::new("inactive", Look::Warn)
    }
}

#[derive(Debug, clap::Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  cashflow tenant show abc_dental_clinic\n",
    "  cashflow --tenant abc_dental_clinic tenant show --json",
))]
pub(in crate::cli) struct Show {
    /// Its id; the only business when there is one
    #[arg(value_name = "TENANT")]
    business: Option<String>,
}

pub(super) fn show(show: &Show, session: &Session, out: Output) -> Result<Exit> {
    let tenancy = session.tenancy()?;
    let id = session.business_or_only(show.business.as_deref(), &tenancy)?;
    let view = ConfigView::from(tenancy.config(&id)?.as_ref());
    let values = serde_json::to_value(&view).map_err(Error::internal)?;
    out.answer(&view, |paint| {
        let mut table = Table::new(["FIELD", "VALUE", "FROM"]);
        for path in FIELDS {
            let text = values
                .pointer(&format!("/{}", path.replace('.', "/")))
                .map(text)
                .unwrap_or_default();
            if !text.is_empty() {
                let from = view.sources.get(path).map_or("", |source| origin(*source));
                table.row([path.into(), text.into(), Cell::new(from, Look::Faint)]);
            }
        }
        view.warnings
            .iter()
            .map(String::as_str)
            .fold(table.print(paint), super::note)
    })?;
    Ok(Exit::Ok)
}

const FIELDS: [&str; 22] = [
    "tenant_id",
    "branding.company_name",
    "domain",
    "is_active",
    "archived_at",
    "features",
    "gst_number",
    "gst_verified",
    "branding.primary_color",
    "branding.secondary_color",
    "branding.accent_color",
    "branding.address",
    "branding.letterhead",
    "branding.invoice_footer",
    "contact_info.person",
    "contact_info.phone",
    "contact_info.email",
    "contact_info.website",
    "database_url",
    "revision",
    "created_at",
    "updated_at",
];

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.into(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

fn origin(source: Source) -> &'static str {
    match source {
        Source::DomainPack => "domain pack",
        Source::File => "file",
        Source::Catalogue => "catalogue",
        Source::Environment => "environment",
    }
}
