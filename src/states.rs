//! The states of GST: the two digits that begin a GSTIN and name a place of supply. Fixed by GSTN;
//! two codes of the past stay, because old documents and registrations still carry them.

use serde::Serialize;
use utoipa::ToSchema;

/// A state, union territory or other place of supply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct State {
    /// Two digits.
    #[schema(example = "27")]
    pub code: &'static str,
    /// The name people know it by.
    #[schema(example = "Maharashtra")]
    pub name: &'static str,
    /// Whether it is a union territory without a legislature, where supplies inside bear UTGST
    /// instead of SGST (UTGST Act).
    pub union_territory: bool,
}

/// The state of this code, if there is one.
#[must_use]
pub fn state(code: &str) -> Option<&'static State> {
    STATES.iter().find(|state| state.code == code)
}

/// All codes in their order.
pub const STATES: [State; 40] = [
    place("01", "Jammu and Kashmir"),
    place("02", "Himachal Pradesh"),
    place("03", "Punjab"),
    territory("04", "Chandigarh"),
    place("05", "Uttarakhand"),
    place("06", "Haryana"),
    place("07", "Delhi"),
    place("08", "Rajasthan"),
    place("09", "Uttar Pradesh"),
    place("10", "Bihar"),
    place("11", "Sikkim"),
    place("12", "Arunachal Pradesh"),
    place("13", "Nagaland"),
    place("14", "Manipur"),
    place("15", "Mizoram"),
    place("16", "Tripura"),
    place("17", "Meghalaya"),
    place("18", "Assam"),
    place("19", "West Bengal"),
    place("20", "Jharkhand"),
    place("21", "Odisha"),
    place("22", "Chhattisgarh"),
    place("23", "Madhya Pradesh"),
    place("24", "Gujarat"),
    territory("25", "Daman and Diu (before 2020)"),
    territory("26", "Dadra and Nagar Haveli and Daman and Diu"),
    place("27", "Maharashtra"),
    place("28", "Andhra Pradesh (before 2014)"),
    place("29", "Karnataka"),
    place("30", "Goa"),
    territory("31", "Lakshadweep"),
    place("32", "Kerala"),
    place("33", "Tamil Nadu"),
    place("34", "Puducherry"),
    territory("35", "Andaman and Nicobar Islands"),
    place("36", "Telangana"),
    place("37", "Andhra Pradesh"),
    territory("38", "Ladakh"),
    place("96", "Other countries"),
    territory("97", "Other territory"),
];

const fn place(code: &'static str, name: &'static str) -> State {
    State {
        code,
        name,
        union_territory: false,
    }
}

const fn territory(code: &'static str, name: &'static str) -> State {
    State {
        code,
        name,
        union_territory: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_eight_codes_and_two_beyond() {
        let codes: Vec<&str> = STATES.iter().map(|state| state.code).collect();
        let expected: Vec<String> = (1..=38)
            .chain([96, 97])
            .map(|code| format!("{code:02}"))
            .collect();
        assert_eq!(codes, expected);
    }

    #[test]
    fn territories_with_a_legislature_levy_sgst() {
        for code in ["01", "07", "34"] {
            assert!(!state(code).unwrap().union_territory, "{code}");
        }
        assert!(state("04").unwrap().union_territory);
        assert_eq!(state("00"), None);
    }
}
