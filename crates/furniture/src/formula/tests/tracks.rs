//! Divided lengths.

use proptest::prelude::*;

use crate::formula::tracks::{
    LARGEST_SHARE, MOST_TRACKS, Track, TrackError, format_tracks, parse_tracks, resolve,
};

use super::*;

#[test]
fn reads_and_writes() {
    let tracks = vec![
        Track::Share(1000),
        Track::Share(2000),
        Track::Fixed(Length(400_000)),
        Track::Share(1500),
    ];
    assert_eq!(parse_tracks("1fr 2fr 400 mm 1.5fr").unwrap(), tracks);
    assert_eq!(parse_tracks("  1 FR,2fr;40cm 1,5fr ").unwrap(), tracks);
    assert_eq!(
        parse_tracks("１ｆｒ　２fr，４００毫米 1.500fr").unwrap(),
        tracks
    );
    assert_eq!(format_tracks(&tracks), "1fr 2fr 400 mm 1.5fr");
    assert_eq!(
        parse_tracks("96 1/2 in 1fr").unwrap(),
        [Track::Fixed(Length(2_451_100)), Track::Share(1000)]
    );
}

#[test]
fn says_what_is_wrong_and_where() {
    for (text, key, at) in [
        ("", "tracks.empty", ""),
        (" , ", "tracks.empty", ""),
        ("1fr 0fr", "tracks.bad-share", "0fr"),
        ("1fr -1fr", "tracks.bad-share", "-1fr"),
        ("fr", "tracks.bad-share", "fr"),
        ("0.0001fr 1fr", "tracks.bad-share", "0.0001fr"),
        ("1001fr", "tracks.bad-share", "1001fr"),
        ("1.fr", "tracks.bad-share", "1.fr"),
        ("1fr 0 mm", "tracks.not-positive", "0 mm"),
        ("1fr 400", "length.unit-missing", "400"),
        ("1fr 4 px 1fr", "length.unknown-unit", "4 px"),
    ] {
        let error = parse_tracks(text).unwrap_err();
        assert_eq!(
            (error.key(), &text[error.span.clone()]),
            (key, at),
            "{text}"
        );
        assert_eq!(error.message().key, key);
    }
    assert_eq!(parse_tracks("1fr 4 px 1fr").unwrap_err().track, 2);
    assert_eq!(parse_tracks(&"1fr ".repeat(64)).unwrap().len(), MOST_TRACKS);
    assert_eq!(
        parse_tracks(&"1fr ".repeat(65)).unwrap_err().key(),
        "tracks.too-many"
    );
}

fn sizes(text: &str, total_mm: i64, gap_mm: i64) -> Vec<i64> {
    let tracks = parse_tracks(text).unwrap();
    let total = Length(total_mm * 1000);
    let resolved = resolve(&tracks, total, Length(gap_mm * 1000), Length(1000)).unwrap();
    assert_eq!(resolved.starts[0], Length(0));
    assert_eq!(resolved.ends.last(), Some(&total));
    (0..resolved.len())
        .map(|index| {
            resolved
                .get(index)
                .map(|(start, end)| (end.0 - start.0) / 1000)
                .unwrap()
        })
        .collect()
}

#[test]
fn shares_what_is_left() {
    assert_eq!(sizes("1fr 1fr 1fr", 636, 18), [200, 200, 200]);
    assert_eq!(sizes("1fr 2fr 400 mm", 1000, 0), [200, 400, 400]);
    // Borders are rounded, so that 7 times 14.3 is 100 and not 98.
    assert_eq!(
        sizes("1fr 1fr 1fr 1fr 1fr 1fr 1fr", 100, 0),
        [14, 15, 14, 14, 14, 15, 14]
    );
    assert_eq!(sizes("200 mm 400 mm", 618, 18), [200, 400]);
    let odd = resolve(
        &[Track::Share(1000); 2],
        Length(100_300),
        Length(0),
        Length(1000),
    )
    .unwrap();
    assert_eq!(odd.ends, [Length(50_000), Length(100_300)]);
}

