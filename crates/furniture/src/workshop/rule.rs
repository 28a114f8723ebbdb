//! The rules of a workshop: their names, limits and values as text.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::formula::{Unit, format_length, parse_length};
use crate::length::Length;
use crate::message::Message;
use crate::money::{format_fen, parse_fen};

/// Micrometres in a millimetre.
const MM: i64 = 1_000;

/// One rule of the saw or the stock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Width that the blade takes away.
    Kerf,
    /// Cut off every side of a sheet first, where the side has no trim of its own.
    Trim,
    /// Cut off a sheet's end at its origin first.
    TrimLeft,
    /// Cut off its other end first.
    TrimRight,
    /// Cut off a sheet's long side at its origin first.
    TrimBottom,
    /// Cut off its other long side first.
    TrimTop,
    /// Most levels of cuts after trimming.
    Levels,
    /// Whether a sheet's first cuts run along its length or across it.
    FirstCut,
    /// Longest cut, trim cuts apart.
    LongestCut,
    /// Least width of everything that a cut leaves.
    SmallestStrip,
    /// Shortest leftover worth keeping.
    OffcutLength,
    /// Narrowest leftover worth keeping.
    OffcutWidth,
    /// Share of a sheet's price per area that its leftovers worth keeping are worth, percent.
    Credit,
    /// Most sheets sawn at once.
    Stack,
    /// When offcuts in stock go before whole sheets.
    OffcutsFirst,
    /// Share of an offcut that is used at least where [`OffcutsFirst`](Self::OffcutsFirst) asks for one, percent.
    LeastUse,
    /// A metre of saw cut, fen.
    RateSawing,
    /// A metre of edge banded, fen.
    RateBanding,
    /// A square metre coated, fen.
    RateCoating,
    /// A board assembled, fen.
    RateAssembly,
    /// An order set up, fen.
    RateSetup,
    /// Overhead on material and labour, percent.
    RateOverhead,
    /// Margin, percent of the net price.
    RateMargin,
    /// Tax on the net price, percent.
    RateTax,
    /// Share of a sheet that is used where orders are planned together, percent.
    RateUse,
}

/// What values a rule takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A length within limits, micrometres.
    Length(i64, i64),
    /// A whole number within limits.
    Count(i64, i64),
    /// An amount of money within limits, fen.
    Money(i64, i64),
    /// One of these, by its index; the first is the same as no value.
    Choice(&'static [&'static str]),
}

impl Rule {
    /// All rules, in the order of the form.
    pub const ALL: [Self; 25] = [
        Self::Kerf,
        Self::Trim,
        Self::TrimLeft,
        Self::TrimRight,
        Self::TrimBottom,
        Self::TrimTop,
        Self::Levels,
        Self::FirstCut,
        Self::LongestCut,
        Self::SmallestStrip,
        Self::OffcutLength,
        Self::OffcutWidth,
        Self::Credit,
        Self::Stack,
        Self::OffcutsFirst,
        Self::LeastUse,
        Self::RateSawing,
        Self::RateBanding,
        Self::RateCoating,
        Self::RateAssembly,
        Self::RateSetup,
        Self::RateOverhead,
        Self::RateMargin,
        Self::RateTax,
        Self::RateUse,
    ];

