//! What a list of 100,000 products costs, beside the same statements by hand on a bare connection in the same run.
//!
//! `script/bench lists`, or `cargo bench -p cashflow --bench lists`. It ends with 1 when a bar is missed.

#[path = "../tenancy/measure.rs"]
mod measure;

use std::{path::Path, process::ExitCode, time::Duration};

use cashflow::{
    App, Author, Door,
    features::products::{ProductQuery, list},
    tenancy::{BrandingLayer, NewTenant, Options, Tenant, TenantId},
};
use measure::{Line, head, in_turn, shown, time};
use rusqlite::{Connection, named_params};

const PRODUCTS: usize = 100_000;
const PAGE: u32 = 50;
/// How much later than the bare statements the operation may answer.
const LATER_MS: f64 = 0.5;

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    if !wanted.is_empty() && !wanted.iter().any(|word| "lists".contains(word.as_str())) {
        return ExitCode::SUCCESS;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let app = App::open(Options::new(folder.path()), None).expect("a fresh installation");
    let new = NewTenant {
        tenant_id: Some("shop".into()),
        domain: "default".into(),
        branding: BrandingLayer {
            company_name: Some("A large shop".into()),
            ..BrandingLayer::default()
        },
        ..NewTenant::default()
    };
    let author = Author::system(Door::Program);
    let id = app
        .tenancy()
        .create(new, &author)
        .expect("a business")
        .tenant_id
        .clone();
    app.tenancy().close_idle(Duration::ZERO);
    let file = folder.path().join(format!("tenants/{id}.sqlite"));
    fill(&file);
    let mut all_hold = true;
    head();
    for line in lists(&app, &id, &author, &file) {
        line.print();
        all_hold &= line.holds();
    }
    if all_hold {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

const SIZES: [&str; 8] = [
    "small", "medium", "large", "10 mm", "25 mm", "60 mm", "1 kg", "5 l",
];
const THINGS: [&str; 10] = [
    "bolt", "washer", "glove", "syringe", "mirror", "rice", "soap", "pencil", "hinge", "valve",
];
const MAKES: [&str; 5] = ["Anand", "Bharat", "Chetak", "Deccan", "Everest"];

/// The name of the product of that number: one in a hundred is a “nitrile” one.
fn name(number: usize) -> String {
    let kind = if number.is_multiple_of(100) {
        "nitrile "
    } else {
        ""
    };
    let (make, thing, size) = (
        MAKES[number % MAKES.len()],
        THINGS[number / 7 % THINGS.len()],
        SIZES[number / 3 % SIZES.len()],
    );
    format!("{make} {kind}{thing} {size} {number:05}")
}

/// Writes the rows and what they are found by, as the program itself would have.
fn fill(file: &Path) {
    let connection = Connection::open(file).expect("the file");
    connection
        .execute_batch("begin immediate")
        .expect("a transaction");
    for number in 0..PRODUCTS {
        let (id, name) = (number + 1, name(number));
        let code = format!("p-{number:06}");
        connection
            .prepare_cached(
                "insert into products (id, kind, code, code_key, name, sort_name, unit, hsn, selling_price_minor, created_at, updated_at)
                 values (:id, 'goods', upper(:code), :code, :name, lower(:name), 'NOS', '73181500', :price, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')",
            )
            .and_then(|mut insert| {
                insert.execute(named_params! { ":id": id, ":code": code, ":name": name, ":price": number * 37 % 1_000_000 })
            })
            .expect("a product");
        connection
            .prepare_cached(
                "insert into product_gst_rates (product_id, from_on, rate_bp, cess_bp) values (?1, '2025-04-01', 1800, 0)",
            )
            .and_then(|mut insert| insert.execute([id]))
            .expect("a rate");
        for table in ["product_pieces", "product_words"] {
            connection
                .prepare_cached(&format!("insert into {table} (rowid, text) values (?1, ?2)"))
                .and_then(|mut insert| {
                    insert.execute((id, format!("{}\n{code}\n73181500", name.to_lowercase())))
                })
                .expect("a row of the index");
        }
    }
    connection.execute_batch("commit").expect("a commit");
}

/// A list asked for, and the same page by hand.
struct Asked {
    what: &'static str,
    query: ProductQuery,
    /// From where and in which order the page's ids come, without `limit`.
    page: &'static str,
    count: &'static str,
}

const NOT_HIDDEN: &str = "not exists (select 1 from product_archivals h where h.product_id = p.id)";
const COUNT: &str = "select (select count(*) from products p)
   - (select count(*) from products p where p.id in (select product_id from product_archivals))";
const COUNT_FOUND: &str = "select count(*) from product_pieces where product_pieces match '\"nitrile\"'
   and rowid not in (select product_id from product_archivals)";
const RANKED: &str = "products p join (select rowid as found_id from product_pieces where product_pieces match '\"nitrile\"') on p.id = found_id
   where {hidden} order by case when substr(p.sort_name, 1, 7) = 'nitrile' then 0 when instr(p.sort_name, ' nitrile') > 0 then 1
     when instr(p.sort_name, 'nitrile') > 0 then 2 else 3 end, p.sort_name, p.id";

fn asked(middle: String) -> [Asked; 5] {
    let query = |search: Option<&str>, sort: Option<&str>, cursor: Option<String>| ProductQuery {
        search: search.map(str::to_owned),
        sort: sort.map(str::to_owned),
        cursor,
        limit: Some(PAGE),
        ..ProductQuery::default()
    };
    [
        Asked {
            what: "a page of 100,000 products by name | bare SQL",
            query: query(None, None, None),
            page: "products p where {hidden} order by p.sort_name, p.id",
            count: COUNT,
        },
        Asked {
            what: "… from the middle",
            query: query(None, None, Some(middle)),
            page: "products p where {hidden} and (p.sort_name, p.id) > (:key, :id) order by p.sort_name, p.id",
            count: COUNT,
        },
        Asked {
            what: "… by price, dearest first",
            query: query(None, Some("-selling_price"), None),
            page: "products p where {hidden} order by p.price_key desc, p.id desc",
            count: COUNT,
        },
        Asked {
            what: "… by code",
            query: query(None, Some("code"), None),
            page: "products p where {hidden} order by p.code_key, p.id",
            count: COUNT,
        },
        Asked {
            what: "… with a word that 1,000 hold",
            query: query(Some("nitrile"), None, None),
            page: RANKED,
            count: COUNT_FOUND,
        },
    ]
}

fn lists(app: &App, id: &TenantId, author: &Author, file: &Path) -> Vec<Line> {
    let tenant = app.tenancy().tenant(id, author.clone()).expect("the business");
    let bare = Connection::open(file).expect("the file");
    let (cursor, key, last) = middle(&tenant);
    asked(cursor)
        .into_iter()
        .map(|asked| {
            let sql = format!(
                "select p.id, p.code, p.name, p.kind, p.category_id, p.unit, p.hsn, p.selling_price_minor, p.buying_price_minor,
                   p.tracking, i.sha256, p.updated_at, x.archived_at,
                   (select r.rate_bp from product_gst_rates r where r.product_id = p.id and r.from_on <= '2026-11-01' order by r.from_on desc limit 1)
                 from (select p.id as page_id from {} limit 51) page cross join products p on p.id = page_id
                 left join product_pictures i on i.product_id = p.id left join product_archivals x on x.product_id = p.id",
                asked.page.replace("{hidden}", NOT_HIDDEN)
            );
            let (ours, beside) = in_turn(
                100,
                |_| {
                    let query = asked.query.clone();
                    time(|| {
                        let page = list(&tenant, query).expect("a page");
                        assert_eq!(page.items.len(), PAGE as usize, "{}", asked.what);
                        page
                    })
                },
                |_| time(|| by_hand(&bare, &sql, asked.count, &key, last)),
            );
            Line {
                what: asked.what,
                ours: shown(ours),
                beside: shown(beside),
                figure: (ours.as_secs_f64() - beside.as_secs_f64()) * 1000.0,
                bar: LATER_MS,
                unit: "ms",
            }
        })
        .collect()
}

type Row = (i64, String, String, Option<i64>, Option<i64>);

/// The page and the count, the rows read.
fn by_hand(bare: &Connection, sql: &str, count: &str, key: &str, last: i64) -> (i64, Vec<Row>) {
    let total = bare
        .prepare_cached(count)
        .and_then(|mut count| count.query_row([], |row| row.get(0)))
        .expect("a count");
    let mut page = bare.prepare_cached(sql).expect("a statement");
    let read =
        |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(7)?, row.get(13)?));
    let rows = if sql.contains(":key") {
        page.query_map(named_params! { ":key": key, ":id": last }, read)
            .expect("a page")
            .collect()
    } else {
        page.query_map([], read).expect("a page").collect()
    };
    let rows: rusqlite::Result<Vec<Row>> = rows;
    let rows = rows.expect("rows");
    assert_eq!(rows.len(), PAGE as usize + 1);
    (total, rows)
}

/// The cursor behind the first half by name, and the row it stands on.
fn middle(tenant: &Tenant) -> (String, String, i64) {
    let mut query = ProductQuery {
        limit: Some(500),
        ..ProductQuery::default()
    };
    loop {
        let page = list(tenant, query.clone()).expect("a page");
        let last = page.items.last().expect("a row");
        let cursor = page.next_cursor.expect("a further page");
        if last.name.as_str() >= "Chetak m" {
            return (cursor, last.name.to_lowercase(), last.id.0);
        }
        query.cursor = Some(cursor);
    }
}
