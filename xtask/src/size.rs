//! What a visitor has to download, against the budgets of the design.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde_json::json;

use crate::compress::{files_below, twin};
use crate::process::say;
use crate::summary::Tally;
use crate::workspace::Workspace;

/// A part of the page, measured. Sizes in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// What was measured.
    pub name: &'static str,
    /// As built.
    pub raw: u64,
    /// As sent.
    pub brotli: u64,
    /// What it may have as sent; `None` where it is only reported.
    pub budget: Option<u64>,
}

impl Measure {
    /// Whether it is there and within its budget.
    fn is_kept(&self) -> bool {
        self.raw > 0 && self.budget.is_none_or(|budget| self.brotli <= budget)
    }
}

/// Where a file of the page belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Session,
    Shipped,
    Page,
    Faces,
    Optimiser,
    Files,
    Viewer,
    /// Scripts that load with the modules for workers and 3D.
    Beside,
    Other,
}

/// What each part may have; KB and MB are thousands and millions of bytes.
const BUDGETS: [(Part, &str, Option<u64>); 8] = [
    (Part::Session, "session.wasm", Some(310_000)),
    (Part::Shipped, "catalogue, modules, designs", None),
    (Part::Page, "page script and style", Some(70_000)),
    (Part::Faces, "faces loaded after it", Some(40_000)),
    (Part::Optimiser, "optimiser.wasm", Some(170_000)),
    (Part::Files, "files.wasm", Some(700_000)),
    (Part::Viewer, "viewer.wasm", Some(3_000_000)),
    (Part::Beside, "scripts of workers and 3D", None),
];

/// What is needed until the page is interactive, all together.
const START: [Part; 3] = [Part::Session, Part::Shipped, Part::Page];
const START_BUDGET: u64 = 400_000;
/// Measures the built page.
///
/// # Errors
/// When it isn't built.
pub fn measure(site: &Path) -> Result<Vec<Measure>> {
    let start = fs::read_to_string(site.join("index.html")).with_context(|| {
        format!(
            "{} holds no built page: run `cargo xtask build`",
            site.display()
        )
    })?;
    let files: Vec<(Part, PathBuf)> = files_below(site)?
        .into_iter()
        .map(|file| (part_of(&file, &start), file))
        .collect();
    let of = |parts: &[Part], name, budget| {
        let mut measure = Measure {
            name,
            raw: 0,
            brotli: 0,
            budget,
        };
        for (_, file) in files.iter().filter(|(of, _)| parts.contains(of)) {
            let raw = file.metadata()?.len();
            measure.raw += raw;
            // A file too small for a twin is sent as it is.
            measure.brotli += twin(file).metadata().map_or(raw, |meta| meta.len());
        }
        Ok(measure)
    };
    let parts = BUDGETS.iter();
    let parts = parts.map(|&(part, name, budget)| of(&[part], name, budget));
    let start = of(&START, "until interactive", Some(START_BUDGET));
    parts.chain([start]).collect()
}

/// Sorts a file into a part, by its name and, for scripts, by what it loads.
fn part_of(file: &Path, start: &str) -> Part {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    match file
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .as_ref()
    {
        "wasm" if name.starts_with("session_bg") => Part::Session,
        "wasm" if name.starts_with("optimiser_bg") => Part::Optimiser,
        "wasm" if name.starts_with("files_bg") => Part::Files,
        "wasm" if name.starts_with("viewer_bg") => Part::Viewer,
        "txt" if name.starts_with("shipped") => Part::Shipped,
        // What the page brings once it stands; whatever else it may be split into counts as its start.
        "css" | "js" if name.starts_with("faces-") => Part::Faces,
        "css" => Part::Page,
        "js" if !start.contains(&*name) && loads_later(file) => Part::Beside,
        "js" => Part::Page,
        _ => Part::Other,
    }
}

