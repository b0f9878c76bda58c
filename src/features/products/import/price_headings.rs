//! How columns with prices are headed: “Price: Retail”, or “Price with GST: Retail” where the list has it in its prices.
//! What else a price hangs on stands behind: “Price: Retail / BOX / 10+” is that of a box for whoever takes ten. Its days
//! have columns of their own, “Price: Retail / from” and “/ until”; the price before it, if that is told too, is “Price 2:
//! Retail”.

use std::collections::HashMap;

use super::super::{lines::ProductPrice, price_lists::PriceListId};
use crate::{
    features::intake::{self, Further},
    quantity::Quantity,
    sheets::Form,
};

const DIVIDER: &str = " / ";

/// A heading with a price, or with a day of one, as it is written.
pub(super) struct PriceHeading {
    /// 1 for the latest price, 2 for the one before it.
    pub(super) number: usize,
    pub(super) with_tax: bool,
    /// The list's name and what stands behind it.
    of: String,
}

/// What a heading says once the lists are known.
pub(super) struct Meaning {
    pub(super) list: String,
    pub(super) unit: Option<String>,
    pub(super) min_quantity: String,
    /// 0 for the amount, 1 for the first day, 2 for the last.
    pub(super) part: usize,
}

impl PriceHeading {
    /// `what` stands before the colon, in small letters, `of` behind it.
    pub(super) fn read(what: &str, of: &str) -> Option<Self> {
        let rest = ["price", "मूल्य", "दाम"]
            .into_iter()
            .find_map(|word| what.strip_prefix(word))?;
        let rest = rest.trim();
        let (number, rest) = match rest.split_once(' ').unwrap_or((rest, "")) {
            (first, rest) if first.parse::<usize>().is_ok() => (first.parse().ok()?, rest),
            _ => (1, rest),
        };
        let with_tax = ["with gst", "including gst", "incl gst", "जीएसटी सहित"].contains(&rest);
        let is_price = (with_tax || rest.is_empty()) && !of.is_empty() && number > 0;
        is_price.then(|| Self {
            number,
            with_tax,
            of: of.to_owned(),
        })
    }

    /// Takes what stands behind the list's name from the name, unless a list has all of it for its name.
    pub(super) fn meaning(&self, is_list: impl Fn(&str) -> bool, unit: impl Fn(&str) -> String) -> Meaning {
        let mut meaning = Meaning {
            list: String::new(),
            unit: None,
            min_quantity: "1".to_owned(),
            part: 0,
        };
        let mut name = self.of.as_str();
        while !is_list(name)
            && let Some((before, last)) = name.rsplit_once(DIVIDER)
        {
            let last = last.trim();
            match last.to_lowercase().as_str() {
                "from" | "से" => meaning.part = 1,
                "until" | "to" | "तक" => meaning.part = 2,
                _ => match last.strip_suffix('+').map(intake::number) {
                    Some(least) => meaning.min_quantity = least,
                    None => meaning.unit = Some(unit(last)),
                },
            }
            name = before.trim();
        }
        name.clone_into(&mut meaning.list);
        meaning
    }
}

/// A product's prices as columns of a table, the latest of each first.
pub(super) fn texts(
    prices: &[ProductPrice],
    lists: &[(PriceListId, String, bool)],
) -> Vec<(Further, String)> {
    let one = Quantity::parse("1").ok();
    let mut sorted: Vec<&ProductPrice> = prices.iter().collect();
    sorted.sort_by_key(|price| std::cmp::Reverse(price.from_on));
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut all = Vec::new();
    for price in sorted {
        let Some((_, list, with_tax)) = lists.iter().find(|(id, ..)| *id == price.price_list_id) else {
            continue;
        };
        let unit = price
            .unit
            .as_ref()
            .map(|unit| format!("{DIVIDER}{unit}"))
            .unwrap_or_default();
        let least = Some(price.min_quantity).filter(|least| Some(*least) != one);
        let least = least
            .map(|least| format!("{DIVIDER}{least}+"))
            .unwrap_or_default();
        let name = format!("{list}{unit}{least}");
        let number = counts
            .entry(name.clone())
            .and_modify(|count| *count += 1)
            .or_insert(1);
        let counted = if *number == 1 {
            String::new()
        } else {
            format!(" {number}")
        };
        let with = if *with_tax { " with GST" } else { "" };
        let mut add = |part: usize, behind: &str, form: Form, text: String| {
            let column = Further {
                group: 2,
                name: name.clone(),
                number: *number,
                part,
                heading: format!("Price{counted}{with}: {name}{behind}"),
                form,
            };
            all.push((column, text));
        };
        add(0, "", Form::Amount, price.price.into());
        add(1, " / from", Form::Day, price.from_on.to_string());
        if let Some(until) = price.until_on {
            add(2, " / until", Form::Day, until.to_string());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(heading: &str) -> Option<(usize, bool, String, Option<String>, String, usize)> {
        let (what, of) = heading.split_once(':').unwrap();
        let heading = PriceHeading::read(&intake::plain(what), of.trim())?;
        let meaning = heading.meaning(|name| name == "Retail / Pune", str::to_uppercase);
        Some((
            heading.number,
            heading.with_tax,
            meaning.list,
            meaning.unit,
            meaning.min_quantity,
            meaning.part,
        ))
    }

    #[test]
    fn a_heading_tells_which_price_it_is() {
        let told = |number, with_tax, list: &str, unit: Option<&str>, least: &str, part| {
            Some((
                number,
                with_tax,
                list.to_owned(),
                unit.map(str::to_owned),
                least.to_owned(),
                part,
            ))
        };
        assert_eq!(read("Price: Retail"), told(1, false, "Retail", None, "1", 0));
        assert_eq!(read("Price with GST: MRP"), told(1, true, "MRP", None, "1", 0));
        assert_eq!(
            read("price 2 incl. GST: MRP / box / 10+ / until"),
            told(2, true, "MRP", Some("BOX"), "10", 2)
        );
        assert_eq!(
            read("Price: Retail / Pune / from"),
            told(1, false, "Retail / Pune", None, "1", 1),
            "a list of that name goes before what it could mean"
        );
        for no_price in [
            "Price:",
            "Price list: Retail",
            "Prices in: INR",
            "Price 0: Retail",
        ] {
            assert_eq!(read(no_price), None, "{no_price}");
        }
    }
}
