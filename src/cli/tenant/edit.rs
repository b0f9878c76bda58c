//! Making businesses and changing what is known of them.

use clap::ValueEnum;
use serde_json::{Map, Value, json};

use super::{Exit, Output, Session, answer};
use crate::{
    error::{Code, Error, Result},
    tenancy::{BrandingLayer, ContactInfo, NewTenant, Trades},
};

/// What can be said of a business.
#[derive(Clone, Debug, clap::Args)]
struct Values {
    #[arg(long, value_name = "DOMAIN", help = trades())]
    domain: Option<String>,
    /// #rrggbb; every tone on screen follows from it
    #[arg(long, value_name = "COLOR")]
    primary_color: Option<String>,
    /// #rrggbb
    #[arg(long, value_name = "COLOR")]
    secondary_color: Option<String>,
    /// #rrggbb
    #[arg(long, value_name = "COLOR")]
    accent_color: Option<String>,
    /// Postal address
    #[arg(long, value_name = "TEXT")]
    address: Option<String>,
    /// Printed at the head of paper
    #[arg(long, value_name = "TEXT")]
    letterhead: Option<String>,
    /// Printed at the foot of invoices
    #[arg(long, value_name = "TEXT")]
    invoice_footer: Option<String>,
    /// A feature it has, instead of its trade's; may be given several times
    #[arg(long = "feature", value_name = "FEATURE")]
    features: Vec<String>,
    /// Only the features every business has
    #[arg(long, conflicts_with = "features")]
    no_features: bool,
    /// Its own GST number
    #[arg(long, value_name = "NUMBER")]
    gst_number: Option<String>,
    /// Who answers
    #[arg(long, value_name = "NAME")]
    person: Option<String>,
    /// Telephone
    #[arg(long, value_name = "NUMBER")]
    phone: Option<String>,
    /// Electronic mail
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
    /// Web site
    #[arg(long, value_name = "ADDRESS")]
    website: Option<String>,
}

/// The help of `--domain`: the trades as they are.
fn trades() -> String {
    format!("Its trade: {}, or one of your own", Trades::default())
}

impl Values {
    fn features(&self) -> Option<Vec<String>> {
        (self.no_features || !self.features.is_empty()).then(|| self.features.clone())
    }
}

#[derive(Debug, clap::Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  cashflow tenant create --name \"Corner Shop\"\n",
    "  cashflow tenant create --name \"ABC Dental Clinic\" --domain dental --primary-color \"#2E86AB\" --id abc\n",
    "  cashflow tenant create --name \"Rao Works\" --domain manufacturing \\\n",
    "      --feature bom_management --feature material_management --gst-number 29AABCR1718E1ZL",
))]
pub(in crate::cli) struct Create {
    /// The name people see
    #[arg(long)]
    name: String,
    /// Its id for ever; made from the name unless given
    #[arg(long, value_name = "TENANT")]
    id: Option<String>,
    #[command(flatten)]
    values: Values,
    /// Another place for its file, such as `sqlite:/disk/shop.sqlite`
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
}

pub(super) fn create(create: &Create, session: &Session, out: Output) -> Result<Exit> {
    let values = create.values.clone();
    let new = NewTenant {
        tenant_id: create.id.clone(),
        features: values.features(),
        domain: values.domain.unwrap_or_else(|| "default".into()),
        branding: BrandingLayer {
            company_name: Some(create.name.clone()),
            primary_color: values.primary_color,
            secondary_color: values.secondary_color,
            accent_color: values.accent_color,
            address: values.address,
            letterhead: values.letterhead,
            invoice_footer: values.invoice_footer,
        },
        gst_number: values.gst_number,
        contact_info: ContactInfo {
            person: values.person,
            phone: values.phone,
            email: values.email,
            website: values.website,
        },
        database_url: create.database_url.clone(),
    };
    let config = session.tenancy()?.create(new, &session.author())?;
    tracing::Span::current().record("tenant", config.tenant_id.as_str());
    answer(&config, "is made", out)
}

