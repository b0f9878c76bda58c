//! Every way in is one: made, adopted, taken in, declared or a sample, a business comes whole or not at all, and the
//! first one of an installation is backed up before the second.

use std::{fs, thread, time::Duration};

use cashflow::{
    Clock,
    tenancy::{Options, Tenancy, samples},
};
use serde_json::json;

use crate::{
    disk::SmallDisk,
    house::{House, author, id, name_of, new_tenant, note, notes},
    process::program,
};

fn names(house: &House, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(house.root().join(folder)).into_iter().flatten();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

/// A closed file of another installation.
fn file_of(other: &mut House, id: &str) -> std::path::PathBuf {
    note(&other.tenant(id).unwrap(), "brought along").unwrap();
    other.close();
    other.file(id)
}

#[test]
fn the_first_business_is_backed_up_whatever_way_the_second_comes() {
    for way in ["create", "adopt", "take in", "declare", "declare its file"] {
        let mut house = House::new();
        house.make("one");
        note(&house.tenant("one").unwrap(), "kept").unwrap();
        let mut other = House::of(&["two"]);
        match way {
            "create" => house.make("two"),
            "adopt" => {
                fs::copy(file_of(&mut other, "two"), house.file("two")).unwrap();
                let body = json!({ "file_name": "two.sqlite" });
                house.send("POST", "/api/tenants/adopt", &body).ok();
            }
            "take in" => {
                let file = file_of(&mut other, "two");
                house.tenancy().take_in_single(&file, None, &author()).unwrap();
            }
            _ => {
                house.close();
                if way.ends_with("file") {
                    fs::copy(file_of(&mut other, "two"), house.file("two")).unwrap();
                }
                fs::write(house.root().join("tenants.toml"), "[tenants.two]\n").unwrap();
            }
        }
        assert_eq!(house.get("/api/tenants").ok()["count"], 2, "{way}");
        let backups = names(&house, "backups/one");
        let before = backups
            .iter()
            .filter(|name| name.ends_with("before-second-business.sqlite.zst"));
        assert_eq!(before.count(), 1, "{way}: {backups:?}");
        assert!(
            !house.root().join("backups/two").exists(),
            "{way}: an empty folder"
        );
        assert_eq!(notes(&house.tenant("one").unwrap()), ["kept"], "{way}");
        house.tenant("two").unwrap();
        // A third needs no such backup.
        house.make("three");
        assert_eq!(names(&house, "backups/one").len(), backups.len(), "{way}");
    }
}

#[test]
fn a_second_business_is_not_let_in_beside_a_first_that_cannot_be_backed_up() {
    let mut house = House::new();
    house.make("one");
    house.close();
    let good = fs::read(house.file("one")).unwrap();
    let mut other = House::of(&["two"]);
    fs::copy(file_of(&mut other, "two"), house.file("two")).unwrap();
    fs::write(house.file("one"), "no database at all").unwrap();
    let body = json!({ "file_name": "two.sqlite" });
    assert_eq!(
        house.send("POST", "/api/tenants/adopt", &body).said(),
        (409, "file_damaged")
    );
    assert_eq!(house.get("/api/tenants").ok()["count"], 1);
    assert!(house.file("two").exists(), "what lay there stays");
    house.close();
    fs::write(house.file("one"), good).unwrap();
    house.send("POST", "/api/tenants/adopt", &body).ok();
}

#[test]
fn where_one_business_is_held_no_sample_is_made() {
    let house = House::with(|options| options.multi_tenant = Some(false));
    house.tenancy();
    let before = house.picture();
    let answer = house.send("POST", "/api/samples", &json!(null));
    assert_eq!(answer.said(), (409, "single_tenant"));
    assert_eq!(house.picture(), before);
    assert_eq!(house.get("/api/installation").ok()["first_start"], true);
    house.make("mine");
}

/// The samples that are there; each is whole.
fn whole_samples(tenancy: &Tenancy) -> Vec<String> {
    let mut there = Vec::new();
    for sample in samples() {
        let id = id(&sample.tenant_id);
        if tenancy.by_subdomain(&id.subdomain()).unwrap().is_none() {
            continue;
        }
        let tenant = tenancy.tenant(&id, author()).unwrap();
        let count = |table: &str| -> usize {
            let sql = format!("select count(*) from {table}");
            let rows: i64 = tenant.read(|read| read.value(&sql, [])).unwrap();
            usize::try_from(rows).unwrap()
        };
        let rows = &sample.rows;
        assert_eq!(count("parties"), rows.parties.len(), "{id}");
        assert_eq!(count("patients"), rows.patients.len(), "{id}");
        assert_eq!(count("materials"), rows.materials.len(), "{id}");
        assert_eq!(count("material_counts"), sample.counts.len(), "{id}");
        assert_eq!(count("tenant_logo"), 1, "{id}");
        let card = tenancy.workspace(tenant.config()).unwrap();
        assert!(card.logo_url.is_some(), "{id}");
        there.push(sample.tenant_id.clone());
    }
    there
}

/// Late enough that every row of a sample has come.
fn late(folder: &std::path::Path) -> Options {
    Options {
        clock: Clock::fixed("2027-06-01T09:30:00Z".parse().unwrap()),
        ..Options::new(folder)
    }
}

#[test]
fn a_sample_made_during_a_kill_is_whole_or_not_there() {
    for milliseconds in [30, 60, 100, 150, 200, 300, 400, 600, 900] {
        let folder = tempfile::tempdir().unwrap();
        let mut child = program(&[], folder.path())
            .arg("demo")
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(milliseconds));
        child.kill().unwrap();
        child.wait().unwrap();
        let tenancy = Tenancy::open(late(folder.path())).unwrap();
        whole_samples(&tenancy);
        let hidden = fs::read_dir(folder.path().join("tenants"))
            .unwrap()
            .filter(|entry| {
                entry
                    .as_ref()
                    .unwrap()
                    .file_name()
                    .to_string_lossy()
                    .starts_with('.')
            })
            .count();
        assert_eq!(hidden, 0, "half made");
        cashflow::make_samples(&tenancy, &author(), |_| {}).unwrap();
        assert_eq!(whole_samples(&tenancy).len(), samples().len());
    }
}

