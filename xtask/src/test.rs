//! Every test of the project, and one line that says how it went.
//!
//! A suite that fails, can't start, or runs nothing counts as failed and never keeps the others from running.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::compress::files_below;
use crate::npm::{has_script, npm};
use crate::process::{cargo, run, say, watch};
use crate::serve::{Port, Server};
use crate::summary::{self, Tally};
use crate::wasm::Effort;
use crate::workspace::Workspace;
use crate::{schema, setup, size, web};

/// What came of each suite.
#[derive(Debug, Default)]
struct Report {
    rows: Vec<(String, Tally, Duration)>,
}

impl Report {
    /// Runs a suite and notes what came of it.
    fn suite(&mut self, name: &str, work: impl FnOnce() -> Result<Tally>) {
        say(format_args!("── {name}"));
        let start = Instant::now();
        let tally = work().unwrap_or_else(|error| {
            say(format_args!("{name}: {error:#}"));
            Tally::default().judged(false)
        });
        self.rows.push((name.to_owned(), tally, start.elapsed()));
    }

    /// Runs a step that only counts when it fails, and gives back what it made.
    fn step<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        say(format_args!("── {name}"));
        let start = Instant::now();
        match work() {
            Ok(made) => {
                self.rows
                    .push((name.to_owned(), Tally::default(), start.elapsed()));
                Some(made)
            }
            Err(error) => {
                say(format_args!("{name}: {error:#}"));
                self.rows
                    .push((name.to_owned(), Tally::of(false), start.elapsed()));
                None
            }
        }
    }

    /// Prints a line per suite and gives back the sum.
    fn total(&self) -> Tally {
        let mut total = Tally::default();
        say("── summary");
        for (name, tally, time) in &self.rows {
            let Tally {
                passed,
                failed,
                skipped,
            } = tally;
            let seconds = time.as_secs_f64();
            say(format_args!(
                "{name:32} {passed:>5} passed {failed:>4} failed {skipped:>4} skipped {seconds:>8.1} s"
            ));
            total += *tally;
        }
        total
    }
}

/// Runs everything and prints `N passed, N failed` as the last line on standard output. Gives back whether all passed.
///
/// # Errors
/// When not even the suites can be listed.
pub fn all(workspace: &Workspace) -> Result<bool> {
    let mut report = Report::default();
    report.suite("native", || native(workspace));
    for file in python_suites(workspace)? {
        let name = file
            .strip_prefix(&workspace.root)
            .unwrap_or(&file)
            .display()
            .to_string();
        report.suite(&name, || python(workspace, &file));
    }
    report.suite("generated files", || schema::check(workspace));

    let toolchain = report.step("setup", || setup::for_build(workspace, false));
    let site = toolchain.and_then(|toolchain| {
        report.suite("page sources", || page_sources(workspace));
        report.step("build", || {
            let lock = workspace.lock()?;
            web::build(workspace, toolchain, Effort::Full)?;
            let copy = SiteCopy::of(workspace)?;
            drop(lock);
            Ok(copy)
        })
    });
    let site = site.as_ref().map(|copy| copy.0.as_path());
    report.suite("sizes", || Ok(size::judge(&size::measure(built(site)?)?)));
    for file in node_suites(workspace)? {
        let name = file
            .strip_prefix(&workspace.root)
            .unwrap_or(&file)
            .display()
            .to_string();
        report.suite(&name, || built(site).and_then(|_| node(workspace, &file)));
    }
    report.suite("browser", || browser(workspace, built(site)?));

    let total = report.total();
    #[allow(clippy::print_stdout, reason = "the one line that programs read")]
    {
        println!("{} passed, {} failed", total.passed, total.failed);
    }
    Ok(total.failed == 0)
}

/// The built page as it is now, so that another build meanwhile doesn't disturb the tests.
struct SiteCopy(PathBuf);

impl SiteCopy {
    fn of(workspace: &Workspace) -> Result<Self> {
        let copy = workspace
            .cache()
            .join(format!("site-{}", std::process::id()));
        let dist = workspace.path("web/dist");
        for file in files_below(&dist)? {
            let target = copy.join(file.strip_prefix(&dist)?);
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::copy(&file, target)?;
        }
        Ok(Self(copy))
    }
}

