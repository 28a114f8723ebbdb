//! Evaluating one module and, through its openings, all inside it.

use std::collections::{BTreeMap, BTreeSet};

use super::evaluate::outside;
use super::materials::RoleMaterial;
use super::scope::NodeScope;
use super::sizes::{BandingRule, cut_length};
use super::{
    AssembledNode, Assembly, Board, Box3, Check, Fitting, LengthLimits, Model, Motion, MotionPath,
    Opening, ResolvedParameter, ResolvedValue, edge_side,
};
use crate::catalogue::{Catalogue, Method};
use crate::design::{Design, Node};
use crate::formula::{Formula, FormulaError, Unit, Value, tracks};
use crate::gather::gathered;
use crate::length::Length;
use crate::library::file::{Along, ConditionSeverity, Lies, Side};
use crate::library::{
    BoardTemplate, Condition, Library, Limits, Module, OpeningTemplate, Parameter, ParameterKind,
    PathTemplate,
};
use crate::message::Message;
use crate::problem::Problem;
use crate::view::Severity;

/// Most repetitions of one template.
const MAX_REPEAT: i64 = 200;
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
    /// A front covers this place already.
    pub is_covered: bool,
}

impl Position {
    pub fn outermost(item: usize, space: Box3) -> Self {
        Self {
            item,
            opening: None,
            space,
            overlay: [Length(0); 4],
            depth: 0,
            is_covered: false,
        }
    }
}

/// Builds the assembly.
pub(super) struct Evaluator<'a> {
    pub library: &'a Library,
    pub assembly: Assembly,
    pub problems: Vec<Problem>,
    design: &'a Design,
    catalogue: &'a Catalogue,
    method: &'a Method,
    values: &'a BTreeMap<String, Value>,
    materials: BTreeMap<String, RoleMaterial>,
    passed: BTreeSet<String>,
    failed: BTreeSet<String>,
}

type Outcome<T> = Result<T, Problem>;

impl<'a> Evaluator<'a> {
    pub fn new(
        design: &'a Design,
        catalogue: &'a Catalogue,
        library: &'a Library,
        method: &'a Method,
        values: &'a BTreeMap<String, Value>,
        materials: BTreeMap<String, RoleMaterial>,
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
        for id in self.passed.difference(&self.failed) {
            self.assembly.checks.push(Check {
                severity: Severity::Passes,
                message: Message::new(format!("check.{id}.passes")),
                keys: Vec::new(),
            });
        }
        self.assembly.materials = self.materials;
        (self.assembly, self.problems)
    }

    fn scope<'s>(&'s self, node: Option<&'s Node>, position: &Position) -> NodeScope<'s> {
        let fronts = node.map_or(0, |node| self.fronts_in(node));
        NodeScope {
            method: self.values,
            materials: &self.materials,
            node,
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
                .is_some_and(|module| module.takes("front"))
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
            self.problems.push(problem);
        }
    }

    fn build(&mut self, node: &'a Node, module: &'a Module, position: &Position) -> Outcome<()> {
        // The scope borrows nothing of what is written below, so these are taken apart by hand.
        let materials = std::mem::take(&mut self.materials);
        let mut scope = NodeScope {
            method: self.values,
            materials: &materials,
            node: Some(node),
            size: position.space.size,
            overlay: position.overlay,
            fronts_inside: self.fronts_in(node),
            own: Vec::new(),
            index: 0,
        };
        let built = self.build_in(node, module, position, &mut scope);
        drop(scope);
        self.materials = materials;
        let openings = built?;
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

        let mut motion_index = BTreeMap::new();
        for motion in &module.motions {
            for index in repetitions(motion.repeat.as_ref(), scope, node, &motion.id)? {
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
                motion_index.insert((motion.id.as_str(), index), self.assembly.motions.len());
                self.assembly.motions.push(Motion {
                    key: format!("{}/{}.{index}", node.id, motion.id),
                    item: position.item,
                    path,
                });
            }
        }
        let motion_of = |motion: &Option<(String, Formula)>, scope: &NodeScope<'_>| match motion {
            None => Ok(None),
            Some((id, index)) => {
                let index = count(index, scope, node, id)?;
                Ok(motion_index.get(&(id.as_str(), index)).copied())
            }
        };

