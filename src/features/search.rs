//! Full text: what was typed into a search box, as a question to two FTS5 indexes kept beside each kind of record.
//!
//! One index holds every three letters in a row, so the middle of a word, a piece of a GSTIN and some digits of a
//! telephone are found in any script. The other holds words, for the beginnings that are shorter than that. All that
//! is typed is plain text: no quote, star or operator means anything.

use unicode_normalization::UnicodeNormalization as _;

use crate::{
    db::{ToSql, Tx, params},
    error::{Error, Result},
    phone,
    sentence::say,
};

/// Letters in a row that the first index holds.
const PIECE: usize = 3;
/// Characters taken from a search box.
const LONGEST_SEARCH: usize = 200;

/// The two indexes of a kind of record, by their tables' names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Indexes {
    /// Three letters in a row.
    pub(super) pieces: &'static str,
    /// Words.
    pub(super) words: &'static str,
}

/// A question to the indexes.
pub(super) struct Found {
    /// A statement that gives the record ids as `id`.
    pub(super) sql: String,
    /// Its parameters.
    pub(super) params: Vec<(&'static str, Box<dyn ToSql>)>,
}

/// Text as it is compared: one form for each character however it was typed, small letters, single spaces.
pub(super) fn fold(text: &str) -> String {
    let folded: String = text
        .nfkc()
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a telephone is found by: as it was written, and its digits alone.
pub(super) fn phone_text(phone: &str) -> String {
    format!("{phone}\n{}", phone::normalize(phone))
}

impl Indexes {
    /// Writes what a record is found by, in the record's own transaction.
    pub(super) fn write<'t>(
        self,
        tx: &Tx<'_>,
        id: impl ToSql,
        texts: impl IntoIterator<Item = &'t str>,
    ) -> Result<()> {
        self.put(tx, "insert or replace", id, texts)
    }

    /// The same for a new record, of which there is nothing to be looked for first.
    pub(super) fn add<'t>(
        self,
        tx: &Tx<'_>,
        id: impl ToSql,
        texts: impl IntoIterator<Item = &'t str>,
    ) -> Result<()> {
        self.put(tx, "insert", id, texts)
    }

    fn put<'t>(
        self,
        tx: &Tx<'_>,
        verb: &str,
        id: impl ToSql,
        texts: impl IntoIterator<Item = &'t str>,
    ) -> Result<()> {
        let folded: Vec<String> = texts
            .into_iter()
            .flat_map(str::lines)
            .map(fold)
            .filter(|line| !line.is_empty())
            .collect();
        let text = folded.join("\n");
        for table in [self.pieces, self.words] {
            tx.execute(
                &format!("{verb} into {table} (rowid, text) values (?1, ?2)"),
                params![id, text],
            )?;
        }
        Ok(())
    }

    /// Forgets what a record was found by, in the transaction that removes it.
    pub(super) fn remove(self, tx: &Tx<'_>, id: impl ToSql) -> Result<()> {
        for table in [self.pieces, self.words] {
            tx.execute(&format!("delete from {table} where rowid = ?1"), params![id])?;
        }
        Ok(())
    }

    /// The question that a search box's text asks: each word is found, or the whole of it in a row, or its digits as
    /// a telephone's.
    pub(super) fn matching(self, search: &str) -> Result<Found> {
        if search.chars().count() > LONGEST_SEARCH {
            return Err(Error::field(
                "search",
                "too_long",
                say!(
                    "Search for at most {longest_search} characters.",
                    longest_search = LONGEST_SEARCH
                ),
            ));
        }
        let typed = fold(search);
        let (pieces, beginnings) = words(&typed);
        let mut params: Vec<(&'static str, Box<dyn ToSql>)> = Vec::new();
        let mut ask = |table: &str, name: &'static str, question: Option<String>| {
            let question = question?;
            params.push((name, Box::new(question)));
            Some(format!(
                "select rowid as id from {table} where {table} match {name}"
            ))
        };
        let every_word = [
            ask(self.pieces, ":pieces", pieces),
            ask(self.words, ":beginnings", beginnings),
        ];
        let every_word = every_word
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" intersect ");
        let in_a_row = ask(self.pieces, ":in_a_row", in_a_row(&typed, search));
        let either: Vec<String> = std::iter::once(every_word)
            .chain(in_a_row)
            .filter(|sql| !sql.is_empty())
            .collect();
        let sql = if either.is_empty() {
            "select 0 as id where false".to_owned()
        } else {
            either.join(" union ")
        };
        Ok(Found { sql, params })
    }
}

/// The words as questions to the two indexes. A short word without a letter or a digit is no word.
fn words(typed: &str) -> (Option<String>, Option<String>) {
    let (long, short): (Vec<&str>, Vec<&str>) = typed
        .split_whitespace()
        .partition(|word| word.chars().count() >= PIECE);
    let short = short
        .into_iter()
        .filter(|word| word.contains(char::is_alphanumeric));
    let pieces: Vec<String> = long.into_iter().map(quoted).collect();
    let beginnings: Vec<String> = short.map(|word| format!("{} *", quoted(word))).collect();
    let all = |parts: Vec<String>| (!parts.is_empty()).then(|| parts.join(" AND "));
    (all(pieces), all(beginnings))
}

/// The whole text, and its digits if it can be a part of a telephone number; nothing where `words` asks the same.
fn in_a_row(typed: &str, search: &str) -> Option<String> {
    let mut either = Vec::new();
    if typed.contains(' ') && typed.chars().count() >= PIECE {
        either.push(quoted(typed));
    }
    let digits = phone::normalize(search);
    let like_a_phone = search
        .chars()
        .all(|c| c.is_numeric() || c.is_whitespace() || "+-()./".contains(c));
    if like_a_phone && digits.len() >= PIECE && digits != typed {
        either.push(quoted(&digits));
    }
    (!either.is_empty()).then(|| either.join(" OR "))
}

/// A phrase of FTS5's query language: between double quotes nothing is an operator.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_for_each_text() {
        assert_eq!(fold("  ABC\u{0}\tDental\n"), "abc dental");
        assert_eq!(
            fold("\u{95c}"),
            fold("\u{921}\u{93c}"),
            "a nukta letter typed in one key or two"
        );
        assert_eq!(fold("ΑΣ"), "ασ", "a letter folds alike wherever it stands");
    }

    #[test]
    fn typed_signs_mean_nothing() {
        assert_eq!(
            words(r#"say "hi" not* a^"#),
            (
                Some(r#""say" AND """hi""" AND "not*""#.to_owned()),
                Some(r#""a^" *"#.to_owned())
            )
        );
        assert_eq!(words("- * \""), (None, None));
    }

    #[test]
    fn digits_are_also_a_telephone() {
        assert_eq!(
            in_a_row("98220 00101", "98220 00101").as_deref(),
            Some(r#""98220 00101" OR "9822000101""#)
        );
        assert_eq!(in_a_row("9822", "9822"), None);
        assert_eq!(in_a_row("meera", "meera"), None);
    }
}
