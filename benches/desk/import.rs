//! An import of 100,000 products beside bare prepared inserts of the same rows: the products, their rates, their
//! barcodes, their rows of the edit log and of both full-text indexes, into a file of the same schema in the same mode,
//! in one transaction. The bare side checks nothing, compares nothing and can take nothing back.

use std::fmt::Write as _;

use std::{path::Path, time::Duration};

use cashflow::{
    Author, Door,
    features::imports::{Existing, Stop, StraightImport, bring_in, history, undo},
    tenancy::{BrandingLayer, NewTenant, Options, Tenancy, Tenant, TenantId},
};
use rusqlite::{Connection, params};

use crate::measure::{Line, in_turn, median, time};

const ROWS: usize = 100_000;
const ROUNDS: usize = 3;
/// The import takes at most twice as long: half the speed.
const BAR: f64 = 2.0;

/// To take it back grows with its rows as bringing it in does: at most half as long again. (Reading all other records
/// for each made it minutes.)
const UNDO_BAR: f64 = 1.5;

pub(crate) fn import() -> Vec<Line> {
    let table = table();
    let folder = tempfile::tempdir().expect("a folder");
    let house = Tenancy::open(Options::new(folder.path())).expect("a fresh installation");
    // One business shows how its rows are kept, so that the bare side writes the very same.
    let model = business(&house, "model");
    bring(&model, &table);
    let kept = Kept::read(&folder.path().join("tenants/model.sqlite"));
    let names: Vec<String> = (0..ROUNDS).map(|round| format!("round_{round}")).collect();
    let tenants: Vec<Tenant> = names.iter().map(|name| business(&house, name)).collect();
    for round in 0..ROUNDS {
        business(&house, &format!("bare_{round}"));
    }
    house.close_idle(Duration::ZERO);
    let (ours, beside) = in_turn(
        ROUNDS,
        |round| time(|| bring(&tenants[round], &table)),
        |round| {
            let file = folder.path().join(format!("tenants/bare_{round}.sqlite"));
            time(|| kept.write(&file))
        },
    );
    let mut undone: Vec<Duration> = tenants.iter().map(|tenant| time(|| take_back(tenant))).collect();
    vec![
        Line::ratio(
            "import of 100,000 rows, beside bare prepared inserts",
            ours,
            beside,
            BAR,
        ),
        Line::ratio(
            "the same taken back, beside the import",
            median(&mut undone),
            ours,
            UNDO_BAR,
        ),
    ]
}

fn table() -> Vec<u8> {
    let mut text =
        String::from("Code,Name,Unit,HSN,Buying price,Selling price,GST %,Barcode,Reorder level\n");
    for row in 0..ROWS {
        writeln!(
            text,
            "SKU-{row:06},Product number {row} of shelf {},NOS,9018,{}.50,{}.75,18,89{row:011},{}",
            row % 977,
            row % 4000,
            row % 5000,
            row % 50
        )
        .expect("a string takes text");
    }
    text.into_bytes()
}

fn business(house: &Tenancy, id: &str) -> Tenant {
    let author = Author::system(Door::Program);
    let new = NewTenant {
        tenant_id: Some(id.to_owned()),
        domain: "default".into(),
        branding: BrandingLayer {
            company_name: Some(format!("Business {id}")),
            ..BrandingLayer::default()
        },
        ..NewTenant::default()
    };
    house.create(new, &author).expect("a business");
    house
        .tenant(&TenantId::parse(id).expect("an id"), author)
        .expect("a business")
}

/// The whole of it: read the file, match the columns, try every row, write.
fn bring(tenant: &Tenant, table: &[u8]) {
    let wanted = StraightImport {
        columns: Vec::new(),
        kind: "products".into(),
        file_name: "table.csv".into(),
        existing: Existing::Refuse,
        stop: Stop::Written,
    };
    let came = bring_in(tenant, &wanted, table, &|_| (), &|| ()).expect("an import");
    assert_eq!(came.added, ROWS, "{:?}", came.problems);
}

