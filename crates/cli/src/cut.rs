//! `boardwright cut`: reads a cutting instance, runs the optimiser against the clock, writes the solution.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use cutting::json::{read_instance, write_solution};
use cutting::{Instance, Options, Outcome, Reason, Solver, Status, verify};

use crate::cut_design;
use crate::failure::Failure;
use crate::talk::{say, write_out};

/// Work between two looks at the clock, about a millisecond.
const WORK_PER_STEP: u64 = 4_000;

/// Plan how parts are cut from sheets
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The cutting instance or the design, a JSON file
    file: PathBuf,
    /// How long to search, such as 50ms, 1s or 1.5s; the search ends sooner when the plan is proven optimal
    /// [default: 1s; for a design a fixed amount of work, so that the plan is the same on every machine]
    #[arg(long, value_parser = parse_time)]
    time: Option<Duration>,
    /// Where to write the solution [default: stdout]
    #[arg(long, value_name = "SOLUTION")]
    out: Option<PathBuf>,
    /// Rotate no part, whatever the instance allows
    #[arg(long)]
    no_rotate: bool,
    /// Start of the random sequence; the same seed and work give the same plan
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// End after this much work instead of by the clock; the plan is then the same on every machine
    #[arg(long)]
    work: Option<u64>,
}

/// What a file given to `cut` may be, told apart by its content.
#[derive(Debug)]
enum FileKind {
    /// A cutting instance.
    Instance(Instance),
    /// A design.
    Design,
}

/// How long an instance is searched when nothing is said.
const DEFAULT_TIME: Duration = Duration::from_secs(1);

/// Runs the command.
pub fn run(args: &Args) -> Result<(), Failure> {
    let text = crate::talk::read(&args.file)?;
    match tell_apart(&args.file, &text)? {
        FileKind::Instance(instance) => cut_instance(args, instance),
        FileKind::Design => cut_design::run(&args.file, &text, args.time, args.out.as_deref()),
    }
}

fn tell_apart(path: &Path, text: &str) -> Result<FileKind, Failure> {
    let content = |reason: String| Failure::Content {
        path: path.to_owned(),
        reason,
    };
    if format_of(text).is_some_and(|format| format == furniture::design::FORMAT) {
        return Ok(FileKind::Design);
    }
    read_instance(text)
        .map(FileKind::Instance)
        .map_err(|error| content(error.to_string()))
}

/// The `format` at the top of a JSON object, if there is one.
fn format_of(text: &str) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Header {
        format: Option<String>,
    }
    serde_json::from_str::<Header>(text).ok()?.format
}

fn cut_instance(args: &Args, instance: Instance) -> Result<(), Failure> {
    let instance = if args.no_rotate {
        instance.without_rotation()
    } else {
        instance
    };
    let start = Instant::now();
    let outcome = search(args, &instance, start);
    let seconds = start.elapsed().as_secs_f64();
    check(&instance, &outcome)?;
    let mut text = write_solution(&instance, &outcome, args.work.is_none().then_some(seconds));
    text.push('\n');
    write_out(args.out.as_deref(), &text)?;
    say(&summary(&instance, &outcome));
    if outcome.unplaced.is_empty() {
        Ok(())
    } else {
        Err(Failure::Job(unplaced(&instance, &outcome)))
    }
}

fn search(args: &Args, instance: &Instance, start: Instant) -> Outcome {
    let mut solver = Solver::new(instance, Options { seed: args.seed });
    loop {
        let work = match args.work {
            Some(work) => work.saturating_sub(solver.work_done()),
            None => WORK_PER_STEP,
        };
        let status = solver.step(work);
        let is_over = match args.work {
            Some(work) => solver.work_done() >= work,
            None => start.elapsed() >= args.time.unwrap_or(DEFAULT_TIME),
        };
        if is_over || status == Status::Done {
            return solver.outcome();
        }
    }
}

/// No plan leaves unchecked. A fault here is a fault of the program, not of the input.
fn check(instance: &Instance, outcome: &Outcome) -> Result<(), Failure> {
    let mut left_out = vec![0; instance.parts().len()];
    for left in &outcome.unplaced {
        left_out[left.part] = left.quantity;
    }
    verify(instance, &outcome.solution, &left_out).map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        Failure::Job(format!(
            "the plan is wrong, please report this job: {}",
            faults.join("; ")
        ))
    })
}

