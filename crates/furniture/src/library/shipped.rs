//! The part library as shipped: the files under `assets/modules`.

use super::{Library, LibraryProblem, MethodTypes};
use crate::catalogue::Catalogue;
use crate::gather::gathered;
use crate::shipped::MODULES;

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
    Library::from_files(MODULES.iter().copied(), &method_types(catalogue))
}
