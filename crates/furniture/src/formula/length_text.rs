//! Lengths as people type and read them.

use crate::length::Length;
use crate::message::Message;

use super::lexer::plain;

/// A unit of length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// mm
    Millimetre,
    /// cm
    Centimetre,
    /// m
    Metre,
    /// in, 25.4 mm
    Inch,
}

impl Unit {
    /// The unit of a symbol or word such as `mm`, `MM` or `毫米`.
    pub fn from_symbol(symbol: &str) -> Option<Self> {
        Some(match symbol.to_ascii_lowercase().as_str() {
            "mm" | "毫米" => Self::Millimetre,
            "cm" | "厘米" | "公分" => Self::Centimetre,
            "m" | "米" | "公尺" => Self::Metre,
            "in" | "inch" | "inches" | "\"" | "\u{2033}" | "英寸" => Self::Inch,
            _ => return None,
        })
    }

    /// The symbol, such as `mm`.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Millimetre => "mm",
            Self::Centimetre => "cm",
            Self::Metre => "m",
            Self::Inch => "in",
        }
    }

    /// How many micrometres it is.
    pub fn micrometres(self) -> i64 {
        match self {
            Self::Millimetre => 1_000,
            Self::Centimetre => 10_000,
            Self::Metre => 1_000_000,
            Self::Inch => 25_400,
        }
    }
}

/// The longest length that can be typed, 100 m; the shortest is minus this.
pub const LONGEST_LENGTH: Length = Length(100_000_000);

/// The signs of feet.
const FEET: [char; 2] = ['\'', '\u{2032}'];

/// The words for feet, longest first.
const FEET_WORDS: [&str; 3] = ["feet", "foot", "ft"];

/// Halves, quarters and eighths as one character each, and as they are written with a stroke.
const FRACTIONS: [(char, &str); 7] = [
    ('½', "1/2"),
    ('¼', "1/4"),
    ('¾', "3/4"),
    ('⅛', "1/8"),
    ('⅜', "3/8"),
    ('⅝', "5/8"),
    ('⅞', "7/8"),
];

/// The text with plain characters, and fractions and feet written in one way.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for next in text.chars().map(plain) {
        match FRACTIONS.iter().find(|(sign, _)| *sign == next) {
            Some((_, fraction)) => {
                if folded.ends_with(|last: char| last.is_ascii_digit()) {
                    folded.push(' ');
                }
                folded.push_str(fraction);
            }
            None => folded.push(next),
        }
    }
    let lower = folded.to_ascii_lowercase();
    let word = FEET_WORDS
        .iter()
        .find_map(|word| Some((lower.find(word)?, word)));
    if let Some((at, word)) = word {
        folded.replace_range(at..at + word.len(), "'");
    }
    folded
}

/// Why a text is not a length.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LengthTextError {
    /// There is no text.
    #[error("no length given")]
    Empty,
    /// It is no number with a unit.
    #[error("{text:?} is not a length")]
    NotALength {
        /// The text.
        text: String,
    },
    /// The unit is missing where it cannot be guessed.
    #[error("{number} has no unit")]
    UnitMissing {
        /// The number.
        number: String,
    },
    /// The unit is none of the known ones.
    #[error("{unit} is not a unit")]
    UnknownUnit {
        /// The word.
        unit: String,
    },
    /// The comma may separate decimals or thousands.
    #[error("{text:?} may be {decimal:?} or {thousands:?}")]
    Ambiguous {
        /// The text.
        text: String,
        /// What it is with a decimal comma, where that is a whole number of micrometres.
        decimal: Length,
        /// What it is with the comma between thousands.
        thousands: Length,
    },
    /// It is not a whole number of micrometres.
    #[error("{text:?} is finer than a micrometre")]
    TooFine {
        /// The text.
        text: String,
    },
    /// It is beyond the longest length.
    #[error("{text:?} is longer than 100 m")]
    OutOfRange {
        /// The text.
        text: String,
    },
}

