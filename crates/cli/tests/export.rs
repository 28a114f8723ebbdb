//! `boardwright export`: every format, one design or many, all files or none.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

fn export(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_boardwright"))
        .arg("export")
        .args(arguments)
        .output()
        .unwrap()
}

fn starter(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/designs");
    format!("{folder}/{name}.boardwright.json")
}

/// A folder that is not there yet, and goes away with the value.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("boardwright-{}-{name}", std::process::id()));
        Self(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).into_iter().flatten();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

#[test]
fn every_format_is_listed_in_both_languages_and_known_by_its_name() {
    for language in ["en", "zh-CN"] {
        let listed = export(&["--list", "--language", language]);
        let listed = String::from_utf8(listed.stdout).unwrap();
        for format in export::FORMATS {
            assert!(listed.contains(&format!("{}  .{}", format.id, format.extension)));
        }
        // A key without a text would stand there as it is.
        assert!(!listed.contains("format."), "{listed}");
    }
    let refused = export(&[&starter("bookcase"), "--to", "dxf"]);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(
        export::FORMATS
            .iter()
            .all(|format| said.contains(format.id))
    );
}

#[test]
fn one_design_goes_to_stdout_and_several_to_a_folder() {
    let one = export(&[&starter("bookcase"), "--to", "cut-list"]);
    assert_eq!(one.status.code(), Some(0));
    let folder = Folder::new("lists");
    let (first, second) = (starter("bookcase"), starter("sideboard"));
    let many = [&first, &second, "--to", "cut-list"];
    assert_eq!(export(&many).status.code(), Some(2), "no folder is named");
    let done = export(&[&many[..], &["--out", folder.path()]].concat());
    assert_eq!(done.status.code(), Some(0));
    assert_eq!(
        folder.names(),
        ["bookcase.parts.json", "sideboard.parts.json"]
    );
    let written = fs::read(folder.0.join("bookcase.parts.json")).unwrap();
    assert_eq!(written, one.stdout);
}

#[test]
fn where_one_design_is_wrong_nothing_is_written() {
    let folder = Folder::new("none");
    let good = starter("bookcase");
    for others in [&["/nowhere.boardwright.json"][..], &[good.as_str()]] {
        let designs = [&[good.as_str()], others].concat();
        let refused = export(&[&designs[..], &["--to", "design", "--out", folder.path()]].concat());
        assert_ne!(refused.status.code(), Some(0));
        assert!(folder.names().is_empty());
    }
}
