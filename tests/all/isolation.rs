//! No row of one business is ever in another: random operations over random businesses, by every way in, with so few
//! kept open that they are closed and opened again all the time; then every file is searched byte by byte.

use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    fs,
};

use axum::{body::Body, http::Request};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::house::{House, author, id};

const IDS: [&str; 6] = ["alpha", "beta-shop", "gamma_shop", "delta", "epsilon", "zeta_9"];

/// The trade of each, two of a kind: what one kind of record must not cross is also between two that both have it.
const TRADES: [&str; 6] = [
    "default",
    "dental",
    "manufacturing",
    "dental",
    "manufacturing",
    "default",
];

/// How a request says which business it is for.
#[derive(Clone, Copy, Debug)]
enum Way {
    Header,
    Query,
    Subdomain,
    All,
}

#[derive(Clone, Debug)]
enum Step {
    Make(usize),
    Rename(usize),
    Switch(usize, bool),
    Archive(usize, bool),
    Delete(usize),
    Write(usize, Kind, Way),
    Change(usize, Way),
    Read(usize, Way),
    Open(usize),
    Export(usize),
    CloseIdle,
    Restart,
}

fn step() -> impl Strategy<Value = Step> {
    let tenant = 0..IDS.len();
    let kind = prop::sample::select(KINDS.to_vec());
    let way = prop_oneof![
        Just(Way::Header),
        Just(Way::Query),
        Just(Way::Subdomain),
        Just(Way::All)
    ];
    prop_oneof![
        4 => tenant.clone().prop_map(Step::Make),
        1 => tenant.clone().prop_map(Step::Rename),
        2 => (tenant.clone(), any::<bool>()).prop_map(|(tenant, on)| Step::Switch(tenant, on)),
        2 => (tenant.clone(), any::<bool>()).prop_map(|(tenant, on)| Step::Archive(tenant, on)),
        1 => tenant.clone().prop_map(Step::Delete),
        12 => (tenant.clone(), kind, way.clone()).prop_map(|(tenant, kind, way)| Step::Write(tenant, kind, way)),
        4 => (tenant.clone(), way.clone()).prop_map(|(tenant, way)| Step::Change(tenant, way)),
        6 => (tenant.clone(), way).prop_map(|(tenant, way)| Step::Read(tenant, way)),
        2 => tenant.clone().prop_map(Step::Open),
        1 => tenant.prop_map(Step::Export),
        1 => Just(Step::CloseIdle),
        1 => Just(Step::Restart),
    ]
}

/// The kinds of record that every business has, and those of one trade.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Party,
    Product,
    Patient,
    Material,
}

const KINDS: [Kind; 4] = [Kind::Party, Kind::Product, Kind::Patient, Kind::Material];

impl Kind {
    fn path(self) -> &'static str {
        match self {
            Self::Party => "/api/parties",
            Self::Product => "/api/products",
            Self::Patient => "/api/patients",
            Self::Material => "/api/materials",
        }
    }

    /// Whether a business's trade has records of this kind.
    fn is_granted(self, tenant: usize) -> bool {
        match self {
            Self::Party | Self::Product => true,
            Self::Patient => TRADES[tenant] == "dental",
            Self::Material => TRADES[tenant] == "manufacturing",
        }
    }

    /// A record whose every text begins with its business's mark.
    fn body(self, name: &str) -> Value {
        match self {
            Self::Party => {
                json!({ "name": name, "kind": "both", "notes": format!("notes of {name}"), "contacts": [{ "name": name }] })
            }
            Self::Product => json!({ "name": name, "code": name, "notes": format!("notes of {name}") }),
            Self::Patient => json!({ "name": name, "alerts": [name], "notes": format!("notes of {name}") }),
            Self::Material => {
                json!({ "name": name, "code": name, "unit": "kg", "store": name, "notes": format!("notes of {name}") })
            }
        }
    }
}

/// A row that a business must have: its kind, its id, its name.
type Row = (Kind, i64, String);

/// What each business must have: the text of each of its rows begins with its mark.
#[derive(Default)]
struct Expected {
    rows: BTreeMap<usize, Vec<Row>>,
    inactive: BTreeSet<usize>,
    archived: BTreeSet<usize>,
    written: usize,
}

impl Expected {
    /// The mark of a business, which no other text contains.
    fn mark(tenant: usize) -> String {
        format!("⟦{}⟧", IDS[tenant])
    }

