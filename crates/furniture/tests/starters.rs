//! The shipped designs can be built, and what is computed from them stays what it is.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use furniture::assembly::evaluate;
use furniture::catalogue::Catalogue;
use furniture::design;
use furniture::library;

const STARTERS: [(&str, &str); 3] = [
    (
        "wardrobe",
        include_str!("../../../assets/designs/wardrobe.boardwright.json"),
    ),
    (
        "bookcase",
        include_str!("../../../assets/designs/bookcase.boardwright.json"),
    ),
    (
        "sideboard",
        include_str!("../../../assets/designs/sideboard.boardwright.json"),
    ),
];

#[test]
fn starters_can_be_built() {
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
        assert!(evaluation.assembly.boards.len() > 10, "{name}");
    }
}
