//! Everything that people read, by language: the shared messages, and what modules and designs say in their own files.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::PathBuf;

use serde_json::Value;

use crate::{File, Shipped, fault, files_in, name_of};

/// Texts by key.
pub type Texts = BTreeMap<String, String>;

impl Shipped {
    /// The languages: the folders of `assets/messages`, by name.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn languages(&self) -> io::Result<Vec<String>> {
        let mut languages = Vec::new();
        for entry in fs::read_dir(self.assets.join("messages"))? {
            let path = entry?.path();
            if path.is_dir() {
                languages.push(name_of(&path));
            }
        }
        languages.sort();
        Ok(languages)
    }

    /// All texts of each language.
    ///
    /// # Errors
    /// A text that a file lacks in a language, with file, key and language; or a key that stands in two files.
    pub fn texts(&self) -> io::Result<Vec<(String, Texts)>> {
        let languages = self.languages()?;
        let texts = languages.into_iter().map(|language| {
            let texts = self.texts_in(&language)?;
            Ok((language, texts))
        });
        texts.collect()
    }

    fn texts_in(&self, language: &str) -> io::Result<Texts> {
        let mut all = Gathered::default();
        for path in self.messages(language)? {
            let name = name_of(&path);
            let folder = format!("messages/{language}");
            let wrong = |what: String| fault(&folder, &name, &what);
            let texts: Texts = serde_json::from_str(&fs::read_to_string(&path)?)
                .map_err(|error| wrong(error.to_string()))?;
            for (key, text) in texts {
                all.put(key, text, &name).map_err(wrong)?;
            }
        }
        for file in &self.files {
            let wrong = |what: String| fault(file.folder, &file.name, &what);
            for (key, place, by_language) in own_texts(file) {
                let text = by_language.get(language).and_then(Value::as_str);
                let text = text.filter(|text| !text.trim().is_empty());
                let text = text.ok_or_else(|| wrong(format!("{place}: no text in {language}")))?;
                all.put(key, text.to_owned(), &file.name).map_err(wrong)?;
            }
        }
        Ok(all.texts)
    }

    fn messages(&self, language: &str) -> io::Result<Vec<PathBuf>> {
        files_in(&self.assets.join("messages").join(language), "json")
    }
}

/// The texts that a file brings along: key, place in the file, texts by language.
fn own_texts(file: &File) -> Vec<(String, String, &Value)> {
    match file.folder {
        "modules" => {
            let texts = file.json.get("texts").and_then(Value::as_object);
            let texts = texts.into_iter().flatten();
            texts
                .map(|(key, by_language)| (key.clone(), format!("texts.{key}"), by_language))
                .collect()
        }
        "designs" => {
            let name = file.json.pointer("/starter/name").unwrap_or(&Value::Null);
            vec![(
                format!("design.{}", file.id()),
                "starter.name".to_owned(),
                name,
            )]
        }
        _ => Vec::new(),
    }
}

/// Texts with the files they come from.
#[derive(Default)]
struct Gathered {
    texts: Texts,
    files: BTreeMap<String, String>,
}

impl Gathered {
    fn put(&mut self, key: String, text: String, file: &str) -> Result<(), String> {
        if let Some(other) = self.files.insert(key.clone(), file.to_owned()) {
            return Err(format!("{key} stands in {other} already"));
        }
        self.texts.insert(key, text);
        Ok(())
    }
}
