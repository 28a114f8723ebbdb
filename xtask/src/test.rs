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
use crate::summary::{self, Ran, Tally};
use crate::wasm::{self, Effort};
use crate::wasm_target::Toolchain;
use crate::workspace::Workspace;
use crate::{lint, schema, setup, size, web};

/// How many of the slowest tests the summary names.
const SLOWEST: usize = 10;

/// What came of each suite.
#[derive(Debug, Default)]
struct Report {
    rows: Vec<(String, Ran, Duration)>,
}

impl Report {
    /// Runs a suite and notes what came of it.
    fn suite<T: Into<Ran>>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) {
        say(format_args!("── {name}"));
        let start = Instant::now();
        let ran = work().map_or_else(
            |error| {
                say(format_args!("{name}: {error:#}"));
                Tally::of(false).into()
            },
            Into::into,
        );
        self.rows.push((name.to_owned(), ran, start.elapsed()));
    }

    /// Runs a step that only counts when it fails, and gives back what it made.
    fn step<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        let mut made = None;
        self.suite(name, || {
            made = Some(work()?);
            Ok(Tally::default())
        });
        made
    }

    /// Prints a line per suite and the slowest tests, and gives back the sum.
    fn total(&self) -> Tally {
        let mut total = Tally::default();
        say("── summary");
        for (name, Ran { tally, .. }, time) in &self.rows {
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
        say("── slowest tests");
        for (suite, test, time) in self.slowest() {
            let seconds = time.as_secs_f64();
            say(format_args!("{seconds:>8.1} s  {suite}: {test}"));
        }
        total
    }

    /// The slowest tests of all suites whose runners tell their times, the slowest first.
    fn slowest(&self) -> Vec<(&str, &str, Duration)> {
        let mut all: Vec<_> = self
            .rows
            .iter()
            .flat_map(|(suite, ran, _)| {
                ran.times
                    .iter()
                    .map(|(test, time)| (&**suite, &**test, *time))
            })
            .collect();
        all.sort_by_key(|(_, _, time)| std::cmp::Reverse(*time));
        all.truncate(SLOWEST);
        all
    }
}

/// Runs everything and prints `N passed, N failed` as the last line on standard output. Gives back whether all passed.
///
/// # Errors
/// When not even the suites can be listed.
pub fn all(workspace: &Workspace) -> Result<bool> {
    let mut report = Report::default();
    let stage = Stage::new(workspace);
    report.suite("native", || native(workspace));
    report.suite("Rust sources", || lint::native(workspace));
    report.suite("generated files", || schema::check(workspace));
    let cli = report.step("command line", || stage.command_line(workspace));
    for file in tests_named(workspace, |name| {
        name.starts_with("test_") && name.ends_with(".py")
    })? {
        report.suite(&shown_path(workspace, &file), || {
            python(workspace, &file, made(cli.as_ref())?)
        });
    }

    let toolchain = report.step("setup", || setup::for_build(workspace, false));
    report.suite("Rust sources for WebAssembly", || {
        lint::wasm(workspace, *made(toolchain.as_ref())?, &wasm::MODULES)
    });
    report.suite("page sources", || page_sources(workspace));
    let page = report.step("build", || {
        stage.page(workspace, *made(toolchain.as_ref())?)
    });
    report.suite("sizes", || {
        Ok(size::judge(&size::measure(&made(page.as_ref())?.site)?))
    });
    for file in tests_named(workspace, |name| name.ends_with(".test.mjs"))? {
        report.suite(&shown_path(workspace, &file), || {
            node(workspace, &file, made(page.as_ref())?, made(cli.as_ref())?)
        });
    }
    report.suite("Chromium", || {
        chromium(workspace, made(page.as_ref())?, made(cli.as_ref())?)
    });
    report.suite("Firefox", || firefox(workspace, made(page.as_ref())?));

    let total = report.total();
    #[allow(clippy::print_stdout, reason = "the one line that programs read")]
    {
        println!("{} passed, {} failed", total.passed, total.failed);
    }
    Ok(total.failed == 0)
}

/// What an earlier step made, or why a suite can't start.
fn made<T>(made: Option<&T>) -> Result<&T> {
    made.context("can't start, because a step before it failed")
}

