//! Counting tests, and how long each took, from what the test runners print.

use std::ops::AddAssign;
use std::time::Duration;

/// How many tests ran and how they ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests that passed.
    pub passed: u64,
    /// Tests that failed, or could not end.
    pub failed: u64,
    /// Tests that were not run.
    pub skipped: u64,
}

impl Tally {
    /// One test that passed or failed.
    pub fn of(passed: bool) -> Self {
        Self {
            passed: u64::from(passed),
            failed: u64::from(!passed),
            skipped: 0,
        }
    }

    /// The tally of a suite whose runner ended with or without success: a runner that fails, or that ran nothing, is a
    /// failure even where its summary tells of none.
    pub fn judged(mut self, success: bool) -> Self {
        let says_nothing = self.passed + self.failed == 0;
        if says_nothing || (!success && self.failed == 0) {
            self.failed += 1;
        }
        self
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// What a suite came to: its tests, and how long those took of which the runner tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ran {
    /// How many there were and how they ended.
    pub tally: Tally,
    /// Tests, or the smallest parts of the suite that have a time.
    pub times: Vec<(String, Duration)>,
}

impl Ran {
    /// As [`Tally::judged`].
    pub fn judged(mut self, success: bool) -> Self {
        self.tally = self.tally.judged(success);
        self
    }
}

impl From<Tally> for Ran {
    fn from(tally: Tally) -> Self {
        Self {
            tally,
            times: Vec::new(),
        }
    }
}

/// Adds up the `test result: ok. 8 passed; 0 failed; 1 ignored; …` lines of `cargo test`.
///
/// The time is that of each program: `Running unittests src/lib.rs (target/debug/deps/export-0123)` names it.
pub fn of_cargo(text: &str) -> Ran {
    let mut tally = Tally::default();
    let mut times = Vec::new();
    let mut program = "cargo test";
    for line in text.lines().map(str::trim) {
        let starts = ["Running ", "Doc-tests "]
            .iter()
            .find_map(|word| line.strip_prefix(word));
        program = starts.unwrap_or(program);
        let Some(line) = line.strip_prefix("test result: ") else {
            continue;
        };
        if let Some(time) = line
            .split_once("finished in ")
            .and_then(|(_, rest)| time(rest.split(';').next()?))
        {
            times.push((short_name(program), time));
        }
        let after_verdict = line.split_once(". ").map_or(line, |(_, counts)| counts);
        for part in after_verdict.split(';') {
            match part.trim().split_once(' ') {
                Some((number, "passed")) => tally.passed += parsed(number),
                Some((number, "failed")) => tally.failed += parsed(number),
                Some((number, "ignored")) => tally.skipped += parsed(number),
                _ => {}
            }
        }
    }
    Ran { tally, times }
}

/// The crate and the file of its tests, of `unittests src/lib.rs (target/debug/deps/export-0123456789abcdef)`.
fn short_name(program: &str) -> String {
    let Some((file, path)) = program
        .strip_suffix(')')
        .and_then(|program| program.split_once(" ("))
    else {
        return format!("documentation of {program}");
    };
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let crate_name = name.rsplit_once('-').map_or(name, |(name, _)| name);
    match file.strip_prefix("unittests ") {
        Some(_) => format!("{crate_name}: unit tests"),
        None => format!("{crate_name}: {file}"),
    }
}

/// Reads what `node --test --test-reporter=spec` says: `✔ a name (12.5ms)` for each test, `ℹ pass 5` in the end.
pub fn of_node(text: &str) -> Ran {
    let mut tally = Tally::default();
    let mut times = Vec::new();
    // Only unindented lines: a test may itself print what a nested runner said. What failed is told again after the end.
    for line in text.lines() {
        if tally == Tally::default()
            && let Some(line) = line.strip_prefix("✔ ").or_else(|| line.strip_prefix("✖ "))
            && let Some((name, rest)) = line.rsplit_once(" (")
            && let Some(time) = rest.split(')').next().and_then(time)
        {
            times.push((name.to_owned(), time));
        }
        let Some(line) = line.strip_prefix("ℹ ") else {
            continue;
        };
        match line.trim_end().split_once(' ') {
            Some(("pass", number)) => tally.passed += parsed(number),
            Some(("fail" | "cancelled", number)) => tally.failed += parsed(number),
            Some(("skipped" | "todo", number)) => tally.skipped += parsed(number),
            _ => {}
        }
    }
    Ran { tally, times }
}

/// A time as runners write it: `0.16s`, `12.5ms`.
fn time(text: &str) -> Option<Duration> {
    let (number, unit) = match text.trim().strip_suffix("ms") {
        Some(number) => (number, 0.001),
        None => (text.trim().strip_suffix('s')?, 1.0),
    };
    Duration::try_from_secs_f64(number.parse::<f64>().ok()? * unit).ok()
}

/// Reads the summary of Python's unittest: `Ran 12 tests in 0.3s` and `OK (skipped=1)` or
/// `FAILED (failures=1, errors=2)`.
pub fn of_unittest(text: &str) -> Ran {
    let mut tally = Tally::default();
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("Ran ") {
            tally.passed += rest.split(' ').next().map_or(0, parsed);
        }
        let verdict = ["OK", "FAILED"]
            .into_iter()
            .find_map(|word| line.strip_prefix(word));
        let counts = verdict.and_then(|rest| rest.trim().strip_prefix('(')?.strip_suffix(')'));
        for (kind, number) in counts
            .into_iter()
            .flat_map(|counts| counts.split(", "))
            .filter_map(|c| c.split_once('='))
        {
            match kind {
                "failures" | "errors" | "unexpected successes" => tally.failed += parsed(number),
                "skipped" => tally.skipped += parsed(number),
                _ => {}
            }
        }
    }
    // An error outside of any test (an import that fails in a set-up) is counted as an error but not as run.
    tally.passed = tally.passed.saturating_sub(tally.failed + tally.skipped);
    tally.into()
}

