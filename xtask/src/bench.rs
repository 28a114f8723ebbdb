//! Measures: how long the furniture, the cutting and the page take, gathered in `benches/RESULTS.md`.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::SystemTime;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::compress::files_below;
use crate::npm::{has_script, npm};
use crate::process::{cargo, run, say, watch};
use crate::serve::{Port, Server};
use crate::setup;
use crate::workspace::Workspace;

/// Where the comparison of cutting optimisers is, if there is one.
const CUTTING: &str = "benches/cutting.py";
/// What our section of the results stands between.
const BEGIN: &str = "<!-- measures: begin -->";
const END: &str = "<!-- measures: end -->";

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Figure {
    what: String,
    figure: String,
    goal: String,
    from: &'static str,
}

/// Runs all measures on a page that is built already, and writes them down.
///
/// # Errors
/// When a measure fails or can't be read.
pub fn all(workspace: &Workspace) -> Result<()> {
    let mut figures = native(workspace)?;
    figures.extend(browser(workspace)?);
    let file = workspace.path("benches/RESULTS.md");
    fs::create_dir_all(workspace.path("benches"))?;
    let old = match file.exists() {
        true => fs::read_to_string(&file)?,
        false => String::from("# Measured\n"),
    };
    fs::write(&file, with_section(&old, &table(&figures)))
        .with_context(|| format!("could not write {}", file.display()))?;
    say(format_args!("wrote {}", file.display()));
    if workspace.path(CUTTING).exists() {
        cutting(workspace, &[])?;
    }
    Ok(())
}

/// Compares the cutting optimiser with its peers; the script writes its own section of the results. The arguments are
/// the script's.
///
/// # Errors
/// When there is no script or it fails, as it does where our plans are wrong or worse than recorded.
pub fn cutting(workspace: &Workspace, arguments: &[OsString]) -> Result<()> {
    if !workspace.path(CUTTING).exists() {
        bail!("there is no {CUTTING}");
    }
    say("building the boardwright command");
    run(cargo()
        .args(["build", "--release", "--package", "cli"])
        .current_dir(&workspace.root)
        .env("CARGO_TARGET_DIR", &workspace.target))?;
    let program = workspace
        .target
        .join("release")
        .join(format!("boardwright{}", std::env::consts::EXE_SUFFIX));
    say("comparing cutting optimisers");
    run(Command::new("python3")
        .arg(CUTTING)
        .args(arguments)
        .current_dir(&workspace.root)
        .env("BOARDWRIGHT_CLI", program))
}

/// Criterion's benches, of whichever crate has some.
fn native(workspace: &Workspace) -> Result<Vec<Figure>> {
    let start = SystemTime::now();
    let mut command = cargo();
    command
        .arg("bench")
        .current_dir(&workspace.root)
        .env("CARGO_TARGET_DIR", &workspace.target);
    let mut any = false;
    for entry in fs::read_dir(workspace.path("crates"))? {
        let entry = entry?;
        if entry.path().join("benches").is_dir() {
            command.arg("--package").arg(entry.file_name());
            any = true;
        }
    }
    if !any {
        return Ok(Vec::new());
    }
    say("running Criterion's benches");
    run(&mut command)?;
    criterion(&workspace.target.join("criterion"), start)
}

/// Reads what Criterion has written since a moment.
fn criterion(folder: &Path, since: SystemTime) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for file in files_below(folder)? {
        let is_new = file.ends_with("new/estimates.json") && file.metadata()?.modified()? >= since;
        let Some(beside) = file.parent().filter(|_| is_new) else {
            continue;
        };
        let read = |path: &Path| -> Result<Value> {
            Ok(serde_json::from_str(&fs::read_to_string(path)?)?)
        };
        let (name, estimates) = (read(&beside.join("benchmark.json"))?, read(&file)?);
        let nanoseconds = estimates["median"]["point_estimate"]
            .as_f64()
            .context("no median")?;
        figures.push(Figure {
            what: name["full_id"].as_str().context("no full_id")?.to_owned(),
            figure: duration(nanoseconds),
            goal: String::new(),
            from: "Criterion, median",
        });
    }
    Ok(figures)
}

/// The page's measures: each line that the script `bench` prints as `{"measure": …, "value": …, "unit": …, "goal": …}`.
fn browser(workspace: &Workspace) -> Result<Vec<Figure>> {
    let folder = workspace.path("tests/browser");
    if !has_script(&folder, "bench")? {
        return Ok(Vec::new());
    }
    let chromium = setup::for_browser_tests(workspace)?;
    let server = Server::start(workspace, &workspace.path("web/dist"), Port::Any)?;
    say("measuring the page in a browser");
    let (status, text) = watch(
        npm(&folder)
            .args(["run", "--silent", "bench"])
            .env("BOARDWRIGHT_URL", server.url())
            .env("BOARDWRIGHT_CHROMIUM", chromium),
    )?;
    if !status.success() {
        bail!("`npm run bench` in tests/browser failed: {status}");
    }
    let figures = browser_figures(&text);
    if figures.is_empty() {
        bail!("`npm run bench` in tests/browser printed no line with a \"measure\"");
    }
    Ok(figures)
}

