//! Files in the repository that programs of ours write: made anew, or compared with what it would write.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::compress::files_below;
use crate::process::{cargo, run, say};
use crate::summary::Tally;
use crate::workspace::Workspace;

/// Commands that take `--out FOLDER`, by what follows `cargo run`, and the folder they fill together.
struct Generated {
    commands: &'static [&'static [&'static str]],
    folder: &'static str,
}

const GENERATED: [Generated; 2] = [
    Generated {
        commands: &[&["--package", "cli", "--", "schema"]],
        folder: "assets/schema",
    },
    Generated {
        commands: &[
            &["--package", "cli", "--", "types"],
            &[
                "--package",
                "viewer",
                "--features",
                "describe",
                "--bin",
                "viewer-types",
                "--",
            ],
        ],
        folder: "web/src/engine/types",
    },
];

/// Writes the generated files into the repository.
///
/// # Errors
/// When the command fails.
pub fn write(workspace: &Workspace) -> Result<()> {
    for generated in GENERATED {
        generate(workspace, &generated, &workspace.path(generated.folder))?;
        say(format_args!("wrote {}", generated.folder));
    }
    Ok(())
}

/// Counts a test per generated folder: whether it is what the command would write now.
///
/// # Errors
/// When the command fails.
pub fn check(workspace: &Workspace) -> Result<Tally> {
    let fresh = workspace
        .cache()
        .join(format!("generated-{}", std::process::id()));
    let mut tally = Tally::default();
    for generated in GENERATED {
        generate(workspace, &generated, &fresh)?;
        let differences = differences(&workspace.path(generated.folder), &fresh)?;
        for file in &differences {
            say(format_args!(
                "{}/{file} is not up to date: run `cargo xtask schema`",
                generated.folder
            ));
        }
        tally += Tally::of(differences.is_empty());
        fs::remove_dir_all(&fresh)?;
    }
    Ok(tally)
}

fn generate(workspace: &Workspace, generated: &Generated, into: &Path) -> Result<()> {
    fs::create_dir_all(into)?;
    for command in generated.commands {
        run(cargo()
            .args(["run", "--quiet"])
            .args(*command)
            .arg("--out")
            .arg(into)
            .current_dir(&workspace.root)
            .env("CARGO_TARGET_DIR", &workspace.target))?;
    }
    Ok(())
}

/// The files, relative to their folder, that only one of two folders has or that differ.
fn differences(committed: &Path, fresh: &Path) -> Result<Vec<String>> {
    let contents = |folder: &Path| -> Result<Vec<(String, Vec<u8>)>> {
        if !folder.exists() {
            return Ok(Vec::new());
        }
        let files = files_below(folder)?.into_iter().map(|file| {
            let name = file.strip_prefix(folder)?.to_string_lossy().into_owned();
            let bytes =
                fs::read(&file).with_context(|| format!("could not read {}", file.display()))?;
            Ok((name, bytes))
        });
        files.collect()
    };
    let (committed, fresh) = (contents(committed)?, contents(fresh)?);
    let only_in = |these: &[(String, Vec<u8>)], those: &[(String, Vec<u8>)]| -> Vec<String> {
        let lacking = these.iter().filter(|file| !those.contains(file));
        lacking.map(|(name, _)| name.clone()).collect()
    };
    let mut names = only_in(&committed, &fresh);
    names.extend(only_in(&fresh, &committed));
    names.sort();
    names.dedup();
    Ok(names)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
mod tests {
    use super::*;

    #[test]
    fn differences_name_changed_missing_and_extra_files() {
        let root = std::env::temp_dir().join(format!("boardwright-schema-{}", std::process::id()));
        let (a, b) = (root.join("a"), root.join("b"));
        fs::create_dir_all(&a).unwrap();
        fs::create_dir_all(b.join("deep")).unwrap();
        for (folder, name, text) in [
            (&a, "same", "1"),
            (&b, "same", "1"),
            (&a, "changed", "1"),
            (&b, "changed", "2"),
        ] {
            fs::write(folder.join(name), text).unwrap();
        }
        fs::write(a.join("extra"), "").unwrap();
        fs::write(b.join("deep/missing"), "").unwrap();
        assert_eq!(
            differences(&a, &b).unwrap(),
            ["changed", "deep/missing", "extra"]
        );
        assert!(differences(&a, &a).unwrap().is_empty());
        assert_eq!(differences(&root.join("none"), &a).unwrap().len(), 3);
        fs::remove_dir_all(&root).unwrap();
    }
}