impl LengthTextError {
    /// The message key.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Empty => "length.empty",
            Self::NotALength { .. } => "length.not-a-length",
            Self::UnitMissing { .. } => "length.unit-missing",
            Self::UnknownUnit { .. } => "length.unknown-unit",
            Self::Ambiguous { .. } => "length.ambiguous",
            Self::TooFine { .. } => "length.too-fine",
            Self::OutOfRange { .. } => "length.out-of-range",
        }
    }

    /// The message with its values.
    pub fn message(&self) -> Message {
        let message = Message::new(self.key());
        match self {
            Self::Empty => message,
            Self::NotALength { text } | Self::TooFine { text } => message.text("text", text),
            Self::OutOfRange { text } => message.text("text", text).um("most", LONGEST_LENGTH),
            Self::UnitMissing { number } => message.text("number", number),
            Self::UnknownUnit { unit } => message.text("unit", unit),
            Self::Ambiguous {
                text,
                decimal,
                thousands,
            } => message
                .text("text", text)
                .um("decimal", *decimal)
                .um("thousands", *thousands),
        }
    }
}

/// Reads a length such as `2436`, `243.6cm`, `2,4 m`, `９６ 毫米` or `96 1/2 in`, exact to the
/// micrometre. A number without unit is taken in `default_unit`; without one it is an error.
/// Whole feet may stand before the inches (`2'6"`, `2'-6"`, `6 ft 2 1/2 in`). Halves to sixty-fourths of an inch are allowed, of which the finer ones
/// are rounded to the nearest micrometre, since a sixteenth of an inch is 1587.5 of them.
pub fn parse_length(text: &str, default_unit: Option<Unit>) -> Result<Length, LengthTextError> {
    /// More is not a length, however it goes on.
    const LONGEST_TEXT: usize = 64;
    let not_a_length = || LengthTextError::NotALength {
        text: text.trim().chars().take(LONGEST_TEXT).collect(),
    };
    let plain: String = text.chars().take(4 * LONGEST_TEXT).collect();
    let plain = folded(&plain);
    let plain = plain.trim();
    if plain.is_empty() {
        return Err(LengthTextError::Empty);
    }
    if plain.chars().count() > LONGEST_TEXT {
        return Err(not_a_length());
    }
    let (negative, unsigned) = match plain.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, plain.strip_prefix('+').unwrap_or(plain)),
    };
    let unsigned = unsigned.trim_start();
    let signed = |micrometres: i128| {
        let length = in_range(if negative { -micrometres } else { micrometres });
        length.ok_or_else(|| LengthTextError::OutOfRange {
            text: text.trim().to_owned(),
        })
    };
    if let Some((feet, inches)) = unsigned.split_once(FEET) {
        return signed(feet_and_inches(feet, inches).ok_or_else(not_a_length)?);
    }
    let end = unsigned
        .find(|next: char| !matches!(next, '0'..='9' | '.' | ',' | '/' | ' ' | '-'))
        .unwrap_or(unsigned.len());
    let (number, unit) = unsigned.split_at(end);
    let number = number.trim_end();
    if number.is_empty() {
        return Err(not_a_length());
    }
    let unit = match (Unit::from_symbol(unit), default_unit) {
        (Some(unit), _) => unit,
        (None, Some(unit_meant)) if unit.is_empty() => unit_meant,
        (None, None) if unit.is_empty() => {
            let number = number.to_owned();
            return Err(LengthTextError::UnitMissing { number });
        }
        _ => {
            let unit = unit.to_owned();
            return Err(LengthTextError::UnknownUnit { unit });
        }
    };
    let micrometres = if number.contains('/') {
        let inches = (unit == Unit::Inch).then(|| inches_with_fraction(number));
        inches.flatten().ok_or_else(not_a_length)?
    } else {
        decimal(text.trim(), number, unit, negative)?.ok_or_else(not_a_length)?
    };
    signed(micrometres)
}

fn in_range(micrometres: i128) -> Option<Length> {
    let length = Length(i64::try_from(micrometres).ok()?);
    (-LONGEST_LENGTH.0..=LONGEST_LENGTH.0)
        .contains(&length.0)
        .then_some(length)
}

