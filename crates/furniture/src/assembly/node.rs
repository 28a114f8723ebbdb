//! Evaluating one module and, through its openings, all inside it.

use std::collections::{BTreeMap, BTreeSet};

use super::materials::Materials;
use super::parameters::length_limits;
use super::scope::NodeScope;
use super::terms::{count, each, failing, formula_problem, length, placed, truth};
use super::{
    AssembledNode, Assembly, Box3, Check, Fitting, LengthLimits, Model, Motion, MotionPath, Solid,
};
use crate::assembly::Severity;
use crate::catalogue::{Catalogue, Method};
use crate::design::{Design, Node};
use crate::formula::{Formula, Value};
use crate::gather::gathered;
use crate::length::Length;
use crate::library::file::ConditionSeverity;
use crate::library::slots::{self, FRONT};
use crate::library::{Condition, Library, Limits, Module, PathTemplate};
use crate::message::Message;
use crate::problem::Problem;

/// Most boards of a design; far above any furniture, far below what would stall a browser.
const MAX_BOARDS: usize = 5000;
/// Deepest nesting of modules; the JSON reader's own limit is a little above.
const MAX_DEPTH: usize = 36;

/// Where a module sits.
#[derive(Clone, Debug)]
pub(super) struct Position {
    pub item: usize,
    pub opening: Option<usize>,
    pub space: Box3,
    pub overlay: [Length; 4],
    pub depth: usize,
    /// A front around this place closes it already.
    pub is_closed: bool,
}

impl Position {
    pub fn outermost(item: usize, space: Box3) -> Self {
        Self {
            item,
            opening: None,
            space,
            overlay: [Length(0); 4],
            depth: 0,
            is_closed: false,
        }
    }
}

/// Builds the assembly.
pub(super) struct Evaluator<'a> {
    pub library: &'a Library,
    pub assembly: Assembly,
    pub problems: Vec<Problem>,
    pub(super) design: &'a Design,
    pub(super) catalogue: &'a Catalogue,
    pub(super) method: &'a Method,
    pub(super) values: &'a BTreeMap<String, Value>,
    pub(super) materials: &'a Materials,
    pub(super) passed: BTreeSet<String>,
    pub(super) failed: BTreeSet<String>,
}

pub(super) type Outcome<T> = Result<T, Problem>;

impl<'a> Evaluator<'a> {
    pub fn new(
        design: &'a Design,
        catalogue: &'a Catalogue,
        library: &'a Library,
        method: &'a Method,
        values: &'a BTreeMap<String, Value>,
        materials: &'a Materials,
    ) -> Self {
        Self {
            library,
            assembly: Assembly::default(),
            problems: Vec::new(),
            design,
            catalogue,
            method,
            values,
            materials,
            passed: BTreeSet::new(),
            failed: BTreeSet::new(),
        }
    }

    /// The assembly and the problems; conditions that passed everywhere become one check each.
    pub fn finish(mut self) -> (Assembly, Vec<Problem>) {
        for id in &self.passed {
            if self.failed.contains(id) {
                continue;
            }
            self.assembly.checks.push(Check {
                severity: Severity::Passes,
                message: Message::new(format!("check.{id}.passes")),
                keys: Vec::new(),
            });
        }
        (self.assembly, self.problems)
    }

    fn scope<'s>(&'s self, node: Option<&'s Node>, position: &Position) -> NodeScope<'s> {
        let fronts = node.map_or(0, |node| self.fronts_in(node));
        NodeScope {
            method: self.values,
            materials: self.materials.of_item(position.item),
            node: node.map(|node| (node, self.library)),
            size: position.space.size,
            overlay: position.overlay,
            fronts_inside: fronts,
            own: Vec::new(),
            index: 0,
        }
    }

    fn fronts_in(&self, node: &Node) -> i64 {
        let takes = |node: &&Node| {
            self.library
                .get(&node.module)
                .is_some_and(|module| module.takes(FRONT))
        };
        i64::try_from(node.subtree().iter().filter(|node| takes(node)).count()).unwrap_or(i64::MAX)
    }

    /// Limits of one outer length of an item.
    pub fn size_limits(
        &mut self,
        node: &Node,
        limits: &Limits,
        position: &Position,
    ) -> LengthLimits {
        let scope = self.scope(Some(node), position);
        let place = format!("module {}, size", node.id);
        match length_limits(limits, &scope, &place) {
            Ok(limits) => limits,
            Err(problem) => {
                self.problems.push(problem);
                LengthLimits::default()
            }
        }
    }