    /// Its name in files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Kerf => "kerf",
            Self::Trim => "trim",
            Self::TrimLeft => "trim_left",
            Self::TrimRight => "trim_right",
            Self::TrimBottom => "trim_bottom",
            Self::TrimTop => "trim_top",
            Self::Levels => "levels",
            Self::FirstCut => "first_cut",
            Self::LongestCut => "longest_cut",
            Self::SmallestStrip => "smallest_strip",
            Self::OffcutLength => "offcut_length",
            Self::OffcutWidth => "offcut_width",
            Self::Credit => "credit",
            Self::Stack => "stack",
            Self::OffcutsFirst => "offcuts_first",
            Self::LeastUse => "least_use",
            Self::RateSawing => "rate_sawing",
            Self::RateBanding => "rate_banding",
            Self::RateCoating => "rate_coating",
            Self::RateAssembly => "rate_assembly",
            Self::RateSetup => "rate_setup",
            Self::RateOverhead => "rate_overhead",
            Self::RateMargin => "rate_margin",
            Self::RateTax => "rate_tax",
            Self::RateUse => "rate_use",
        }
    }

    /// The rule of this name.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.id() == id)
    }

    /// The trims of the single sides: at x = 0, at the largest x, at y = 0 and at the largest y.
    pub const SIDES: [Self; 4] = [
        Self::TrimLeft,
        Self::TrimRight,
        Self::TrimBottom,
        Self::TrimTop,
    ];

    /// True for what is reckoned beside the material; it changes nothing of how boards are cut.
    pub fn is_rate(self) -> bool {
        self as usize >= Self::RateSawing as usize
    }

    /// The message that gives the reason for its limits.
    pub fn why(self) -> String {
        if self.is_rate() {
            return "workshop.rate.why".to_owned();
        }
        let of = if Self::SIDES.contains(&self) {
            Self::Trim
        } else {
            self
        };
        format!("workshop.{}.why", of.id())
    }

    /// What values it takes; `why` has the reason for limits.
    pub fn kind(self) -> Kind {
        match self {
            // A saw blade takes 2 to 5 mm, the cutter of a nesting machine up to 20 mm.
            Self::Kerf => Kind::Length(0, 20 * MM),
            Self::Trim | Self::TrimLeft | Self::TrimRight | Self::TrimBottom | Self::TrimTop => {
                Kind::Length(0, 100 * MM)
            }
            Self::Levels => Kind::Choice(&["any", "2", "3", "4"]),
            Self::FirstCut => Kind::Choice(&["any", "lengthwise", "crosswise"]),
            Self::LongestCut => Kind::Length(300 * MM, 10_000 * MM),
            Self::SmallestStrip => Kind::Length(0, 500 * MM),
            Self::OffcutLength | Self::OffcutWidth => Kind::Length(0, 6_000 * MM),
            Self::Credit => Kind::Count(0, 100),
            Self::Stack => Kind::Count(1, 20),
            Self::OffcutsFirst => Kind::Choice(&["when-cheaper", "always", "from-use"]),
            Self::LeastUse => Kind::Count(1, 100),
            Self::RateSawing | Self::RateBanding => Kind::Money(0, 100_000),
            Self::RateCoating | Self::RateAssembly => Kind::Money(0, 1_000_000),
            Self::RateSetup => Kind::Money(0, 10_000_000),
            Self::RateOverhead => Kind::Count(0, 500),
            // What is left of the net price is divided by.
            Self::RateMargin => Kind::Count(0, 95),
            Self::RateTax => Kind::Count(0, 50),
            Self::RateUse => Kind::Count(20, 100),
        }
    }

    /// Reads a value; none for no text, and for the choice that is the same as no value.
    ///
    /// # Errors
    /// What is wrong with it and what would be right.
    pub fn read(self, text: &str) -> Result<Option<i64>, Message> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        match self.kind() {
            Kind::Length(min, max) => length(text, min, max, self.why()).map(Some),
            Kind::Count(min, max) => count(self.bare(text), min, max, self.why()).map(Some),
            Kind::Money(min, max) => money(text, min, max, self.why()).map(Some),
            Kind::Choice(names) => match names.iter().zip(0..).find(|(name, _)| **name == text) {
                Some((_, 0)) => Ok(None),
                Some((_, index)) => Ok(Some(index)),
                None => {
                    let label = |name| format!("workshop.{}.{name}", self.id());
                    Err(Message::new("problem.choice")
                        .text("found", text)
                        .keys("all", names.iter().map(label).collect()))
                }
            },
        }
    }

    /// The number of a share without its sign, which people type or leave out.
    fn bare(self, text: &str) -> &str {
        match self {
            Self::Credit
            | Self::LeastUse
            | Self::RateOverhead
            | Self::RateMargin
            | Self::RateTax
            | Self::RateUse => text.trim_end_matches(['%', '％']).trim_end(),
            _ => text,
        }
    }

    /// A value as text.
    pub fn text(self, value: i64) -> String {
        match self.kind() {
            Kind::Length(..) => format_length(Length(value)),
            Kind::Count(..) => value.to_string(),
            Kind::Money(..) => format_fen(value),
            Kind::Choice(names) => usize::try_from(value)
                .ok()
                .and_then(|index| names.get(index))
                .map_or_else(String::new, |name| (*name).to_owned()),
        }
    }
}

