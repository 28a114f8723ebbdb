//! The designs that are shipped, as files like any other.

/// Their identifiers, the one that opens first in front. `design.ID` is the message key of the name.
pub const STARTER_IDS: [&str; 3] = ["wardrobe", "bookcase", "sideboard"];

/// Identifier and text of each, in the same order.
pub const STARTERS: [(&str, &str); 3] = [
    (
        STARTER_IDS[0],
        include_str!("../../../assets/designs/wardrobe.boardwright.json"),
    ),
    (
        STARTER_IDS[1],
        include_str!("../../../assets/designs/bookcase.boardwright.json"),
    ),
    (
        STARTER_IDS[2],
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