    /// How a call in the business about records of a kind must end.
    fn refusal_of(&self, tenant: usize, kind: Kind) -> Option<(u16, &'static str)> {
        let gate = (!kind.is_granted(tenant)).then_some((403, "feature_disabled"));
        self.refusal(tenant).or(gate)
    }

    /// How a call in the business must end.
    fn refusal(&self, tenant: usize) -> Option<(u16, &'static str)> {
        if !self.rows.contains_key(&tenant) {
            Some((404, "tenant_not_found"))
        } else if self.archived.contains(&tenant) {
            Some((423, "tenant_archived"))
        } else if self.inactive.contains(&tenant) {
            Some((423, "tenant_inactive"))
        } else {
            None
        }
    }
}

fn request(tenant: usize, way: Way, method: &str, path: &str, body: &Value) -> Request<Body> {
    let id = IDS[tenant];
    let (mut host, mut uri, mut header) = ("localhost".to_owned(), path.to_owned(), None);
    if matches!(way, Way::Subdomain | Way::All) {
        host = format!("{}.localhost", id.replace('_', "-"));
    }
    if matches!(way, Way::Query | Way::All) {
        uri += if path.contains('?') { "&" } else { "?" };
        uri += "tenant_id=";
        uri += id;
    }
    if matches!(way, Way::Header | Way::All) {
        header = Some(id);
    }
    let mut request = Request::builder()
        .method(method)
        .uri(uri)
        .header("host", host)
        .header("content-type", "application/json");
    if let Some(header) = header {
        request = request.header("x-tenant-id", header);
    }
    let body = if body.is_null() {
        Body::empty()
    } else {
        Body::from(body.to_string())
    };
    request.body(body).unwrap()
}

fn take(house: &mut House, expected: &mut Expected, step: &Step) {
    match *step {
        Step::Make(tenant) => make(house, expected, tenant),
        Step::Rename(tenant) => {
            let name = json!({ "branding": { "company_name": format!("{} {}", Expected::mark(tenant), expected.written) } });
            let answer = house.send("PATCH", &format!("/api/tenants/{}", IDS[tenant]), &name);
            assert_eq!(
                answer.status.is_success(),
                expected.rows.contains_key(&tenant),
                "{}",
                answer.body
            );
        }
        Step::Switch(tenant, on) => {
            let action = if on { "activate" } else { "deactivate" };
            let answer = house.send(
                "POST",
                &format!("/api/tenants/{}/{action}", IDS[tenant]),
                &Value::Null,
            );
            if answer.status.is_success() {
                if on {
                    expected.inactive.remove(&tenant)
                } else {
                    expected.inactive.insert(tenant)
                };
            }
        }
        Step::Archive(tenant, on) => {
            let action = if on { "archive" } else { "restore" };
            let answer = house.send(
                "POST",
                &format!("/api/tenants/{}/{action}", IDS[tenant]),
                &Value::Null,
            );
            if answer.status.is_success() {
                if on {
                    expected.archived.insert(tenant)
                } else {
                    expected.archived.remove(&tenant)
                };
            }
        }
        Step::Delete(tenant) => delete(house, expected, tenant),
        Step::Write(tenant, kind, way) => {
            expected.written += 1;
            let name = format!("{} row {}", Expected::mark(tenant), expected.written);
            let answer = house.call(request(tenant, way, "POST", kind.path(), &kind.body(&name)));
            if let Some(refusal) = expected.refusal_of(tenant, kind) {
                assert_eq!(answer.said(), refusal, "{kind:?} of {}", IDS[tenant]);
                return;
            }
            assert_eq!(answer.header("x-tenant-id"), IDS[tenant]);
            let id = answer.ok()["id"].as_i64().unwrap();
            expected.rows.get_mut(&tenant).unwrap().push((kind, id, name));
        }
        Step::Change(tenant, way) => change(house, expected, tenant, way),
        Step::Read(tenant, way) => read(house, expected, tenant, way),
        Step::Open(tenant) => {
            let answer = house.send(
                "POST",
                &format!("/api/tenants/{}/open", IDS[tenant]),
                &Value::Null,
            );
            match expected.refusal(tenant) {
                Some(refusal) => assert_eq!(answer.said(), refusal),
                None => assert_eq!(answer.ok()["tenant_id"], IDS[tenant]),
            }
        }
        Step::Export(tenant) => {
            let answer = house.send(
                "POST",
                &format!("/api/tenants/{}/export", IDS[tenant]),
                &Value::Null,
            );
            if expected.rows.contains_key(&tenant) {
                let link = answer.ok()["download"].as_str().unwrap().to_owned();
                only_its_own(&house.get(&link).bytes, tenant, "an export");
            }
        }
        Step::CloseIdle => {
            house.tenancy().close_idle(std::time::Duration::ZERO);
        }
        Step::Restart => house.close(),
    }
}

