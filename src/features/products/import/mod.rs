//! Products from rows of a table: a row becomes the draft a form would send, and is checked and written as that is.

mod fields;
mod fill;
mod further;
mod notices;
mod price_headings;
mod prices;
mod texts;
mod words;

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use further::{FurtherColumns, Origins};
use notices::Notices;
use prices::Prices;

use super::{
    ProductDraft, ProductQuery,
    categories::{self, CategoryDraft, CategoryId, Tree},
    draft::{Known, Sound},
    list,
    product::{self, Product, ProductId},
    save::{self, INDEXES},
    units,
};
use crate::{
    date::Date,
    db::{Read, Tx},
    error::{Error, Result},
    features::{
        intake::{
            self, About, At, Existing, Faults, Headed, Ids, Intake, Keys, Outcome, Row, Texts, Work, Written,
        },
        numbering::{self, NumberedKind},
        record,
        search::fold,
        text::code_key,
    },
    sentence::say,
    tenancy::Tenant,
};

/// The fields that a draft and the edit log's record have in common.
const DRAFT_FIELDS: [&str; 15] = [
    "kind",
    "code",
    "name",
    "category_id",
    "unit",
    "hsn",
    "buying_price",
    "selling_price",
    "tracking",
    "reorder_level",
    "notes",
    "barcodes",
    "units",
    "gst_rates",
    "prices",
];

/// Products as a kind of record.
#[derive(Debug)]
pub(in crate::features) struct Products;

impl Intake for Products {
    fn about(&self) -> &'static About {
        &fields::ABOUT
    }

    fn allowed(&self, _tenant: &Tenant) -> Result<()> {
        Ok(())
    }

    fn begin<'t>(
        &self,
        tenant: &'t Tenant,
        read: &Read<'_>,
        existing: Existing,
        headed: &[Headed<'_>],
    ) -> Result<Box<dyn Work + 't>> {
        let mut known = Known::load(read)?;
        let unit_names = units::by_name(read)?;
        let prices = Prices::load(read, &tenant.today().to_string())?;
        let further = FurtherColumns::of(headed, prices, |typed| {
            words::unit_code(&known, &unit_names, typed)
        });
        further.prices.make_known(&mut known);
        Ok(Box::new(ProductTable {
            tenant,
            further,
            unit_names,
            existing,
            paths: known.categories().by_path(),
            known,
            codes: Keys::load(read, "select code_key, id from products")?,
            barcodes: Keys::load(read, "select barcode, product_id from product_barcodes")?,
            names: Keys::load(read, "select sort_name, id from products order by id")?,
            notices: Notices::load(read, Date::try_from(tenant.today()).ok())?,
            plan: None,
        }))
    }

    fn remove(&self, tenant: &Tenant, tx: &Tx<'_>, id: i64) -> Result<()> {
        let (id, product) = (ProductId(id), product::load(tenant, tx, ProductId(id))?);
        super::lines::clear(tx, id)?;
        INDEXES.remove(tx, id)?;
        record::retire(tx, "products", id.0)?;
        tx.log(
            "product.take_back",
            &product::named(id),
            Some(&product),
            None::<&()>,
        )
    }

    fn put_back(&self, tenant: &Tenant, tx: &Tx<'_>, id: i64, before: &Value) -> Result<()> {
        let now = product::load(tenant, tx, ProductId(id))?;
        let draft: ProductDraft = intake::draft_of(before, &DRAFT_FIELDS, now.revision)?;
        let sound = draft.check(&Known::load(tx)?)?;
        save::free(tx, &sound, now.id)?;
        save::change(tenant, tx, &now, &sound).map(drop)
    }

    fn page(&self, tenant: &Tenant, query: Map<String, Value>) -> Result<Ids> {
        let query: ProductQuery = intake::query(query)?;
        let page = list::list(tenant, query)?;
        Ok((page.items.iter().map(|row| row.id.0).collect(), page.next_cursor))
    }

    fn texts(&self, tenant: &Tenant, read: &Read<'_>, id: i64) -> Result<Texts> {
        texts::of(tenant, read, &product::load(tenant, read, ProductId(id))?)
    }
}

/// A table of products being brought in.
struct ProductTable<'t> {
    tenant: &'t Tenant,
    existing: Existing,
    known: Known,
    /// The code of each unit by its folded name.
    unit_names: BTreeMap<String, String>,
    further: FurtherColumns,
    /// Each category by its folded names.
    paths: HashMap<Vec<String>, CategoryId>,
    codes: Keys,
    barcodes: Keys,
    names: Keys,
    notices: Notices,
    plan: Option<Plan>,
}

/// A row that was read and is to be written.
struct Plan {
    sound: Sound,
    /// The category's names, if it is not there yet.
    path: Option<Vec<String>>,
    /// The product that changes; nothing for a new one.
    before: Option<Box<Product>>,
}

