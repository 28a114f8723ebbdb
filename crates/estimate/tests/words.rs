//! What may be said of materials: no text of the product, in any language, calls it free of VOC or the like. Only help that
//! says why the product doesn't (its key ends in `.why`) may name what people look for.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use furniture::catalogue::Catalogue;
use furniture::shipped::{CATALOGUE, METHODS, MODULES, STARTERS, TEXTS};

const BANNED: [&str; 26] = [
    "voc-free",
    "voc free",
    "free of voc",
    "zero voc",
    "zero-voc",
    "without voc",
    "emission-free",
    "emission free",
    "zero emission",
    "zero-emission",
    "formaldehyde-free",
    "formaldehyde free",
    "free of formaldehyde",
    "zero formaldehyde",
    "certified",
    "compliant",
    "零voc",
    "零 voc",
    "无voc",
    "无 voc",
    "零甲醛",
    "无甲醛",
    "零排放",
    "零释放",
    "通过认证",
    "已认证",
];

fn banned(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    BANNED.into_iter().find(|word| text.contains(word))
}

#[test]
fn no_text_claims_what_nobody_can_say() {
    let mut whys = 0;
    for (language, texts) in TEXTS {
        let texts: BTreeMap<String, String> = serde_json::from_str(texts).unwrap();
        assert!(texts.len() > 100);
        for (key, text) in texts {
            if key.ends_with(".why") && banned(&text).is_some() {
                whys += 1;
                continue;
            }
            assert_eq!(banned(&text), None, "{language} {key}: {text}");
        }
    }
    assert_eq!(whys, TEXTS.len(), "one help text in each language");
    for (file, text) in CATALOGUE
        .iter()
        .chain(METHODS)
        .chain(MODULES)
        .chain(STARTERS)
    {
        assert_eq!(banned(text), None, "{file}");
    }
    assert!(Catalogue::shipped().is_ok());
}

#[test]
fn the_words_are_found_wherever_they_stand() {
    assert_eq!(banned("A VOC-Free wardrobe"), Some("voc-free"));
    assert_eq!(banned("零 VOC 家具"), Some("零 voc"));
    assert_eq!(banned("No added VOC"), None);
}
