//! What a design costs, as quantities and money.

use std::collections::BTreeMap;

use serde::Serialize;

use furniture::assembly::Assembly;
use furniture::catalogue::{Catalogue, MaterialChoice, Unit};
use furniture::design::Design;
use furniture::formula::format_length;
use furniture::gather::{entry_of, sort_few_by_key};
use furniture::length::Length;
use furniture::money::share_of;

use crate::amount::{Amounts, edge_length, glue};
use crate::figure::ratio;
use crate::mass;
use crate::voc::millilitres;

/// Price and quantities. Money is whole fen, net of tax.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct Estimate {
    /// ISO 4217 code.
    pub currency: String,
    /// Boards by the area of their cut sizes.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub boards_by_area_fen: i64,
    /// What the offcuts kept of the sheets are worth; nothing until a plan is known, and where the workshop credits none.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub offcut_credit_fen: i64,
    /// Boards by whole sheets bought, less that credit; none until a plan for this revision is known, and where
    /// it leaves boards out.
    #[cfg_attr(feature = "describe", ts(type = "number | null"))]
    pub boards_by_sheets_fen: Option<i64>,
    /// Edge bands.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub banding_fen: i64,
    /// Coatings.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub coating_fen: i64,
    /// Glue of the edge bands.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub glue_fen: i64,
    /// Hardware.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub hardware_fen: i64,
    /// All of it with boards by area.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub total_by_area_fen: i64,
    /// All of it with boards by sheets; none as for the boards.
    #[cfg_attr(feature = "describe", ts(type = "number | null"))]
    pub total_by_sheets_fen: Option<i64>,
    /// Boards, a line for each material.
    pub boards: Vec<BoardLine>,
    /// Edge bands, a line for each.
    pub bands: Vec<BandLine>,
    /// Coatings, a line for each, then the glue.
    pub coatings: Vec<CoatingLine>,
    /// Hardware, a line for each.
    pub hardware: Vec<HardwareLine>,
    /// Mass of the boards, and of bands and hardware whose mass is known, grams.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub mass_g: i64,
    /// True when a price in it is typical rather than quoted.
    pub has_typical_prices: bool,
}

/// The boards of one material.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct BoardLine {
    /// Board material in the catalogue.
    pub board: String,
    /// Thickness.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub thickness_um: i64,
    /// Decor in the catalogue.
    pub decor: String,
    /// Boards of it.
    pub quantity: u32,
    /// Area of the cut sizes.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub area_mm2: i64,
    /// Price of a square metre.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub fen_per_m2: i64,
    /// Name under which a design may replace the price.
    pub price_name: String,
    /// True when the design has replaced it.
    pub is_own_price: bool,
    /// True when the price is typical.
    pub is_typical: bool,
    /// Cost by area.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub by_area_fen: i64,
    /// Sheets bought, once a plan is known that leaves none of these boards out.
    pub sheets: Option<u32>,
    /// Those sheets by size, then the offcuts in stock that are used; nothing until a plan is known.
    pub lots: Vec<SheetLot>,
    /// Cost by sheets, offcuts in stock among them, once such a plan is known.
    #[cfg_attr(feature = "describe", ts(type = "number | null"))]
    pub by_sheets_fen: Option<i64>,
}

/// One edge band.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct BandLine {
    /// Edge band in the catalogue.
    pub band: String,
    /// Decor it matches.
    pub decor: String,
    /// Width of the strip.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub width_um: i64,
    /// Length bought, with over-length at each end.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub length_um: i64,
    /// Price of a metre.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub fen_per_m: i64,
    /// Name under which a design may replace the price.
    pub price_name: String,
    /// True when the design has replaced it.
    pub is_own_price: bool,
    /// True when the price is typical.
    pub is_typical: bool,
    /// Cost.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub fen: i64,
}

/// A coating, or the glue of the edge bands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct CoatingLine {
    /// Coating or glue in the catalogue.
    pub coating: String,
    /// True for the glue.
    pub is_glue: bool,
    /// Area that it is put on.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub area_mm2: i64,
    /// What is used of it, losses included.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub grams: i64,
    /// Price of a kilogram.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub fen_per_kg: i64,
    /// Name under which a design may replace the price.
    pub price_name: String,
    /// True when the design has replaced it.
    pub is_own_price: bool,
    /// True when the price is typical.
    pub is_typical: bool,
    /// Cost.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub fen: i64,
}

