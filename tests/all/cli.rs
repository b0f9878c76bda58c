//! The command line: the real program, run as a script would run it.

mod config;
mod doctor;
mod files;
mod run;
mod serve;
mod tables;
mod tenants;
mod trades;
