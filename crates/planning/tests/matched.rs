//! Fronts on which the figure runs on: from the design to one strip on the sheet.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests may panic"
)]

use furniture::assembly::evaluate;
use furniture::catalogue::Catalogue;
use furniture::cut_list::{CutList, MatchedBoards};
use furniture::shipped::starter;
use planning::cutting_job::CuttingJob;
use planning::cutting_plan::CuttingPlan;
use planning::keep::{Keeping, keep};
use planning::plan_view::{SheetView, plan_of};
use planning::run::Run;

const TRACKS: &str = "\"tracks\": \"1fr 1fr 1.4fr\"";

/// The sideboard with its three drawers matched, after some words of its file were replaced.
fn sideboard(replaced: &[(&str, &str)]) -> (CutList, CuttingJob) {
    let catalogue = Catalogue::shipped().unwrap();
    let library = furniture::library::shipped(&catalogue).unwrap();
    let text = starter("sideboard").unwrap();
    assert!(text.contains(TRACKS));
    let mut text = text.replace(TRACKS, &format!("{TRACKS}, \"matched\": \"true\""));
    for (from, to) in replaced {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    let design = furniture::design::read(&text).unwrap();
    let evaluation = evaluate(&design, &catalogue, &library);
    assert!(evaluation.problems.is_empty(), "{:?}", evaluation.problems);
    let cut_list = CutList::of(&evaluation.assembly, &catalogue);
    let job = CuttingJob::of(&cut_list, &design, &catalogue, 1);
    (cut_list, job)
}

fn only_set(cut_list: &CutList) -> &MatchedBoards {
    assert_eq!(cut_list.matched.len(), 1);
    &cut_list.matched[0]
}

fn planned(job: &CuttingJob) -> CuttingPlan {
    let mut run = Run::new(job).unwrap();
    for _ in 0..8 {
        run.step();
    }
    run.plan()
}

fn sheets_of(job: &CuttingJob, plan: &CuttingPlan) -> Vec<SheetView> {
    let view = plan_of(job, plan).unwrap().view;
    assert!(view.unplaced.is_empty(), "{:?}", view.unplaced);
    let groups = view.groups.into_iter();
    groups.flat_map(|group| group.patterns).collect()
}

/// The sheet with all boards of the set, and their places in it in the order of the set.
fn strip<'a>(sheets: &'a [SheetView], set: &MatchedBoards) -> (&'a SheetView, Vec<[i64; 4]>) {
    let place = |sheet: &SheetView, key: &String| {
        let mut placements = sheet.placements.iter();
        let found = placements.find(|placement| placement.keys.contains(key))?;
        Some([found.x_um, found.y_um, found.width_um, found.height_um])
    };
    let places = |sheet: &'a SheetView| {
        let all: Option<Vec<[i64; 4]>> = set.keys.iter().map(|key| place(sheet, key)).collect();
        Some((sheet, all?))
    };
    sheets.iter().find_map(places).unwrap()
}

/// Where a board lies among the placements of a sheet.
fn place_of(sheet: &SheetView, key: &String) -> usize {
    let mut placements = sheet.placements.iter();
    let found = placements.position(|placement| placement.keys.contains(key));
    found.unwrap()
}

#[test]
fn matched_fronts_have_rows_of_their_own() {
    let (cut_list, _) = sideboard(&[]);
    let set = only_set(&cut_list);
    assert!(set.is_across, "the fronts' grain lies across the column");
    assert_eq!(set.keys.len(), 3);
    for row in &cut_list.rows {
        let is_in_set = row.keys.iter().any(|key| set.keys.contains(key));
        assert_eq!(row.matched, is_in_set.then_some(1));
        assert!(!is_in_set || row.keys.iter().all(|key| set.keys.contains(key)));
    }
}

#[test]
fn they_lie_in_one_strip_in_their_order() {
    let (cut_list, job) = sideboard(&[]);
    let sheets = sheets_of(&job, &planned(&job));
    let (_, places) = strip(&sheets, only_set(&cut_list));
    for pair in places.windows(2) {
        let ([x, y, length, width], [next_x, next_y, next_length, _]) = (pair[0], pair[1]);
        assert_eq!((x, length), (next_x, next_length), "{places:?}");
        assert_eq!(next_y, y + width + job.kerf_um, "{places:?}");
    }
}

#[test]
fn pinning_one_pins_all() {
    let (cut_list, mut job) = sideboard(&[]);
    let set = only_set(&cut_list);
    let mut plan = planned(&job);
    let sheets = sheets_of(&job, &plan);
    let (sheet, before) = strip(&sheets, set);
    let at = place_of(sheet, &set.keys[1]);
    assert!(keep(
        &mut job,
        &mut plan,
        sheet.number,
        Keeping::Board(at, true)
    ));
    let kept = job.groups.iter().flat_map(|group| &group.keep);
    let kept: Vec<usize> = kept.map(|kept| kept.placements.len()).collect();
    assert_eq!(kept, [3]);

    let again = sheets_of(&job, &planned(&job));
    let (sheet, after) = strip(&again, set);
    assert_eq!(before, after);
    let pinned = sheet.placements.iter().filter(|one| one.is_pinned);
    assert_eq!(pinned.count(), 3);

    let mut plan = planned(&job);
    let at = place_of(sheet, &set.keys[1]);
    assert!(keep(
        &mut job,
        &mut plan,
        sheet.number,
        Keeping::Board(at, false)
    ));
    assert!(job.groups.iter().all(|group| group.keep.is_empty()));
}

#[test]
fn without_grain_there_is_nothing_to_match() {
    let plain = [
        ("natural-bamboo", "warm-white"),
        ("bamboo-laminated", "mfc-pb-enf"),
        ("\"5 mm\"", "\"18 mm\""),
    ];
    let (cut_list, job) = sideboard(&plain);
    assert!(cut_list.matched.is_empty());
    assert!(cut_list.rows.iter().all(|row| row.matched.is_none()));
    assert!(job.groups.iter().all(|group| group.matched.is_empty()));
}

#[test]
fn a_strip_that_fits_no_sheet_is_said() {
    let (_, mut job) = sideboard(&[]);
    // Wide enough for each of the fronts, but not for all three.
    for sheet in job.groups.iter_mut().flat_map(|group| &mut group.sheets) {
        sheet.width_um = sheet.width_um.min(500_000);
    }
    let view = plan_of(&job, &planned(&job)).unwrap().view;
    let left = view.unplaced.iter();
    let reasons: Vec<&str> = left.map(|left| left.reason.key.as_str()).collect();
    assert!(reasons.contains(&"problem.unplaced-matched"), "{reasons:?}");
}
