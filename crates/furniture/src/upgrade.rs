//! Documents of older versions, brought to today's version step by step.
//!
//! A step is a pure function on JSON from one version to the next, in a file of its own. Once a version has left the
//! house, its step stays as it is, and its samples (`tests/designs/v1`, …) open for ever. A document that knows more than
//! its version says is a mistake of its own, so a change of a format always takes a new version and a step.

pub(crate) mod design_1;

use serde_json::Value;

/// Brings a document from a version to the next.
pub(crate) type Step = fn(Value) -> Value;

/// The newest version where these steps lead up to it.
pub(crate) const fn newest(steps: &[Step]) -> u32 {
    // A format has a handful of versions.
    steps.len() as u32 + 1
}

/// The text of a document at the newest version.
///
/// # Errors
/// When it is no JSON.
pub(crate) fn upgraded(
    text: &str,
    version: u32,
    steps: &[Step],
) -> Result<String, serde_json::Error> {
    let mut document: Value = serde_json::from_str(text)?;
    for (from, step) in (1..).zip(steps) {
        if from >= version {
            document = step(document);
            if let Value::Object(fields) = &mut document {
                fields.insert("version".to_owned(), Value::from(from + 1));
            }
        }
    }
    Ok(document.to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Step, newest, upgraded};

    fn add(document: Value, name: &str) -> Value {
        let Value::Object(mut fields) = document else {
            return document;
        };
        let before = fields.len();
        fields.insert(name.to_owned(), before.into());
        Value::Object(fields)
    }

    #[test]
    fn a_document_goes_through_the_steps_behind_its_version() {
        let steps: [Step; 3] = [
            |document| add(document, "a"),
            |document| add(document, "b"),
            |document| add(document, "c"),
        ];
        assert_eq!(newest(&steps), 4);
        let from = |version: u32| -> Value {
            let text = json!({ "version": version }).to_string();
            serde_json::from_str(&upgraded(&text, version, &steps).unwrap()).unwrap()
        };
        assert_eq!(from(1), json!({"version": 4, "a": 1, "b": 2, "c": 3}));
        assert_eq!(from(3), json!({"version": 4, "c": 1}));
        assert_eq!(from(4), json!({"version": 4}));
    }
}
