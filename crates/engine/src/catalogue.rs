//! Catalogue and part library as shipped.

use furniture::catalogue::Catalogue;
use furniture::library::Library;

/// The shipped catalogue and part library; empty ones if the shipped files were damaged, which a test rules out.
pub(crate) fn shipped() -> (Catalogue, Library) {
    let catalogue = Catalogue::shipped().unwrap_or_default();
    let library = furniture::library::shipped(&catalogue).unwrap_or_default();
    (catalogue, library)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_shipped_files_are_good() {
        let (catalogue, library) = super::shipped();
        assert!(!catalogue.boards.is_empty());
        assert!(library.iter().count() > 8);
    }
}
