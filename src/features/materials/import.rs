//! Materials from rows of a table, and as rows of one.

use serde_json::{Map, Value};

use super::{
    MaterialDraft, MaterialQuery, Workshop,
    draft::Sound,
    list,
    material::{self, Material, MaterialId},
    save::{self, INDEXES},
};
use crate::{
    access::grant,
    db::{Read, Tx},
    error::{Error, Result},
    features::{
        intake::{
            self, About, Existing, Faults, Field, Headed, Ids, Intake, Keys, Outcome, Row, Texts, Work,
            Written,
        },
        record,
        text::code_key,
    },
    sentence::say,
    sheets::Form,
    tenancy::Tenant,
};

const ABOUT: About = About {
    key: "materials",
    title: "Materials",
    record: "material",
    fields: &FIELDS,
    shown: &[
        ("quantity_on_hand", "On hand", Form::Number),
        ("counted_on", "Counted on", Form::Day),
        ("updated_at", "Changed", Form::Text),
        ("archived_at", "Archived", Form::Text),
    ],
    further: intake::no_further,
};

const FIELDS: [Field; 5] = [
    Field {
        key: "code",
        label: "Code",
        required: true,
        help: "Tells one material from another, at most 40 characters.",
        example: "RM-ST-40",
        form: Form::Text,
        names: &[
            "material code",
            "item code",
            "part no",
            "part number",
            "stock code",
            "rm code",
            "कोड",
            "सामग्री कोड",
        ],
    },
    Field {
        key: "name",
        label: "Name",
        required: true,
        help: "At most 120 characters.",
        example: "Steel rod 40 mm",
        form: Form::Text,
        names: &[
            "material",
            "material name",
            "item",
            "item name",
            "description",
            "material description",
            "particulars",
            "नाम",
            "सामग्री",
            "सामग्री का नाम",
            "विवरण",
        ],
    },
    Field {
        key: "unit",
        label: "Unit",
        required: true,
        help: "What it is counted in, at most 12 characters.",
        example: "kg",
        form: Form::Text,
        names: &["uom", "units", "unit measure", "base unit", "इकाई", "मात्रक"],
    },
    Field {
        key: "store",
        label: "Store",
        required: false,
        help: "Where it lies, at most 60 characters.",
        example: "Main store",
        form: Form::Text,
        names: &[
            "location",
            "godown",
            "warehouse",
            "rack",
            "bin",
            "store name",
            "गोदाम",
            "भंडार",
            "स्थान",
        ],
    },
    Field {
        key: "notes",
        label: "Notes",
        required: false,
        help: "What else is to be known.",
        example: "Cut to 6 m.",
        form: Form::Text,
        names: &["note", "remarks", "remark", "comments", "टिप्पणी"],
    },
];

/// The fields that a draft and the edit log's record have in common.
const DRAFT_FIELDS: [&str; 5] = ["code", "name", "unit", "store", "notes"];

/// Materials as a kind of record.
#[derive(Debug)]
pub(in crate::features) struct Materials;

impl Intake for Materials {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn allowed(&self, tenant: &Tenant) -> Result<()> {
        let _: Workshop = grant(tenant)?;
        Ok(())
    }

