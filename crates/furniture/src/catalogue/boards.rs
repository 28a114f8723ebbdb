//! Board materials: what boards are cut from.

use serde::Deserialize;

use super::decors::Decor;
use super::end_of_life::EndOfLife;
use super::quantity::{Fen, LengthText, Quantity};
use super::sources::Name;
use crate::length::Length;
use crate::role::{ByRole, Role};

/// The build of a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum BoardKind {
    /// Particleboard, faced or raw.
    Particleboard,
    /// Medium-density fibreboard.
    Mdf,
    /// High-density fibreboard.
    Hdf,
    /// Oriented strand board.
    Osb,
    /// Plywood.
    Plywood,
    /// Blockboard.
    Blockboard,
    /// Laminated bamboo.
    Bamboo,
    /// Edge-glued solid wood.
    Solid,
}

impl BoardKind {
    /// Its name in files; `board-kind.NAME` is its message key.
    pub fn id(self) -> &'static str {
        match self {
            Self::Particleboard => "particleboard",
            Self::Mdf => "mdf",
            Self::Hdf => "hdf",
            Self::Osb => "osb",
            Self::Plywood => "plywood",
            Self::Blockboard => "blockboard",
            Self::Bamboo => "bamboo",
            Self::Solid => "solid",
        }
    }
}

/// Whether a board has a direction. The grain always runs along the sheet's length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Grain {
    /// As directional as its decor.
    Decor,
    /// Always: the board itself is stronger along the grain.
    Yes,
    /// Never.
    No,
}

/// Formaldehyde class of GB/T 39600-2021.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
pub enum EmissionClass {
    /// At most 0.124 mg/m3.
    E1,
    /// At most 0.050 mg/m3.
    E0,
    /// At most 0.025 mg/m3.
    #[serde(rename = "ENF")]
    Enf,
}

impl EmissionClass {
    /// Its name as printed.
    pub fn id(self) -> &'static str {
        match self {
            Self::E1 => "E1",
            Self::E0 => "E0",
            Self::Enf => "ENF",
        }
    }
}

/// What an emission class was given for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum EmissionSubject {
    /// The board as it is used, with its faces.
    Finished,
    /// The board without faces; they lower it further.
    Raw,
}

/// Formaldehyde emission of a board.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Emission {
    /// Class; none for wood without added formaldehyde.
    pub class: Option<EmissionClass>,
    /// What the class was given for.
    pub subject: EmissionSubject,
    /// Limit of the class, micrograms per cubic metre in the standard's chamber. A certificate's value
    /// would replace it.
    #[serde(default)]
    pub limit_ug_per_m3: Option<Quantity>,
    /// Reservations.
    #[serde(default)]
    pub note: Option<String>,
}

/// The figures of a board with their origins.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BoardFigures {
    /// Density, kilograms per cubic metre.
    pub density_kg_per_m3: Quantity,
    /// Added to the cut length and width where a board is cut a second time; nothing for faced boards.
    pub oversize: Quantity<Length>,
    /// Fossil carbon of making it, grams of CO2 equivalent per cubic metre, from cradle to gate (A1-A3 of EN 15804).
    #[serde(default)]
    pub carbon_fossil_g_per_m3: Option<Quantity>,
    /// Carbon that the wood holds and gives back at the end of its life, as grams of CO2 per cubic metre.
    #[serde(default)]
    pub carbon_stored_g_per_m3: Option<Quantity>,
    /// Modulus of elasticity in bending along the grain, MPa.
    pub modulus_along_mpa: Quantity,
    /// Modulus of elasticity in bending across the grain, MPa.
    pub modulus_across_mpa: Quantity,
    /// Bending strength, kilopascals.
    pub bending_strength_kpa: Quantity,
    /// Creep factor k_def of EN 1995-1-1 in service class 1, hundredths.
    pub creep_percent: Quantity,
}

/// A thickness as a file has it.
#[derive(Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct ThicknessRecord {
    /// Nominal thickness.
    thickness: LengthText,
    /// Price of a square metre of sheet in yuan, net of tax.
    price_per_m2: Quantity<Fen>,
}

/// One thickness a board comes in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(from = "ThicknessRecord")]
pub struct Thickness {
    /// Nominal thickness.
    pub thickness: Length,
    /// Price of a square metre of sheet, net of tax.
    pub fen_per_m2: i64,
    /// True when the price is typical rather than read in a source.
    pub is_typical: bool,
    /// Key of the source of the price.
    pub source: Option<String>,
}

impl From<ThicknessRecord> for Thickness {
    fn from(record: ThicknessRecord) -> Self {
        Self {
            thickness: record.thickness.0,
            fen_per_m2: record.price_per_m2.value.0,
            is_typical: record.price_per_m2.is_typical,
            source: record.price_per_m2.source,
        }
    }
}

/// A sheet as a file has it.
#[derive(Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct SheetRecord {
    /// Extent along the grain.
    length: LengthText,
    /// Extent across the grain.
    width: LengthText,
}

