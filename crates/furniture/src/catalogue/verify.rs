//! What must hold between the entries of a catalogue.

use super::files::{Kind, Origins};
use super::problem::{CatalogueFault, CatalogueProblem};
use super::quantity::{Measure, Quantity};
use super::{BoardMaterial, Catalogue, Method, Name, Unit};
use crate::formula::format_length;
use crate::length::Length;
use crate::role::Role;

/// Classes of edges that every method must have a band (or none) for.
const BAND_CLASSES: [&str; 2] = ["visible", "hidden"];

/// Collects faults, each with the file that its entry stands in.
struct Faults<'a> {
    catalogue: &'a Catalogue,
    origins: &'a Origins,
    file: &'a str,
    problems: Vec<CatalogueProblem>,
}

impl Catalogue {
    /// Everything that is wrong between the entries.
    pub(super) fn faults(&self, origins: &Origins) -> Vec<CatalogueProblem> {
        let mut faults = Faults {
            catalogue: self,
            origins,
            file: "",
            problems: Vec::new(),
        };
        self.boards.values().for_each(|board| faults.board(board));
        faults.decors();
        faults.bands();
        faults.coatings();
        faults.glues();
        faults.rates();
        faults.targets();
        faults.hardware();
        for method in self.methods.values() {
            faults.method(method);
        }
        faults.problems
    }
}

