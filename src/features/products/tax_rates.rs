//! The rates of GST there are, each from its day to its last one: what a product is offered. A rate that came with the
//! program can end, but stays; one that a person added can be removed.

use serde::{Deserialize, Serialize};

use super::draft::{RATE, date, rate};
use crate::{
    date::Date,
    db::{Read, Record, named_params, params},
    error::{Code, Error, Result},
    features::{record::row_id, text::Checks},
    rate::Rate,
    sentence::say,
    tenancy::Tenant,
};

row_id! {
    /// The id of a rate of GST.
    TaxRateId
}

/// A rate of GST.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct TaxRate {
    /// Its id.
    pub id: TaxRateId,
    /// The whole rate: IGST, or CGST and SGST together.
    pub rate: Rate,
    /// Its first day.
    pub from_on: Date,
    /// Its last day; null for no end.
    pub until_on: Option<Date>,
    /// What it is for, where that is not everything.
    pub note: String,
    /// Who says so.
    pub source: String,
    /// When somebody added it; null for one that came with the program.
    pub added_at: Option<String>,
}

/// A rate of GST to be added, or the new state of one.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TaxRateDraft {
    /// The percentage as a decimal string, 0 to 100. Of one that came with the program it stays.
    #[schema(required)]
    pub rate: String,
    /// Its first day, `YYYY-MM-DD`. Of one that came with the program it stays.
    #[schema(required)]
    pub from_on: String,
    /// Its last day; none for no end.
    pub until_on: Option<String>,
    /// What it is for, at most 120 characters.
    pub note: String,
    /// Who says so, at most 160 characters: the notification.
    #[schema(required)]
    pub source: String,
}

struct Sound {
    rate: Rate,
    from_on: Date,
    until_on: Option<Date>,
    note: String,
    source: String,
}

/// The rates that hold on a day, or all of them; the lowest first, of one rate the oldest first.
pub fn tax_rates(tenant: &Tenant, on: Option<Date>) -> Result<Vec<TaxRate>> {
    tenant.read(|read| {
        some(
            read,
            "where :on is null or (from_on <= :on and :on <= coalesce(until_on, '9999-12-31'))",
            named_params! { ":on": on },
        )
    })
}

/// All of them, with their days.
pub(super) fn every(read: &Read<'_>) -> Result<Vec<TaxRate>> {
    some(read, "", &[])
}

/// Adds a rate of GST.
pub fn create_tax_rate(tenant: &Tenant, draft: &TaxRateDraft) -> Result<TaxRate> {
    let sound = draft.check()?;
    tenant.write(|tx| {
        alone(tx, &sound, TaxRateId(0))?;
        let id = TaxRateId(tx.insert(
            "insert into tax_rates (rate_bp, from_on, until_on, note, source, added_at, added_by)
             values (:rate, :from_on, :until_on, :note, :source, :now, :who)",
            named_params! {
                ":rate": sound.rate, ":from_on": sound.from_on, ":until_on": sound.until_on, ":note": sound.note,
                ":source": sound.source, ":now": tx.now(), ":who": tx.author().who,
            },
        )?);
        let rate = load(tx, id)?;
        tx.log("tax_rate.create", &named(id), None::<&()>, Some(&rate))?;
        Ok(rate)
    })
}

/// Changes a rate of GST; of one that came with the program only its end, its note and its source.
pub fn edit_tax_rate(tenant: &Tenant, id: TaxRateId, draft: &TaxRateDraft) -> Result<TaxRate> {
    let sound = draft.check()?;
    tenant.write(|tx| {
        let before = load(tx, id)?;
        if before.added_at.is_none() && (sound.rate, sound.from_on) != (before.rate, before.from_on) {
            return Err(Error::field(
                "rate",
                "of_the_program",
                "This rate came with the program: it can end, but its percentage and its first day stay. Add another one.",
            ));
        }
        alone(tx, &sound, id)?;
        tx.execute(
            "update tax_rates set rate_bp = :rate, from_on = :from_on, until_on = :until_on, note = :note,
               source = :source
             where id = :id",
            named_params! {
                ":id": id, ":rate": sound.rate, ":from_on": sound.from_on, ":until_on": sound.until_on,
                ":note": sound.note, ":source": sound.source,
            },
        )?;
        let rate = load(tx, id)?;
        tx.log("tax_rate.edit", &named(id), Some(&before), Some(&rate))?;
        Ok(rate)
    })
}

