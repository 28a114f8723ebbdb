//! The catalogue as the page sees it: names, looks and prices, constant for a session.

use serde::Serialize;

use furniture::catalogue::{
    BoardMaterial, Catalogue, Coating, Decor, EdgeBand, Hardware, Name, Sheen, Source,
};
use furniture::scene::Figure;

/// What the page shows of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct CatalogueView {
    /// Board materials.
    pub boards: Vec<BoardMaterialView>,
    /// Decors.
    pub decors: Vec<DecorView>,
    /// Edge bands.
    pub bands: Vec<EdgeBandView>,
    /// Coatings.
    pub coatings: Vec<CoatingView>,
    /// Glues for edge bands.
    pub glues: Vec<NamedView>,
    /// Targets for a room's air.
    pub targets: Vec<NamedView>,
    /// Hardware.
    pub hardware: Vec<HardwareView>,
    /// Sources of figures.
    pub sources: Vec<SourceView>,
}

/// A name in the languages of the product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct NameView {
    /// English.
    pub en: String,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    pub zh_cn: String,
}

/// A board material.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct BoardMaterialView {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: NameView,
    /// Build; `board-kind.KIND` is its message key.
    pub kind: String,
    /// Formaldehyde class such as `ENF`; none for wood without added formaldehyde.
    pub emission_class: Option<String>,
    /// Message keys of what is worth saying beside its name.
    pub badges: Vec<String>,
    /// Thicknesses with prices, thinnest first.
    pub thicknesses: Vec<ThicknessView>,
    /// Decors it comes in, the usual one first.
    pub decors: Vec<String>,
}

/// A thickness with its price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct ThicknessView {
    /// Thickness, micrometres.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub um: i64,
    /// Price of a square metre.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub fen_per_m2: i64,
    /// True when the price is typical.
    pub is_typical: bool,
}

/// A decor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct DecorView {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: NameView,
    /// Main colour, `#rrggbb`.
    pub colour: String,
    /// Colour of the figure, `#rrggbb`.
    pub figure_colour: String,
    /// Figure.
    pub figure: Figure,
}

/// An edge band.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct EdgeBandView {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: NameView,
    /// Thickness.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub thickness_um: i64,
    /// Price of a metre of its reference width.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub fen_per_m: i64,
    /// True when the price is typical.
    pub is_typical: bool,
}

/// A coating.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct CoatingView {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: NameView,
    /// Sheens it comes in, the usual one first.
    pub sheens: Vec<Sheen>,
    /// Decors whose colours it comes in beside clear.
    pub colours: Vec<String>,
    /// True for what is customary and releases much.
    pub is_customary: bool,
    /// How many coats.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub coats: i64,
    /// VOC content, grams per litre.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub voc_g_per_l: i64,
}

/// Something with a name and nothing else to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct NamedView {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: NameView,
}

/// A piece of hardware.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct HardwareView {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: NameView,
    /// Unit: `piece`, `pair`, `set` or `metre`; `unit.UNIT` is its message key.
    #[cfg_attr(
        feature = "describe",
        ts(type = "\"piece\" | \"pair\" | \"set\" | \"metre\"")
    )]
    pub unit: &'static str,
    /// Price of a unit.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub fen_per_unit: i64,
    /// True when the price is typical.
    pub is_typical: bool,
}

/// A source of figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct SourceView {
    /// Identifier.
    pub id: String,
    /// Citation.
    pub text: String,
    /// Address, where it is public.
    pub url: Option<String>,
}

impl From<&Name> for NameView {
    fn from(name: &Name) -> Self {
        Self {
            en: name.en.clone(),
            zh_cn: name.zh_cn.clone(),
        }
    }
}

