//! Tokens to nodes, by the precedence of operators.

use std::ops::Range;
use std::sync::Arc;

use super::error::{FormulaError, FormulaErrorKind};
use super::functions;
use super::length_text::Unit;
use super::lexer::{Lexer, Token, TokenKind};
use super::quantity::{Dimension, Quantity};
use super::syntax::{Arguments, NameId, Node, NodeId, Operator, Syntax};
use super::{DEEPEST_NESTING, LONGEST_SOURCE};

/// A node just built and how deep the tree below it is.
#[derive(Clone, Copy)]
struct Built {
    id: NodeId,
    depth: usize,
}

struct Parser<'a> {
    lexer: Lexer<'a>,
    token: Token,
    /// Where the last consumed token ended.
    consumed: usize,
    /// How many calls of [`Parser::comparison`] and [`Parser::factor`] are open.
    nesting: usize,
    syntax: Syntax,
}

/// Reads a whole formula.
pub(super) fn parse(source: &str) -> Result<Syntax, FormulaError> {
    if source.len() > LONGEST_SOURCE {
        let length = source.len();
        let most = LONGEST_SOURCE;
        return Err(FormulaErrorKind::TooLong { length, most }.at(0..length));
    }
    let mut lexer = Lexer::new(source);
    let mut token = lexer.next_token()?;
    // A spreadsheet's formulas begin with an equals sign.
    if source
        .get(token.span.clone())
        .is_some_and(|text| text == "=" || text == "＝")
    {
        token = lexer.next_token()?;
    }
    if token.kind == TokenKind::End {
        return Err(FormulaErrorKind::Empty.at(0..source.len()));
    }
    let mut parser = Parser {
        lexer,
        token,
        consumed: 0,
        nesting: 0,
        syntax: Syntax {
            source: source.into(),
            nodes: Vec::new(),
            spans: Vec::new(),
            arguments: Vec::new(),
            names: Vec::new(),
            functions: Vec::new(),
            root: NodeId(0),
        },
    };
    let root = parser.comparison()?;
    if parser.token.kind != TokenKind::End {
        return Err(parser.operator_expected());
    }
    parser.syntax.root = root.id;
    Ok(parser.syntax)
}

