//! From a module file to a module: formulas parsed, names known, units fitting, no circles.

use std::collections::{BTreeMap, BTreeSet};

use super::file::{self, LimitsFile, ModuleFile, ParameterKindFile, PathFile};
use super::scope::Names;
use super::{
    BoardTemplate, Condition, FittingTemplate, Limits, MethodTypes, ModelTemplate, Module,
    ModuleFault, MotionTemplate, OpeningTemplate, Parameter, ParameterKind, PathTemplate,
    Repetition,
};
use crate::axis::Axis;
use crate::formula::{Formula, Type, Unit, parse_length, tracks};
use crate::gather::gathered;
use crate::message::LANGUAGES;

/// Compiles the JSON text of one module. `method` gives the types of the construction method's values.
///
/// # Errors
/// Everything that is wrong with it, together.
pub fn compile(text: &str, method: &MethodTypes) -> Result<Module, Vec<ModuleFault>> {
    let file: ModuleFile = crate::json::from_str(text).map_err(|error| {
        vec![ModuleFault::Shape {
            line: error.line(),
            column: error.column(),
            text: crate::document::said(&error),
        }]
    })?;
    if file.format != file::FORMAT {
        return Err(vec![ModuleFault::Format { found: file.format }]);
    }
    if file.version > file::VERSION {
        return Err(vec![ModuleFault::Version {
            found: file.version,
            newest: file::VERSION,
        }]);
    }
    let zero = Formula::parse("0").map_err(|error| {
        vec![ModuleFault::Formula {
            place: String::new(),
            source_text: "0".to_owned(),
            error,
        }]
    })?;
    let mut compiler = Compiler {
        faults: Vec::new(),
        openings: BTreeSet::new(),
        zero,
    };
    let module = compiler.module(file, method);
    if compiler.faults.is_empty() {
        Ok(module)
    } else {
        Err(compiler.faults)
    }
}

struct Compiler {
    faults: Vec<ModuleFault>,
    /// Identifiers of the module's openings.
    openings: BTreeSet<String>,
    /// Stands in for formulas that can't be read.
    zero: Formula,
}

impl Compiler {
    fn module(&mut self, file: ModuleFile, method: &MethodTypes) -> Module {
        self.identifier("id", &file.id, true);
        for alias in &file.aliases {
            self.identifier("aliases", alias, true);
        }
        self.texts(&file.texts);
        self.openings = gathered(file.openings.iter().map(|o| o.id.clone()));
        let box_names = Names::of_box(method);
        let needs = file
            .needs
            .into_iter()
            .map(|need| self.condition("needs", need, &box_names, &BTreeSet::new()))
            .collect();
        let mut names = Names {
            has_design: true,
            ..box_names
        };
        let size = file.size.map(|size| {
            [
                self.limits("size.width", &size.width, &names, Type::LENGTH),
                self.limits("size.height", &size.height, &names, Type::LENGTH),
                self.limits("size.depth", &size.depth, &names, Type::LENGTH),
            ]
        });
        for parameter in &file.parameters {
            self.identifier("parameters", &parameter.id, false);
            if names
                .own
                .insert(parameter.id.clone(), kind_type(&parameter.value))
                .is_some()
            {
                self.faults.push(ModuleFault::Duplicate {
                    id: parameter.id.clone(),
                });
            }
        }
        let parameters: Vec<Parameter> = file
            .parameters
            .iter()
            .map(|parameter| self.parameter(parameter, &names))
            .collect();
        let parameter_order = self.order(&parameters);

        let mut computed = Vec::new();
        for name in file.names {
            let place = format!("names.{}", name.id);
            self.identifier(&place, &name.id, false);
            let (formula, kind) = self.formula(&place, &name.is, &names);
            if names.own.insert(name.id.clone(), kind).is_some() {
                self.faults.push(ModuleFault::Duplicate {
                    id: name.id.clone(),
                });
            }
            computed.push((name.id, formula));
        }

        let board_ids: BTreeSet<String> = gathered(file.boards.iter().map(|b| b.id.clone()));
        let motion_ids: BTreeSet<String> = gathered(file.motions.iter().map(|m| m.id.clone()));
        let conditions = file
            .conditions
            .into_iter()
            .map(|condition| self.condition("conditions", condition, &names, &board_ids))
            .collect();
        let boards = file
            .boards
            .into_iter()
            .map(|b| self.board(b, &names, &motion_ids))
            .collect();
        let openings = file
            .openings
            .into_iter()
            .map(|o| self.opening(o, &names))
            .collect();
        let fittings = file
            .fittings
            .into_iter()
            .map(|fitting| {
                let place = format!("fittings.{}", fitting.hardware);
                let (repetition, names) =
                    self.repetition(&place, &fitting.repeat, &fitting.when, &names);
                FittingTemplate {
                    repetition,
                    quantity: self.of(&place, &fitting.quantity, &names, Type::NUMBER),
                    length: fitting
                        .length
                        .map(|length| self.of(&place, &length, &names, Type::LENGTH)),
                    hardware: fitting.hardware,
                }
            })
            .collect();
        let models = file
            .models
            .into_iter()
            .map(|m| self.model(m, &names, &motion_ids))
            .collect();
        let motions = file
            .motions
            .into_iter()
            .map(|m| self.motion(m, &names))
            .collect();
        Module {
            id: file.id,
            label: file.label,
            aliases: file.aliases,
            order: file.order,
            slots: file.slots,
            properties: file.properties,
            size,
            parameters,
            parameter_order,
            names: computed,
            needs,
            conditions,
            boards,
            openings,
            fittings,
            models,
            motions,
        }
    }

