//! Source text to tokens. Full-width forms and mathematical signs, as Chinese input methods and
//! copied documents give them, mean the same as their plain forms.

use std::ops::Range;

use super::error::{FormulaError, FormulaErrorKind};
use super::quantity::{Dimension, Quantity};
use super::syntax::{Comparison, Operator};

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum TokenKind {
    /// A number without unit.
    Number(Quantity),
    /// A name, a function, a unit, `true` or `false`.
    Word(String),
    /// A text literal without its quotes.
    Text(String),
    /// `+ - * /`
    Arithmetic(Operator),
    /// `= <> < <= > >=`
    Compare(Comparison),
    /// `(`
    Open,
    /// `)`
    Close,
    /// `,`
    Comma,
    /// The end of the source.
    End,
}

/// A token and its place in the source.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Range<usize>,
}

/// Reads one token after the other.
pub(super) struct Lexer<'a> {
    source: &'a str,
    position: usize,
}

/// The plain form of a character.
pub(super) fn plain(character: char) -> char {
    match character {
        // The full-width forms of the printable ASCII characters, in the same order.
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(character) - 0xff01 + 0x21).unwrap_or(character)
        }
        '\u{2212}' => '-',
        '×' => '*',
        '÷' => '/',
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        '。' => '.',
        '、' => ',',
        _ if character.is_whitespace() => ' ',
        _ => character,
    }
}

impl<'a> Lexer<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self {
            source,
            position: 0,
        }
    }

    /// The next character in its plain form, and where the one after it starts.
    fn peek_at(&self, position: usize) -> Option<(char, usize)> {
        let character = self.source.get(position..)?.chars().next()?;
        Some((plain(character), position + character.len_utf8()))
    }

    fn peek(&self) -> Option<char> {
        self.peek_at(self.position).map(|(character, _)| character)
    }

    fn advance(&mut self) -> Option<char> {
        let (character, next) = self.peek_at(self.position)?;
        self.position = next;
        Some(character)
    }

    fn advance_if(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.advance();
        }
        found
    }

    /// The next token; at the end of the source always [`TokenKind::End`].
    pub(super) fn next_token(&mut self) -> Result<Token, FormulaError> {
        while self.advance_if(' ') {}
        let start = self.position;
        let Some(first) = self.advance() else {
            return Ok(Token {
                kind: TokenKind::End,
                span: start..start,
            });
        };
        let kind = match first {
            '+' => TokenKind::Arithmetic(Operator::Plus),
            '-' => TokenKind::Arithmetic(Operator::Minus),
            '*' => TokenKind::Arithmetic(Operator::Times),
            '/' => TokenKind::Arithmetic(Operator::Over),
            '(' => TokenKind::Open,
            ')' => TokenKind::Close,
            ',' => TokenKind::Comma,
            '=' => {
                self.advance_if('=');
                TokenKind::Compare(Comparison::Equal)
            }
            '!' if self.advance_if('=') => TokenKind::Compare(Comparison::Unequal),
            '≠' => TokenKind::Compare(Comparison::Unequal),
            '≤' => TokenKind::Compare(Comparison::LessOrEqual),
            '≥' => TokenKind::Compare(Comparison::GreaterOrEqual),
            '<' if self.advance_if('=') => TokenKind::Compare(Comparison::LessOrEqual),
            '<' if self.advance_if('>') => TokenKind::Compare(Comparison::Unequal),
            '<' => TokenKind::Compare(Comparison::Less),
            '>' if self.advance_if('=') => TokenKind::Compare(Comparison::GreaterOrEqual),
            '>' => TokenKind::Compare(Comparison::Greater),
            '\'' => TokenKind::Text(self.text(start)?),
            '0'..='9' => TokenKind::Number(self.number(start, first)?),
            '.' if self.peek().is_some_and(|next| next.is_ascii_digit()) => {
                TokenKind::Number(self.number(start, first)?)
            }
            _ if starts_word(first) => TokenKind::Word(self.word(first)),
            _ => {
                // Quote the character as it was typed, not its plain form.
                let character = self
                    .source
                    .get(start..)
                    .and_then(|rest| rest.chars().next());
                let character = character.unwrap_or(first);
                return Err(self.error(FormulaErrorKind::UnexpectedCharacter { character }, start));
            }
        };
        Ok(Token {
            kind,
            span: start..self.position,
        })
    }

    fn error(&self, kind: FormulaErrorKind, start: usize) -> FormulaError {
        kind.at(start..self.position)
    }

    /// The rest of a text after its opening quote; a doubled quote stands for one.
    fn text(&mut self, start: usize) -> Result<String, FormulaError> {
        let mut text = String::new();
        loop {
            let from = self.position;
            match self.advance() {
                None => return Err(self.error(FormulaErrorKind::UnfinishedText, start)),
                Some('\'') if self.advance_if('\'') => text.push('\''),
                Some('\'') => return Ok(text),
                // Text is kept as it was typed.
                Some(_) => text.push_str(self.source.get(from..self.position).unwrap_or_default()),
            }
        }
    }

    /// The rest of a number: digits with at most one point between digits.
    fn number(&mut self, start: usize, first: char) -> Result<Quantity, FormulaError> {
        let mut decimals = (first == '.').then_some(0_u32);
        let mut mantissa = first.to_digit(10).map_or(0, i128::from);
        let mut fits = true;
        while let Some(next) = self.peek() {
            if let Some(digit) = next.to_digit(10) {
                let grown = mantissa.checked_mul(10);
                match grown.and_then(|grown| grown.checked_add(i128::from(digit))) {
                    Some(grown) => mantissa = grown,
                    None => fits = false,
                }
                decimals = decimals.map(|count| count.saturating_add(1));
            } else if next == '.' && decimals.is_none() {
                decimals = Some(0);
            } else {
                break;
            }
            self.advance();
        }
        let bad = || {
            let text = self.source.get(start..self.position).unwrap_or_default();
            let text = text.to_owned();
            self.error(FormulaErrorKind::BadNumber { text }, start)
        };
        if !fits || decimals == Some(0) {
            return Err(bad());
        }
        if mantissa == 0 {
            return Ok(Quantity::ZERO);
        }
        let scale = 10_i128.checked_pow(decimals.unwrap_or(0)).ok_or_else(bad)?;
        Quantity::fraction(mantissa, scale, Dimension::NUMBER).ok_or_else(bad)
    }

    /// The rest of a word; parts may be joined by points.
    fn word(&mut self, first: char) -> String {
        let mut word = String::from(first);
        while let Some((next, after)) = self.peek_at(self.position) {
            let joins = next == '.'
                && self
                    .peek_at(after)
                    .is_some_and(|(next, _)| starts_word(next));
            if !(joins || next == '_' || next.is_alphanumeric()) {
                break;
            }
            word.push(next);
            self.position = after;
        }
        word
    }
}

fn starts_word(character: char) -> bool {
    character == '_' || character.is_alphabetic()
}