fn make(house: &House, expected: &mut Expected, tenant: usize) {
    let body = json!({ "tenant_id": IDS[tenant], "domain": TRADES[tenant], "branding": { "company_name": Expected::mark(tenant) } });
    let answer = house.send("POST", "/api/tenants", &body);
    match expected.rows.entry(tenant) {
        Entry::Occupied(_) => assert_eq!(answer.said(), (409, "tenant_exists")),
        Entry::Vacant(free) => {
            answer.ok();
            free.insert(Vec::new());
        }
    }
}

fn delete(house: &House, expected: &mut Expected, tenant: usize) {
    if !expected.rows.contains_key(&tenant) {
        return;
    }
    let name = house
        .tenancy()
        .config(&id(IDS[tenant]))
        .unwrap()
        .branding
        .company_name
        .clone();
    house
        .tenancy()
        .delete(&id(IDS[tenant]), &name, &author())
        .unwrap();
    expected.rows.remove(&tenant);
    expected.inactive.remove(&tenant);
    expected.archived.remove(&tenant);
}

fn change(house: &House, expected: &mut Expected, tenant: usize, way: Way) {
    if expected.refusal(tenant).is_some() {
        return;
    }
    expected.written += 1;
    let name = format!("{} changed {}", Expected::mark(tenant), expected.written);
    let rows = expected.rows.get_mut(&tenant).unwrap();
    let Some((kind, row, _)) = rows.first().cloned() else {
        return;
    };
    let path = format!("{}/{row}", kind.path());
    let mut body = house.call(request(tenant, way, "GET", &path, &Value::Null)).ok();
    let revision = body["revision"].take();
    body = kind.body(&name);
    body["revision"] = revision;
    house.call(request(tenant, way, "PUT", &path, &body)).ok();
    rows[0].2 = name;
}

fn read(house: &House, expected: &Expected, tenant: usize, way: Way) {
    for kind in KINDS {
        let path = format!("{}?limit=500", kind.path());
        let answer = house.call(request(tenant, way, "GET", &path, &Value::Null));
        if let Some(refusal) = expected.refusal_of(tenant, kind) {
            assert_eq!(answer.said(), refusal, "{kind:?} of {}", IDS[tenant]);
            continue;
        }
        let page = answer.ok();
        let there: BTreeSet<(i64, &str)> = page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| (row["id"].as_i64().unwrap(), row["name"].as_str().unwrap()))
            .collect();
        let wanted: BTreeSet<(i64, &str)> = expected.rows[&tenant]
            .iter()
            .filter(|(of, ..)| *of == kind)
            .map(|(_, id, name)| (*id, name.as_str()))
            .collect();
        assert_eq!(there, wanted, "{kind:?} of {}", IDS[tenant]);
    }
}

/// No other business's mark stands anywhere in these bytes.
fn only_its_own(bytes: &[u8], tenant: usize, what: &str) {
    for other in (0..IDS.len()).filter(|other| *other != tenant) {
        let mark = Expected::mark(other);
        assert!(
            !bytes.windows(mark.len()).any(|part| part == mark.as_bytes()),
            "{what}: {} in {}",
            IDS[other],
            IDS[tenant]
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_row_of_one_business_is_in_another(steps in prop::collection::vec(step(), 40..140)) {
        let mut house = House::with(|options| {
            options.multi_tenant = Some(true);
            options.open_limit = 3;
        });
        let mut expected = Expected::default();
        for tenant in 0..3 {
            make(&house, &mut expected, tenant);
        }
        for step in &steps {
            take(&mut house, &mut expected, step);
            prop_assert!(house.tenancy().open_count() <= 3, "the set of open businesses is bounded");
        }
        for tenant in 0..IDS.len() {
            read(&house, &expected, tenant, Way::Header);
        }
        house.close();
        house.app();
        house.close();
        for (tenant, name) in IDS.iter().enumerate() {
            for ending in ["sqlite", "sqlite-wal"] {
                if let Ok(bytes) = fs::read(house.file(name).with_extension(ending)) {
                    only_its_own(&bytes, tenant, ending);
                }
            }
        }
    }
}
