//! The green passport: everything about a piece's materials on one page, for whoever has it one day.

use furniture::assembly::Assembly;
use furniture::catalogue::{Catalogue, EndOfLife, Name};
use furniture::design::Design;
use furniture::gather::entry_of;
use serde::Serialize;

use crate::amount::Amounts;
use crate::claim::Claim;
use crate::cost::Estimate;
use crate::emissions::{Emissions, Room};
use crate::figure::{Figure, Kind, Status, ratio};
use crate::mass;

/// Value of `format`.
const FORMAT: &str = "boardwright-passport";
/// Version of the format.
const VERSION: u32 = 1;

/// A green passport.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Passport {
    /// `boardwright-passport`.
    pub format: &'static str,
    /// Version of the format.
    pub version: u32,
    /// Name of the design.
    pub name: String,
    /// Day it was made out, `YYYY-MM-DD`; none where nobody said.
    pub date: Option<String>,
    /// Width, height and depth of each item, micrometres.
    #[cfg_attr(feature = "describe", ts(type = "[number, number, number][]"))]
    pub items_um: Vec<[i64; 3]>,
    /// How many boards.
    pub boards: usize,
    /// ISO 4217 code of the price.
    pub currency: String,
    /// Material by area, net of tax, hundredths.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub material_fen: i64,
    /// Mass of all that is known, grams.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub mass_g: i64,
    /// Mass of what can be made into new material, grams.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub recyclable_g: i64,
    /// Mass of recycled material in it, grams; none, as no record of the catalogue tells it.
    #[cfg_attr(feature = "describe", ts(type = "number | null"))]
    pub recycled_g: Option<i64>,
    /// Materials, a line for each record: boards, bands, coatings, glue, hardware.
    pub materials: Vec<Material>,
    /// VOC released in making it, milligrams.
    pub voc: Total,
    /// Formaldehyde in the room from this piece alone, nanograms per cubic metre.
    pub formaldehyde: Total,
    /// The room that this is for.
    pub room: Room,
    /// Fossil carbon, grams of CO2 equivalent.
    pub carbon_fossil: Total,
    /// Carbon stored until the end of its life, grams of CO2; never to be taken off the fossil.
    pub carbon_stored: Total,
    /// What may be said.
    pub claim: Claim,
}

/// A figure without its lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema, ts_rs::TS),
    ts(rename = "PassportTotal")
)]
pub struct Total {
    /// The value; none where a record lacks what it takes.
    #[cfg_attr(feature = "describe", ts(type = "number | null"))]
    pub value: Option<i64>,
    /// Lower end of what is likely.
    #[cfg_attr(feature = "describe", ts(type = "number | null"))]
    pub low: Option<i64>,
    /// Upper end.
    #[cfg_attr(feature = "describe", ts(type = "number | null"))]
    pub high: Option<i64>,
    /// Unit.
    pub unit: &'static str,
    /// How far it can be trusted.
    pub status: Status,
}

/// A material.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema, ts_rs::TS),
    ts(rename = "PassportMaterial")
)]
pub struct Material {
    /// Kind of the record.
    pub kind: Kind,
    /// The record.
    pub record: String,
    /// Its name in English.
    pub name_en: String,
    /// Its name in Chinese.
    pub name_zh: String,
    /// Mass, grams; none where the catalogue doesn't know.
    #[cfg_attr(feature = "describe", ts(type = "number | null"))]
    pub mass_g: Option<i64>,
    /// Formaldehyde class such as `ENF`.
    pub class: Option<&'static str>,
    /// Number of its certificate; none, as no record of the catalogue has one.
    pub certificate: Option<String>,
    /// VOC released in making the piece, milligrams; none for what releases none of it.
    #[cfg_attr(feature = "describe", ts(type = "number | null"))]
    pub voc_mg: Option<i64>,
    /// Fossil carbon, grams of CO2 equivalent; none where its record lacks it.
    #[cfg_attr(feature = "describe", ts(type = "number | null"))]
    pub carbon_fossil_g: Option<i64>,
    /// Where it can go at the end of its life, best first; empty for what goes with its board.
    pub end_of_life: Vec<EndOfLife>,
}

