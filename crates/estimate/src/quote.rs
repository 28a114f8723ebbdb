//! What a workshop asks for a piece: material, labour by operation, overhead, margin and tax.
//!
//! Every line is rounded to the fen, half up, and the total is their sum. The net price is the cost over what the margin
//! leaves of it. Two ways to reckon the boards stand beside each other: whole sheets bought, for an order planned alone, and
//! the area used over the usual share of a sheet, for orders that are planned together.
//!
//! The trade quotes by the square metre of the front (投影面积: width times height), as brands and shops do; by that of all
//! boards together (展开面积), as who sells cut parts does; or by the running metre (延米). They tell the same price.

use furniture::assembly::Assembly;
use furniture::catalogue::Catalogue;
use furniture::workshop::{Rule, RuleValues};
use serde::Serialize;

use crate::amount::Amounts;
use crate::cost::Estimate;
use crate::figure::ratio;

/// One line of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS), ts(rename = "QuoteLine"))]
pub struct Line {
    /// What for; `quote.WHAT` is its message key.
    pub what: &'static str,
    /// How much of it, in the unit that it is charged by: millimetres, square millimetres, boards, orders or percent.
    #[cfg_attr(feature = "describe", ts(type = "number | null"))]
    pub amount: Option<i64>,
    /// The rate, fen per unit; none for material.
    #[cfg_attr(feature = "describe", ts(type = "number | null"))]
    pub rate_fen: Option<i64>,
    /// What it comes to.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub fen: i64,
}

/// A quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct Quote {
    /// Material, labour, overhead, margin, tax: they sum to the total.
    pub lines: Vec<Line>,
    /// Without tax.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub net_fen: i64,
    /// With tax.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub total_fen: i64,
    /// With tax, a square metre of the front.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub per_projected_fen: i64,
    /// With tax, a square metre of boards.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub per_unfolded_fen: i64,
    /// With tax, a metre of width.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub per_metre_fen: i64,
}

/// Quotes for a design.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct Quotes {
    /// Front: width times height of each item, square millimetres.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub projected_mm2: i64,
    /// All boards, one face each, square millimetres.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub unfolded_mm2: i64,
    /// Width of all items, millimetres.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub width_mm: i64,
    /// Orders planned together: boards by area at the usual use of a sheet.
    pub together: Option<Quote>,
    /// The order planned alone: boards by sheets bought; none until there is a plan that places every board.
    pub alone: Option<Quote>,
    /// True while a rate is one of the catalogue's that is only typical.
    pub has_typical_rates: bool,
}

/// Square micrometres in a square millimetre.
const UM2_PER_MM2: i128 = 1_000_000;

/// What a plan adds to it.
#[derive(Clone, Copy, Debug)]
pub struct Sawn {
    /// Saw cuts together, micrometres.
    pub cut_length_um: i64,
}

/// The rates in force.
struct Rates<'a> {
    own: &'a RuleValues,
    catalogue: &'a Catalogue,
}

impl Rates<'_> {
    fn get(&self, rule: Rule) -> i64 {
        let usual = || self.catalogue.rates.get(rule.id()).map(|rate| rate.value());
        self.own.get(rule).or_else(usual).unwrap_or_default()
    }

    fn is_typical(&self, rule: Rule) -> bool {
        let usual = self.catalogue.rates.get(rule.id());
        let is_typical = usual.is_some_and(|rate| {
            let price = rate.price.as_ref().is_some_and(|one| one.is_typical);
            price || rate.percent.as_ref().is_some_and(|one| one.is_typical)
        });
        self.own.get(rule).is_none() && is_typical
    }
}

/// The quotes of a design at the rates of a workshop. `sawn` tells of its cutting plan, from which sawing is charged; until
/// there is one, there is no quote.
pub fn quotes(
    estimate: &Estimate,
    assembly: &Assembly,
    catalogue: &Catalogue,
    rules: &RuleValues,
    sawn: Option<Sawn>,
) -> Quotes {
    let rates = Rates {
        own: rules,
        catalogue,
    };
    let amounts = Amounts::of(assembly, catalogue);
    let area = |one: i64, other: i64| {
        i64::try_from(i128::from(one) * i128::from(other) / UM2_PER_MM2).unwrap_or(i64::MAX)
    };
    let items = assembly.items.iter();
    let projected_mm2: i64 = items.map(|item| area(item.size[0].0, item.size[1].0)).sum();
    let boards = assembly.boards.iter();
    let unfolded_mm2 = boards.map(|board| area(board.finished[0].0, board.finished[1].0));
    let width_mm = assembly.items.iter().map(|item| item.size[0].0 / 1000);
    let mut quotes = Quotes {
        projected_mm2,
        unfolded_mm2: unfolded_mm2.sum(),
        width_mm: width_mm.sum(),
        together: None,
        alone: None,
        has_typical_rates: Rule::ALL.into_iter().any(|rule| rates.is_typical(rule)),
    };
    let Some(sawn) = sawn else {
        return quotes;
    };
    let labour = labour(&rates, &amounts, estimate, assembly, sawn);
    let together = boards_together(estimate, &rates);
    let of = |boards: i64| quote(boards, estimate, &labour, &rates, &quotes);
    let (together, alone) = (of(together), estimate.boards_by_sheets_fen.map(of));
    quotes.together = Some(together);
    quotes.alone = alone;
    quotes
}

