//! Numbers and days of a workbook as the exact text a person sees there.
//!
//! A workbook keeps binary fractions of which 15 digits count; what is behind them is an artefact (0.1 + 0.2 is kept as
//! 0.30000000000000004 and shown as 0.3). Nothing is added up here: text comes out, and money is read from that.

use calamine::ExcelDateTime;

/// A number as text without an exponent.
pub(super) fn text(number: f64) -> String {
    let written = format!("{number:.14e}");
    let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let (sign, mantissa) = mantissa
        .strip_prefix('-')
        .map_or(("", mantissa), |rest| ("-", rest));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    if !number.is_finite() || exponent.abs() > 40 {
        return number.to_string();
    }
    let point = exponent + 1;
    let plain = match usize::try_from(point) {
        Ok(point) if point >= digits.len() => format!("{digits}{}", "0".repeat(point - digits.len())),
        Ok(point) if point > 0 => format!("{}.{}", &digits[..point], &digits[point..]),
        _ => format!("0.{}{digits}", "0".repeat(usize::try_from(-point).unwrap_or(0))),
    };
    let plain = if plain.contains('.') {
        plain.trim_end_matches('0').trim_end_matches('.')
    } else {
        &plain
    };
    if plain == "0" {
        plain.to_owned()
    } else {
        format!("{sign}{plain}")
    }
}

/// A day as year-month-day; with the time when there is one.
pub(super) fn day(when: &ExcelDateTime) -> String {
    if when.is_duration() || when.as_f64() < 1.0 {
        return text(when.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = when.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) {
        return date;
    }
    format!("{date} {hour:02}:{minute:02}:{second:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_what_a_person_sees() {
        for (number, written) in [
            (0.1 + 0.2, "0.3"),
            (1.1 * 3.0, "3.3"),
            (1180.5, "1180.5"),
            (-0.0, "0"),
            (0.0, "0"),
            (-12.0, "-12"),
            (9_876_543_210.0, "9876543210"),
            (8_901_030_865_275.0, "8901030865275"),
            (0.000_001, "0.000001"),
            (1e20, "100000000000000000000"),
            (99_999_999.99, "99999999.99"),
            (4.35 * 100.0, "435"),
        ] {
            assert_eq!(text(number), written);
        }
    }
}
