//! Whose birthday comes next: something to say to a patient who calls.

use serde::Serialize;

use super::{Clinic, PatientId};
use crate::{
    date::{Date, age_years},
    db::params,
    error::{Error, Result},
};

/// Days looked ahead, today among them.
const DAYS: i32 = 14;
/// Birthdays told.
const MOST: usize = 6;

/// A birthday that is near.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Birthday {
    /// The patient.
    pub id: PatientId,
    /// Their name.
    pub name: String,
    /// The day.
    pub on: Date,
    /// How old they turn.
    pub turns: u16,
}

/// The birthdays of the next days, of patients that are not archived; who was born on 29 February has theirs on 1 March
/// of a common year.
pub fn birthdays(clinic: &Clinic) -> Result<Vec<Birthday>> {
    let today = clinic.today();
    clinic.read(|read| {
        let mut near = Vec::new();
        for ahead in 0..DAYS {
            let day = today
                .checked_add(jiff::Span::new().days(ahead))
                .map_err(Error::internal)?;
            let on = Date::try_from(day).map_err(Error::internal)?;
            let leapling = day.month() == 3 && day.day() == 1 && !day.in_leap_year();
            for of in
                std::iter::once(day.strftime("%m-%d").to_string()).chain(leapling.then(|| "02-29".to_owned()))
            {
                let born: Vec<(PatientId, String, Date)> = read.all(
                    "select p.id, p.name, p.birth_date from patients p
                     where substr(p.birth_date, 6) = ?1 and p.birth_date is not null
                       and not exists (select 1 from patient_archivals x where x.patient_id = p.id)
                     order by p.sort_name, p.id limit ?2",
                    params![of, i64::try_from(MOST).map_err(Error::internal)?],
                    |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
                )?;
                near.extend(born.into_iter().filter_map(|(id, name, birth)| {
                    let turns = age_years(birth, on)?;
                    Some(Birthday { id, name, on, turns })
                }));
            }
            if near.len() >= MOST {
                break;
            }
        }
        near.truncate(MOST);
        Ok(near)
    })
}