/// Rows as the import wrote them, ready to be written again.
struct Kept {
    products: Vec<Product>,
}

struct Product {
    code: String,
    code_key: String,
    name: String,
    sort_name: String,
    hsn: String,
    buying: i64,
    selling: i64,
    reorder: i64,
    barcode: String,
    text: String,
    log: String,
    at: String,
}

fn take_back(tenant: &Tenant) {
    let past = history(tenant).expect("the imports");
    undo(tenant, &past[0]).expect("nothing uses it");
}

impl Kept {
    fn read(file: &Path) -> Self {
        let connection = Connection::open(file).expect("the model's file");
        let mut statement = connection
            .prepare(
                "select p.code, p.code_key, p.name, p.sort_name, p.hsn, p.buying_price_minor, p.selling_price_minor,
                   p.reorder_micro, b.barcode, l.after, p.created_at
                 from products p join product_barcodes b on b.product_id = p.id
                 join edit_log l on l.record_kind = 'product' and l.record_id = cast(p.id as text)
                 order by p.id",
            )
            .expect("a statement");
        let products = statement
            .query_map([], |row| {
                let (code, sort_name, hsn, barcode): (String, String, String, String) =
                    (row.get(0)?, row.get(3)?, row.get(4)?, row.get(8)?);
                Ok(Product {
                    text: format!("{sort_name}\n{}\n{hsn}\n{barcode}", code.to_lowercase()),
                    code,
                    code_key: row.get(1)?,
                    name: row.get(2)?,
                    sort_name,
                    hsn,
                    buying: row.get(5)?,
                    selling: row.get(6)?,
                    reorder: row.get(7)?,
                    barcode,
                    log: row.get(9)?,
                    at: row.get(10)?,
                })
            })
            .expect("rows")
            .collect::<Result<Vec<_>, _>>()
            .expect("rows");
        assert_eq!(products.len(), ROWS);
        Self { products }
    }

    fn write(&self, file: &Path) {
        let mut connection = Connection::open(file).expect("a file");
        connection
            .execute_batch("pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma temp_store = memory")
            .expect("the same mode");
        let transaction = connection.transaction().expect("a transaction");
        {
            let mut product = transaction
                .prepare(
                    "insert into products (kind, code, code_key, name, sort_name, unit, hsn, buying_price_minor,
                       selling_price_minor, reorder_micro, created_at, updated_at)
                     values ('goods', ?1, ?2, ?3, ?4, 'NOS', ?5, ?6, ?7, ?8, ?9, ?9)",
                )
                .expect("a statement");
            let mut barcode = transaction
                .prepare("insert into product_barcodes (barcode, product_id, position) values (?1, ?2, 0)")
                .expect("a statement");
            let mut rate = transaction
                .prepare("insert into product_gst_rates (product_id, from_on, rate_bp, cess_bp) values (?1, '2026-04-01', 1800, 0)")
                .expect("a statement");
            let mut log = transaction
                .prepare(
                    "insert into edit_log (at, who, door, operation, record_kind, record_id, after)
                     values (?1, 'system', 'program', 'product.create', 'product', ?2, ?3)",
                )
                .expect("a statement");
            let mut pieces = transaction
                .prepare("insert into product_pieces (rowid, text) values (?1, ?2)")
                .expect("a statement");
            let mut words = transaction
                .prepare("insert into product_words (rowid, text) values (?1, ?2)")
                .expect("a statement");
            for row in &self.products {
                let id = product
                    .insert(params![
                        row.code,
                        row.code_key,
                        row.name,
                        row.sort_name,
                        row.hsn,
                        row.buying,
                        row.selling,
                        row.reorder,
                        row.at
                    ])
                    .expect("a product");
                barcode.execute(params![row.barcode, id]).expect("a barcode");
                rate.execute(params![id]).expect("a rate");
                pieces.execute(params![id, row.text]).expect("its pieces");
                words.execute(params![id, row.text]).expect("its words");
                log.execute(params![row.at, id.to_string(), row.log])
                    .expect("its log");
            }
        }
        transaction.commit().expect("it is kept");
    }
}
