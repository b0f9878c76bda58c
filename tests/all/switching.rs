//! Many hands switching between many businesses, of which few are kept open: every sum is exact at the end.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use cashflow::db::Record;

use crate::house::{House, author, id};

const THREADS: usize = 10;
const SWITCHES: usize = 500;
const TENANTS: usize = 50;

/// Numbers that look random and are the same in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

fn name(tenant: usize) -> String {
    format!("t{tenant:02}")
}

#[test]
fn ten_hands_five_hundred_switches_fifty_businesses() {
    let house = House::with(|options| {
        options.multi_tenant = Some(true);
        options.open_limit = 8;
    });
    for tenant in 0..TENANTS {
        house.make(&name(tenant));
    }
    let done = AtomicBool::new(false);
    let sums: Vec<BTreeMap<usize, (i64, i64)>> = thread::scope(|scope| {
        let closer = scope.spawn(|| {
            let mut closed = 0;
            while !done.load(Ordering::Relaxed) {
                closed += house.tenancy().close_idle(Duration::from_millis(2));
                thread::sleep(Duration::from_millis(3));
            }
            closed
        });
        let hands: Vec<_> = (0..THREADS)
            .map(|hand| {
                let house = &house;
                scope.spawn(move || work(house, hand))
            })
            .collect();
        let sums = hands.into_iter().map(|hand| hand.join().unwrap()).collect();
        done.store(true, Ordering::Relaxed);
        assert!(
            closer.join().unwrap() > 0,
            "idle businesses were closed meanwhile"
        );
        sums
    });
    // The set may be larger while all are in use, but never stays so.
    house.make("one_more");
    house.tenancy().tenant(&id("one_more"), author()).unwrap();
    assert!(
        house.tenancy().open_count() <= 8 + 1,
        "{} are open",
        house.tenancy().open_count()
    );

    for tenant in 0..TENANTS {
        let wanted = sums
            .iter()
            .filter_map(|sums| sums.get(&tenant))
            .fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
        let found: (i64, i64, i64) = house
            .tenant(&name(tenant))
            .unwrap()
            .read(|read| {
                read.one(
                    "select count(*), coalesce(sum(cast(record_id as integer)), 0), coalesce(sum(record_kind <> 'amount of ' || ?1), 0)
                     from edit_log where operation = 'amount.add'",
                    [name(tenant)],
                    |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
                )
            })
            .unwrap();
        assert_eq!(
            found,
            (wanted.0, wanted.1, 0),
            "{}: rows, sum, rows of others",
            name(tenant)
        );
    }
    let all: i64 = sums.iter().flat_map(BTreeMap::values).map(|(rows, _)| rows).sum();
    assert_eq!(usize::try_from(all).unwrap(), THREADS * SWITCHES);
}

/// One pair of hands: a switch, a row with the business's own name in it, now and then a look at what is there.
fn work(house: &House, hand: usize) -> BTreeMap<usize, (i64, i64)> {
    let mut dice = Dice(u64::try_from(hand).unwrap() + 1);
    let mut sums: BTreeMap<usize, (i64, i64)> = BTreeMap::new();
    for _ in 0..SWITCHES {
        let tenant = dice.roll(TENANTS);
        let amount = i64::try_from(dice.roll(1_000_000)).unwrap();
        let open = house.tenant(&name(tenant)).unwrap();
        assert_eq!(open.id().as_str(), name(tenant));
        let kind: &'static str = KINDS[tenant];
        open.write(|tx| tx.log("amount.add", &Record::new(kind, amount), None::<&()>, None::<&()>))
            .unwrap();
        if dice.roll(8) == 0 {
            let foreign: i64 = open
                .read(|read| {
                    read.value(
                        "select count(*) from edit_log where operation = 'amount.add' and record_kind <> ?1",
                        [kind],
                    )
                })
                .unwrap();
            assert_eq!(foreign, 0);
        }
        let sum = sums.entry(tenant).or_default();
        *sum = (sum.0 + 1, sum.1 + amount);
    }
    sums
}

/// `amount of t00` and so on: a record's kind is a word of the program, so they stand here.
static KINDS: std::sync::LazyLock<Vec<&'static str>> = std::sync::LazyLock::new(|| {
    (0..TENANTS)
        .map(|tenant| &*Box::leak(format!("amount of {}", name(tenant)).into_boxed_str()))
        .collect()
});
