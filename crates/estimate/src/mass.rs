//! What a piece weighs.

use furniture::assembly::{Assembly, Fitting};
use furniture::catalogue::{Catalogue, EdgeBand};
use furniture::length::Length;

use crate::amount::Amounts;
use crate::figure::ratio;

/// Grams of a fitting; none where the catalogue doesn't know.
pub(crate) fn of_fitting(fitting: &Fitting, catalogue: &Catalogue) -> Option<i64> {
    let mass = catalogue
        .hardware
        .get(&fitting.hardware)?
        .mass_g
        .as_ref()?
        .value;
    let pieces = mass * i64::from(fitting.quantity);
    // What is sold by the metre weighs by the metre.
    Some(
        fitting
            .length
            .map_or(pieces, |length| ratio(&[pieces, length.0], &[1_000_000])),
    )
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
    let fittings = assembly.fittings.iter();
    let fittings = fittings.filter_map(|fitting| of_fitting(fitting, catalogue));
    boards.sum::<i64>() + bands.sum::<i64>() + fittings.sum::<i64>()
}
