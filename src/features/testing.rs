//! A business on a folder of its own, for the tests inside features.

use crate::{
    author::{Author, Door},
    clock::Clock,
    tenancy::{Options, Tenancy, Tenant, TenantId},
};

/// An open business of this trade, where it is 23 November 2026; its folder lives as long as the first value.
pub(super) fn business(domain: &str) -> (tempfile::TempDir, Tenant) {
    let folder = tempfile::tempdir().expect("a business to test with");
    let options = Options {
        clock: Clock::fixed("2026-11-23T09:30:00Z".parse().expect("a business to test with")),
        ..Options::new(folder.path())
    };
    let tenancy = Tenancy::open(options).expect("a business to test with");
    let author = Author::system(Door::Program);
    let new =
        serde_json::json!({ "tenant_id": "one", "domain": domain, "branding": { "company_name": "One" } });
    tenancy
        .create(
            serde_json::from_value(new).expect("a business to test with"),
            &author,
        )
        .expect("a business to test with");
    let tenant = tenancy
        .tenant(&TenantId::parse("one").expect("a business to test with"), author)
        .expect("a business to test with");
    (folder, tenant)
}
