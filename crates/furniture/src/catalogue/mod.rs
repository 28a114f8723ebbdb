//! The catalogue: board materials, decors, edge bands, coatings, glues, hardware and construction methods that a
//! design may refer to, with the source of every figure.
//!
//! It is data (`assets/catalogue/*.json`, `assets/methods/*.json`). [`Catalogue::from_files`] reads and
//! checks it. In the files lengths are text with
//! their unit (`"18 mm"`), prices are yuan (`"58.50"`), everything else is a whole number whose unit is
//! in the field's name. A nominal size (the thickness of a board, the size of a sheet, the width of a
//! band) is an identity of the article and carries no source; every other number is a [`Quantity`].

mod bands;
mod boards;
mod choice;
mod coatings;
mod decors;
mod end_of_life;
mod files;
mod glues;
mod hardware;
mod method;
mod problem;
mod quantity;
mod rates;
mod sources;
mod targets;
#[cfg(test)]
mod tests;
mod verify;

use std::collections::BTreeMap;

pub use bands::{BandMaterial, EdgeBand};
pub use boards::{
    BoardFigures, BoardKind, BoardMaterial, Emission, EmissionClass, EmissionSubject, Grain, Sheet,
    Thickness,
};
pub use choice::{MaterialChoice, Surface};
pub use coatings::{Coating, Process, Sheen};
pub use decors::Decor;
pub use end_of_life::EndOfLife;
pub use files::{
    BandsFile, BoardsFile, CoatingsFile, DecorsFile, GluesFile, HardwareFile, MethodFile,
    RatesFile, SourcesFile, TargetsFile, VERSION,
};
pub use glues::Glue;
pub use hardware::{Bar, Hardware, Unit};
pub use method::{Banding, DefaultMaterial, Method, MethodNumber, MethodValue, Saw};
pub use problem::{CatalogueFault, CatalogueProblem};
pub use quantity::{Fen, LengthText, Measure, Quantity};
pub use rates::Rate;
pub use sources::{Name, Source};
pub use targets::Target;

use crate::formula::{format_length, parse_length};
use crate::length::Length;
use crate::role::Role;

/// Entries by identifier. Boxed, as one map's code then serves all kinds, which keeps the shipped engine small.
pub type ById<T> = BTreeMap<String, Box<T>>;

/// Everything a design may refer to except the part library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// Board materials by identifier.
    pub boards: ById<BoardMaterial>,
    /// Looks of boards by identifier.
    pub decors: ById<Decor>,
    /// Edge bands by identifier.
    pub bands: ById<EdgeBand>,
    /// Coatings by identifier.
    pub coatings: ById<Coating>,
    /// Glues for edge bands by identifier.
    pub glues: ById<Glue>,
    /// Hardware by identifier.
    pub hardware: ById<Hardware>,
    /// Where figures come from, by identifier.
    pub sources: ById<Source>,
    /// What a workshop reckons beside the material, by identifier.
    pub rates: ById<Rate>,
    /// What the air of a room should hold at most, by identifier.
    pub targets: ById<Target>,
    /// Construction methods by identifier.
    pub methods: ById<Method>,
}

impl Catalogue {
    /// True when a design can replace the price of this name: a board by its thickness or an edge band by its width,
    /// `BOARD@18 mm` and `BAND@22 mm` (written as [`format_length`] does), a piece of hardware, or a kilogram of a coating
    /// or a glue.
    pub fn has_price(&self, of: &str) -> bool {
        let Some((what, length)) = of.split_once('@') else {
            return self.hardware.contains_key(of)
                || self.coatings.contains_key(of)
                || self.glues.contains_key(of);
        };
        let is_listed = |length| match self.boards.get(what) {
            Some(board) => board.thickness(length).is_some(),
            // Wider strips than those listed are slit to measure.
            None => self.bands.contains_key(what) && length > Length(0),
        };
        parse_length(length, None)
            .is_ok_and(|read| format_length(read) == length && is_listed(read))
    }

    /// Board materials that can be chosen for a role, in alphabetical order.
    pub fn boards_for(&self, role: Role) -> impl Iterator<Item = (&BoardMaterial, &[Length])> {
        self.boards.values().filter_map(move |board| {
            let thicknesses = board.thicknesses_for(role);
            (!thicknesses.is_empty()).then(|| (board.as_ref(), thicknesses))
        })
    }
}