/// What the page shows of a catalogue, everything in alphabetical order of the identifiers.
pub fn view(catalogue: &Catalogue) -> CatalogueView {
    CatalogueView {
        boards: catalogue.boards.values().map(|one| board(one)).collect(),
        decors: catalogue.decors.values().map(|one| decor(one)).collect(),
        bands: catalogue.bands.values().map(|one| band(one)).collect(),
        coatings: catalogue
            .coatings
            .values()
            .map(|one| coating(one))
            .collect(),
        glues: catalogue
            .glues
            .values()
            .map(|one| named(&one.id, &one.name))
            .collect(),
        targets: catalogue
            .targets
            .values()
            .map(|one| named(&one.id, &one.name))
            .collect(),
        hardware: catalogue
            .hardware
            .values()
            .map(|one| hardware(one))
            .collect(),
        sources: catalogue.sources.values().map(|one| source(one)).collect(),
    }
}

fn board(board: &BoardMaterial) -> BoardMaterialView {
    BoardMaterialView {
        id: board.id.clone(),
        name: (&board.name).into(),
        kind: board.kind.id().to_owned(),
        emission_class: board.emission.class.map(|class| class.id().to_owned()),
        badges: board.badges().into_iter().map(str::to_owned).collect(),
        thicknesses: board
            .thicknesses
            .iter()
            .map(|one| ThicknessView {
                um: one.thickness.0,
                fen_per_m2: one.fen_per_m2,
                is_typical: one.is_typical,
            })
            .collect(),
        decors: board.decors.clone(),
    }
}

fn decor(decor: &Decor) -> DecorView {
    DecorView {
        id: decor.id.clone(),
        name: (&decor.name).into(),
        colour: decor.colour.clone(),
        figure_colour: decor.figure_colour.clone(),
        figure: decor.figure,
    }
}

fn band(band: &EdgeBand) -> EdgeBandView {
    EdgeBandView {
        id: band.id.clone(),
        name: (&band.name).into(),
        thickness_um: band.thickness.0,
        fen_per_m: band.fen_per_m,
        is_typical: band.is_typical,
    }
}

fn hardware(hardware: &Hardware) -> HardwareView {
    HardwareView {
        id: hardware.id.clone(),
        name: (&hardware.name).into(),
        unit: hardware.unit.id(),
        fen_per_unit: hardware.fen_per_unit,
        is_typical: hardware.is_typical,
    }
}

fn source(source: &Source) -> SourceView {
    SourceView {
        id: source.id.clone(),
        text: source.text.clone(),
        url: source.url.clone(),
    }
}

fn coating(coating: &Coating) -> CoatingView {
    CoatingView {
        id: coating.id.clone(),
        name: NameView::from(&coating.name),
        sheens: coating.sheens.clone(),
        colours: coating.colours.clone(),
        is_customary: coating.is_customary,
        coats: coating.coats.value,
        voc_g_per_l: coating.voc_g_per_l.value,
    }
}

fn named(id: &str, name: &Name) -> NamedView {
    NamedView {
        id: id.to_owned(),
        name: NameView::from(name),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_view_is_what_the_page_expects() {
        let shown = serde_json::to_value(view(&Catalogue::shipped().unwrap())).unwrap();
        let enf = shown["boards"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["id"] == "mfc-pb-enf");
        let enf = enf.unwrap();
        assert_eq!(enf["name"]["zh-CN"], "三聚氰胺饰面刨花板 ENF");
        assert_eq!(enf["emission_class"], "ENF");
        assert_eq!(enf["badges"][0], "badge.enf");
        assert_eq!(enf["thicknesses"][2]["um"], 18_000);
        assert_eq!(enf["thicknesses"][2]["is_typical"], true);
        assert_eq!(shown["bands"][0]["thickness_um"], 400);
        let units: BTreeSet<&str> = shown["hardware"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|one| one["unit"].as_str())
            .collect();
        assert_eq!(units, BTreeSet::from(["metre", "pair", "piece", "set"]));
        assert!(
            shown["decors"]
                .as_array()
                .unwrap()
                .iter()
                .all(|one| one["colour"].is_string())
        );
    }
}
