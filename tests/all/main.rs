//! The program from outside: one binary for all tests, so that it links once.

#![expect(
    clippy::unwrap_used,
    reason = "what a test cannot go on without is a failure of the test"
)]

mod archive_file;
mod businesses;
mod cli;
mod desk;
mod disk;
mod faults;
mod floors;
mod gates;
mod health;
mod hostile;
mod house;
mod http;
mod imports;
mod isolation;
mod junk;
mod life;
mod logs;
mod materials;
mod numbering;
mod parties;
mod patients;
mod process;
mod products;
mod samples;
mod sentences;
mod single;
mod sources;
mod summary;
mod support;
mod switching;
mod updates;
mod ways_in;
