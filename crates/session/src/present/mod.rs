//! From a design and its assembly to the [`View`] that the page shows.

mod elevation;
mod form;
mod openings;

use furniture::assembly::evaluate::FITS_SHEETS;
use furniture::assembly::{Assembly, Severity};
use furniture::catalogue::Catalogue;
use furniture::cut_list::CutList;
use furniture::design::{Design, MaterialChoice};
use furniture::estimate::Estimate;
use furniture::gather::{gathered, sort_few_by_key};
use furniture::library::Library;
use furniture::message::Message;
use planning::plan_view::PlanView;

use crate::view::{
    BandChoiceView, BoardView, CheckView, Elevation, MaterialOption, OpeningChoices, RoleView, View,
};

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
    View {
        revision: progress.revision,
        name: subject.design.name.clone(),
        undo: progress.undo,
        redo: progress.redo,
        items: form::items(subject.assembly),
        nodes: form::nodes(subject),
        openings: openings::views(subject),
        boards,
        materials: roles(subject),
        bands: subject
            .design
            .bands
            .iter()
            .map(|(class, band)| BandChoiceView {
                class: class.clone(),
                label: format!("band.{class}"),
                band: band.clone(),
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
    let rows: std::collections::BTreeMap<&str, u32> = gathered(
        cut_list
            .rows
            .iter()
            .flat_map(|row| row.keys.iter().map(|key| (key.as_str(), row.row))),
    );
    assembly
        .boards
        .iter()
        .map(|board| BoardView {
            key: board.key.clone(),
            label: board.label.clone(),
            row: rows.get(board.key.as_str()).copied().unwrap_or_default(),
            node: board.node,
            is_front: board.is_front,
        })
        .collect()
}

fn roles(subject: &Subject<'_>) -> Vec<RoleView> {
    // The order in which one chooses: what is seen most first.
    let mut roles: Vec<&String> = subject.design.materials.keys().collect();
    let rank = |role: &str| {
        ["body", "front", "back", "drawer"]
            .iter()
            .position(|r| *r == role)
    };
    sort_few_by_key(&mut roles, |role| rank(role).unwrap_or(usize::MAX));
    roles
        .into_iter()
        .filter_map(|role| {
            let choice = subject.design.materials.get(role)?;
            Some(RoleView {
                role: role.clone(),
                label: format!("role.{role}"),
                board: choice.board.clone(),
                thickness_um: choice.thickness.0,
                decor: choice.decor.clone(),
                options: options_for(subject.catalogue, role, choice),
            })
        })
        .collect()
}

/// What can be chosen for a role. Another board keeps thickness and decor where it comes in them, else it is the first it has.
fn options_for(catalogue: &Catalogue, role: &str, now: &MaterialChoice) -> Vec<MaterialOption> {
    catalogue
        .boards_for(role)
        .filter_map(|(board, thicknesses)| {
            let thickness = kept_or_first(thicknesses, &now.thickness)?;
            let decor = kept_or_first(&board.decors, &now.decor)?;
            Some(MaterialOption {
                board: board.id.clone(),
                thickness_um: thickness.0,
                decor: decor.clone(),
                thicknesses_um: thicknesses.iter().map(|one| one.0).collect(),
                decors: board.decors.clone(),
            })
        })
        .collect()
}

/// What is in force where it is on offer, else the first that is.
fn kept_or_first<'a, T: PartialEq>(offered: &'a [T], now: &T) -> Option<&'a T> {
    offered
        .iter()
        .find(|one| *one == now)
        .or_else(|| offered.first())
}

#[cfg(test)]
mod tests {
    use super::kept_or_first;

    #[test]
    fn another_board_keeps_what_it_comes_in_too() {
        assert_eq!(kept_or_first(&[16, 18, 25], &18), Some(&18));
        assert_eq!(kept_or_first(&[9, 12], &18), Some(&9));
        assert_eq!(kept_or_first(&[], &18), None);
    }
}
