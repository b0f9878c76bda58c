//! The life of businesses.

use cashflow::{
    Author, Code, Door,
    tenancy::{NewTenant, Options, Tenancy, TenantId},
};

#[test]
fn samples_are_made_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let tenancy = Tenancy::open(Options::new(folder.path())).expect("a fresh installation");
    let author = Author::system(Door::Program);
    let made = cashflow::make_samples(&tenancy, &author, |_| {}).expect("samples");
    assert_eq!(
        made.created,
        ["corner_shop", "dental_clinic_abc", "manufacturing_xyz"]
    );
    let again = cashflow::make_samples(&tenancy, &author, |_| {}).expect("samples again");
    assert_eq!((again.created.len(), again.existing.len()), (0, 3));
}

#[test]
fn an_id_in_use_is_taken_and_not_busy() {
    let folder = tempfile::tempdir().expect("a folder");
    let tenancy = Tenancy::open(Options::new(folder.path())).expect("a fresh installation");
    let author = Author::system(Door::Program);
    cashflow::make_samples(&tenancy, &author, |_| {}).expect("samples");
    let id = TenantId::parse("corner_shop").expect("an id");
    let _open = tenancy.tenant(&id, author.clone()).expect("it opens");

    let mut again = NewTenant {
        tenant_id: Some(id.to_string()),
        domain: "default".into(),
        ..NewTenant::default()
    };
    again.branding.company_name = Some("Corner Shop".into());
    let error = tenancy.create(again, &author).expect_err("the id is taken");
    assert_eq!(error.code(), Code::TenantExists);
    assert_eq!(error.fields()[0].field, "tenant_id");
}

#[test]
fn a_fresh_business_is_well() {
    let folder = tempfile::tempdir().expect("a folder");
    let tenancy = Tenancy::open(Options::new(folder.path())).expect("a fresh installation");
    let author = Author::system(Door::Program);
    cashflow::make_samples(&tenancy, &author, |_| {}).expect("samples");
    let id = TenantId::parse("corner_shop").expect("an id");
    let tenant = tenancy.tenant(&id, author).expect("it opens");
    let complaint = tenant.integrity().map_err(|e| format!("{e:?}"));
    assert_eq!(complaint, Ok(None));
}
