//! What the system's own dialogs are called. They are opened here, where the page has no hand in them, so their few words
//! lie here too, in every language that the screens speak; what stands on their buttons is the system's.

/// A dialog in which a file is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileDialog {
    /// The picture for a logo.
    Logo,
    /// An update's file.
    Update,
    /// The archive of a business.
    Archive,
    /// Where a download is kept.
    Save,
}

impl FileDialog {
    /// What stands on top of it. English where the language is not one of ours.
    pub(crate) fn title(self, language: &str) -> &'static str {
        match (language, self) {
            ("hi", Self::Logo) => "लोगो चुनें",
            ("hi", Self::Update) => "अपडेट चुनें",
            ("hi", Self::Archive) => "व्यवसाय शामिल करें",
            ("hi", Self::Save) => "सहेजें",
            (_, Self::Logo) => "Choose a logo",
            (_, Self::Update) => "Choose an update",
            (_, Self::Archive) => "Take in a business",
            (_, Self::Save) => "Save",
        }
    }

    /// What the files it shows are called.
    pub(crate) fn files(self, language: &str) -> &'static str {
        match (language, self) {
            ("hi", Self::Logo) => "तस्वीरें",
            ("hi", Self::Update) => "CashFlow के अपडेट",
            (_, Self::Logo) => "Pictures",
            (_, Self::Update) => "CashFlow updates",
            (_, Self::Archive | Self::Save) => "CashFlow",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::FileDialog::{self, Archive, Logo, Save, Update};

    const ALL: [FileDialog; 4] = [Logo, Update, Archive, Save];

    #[test]
    fn the_dialogs_speak_every_language_of_the_screens() {
        let messages = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/messages");
        let mut languages: BTreeSet<String> = std::fs::read_dir(messages)
            .unwrap()
            .filter_map(|file| Some(file.ok()?.file_name().to_str()?.strip_suffix(".json")?.to_owned()))
            .collect();
        assert!(languages.remove("en"), "{languages:?}");
        assert!(languages.contains("hi"), "{languages:?}");
        for language in &languages {
            for dialog in ALL {
                assert_ne!(
                    dialog.title(language),
                    dialog.title("en"),
                    "{dialog:?} in {language}"
                );
            }
            for dialog in [Logo, Update] {
                assert_ne!(
                    dialog.files(language),
                    dialog.files("en"),
                    "{dialog:?} in {language}"
                );
            }
        }
    }

    #[test]
    fn a_language_that_is_not_ours_is_answered_in_english() {
        for language in ["en", "ta", ""] {
            assert_eq!(Logo.title(language), "Choose a logo");
            assert_eq!(Update.files(language), "CashFlow updates");
        }
    }
}