/// One size of sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(from = "SheetRecord")]
pub struct Sheet {
    /// Extent along the grain.
    pub length: Length,
    /// Extent across the grain.
    pub width: Length,
}

impl From<SheetRecord> for Sheet {
    fn from(record: SheetRecord) -> Self {
        Self {
            length: record.length.0,
            width: record.width.0,
        }
    }
}

/// A board material as a file has it.
#[derive(Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct BoardRecord {
    /// Identifier.
    id: String,
    /// Name.
    name: Name,
    /// Build.
    kind: BoardKind,
    /// Roles it suits, each with the thicknesses it is built of.
    roles: ByRole<Vec<LengthText>>,
    /// Thicknesses with their prices, thinnest first.
    thicknesses: Vec<Thickness>,
    /// How the prices of the thicknesses were come by.
    #[serde(default)]
    price_note: Option<String>,
    /// Sheets it is sold in, the usual one first.
    sheets: Vec<Sheet>,
    /// Formaldehyde emission.
    emission: Emission,
    /// Direction.
    grain: Grain,
    /// Looks it comes in, the usual one first.
    decors: Vec<String>,
    /// True when its faces are sold bare and are coated after cutting; the coating is not in the price.
    needs_finish: bool,
    /// Where it can go at the end of its life, best first.
    end_of_life: Vec<EndOfLife>,
    /// Figures with their origins.
    figures: BoardFigures,
    /// Anything else a person should know.
    #[serde(default)]
    note: Option<String>,
}

/// A board material.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(from = "BoardRecord")]
pub struct BoardMaterial {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: Name,
    /// Build.
    pub kind: BoardKind,
    /// Roles it suits, each with the thicknesses it is built of.
    pub roles: ByRole<Vec<Length>>,
    /// Thicknesses with their prices, thinnest first.
    pub thicknesses: Vec<Thickness>,
    /// How the prices of the thicknesses were come by.
    pub price_note: Option<String>,
    /// Sheets it is sold in, the usual one first.
    pub sheets: Vec<Sheet>,
    /// Density, kilograms per cubic metre; its origin is in `figures`.
    pub density_kg_m3: i64,
    /// Added to the cut length and width where a board is cut a second time; its origin is in `figures`.
    pub oversize: Length,
    /// Formaldehyde emission.
    pub emission: Emission,
    /// Direction.
    pub grain: Grain,
    /// Looks it comes in, the usual one first.
    pub decors: Vec<String>,
    /// True when its faces are sold bare and are coated after cutting; the coating is not in the price.
    pub needs_finish: bool,
    /// Where it can go at the end of its life, best first.
    pub end_of_life: Vec<EndOfLife>,
    /// Figures with their origins.
    pub figures: BoardFigures,
    /// Anything else a person should know.
    pub note: Option<String>,
}

impl From<BoardRecord> for BoardMaterial {
    fn from(record: BoardRecord) -> Self {
        let lengths = |all: Vec<LengthText>| all.into_iter().map(|one| one.0).collect();
        Self {
            id: record.id,
            name: record.name,
            kind: record.kind,
            roles: record.roles.map(lengths),
            thicknesses: record.thicknesses,
            price_note: record.price_note,
            sheets: record.sheets,
            density_kg_m3: record.figures.density_kg_per_m3.value,
            oversize: record.figures.oversize.value,
            emission: record.emission,
            grain: record.grain,
            decors: record.decors,
            needs_finish: record.needs_finish,
            end_of_life: record.end_of_life,
            figures: record.figures,
            note: record.note,
        }
    }
}

impl BoardMaterial {
    /// The thickness with its price.
    pub fn thickness(&self, thickness: Length) -> Option<&Thickness> {
        self.thicknesses
            .iter()
            .find(|one| one.thickness == thickness)
    }

    /// The thicknesses that a role can be built of, thinnest first; empty when it doesn't suit the role.
    pub fn thicknesses_for(&self, role: Role) -> &[Length] {
        let own = self.roles.get(role);
        let found = own.or_else(|| self.roles.get(role.follows()?));
        found.map_or(&[], Vec::as_slice)
    }

    /// True when a board in this decor must lie along the sheet.
    pub fn has_grain(&self, decor: &Decor) -> bool {
        match self.grain {
            Grain::Decor => decor.is_directional,
            Grain::Yes => true,
            Grain::No => false,
        }
    }

    /// Message keys of what is worth saying beside its name.
    pub fn badges(&self) -> Vec<&'static str> {
        let mut badges = Vec::new();
        match self.emission.class {
            Some(EmissionClass::Enf) => badges.push("badge.enf"),
            Some(EmissionClass::E0) => badges.push("badge.e0"),
            Some(EmissionClass::E1) => badges.push("badge.e1"),
            None => {}
        }
        if !self.needs_finish {
            badges.push("badge.no-coating");
        }
        if self.thicknesses.iter().any(|one| one.is_typical) {
            badges.push("badge.typical-price");
        }
        badges
    }
}
