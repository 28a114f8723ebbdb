//! What the program is shipped with beside its code, found in the folders of `assets` while it is built.
//!
//! Nothing of it is listed anywhere: a file that is added to `assets/modules`, `assets/designs`, `assets/catalogue`,
//! `assets/methods` or `assets/models` is there with the next build. Build scripts make tables of it ([`table`]), the
//! browser is handed one text ([`Shipped::packed`]), and people read the texts of all files together
//! ([`Shipped::texts`]).

mod packed;
pub mod table;
mod texts;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// The folders under `assets` that the engine reads.
const FOLDERS: [&str; 4] = ["catalogue", "methods", "modules", "designs"];
/// How the names of designs end.
const DESIGN: &str = ".boardwright.json";

/// A file of JSON.
#[derive(Clone, Debug)]
pub struct File {
    /// Folder under `assets`.
    pub folder: &'static str,
    /// Name in it.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// What it says.
    json: Value,
}

impl File {
    fn read(folder: &'static str, path: PathBuf) -> io::Result<Self> {
        let name = name_of(&path);
        let text = fs::read_to_string(&path)?;
        let json = serde_json::from_str(&text)
            .map_err(|error| fault(folder, &name, &error.to_string()))?;
        Ok(Self {
            folder,
            name,
            path,
            json,
        })
    }

    /// Its name without the ending.
    pub fn id(&self) -> &str {
        let name = self.name.as_str();
        name.strip_suffix(DESIGN)
            .or_else(|| name.strip_suffix(".json"))
            .unwrap_or(name)
    }
}

/// What is shipped.
#[derive(Clone, Debug)]
pub struct Shipped {
    assets: PathBuf,
    /// Folder by folder; by name within each, designs by their order.
    files: Vec<File>,
}

impl Shipped {
    /// Looks through the folders.
    ///
    /// # Errors
    /// The first file that can't be read, is no JSON, or is a design without its place among the starters.
    pub fn find(assets: &Path) -> io::Result<Self> {
        let mut files = Vec::new();
        for folder in FOLDERS {
            let paths = files_in(&assets.join(folder), "json")?;
            let read = paths.into_iter().map(|path| File::read(folder, path));
            let read: io::Result<Vec<File>> = read.collect();
            files.extend(read?);
        }
        let mut ordered = Vec::new();
        for file in files {
            ordered.push((place(&file)?, file));
        }
        // Equal ones stay by name.
        ordered.sort_by_key(|(place, _)| *place);
        Ok(Self {
            assets: assets.to_owned(),
            files: ordered.into_iter().map(|(_, file)| file).collect(),
        })
    }

    /// The files of a folder, in their order.
    pub fn folder(&self, folder: &str) -> impl Iterator<Item = &File> {
        self.files.iter().filter(move |file| file.folder == folder)
    }
}

/// Place of a file among all: that of its folder, and for a design the one that it says.
fn place(file: &File) -> io::Result<(usize, u64)> {
    let folder = FOLDERS.iter().position(|folder| *folder == file.folder);
    let order = if file.folder == "designs" {
        let order = file.json.pointer("/starter/order").and_then(Value::as_u64);
        order.ok_or_else(|| fault(file.folder, &file.name, "starter.order is missing"))?
    } else {
        0
    };
    Ok((folder.unwrap_or(FOLDERS.len()), order))
}

/// Files of a folder with an ending, by name.
fn files_in(folder: &Path, ending: &str) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)
        .map_err(|error| io::Error::other(format!("{}: {error}", folder.display())))?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|found| found == ending) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// What is wrong with a file.
fn fault(folder: &str, name: &str, what: &str) -> io::Error {
    io::Error::other(format!("assets/{folder}/{name}: {what}"))
}
