//! What names and functions come to while one module is evaluated.

use std::collections::BTreeMap;

use super::materials::ItemMaterials;
use crate::design::Node;
use crate::formula::{FormulaErrorKind, Scope, Value};
use crate::key::PartKey;
use crate::length::Length;
use crate::library::Library;
use crate::message::Message;
use crate::role::Role;

/// Values of one module's formulas.
pub(super) struct NodeScope<'a> {
    /// Values of the construction method.
    pub method: &'a BTreeMap<String, Value>,
    /// Materials of its item.
    pub materials: ItemMaterials<'a>,
    /// The module in the design, and the library that it and all in it come from; none while a module is only tried for
    /// an opening.
    pub node: Option<(&'a Node, &'a Library)>,
    /// Width, height, depth of its box.
    pub size: [Length; 3],
    /// Overlays left, right, bottom, top.
    pub overlay: [Length; 4],
    /// Fronts in and below the module.
    pub fronts_inside: i64,
    /// Parameters and names computed so far.
    pub own: Vec<(&'a str, Value)>,
    /// Index of the repetition.
    pub index: i64,
}

impl NodeScope<'_> {
    /// The key of the repetition that is being evaluated.
    pub fn key(&self, node: &Node, part: &str) -> PartKey {
        PartKey::new(node.id, part, u32::try_from(self.index).unwrap_or_default())
    }
}

impl Scope for NodeScope<'_> {
    fn name(&self, name: &str) -> Option<Value> {
        let length = match name {
            "W" => self.size[0],
            "H" => self.size[1],
            "D" => self.size[2],
            "overlay_left" => self.overlay[0],
            "overlay_right" => self.overlay[1],
            "overlay_bottom" => self.overlay[2],
            "overlay_top" => self.overlay[3],
            "i" => return Some(Value::from(self.index)),
            "fronts_inside" => return Some(Value::from(self.fronts_inside)),
            _ => {
                return match name.strip_prefix("method.") {
                    Some(value) => self.method.get(value).cloned(),
                    None => {
                        let own = self.own.iter().rev().find(|(known, _)| *known == name);
                        own.map(|(_, value)| value.clone())
                    }
                };
            }
        };
        Some(Value::from(length))
    }

    fn call(&self, function: &str, arguments: &[Value]) -> Option<Result<Value, FormulaErrorKind>> {
        let text = |k: usize| {
            let argument = arguments
                .get(k)
                .ok_or_else(|| FormulaErrorKind::ArgumentCount {
                    function: function.to_owned(),
                    least: k + 1,
                    most: None,
                    given: arguments.len(),
                });
            argument.and_then(Value::as_text)
        };
        let material = || {
            text(0).and_then(|role| {
                let found = Role::from_id(role).and_then(|role| self.materials.get(role));
                found.map(|(_, material)| material).ok_or_else(|| {
                    FormulaErrorKind::Host(Message::new("problem.no-such-role").text("role", role))
                })
            })
        };
        Some(match function {
            "thickness" => material().map(|found| Value::from(found.choice.thickness)),
            "longest" => material().map(|found| Value::from(found.longest())),
            "has_grain" => material().map(|found| Value::from(found.has_grain)),
            "widest" => material().map(|found| Value::from(found.widest())),
            "holds" => text(0).and_then(|opening| {
                let what = text(1)?;
                let inside = self.node.and_then(|(node, library)| {
                    let nodes = node.contents.get(&format!("{opening}.0"))?;
                    let mut modules = nodes.iter().filter_map(|inner| library.get(&inner.module));
                    Some(modules.any(|module| module.has(what)))
                });
                Ok(Value::from(inside.unwrap_or(false)))
            }),
            _ => return None,
        })
    }
}
