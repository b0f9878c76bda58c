//! A patient's file as it is typed, and everything that can be wrong with it, all at once.

use serde::Deserialize;

use super::patient::Sex;
use crate::{date::Date, error::Result, features::text::Checks, sentence::say};

/// Alerts on one file at most: more are not read.
const MOST_ALERTS: usize = 20;

/// A file to be opened, or the new state of one.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PatientDraft {
    /// The revision that was read: needed for a change, of no meaning for a new file.
    pub revision: Option<i64>,
    /// The number on the file, at most 20 characters; the next free one when empty, and kept when empty in a change.
    pub file_number: Option<String>,
    /// The patient's name, at most 120 characters.
    #[schema(required)]
    pub name: String,
    /// The day of birth, `YYYY-MM-DD`, from 1800 to today.
    pub birth_date: Option<String>,
    /// The patient's sex; `unknown` when absent.
    pub sex: Option<Sex>,
    /// Telephone.
    pub phone: Option<String>,
    /// What must be seen before anything is done, at most 20 of 80 characters.
    pub alerts: Vec<String>,
    /// What else is to be known.
    pub notes: String,
}

/// A file with nothing wrong in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sound {
    pub(super) file_number: Option<String>,
    pub(super) name: String,
    pub(super) birth_date: Option<Date>,
    pub(super) sex: Sex,
    pub(super) phone: String,
    pub(super) alerts: Vec<String>,
    pub(super) notes: String,
}

impl PatientDraft {
    /// Looks everything over; the error names every wrong field.
    pub(super) fn check(self, today: jiff::civil::Date) -> Result<Sound> {
        let mut checks = Checks::default();
        let file_number = checks.line("file_number", self.file_number.as_deref().unwrap_or_default(), 20);
        let sound = Sound {
            file_number: Some(file_number).filter(|number| !number.is_empty()),
            name: checks.required("name", &self.name, 120, &say!("a name")),
            birth_date: birth_date(&mut checks, self.birth_date.as_deref(), today),
            sex: self.sex.unwrap_or(Sex::Unknown),
            phone: checks.phone("phone", self.phone.as_deref().unwrap_or_default()),
            alerts: alerts(&mut checks, &self.alerts),
            notes: checks.note("notes", &self.notes),
        };
        checks.finish()?;
        Ok(sound)
    }
}

fn birth_date(checks: &mut Checks, text: Option<&str>, today: jiff::civil::Date) -> Option<Date> {
    let text = text.map(str::trim).filter(|text| !text.is_empty())?;
    match Date::parse(text) {
        Ok(date) if date.civil() > today => {
            checks.wrong(
                "birth_date",
                "in_the_future",
                "Nobody is born after today. Check the date.",
            );
            None
        }
        Ok(date) => Some(date),
        Err(fault) => {
            checks.wrong("birth_date", fault.code(), &fault);
            None
        }
    }
}

/// Empty alerts are dropped, and one said twice is kept once.
fn alerts(checks: &mut Checks, typed: &[String]) -> Vec<String> {
    if typed.len() > MOST_ALERTS {
        checks.wrong(
            "alerts",
            "too_many",
            say!(
                "At most {most_alerts} are kept: more are not read. Move some to the notes.",
                most_alerts = MOST_ALERTS
            ),
        );
    }
    let mut alerts: Vec<String> = Vec::new();
    for (at, alert) in typed.iter().enumerate().take(MOST_ALERTS) {
        let alert = checks.line(&format!("alerts[{at}]"), alert, 80);
        if !alert.is_empty() && !alerts.contains(&alert) {
            alerts.push(alert);
        }
    }
    alerts
}