fn summary(instance: &Instance, outcome: &Outcome) -> String {
    let totals = outcome.solution.totals(instance);
    let utilisation = totals.utilisation_bp();
    let proof = if outcome.is_optimal {
        "proven optimal".to_owned()
    } else {
        format!("at least {} needed", outcome.bound.sheets)
    };
    format!(
        "{} parts on {} sheets ({proof}), {}.{:02} % used, {} cuts, {} m",
        totals.parts,
        totals.sheets,
        utilisation / 100,
        utilisation % 100,
        totals.cuts,
        totals.cut_length_um / 1_000_000,
    )
}

fn unplaced(instance: &Instance, outcome: &Outcome) -> String {
    let mut text = "not everything could be placed".to_owned();
    for left in &outcome.unplaced {
        let part = instance.parts()[left.part];
        let reason = match left.reason {
            Reason::TooLong => "longer than every sheet",
            Reason::TooWide => "wider than every sheet",
            Reason::TooLarge => "no sheet is both long and wide enough",
            Reason::FitsOnlyRotated => "would fit only rotated, and must not be",
            Reason::NarrowerThanStrip => "narrower than the smallest strip that a cut may leave",
            Reason::NeedsLongerCut => "can only be cut out by a cut longer than the longest one",
            Reason::NeedsMoreStages => {
                "can only be cut out by more levels of cuts, or by another first cut"
            }
            Reason::GroupTooLarge => "fits a sheet, but the group that it belongs to does not",
            Reason::StockExhausted => "the sheets in stock do not suffice",
        };
        // Writing to a String cannot fail.
        write!(
            text,
            "\n  parts[{}], {} of {} x {} mm: {reason}",
            left.part,
            left.quantity,
            part.width_um as f64 / 1e3,
            part.height_um as f64 / 1e3,
        )
        .ok();
    }
    text
}

fn parse_time(text: &str) -> Result<Duration, String> {
    let hint = || format!("{text:?} is no time; give for example 50ms, 1s or 1.5s");
    let (number, unit) = match (text.strip_suffix("ms"), text.strip_suffix('s')) {
        (Some(number), _) => (number, 1e-3),
        (None, Some(number)) => (number, 1.0),
        (None, None) => return Err(hint()),
    };
    let value: f64 = number.trim().parse().map_err(|_| hint())?;
    Duration::try_from_secs_f64(value * unit).map_err(|_| hint())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn times_are_read() {
        assert_eq!(parse_time("50ms"), Ok(Duration::from_millis(50)));
        assert_eq!(parse_time("1s"), Ok(Duration::from_secs(1)));
        assert_eq!(parse_time("1.5s"), Ok(Duration::from_millis(1500)));
        for wrong in ["1", "s", "-1s", "1m", "", "nans", "1e99s"] {
            assert!(parse_time(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_file_is_told_by_its_content() {
        let path = Path::new("job.json");
        let job = r#"{"stocks":[{"w":10,"h":10}],"parts":[]}"#;
        assert!(matches!(tell_apart(path, job), Ok(FileKind::Instance(_))));
        let design = r#"{"format":"boardwright-design","version":1}"#;
        assert!(matches!(tell_apart(path, design), Ok(FileKind::Design)));
        let neither = tell_apart(path, "[]").unwrap_err();
        assert!(neither.to_string().contains("line 1, column"), "{neither}");
    }

    #[test]
    fn a_solution_is_written_and_what_is_left_out_is_said() {
        let folder = std::env::temp_dir().join(format!("boardwright-cut-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (job, out) = (folder.join("job.json"), folder.join("plan.json"));
        let text = r#"{"kerf":4,"stocks":[{"w":100,"h":100}],"parts":[{"w":40,"h":40,"qty":4},{"w":101,"h":5}]}"#;
        std::fs::write(&job, text).unwrap();
        let args = Args {
            file: job,
            time: None,
            out: Some(out.clone()),
            no_rotate: false,
            seed: 1,
            work: Some(1_000),
        };
        let failure = run(&args).unwrap_err().to_string();
        assert!(
            failure.contains("parts[1], 1 of 101 x 5 mm: longer than every sheet"),
            "{failure}"
        );
        let plan: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(out).unwrap()).unwrap();
        assert_eq!(plan["sheets"][0]["placements"].as_array().unwrap().len(), 4);
        assert_eq!(plan["unplaced"][0]["reason"], "too-long");
        std::fs::remove_dir_all(folder).unwrap();
    }
}
