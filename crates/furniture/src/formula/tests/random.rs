//! Random formulas: nothing panics, arithmetic agrees with plain fractions, and what passes the
//! check cannot fail on types.

use proptest::prelude::*;

use super::*;

/// Something like a formula, right or wrong.
fn formula_like() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        prop::sample::select(vec![
            "W",
            "H",
            "n",
            "i",
            "nothing",
            "open",
            "side",
            "tracks",
            "method.shelf_setback",
            "other",
            "true",
            "'left'",
            "0",
            "0",
            "1",
            "2",
            "0.5",
            "12.7 mm",
            "3 in",
            "1 m",
            "-1",
            "99999999999999999999",
            "",
        ])
        .prop_map(str::to_owned),
    ];
    leaf.prop_recursive(6, 60, 4, |inner| {
        let operator =
            prop::sample::select(vec!["+", "-", "*", "/", "=", "<>", "<", ">=", ",", ""]);
        let function = prop::sample::select(vec![
            "if",
            "and",
            "or",
            "not",
            "min",
            "max",
            "abs",
            "floor",
            "ceil",
            "round",
            "count",
            "track",
            "track_start",
            "track_end",
            "thickness",
            "",
        ]);
        prop_oneof![
            (inner.clone(), operator, inner.clone()).prop_map(|(a, o, b)| format!("{a} {o} {b}")),
            inner.clone().prop_map(|a| format!("({a})")),
            inner.clone().prop_map(|a| format!("-{a}")),
            (function, prop::collection::vec(inner, 0..4))
                .prop_map(|(name, arguments)| format!("{name}({})", arguments.join(", "))),
        ]
    })
}

/// A formula of lengths that is right but for values.
fn length_formula() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "W",
        "H",
        "D",
        "0",
        "18 mm",
        "track(tracks, i)",
        "thickness('back')",
    ]);
    leaf.prop_map(str::to_owned)
        .prop_recursive(5, 40, 3, |inner| {
            prop_oneof![
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} + {b})")),
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} - {b})")),
                inner.clone().prop_map(|a| format!("{a} * n / 7")),
                inner.clone().prop_map(|a| format!("-{a}")),
                inner.clone().prop_map(|a| format!("round({a}, 1 mm)")),
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} / ({b} + W) * D")),
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("max({a}, 0, {b})")),
                (inner.clone(), inner.clone(), inner)
                    .prop_map(|(a, b, c)| format!("if({a} > {b}, {b}, {c})")),
            ]
        })
}

/// A sum, product, ... of small numbers, with its value as a plain fraction.
#[derive(Clone, Debug)]
struct Sample {
    source: String,
    /// `None` after a division by zero.
    fraction: Option<(i128, i128)>,
}

