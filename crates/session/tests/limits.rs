//! What is stated as a limit can be used: whole millimetres, sixteenths of an inch and odd micrometres within limits are
//! built. What stands inside may need more room than the outside of a piece of furniture states, and says so; divided
//! lengths and the sheets never stand against a size within its limits.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use furniture::assembly::evaluate;
use furniture::catalogue::Catalogue;
use furniture::design::{self, Design};
use furniture::edit::Edit;
use furniture::formula::format_length;
use furniture::length::Length;
use furniture::library::{self, Library};
use furniture::shipped::{STARTERS, starter};
use session::Document;
use session::view::Field;

/// A sixteenth of an inch is 1587.5 micrometres.
const SIXTEENTHS_UM: i64 = 3_175;

/// What the modules inside may say of a size that is within the limits of the whole.
const OF_CONTENTS: [&str; 8] = [
    "check.door-width.fails",
    "check.drawer-depth.fails",
    "check.drawer-width.fails",
    "check.rail-width.fails",
    "check.shelf-height.fails",
    "problem.count-outside",
    "problem.track-too-small",
    "tracks.",
];

fn shipped() -> (Catalogue, Library) {
    let catalogue = Catalogue::shipped().unwrap();
    let library = library::shipped(&catalogue).unwrap();
    (catalogue, library)
}

/// Lengths within limits: both ends, odd micrometres, whole millimetres, sixteenths of an inch.
fn within(min: i64, max: i64, step: i64) -> Vec<i64> {
    let mut all = vec![min, min + 1, max - 1, max];
    all.extend((min..=max).step_by(usize::try_from(step * 1000 + 7).unwrap()));
    all.extend(
        (min / 1000..=max / 1000)
            .step_by(usize::try_from(step).unwrap())
            .map(|mm| mm * 1000),
    );
    let sixteenths =
        (2 * min / SIXTEENTHS_UM..=2 * max / SIXTEENTHS_UM).map(|n| n * SIXTEENTHS_UM / 2);
    all.extend(sixteenths.step_by(usize::try_from(step).unwrap()));
    all.retain(|um| (min..=max).contains(um));
    all
}

/// The wardrobe's carcass with its back and nothing else.
fn plain_box() -> Design {
    let mut design = design::read(starter("wardrobe").unwrap()).unwrap();
    design.items[0]
        .root
        .contents
        .retain(|opening, _| opening.starts_with("rear"));
    design
}

/// Every size of a design within its stated limits, with what stands against it.
fn refused(design: &Design, step: i64, is_expected: impl Fn(&str) -> bool) -> Vec<String> {
    let (catalogue, library) = shipped();
    let limits = evaluate(design, &catalogue, &library).assembly.items[0]
        .limits
        .clone();
    let mut found = Vec::new();
    for (axis, limit) in limits.iter().enumerate() {
        for um in within(limit.min.0, limit.max.0, step) {
            let mut sized = design.clone();
            sized.items[0].size[axis] = Length(um);
            let problems = evaluate(&sized, &catalogue, &library).problems;
            let unexpected = problems.iter().filter(|one| !is_expected(&one.message.key));
            found.extend(unexpected.map(|one| format!("{axis} {um}: {one:?}")));
        }
    }
    found
}

#[test]
fn a_plain_box_is_built_at_every_size_within_its_limits() {
    assert_eq!(refused(&plain_box(), 1, |_| false), Vec::<String>::new());
}

#[test]
fn only_what_stands_inside_wants_more_room_than_the_limits_say() {
    let is_of_contents = |key: &str| OF_CONTENTS.iter().any(|known| key.starts_with(known));
    for (name, text) in STARTERS {
        let design = design::read(text).unwrap();
        // Of two leaves that are wider than a sheet, the door says so by its boards.
        let is_expected =
            |key: &str| is_of_contents(key) || key.starts_with("problem.board-too-large");
        assert_eq!(
            refused(&design, 17, is_expected),
            Vec::<String>::new(),
            "{name}"
        );
    }
}

#[test]
fn lengths_of_modules_are_taken_within_their_limits() {
    let (catalogue, library) = shipped();
    for (name, text) in STARTERS {
        let open = || {
            let design = design::read(text).unwrap();
            Document::open(catalogue.clone(), library.clone(), design).unwrap()
        };
        for node in open().view().nodes {
            for parameter in node.parameters {
                let Field::Length { min_um, max_um, .. } = parameter.field else {
                    continue;
                };
                let mut document = open();
                for um in within(min_um, max_um, 23) {
                    let edit = Edit::SetParameter {
                        node: node.node,
                        parameter: parameter.parameter.clone(),
                        value: format_length(Length(um)),
                    };
                    let taken = document.edit(&edit, 1);
                    let what = (&node.module, &parameter.parameter, um);
                    assert!(taken.is_ok(), "{name} {what:?}: {taken:?}");
                }
            }
        }
    }
}
