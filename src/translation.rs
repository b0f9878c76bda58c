//! The program's sentences in the languages that the screens have, for what is read without a screen: a workbook that
//! is given back. The words are the screens' own, out of `ui/messages/program/`.

use std::{collections::HashMap, sync::LazyLock};

use crate::sentence::{Say, SayValue, Sentence};

include!(concat!(env!("OUT_DIR"), "/program_words.rs"));

type Words = HashMap<String, String>;

static ALL: LazyLock<Vec<(&str, Words)>> = LazyLock::new(|| {
    let read = |text: &str| serde_json::from_str(text).expect("the build has read these words");
    PROGRAM_WORDS
        .iter()
        .map(|(language, text)| (*language, read(text)))
        .collect()
});

/// A sentence in a language (`hi`); what has no words in it stays English.
pub(crate) fn told(sentence: &Sentence, language: &str) -> String {
    let words = ALL.iter().find(|(known, _)| *known == language);
    let Some((_, words)) = words else {
        return sentence.to_string();
    };
    match sentence.say() {
        None => words
            .get(sentence.as_str())
            .cloned()
            .unwrap_or_else(|| sentence.to_string()),
        Some(say) => filled(say, words),
    }
}

/// A sentence without values in every language, English first.
pub(crate) fn everywhere(english: &str) -> impl Iterator<Item = &str> {
    let others = ALL.iter().filter_map(move |(_, words)| words.get(english));
    std::iter::once(english).chain(others.map(String::as_str))
}

/// The sentence of a language with its values; none of them passes for a place.
fn filled(say: &Say, words: &Words) -> String {
    let mut rest = words.get(&say.text).unwrap_or(&say.text).as_str();
    let mut text = String::new();
    while let Some((before, place)) = rest.split_once('{') {
        text.push_str(before);
        let value = place.split_once('}').and_then(|(name, after)| {
            let (_, value) = say.values.iter().find(|(known, _)| **known == name)?;
            Some((value, after))
        });
        match value {
            Some((SayValue::Text(value), after)) => {
                text.push_str(value);
                rest = after;
            }
            Some((SayValue::Said(value), after)) => {
                text.push_str(&filled(value, words));
                rest = after;
            }
            None => {
                text.push('{');
                rest = place;
            }
        }
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence::say;

    #[test]
    fn a_sentence_is_told_with_its_values() {
        let sentence = say!(
            "{what} is there already. Change this, or choose to leave out or to update what is there.",
            what = say!("This product")
        );
        assert_eq!(told(&sentence, "en"), sentence.as_str());
        assert_eq!(told(&sentence, "xx"), sentence.as_str());
        let hindi = told(&sentence, "hi");
        assert!(!hindi.contains("This product") && !hindi.contains('{'), "{hindi}");
        let taken = say!("This code belongs to {name}.", name = "{name}");
        assert_eq!(told(&taken, "hi"), "यह कोड {name} का है।");
        assert_eq!(told(&"Nobody knows this.".into(), "hi"), "Nobody knows this.");
    }
}