    fn begin<'t>(
        &self,
        tenant: &'t Tenant,
        read: &Read<'_>,
        existing: Existing,
        _headed: &[Headed<'_>],
    ) -> Result<Box<dyn Work + 't>> {
        self.allowed(tenant)?;
        Ok(Box::new(MaterialTable {
            existing,
            codes: Keys::load(read, "select code_key, id from materials")?,
            plan: None,
        }))
    }

    fn remove(&self, tenant: &Tenant, tx: &Tx<'_>, id: i64) -> Result<()> {
        self.allowed(tenant)?;
        let (id, material) = (MaterialId(id), material::load(tx, MaterialId(id))?);
        INDEXES.remove(tx, id)?;
        record::retire(tx, "materials", id.0)?;
        tx.log(
            "material.take_back",
            &material::named(id),
            Some(&material),
            None::<&()>,
        )
    }

    fn put_back(&self, tenant: &Tenant, tx: &Tx<'_>, id: i64, before: &Value) -> Result<()> {
        self.allowed(tenant)?;
        let now = material::load(tx, MaterialId(id))?;
        let sound = intake::draft_of::<MaterialDraft>(before, &DRAFT_FIELDS, now.revision)?.check()?;
        save::free(tx, &sound.code, now.id)?;
        save::change(tx, &now, &sound).map(drop)
    }

    fn page(&self, tenant: &Tenant, query: Map<String, Value>) -> Result<Ids> {
        let query: MaterialQuery = intake::query(query)?;
        let page = list::list(&grant(tenant)?, query)?;
        Ok((page.items.iter().map(|row| row.id.0).collect(), page.next_cursor))
    }

    fn texts(&self, tenant: &Tenant, read: &Read<'_>, id: i64) -> Result<Texts> {
        self.allowed(tenant)?;
        let material = material::load(read, MaterialId(id))?;
        let fields = vec![
            ("code", material.code),
            ("name", material.name),
            ("unit", material.unit),
            ("store", material.store),
            ("notes", material.notes),
            (
                "quantity_on_hand",
                material
                    .quantity_on_hand
                    .map(|found| found.to_string())
                    .unwrap_or_default(),
            ),
            (
                "counted_on",
                material.counted_on.map(|day| day.to_string()).unwrap_or_default(),
            ),
            ("updated_at", material.updated_at),
            ("archived_at", material.archived_at.unwrap_or_default()),
        ];
        Ok(fields.into())
    }
}

/// A table of materials being brought in.
struct MaterialTable {
    existing: Existing,
    codes: Keys,
    plan: Option<(Sound, Option<Box<Material>>)>,
}

impl Work for MaterialTable {
    fn look_ahead(&mut self, _row: &Row<'_>) {}

    fn read(&mut self, read: &Read<'_>, row: &Row<'_>, faults: &mut Faults) -> Result<Outcome> {
        self.plan = None;
        let key = code_key(row.text("code").unwrap_or_default());
        let id = row.text("code").and_then(|_| self.codes.record(&key));
        if row.text("code").is_some()
            && let Some(earlier) = self.codes.claim(&key, row.number())
        {
            faults.twice("code", earlier);
        }
        if row.text("code").is_none() {
            // A form may leave it to the program; of a table's rows nothing else tells which material is meant.
            faults.wrong("code", "required", "Enter a code.");
        }
        let mut before = None;
        match (id, self.existing) {
            (None, _) => {}
            (Some(_), Existing::Skip) => return Ok(Outcome::Skipped),
            (Some(_), Existing::Refuse) => faults.exists("code", &say!("This material")),
            (Some(id), Existing::Update) => before = Some(Box::new(material::load(read, MaterialId(id))?)),
        }
        let mut draft = before.as_deref().map(draft_of).transpose()?.unwrap_or_default();
        for (field, into) in [
            ("code", &mut draft.code),
            ("name", &mut draft.name),
            ("unit", &mut draft.unit),
            ("store", &mut draft.store),
            ("notes", &mut draft.notes),
        ] {
            if let Some(text) = row.text(field) {
                text.clone_into(into);
            }
        }
        let Some(sound) = faults.take(draft.check(), blame)? else {
            return Ok(Outcome::Wrong);
        };
        if let Some(before) = &before
            && draft_of(before)?.check()? == sound
        {
            return Ok(Outcome::Same);
        }
        let outcome = if before.is_some() {
            Outcome::Changed
        } else {
            Outcome::New
        };
        self.plan = Some((sound, before));
        Ok(outcome)
    }

    fn write(&mut self, tx: &Tx<'_>) -> Result<Written> {
        let (sound, before) = self
            .plan
            .take()
            .ok_or_else(|| Error::internal("no row was read"))?;
        let added = before.is_none();
        let material = match before {
            None => save::enter(tx, &sound)?,
            Some(before) => save::change(tx, &before, &sound)?,
        };
        self.codes.give(code_key(&material.code), material.id.0);
        Ok(Written {
            id: material.id.0,
            added,
        })
    }
}

/// A material as a form would send it back.
fn draft_of(material: &Material) -> Result<MaterialDraft> {
    let record = serde_json::to_value(material).map_err(Error::internal)?;
    intake::draft_of(&record, &DRAFT_FIELDS, material.revision)
}

/// The field of a table that a field of the draft came from.
fn blame(field: &str) -> &'static str {
    DRAFT_FIELDS
        .into_iter()
        .find(|known| *known == field)
        .unwrap_or("name")
}