/// Whether a script is one that wasm-bindgen wrote around a module of the workers or the 3D view, which loads with it and
/// not with the page.
fn loads_later(file: &Path) -> bool {
    let modules = ["optimiser_bg", "files_bg", "viewer_bg"];
    fs::read_to_string(file).is_ok_and(|text| {
        text.contains("__wbg_") && modules.iter().any(|module| text.contains(module))
    })
}

/// Counts a test per budget.
pub fn judge(measures: &[Measure]) -> Tally {
    let mut tally = Tally::default();
    for measure in measures {
        let budget = measure
            .budget
            .map_or("no budget".to_owned(), |budget| format!("budget {budget}"));
        let Measure {
            name, raw, brotli, ..
        } = measure;
        say(format_args!(
            "{name:26} {raw:>10} bytes, {brotli:>9} in brotli, {budget}"
        ));
        if !measure.is_kept() {
            say(format_args!(
                "{name} is {}",
                if *raw == 0 {
                    "missing"
                } else {
                    "over its budget"
                }
            ));
        }
        if measure.budget.is_some() {
            tally += Tally::of(measure.is_kept());
        }
    }
    tally
}

/// Writes the measures to `benches/SIZES.json`.
///
/// # Errors
/// When the file can't be written.
pub fn write(workspace: &Workspace, measures: &[Measure]) -> Result<()> {
    let rows: serde_json::Map<_, _> = measures
        .iter()
        .map(|m| {
            (
                m.name.to_owned(),
                json!({"raw": m.raw, "brotli": m.brotli, "budget": m.budget}),
            )
        })
        .collect();
    let file = workspace.path("benches/SIZES.json");
    fs::create_dir_all(workspace.path("benches"))?;
    fs::write(&file, format!("{:#}\n", serde_json::Value::Object(rows)))
        .with_context(|| format!("could not write {}", file.display()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
mod tests {
    use super::*;

    #[test]
    fn files_are_sorted_into_parts_and_judged() {
        let root = std::env::temp_dir().join(format!("boardwright-size-{}", std::process::id()));
        let assets = root.join("assets");
        fs::create_dir_all(&assets).unwrap();
        assert!(measure(&root).is_err(), "an unbuilt page is no small page");
        fs::write(root.join("index.html"), "<script src=assets/main-1.js>").unwrap();
        for (name, text) in [
            ("session_bg-1.wasm", "engine"),
            ("session_bg-1.wasm.br", "eng"),
            ("optimiser_bg-1.wasm", "saw"),
            ("files_bg-1.wasm", "file"),
            ("main-1.js", "preload('viewer_bg-1.wasm'); __wbg_"),
            ("viewer-1.js", "new URL('viewer_bg-1.wasm'); __wbg_"),
            ("shipped-1.txt", "files"),
            ("style.css", "body{}"),
            ("faces-1.js", "export {}"),
            ("faces-1.css", "h2{}"),
            ("oak.png", "png"),
        ] {
            fs::write(assets.join(name), text).unwrap();
        }
        let measures = measure(&root).unwrap();
        let sizes: Vec<_> = measures.iter().map(|m| (m.raw, m.brotli)).collect();
        assert_eq!(
            sizes,
            [
                (6, 3),
                (5, 5),
                (41, 41),
                (13, 13),
                (3, 3),
                (4, 4),
                (0, 0),
                (35, 35),
                (52, 49)
            ]
        );
        // The viewer is missing, which is a failure, not a record.
        assert_eq!(
            judge(&measures),
            Tally {
                passed: 6,
                failed: 1,
                skipped: 0
            }
        );
        fs::remove_dir_all(&root).unwrap();
    }

    #[test]
    fn a_budget_is_met_to_the_byte() {
        let of = |brotli| Measure {
            name: "x",
            raw: 9,
            brotli,
            budget: Some(5),
        };
        assert!(of(5).is_kept() && !of(6).is_kept());
    }
}
