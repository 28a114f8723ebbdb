//! `boardwright cut`: reads a cutting instance, runs the optimiser against the clock, writes the solution.

mod keep;
mod rules;
mod search;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use cutting::json::{Job, read_job, read_sheets, write_solution};
use cutting::keep::{Kept, KeptSheet};
use cutting::{Instance, Solution};

use self::keep::KeepArgs;
use self::rules::RuleArgs;
use crate::cut_design;
use crate::failure::Failure;
use crate::talk::{say, write_out};

/// What `--help` teaches beyond the options.
const HELP: &str = r#"Lengths are taken with or without unit: 600, 60cm, 0.6 m, 23 5/8 in; without one they are millimetres.

An instance lists sheets and parts in millimetres; all fields but sizes may be left out, and what is for people goes into
`name`, `label`, `note` and `ref`:
  {"name": "kitchen", "kerf": 4, "trim": 10,
   "stocks": [{"w": 2800, "h": 2070, "qty": null, "cost": 61.5},
              {"w": 1310, "h": 840, "qty": 2, "cost": 10, "trim": 0, "offcut": true}],
   "parts":  [{"w": 600, "h": 300, "qty": 14, "rotatable": true},
              {"w": 396, "h": 716, "qty": 4, "rotatable": false}],
   "rules":  {"stages": 3, "smallest_offcut": [600, 200]},
   "groups": [{"parts": [1, 1], "along": "x", "qty": 2}]}
`qty: null` is as many sheets as are needed. A group is cut side by side from one strip. Rails and profiles give `l`
instead of `w` and `h`. `boardwright schema` writes the whole format as JSON Schema.

Examples:
  Plan for two seconds and write the solution to a file:
    boardwright cut kitchen.json --time 2s --out plan.json
  The same plan on every machine, for a script:
    boardwright cut kitchen.json --work 2000000 --seed 7 > plan.json
  Sheets first divided along their length, at most three levels of cuts, two sheets sawn at once:
    boardwright cut kitchen.json --first-cut x --stages 3 --stack 2 --goal sawing
  Use up offcuts, keep what is larger than 600 x 200 mm:
    boardwright cut kitchen.json --offcuts-first always --smallest-offcut 600x200
  The boards of a design on the workshop's saw, from its offcuts:
    boardwright cut wardrobe.boardwright.json --workshop our.workshop.json
  Sheet 0 is already on the saw, part 2 of sheet 1 stays where it is, plan the rest again:
    boardwright cut kitchen.json --keep plan.json --lock 0 --pin 1:2 --out again.json
  Go on from that plan for a minute:
    boardwright cut kitchen.json --resume plan.json --time 60s --out better.json

Exit status: 0 when everything is placed, 1 when something can't be read or placed, 2 for wrong usage. The solution goes
to stdout or --out, all talk to stderr."#;

/// Plan how parts are cut from sheets
#[derive(clap::Args, Debug)]
#[command(after_long_help = HELP)]
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
    /// Start of the random sequence, 0 unless said otherwise; the same seed and work give the same plan
    #[arg(long)]
    seed: Option<u64>,
    /// End after this much work instead of by the clock; the plan is then the same on every machine
    #[arg(long)]
    work: Option<u64>,
    /// Go on from an earlier solution of the same instance: the plan can only get better
    #[arg(long, value_name = "SOLUTION", conflicts_with = "keep")]
    resume: Option<PathBuf>,
    /// Tell about every better plan on stderr, also where that is no terminal
    #[arg(long)]
    progress: bool,
    /// For a design: the workshop's saw and stock, a file that the configurator saves
    #[arg(long, value_name = "FILE")]
    workshop: Option<PathBuf>,
    #[command(flatten)]
    rules: RuleArgs,
    #[command(flatten)]
    keep: KeepArgs,
}

/// What a file given to `cut` may be, told apart by its content.
#[derive(Debug)]
enum FileKind {
    /// A cutting instance.
    Job(Box<Job>),
    /// A design.
    Design,
}

/// How long an instance is searched when nothing is said.
const DEFAULT_TIME: Duration = Duration::from_secs(1);