    fn texts(&mut self, texts: &BTreeMap<String, BTreeMap<String, String>>) {
        for (key, by_language) in texts {
            for language in LANGUAGES {
                let text = by_language.get(language).map(|text| text.trim());
                if text.is_none_or(str::is_empty) {
                    self.faults.push(ModuleFault::Text {
                        place: format!("texts.{key}"),
                        language,
                    });
                }
            }
        }
    }

    fn identifier(&mut self, place: &str, id: &str, hyphens: bool) {
        let good = id.starts_with(|c: char| c.is_ascii_lowercase())
            && id.chars().all(|c| {
                c.is_ascii_lowercase() || c.is_ascii_digit() || c == if hyphens { '-' } else { '_' }
            });
        if !good {
            self.faults.push(ModuleFault::Identifier {
                place: place.to_owned(),
                id: id.to_owned(),
            });
        }
    }

    /// Parses and checks a formula; after a fault a zero stands in, so that the rest is still looked at.
    fn formula(&mut self, place: &str, source: &str, names: &Names<'_>) -> (Formula, Type) {
        let checked =
            Formula::parse(source).and_then(|formula| formula.check(names).map(|t| (formula, t)));
        match checked {
            Ok((formula, found)) => {
                self.openings_known(place, &formula);
                (formula, found)
            }
            Err(error) => {
                self.faults.push(ModuleFault::Formula {
                    place: place.to_owned(),
                    source_text: source.to_owned(),
                    error,
                });
                (self.zero.clone(), Type::ZERO)
            }
        }
    }

    /// Looks whether the openings that a formula asks about are the module's.
    fn openings_known(&mut self, place: &str, formula: &Formula) {
        for call in formula.calls().filter(|call| call.function == "holds") {
            if let Some(Some(opening)) = call.arguments.first()
                && !self.openings.contains(*opening)
            {
                self.faults.push(ModuleFault::Reference {
                    place: place.to_owned(),
                    id: (*opening).to_owned(),
                });
            }
        }
    }

    fn of(&mut self, place: &str, source: &str, names: &Names<'_>, wanted: Type) -> Formula {
        let before = self.faults.len();
        let (formula, found) = self.formula(place, source, names);
        if before == self.faults.len() && !found.fits(wanted) {
            self.faults.push(ModuleFault::Kind {
                place: place.to_owned(),
                source_text: source.to_owned(),
                found,
                wanted,
            });
        }
        formula
    }

    fn lengths<const N: usize>(
        &mut self,
        place: &str,
        sources: &[String; N],
        names: &Names<'_>,
    ) -> [Formula; N] {
        std::array::from_fn(|k| self.of(place, &sources[k], names, Type::LENGTH))
    }

