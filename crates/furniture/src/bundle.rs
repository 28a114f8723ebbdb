//! What the program is shipped with beside its code: one text of two lines for each file, its name and its JSON.

use crate::catalogue::Catalogue;
use crate::library::{Library, method_types};

/// The shipped files.
#[derive(Clone, Debug)]
pub struct Bundle<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Bundle<'a> {
    /// Takes the text apart; a last name without its JSON is left out.
    pub fn read(text: &'a str) -> Self {
        let mut lines = text.lines();
        let mut files = Vec::new();
        while let (Some(name), Some(json)) = (lines.next(), lines.next()) {
            files.push((name, json));
        }
        Self(files)
    }

    /// The files of a folder: their names in it, and their texts.
    pub fn folder(&self, folder: &str) -> Vec<(&'a str, &'a str)> {
        let files = self.0.iter();
        files
            .filter_map(|(name, json)| Some((name.strip_prefix(folder)?.strip_prefix('/')?, *json)))
            .collect()
    }

    /// Catalogue and part library; none if the text is damaged or there is none.
    pub fn catalogue(&self) -> Option<(Catalogue, Library)> {
        let files = [self.folder("catalogue"), self.folder("methods")].concat();
        if files.is_empty() {
            return None;
        }
        let catalogue = Catalogue::from_files(&files).ok()?;
        let library =
            Library::from_files(self.folder("modules"), &method_types(&catalogue)).ok()?;
        Some((catalogue, library))
    }
}

#[cfg(test)]
mod tests {
    use super::Bundle;

    #[test]
    fn a_text_is_taken_apart() {
        let shipped = Bundle::read("a/b.json\n{}\nab/c.json\n[]\na/d.json\n1\na/e.json\n");
        assert_eq!(shipped.folder("a"), [("b.json", "{}"), ("d.json", "1")]);
        assert!(shipped.catalogue().is_none());
    }
}
