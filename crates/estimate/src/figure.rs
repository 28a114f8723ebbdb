//! A number that one can look into: its range, its lines, and how far it can be trusted.

use furniture::catalogue::{Catalogue, Measure, Quantity};
use furniture::gather::sort_few_by_key;
use serde::Serialize;

/// How far a figure can be trusted, best first. What is made of several is as good as the worst of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema, ts_rs::TS),
    ts(rename = "FigureStatus")
)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// A supplier declares it, or it holds by definition.
    Declared,
    /// Read in a publication: a standard's limit, a data set, a data sheet of something like it.
    Published,
    /// Customary, unverified.
    Typical,
    /// A record lacks it.
    Missing,
}

/// A kind of record of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema, ts_rs::TS),
    ts(rename = "RecordKind")
)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A board material.
    Board,
    /// An edge band.
    Band,
    /// A coating.
    Coating,
    /// A glue.
    Glue,
    /// Hardware.
    Hardware,
}

/// One line of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS), ts(rename = "FigureLine"))]
pub struct Line {
    /// Kind of the record.
    pub kind: Kind,
    /// The record.
    pub record: String,
    /// In the unit of the figure; none where the record lacks what it takes.
    #[cfg_attr(feature = "describe", ts(type = "number | null"))]
    pub value: Option<i64>,
    /// How it was reckoned, with the values, in signs that are the same in every language.
    pub formula: String,
    /// Worst of what went in.
    pub status: Status,
    /// Where that was read.
    pub source: Option<String>,
    /// Field of the record that is missing.
    pub missing: Option<&'static str>,
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(ts_rs::TS),
    ts(rename = "EstimatedFigure")
)]
pub struct Figure {
    /// The sum of the lines; none, and never nothing, where one of them is missing.
    #[cfg_attr(feature = "describe", ts(type = "number | null"))]
    pub value: Option<i64>,
    /// Lower end of what is likely.
    #[cfg_attr(feature = "describe", ts(type = "number | null"))]
    pub low: Option<i64>,
    /// Upper end.
    #[cfg_attr(feature = "describe", ts(type = "number | null"))]
    pub high: Option<i64>,
    /// Unit of all of them.
    pub unit: &'static str,
    /// Worst of the lines.
    pub status: Status,
    /// How the whole is reckoned where it is more than the sum of the lines.
    pub formula: Option<String>,
    /// What it is made of, the largest first.
    pub lines: Vec<Line>,
}

/// A line with its range.
pub(crate) struct Ranged {
    pub line: Line,
    pub low: i64,
    pub high: i64,
}

impl Figure {
    /// The sum of lines.
    pub(crate) fn sum(unit: &'static str, lines: Vec<Ranged>) -> Self {
        let values: Option<i64> = lines.iter().map(|one| one.line.value).sum();
        let (low, high) = lines
            .iter()
            .fold((0, 0), |(low, high), one| (low + one.low, high + one.high));
        let worst = lines.iter().map(|one| one.line.status).max();
        let mut lines: Vec<Line> = lines.into_iter().map(|one| one.line).collect();
        // A handful: what is missing first, then the largest.
        sort_few_by_key(&mut lines, |line| line.value.map(|value| -value));
        Self {
            value: values,
            low: values.map(|_| low),
            high: values.map(|_| high),
            unit,
            status: worst.unwrap_or(Status::Declared),
            formula: None,
            lines,
        }
    }
}

/// How far a figure of the catalogue can be trusted.
pub(crate) fn status<T: Measure>(quantity: &Quantity<T>, catalogue: &Catalogue) -> Status {
    let source = quantity.source.as_ref();
    let source = source.and_then(|source| catalogue.sources.get(source));
    match source {
        _ if quantity.is_typical => Status::Typical,
        Some(source) if source.is_declaration => Status::Declared,
        _ => Status::Published,
    }
}

/// The worst of several figures, with where it was read.
pub(crate) fn worst(all: &[&Quantity], catalogue: &Catalogue) -> (Status, Option<String>) {
    let worst = all.iter().max_by_key(|one| status(one, catalogue));
    worst.map_or((Status::Missing, None), |one| {
        (status(one, catalogue), one.source.clone())
    })
}

/// The range of a figure: the figure itself where it has none.
pub(crate) fn range(quantity: &Quantity) -> [i64; 3] {
    let value = quantity.value;
    [
        quantity.low.unwrap_or(value),
        value,
        quantity.high.unwrap_or(value),
    ]
}

/// A product of whole numbers over another, rounded half up.
pub(crate) fn ratio(of: &[i64], over: &[i64]) -> i64 {
    let product = |all: &[i64]| all.iter().map(|one| i128::from(*one)).product::<i128>();
    let over = product(over).max(1);
    let exact = (2 * product(of) + over).div_euclid(2 * over);
    i64::try_from(exact).unwrap_or(i64::MAX)
}

/// Square millimetres as square metres with two decimals.
pub(crate) fn square_metres(mm2: i64) -> String {
    decimal(ratio(&[mm2], &[10_000]), 2)
}

/// A whole number of the last decimal as text: 1234 with two decimals is `12.34`.
pub(crate) fn decimal(number: i64, decimals: u32) -> String {
    let unit = 10_i64.pow(decimals);
    let width = decimals as usize;
    format!(
        "{}.{:0width$}",
        number / unit,
        number.unsigned_abs() % unit.unsigned_abs()
    )
}

/// A line of something that a record lacks.
pub(crate) fn missing(kind: Kind, record: &str, field: &'static str) -> Ranged {
    Ranged {
        line: Line {
            kind,
            record: record.to_owned(),
            value: None,
            formula: String::new(),
            status: Status::Missing,
            source: None,
            missing: Some(field),
        },
        low: 0,
        high: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_and_rounded_as_one_expects() {
        assert_eq!(decimal(1234, 2), "12.34");
        assert_eq!(decimal(5, 2), "0.05");
        assert_eq!(square_metres(9_604_999), "9.60");
        assert_eq!(ratio(&[3], &[2]), 2);
        assert_eq!(ratio(&[1, 1], &[4]), 0);
        assert_eq!(ratio(&[i64::MAX, 4], &[1]), i64::MAX);
    }

    #[test]
    fn what_is_missing_is_never_nothing() {
        let line = |value| Ranged {
            line: Line {
                kind: Kind::Board,
                record: "b".to_owned(),
                value: Some(value),
                formula: String::new(),
                status: Status::Published,
                source: None,
                missing: None,
            },
            low: value - 1,
            high: value + 1,
        };
        let whole = Figure::sum("g", vec![line(3), line(5)]);
        assert_eq!(
            (whole.value, whole.low, whole.high),
            (Some(8), Some(6), Some(10))
        );
        assert_eq!(whole.lines[0].value, Some(5));
        let part = Figure::sum("g", vec![line(3), missing(Kind::Glue, "g", "x")]);
        assert_eq!(
            (part.value, part.low, part.status),
            (None, None, Status::Missing)
        );
        assert_eq!(part.lines[0].missing, Some("x"));
    }
}
