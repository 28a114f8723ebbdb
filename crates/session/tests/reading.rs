//! Compartments are listed as one reads a cupboard, and numbered in that order.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use furniture::catalogue::Catalogue;
use furniture::design;
use furniture::library;
use furniture::message::MessageValue;
use furniture::shipped::starter;
use session::Document as Session;

fn compartments(text: &str) -> Vec<(i64, String)> {
    let catalogue = Catalogue::shipped().unwrap();
    let library = library::shipped(&catalogue).unwrap();
    let session = Session::open(catalogue, library, design::read(text).unwrap()).unwrap();
    let view = session.view();
    let compartments = view.openings.into_iter().filter(|one| one.is_compartment);
    compartments
        .map(|one| match one.label.values["number"] {
            MessageValue::Count(number) => (number, one.key),
            _ => panic!("{:?}", one.label),
        })
        .collect()
}

fn keys<'a>(keys: impl IntoIterator<Item = &'a str>) -> Vec<(i64, String)> {
    (1..).zip(keys.into_iter().map(str::to_owned)).collect()
}

#[test]
fn a_wardrobe_is_read_column_by_column_from_the_top() {
    let wardrobe = starter("wardrobe").unwrap();
    let column = |node: &str, rows: &[u32]| -> Vec<String> {
        let rows = rows.iter().map(|row| format!("{node}/row.{row}"));
        rows.collect()
    };
    let read = [
        column("5", &[1, 0]),
        column("8", &[1]),
        column("9", &[3, 2, 1, 0]),
        column("10", &[2, 1, 0]),
    ]
    .concat();
    assert_eq!(
        compartments(wardrobe),
        keys(read.iter().map(String::as_str))
    );
}

#[test]
fn an_upper_part_is_read_before_the_one_below_it() {
    let bookcase = starter("bookcase").unwrap();
    let read = [
        "8/row.3", "8/row.2", "8/row.1", "8/row.0", "9/row.3", "9/row.2", "9/row.1", "9/row.0",
        "6/row.1", "6/row.0",
    ];
    assert_eq!(compartments(bookcase), keys(read));
}
