//! Carbon of the materials in a piece, from cradle to gate (A1-A3 of EN 15804): fossil, and apart from it what the wood
//! stores until the end of its life. They are never added up. Offcuts are not counted.

use furniture::assembly::Assembly;
use furniture::catalogue::{Catalogue, Glue, Quantity};
use furniture::gather::entry_of;

use crate::amount::Amounts;
use crate::figure::{Figure, Kind, Line, Ranged, decimal, missing, range, ratio, worst};
use crate::mass;
use crate::voc::millilitres;

/// Fossil carbon, grams of CO2 equivalent.
pub fn fossil(
    assembly: &Assembly,
    amounts: &Amounts<'_>,
    glue: Option<&Glue>,
    catalogue: &Catalogue,
) -> Figure {
    let mut lines = boards(amounts, catalogue, "carbon_fossil_g_per_m3");
    for ((id, width), band) in &amounts.bands {
        let Some(listed) = catalogue.bands.get(*id) else {
            continue;
        };
        let grams = mass::of_band(listed, *width, band.um);
        lines.push(by_mass(
            Kind::Band,
            id,
            grams,
            listed.carbon_g_per_kg.as_ref(),
            catalogue,
        ));
    }
    for (id, mm2) in &amounts.coatings {
        let Some(listed) = catalogue.coatings.get(*id) else {
            continue;
        };
        let used = millilitres(
            *mm2,
            listed.coats.value,
            listed.spread_dm2_per_l.value,
            listed.transfer_percent.value,
        );
        let grams = ratio(&[used, listed.density_g_per_l.value], &[1000]);
        let carbon = listed.carbon_g_per_kg.as_ref();
        lines.push(by_mass(Kind::Coating, id, Some(grams), carbon, catalogue));
    }
    if let Some(glue) = glue.filter(|_| amounts.glued_mm2 > 0) {
        let grams = ratio(&[amounts.glued_mm2, glue.grams_per_m2.value], &[1_000_000]);
        let carbon = glue.carbon_g_per_kg.as_ref();
        lines.push(by_mass(
            Kind::Glue,
            &glue.id,
            Some(grams),
            carbon,
            catalogue,
        ));
    }
    for (id, grams) in mass::of_hardware(assembly, catalogue) {
        let listed = catalogue.hardware.get(id);
        let carbon = listed.and_then(|listed| listed.carbon_g_per_kg.as_ref());
        lines.push(by_mass(Kind::Hardware, id, grams, carbon, catalogue));
    }
    Figure::sum("g", bands_together(lines))
}

/// Carbon that the wood stores, grams of CO2.
pub fn stored(amounts: &Amounts<'_>, catalogue: &Catalogue) -> Figure {
    Figure::sum("g", boards(amounts, catalogue, "carbon_stored_g_per_m3"))
}

fn boards(amounts: &Amounts<'_>, catalogue: &Catalogue, field: &'static str) -> Vec<Ranged> {
    let mut volumes: Vec<(&str, i64)> = Vec::new();
    for (choice, amount) in &amounts.boards {
        *entry_of(&mut volumes, choice.board.as_str()) += amount.mm3;
    }
    let line = |(id, mm3): (&str, i64)| {
        let figures = &catalogue.boards.get(id)?.figures;
        let carbon = match field {
            "carbon_fossil_g_per_m3" => figures.carbon_fossil_g_per_m3.as_ref(),
            _ => figures.carbon_stored_g_per_m3.as_ref(),
        };
        let Some(carbon) = carbon else {
            return Some(missing(Kind::Board, id, field));
        };
        let [low, value, high] = range(carbon).map(|one| ratio(&[mm3, one], &[1_000_000_000]));
        let (status, source) = worst(&[carbon], catalogue);
        Some(Ranged {
            line: Line {
                kind: Kind::Board,
                record: id.to_owned(),
                value: Some(value),
                formula: format!(
                    "{} m³ × {} kg/m³",
                    decimal(ratio(&[mm3], &[100_000]), 4),
                    decimal(ratio(&[carbon.value], &[100]), 1)
                ),
                status,
                source,
                missing: None,
            },
            low,
            high,
        })
    };
    volumes.into_iter().filter_map(line).collect()
}

/// A line of what is known by its mass.
fn by_mass(
    kind: Kind,
    record: &str,
    grams: Option<i64>,
    carbon: Option<&Quantity>,
    catalogue: &Catalogue,
) -> Ranged {
    let Some(grams) = grams else {
        return missing(
            kind,
            record,
            if kind == Kind::Band {
                "density_kg_per_m3"
            } else {
                "mass_g"
            },
        );
    };
    // What isn't there needs no record.
    let Some(carbon) = carbon.filter(|_| grams > 0) else {
        return match grams {
            0 => of_nothing(kind, record),
            _ => missing(kind, record, "carbon_g_per_kg"),
        };
    };
    let [low, value, high] = range(carbon).map(|one| ratio(&[grams, one], &[1000]));
    let (status, source) = worst(&[carbon], catalogue);
    Ranged {
        line: Line {
            kind,
            record: record.to_owned(),
            value: Some(value),
            formula: format!(
                "{} kg × {} kg/kg",
                decimal(grams, 3),
                decimal(ratio(&[carbon.value], &[10]), 2)
            ),
            status,
            source,
            missing: None,
        },
        low,
        high,
    }
}

fn of_nothing(kind: Kind, record: &str) -> Ranged {
    let line = Line {
        kind,
        record: record.to_owned(),
        value: Some(0),
        formula: "0 kg".to_owned(),
        status: crate::figure::Status::Declared,
        source: None,
        missing: None,
    };
    Ranged {
        line,
        low: 0,
        high: 0,
    }
}

/// Widths of the same band as one line.
fn bands_together(lines: Vec<Ranged>) -> Vec<Ranged> {
    let mut together: Vec<Ranged> = Vec::new();
    for one in lines {
        let same = together.iter_mut().find(|other| {
            one.line.kind == Kind::Band
                && other.line.kind == Kind::Band
                && other.line.record == one.line.record
        });
        let Some(same) = same else {
            together.push(one);
            continue;
        };
        same.line.value = same.line.value.zip(one.line.value).map(|(a, b)| a + b);
        same.line.formula = format!("{} + {}", same.line.formula, one.line.formula);
        same.low += one.low;
        same.high += one.high;
    }
    together
}
