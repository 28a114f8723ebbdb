//! What formulas yield.

use super::*;

#[test]
fn lengths_are_exact() {
    assert_eq!(um("400 mm"), 400_000);
    assert_eq!(um("60cm"), 600_000);
    assert_eq!(um("1.2 m"), 1_200_000);
    assert_eq!(um("3 in"), 76_200);
    assert_eq!(um(".5 mm"), 500);
    assert_eq!(um("0.1 mm + 0.2 mm"), 300);
    assert_eq!(value("W / 3 * 3"), value("W"));
    assert_eq!(value("W / 7 + W / 7 * 6"), value("W"));
    assert_eq!(value("0.1 + 0.2"), value("0.3"));
    assert_eq!(value("W * H / D"), value("2.4 m"));
    assert_eq!(value("1 / W * W"), value("1"));
    assert_eq!(value("W / D"), value("3"));
}

#[test]
fn operators_bind_as_usual() {
    assert_eq!(value("2 + 3 * 4"), value("14"));
    assert_eq!(value("(2 + 3) * 4"), value("20"));
    assert_eq!(value("2 - 3 - 4"), value("-5"));
    assert_eq!(value("24 / 4 / 2"), value("3"));
    assert_eq!(value("-2 * -3"), value("6"));
    assert_eq!(value("--2"), value("2"));
    assert_eq!(value("=2+2"), value("4"));
    assert!(truth("1 + 1 = 2"));
    assert!(truth("W - 1 mm < W"));
    assert_eq!(um("(W - (n - 1) * thickness('body')) / n"), 388_000);
    assert_eq!(um("D - method.shelf_setback"), 394_500);
}

#[test]
fn comparisons() {
    for source in [
        "1 = 1",
        "1 == 1.0",
        "1 <> 2",
        "1 != 2",
        "1 < 2",
        "2 <= 2",
        "3 > 2",
        "3 >= 3",
        "1 ≠ 2",
        "1 ≤ 2",
        "2 ≥ 1",
        "25.4 mm = 1 in",
        "1 / 3 < 0.34",
        "W > 0",
        "0 < W",
        "0 = nothing",
        "side = 'left'",
        "side <> 'right'",
        "open = true",
        "not(open) <> TRUE",
        "side = side",
    ] {
        assert!(truth(source), "{source}");
        assert!(!truth(&format!("not({source})")), "{source}");
    }
}

#[test]
fn conditions_evaluate_only_what_they_need() {
    assert_eq!(um("if(W > 600 mm, W / 2, W)"), 600_000);
    assert_eq!(value("IF(nothing = 0, 1, 1 / nothing)"), value("1"));
    assert!(truth("and(open, n = 3)"));
    assert!(!truth("and(open, n = 2, 1 / nothing = 1)"));
    assert!(truth("or(false, n = 3, 1 / nothing = 1)"));
    assert!(!truth("or(false)"));
    assert_eq!(value("if(open, side, 'none')"), Value::from("left"));
    assert_eq!(value("count(if(open, tracks, tracks))"), value("2"));
}

#[test]
fn a_literal_zero_fits_every_dimension() {
    assert_eq!(um("0"), 0);
    assert_eq!(um("W + 0"), 1_200_000);
    assert_eq!(um("max(0, D - W)"), 0);
    assert_eq!(um("max(D - W, 0)"), 0);
    assert_eq!(um("if(open, 0, W) + W"), 1_200_000);
    assert_eq!(um("-0.0"), 0);
    assert_eq!(um("0 * W"), 0);
    assert_eq!(um("0 / W"), 0);
    assert_eq!(value("max(0, D - W)").kind(), Type::LENGTH);
}

#[test]
fn functions() {
    assert_eq!(um("min(W, H, D)"), 400_000);
    assert_eq!(um("max(W, H, D)"), 1_200_000);
    assert_eq!(value("min(3)"), value("3"));
    assert_eq!(um("abs(D - W)"), 800_000);
    assert_eq!(value("abs(-1 / 3)"), value("1 / 3"));
    assert_eq!(value("floor(7 / 2)"), value("3"));
    assert_eq!(value("floor(-7 / 2)"), value("-4"));
    assert_eq!(value("ceil(7 / 2)"), value("4"));
    assert_eq!(value("ceil(-7 / 2)"), value("-3"));
    assert_eq!(value("round(5 / 2)"), value("3"));
    assert_eq!(value("round(-5 / 2)"), value("-3"));
    assert_eq!(value("round(7 / 3)"), value("2"));
    assert_eq!(value("round(-7 / 3)"), value("-2"));
    assert_eq!(value("round(8 / 3)"), value("3"));
    assert_eq!(value("round(2.346, 0.01)"), value("2.35"));
    assert_eq!(um("floor(W / 7, 1 mm)"), 171_000);
    assert_eq!(um("ceil(W / 7, 32 mm)"), 192_000);
    assert_eq!(um("round(W / 7, 0.5 mm)"), 171_500);
    assert_eq!(um("round(0, 1 mm)"), 0);
}

#[test]
fn tracks_are_read_by_index_from_zero() {
    assert_eq!(value("count(tracks)"), value("2"));
    assert_eq!(um("track(tracks, 0)"), 300_000);
    assert_eq!(um("track(tracks, i)"), 482_000);
    assert_eq!(um("track_start(tracks, 1)"), 318_000);
    assert_eq!(um("track_end(tracks, i - 1)"), 300_000);
}

#[test]
fn full_width_forms_mean_the_same() {
    assert_eq!(um("ｉｆ（Ｗ＞６００　ｍｍ，１００ 毫米，２×Ｄ）"), 100_000);
    assert_eq!(um("Ｗ÷２－层板"), 594_500);
    assert_eq!(um("＝Ｗ＋thickness（‘body’）"), 1_218_000);
    assert_eq!(value("'全角　（文字）'"), Value::from("全角　（文字）"));
    assert_eq!(value("'it''s'"), Value::from("it's"));
    assert_eq!(value("''"), Value::from(""));
}
