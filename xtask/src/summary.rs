//! Counting tests from what the test runners print.

use std::ops::AddAssign;

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

/// Adds up the `test result: ok. 8 passed; 0 failed; 1 ignored; …` lines of `cargo test`.
pub fn of_cargo(text: &str) -> Tally {
    let mut tally = Tally::default();
    for line in text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("test result: "))
    {
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
    tally
}

/// Reads the summary of `node --test`: `# pass 5` where its output is no terminal (TAP), `ℹ pass 5` where it is.
pub fn of_node(text: &str) -> Tally {
    let mut tally = Tally::default();
    // Only unindented lines: a test may itself print what a nested runner said.
    for line in text.lines() {
        let Some(line) = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ ")) else {
            continue;
        };
        match line.trim_end().split_once(' ') {
            Some(("pass", number)) => tally.passed += parsed(number),
            Some(("fail" | "cancelled", number)) => tally.failed += parsed(number),
            Some(("skipped" | "todo", number)) => tally.skipped += parsed(number),
            _ => {}
        }
    }
    tally
}

/// Reads the summary of Python's unittest: `Ran 12 tests in 0.3s` and `OK (skipped=1)` or
/// `FAILED (failures=1, errors=2)`.
pub fn of_unittest(text: &str) -> Tally {
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
    tally
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

    #[test]
    fn cargo_is_added_up_over_crates_and_doctests() {
        let text = "
running 2 tests
test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s
test result: FAILED. 3 passed; 4 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.16s
   Doc-tests furniture
test result: ok. 10 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s; merged doctests";
        assert_eq!(of_cargo(text), tally(15, 4, 1));
        assert_eq!(of_cargo("error: could not compile"), Tally::default());
    }

    #[test]
    fn node_speaks_in_two_ways() {
        let tap = "# Subtest: page\n    # pass 99\nok 1 - page\n1..9\n# tests 9\n# suites 2\n# pass 5\n# fail 1\n\
                   # cancelled 1\n# skipped 1\n# todo 1\n# duration_ms 12.5";
        assert_eq!(of_node(tap), tally(5, 2, 2));
        let spec = "ℹ tests 3\nℹ pass 3\nℹ fail 0\nℹ cancelled 0\nℹ skipped 0\nℹ todo 0";
        assert_eq!(of_node(spec), tally(3, 0, 0));
    }

    #[test]
    fn unittest_takes_failures_from_what_ran() {
        assert_eq!(
            of_unittest("....\nRan 4 tests in 0.001s\n\nOK\n"),
            tally(4, 0, 0)
        );
        assert_eq!(
            of_unittest("Ran 5 tests in 1s\n\nOK (skipped=2)"),
            tally(3, 0, 2)
        );
        let failed = "Ran 9 tests in 1s\n\nFAILED (failures=1, errors=2, skipped=1)";
        assert_eq!(of_unittest(failed), tally(5, 3, 1));
        assert_eq!(
            of_unittest("NO TESTS RAN\nRan 0 tests in 0.000s"),
            Tally::default()
        );
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
