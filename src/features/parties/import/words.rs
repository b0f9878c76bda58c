//! The words people use for what the program has a code for.

use crate::{features::intake, states::STATES};

pub(super) const KINDS: &[(&str, &[&str])] = &[
    (
        "customer",
        &[
            "customers",
            "c",
            "client",
            "buyer",
            "debtor",
            "debtors",
            "sundry debtor",
            "sundry debtors",
            "ग्राहक",
        ],
    ),
    (
        "supplier",
        &[
            "suppliers",
            "s",
            "vendor",
            "vendors",
            "seller",
            "creditor",
            "creditors",
            "sundry creditor",
            "sundry creditors",
            "आपूर्तिकर्ता",
            "सप्लायर",
        ],
    ),
    (
        "both",
        &[
            "customer and supplier",
            "customer & supplier",
            "customer/supplier",
            "b",
            "दोनों",
        ],
    ),
];

pub(super) const REGISTRATIONS: &[(&str, &[&str])] = &[
    (
        "regular",
        &["registered", "registered regular", "regular dealer", "r"],
    ),
    (
        "composition",
        &["composite", "composition dealer", "registered composition"],
    ),
    (
        "unregistered",
        &[
            "un registered",
            "unregistered/consumer",
            "consumer",
            "urd",
            "not registered",
            "u",
        ],
    ),
    ("sez", &["sez unit", "special economic zone", "sez developer"]),
    ("overseas", &["foreign", "export", "import", "abroad"]),
    ("deemed_export", &["deemed export", "deemed exports"]),
    ("uin_holder", &["uin", "uin holder", "embassy/un body"]),
    ("tax_deductor", &["tax deductor", "tds"]),
    ("tax_collector", &["tax collector", "tcs", "e-commerce operator"]),
    ("input_service_distributor", &["input service distributor", "isd"]),
];

const ALIASES: &[(&str, &[&str])] = &[
    ("07", &["new delhi", "nct of delhi", "dl", "दिल्ली"]),
    ("09", &["up", "u.p.", "उत्तर प्रदेश"]),
    ("21", &["orissa"]),
    ("23", &["mp", "m.p.", "मध्य प्रदेश"]),
    ("24", &["gj", "गुजरात"]),
    ("27", &["mh", "महाराष्ट्र"]),
    ("29", &["ka", "कर्नाटक"]),
    ("33", &["tn", "tamilnadu"]),
    ("34", &["pondicherry"]),
    ("05", &["uttaranchal"]),
    ("08", &["rj", "राजस्थान"]),
    ("10", &["बिहार"]),
    ("19", &["wb"]),
];

/// The two digits of a state, by its name, its digits or both, “27-Maharashtra”; what is no state stays as it is.
pub(super) fn state(text: &str) -> String {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    if (1..=2).contains(&digits.len()) {
        return format!("{digits:0>2}");
    }
    let tidy = |name: &str| intake::plain(&name.replace('&', " and "));
    let typed = tidy(text);
    let named = STATES
        .iter()
        .find(|state| tidy(state.name) == typed)
        .map(|state| state.code);
    named
        .or_else(|| intake::choice(text, ALIASES))
        .map_or_else(|| text.to_owned(), str::to_owned)
}

/// The two letters of a country; only India's name is known.
pub(super) fn country(text: &str) -> String {
    match text.to_lowercase().as_str() {
        "india" | "bharat" | "भारत" => "IN".to_owned(),
        _ => text.to_owned(),
    }
}

/// The field of a table that a field of the draft came from.
pub(super) fn blame(field: &str) -> &'static str {
    match (
        field.split('[').next().unwrap_or(field),
        field.rsplit('.').next().unwrap_or(field),
    ) {
        ("contacts", "phone") => "phone",
        ("contacts", "email") => "email",
        ("contacts", _) => "contact_name",
        ("addresses", "line2") => "line2",
        ("addresses", "city") => "city",
        ("addresses", "state_code") => "state",
        ("addresses", "postal_code") => "postal_code",
        ("addresses", "country") => "country",
        ("addresses", _) => "line1",
        ("kind", _) => "kind",
        ("registration", _) => "registration",
        ("gstin", _) => "gstin",
        ("credit_days", _) => "credit_days",
        ("credit_limit", _) => "credit_limit",
        ("notes", _) => "notes",
        _ => "name",
    }
}
