//! What a full desk costs, each figure beside a baseline of the same run.
//!
//! `cargo bench -p cashflow --bench desk`; a word after `--` chooses the figures whose names hold it. It ends with 1
//! when a bar is missed.

mod import;
mod measure;

use std::process::ExitCode;

use measure::{Line, head};

type Figure = fn() -> Vec<Line>;

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let figures: [(&str, Figure); 1] = [("import", import::import)];
    head();
    let mut all_hold = true;
    for (name, figure) in figures {
        if wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str())) {
            for line in figure() {
                line.print();
                all_hold &= line.holds();
            }
        }
    }
    if all_hold {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
