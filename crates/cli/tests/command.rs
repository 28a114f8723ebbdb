//! The command as a script sees it: data on stdout, talk on stderr, exit status 0, 1 or 2.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::path::PathBuf;
use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_boardwright"))
        .args(arguments)
        .output()
        .unwrap()
}

fn starter(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/designs");
    format!("{folder}/{name}.boardwright.json")
}

/// A file with this text that goes away with the value.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, text: &str) -> Self {
        let path = std::env::temp_dir().join(format!("boardwright-{}-{name}", std::process::id()));
        std::fs::write(&path, text).unwrap();
        Self(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        std::fs::remove_file(&self.0).ok();
    }
}

#[test]
fn documents_go_to_stdout_and_talk_to_stderr() {
    for command in ["check", "parts"] {
        let output = run(&[command, &starter("bookcase")]);
        assert_eq!(output.status.code(), Some(0));
        assert!(serde_json::from_slice::<serde_json::Value>(&output.stdout).is_ok());
        assert!(!output.stderr.is_empty());
    }
}

#[test]
fn a_design_and_an_instance_are_told_apart_by_content() {
    let design = run(&["cut", "--time", "50ms", &starter("bookcase")]);
    let plan: serde_json::Value = serde_json::from_slice(&design.stdout).unwrap();
    assert!(plan["groups"].is_array());
    let instance = Scratch::new(
        "instance.json",
        r#"{"name": "two", "kerf": 4, "trim": 10, "stocks": [{"w": 2440, "h": 1220, "qty": null}],
            "parts": [{"w": 600, "h": 300, "qty": 2, "rotatable": true}]}"#,
    );
    let cut = run(&["cut", "--time", "50ms", instance.path()]);
    assert_eq!(
        cut.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&cut.stderr)
    );
    let solution: serde_json::Value = serde_json::from_slice(&cut.stdout).unwrap();
    assert_eq!(solution["sheets"].as_array().unwrap().len(), 1);
    let placements = solution["sheets"][0]["placements"].as_array().unwrap();
    let lowest = placements
        .iter()
        .filter_map(|one| one["x"].as_f64())
        .fold(f64::MAX, f64::min);
    assert!((lowest - 10.0).abs() < 1e-9, "the trim is kept: {lowest}");
}

/// Doors of two sizes and shelves on two sizes of sheet.
const JOB: &str = r#"{"name": "doors", "kerf": 4, "trim": 10,
    "stocks": [{"w": 2440, "h": 1220}, {"w": 1200, "h": 600, "qty": 1, "cost": 100, "offcut": true}],
    "parts": [{"w": 396, "h": 716, "qty": 8, "rotatable": false}, {"w": 600, "h": 300, "qty": 9}]}"#;

fn plan(output: &Output) -> serde_json::Value {
    let talk = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{talk}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn progress_is_told_when_asked_for_and_data_stays_alone() {
    let job = Scratch::new("progress.json", JOB);
    let quiet = run(&["cut", "--work", "9000", job.path()]);
    assert_eq!(String::from_utf8_lossy(&quiet.stderr).lines().count(), 1);
    let told = run(&["cut", "--work", "9000", "--progress", job.path()]);
    let talk = String::from_utf8_lossy(&told.stderr).into_owned();
    assert!(talk.lines().count() > 1 && talk.contains(" s  "), "{talk}");
    assert_eq!(plan(&quiet)["sheets"], plan(&told)["sheets"]);
}

#[test]
fn sheets_are_locked_and_parts_pinned() {
    let job = Scratch::new("kept.json", JOB);
    let before = run(&["cut", "--work", "3000", job.path()]);
    let before_plan = plan(&before);
    let solution = Scratch::new("kept-plan.json", &String::from_utf8(before.stdout).unwrap());
    let again = |options: &[&str]| {
        let mut arguments = vec!["cut", "--work", "3000", "--seed", "9", job.path()];
        arguments.extend(["--keep", solution.path()]);
        arguments.extend(options);
        run(&arguments)
    };
    let after = plan(&again(&["--lock", "1", "--pin", "0:2,3"]));
    assert_eq!(
        after["sheets"][1]["stock"],
        before_plan["sheets"][1]["stock"]
    );
    let placements = |plan: &serde_json::Value, sheet: usize| {
        plan["sheets"][sheet]["placements"]
            .as_array()
            .unwrap()
            .clone()
    };
    for pinned in &placements(&before_plan, 0)[2..4] {
        assert!(placements(&after, 0).contains(pinned), "{pinned}");
    }
    let locked = placements(&before_plan, 1);
    assert_eq!(placements(&after, 1).len(), locked.len());
    assert!(locked.iter().all(|one| placements(&after, 1).contains(one)));
    for field in ["tree", "cuts"] {
        assert_eq!(
            after["sheets"][1][field], before_plan["sheets"][1][field],
            "a locked sheet is cut as before"
        );
    }
    let nowhere = again(&["--lock", "77"]);
    assert_eq!(nowhere.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&nowhere.stderr).contains("no sheet 77"));
    assert_eq!(again(&[]).status.code(), Some(2), "nothing said to be kept");
}

