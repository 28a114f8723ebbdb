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

#[test]
fn problems_end_with_status_one_and_say_what_is_wrong() {
    let text = std::fs::read_to_string(starter("bookcase")).unwrap();
    for (name, text, wanted) in [
        ("damaged", text[..300].to_owned(), "line"),
        ("marble", text.replace("mfc-pb-enf", "marble"), "marble"),
        (
            "newer",
            text.replace("\"version\": 1", "\"version\": 7"),
            "version 7",
        ),
        ("wide", text.replace("1000 mm", "9000 mm"), "9000 mm"),
        ("other", "{}".to_owned(), "boardwright-design"),
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
