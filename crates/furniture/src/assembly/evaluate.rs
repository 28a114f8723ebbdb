//! From a design to its assembly.

use super::contact;
use super::materials;
use super::node::{Evaluator, Position};
use super::surfaces;
use super::{AssembledItem, Assembly, Board, Box3, Check, LengthLimits};
use crate::assembly::Severity;
use crate::axis::Axis;
use crate::catalogue::Catalogue;
use crate::design::Design;
use crate::formula::format_length;
use crate::key::BoardKey;
use crate::length::Length;
use crate::library::Library;
use crate::message::Message;
use crate::money::{MOST_FEN, format_fen};
use crate::problem::Problem;

/// An assembly with all that stands against it.
#[derive(Clone, Debug, Default)]
pub struct Evaluation {
    /// What could be evaluated.
    pub assembly: Assembly,
    /// Why it can't be built; empty for a design that can.
    pub problems: Vec<Problem>,
    /// Boards that have a material of their own in the design and aren't there; each is among the problems.
    pub strays: Vec<BoardKey>,
}

/// Evaluates a design.
///
/// Never fails as a whole: problems are gathered, and what doesn't depend on them is still there.
pub fn evaluate(design: &Design, catalogue: &Catalogue, library: &Library) -> Evaluation {
    let mut problems = Vec::new();
    let Some(method) = catalogue.methods.get(&design.method) else {
        problems.push(Problem::new(
            Message::new("problem.no-such-method").text("method", design.method.clone()),
        ));
        return Evaluation {
            problems,
            ..Evaluation::default()
        };
    };
    let values = method.formula_values();
    prices(design, catalogue, &mut problems);
    surfaces::check(design, catalogue, &mut problems);
    let materials = materials::resolve(design, catalogue, method, &mut problems);
    if !problems.is_empty() {
        // Nearly every formula asks for a material; without it each would only repeat the problem.
        return Evaluation {
            problems,
            ..Evaluation::default()
        };
    }
    let mut evaluator = Evaluator::new(design, catalogue, library, method, &values, &materials);
    let surfaces = design.surfaces.iter();
    evaluator.assembly.surfaces = surfaces.map(|(_, surface)| surface.clone()).collect();
    for (index, item) in design.items.iter().enumerate() {
        let Some(limits) = item_limits(&mut evaluator, item, index) else {
            continue;
        };
        evaluator.assembly.items.push(AssembledItem {
            id: item.id,
            root: item.root.id,
            at: item.at,
            size: item.size,
            limits: limits.clone(),
            materials: materials.items.get(index).cloned().unwrap_or_default(),
        });
        if within_limits(&mut evaluator.problems, item, &limits) {
            let space = Box3 {
                min: [Length(0); 3],
                size: item.size,
            };
            evaluator.node(&item.root, Position::outermost(index, space));
        }
    }
    let (mut assembly, mut problems) = evaluator.finish();
    assembly.materials = materials.list;
    contact::join(&mut assembly, &mut problems);
    inside_envelope(&assembly, library, &mut problems);
    on_sheets(&mut assembly, library, &mut problems);
    // A module that can't be built makes no boards, which says nothing of what is missing.
    let strays = match problems.as_slice() {
        [] => strays(design, &assembly),
        _ => Vec::new(),
    };
    for key in &strays {
        problems.push(Problem::no_such_board(key));
    }
    let problems = Problem::told_once(problems);
    Evaluation {
        assembly,
        problems,
        strays,
    }
}

/// Reports prices of the design's own that an edit would refuse too.
fn prices(design: &Design, catalogue: &Catalogue, problems: &mut Vec<Problem>) {
    for (of, fen) in &design.prices {
        let message = if !(0..=MOST_FEN).contains(fen) {
            Message::new("problem.price").text("found", format_fen(*fen))
        } else if !catalogue.has_price(of) {
            Message::new("problem.no-such-price").text("of", of.clone())
        } else {
            continue;
        };
        problems.push(Problem::at(message, format!("price of {of}")));
    }
}

/// Boards that have a material of their own and aren't there.
fn strays(design: &Design, assembly: &Assembly) -> Vec<BoardKey> {
    let own = design.own_materials().into_iter().map(|(key, _)| key);
    own.filter(|key| !assembly.boards.iter().any(|board| board.key == *key))
        .collect()
}

