//! Tracks: a length divided as in CSS grid into fixed lengths and shares of what is left.

use std::ops::Range;

use super::length_text::{LengthTextError, format_length, parse_length};
use super::lexer::plain;
use crate::length::Length;
use crate::message::Message;

/// The most tracks a length can be divided into.
pub const MOST_TRACKS: usize = 64;

/// The largest share, 1000fr, in thousandths.
pub const LARGEST_SHARE: u32 = 1_000_000;

/// One part of a divided length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Track {
    /// A share of what the fixed tracks and the gaps leave, in thousandths: `1.5fr` is 1500.
    Share(u32),
    /// A fixed length.
    Fixed(Length),
}

/// Where the tracks of a divided length lie.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrackSizes {
    /// Where each track starts, measured from the start of the divided length.
    pub starts: Vec<Length>,
    /// Where each track ends.
    pub ends: Vec<Length>,
}

impl TrackSizes {
    /// How many tracks there are.
    pub fn len(&self) -> usize {
        self.starts.len().min(self.ends.len())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Start and end of a track; the first is 0.
    pub fn get(&self, index: usize) -> Option<(Length, Length)> {
        Some((*self.starts.get(index)?, *self.ends.get(index)?))
    }
}

/// What is wrong with the text of tracks, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("track {track}: {kind}")]
pub struct TrackTextError {
    /// What is wrong.
    pub kind: TrackTextErrorKind,
    /// Which track, counted from 1.
    pub track: usize,
    /// The part of the text it is about, in bytes.
    pub span: Range<usize>,
}

/// What is wrong with the text of tracks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TrackTextErrorKind {
    /// There is no track.
    #[error("there is no track")]
    Empty,
    /// There are more than [`MOST_TRACKS`].
    #[error("there are more than {most} tracks")]
    TooMany {
        /// How many are allowed.
        most: usize,
    },
    /// A share that is not a number above 0, up to 1000, with at most three decimals.
    #[error("{text:?} is not a share")]
    BadShare {
        /// The text.
        text: String,
    },
    /// A fixed length that is not greater than zero.
    #[error("{text:?} is not greater than zero")]
    NotPositive {
        /// The text.
        text: String,
    },
    /// Neither a share nor a length.
    #[error(transparent)]
    Length(LengthTextError),
}

impl TrackTextError {
    /// The message key.
    pub fn key(&self) -> &'static str {
        match &self.kind {
            TrackTextErrorKind::Empty => "tracks.empty",
            TrackTextErrorKind::TooMany { .. } => "tracks.too-many",
            TrackTextErrorKind::BadShare { .. } => "tracks.bad-share",
            TrackTextErrorKind::NotPositive { .. } => "tracks.not-positive",
            TrackTextErrorKind::Length(error) => error.key(),
        }
    }

    /// The message with its values.
    pub fn message(&self) -> Message {
        let message = Message::new(self.key());
        let track = i64::try_from(self.track).unwrap_or(i64::MAX);
        match &self.kind {
            TrackTextErrorKind::Empty => message,
            TrackTextErrorKind::TooMany { most } => {
                message.count("most", i64::try_from(*most).unwrap_or(i64::MAX))
            }
            TrackTextErrorKind::BadShare { text } | TrackTextErrorKind::NotPositive { text } => {
                message.count("track", track).text("text", text)
            }
            TrackTextErrorKind::Length(error) => error.message(),
        }
    }
}

/// Why a length cannot be divided into the tracks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TrackError {
    /// There is no track.
    #[error("there is no track")]
    Empty,
    /// The fixed lengths and gaps do not fit.
    #[error("{needed:?} needed, {available:?} available")]
    TooLong {
        /// Fixed lengths and gaps together.
        needed: Length,
        /// The length to divide.
        available: Length,
    },
    /// There are only fixed lengths and they do not fill the length.
    #[error("{left_over:?} left over and no share to take it")]
    NoShare {
        /// What is left.
        left_over: Length,
    },
    /// Nothing is left for a share, or less than the rounding step.
    #[error("nothing is left for track {track}")]
    EmptyShare {
        /// Which track, counted from 1.
        track: usize,
    },
    /// A length that cannot be held.
    #[error("the length is too large")]
    Overflow,
}

impl TrackError {
    /// The message key.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Empty => "tracks.empty",
            Self::TooLong { .. } => "tracks.too-long",
            Self::NoShare { .. } => "tracks.no-share",
            Self::EmptyShare { .. } => "tracks.empty-share",
            Self::Overflow => "tracks.overflow",
        }
    }

    /// The message with its values.
    pub fn message(&self) -> Message {
        let message = Message::new(self.key());
        match self {
            Self::Empty | Self::Overflow => message,
            Self::TooLong { needed, available } => {
                message.um("needed", *needed).um("available", *available)
            }
            Self::NoShare { left_over } => message.um("left_over", *left_over),
            Self::EmptyShare { track } => {
                message.count("track", i64::try_from(*track).unwrap_or(i64::MAX))
            }
        }
    }
}

