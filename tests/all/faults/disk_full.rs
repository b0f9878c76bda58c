//! The disk is full: commits stop with a clear code, earlier ones stay, and it goes on when there is room again.

use cashflow::tenancy::NewTenant;
use serde_json::json;

use crate::{
    disk::SmallDisk,
    house::{House, author, clock, code, id, name_of, new_tenant, note, notes},
};

#[test]
fn one_business_on_a_full_disk_hinders_no_other() {
    let Some(disk) = SmallDisk::of_megabytes(4) else {
        return;
    };
    let house = House::of(&["shop"]);
    let url = format!("sqlite:{}/far.sqlite", disk.path().display());
    house
        .tenancy()
        .create(
            NewTenant {
                database_url: Some(url),
                ..new_tenant("far", "default")
            },
            &author(),
        )
        .unwrap();
    let far = house.tenant("far").unwrap();
    note(&far, "first").unwrap();
    disk.fill();
    let filler = "x".repeat(50_000);
    let mut written = 0;
    let refused = loop {
        match note(&far, &format!("{filler} {written}")) {
            Ok(()) => written += 1,
            Err(error) => break error,
        }
        assert!(written < 1_000, "the disk is never full");
    };
    assert_eq!(refused.code().as_str(), "disk_full", "{refused:?}");
    assert_eq!(notes(&far).len(), written + 1, "earlier commits stay");
    let answer = house.send_as(
        "far",
        "POST",
        "/api/parties",
        &json!({ "name": filler[..100], "kind": "both", "notes": filler[..2_000] }),
    );
    assert!([201, 507].contains(&answer.status.as_u16()), "{}", answer.body);
    for number in 0..5 {
        note(&house.tenant("shop").unwrap(), &number.to_string()).unwrap();
    }
    assert_eq!(house.get("/health").status, 200);
    disk.relieve();
    note(&far, "last").unwrap();
    assert_eq!(notes(&far).len(), written + 2);
    assert_eq!(far.integrity().unwrap(), None);
}

#[test]
fn a_full_disk_under_everything_changes_nothing_by_half() {
    let Some(disk) = SmallDisk::of_megabytes(8) else {
        return;
    };
    let open = || {
        let mut options = cashflow::tenancy::Options::new(disk.path().join("data"));
        options.clock = clock();
        options.multi_tenant = Some(true);
        cashflow::tenancy::Tenancy::open(options).unwrap()
    };
    let tenancy = open();
    for name in ["shop", "mill"] {
        tenancy.create(new_tenant(name, "default"), &author()).unwrap();
        note(&tenancy.tenant(&id(name), author()).unwrap(), "kept").unwrap();
    }
    tenancy.close_idle(std::time::Duration::ZERO);
    disk.fill();
    // The reserve opens what is closed; when it is used up, nothing is left.
    assert_eq!(notes(&tenancy.tenant(&id("shop"), author()).unwrap()), ["kept"]);
    tenancy.close_idle(std::time::Duration::ZERO);
    disk.fill();
    assert_eq!(
        code(tenancy.create(new_tenant("new", "default"), &author())),
        "disk_full"
    );
    assert_eq!(code(tenancy.export(&id("shop"), &author())), "disk_full");
    assert_eq!(
        code(tenancy.delete(&id("shop"), &name_of("shop"), &author())),
        "disk_full"
    );
    // The log may have a page to spare: sooner or later it has none.
    let refused =
        (0..2_000).find_map(|number| tenancy.set_active(&id("mill"), number % 2 == 1, &author()).err());
    assert_eq!(
        refused
            .expect("the catalogue meets the end of the disk")
            .code()
            .as_str(),
        "disk_full"
    );
    disk.relieve();
    tenancy.set_active(&id("mill"), true, &author()).unwrap();
    for name in ["shop", "mill"] {
        assert_eq!(notes(&tenancy.tenant(&id(name), author()).unwrap()), ["kept"]);
    }
    assert_eq!(code(tenancy.config(&id("new"))), "tenant_not_found");
    tenancy.create(new_tenant("new", "default"), &author()).unwrap();
    note(&tenancy.tenant(&id("new"), author()).unwrap(), "works").unwrap();
    drop(tenancy);
    let again = open();
    assert_eq!(again.counts().unwrap().0, 3);
    assert!(again.strays().unwrap().is_empty());
}

#[test]
fn a_closed_business_is_read_on_a_full_disk_and_there_is_a_warning_before() {
    let Some(disk) = SmallDisk::of_megabytes(12) else {
        return;
    };
    let data = disk.path().join("data");
    let open = || {
        let mut options = cashflow::tenancy::Options::new(&data);
        options.clock = clock();
        options.multi_tenant = Some(true);
        cashflow::App::open(options, None).unwrap()
    };
    let app = open();
    for name in ["shop", "mill", "bank"] {
        app.tenancy()
            .create(new_tenant(name, "default"), &author())
            .unwrap();
        note(&app.tenancy().tenant(&id(name), author()).unwrap(), "kept").unwrap();
    }
    let get = |app: &cashflow::App, tenant: Option<&str>, path: &str| {
        let request = crate::house::request("GET", path, tenant, &serde_json::Value::Null);
        crate::house::RUNTIME.block_on(crate::house::send(app, request))
    };
    let warned = |app: &cashflow::App| get(app, None, "/api/installation").ok()["warnings"].to_string();
    assert!(
        warned(&app).contains("Make room before the disk is full"),
        "{}",
        warned(&app)
    );
    let reserve = data.join("reserve");
    assert_eq!(reserve.metadata().unwrap().len(), 1 << 20);
    drop(app);
    // Not even the catalogue is open.
    disk.fill();
    let app = open();
    assert!(!reserve.exists(), "it is given back");
    for name in ["shop", "mill", "bank"] {
        get(&app, Some(name), "/api/parties").ok();
        let path = format!("/api/tenants/{name}/open");
        let open = crate::house::request("POST", &path, None, &serde_json::json!({}));
        crate::house::RUNTIME
            .block_on(crate::house::send(&app, open))
            .ok();
        assert_eq!(
            notes(&app.tenancy().tenant(&id(name), author()).unwrap()),
            ["kept"]
        );
    }
    disk.fill();
    assert!(warned(&app).contains("nothing is free"), "{}", warned(&app));
    let health = get(&app, None, "/api/tenants/shop/health").ok();
    assert!(health.to_string().contains("nothing is free"), "{health}");
    assert_eq!(health["status"], "warning");
    // With room again there is a reserve again.
    disk.relieve();
    app.tenancy().keep_reserve();
    assert_eq!(reserve.metadata().unwrap().len(), 1 << 20);
    // A write that meets the end says so and gives the reserve back: the next, a small one, is done.
    disk.fill();
    let shop = app.tenancy().tenant(&id("shop"), author()).unwrap();
    let filler = "x".repeat(60_000);
    let refused = (0..500).find_map(|number| note(&shop, &format!("{filler} {number}")).err());
    assert_eq!(refused.expect("it is full").code().as_str(), "disk_full");
    assert!(!reserve.exists(), "it is given back");
    note(&shop, "small").unwrap();
}
