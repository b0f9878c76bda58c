//! Medians of interleaved runs, and the table they are shown in: a time moves with the machine, a ratio with the
//! program.

use std::time::{Duration, Instant};

/// The time of one run; what it gave is dropped outside.
pub(crate) fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let since = Instant::now();
    let given = work();
    let taken = since.elapsed();
    drop(given);
    taken
}

pub(crate) fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Runs two things in turn, each first every other time, and gives their medians.
pub(crate) fn in_turn(
    rounds: usize,
    mut one: impl FnMut(usize) -> Duration,
    mut other: impl FnMut(usize) -> Duration,
) -> (Duration, Duration) {
    let (mut ones, mut others) = (Vec::with_capacity(rounds), Vec::with_capacity(rounds));
    for round in 0..rounds {
        if round % 2 == 0 {
            ones.push(one(round));
            others.push(other(round));
        } else {
            others.push(other(round));
            ones.push(one(round));
        }
    }
    (median(&mut ones), median(&mut others))
}

/// What was measured, against what, and whether it holds.
pub(crate) struct Line {
    pub(crate) what: &'static str,
    pub(crate) ours: String,
    pub(crate) beside: String,
    pub(crate) figure: f64,
    pub(crate) bar: f64,
    pub(crate) unit: &'static str,
}

impl Line {
    pub(crate) fn ratio(what: &'static str, ours: Duration, beside: Duration, bar: f64) -> Self {
        Self {
            what,
            ours: shown(ours),
            beside: shown(beside),
            figure: ours.as_secs_f64() / beside.as_secs_f64(),
            bar,
            unit: "×",
        }
    }

    pub(crate) fn holds(&self) -> bool {
        self.figure <= self.bar
    }

    pub(crate) fn print(&self) {
        println!(
            "{:<58} {:>11} {:>11} {:>9} {:>9}  {}",
            self.what,
            self.ours,
            self.beside,
            format!("{:.2} {}", self.figure, self.unit),
            format!("{:.1} {}", self.bar, self.unit),
            if self.holds() { "ok" } else { "MISSED" }
        );
    }
}

pub(crate) fn head() {
    println!(
        "{:<58} {:>11} {:>11} {:>9} {:>9}",
        "", "ours", "beside", "is", "at most"
    );
}

pub(crate) fn shown(time: Duration) -> String {
    format!("{:.3} ms", time.as_secs_f64() * 1000.0)
}