#[test]
fn refuses_what_does_not_fit() {
    let mm = |mm: i64| Length(mm * 1000);
    let divide = |text: &str, total| resolve(&parse_tracks(text).unwrap(), total, mm(18), mm(1));
    assert_eq!(
        divide("200 mm 400 mm", mm(600)),
        Err(TrackError::TooLong {
            needed: mm(618),
            available: mm(600)
        })
    );
    assert_eq!(
        divide("200 mm 400 mm", mm(700)),
        Err(TrackError::NoShare { left_over: mm(82) })
    );
    assert_eq!(
        divide("200 mm 1fr", mm(218)),
        Err(TrackError::EmptyShare { track: 2 })
    );
    assert_eq!(
        divide("0.001fr 1000fr", mm(218)),
        Err(TrackError::EmptyShare { track: 1 })
    );
    assert_eq!(resolve(&[], mm(1), mm(0), mm(0)), Err(TrackError::Empty));
    let far = [
        Track::Fixed(Length(i64::MAX)),
        Track::Fixed(Length(i64::MAX)),
    ];
    assert_eq!(
        resolve(&far, mm(1), mm(0), mm(0)),
        Err(TrackError::Overflow)
    );
}

fn any_track() -> impl Strategy<Value = Track> {
    prop_oneof![
        (1..=LARGEST_SHARE).prop_map(Track::Share),
        (1_u32..=5).prop_map(|share| Track::Share(share * 1000)),
        (1..2_000_000_i64).prop_map(|um| Track::Fixed(Length(um))),
    ]
}

proptest! {
    #[test]
    fn written_tracks_are_read_back(tracks in prop::collection::vec(any_track(), 1..=MOST_TRACKS)) {
        prop_assert_eq!(parse_tracks(&format_tracks(&tracks)).unwrap(), tracks);
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".{0,60}", near in "([0-9.,]{1,4} ?(fr|mm|cm)[ ,]?){0,6}") {
        for text in [text, near] {
            match parse_tracks(&text) {
                Ok(tracks) => prop_assert_eq!(parse_tracks(&format_tracks(&tracks)).unwrap(), tracks),
                Err(error) => prop_assert!(text.get(error.span).is_some()),
            }
        }
    }

    #[test]
    fn tracks_and_gaps_fill_the_total_exactly(
        tracks in prop::collection::vec(any_track(), 1..20),
        total in 0_i64..50_000_000, gap in 0_i64..20_000, step in 0_i64..2_000,
    ) {
        let Ok(sizes) = resolve(&tracks, Length(total), Length(gap), Length(step)) else {
            return Ok(());
        };
        prop_assert_eq!(sizes.len(), tracks.len());
        let whole: i64 = tracks.iter().map(|track| match track {
            Track::Share(share) => i64::from(*share),
            Track::Fixed(_) => 0,
        }).sum();
        let fixed: i64 = tracks.iter().map(|track| match track {
            Track::Share(_) => 0,
            Track::Fixed(length) => length.0,
        }).sum();
        let left = total - fixed - gap * (i64::try_from(tracks.len()).unwrap() - 1);
        let mut position = 0;
        let (mut shares, mut given) = (0, 0);
        for (index, track) in tracks.iter().enumerate() {
            let (start, end) = sizes.get(index).unwrap();
            prop_assert_eq!(start.0, position);
            prop_assert!(end > start);
            match track {
                Track::Fixed(length) => prop_assert_eq!(end.0 - start.0, length.0),
                Track::Share(share) => {
                    shares += i64::from(*share);
                    given += end.0 - start.0;
                    // No border is further off than half a step.
                    let off = i128::from(given) * i128::from(whole) - i128::from(shares) * i128::from(left);
                    prop_assert!(2 * off.abs() <= i128::from(step.max(1)) * i128::from(whole));
                }
            }
            position = end.0 + gap;
        }
        prop_assert_eq!(position - gap, total);
    }

    #[test]
    fn no_numbers_make_it_panic(
        tracks in prop::collection::vec(prop_oneof![
            any::<u32>().prop_map(Track::Share), any::<i64>().prop_map(|um| Track::Fixed(Length(um)))
        ], 0..10),
        total: i64, gap: i64, step: i64,
    ) {
        if let Ok(sizes) = resolve(&tracks, Length(total), Length(gap), Length(step)) {
            prop_assert_eq!(sizes.ends.last(), Some(&Length(total)));
        }
    }
}