#[test]
fn rules_come_as_options_and_wrong_ones_are_refused() {
    let job = Scratch::new("ruled.json", JOB);
    let with = |options: &[&str]| run(&[&["cut", "--work", "1", job.path()], options].concat());
    let credited = plan(&with(&[
        "--smallest-offcut",
        "30cmx10cm",
        "--offcut-credit",
        "80%",
    ]));
    assert!(credited["info"]["credit"].as_f64().unwrap() > 0.0);
    let stacked = plan(&with(&["--stack", "3", "--goal", "patterns"]));
    assert!(
        stacked["info"]["stacks"].as_u64()
            <= stacked["info"]["patterns"].as_u64().map(|all| all * 3)
    );
    for wrong in [
        ["--stages", "0"],
        ["--first-cut", "z"],
        ["--longest-cut", "far"],
        ["--smallest-offcut", "600"],
        ["--offcuts-first", "2"],
        ["--stack", "0"],
        ["--goal", "speed"],
        ["--lock", "0"],
    ] {
        assert_eq!(with(&wrong).status.code(), Some(2), "{wrong:?}");
    }
    let long = with(&["--longest-cut", "0"]);
    assert_eq!(long.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&long.stderr).contains("rules.longest_cut is 0 mm"));
    let design = run(&["cut", "--stages", "3", &starter("bookcase")]);
    assert_eq!(design.status.code(), Some(2));
}

#[test]
fn help_teaches_by_examples() {
    let help = run(&["cut", "--help"]);
    assert_eq!(help.status.code(), Some(0));
    let text = String::from_utf8(help.stdout).unwrap();
    for taught in [
        "Examples:",
        "--keep plan.json --lock 0 --pin 1:2",
        "Exit status",
        "--offcut-credit",
    ] {
        assert!(text.contains(taught), "{taught}");
    }
}

#[test]
fn problems_end_with_status_one_and_say_what_is_wrong() {
    let text = std::fs::read_to_string(starter("bookcase")).unwrap();
    for (name, text, wanted) in [
        ("damaged", text[..300].to_owned(), "line"),
        ("marble", text.replace("mfc-pb-enf", "marble"), "marble"),
        (
            "newer",
            text.replace("\"version\": ", "\"version\": 9"),
            "version 9",
        ),
        ("wide", text.replace("1000 mm", "9000 mm"), "9000 mm"),
        ("other", "{}".to_owned(), "boardwright-design"),
        (
            "gold",
            text.replace("\"knob\"", "\"gold\""),
            "gold can't be chosen; there are Bar, Knob, None (Door, Handle, module 5, handle)",
        ),
    ] {
        let file = Scratch::new(name, &text);
        let output = run(&["check", file.path()]);
        let talk = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{name}: {talk}");
        assert!(talk.contains(wanted), "{name}: {talk}");
    }
    let output = run(&["parts", "no-such-file.json"]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn wrong_usage_ends_with_status_two() {
    assert_eq!(run(&["saw"]).status.code(), Some(2));
    assert_eq!(
        run(&["cut", "--time", "soon", "x.json"]).status.code(),
        Some(2)
    );
}

#[test]
fn talk_is_in_the_language_asked_for() {
    let text = std::fs::read_to_string(starter("bookcase")).unwrap();
    let file = Scratch::new("chinese", &text.replace("mfc-pb-enf", "marble"));
    let output = run(&["check", "--language", "zh-CN", file.path()]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("目录中没有板材"));
}

/// A saw of two levels whose first cuts run along the sheet, and an offcut that goes first.
const WORKSHOP: &str = r#"{"format": "boardwright-workshop", "version": 1, "generator": "by hand",
    "rules": {"kerf": "3.2 mm", "levels": "2", "first_cut": "lengthwise", "offcuts_first": "always"},
    "offcuts": [{"board": "mfc-pb-enf", "thickness": "18 mm", "decor": "walnut",
                 "length": "1300 mm", "width": "700 mm", "quantity": "1"}]}"#;

#[test]
fn a_design_is_cut_and_priced_in_a_workshop() {
    let workshop = Scratch::new("ours.workshop.json", WORKSHOP);
    let design = starter("bookcase");
    let plain = plan(&run(&["cut", "--time", "50ms", &design]));
    let with = plan(&run(&[
        "cut",
        "--time",
        "50ms",
        &design,
        "--workshop",
        workshop.path(),
    ]));
    assert_eq!(plain["offcuts_used"], 0);
    assert_eq!(with["offcuts_used"], 1);
    let sheets = |plan: &serde_json::Value| -> Vec<serde_json::Value> {
        let groups = plan["groups"].as_array().unwrap().iter();
        let sheets = groups.flat_map(|group| group["patterns"].as_array().unwrap());
        sheets.cloned().collect()
    };
    for sheet in sheets(&with) {
        for cut in sheet["cuts"].as_array().unwrap() {
            // A third level may only free a board from waste.
            assert!(cut["stage"].as_u64().unwrap() <= 3);
            let is_first = cut["stage"] == 1;
            assert!(!is_first || cut["from_um"][1] == cut["to_um"][1], "{cut}");
        }
    }
    let estimate = run(&["estimate", &design, "--workshop", workshop.path()]);
    assert_eq!(estimate.status.code(), Some(0));
    let estimate: serde_json::Value = serde_json::from_slice(&estimate.stdout).unwrap();
    assert!(estimate["total_by_sheets_fen"].as_i64().unwrap() > 0);
}

#[test]
fn a_wrong_workshop_is_refused_with_its_place() {
    let design = starter("bookcase");
    for (text, wanted) in [
        ("{", "line 1, column"),
        ("{}", "boardwright-workshop"),
        (&WORKSHOP.replace("3.2 mm", "32 mm"), "rules.kerf"),
        (&WORKSHOP.replace("1300 mm", "13 m"), "offcuts[0].length"),
        (&WORKSHOP.replace("walnut", "gold"), "not in the catalogue"),
        (
            &WORKSHOP.replace("\"rules\"", "\"saw\""),
            "unknown field `saw`",
        ),
    ] {
        let workshop = Scratch::new("wrong.workshop.json", text);
        for command in ["cut", "estimate"] {
            let output = run(&[command, &design, "--workshop", workshop.path()]);
            let talk = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(1), "{talk}");
            assert!(talk.contains(wanted), "{talk}");
            assert!(output.stdout.is_empty());
        }
    }
    let workshop = Scratch::new("for.workshop.json", WORKSHOP);
    let job = Scratch::new("for-instance.json", JOB);
    let instance = run(&["cut", job.path(), "--workshop", workshop.path()]);
    assert_eq!(instance.status.code(), Some(2));
}

