//! What the program is shipped with beside its code: the files under `assets`, found when it is built (`build.rs`).
//!
//! A browser is handed the same files apart from the engine, which therefore holds none of these tables.

include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// The text of a design to start from.
pub fn starter(id: &str) -> Option<&'static str> {
    let mut all = STARTERS.iter();
    all.find(|(known, _)| *known == id).map(|(_, text)| *text)
}
