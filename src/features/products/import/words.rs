//! The words people use for what the program has a code for.

use std::collections::BTreeMap;

use super::super::draft::Known;
use crate::features::search::fold;

pub(super) const KINDS: &[(&str, &[&str])] = &[
    (
        "goods",
        &["good", "g", "product", "item", "inventory", "stock", "माल", "वस्तु"],
    ),
    ("service", &["services", "s", "labour", "सेवा"]),
];

pub(super) const TRACKINGS: &[(&str, &[&str])] = &[
    ("none", &["no", "n", "not tracked", "-"]),
    (
        "lot",
        &["lots", "batch", "batches", "expiry", "lot/expiry", "yes", "y"],
    ),
    (
        "serial",
        &["serials", "serial number", "serial no", "serial numbers", "imei"],
    ),
];

const UNITS: &[(&str, &[&str])] = &[
    (
        "NOS",
        &["no", "number", "each", "ea", "unit", "units", "nag", "नग"],
    ),
    ("PCS", &["pc", "piece", "पीस"]),
    ("BOX", &["boxes", "bx", "डिब्बा"]),
    ("PAC", &["pack", "pkt", "packet", "packets", "pkts", "पैकेट"]),
    ("SET", &["sets", "सेट"]),
    ("PRS", &["pair", "pr", "जोड़ी"]),
    ("DOZ", &["dozen", "dz", "dzn", "दर्जन"]),
    ("KGS", &["kg", "kilo", "kilogram", "kilogramme", "किलो", "किग्रा"]),
    ("GMS", &["g", "gm", "gram", "gramme", "ग्राम"]),
    ("LTR", &["l", "lt", "lit", "litre", "liter", "ltrs", "लीटर"]),
    ("MLT", &["ml", "millilitre", "milliliter"]),
    ("MTR", &["m", "mt", "mtrs", "metre", "meter", "मीटर"]),
    ("CMS", &["cm", "centimetre", "centimeter"]),
    ("SQM", &["sqmtr", "sq m", "square metre", "square meter"]),
    ("ROL", &["roll", "रोल"]),
    ("BTL", &["bottle", "bottles", "bot", "बोतल"]),
    ("TUB", &["tube", "ट्यूब"]),
    ("VIA", &["vial", "शीशी"]),
    ("TAB", &["tablet", "tabs", "गोली"]),
    ("STR", &["strip", "strips", "पत्ता"]),
    ("HRS", &["hour", "hr", "घंटा"]),
    ("DAY", &["day", "दिन"]),
];

/// The code of a unit, however it is written; what is no unit stays as it is. `names` has the codes by folded names.
pub(super) fn unit_code(known: &Known, names: &BTreeMap<String, String>, typed: &str) -> String {
    let code = typed.trim().trim_end_matches('.').to_uppercase();
    if known.has_unit(&code) {
        return code;
    }
    let folded = fold(typed.trim_end_matches('.'));
    let spelled = unit(&folded)
        .filter(|code| known.has_unit(code))
        .map(str::to_owned);
    spelled.or_else(|| names.get(&folded).cloned()).unwrap_or(code)
}

/// The code of a unit by another spelling.
fn unit(folded: &str) -> Option<&'static str> {
    let found = UNITS.iter().find(|(_, spellings)| spellings.contains(&folded));
    found.map(|(code, _)| *code)
}

/// An HSN code; a spreadsheet that took it for a number lost the zero it began with.
pub(super) fn hsn(text: &str) -> String {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
    if matches!(digits.len(), 3 | 5 | 7) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("0{digits}");
    }
    text.to_owned()
}

/// Whether a code is one of a service.
pub(super) fn is_sac(hsn: &str) -> bool {
    hsn.len() == 6 && hsn.starts_with("99")
}

/// The field of a table that a field of the draft came from.
pub(super) fn blame(field: &str) -> &'static str {
    let list = field.split('[').next().unwrap_or(field);
    match (list, field.rsplit('.').next().unwrap_or(field)) {
        ("gst_rates", "from_on") => "gst_from",
        ("gst_rates", "cess") => "cess",
        ("gst_rates", _) => "gst_rate",
        ("barcodes", _) => "barcodes",
        ("units", "factor") => "other_factor",
        ("units", _) => "other_unit",
        ("category_id", _) => "category",
        ("code", _) => "code",
        ("unit", _) => "unit",
        ("hsn", _) => "hsn",
        ("buying_price", _) => "buying_price",
        ("selling_price", _) => "selling_price",
        ("tracking", _) => "tracking",
        ("reorder_level", _) => "reorder_level",
        ("notes", _) => "notes",
        _ => "name",
    }
}