/// Runs the command.
pub fn run(args: &Args) -> Result<(), Failure> {
    let text = crate::talk::read(&args.file)?;
    match tell_apart(&args.file, &text)? {
        FileKind::Job(_) if args.workshop.is_some() => Err(Failure::Usage(format!(
            "{} is a cutting instance; a workshop is for designs, the instance has rules of its own",
            args.file.display()
        ))),
        FileKind::Job(job) => cut_instance(args, *job),
        FileKind::Design => {
            let of_instances = [
                ("--no-rotate", args.no_rotate),
                ("--seed", args.seed.is_some()),
                ("--work", args.work.is_some()),
                ("--progress", args.progress),
                ("--resume", args.resume.is_some()),
                ("--keep", !args.keep.is_empty()),
                ("options for rules of the saw", !args.rules.is_empty()),
            ];
            let given = of_instances.iter().filter(|one| one.1).map(|one| one.0);
            let given: Vec<&str> = given.collect();
            if !given.is_empty() {
                return Err(Failure::Usage(format!(
                    "{} is a design; {} apply to cutting instances alone. A workshop file says what the saw can do: --workshop FILE",
                    args.file.display(),
                    given.join(", ")
                )));
            }
            let workshop = args.workshop.as_deref();
            cut_design::run(&args.file, &text, args.time, args.out.as_deref(), workshop)
        }
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
    read_job(text)
        .map(|job| FileKind::Job(Box::new(job)))
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

fn cut_instance(args: &Args, job: Job) -> Result<(), Failure> {
    for rounded in &job.rounded {
        say(&format!("note: {rounded}"));
    }
    let keep = match args.keep.read()? {
        Some(keep) => keep,
        None => job.keep,
    };
    let instance = by_options(args, job.instance)?;
    let kept = keep_sheets(&instance, &keep)?;
    let earlier = args
        .resume
        .as_deref()
        .map(|path| earlier_plan(&instance, path))
        .transpose()?;
    let start = Instant::now();
    let outcome = search::search(args, (&instance, &kept), earlier.as_ref(), start);
    let seconds = start.elapsed().as_secs_f64();
    search::check(&instance, &outcome)?;
    let mut text = write_solution(&instance, &outcome, args.work.is_none().then_some(seconds));
    text.push('\n');
    write_out(args.out.as_deref(), &text)?;
    say(&search::summary(&instance, &outcome));
    if outcome.unplaced.is_empty() {
        Ok(())
    } else {
        Err(Failure::Job(search::unplaced(&instance, &outcome)))
    }
}

/// The instance with what the options say in place of what the file says.
fn by_options(args: &Args, instance: Instance) -> Result<Instance, Failure> {
    let instance = if args.no_rotate {
        instance.without_rotation()
    } else {
        instance
    };
    let rules = args.rules.over(instance.rules());
    instance
        .into_builder()
        .rules(rules)
        .build()
        .map_err(|errors| Failure::Job(errors.to_string()))
}

/// An earlier plan, with its trees of cuts, found again from its rectangles where it has none.
fn earlier_plan(instance: &Instance, path: &Path) -> Result<Solution, Failure> {
    let content = |reason: String| Failure::Content {
        path: path.to_owned(),
        reason,
    };
    let locked =
        read_sheets(&crate::talk::read(path)?).map_err(|error| content(error.to_string()))?;
    let kept = Kept::new(instance, &locked).map_err(|errors| {
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        content(errors.join("\n"))
    })?;
    Ok(kept.recompose(&Solution::default()))
}

fn keep_sheets(instance: &Instance, keep: &[KeptSheet]) -> Result<Kept, Failure> {
    Kept::new(instance, keep).map_err(|errors| {
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        Failure::Job(errors.join("\n"))
    })
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
        assert!(matches!(tell_apart(path, job), Ok(FileKind::Job(_))));
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
            seed: Some(1),
            work: Some(1_000),
            resume: None,
            progress: false,
            workshop: None,
            rules: RuleArgs::default(),
            keep: KeepArgs::default(),
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
