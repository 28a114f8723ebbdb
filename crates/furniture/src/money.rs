//! Money as whole fen (1/100 yuan).

/// The highest price, a hundred million yuan less a fen.
pub const MOST_FEN: i64 = 9_999_999_999;

/// Reads a price in yuan such as `58.50`, `58,5` or `0.5` exactly, with a decimal point or comma as lengths are; none
/// for anything else, a negative or an absurd one (above [`MOST_FEN`]).
pub fn parse_fen(text: &str) -> Option<i64> {
    let text = text.trim();
    let (yuan, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if yuan.is_empty() || yuan.len() > 8 || fraction.len() > 2 || !digits(yuan) || !digits(fraction)
    {
        return None;
    }
    let fen: i64 = format!("{fraction:0<2}").parse().ok()?;
    Some(yuan.parse::<i64>().ok()? * 100 + fen)
}

/// A price as it is typed, such as `58.50`.
pub fn format_fen(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let fen = fen.unsigned_abs();
    format!("{sign}{}.{:02}", fen / 100, fen % 100)
}

/// `amount` x `share` / `whole`, rounded half up; amounts here are never negative.
pub fn share_of(amount: i64, share: i64, whole: i64) -> i64 {
    let exact = i128::from(amount) * i128::from(share);
    let whole = i128::from(whole.max(1));
    i64::try_from((exact + whole / 2) / whole).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::{format_fen, parse_fen, share_of};

    #[test]
    fn prices_are_read_exactly_or_refused() {
        assert_eq!(parse_fen("58.5"), Some(5850));
        assert_eq!(parse_fen(" 0.07 "), Some(7));
        assert_eq!(parse_fen("12"), Some(1200));
        assert_eq!(parse_fen("1,5"), Some(150));
        assert_eq!(parse_fen("99999999.99"), Some(super::MOST_FEN));
        for bad in [
            "",
            ".5",
            "-1",
            "1.234",
            "1,234",
            "1e3",
            "١",
            "999999999",
            "1.5,0",
        ] {
            assert_eq!(parse_fen(bad), None, "{bad}");
        }
    }

    #[test]
    fn prices_are_written_as_they_are_read() {
        for (fen, text) in [(5850, "58.50"), (7, "0.07"), (-500, "-5.00")] {
            assert_eq!(format_fen(fen), text);
        }
    }

    #[test]
    fn shares_round_half_up() {
        assert_eq!(share_of(1000, 1, 3), 333);
        assert_eq!(share_of(1, 1, 2), 1);
    }
}
