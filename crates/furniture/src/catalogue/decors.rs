//! Decors: how boards look. Colours are the project's own choice, not a maker's.

use serde::Deserialize;

use super::choice::Surface;
use super::sources::Name;
use crate::scene::{Figure, SceneMaterial};

/// How a board looks.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Decor {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: Name,
    /// Main colour, sRGB as `#rrggbb`.
    pub colour: String,
    /// Colour of the figure: streaks, pores, threads.
    pub figure_colour: String,
    /// Colour of the edge band that goes with it.
    pub band_colour: String,
    /// Figure.
    pub figure: Figure,
    /// 0 is a mirror, 100 is matt.
    pub roughness_percent: u8,
    /// True when the figure has a direction, which then runs along the board's length.
    pub is_directional: bool,
}

impl Decor {
    /// How a scene draws it.
    pub fn surface(&self) -> SceneMaterial {
        SceneMaterial {
            colour: srgb(&self.colour),
            figure_colour: srgb(&self.figure_colour),
            band_colour: srgb(&self.band_colour),
            figure: self.figure,
            roughness: f32::from(self.roughness_percent.min(100)) / 100.0,
        }
    }

    /// How a scene draws it under a coating: the sheen is the coating's, and the colour where that has one.
    pub fn coated(&self, surface: &Surface, colour: Option<&Self>) -> SceneMaterial {
        SceneMaterial {
            roughness: f32::from(surface.sheen.roughness_percent()) / 100.0,
            ..colour.unwrap_or(self).surface()
        }
    }

    /// The first of its colours that is none.
    pub(super) fn wrong_colour(&self) -> Option<&str> {
        let all = [&self.colour, &self.figure_colour, &self.band_colour];
        all.into_iter()
            .find(|colour| channels(colour).is_none())
            .map(String::as_str)
    }
}

/// Channels of `#rrggbb`.
fn channels(colour: &str) -> Option<[u8; 3]> {
    let hex = colour.strip_prefix('#')?;
    if hex.len() != 6 || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let [_, red, green, blue] = u32::from_str_radix(hex, 16).ok()?.to_be_bytes();
    Some([red, green, blue])
}

/// Channels from 0 to 1. The catalogue's reader has refused everything that is no colour.
fn srgb(colour: &str) -> [f32; 3] {
    channels(colour)
        .unwrap_or_default()
        .map(|channel| f32::from(channel) / 255.0)
}
