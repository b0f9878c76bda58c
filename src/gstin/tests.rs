//! What a GSTIN may and may not be.

use super::*;
use proptest::prelude::*;

/// A valid GSTIN made of the first 14 characters.
fn with_check_digit(first_14: &str) -> String {
    format!("{first_14}{}", check_digit(first_14))
}

#[test]
fn worked_numbers() {
    for valid in [
        "24AAQCA8719H1ZC",
        "05AAACG2115R1ZN",
        "29AABCR1718E1ZL",
        "19AAACI1681G1DV",
    ] {
        assert!(Gstin::parse(valid).is_ok(), "{valid}");
    }
    for (wrong, expected) in [("24AANFA2641L1ZK", 'F'), ("29AAFCA7488L1Z0", 'W')] {
        let found = wrong[14..].to_owned();
        assert_eq!(Gstin::parse(wrong), Err(BadGstin::CheckDigit { found, expected }));
    }
}

#[test]
fn tells_holder_state_and_pan() {
    let check = check(" 24aaqca 8719h1zc ");
    assert_eq!(check.gstin, "24AAQCA8719H1ZC");
    assert!(check.valid);
    assert_eq!(check.kind, Some(HolderKind::Regular));
    assert_eq!(
        (check.state_code, check.state_name),
        (Some("24"), Some("Gujarat"))
    );
    assert_eq!(check.pan.as_deref(), Some("AAQCA8719H"));
    assert_eq!(check.message, None);
}

#[test]
fn every_kind_of_holder() {
    for (first_14, kind, state_code, has_pan) in [
        ("27AAPFU0939F1Z", HolderKind::Regular, Some("27"), true),
        ("07DELA12341B1Z", HolderKind::Department, Some("07"), false),
        ("0719USA12345NR", HolderKind::NonResident, Some("07"), false),
        ("0717UNO00157UN", HolderKind::UnBody, Some("07"), false),
        ("9917USA29001OS", HolderKind::OnlineServices, None, false),
        ("27AAPFU0939F1D", HolderKind::TaxDeductor, Some("27"), true),
        ("29AAICA3918J1C", HolderKind::TaxCollector, Some("29"), true),
    ] {
        let gstin = Gstin::parse(&with_check_digit(first_14)).unwrap();
        assert_eq!(gstin.kind(), kind, "{gstin}");
        assert_eq!(gstin.state().map(|state| state.code), state_code, "{gstin}");
        assert_eq!(gstin.pan().is_some(), has_pan, "{gstin}");
    }
}

#[test]
fn says_what_is_wrong() {
    for (text, message) in [
        ("", "A GSTIN has 15 characters; this one has 0."),
        ("GST123456789", "A GSTIN has 15 characters; this one has 12."),
        (
            "24AAQC58719H1ZC",
            "Character 7 of the GSTIN is “5”, but a letter belongs there.",
        ),
        (
            "2XAAQCA8719H1ZC",
            "Character 2 of the GSTIN is “X”, but a digit belongs there.",
        ),
        (
            "24AAQCA8719H0ZC",
            "Character 13 of the GSTIN is “0”, but a letter or a digit from 1 to 9 belongs there.",
        ),
        (
            "24AAQCA8719H1KC",
            "Character 14 of the GSTIN is “K”, but usually Z belongs there.",
        ),
        (
            "24AAQCA8719H1Zé",
            "Character 15 of the GSTIN is “é”, but a letter or a digit belongs there.",
        ),
        ("39AAQCA8719H1ZC", "No state has the code 39."),
        (
            "24AAQCA8719H1ZD",
            "The last character of the GSTIN is D, but the others give C.",
        ),
    ] {
        let said = check(text).message.unwrap();
        assert!(said.starts_with(message), "{text}: {said}");
    }
}

#[test]
fn json_and_files_refuse_a_wrong_one() {
    assert!(serde_json::from_str::<Gstin>(r#""24AAQCA8719H1ZD""#).is_err());
    let file = rusqlite::Connection::open_in_memory().unwrap();
    assert!(
        file.query_row("select 'GST123456789'", [], |row| row.get::<_, Gstin>(0))
            .is_err()
    );
}

proptest! {
    #[test]
    fn a_right_one_passes(first_14 in "(0[1-9]|[12][0-9]|3[0-8])[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z]Z") {
        let gstin = with_check_digit(&first_14);
        prop_assert_eq!(Gstin::parse(&gstin).map(String::from), Ok(gstin));
    }

    #[test]
    fn one_changed_character_is_always_found(
        first_14 in "(0[1-9]|[12][0-9]|3[0-8])[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z]Z",
        at in 0usize..15,
        new in "[0-9A-Z]",
    ) {
        let mut gstin = with_check_digit(&first_14);
        prop_assume!(gstin[at..=at] != new);
        gstin.replace_range(at..=at, &new);
        prop_assert!(Gstin::parse(&gstin).is_err());
    }

    #[test]
    fn never_panics(text in "\\PC{0,20}|[0-9A-Zé]{15}") {
        let check = check(&text);
        prop_assert_eq!(check.valid, check.message.is_none());
    }
}