/// A length within limits in micrometres; a number without unit is millimetres.
pub(super) fn length(text: &str, min: i64, max: i64, why: String) -> Result<i64, Message> {
    let length = parse_length(text, Some(Unit::Millimetre)).map_err(|error| error.message())?;
    if (min..=max).contains(&length.0) {
        return Ok(length.0);
    }
    Err(outside(why)
        .um("found", length)
        .um("min", Length(min))
        .um("max", Length(max)))
}

/// An amount of money within limits in fen.
fn money(text: &str, min: i64, max: i64, why: String) -> Result<i64, Message> {
    let fen = parse_fen(text).ok_or_else(|| Message::new("problem.price").text("found", text))?;
    if (min..=max).contains(&fen) {
        return Ok(fen);
    }
    Err(outside(why)
        .text("found", format_fen(fen))
        .text("min", format_fen(min))
        .text("max", format_fen(max)))
}

/// A whole number within limits.
pub(super) fn count(text: &str, min: i64, max: i64, why: String) -> Result<i64, Message> {
    let count = text
        .parse::<i64>()
        .map_err(|_| Message::new("problem.count").text("found", text))?;
    if (min..=max).contains(&count) {
        return Ok(count);
    }
    Err(outside(why)
        .count("found", count)
        .count("min", min)
        .count("max", max))
}

fn outside(why: String) -> Message {
    Message::new("problem.workshop-outside").key("why", why)
}

/// The rules that have a value, in the order of [`Rule::ALL`]: micrometres, numbers and indices of choices.
/// Those behind the last one with a value are left out. In a job it is one text, a space before each value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleValues(Vec<Option<i64>>);

impl RuleValues {
    /// The value of a rule; none where the construction method or no limit holds.
    pub fn get(&self, rule: Rule) -> Option<i64> {
        self.0.get(rule as usize).copied().flatten()
    }

    /// The same without rates: what decides how boards are cut.
    #[must_use]
    pub fn of_saw(mut self) -> Self {
        for rule in Rule::ALL.into_iter().filter(|rule| rule.is_rate()) {
            if self.get(rule).is_some() {
                self.set(rule, None);
            }
        }
        self
    }

    /// The name of what a rule with choices says.
    pub fn choice(&self, rule: Rule) -> &'static str {
        let index = self.get(rule).unwrap_or_default();
        match (rule.kind(), usize::try_from(index)) {
            (Kind::Choice(names), Ok(index)) => names.get(index).copied().unwrap_or_default(),
            _ => "",
        }
    }

    /// The share of an offcut that is used at least, percent, where [`Rule::OffcutsFirst`] asks for one.
    pub fn least_use(&self) -> i64 {
        self.get(Rule::LeastUse).unwrap_or(75)
    }

    /// The rules with their values as texts.
    pub fn texts(&self) -> Vec<(&'static str, String)> {
        let mut texts = Vec::new();
        for rule in Rule::ALL {
            if let Some(value) = self.get(rule) {
                texts.push((rule.id(), rule.text(value)));
            }
        }
        texts
    }

    /// Gives a rule a value, or takes it away.
    pub(super) fn set(&mut self, rule: Rule, value: Option<i64>) {
        let at = rule as usize;
        if at >= self.0.len() {
            self.0.resize(at + 1, None);
        }
        self.0[at] = value;
        // The same values are the same list.
        while self.0.last() == Some(&None) {
            self.0.pop();
        }
    }
}

impl Serialize for RuleValues {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = String::new();
        for value in &self.0 {
            text.push(' ');
            if let Some(value) = value {
                text.push_str(&value.to_string());
            }
        }
        serializer.serialize_str(&text)
    }
}

impl<'de> Deserialize<'de> for RuleValues {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let mut values = Vec::new();
        for value in text.split(' ').skip(1) {
            values.push(value.parse().ok());
        }
        Ok(Self(values))
    }
}
