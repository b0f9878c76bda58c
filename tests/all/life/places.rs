//! Where a business's file may lie and what it may be called.

use std::fs;

use cashflow::tenancy::{NewTenant, TenantId};

use crate::house::{House, author, code, id, name_of, new_tenant, note};

#[test]
fn ids_that_differ_only_by_their_dashes_cannot_both_exist() {
    let house = House::of(&["dental_clinic"]);
    assert_eq!(
        code(
            house
                .tenancy()
                .create(new_tenant("dental-clinic", "dental"), &author())
        ),
        "tenant_exists"
    );
    assert!(!house.file("dental-clinic").exists());
}

#[test]
fn a_name_gives_an_id_and_the_same_name_another() {
    let house = House::of(&[]);
    let named = || NewTenant {
        tenant_id: None,
        ..new_tenant("x", "default")
    };
    let ids: Vec<String> = (0..3)
        .map(|_| {
            house
                .tenancy()
                .create(named(), &author())
                .unwrap()
                .tenant_id
                .to_string()
        })
        .collect();
    assert_eq!(ids, ["house_x", "house_x_2", "house_x_3"]);
    // At once, too: whoever comes second takes the next number.
    let mut together: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..6)
            .map(|_| {
                scope.spawn(|| {
                    house
                        .tenancy()
                        .create(named(), &author())
                        .unwrap()
                        .tenant_id
                        .to_string()
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    together.sort();
    assert_eq!(
        together,
        [
            "house_x_4",
            "house_x_5",
            "house_x_6",
            "house_x_7",
            "house_x_8",
            "house_x_9"
        ]
    );
}

#[test]
fn whether_an_id_can_be_had_is_told_before() {
    let house = House::of(&["corner_shop", "corner_shop_2"]);
    fs::write(house.root().join("tenants/found.sqlite"), "").unwrap();
    for (wanted, is_free, free, problem) in [
        ("mill", true, "mill", ""),
        (
            "corner_shop",
            false,
            "corner_shop_3",
            "A business “corner_shop” is here already.",
        ),
        (
            "corner-shop",
            false,
            "corner-shop_3",
            "It would have the same address as “corner_shop”",
        ),
        ("found", false, "found_2", "A file found.sqlite lies among"),
    ] {
        let offer = house.get(&format!("/api/tenant-id?id={wanted}")).ok();
        assert_eq!(
            (&offer["is_free"], &offer["free"]),
            (&is_free.into(), &free.into()),
            "{wanted}"
        );
        let said = offer["problem"].as_str().unwrap_or_default();
        assert!(said.starts_with(problem) && said.is_empty() == is_free, "{said}");
    }
    for wanted in ["", "..%2Fx", "CON", "strays"] {
        let answer = house.get(&format!("/api/tenant-id?id={wanted}"));
        assert_eq!(answer.said(), (422, "validation_failed"), "{wanted}");
        assert_eq!(answer.body["fields"][0]["field"], "tenant_id", "{wanted}");
    }
}

#[test]
fn a_business_can_lie_on_another_disk() {
    let house = House::of(&["shop"]);
    let Some(elsewhere) = crate::disk::SmallDisk::of_megabytes(16) else {
        return;
    };
    let url = format!("sqlite:{}/far.sqlite", elsewhere.path().display());
    let far = NewTenant {
        database_url: Some(url),
        ..new_tenant("far", "default")
    };
    house.tenancy().create(far, &author()).unwrap();
    note(&house.tenant("far").unwrap(), "there").unwrap();
    assert!(elsewhere.path().join("far.sqlite").exists());
    house
        .tenancy()
        .delete(&id("far"), &name_of("far"), &author())
        .unwrap();
    assert!(!elsewhere.path().join("far.sqlite").exists());
}

#[test]
fn a_place_that_belongs_to_the_program_itself_is_refused() {
    let house = House::of(&["shop"]);
    let before = house.picture();
    for place in [
        "sqlite:catalog.sqlite",
        "sqlite:tenants/shop.sqlite",
        "sqlite:tenants//shop.sqlite",
        "sqlite:./tenants/shop.sqlite",
        "sqlite:tenants/shop.sqlite-wal",
        "sqlite:tenants/shop.lock",
        "sqlite:tenants/.making-x.sqlite",
        "sqlite:tenants/.hidden.sqlite",
        "sqlite:tenants/nothing",
        "sqlite:tenants/",
        "sqlite:templates/mine.sqlite",
        "sqlite:backups/shop/mine.sqlite",
        "sqlite:../out.sqlite",
        "sqlite::memory:",
        "sqlite:file:x.sqlite?mode=memory",
        "sqlite:",
        "sqlite:nowhere/x.sqlite",
        "postgres://x",
        "libsql://x",
    ] {
        let new = NewTenant {
            database_url: Some(place.into()),
            ..new_tenant("mine", "default")
        };
        let refused = code(house.tenancy().create(new, &author()));
        assert!(
            ["validation_failed", "tenant_exists"].contains(&refused),
            "{place}: {refused}"
        );
        assert_eq!(house.picture(), before, "{place} changed something");
    }
    assert_eq!(
        code(TenantId::parse("strays")),
        "validation_failed",
        "an address of the API"
    );
    assert_eq!(
        code(TenantId::parse("adopt")),
        "validation_failed",
        "an address of the API"
    );
}

#[test]
fn an_export_never_touches_a_file_that_is_there() {
    let house = House::of(&["shop"]);
    let target = house.root().join("precious.txt");
    fs::write(&target, "precious").unwrap();
    assert_eq!(
        code(house.tenancy().export_to(&id("shop"), &target, &author())),
        "duplicate"
    );
    assert_eq!(fs::read_to_string(&target).unwrap(), "precious");
}
