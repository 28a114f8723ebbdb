//! The shipped catalogue, and what becomes of damaged ones.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value as Json;

use super::{Catalogue, CatalogueFault, CatalogueProblem, Unit};
use crate::length::Length;
use crate::role::Role;

const MM: i64 = 1000;

fn shipped() -> Catalogue {
    Catalogue::shipped().unwrap()
}

/// Where a file lies among the shipped ones.
fn position(name: &str) -> usize {
    let files = Catalogue::shipped_files();
    files.iter().position(|(known, _)| *known == name).unwrap()
}

/// The shipped files with one of them replaced.
fn with(name: &'static str, text: &str) -> Result<Catalogue, Vec<CatalogueProblem>> {
    let mut files = Catalogue::shipped_files();
    files[position(name)].1 = text;
    Catalogue::from_files(&files)
}

/// The shipped boards with one passage changed.
fn boards_with(old: &str, new: &str) -> Vec<CatalogueProblem> {
    let text = texts()[position("boards.json")];
    assert!(text.contains(old), "{old}");
    with("boards.json", &text.replacen(old, new, 1)).unwrap_err()
}

fn texts() -> Vec<&'static str> {
    let files = Catalogue::shipped_files();
    files.into_iter().map(|(_, text)| text).collect()
}

#[test]
fn the_shipped_catalogue_is_sound() {
    let catalogue = shipped();
    assert!((12..=16).contains(&catalogue.boards.len()));
    assert_eq!(catalogue.bands.len(), 11);
    assert_eq!(catalogue.hardware.len(), 13);
    for (role, least) in [
        (Role::Body, 3),
        (Role::Front, 3),
        (Role::Back, 1),
        (Role::Drawer, 1),
        (Role::Worktop, 3),
    ] {
        assert!(catalogue.boards_for(role).count() >= least, "{role}");
    }
}

/// Reads the files without the types: a figure is an object with a value or a range.
#[test]
fn every_figure_has_a_source_or_is_typical() {
    fn visit(json: &Json, figures: &mut usize) {
        match json {
            Json::Object(fields) => {
                if fields.contains_key("low")
                    || fields.get("value").is_some_and(|value| !value.is_object())
                {
                    let typical = fields.get("typical") == Some(&Json::Bool(true));
                    assert!(typical || fields.contains_key("source"), "{json}");
                    *figures += 1;
                }
                fields.values().for_each(|value| visit(value, figures));
            }
            Json::Array(all) => all.iter().for_each(|value| visit(value, figures)),
            _ => {}
        }
    }
    let mut figures = 0;
    for text in texts() {
        visit(&serde_json::from_str(text).unwrap(), &mut figures);
    }
    assert!(figures > 200, "{figures}");
}

#[test]
fn every_source_is_used() {
    let all = texts().join("\n");
    for source in shipped().sources.keys() {
        assert!(
            all.contains(&format!("\"source\": \"{source}\"")),
            "{source}"
        );
    }
}

