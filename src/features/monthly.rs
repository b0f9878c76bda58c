//! How many records were entered in each of the last months, as the machine's own clock tells months: the bounds are
//! moments, so that an index on the moment of entry answers.

use serde::Serialize;

use crate::{
    date::Date,
    db::{Read, params},
    error::{Error, Result},
    tenancy::Tenant,
};

/// Months shown.
const MONTHS: i32 = 12;

/// The last twelve months, this one the last.
#[derive(Clone, Debug)]
pub(super) struct Months {
    /// The first day of each.
    pub(super) days: Vec<Date>,
    /// The moment each begins, RFC 3339 in UTC.
    begins: Vec<String>,
}

/// A part of a whole, by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Share {
    /// What it is; empty for what belongs to none.
    pub name: String,
    /// How many.
    pub count: i64,
}

impl Months {
    pub(super) fn until_today(tenant: &Tenant) -> Result<Self> {
        let this = tenant.today().first_of_month();
        let mut months = Self {
            days: Vec::new(),
            begins: Vec::new(),
        };
        for back in (0..MONTHS).rev() {
            let day = this
                .checked_sub(jiff::Span::new().months(back))
                .map_err(Error::internal)?;
            months.days.push(Date::try_from(day).map_err(Error::internal)?);
            months.begins.push(tenant.begin_of(day)?);
        }
        Ok(months)
    }

    /// How many rows of a table were entered in each month. The table has an index on `created_at`.
    pub(super) fn entered(&self, read: &Read<'_>, table: &'static str) -> Result<Vec<i64>> {
        let ends = self.begins.iter().skip(1).map(String::as_str).chain(["9999"]);
        let sql = format!("select count(*) from {table} where created_at >= ?1 and created_at < ?2");
        self.begins
            .iter()
            .zip(ends)
            .map(|(begin, end)| read.value(&sql, params![begin, end]))
            .collect()
    }
}

/// The greatest shares, and the rest as one without a name; what belongs to none is among the rest.
pub(super) fn greatest(mut shares: Vec<Share>, most: usize) -> Vec<Share> {
    shares.retain(|share| share.count > 0);
    shares.sort_by(|one, other| {
        let named = one.name.is_empty().cmp(&other.name.is_empty());
        named
            .then(other.count.cmp(&one.count))
            .then(one.name.cmp(&other.name))
    });
    let rest: i64 = shares.iter().skip(most).map(|share| share.count).sum();
    let nameless = shares.iter().take(most).any(|share| share.name.is_empty());
    shares.truncate(most);
    if let (true, Some(last)) = (nameless, shares.last_mut()) {
        last.count += rest;
    } else if rest > 0 {
        shares.push(Share {
            name: String::new(),
            count: rest,
        });
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(of: &[(&str, i64)]) -> Vec<Share> {
        of.iter()
            .map(|(name, count)| Share {
                name: (*name).to_owned(),
                count: *count,
            })
            .collect()
    }

    #[test]
    fn the_rest_is_one_share_without_a_name() {
        let all = [("", 50), ("a", 1), ("b", 9), ("c", 3), ("d", 0)];
        assert_eq!(greatest(shares(&all), 2), shares(&[("b", 9), ("c", 3), ("", 51)]));
        assert_eq!(
            greatest(shares(&all), 5),
            shares(&[("b", 9), ("c", 3), ("a", 1), ("", 50)])
        );
        assert_eq!(greatest(Vec::new(), 5), []);
    }
}
