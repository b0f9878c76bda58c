//! Patients from rows of a table, and as rows of one. A row without a file number means the patient of that name with
//! that telephone, else with that day of birth; a name alone tells nobody apart.

mod fields;

use serde_json::{Map, Value};

use super::{
    Clinic, PatientDraft, PatientQuery, Sex,
    draft::Sound,
    list,
    patient::{self, Patient, PatientId},
    save::{self, INDEXES},
};
use crate::{
    access::grant,
    db::{Read, Tx},
    error::{Error, Result},
    features::{
        intake::{
            self, About, Existing, Faults, Headed, Ids, Intake, Keys, Outcome, Row, Texts, Work, Written,
        },
        numbering::{self, NumberedKind},
        record,
        search::fold,
        text::{code_key, phone_digits},
    },
    sentence::say,
    tenancy::Tenant,
};

/// The fields that a draft and the edit log's record have in common.
const DRAFT_FIELDS: [&str; 7] = [
    "file_number",
    "name",
    "birth_date",
    "sex",
    "phone",
    "alerts",
    "notes",
];

/// Patients as a kind of record.
#[derive(Debug)]
pub(in crate::features) struct Patients;

impl Intake for Patients {
    fn about(&self) -> &'static About {
        &fields::ABOUT
    }

    fn allowed(&self, tenant: &Tenant) -> Result<()> {
        let _: Clinic = grant(tenant)?;
        Ok(())
    }

    fn begin<'t>(
        &self,
        tenant: &'t Tenant,
        read: &Read<'_>,
        existing: Existing,
        _headed: &[Headed<'_>],
    ) -> Result<Box<dyn Work + 't>> {
        let clinic: Clinic = grant(tenant)?;
        Ok(Box::new(PatientTable {
            clinic,
            existing,
            numbers: Keys::load(read, "select file_number_key, id from patients")?,
            people: people(read)?,
            plan: None,
        }))
    }

    fn remove(&self, tenant: &Tenant, tx: &Tx<'_>, id: i64) -> Result<()> {
        self.allowed(tenant)?;
        let (id, patient) = (PatientId(id), patient::load(tx, PatientId(id))?);
        INDEXES.remove(tx, id)?;
        record::retire(tx, "patients", id.0)?;
        tx.log(
            "patient.take_back",
            &patient::named(id),
            Some(&patient),
            None::<&()>,
        )
    }

    fn put_back(&self, tenant: &Tenant, tx: &Tx<'_>, id: i64, before: &Value) -> Result<()> {
        let clinic: Clinic = grant(tenant)?;
        let now = patient::load(tx, PatientId(id))?;
        let sound =
            intake::draft_of::<PatientDraft>(before, &DRAFT_FIELDS, now.revision)?.check(clinic.today())?;
        let number = sound
            .file_number
            .clone()
            .unwrap_or_else(|| now.file_number.clone());
        let number = save::free(tx, &number, now.id)?;
        save::change(tx, &now, &number, &sound).map(drop)
    }

    fn page(&self, tenant: &Tenant, query: Map<String, Value>) -> Result<Ids> {
        let query: PatientQuery = intake::query(query)?;
        let page = list::list(&grant(tenant)?, query)?;
        Ok((page.items.iter().map(|row| row.id.0).collect(), page.next_cursor))
    }

    fn texts(&self, tenant: &Tenant, read: &Read<'_>, id: i64) -> Result<Texts> {
        self.allowed(tenant)?;
        let patient = patient::load(read, PatientId(id))?;
        let fields = vec![
            ("file_number", patient.file_number),
            ("name", patient.name),
            (
                "birth_date",
                patient.birth_date.map(|day| day.to_string()).unwrap_or_default(),
            ),
            ("sex", patient.sex.as_str().to_owned()),
            ("phone", patient.phone.unwrap_or_default()),
            ("alerts", intake::joined(&patient.alerts)),
            ("notes", patient.notes),
            ("updated_at", patient.updated_at),
            ("archived_at", patient.archived_at.unwrap_or_default()),
        ];
        Ok(fields.into())
    }
}

/// Everyone by name and telephone, and by name and day of birth.
fn people(read: &Read<'_>) -> Result<Keys> {
    let mut keys = Keys::default();
    let all: Vec<(i64, String, String, Option<String>)> = read.all(
        "select id, sort_name, phone, birth_date from patients order by id desc",
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
    )?;
    for (id, name, phone, birth_date) in all {
        for key in marks(&name, &phone, birth_date.as_deref().unwrap_or_default()) {
            keys.give(key, id);
        }
    }
    Ok(keys)
}

/// What a person without a file number is known by.
fn marks(name: &str, phone: &str, birth_date: &str) -> Vec<String> {
    let digits = phone_digits(phone);
    let parts = [
        (!digits.is_empty()).then_some(digits),
        (!birth_date.is_empty()).then(|| birth_date.to_owned()),
    ];
    let told = parts.into_iter().flatten();
    told.map(|part| format!("{name}\n{part}")).collect()
}