/// Limits of an item's size; none, and a problem, when its outermost module can't stand alone.
fn item_limits(
    evaluator: &mut Evaluator<'_>,
    item: &crate::design::Item,
    index: usize,
) -> Option<[LengthLimits; 3]> {
    let Some(module) = evaluator.library.get(&item.root.module) else {
        evaluator
            .problems
            .push(Problem::no_such_module(&item.root.module, item.root.id));
        return None;
    };
    let Some(limits) = module.size.as_ref() else {
        evaluator.problems.push(Problem::at(
            Message::new("problem.cannot-stand-alone").key("module", module.label.clone()),
            format!("item {}", item.id),
        ));
        return None;
    };
    let position = Position::outermost(
        index,
        Box3 {
            min: [Length(0); 3],
            size: item.size,
        },
    );
    Some(std::array::from_fn(|axis| {
        evaluator.size_limits(&item.root, &limits[axis], &position)
    }))
}

fn within_limits(
    problems: &mut Vec<Problem>,
    item: &crate::design::Item,
    limits: &[LengthLimits; 3],
) -> bool {
    let mut good = true;
    for axis in Axis::ALL {
        let (value, limit) = (item.size[axis.index()], &limits[axis.index()]);
        if let Some(problem) = outside(value, limit, axis.label()) {
            problems.push(Problem {
                place: Some(format!("item {}, {}", item.id, axis.name())),
                ..problem
            });
            good = false;
        }
    }
    good
}

/// The problem of a length outside its limits.
pub(super) fn outside(value: Length, limits: &LengthLimits, label: &str) -> Option<Problem> {
    let (key, bound, limit, reason) = if value < limits.min {
        ("problem.too-small", "least", limits.min, &limits.min_reason)
    } else if value > limits.max {
        ("problem.too-large", "most", limits.max, &limits.max_reason)
    } else {
        return None;
    };
    let mut message = Message::new(key)
        .key("what", label)
        .um("found", value)
        .um(bound, limit);
    if let Some(reason) = reason {
        message.key = format!("{key}-because");
        message = message.key("reason", reason.key.clone());
    }
    Some(Problem::new(message))
}

fn inside_envelope(assembly: &Assembly, library: &Library, problems: &mut Vec<Problem>) {
    for board in &assembly.boards {
        let Some(item) = assembly.items.get(board.item) else {
            continue;
        };
        let envelope = Box3 {
            min: [Length(0); 3],
            size: item.size,
        };
        if !envelope.contains(&board.place) {
            let message = Message::new("problem.outside-envelope");
            problems.push(of_board(assembly, library, board, message));
        }
    }
}

/// Says that every board fits a sheet.
pub const FITS_SHEETS: &str = "check.boards-fit-sheets.passes";

fn on_sheets(assembly: &mut Assembly, library: &Library, problems: &mut Vec<Problem>) {
    let mut all = true;
    for board in &assembly.boards {
        let Some(material) = assembly.material(board) else {
            continue;
        };
        if !material.yields(board.oversize) {
            all = false;
            let message = too_large_for_sheets(board, material);
            problems.push(of_board(assembly, library, board, message));
        }
    }
    if all && !assembly.boards.is_empty() {
        assembly.checks.push(Check {
            severity: Severity::Passes,
            message: Message::new(FITS_SHEETS),
            keys: Vec::new(),
        });
    }
}

/// What stands against a board, with its name and the module that it belongs to.
fn of_board(assembly: &Assembly, library: &Library, board: &Board, message: Message) -> Problem {
    let problem = Problem::at(message.key("board", &board.label), board.key.to_string())
        .concerning(vec![board.key.to_string()]);
    let mut nodes = assembly.nodes.iter();
    let node = nodes.find(|node| node.id == board.key.node);
    match node.and_then(|node| library.get(&node.module)) {
        Some(module) => problem.within(Message::new(&module.label)),
        None => problem,
    }
}

fn too_large_for_sheets(board: &Board, material: &super::Material) -> Message {
    let sheets: Vec<String> = material
        .usable_sheets
        .iter()
        .map(|[length, width]| format!("{} x {}", format_length(*length), format_length(*width)))
        .collect();
    let key = if material.has_grain {
        "problem.board-too-large-grain"
    } else {
        "problem.board-too-large"
    };
    Message::new(key)
        .um("length", board.oversize[0])
        .um("width", board.oversize[1])
        .text("sheets", sheets.join(", "))
}
