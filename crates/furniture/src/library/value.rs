//! Values of parameters as text: what a person types and a design holds.

use super::ParameterKind;
use crate::formula::{Unit, format_length, parse_length, tracks};
use crate::message::Message;

impl ParameterKind {
    /// A value as it is stored: read, understood and written in one way.
    ///
    /// # Errors
    /// Why it can't be read.
    pub fn normal(&self, text: &str) -> Result<String, Message> {
        let text = text.trim();
        match self {
            ParameterKind::Length { .. } => parse_length(text, Some(Unit::Millimetre))
                .map(format_length)
                .map_err(|error| error.message()),
            ParameterKind::Count(_) => text
                .parse::<u32>()
                .map(|count| count.to_string())
                .map_err(|_| Message::new("problem.count").text("found", text)),
            ParameterKind::Switch { .. } => match text {
                "yes" | "true" => Ok("yes".to_owned()),
                "no" | "false" => Ok("no".to_owned()),
                _ => Err(Message::new("problem.switch").text("found", text)),
            },
            ParameterKind::Choice { options, .. } => {
                if options.iter().any(|(value, _)| value == text) {
                    Ok(text.to_owned())
                } else {
                    let all = options.iter().map(|(_, label)| label.clone()).collect();
                    Err(Message::new("problem.choice")
                        .text("found", text)
                        .keys("all", all))
                }
            }
            ParameterKind::Tracks { .. } => tracks::parse_tracks(text)
                .map(|list| tracks::format_tracks(&list))
                .map_err(|error| error.message()),
        }
    }
}
