//! A business on a folder of its own, for the tests inside features.

use crate::{
    author::{Author, Door},
    clock::Clock,
    tenancy::{Options, Tenancy, Tenant, TenantId},
};

/// An open business of this trade, where it is 23 November 2026; its folder lives as long as the first value.
pub(super) fn business(domain: &str) -> (tempfile::TempDir, Tenant) {
    let folder = tempfile::tempdir().unwrap();
    let options = Options {
        clock: Clock::fixed("2026-11-23T09:30:00Z".parse().unwrap()),
        ..Options::new(folder.path())
    };
    let tenancy = Tenancy::open(options).unwrap();
    let author = Author::system(Door::Program);
    let new =
        serde_json::json!({ "tenant_id": "one", "domain": domain, "branding": { "company_name": "One" } });
    tenancy
        .create(serde_json::from_value(new).unwrap(), &author)
        .unwrap();
    let tenant = tenancy.tenant(&TenantId::parse("one").unwrap(), author).unwrap();
    (folder, tenant)
}