/// A table of patients being brought in.
struct PatientTable {
    clinic: Clinic,
    existing: Existing,
    numbers: Keys,
    people: Keys,
    plan: Option<(Sound, Option<Box<Patient>>)>,
}

impl Work for PatientTable {
    fn look_ahead(&mut self, row: &Row<'_>) {
        if let Some(number) = row.text("file_number") {
            let _ = self.numbers.claim(&code_key(number), row.number());
        }
    }

    fn read(&mut self, read: &Read<'_>, row: &Row<'_>, faults: &mut Faults) -> Result<Outcome> {
        self.plan = None;
        let mut before = None;
        match (self.record(row, faults), self.existing) {
            (None, _) => {}
            (Some(_), Existing::Skip) => return Ok(Outcome::Skipped),
            (Some(_), Existing::Refuse) => {
                let field = if row.text("file_number").is_some() {
                    "file_number"
                } else {
                    "name"
                };
                faults.exists(field, &say!("This patient"));
            }
            (Some(id), Existing::Update) => before = Some(Box::new(patient::load(read, PatientId(id))?)),
        }
        let mut draft = before.as_deref().map(draft_of).transpose()?.unwrap_or_default();
        fill(&mut draft, row, faults);
        let checked = draft.check(self.clinic.today());
        let Some(sound) = faults.take(checked, blame)?.filter(|_| faults.is_empty()) else {
            return Ok(Outcome::Wrong);
        };
        if let Some(before) = &before
            && draft_of(before)?.check(self.clinic.today())? == sound
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
        let patient = match (before, &sound.file_number) {
            (None, Some(number)) => save::enter(tx, number, &sound)?,
            (None, None) => save::enter(tx, &self.free_number(tx)?, &sound)?,
            (Some(before), number) => {
                let number = number.clone().unwrap_or_else(|| before.file_number.clone());
                save::change(tx, &before, &number, &sound)?
            }
        };
        self.numbers.give(code_key(&patient.file_number), patient.id.0);
        Ok(Written {
            id: patient.id.0,
            added,
        })
    }
}

impl PatientTable {
    /// The patient a row means, if there is one. Two rows that mean the same are named.
    fn record(&mut self, row: &Row<'_>, faults: &mut Faults) -> Option<i64> {
        if let Some(number) = row.text("file_number") {
            let key = code_key(number);
            if let Some(earlier) = self.numbers.claim(&key, row.number()) {
                faults.twice("file_number", earlier);
            }
            return self.numbers.record(&key);
        }
        let birth_date = row.text("birth_date").map(intake::day).unwrap_or_default();
        let marks = marks(
            &fold(row.text("name")?),
            row.text("phone").unwrap_or_default(),
            &birth_date,
        );
        let first = marks.into_iter().next()?;
        if let Some(earlier) = self.people.claim(&first, row.number()) {
            faults.twice("name", earlier);
        }
        self.people.record(&first)
    }

    /// The next number that neither a patient nor a row of the table has.
    fn free_number(&self, tx: &Tx<'_>) -> Result<String> {
        loop {
            let number = numbering::take(tx, NumberedKind::Patient)?;
            if !self.numbers.is_taken(&code_key(&number)) {
                return Ok(number);
            }
        }
    }
}

fn fill(draft: &mut PatientDraft, row: &Row<'_>, faults: &mut Faults) {
    let text = |field: &str, into: &mut String| {
        if let Some(text) = row.text(field) {
            text.clone_into(into);
        }
    };
    text("name", &mut draft.name);
    text("notes", &mut draft.notes);
    if let Some(number) = row.text("file_number") {
        draft.file_number = Some(number.to_owned());
    }
    if let Some(day) = row.text("birth_date") {
        draft.birth_date = Some(intake::day(day));
    }
    if let Some(phone) = row.text("phone") {
        draft.phone = Some(phone.to_owned());
    }
    if let Some(alerts) = row.text("alerts") {
        draft.alerts = intake::words_of(alerts);
    }
    if let Some(sex) = row.text("sex") {
        match intake::choice(sex, fields::SEXES) {
            Some("female") => draft.sex = Some(Sex::Female),
            Some("male") => draft.sex = Some(Sex::Male),
            Some("other") => draft.sex = Some(Sex::Other),
            Some(_) => draft.sex = Some(Sex::Unknown),
            None => faults.wrong("sex", "unknown", "Write female, male, other or unknown."),
        }
    }
}

/// A patient as a form would send it back.
fn draft_of(patient: &Patient) -> Result<PatientDraft> {
    let record = serde_json::to_value(patient).map_err(Error::internal)?;
    intake::draft_of(&record, &DRAFT_FIELDS, patient.revision)
}

/// The field of a table that a field of the draft came from.
fn blame(field: &str) -> &'static str {
    let list = field.split('[').next().unwrap_or(field);
    DRAFT_FIELDS
        .into_iter()
        .find(|known| *known == list)
        .unwrap_or("name")
}
