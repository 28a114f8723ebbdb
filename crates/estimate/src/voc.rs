//! VOC that making a piece releases: from coatings and glue, in the factory. It says nothing of a room's air.

use furniture::catalogue::{Catalogue, Coating, Glue};

use crate::amount::Amounts;
use crate::figure::{Figure, Kind, Line, Ranged, decimal, range, ratio, square_metres, worst};

/// Milligrams of VOC.
pub fn released(amounts: &Amounts<'_>, glue: Option<&Glue>, catalogue: &Catalogue) -> Figure {
    let coatings = amounts.coatings.iter();
    let mut lines: Vec<Ranged> = coatings
        .filter_map(|(id, mm2)| Some(of_coating(catalogue.coatings.get(*id)?, *mm2, catalogue)))
        .collect();
    if let Some(glue) = glue.filter(|_| amounts.glued_mm2 > 0) {
        lines.push(of_glue(glue, amounts.glued_mm2, catalogue));
    }
    Figure::sum("mg", lines)
}

/// Millilitres of a coating that are used on an area: area times coats, over spread and transfer.
pub fn millilitres(mm2: i64, coats: i64, spread_dm2_per_l: i64, transfer_percent: i64) -> i64 {
    // mm² / 10⁴ are dm²; over dm²/L they are litres, times 1000 millilitres, over percent times 100.
    ratio(&[mm2, coats, 10], &[spread_dm2_per_l, transfer_percent])
}

/// Milligrams of VOC in a coating that is used on an area.
pub fn milligrams(
    mm2: i64,
    coats: i64,
    spread_dm2_per_l: i64,
    transfer_percent: i64,
    g_per_l: i64,
) -> i64 {
    ratio(
        &[mm2, coats, 10, g_per_l],
        &[spread_dm2_per_l, transfer_percent],
    )
}

fn of_coating(coating: &Coating, mm2: i64, catalogue: &Catalogue) -> Ranged {
    let [coats_low, coats, coats_high] = range(&coating.coats);
    let [spread_low, spread, spread_high] = range(&coating.spread_dm2_per_l);
    let [transfer_low, transfer, transfer_high] = range(&coating.transfer_percent);
    let [voc_low, voc, voc_high] = range(&coating.voc_g_per_l);
    // Whatever a coating without VOC is used in, nothing is released.
    let used: &[_] = &[
        &coating.voc_g_per_l,
        &coating.coats,
        &coating.spread_dm2_per_l,
        &coating.transfer_percent,
    ];
    let counted = if voc_high == 0 { &used[..1] } else { used };
    let (status, source) = worst(counted, catalogue);
    Ranged {
        line: Line {
            kind: Kind::Coating,
            record: coating.id.clone(),
            value: Some(milligrams(mm2, coats, spread, transfer, voc)),
            formula: format!(
                "{} m² × {coats} / {} m²/L / {} × {voc} g/L",
                square_metres(mm2),
                decimal(spread, 2),
                decimal(transfer, 2)
            ),
            status,
            source,
            missing: None,
        },
        low: milligrams(mm2, coats_low, spread_high, transfer_high, voc_low),
        high: milligrams(mm2, coats_high, spread_low, transfer_low, voc_high),
    }
}

fn of_glue(glue: &Glue, mm2: i64, catalogue: &Catalogue) -> Ranged {
    let grams = range(&glue.grams_per_m2);
    let voc = range(&glue.voc_g_per_kg);
    // g/kg are mg/g.
    let milligrams = |at: usize| ratio(&[mm2, grams[at], voc[at]], &[1_000_000]);
    let (status, source) = worst(&[&glue.voc_g_per_kg, &glue.grams_per_m2], catalogue);
    Ranged {
        line: Line {
            kind: Kind::Glue,
            record: glue.id.clone(),
            value: Some(milligrams(1)),
            formula: format!(
                "{} m² × {} g/m² × {} g/kg",
                square_metres(mm2),
                grams[1],
                voc[1]
            ),
            status,
            source,
            missing: None,
        },
        low: milligrams(0),
        high: milligrams(2),
    }
}
