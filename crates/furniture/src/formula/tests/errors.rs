//! What is wrong, and where.

use super::*;

#[track_caller]
fn fails(source: &str, key: &str, at: &str) {
    let (found, place) = failure(source);
    assert_eq!((found.as_str(), place.as_str()), (key, at), "{source}");
}

#[test]
fn of_the_source() {
    fails("", "formula.empty", "");
    fails("  ", "formula.empty", "  ");
    fails("=", "formula.empty", "=");
    fails("W $ 2", "formula.unexpected-character", "$");
    fails("W！", "formula.unexpected-character", "！");
    fails("\"a\"", "formula.unexpected-character", "\"");
    fails("'abc", "formula.unfinished-text", "'abc");
    fails("1. + 2", "formula.bad-number", "1.");
    fails("1.2.3", "formula.operator-expected", ".3");
    fails(&"9".repeat(50), "formula.bad-number", &"9".repeat(50));
    fails("18 fr", "formula.unknown-unit", "fr");
    fails("2 W", "formula.unknown-unit", "W");
    fails("1e3", "formula.unknown-unit", "e3");
    fails("W +", "formula.unexpected-end", "");
    fails("W + )", "formula.value-expected", ")");
    fails("W H", "formula.operator-expected", "H");
    fails("W)", "formula.operator-expected", ")");
    fails("min(W H)", "formula.operator-expected", "H");
    fails("min(W,)", "formula.value-expected", ")");
    fails("2 * (W + 3", "formula.unclosed-parenthesis", "(");
    fails("min(W, H", "formula.unclosed-parenthesis", "(");
    fails("0 < W < H", "formula.chained-comparison", "<");
    fails("W × ", "formula.unexpected-end", "");
    fails("+W", "formula.value-expected", "+");
}

#[test]
fn of_nesting_and_length() {
    let deep = format!("{}1{}", "(".repeat(63), ")".repeat(63));
    assert_eq!(value(&deep), value("1"));
    let too_deep = format!("{}1{}", "(".repeat(64), ")".repeat(64));
    assert_eq!(failure(&too_deep).0, "formula.too-deep");
    assert_eq!(failure(&"-".repeat(200)).0, "formula.too-deep");
    assert_eq!(failure(&"abs(".repeat(1000)).0, "formula.too-deep");
    assert_eq!(
        failure(&format!("1{}", "+1".repeat(64))).0,
        "formula.too-deep"
    );
    assert_eq!(value(&format!("1{}", "+1".repeat(63))), value("64"));
    let long = " ".repeat(LONGEST_SOURCE + 1);
    assert_eq!(failure(&long).0, "formula.too-long");
    // Each level is checked once, or this would not end.
    let nested = format!("{}1{}", "round(1, ".repeat(63), ")".repeat(63));
    assert_eq!(value(&nested), value("1"));
}

#[test]
fn of_arguments() {
    fails("1 + if(open, 1)", "formula.argument-count", "if(open, 1)");
    fails("and()", "formula.argument-count", "and()");
    fails("round(1, 2, 3)", "formula.argument-count", "round(1, 2, 3)");
    let error = Formula::parse("MAX()").unwrap_err();
    assert_eq!(
        error.kind,
        FormulaErrorKind::ArgumentCount {
            function: "max".to_owned(),
            least: 1,
            most: None,
            given: 0,
        }
    );
    fails("thickness()", "test.arguments", "thickness()");
    fails("2 * thickness(3)", "formula.expected", "thickness(3)");
}

#[test]
fn of_names() {
    fails(
        "W + method.shelf_setbak",
        "formula.unknown-name-suggestion",
        "method.shelf_setbak",
    );
    fails("w", "formula.unknown-name-suggestion", "w");
    fails("other", "formula.unknown-name", "other");
    fails(
        "W + thicknes('body')",
        "formula.unknown-function-suggestion",
        "thicknes('body')",
    );
    fails("rond(1)", "formula.unknown-function-suggestion", "rond(1)");
    fails("quux(1)", "formula.unknown-function", "quux(1)");
    let error = parsed("method.Shelf_Setback")
        .evaluate(&Module)
        .unwrap_err();
    assert_eq!(
        error.kind,
        FormulaErrorKind::UnknownName {
            name: "method.Shelf_Setback".to_owned(),
            did_you_mean: Some("method.shelf_setback".to_owned()),
        }
    );
}

