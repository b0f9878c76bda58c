//! The prices of lists in a table, a column for each; how they are headed is in `price_headings`. A list that is not there
//! is added, as categories are, and told before.

use std::collections::HashMap;

use super::{
    super::{
        ProductDraft, ProductPriceDraft,
        draft::Known,
        lines::ProductPrice,
        price_lists::{self, PriceListDraft, PriceListId},
    },
    further::Origins,
    price_headings::PriceHeading,
};
use crate::{
    date::Date,
    db::{Read, Tx},
    error::Result,
    features::{
        intake::{self, At, Faults, Row},
        search::fold,
    },
    money::Money,
    quantity::Quantity,
    sentence::say,
};

/// Characters of a list's name.
const LONGEST_NAME: usize = 60;

/// The columns of one price.
#[derive(Debug)]
struct PriceColumns {
    number: usize,
    list: usize,
    unit: Option<String>,
    min_quantity: String,
    /// The heading says of the list's prices what they are not.
    is_mistaken: bool,
    /// The amount, the first and the last day.
    parts: [Option<usize>; 3],
}

/// A list that headings name.
#[derive(Debug)]
struct List {
    name: String,
    /// Its id; below zero while it is not there.
    id: PriceListId,
    with_tax: bool,
    /// The person was told that it will be added.
    is_told: bool,
}

/// The prices of a table.
#[derive(Debug, Default)]
pub(super) struct Prices {
    columns: Vec<PriceColumns>,
    lists: Vec<List>,
    today: String,
    /// The lists that were added meanwhile, by the ids they had before.
    added: HashMap<PriceListId, PriceListId>,
}

impl Prices {
    /// Begins with the lists there are.
    pub(super) fn load(read: &Read<'_>, today: &str) -> Result<Self> {
        let known = price_lists::named_lists(read)?.into_iter();
        let list = |(id, name, with_tax)| List {
            name,
            id,
            with_tax,
            is_told: true,
        };
        Ok(Self {
            lists: known.map(list).collect(),
            today: today.to_owned(),
            ..Self::default()
        })
    }

    /// Takes a column in; false when another one says the same.
    pub(super) fn take(
        &mut self,
        heading: &PriceHeading,
        column: usize,
        unit: impl Fn(&str) -> String,
    ) -> bool {
        let is_list = |name: &str| self.lists.iter().any(|list| fold(&list.name) == fold(name));
        let meaning = heading.meaning(is_list, unit);
        let list = self.list(&meaning.list, heading.with_tax);
        let same = |columns: &PriceColumns| {
            columns.number == heading.number
                && columns.list == list
                && columns.unit == meaning.unit
                && quantity(&columns.min_quantity) == quantity(&meaning.min_quantity)
        };
        let at = self.columns.iter().position(same).unwrap_or_else(|| {
            self.columns.push(PriceColumns {
                number: heading.number,
                list,
                unit: meaning.unit,
                min_quantity: meaning.min_quantity,
                is_mistaken: false,
                parts: [None; 3],
            });
            self.columns.len() - 1
        });
        self.columns[at].is_mistaken |= heading.with_tax && !self.lists[list].with_tax;
        let part = &mut self.columns[at].parts[meaning.part];
        let is_first = part.is_none();
        *part = part.or(Some(column));
        is_first
    }

    fn list(&mut self, name: &str, with_tax: bool) -> usize {
        if let Some(at) = self.lists.iter().position(|list| fold(&list.name) == fold(name)) {
            return at;
        }
        let unborn = i64::try_from(self.lists.len()).unwrap_or(i64::MAX - 1);
        self.lists.push(List {
            name: name.to_owned(),
            id: PriceListId(-1 - unborn),
            with_tax,
            is_told: false,
        });
        self.lists.len() - 1
    }

    /// Lets drafts name the lists that will be there once a row is written.
    pub(super) fn make_known(&self, known: &mut Known) {
        let sound = |list: &&List| {
            list.id.0 < 0
                && !list.name.is_empty()
                && list.name.chars().count() <= LONGEST_NAME
                && !list.name.chars().any(char::is_control)
        };
        for list in self.lists.iter().filter(sound) {
            known.may_price(list.id);
        }
    }

