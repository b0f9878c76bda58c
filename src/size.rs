//! Sizes and numbers as people read them: the same words on the command line, in sentences and on the screens.

/// A number of bytes in words, each unit 1024 of the one before: `512 B`, `41.2 MB`.
pub(crate) fn size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    if bytes < 1024 {
        return format!("{bytes} B");
    }
    let (mut whole, mut name) = (1024_u64, 0);
    while bytes / whole >= 1024 && name + 1 < UNITS.len() {
        (whole, name) = (whole * 1024, name + 1);
    }
    let name = UNITS[name];
    if bytes / whole >= 100 {
        return format!("{} {name}", (bytes + whole / 2) / whole);
    }
    let tenths = (bytes * 10 + whole / 2) / whole;
    format!("{}.{} {name}", tenths / 10, tenths % 10)
}

/// Digits grouped as in India, `1,18,000`: how sentences show what may be a thousand or more.
pub(crate) fn grouped(whole: impl std::fmt::Display) -> String {
    let whole = whole.to_string();
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        let left = whole.len() - at;
        if at > 0 && (left == 3 || (left > 3 && left % 2 == 1)) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::{grouped, size};

    #[test]
    fn digits_are_grouped_as_in_india() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (32_767, "32,767"),
            (1_048_576, "10,48,576"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn sizes_are_those_of_the_screens() {
        for (bytes, words) in [
            (0, "0 B"),
            (1023, "1023 B"),
            (1024, "1.0 kB"),
            (360_448, "352 kB"),
            (43_203_000, "41.2 MB"),
            (104_857_599, "100.0 MB"),
            (12 << 30, "12.0 GB"),
            (3 << 50, "3072 TB"),
        ] {
            assert_eq!(size(bytes), words);
        }
    }
}
