//! What names and functions a module's formulas know, as types.

use std::collections::BTreeMap;

use crate::formula::{FormulaErrorKind, Type, TypeScope};

/// Lengths of the box and of the overlays, known to every formula.
const LENGTHS: [&str; 7] = [
    "W",
    "H",
    "D",
    "overlay_left",
    "overlay_right",
    "overlay_bottom",
    "overlay_top",
];

/// The types of the construction method's values by name, without the `method.` before it.
pub type MethodTypes = BTreeMap<String, Type>;

/// Types of the names a formula may use at one place of a module.
#[derive(Clone)]
pub(super) struct Names<'a> {
    pub method: &'a MethodTypes,
    pub own: BTreeMap<String, Type>,
    pub has_index: bool,
    pub has_design: bool,
}

impl<'a> Names<'a> {
    /// Box, overlays and method: what `needs` may use.
    pub fn of_box(method: &'a MethodTypes) -> Self {
        Self {
            method,
            own: BTreeMap::new(),
            has_index: false,
            has_design: false,
        }
    }

    /// The same with the index of a repetition.
    pub fn with_index(&self) -> Self {
        Self {
            has_index: true,
            ..self.clone()
        }
    }
}

impl TypeScope for Names<'_> {
    fn name(&self, name: &str) -> Option<Type> {
        if LENGTHS.contains(&name) {
            return Some(Type::LENGTH);
        }
        if let Some(value) = name.strip_prefix("method.") {
            return self.method.get(value).copied();
        }
        match name {
            "i" if self.has_index => Some(Type::NUMBER),
            "fronts_inside" if self.has_design => Some(Type::NUMBER),
            _ => self.own.get(name).copied(),
        }
    }

    fn call(&self, function: &str, arguments: &[Type]) -> Option<Result<Type, FormulaErrorKind>> {
        let (wanted, result) = match function {
            "thickness" | "longest" | "widest" => (1, Type::LENGTH),
            "has_grain" => (1, Type::Truth),
            "holds" if self.has_design => (2, Type::Truth),
            _ => return None,
        };
        let fault = if arguments.len() == wanted {
            arguments
                .iter()
                .find(|kind| **kind != Type::Text)
                .map(|found| FormulaErrorKind::Expected {
                    expected: Type::Text,
                    found: *found,
                })
        } else {
            Some(FormulaErrorKind::ArgumentCount {
                function: function.to_owned(),
                least: wanted,
                most: Some(wanted),
                given: arguments.len(),
            })
        };
        Some(fault.map_or(Ok(result), Err))
    }

    fn known_names(&self) -> Vec<String> {
        let mut names: Vec<String> = LENGTHS.iter().map(|name| (*name).to_owned()).collect();
        names.extend(self.own.keys().cloned());
        names.extend(self.method.keys().map(|name| format!("method.{name}")));
        names
    }

    fn known_functions(&self) -> Vec<String> {
        ["thickness", "longest", "widest", "has_grain", "holds"]
            .map(str::to_owned)
            .to_vec()
    }
}