/// Boards by area at the usual use of a sheet, fen.
fn boards_together(estimate: &Estimate, rates: &Rates<'_>) -> i64 {
    ratio(
        &[estimate.boards_by_area_fen, 100],
        &[rates.get(Rule::RateUse)],
    )
}

/// Material where orders are planned together, fen: a little less board costs a little less, whatever it does to a sheet.
pub fn material_together(estimate: &Estimate, catalogue: &Catalogue, rules: &RuleValues) -> i64 {
    let rates = Rates {
        own: rules,
        catalogue,
    };
    let others = estimate.total_by_area_fen - estimate.boards_by_area_fen;
    boards_together(estimate, &rates) + others
}

fn labour(
    rates: &Rates<'_>,
    amounts: &Amounts<'_>,
    estimate: &Estimate,
    assembly: &Assembly,
    sawn: Sawn,
) -> Vec<Line> {
    let line = |what: &'static str, rule: Rule, amount: i64, unit: i64| {
        let rate = rates.get(rule);
        Line {
            what,
            amount: Some(amount),
            rate_fen: Some(rate),
            fen: ratio(&[rate, amount], &[unit]),
        }
    };
    let banded: i64 = estimate.bands.iter().map(|band| band.length_um).sum();
    let coated: i64 = amounts.coatings.iter().map(|(_, mm2)| mm2).sum();
    let boards = i64::try_from(assembly.boards.len()).unwrap_or(i64::MAX);
    vec![
        line("sawing", Rule::RateSawing, sawn.cut_length_um / 1000, 1000),
        line("banding", Rule::RateBanding, banded / 1000, 1000),
        line("coating", Rule::RateCoating, coated, 1_000_000),
        line("assembly", Rule::RateAssembly, boards, 1),
        line("setup", Rule::RateSetup, 1, 1),
    ]
}

fn quote(
    boards_fen: i64,
    estimate: &Estimate,
    labour: &[Line],
    rates: &Rates<'_>,
    sizes: &Quotes,
) -> Quote {
    let material = |what: &'static str, fen: i64| Line {
        what,
        amount: None,
        rate_fen: None,
        fen,
    };
    let mut lines = vec![
        material("boards", boards_fen),
        material("bands", estimate.banding_fen),
        material("coatings", estimate.coating_fen + estimate.glue_fen),
        material("hardware", estimate.hardware_fen),
    ];
    lines.extend_from_slice(labour);
    lines.retain(|line| line.fen != 0);
    let sum = |lines: &[Line]| lines.iter().map(|line| line.fen).sum::<i64>();
    let share = |what: &'static str, rule: Rule, fen: i64| Line {
        what,
        amount: Some(rates.get(rule)),
        rate_fen: None,
        fen,
    };
    let overhead = ratio(&[sum(&lines), rates.get(Rule::RateOverhead)], &[100]);
    lines.push(share("overhead", Rule::RateOverhead, overhead));
    let cost = sum(&lines);
    let net_fen = ratio(&[cost, 100], &[100 - rates.get(Rule::RateMargin)]);
    lines.push(share("margin", Rule::RateMargin, net_fen - cost));
    let tax = ratio(&[net_fen, rates.get(Rule::RateTax)], &[100]);
    lines.push(share("tax", Rule::RateTax, tax));
    let total_fen = net_fen + tax;
    Quote {
        lines,
        net_fen,
        total_fen,
        per_projected_fen: ratio(&[total_fen, 1_000_000], &[sizes.projected_mm2]),
        per_unfolded_fen: ratio(&[total_fen, 1_000_000], &[sizes.unfolded_mm2]),
        per_metre_fen: ratio(&[total_fen, 1000], &[sizes.width_mm]),
    }
}
