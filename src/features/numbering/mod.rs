//! The numbers that the program gives: file numbers of patients, codes of products and materials. A number is taken in
//! the transaction that writes its record, and given once: going back to an older prefix goes on where it ended.

pub(super) mod routes;

use serde::{Deserialize, Serialize};

use super::{
    record::words,
    text::{Checks, code_key},
};
use crate::{
    access::require,
    db::{Read, Record, Tx, named_params, params},
    error::{Error, Result},
    feature::Feature,
    sentence::say,
    tenancy::Tenant,
};

/// Characters of a number: GST allows 16 on an invoice (rule 46), and no number of ours is longer.
const LONGEST: usize = 16;
/// Characters of a prefix.
const LONGEST_PREFIX: usize = 10;
/// Digits of a number at most.
const MOST_DIGITS: i64 = 9;
/// The greatest number.
const GREATEST: i64 = 999_999_999;

words! {
    /// A kind of record that the program numbers.
    NumberedKind {
        /// File numbers of patients.
        Patient = "patient",
        /// Codes of products and services.
        Product = "product",
        /// Codes of materials.
        Material = "material",
    }
}

/// How a kind of record is numbered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct NumberSeries {
    /// Of which records.
    pub kind: NumberedKind,
    /// What stands before the number.
    pub prefix: String,
    /// Digits at least, filled up with zeros.
    pub digits: i64,
    /// The number that is given next.
    pub next_number: i64,
    /// How that one is written.
    pub next: String,
}

/// The new way to number a kind of record.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NumberSeriesDraft {
    /// What stands before the number: at most 10 letters, digits, `-`, `/` and `.`; it does not end with a digit.
    #[schema(required)]
    pub prefix: String,
    /// Digits at least, 1 to 9; 16 characters at most together with the prefix.
    #[schema(required)]
    pub digits: i64,
    /// The number to be given next; where this prefix has come to, unless told. Never less than that.
    pub next_number: Option<i64>,
}

/// What is chosen of a series.
struct Chosen {
    prefix: String,
    digits: i64,
}

impl NumberedKind {
    const ALL: [Self; 3] = [Self::Patient, Self::Product, Self::Material];

    /// The feature that the records belong to.
    fn feature(self) -> Option<Feature> {
        match self {
            Self::Patient => Some(Feature::PatientManagement),
            Self::Material => Some(Feature::MaterialManagement),
            Self::Product => None,
        }
    }

    /// Whether a record has the number whose key is `?1`.
    fn taken(self) -> &'static str {
        match self {
            Self::Patient => "select exists (select 1 from patients where file_number_key = ?1)",
            Self::Product => "select exists (select 1 from products where code_key = ?1)",
            Self::Material => "select exists (select 1 from materials where code_key = ?1)",
        }
    }
}

impl std::str::FromStr for NumberedKind {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let known = Self::ALL.into_iter().find(|kind| kind.as_str() == text);
        known.ok_or_else(super::record::not_found)
    }
}

/// How the records of this business are numbered.
pub fn number_series(tenant: &Tenant) -> Result<Vec<NumberSeries>> {
    let used = NumberedKind::ALL
        .into_iter()
        .filter(|kind| allowed(tenant, *kind).is_ok());
    tenant.read(|read| used.map(|kind| load(read, kind)).collect())
}

/// Numbers a kind of record otherwise from now on; numbers that were given stay.
pub fn edit_number_series(
    tenant: &Tenant,
    kind: NumberedKind,
    draft: &NumberSeriesDraft,
) -> Result<NumberSeries> {
    allowed(tenant, kind)?;
    let prefix = draft.check()?;
    tenant.write(|tx| {
        let before = load(tx, kind)?;
        let reached = counter(tx, kind, &prefix)?;
        let next = draft.next_number.unwrap_or(reached);
        if next < reached {
            return Err(Error::field(
                "next_number",
                "given_already",
                say!(
                    "With this prefix the numbers below {reached} have been given. Enter {reached} or more.",
                    reached
                ),
            ));
        }
        tx.execute(
            "update number_series set prefix = :prefix, digits = :digits where kind = :kind",
            named_params! { ":kind": kind, ":prefix": prefix, ":digits": draft.digits },
        )?;
        count_on(tx, kind, &prefix, next)?;
        let after = load(tx, kind)?;
        let record = Record::new("number_series", kind.as_str());
        tx.log("number_series.edit", &record, Some(&before), Some(&after))?;
        Ok(after)
    })
}

