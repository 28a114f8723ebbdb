//! The functions of the language, and suggestions for misspelt names.

use super::quantity::Rounding;

/// A function of the language itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Builtin {
    If,
    And,
    Or,
    Not,
    Min,
    Max,
    Abs,
    Round(Rounding),
    Count,
    Track(TrackPart),
}

/// What is asked about a track.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TrackPart {
    Size,
    Start,
    End,
}

/// Name, function, fewest and most arguments.
type Entry = (&'static str, Builtin, usize, Option<usize>);

const TABLE: [Entry; 14] = [
    ("if", Builtin::If, 3, Some(3)),
    ("and", Builtin::And, 1, None),
    ("or", Builtin::Or, 1, None),
    ("not", Builtin::Not, 1, Some(1)),
    ("min", Builtin::Min, 1, None),
    ("max", Builtin::Max, 1, None),
    ("abs", Builtin::Abs, 1, Some(1)),
    ("floor", Builtin::Round(Rounding::Floor), 1, Some(2)),
    ("ceil", Builtin::Round(Rounding::Ceil), 1, Some(2)),
    ("round", Builtin::Round(Rounding::Nearest), 1, Some(2)),
    ("count", Builtin::Count, 1, Some(1)),
    ("track", Builtin::Track(TrackPart::Size), 2, Some(2)),
    ("track_start", Builtin::Track(TrackPart::Start), 2, Some(2)),
    ("track_end", Builtin::Track(TrackPart::End), 2, Some(2)),
];

/// The function of that name, in capitals too as spreadsheets write them.
pub(super) fn find(name: &str) -> Option<Builtin> {
    let entry = TABLE
        .iter()
        .find(|(known, ..)| known.eq_ignore_ascii_case(name));
    entry.map(|&(_, builtin, ..)| builtin)
}

/// The names of the language's functions.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|(name, ..)| *name)
}

impl Builtin {
    /// Name, and the fewest and most arguments.
    pub(super) fn signature(self) -> (&'static str, usize, Option<usize>) {
        let entry = TABLE.iter().find(|(_, builtin, ..)| *builtin == self);
        entry.map_or(("", 0, None), |&(name, _, least, most)| (name, least, most))
    }
}

/// The known name that looks most like a misspelt one, if any is near enough.
pub(super) fn nearest(
    misspelt: &str,
    known: impl IntoIterator<Item = impl AsRef<str>>,
) -> Option<String> {
    /// Longer names are not compared: the work grows with the square.
    const LONGEST: usize = 64;
    let folded = misspelt.to_ascii_lowercase();
    let length = folded.chars().count();
    if length > LONGEST {
        return None;
    }
    let tolerance = (length / 3).min(2);
    let mut best: Option<(usize, String)> = None;
    for name in known {
        let name = name.as_ref();
        if name.len() > LONGEST {
            continue;
        }
        let distance = strsim::levenshtein(&folded, &name.to_ascii_lowercase());
        if distance <= tolerance && best.as_ref().is_none_or(|(least, _)| distance < *least) {
            best = Some((distance, name.to_owned()));
        }
    }
    best.map(|(_, name)| name)
}