fn parsed(number: &str) -> u64 {
    number.trim().parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(passed: u64, failed: u64, skipped: u64) -> Tally {
        Tally {
            passed,
            failed,
            skipped,
        }
    }

    fn millis(times: &[(String, Duration)]) -> Vec<(&str, u128)> {
        let times = times.iter();
        times
            .map(|(name, time)| (name.as_str(), time.as_millis()))
            .collect()
    }

    #[test]
    fn cargo_is_added_up_over_crates_and_doctests() {
        let text = "
     Running unittests src/lib.rs (target/debug/deps/furniture-0123)
running 2 tests
test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s
     Running tests/golden.rs (/t/debug/deps/golden-45)
test result: FAILED. 3 passed; 4 failed; 0 ignored; 0 measured; 0 filtered out; finished in 12.16s
   Doc-tests furniture
test result: ok. 10 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s; merged doctests";
        let ran = of_cargo(text);
        assert_eq!(ran.tally, tally(15, 4, 1));
        assert_eq!(
            millis(&ran.times),
            [
                ("furniture: unit tests", 0),
                ("golden: tests/golden.rs", 12_160),
                ("documentation of furniture", 1_000)
            ]
        );
        assert_eq!(of_cargo("error: could not compile"), Ran::default());
    }

    #[test]
    fn node_tells_each_test_once() {
        let text = "✔ a board (of oak) (12.5ms)\n  ✔ nested (9ms)\n✖ a shelf (1500ms)\n  ℹ pass 99\nℹ tests 9\nℹ suites 2\nℹ pass 5\nℹ fail 1\n\
                    ℹ cancelled 1\nℹ skipped 1\nℹ todo 1\nℹ duration_ms 12.5\n\n✖ failing tests:\n\n✖ a shelf (1500ms)";
        let ran = of_node(text);
        assert_eq!(ran.tally, tally(5, 2, 2));
        assert_eq!(
            millis(&ran.times),
            [("a board (of oak)", 12), ("a shelf", 1500)]
        );
    }

    #[test]
    fn unittest_takes_failures_from_what_ran() {
        let of = |text| of_unittest(text).tally;
        assert_eq!(of("....\nRan 4 tests in 0.001s\n\nOK\n"), tally(4, 0, 0));
        assert_eq!(of("Ran 5 tests in 1s\n\nOK (skipped=2)"), tally(3, 0, 2));
        let failed = "Ran 9 tests in 1s\n\nFAILED (failures=1, errors=2, skipped=1)";
        assert_eq!(of(failed), tally(5, 3, 1));
        let nothing = "NO TESTS RAN\nRan 0 tests in 0.000s";
        assert_eq!(of(nothing), Tally::default());
    }

    #[test]
    fn nothing_run_and_silent_failures_are_failures() {
        assert_eq!(Tally::default().judged(true), tally(0, 1, 0));
        assert_eq!(tally(0, 0, 7).judged(true), tally(0, 1, 7));
        assert_eq!(tally(3, 0, 0).judged(false), tally(3, 1, 0));
        assert_eq!(tally(3, 2, 0).judged(false), tally(3, 2, 0));
        assert_eq!(tally(3, 0, 0).judged(true), tally(3, 0, 0));
    }
}
