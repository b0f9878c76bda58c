//! Who may: the gate of each feature. Users, roles and sessions join it when people sign in.

mod gate;

pub use gate::marks;
pub(crate) use gate::require;
pub use gate::{GatedFeature, Granted, gate_of, grant};