fn shown_path(workspace: &Workspace, file: &Path) -> String {
    let relative = file.strip_prefix(&workspace.root).unwrap_or(file);
    relative.display().to_string()
}

/// A folder with copies of what is tested, so that another build meanwhile doesn't disturb the tests.
struct Stage(PathBuf);

/// The page's built parts on the stage.
struct Page {
    /// The built page.
    site: PathBuf,
    /// The WebAssembly modules without graphics, with their JavaScript, each in a folder of its own.
    engine: PathBuf,
}

impl Stage {
    fn new(workspace: &Workspace) -> Self {
        Self(
            workspace
                .cache()
                .join(format!("stage-{}", std::process::id())),
        )
    }

    /// The `boardwright` command, built as `cargo test` builds it.
    fn command_line(&self, workspace: &Workspace) -> Result<PathBuf> {
        run(cargo()
            .args(["build", "--package", "cli"])
            .current_dir(&workspace.root)
            .env("CARGO_TARGET_DIR", &workspace.target))?;
        let name = format!("boardwright{}", std::env::consts::EXE_SUFFIX);
        let copy = self.0.join(&name);
        fs::create_dir_all(&self.0)?;
        fs::copy(workspace.target.join("debug").join(&name), &copy)?;
        Ok(copy)
    }

    /// The page as it is shipped.
    fn page(&self, workspace: &Workspace, toolchain: Toolchain) -> Result<Page> {
        let _lock = workspace.lock()?;
        web::build(workspace, toolchain, Effort::Full)?;
        let page = Page {
            site: self.0.join("site"),
            engine: self.0.join("engine"),
        };
        copy_folder(&workspace.path("web/dist"), &page.site)?;
        for module in [wasm::SESSION, wasm::OPTIMISER, wasm::FILES] {
            let generated = workspace.path("web/src/generated").join(module.name);
            copy_folder(&generated, &page.engine.join(module.name))?;
        }
        fs::copy(
            workspace.path("web/src/generated/shipped.txt"),
            page.engine.join("shipped.txt"),
        )?;
        copy_folder(
            &workspace.path("web/src/generated/messages"),
            &page.engine.join("messages"),
        )?;
        // Away from web/package.json nothing else tells Node.js that the script is a module.
        fs::write(page.engine.join("package.json"), "{\"type\": \"module\"}\n")?;
        Ok(page)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // Nothing may be there where no step came so far.
        fs::remove_dir_all(&self.0).ok();
    }
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for file in files_below(from)? {
        let copy = to.join(file.strip_prefix(from)?);
        if let Some(folder) = copy.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(&file, copy)?;
    }
    Ok(())
}

/// Unit, integration and documentation tests. The 3D view's are among them: natively it has no Bevy.
fn native(workspace: &Workspace) -> Result<Ran> {
    let (status, text) = watch(
        cargo()
            .args(["test", "--workspace", "--no-fail-fast"])
            .current_dir(&workspace.root)
            .env("CARGO_TARGET_DIR", &workspace.target),
    )?;
    Ok(summary::of_cargo(&text).judged(status.success()))
}

/// A reader of exports that shares no code with the writer.
fn python(workspace: &Workspace, file: &Path, cli: &Path) -> Result<Ran> {
    let mut command = Command::new("python3");
    command
        .arg(file)
        .current_dir(&workspace.root)
        .env("BOARDWRIGHT_CLI", cli);
    let (status, text) = watch(&mut command).context("Python 3 is needed: https://python.org")?;
    Ok(summary::of_unittest(&text).judged(status.success()))
}

/// Tests of the built engine that need Node.js but no browser.
fn node(workspace: &Workspace, file: &Path, page: &Page, cli: &Path) -> Result<Ran> {
    let mut command = Command::new("node");
    command
        .args(["--test", "--test-reporter=spec"])
        .arg(file)
        .current_dir(&workspace.root)
        .env("BOARDWRIGHT_CLI", cli)
        .env("BOARDWRIGHT_ENGINE", &page.engine);
    let (status, text) = watch(&mut command)?;
    Ok(summary::of_node(&text).judged(status.success()))
}

/// The files below `tests/` whose name says that they are tests; packages from npm have their own.
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

