//! Tests of the document: what is written is read again, and nothing that comes in gets past a limit or panics.

use proptest::prelude::*;

use super::*;
use crate::catalogue::Catalogue;

fn catalogue() -> Catalogue {
    Catalogue::shipped().unwrap()
}

const OFFCUT: [(&str, &str); 6] = [
    ("board", "mfc-pb-enf"),
    ("thickness", "18 mm"),
    ("decor", "light-oak"),
    ("length", "120 cm"),
    ("width", "600"),
    ("quantity", "2"),
];

fn texts(change: &[(&str, &str)]) -> OffcutTexts {
    let fields = OFFCUT.iter().chain(change);
    fields
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect()
}

fn places(problems: &[crate::problem::Problem]) -> Vec<&str> {
    let places = problems.iter().map(|problem| problem.place.as_deref());
    places.map(Option::unwrap_or_default).collect()
}

#[test]
fn a_workshop_is_written_and_read_again() {
    let mut workshop = Workshop::default();
    for (rule, text) in [
        ("kerf", "3.2"),
        ("trim", "1 cm"),
        ("levels", "2"),
        ("first_cut", "crosswise"),
        ("longest_cut", "3.2 m"),
        ("smallest_strip", "50 mm"),
        ("offcut_length", "500"),
        ("offcut_width", "150"),
        ("stack", "4"),
        ("offcuts_first", "from-use"),
        ("least_use", "60"),
    ] {
        workshop.set_rule(rule, text).unwrap();
    }
    let price = texts(&[("price", "12.5")]);
    workshop.put_offcut(0, &price, &catalogue()).unwrap();
    workshop.put_offcut(9, &texts(&[]), &catalogue()).unwrap();
    assert_eq!(workshop.offcuts[0].fen, 1_250);
    assert_eq!(workshop.offcuts[1].length, Length(1_200_000));
    let text = write(&workshop);
    assert_eq!(read(&text, &catalogue()), Ok(workshop));
    assert!(text.contains("\"kerf\": \"3.2 mm\""), "{text}");
    assert!(text.contains("\"levels\": \"2\","), "{text}");
}

#[test]
fn an_empty_text_and_the_first_choice_say_nothing() {
    let mut workshop = Workshop::default();
    workshop.set_rule("kerf", "3").unwrap();
    workshop.set_rule("levels", "3").unwrap();
    workshop.set_rule("kerf", " ").unwrap();
    workshop.set_rule("levels", "any").unwrap();
    assert_eq!(workshop, Workshop::default());
}

#[test]
fn what_is_out_of_bounds_changes_nothing_and_says_why() {
    let mut workshop = Workshop::default();
    for (rule, text, key) in [
        ("kerf", "21", "problem.workshop-outside"),
        ("kerf", "-1", "problem.workshop-outside"),
        ("kerf", "wide", "length.not-a-length"),
        ("levels", "5", "problem.choice"),
        ("stack", "0", "problem.workshop-outside"),
        ("stack", "many", "problem.count"),
        ("blade", "4", "problem.no-such-rule"),
    ] {
        let problem = workshop.set_rule(rule, text).unwrap_err();
        assert_eq!(problem.message.key, key, "{rule} {text}");
        assert_eq!(problem.place.as_deref(), Some(rule));
    }
    assert_eq!(workshop, Workshop::default());
}

#[test]
fn every_wrong_field_of_an_offcut_is_named() {
    let mut workshop = Workshop::default();
    let put = |workshop: &mut Workshop, change: &[(&str, &str)]| {
        let problems = workshop.put_offcut(0, &texts(change), &catalogue());
        let problems = problems.unwrap_err();
        places(&problems)
            .iter()
            .map(|place| (*place).to_owned())
            .collect::<Vec<_>>()
    };
    let wrong = [("length", "9 m"), ("width", ""), ("quantity", "0")];
    assert_eq!(put(&mut workshop, &wrong), ["length", "width", "quantity"]);
    assert_eq!(put(&mut workshop, &[("price", "cheap")]), ["price"]);
    assert_eq!(put(&mut workshop, &[("decor", "gold")]), ["board"]);
    assert_eq!(put(&mut workshop, &[("thickness", "17 mm")]), ["board"]);
    assert_eq!(put(&mut workshop, &[("colour", "red")]), ["colour"]);
    assert!(workshop.offcuts.is_empty());
    workshop.remove_offcut(3);
}