        for template in &module.boards {
            for index in repetitions(template.repeat.as_ref(), scope, node, &template.id)? {
                scope.index = index;
                if !applies(template.when.as_ref(), scope, node, &template.id)? {
                    continue;
                }
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
            for index in repetitions(template.repeat.as_ref(), scope, node, &template.id)? {
                scope.index = index;
                if !applies(template.when.as_ref(), scope, node, &template.id)? {
                    continue;
                }
                let mut stretch = [None; 3];
                for (axis, formula) in template.stretch.iter().enumerate() {
                    if let Some(formula) = formula {
                        stretch[axis] = Some(length(formula, scope, node, &template.id)?);
                    }
                }
                let motion = motion_of(&template.motion, scope)?;
                self.assembly.models.push(Model {
                    key: format!("{}/{}.{index}", node.id, template.id),
                    item: position.item,
                    model: template.model.clone(),
                    at: placed(&template.at, position, scope, node, &template.id)?,
                    stretch,
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
        let mut openings = Vec::new();
        for template in &module.openings {
            for index in repetitions(template.repeat.as_ref(), scope, node, &template.id)? {
                scope.index = index;
                if applies(template.when.as_ref(), scope, node, &template.id)? {
                    openings.push(self.opening(node, template, position, scope)?);
                }
            }
        }
        Ok(openings)
    }

    /// Puts what the design holds into the openings just made.
    fn fill(&mut self, node: &'a Node, position: &Position, openings: &[usize]) {
        let mut left: BTreeSet<&str> = gathered(node.contents.keys().map(String::as_str));
        for &index in openings {
            let opening = &self.assembly.openings[index];
            let name = format!("{}.{}", opening.template, opening.index);
            let Some((key, inside)) = node.contents.get_key_value(&name) else {
                continue;
            };
            left.remove(key.as_str());
            let inner = Position {
                item: position.item,
                opening: Some(index),
                space: opening.space,
                overlay: opening.overlay,
                depth: position.depth + 1,
                is_covered: position.is_covered,
            };
            let mut taken: BTreeSet<&str> = BTreeSet::new();
            let covers = inside.iter().filter(|one| self.takes(one, "front")).count();
            for one in inside {
                let is_front = self.takes(one, "front");
                let covered = position.is_covered || covers > usize::from(is_front);
                if let Some(problem) = self.refuses(index, one, &mut taken, covered) {
                    self.problems.push(problem);
                    continue;
                }
                self.assembly.openings[index].nodes.push(one.id);
                let before = self.assembly.openings.len();
                self.node(
                    one,
                    Position {
                        is_covered: covered,
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

    fn takes(&self, node: &Node, slot: &str) -> bool {
        self.library
            .get(&node.module)
            .is_some_and(|module| module.takes(slot))
    }

    fn refuses(
        &self,
        opening: usize,
        node: &Node,
        taken: &mut BTreeSet<&'a str>,
        covered: bool,
    ) -> Option<Problem> {
        let module = self.library.get(&node.module)?;
        let opening = &self.assembly.openings[opening];
        let problem = |key: &str| {
            Some(
                Problem::at(
                    Message::new(key).key("module", module.label.clone()),
                    format!("opening {}", opening.key),
                )
                .concerning(vec![opening.key.clone()]),
            )
        };
        if module
            .slots
            .iter()
            .any(|slot| !opening.accepts.contains(slot))
        {
            return problem("problem.not-accepted");
        }
        if covered && module.takes("front") {
            return problem("problem.front-covered");
        }
        let mut free = true;
        for slot in &module.slots {
            free &= taken.insert(slot);
        }
        if free {
            None
        } else {
            problem("problem.occupied")
        }
    }

    fn conditions<'s>(
        &mut self,
        node: &Node,
        conditions: &'s [Condition],
        scope: &mut NodeScope<'s>,
    ) -> Outcome<()> {
        for condition in conditions {
            for index in repetitions(condition.repeat.as_ref(), scope, node, &condition.id)? {
                scope.index = index;
                if !applies(condition.when.as_ref(), scope, node, &condition.id)? {
                    continue;
                }
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
                    .map(|board| format!("{}/{board}.{index}", node.id))
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

    fn parameters<'s>(
        &mut self,
        node: &'s Node,
        module: &'s Module,
        scope: &mut NodeScope<'s>,
    ) -> Outcome<Vec<ResolvedParameter>> {
        for id in node.parameters.keys() {
            if module.parameter(id).is_none() {
                return Err(Problem::at(
                    Message::new("problem.no-such-parameter").text("parameter", id.clone()),
                    format!("module {}, {id}", node.id),
                ));
            }
        }
        let mut resolved: Vec<Option<ResolvedParameter>> = vec![None; module.parameters.len()];
        for &k in &module.parameter_order {
            let parameter = &module.parameters[k];
            let own = node.parameters.get(&parameter.id);
            let (value, in_formulas) = self
                .resolve(node, parameter, own.map(String::as_str), scope)
                .map_err(|problem| Problem {
                    place: Some(format!("module {}, {}", node.id, parameter.id)),
                    ..problem
                })?;
            scope.own.push((&parameter.id, in_formulas));
            resolved[k] = Some(ResolvedParameter {
                id: parameter.id.clone(),
                is_default: own.is_none(),
                value,
            });
        }
        Ok(resolved.into_iter().flatten().collect())
    }

    fn resolve(
        &self,
        node: &Node,
        parameter: &Parameter,
        own: Option<&str>,
        scope: &NodeScope<'_>,
    ) -> Outcome<(ResolvedValue, Value)> {
        let id = &parameter.id;
        let stored = own
            .map(|text| crate::design::apply::normal_value(&parameter.kind, text))
            .transpose()
            .map_err(Problem::new)?;
        let place = format!("module {}, {id}", node.id);
        Ok(match &parameter.kind {
            ParameterKind::Length { limits, .. } => {
                let limits = length_limits(limits, scope, &place)?;
                let value = match &stored {
                    None => limits.default,
                    Some(text) => crate::formula::parse_length(text, Some(Unit::Millimetre))
                        .map_err(|error| Problem::new(error.message()))?,
                };
                if let Some(problem) = outside(value, &limits, &parameter.label) {
                    return Err(problem);
                }
                (ResolvedValue::Length { value, limits }, Value::from(value))
            }
            ParameterKind::Count(limits) => {
                let of = |formula: &Formula| count(formula, scope, node, id);
                let (min, max) = (of(&limits.min)?, of(&limits.max)?);
                let value = match &stored {
                    None => of(&limits.default)?,
                    Some(text) => text.parse().map_err(|_| {
                        Problem::new(Message::new("problem.count").text("found", text.clone()))
                    })?,
                };
                if value < min || value > max {
                    return Err(Problem::new(
                        Message::new("problem.count-outside")
                            .key("what", parameter.label.clone())
                            .count("found", value)
                            .count("min", min)
                            .count("max", max),
                    ));
                }
                (ResolvedValue::Count { value, min, max }, Value::from(value))
            }
            ParameterKind::Switch { default } => {
                let value = match stored.as_deref() {
                    None => truth(default, scope, node, id)?,
                    Some(text) => text == "yes",
                };
                (ResolvedValue::Switch(value), Value::from(value))
            }
            ParameterKind::Choice { default, .. } => {
                let value = match stored {
                    Some(text) => text,
                    None => default
                        .text(scope)
                        .map(|text| text.to_string())
                        .map_err(|error| formula_problem(&error, default, node, id))?,
                };
                (
                    ResolvedValue::Choice(value.clone()),
                    Value::from(value.as_str()),
                )
            }
            ParameterKind::Tracks {
                of,
                gap,
                min_track,
                max_count,
                default,
            } => {
                let text = stored.as_deref().unwrap_or(default);
                let list =
                    tracks::parse_tracks(text).map_err(|error| Problem::new(error.message()))?;
                let total = length(of, scope, node, id)?;
                let gap = length(gap, scope, node, id)?;
                let min_track = length(min_track, scope, node, id)?;
                let max_count = count(max_count, scope, node, id)?;
                let many = i64::try_from(list.len()).unwrap_or(i64::MAX);
                if many > max_count {
                    return Err(Problem::new(
                        Message::new("problem.count-outside")
                            .key("what", parameter.label.clone())
                            .count("found", many)
                            .count("min", 1)
                            .count("max", max_count),
                    ));
                }
                let sizes = tracks::resolve(&list, total, gap, self.method.rounding)
                    .map_err(|error| Problem::new(error.message()))?;
                let smallest = sizes
                    .starts
                    .iter()
                    .zip(&sizes.ends)
                    .map(|(start, end)| Length(end.0 - start.0))
                    .min()
                    .unwrap_or_default();
                if smallest < min_track {
                    return Err(Problem::new(
                        Message::new("problem.track-too-small")
                            .key("what", parameter.label.clone())
                            .um("found", smallest)
                            .um("limit", min_track),
                    ));
                }
                let mut more = list.clone();
                more.push(tracks::Track::Share(1000));
                let has_room = many < max_count
                    && tracks::resolve(&more, total, gap, self.method.rounding).is_ok_and(
                        |sizes| {
                            sizes
                                .starts
                                .iter()
                                .zip(&sizes.ends)
                                .all(|(a, b)| b.0 - a.0 >= min_track.0)
                        },
                    );
                let value = Value::from(sizes.clone());
                (
                    ResolvedValue::Tracks {
                        tracks: list,
                        sizes,
                        has_room,
                    },
                    value,
                )
            }
        })
    }

    fn board(
        &self,
        node: &Node,
        template: &BoardTemplate,
        position: &Position,
        scope: &NodeScope<'_>,
        motion: Option<usize>,
    ) -> Outcome<Board> {
        let key = format!("{}/{}.{}", node.id, template.id, scope.index);
        let Some(material) = scope.materials.get(&template.role) else {
            return Err(Problem::at(
                Message::new("problem.no-such-role").text("role", template.role.clone()),
                key,
            ));
        };
        let of = |formula: &Formula| length(formula, scope, node, &template.id);
        let finished = [of(&template.length)?, of(&template.width)?];
        if finished.iter().any(|side| side.0 <= 0) {
            return Err(Problem::at(
                Message::new("problem.board-vanishes")
                    .key("board", template.label.clone())
                    .um("length", finished[0])
                    .um("width", finished[1]),
                key,
            ));
        }
        let thickness_axis = match template.lies {
            Lies::Upright => 0,
            Lies::Horizontal => 1,
            Lies::Facing => 2,
        };
        let length_axis = match template.along {
            Along::Width => 0,
            Along::Height => 1,
            Along::Depth => 2,
        };
        let width_axis = 3 - thickness_axis - length_axis;
        let mut size = [material.choice.thickness; 3];
        size[length_axis] = finished[0];
        size[width_axis] = finished[1];
        let mut board = Board {
            node: node.id,
            item: position.item,
            label: template.label.clone(),
            role: template.role.clone(),
            place: Box3 {
                min: placed(&template.at, position, scope, node, &template.id)?,
                size,
            },
            length_axis,
            width_axis,
            thickness_axis,
            edges: Default::default(),
            finished,
            cut: finished,
            oversize: finished,
            tongue: template.tongue.as_ref().map(of).transpose()?,
            grooves: Vec::new(),
            motion,
            is_front: template.is_front,
            key,
        };
        self.band(&mut board, template, material)?;
        Ok(board)
    }

    /// Chooses the bands and computes cut and oversize from them.
    fn band(
        &self,
        board: &mut Board,
        template: &BoardTemplate,
        material: &RoleMaterial,
    ) -> Outcome<()> {
        let mut thickness = [None; 4];
        for (side, class) in &template.bands {
            let side = match side {
                Side::Left => (0, false),
                Side::Right => (0, true),
                Side::Bottom => (1, false),
                Side::Top => (1, true),
                Side::Back => (2, false),
                Side::Front => (2, true),
            };
            let Some(edge) = (0..4).find(|edge| edge_side(board, *edge) == side) else {
                return Err(Problem::at(
                    Message::new("problem.band-on-face").key("board", board.label.clone()),
                    board.key.clone(),
                ));
            };
            let Some(class) = self.design.bands.get(class) else {
                return Err(Problem::at(
                    Message::new("problem.no-such-band-class").text("class", class.clone()),
                    board.key.clone(),
                ));
            };
            board.edges[edge].clone_from(class);
            thickness[edge] = class
                .as_ref()
                .and_then(|band| self.catalogue.bands.get(band))
                .map(|band| band.thickness);
        }
        let rule = BandingRule {
            pre_mill: self.method.banding.pre_mill,
            ignore_below: self.method.banding.ignore_below,
        };
        board.cut = [
            cut_length(board.finished[0], [thickness[2], thickness[3]], rule),
            cut_length(board.finished[1], [thickness[0], thickness[1]], rule),
        ];
        board.oversize = board.cut.map(|side| Length(side.0 + material.oversize.0));
        Ok(())
    }

    fn opening(
        &mut self,
        node: &Node,
        template: &OpeningTemplate,
        position: &Position,
        scope: &NodeScope<'_>,
    ) -> Outcome<usize> {
        let of = |formula: &Formula| length(formula, scope, node, &template.id);
        let [w, h, d] = &template.size;
        let size = [of(w)?, of(h)?, of(d)?];
        if size.iter().any(|side| side.0 <= 0) {
            return Err(Problem::at(
                Message::new("problem.opening-vanishes").key("opening", template.label.clone()),
                format!("module {}, {}", node.id, template.id),
            ));
        }
        let overlay = match &template.overlay {
            None => [Length(0); 4],
            Some([left, right, bottom, top]) => [of(left)?, of(right)?, of(bottom)?, of(top)?],
        };
        let index = u32::try_from(scope.index).unwrap_or_default();
        self.assembly.openings.push(Opening {
            key: format!("{}/{}.{index}", node.id, template.id),
            item: position.item,
            node: node.id,
            template: template.id.clone(),
            index,
            label: template.label.clone(),
            accepts: template.accepts.clone(),
            space: Box3 {
                min: placed(&template.at, position, scope, node, &template.id)?,
                size,
            },
            overlay,
            tracks: template.tracks.clone(),
            parent: position.opening,
            nodes: Vec::new(),
            is_divided: false,
        });
        Ok(self.assembly.openings.len() - 1)
    }
}

/// The message of a failed condition with its values.
pub(super) fn failing<'f>(
    condition: &'f Condition,
    scope: &NodeScope<'_>,
) -> Result<Message, (FormulaError, &'f Formula)> {
    let mut message = condition.message(false);
    for (name, formula) in &condition.values {
        let value = formula.evaluate(scope).map_err(|error| (error, formula))?;
        message = match value.as_length() {
            Ok(length) if value.as_count().is_err() => message.um(name, length),
            _ => match value.as_count() {
                Ok(count) => message.count(name, count),
                Err(_) => message.text(name, value.as_text().unwrap_or_default()),
            },
        };
    }
    Ok(message)
}

fn formula_problem(error: &FormulaError, formula: &Formula, node: &Node, part: &str) -> Problem {
    let place = format!(
        "module {} ({}), {part}, column {} of `{}`",
        node.id,
        node.module,
        error.span.start + 1,
        formula.source()
    );
    Problem::at(error.kind.message(), place)
}

fn length(f: &Formula, scope: &NodeScope<'_>, node: &Node, part: &str) -> Outcome<Length> {
    f.length(scope)
        .map_err(|error| formula_problem(&error, f, node, part))
}

fn count(f: &Formula, scope: &NodeScope<'_>, node: &Node, part: &str) -> Outcome<i64> {
    f.count(scope)
        .map_err(|error| formula_problem(&error, f, node, part))
}

fn truth(f: &Formula, scope: &NodeScope<'_>, node: &Node, part: &str) -> Outcome<bool> {
    f.truth(scope)
        .map_err(|error| formula_problem(&error, f, node, part))
}

fn applies(
    when: Option<&Formula>,
    scope: &NodeScope<'_>,
    node: &Node,
    part: &str,
) -> Outcome<bool> {
    when.map_or(Ok(true), |when| truth(when, scope, node, part))
}

fn repetitions(
    repeat: Option<&Formula>,
    scope: &NodeScope<'_>,
    node: &Node,
    part: &str,
) -> Outcome<std::ops::Range<i64>> {
    let many = repeat.map_or(Ok(1), |repeat| count(repeat, scope, node, part))?;
    if many > MAX_REPEAT {
        return Err(Problem::at(
            Message::new("problem.too-many-repetitions")
                .count("found", many)
                .count("most", MAX_REPEAT),
            format!("module {} ({}), {part}", node.id, node.module),
        ));
    }
    Ok(0..many.max(0))
}

fn placed(
    at: &[Formula; 3],
    position: &Position,
    scope: &NodeScope<'_>,
    node: &Node,
    part: &str,
) -> Outcome<[Length; 3]> {
    let mut corner = position.space.min;
    for (axis, formula) in at.iter().enumerate() {
        corner[axis].0 += length(formula, scope, node, part)?.0;
    }
    Ok(corner)
}

fn length_limits(limits: &Limits, scope: &NodeScope<'_>, place: &str) -> Outcome<LengthLimits> {
    let of = |formula: &Formula| {
        formula
            .length(scope)
            .map_err(|error| Problem::at(error.message(), place))
    };
    Ok(LengthLimits {
        default: of(&limits.default)?,
        min: of(&limits.min)?,
        max: of(&limits.max)?,
        min_reason: limits.min_reason.as_ref().map(Message::new),
        max_reason: limits.max_reason.as_ref().map(Message::new),
    })
}

/// The first need of a module that an opening doesn't meet, as a message. `values` are those of the
/// design's construction method.
pub fn unmet_need(
    values: &BTreeMap<String, Value>,
    assembly: &Assembly,
    module: &Module,
    opening: &Opening,
) -> Option<Message> {
    let scope = NodeScope {
        method: values,
        materials: &assembly.materials,
        node: None,
        size: opening.space.size,
        overlay: opening.overlay,
        fronts_inside: 0,
        own: Vec::new(),
        index: 0,
    };
    module
        .needs
        .iter()
        .find(|need| matches!(need.that.truth(&scope), Ok(false)))
        .map(|need| failing(need, &scope).unwrap_or_else(|_| need.message(false)))
}
