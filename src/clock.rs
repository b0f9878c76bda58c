//! Time comes from here and from nowhere else, so that a test can fix it.

use std::sync::Arc;

use jiff::{Timestamp, ToSpan as _, civil, tz::TimeZone};

/// A source of the present moment and of today's date.
#[derive(Clone)]
pub struct Clock {
    now: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    zone: TimeZone,
}

impl Clock {
    /// The machine's clock in the machine's time zone.
    pub fn system() -> Self {
        Self {
            now: Arc::new(Timestamp::now),
            zone: TimeZone::system(),
        }
    }

    /// A clock that stands still, in UTC.
    pub fn fixed(at: Timestamp) -> Self {
        Self {
            now: Arc::new(move || at),
            zone: TimeZone::UTC,
        }
    }

    /// A clock that tells what it is told, in UTC.
    #[cfg(test)]
    pub(crate) fn told(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self {
            now: Arc::new(now),
            zone: TimeZone::UTC,
        }
    }

    /// The present moment, cut to milliseconds as it is kept in files.
    pub fn now(&self) -> Timestamp {
        let now = (self.now)();
        now.checked_sub(i64::from(now.subsec_nanosecond() % 1_000_000).nanoseconds())
            .unwrap_or(now)
    }

    /// The present moment as files keep it: RFC 3339, UTC, always with milliseconds so that text sorts as time.
    pub fn now_text(&self) -> String {
        format!("{:.3}", self.now())
    }

    /// The moment a day begins where the machine stands, as files keep it. Nothing past the end of the calendar.
    pub fn begin_of(&self, day: civil::Date) -> Option<String> {
        let begin = day.to_zoned(self.zone.clone()).ok()?;
        Some(format!("{:.3}", begin.timestamp()))
    }

    /// Today's date where the machine stands.
    pub fn today(&self) -> civil::Date {
        self.now().to_zoned(self.zone.clone()).date()
    }
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Clock({})", self.now_text())
    }
}
