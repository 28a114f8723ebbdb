//! What can be wrong with a formula, as data with its place in the source.

use std::ops::Range;

use super::types::Type;
use crate::message::Message;

/// What is wrong with a formula, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind} (bytes {} to {} of the formula)", span.start, span.end)]
pub struct FormulaError {
    /// What is wrong.
    pub kind: FormulaErrorKind,
    /// The part of the source it is about, in bytes.
    pub span: Range<usize>,
}

impl FormulaError {
    /// What is wrong, for a person; see [`FormulaErrorKind::message`].
    pub fn message(&self) -> Message {
        self.kind.message()
    }
}

/// A part of a formula with its type, as an error quotes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operand {
    /// Its source, shortened when long.
    pub text: String,
    /// What it yields.
    pub kind: Type,
}

/// What is wrong with a formula.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormulaErrorKind {
    /// There is nothing to evaluate.
    #[error("the formula is empty")]
    Empty,
    /// The source is longer than [`super::LONGEST_SOURCE`].
    #[error("the formula is {length} bytes long, the most is {most}")]
    TooLong {
        /// Bytes of the source.
        length: usize,
        /// Bytes allowed.
        most: usize,
    },
    /// The formula is nested deeper than [`super::DEEPEST_NESTING`].
    #[error("the formula is nested deeper than {most}")]
    TooDeep {
        /// Depth allowed.
        most: usize,
    },
    /// A character that the language does not have.
    #[error("the character {character:?} has no meaning here")]
    UnexpectedCharacter {
        /// The character.
        character: char,
    },
    /// A text literal without its closing quote.
    #[error("the text has no closing quote")]
    UnfinishedText,
    /// Digits that are not a number, or more of them than can be held.
    #[error("{text} is not a number")]
    BadNumber {
        /// The digits.
        text: String,
    },
    /// A word after a number that is no unit: a wrong unit or a missing operator.
    #[error("{unit} is not a unit")]
    UnknownUnit {
        /// The word.
        unit: String,
    },
    /// Something else stands where a value must be; nothing at all at the end of the source.
    #[error("a value is missing, found {found:?}")]
    ValueExpected {
        /// What stands there.
        found: Option<String>,
    },
    /// Something else stands where an operator or the end must be.
    #[error("an operator is missing before {found}")]
    OperatorExpected {
        /// What stands there.
        found: String,
    },
    /// A parenthesis without its closing one.
    #[error("the parenthesis is not closed")]
    UnclosedParenthesis,
    /// `a < b < c`, which means something else in mathematics than in a spreadsheet.
    #[error("comparisons cannot be chained")]
    ChainedComparison,
    /// A function with too many or too few arguments.
    #[error("{function} takes {least} to {most:?} arguments, not {given}")]
    ArgumentCount {
        /// The function.
        function: String,
        /// The fewest arguments it takes.
        least: usize,
        /// The most arguments it takes; `None` when there is no limit.
        most: Option<usize>,
        /// The arguments given.
        given: usize,
    },
    /// A name that nothing has.
    #[error("the name {name} is unknown")]
    UnknownName {
        /// The name.
        name: String,
        /// A known name that looks alike.
        did_you_mean: Option<String>,
    },
    /// A function that does not exist.
    #[error("the function {name} is unknown")]
    UnknownFunction {
        /// The function.
        name: String,
        /// A known function that looks alike.
        did_you_mean: Option<String>,
    },
    /// Two quantities that must have the same dimension but have not.
    #[error("{} is of type {}, {} of type {}", left.text, left.kind, right.text, right.kind)]
    Units {
        /// The first.
        left: Operand,
        /// The second.
        right: Operand,
    },
    /// Two values of which one is a text, a truth or tracks and the other is not.
    #[error("{} is of type {}, {} of type {}", left.text, left.kind, right.text, right.kind)]
    Kinds {
        /// The first.
        left: Operand,
        /// The second.
        right: Operand,
    },
    /// Texts or truths compared by `<` or `>`, or tracks compared at all.
    #[error("values of type {found} cannot be compared like this")]
    NotComparable {
        /// What was compared.
        found: Type,
    },
    /// A value of another type than needed.
    #[error("type {expected} is needed, found {found}")]
    Expected {
        /// The type needed.
        expected: Type,
        /// The type found.
        found: Type,
    },
    /// Something other than a number, a length, ... in arithmetic.
    #[error("a quantity is needed, found {found}")]
    QuantityExpected {
        /// The type found.
        found: Type,
    },
    /// A length rounded without saying to what.
    #[error("{function} needs a step to round the type {found}")]
    StepNeeded {
        /// The function.
        function: String,
        /// The type of what is rounded.
        found: Type,
    },
    /// A rounding step that is zero or below.
    #[error("the rounding step is not greater than zero")]
    StepNotPositive,
    /// A product or quotient that is no number, length, area, volume, 1/length or 1/area.
    #[error("the result is outside the powers -2 to 3 of a length")]
    Power,
    /// A division by zero.
    #[error("division by zero")]
    DivisionByZero,
    /// A result too large or too fine to be held.
    #[error("the result is too large or too fine")]
    Overflow,
    /// A fraction where a whole number is needed.
    #[error("{value} is not a whole number")]
    NotWhole {
        /// The number as a fraction, such as `5/2`.
        value: String,
    },
    /// A track that is not there.
    #[error("there is no track {index}, there are {count}")]
    TrackMissing {
        /// The index asked for; the first track is 0.
        index: i64,
        /// How many tracks there are.
        count: usize,
    },
    /// What a host function or a limit of the host reports, in the host's words.
    #[error("{}", .0.key)]
    Host(Message),
}