impl Work for ProductTable<'_> {
    fn further(&self) -> &[usize] {
        self.further.places()
    }

    fn look_ahead(&mut self, row: &Row<'_>) {
        if let Some(code) = row.text("code") {
            // Claimed again, and compared, when the row itself is read.
            let _ = self.codes.claim(&code_key(code), row.number());
        }
    }

    fn read(&mut self, read: &Read<'_>, row: &Row<'_>, faults: &mut Faults) -> Result<Outcome> {
        self.plan = None;
        let id = self.record(row, faults);
        if id.is_some() {
            match self.existing {
                Existing::Skip => return Ok(Outcome::Skipped),
                Existing::Refuse => {
                    let field = if row.text("code").is_some() {
                        "code"
                    } else {
                        "name"
                    };
                    faults.exists(field, &say!("This product"));
                }
                Existing::Update => {}
            }
        }
        let before = match id {
            Some(id) if self.existing == Existing::Update => {
                Some(Box::new(product::load(self.tenant, read, ProductId(id))?))
            }
            _ => None,
        };
        let mut draft = match &before {
            Some(before) => draft_of(before)?,
            None => ProductDraft::default(),
        };
        let mut origins = Origins::default();
        let path = self.fill(&mut draft, row, before.is_none(), &mut origins, faults);
        self.further.prices.fill(&mut draft, row, &mut origins, faults);
        self.notices.look_over(row, &draft, faults);
        let blame = |field: &str| {
            origins
                .of(&draft, field)
                .unwrap_or_else(|| words::blame(field).into())
        };
        let Some(sound) = faults.take(draft.check(&self.known), blame)? else {
            return Ok(Outcome::Wrong);
        };
        self.own_barcodes(&sound, &origins, (id, row), faults);
        if !faults.is_empty() {
            return Ok(Outcome::Wrong);
        }
        let Some(before) = before else {
            self.plan = Some(Plan {
                sound,
                path,
                before: None,
            });
            return Ok(Outcome::New);
        };
        let was = draft_of(&before)?.check(&self.known)?;
        if path.is_none() && was == sound {
            return Ok(Outcome::Same);
        }
        self.plan = Some(Plan {
            sound,
            path,
            before: Some(before),
        });
        Ok(Outcome::Changed)
    }

    fn write(&mut self, tx: &Tx<'_>) -> Result<Written> {
        let Plan {
            mut sound,
            path,
            before,
        } = self
            .plan
            .take()
            .ok_or_else(|| Error::internal("no row was read"))?;
        if let Some(path) = path {
            sound.category_id = Some(self.category(tx, &path)?);
        }
        self.further.prices.settle(tx, &mut sound.prices)?;
        if sound.code.is_empty() {
            sound.code = self.new_code(tx)?;
        }
        let added = before.is_none();
        let product = match before {
            None => save::enter(self.tenant, tx, self.known.categories(), sound)?,
            Some(before) => save::change(self.tenant, tx, &before, &sound)?,
        };
        self.codes.give(code_key(&product.code), product.id.0);
        for line in &product.barcodes {
            self.barcodes.give(line.barcode.clone(), product.id.0);
        }
        Ok(Written {
            id: product.id.0,
            added,
        })
    }
}

impl ProductTable<'_> {
    /// The product a row means: by its code, else by a barcode of its, else by its name. Two rows that mean the same
    /// are named.
    fn record(&mut self, row: &Row<'_>, faults: &mut Faults) -> Option<i64> {
        if let Some(code) = row.text("code") {
            let key = code_key(code);
            if let Some(earlier) = self.codes.claim(&key, row.number()) {
                faults.twice("code", earlier);
            }
            return self.codes.record(&key);
        }
        let barcodes = intake::words_of(row.text("barcodes").unwrap_or_default());
        if let Some(id) = barcodes.iter().find_map(|barcode| self.barcodes.record(barcode)) {
            return Some(id);
        }
        let name = fold(row.text("name")?);
        if barcodes.is_empty()
            && let Some(earlier) = self.names.claim(&name, row.number())
        {
            faults.twice("name", earlier);
        }
        self.names.record(&name)
    }

    /// Names the barcodes that another product or another row has.
    fn own_barcodes(
        &mut self,
        sound: &Sound,
        origins: &Origins,
        (id, row): (Option<i64>, &Row<'_>),
        faults: &mut Faults,
    ) {
        for line in &sound.barcodes {
            let at = origins.barcode(&line.barcode).unwrap_or(At::Field("barcodes"));
            if self
                .barcodes
                .record(&line.barcode)
                .is_some_and(|owner| Some(owner) != id)
            {
                faults.wrong(
                    at,
                    "duplicate",
                    say!(
                        "The barcode {barcode} belongs to another product.",
                        barcode = line.barcode
                    ),
                );
            }
            if let Some(earlier) = self.barcodes.claim(&line.barcode, row.number()) {
                faults.twice(at, earlier);
            }
        }
    }

    /// The next code that neither a product nor a row of the table has.
    fn new_code(&self, tx: &Tx<'_>) -> Result<String> {
        loop {
            let code = numbering::take(tx, NumberedKind::Product)?;
            if !self.codes.is_taken(&code_key(&code)) {
                return Ok(code);
            }
        }
    }

    /// The category of these names; those that are not there are added.
    fn category(&mut self, tx: &Tx<'_>, names: &[String]) -> Result<CategoryId> {
        let (mut above, mut folded) = (None, Vec::new());
        for name in names {
            folded.push(fold(name));
            let id = if let Some(id) = self.paths.get(&folded) {
                *id
            } else {
                let draft = CategoryDraft {
                    name: name.clone(),
                    parent_id: above,
                };
                let id = categories::add(tx, &draft)?.id;
                self.paths.insert(folded.clone(), id);
                self.known.categories_are(Tree::load(tx)?);
                id
            };
            above = Some(id);
        }
        above.ok_or_else(|| Error::internal("a category without a name"))
    }
}

/// A product as a form would send it back.
fn draft_of(product: &Product) -> Result<ProductDraft> {
    let record = serde_json::to_value(product).map_err(Error::internal)?;
    intake::draft_of(&record, &DRAFT_FIELDS, product.revision)
}