    /// Evaluates a module in its place.
    pub fn node(&mut self, node: &'a Node, position: Position) {
        let library = self.library;
        let Some(module) = library.get(&node.module) else {
            self.problems
                .push(Problem::no_such_module(&node.module, node.id));
            return;
        };
        if position.depth > MAX_DEPTH {
            self.problems.push(Problem::at(
                Message::new("problem.too-deep").count("most", MAX_DEPTH as i64),
                format!("module {}", node.id),
            ));
            return;
        }
        if let Err(problem) = self.build(node, module, &position) {
            self.problems
                .push(problem.within(Message::new(&module.label)));
        }
    }

    fn build(&mut self, node: &'a Node, module: &'a Module, position: &Position) -> Outcome<()> {
        let mut scope = NodeScope {
            method: self.values,
            materials: self.materials.of_item(position.item),
            node: Some((node, self.library)),
            size: position.space.size,
            overlay: position.overlay,
            fronts_inside: self.fronts_in(node),
            own: Vec::new(),
            index: 0,
        };
        let openings = self.build_in(node, module, position, &mut scope)?;
        self.fill(node, position, &openings);
        Ok(())
    }

    fn build_in<'s>(
        &mut self,
        node: &'s Node,
        module: &'s Module,
        position: &Position,
        scope: &mut NodeScope<'s>,
    ) -> Outcome<Vec<usize>> {
        self.conditions(node, &module.needs, scope)?;
        let parameters = self.parameters(node, module, scope)?;
        self.assembly.nodes.push(AssembledNode {
            id: node.id,
            item: position.item,
            module: module.id.clone(),
            opening: position.opening,
            space: position.space,
            parameters,
        });
        for (name, formula) in &module.names {
            let value = formula
                .evaluate(scope)
                .map_err(|error| formula_problem(&error, formula, node, name))?;
            scope.own.push((name, value));
        }
        self.conditions(node, &module.conditions, scope)?;

        let mut motions: Vec<(&str, i64, usize)> = Vec::new();
        for motion in &module.motions {
            for index in each(&motion.repetition, scope, node, &motion.id)? {
                scope.index = index;
                let at = |formula: &Formula| length(formula, scope, node, &motion.id);
                let path = match &motion.path {
                    PathTemplate::Hinge { at: [x, z], left } => MotionPath::Hinge {
                        at: [
                            Length(at(x)?.0 + position.space.min[0].0),
                            Length(at(z)?.0 + position.space.min[2].0),
                        ],
                        left: truth(left, scope, node, &motion.id)?,
                    },
                    PathTemplate::Slide { by: [x, y, z] } => {
                        MotionPath::Slide([at(x)?, at(y)?, at(z)?])
                    }
                };
                motions.push((&motion.id, index, self.assembly.motions.len()));
                self.assembly.motions.push(Motion {
                    key: scope.key(node, &motion.id),
                    item: position.item,
                    path,
                });
            }
        }
        let motion_of = |motion: &Option<(String, Formula)>, scope: &NodeScope<'_>| match motion {
            None => Ok(None),
            Some((id, index)) => {
                let index = count(index, scope, node, id)?;
                let mut motions = motions.iter();
                let found = motions.rfind(|(known, at, _)| known == id && *at == index);
                Ok(found.map(|(.., motion)| *motion))
            }
        };

        for template in &module.boards {
            for index in each(&template.repetition, scope, node, &template.id)? {
                scope.index = index;
                let motion = motion_of(&template.motion, scope)?;
                let board = self.board(node, template, position, scope, motion)?;
                if self.assembly.boards.len() >= MAX_BOARDS {
                    return Err(Problem::at(
                        Message::new("problem.too-many-boards").count("most", MAX_BOARDS as i64),
                        format!("module {}", node.id),
                    ));
                }
                self.assembly.boards.push(board);
            }
        }
        for template in &module.models {
            for index in each(&template.repetition, scope, node, &template.id)? {
                scope.index = index;
                let mut stretch = [None; 3];
                for (axis, formula) in template.stretch.iter().enumerate() {
                    if let Some(formula) = formula {
                        stretch[axis] = Some(length(formula, scope, node, &template.id)?);
                    }
                }
                let solid = match &template.solid {
                    None => None,
                    Some([at, size]) => {
                        let [w, h, d] = size;
                        let of = |formula| length(formula, scope, node, &template.id);
                        Some(Solid {
                            label: module.label.clone(),
                            place: Box3 {
                                min: placed(at, position, scope, node, &template.id)?,
                                size: [of(w)?, of(h)?, of(d)?],
                            },
                        })
                    }
                };
                let motion = motion_of(&template.motion, scope)?;
                self.assembly.models.push(Model {
                    key: scope.key(node, &template.id),
                    item: position.item,
                    model: template.model.clone(),
                    at: placed(&template.at, position, scope, node, &template.id)?,
                    stretch,
                    solid,
                    motion,
                });
            }
        }
        for template in &module.fittings {
            let place = &template.hardware;
            if !self.catalogue.hardware.contains_key(place) {
                return Err(Problem::at(
                    Message::new("problem.no-such-hardware").text("hardware", place.clone()),
                    format!("module {}", node.id),
                ));
            }
            for index in each(&template.repetition, scope, node, place)? {
                scope.index = index;
                let quantity = count(&template.quantity, scope, node, place)?;
                let length = template
                    .length
                    .as_ref()
                    .map(|f| length(f, scope, node, place))
                    .transpose()?;
                if let Some(quantity) = u32::try_from(quantity)
                    .ok()
                    .filter(|quantity| *quantity > 0)
                {
                    self.assembly.fittings.push(Fitting {
                        node: node.id,
                        hardware: place.clone(),
                        quantity,
                        length,
                    });
                }
            }
        }
        let mut openings = Vec::new();
        for template in &module.openings {
            for index in each(&template.repetition, scope, node, &template.id)? {
                scope.index = index;
                openings.push(self.opening(node, template, position, scope)?);
            }
        }
        Ok(openings)
    }

    /// Puts what the design holds into the openings just made.
    fn fill(&mut self, node: &'a Node, position: &Position, openings: &[usize]) {
        let library = self.library;
        let mut left: BTreeSet<&str> = gathered(node.contents.keys().map(String::as_str));
        for &index in openings {
            let opening = &self.assembly.openings[index];
            let Some((key, inside)) = node.contents.get_key_value(&opening.key.place()) else {
                continue;
            };
            left.remove(key.as_str());
            let inner = Position {
                item: position.item,
                opening: Some(index),
                space: opening.space,
                overlay: opening.overlay,
                depth: position.depth + 1,
                is_closed: position.is_closed,
            };
            let modules: Vec<Option<&Module>> =
                inside.iter().map(|one| library.get(&one.module)).collect();
            let mut beside: Vec<&Module> = Vec::new();
            for (at, one) in inside.iter().enumerate() {
                if let Some(module) = modules[at] {
                    let refusal = self.refused(index, module, &beside, position.is_closed);
                    if let Some(problem) = refusal {
                        self.problems.push(problem);
                        continue;
                    }
                    beside.push(module);
                }
                let others = modules.iter().enumerate();
                let others = others.filter_map(|(k, module)| module.filter(|_| k != at));
                let is_closed = slots::closes(position.is_closed, others);
                self.assembly.openings[index].nodes.push(one.id);
                let before = self.assembly.openings.len();
                self.node(
                    one,
                    Position {
                        is_closed,
                        ..inner.clone()
                    },
                );
                if self.assembly.openings.len() > before {
                    self.assembly.openings[index].is_divided = true;
                }
            }
        }
        for key in left {
            self.problems.push(Problem::at(
                Message::new("problem.no-such-opening"),
                format!("opening {}/{key}", node.id),
            ));
        }
    }

    /// Why a module can't stay in an opening beside those that are there.
    fn refused(
        &self,
        opening: usize,
        module: &Module,
        beside: &[&Module],
        is_closed: bool,
    ) -> Option<Problem> {
        let opening = &self.assembly.openings[opening];
        let beside = beside.iter().copied();
        let refusal = slots::refusal(module, &opening.accepts, beside, is_closed)?;
        let message = Message::new(refusal.key()).key("module", &module.label);
        let problem = Problem::at(message, format!("opening {}", opening.key));
        Some(problem.concerning(vec![opening.key.to_string()]))
    }

    fn conditions<'s>(
        &mut self,
        node: &Node,
        conditions: &'s [Condition],
        scope: &mut NodeScope<'s>,
    ) -> Outcome<()> {
        for condition in conditions {
            for index in each(&condition.repetition, scope, node, &condition.id)? {
                scope.index = index;
                if truth(&condition.that, scope, node, &condition.id)? {
                    self.passed.insert(condition.id.clone());
                    continue;
                }
                self.failed.insert(condition.id.clone());
                let message = failing(condition, scope).map_err(|(error, formula)| {
                    formula_problem(&error, formula, node, &condition.id)
                })?;
                let keys: Vec<String> = condition
                    .boards
                    .iter()
                    .map(|board| scope.key(node, board).to_string())
                    .collect();
                match condition.severity {
                    ConditionSeverity::Fails => {
                        return Err(
                            Problem::at(message, format!("module {}", node.id)).concerning(keys)
                        );
                    }
                    ConditionSeverity::LookAt => self.assembly.checks.push(Check {
                        severity: Severity::LookAt,
                        message,
                        keys,
                    }),
                }
            }
        }
        scope.index = 0;
        Ok(())
    }
}
