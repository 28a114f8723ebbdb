//! A buffer for JSON text.
//!
//! serde writes a view in a great many pieces of a few bytes each. In WebAssembly every one would be a `memory.copy`,
//! which took a seventh of an edit's time; up to sixteen bytes are two loads and two stores instead.

use std::io::{Result, Write};

/// The longest piece that is copied by loads and stores, bytes.
const SHORT: usize = 16;

/// Text being written.
#[derive(Default)]
pub(crate) struct Text {
    /// Written up to `len`, zeros after it.
    bytes: Vec<u8>,
    len: usize,
}

impl Text {
    /// What was written; empty if it isn't text, which serde_json rules out.
    pub(crate) fn into_string(mut self) -> String {
        self.bytes.truncate(self.len);
        String::from_utf8(self.bytes).unwrap_or_default()
    }

    #[cold]
    fn grow(&mut self, more: usize) {
        let least = self.len + more + SHORT;
        self.bytes.resize(least.max(self.bytes.len() * 2), 0);
    }
}

/// Copies `N` bytes from the start and `N` up to the end; between `N` and `2 N` bytes are so copied whole.
#[inline]
fn both_ends<const N: usize>(from: &[u8], to: &mut [u8]) -> Option<()> {
    let end = from.len() - N;
    let (first, last): ([u8; N], [u8; N]) =
        (*from.first_chunk()?, *from.get(end..)?.first_chunk()?);
    *to.first_chunk_mut()? = first;
    *to.get_mut(end..)?.first_chunk_mut()? = last;
    Some(())
}

impl Write for Text {
    fn write_all(&mut self, piece: &[u8]) -> Result<()> {
        if self.bytes.len() - self.len < piece.len() + SHORT {
            self.grow(piece.len());
        }
        let room = self.bytes.get_mut(self.len..).unwrap_or_default();
        match piece.len() {
            0 => {}
            1 => room[0] = piece[0],
            2..4 => drop(both_ends::<2>(piece, room)),
            4..8 => drop(both_ends::<4>(piece, room)),
            8..=SHORT => drop(both_ends::<8>(piece, room)),
            length => room[..length].copy_from_slice(piece),
        }
        self.len += piece.len();
        Ok(())
    }

    fn write(&mut self, piece: &[u8]) -> Result<usize> {
        self.write_all(piece).map(|()| piece.len())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_every_length_come_out_as_they_went_in() {
        let source: String = ('a'..='z').cycle().take(5_000).collect();
        let (mut text, mut expected) = (Text::default(), String::new());
        for length in (0..70).chain([200, 1_000, 4_999]) {
            let piece = &source[length % 7..][..length.min(4_990)];
            assert!(text.write_all(piece.as_bytes()).is_ok());
            expected.push_str(piece);
        }
        assert_eq!(text.into_string(), expected);
    }
}
