//! What is stated as a limit can be used: whole millimetres, sixteenths of an inch and odd micrometres within limits are
//! built. What stands inside may need more room than the outside of a piece of furniture states: its reach says so.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use furniture::assembly::evaluate;
use furniture::axis::Axis;
use furniture::catalogue::Catalogue;
use furniture::design::{self, Design};
use furniture::edit::Edit;
use furniture::formula::format_length;
use furniture::length::Length;
use furniture::library::{self, Library};
use furniture::message::MessageValue;
use furniture::shipped::{STARTERS, starter};
use furniture::workshop::Workshop;
use planning::evaluated::Evaluated;
use session::Document;
use session::view::Field;

/// A sixteenth of an inch is 1587.5 micrometres.
const SIXTEENTHS_UM: i64 = 3_175;

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

/// Every size that a design says it can reach, with what stands against it.
fn outside_its_reach(document: &Document, workshop: &Workshop, step: i64) -> Vec<String> {
    let (catalogue, library) = shipped();
    let mut found = Vec::new();
    for axis in Axis::ALL {
        let reach = document.reach(1, axis, workshop).unwrap();
        for um in within(reach.min_um, reach.max_um, step) {
            let mut sized = document.design().clone();
            sized.items[0].size[axis.index()] = Length(um);
            let problems = evaluate(&sized, &catalogue, &library).problems;
            found.extend(problems.iter().map(|one| format!("{axis:?} {um}: {one:?}")));
        }
    }
    found
}

#[test]
fn a_plain_box_is_built_at_every_size_within_its_limits() {
    let (catalogue, library) = shipped();
    let document = Document::open(catalogue, library, plain_box()).unwrap();
    let found = outside_its_reach(&document, &Workshop::default(), 1);
    assert_eq!(found, Vec::<String>::new());
    // Nothing inside narrows what the carcass states.
    let limits = &document.assembly().items[0].limits;
    for (axis, limits) in Axis::ALL.into_iter().zip(limits) {
        let reach = document.reach(1, axis, &Workshop::default()).unwrap();
        assert_eq!((reach.min_um, reach.max_um), (limits.min.0, limits.max.0));
    }
}

#[test]
fn a_piece_is_built_at_every_size_that_it_can_reach_with_what_stands_inside() {
    for (name, text) in STARTERS {
        let (catalogue, library) = shipped();
        let document = Document::open(catalogue, library, design::read(text).unwrap()).unwrap();
        let found = outside_its_reach(&document, &Workshop::default(), 17);
        assert_eq!(found, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_reach_goes_to_the_very_end_and_says_why_not_further() {
    for (name, text) in STARTERS {
        let (catalogue, library) = shipped();
        let mut document = Document::open(catalogue, library, design::read(text).unwrap()).unwrap();
        for axis in Axis::ALL {
            let reach = document.reach(1, axis, &Workshop::default()).unwrap();
            for (um, beyond, reason) in [
                (reach.min_um, reach.min_um - 1, reach.min_reason),
                (reach.max_um, reach.max_um + 1, reach.max_reason),
            ] {
                let mut set = |um: i64| {
                    let value = format_length(Length(um));
                    document.edit(
                        &Edit::SetSize {
                            item: 1,
                            axis,
                            value,
                        },
                        1,
                    )
                };
                assert_eq!(set(um), Ok(()), "{name} {axis:?}");
                let problems = set(beyond).unwrap_err();
                let says = &problems[0].message;
                let told = reason.unwrap();
                let because =
                    says.values.get("reason") == Some(&MessageValue::Key(told.key.clone()));
                assert!(
                    because || says.key == told.key,
                    "{name} {axis:?}: {told:?}, {says:?}"
                );
            }
        }
    }
}

#[test]
fn a_reach_follows_the_trims_of_the_saw() {
    let (catalogue, library) = shipped();
    let mut design = plain_box();
    design.items[0].root.contents.clear();
    let document = Document::open(catalogue, library, design).unwrap();
    let usual = document
        .reach(1, Axis::Height, &Workshop::default())
        .unwrap();
    let mut workshop = Workshop::default();
    workshop.set_rule("trim_left", "45 mm").unwrap();
    let less = document.reach(1, Axis::Height, &workshop).unwrap();
    // Of a sheet trimmed by 10 mm at either end.
    assert_eq!(usual.max_um - less.max_um, 35_000);
    assert_eq!(usual.max_reason, less.max_reason);
    // Whatever it can reach is sawn: no board is left over that no sheet holds.
    let mut sized = document.design().clone();
    for (um, fits) in [(less.max_um, true), (less.max_um + 1_000, false)] {
        sized.items[0].size[1] = Length(um);
        let (catalogue, library) = shipped();
        let evaluated = Evaluated::of(&sized, &catalogue, &library).in_workshop(&workshop);
        let plan = evaluated.plan().unwrap();
        assert_eq!(plan.view.unplaced.is_empty(), fits, "{um}");
    }
    // A saw that trims less lets no design be larger than any other workshop could build it.
    let mut workshop = Workshop::default();
    workshop.set_rule("trim", "0 mm").unwrap();
    assert_eq!(document.reach(1, Axis::Height, &workshop), Some(usual));
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