/// One kind of hardware.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct HardwareLine {
    /// Hardware in the catalogue.
    pub hardware: String,
    /// Pieces, pairs or sets.
    pub quantity: u32,
    /// Length for what is sold by the metre.
    #[cfg_attr(feature = "describe", ts(type = "number | null"))]
    pub length_um: Option<i64>,
    /// Price of a unit.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub fen_per_unit: i64,
    /// Name under which a design may replace the price.
    pub price_name: String,
    /// True when the design has replaced it.
    pub is_own_price: bool,
    /// True when the price is typical.
    pub is_typical: bool,
    /// Cost.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub fen: i64,
}

/// Square micrometres in a square millimetre.
const UM2_PER_MM2: i64 = 1_000_000;
/// Square millimetres in a square metre.
const MM2_PER_M2: i64 = 1_000_000;
/// Micrometres in a metre.
const UM_PER_M: i64 = 1_000_000;

/// Sheets of one size that a plan takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct SheetLot {
    /// Length, along the grain.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub length_um: i64,
    /// Width.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub width_um: i64,
    /// How many.
    pub quantity: u32,
    /// True for offcuts in stock.
    pub is_offcut: bool,
}

/// Sheets of one material that a plan buys: how many and their area together. Offcuts in stock are not bought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetsBought {
    /// Sheets.
    pub sheets: u32,
    /// Area of all of them, square millimetres.
    pub area_mm2: i64,
    /// What the offcuts in stock beside them cost, fen.
    pub offcuts_fen: i64,
    /// What the offcuts kept of all of them are worth, fen.
    pub credit_fen: i64,
    /// The sheets by size, then the offcuts in stock that are used.
    pub lots: Vec<SheetLot>,
}

/// The name under which a design may replace the price of a board material.
pub fn board_price_name(board: &str, thickness: Length) -> String {
    format!("{board}@{}", format_length(thickness))
}

/// The name under which a design may replace the price of a metre of an edge band of that width.
pub fn band_price_name(band: &str, width: Length) -> String {
    format!("{band}@{}", format_length(width))
}

impl Estimate {
    /// Prices an assembly. `bought` holds what a cutting plan of this very assembly buys, by material.
    ///
    /// Boards by area: area of the cut sizes times the price of a square metre. Boards by sheets:
    /// area of the sheets bought times the same price. Banding: length of the finished edges plus
    /// the method's over-length at both ends, by metre. Coatings and glue: what is used, by kilogram. Hardware: by piece, pair, set or metre.
    pub fn of(
        design: &Design,
        assembly: &Assembly,
        catalogue: &Catalogue,
        bought: Option<&BTreeMap<MaterialChoice, SheetsBought>>,
    ) -> Self {
        let boards = board_lines(design, assembly, catalogue, bought);
        let bands = band_lines(design, assembly, catalogue);
        let amounts = Amounts::of(assembly, catalogue);
        let coatings = coating_lines(design, &amounts, catalogue);
        let hardware = hardware_lines(design, assembly, catalogue);
        let boards_by_area_fen = boards.iter().map(|line| line.by_area_fen).sum();
        let sheets_fen: Option<i64> = boards.iter().map(|line| line.by_sheets_fen).sum();
        let offcut_credit_fen = bought
            .filter(|_| sheets_fen.is_some())
            .into_iter()
            .flat_map(BTreeMap::values)
            .map(|bought| bought.credit_fen)
            .sum();
        let boards_by_sheets_fen = sheets_fen.map(|fen| fen - offcut_credit_fen);
        let banding_fen = bands.iter().map(|line| line.fen).sum();
        let hardware_fen = hardware.iter().map(|line| line.fen).sum();
        let of = |is_glue: bool| {
            let lines = coatings.iter().filter(|line| line.is_glue == is_glue);
            lines.map(|line| line.fen).sum::<i64>()
        };
        let (coating_fen, glue_fen) = (of(false), of(true));
        let has_typical_prices = boards.iter().any(|line| line.is_typical)
            || bands.iter().any(|line| line.is_typical)
            || coatings.iter().any(|line| line.is_typical)
            || hardware.iter().any(|line| line.is_typical);
        let others = banding_fen + coating_fen + glue_fen + hardware_fen;
        Self {
            currency: "CNY".to_owned(),
            boards_by_area_fen,
            offcut_credit_fen,
            boards_by_sheets_fen,
            banding_fen,
            coating_fen,
            glue_fen,
            hardware_fen,
            total_by_area_fen: boards_by_area_fen + others,
            total_by_sheets_fen: boards_by_sheets_fen.map(|boards| boards + others),
            boards,
            bands,
            coatings,
            hardware,
            mass_g: mass::grams(assembly, &amounts, catalogue),
            has_typical_prices,
        }
    }
}

