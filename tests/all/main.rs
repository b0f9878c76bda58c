//! The program from outside: one binary for all tests, so that it links once.

mod businesses;
mod disk;
mod floors;
mod house;
mod junk;
mod life;
mod parties;
mod single;
mod sources;
mod support;
