//! The packages from npm that the page and the browser tests are built with.

use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::process::{output, run, say};
use crate::stamp::is_newer;

/// The oldest Node.js that the page's build tool runs on.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// A command of npm in a folder that has a `package.json`.
pub fn npm(folder: &Path) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(folder);
    // What runs below npm doesn't always look before it colours.
    if !io::stderr().is_terminal() {
        command.env("NO_COLOR", "1");
    }
    command
}

/// Installs a folder's packages as its lock file says, unless that was done since the lock file changed.
///
/// # Errors
/// When Node.js is missing or too old, the lock file is missing, or npm fails.
pub fn install(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    if !lock.exists() {
        bail!(
            "{} is missing: run `npm install` beside it and commit the file",
            lock.display()
        );
    }
    // npm writes this file last.
    if is_newer(&folder.join("node_modules/.package-lock.json"), &lock) {
        return Ok(());
    }
    need_node()?;
    say(format_args!(
        "installing npm packages in {}",
        folder.display()
    ));
    run(npm(folder).args(["ci", "--no-audit", "--no-fund"]))
}

/// Whether a folder's `package.json` has a script of that name.
///
/// # Errors
/// When there is no readable `package.json`.
pub fn has_script(folder: &Path, name: &str) -> Result<bool> {
    let file = folder.join("package.json");
    let text = std::fs::read_to_string(&file)
        .with_context(|| format!("could not read {}", file.display()))?;
    let package: serde_json::Value =
        serde_json::from_str(&text).with_context(|| format!("{} is no JSON", file.display()))?;
    Ok(package["scripts"][name].is_string())
}

fn need_node() -> Result<()> {
    let (major, minor) = OLDEST_NODE;
    let wanted = format!("Node.js {major}.{minor} or newer with npm is needed: https://nodejs.org");
    let version = output(Command::new("node").arg("--version")).with_context(|| wanted.clone())?;
    if parse_version(&version).is_none_or(|found| found < OLDEST_NODE) {
        bail!("{wanted} (this is {})", version.trim());
    }
    Ok(())
}

/// Major and minor number of what `node --version` prints.
fn parse_version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim().strip_prefix('v')?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_are_read() {
        assert_eq!(parse_version("v20.20.2\n"), Some((20, 20)));
        assert_eq!(parse_version("20.20.2"), None);
        assert!(parse_version("v18.19.0") < Some(OLDEST_NODE));
    }
}
