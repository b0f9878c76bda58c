//! The sample businesses hold what their trades have, entered as a person enters it: found, logged and sound.

use cashflow::{
    Author, Clock, Door,
    features::{
        products::{self, Product, ProductQuery, Tracking},
        summary,
    },
    tenancy::{Options, Tenancy, Tenant, TenantId, samples},
};

struct Samples {
    _folder: tempfile::TempDir,
    tenancy: Tenancy,
}

impl Samples {
    fn made() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let tenancy = Tenancy::open(Options {
            clock: Clock::fixed("2026-11-23T04:42:00Z".parse().expect("a moment")),
            ..Options::new(folder.path())
        })
        .expect("a fresh installation");
        cashflow::make_samples(&tenancy, &Author::system(Door::Program), |_| {}).expect("samples");
        Self {
            _folder: folder,
            tenancy,
        }
    }

    fn tenant(&self, id: &str) -> Tenant {
        self.tenancy
            .tenant(
                &TenantId::parse(id).expect("an id"),
                Author::system(Door::Program),
            )
            .expect("a sample")
    }
}

fn all_products(tenant: &Tenant) -> Vec<Product> {
    let query = ProductQuery {
        limit: Some(200),
        ..ProductQuery::default()
    };
    let listed = products::list(tenant, query).expect("a list").items;
    let whole = listed.iter().map(|row| products::get(tenant, row.id));
    whole.collect::<Result<_, _>>().expect("each of them")
}

#[test]
fn each_is_made_whole() {
    let made = Samples::made();
    for sample in samples() {
        let id = &sample.tenant_id;
        let tenant = made.tenant(id);
        let figures = summary::summary(&tenant).expect("figures");
        assert_eq!(figures.parties.total, count(&sample.rows.parties), "{id}");
        assert_eq!(figures.products.all, count(&sample.products.products), "{id}");
        let patients = figures.patients.map_or(0, |patients| patients.total);
        assert_eq!(patients, count(&sample.rows.patients), "{id}");
        let materials = figures.materials.map_or(0, |materials| materials.total);
        assert_eq!(materials, count(&sample.rows.materials), "{id}");
        let tree = products::categories(&tenant).expect("categories");
        let paths: Vec<&str> = tree.iter().map(|category| category.path.as_str()).collect();
        assert_eq!(paths.len(), sample.products.categories.len(), "{id}");
        for path in &sample.products.categories {
            assert!(paths.contains(&path.as_str()), "{id}: {path}");
        }
        let complaint = tenant.integrity().expect("it is read");
        assert_eq!(complaint, None, "{id}");
    }
}

#[test]
fn each_has_what_can_be_tried() {
    let made = Samples::made();
    for sample in samples() {
        let id = &sample.tenant_id;
        let tenant = made.tenant(id);
        let all = all_products(&tenant);
        let some = |what: &str, is: &dyn Fn(&Product) -> bool| {
            assert!(all.iter().any(is), "{id} has a product with {what}");
        };
        some("a barcode", &|one| !one.barcodes.is_empty());
        some("a barcode on another unit", &|one| {
            one.barcodes.iter().any(|line| line.unit.is_some())
        });
        some("another unit", &|one| !one.units.is_empty());
        some("a reorder level", &|one| one.reorder_level.is_some());
        some("a price in a list", &|one| !one.prices.is_empty());
        some("lots", &|one| one.tracking == Tracking::Lot);
        some("serial numbers", &|one| one.tracking == Tracking::Serial);
        some("a code of services", &|one| one.hsn.starts_with("99"));
        some("a name in Devanagari", &|one| {
            one.name.chars().any(|c| ('\u{900}'..='\u{97f}').contains(&c))
        });
        for product in &all {
            assert!(product.warnings.is_empty(), "{id}: {}", product.name);
        }
        let figures = summary::summary(&tenant).expect("figures").products;
        assert!(
            figures.without_price > 0 && figures.without_price < figures.all,
            "{id}: {figures:?}"
        );
        assert!(figures.without_hsn < 5, "{id}: {figures:?}");
        assert!(
            summary::trends(&tenant).expect("trends").categories.len() > 3,
            "{id}: a chart of categories"
        );
    }
}

#[test]
fn rates_are_those_that_hold_in_2026() {
    let made = Samples::made();
    for sample in samples() {
        let tenant = made.tenant(&sample.tenant_id);
        let today = Some("2026-11-23".parse().expect("a day"));
        let there: Vec<_> = products::tax_rates(&tenant, today)
            .expect("rates")
            .iter()
            .map(|rate| rate.rate)
            .collect();
        for product in all_products(&tenant) {
            if let Some(rate) = product.gst_rate {
                assert!(there.contains(&rate), "{}: {rate}", product.name);
            }
        }
        let codes = products::hsn_codes("", "en");
        for product in all_products(&tenant) {
            let known = codes.iter().filter(|code| product.hsn.starts_with(&code.code));
            let rate = known
                .max_by_key(|code| code.code.len())
                .and_then(|code| code.gst_rate);
            if let Some(rate) = rate {
                assert_eq!(product.gst_rate, Some(rate), "{} {}", product.name, product.hsn);
            }
        }
    }
}

#[test]
fn what_was_made_is_found_and_logged() {
    let made = Samples::made();
    let found = |id: &str, search: &str| -> Vec<String> {
        let query = ProductQuery {
            search: Some(search.into()),
            ..ProductQuery::default()
        };
        let page = products::list(&made.tenant(id), query).expect("a list");
        page.items.into_iter().map(|row| row.code).collect()
    };
    assert_eq!(found("corner_shop", "basmati"), ["RIC-BAS5"]);
    assert_eq!(found("dental_clinic_abc", "wisdom"), ["EXT-W"]);
    assert_eq!(found("manufacturing_xyz", "tractor t-12"), ["BR-T12"]);
    let shop = made.tenant("corner_shop");
    let log = summary::edit_log(&shop, 500).expect("the log");
    for product in all_products(&shop) {
        let entered = log
            .iter()
            .filter(|entry| entry.record_kind == "product" && entry.record_id == product.id.to_string());
        assert_eq!(
            entered.map(|entry| entry.operation.as_str()).collect::<Vec<_>>(),
            ["product.create"],
            "{}",
            product.name
        );
    }
}

fn count<T>(rows: &[T]) -> i64 {
    i64::try_from(rows.len()).expect("few rows")
}