impl Faults<'_> {
    fn add(&mut self, fault: CatalogueFault) {
        self.problems.push(CatalogueProblem {
            file: self.file.to_owned(),
            fault,
        });
    }

    fn entry(&mut self, place: &str, detail: impl Into<String>) {
        self.add(CatalogueFault::Entry {
            place: place.to_owned(),
            detail: detail.into(),
        });
    }

    fn reference(&mut self, place: &str, what: &'static str, id: &str) {
        let (place, id) = (place.to_owned(), id.to_owned());
        self.add(CatalogueFault::Reference { place, what, id });
    }

    fn name(&mut self, place: &str, name: &Name) {
        if name.has_gap() {
            self.entry(place, "the name is needed in `en` and `zh-CN`");
        }
    }

    fn source(&mut self, place: &str, source: Option<&str>) {
        if let Some(id) = source.filter(|id| !self.catalogue.sources.contains_key(*id)) {
            self.reference(place, "source", id);
        }
    }

    fn quantity<T: Measure>(&mut self, place: &str, quantity: &Quantity<T>) {
        self.source(place, quantity.source.as_deref());
    }

    fn board(&mut self, board: &BoardMaterial) {
        let id = board.id.as_str();
        self.file = self.origins.file_of(Kind::Board, id);
        self.name(id, &board.name);
        if board.thicknesses.is_empty() || board.sheets.is_empty() || board.decors.is_empty() {
            self.entry(
                id,
                "a board needs thicknesses, sheets and decors, at least one of each",
            );
        }
        let ascending = |all: &[Length]| all.windows(2).all(|pair| pair[0] < pair[1]);
        let all: Vec<Length> = board.thicknesses.iter().map(|one| one.thickness).collect();
        if !ascending(&all) || all.iter().any(|one| one.0 == 0) {
            self.entry(
                id,
                "thicknesses must be above zero, each larger than the one before",
            );
        }
        if board
            .sheets
            .iter()
            .any(|sheet| sheet.length.0 == 0 || sheet.width.0 == 0)
        {
            self.entry(id, "a sheet must have a length and a width above zero");
        }
        for (role, wanted) in board.roles.iter() {
            if wanted.is_empty() || !ascending(wanted) {
                let detail = format!(
                    "role {} needs thicknesses, each larger than the one before",
                    role.id()
                );
                self.entry(id, detail);
            }
            for missing in wanted.iter().filter(|wanted| !all.contains(wanted)) {
                let missing = format_length(*missing);
                self.entry(
                    id,
                    format!("role {} wants {missing}, which has no price", role.id()),
                );
            }
        }
        for decor in &board.decors {
            if !self.catalogue.decors.contains_key(decor) {
                self.reference(id, "decor", decor);
            }
        }
        for thickness in &board.thicknesses {
            self.source(id, thickness.source.as_deref());
        }
        let figures = &board.figures;
        self.quantity(id, &figures.oversize);
        for quantity in [
            &figures.density_kg_per_m3,
            &figures.modulus_along_mpa,
            &figures.modulus_across_mpa,
            &figures.bending_strength_kpa,
            &figures.creep_percent,
        ] {
            self.quantity(id, quantity);
        }
        let optional = [
            &figures.carbon_fossil_g_per_m3,
            &figures.carbon_stored_g_per_m3,
            &board.emission.limit_ug_per_m3,
        ];
        for quantity in optional.into_iter().flatten() {
            self.quantity(id, quantity);
        }
        if board.emission.class.is_some() != board.emission.limit_ug_per_m3.is_some() {
            self.entry(id, "an emission class and its limit go together");
        }
    }

    fn decors(&mut self) {
        for decor in self.catalogue.decors.values() {
            self.file = self.origins.file_of(Kind::Decor, &decor.id);
            self.name(&decor.id, &decor.name);
            if let Some(colour) = decor.wrong_colour() {
                self.entry(
                    &decor.id,
                    format!("`{colour}` is no colour such as #d9b384"),
                );
            }
            if decor.roughness_percent > 100 {
                self.entry(&decor.id, "roughness goes from 0 to 100");
            }
        }
    }

    fn bands(&mut self) {
        for band in self.catalogue.bands.values() {
            self.file = self.origins.file_of(Kind::Band, &band.id);
            self.name(&band.id, &band.name);
            self.quantity(&band.id, &band.overhang);
            let optional = [&band.density_kg_per_m3, &band.carbon_g_per_kg];
            for quantity in optional.into_iter().flatten() {
                self.quantity(&band.id, quantity);
            }
            self.source(&band.id, band.source.as_deref());
            if band.thickness.0 == 0 || band.price_width.0 == 0 || band.widths.is_empty() {
                self.entry(
                    &band.id,
                    "a band needs a thickness, widths and the width of its price",
                );
            }
            if !band.widths.windows(2).all(|pair| pair[0] < pair[1]) {
                self.entry(&band.id, "each width must be larger than the one before");
            }
        }
    }

    fn coatings(&mut self) {
        for coating in self.catalogue.coatings.values() {
            let id = &coating.id;
            self.file = self.origins.file_of(Kind::Coating, id);
            self.name(id, &coating.name);
            let figures = [
                &coating.coats,
                &coating.spread_dm2_per_l,
                &coating.transfer_percent,
                &coating.density_g_per_l,
                &coating.voc_g_per_l,
            ];
            let optional = [&coating.low_voc_g_per_l, &coating.carbon_g_per_kg];
            for quantity in figures.into_iter().chain(optional.into_iter().flatten()) {
                self.quantity(id, quantity);
            }
            self.quantity(id, &coating.price_per_kg);
            if coating.spread_dm2_per_l.value == 0
                || !(1..=100).contains(&coating.transfer_percent.value)
            {
                self.entry(
                    id,
                    "a coating needs a spread above zero and a transfer of 1 to 100 percent",
                );
            }
            if coating.sheens.is_empty() || coating.boards.is_empty() {
                self.entry(id, "a coating needs boards that it works on and a sheen");
            }
            for decor in &coating.colours {
                if !self.catalogue.decors.contains_key(decor) {
                    self.reference(id, "decor", decor);
                }
            }
        }
    }

    fn glues(&mut self) {
        for glue in self.catalogue.glues.values() {
            self.file = self.origins.file_of(Kind::Glue, &glue.id);
            self.name(&glue.id, &glue.name);
            self.quantity(&glue.id, &glue.grams_per_m2);
            self.quantity(&glue.id, &glue.voc_g_per_kg);
            self.quantity(&glue.id, &glue.price_per_kg);
            let optional = [&glue.carbon_g_per_kg, &glue.band_markup_percent];
            for quantity in optional.into_iter().flatten() {
                self.quantity(&glue.id, quantity);
            }
        }
    }

    fn rates(&mut self) {
        for rate in self.catalogue.rates.values() {
            self.file = self.origins.file_of(Kind::Rate, &rate.id);
            if rate.price.is_some() == rate.percent.is_some() {
                self.entry(&rate.id, "a rate is either a `price` or a `percent`");
            }
            if let Some(price) = &rate.price {
                self.quantity(&rate.id, price);
            }
            if let Some(percent) = &rate.percent {
                self.quantity(&rate.id, percent);
            }
        }
    }

    fn targets(&mut self) {
        for target in self.catalogue.targets.values() {
            self.file = self.origins.file_of(Kind::Target, &target.id);
            self.name(&target.id, &target.name);
            self.quantity(&target.id, &target.formaldehyde_ug_per_m3);
        }
    }

    fn hardware(&mut self) {
        for hardware in self.catalogue.hardware.values() {
            self.file = self.origins.file_of(Kind::Hardware, &hardware.id);
            self.name(&hardware.id, &hardware.name);
            self.source(&hardware.id, hardware.source.as_deref());
            let optional = [
                &hardware.capacity_kg,
                &hardware.mass_g,
                &hardware.carbon_g_per_kg,
            ];
            for quantity in optional.into_iter().flatten() {
                self.quantity(&hardware.id, quantity);
            }
            if let Some(bar) = &hardware.bar {
                self.quantity(&hardware.id, &bar.length);
                self.quantity(&hardware.id, &bar.kerf);
                if bar.length.value.0 == 0 {
                    self.entry(&hardware.id, "a bar needs a length");
                }
                if hardware.unit != Unit::Metre {
                    self.entry(&hardware.id, "only what is sold by the metre has a `bar`");
                }
            }
        }
    }

    fn method(&mut self, method: &Method) {
        let id = method.id.as_str();
        self.file = self.origins.file_of(Kind::Method, id);
        self.name(id, &method.name);
        for (index, rule) in method.values.iter().enumerate() {
            let place = format!("{id}, rule {}", rule.id);
            let allowed =
                |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
            if rule.id.is_empty() || !rule.id.bytes().all(allowed) {
                self.add(CatalogueFault::Identifier {
                    id: rule.id.clone(),
                });
            }
            if method
                .values
                .iter()
                .take(index)
                .any(|other| other.id == rule.id)
            {
                self.add(CatalogueFault::Duplicate {
                    id: rule.id.clone(),
                });
            }
            if rule.source.is_none() && !rule.is_typical {
                self.entry(&place, "a rule needs a `source` or `\"typical\": true`");
            }
            self.source(&place, rule.source.as_deref());
        }
        for role in Role::ALL {
            self.default_material(method, role);
        }
        if !self.catalogue.glues.contains_key(&method.glue) {
            self.reference(id, "glue", &method.glue);
        }
        for class in BAND_CLASSES {
            match method.bands.get(class) {
                None => self.entry(id, format!("the edge band of class `{class}` is missing")),
                Some(Some(band)) if !self.catalogue.bands.contains_key(band) => {
                    self.reference(id, "band", band);
                }
                Some(_) => {}
            }
        }
    }

    fn default_material(&mut self, method: &Method, role: Role) {
        let id = method.id.as_str();
        let Some(choice) = method.materials.get(role) else {
            if role.follows().is_some() {
                return;
            }
            return self.entry(
                id,
                format!("the material of role `{}` is missing", role.id()),
            );
        };
        let Some(board) = self.catalogue.boards.get(&choice.board) else {
            return self.reference(id, "board", &choice.board);
        };
        if !board.thicknesses_for(role).contains(&choice.thickness) {
            let thickness = format_length(choice.thickness);
            let detail = format!("{} {thickness} doesn't suit role `{}`", board.id, role.id());
            self.entry(id, detail);
        }
        if !board.decors.contains(&choice.decor) {
            self.reference(id, "decor", &choice.decor);
        }
    }
}