#[test]
fn every_key_shown_has_a_message_in_both_languages() {
    let catalogue = shipped();
    let mut keys = BTreeSet::new();
    for board in catalogue.boards.values() {
        keys.insert(format!("board-kind.{}", board.kind.id()));
    }
    for badge in ["enf", "e0", "e1", "no-coating", "typical-price"] {
        keys.insert(format!("badge.{badge}"));
        keys.insert(format!("badge.{badge}.explained"));
    }
    keys.extend(
        catalogue
            .methods
            .values()
            .flat_map(|one| one.values.iter().map(|v| v.label())),
    );
    for coating in catalogue.coatings.values() {
        keys.extend(
            coating
                .sheens
                .iter()
                .map(|sheen| format!("sheen.{}", sheen.id())),
        );
    }
    keys.extend(Unit::ALL.map(|unit| format!("unit.{}", unit.id())));
    for fault in faults_of_every_kind() {
        let message = CatalogueProblem {
            file: "boards.json".to_owned(),
            fault,
        }
        .problem()
        .message;
        keys.insert(message.key);
        for value in message.values.values() {
            if let crate::message::MessageValue::Key(key) = value {
                keys.insert(key.clone());
            }
        }
    }
    for (_, text) in crate::shipped::TEXTS {
        let messages: std::collections::BTreeMap<String, String> =
            serde_json::from_str(text).unwrap();
        let missing: Vec<_> = keys
            .iter()
            .filter(|key| messages.get(*key).is_none_or(String::is_empty))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

fn faults_of_every_kind() -> Vec<CatalogueFault> {
    let text = || "x".to_owned();
    let reference = |what| CatalogueFault::Reference {
        place: text(),
        what,
        id: text(),
    };
    vec![
        CatalogueFault::Shape {
            line: 1,
            column: 1,
            detail: text(),
        },
        CatalogueFault::Format {
            found: text(),
            wanted: "boardwright-boards",
        },
        CatalogueFault::Version {
            found: 2,
            newest: 1,
        },
        CatalogueFault::Duplicate { id: text() },
        CatalogueFault::Identifier { id: text() },
        CatalogueFault::Entry {
            place: text(),
            detail: text(),
        },
        reference("board"),
        reference("decor"),
        reference("band"),
        reference("source"),
    ]
}

#[test]
fn prices_are_the_middle_of_their_range_and_grow_with_thickness() {
    let catalogue = shipped();
    let enf = &catalogue.boards["mfc-pb-enf"];
    // 45 to 75 yuan.
    assert_eq!(enf.thickness(Length(18 * MM)).unwrap().fen_per_m2, 6000);
    for board in catalogue.boards.values() {
        let prices: Vec<i64> = board.thicknesses.iter().map(|one| one.fen_per_m2).collect();
        assert!(
            prices.windows(2).all(|pair| pair[0] < pair[1]),
            "{}",
            board.id
        );
        assert!(prices.iter().all(|price| *price > 0));
    }
    // 0.15 to 0.50 yuan: half a fen rounds up.
    assert_eq!(catalogue.bands["eb-pvc-0.4"].fen_per_m, 33);
}

#[test]
fn prices_are_replaced_by_their_exact_name() {
    let catalogue = shipped();
    for known in [
        "mfc-pb-enf@18 mm",
        "hdf-back-3@2.5 mm",
        "eb-pp-1.0@22 mm",
        "eb-pp-1.0@60 mm",
        "hw-cam",
    ] {
        assert!(catalogue.has_price(known), "{known}");
    }
    for unknown in [
        "",
        "@",
        "mfc-pb-enf",
        "mfc-pb-enf@17 mm",
        "mfc-pb-enf@18mm",
        "x@18 mm",
        "eb-pp-1.0",
        "eb-pp-1.0@0 mm",
        "eb-pp-1.0@022 mm",
        "eb",
    ] {
        assert!(!catalogue.has_price(unknown), "{unknown}");
    }
}

#[test]
fn a_board_has_grain_by_itself_or_by_its_decor() {
    let catalogue = shipped();
    let has_grain =
        |board: &str, decor: &str| catalogue.boards[board].has_grain(&catalogue.decors[decor]);
    assert!(has_grain("mfc-pb-enf", "walnut"));
    assert!(!has_grain("mfc-pb-enf", "warm-white"));
    assert!(has_grain("ecoboard-block", "warm-white"));
    assert!(!has_grain("hdf-back-3", "warm-white"));
}

#[test]
fn a_strip_stands_over_the_board() {
    let catalogue = shipped();
    let band = &catalogue.bands["eb-abs-1.0"];
    for (board, strip) in [(9, 19), (16, 19), (18, 22), (25, 28), (30, 43), (60, 62)] {
        assert_eq!(
            band.width_for(Length(board * MM)),
            Length(strip * MM),
            "{board}"
        );
    }
}

#[test]
fn a_board_with_its_faces_says_that_nothing_is_coated() {
    for board in shipped().boards.values() {
        assert_eq!(
            board.badges().contains(&"badge.no-coating"),
            !board.needs_finish
        );
    }
}

#[test]
fn the_method_has_what_the_program_asks_of_it() {
    let catalogue = shipped();
    let method = &catalogue.methods["system-32"];
    assert_eq!(method.saw.kerf, Length(4 * MM));
    assert_eq!(method.banding.pre_mill, Length(500));
    assert_eq!(method.rounding, Length(100));
    assert_eq!(method.length("slide_gap"), Some(Length(12_700)));
    assert!(
        Role::ALL
            .into_iter()
            .all(|role| { role.follows().is_some() || method.materials.get(role).is_some() })
    );
    assert_eq!(method.formula_values().len(), method.values.len());
    assert_eq!(method.formula_types().len(), method.values.len());
}

#[test]
fn faults_are_told_with_their_place() {
    let shape = |problems: Vec<CatalogueProblem>, wanted: &str| match &problems[0].fault {
        CatalogueFault::Shape { line, detail, .. } => {
            assert!(*line > 1, "{line}");
            assert!(detail.contains(wanted), "{detail}");
        }
        other => panic!("{other:?}"),
    };
    let price = "\"price_per_m2\": {\"low\": \"23.80\", \"high\": \"38.50\", \"typical\": true}";
    shape(
        boards_with(&format!(", {price}"), ""),
        "missing field `price_per_m2`",
    );
    shape(
        boards_with("\"low\": \"23.80\"", "\"low\": \"-23.80\""),
        "no price",
    );
    shape(
        boards_with(price, "\"price_per_m2\": {\"value\": \"23.80\"}"),
        "needs a `source`",
    );
    shape(
        boards_with("\"kind\": \"particleboard\"", "\"kind\": \"cheese\""),
        "unknown variant `cheese`",
    );
    shape(
        boards_with("\"front\": [", "\"lid\": ["),
        "unknown variant `lid`",
    );
    shape(boards_with("\"2440 mm\"", "\"2440\""), "18 mm");
    shape(boards_with("\"2440 mm\"", "\"-2440 mm\""), "negative");

    let fault = |old: &str, new: &str| boards_with(old, new).remove(0).fault;
    assert!(matches!(
        fault("\"id\": \"mfc-pb-enf\"", "\"id\": \"mfc-pb-e0\""),
        CatalogueFault::Duplicate { id } if id == "mfc-pb-e0"
    ));
    assert!(matches!(
        fault("\"light-oak\"", "\"lead\""),
        CatalogueFault::Reference { what: "decor", id, place } if id == "lead" && place == "mfc-pb-e0"
    ));
    assert!(matches!(
        fault("\"source\": \"swiss-krono-p2\"", "\"source\": \"hearsay\""),
        CatalogueFault::Reference { what: "source", id, .. } if id == "hearsay"
    ));
    assert!(matches!(
        fault("\"front\": [\"18 mm\"]", "\"front\": [\"19 mm\"]"),
        CatalogueFault::Entry { detail, .. } if detail.contains("19 mm")
    ));
    assert!(matches!(
        fault("boardwright-boards", "cookbook"),
        CatalogueFault::Format { .. }
    ));
    assert!(matches!(
        fault("\"version\": 1", "\"version\": 2"),
        CatalogueFault::Version { .. }
    ));
    assert!(matches!(
        fault("\"id\": \"mfc-pb-e0\"", "\"id\": \"My board@home\""),
        CatalogueFault::Identifier { .. }
    ));
}

#[test]
fn faults_of_several_files_come_together() {
    let problems = Catalogue::from_files(&[("b", "{"), ("c", "[]")]).unwrap_err();
    assert_eq!(problems.len(), 2);
    assert_eq!(problems[0].file, "b");
    assert_eq!(problems[0].problem().place.as_deref(), Some("b:1:1"));
}

/// Replaces the `at`-th node of a document.
fn mutate(json: &mut Json, at: &mut usize, with: &Json) {
    if *at == 0 {
        *json = with.clone();
        *at = usize::MAX;
        return;
    }
    *at -= 1;
    match json {
        Json::Array(all) => all.iter_mut().for_each(|one| mutate(one, at, with)),
        Json::Object(all) => all.values_mut().for_each(|one| mutate(one, at, with)),
        _ => {}
    }
}

fn any_json() -> impl Strategy<Value = Json> {
    prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        ".{0,12}".prop_map(Json::from),
        "-?[0-9]{0,25}[.]?[0-9]{0,4} ?(mm|m|in)?".prop_map(Json::from),
        Just(Json::Array(Vec::new())),
        Just(serde_json::json!({})),
        Just(serde_json::json!({"low": "9 mm", "high": "1 mm", "typical": true})),
        Just(serde_json::json!({"low": i64::MIN, "high": i64::MAX, "typical": true})),
    ]
}

/// Reads the shipped files with one of them replaced; whatever comes out must be usable.
fn read_with(file: usize, text: &str) {
    let mut files = Catalogue::shipped_files();
    files[file].1 = text;
    match Catalogue::from_files(&files) {
        Ok(catalogue) => {
            for band in catalogue.bands.values() {
                assert!(band.width_for(Length(i64::MAX)).0 > 0);
            }
            for decor in catalogue.decors.values() {
                assert!(decor.surface().roughness <= 1.0);
            }
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            for problem in problems {
                assert!(!problem.to_string().is_empty());
                assert!(problem.problem().place.is_some());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_value_is_read_or_refused(
        file in 0..texts().len(),
        node in any::<prop::sample::Index>(),
        with in any_json(),
    ) {
        let mut json: Json = serde_json::from_str(texts()[file]).unwrap();
        mutate(&mut json, &mut node.index(400), &with);
        read_with(file, &json.to_string());
    }

    #[test]
    fn a_damaged_text_is_read_or_refused(
        file in 0..texts().len(),
        at in any::<prop::sample::Index>(),
        length in 0..40_usize,
        with in ".{0,4}",
    ) {
        let text: Vec<char> = texts()[file].chars().collect();
        let from = at.index(text.len());
        let to = (from + length).min(text.len());
        let mut damaged: String = text[..from].iter().collect();
        damaged.push_str(&with);
        damaged.extend(&text[to..]);
        read_with(file, &damaged);
    }
}

/// Schemas describe the files, not what the program makes of them.
#[cfg(feature = "describe")]
#[test]
fn schemas_are_those_of_the_files() {
    let text = |schema: schemars::Schema| serde_json::to_string(&schema).unwrap();
    let boards = text(schemars::schema_for!(super::BoardsFile));
    assert!(boards.contains("price_per_m2") && !boards.contains("fen_per_m2"));
    let method = text(schemars::schema_for!(super::MethodFile));
    assert!(method.contains("MethodNumber") && !method.contains("over_length"));
}