#[test]
fn all_that_is_wrong_with_a_file_is_said_at_once_and_where() {
    let text = r#"{"format": "boardwright-workshop", "version": 1, "generator": "",
        "rules": {"kerf": "40 mm", "blade": "3"},
        "offcuts": [{"board": "mfc-pb-enf", "thickness": "18 mm", "decor": "light-oak",
                     "length": "1 mm", "width": "600 mm", "quantity": "1"}]}"#;
    let problems = read(text, &catalogue()).unwrap_err();
    let wanted = ["rules.blade", "rules.kerf", "offcuts[0].length"];
    assert_eq!(places(&problems), wanted);
}

#[test]
fn hostile_files_are_refused_with_their_place() {
    let head = r#""format": "boardwright-workshop", "version": 1, "generator": """#;
    for (text, key) in [
        (String::new(), "problem.design-syntax"),
        ("[]".to_owned(), "problem.workshop-format"),
        (
            r#"{"format": "boardwright-design"}"#.to_owned(),
            "problem.workshop-format",
        ),
        (
            r#"{"format": "boardwright-workshop", "version": 2}"#.to_owned(),
            "problem.design-newer",
        ),
        (format!("{{{head}, \"saw\": 1}}"), "problem.design-syntax"),
        (
            format!("{{{head}, \"rules\": {{\"kerf\": 3.2}}}}"),
            "problem.design-syntax",
        ),
        (
            format!("{{{head}, \"rules\": {{\"kerf\": [[]]}}}}"),
            "problem.design-syntax",
        ),
        (
            format!("{{{head}, \"rules\": [1]}}"),
            "problem.design-syntax",
        ),
        (
            format!("{{{head}, \"offcuts\": [7]}}"),
            "problem.design-syntax",
        ),
        (
            format!("{{{head}, \"rules\": {{}}, \"rules\": {{}}}}"),
            "problem.design-syntax",
        ),
        (
            format!("{{{head}, \"rules\": {{\"kerf\": \"3\", \"kerf\": \"4\"}}}}"),
            "problem.design-syntax",
        ),
        ("[".repeat(100_000), "problem.workshop-format"),
        ("1".repeat(5 << 20), "problem.design-too-large"),
    ] {
        let problems = read(&text, &catalogue()).unwrap_err();
        assert_eq!(problems[0].message.key, key, "{:.80}", text);
    }
}

#[test]
fn the_list_of_offcuts_has_an_end() {
    let mut workshop = Workshop::default();
    for at in 0..MAX_OFFCUTS {
        workshop.put_offcut(at, &texts(&[]), &catalogue()).unwrap();
    }
    let one_more = workshop.put_offcut(MAX_OFFCUTS, &texts(&[]), &catalogue());
    assert_eq!(places(&one_more.unwrap_err()), ["board"]);
    let text = write(&workshop).replacen("\"offcuts\": [", "\"offcuts\": [\n    {},", 1);
    assert!(read(&text, &catalogue()).is_err());
    workshop.offcuts.push(workshop.offcuts[0].clone());
    let problems = read(&write(&workshop), &catalogue()).unwrap_err();
    assert_eq!(problems[0].message.key, "problem.too-many-offcuts");
}

