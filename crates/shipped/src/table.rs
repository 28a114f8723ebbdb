//! Tables of files as Rust source, for build scripts.

use std::io;
use std::path::{Path, PathBuf};

use crate::{files_in, name_of};

/// A table of texts by name, as an item with this line above it as its documentation.
pub fn of_texts<'a>(
    item: &str,
    documentation: &str,
    files: impl IntoIterator<Item = (&'a str, &'a Path)>,
) -> String {
    table(item, documentation, "&str", "include_str", files)
}

/// A table of all files of a folder with an ending, by their names without it.
///
/// # Errors
/// When the folder can't be read.
pub fn of_bytes(
    item: &str,
    documentation: &str,
    folder: &Path,
    ending: &str,
) -> io::Result<String> {
    let files: Vec<(String, PathBuf)> = files_in(folder, ending)?
        .into_iter()
        .map(|path| {
            let name = name_of(&path);
            let id = name.strip_suffix(&format!(".{ending}")).unwrap_or(&name);
            (id.to_owned(), path)
        })
        .collect();
    let files = files
        .iter()
        .map(|(name, path)| (name.as_str(), path.as_path()));
    Ok(table(item, documentation, "&[u8]", "include_bytes", files))
}

fn table<'a>(
    item: &str,
    documentation: &str,
    kind: &str,
    include: &str,
    files: impl IntoIterator<Item = (&'a str, &'a Path)>,
) -> String {
    let rows = files
        .into_iter()
        .map(|(name, path)| format!("    ({name:?}, {include}!({path:?})),\n"));
    let rows: String = rows.collect();
    format!("/// {documentation}\npub const {item}: &[(&str, {kind})] = &[\n{rows}];\n")
}
