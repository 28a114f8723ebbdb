//! What is shipped is what lies in the folders, and no source knows it by name.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use furniture::assembly::evaluate;
use furniture::catalogue::Catalogue;
use furniture::design;
use furniture::library::{self, Library};
use furniture::message::LANGUAGES;
use furniture::shipped::{CATALOGUE, METHODS, MODULES, STARTERS, TEXTS, starter};
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn names_in(folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(root().join("assets").join(folder)).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn the_tables_hold_what_lies_in_the_folders() {
    for (folder, table) in [
        ("catalogue", CATALOGUE),
        ("methods", METHODS),
        ("modules", MODULES),
    ] {
        let names: BTreeSet<String> = table.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(names, names_in(folder), "{folder}");
    }
    let starters = STARTERS.iter();
    let names: BTreeSet<String> = starters
        .map(|(id, _)| format!("{id}.boardwright.json"))
        .collect();
    assert_eq!(names, names_in("designs"));
    let languages: Vec<&str> = TEXTS.iter().map(|(language, _)| *language).collect();
    assert_eq!(languages, LANGUAGES);
    assert!(
        STARTERS.is_sorted_by_key(|(_, text)| design::read(text).unwrap().starter.unwrap().order)
    );
}

/// A module of its own, put beside the shipped ones.
const HOOK: &str = r#"{
    "format": "boardwright-module", "version": 1, "id": "hook-board", "label": "module.hook-board", "order": 99,
    "slots": ["space"],
    "texts": {
        "module.hook-board": {"en": "Hook board", "zh-CN": "挂钩板"},
        "board.hook-board": {"en": "Hook board", "zh-CN": "挂钩板"}
    },
    "boards": [{
        "id": "board", "label": "board.hook-board", "role": "body", "lies": "facing", "along": "width",
        "length": "W", "width": "min(H, 100 mm)", "at": ["0", "0", "0"]
    }]
}"#;

#[test]
fn a_module_file_is_all_that_a_module_takes() {
    let catalogue = Catalogue::shipped().unwrap();
    let files = MODULES.iter().copied().chain([("hook-board.json", HOOK)]);
    let library = Library::from_files(files, &library::method_types(&catalogue)).unwrap();
    let mut design = design::read(starter("bookcase").unwrap()).unwrap();
    let inside = &mut design.items[0].root.contents;
    let shelves = inside.get_mut("interior.0").unwrap();
    shelves[0].module = "hook-board".to_owned();
    shelves[0].parameters.clear();
    shelves[0].contents.clear();
    let evaluation = evaluate(&design, &catalogue, &library);
    assert!(evaluation.problems.is_empty(), "{:?}", evaluation.problems);
    let mut boards = evaluation.assembly.boards.iter();
    assert!(boards.any(|board| board.label == "board.hook-board"));
}

/// The sources of the program below a folder, without what is generated.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["benches", "generated", "tests"].contains(&name.as_str()) {
                sources(&path, found);
            }
        } else if [".rs", ".ts", ".svelte"]
            .iter()
            .any(|end| name.ends_with(end))
            && name != "tests.rs"
        {
            found.push(path);
        }
    }
}

#[test]
fn no_source_knows_a_module_or_a_starter_by_name() {
    let root = root();
    let mut found = Vec::new();
    for folder in ["src", "web/src", "xtask/src", "crates"] {
        sources(&root.join(folder), &mut found);
    }
    assert!(found.len() > 100);
    let modules = MODULES
        .iter()
        .map(|(name, _)| name.trim_end_matches(".json"));
    let ids: Vec<&str> = modules.chain(STARTERS.iter().map(|(id, _)| *id)).collect();
    for path in found {
        let text = fs::read_to_string(&path).unwrap();
        // Tests below the code they test may name what they try.
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for id in &ids {
            for quote in ['"', '\'', '`'] {
                let named = format!("{quote}{id}{quote}");
                assert!(!code.contains(&named), "{} says {named}", path.display());
            }
        }
    }
}

/// The message keys that a module mentions, with their places.
fn keys_of(json: &Value, place: &str, keys: &mut Vec<(String, String)>) {
    match json {
        Value::Object(fields) => {
            for (name, value) in fields {
                let place = format!("{place}.{name}");
                let is_key = name == "label" || name == "over" || name.ends_with("reason");
                match value {
                    Value::String(key) if is_key => keys.push((key.clone(), place)),
                    Value::Object(_) if name == "texts" => {}
                    _ => keys_of(value, &place, keys),
                }
            }
        }
        Value::Array(all) => all.iter().for_each(|one| keys_of(one, place, keys)),
        _ => {}
    }
}

#[test]
fn every_key_of_a_module_has_a_text_and_every_text_of_its_own_is_used() {
    let (_, texts) = TEXTS[0];
    let texts: BTreeMap<String, String> = serde_json::from_str(texts).unwrap();
    for (name, text) in MODULES {
        let json: Value = serde_json::from_str(text).unwrap();
        let mut keys = Vec::new();
        keys_of(&json, name, &mut keys);
        for part in ["needs", "conditions"] {
            for condition in json[part].as_array().into_iter().flatten() {
                let id = condition["id"].as_str().unwrap();
                for outcome in ["passes", "fails"] {
                    keys.push((format!("check.{id}.{outcome}"), format!("{name}.{part}")));
                }
            }
        }
        for (key, place) in &keys {
            assert!(texts.contains_key(key), "{place}: {key} has no text");
        }
        for own in json["texts"]
            .as_object()
            .into_iter()
            .flat_map(|own| own.keys())
        {
            assert!(
                keys.iter().any(|(key, _)| key == own),
                "{name}: nothing says {own}"
            );
        }
    }
}

/// Modules ask each other for slots and properties, never for one another.
#[test]
fn no_module_knows_another_by_name() {
    let catalogue = Catalogue::shipped().unwrap();
    let library = library::shipped(&catalogue).unwrap();
    let mut asked = 0;
    for (name, text) in MODULES {
        for call in text.split("holds(").skip(1) {
            let what = call.split('\'').nth(3).unwrap();
            assert!(
                library.get(what).is_none(),
                "{name} asks for the module {what}"
            );
            assert!(
                library.iter().any(|one| one.has(what)),
                "{name}: no module has {what}"
            );
            asked += 1;
        }
    }
    assert!(asked > 0);
}
