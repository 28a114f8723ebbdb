//! The types that the page sees, as TypeScript; written by `boardwright types`.

use std::any::TypeId;
use std::collections::BTreeMap;

use planning::bars::BarsView;
use ts_rs::{Config, TS, TypeVisitor};

use crate::catalogue_view::CatalogueView;
use crate::view::{Elevation, OpeningChoices, PlanNews, View, WorkshopView};
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

struct Declarations<'c> {
    config: &'c Config,
    seen: Vec<TypeId>,
    by_name: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if self.seen.contains(&TypeId::of::<T>()) {
            return;
        }
        self.seen.push(TypeId::of::<T>());
        // Only types of our own are declared; numbers, texts and lists are the language's.
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            let declaration = format!("{docs}export {}\n", T::decl(self.config));
            self.by_name.insert(T::ident(self.config), declaration);
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

/// The text of the TypeScript file.
pub fn declarations() -> String {
    let config = Config::new();
    let mut all = Declarations {
        config: &config,
        seen: Vec::new(),
        by_name: BTreeMap::new(),
    };
    all.visit::<View>();
    all.visit::<Elevation>();
    all.visit::<PlanNews>();
    all.visit::<BarsView>();
    all.visit::<OpeningChoices>();
    all.visit::<Edit>();
    all.visit::<Problem>();
    all.visit::<CatalogueView>();
    all.visit::<WorkshopView>();
    let mut text = String::from(
        "// DO NOT EDIT: `cargo xtask schema` writes this from the types of crates/session and what it shows.\n\
         // Lengths are whole micrometres (_um), money whole fen (_fen), shares basis points (_bp).\n\n",
    );
    for declaration in all.by_name.values() {
        text.push_str(declaration);
        text.push('\n');
    }
    text.push_str(MORE);
    text
}