#[test]
fn sawing_takes_used_offcuts_off_the_list_and_adds_what_is_left() {
    let catalogue = catalogue();
    let mut workshop = Workshop::default();
    for (at, change) in [
        [("quantity", "1")],
        [("quantity", "2")],
        [("price", "9")],
        [("width", "500")],
    ]
    .iter()
    .enumerate()
    {
        workshop.put_offcut(at, &texts(change), &catalogue).unwrap();
    }
    let one = |of: &Offcut| Offcut {
        quantity: 1,
        ..of.clone()
    };
    let (alike, narrow) = (one(&workshop.offcuts[0]), one(&workshop.offcuts[3]));
    let new = Offcut {
        length: Length(700_000),
        ..alike.clone()
    };
    let used = [alike.clone(), alike.clone()];
    let left = [narrow, new.clone(), new];
    workshop.saw(&used, &left, &catalogue).unwrap();
    let listed: Vec<_> = workshop
        .offcuts
        .iter()
        .map(|offcut| {
            (
                offcut.length.0 / 1_000,
                offcut.width.0 / 1_000,
                offcut.quantity,
                offcut.fen,
            )
        })
        .collect();
    assert_eq!(
        listed,
        [
            (1_200, 600, 1, 0),
            (1_200, 600, 2, 900),
            (1_200, 500, 3, 0),
            (700, 600, 2, 0)
        ]
    );

    // More than the list may hold, or smaller than the saw can hold: nothing changes.
    let before = workshop.clone();
    let tiny = Offcut {
        width: Length(20_000),
        ..alike.clone()
    };
    let problems = workshop.saw(&used, &[tiny], &catalogue).unwrap_err();
    assert_eq!(places(&problems), ["width"]);
    let many: Vec<Offcut> = (0..200)
        .map(|at| Offcut {
            length: Length(1_000_000 + at),
            ..alike.clone()
        })
        .collect();
    let problems = workshop.saw(&[], &many, &catalogue).unwrap_err();
    assert_eq!(problems[0].message.key, "problem.too-many-offcuts");
    assert_eq!(workshop, before);
}

proptest! {
    #[test]
    fn any_value_is_taken_within_its_limits_or_refused(text in ".{0,12}", at in 0..Rule::ALL.len()) {
        let rule = Rule::ALL[at];
        let mut workshop = Workshop::default();
        match workshop.set_rule(rule.id(), &text) {
            Ok(()) => {
                let again = read(&write(&workshop), &catalogue());
                prop_assert_eq!(again, Ok(workshop.clone()));
                match (rule.kind(), workshop.rules.get(rule)) {
                    (Kind::Length(min, max) | Kind::Count(min, max) | Kind::Money(min, max), Some(value)) => prop_assert!((min..=max).contains(&value)),
                    (Kind::Choice(names), Some(value)) => prop_assert!((1..names.len() as i64).contains(&value)),
                    (_, None) => {}
                }
            }
            Err(_) => prop_assert_eq!(workshop, Workshop::default()),
        }
    }

    #[test]
    fn any_length_within_the_limits_comes_back(um in 0_i64..=20_000) {
        let mut workshop = Workshop::default();
        workshop.rules.set(Rule::Kerf, Some(um));
        prop_assert_eq!(read(&write(&workshop), &catalogue()), Ok(workshop));
    }

    #[test]
    fn damaged_files_never_panic(cut in 0_usize..400, put in ".{0,3}") {
        let mut workshop = Workshop::default();
        workshop.set_rule("stack", "2").unwrap();
        workshop.put_offcut(0, &texts(&[]), &catalogue()).unwrap();
        let mut text = write(&workshop);
        let at = cut % text.len();
        if text.is_char_boundary(at) {
            text.replace_range(at..=at, &put);
        }
        drop(read(&text, &catalogue()));
    }
}

#[test]
fn a_share_may_have_its_sign() {
    for text in ["50", "50%", "50 %", "50％"] {
        assert_eq!(Rule::Credit.read(text), Ok(Some(50)), "{text}");
    }
    for text in ["%", "50 mm", "0.5%", "5%0"] {
        assert!(Rule::Credit.read(text).is_err(), "{text}");
    }
    assert!(Rule::Stack.read("2%").is_err());
}