impl Drop for SiteCopy {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

fn built(site: Option<&Path>) -> Result<&Path> {
    site.context("needs the page, which was not built")
}

/// Unit, integration and documentation tests. The 3D view's are among them: natively it has no Bevy.
fn native(workspace: &Workspace) -> Result<Tally> {
    let (status, text) = watch(
        cargo()
            .args(["test", "--workspace", "--no-fail-fast"])
            .current_dir(&workspace.root)
            .env("CARGO_TARGET_DIR", &workspace.target),
    )?;
    Ok(summary::of_cargo(&text).judged(status.success()))
}

/// Readers of exports that share no code with the writers: `test_*.py` anywhere below `tests/`.
fn python_suites(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    tests_named(workspace, |name| {
        name.starts_with("test_") && name.ends_with(".py")
    })
}

fn python(workspace: &Workspace, file: &Path) -> Result<Tally> {
    let mut command = Command::new("python3");
    command
        .arg(file)
        .current_dir(&workspace.root)
        .env("BOARDWRIGHT_CLI", command_line(workspace)?);
    let (status, text) = watch(&mut command).context("Python 3 is needed: https://python.org")?;
    Ok(summary::of_unittest(&text).judged(status.success()))
}

/// Tests that need Node.js and the built engine, but no browser: `*.test.mjs` below `tests/`.
fn node_suites(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    tests_named(workspace, |name| name.ends_with(".test.mjs"))
}

fn node(workspace: &Workspace, file: &Path) -> Result<Tally> {
    let mut command = Command::new("node");
    command
        .arg("--test")
        .arg(file)
        .current_dir(&workspace.root)
        .env("BOARDWRIGHT_CLI", command_line(workspace)?)
        .env(
            "BOARDWRIGHT_ENGINE",
            workspace.path("web/src/generated/engine"),
        );
    let (status, text) = watch(&mut command)?;
    Ok(summary::of_node(&text).judged(status.success()))
}

fn tests_named(workspace: &Workspace, is_test: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>> {
    let mut files = files_below(&workspace.path("tests"))?;
    files.retain(|file| {
        let is_foreign = file
            .components()
            .any(|part| part.as_os_str() == "node_modules");
        !is_foreign && is_test(&file.file_name().unwrap_or_default().to_string_lossy())
    });
    Ok(files)
}

/// The `boardwright` command, built as `cargo test` builds it.
fn command_line(workspace: &Workspace) -> Result<PathBuf> {
    run(cargo()
        .args(["build", "--quiet", "--package", "cli"])
        .current_dir(&workspace.root)
        .env("CARGO_TARGET_DIR", &workspace.target))?;
    Ok(workspace
        .target
        .join("debug")
        .join(format!("boardwright{}", std::env::consts::EXE_SUFFIX)))
}

/// The page's own checks: its types and messages, and its unit tests where it has some.
fn page_sources(workspace: &Workspace) -> Result<Tally> {
    let folder = workspace.path("web");
    let mut tally = Tally::default();
    if has_script(&folder, "check")? {
        let (status, _) = watch(npm(&folder).args(["run", "--silent", "check"]))?;
        tally += Tally::of(status.success());
    }
    if has_script(&folder, "test")? {
        let (status, text) = watch(npm(&folder).args(["run", "--silent", "test"]))?;
        tally += summary::of_node(&text).judged(status.success());
    }
    Ok(tally.judged(true))
}

/// The page in a browser, served as it would be anywhere.
fn browser(workspace: &Workspace, site: &Path) -> Result<Tally> {
    let folder = workspace.path("tests/browser");
    let chromium = setup::for_browser_tests(workspace)?;
    if !has_script(&folder, "test")? {
        bail!("tests/browser/package.json has no script `test`");
    }
    let server = Server::start(site.to_path_buf(), Port::Any)?;
    let (status, text) = watch(
        npm(&folder)
            .args(["run", "--silent", "test"])
            .env("BOARDWRIGHT_URL", server.url())
            .env("BOARDWRIGHT_CHROMIUM", chromium)
            .env("BOARDWRIGHT_CLI", command_line(workspace)?),
    )?;
    Ok(summary::of_node(&text).judged(status.success()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
mod tests {
    use super::*;

    #[test]
    fn a_report_counts_suites_that_fail_run_nothing_or_cannot_start() {
        let mut report = Report::default();
        report.suite("good", || {
            Ok(Tally {
                passed: 4,
                failed: 0,
                skipped: 1,
            })
        });
        report.suite("empty", || Ok(Tally::default().judged(true)));
        report.suite("broken", || bail!("no such program"));
        assert_eq!(report.step("fine", || Ok(7)), Some(7));
        assert_eq!(report.step::<()>("stuck", || bail!("no disk")), None);
        assert_eq!(
            report.total(),
            Tally {
                passed: 4,
                failed: 3,
                skipped: 1
            }
        );
    }

    #[test]
    fn tests_of_packages_are_not_ours() {
        let root = std::env::temp_dir().join(format!("boardwright-found-{}", std::process::id()));
        for file in [
            "tests/a/test_x.py",
            "tests/helper.py",
            "tests/node_modules/p/test_y.py",
        ] {
            let file = root.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "").unwrap();
        }
        let workspace = Workspace {
            root: root.clone(),
            target: root.join("target"),
        };
        assert_eq!(
            python_suites(&workspace).unwrap(),
            [root.join("tests/a/test_x.py")]
        );
        fs::remove_dir_all(&root).unwrap();
    }
}
