//! Decimal text to scaled integers and back: the one place where `Money` and `Quantity` agree on what
//! a number looks like. No float, no grouping, no currency sign: screens tidy what people type.

/// Why a text is no decimal number of the wanted scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DecimalFault {
    NotANumber,
    TooManyDecimals,
    TooLarge,
}

/// Reads `-12.5` as units of 10⁻ˢᶜᵃˡᵉ: with scale 2, -1250.
pub(crate) fn parse_scaled(text: &str, scale: usize) -> Result<i64, DecimalFault> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = split_at_point(digits)?;
    if fraction.len() > scale {
        return Err(DecimalFault::TooManyDecimals);
    }
    let zeros = std::iter::repeat_n(b'0', scale - fraction.len());
    // Counting downwards reaches i64::MIN, which has no positive twin.
    let below_zero = whole
        .bytes()
        .chain(fraction.bytes())
        .chain(zeros)
        .try_fold(0i64, |sum, digit| {
            sum.checked_mul(10)?.checked_sub(i64::from(digit - b'0'))
        })
        .ok_or(DecimalFault::TooLarge)?;
    if negative {
        Ok(below_zero)
    } else {
        below_zero.checked_neg().ok_or(DecimalFault::TooLarge)
    }
}

fn split_at_point(digits: &str) -> Result<(&str, &str), DecimalFault> {
    let (whole, fraction) = match digits.split_once('.') {
        Some((_, "")) => return Err(DecimalFault::NotANumber),
        Some(parts) => parts,
        None => (digits, ""),
    };
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
        return Err(DecimalFault::NotANumber);
    }
    Ok((whole, fraction))
}

/// Writes units of 10⁻ˢᶜᵃˡᵉ with all their decimals: with scale 2, -1250 is `-12.50`.
pub(crate) fn print_scaled(value: i64, scale: usize) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    format!("{sign}{whole}.{fraction}")
}
