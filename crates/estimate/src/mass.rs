//! What a piece weighs.

use furniture::assembly::Assembly;
use furniture::catalogue::{Catalogue, EdgeBand};
use furniture::gather::{entry_of, sort_few_by_key};
use furniture::length::Length;

use crate::amount::Amounts;
use crate::figure::ratio;

/// Grams of each kind of hardware, rounded once; none where the catalogue doesn't know.
pub(crate) fn of_hardware<'a>(
    assembly: &'a Assembly,
    catalogue: &Catalogue,
) -> Vec<(&'a str, Option<i64>)> {
    // Pieces, and micrometres of what is sold by the metre, which weighs by the metre.
    let mut all: Vec<(&str, [i64; 2])> = Vec::new();
    for fitting in &assembly.fittings {
        let many = i64::from(fitting.quantity);
        let [pieces, um] = entry_of(&mut all, fitting.hardware.as_str());
        match fitting.length {
            None => *pieces += many,
            Some(length) => *um += length.0 * many,
        }
    }
    sort_few_by_key(&mut all, |one| one.0);
    let grams = |(id, [pieces, um]): (&'a str, [i64; 2])| {
        let listed = catalogue.hardware.get(id);
        let mass = listed.and_then(|listed| Some(listed.mass_g.as_ref()?.value));
        (
            id,
            mass.map(|mass| mass * pieces + ratio(&[mass, um], &[1_000_000])),
        )
    };
    all.into_iter().map(grams).collect()
}

/// Grams of a band on the finished edges; none where the catalogue doesn't know.
pub(crate) fn of_band(band: &EdgeBand, width: Length, um: i64) -> Option<i64> {
    let density = band.density_kg_per_m3.as_ref()?.value;
    // µm × µm × µm × kg/m³ = 10⁻¹⁸ kg = 10⁻¹⁵ g.
    let over = [1_000_000, 1_000_000_000];
    Some(ratio(&[um, width.0, band.thickness.0, density], &over))
}

/// Grams of the boards, and of bands and hardware whose mass is known.
pub fn grams(assembly: &Assembly, amounts: &Amounts<'_>, catalogue: &Catalogue) -> i64 {
    let boards = amounts.boards.iter().filter_map(|(choice, amount)| {
        let density = catalogue.boards.get(&choice.board)?.density_kg_m3;
        Some(ratio(&[amount.mm3, density], &[1_000_000]))
    });
    let bands = amounts.bands.iter();
    let bands =
        bands.filter_map(|((id, width), band)| of_band(catalogue.bands.get(*id)?, *width, band.um));
    let hardware = of_hardware(assembly, catalogue).into_iter();
    let hardware = hardware.filter_map(|(_, grams)| grams);
    boards.sum::<i64>() + bands.sum::<i64>() + hardware.sum::<i64>()
}
