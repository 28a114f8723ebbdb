//! What is said about the width of doors fits one leaf as it does a pair.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use furniture::assembly::evaluate;
use furniture::catalogue::Catalogue;
use furniture::shipped::starter;
use furniture::{design, library};

/// The checks of door widths in a bookcase of a width with a door of so many leaves: key and boards.
fn said(width: &str, leaves: &str) -> Vec<(String, Vec<String>)> {
    said_with(width, &format!("\"leaves\": \"{leaves}\""))
}

/// The same with any value of the door in place of its leaves.
fn said_with(width: &str, value: &str) -> Vec<(String, Vec<String>)> {
    let catalogue = Catalogue::shipped().unwrap();
    let library = library::shipped(&catalogue).unwrap();
    let text = starter("bookcase").unwrap();
    let text = text
        .replacen("\"1000 mm\"", &format!("\"{width}\""), 1)
        .replacen("\"leaves\": \"2\"", value, 1);
    let evaluation = evaluate(&design::read(&text).unwrap(), &catalogue, &library);
    assert!(evaluation.problems.is_empty(), "{:?}", evaluation.problems);
    let checks = evaluation.assembly.checks.into_iter();
    let of_doors = checks.filter(|check| {
        let key = &check.message.key;
        key.starts_with("check.door-leaf") || key.starts_with("check.door-pair")
    });
    of_doors
        .map(|check| (check.message.key, check.keys))
        .collect()
}

#[test]
fn a_wide_leaf_is_advised_to_be_two() {
    let fails = "check.door-leaf-width.fails".to_owned();
    assert_eq!(said("1000 mm", "1"), [(fails, vec!["5/leaf.0".to_owned()])]);
}

#[test]
fn a_wide_pair_is_not_advised_to_be_a_pair() {
    let fails = "check.door-pair-width.fails".to_owned();
    let leaf = |at: usize| (fails.clone(), vec![format!("5/leaf.{at}")]);
    assert_eq!(said("1400 mm", "2"), [leaf(0), leaf(1)]);
}

#[test]
fn leaves_that_are_narrow_enough_pass() {
    for (width, leaves, key) in [
        ("600 mm", "1", "check.door-leaf-width.passes"),
        ("1200 mm", "2", "check.door-pair-width.passes"),
    ] {
        let said = said(width, leaves);
        let keys: Vec<&str> = said.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, vec![key; keys.len()]);
        assert!(!keys.is_empty());
    }
}

#[test]
fn no_door_is_told_to_be_otherwise_than_it_comes() {
    for width in (500..=1_200).step_by(10) {
        let said = said_with(&format!("{width} mm"), "\"hinge_side\": \"left\"");
        assert!(!said.is_empty());
        let passes = |(key, _): &(String, Vec<String>)| key.ends_with(".passes");
        assert!(said.iter().all(passes), "{width} mm: {said:?}");
    }
}
