//! The table against every way of cutting small sheets, and what is read from it against the sheet.

use super::*;
use crate::problem::job_of;
use crate::search::state::State;
use proptest::prelude::*;
use std::collections::{BTreeSet, HashMap};

type Parts = Vec<(i64, i64, u32, bool, f64)>;

/// Parts with what they are worth.
fn parts() -> impl Strategy<Value = Parts> {
    let part = (
        500_i64..2_700,
        400_i64..2_000,
        1_u32..6,
        any::<bool>(),
        0.0..0.7,
    );
    prop::collection::vec(part, 1..7)
}

fn job(parts: &Parts) -> crate::Instance {
    let parts: Vec<_> = parts
        .iter()
        .map(|&(w, h, count, turns, _)| (w, h, count, turns))
        .collect();
    job_of(&parts)
}

fn filled(problem: &Problem, worths: &[f64]) -> Worthiest {
    let mut table = Worthiest::new(problem).unwrap();
    table.begin(worths);
    while !table.is_full() {
        assert!(table.fill() > 0);
    }
    table
}

/// Sums of lengths up to the longest.
fn sums(lengths: impl Iterator<Item = usize> + Clone, longest: usize) -> BTreeSet<usize> {
    let mut sums = BTreeSet::from([0]);
    let mut fresh = vec![0];
    while let Some(sum) = fresh.pop() {
        let more = lengths.clone().map(|length| sum + length);
        fresh.extend(more.filter(|&sum| sum <= longest && sums.insert(sum)));
    }
    sums
}

/// What a piece is worth at most, by trying every cut between sums of lengths.
fn most(
    table: &Worthiest,
    (x, y): (usize, usize),
    cuts: &(BTreeSet<usize>, BTreeSet<usize>),
    known: &mut HashMap<(usize, usize), i32>,
) -> i32 {
    if let Some(&most) = known.get(&(x, y)) {
        return most;
    }
    let fits = table.lies.iter().filter(|lie| lie.x <= x && lie.y <= y);
    let mut best = fits
        .map(|lie| table.counts[lie.kind].into())
        .max()
        .unwrap_or(0);
    for &cut in cuts.0.range(1..x) {
        best =
            best.max(most(table, (cut, y), cuts, known) + most(table, (x - cut, y), cuts, known));
    }
    for &cut in cuts.1.range(1..y) {
        best =
            best.max(most(table, (x, cut), cuts, known) + most(table, (x, y - cut), cuts, known));
    }
    known.insert((x, y), best);
    best
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_table_has_the_most_that_cuts_can_make_of_a_sheet(parts in parts()) {
        let problem = Problem::new(&job(&parts));
        let worths: Vec<f64> = parts.iter().map(|part| part.4).take(problem.kinds.len()).collect();
        let table = filled(&problem, &worths);
        let (x, y) = table.cells;
        let lies = table.lies.iter();
        let cuts = (sums(lies.clone().map(|lie| lie.x), x), sums(lies.map(|lie| lie.y), y));
        let most = most(&table, (x, y), &cuts, &mut HashMap::new());
        prop_assert_eq!(i32::from(table.at((x, y))), most.min(i16::MAX.into()));
    }

    #[test]
    fn sheets_read_are_worth_what_they_say_and_can_be_cut(parts in parts()) {
        let instance = job(&parts);
        let problem = Problem::new(&instance);
        let demand: Vec<u32> = problem.kinds.iter().map(|kind| kind.demand).collect();
        let worths: Vec<f64> = parts.iter().map(|part| part.4).take(demand.len()).collect();
        let mut table = filled(&problem, &worths);
        let (x, y) = table.cells;
        let starts = table.starts.clone();
        if table.at((x, y)) > SHEET as i16 + GAIN {
            prop_assert_eq!(starts.last().map(|start| start.worth), Some(table.at((x, y))));
        } else {
            prop_assert!(starts.is_empty());
        }
        // Read first with more than enough of every part, then with those that there are.
        for left in [vec![u32::MAX; demand.len()], demand] {
            table.starts.clone_from(&starts);
            let mut expected = starts.clone();
            while let Some(start) = expected.pop() {
                let mut taken = Taken { left: left.clone(), lacking: Vec::new(), probes: 0 };
                let sheet = table.sheet(&problem, start, &mut taken).unwrap();
                let counts = sheet.counts();
                prop_assert!(counts.iter().all(|&(kind, count)| count <= left[kind]));
                let count_of = |kind: usize| i32::from(table.counts[kind]);
                let worth: i32 = counts.iter().map(|&(kind, count)| count_of(kind) * count as i32).sum();
                let lacking: i32 = taken.lacking.iter().map(|&kind| count_of(kind)).sum();
                prop_assert_eq!((worth + lacking).min(i16::MAX.into()), i32::from(start.worth));
                if left[0] == u32::MAX {
                    prop_assert!(taken.lacking.is_empty());
                    continue;
                }
                let state = State::load(&problem, std::slice::from_ref(&sheet));
                let mut left_out = vec![0; parts.len()];
                for (kind, &unplaced) in problem.kinds.iter().zip(state.unplaced()) {
                    let mut placed = kind.demand - unplaced;
                    for &(part, ordered) in &kind.members {
                        left_out[part] = ordered - placed.min(ordered);
                        placed -= placed.min(ordered);
                    }
                }
                let solution = crate::search::export::solution(&instance, &problem, &state.save());
                prop_assert_eq!(crate::verify::verify(&instance, &solution, &left_out), Ok(()));
            }
            let mut read = 0;
            loop {
                let (sheets, work) = table.read(&problem, &left);
                prop_assert!(work > 0);
                if sheets.is_empty() {
                    break;
                }
                read += sheets.len();
            }
            prop_assert_eq!(read, starts.len());
        }
    }
}

#[test]
fn parts_wanted_too_often_count_less_in_the_next_table() {
    // One small part, worth most for its area, fills the sheet; only two of it are ordered.
    let parts = vec![(700, 500, 2, false, 0.2), (1_400, 1_000, 9, false, 0.3)];
    let problem = Problem::new(&job(&parts));
    let small = problem
        .kinds
        .iter()
        .position(|kind| kind.demand == 2)
        .unwrap();
    let mut worths = vec![0.3; 2];
    worths[small] = 0.2;
    let demand: Vec<u32> = problem.kinds.iter().map(|kind| kind.demand).collect();
    let mut table = filled(&problem, &worths);
    let before = table.counts[small];
    let (sheets, _) = table.read(&problem, &demand);
    assert!(!sheets.is_empty());
    table.begin(&worths);
    assert!(
        table.counts[small] < before / 3,
        "{} of {before}",
        table.counts[small]
    );
    // It comes back once it is not wanted any more.
    for _ in 0..20 {
        while !table.is_full() {
            table.fill();
        }
        table.begin(&worths);
    }
    assert_eq!(table.counts[small], before);
}