/// A price as it holds in a design.
struct Price {
    fen: i64,
    is_own: bool,
    is_typical: bool,
}

/// The catalogue's price unless the design has one of its own; own prices are never typical.
fn price(design: &Design, of: &str, catalogue_fen: i64, is_typical: bool) -> Price {
    let own = design.prices.get(of).copied();
    Price {
        fen: own.unwrap_or(catalogue_fen),
        is_own: own.is_some(),
        is_typical: is_typical && own.is_none(),
    }
}

fn area_mm2(size: [Length; 2]) -> i64 {
    let exact = i128::from(size[0].0) * i128::from(size[1].0);
    i64::try_from(exact / i128::from(UM2_PER_MM2)).unwrap_or(i64::MAX)
}

fn board_lines(
    design: &Design,
    assembly: &Assembly,
    catalogue: &Catalogue,
    bought: Option<&BTreeMap<MaterialChoice, SheetsBought>>,
) -> Vec<BoardLine> {
    let mut areas: Vec<(&MaterialChoice, (u32, i64))> = Vec::new();
    for board in &assembly.boards {
        if let Some(material) = assembly.material(board) {
            let line = entry_of(&mut areas, &material.choice);
            line.0 += 1;
            line.1 += area_mm2(board.cut);
        }
    }
    sort_few_by_key(&mut areas, |line| line.0);
    areas
        .into_iter()
        .map(|(choice, (quantity, area_mm2))| {
            let listed = catalogue
                .boards
                .get(&choice.board)
                .and_then(|board| board.thickness(choice.thickness));
            let (fen, typical) =
                listed.map_or((0, true), |listed| (listed.fen_per_m2, listed.is_typical));
            let name = board_price_name(&choice.board, choice.thickness);
            let price = price(design, &name, fen, typical);
            let fen_per_m2 = price.fen;
            let sheets = bought.and_then(|bought| bought.get(choice));
            BoardLine {
                board: choice.board.clone(),
                thickness_um: choice.thickness.0,
                decor: choice.decor.clone(),
                quantity,
                area_mm2,
                fen_per_m2,
                price_name: name,
                is_own_price: price.is_own,
                is_typical: price.is_typical,
                by_area_fen: share_of(fen_per_m2, area_mm2, MM2_PER_M2),
                sheets: sheets.map(|bought| bought.sheets),
                lots: sheets.map(|bought| bought.lots.clone()).unwrap_or_default(),
                by_sheets_fen: sheets.map(|bought| {
                    share_of(fen_per_m2, bought.area_mm2, MM2_PER_M2) + bought.offcuts_fen
                }),
            }
        })
        .collect()
}

