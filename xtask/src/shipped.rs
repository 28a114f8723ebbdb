//! What the program is shipped with beside its code, as one text for the engine: catalogue, construction methods, part
//! library and starter designs.
//!
//! Two lines for each file: its name under `assets`, and its JSON without the space between tokens.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::stamp;
use crate::workspace::Workspace;

/// The folders under `assets`, in the order of the text.
const FOLDERS: [&str; 4] = ["catalogue", "methods", "modules", "designs"];

/// Writes `web/src/generated/shipped.txt`.
///
/// # Errors
/// When a file can't be read or written.
pub fn write(workspace: &Workspace) -> Result<()> {
    let into = workspace.path("web/src/generated");
    fs::create_dir_all(&into)?;
    let text = gather(&workspace.path("assets"))?;
    stamp::write_if_changed(&into.join("shipped.txt"), text.as_bytes())
}

fn gather(assets: &Path) -> Result<String> {
    let mut text = String::new();
    for folder in FOLDERS {
        let path = assets.join(folder);
        let mut names = Vec::new();
        for entry in fs::read_dir(&path).with_context(|| path.display().to_string())? {
            names.push(entry?.file_name().to_string_lossy().into_owned());
        }
        names.sort();
        for name in names {
            let json = fs::read_to_string(path.join(&name))?;
            text.push_str(&format!("{folder}/{name}\n{}\n", without_space(&json)));
        }
    }
    Ok(text)
}

/// JSON without the space between its tokens. A line feed in a string is written `\n` there, so that none is left.
fn without_space(json: &str) -> String {
    let mut short = String::with_capacity(json.len());
    let mut is_string = false;
    let mut is_escaped = false;
    for letter in json.chars() {
        if is_string || !letter.is_ascii_whitespace() {
            short.push(letter);
        }
        if is_escaped {
            is_escaped = false;
        } else if letter == '"' {
            is_string = !is_string;
        } else {
            is_escaped = is_string && letter == '\\';
        }
    }
    short
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn space_goes_and_nothing_else() {
        let json = "{ \"a \\\" b\\\\\" : [ 1,\n\t\"c  d\" ] }\n";
        assert_eq!(without_space(json), "{\"a \\\" b\\\\\":[1,\"c  d\"]}");
    }

    #[test]
    fn every_file_is_there_as_it_was() {
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets");
        let text = gather(&assets).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines.len() > 30);
        for file in lines.chunks(2) {
            let before = fs::read_to_string(assets.join(file[0])).unwrap();
            let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
            assert_eq!(read(file[1]), read(&before), "{}", file[0]);
        }
    }
}
