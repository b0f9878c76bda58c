//! Others at work while a list comes in: they look things up, and what they save waits for its end.

use std::{
    cell::{Cell, OnceCell},
    fmt::Write as _,
    thread,
    time::Duration,
};

use cashflow::features::imports::{Existing, Stop, StraightImport, bring_in};

use crate::house::{House, note, notes};

#[test]
fn what_is_saved_meanwhile_waits_for_the_end() {
    let house = House::of(&["shop"]);
    let (tenant, other) = (house.tenant("shop").unwrap(), house.tenant("shop").unwrap());
    let mut table = String::from("Code,Name\n");
    for row in 0..20 {
        writeln!(table, "N-{row},Product number {row}").unwrap();
    }
    let wanted = StraightImport {
        columns: Vec::new(),
        kind: "products".into(),
        file_name: "table.csv".into(),
        existing: Existing::Refuse,
        stop: Stop::Written,
    };
    let (times_told, saving) = (Cell::new(0), OnceCell::new());
    let told = |_| times_told.set(times_told.get() + 1);
    let came = bring_in(&tenant, &wanted, table.as_bytes(), &told, &|| {
        if times_told.get() < 2 {
            return; // the rows are tried, not written yet
        }
        saving.get_or_init(|| {
            assert_eq!(notes(&other), [""; 0], "reading goes on");
            let other = other.clone();
            let begun = thread::spawn(move || note(&other, "meanwhile"));
            // Longer than one waits for a change that is short.
            thread::sleep(Duration::from_secs(8));
            begun
        });
    })
    .unwrap();
    assert_eq!(came.added, 20, "{:?}", came.problems);
    saving.into_inner().unwrap().join().unwrap().unwrap();
    assert_eq!(notes(&other), ["meanwhile"]);
}