fn sample() -> impl Strategy<Value = Sample> {
    let leaf = (0_i128..1000, 0_u32..3).prop_map(|(mantissa, decimals)| {
        let scale = 10_i128.pow(decimals);
        let digits = format!("{mantissa:04}");
        let (whole, fraction) = digits.split_at(digits.len() - decimals as usize);
        let source = match decimals {
            0 => whole.to_owned(),
            _ => format!("{whole}.{fraction}"),
        };
        Sample {
            source,
            fraction: Some((mantissa, scale)),
        }
    });
    leaf.prop_recursive(3, 8, 2, |inner| {
        (inner.clone(), 0..5, inner).prop_map(|(left, operator, right)| {
            let ((a, b), (c, d)) = (
                left.fraction.unwrap_or((0, 0)),
                right.fraction.unwrap_or((0, 0)),
            );
            let (sign, value) = match operator {
                0 => ("+", (a * d + c * b, b * d)),
                1 => ("-", (a * d - c * b, b * d)),
                2 => ("*", (a * c, b * d)),
                3 => ("/", (a * d, b * c)),
                _ => ("-", (a * d + c * b, b * d)),
            };
            let right_source = match operator {
                4 => format!("-({})", right.source),
                _ => format!("({})", right.source),
            };
            Sample {
                source: format!("({}) {sign} {right_source}", left.source),
                // A zero denominator stays zero in whatever follows.
                fraction: Some(value).filter(|(_, denominator)| *denominator != 0),
            }
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_read_or_refused(text in ".{0,60}", near in "[-+*/=<>(),.'0-9a-zW ＝（é]{0,30}") {
        for source in [text, near] {
            match Formula::parse(&source) {
                Ok(formula) => {
                    let _ = formula.check(&Module);
                    let _ = formula.evaluate(&Module);
                }
                Err(error) => prop_assert!(source.get(error.span).is_some()),
            }
        }
    }

    #[test]
    fn whatever_passes_the_check_fits_its_type(source in formula_like()) {
        let formula = match Formula::parse(&source) {
            Ok(formula) => formula,
            Err(error) => {
                prop_assert!(source.get(error.span).is_some());
                return Ok(());
            }
        };
        let checked = formula.check(&Module);
        let evaluated = formula.evaluate(&Module);
        for error in [checked.as_ref().err(), evaluated.as_ref().err()].into_iter().flatten() {
            prop_assert!(source.get(error.span.clone()).is_some());
        }
        match (checked, evaluated) {
            (Ok(kind), Ok(value)) => prop_assert!(value.kind().fits(kind), "{} {:?}", source, value),
            (Ok(_), Err(error)) => prop_assert!(
                matches!(
                    error.kind,
                    FormulaErrorKind::DivisionByZero
                        | FormulaErrorKind::Overflow
                        | FormulaErrorKind::NotWhole { .. }
                        | FormulaErrorKind::TrackMissing { .. }
                        | FormulaErrorKind::StepNotPositive
                ),
                "{}: {}", source, error
            ),
            _ => {}
        }
    }

    #[test]
    fn a_formula_of_lengths_is_a_length(source in length_formula()) {
        let formula = parsed(&source);
        let checked = formula.check_as(&Module, Type::LENGTH);
        // The literal zero in a divisor or a step is the only thing that can be wrong here.
        prop_assert!(checked.is_ok(), "{}: {:?}", source, checked);
        match formula.length(&Module) {
            Ok(_) => {}
            Err(error) => prop_assert!(
                matches!(error.kind, FormulaErrorKind::DivisionByZero | FormulaErrorKind::Overflow),
                "{}: {}", source, error
            ),
        }
    }

    #[test]
    fn arithmetic_agrees_with_plain_fractions(sample in sample()) {
        let value = parsed(&sample.source).evaluate(&Module);
        match (sample.fraction, value) {
            (Some((numerator, denominator)), Ok(value)) => {
                let quantity = value.as_quantity().unwrap();
                prop_assert_eq!(
                    quantity.numerator() * denominator,
                    numerator * quantity.denominator(),
                    "{}", sample.source
                );
                prop_assert!(quantity.denominator() > 0);
            }
            (None, Err(error)) => prop_assert_eq!(error.kind, FormulaErrorKind::DivisionByZero),
            (fraction, value) => prop_assert!(false, "{}: {:?} {:?}", sample.source, fraction, value),
        }
    }

    #[test]
    fn rounding_is_to_the_nearest_multiple(numerator in -5000_i64..5000, denominator in 1_i64..50, step in 1_i64..40) {
        let source = |function: &str| format!("{function}({numerator} / {denominator}, {step})");
        let whole = |function| value(&format!("{} / {step}", source(function))).as_count().unwrap();
        let exact = |steps: i64| steps * step * denominator;
        let (floor, ceil, round) = (whole("floor"), whole("ceil"), whole("round"));
        prop_assert!(exact(floor) <= numerator && numerator < exact(floor + 1));
        prop_assert!(exact(ceil - 1) < numerator && numerator <= exact(ceil));
        let off = (exact(round) - numerator).abs() * 2;
        prop_assert!(off <= step * denominator);
        if off == step * denominator {
            prop_assert!(exact(round).abs() > numerator.abs(), "half goes away from zero");
        }
    }
}
