//! Bars to buy for what is sold by the metre, such as clothes rails: a job of one dimension for the optimiser.

use std::collections::BTreeMap;

use cutting::instance::LINEAR_HEIGHT_UM;
use cutting::{Instance, Options, Outcome, Part, Reason, Stock, solve};
use furniture::assembly::Assembly;
use furniture::catalogue::Catalogue;
use serde::{Deserialize, Serialize};

/// Work for each kind of hardware: a few milliseconds at most. Furniture has so few rails that the bound stops most
/// searches far earlier.
const WORK: u64 = 20_000;

/// The bars of one kind of hardware that is sold by the metre.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct BarsView {
    /// Hardware in the catalogue.
    pub hardware: String,
    /// Length of a bar.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub bar_um: i64,
    /// True when that length is typical.
    pub is_typical: bool,
    /// Bars to buy.
    pub bars: u32,
    /// True when no way to saw them takes fewer.
    pub is_optimal: bool,
    /// Bars sawn alike together.
    pub patterns: Vec<BarView>,
    /// Lengths of the pieces that are longer than a bar.
    #[cfg_attr(feature = "describe", ts(type = "Array<number>"))]
    pub too_long_um: Vec<i64>,
}

/// How a bar is sawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct BarView {
    /// How many bars are sawn so.
    pub count: u32,
    /// Lengths of the pieces, in the order in which they are sawn off.
    #[cfg_attr(feature = "describe", ts(type = "Array<number>"))]
    pub pieces_um: Vec<i64>,
    /// What is left of each.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub left_um: i64,
}

/// What is to be sawn from the bars of one kind of hardware.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BarsToSaw {
    /// Hardware in the catalogue.
    pub hardware: String,
    /// Length of a bar, micrometres.
    pub bar_um: i64,
    /// True when that length is typical.
    pub is_typical: bool,
    /// Width of a saw cut, micrometres.
    pub kerf_um: i64,
    /// Lengths, micrometres, and how many of each, in the order in which they first come.
    pub pieces: Vec<(i64, u32)>,
}

impl BarsToSaw {
    /// Everything in an assembly that is sawn from bars, by hardware.
    pub fn of(assembly: &Assembly, catalogue: &Catalogue) -> Vec<Self> {
        let mut wanted: BTreeMap<&str, Vec<(i64, u32)>> = BTreeMap::new();
        for fitting in &assembly.fittings {
            if let Some(length) = fitting.length.filter(|length| length.0 > 0) {
                let pieces = wanted.entry(&fitting.hardware).or_default();
                match pieces.iter_mut().find(|(um, _)| *um == length.0) {
                    Some((_, many)) => *many += fitting.quantity,
                    None => pieces.push((length.0, fitting.quantity)),
                }
            }
        }
        let bars = wanted.into_iter().filter_map(|(hardware, pieces)| {
            let bar = catalogue.hardware.get(hardware)?.bar.as_ref()?;
            Some(Self {
                hardware: hardware.to_owned(),
                bar_um: bar.length.value.0,
                is_typical: bar.length.is_typical,
                kerf_um: bar.kerf.value.0,
                pieces,
            })
        });
        bars.collect()
    }

    /// How they are sawn, from as few bars as the optimiser finds.
    pub fn sawn(&self) -> BarsView {
        let mut view = BarsView {
            hardware: self.hardware.clone(),
            bar_um: self.bar_um,
            is_typical: self.is_typical,
            bars: 0,
            is_optimal: false,
            patterns: Vec::new(),
            too_long_um: Vec::new(),
        };
        let Some(outcome) = self.plan() else {
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
            .filter_map(|left| Some(self.pieces.get(left.part)?.0))
            .collect();
        view
    }

    /// None for lengths that the optimiser doesn't take, which no bar and no furniture has.
    fn plan(&self) -> Option<Outcome> {
        let mut builder = Instance::builder(self.kerf_um).linear().stock(Stock {
            width_um: self.bar_um,
            height_um: LINEAR_HEIGHT_UM,
            cost: 1,
            ..Stock::default()
        });
        for &(length_um, quantity) in &self.pieces {
            builder = builder.part(Part {
                width_um: length_um,
                height_um: LINEAR_HEIGHT_UM,
                quantity,
                rotatable: false,
            });
        }
        Some(solve(&builder.build().ok()?, Options::default(), WORK))
    }
}

/// How the bars of everything in a design that is sawn from bars are sawn, by hardware.
pub fn bars(assembly: &Assembly, catalogue: &Catalogue) -> Vec<BarsView> {
    let bars = BarsToSaw::of(assembly, catalogue);
    bars.iter().map(BarsToSaw::sawn).collect()
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use estimate::Estimate;
    use furniture::assembly::evaluate;
    use furniture::design;
    use furniture::library;

    use super::*;
    use furniture::shipped::starter;

    fn sawn(bar_mm: i64, kerf_mm: i64, pieces_mm: &[(i64, u32)]) -> BarsView {
        let bars = BarsToSaw {
            hardware: "hw-rail".to_owned(),
            bar_um: bar_mm * 1_000,
            is_typical: false,
            kerf_um: kerf_mm * 1_000,
            pieces: (pieces_mm.iter().map(|&(mm, many)| (mm * 1_000, many))).collect(),
        };
        bars.sawn()
    }

    #[test]
    fn the_wardrobe_takes_its_rails_from_one_bar() {
        let catalogue = Catalogue::shipped().unwrap();
        let library = library::shipped(&catalogue).unwrap();
        let design = design::read(starter("wardrobe").unwrap()).unwrap();
        let assembly = evaluate(&design, &catalogue, &library).assembly;
        let found = bars(&assembly, &catalogue);
        let of = |hardware| found.iter().find(|bars| bars.hardware == hardware).unwrap();
        assert_eq!(
            found.len(),
            2,
            "rails, and the strip between the halves of a back"
        );
        assert_eq!(of("hw-back-strip").bars, 1);
        let rails = of("hw-rail");
        assert_eq!((rails.bars, rails.is_optimal), (1, true));
        let estimate = Estimate::of(&design, &assembly, &catalogue, None);
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
        let sawn = sawn(3_000, 3, &[(990, 7)]);
        assert_eq!((sawn.bars, sawn.is_optimal), (3, true));
        let counts: Vec<(u32, usize)> = (sawn.patterns.iter())
            .map(|pattern| (pattern.count, pattern.pieces_um.len()))
            .collect();
        assert_eq!(counts, [(2, 3), (1, 1)]);
        assert_eq!(sawn.patterns[0].left_um, 21_000);
    }

    #[test]
    fn a_piece_as_long_as_the_bar_needs_no_cut_and_a_longer_one_is_named() {
        let sawn = sawn(1_000, 3, &[(1_000, 2), (1_001, 1)]);
        assert_eq!(sawn.bars, 2);
        assert_eq!((sawn.patterns[0].count, sawn.patterns[0].left_um), (2, 0));
        assert_eq!(sawn.too_long_um, [1_001_000]);
    }
}