impl FormulaErrorKind {
    /// The message key; stable, so that it can be tested for and translated.
    pub fn key(&self) -> &str {
        match self {
            Self::Empty => "formula.empty",
            Self::TooLong { .. } => "formula.too-long",
            Self::TooDeep { .. } => "formula.too-deep",
            Self::UnexpectedCharacter { .. } => "formula.unexpected-character",
            Self::UnfinishedText => "formula.unfinished-text",
            Self::BadNumber { .. } => "formula.bad-number",
            Self::UnknownUnit { .. } => "formula.unknown-unit",
            Self::ValueExpected { found: None } => "formula.unexpected-end",
            Self::ValueExpected { .. } => "formula.value-expected",
            Self::OperatorExpected { .. } => "formula.operator-expected",
            Self::UnclosedParenthesis => "formula.unclosed-parenthesis",
            Self::ChainedComparison => "formula.chained-comparison",
            Self::ArgumentCount { .. } => "formula.argument-count",
            Self::UnknownName {
                did_you_mean: None, ..
            } => "formula.unknown-name",
            Self::UnknownName { .. } => "formula.unknown-name-suggestion",
            Self::UnknownFunction {
                did_you_mean: None, ..
            } => "formula.unknown-function",
            Self::UnknownFunction { .. } => "formula.unknown-function-suggestion",
            Self::Units { .. } => "formula.units",
            Self::Kinds { .. } => "formula.kinds",
            Self::NotComparable { .. } => "formula.not-comparable",
            Self::Expected { .. } => "formula.expected",
            Self::QuantityExpected { .. } => "formula.quantity-expected",
            Self::StepNeeded { .. } => "formula.step-needed",
            Self::StepNotPositive => "formula.step-not-positive",
            Self::Power => "formula.power",
            Self::DivisionByZero => "formula.division-by-zero",
            Self::Overflow => "formula.overflow",
            Self::NotWhole { .. } => "formula.not-whole",
            Self::TrackMissing { .. } => "formula.track-missing",
            Self::Host(message) => &message.key,
        }
    }

    /// The message with its values.
    pub fn message(&self) -> Message {
        let message = Message::new(self.key());
        match self {
            Self::Empty
            | Self::UnfinishedText
            | Self::UnclosedParenthesis
            | Self::ChainedComparison
            | Self::StepNotPositive
            | Self::Power
            | Self::DivisionByZero
            | Self::Overflow
            | Self::ValueExpected { found: None } => message,
            Self::TooLong { length, most } => message
                .count("length", count(*length))
                .count("most", count(*most)),
            Self::TooDeep { most } => message.count("most", count(*most)),
            Self::UnexpectedCharacter { character } => {
                message.text("character", character.to_string())
            }
            Self::BadNumber { text } => message.text("text", text),
            Self::UnknownUnit { unit } => message.text("unit", unit),
            Self::ValueExpected { found: Some(found) } | Self::OperatorExpected { found } => {
                message.text("found", found)
            }
            Self::ArgumentCount {
                function,
                least,
                most,
                given,
            } => message
                .text("function", function)
                .text("expected", argument_range(*least, *most))
                .count("given", count(*given)),
            Self::UnknownName { name, did_you_mean }
            | Self::UnknownFunction { name, did_you_mean } => {
                let message = message.text("name", name);
                match did_you_mean {
                    Some(suggestion) => message.text("suggestion", suggestion),
                    None => message,
                }
            }
            Self::Units { left, right } | Self::Kinds { left, right } => message
                .text("left", &left.text)
                .key("left_type", left.kind.key())
                .text("right", &right.text)
                .key("right_type", right.kind.key()),
            Self::NotComparable { found } | Self::QuantityExpected { found } => {
                message.key("found", found.key())
            }
            Self::Expected { expected, found } => message
                .key("expected", expected.key())
                .key("found", found.key()),
            Self::StepNeeded { function, found } => {
                message.text("function", function).key("found", found.key())
            }
            Self::NotWhole { value } => message.text("value", value),
            Self::TrackMissing {
                index,
                count: tracks,
            } => message
                .count("index", *index)
                .count("count", count(*tracks)),
            Self::Host(message) => message.clone(),
        }
    }

    /// The same at a place in the source.
    pub(super) fn at(self, span: Range<usize>) -> FormulaError {
        FormulaError { kind: self, span }
    }
}

fn count(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// "2", "1-2" or "1+": understood in every language.
fn argument_range(least: usize, most: Option<usize>) -> String {
    match most {
        None => format!("{least}+"),
        Some(most) if most == least => format!("{least}"),
        Some(most) => format!("{least}-{most}"),
    }
}