#[derive(Debug, clap::Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  cashflow tenant edit shop --name \"Corner Shop, Pune\" --primary-color \"#A23B72\"\n",
    "  cashflow tenant edit shop --unset website --unset gst-number",
))]
pub(in crate::cli) struct Edit {
    /// Its id
    #[arg(value_name = "TENANT")]
    business: Option<String>,
    /// The name people see
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    values: Values,
    /// Drop the business's own value, so that its trade's or a file's holds; may be given several times
    #[arg(long, value_name = "FIELD")]
    unset: Vec<Field>,
    /// Refuse when the business is not at this revision any more
    #[arg(long, value_name = "NUMBER")]
    revision: Option<i64>,
}

/// What `--unset` can drop: the options' own names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Field {
    Name,
    Domain,
    PrimaryColor,
    SecondaryColor,
    AccentColor,
    Address,
    Letterhead,
    InvoiceFooter,
    #[value(alias = "feature")]
    Features,
    GstNumber,
    Person,
    Phone,
    Email,
    Website,
}

impl Field {
    /// Where it stands in a config.
    fn path(self) -> (Option<&'static str>, &'static str) {
        const BRANDING: Option<&str> = Some("branding");
        const CONTACT: Option<&str> = Some("contact_info");
        match self {
            Field::Name => (BRANDING, "company_name"),
            Field::Domain => (None, "domain"),
            Field::PrimaryColor => (BRANDING, "primary_color"),
            Field::SecondaryColor => (BRANDING, "secondary_color"),
            Field::AccentColor => (BRANDING, "accent_color"),
            Field::Address => (BRANDING, "address"),
            Field::Letterhead => (BRANDING, "letterhead"),
            Field::InvoiceFooter => (BRANDING, "invoice_footer"),
            Field::Features => (None, "features"),
            Field::GstNumber => (None, "gst_number"),
            Field::Person => (CONTACT, "person"),
            Field::Phone => (CONTACT, "phone"),
            Field::Email => (CONTACT, "email"),
            Field::Website => (CONTACT, "website"),
        }
    }
}

pub(super) fn edit(edit: &Edit, session: &Session, out: Output) -> Result<Exit> {
    let id = session.business(edit.business.as_deref())?;
    let patch = patch(edit)?;
    let config = session
        .tenancy()?
        .edit(&id, &patch, edit.revision, &session.author())?;
    answer(&config, "is changed", out)
}

/// The edit as a merge patch.
fn patch(edit: &Edit) -> Result<Value> {
    let values = &edit.values;
    let said = [
        (Field::Name, &edit.name),
        (Field::Domain, &values.domain),
        (Field::PrimaryColor, &values.primary_color),
        (Field::SecondaryColor, &values.secondary_color),
        (Field::AccentColor, &values.accent_color),
        (Field::Address, &values.address),
        (Field::Letterhead, &values.letterhead),
        (Field::InvoiceFooter, &values.invoice_footer),
        (Field::GstNumber, &values.gst_number),
        (Field::Person, &values.person),
        (Field::Phone, &values.phone),
        (Field::Email, &values.email),
        (Field::Website, &values.website),
    ];
    let mut changes: Vec<(Field, Value)> = said
        .into_iter()
        .filter_map(|(field, text)| text.as_ref().map(|text| (field, json!(text))))
        .collect();
    changes.extend(values.features().map(|names| (Field::Features, json!(names))));
    if let Some(field) = edit
        .unset
        .iter()
        .find(|field| changes.iter().any(|(set, _)| set == *field))
    {
        let name = field
            .to_possible_value()
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default();
        return Err(Error::new(
            Code::BadRequest,
            format!("{name} is both given and unset. Choose one."),
        ));
    }
    changes.extend(edit.unset.iter().map(|field| (*field, Value::Null)));
    if changes.is_empty() {
        return Err(Error::new(
            Code::BadRequest,
            "Nothing is to be changed. --help shows what can be.",
        ));
    }
    let mut patch = Map::new();
    for (field, value) in changes {
        let (group, name) = field.path();
        match group {
            None => patch.insert(name.into(), value),
            Some(group) => {
                let inner = patch.entry(group).or_insert_with(|| json!({}));
                inner
                    .as_object_mut()
                    .and_then(|inner| inner.insert(name.into(), value))
            }
        };
    }
    Ok(Value::Object(patch))
}