/// A whole or decimal number in micrometres; `None` when it is no number.
fn decimal(
    text: &str,
    number: &str,
    unit: Unit,
    negative: bool,
) -> Result<Option<i128>, LengthTextError> {
    let text = || text.to_owned();
    let (whole, fraction) = match number.split_once(['.', ',']) {
        Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
        Some(_) => return Ok(None),
        None => (number, ""),
    };
    let digits: String = [whole, fraction].concat();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(None);
    }
    let out_of_range = || LengthTextError::OutOfRange { text: text() };
    let too_fine = || LengthTextError::TooFine { text: text() };
    let mantissa: i128 = digits.parse().map_err(|_| out_of_range())?;
    let scaled = mantissa
        .checked_mul(unit.micrometres().into())
        .ok_or_else(out_of_range)?;
    // At most 64 characters of text, but 10 to the 64th does not fit.
    let exponent = u32::try_from(fraction.len()).map_err(|_| too_fine())?;
    let scale = 10_i128.checked_pow(exponent).ok_or_else(too_fine)?;
    let exact = (scaled % scale == 0).then_some(scaled / scale);

    // 2,436 is two thousand to some and two and a half to others; nothing else is in doubt.
    let grouped = fraction.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    if grouped && number.contains(',') {
        let sign = if negative { -1 } else { 1 };
        let both =
            exact.and_then(|exact| Some((in_range(sign * exact)?, in_range(sign * scaled)?)));
        if let Some((decimal, thousands)) = both {
            return Err(LengthTextError::Ambiguous {
                text: text(),
                decimal,
                thousands,
            });
        }
    }
    exact.map(Some).ok_or_else(too_fine)
}

/// `1/2`, `96 1/2` or `96-1/2` inches in micrometres, rounded half up.
fn inches_with_fraction(number: &str) -> Option<i128> {
    let (before, denominator) = number.split_once('/')?;
    let (before, denominator) = (before.trim_end(), denominator.trim_start());
    let (whole, numerator) = match before.rsplit_once([' ', '-']) {
        Some((whole, numerator)) => (small(whole.trim_end())?, small(numerator)?),
        None => (0, small(before)?),
    };
    let denominator = small(denominator)?;
    if !matches!(denominator, 2 | 4 | 8 | 16 | 32 | 64) || numerator >= denominator {
        return None;
    }
    let parts = (whole * denominator + numerator) * i128::from(Unit::Inch.micrometres());
    Some((2 * parts + denominator) / (2 * denominator))
}

/// `2` and `6 1/2"`, what stands before and behind the sign of feet, in micrometres.
fn feet_and_inches(feet: &str, inches: &str) -> Option<i128> {
    let feet = 12 * i128::from(Unit::Inch.micrometres()) * small(feet.trim_end())?;
    // As on drawings: 4'-8".
    let inches = inches.trim_start();
    let inches = match inches.strip_prefix('-').map(str::trim_start) {
        Some("") => return None,
        Some(inches) => inches,
        None => inches,
    };
    // 1'000 is a thousand where the sign stands between thousands: no inches are written with three digits.
    if inches.bytes().take_while(u8::is_ascii_digit).count() > 2 {
        return None;
    }
    let number = inches
        .trim()
        .trim_end_matches(|sign: char| !sign.is_ascii_digit());
    let sign = inches.trim().get(number.len()..)?.trim_start();
    let is_inches = sign.is_empty() || Unit::from_symbol(sign) == Some(Unit::Inch);
    let inches = match number {
        "" => 0,
        _ if number.contains('/') => inches_with_fraction(number)?,
        _ => decimal(number, number, Unit::Inch, false).ok()??,
    };
    (is_inches && inches < 12 * i128::from(Unit::Inch.micrometres())).then_some(feet + inches)
}

/// A whole number of at most nine digits.
fn small(digits: &str) -> Option<i128> {
    let plain = (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

/// The length in millimetres, exact: `2436 mm`, `18.5 mm`. [`parse_length`] reads it back.
pub fn format_length(length: Length) -> String {
    let sign = if length.0 < 0 { "-" } else { "" };
    let micrometres = length.0.unsigned_abs();
    let mut text = format!("{sign}{}", micrometres / 1000);
    let rest = micrometres % 1000;
    if rest != 0 {
        let decimals = format!(".{rest:03}");
        text.push_str(decimals.trim_end_matches('0'));
    }
    text.push_str(" mm");
    text
}