    /// Puts a row's prices into a draft, the oldest first.
    pub(super) fn fill(
        &mut self,
        draft: &mut ProductDraft,
        row: &Row<'_>,
        origins: &mut Origins,
        faults: &mut Faults,
    ) {
        let mut told = Vec::new();
        for columns in &self.columns {
            let [amount, from, until] = columns.parts;
            let cell = |column: Option<usize>| column.and_then(|column| row.cell(column));
            let Some(text) = cell(amount) else {
                if let Some(day) = [from, until]
                    .into_iter()
                    .flatten()
                    .find(|day| row.cell(*day).is_some())
                {
                    let message = "Write the price that this day belongs to, or clear the day.";
                    faults.wrong(amount.unwrap_or(day), "required", message);
                }
                continue;
            };
            let day = |column: Option<usize>| cell(column).map(intake::day);
            told.push((columns, intake::amount(text), day(from), day(until)));
        }
        told.sort_by(|(_, _, one, _), (_, _, other, _)| (one.is_none(), one).cmp(&(other.is_none(), other)));
        for (columns, amount, from, until) in told {
            let [Some(at), of_from, of_until] = columns.parts else {
                continue;
            };
            let list = &mut self.lists[columns.list];
            if columns.is_mistaken {
                let message = say!(
                    "The prices of “{name}” have no GST in them. Write “Price: {name}” above them if these have none, else name another list.",
                    name = list.name.as_str()
                );
                faults.wrong(at, "does_not_fit", message);
            }
            if !list.is_told {
                list.is_told = true;
                let message = say!(
                    "There is no price list “{name}”. It is added.",
                    name = list.name.as_str()
                );
                faults.notice(at, "new_list", message);
            }
            let price = ProductPriceDraft {
                price_list_id: list.id,
                unit: columns.unit.clone().filter(|unit| *unit != draft.unit),
                min_quantity: columns.min_quantity.clone(),
                price: amount,
                from_on: from.clone().unwrap_or_else(|| self.today.clone()),
                until_on: until,
            };
            let place = set(draft, price, from.is_some());
            let column = |column: Option<usize>| At::Column(column.unwrap_or(at));
            origins.prices.retain(|(known, ..)| *known != place);
            origins
                .prices
                .push((place, At::Column(at), column(of_from), column(of_until)));
        }
    }

    /// Adds the lists that a row's prices are the first of.
    pub(super) fn settle(&mut self, tx: &Tx<'_>, prices: &mut [ProductPrice]) -> Result<()> {
        for price in prices.iter_mut().filter(|price| price.price_list_id.0 < 0) {
            let unborn = price.price_list_id;
            if !self.added.contains_key(&unborn) {
                let list = self.lists.iter().find(|list| list.id == unborn);
                let draft = list.map(|list| PriceListDraft {
                    name: list.name.clone(),
                    includes_tax: list.with_tax,
                });
                let id = price_lists::add(tx, &draft.unwrap_or_default())?.id;
                self.added.insert(unborn, id);
            }
            price.price_list_id = self.added[&unborn];
        }
        Ok(())
    }
}

/// Puts a price into a draft; its place there. The price that held on its first day ends the day before, and its own
/// last day becomes that of the new one.
fn set(draft: &mut ProductDraft, mut price: ProductPriceDraft, is_dated: bool) -> usize {
    let same = |line: &ProductPriceDraft| {
        let unit = line.unit.as_deref().filter(|unit| !unit.is_empty());
        line.price_list_id == price.price_list_id
            && unit == price.unit.as_deref()
            && quantity(&line.min_quantity) == quantity(&price.min_quantity)
    };
    let first = Date::parse(&price.from_on).ok();
    let holds = |line: &ProductPriceDraft| {
        let until = line.until_on.as_deref().and_then(|day| Date::parse(day).ok());
        Date::parse(&line.from_on).ok() <= first && until.is_none_or(|until| Some(until) >= first)
    };
    let found = first.and_then(|_| draft.prices.iter().position(|line| same(line) && holds(line)));
    let Some((at, line)) = found.and_then(|at| Some((at, draft.prices.get_mut(at)?))) else {
        draft.prices.push(price);
        return draft.prices.len() - 1;
    };
    let is_same_day = Date::parse(&line.from_on).ok() == first;
    if is_same_day || (!is_dated && amount(&line.price) == amount(&price.price)) {
        line.price = price.price;
        line.until_on = price.until_on.or(line.until_on.take());
        return at;
    }
    let before = first.and_then(|first| first.civil().yesterday().ok());
    price.until_on = price.until_on.or(line.until_on.take());
    line.until_on = before.map(|day| day.to_string());
    draft.prices.push(price);
    draft.prices.len() - 1
}

fn quantity(text: &str) -> Option<Quantity> {
    Quantity::parse(text).ok()
}

fn amount(text: &str) -> Option<Money> {
    Money::parse(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_ends_the_one_before_it() {
        let price = |price: &str, from: &str, until: Option<&str>| ProductPriceDraft {
            price_list_id: PriceListId(1),
            price: price.to_owned(),
            from_on: from.to_owned(),
            until_on: until.map(str::to_owned),
            ..ProductPriceDraft::default()
        };
        let lines = |draft: &ProductDraft| -> Vec<String> {
            let line = |line: &ProductPriceDraft| {
                format!(
                    "{} {} {}",
                    line.price,
                    line.from_on,
                    line.until_on.as_deref().unwrap_or("-")
                )
            };
            draft.prices.iter().map(line).collect()
        };
        let mut draft = ProductDraft::default();
        set(&mut draft, price("10", "2026-04-01", Some("2027-03-31")), true);
        set(&mut draft, price("10.00", "2026-11-23", None), false);
        assert_eq!(
            lines(&draft),
            ["10.00 2026-04-01 2027-03-31"],
            "it holds today already"
        );
        set(&mut draft, price("12", "2026-11-23", None), false);
        assert_eq!(
            lines(&draft),
            ["10.00 2026-04-01 2026-11-22", "12 2026-11-23 2027-03-31"]
        );
        set(&mut draft, price("13", "2026-11-23", None), true);
        assert_eq!(lines(&draft)[1], "13 2026-11-23 2027-03-31", "the same day again");
        set(&mut draft, price("9", "soon", None), true);
        assert_eq!(draft.prices.len(), 3, "the draft's own check names it");
    }
}
