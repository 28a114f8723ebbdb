//! A parsed formula: nodes in one list, children before parents.

use std::ops::Range;
use std::sync::Arc;

use super::Call;
use super::functions::Builtin;
use super::quantity::Quantity;

/// Index of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NodeId(pub(super) u16);

/// Index of a name or a host function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NameId(pub(super) u16);

/// The arguments of a call: a part of [`Syntax::arguments`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Arguments {
    pub(super) start: u16,
    pub(super) end: u16,
}

/// An operator between two quantities that yields a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Plus,
    Minus,
    Times,
    Over,
}

/// An operator between two values that yields a truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// One part of a formula.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Quantity(Quantity),
    Truth(bool),
    Text(Arc<str>),
    Name(NameId),
    Negative(NodeId),
    Arithmetic(Operator, NodeId, NodeId),
    Compare(Comparison, NodeId, NodeId),
    Builtin(Builtin, Arguments),
    Host(NameId, Arguments),
}

/// A parsed formula. The bound on the source keeps every index within 16 bits.
#[derive(Debug)]
pub(super) struct Syntax {
    pub(super) source: Box<str>,
    pub(super) nodes: Vec<Node>,
    /// For each node its first and last byte.
    pub(super) spans: Vec<(u16, u16)>,
    pub(super) arguments: Vec<NodeId>,
    pub(super) names: Vec<Box<str>>,
    pub(super) functions: Vec<Box<str>>,
    pub(super) root: NodeId,
}

impl Syntax {
    /// The part of the source that a node was read from.
    pub(super) fn span(&self, id: NodeId) -> Range<usize> {
        match self.spans.get(usize::from(id.0)) {
            Some(&(start, end)) => usize::from(start)..usize::from(end),
            None => 0..self.source.len(),
        }
    }

    /// The part of the source without a leading `=` and the space around.
    pub(super) fn whole_span(&self) -> Range<usize> {
        self.span(self.root)
    }

    pub(super) fn node(&self, id: NodeId) -> &Node {
        // The parser makes no index that is not there.
        &self.nodes[usize::from(id.0)]
    }

    pub(super) fn arguments(&self, arguments: Arguments) -> &[NodeId] {
        self.arguments
            .get(usize::from(arguments.start)..usize::from(arguments.end))
            .unwrap_or_default()
    }

    pub(super) fn name(&self, id: NameId) -> &str {
        self.names.get(usize::from(id.0)).map_or("", |name| name)
    }

    pub(super) fn function(&self, id: NameId) -> &str {
        self.functions
            .get(usize::from(id.0))
            .map_or("", |name| name)
    }

    /// The source of a node, shortened for a message.
    pub(super) fn excerpt(&self, id: NodeId) -> String {
        const LONGEST: usize = 40;
        let text = self.source.get(self.span(id)).unwrap_or_default();
        if text.chars().count() <= LONGEST {
            return text.to_owned();
        }
        let mut short: String = text.chars().take(LONGEST - 1).collect();
        short.push('…');
        short
    }

    pub(super) fn calls(&self) -> impl Iterator<Item = Call<'_>> {
        self.nodes.iter().enumerate().filter_map(|(index, node)| {
            let Node::Host(function, arguments) = node else {
                return None;
            };
            let texts = self
                .arguments(*arguments)
                .iter()
                .map(|id| match self.node(*id) {
                    Node::Text(text) => Some(&**text),
                    _ => None,
                });
            Some(Call {
                function: self.function(*function),
                arguments: texts.collect(),
                span: self.span(NodeId(u16::try_from(index).ok()?)),
            })
        })
    }
}