/// Reads tracks such as `1fr 2fr 400 mm 1.5fr`, apart by spaces, commas or semicolons.
pub fn parse_tracks(text: &str) -> Result<Vec<Track>, TrackTextError> {
    let mut tracks = Vec::new();
    let mut rest = text
        .char_indices()
        .map(|(at, next)| (at, plain(next)))
        .peekable();
    loop {
        while rest
            .next_if(|(_, next)| matches!(next, ' ' | ',' | ';'))
            .is_some()
        {}
        let start = rest.peek().map_or(text.len(), |(at, _)| *at);
        // A track is a number and a word: all up to the end of the next letters.
        while rest.next_if(|(_, next)| !is_unit(*next)).is_some() {}
        while rest.next_if(|(_, next)| is_unit(*next)).is_some() {}
        let end = rest.peek().map_or(text.len(), |(at, _)| *at);
        let span = start..end;
        let track = tracks.len() + 1;
        let error = |kind| TrackTextError {
            kind,
            track,
            span: span.clone(),
        };
        if start == text.len() {
            return match tracks.is_empty() {
                true => Err(error(TrackTextErrorKind::Empty)),
                false => Ok(tracks),
            };
        }
        if tracks.len() == MOST_TRACKS {
            let most = MOST_TRACKS;
            return Err(error(TrackTextErrorKind::TooMany { most }));
        }
        let piece = text.get(span.clone()).unwrap_or_default();
        tracks.push(parse_track(piece).map_err(error)?);
    }
}

fn is_unit(character: char) -> bool {
    character.is_alphabetic() || matches!(character, '"' | '\u{2033}')
}

fn parse_track(piece: &str) -> Result<Track, TrackTextErrorKind> {
    let text = || piece.trim().chars().take(64).collect();
    let folded: String = piece.chars().map(plain).collect();
    let folded = folded.to_ascii_lowercase();
    if let Some(number) = folded.strip_suffix("fr") {
        let share = parse_share(number.trim());
        return share
            .map(Track::Share)
            .ok_or_else(|| TrackTextErrorKind::BadShare { text: text() });
    }
    let length = parse_length(piece, None).map_err(TrackTextErrorKind::Length)?;
    if length.0 <= 0 {
        return Err(TrackTextErrorKind::NotPositive { text: text() });
    }
    Ok(Track::Fixed(length))
}

/// A share in thousandths.
fn parse_share(number: &str) -> Option<u32> {
    let (whole, fraction) = match number.split_once(['.', ',']) {
        Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
        Some(_) => return None,
        None => (number, ""),
    };
    let fraction = fraction.trim_end_matches('0');
    let digits = [whole, fraction].concat();
    let plain = whole.len() + fraction.len() > 0 && fraction.len() <= 3;
    if !plain || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let share: u32 = format!("{digits:0<width$}", width = whole.len() + 3)
        .parse()
        .ok()?;
    (1..=LARGEST_SHARE).contains(&share).then_some(share)
}

/// Writes tracks as [`parse_tracks`] reads them.
pub fn format_tracks(tracks: &[Track]) -> String {
    let texts = tracks.iter().map(|track| match track {
        Track::Fixed(length) => format_length(*length),
        Track::Share(share) => {
            let decimals = format!(".{:03}", share % 1000);
            let decimals = decimals.trim_end_matches('0').trim_end_matches('.');
            format!("{}{decimals}fr", share / 1000)
        }
    });
    texts.collect::<Vec<_>>().join(" ")
}

/// Divides a length.
///
/// Between tracks is a gap (a board). The shares' lengths added up are rounded to multiples of
/// `rounding`, so that no error adds up, and the last share ends where it must, so that the last
/// track ends exactly at `total`. Without a positive `rounding` they are whole micrometres.
pub fn resolve(
    tracks: &[Track],
    total: Length,
    gap: Length,
    rounding: Length,
) -> Result<TrackSizes, TrackError> {
    let gaps = match i128::try_from(tracks.len()) {
        Ok(count) if count > 0 => (count - 1) * i128::from(gap.0),
        Ok(_) => return Err(TrackError::Empty),
        Err(_) => return Err(TrackError::Overflow),
    };
    let mut needed = gaps;
    let mut shares: i128 = 0;
    for track in tracks {
        match track {
            Track::Fixed(length) => needed += i128::from(length.0),
            Track::Share(share) => shares += i128::from(*share),
        }
    }
    let left_over = i128::from(total.0) - needed;
    if left_over < 0 {
        let needed = length(needed)?;
        let available = total;
        return Err(TrackError::TooLong { needed, available });
    }
    let has_share = tracks.iter().any(|track| matches!(track, Track::Share(_)));
    if left_over > 0 && !has_share {
        let left_over = length(left_over)?;
        return Err(TrackError::NoShare { left_over });
    }

    let step = i128::from(rounding.0.max(1));
    let mut sizes = TrackSizes {
        starts: Vec::with_capacity(tracks.len()),
        ends: Vec::with_capacity(tracks.len()),
    };
    let mut position: i128 = 0;
    let mut shares_so_far: i128 = 0;
    let mut given: i128 = 0;
    for (index, track) in tracks.iter().enumerate() {
        let size = match track {
            Track::Fixed(length) => i128::from(length.0),
            Track::Share(share) => {
                shares_so_far += i128::from(*share);
                let border = if shares_so_far == shares {
                    left_over
                } else {
                    let share = shares_so_far.checked_mul(left_over);
                    rounded_quotient(share.ok_or(TrackError::Overflow)?, shares * step) * step
                };
                let size = border - given;
                given = border;
                if size <= 0 {
                    return Err(TrackError::EmptyShare { track: index + 1 });
                }
                size
            }
        };
        sizes.starts.push(length(position)?);
        position += size;
        sizes.ends.push(length(position)?);
        position += i128::from(gap.0);
    }
    Ok(sizes)
}

/// The quotient of two positive numbers, rounded half up.
fn rounded_quotient(numerator: i128, denominator: i128) -> i128 {
    let whole = numerator / denominator;
    let rest = numerator % denominator;
    whole + i128::from(rest >= denominator - rest)
}

fn length(micrometres: i128) -> Result<Length, TrackError> {
    i64::try_from(micrometres)
        .map(Length)
        .map_err(|_| TrackError::Overflow)
}