/// Makes out the passport of a design that can be built. `date` is the day, as nothing here has a clock.
pub fn passport(
    design: &Design,
    assembly: &Assembly,
    catalogue: &Catalogue,
    room: &Room,
    date: Option<String>,
) -> Passport {
    let amounts = Amounts::of(assembly, catalogue);
    let emissions = Emissions::of(design, assembly, catalogue, room);
    let cost = Estimate::of(design, assembly, catalogue, None);
    let mut materials = Vec::new();
    let mut add = |kind: Kind, record: &str, name: &Name, mass_g: Option<i64>| {
        let of = |figure: &Figure| {
            let mut lines = figure.lines.iter();
            lines
                .find(|line| line.kind == kind && line.record == record)?
                .value
        };
        let board = catalogue.boards.get(record).filter(|_| kind == Kind::Board);
        let hardware = catalogue
            .hardware
            .get(record)
            .filter(|_| kind == Kind::Hardware);
        let ends = board.map(|board| &board.end_of_life);
        let ends = ends.or(hardware.map(|hardware| &hardware.end_of_life));
        materials.push(Material {
            kind,
            record: record.to_owned(),
            name_en: name.en.clone(),
            name_zh: name.zh_cn.clone(),
            mass_g,
            class: board
                .and_then(|board| board.emission.class)
                .map(|class| class.id()),
            certificate: None,
            voc_mg: of(&emissions.voc),
            carbon_fossil_g: of(&emissions.carbon_fossil),
            end_of_life: ends.cloned().unwrap_or_default(),
        });
    };
    let mut boards: Vec<(&str, i64)> = Vec::new();
    for (choice, amount) in &amounts.boards {
        *entry_of(&mut boards, choice.board.as_str()) += amount.mm3;
    }
    for (id, mm3) in boards {
        if let Some(listed) = catalogue.boards.get(id) {
            let grams = ratio(&[mm3, listed.density_kg_m3], &[1_000_000]);
            add(Kind::Board, id, &listed.name, Some(grams));
        }
    }
    let mut bands: Vec<(&str, Option<i64>)> = Vec::new();
    for ((id, width), band) in &amounts.bands {
        if let Some(listed) = catalogue.bands.get(*id) {
            let grams = mass::of_band(listed, *width, band.um);
            let sum = entry_of(&mut bands, *id);
            *sum = grams.map(|grams| grams + sum.unwrap_or_default());
        }
    }
    for (id, grams) in bands {
        if let Some(listed) = catalogue.bands.get(id) {
            add(Kind::Band, id, &listed.name, grams);
        }
    }
    for line in &cost.coatings {
        let (kind, name) = if line.is_glue {
            let listed = catalogue.glues.get(&line.coating);
            (Kind::Glue, listed.map(|listed| &listed.name))
        } else {
            let listed = catalogue.coatings.get(&line.coating);
            (Kind::Coating, listed.map(|listed| &listed.name))
        };
        if let Some(name) = name {
            add(kind, &line.coating, name, Some(line.grams));
        }
    }
    for (id, grams) in mass::of_hardware(assembly, catalogue) {
        if let Some(listed) = catalogue.hardware.get(id) {
            add(Kind::Hardware, id, &listed.name, grams);
        }
    }
    let recyclable = |one: &&Material| one.end_of_life.contains(&EndOfLife::Recycle);
    let recyclable_g = materials
        .iter()
        .filter(recyclable)
        .filter_map(|one| one.mass_g);
    Passport {
        format: FORMAT,
        version: VERSION,
        name: design.name.clone(),
        date,
        items_um: design
            .items
            .iter()
            .map(|item| item.size.map(|side| side.0))
            .collect(),
        boards: assembly.boards.len(),
        currency: cost.currency,
        material_fen: cost.total_by_area_fen,
        mass_g: cost.mass_g,
        recyclable_g: recyclable_g.sum(),
        recycled_g: None,
        voc: total(&emissions.voc),
        formaldehyde: total(&emissions.formaldehyde),
        room: emissions.room,
        carbon_fossil: total(&emissions.carbon_fossil),
        carbon_stored: total(&emissions.carbon_stored),
        claim: emissions.claim,
        materials,
    }
}

fn total(figure: &Figure) -> Total {
    Total {
        value: figure.value,
        low: figure.low,
        high: figure.high,
        unit: figure.unit,
        status: figure.status,
    }
}
