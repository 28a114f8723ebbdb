//! Money as whole fen (1/100 yuan).

/// Reads a price in yuan such as `58.50`, `58` or `0.5` exactly; none for anything else, a negative
/// or an absurd one (from a hundred million yuan up).
pub fn parse_fen(text: &str) -> Option<i64> {
    let (yuan, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if yuan.is_empty() || yuan.len() > 8 || fraction.len() > 2 || !digits(yuan) || !digits(fraction)
    {
        return None;
    }
    let fen: i64 = format!("{fraction:0<2}").parse().ok()?;
    Some(yuan.parse::<i64>().ok()? * 100 + fen)
}

/// `amount` x `share` / `whole`, rounded half up; amounts here are never negative.
pub fn share_of(amount: i64, share: i64, whole: i64) -> i64 {
    let exact = i128::from(amount) * i128::from(share);
    let whole = i128::from(whole.max(1));
    i64::try_from((exact + whole / 2) / whole).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::{parse_fen, share_of};

    #[test]
    fn prices_are_read_exactly_or_refused() {
        assert_eq!(parse_fen("58.5"), Some(5850));
        assert_eq!(parse_fen(" 0.07 "), Some(7));
        assert_eq!(parse_fen("12"), Some(1200));
        for bad in ["", ".5", "-1", "1.234", "1e3", "١", "999999999", "1,5"] {
            assert_eq!(parse_fen(bad), None, "{bad}");
        }
    }

    #[test]
    fn shares_round_half_up() {
        assert_eq!(share_of(1000, 1, 3), 333);
        assert_eq!(share_of(1, 1, 2), 1);
    }
}
