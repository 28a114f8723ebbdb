//! Bars to buy for what is sold by the metre, such as clothes rails: a job of one dimension for the optimiser.

use cutting::instance::LINEAR_HEIGHT_UM;
use cutting::{Instance, Options, Outcome, Part, Reason, Stock, solve};
use furniture::assembly::Assembly;
use furniture::catalogue::{Bar, Catalogue};
use furniture::gather::{entry_of, sort_few_by_key};
use furniture::view::{BarView, BarsView};

/// Work for each kind of hardware: a few milliseconds at most. Furniture has so few rails that the bound stops most
/// searches far earlier.
const WORK: u64 = 20_000;

/// How the bars of everything in a design that is sawn from bars are sawn, by hardware.
pub fn bars(assembly: &Assembly, catalogue: &Catalogue) -> Vec<BarsView> {
    let mut wanted: Vec<(&str, Vec<(i64, u32)>)> = Vec::new();
    for fitting in &assembly.fittings {
        if let Some(length) = fitting.length.filter(|length| length.0 > 0) {
            let pieces = entry_of(&mut wanted, fitting.hardware.as_str());
            *entry_of(pieces, length.0) += fitting.quantity;
        }
    }
    sort_few_by_key(&mut wanted, |(hardware, _)| *hardware);
    let sawn = wanted.iter().filter_map(|(hardware, pieces)| {
        let bar = catalogue.hardware.get(*hardware)?.bar.as_ref()?;
        Some(sawn(hardware, bar, pieces))
    });
    sawn.collect()
}

fn sawn(hardware: &str, bar: &Bar, pieces: &[(i64, u32)]) -> BarsView {
    let bar_um = bar.length.value.0;
    let mut view = BarsView {
        hardware: hardware.to_owned(),
        bar_um,
        is_typical: bar.length.is_typical,
        bars: 0,
        is_optimal: false,
        patterns: Vec::new(),
        too_long_um: Vec::new(),
    };
    let Some(outcome) = plan(bar, pieces) else {
        return view;
    };
    let solution = &outcome.solution;
    view.bars = count(solution.sheets.len());
    view.is_optimal = outcome.is_optimal;
    view.patterns = (solution.patterns().iter())
        .filter_map(|pattern| {
            let sheet = solution.sheets.get(pattern.first)?;
            let placements = sheet.placements();
            Some(BarView {
                count: count(pattern.count),
                pieces_um: placements.iter().map(|one| one.rect.width_um).collect(),
                left_um: sheet.leftovers().iter().map(|left| left.width_um).sum(),
            })
        })
        .collect();
    let left_out = outcome.unplaced.iter();
    let too_long = left_out.filter(|left| left.reason == Reason::TooLong);
    view.too_long_um = too_long
        .filter_map(|left| Some(pieces.get(left.part)?.0))
        .collect();
    view
}

/// None for lengths that the optimiser doesn't take, which no bar and no furniture has.
fn plan(bar: &Bar, pieces: &[(i64, u32)]) -> Option<Outcome> {
    let mut builder = Instance::builder(bar.kerf.value.0).linear().stock(Stock {
        width_um: bar.length.value.0,
        height_um: LINEAR_HEIGHT_UM,
        cost: 1,
        ..Stock::default()
    });
    for &(length_um, quantity) in pieces {
        builder = builder.part(Part {
            width_um: length_um,
            height_um: LINEAR_HEIGHT_UM,
            quantity,
            rotatable: false,
        });
    }
    Some(solve(&builder.build().ok()?, Options::default(), WORK))
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use furniture::design;
    use furniture::library;
    use furniture::session::Session;

    use super::*;
    use crate::starters::starter;

    fn bar(length_mm: i64, kerf_mm: i64) -> Bar {
        let catalogue = Catalogue::shipped().unwrap();
        let mut bar = catalogue.hardware["hw-rail"].bar.clone().unwrap();
        bar.length.value.0 = length_mm * 1_000;
        bar.kerf.value.0 = kerf_mm * 1_000;
        bar
    }

    fn mm(pieces: &[(i64, u32)]) -> Vec<(i64, u32)> {
        pieces
            .iter()
            .map(|&(mm, many)| (mm * 1_000, many))
            .collect()
    }

    #[test]
    fn the_wardrobe_takes_its_rails_from_one_bar() {
        let catalogue = Catalogue::shipped().unwrap();
        let library = library::shipped(&catalogue).unwrap();
        let design = design::read(starter("wardrobe").unwrap()).unwrap();
        let session = Session::open(catalogue, library, design).unwrap();
        let found = bars(session.assembly(), session.catalogue());
        let of = |hardware| found.iter().find(|bars| bars.hardware == hardware).unwrap();
        assert_eq!(
            found.len(),
            2,
            "rails, and the strip between the halves of a back"
        );
        assert_eq!(of("hw-back-strip").bars, 1);
        let rails = of("hw-rail");
        assert_eq!((rails.bars, rails.is_optimal), (1, true));
        let estimate = session.estimate();
        let line = estimate
            .hardware
            .iter()
            .find(|line| line.hardware == "hw-rail");
        let sawn: i64 = rails.patterns[0].pieces_um.iter().sum();
        assert_eq!(Some(sawn), line.unwrap().length_um);
        // Every piece takes a cut with it, the last one too.
        let pieces = rails.patterns[0].pieces_um.len() as i64;
        assert_eq!(rails.patterns[0].left_um, 3_000_000 - sawn - 3_000 * pieces);
    }

    #[test]
    fn alike_bars_stand_together_and_no_fewer_would_do() {
        // Three pieces of 990 with their cuts fill a bar of 3 m but for 21 mm; seven take three bars.
        let sawn = sawn("hw-rail", &bar(3_000, 3), &mm(&[(990, 7)]));
        assert_eq!((sawn.bars, sawn.is_optimal), (3, true));
        let counts: Vec<(u32, usize)> = (sawn.patterns.iter())
            .map(|pattern| (pattern.count, pattern.pieces_um.len()))
            .collect();
        assert_eq!(counts, [(2, 3), (1, 1)]);
        assert_eq!(sawn.patterns[0].left_um, 21_000);
    }

    #[test]
    fn a_piece_as_long_as_the_bar_needs_no_cut_and_a_longer_one_is_named() {
        let sawn = sawn("hw-rail", &bar(1_000, 3), &mm(&[(1_000, 2), (1_001, 1)]));
        assert_eq!(sawn.bars, 2);
        assert_eq!((sawn.patterns[0].count, sawn.patterns[0].left_um), (2, 0));
        assert_eq!(sawn.too_long_um, [1_001_000]);
    }
}
