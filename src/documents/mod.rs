//! Paper made from what operations answer: a template, its data, and the fonts that come with the program.
//!
//! No rule of a trade comes in here: what stands on a paper was decided by the feature it is about.

pub mod labels;
mod paper;
pub(crate) mod routes;
