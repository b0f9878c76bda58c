//! The life of businesses.

use cashflow::{
    Author, Door,
    tenancy::{Options, Tenancy},
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
