//! What switching between businesses costs, each figure beside a baseline of the same run.
//!
//! `script/bench tenancy`, or `cargo bench -p cashflow --bench tenancy`; a word after `--` chooses the figures whose
//! names hold it. It ends with 1 when a bar is missed.

mod measure;

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

use axum::{body::Body, http::Request};
use cashflow::{
    App, Author, Door,
    tenancy::{BrandingLayer, NewTenant, Options, TenantId},
};
use measure::{Line, head, in_turn, median, shown, time};
use rusqlite::{Connection, OpenFlags};
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

type Figure = fn(&Runtime) -> Vec<Line>;

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    // In the program's order: what is set for the whole process is set before there are threads.
    drop(House::open());
    let runtime = Runtime::new().expect("threads start");
    let figures: [(&str, Figure); 4] = [
        ("select", select),
        ("create", create),
        ("cards", cards),
        ("memory", memory),
    ];
    head();
    let mut all_hold = true;
    for (name, figure) in figures {
        if wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str())) {
            for line in figure(&runtime) {
                line.print();
                all_hold &= line.holds();
            }
        }
    }
    if all_hold {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// An installation to measure in.
struct House {
    folder: tempfile::TempDir,
    app: App,
}

impl House {
    fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut options = Options::new(folder.path());
        options.multi_tenant = Some(true);
        options.first_rows = cashflow::first_rows;
        let app = App::open(options, None).expect("a fresh installation");
        Self { folder, app }
    }

    fn make(&self, id: &str) {
        let new = NewTenant {
            tenant_id: Some(id.to_owned()),
            domain: "default".into(),
            branding: BrandingLayer {
                company_name: Some(format!("Business {id}")),
                ..BrandingLayer::default()
            },
            ..NewTenant::default()
        };
        self.app.tenancy().create(new, &author()).expect("a business");
    }

    fn file(&self, id: &str) -> PathBuf {
        self.folder.path().join(format!("tenants/{id}.sqlite"))
    }

    /// The body of the answer.
    fn ask(&self, runtime: &Runtime, method: &str, path: &str, tenant: &str, body: &str) -> Vec<u8> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "localhost")
            .header("content-type", "application/json");
        if !tenant.is_empty() {
            request = request.header("x-tenant-id", tenant);
        }
        let request = request.body(Body::from(body.to_owned())).expect("a request");
        let (status, body) = runtime.block_on(async {
            let response = self.app.router().oneshot(request).await.expect("an answer");
            let status = response.status();
            let body = axum::body::to_bytes(response.into_body(), usize::MAX).await;
            (status, body.expect("a body"))
        });
        assert!(status.is_success(), "{method} {path}: {status}");
        body.into()
    }

    /// Fills the catalogue up to that many businesses; those added have no file.
    fn pretend(&self, count: usize) {
        let catalogue = Connection::open(self.folder.path().join("catalog.sqlite")).expect("the catalogue");
        catalogue
            .execute_batch("pragma foreign_keys = on; begin immediate")
            .expect("a transaction");
        for number in 0..count {
            let id = format!("pretended_{number:05}");
            catalogue
                .execute(
                    "insert into tenant_configs (tenant_id, database_url, domain, branding_config, created_at, updated_at)
                     values (?1, 'sqlite:tenants/' || ?1 || '.sqlite', 'default', json_object('company_name', 'Shop ' || ?1), '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')",
                    [&id],
                )
                .expect("a business");
            catalogue
                .execute(
                    "insert into tenant_cards (tenant_id, company_name, sort_name, domain, primary_color, is_active)
                     values (?1, 'Shop ' || ?1, 'shop ' || ?1, 'default', '#224466', 1)",
                    [&id],
                )
                .expect("a card");
        }
        catalogue.execute_batch("commit").expect("a commit");
    }
}

fn author() -> Author {
    Author::system(Door::Program)
}

const SELECTED: usize = 10;
const PARTIES: usize = 100;

fn name(number: usize) -> String {
    format!("shop_{number}")
}

/// Ten businesses with a hundred parties each.
fn with_parties(runtime: &Runtime) -> House {
    let house = House::open();
    for number in 0..SELECTED {
        house.make(&name(number));
        // The trade's own first row is one of them.
        for party in 1..PARTIES {
            let body = format!("{{\"name\":\"Party {party:03} of {number}\",\"kind\":\"both\"}}");
            house.ask(runtime, "POST", "/api/parties", &name(number), &body);
        }
    }
    house
}

/// A cold selection: the file is closed and the catalogue has changed, so that nothing is remembered.
fn cold(house: &House, runtime: &Runtime, round: usize) -> Duration {
    let id = name(round % SELECTED);
    house.app.tenancy().close_idle(Duration::ZERO);
    house
        .app
        .tenancy()
        .mark_opened(&TenantId::parse(&id).expect("an id"), &author())
        .expect("a note");
    time(|| {
        house.ask(runtime, "GET", "/api/parties", &id, "");
    })
}

/// The same file opened by itself, the same two statements, the rows read.
fn bare(file: &Path) -> Duration {
    let mut kept = None;
    let taken = time(|| {
        let connection =
            Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE).expect("the file");
        let count: i64 = connection
            .query_row(
                "select count(*) from parties p where not exists (select 1 from party_archivals o where o.party_id = p.id)
                   and not exists (select 1 from party_redirects o where o.party_id = p.id)",
                [],
                |row| row.get(0),
            )
            .expect("a count");
        assert_eq!(usize::try_from(count).expect("a count"), PARTIES);
        let rows = page(&connection);
        kept = Some(connection);
        rows
    });
    drop(kept);
    taken
}