/// Wrong usage by its words on stderr.
fn refused(arguments: &[&str], status: i32) -> String {
    let output = run(arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {said}");
    said
}

#[test]
fn boards_that_the_saw_cannot_cut_are_named_by_every_command() {
    let workshop = Scratch::new(
        "short.workshop.json",
        r#"{"format":"boardwright-workshop","version":1,"rules":{"longest_cut":"1500 mm"},"offcuts":[]}"#,
    );
    let design = starter("wardrobe");
    for command in ["check", "cut", "estimate"] {
        let said = refused(
            &[
                command,
                &design,
                "--workshop",
                workshop.path(),
                "--out",
                "-",
            ],
            1,
        );
        assert!(said.contains("Left side (1/left.0)"), "{command}: {said}");
        assert!(said.contains("needs a longer cut"), "{command}: {said}");
    }
    let estimate = run(&["estimate", &design, "--workshop", workshop.path()]);
    let price: serde_json::Value = serde_json::from_slice(&estimate.stdout).unwrap();
    let whole = run(&["estimate", &design]);
    let with_sheets: serde_json::Value = serde_json::from_slice(&whole.stdout).unwrap();
    assert!(price["total_by_sheets_fen"].is_null(), "{price}");
    assert!(with_sheets["total_by_sheets_fen"].is_i64());
    let usual = run(&["check", &starter("bookcase"), "--workshop", workshop.path()]);
    assert_eq!(usual.status.code(), Some(1));
}

#[test]
fn options_that_do_nothing_for_a_design_are_refused_by_name() {
    let design = starter("bookcase");
    for options in [
        &["--no-rotate"][..],
        &["--seed", "3"],
        &["--work", "9"],
        &["--progress"],
    ] {
        let arguments = [&["cut", design.as_str()], options].concat();
        let said = refused(&arguments, 2);
        assert!(said.contains(options[0]), "{said}");
    }
    let said = refused(&["parts", &design, "--language", "de"], 2);
    assert!(said.contains("en, zh-CN"), "{said}");
}

#[test]
fn the_command_says_who_it_is_and_how_it_is_used() {
    let version = run(&["--version"]);
    let said = String::from_utf8_lossy(&version.stdout).into_owned();
    assert!(said.starts_with("boardwright "), "{said}");
    assert_eq!(refused(&[], 2).matches("    boardwright ").count(), 3);
}

#[test]
fn a_price_that_the_form_refuses_is_refused_from_a_file() {
    let text = std::fs::read_to_string(starter("bookcase")).unwrap();
    let mut design: serde_json::Value = serde_json::from_str(&text).unwrap();
    for (prices, wanted) in [
        (
            serde_json::json!({"mfc-pb-enf@18 mm": -100}),
            "-1.00 is no price",
        ),
        (serde_json::json!({"gold": 100}), "gold"),
    ] {
        design["prices"] = prices;
        let file = Scratch::new("prices.boardwright.json", &design.to_string());
        let said = refused(&["estimate", file.path()], 1);
        assert!(said.contains(wanted), "{said}");
    }
}