    fn limits(
        &mut self,
        place: &str,
        limits: &LimitsFile,
        names: &Names<'_>,
        wanted: Type,
    ) -> Limits {
        Limits {
            default: self.of(&format!("{place}.default"), &limits.default, names, wanted),
            min: self.of(&format!("{place}.min"), &limits.min, names, wanted),
            max: self.of(&format!("{place}.max"), &limits.max, names, wanted),
            min_reason: limits.min_reason.clone(),
            max_reason: limits.max_reason.clone(),
            max_also: limits
                .max_also
                .iter()
                .map(|limit| {
                    let place = format!("{place}.max_also");
                    let when = self.when(&place, limit.when.as_ref(), names);
                    let is = self.of(&place, &limit.is, names, wanted);
                    (when, is, limit.reason.clone())
                })
                .collect(),
        }
    }

    fn parameter(&mut self, parameter: &file::ParameterFile, names: &Names<'_>) -> Parameter {
        let place = format!("parameters.{}", parameter.id);
        let kind = match &parameter.value {
            ParameterKindFile::Length { limits, step } => ParameterKind::Length {
                limits: self.limits(&place, limits, names, Type::LENGTH),
                step_um: match step
                    .as_deref()
                    .map(|text| parse_length(text, Some(Unit::Millimetre)))
                {
                    None => 1000,
                    Some(Ok(length)) if length.0 > 0 => length.0,
                    Some(_) => {
                        self.faults.push(ModuleFault::Tracks {
                            place: format!("{place}.step"),
                            text: step.clone().unwrap_or_default(),
                        });
                        1000
                    }
                },
            },
            ParameterKindFile::Count(limits) => {
                if !limits.max_also.is_empty() {
                    self.faults.push(ModuleFault::Reference {
                        place: place.clone(),
                        id: "max_also".to_owned(),
                    });
                }
                ParameterKind::Count(self.limits(&place, limits, names, Type::NUMBER))
            }
            ParameterKindFile::Switch { default } => ParameterKind::Switch {
                default: self.of(&place, default, names, Type::Truth),
            },
            ParameterKindFile::Choice { default, options } => ParameterKind::Choice {
                default: self.of(&place, default, names, Type::Text),
                options: options
                    .iter()
                    .map(|o| (o.value.clone(), o.label.clone()))
                    .collect(),
            },
            ParameterKindFile::Tracks {
                of,
                gap,
                min_track,
                max_count,
                default,
                repeat,
            } => {
                if tracks::parse_tracks(default).is_err() {
                    self.faults.push(ModuleFault::Tracks {
                        place: place.clone(),
                        text: default.clone(),
                    });
                }
                ParameterKind::Tracks {
                    of: self.of(&place, of, names, Type::LENGTH),
                    gap: self.of(&place, gap, names, Type::LENGTH),
                    min_track: self.of(&place, min_track, names, Type::LENGTH),
                    max_count: self.of(&place, max_count, names, Type::NUMBER),
                    default: default.clone(),
                    repeat: self.repeat(&place, repeat.as_ref(), names),
                }
            }
        };
        Parameter {
            id: parameter.id.clone(),
            label: parameter.label.clone(),
            when: self.when(&place, parameter.when.as_ref(), names),
            kind,
        }
    }

    /// Sorts parameters so that each comes after those its formulas use.
    fn order(&mut self, parameters: &[Parameter]) -> Vec<usize> {
        let index = |name: &str| parameters.iter().rposition(|one| one.id == name);
        let mut waiting: Vec<Vec<usize>> = parameters
            .iter()
            .map(|parameter| {
                let formulas = kind_formulas(&parameter.kind);
                let names = formulas.iter().flat_map(|formula| formula.names());
                names.filter_map(index).collect()
            })
            .collect();
        let mut order = Vec::new();
        while order.len() < parameters.len() {
            let Some(next) =
                (0..parameters.len()).find(|k| !order.contains(k) && waiting[*k].is_empty())
            else {
                let names: Vec<&str> = (0..parameters.len())
                    .filter(|k| !order.contains(k))
                    .map(|k| parameters[k].id.as_str())
                    .collect();
                self.faults.push(ModuleFault::Cycle {
                    names: names.join(", "),
                });
                break;
            };
            order.push(next);
            for others in &mut waiting {
                others.retain(|other| *other != next);
            }
        }
        order
    }

