//! Products from rows of a table: a row becomes the draft a form would send, and is checked and written as that is.

mod fields;
mod texts;
mod words;

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::{
    ProductDraft, ProductGstRateDraft, ProductQuery, ProductUnitDraft,
    categories::{self, CategoryDraft, CategoryId, DEEPEST, Tree},
    draft::{Known, Sound},
    lines::ProductBarcode,
    list,
    product::{self, Product, ProductId, ProductKind, Tracking},
    save::{self, INDEXES},
    units,
};
use crate::{
    date::financial_year,
    db::{Read, Tx},
    error::{Error, Result},
    features::{
        intake::{self, About, Existing, Faults, Ids, Intake, Keys, Outcome, Row, Work, Written},
        record,
        search::fold,
        text::code_key,
    },
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
    ) -> Result<Box<dyn Work + 't>> {
        let known = Known::load(read)?;
        Ok(Box::new(ProductTable {
            tenant,
            existing,
            paths: known.categories().by_path(),
            known,
            unit_names: units::by_name(read)?,
            codes: Keys::load(read, "select code_key, id from products")?,
            barcodes: Keys::load(read, "select barcode, product_id from product_barcodes")?,
            names: Keys::load(read, "select sort_name, id from products order by id")?,
            last_number: save::last_number(read)?,
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

    fn texts(&self, tenant: &Tenant, read: &Read<'_>, id: i64) -> Result<Vec<(&'static str, String)>> {
        Ok(texts::of(tenant, &product::load(tenant, read, ProductId(id))?))
    }
}

/// A table of products being brought in.
struct ProductTable<'t> {
    tenant: &'t Tenant,
    existing: Existing,
    known: Known,
    /// The code of each unit by its folded name.
    unit_names: std::collections::BTreeMap<String, String>,
    /// Each category by its folded names.
    paths: HashMap<Vec<String>, CategoryId>,
    codes: Keys,
    barcodes: Keys,
    names: Keys,
    /// The number of the code that the program made last.
    last_number: u64,
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
    fn look_ahead(&mut self, row: &Row<'_>) {
        if let Some(code) = row.text("code") {
            // Claimed again, and compared, when the row itself is read.
            let _ = self.codes.claim(&code_key(code), row.number());
        }
    }

    fn read(&mut self, read: &Read<'_>, row: &Row<'_>, faults: &mut Faults) -> Result<Outcome> {
        self.plan = None;
        let id = self.record(row, faults);
        if let Some(id) = id {
            match self.existing {
                Existing::Skip => return Ok(Outcome::Skipped),
                Existing::Refuse => {
                    let field = if row.text("code").is_some() {
                        "code"
                    } else {
                        "name"
                    };
                    faults.exists(field, "This product");
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
        let path = self.fill(&mut draft, row, before.is_none(), faults);
        let Some(mut sound) = faults.take(draft.check(&self.known), words::blame)? else {
            return Ok(Outcome::Wrong);
        };
        self.own_barcodes(&sound, id, row, faults);
        if !faults.is_empty() {
            return Ok(Outcome::Wrong);
        }
        let Some(before) = before else {
            if sound.code.is_empty() {
                sound.code = self.new_code(row.number());
            }
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

    /// Puts a row's cells into a draft; the names of the category, if it has to be added.
    fn fill(
        &self,
        draft: &mut ProductDraft,
        row: &Row<'_>,
        is_new: bool,
        faults: &mut Faults,
    ) -> Option<Vec<String>> {
        let text = |field: &str, into: &mut String| {
            if let Some(text) = row.text(field) {
                text.clone_into(into);
            }
        };
        text("code", &mut draft.code);
        text("name", &mut draft.name);
        text("notes", &mut draft.notes);
        if let Some(hsn) = row.text("hsn") {
            draft.hsn = words::hsn(hsn);
        }
        if let Some(unit) = row.text("unit") {
            draft.unit = self.unit(unit);
        }
        let amount = |field: &str, into: &mut Option<String>| {
            if let Some(text) = row.text(field) {
                *into = Some(intake::amount(text));
            }
        };
        amount("buying_price", &mut draft.buying_price);
        amount("selling_price", &mut draft.selling_price);
        if let Some(level) = row.text("reorder_level") {
            draft.reorder_level = Some(intake::number(level));
        }
        if let Some(kind) = row.text("kind") {
            match intake::choice(kind, words::KINDS) {
                Some("service") => draft.kind = ProductKind::Service,
                Some(_) => draft.kind = ProductKind::Goods,
                None => faults.wrong("kind", "unknown", "Write goods or service."),
            }
        } else if is_new && words::is_sac(&draft.hsn) {
            draft.kind = ProductKind::Service;
        }
        if let Some(tracking) = row.text("tracking") {
            match intake::choice(tracking, words::TRACKINGS) {
                Some("lot") => draft.tracking = Tracking::Lot,
                Some("serial") => draft.tracking = Tracking::Serial,
                Some(_) => draft.tracking = Tracking::None,
                None => faults.wrong("tracking", "unknown", "Write none, lot or serial."),
            }
        }
        self.fill_lines(draft, row, is_new, faults);
        self.fill_category(draft, row, faults)
    }

    fn fill_lines(&self, draft: &mut ProductDraft, row: &Row<'_>, is_new: bool, faults: &mut Faults) {
        for barcode in intake::words_of(row.text("barcodes").unwrap_or_default()) {
            if !draft.barcodes.iter().any(|line| line.barcode == barcode) {
                draft.barcodes.push(ProductBarcode { barcode, unit: None });
            }
        }
        match (row.text("other_unit"), row.text("other_factor")) {
            (None, None) => {}
            (Some(unit), Some(factor)) => {
                let (unit, factor) = (self.unit(unit), intake::number(factor));
                match draft.units.iter_mut().find(|line| line.unit == unit) {
                    Some(line) => line.factor = factor,
                    None => draft.units.push(ProductUnitDraft { unit, factor }),
                }
            }
            (Some(_), None) => faults.wrong(
                "other_factor",
                "required",
                "Write how many of the first unit one of these is.",
            ),
            (None, Some(_)) => faults.wrong(
                "other_unit",
                "required",
                "Write which unit this is of, or clear it.",
            ),
        }
        self.fill_rate(draft, row, is_new, faults);
    }

    fn fill_rate(&self, draft: &mut ProductDraft, row: &Row<'_>, is_new: bool, faults: &mut Faults) {
        let Some(rate) = row.text("gst_rate") else {
            if row.text("gst_from").is_some()
                || row.text("cess").is_some_and(|cess| intake::rate(cess) != "0")
            {
                faults.wrong(
                    "gst_rate",
                    "required",
                    "Write the rate of GST too, or clear its day and its cess.",
                );
            }
            return;
        };
        let from_on = match row.text("gst_from") {
            Some(day) => intake::day(day),
            None => self.usual_day(draft, is_new),
        };
        let line = ProductGstRateDraft {
            from_on,
            rate: intake::rate(rate),
            cess: row.text("cess").map_or_else(|| "0".to_owned(), intake::rate),
        };
        match draft
            .gst_rates
            .iter_mut()
            .find(|other| other.from_on == line.from_on)
        {
            Some(other) => *other = line,
            None => draft.gst_rates.push(line),
        }
    }

    /// The first day of a rate that a row gives no day for: of a new product the first of the financial year; of one
    /// that is there today, or the day of its last rate when a row says just that rate again.
    fn usual_day(&self, draft: &ProductDraft, is_new: bool) -> String {
        let today = self.tenant.today();
        if !is_new {
            let today = today.to_string();
            let begun = draft.gst_rates.iter().filter(|line| line.from_on <= today);
            return begun.map(|line| line.from_on.clone()).max().unwrap_or(today);
        }
        let year =
            crate::date::Date::try_from(today).map_or(today.year(), |today| financial_year(today).start_year);
        format!("{year:04}-04-01")
    }

    fn fill_category(
        &self,
        draft: &mut ProductDraft,
        row: &Row<'_>,
        faults: &mut Faults,
    ) -> Option<Vec<String>> {
        let path = categories::path_of(row.text("category")?);
        let folded: Vec<String> = path.iter().map(|name| fold(name)).collect();
        if let Some(id) = self.paths.get(&folded) {
            draft.category_id = Some(*id);
            return None;
        }
        if path.len() > DEEPEST {
            faults.wrong(
                "category",
                "too_deep",
                format!("At most {DEEPEST} categories stand below each other."),
            );
        }
        if path
            .iter()
            .any(|name| name.chars().count() > 60 || name.chars().any(char::is_control))
        {
            faults.wrong(
                "category",
                "too_long",
                "A category's name is one line of at most 60 characters.",
            );
        }
        (!path.is_empty()).then_some(path)
    }

    /// The code of a unit, however it is written; what is no unit stays as it is.
    fn unit(&self, typed: &str) -> String {
        let code = typed.trim().trim_end_matches('.').to_uppercase();
        if self.known.has_unit(&code) {
            return code;
        }
        let folded = fold(typed.trim_end_matches('.'));
        let spelled = words::unit(&folded)
            .filter(|code| self.known.has_unit(code))
            .map(str::to_owned);
        spelled
            .or_else(|| self.unit_names.get(&folded).cloned())
            .unwrap_or(code)
    }

    /// Names the barcodes that another product or another row has.
    fn own_barcodes(&mut self, sound: &Sound, id: Option<i64>, row: &Row<'_>, faults: &mut Faults) {
        for line in &sound.barcodes {
            if self
                .barcodes
                .record(&line.barcode)
                .is_some_and(|owner| Some(owner) != id)
            {
                faults.wrong(
                    "barcodes",
                    "duplicate",
                    format!("The barcode {} belongs to another product.", line.barcode),
                );
            }
            if let Some(earlier) = self.barcodes.claim(&line.barcode, row.number()) {
                faults.twice("barcodes", earlier);
            }
        }
    }

    /// A code that no product and no row of the table has.
    fn new_code(&mut self, row: u32) -> String {
        loop {
            self.last_number += 1;
            let code = save::code_of(self.last_number);
            let key = code_key(&code);
            if !self.codes.is_taken(&key) {
                self.codes.claim(&key, row);
                return code;
            }
        }
    }

    /// The category of these names; those that are not there are added.
    fn category(&mut self, tx: &Tx<'_>, names: &[String]) -> Result<CategoryId> {
        let (mut above, mut folded) = (None, Vec::new());
        for name in names {
            folded.push(fold(name));
            let id = match self.paths.get(&folded) {
                Some(id) => *id,
                None => {
                    let draft = CategoryDraft {
                        name: name.clone(),
                        parent_id: above,
                    };
                    let id = categories::add(tx, &draft)?.id;
                    self.paths.insert(folded.clone(), id);
                    self.known.categories_are(Tree::load(tx)?);
                    id
                }
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