#[test]
fn of_units_and_types() {
    fails("1 + (W - 18)", "formula.units", "W - 18");
    fails("W < 18", "formula.units", "W < 18");
    fails("W + W * W", "formula.units", "W + W * W");
    fails("min(0, W, n)", "formula.units", "min(0, W, n)");
    fails("floor(W, 10)", "formula.units", "floor(W, 10)");
    fails("nothing + W", "formula.units", "nothing + W");
    fails("floor(W)", "formula.step-needed", "floor(W)");
    fails("floor(W, 0)", "formula.step-not-positive", "0");
    fails("floor(W, D - H)", "formula.step-not-positive", "D - H");
    fails("side + 1", "formula.quantity-expected", "side");
    fails("-open", "formula.quantity-expected", "open");
    fails("side = 1", "formula.kinds", "side = 1");
    fails("open < open", "formula.not-comparable", "open < open");
    fails(
        "tracks = tracks",
        "formula.not-comparable",
        "tracks = tracks",
    );
    fails("if(1, 2, 3)", "formula.expected", "1");
    fails("not(W)", "formula.expected", "W");
    fails("count(W)", "formula.expected", "W");
    fails("track(tracks, W)", "formula.expected", "W");
    fails("W * W * W * W", "formula.power", "W * W * W * W");
    fails("1 / W / W / W", "formula.power", "1 / W / W / W");

    let error = parsed("W - 18").check(&Module).unwrap_err();
    assert_eq!(
        error.kind,
        FormulaErrorKind::Units {
            left: Operand {
                text: "W".to_owned(),
                kind: Type::LENGTH
            },
            right: Operand {
                text: "18".to_owned(),
                kind: Type::NUMBER
            },
        }
    );
    let error = parsed("min(0, W, n)").check(&Module).unwrap_err();
    assert_eq!(error, parsed("min(0, W, n)").evaluate(&Module).unwrap_err());

    // What evaluation does not look at, the checker does.
    let checked = |source: &str| {
        parsed(source)
            .check(&Module)
            .unwrap_err()
            .kind
            .key()
            .to_owned()
    };
    assert_eq!(checked("if(open, W, 1)"), "formula.units");
    assert_eq!(checked("if(open, W, side)"), "formula.kinds");
    assert_eq!(checked("or(open, 1)"), "formula.expected");
}

#[test]
fn of_values() {
    fails("W / (n - 3)", "formula.division-by-zero", "n - 3");
    fails("W / 0", "formula.division-by-zero", "0");
    fails("track(tracks, 2)", "formula.track-missing", "2");
    fails("track(tracks, -1)", "formula.track-missing", "-1");
    fails("track(tracks, n / 2)", "formula.not-whole", "n / 2");
    let large = format!("{0} * {0}", "9".repeat(30));
    fails(&large, "formula.overflow", &large);
    let fine = format!("1 / {0} / {0}", "9".repeat(30));
    fails(&fine, "formula.overflow", &fine);
}

#[test]
fn messages_carry_their_values() {
    let message = parsed("W - 18").check(&Module).unwrap_err().message();
    let json = serde_json::to_string(&message).unwrap();
    assert_eq!(
        json,
        r#"{"key":"formula.units","values":{"left":{"text":"W"},"left_type":{"key":"formula.type.length"},"right":{"text":"18"},"right_type":{"key":"formula.type.number"}}}"#
    );
    let long = format!("W + ({}1)", "1 + ".repeat(40));
    let FormulaErrorKind::Units { right, .. } = parsed(&long).check(&Module).unwrap_err().kind
    else {
        unreachable!()
    };
    assert_eq!(right.text.chars().count(), 40);
    assert!(right.text.ends_with('…'));
}
