//! What the page is handed beside its code: one text for the engine (catalogue, construction methods, part library and
//! starter designs), and for people the texts of each language, those of modules and designs among them.

use std::fs;

use anyhow::Result;
use shipped::Shipped;

use crate::stamp::write_if_changed;
use crate::workspace::Workspace;

/// Writes `shipped.txt` and `messages/LANGUAGE.json` in `web/src/generated`.
///
/// # Errors
/// When a file can't be read or written, or lacks a text.
pub fn write(workspace: &Workspace) -> Result<()> {
    let into = workspace.path("web/src/generated");
    let shipped = Shipped::find(&workspace.path("assets"))?;
    fs::create_dir_all(into.join("messages"))?;
    write_if_changed(&into.join("shipped.txt"), shipped.packed().as_bytes())?;
    for (language, texts) in shipped.texts()? {
        let json = serde_json::to_string(&texts)?;
        let path = into.join("messages").join(format!("{language}.json"));
        write_if_changed(&path, json.as_bytes())?;
    }
    Ok(())
}