fn band_lines(design: &Design, assembly: &Assembly, catalogue: &Catalogue) -> Vec<BandLine> {
    let method = catalogue.methods.get(&design.method);
    let over_length = method
        .map(|method| method.banding.over_length)
        .unwrap_or_default();
    let glue = glue(design, catalogue).and_then(|glue| glue.band_markup_percent.as_ref());
    let markup = glue.map_or(0, |percent| percent.value);
    let mut lengths: Vec<((&str, &str, i64), i64)> = Vec::new();
    for board in &assembly.boards {
        let Some(material) = assembly.material(board) else {
            continue;
        };
        for (edge, band) in board.edges.iter().enumerate() {
            let Some(band) = band.as_deref() else {
                continue;
            };
            let Some(listed) = catalogue.bands.get(band) else {
                continue;
            };
            let thickness = material.choice.thickness;
            let width = listed.width_for(thickness).0;
            let length = edge_length(board, edge) + 2 * over_length.0;
            let decor = material.choice.decor.as_str();
            *entry_of(&mut lengths, (band, decor, width)) += length;
        }
    }
    sort_few_by_key(&mut lengths, |line| line.0);
    lengths
        .into_iter()
        .filter_map(|((band, decor, width_um), length_um)| {
            let listed = catalogue.bands.get(band)?;
            // The catalogue's price is for a reference width; wider strips cost in proportion, those made for laser more.
            let metre = share_of(listed.fen_per_m, width_um, listed.price_width.0);
            let metre = share_of(metre, 100 + markup, 100);
            let price_name = band_price_name(band, Length(width_um));
            let price = price(design, &price_name, metre, listed.is_typical);
            Some(BandLine {
                band: band.to_owned(),
                decor: decor.to_owned(),
                width_um,
                length_um,
                fen_per_m: price.fen,
                price_name,
                is_own_price: price.is_own,
                is_typical: price.is_typical,
                fen: share_of(price.fen, length_um, UM_PER_M),
            })
        })
        .collect()
}

fn hardware_lines(
    design: &Design,
    assembly: &Assembly,
    catalogue: &Catalogue,
) -> Vec<HardwareLine> {
    let mut pieces: Vec<(&str, (u32, Option<i64>))> = Vec::new();
    for fitting in &assembly.fittings {
        let line = entry_of(&mut pieces, fitting.hardware.as_str());
        line.0 += fitting.quantity;
        if let Some(length) = fitting.length {
            *line.1.get_or_insert(0) += length.0 * i64::from(fitting.quantity);
        }
    }
    sort_few_by_key(&mut pieces, |line| line.0);
    pieces
        .into_iter()
        .filter_map(|(hardware, (quantity, length_um))| {
            let listed = catalogue.hardware.get(hardware)?;
            let price = price(design, hardware, listed.fen_per_unit, listed.is_typical);
            let fen_per_unit = price.fen;
            let fen = match (listed.unit, length_um) {
                (Unit::Metre, Some(length)) => share_of(fen_per_unit, length, UM_PER_M),
                _ => fen_per_unit * i64::from(quantity),
            };
            Some(HardwareLine {
                hardware: hardware.to_owned(),
                quantity,
                length_um,
                fen_per_unit,
                price_name: hardware.to_owned(),
                is_own_price: price.is_own,
                is_typical: price.is_typical,
                fen,
            })
        })
        .collect()
}

fn coating_lines(
    design: &Design,
    amounts: &Amounts<'_>,
    catalogue: &Catalogue,
) -> Vec<CoatingLine> {
    let line = |id: &str, is_glue: bool, area_mm2: i64, grams: i64, (fen, typical): (i64, bool)| {
        let price = price(design, id, fen, typical);
        CoatingLine {
            coating: id.to_owned(),
            is_glue,
            area_mm2,
            grams,
            fen_per_kg: price.fen,
            price_name: id.to_owned(),
            is_own_price: price.is_own,
            is_typical: price.is_typical,
            fen: share_of(price.fen, grams, 1000),
        }
    };
    let coatings = amounts.coatings.iter().filter_map(|(id, mm2)| {
        let listed = catalogue.coatings.get(*id)?;
        let used = millilitres(
            *mm2,
            listed.coats.value,
            listed.spread_dm2_per_l.value,
            listed.transfer_percent.value,
        );
        let grams = ratio(&[used, listed.density_g_per_l.value], &[1000]);
        let listed = &listed.price_per_kg;
        Some(line(
            id,
            false,
            *mm2,
            grams,
            (listed.value.0, listed.is_typical),
        ))
    });
    let glued = glue(design, catalogue).filter(|_| amounts.glued_mm2 > 0);
    let glue = glued.map(|glue| {
        let grams = ratio(&[amounts.glued_mm2, glue.grams_per_m2.value], &[1_000_000]);
        let listed = &glue.price_per_kg;
        line(
            &glue.id,
            true,
            amounts.glued_mm2,
            grams,
            (listed.value.0, listed.is_typical),
        )
    });
    coatings.chain(glue).collect()
}
