//! The name that someone may have meant.

use strsim::levenshtein;

/// Of some names the one that begins alike and takes the fewest changes for its length to come to from `name`; where none
/// begins alike, the one of the fewest changes.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let likeness = |other: &str| {
        let longest = name.chars().count().max(other.chars().count()).max(1);
        let start = |of: &str| of.chars().next().map(|letter| letter.to_ascii_lowercase());
        (
            start(name) != start(other),
            levenshtein(name, other) * 1_000 / longest,
        )
    };
    known.min_by_key(|other| likeness(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_found() {
        let part = [
            "w",
            "h",
            "l",
            "qty",
            "rotatable",
            "name",
            "label",
            "note",
            "ref",
        ];
        for (name, wanted) in [
            ("quantity", "qty"),
            ("rotate", "rotatable"),
            ("width", "w"),
            ("height", "h"),
            ("length", "l"),
            ("Label", "label"),
            ("", "w"),
        ] {
            assert_eq!(nearest(name, part.into_iter()), Some(wanted), "{name}");
        }
        assert_eq!(nearest("a", std::iter::empty()), None);
    }
}
