//! A gated operation asks for a [`Granted`] value, which only this module can make: no door goes round the gate.

use std::marker::PhantomData;
use std::ops::Deref;

use crate::{
    error::{Code, Error, Result},
    feature::Feature,
    sentence::say,
    tenancy::Tenant,
};

/// Proof that a tenant has the feature `F`, together with the tenant: what is granted in one business is of no use
/// in another.
pub struct Granted<F: GatedFeature> {
    tenant: Tenant,
    feature: PhantomData<F>,
}

impl<F: GatedFeature> Deref for Granted<F> {
    type Target = Tenant;

    fn deref(&self) -> &Tenant {
        &self.tenant
    }
}

/// A feature as a type.
pub trait GatedFeature {
    /// The feature it marks.
    const FEATURE: Feature;
}

/// One type for each gated feature.
pub mod marks {
    use super::{Feature, GatedFeature};

    macro_rules! marks {
        ($($name:ident),*) => {
            $(
                #[doc = concat!("Marks ", stringify!($name), ".")]
                #[derive(Debug)]
                pub enum $name {}
                impl GatedFeature for $name {
                    const FEATURE: Feature = Feature::$name;
                }
            )*
        };
    }
    marks!(
        PatientManagement,
        TreatmentTracking,
        DentalSupplies,
        BomManagement,
        ProductionTracking,
        MaterialManagement
    );
}

/// Grants the feature if the tenant has it; [`Code::FeatureDisabled`] naming it if not.
pub fn grant<F: GatedFeature>(tenant: &Tenant) -> Result<Granted<F>> {
    require(tenant, F::FEATURE)?;
    Ok(Granted {
        tenant: tenant.clone(),
        feature: PhantomData,
    })
}

/// Refuses when the tenant does not have the feature.
pub(crate) fn require(tenant: &Tenant, feature: Feature) -> Result<()> {
    let config = tenant.config();
    if config.features.contains(&feature) {
        return Ok(());
    }
    let text = say!(
        "{company_name} does not have “{title}” ({feature}). Switch it on in the business's settings.",
        company_name = config.branding.company_name,
        title = feature.named(),
        feature = feature.as_str()
    );
    Err(Error::new(Code::FeatureDisabled, text).for_feature(feature.as_str()))
}

/// The feature that guards an address, if one does.
pub fn gate_of(path: &str) -> Option<Feature> {
    let noun = path.strip_prefix("/api/")?.split('/').next()?;
    Some(match noun {
        "patients" | "appointments" => Feature::PatientManagement,
        "treatments" => Feature::TreatmentTracking,
        "dental-supplies" => Feature::DentalSupplies,
        "bom" => Feature::BomManagement,
        "production" => Feature::ProductionTracking,
        "materials" => Feature::MaterialManagement,
        _ => return None,
    })
}
