//! Opening and changing a patient's file: its number, its row and what it is found by, in one transaction.

use super::{
    Clinic, PatientDraft,
    draft::Sound,
    patient::{self, Alerts, Patient, PatientId},
};
use crate::{
    db::{Tx, named_params, params},
    error::{Code, Error, Result},
    features::{
        numbering::{self, NumberedKind},
        record::{next_id, same_revision},
        search::{self, Indexes},
        text::code_key,
    },
    sentence::say,
};

/// What patients are found by.
pub(super) const INDEXES: Indexes = Indexes {
    pieces: "patient_pieces",
    words: "patient_words",
};

/// Opens a file. Without a number of its own it takes the next free one.
pub fn create(clinic: &Clinic, draft: PatientDraft) -> Result<Patient> {
    let sound = draft.check(clinic.today())?;
    clinic.write(|tx| {
        let file_number = match &sound.file_number {
            Some(number) => free(tx, number, PatientId(0))?,
            None => numbering::take(tx, NumberedKind::Patient)?,
        };
        enter(tx, &file_number, &sound)
    })
}

/// Writes a new file under a free number and tells the edit log.
pub(super) fn enter(tx: &Tx<'_>, file_number: &str, sound: &Sound) -> Result<Patient> {
    let id = PatientId(next_id(tx, "patients")?);
    tx.insert(
        "insert into patients (id, file_number, file_number_key, name, sort_name, sex, phone, alerts, created_at, updated_at)
         values (:id, :number, :key, :name, :name, 'unknown', '', '[]', :now, :now)",
        named_params! {
            ":id": id, ":number": file_number, ":key": code_key(file_number), ":name": sound.name, ":now": tx.now(),
        },
    )?;
    write(tx, id, 1, file_number, sound)?;
    let patient = patient::load(tx, id)?;
    tx.log("patient.create", &patient::named(id), None::<&()>, Some(&patient))?;
    Ok(patient)
}

/// Changes a file to what the draft says.
pub fn edit(clinic: &Clinic, id: PatientId, draft: PatientDraft) -> Result<Patient> {
    clinic.write(|tx| {
        let before = patient::load(tx, id)?;
        same_revision(draft.revision, before.revision)?;
        let sound = draft.check(clinic.today())?;
        let file_number = match &sound.file_number {
            Some(number) => free(tx, number, id)?,
            None => before.file_number.clone(),
        };
        change(tx, &before, &file_number, &sound)
    })
}

/// Writes a file's new state under a number that is its own or free, and tells the edit log.
pub(super) fn change(tx: &Tx<'_>, before: &Patient, file_number: &str, sound: &Sound) -> Result<Patient> {
    let id = before.id;
    write(tx, id, before.revision + 1, file_number, sound)?;
    let patient = patient::load(tx, id)?;
    tx.log("patient.edit", &patient::named(id), Some(before), Some(&patient))?;
    Ok(patient)
}

/// The number, if no other patient has it.
pub(super) fn free(tx: &Tx<'_>, number: &str, own: PatientId) -> Result<String> {
    let taken: Option<String> = tx.optional(
        "select name from patients where file_number_key = ?1 and id <> ?2",
        params![code_key(number), own],
        |row| row.get(0),
    )?;
    match taken {
        None => Ok(number.to_owned()),
        Some(name) => Err(Error::new(
            Code::Duplicate,
            say!(
                "The file number {number} belongs to {name}. Leave it empty to take the next free one.",
                number,
                name
            ),
        )
        .and_field(
            "file_number",
            "duplicate",
            say!("This number belongs to {name}.", name),
        )),
    }
}

fn write(tx: &Tx<'_>, id: PatientId, revision: i64, file_number: &str, sound: &Sound) -> Result<()> {
    tx.execute(
        "update patients set revision = :revision, file_number = :number, file_number_key = :key, name = :name,
           sort_name = :sort_name, birth_date = :birth_date, sex = :sex, phone = :phone, alerts = :alerts,
           notes = :notes, updated_at = :now
         where id = :id",
        named_params! {
            ":id": id, ":revision": revision, ":number": file_number, ":key": code_key(file_number),
            ":name": sound.name, ":sort_name": search::fold(&sound.name), ":birth_date": sound.birth_date,
            ":sex": sound.sex, ":phone": sound.phone, ":alerts": Alerts(sound.alerts.clone()),
            ":notes": sound.notes, ":now": tx.now(),
        },
    )?;
    let phone = search::phone_text(&sound.phone);
    INDEXES.write(tx, id, [sound.name.as_str(), file_number, &phone])
}
