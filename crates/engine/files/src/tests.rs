#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use furniture::shipped::starter;
use planning::run::Run;

use super::*;

fn files() -> Files {
    let catalogue = Catalogue::shipped().unwrap();
    let library = furniture::library::shipped(&catalogue).unwrap();
    Files {
        shipped: Some((catalogue, library)),
        room: Room::default(),
    }
}

fn keys(written: &Written) -> Vec<&str> {
    let problems = written.problems.iter();
    problems
        .map(|problem| problem.message.key.as_str())
        .collect()
}

#[test]
fn a_file_is_written_from_the_plan_that_is_given() {
    let files = files();
    let (catalogue, library) = files.shipped.as_ref().unwrap();
    let text = starter("bookcase").unwrap();
    let design = design::read(text).unwrap();
    let job = Evaluated::of(&design, catalogue, library).job();
    let mut run = Run::new(&job).unwrap();
    run.step();
    let mut in_force = PlanInForce::new(job);
    in_force.plan = Some(run.plan());
    let saved = serde_json::to_string(&in_force.record()).unwrap();
    let with = files.write("cut-list-csv", text, "", &saved, "en", "{}");
    let without = files.write("cut-list-csv", text, "", "", "en", "{}");
    assert!(with.problems.is_empty() && without.problems.is_empty());
    assert!(with.bytes().len() > without.bytes().len());
}

#[test]
fn what_stands_against_a_file_is_said() {
    let files = files();
    let bookcase = starter("bookcase").unwrap();
    let write = |format, design, workshop, texts| {
        let written = files.write(format, design, workshop, "", "en", texts);
        assert!(written.bytes().is_empty());
        keys(&written).join(" ")
    };
    assert_eq!(write("dxf", bookcase, "", "{}"), "problem.no-such-format");
    assert!(!write("design", "{}", "", "{}").is_empty());
    assert!(!write("design", bookcase, "{}", "{}").is_empty());
    assert_eq!(write("design", bookcase, "", "["), "problem.edit-shape");
    let none = Files::new("");
    let written = none.write("design", bookcase, "", "", "en", "{}");
    assert_eq!(keys(&written), ["problem.shipped"]);
}

#[test]
fn figures_are_for_the_room_that_was_set() {
    let mut files = files();
    let text = starter("bookcase").unwrap();
    let litres = |files: &Files| {
        let written = files.write("estimate", text, "", "", "en", "{}");
        let told: serde_json::Value = serde_json::from_slice(&written.bytes()).unwrap();
        told["emissions"]["room"]["litres"].as_i64()
    };
    assert_eq!(litres(&files), Some(31_200));
    let room = |litres: i64| {
        format!(
            r#"{{"litres":{litres},"air_change_percent":50,"celsius":23,"humidity_percent":50,"target":"gb"}}"#
        )
    };
    assert!(files.set_room(&room(20_000)));
    assert!(!files.set_room(&room(1)) && !files.set_room("{}"));
    assert_eq!(litres(&files), Some(20_000));
}
