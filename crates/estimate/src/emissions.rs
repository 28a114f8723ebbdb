//! What a piece releases, brings into a room's air, and weighs; and what may be said of it.

use furniture::assembly::Assembly;
use furniture::catalogue::Catalogue;
use furniture::design::Design;
use serde::{Deserialize, Serialize};

use crate::amount::{Amounts, glue};
use crate::claim::{Claim, claim};
use crate::figure::Figure;
use crate::{air, carbon, voc};

/// The room that a piece stands in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Room {
    /// Volume, litres.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub litres: i64,
    /// Hundredths of the air that an hour replaces.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub air_change_percent: i64,
    /// Temperature, °C.
    pub celsius: i8,
    /// Relative humidity, percent.
    pub humidity_percent: u8,
    /// Target in the catalogue.
    pub target: String,
}

impl Default for Room {
    /// A bedroom of 12 m² and 2.6 m, aired as EN 16516 has it, in the climate of the standards.
    fn default() -> Self {
        Self {
            litres: 31_200,
            air_change_percent: 50,
            celsius: 23,
            humidity_percent: 50,
            target: "gb".to_owned(),
        }
    }
}

/// The smallest and the largest room, litres.
const LITRES: std::ops::RangeInclusive<i64> = 1_000..=10_000_000;
/// Air changes of an hour, hundredths.
const AIR_CHANGE: std::ops::RangeInclusive<i64> = 5..=2_000;
/// Where the influence of the climate is known: ±5 °C around the standard one and some more.
const CELSIUS: std::ops::RangeInclusive<i8> = 10..=40;
/// The same for the humidity.
const HUMIDITY: std::ops::RangeInclusive<u8> = 20..=90;

impl Room {
    /// True for a room that the models hold for and a target that the catalogue has.
    pub fn is_known(&self, catalogue: &Catalogue) -> bool {
        LITRES.contains(&self.litres)
            && AIR_CHANGE.contains(&self.air_change_percent)
            && CELSIUS.contains(&self.celsius)
            && HUMIDITY.contains(&self.humidity_percent)
            && catalogue.targets.contains_key(&self.target)
    }
}

/// Emissions, carbon and claim of a design.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct Emissions {
    /// VOC released in making it, milligrams.
    pub voc: Figure,
    /// Formaldehyde in the room from this piece alone, nanograms per cubic metre.
    pub formaldehyde: Figure,
    /// What the room's air should hold at most, nanograms per cubic metre.
    #[cfg_attr(feature = "describe", ts(type = "number | null"))]
    pub target: Option<i64>,
    /// Where the target was read.
    pub target_source: Option<String>,
    /// Fossil carbon, grams of CO2 equivalent.
    pub carbon_fossil: Figure,
    /// Carbon stored in the wood until the end of its life, grams of CO2. Never to be taken off the fossil.
    pub carbon_stored: Figure,
    /// The room.
    pub room: Room,
    /// What may be said.
    pub claim: Claim,
}

impl Emissions {
    /// Works out the emissions of an assembly in a room.
    pub fn of(design: &Design, assembly: &Assembly, catalogue: &Catalogue, room: &Room) -> Self {
        let amounts = Amounts::of(assembly, catalogue);
        let glue = glue(design, catalogue);
        let voc = voc::released(&amounts, glue, catalogue);
        let target = catalogue.targets.get(&room.target);
        let target = target.map(|target| &target.formaldehyde_ug_per_m3);
        Self {
            formaldehyde: air::formaldehyde(&amounts, room, catalogue),
            target: target.map(|target| target.value * 1000),
            target_source: target.and_then(|target| target.source.clone()),
            carbon_fossil: carbon::fossil(assembly, &amounts, glue, catalogue),
            carbon_stored: carbon::stored(&amounts, catalogue),
            room: room.clone(),
            claim: claim(&amounts, glue, &voc, catalogue),
            voc,
        }
    }
}
