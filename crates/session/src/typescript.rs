//! The types that the page sees, as TypeScript; written by `boardwright types`.

use planning::bars::BarsView;

use crate::catalogue_view::CatalogueView;
use estimate::alternatives::Alternatives;
use estimate::passport::Passport;
use estimate::quote::Quotes;
use estimate::{Emissions, Room};

use crate::reach::Reach;
use crate::view::{Elevation, OpeningChoices, PlanNews, View, WorkshopView};
use furniture::declarations::Declarations;
use furniture::edit::Edit;
use furniture::problem::Problem;

/// What the page needs beyond the types themselves: answers of the engine and shorter names.
const MORE: &str = "\
/** What a call of the engine answers. */
export type Reply<T> = { ok: T } | { problems: Problem[] };
/** One of the designs to start from. */
export type Starter = { id: string; label: string };
/** What a step of the optimiser has brought. */
export type Progress = { improved: boolean; done: boolean; exhausted: boolean; progress_bp: number };
export type LengthField = Extract<Field, { kind: 'length' }>;
export type Catalogue = CatalogueView;
export type CatalogueBoard = BoardMaterialView;
export type CatalogueDecor = DecorView;
export type CatalogueBand = EdgeBandView;
export type CatalogueHardware = HardwareView;
export type CatalogueSource = SourceView;
export type Names = NameView;
";

/// The text of the TypeScript file.
pub fn declarations() -> String {
    let mut all = Declarations::default();
    all.add::<View>();
    all.add::<Elevation>();
    all.add::<PlanNews>();
    all.add::<BarsView>();
    all.add::<OpeningChoices>();
    all.add::<Reach>();
    all.add::<Room>();
    all.add::<Emissions>();
    all.add::<Alternatives>();
    all.add::<Quotes>();
    all.add::<Passport>();
    all.add::<Edit>();
    all.add::<Problem>();
    all.add::<CatalogueView>();
    all.add::<WorkshopView>();
    let mut text = String::from(
        "// DO NOT EDIT: `cargo xtask schema` writes this from the types of crates/session and what it shows.\n\
         // Lengths are whole micrometres (_um), money whole fen (_fen), shares basis points (_bp).\n\n",
    );
    text.push_str(&all.text());
    text.push('\n');
    text.push_str(MORE);
    text
}
