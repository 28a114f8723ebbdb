//! Reading and writing design files.

use super::{Design, FORMAT, STEPS};
use crate::document::{DocumentFault, GENERATOR, document};

/// Reads a design file.
///
/// # Errors
/// The first thing that stands against it. Whether its modules and materials exist is seen when it
/// is evaluated.
pub fn read(text: &str) -> Result<Design, DocumentFault> {
    let design: Design = document(text, FORMAT, &STEPS)?;
    let mut seen = std::collections::BTreeSet::new();
    for node in design.nodes() {
        if !seen.insert(node.id) || node.id >= design.next_node {
            return Err(DocumentFault::Identifier { node: node.id });
        }
    }
    Ok(design)
}

/// The text of a design file, readable by a person and ending with a line feed.
pub fn write(design: &Design) -> String {
    let design = Design {
        generator: GENERATOR.to_owned(),
        ..design.clone()
    };
    let mut text = serde_json::to_string_pretty(&design).unwrap_or_default();
    text.push('\n');
    text
}