/// The page's own checks: its messages and types, and its linter.
fn page_sources(workspace: &Workspace) -> Result<Tally> {
    let folder = workspace.path("web");
    let mut tally = Tally::default();
    for script in ["check", "lint"] {
        let (status, _) = watch(npm(&folder).args(["run", "--silent", script]))?;
        tally += Tally::of(status.success());
    }
    Ok(tally)
}

/// The page in Chromium, served as it would be anywhere.
fn chromium(workspace: &Workspace, page: &Page, cli: &Path) -> Result<Ran> {
    let folder = workspace.path("tests/browser");
    let chromium = setup::for_browser_tests(workspace)?;
    if !has_script(&folder, "test")? {
        bail!("tests/browser/package.json has no script `test`");
    }
    let server = Server::start(workspace, &page.site, Port::Any)?;
    let (status, text) = watch(
        npm(&folder)
            .args(["run", "--silent", "test"])
            .env("BOARDWRIGHT_URL", server.url())
            .env("BOARDWRIGHT_CHROMIUM", chromium)
            .env("BOARDWRIGHT_CLI", cli),
    )?;
    Ok(summary::of_node(&text).judged(status.success()))
}

/// The main way through the page in Firefox.
fn firefox(workspace: &Workspace, page: &Page) -> Result<Ran> {
    let folder = workspace.path("tests/browser");
    let firefox = setup::for_firefox_tests(workspace)?;
    if !has_script(&folder, "firefox")? {
        bail!("tests/browser/package.json has no script `firefox`");
    }
    let server = Server::start(workspace, &page.site, Port::Any)?;
    let mut tests = npm(&folder);
    tests
        .args(["run", "--silent", "firefox"])
        .env("BOARDWRIGHT_URL", server.url())
        .env("BOARDWRIGHT_FIREFOX", firefox.program);
    let (status, text) = match firefox.screen {
        Some(screen) => watch(&mut below(screen, &tests))?,
        None => watch(&mut tests)?,
    };
    Ok(summary::of_node(&text).judged(status.success()))
}

/// A command started by `xvfb-run`, with a screen of its own.
fn below(screen: PathBuf, command: &Command) -> Command {
    let mut wrapped = Command::new(screen);
    wrapped
        .args(["--auto-servernum", "--server-args=-screen 0 1600x1200x24"])
        .arg(command.get_program())
        .args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        wrapped.current_dir(folder);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => wrapped.env(name, value),
            None => wrapped.env_remove(name),
        };
    }
    wrapped
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
        report.suite::<Ran>("broken", || bail!("no such program"));
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
    fn the_slowest_tests_of_all_suites_are_named() {
        let mut report = Report::default();
        for (suite, seconds) in [("one", 1..=8), ("two", 5..=12)] {
            let times = seconds.map(|s| (format!("test {s}"), Duration::from_secs(s)));
            let tally = Tally::of(true);
            let ran = Ran {
                tally,
                times: times.collect(),
            };
            report.suite(suite, || Ok(ran));
        }
        let slowest = report.slowest();
        assert_eq!(slowest.len(), SLOWEST);
        assert_eq!(slowest[0], ("two", "test 12", Duration::from_secs(12)));
        assert_eq!(slowest[9].2, Duration::from_secs(6));
    }

    #[test]
    fn a_screen_is_put_around_a_command_as_it_is() {
        let mut command = Command::new("npm");
        command.args(["run", "x"]).env("A", "b").env_remove("C");
        command.current_dir("/tmp");
        let wrapped = below("xvfb-run".into(), &command);
        let arguments: Vec<_> = wrapped.get_args().collect();
        assert!(arguments.ends_with(&["npm".as_ref(), "run".as_ref(), "x".as_ref()]));
        assert_eq!(wrapped.get_current_dir(), Some(Path::new("/tmp")));
        assert!(wrapped.get_envs().eq(command.get_envs()));
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
        let found = tests_named(&workspace, |name| name.starts_with("test_")).unwrap();
        assert_eq!(found, [root.join("tests/a/test_x.py")]);
        assert_eq!(shown_path(&workspace, &found[0]), "tests/a/test_x.py");
        fs::remove_dir_all(&root).unwrap();
    }
}
