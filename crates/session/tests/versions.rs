//! Files of every version that ever left the house open for ever, and so do designs that say a module's former name.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::fs;
use std::path::{Path, PathBuf};

use furniture::catalogue::Catalogue;
use furniture::cut_list::CutList;
use furniture::design::{self, Design};
use furniture::document::DocumentFault;
use furniture::library::{self, Library};
use furniture::shipped::{MODULES, STARTERS, starter};
use session::Document as Session;

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests")
}

/// The kept samples of a version: names and texts.
fn samples(version: u32) -> Vec<(String, String)> {
    let folder = tests().join(format!("designs/v{version}"));
    let entries = fs::read_dir(folder).unwrap();
    entries
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// The cut list of a design, which can be built.
fn cut_list(design: Design, library: Library) -> String {
    let session = Session::open(Catalogue::shipped().unwrap(), library, design).unwrap();
    let list = CutList::of(session.assembly(), session.catalogue());
    serde_json::to_string_pretty(&list).unwrap() + "\n"
}

fn shipped() -> Library {
    library::shipped(&Catalogue::shipped().unwrap()).unwrap()
}

#[test]
fn samples_of_every_older_version_open() {
    for version in 1..design::VERSION {
        let samples = samples(version);
        assert!(!samples.is_empty(), "version {version} has no sample");
        for (name, text) in samples {
            let says = format!("\"version\": {version},");
            assert!(text.contains(&says), "{name} is of another version");
            let design = design::read(&text).unwrap();
            assert_eq!(design.version, design::VERSION, "{name}");
            assert_eq!(
                design,
                design::read(&design::write(&design)).unwrap(),
                "{name}"
            );
            cut_list(design, shipped());
        }
    }
}

/// A sample says what it said: here the starters of version 1, whose cut lists are kept.
#[test]
fn a_design_of_version_1_means_the_same() {
    for (name, text) in samples(1) {
        let id = name.strip_suffix(".boardwright.json").unwrap();
        let golden = tests().join(format!("golden/{id}.parts.json"));
        let list = cut_list(design::read(&text).unwrap(), shipped());
        assert!(list == fs::read_to_string(golden).unwrap(), "{name}");
    }
}

#[test]
fn an_older_design_that_cannot_be_read_says_its_version() {
    let (_, text) = samples(1).remove(0);
    let fault = design::read(&text.replace("\"method\":", "\"manner\":")).unwrap_err();
    assert!(
        matches!(&fault, DocumentFault::Older { version: 1, detail } if detail.contains("manner")),
        "{fault:?}"
    );
}

/// The shipped library with a module under a new name.
fn renamed(old: &str, new: &str, aliases: &str) -> Result<Library, Vec<library::LibraryProblem>> {
    let says = format!("\"id\": \"{old}\",");
    let files: Vec<(&str, String)> = MODULES
        .iter()
        .map(|(name, text)| {
            let is_it = *name == format!("{old}.json");
            let now = format!("\"id\": \"{new}\", \"aliases\": [{aliases}],");
            let text = if is_it {
                text.replacen(&says, &now, 1)
            } else {
                (*text).to_owned()
            };
            (*name, text)
        })
        .collect();
    let files = files.iter().map(|(name, text)| (*name, text.as_str()));
    Library::from_files(
        files,
        &library::method_types(&Catalogue::shipped().unwrap()),
    )
}

#[test]
fn a_module_that_was_renamed_is_found_by_its_former_names() {
    for (id, _) in STARTERS {
        let golden = tests().join(format!("golden/{id}.parts.json"));
        let golden = fs::read_to_string(golden).unwrap();
        for (name, _) in MODULES {
            let old = name.trim_end_matches(".json");
            let library = renamed(old, "of-today", &format!("\"before\", \"{old}\"")).unwrap();
            let design = design::read(starter(id).unwrap()).unwrap();
            assert!(cut_list(design, library) == golden, "{id} without {old}");
        }
    }
}

#[test]
fn a_former_name_stands_for_one_module() {
    let problems = renamed("plinth", "base-board", "\"legs\"").unwrap_err();
    assert!(problems[0].to_string().contains("`legs`"), "{problems:?}");
    let problems = renamed("plinth", "base-board", "\"x\", \"x\"").unwrap_err();
    assert!(problems[0].to_string().contains("`x`"), "{problems:?}");
}
