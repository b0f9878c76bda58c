//! Cells as people write them, in the form that drafts read: groups, currency signs, percent signs and the orders of a
//! date taken away. What cannot be told for certain stays as it is, and the draft's own check refuses it.

use super::super::search::fold;

/// An amount: `₹ 1,18,000.50/-` is `118000.50`.
pub(in crate::features) fn amount(text: &str) -> String {
    let text = ascii_digits(text);
    let mut rest = text.trim();
    for sign in ["₹", "INR", "Rs.", "Rs", "rs.", "rs", "RS.", "RS"] {
        rest = rest.strip_prefix(sign).unwrap_or(rest).trim();
    }
    rest = rest.strip_suffix("/-").unwrap_or(rest).trim();
    ungrouped(rest)
}

/// A number: `1,250` is `1250`.
pub(in crate::features) fn number(text: &str) -> String {
    ungrouped(ascii_digits(text).trim())
}

/// A rate: `GST 18 %` is `18`. A percentage that a spreadsheet kept as a fraction is known by being a rate of GST.
pub(in crate::features) fn rate(text: &str) -> String {
    let text = ascii_digits(text);
    let rest = text.trim().trim_end_matches('%').trim();
    let rest = rest
        .strip_prefix("GST")
        .or_else(|| rest.strip_prefix("IGST"))
        .unwrap_or(rest);
    let rest = rest.trim().trim_start_matches('@').trim();
    let fractions = [
        ("0.03", "3"),
        ("0.05", "5"),
        ("0.12", "12"),
        ("0.18", "18"),
        ("0.28", "28"),
        ("0.4", "40"),
    ];
    if text.contains('%') {
        return rest.to_owned();
    }
    let whole = fractions.iter().find(|(fraction, _)| *fraction == rest);
    whole.map_or(rest, |(_, whole)| whole).to_owned()
}

/// Digits grouped by commas, western or Indian, without them; anything else as it is, for a comma may be a decimal one.
fn ungrouped(text: &str) -> String {
    let (whole, part) = text
        .split_once('.')
        .map_or((text, ""), |(whole, part)| (whole, part));
    let groups: Vec<&str> = whole.trim_start_matches('-').split(',').collect();
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let well_grouped = groups.len() > 1
        && groups.iter().enumerate().all(|(at, group)| match at {
            0 => (1..=3).contains(&group.len()) && digits(group),
            _ if at + 1 == groups.len() => group.len() == 3 && digits(group),
            _ => (2..=3).contains(&group.len()) && digits(group),
        });
    if !well_grouped || part.contains(',') {
        return text.to_owned();
    }
    text.replace(',', "")
}

/// Digits of Hindi and its kin as the digits a number is read from.
fn ascii_digits(text: &str) -> String {
    let plain = |letter: char| match letter {
        '\u{966}'..='\u{96f}' => char::from_digit(u32::from(letter) - 0x966, 10).unwrap_or(letter),
        '\u{a0}' | '\u{202f}' => ' ',
        _ => letter,
    };
    text.chars().map(plain).collect()
}

/// A day as `YYYY-MM-DD`: the day comes before the month, as it is written in India.
pub(in crate::features) fn day(text: &str) -> String {
    let text = ascii_digits(text);
    let text = text.trim();
    let date = text
        .split([' ', 'T'])
        .next()
        .filter(|first| first.len() == 10)
        .unwrap_or(text);
    let parts: Vec<&str> = date
        .split(['-', '/', '.', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let [first, month, last] = parts[..] else {
        return text.to_owned();
    };
    let month = month_number(month);
    let numbers = |year: &str, day: &str| {
        let all_digits = [year, &month, day]
            .iter()
            .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        (all_digits && year.len() == 4 && day.len() <= 2 && month.len() <= 2)
            .then(|| format!("{year}-{month:0>2}-{day:0>2}"))
    };
    numbers(first, last)
        .or_else(|| numbers(last, first))
        .unwrap_or_else(|| text.to_owned())
}

fn month_number(text: &str) -> String {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let low = text.to_ascii_lowercase();
    let at = MONTHS
        .iter()
        .position(|month| low.len() >= 3 && low.starts_with(month));
    at.map_or_else(|| text.to_owned(), |at| (at + 1).to_string())
}

/// The word that is meant, of those that have these spellings.
pub(in crate::features) fn choice(text: &str, words: &[(&'static str, &[&str])]) -> Option<&'static str> {
    let typed = fold(text);
    let found = words
        .iter()
        .find(|(word, spellings)| *word == typed || spellings.contains(&typed.as_str()));
    found.map(|(word, _)| *word)
}

/// The values of a cell that holds several: divided by semicolons, bars or line ends if it has any, else by commas.
pub(in crate::features) fn words_of(text: &str) -> Vec<String> {
    let dividers: &[char] = if text.contains([';', '|', '\n']) {
        &[';', '|', '\n']
    } else {
        &[',']
    };
    text.split(dividers)
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Several values in one cell, so that they are read as they were.
pub(in crate::features) fn joined(words: &[String]) -> String {
    let text = words.join("; ");
    if words.len() == 1 && text.contains(',') {
        text + ";"
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_lose_their_dress() {
        for (typed, read) in [
            ("₹ 1,18,000.50/-", "118000.50"),
            ("Rs. 1,200", "1200"),
            ("1,234,567.89", "1234567.89"),
            ("१२५०", "1250"),
            ("12,50", "12,50"),
            ("1,2,3", "1,2,3"),
            ("12.5", "12.5"),
            ("-1,500", "-1500"),
            ("ask", "ask"),
        ] {
            assert_eq!(amount(typed), read, "{typed}");
        }
        for (typed, read) in [
            ("18%", "18"),
            ("GST @ 5 %", "5"),
            ("0.18", "18"),
            ("0.25", "0.25"),
            ("0.18%", "0.18"),
        ] {
            assert_eq!(rate(typed), read, "{typed}");
        }
    }

    #[test]
    fn days_are_read_as_they_are_written_in_india() {
        for (typed, read) in [
            ("31/03/2026", "2026-03-31"),
            ("1-4-2026", "2026-04-01"),
            ("01.04.2026", "2026-04-01"),
            ("1 Apr 2026", "2026-04-01"),
            ("15-August-1947", "1947-08-15"),
            ("2026-03-31", "2026-03-31"),
            ("2026-03-31 10:20:00", "2026-03-31"),
            ("2026/3/1", "2026-03-01"),
            ("31/03/26", "31/03/26"),
            ("soon", "soon"),
        ] {
            assert_eq!(day(typed), read, "{typed}");
        }
    }
}