/// Takes the next number that no record has been given by hand.
pub(super) fn take(tx: &Tx<'_>, kind: NumberedKind) -> Result<String> {
    let series = chosen(tx, kind)?;
    let (number, text) = next_free(tx, kind, &series)?;
    count_on(tx, kind, &series.prefix, number + 1)?;
    Ok(text)
}

fn allowed(tenant: &Tenant, kind: NumberedKind) -> Result<()> {
    kind.feature().map_or(Ok(()), |feature| require(tenant, feature))
}

fn load(read: &Read<'_>, kind: NumberedKind) -> Result<NumberSeries> {
    let series = chosen(read, kind)?;
    let (next_number, next) = next_free(read, kind, &series)?;
    Ok(NumberSeries {
        kind,
        prefix: series.prefix,
        digits: series.digits,
        next_number,
        next,
    })
}

fn chosen(read: &Read<'_>, kind: NumberedKind) -> Result<Chosen> {
    read.one(
        "select prefix, digits from number_series where kind = ?1",
        params![kind],
        |row| {
            Ok(Chosen {
                prefix: row.get(0)?,
                digits: row.get(1)?,
            })
        },
    )
}

/// The number a prefix has come to, and how it is written.
fn next_free(read: &Read<'_>, kind: NumberedKind, series: &Chosen) -> Result<(i64, String)> {
    let prefix = &series.prefix;
    let digits = usize::try_from(series.digits).map_err(Error::internal)?;
    for number in counter(read, kind, prefix)?..=GREATEST {
        let text = format!("{prefix}{number:0digits$}");
        let taken: bool = read.value(kind.taken(), params![code_key(&text)])?;
        if !taken {
            return Ok((number, text));
        }
    }
    Err(Error::field(
        "prefix",
        "used_up",
        say!(
            "All numbers with the prefix “{prefix}” have been given. Choose another prefix in the settings.",
            prefix
        ),
    ))
}

fn counter(read: &Read<'_>, kind: NumberedKind, prefix: &str) -> Result<i64> {
    let reached = read.optional(
        "select next_number from number_counters where kind = ?1 and prefix_key = ?2",
        params![kind, prefix.to_ascii_lowercase()],
        |row| row.get(0),
    )?;
    Ok(reached.unwrap_or(1))
}

fn count_on(tx: &Tx<'_>, kind: NumberedKind, prefix: &str, next: i64) -> Result<()> {
    tx.execute(
        "insert into number_counters (kind, prefix_key, next_number) values (?1, ?2, ?3)
         on conflict (kind, prefix_key) do update set next_number = excluded.next_number",
        params![kind, prefix.to_ascii_lowercase(), next],
    )?;
    Ok(())
}

impl NumberSeriesDraft {
    /// Looks everything over; the prefix as it is kept.
    fn check(&self) -> Result<String> {
        let mut checks = Checks::default();
        let prefix = checks.line("prefix", &self.prefix, LONGEST_PREFIX);
        let plain = |c: char| c.is_ascii_alphanumeric() || "-/.".contains(c);
        if !prefix.chars().all(plain) {
            checks.wrong(
                "prefix",
                "bad_prefix",
                "Use letters A to Z, digits, hyphens, slashes and dots only.",
            );
        } else if prefix.ends_with(|c: char| c.is_ascii_digit()) {
            checks.wrong(
                "prefix",
                "ends_with_digit",
                "A prefix that ends with a digit runs into the number. Put a hyphen or a slash behind it.",
            );
        }
        if !(1..=MOST_DIGITS).contains(&self.digits) {
            checks.wrong(
                "digits",
                "out_of_range",
                say!("Enter 1 to {most_digits} digits.", most_digits = MOST_DIGITS),
            );
        } else if usize::try_from(self.digits).is_ok_and(|digits| prefix.len() + digits > LONGEST) {
            checks.wrong(
                "digits",
                "too_long",
                say!(
                    "A number has at most {longest} characters. Take fewer digits or a shorter prefix.",
                    longest = LONGEST
                ),
            );
        }
        if self
            .next_number
            .is_some_and(|next| !(1..=GREATEST).contains(&next))
        {
            checks.wrong(
                "next_number",
                "out_of_range",
                say!("Enter a number from 1 to {greatest}.", greatest = GREATEST),
            );
        }
        checks.finish()?;
        Ok(prefix)
    }
}