    /// How often and where something is there, and the names that its other formulas may use.
    fn repetition<'n>(
        &mut self,
        place: &str,
        repeat: &Option<String>,
        when: &Option<String>,
        names: &Names<'n>,
    ) -> (Repetition, Names<'n>) {
        let repeat = self.repeat(place, repeat.as_ref(), names);
        let names = names.with_index();
        let when = self.when(place, when.as_ref(), &names);
        (Repetition { repeat, when }, names)
    }

    fn repeat(
        &mut self,
        place: &str,
        repeat: Option<&String>,
        names: &Names<'_>,
    ) -> Option<Formula> {
        repeat.map(|source| self.of(&format!("{place}.repeat"), source, names, Type::NUMBER))
    }

    fn when(&mut self, place: &str, when: Option<&String>, names: &Names<'_>) -> Option<Formula> {
        when.map(|source| self.of(&format!("{place}.when"), source, names, Type::Truth))
    }

    fn reference(&mut self, place: &str, id: &str, known: &BTreeSet<String>) {
        if !known.contains(id) {
            self.faults.push(ModuleFault::Reference {
                place: place.to_owned(),
                id: id.to_owned(),
            });
        }
    }

    fn condition(
        &mut self,
        part: &str,
        condition: file::ConditionFile,
        names: &Names<'_>,
        boards: &BTreeSet<String>,
    ) -> Condition {
        let place = format!("{part}.{}", condition.id);
        let (repetition, names) =
            self.repetition(&place, &condition.repeat, &condition.when, names);
        let names = &names;
        for board in &condition.boards {
            self.reference(&place, board, boards);
        }
        Condition {
            severity: condition.severity,
            repetition,
            that: self.of(
                &format!("{place}.that"),
                &condition.that,
                names,
                Type::Truth,
            ),
            values: condition
                .values
                .into_iter()
                .map(|value| {
                    let formula = self
                        .formula(&format!("{place}.values.{}", value.id), &value.is, names)
                        .0;
                    (value.id, formula)
                })
                .collect(),
            boards: condition.boards,
            id: condition.id,
        }
    }

    fn motion_use(
        &mut self,
        place: &str,
        motion: Option<file::MotionUse>,
        names: &Names<'_>,
        motions: &BTreeSet<String>,
    ) -> Option<(String, Formula)> {
        motion.map(|motion| {
            self.reference(place, &motion.id, motions);
            let index = self.of(
                &format!("{place}.motion"),
                &motion.index,
                names,
                Type::NUMBER,
            );
            (motion.id, index)
        })
    }

    fn board(
        &mut self,
        board: file::BoardFile,
        names: &Names<'_>,
        motions: &BTreeSet<String>,
    ) -> BoardTemplate {
        let place = format!("boards.{}", board.id);
        self.identifier(&place, &board.id, false);
        let (repetition, names) = self.repetition(&place, &board.repeat, &board.when, names);
        let names = &names;
        let across = matches!(
            (board.lies, board.along),
            (file::Lies::Horizontal, Axis::Height)
                | (file::Lies::Upright, Axis::Width)
                | (file::Lies::Facing, Axis::Depth)
        );
        if across {
            self.faults.push(ModuleFault::Reference {
                place: format!("{place}.along"),
                id: format!("{:?}", board.along).to_ascii_lowercase(),
            });
        }
        BoardTemplate {
            repetition,
            lies: board.lies,
            along: board.along,
            length: self.of(
                &format!("{place}.length"),
                &board.length,
                names,
                Type::LENGTH,
            ),
            width: self.of(&format!("{place}.width"), &board.width, names, Type::LENGTH),
            at: self.lengths(&format!("{place}.at"), &board.at, names),
            bands: board
                .bands
                .into_iter()
                .map(|band| (band.side, band.class))
                .collect(),
            tongue: board
                .tongue
                .map(|tongue| self.of(&format!("{place}.tongue"), &tongue, names, Type::LENGTH)),
            motion: self.motion_use(&place, board.motion, names, motions),
            is_front: board.is_front,
            matched: board
                .matched
                .map(|matched| self.of(&format!("{place}.matched"), &matched, names, Type::Truth)),
            id: board.id,
            label: board.label,
            role: board.role,
        }
    }

    fn opening(&mut self, opening: file::OpeningFile, names: &Names<'_>) -> OpeningTemplate {
        let place = format!("openings.{}", opening.id);
        self.identifier(&place, &opening.id, false);
        let (repetition, with_index) =
            self.repetition(&place, &opening.repeat, &opening.when, names);
        if let Some(tracks) = &opening.tracks
            && names.own.get(tracks) != Some(&Type::Tracks)
        {
            self.faults.push(ModuleFault::Reference {
                place: place.clone(),
                id: tracks.clone(),
            });
        }
        let names = &with_index;
        OpeningTemplate {
            repetition,
            at: self.lengths(&format!("{place}.at"), &opening.at, names),
            size: self.lengths(&format!("{place}.size"), &opening.size, names),
            overlay: opening
                .overlay
                .map(|overlay| self.lengths(&format!("{place}.overlay"), &overlay, names)),
            over: opening.over,
            tracks: opening.tracks,
            id: opening.id,
            label: opening.label,
            accepts: opening.accepts,
        }
    }

    fn model(
        &mut self,
        model: file::ModelFile,
        names: &Names<'_>,
        motions: &BTreeSet<String>,
    ) -> ModelTemplate {
        let place = format!("models.{}", model.id);
        let (repetition, names) = self.repetition(&place, &model.repeat, &model.when, names);
        let names = &names;
        ModelTemplate {
            repetition,
            at: self.lengths(&format!("{place}.at"), &model.at, names),
            stretch: model.stretch.map(|axis| {
                axis.map(|source| {
                    self.of(&format!("{place}.stretch"), &source, names, Type::LENGTH)
                })
            }),
            solid: model.solid.map(|solid| {
                let place = format!("{place}.solid");
                [&solid.at, &solid.size].map(|corner| self.lengths(&place, corner, names))
            }),
            motion: self.motion_use(&place, model.motion, names, motions),
            id: model.id,
            model: model.model,
        }
    }

    fn motion(&mut self, motion: file::MotionFile, names: &Names<'_>) -> MotionTemplate {
        let place = format!("motions.{}", motion.id);
        let (repetition, names) = self.repetition(&place, &motion.repeat, &motion.when, names);
        let names = &names;
        let path = match motion.path {
            PathFile::Hinge { at, left } => PathTemplate::Hinge {
                at: self.lengths(&format!("{place}.at"), &at, names),
                left: self.of(&format!("{place}.left"), &left, names, Type::Truth),
            },
            PathFile::Slide { by } => PathTemplate::Slide {
                by: self.lengths(&format!("{place}.by"), &by, names),
            },
        };
        MotionTemplate {
            id: motion.id,
            repetition,
            path,
        }
    }
}

fn kind_type(kind: &ParameterKindFile) -> Type {
    match kind {
        ParameterKindFile::Length { .. } => Type::LENGTH,
        ParameterKindFile::Count(_) => Type::NUMBER,
        ParameterKindFile::Switch { .. } => Type::Truth,
        ParameterKindFile::Choice { .. } => Type::Text,
        ParameterKindFile::Tracks { .. } => Type::Tracks,
    }
}

fn kind_formulas(kind: &ParameterKind) -> Vec<&Formula> {
    match kind {
        ParameterKind::Length { limits, .. } | ParameterKind::Count(limits) => {
            let mut formulas = vec![&limits.default, &limits.min, &limits.max];
            for (when, is, _) in &limits.max_also {
                formulas.extend(when);
                formulas.push(is);
            }
            formulas
        }
        ParameterKind::Switch { default } | ParameterKind::Choice { default, .. } => vec![default],
        ParameterKind::Tracks {
            of,
            gap,
            min_track,
            max_count,
            repeat,
            ..
        } => {
            let mut formulas = vec![of, gap, min_track, max_count];
            formulas.extend(repeat);
            formulas
        }
    }
}
