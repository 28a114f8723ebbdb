//! Lengths as people type them.

use proptest::prelude::*;

use super::*;

const MM: Option<Unit> = Some(Unit::Millimetre);

#[test]
fn what_a_person_types() {
    for (text, um) in [
        ("2436", 2_436_000),
        ("2436 mm", 2_436_000),
        (" 2436mm ", 2_436_000),
        ("243.6cm", 2_436_000),
        ("243,6 CM", 2_436_000),
        ("2.4 m", 2_400_000),
        ("2,4 m", 2_400_000),
        ("2,436 m", 2_436_000),
        ("0,125 mm", 125),
        ("2.436 mm", 2_436),
        ("18.50000", 18_500),
        (".5", 500),
        ("0", 0),
        ("-3.5 mm", -3_500),
        ("− 3 mm", -3_000),
        ("+3 mm", 3_000),
        ("96 in", 2_438_400),
        ("96 1/2 in", 2_451_100),
        ("96-1/2\"", 2_451_100),
        ("1/2 in", 12_700),
        ("1/16 in", 1_588),
        ("2'6\"", 762_000),
        ("2' 6", 762_000),
        ("2’ 6 1/2 in", 774_700),
        ("2′6.5″", 774_700),
        ("6'", 1_828_800),
        ("6ft", 1_828_800),
        ("12 FT", 3_657_600),
        ("1 foot", 304_800),
        ("6 feet 2 1/2 in", 1_892_300),
        ("4'-8\"", 1_422_400),
        ("4' - 8 1/2\"", 1_435_100),
        ("2'-6", 762_000),
        ("98½\"", 2_501_900),
        ("98 ½ in", 2_501_900),
        ("98 1/2\"", 2_501_900),
        ("¾″", 19_050),
        ("2'6⅝\"", 777_875),
        ("-1'", -304_800),
        ("1 3/64 inches", 26_591),
        ("２４３６毫米", 2_436_000),
        ("６０厘米", 600_000),
        ("１．２　米", 1_200_000),
        ("1。2 米", 1_200_000),
        ("100 m", 100_000_000),
        ("-100 m", -100_000_000),
    ] {
        assert_eq!(parse_length(text, MM), Ok(Length(um)), "{text}");
    }
    assert_eq!(parse_length("10", Some(Unit::Inch)), Ok(Length(254_000)));
}

#[test]
fn what_cannot_be_read() {
    for (text, key) in [
        ("", "length.empty"),
        ("   ", "length.empty"),
        ("mm", "length.not-a-length"),
        ("abc", "length.not-a-length"),
        ("1.", "length.not-a-length"),
        ("1.2.3", "length.not-a-length"),
        ("1,200.5", "length.not-a-length"),
        ("2 436", "length.not-a-length"),
        ("1 2 mm", "length.not-a-length"),
        ("--1", "length.not-a-length"),
        ("1/2 mm", "length.not-a-length"),
        ("2'6 cm", "length.not-a-length"),
        ("2'12", "length.not-a-length"),
        ("2.5'", "length.not-a-length"),
        ("'6", "length.not-a-length"),
        ("2'--6", "length.not-a-length"),
        ("2'-", "length.not-a-length"),
        ("1'000", "length.not-a-length"),
        ("1’000 mm", "length.not-a-length"),
        ("6 ft 3 cm", "length.not-a-length"),
        ("ft", "length.not-a-length"),
        ("½ mm", "length.not-a-length"),
        ("2'6'", "length.not-a-length"),
        ("1/3 in", "length.not-a-length"),
        ("3/2 in", "length.not-a-length"),
        ("1/0 in", "length.not-a-length"),
        ("1.5/2 in", "length.not-a-length"),
        ("1 mm 2", "length.unknown-unit"),
        ("1e3", "length.unknown-unit"),
        ("2,436", "length.ambiguous"),
        ("-2,436 mm", "length.ambiguous"),
        ("0.0001", "length.too-fine"),
        ("0.0625 in", "length.too-fine"),
        ("100.001 m", "length.out-of-range"),
        ("-100001", "length.out-of-range"),
        (
            "99999999999999999999999999999999999999999999999999",
            "length.out-of-range",
        ),
    ] {
        let error = parse_length(text, MM).unwrap_err();
        assert_eq!(error.key(), key, "{text}");
        assert_eq!(error.message().key, key);
    }
    assert_eq!(
        parse_length("2,436", MM),
        Err(LengthTextError::Ambiguous {
            text: "2,436".to_owned(),
            decimal: Length(2_436),
            thousands: Length(2_436_000),
        })
    );
    assert_eq!(
        parse_length("12", None).unwrap_err().key(),
        "length.unit-missing"
    );
    assert_eq!(
        parse_length(&"1".repeat(65), MM).unwrap_err().key(),
        "length.not-a-length"
    );
}

#[test]
fn as_written() {
    assert_eq!(format_length(Length(2_436_000)), "2436 mm");
    assert_eq!(format_length(Length(18_500)), "18.5 mm");
    assert_eq!(format_length(Length(-50)), "-0.05 mm");
    assert_eq!(format_length(Length(0)), "0 mm");
    assert_eq!(format_length(Length(i64::MIN)), "-9223372036854775.808 mm");
}

proptest! {
    #[test]
    fn a_written_length_is_read_back(um in -100_000_000_i64..=100_000_000) {
        let text = format_length(Length(um));
        prop_assert_eq!(parse_length(&text, None), Ok(Length(um)));
        prop_assert_eq!(parsed(&text).length(&Module).unwrap(), Length(um));
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".{0,80}", near in "[-+0-9０-９.,/ ]{0,12} ?(mm|cm|m|in|\"|米)?") {
        for text in [text, near] {
            for unit in [None, MM, Some(Unit::Inch)] {
                if let Ok(length) = parse_length(&text, unit) {
                    prop_assert!(length.0.abs() <= 100_000_000);
                }
            }
        }
    }
}
