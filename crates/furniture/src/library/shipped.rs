//! The part library as shipped: the files under `assets/modules`.

use super::{Library, LibraryProblem, MethodTypes};
use crate::catalogue::Catalogue;
use crate::gather::gathered;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        [$((
            concat!($name, ".json"),
            include_str!(concat!("../../../../assets/modules/", $name, ".json")),
        )),*]
    };
}

/// File names and texts.
pub const MODULES: [(&str, &str); 10] = files![
    "adjustable-shelf",
    "back-panel",
    "carcass",
    "clothes-rail",
    "divider",
    "drawer-bank",
    "fixed-shelf",
    "hinged-door",
    "legs",
    "plinth",
];

/// The types of the rules that the construction methods of a catalogue have.
pub fn method_types(catalogue: &Catalogue) -> MethodTypes {
    let methods = catalogue.methods.values();
    gathered(methods.flat_map(|method| method.formula_types()))
}

/// Compiles the shipped modules for the methods of a catalogue.
///
/// # Errors
/// Everything that is wrong with them.
pub fn shipped(catalogue: &Catalogue) -> Result<Library, Vec<LibraryProblem>> {
    Library::from_files(MODULES, &method_types(catalogue))
}
