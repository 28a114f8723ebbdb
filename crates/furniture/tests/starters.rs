//! The shipped designs can be built, and their cut lists stay what they are.
//!
//! After a change that is meant, `BOARDWRIGHT_BLESS=1 cargo test -p furniture` writes the golden files
//! anew; the difference is then read in review.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::path::PathBuf;

use furniture::assembly::evaluate;
use furniture::catalogue::Catalogue;
use furniture::cut_list::CutList;
use furniture::design;
use furniture::library;
use furniture::shipped::STARTERS;

fn golden(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("../../tests/golden/{name}.parts.json"))
}

#[test]
fn starters_can_be_built_and_keep_their_cut_lists() {
    let catalogue = Catalogue::shipped().unwrap_or_else(|faults| panic!("{faults:#?}"));
    let library = library::shipped(&catalogue).unwrap_or_else(|faults| panic!("{faults:#?}"));
    for (name, text) in STARTERS {
        let design = design::read(text).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        let evaluation = evaluate(&design, &catalogue, &library);
        assert!(
            evaluation.problems.is_empty(),
            "{name}: {:#?}",
            evaluation.problems
        );
        let cut_list = CutList::of(&evaluation.assembly, &catalogue);
        let mut found = serde_json::to_string_pretty(&cut_list).unwrap();
        found.push('\n');
        let path = golden(name);
        if std::env::var_os("BOARDWRIGHT_BLESS").is_some() {
            std::fs::write(&path, &found).unwrap();
        }
        let wanted = std::fs::read_to_string(&path).unwrap();
        assert!(
            found == wanted,
            "the cut list of the {name} has changed: see {}",
            path.display()
        );
    }
}

#[test]
fn starters_are_written_as_they_are_read() {
    for (name, text) in STARTERS {
        let design = design::read(text).unwrap();
        assert_eq!(
            design,
            design::read(&design::write(&design)).unwrap(),
            "{name}"
        );
    }
}
