//! What lies in the folders is found, and nothing else has to be touched for it.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use shipped::{Shipped, table};

fn assets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets")
}

/// A copy of the assets that goes when it is let go.
struct Copy(PathBuf);

impl Copy {
    fn new(name: &str) -> Self {
        let root = std::env::temp_dir().join(format!("boardwright-{name}-{}", std::process::id()));
        copy(&assets(), &root);
        Self(root)
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.0.join(path), text).unwrap();
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let copied = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &copied);
        } else {
            fs::copy(&path, copied).unwrap();
        }
    }
}

#[test]
fn every_file_is_packed_as_it_was_but_for_texts() {
    let text = Shipped::find(&assets()).unwrap().packed();
    let lines: Vec<&str> = text.lines().collect();
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let mut packed = 0;
    for file in lines.chunks(2) {
        let mut before = read(&fs::read_to_string(assets().join(file[0])).unwrap());
        for only_for_people in ["texts", "starter", "notes"] {
            before.as_object_mut().unwrap().remove(only_for_people);
        }
        assert_eq!(read(file[1]), before, "{}", file[0]);
        packed += 1;
    }
    let folders = ["catalogue", "methods", "modules", "designs"];
    let lie_there = folders.map(|folder| fs::read_dir(assets().join(folder)).unwrap().count());
    assert_eq!(packed, lie_there.iter().sum::<usize>());
}

#[test]
fn a_new_module_is_there_with_its_texts() {
    let copy = Copy::new("found");
    let before = Shipped::find(&copy.0).unwrap();
    let module = r#"{
        "format": "boardwright-module", "version": 1, "id": "hook", "label": "module.hook", "order": 99, "slots": ["hang"],
        "texts": {"module.hook": {"en": "Hook", "zh-CN": "挂钩"}}
    }"#;
    copy.write("modules/hook.json", module);
    let after = Shipped::find(&copy.0).unwrap();
    let names = |shipped: &Shipped| -> Vec<String> {
        let files = shipped.folder("modules");
        files.map(|file| file.name.clone()).collect()
    };
    let mut wanted = names(&before);
    wanted.push("hook.json".to_owned());
    wanted.sort();
    assert_eq!(names(&after), wanted);
    assert!(after.packed().contains("\nmodules/hook.json\n"));
    let texts = after.texts().unwrap();
    for (language, text) in [("en", "Hook"), ("zh-CN", "挂钩")] {
        let (_, texts) = texts.iter().find(|(known, _)| known == language).unwrap();
        assert_eq!(texts["module.hook"], text);
    }
    let row = |file: &shipped::File| (file.name.clone(), file.path.clone());
    let rows: Vec<_> = after.folder("modules").map(row).collect();
    let rows = rows
        .iter()
        .map(|(name, path)| (name.as_str(), path.as_path()));
    let source = table::of_texts("MODULES", "Modules.", rows);
    assert!(source.contains("(\"hook.json\", include_str!("), "{source}");
}

#[test]
fn a_missing_text_is_named_with_file_place_and_language() {
    let copy = Copy::new("gap");
    let wrong = |text: &str| {
        copy.write("modules/hook.json", text);
        let error = Shipped::find(&copy.0).and_then(|shipped| shipped.texts());
        error.unwrap_err().to_string()
    };
    assert_eq!(
        wrong(r#"{"texts": {"module.hook": {"en": "Hook"}}}"#),
        "assets/modules/hook.json: texts.module.hook: no text in zh-CN"
    );
    assert_eq!(
        wrong(r#"{"texts": {"module.plinth": {"en": "Plinth", "zh-CN": "踢脚"}}}"#),
        "assets/modules/plinth.json: module.plinth stands in hook.json already"
    );
    assert!(wrong("{").starts_with("assets/modules/hook.json: "));
}

#[test]
fn starters_have_their_order_and_their_names() {
    let copy = Copy::new("starters");
    let first = Shipped::find(&copy.0).unwrap();
    let opens = first.folder("designs").next().unwrap();
    let mut json: Value = serde_json::from_str(&fs::read_to_string(&opens.path).unwrap()).unwrap();
    json["starter"]["order"] = 1.into();
    json["starter"]["name"] = serde_json::json!({"en": "First", "zh-CN": "第一"});
    copy.write("designs/zebra.boardwright.json", &json.to_string());
    let shipped = Shipped::find(&copy.0).unwrap();
    assert_eq!(shipped.folder("designs").next().unwrap().id(), "zebra");
    assert_eq!(shipped.texts().unwrap()[0].1["design.zebra"], "First");
    json.as_object_mut().unwrap().remove("starter");
    copy.write("designs/zebra.boardwright.json", &json.to_string());
    let error = Shipped::find(&copy.0).unwrap_err().to_string();
    assert_eq!(
        error,
        "assets/designs/zebra.boardwright.json: starter.order is missing"
    );
}
