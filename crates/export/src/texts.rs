//! Messages as sentences, in the reader's language.
//!
//! The same texts that the page uses (`assets/messages`, modules and designs), for the command line. The page hands its own texts to the
//! engine for files that carry names, so that the engine doesn't ship them a second time.

use std::collections::BTreeMap;

use furniture::formula::format_length;
use furniture::message::{Message, MessageValue};
use furniture::shipped::TEXTS;

/// Read where there is nothing in the reader's language.
const ENGLISH: &str = "en";

/// The texts of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    language: String,
    texts: BTreeMap<String, String>,
}

impl Texts {
    /// The texts of a language given as a tag such as `zh-CN`, `zh` or `en-GB`; English for any other.
    pub fn shipped(language: &str) -> Self {
        let wanted = language.split('-').next().unwrap_or_default();
        let is_wanted = |tag: &str| tag.split('-').next() == Some(wanted);
        let mut all = TEXTS.iter();
        let (language, texts) = all
            .find(|(tag, _)| is_wanted(tag))
            .or(TEXTS.iter().find(|(tag, _)| *tag == ENGLISH))
            .unwrap_or(&(ENGLISH, "{}"));
        // The texts are checked by a test; what can't be read gives its keys for texts.
        let texts = serde_json::from_str(texts).unwrap_or_default();
        Self {
            language: (*language).to_owned(),
            texts,
        }
    }

    /// Texts of a language tag that come from elsewhere, as JSON of keys and texts.
    ///
    /// # Errors
    /// What is wrong with the JSON.
    pub fn read(language: &str, json: &str) -> serde_json::Result<Self> {
        Ok(Self {
            language: language.to_owned(),
            texts: serde_json::from_str(json)?,
        })
    }

    /// Language tag.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The text of a key; the key itself where there is none.
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.texts.get(key).map_or(key, String::as_str)
    }

    /// A message as a sentence, lengths in millimetres.
    pub fn sentence(&self, message: &Message) -> String {
        let mut sentence = String::new();
        let mut rest = self.text(&message.key);
        while let Some((before, after)) = rest.split_once('{') {
            sentence.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                rest = after;
                break;
            };
            match message.values.get(name) {
                Some(value) => sentence.push_str(&self.value(value)),
                None => {
                    sentence.push('{');
                    sentence.push_str(name);
                    sentence.push('}');
                }
            }
            rest = after;
        }
        sentence.push_str(rest);
        sentence
    }

    fn value(&self, value: &MessageValue) -> String {
        match value {
            MessageValue::Um(length) => format_length(*length),
            MessageValue::Count(count) => count.to_string(),
            MessageValue::Text(text) => text.clone(),
            MessageValue::Key(key) => self.text(key).to_owned(),
            MessageValue::Keys(keys) => {
                let texts: Vec<&str> = keys.iter().map(|key| self.text(key)).collect();
                texts.join(self.text("list.comma"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use furniture::length::Length;
    use furniture::message::Message;

    use super::{TEXTS, Texts};

    fn of(language: &str) -> BTreeMap<String, String> {
        let (_, texts) = TEXTS.iter().find(|(tag, _)| *tag == language).unwrap();
        serde_json::from_str(texts).unwrap()
    }

    fn placeholders(text: &str) -> BTreeSet<&str> {
        text.split('{')
            .skip(1)
            .filter_map(|part| Some(part.split_once('}')?.0))
            .collect()
    }

    #[test]
    fn both_languages_have_every_text_with_the_same_placeholders() {
        let [english, chinese] = ["en", "zh-CN"].map(of);
        assert_eq!(
            english.keys().collect::<Vec<_>>(),
            chinese.keys().collect::<Vec<_>>()
        );
        for (key, text) in &english {
            assert!(
                !text.trim().is_empty() && !chinese[key].trim().is_empty(),
                "{key}"
            );
            assert_eq!(placeholders(text), placeholders(&chinese[key]), "{key}");
        }
    }

    #[test]
    fn chinese_is_punctuated_in_full_width() {
        let is_chinese = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
        for (key, text) in of("zh-CN") {
            let characters: Vec<char> = text.chars().collect();
            for around in characters.windows(2) {
                let [a, b] = [around[0], around[1]];
                let half = |c: char| ",:;!?()".contains(c);
                let wrong = half(a) && is_chinese(b)
                    || is_chinese(a) && half(b)
                    || text.chars().any(is_chinese) && a == '}' && ",:;!?".contains(b);
                assert!(!wrong, "{key}: {text}");
            }
        }
    }

    #[test]
    fn sentences_are_filled_in() {
        let message = Message::new("problem.too-small")
            .key("what", "parameter.width")
            .um("found", Length(100_000))
            .um("least", Length(250_500));
        assert_eq!(
            Texts::shipped("en-GB").sentence(&message),
            "Width: 100 mm is below the smallest, 250.5 mm"
        );
        assert_eq!(
            Texts::shipped("zh").sentence(&message),
            "宽度：100 mm 小于最小值 250.5 mm"
        );
    }

    #[test]
    fn what_is_missing_stays_visible() {
        let texts = Texts::shipped("en");
        assert_eq!(texts.sentence(&Message::new("no.such.key")), "no.such.key");
        assert!(
            texts
                .sentence(&Message::new("problem.price"))
                .contains("{found}")
        );
    }
}