#[test]
fn a_full_disk_says_which_samples_are_there() {
    let mut some = 0;
    for size in [2, 3, 4, 5, 6, 7, 8] {
        let Some(disk) = SmallDisk::of_megabytes(size) else {
            return;
        };
        let Ok(tenancy) = Tenancy::open(late(disk.path())) else {
            continue;
        };
        let done = cashflow::make_samples(&tenancy, &author(), |_| {});
        let there = whole_samples(&tenancy);
        let Err(error) = done else { continue };
        assert_eq!(error.code().as_str(), "disk_full", "{error:?}");
        let said = error.detail();
        assert_eq!(said.contains("Nothing was changed"), there.is_empty(), "{said}");
        assert!(there.iter().all(|name| said.contains(name.as_str())), "{said}");
        some += usize::from(!there.is_empty());
    }
    assert!(some > 0, "no disk was full between two samples");
}

#[test]
fn a_business_begins_with_its_trades_starter_rows_by_every_door() {
    let house = House::with(|options| {
        options.multi_tenant = Some(true);
        options.first_rows = cashflow::first_rows;
    });
    fs::write(house.root().join("tenants.toml"), "[tenants.declared]\n").unwrap();
    house.make("made");
    house
        .tenancy()
        .create(new_tenant("clinic", "dental"), &author())
        .unwrap();
    for (tenant, parties) in [("made", 1), ("declared", 1), ("clinic", 0)] {
        let list = house.get_as(tenant, "/api/parties").ok();
        assert_eq!(list["items"].as_array().unwrap().len(), parties, "{tenant}");
        if parties > 0 {
            assert_eq!(list["items"][0]["name"], "Cash customer");
            let log = house.get_as(tenant, "/api/edit-log").ok();
            assert_eq!(log["entries"][0]["operation"], "party.create", "{log}");
        }
    }
    // One that comes with its own file has its own rows.
    let mut other = House::of(&["brought"]);
    fs::copy(file_of(&mut other, "brought"), house.file("brought")).unwrap();
    house
        .send(
            "POST",
            "/api/tenants/adopt",
            &json!({ "file_name": "brought.sqlite" }),
        )
        .ok();
    let list = house.get_as("brought", "/api/parties").ok();
    assert_eq!(list["items"], json!([]), "{}", name_of("brought"));
}