/// Removes a rate of GST that somebody added. Products that have it keep it.
pub fn delete_tax_rate(tenant: &Tenant, id: TaxRateId) -> Result<()> {
    tenant.write(|tx| {
        let before = load(tx, id)?;
        if before.added_at.is_none() {
            return Err(Error::new(
                Code::InUse,
                "This rate came with the program and stays. Give it a last day if it does not hold any more.",
            ));
        }
        tx.execute("delete from tax_rates where id = ?1", params![id])?;
        tx.log("tax_rate.delete", &named(id), Some(&before), None::<&()>)
    })
}

/// Refuses the same rate twice on one day.
fn alone(read: &Read<'_>, sound: &Sound, own: TaxRateId) -> Result<()> {
    let other: Option<Date> = read.optional(
        "select from_on from tax_rates
         where rate_bp = :rate and id <> :own and from_on <= coalesce(:until_on, '9999-12-31')
           and :from_on <= coalesce(until_on, '9999-12-31')",
        named_params! {
            ":rate": sound.rate, ":own": own, ":from_on": sound.from_on, ":until_on": sound.until_on,
        },
        |row| row.get(0),
    )?;
    match other {
        None => Ok(()),
        Some(from_on) => Err(Error::new(
            Code::Duplicate,
            say!(
                "{rate} percent holds from {from_on} already. Choose days after its end.",
                rate = sound.rate,
                from_on
            ),
        )
        .and_field(
            "from_on",
            "duplicate",
            "This rate holds on some of these days already.",
        )),
    }
}

fn named(id: TaxRateId) -> Record {
    Record::new("tax_rate", id)
}

fn load(read: &Read<'_>, id: TaxRateId) -> Result<TaxRate> {
    let found = some(read, "where id = :id", named_params! { ":id": id })?;
    found
        .into_iter()
        .next()
        .ok_or_else(crate::features::record::not_found)
}

fn some(read: &Read<'_>, condition: &str, params: &[(&str, &dyn crate::db::ToSql)]) -> Result<Vec<TaxRate>> {
    read.all(
        &format!(
            "select id, rate_bp, from_on, until_on, note, source, added_at from tax_rates {condition}
             order by rate_bp, from_on"
        ),
        params,
        |row| {
            Ok(TaxRate {
                id: row.get(0)?,
                rate: row.get(1)?,
                from_on: row.get(2)?,
                until_on: row.get(3)?,
                note: row.get(4)?,
                source: row.get(5)?,
                added_at: row.get(6)?,
            })
        },
    )
}

impl TaxRateDraft {
    fn check(&self) -> Result<Sound> {
        let mut checks = Checks::default();
        let rate = rate(&mut checks, "rate", &self.rate, RATE);
        let from_on = date(&mut checks, "from_on", &self.from_on);
        let until_on = self
            .until_on
            .as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty());
        let until_on = until_on.and_then(|text| date(&mut checks, "until_on", text));
        if from_on.zip(until_on).is_some_and(|(from, until)| until < from) {
            checks.wrong(
                "until_on",
                "out_of_range",
                "The last day comes before the first. Check both.",
            );
        }
        let note = checks.line("note", &self.note, 120);
        let source = checks.required(
            "source",
            &self.source,
            160,
            &say!("who says so, for example the notification"),
        );
        checks.finish()?;
        let (Some(rate), Some(from_on)) = (rate, from_on) else {
            return Err(Error::field(
                "rate",
                "required",
                "Enter a rate and its first day.",
            ));
        };
        Ok(Sound {
            rate,
            from_on,
            until_on,
            note,
            source,
        })
    }
}
