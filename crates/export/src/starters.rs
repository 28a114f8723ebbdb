//! The designs that are shipped, as files like any other.

/// Identifier and text of each, the one that opens first in front. `design.ID` is the message key of the name.
pub const STARTERS: [(&str, &str); 3] = [
    (
        "wardrobe",
        include_str!("../../../assets/designs/wardrobe.boardwright.json"),
    ),
    (
        "bookcase",
        include_str!("../../../assets/designs/bookcase.boardwright.json"),
    ),
    (
        "sideboard",
        include_str!("../../../assets/designs/sideboard.boardwright.json"),
    ),
];

/// The text of a shipped design.
pub fn starter(id: &str) -> Option<&'static str> {
    STARTERS
        .iter()
        .find(|(known, _)| *known == id)
        .map(|(_, text)| *text)
}
