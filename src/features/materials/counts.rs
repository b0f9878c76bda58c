//! Counting by hand: what someone saw of a material on a day. A wrong count is followed by another one, never changed.

use serde::{Deserialize, Serialize};

use super::{
    Workshop,
    material::{self, Material, MaterialId},
};
use crate::{
    date::Date,
    db::{named_params, params},
    error::Result,
    features::text::Checks,
    quantity::Quantity,
};

/// Counts shown at most.
const MOST_COUNTS: u32 = 1000;

/// A count as it is typed.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CountDraft {
    /// How much there is, a decimal string in the material's unit, zero or more.
    #[schema(required)]
    pub quantity: String,
    /// The day it was counted, `YYYY-MM-DD`, not after today.
    #[schema(required)]
    pub counted_on: String,
    /// What was odd about it.
    pub note: String,
}

/// A count.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Count {
    /// Its id.
    pub id: i64,
    /// The day it was counted.
    pub counted_on: Date,
    /// How much there was.
    pub quantity: Quantity,
    /// How much more, or less, than at the count before; null for the first.
    pub difference: Option<Quantity>,
    /// What was odd about it.
    pub note: String,
    /// When it was entered.
    pub recorded_at: String,
    /// Who entered it.
    pub who: String,
}

/// Records a count. A count of an earlier day than the latest leaves what is on hand as it is.
pub fn count(workshop: &Workshop, id: MaterialId, draft: &CountDraft) -> Result<Material> {
    workshop.write(|tx| {
        let before = material::load(tx, id)?;
        let (quantity, counted_on, note) = check(draft, workshop.today())?;
        tx.insert(
            "insert into material_counts (material_id, counted_on, quantity_micro, note, recorded_at, recorded_by)
             values (:id, :counted_on, :quantity, :note, :now, :who)",
            named_params! {
                ":id": id, ":counted_on": counted_on, ":quantity": quantity, ":note": note, ":now": tx.now(),
                ":who": tx.author().who,
            },
        )?;
        let material = material::load(tx, id)?;
        tx.log("material.count", &material::named(id), Some(&before), Some(&material))?;
        Ok(material)
    })
}

/// What was counted of a material, the newest day first.
pub fn counts(workshop: &Workshop, id: MaterialId) -> Result<Vec<Count>> {
    workshop.read(|read| {
        material::load(read, id)?;
        read.all(
            "select id, counted_on, quantity_micro,
               quantity_micro - lag(quantity_micro) over (order by counted_on, id), note, recorded_at, recorded_by
             from material_counts where material_id = ?1 order by counted_on desc, id desc limit ?2",
            params![id, MOST_COUNTS],
            |row| {
                Ok(Count {
                    id: row.get(0)?,
                    counted_on: row.get(1)?,
                    quantity: row.get(2)?,
                    difference: row.get(3)?,
                    note: row.get(4)?,
                    recorded_at: row.get(5)?,
                    who: row.get(6)?,
                })
            },
        )
    })
}

fn check(draft: &CountDraft, today: jiff::civil::Date) -> Result<(Quantity, Option<Date>, String)> {
    let mut checks = Checks::default();
    let quantity = Quantity::parse(&draft.quantity).unwrap_or_else(|fault| {
        checks.wrong("quantity", fault.code(), &fault);
        Quantity::ZERO
    });
    if quantity.is_negative() {
        checks.wrong("quantity", "out_of_range", "There cannot be less than nothing.");
    }
    let counted_on = match Date::parse(&draft.counted_on) {
        Ok(date) if date.civil() > today => {
            checks.wrong(
                "counted_on",
                "in_the_future",
                "A count is of today or before. Check the date.",
            );
            None
        }
        Ok(date) => Some(date),
        Err(fault) => {
            checks.wrong("counted_on", fault.code(), &fault);
            None
        }
    };
    let note = checks.line("note", &draft.note, 200);
    checks.finish()?;
    Ok((quantity, counted_on, note))
}