fn page(connection: &Connection) -> Vec<(i64, String, Option<String>, String)> {
    let mut statement = connection
        .prepare(
            "select p.id, p.name, p.gstin, p.updated_at, p.kind, p.registration, a.city, p.state_code, c.phone, c.email, x.archived_at, r.into_id
             from parties p left join party_addresses a on a.party_id = p.id and a.is_primary = 1
             left join party_contacts c on c.party_id = p.id and c.is_primary = 1
             left join party_archivals x on x.party_id = p.id left join party_redirects r on r.party_id = p.id
             where not exists (select 1 from party_archivals o where o.party_id = p.id)
               and not exists (select 1 from party_redirects o where o.party_id = p.id)
             order by p.sort_name, p.id limit 51",
        )
        .expect("a statement");
    let rows = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .expect("a page");
    rows.collect::<rusqlite::Result<_>>().expect("rows")
}

fn select(runtime: &Runtime) -> Vec<Line> {
    let (few, many) = (with_parties(runtime), with_parties(runtime));
    many.pretend(10_000 - SELECTED);
    let (ours, beside) = in_turn(
        600,
        |round| cold(&few, runtime, round),
        |round| bare(&few.file(&name(round % SELECTED))),
    );
    let (large, small) = in_turn(
        600,
        |round| cold(&many, runtime, round),
        |round| cold(&few, runtime, round),
    );
    vec![
        Line::ratio(
            "select a business, its first list, cold | bare open, query",
            ours,
            beside,
            2.0,
        ),
        Line::ratio("the same among 10,000 businesses | among 10", large, small, 1.2),
    ]
}

fn create(_: &Runtime) -> Vec<Line> {
    let house = House::open();
    house.make("first");
    let template = fs::read_dir(house.folder.path().join("templates"))
        .expect("the templates")
        .map(|entry| entry.expect("an entry").path())
        .find(|path| {
            path.file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with("tenant"))
        })
        .expect("a template");
    let copies = house.folder.path().join("copies");
    fs::create_dir(&copies).expect("a folder");
    let (ours, beside) = in_turn(
        300,
        |round| time(|| house.make(&format!("made_{round}"))),
        |round| {
            time(|| {
                let copy = copies.join(round.to_string());
                fs::copy(&template, &copy).expect("a copy");
                fs::File::open(&copy)
                    .expect("the copy")
                    .sync_all()
                    .expect("on disk");
            })
        },
    );
    vec![Line::ratio(
        "make a business | bare copy of a file, synced",
        ours,
        beside,
        5.0,
    )]
}

fn cards(runtime: &Runtime) -> Vec<Line> {
    let house = House::open();
    house.make("first");
    house.pretend(10_000 - 1);
    for number in (0..10_000 - 1).step_by(9) {
        let id = TenantId::parse(&format!("pretended_{number:05}")).expect("an id");
        house.app.tenancy().mark_opened(&id, &author()).expect("a note");
    }
    let middle = middle(&house, runtime);
    let asked = [
        (
            "one page of 10,000 cards by name",
            "/api/tenants?limit=50".to_owned(),
        ),
        (
            "… from the middle",
            format!("/api/tenants?limit=50&cursor={middle}"),
        ),
        (
            "… last chosen first",
            "/api/tenants?limit=50&sort=-last_opened_at".to_owned(),
        ),
        (
            "… with a search that matches all",
            "/api/tenants?limit=50&search=shop".to_owned(),
        ),
        (
            "… with a search that matches one",
            "/api/tenants?limit=50&search=05000".to_owned(),
        ),
    ];
    asked
        .map(|(what, path)| {
            let mut times: Vec<Duration> = (0..60)
                .map(|_| {
                    time(|| {
                        house.ask(runtime, "GET", &path, "", "");
                    })
                })
                .collect();
            let median = median(&mut times);
            Line {
                what,
                ours: shown(median),
                beside: String::new(),
                figure: median.as_secs_f64() * 1000.0,
                bar: 10.0,
                unit: "ms",
            }
        })
        .into_iter()
        .collect()
}

/// The cursor behind the first 5,000 cards by name.
fn middle(house: &House, runtime: &Runtime) -> String {
    let mut cursor = String::new();
    for _ in 0..10 {
        let path = format!("/api/tenants?limit=500{cursor}");
        let page = house.ask(runtime, "GET", &path, "", "");
        let page: serde_json::Value = serde_json::from_slice(&page).expect("JSON");
        let next = page["next_cursor"].as_str().expect("a further page");
        cursor = format!("&cursor={next}");
    }
    cursor.split_off("&cursor=".len())
}

/// Resident memory in bytes, as the kernel counts it.
fn resident() -> f64 {
    let pages = fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: f64 = pages
        .split(' ')
        .nth(1)
        .and_then(|pages| pages.parse().ok())
        .unwrap_or(0.0);
    pages * 4096.0
}

fn memory(runtime: &Runtime) -> Vec<Line> {
    let house = House::open();
    let began = Instant::now();
    for number in 0..2_000 {
        house.make(&name(number));
    }
    eprintln!(
        "(2,000 businesses made in {:.1} s)",
        began.elapsed().as_secs_f64()
    );
    let mut after_200 = 0.0;
    for number in 0..2_000 {
        house.ask(
            runtime,
            "POST",
            "/api/parties",
            &name(number),
            "{\"name\":\"A\",\"kind\":\"both\"}",
        );
        house.ask(runtime, "GET", "/api/parties", &name(number), "");
        if number == 199 {
            after_200 = resident();
        }
    }
    let after_2000 = resident();
    vec![Line {
        what: "resident memory after 2,000 businesses | after 200",
        ours: format!("{:.1} MB", after_2000 / 1e6),
        beside: format!("{:.1} MB", after_200 / 1e6),
        figure: after_2000 / after_200,
        bar: 1.1,
        unit: "×",
    }]
}