impl Parser<'_> {
    fn advance(&mut self) -> Result<Token, FormulaError> {
        let next = self.lexer.next_token()?;
        self.consumed = self.token.span.end;
        Ok(std::mem::replace(&mut self.token, next))
    }

    fn found(&self) -> String {
        let text = self.syntax.source.get(self.token.span.clone());
        text.unwrap_or_default().to_owned()
    }

    fn value_expected(&self) -> FormulaError {
        let found = (self.token.kind != TokenKind::End).then(|| self.found());
        FormulaErrorKind::ValueExpected { found }.at(self.token.span.clone())
    }

    fn operator_expected(&self) -> FormulaError {
        let found = self.found();
        FormulaErrorKind::OperatorExpected { found }.at(self.token.span.clone())
    }

    fn too_deep(&self, span: Range<usize>) -> FormulaError {
        let most = DEEPEST_NESTING;
        FormulaErrorKind::TooDeep { most }.at(span)
    }

    fn enter(&mut self) -> Result<(), FormulaError> {
        self.nesting += 1;
        if self.nesting > DEEPEST_NESTING {
            return Err(self.too_deep(self.token.span.clone()));
        }
        Ok(())
    }

    fn leave(&mut self) {
        self.nesting -= 1;
    }

    /// Adds a node that starts at `start` and ends where the last token did.
    fn add(&mut self, node: Node, start: usize, depth: usize) -> Result<Built, FormulaError> {
        let span = start..self.consumed;
        if depth > DEEPEST_NESTING {
            return Err(self.too_deep(span));
        }
        let bounded = || {
            Some((
                u16::try_from(self.syntax.nodes.len()).ok()?,
                u16::try_from(span.start).ok()?,
                u16::try_from(span.end).ok()?,
            ))
        };
        let Some((id, start, end)) = bounded() else {
            return Err(self.too_deep(span));
        };
        self.syntax.nodes.push(node);
        self.syntax.spans.push((start, end));
        let id = NodeId(id);
        Ok(Built { id, depth })
    }

    /// A sum, or two compared.
    fn comparison(&mut self) -> Result<Built, FormulaError> {
        self.enter()?;
        let start = self.token.span.start;
        let left = self.sum()?;
        let TokenKind::Compare(comparison) = self.token.kind else {
            self.leave();
            return Ok(left);
        };
        self.advance()?;
        let right = self.sum()?;
        if matches!(self.token.kind, TokenKind::Compare(_)) {
            return Err(FormulaErrorKind::ChainedComparison.at(self.token.span.clone()));
        }
        self.leave();
        let depth = left.depth.max(right.depth) + 1;
        self.add(Node::Compare(comparison, left.id, right.id), start, depth)
    }

    fn sum(&mut self) -> Result<Built, FormulaError> {
        let start = self.token.span.start;
        let mut left = self.product()?;
        while let TokenKind::Arithmetic(operator @ (Operator::Plus | Operator::Minus)) =
            self.token.kind
        {
            self.advance()?;
            let right = self.product()?;
            let depth = left.depth.max(right.depth) + 1;
            left = self.add(Node::Arithmetic(operator, left.id, right.id), start, depth)?;
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Built, FormulaError> {
        let start = self.token.span.start;
        let mut left = self.factor()?;
        while let TokenKind::Arithmetic(operator @ (Operator::Times | Operator::Over)) =
            self.token.kind
        {
            self.advance()?;
            let right = self.factor()?;
            let depth = left.depth.max(right.depth) + 1;
            left = self.add(Node::Arithmetic(operator, left.id, right.id), start, depth)?;
        }
        Ok(left)
    }

    fn factor(&mut self) -> Result<Built, FormulaError> {
        if self.token.kind != TokenKind::Arithmetic(Operator::Minus) {
            return self.primary();
        }
        self.enter()?;
        let start = self.token.span.start;
        self.advance()?;
        let inner = self.factor()?;
        self.leave();
        self.add(Node::Negative(inner.id), start, inner.depth + 1)
    }

    fn primary(&mut self) -> Result<Built, FormulaError> {
        let start = self.token.span.start;
        match &self.token.kind {
            TokenKind::Number(quantity) => {
                let quantity = *quantity;
                self.advance()?;
                let quantity = self.with_unit(quantity, start)?;
                self.add(Node::Quantity(quantity), start, 1)
            }
            TokenKind::Text(text) => {
                let node = Node::Text(Arc::from(text.as_str()));
                self.advance()?;
                self.add(node, start, 1)
            }
            TokenKind::Word(_) => self.word(start),
            TokenKind::Open => {
                let open = self.token.span.clone();
                self.advance()?;
                let inner = self.comparison()?;
                self.close(open)?;
                Ok(inner)
            }
            _ => Err(self.value_expected()),
        }
    }

    /// Takes the closing parenthesis of the one at `open`.
    fn close(&mut self, open: Range<usize>) -> Result<(), FormulaError> {
        match self.token.kind {
            TokenKind::Close => {
                self.advance()?;
                Ok(())
            }
            TokenKind::End => Err(FormulaErrorKind::UnclosedParenthesis.at(open)),
            _ => Err(self.operator_expected()),
        }
    }

    /// A number with the unit after it, if there is one.
    fn with_unit(&mut self, number: Quantity, start: usize) -> Result<Quantity, FormulaError> {
        let TokenKind::Word(word) = &self.token.kind else {
            return Ok(number);
        };
        let Some(unit) = Unit::from_symbol(word) else {
            let unit = word.clone();
            return Err(FormulaErrorKind::UnknownUnit { unit }.at(self.token.span.clone()));
        };
        self.advance()?;
        let numerator = number.numerator().checked_mul(unit.micrometres().into());
        numerator
            .and_then(|numerator| {
                Quantity::fraction(numerator, number.denominator(), Dimension::LENGTH)
            })
            .ok_or_else(|| FormulaErrorKind::Overflow.at(start..self.consumed))
    }

    /// A truth, a name or a call.
    fn word(&mut self, start: usize) -> Result<Built, FormulaError> {
        let word = self.advance()?;
        let TokenKind::Word(word) = word.kind else {
            return Err(self.value_expected());
        };
        if self.token.kind == TokenKind::Open {
            return self.call(&word, start);
        }
        if word.eq_ignore_ascii_case("true") || word.eq_ignore_ascii_case("false") {
            let truth = word.eq_ignore_ascii_case("true");
            return self.add(Node::Truth(truth), start, 1);
        }
        let name = intern(&mut self.syntax.names, &word);
        self.add(Node::Name(name), start, 1)
    }

    fn call(&mut self, function: &str, start: usize) -> Result<Built, FormulaError> {
        let open = self.token.span.clone();
        self.advance()?;
        let mut given = Vec::new();
        let mut depth = 0;
        if self.token.kind != TokenKind::Close {
            loop {
                let argument = self.comparison()?;
                given.push(argument.id);
                depth = argument.depth.max(depth);
                if self.token.kind != TokenKind::Comma {
                    break;
                }
                self.advance()?;
            }
        }
        self.close(open)?;
        let builtin = functions::find(function);
        if let Some((name, least, most)) = builtin.map(functions::Builtin::signature)
            && (given.len() < least || most.is_some_and(|most| given.len() > most))
        {
            let error = FormulaErrorKind::ArgumentCount {
                function: name.to_owned(),
                least,
                most,
                given: given.len(),
            };
            return Err(error.at(start..self.consumed));
        }
        let first = self.syntax.arguments.len();
        self.syntax.arguments.append(&mut given);
        // Fewer arguments than bytes of source, so these fit.
        let arguments = Arguments {
            start: u16::try_from(first).unwrap_or(u16::MAX),
            end: u16::try_from(self.syntax.arguments.len()).unwrap_or(u16::MAX),
        };
        let node = match builtin {
            Some(builtin) => Node::Builtin(builtin, arguments),
            None => Node::Host(intern(&mut self.syntax.functions, function), arguments),
        };
        self.add(node, start, depth + 1)
    }
}

/// The index of a name, added when it is new.
fn intern(names: &mut Vec<Box<str>>, name: &str) -> NameId {
    let index = names.iter().position(|known| &**known == name);
    let index = index.unwrap_or_else(|| {
        names.push(name.into());
        names.len() - 1
    });
    // Fewer names than bytes of source, so it fits.
    NameId(u16::try_from(index).unwrap_or(u16::MAX))
}
