//! From a design and its assembly to the [`View`] that the page shows.

mod elevation;
mod form;
mod materials;
mod openings;

use std::collections::BTreeMap;

use estimate::Estimate;
use furniture::assembly::evaluate::FITS_SHEETS;
use furniture::assembly::{Assembly, Board, Severity};
use furniture::catalogue::Catalogue;
use furniture::cut_list::CutList;
use furniture::design::Design;
use furniture::gather::{gathered, sort_few_by_key};
use furniture::library::Library;
use furniture::message::Message;
use planning::plan_view::PlanView;

use crate::view::{BandChoiceView, BoardView, CheckView, Elevation, OpeningChoices, View};

/// What a view is made from.
pub struct Subject<'a> {
    /// The design.
    pub design: &'a Design,
    /// The design evaluated.
    pub assembly: &'a Assembly,
    /// The boards grouped for the saw.
    pub cut_list: &'a CutList,
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The part library.
    pub library: &'a Library,
}

/// What the session adds to it.
pub struct Progress {
    /// Revision.
    pub revision: u32,
    /// What undo would take back.
    pub undo: Option<Message>,
    /// What redo would bring back.
    pub redo: Option<Message>,
    /// Price and quantities.
    pub estimate: Estimate,
    /// Cutting plan of this revision.
    pub plan: Option<PlanView>,
}

/// Makes the view.
pub fn view(subject: &Subject<'_>, progress: Progress) -> View {
    let boards = board_views(subject.assembly, subject.cut_list);
    let checks = checks(subject.assembly, progress.plan.as_ref());
    let glue = estimate::amount::glue(subject.design, subject.catalogue);
    let bands = subject.catalogue.bands.values();
    let unheld = bands.filter(|band| glue.is_some_and(|glue| !glue.suits(band)));
    let unheld: Vec<String> = unheld.map(|band| band.id.clone()).collect();
    View {
        revision: progress.revision,
        name: subject.design.name.clone(),
        undo: progress.undo,
        redo: progress.redo,
        items: form::items(subject.assembly),
        nodes: form::nodes(subject),
        openings: openings::views(subject),
        boards,
        materials: materials::roles(subject),
        glue: materials::glue(subject),
        bands: subject
            .design
            .bands
            .iter()
            .map(|(class, band)| BandChoiceView {
                class: class.clone(),
                label: format!("band.{class}"),
                band: band.clone(),
                unheld: unheld.clone(),
            })
            .collect(),
        checks,
        cut_list: subject.cut_list.clone(),
        estimate: progress.estimate,
        plan: progress.plan,
    }
}

/// What the design passes or fails: boards that a cutting plan leaves out fit no sheet, whatever their size says.
pub fn checks(assembly: &Assembly, plan: Option<&PlanView>) -> Vec<CheckView> {
    let left_out: Vec<String> = plan
        .into_iter()
        .flat_map(|plan| &plan.unplaced)
        .flat_map(|left| left.keys.clone())
        .collect();
    let mut checks: Vec<CheckView> = assembly
        .checks
        .iter()
        .filter(|check| left_out.is_empty() || check.message.key != FITS_SHEETS)
        .map(|check| CheckView {
            severity: check.severity,
            message: check.message.clone(),
            keys: check.keys.clone(),
        })
        .collect();
    if !left_out.is_empty() {
        checks.push(CheckView {
            severity: Severity::Fails,
            message: Message::new("check.boards-left-out")
                .count("count", i64::try_from(left_out.len()).unwrap_or(i64::MAX)),
            keys: left_out,
        });
    }
    sort_few_by_key(&mut checks, |check| check.severity);
    checks
}

/// The front elevation.
pub fn elevation(subject: &Subject<'_>) -> Elevation {
    elevation::of(subject.assembly, subject.catalogue)
}

/// What can be put into an opening and taken out of it; none when there is no such opening.
pub fn choices(subject: &Subject<'_>, key: &str) -> Option<OpeningChoices> {
    openings::choices_of(subject, key)
}

fn board_views(assembly: &Assembly, cut_list: &CutList) -> Vec<BoardView> {
    let rows: BTreeMap<&str, u32> = gathered(
        cut_list
            .rows
            .iter()
            .flat_map(|row| row.keys.iter().map(|key| (key.as_str(), row.row))),
    );
    assembly
        .boards
        .iter()
        .enumerate()
        .map(|(index, board)| {
            let key = board.key.to_string();
            BoardView {
                number: board_number(assembly, index, board),
                label: board.label.clone(),
                row: rows.get(key.as_str()).copied().unwrap_or_default(),
                node: board.key.node,
                role: board.role,
                is_front: board.is_front,
                key,
            }
        })
        .collect()
}

/// The number of a board where its module makes several of them, which stand one after another; else 0.
fn board_number(assembly: &Assembly, index: usize, board: &Board) -> u32 {
    let is_like = |index: Option<usize>| {
        let other = index.and_then(|index| assembly.boards.get(index));
        other.is_some_and(|other| other.key.repeats(&board.key))
    };
    if is_like(index.checked_sub(1)) || is_like(index.checked_add(1)) {
        board.key.index + 1
    } else {
        0
    }
}

/// The name of a board, with its number where it has one.
fn board_name(assembly: &Assembly, index: usize, board: &Board) -> Message {
    match board_number(assembly, index, board) {
        0 => Message::new(&board.label),
        number => Message::new("opening.numbered")
            .key("what", &board.label)
            .count("number", i64::from(number)),
    }
}