fn browser_figures(text: &str) -> Vec<Figure> {
    let rows = text
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line.trim()).ok());
    rows.filter_map(|row| {
        let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        Some(Figure {
            what: row["measure"].as_str()?.to_owned(),
            figure: format!("{} {}", row["value"], text("unit"))
                .trim()
                .to_owned(),
            goal: text("goal"),
            from: "browser",
        })
    })
    .collect()
}

/// A time with three digits that count.
fn duration(nanoseconds: f64) -> String {
    let (value, unit) = match nanoseconds {
        n if n < 1e3 => (n, "ns"),
        n if n < 1e6 => (n / 1e3, "µs"),
        n if n < 1e9 => (n / 1e6, "ms"),
        n => (n / 1e9, "s"),
    };
    let digits = match value {
        v if v < 10.0 => 2,
        v if v < 100.0 => 1,
        _ => 0,
    };
    format!("{value:.digits$} {unit}")
}

/// The results with a new section of ours between its two markers, which come to the end where there are none yet. What
/// stands around them belongs to others.
fn with_section(old: &str, section: &str) -> String {
    let (before, after) = match (old.find(BEGIN), old.find(END)) {
        (Some(begin), Some(end)) if begin < end => {
            let (before, rest) = old.split_at(begin);
            let after = rest.split_once(END).map_or("", |(_, after)| after);
            (before.to_owned(), after)
        }
        _ => (format!("{}\n\n", old.trim_end()), "\n"),
    };
    format!("{before}{BEGIN}\n{section}{END}{after}")
}

fn table(figures: &[Figure]) -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let (system, processor) = (std::env::consts::OS, std::env::consts::ARCH);
    let mut text = format!(
        "## Speed\n\nWritten by `cargo xtask bench` on {cores} cores ({system}, {processor}); \
         the browser is headless Chromium with software rendering.\n\n\
         | measure | figure | goal | from |\n|---|---|---|---|\n"
    );
    for Figure {
        what,
        figure,
        goal,
        from,
    } in figures
    {
        // Writing to a string can't fail.
        writeln!(text, "| {what} | {figure} | {goal} | {from} |").ok();
    }
    text
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
mod tests {
    use super::*;

    #[test]
    fn times_have_three_digits() {
        let shown = [0.5, 12.34, 999.0, 1234.0, 56_789.0, 2.5e6, 3.21e9].map(duration);
        assert_eq!(
            shown,
            [
                "0.50 ns", "12.3 ns", "999 ns", "1.23 µs", "56.8 µs", "2.50 ms", "3.21 s"
            ]
        );
    }

    #[test]
    fn the_page_reports_in_lines_among_others() {
        let text = "starting\n{\"measure\":\"edit, p95\",\"value\":7.5,\"unit\":\"ms\",\"goal\":\"≤ 16 ms\"}\n{\"x\":1}\n7";
        let figures = browser_figures(text);
        assert_eq!(figures.len(), 1);
        assert!(table(&figures).ends_with("| edit, p95 | 7.5 ms | ≤ 16 ms | browser |\n"));
    }

    #[test]
    fn only_our_section_of_the_results_is_replaced() {
        let first = with_section("# Measured\n\nBy hand.\n", "one\n");
        assert_eq!(
            first,
            format!("# Measured\n\nBy hand.\n\n{BEGIN}\none\n{END}\n")
        );
        let cutting = format!("{first}\n<!-- cutting: begin -->\ntwo\n<!-- cutting: end -->\n");
        assert_eq!(
            with_section(&cutting, "three\n"),
            cutting.replace("one", "three")
        );
    }

    #[test]
    fn criterion_is_read_where_it_is_fresh() {
        let root =
            std::env::temp_dir().join(format!("boardwright-criterion-{}", std::process::id()));
        let new = root.join("plan/60/new");
        fs::create_dir_all(&new).unwrap();
        fs::write(new.join("benchmark.json"), r#"{"full_id":"plan/60"}"#).unwrap();
        fs::write(
            new.join("estimates.json"),
            r#"{"median":{"point_estimate":1500.0}}"#,
        )
        .unwrap();
        let figures = criterion(&root, SystemTime::UNIX_EPOCH).unwrap();
        assert_eq!(
            (figures[0].what.as_str(), figures[0].figure.as_str()),
            ("plan/60", "1.50 µs")
        );
        let later = SystemTime::now() + std::time::Duration::from_secs(60);
        assert!(criterion(&root, later).unwrap().is_empty());
        fs::remove_dir_all(&root).unwrap();
    }
}
