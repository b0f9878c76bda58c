//! The features there are: the unit of gating. Common ones need no grant; the rest are switched on by business.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::sentence::{Sentence, say, spoken};

macro_rules! features {
    ($($name:ident = $text:literal, say!($title:literal), $description:literal;)*) => {
        /// A gated feature, by its stable name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Feature { $(#[doc = $description] $name,)* }

        impl Feature {
            /// All gated features.
            pub const ALL: &[Feature] = &[$(Feature::$name,)*];

            /// The stable name, `patient_management`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Feature::$name => $text,)* }
            }

            /// The name people see.
            pub const fn title(self) -> &'static str {
                match self { $(Feature::$name => $title,)* }
            }

            /// The name people see, as a part of a sentence.
            pub fn named(self) -> Sentence {
                match self { $(Feature::$name => say!($title),)* }
            }

            /// What it adds, in a sentence.
            pub const fn description(self) -> &'static str {
                match self { $(Feature::$name => $description,)* }
            }
        }
    };
}

features! {
    PatientManagement = "patient_management", say!("Patients"), "A file for each patient, with alerts that are seen in time.";
    TreatmentTracking = "treatment_tracking", say!("Treatments"), "What was planned and done, tooth by tooth.";
    DentalSupplies = "dental_supplies", say!("Dental supplies"), "Consumables of a clinic with their lots and expiry.";
    BomManagement = "bom_management", say!("Bills of materials"), "What a product is made of, in versions.";
    ProductionTracking = "production_tracking", say!("Production"), "Work orders from planned to closed.";
    MaterialManagement = "material_management", say!("Materials"), "What lies in the stores, counted and remembered.";
}

impl fmt::Display for Feature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A feature name that does not exist.
#[derive(Debug)]
pub struct UnknownFeature(String);

impl UnknownFeature {
    /// What is wrong, in a sentence.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        say!(
            "There is no feature “{feature}”; the features are patient_management, treatment_tracking, dental_supplies, bom_management, production_tracking, material_management.",
            feature = self.0
        )
    }
}

spoken!(UnknownFeature);

impl FromStr for Feature {
    type Err = UnknownFeature;

    fn from_str(text: &str) -> Result<Self, UnknownFeature> {
        Feature::ALL
            .iter()
            .copied()
            .find(|feature| feature.as_str() == text)
            .ok_or_else(|| UnknownFeature(text.into()))
    }
}
