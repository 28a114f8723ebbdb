//! What must hold of every estimate.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use estimate::alternatives::{alternatives, made};
use estimate::figure::Status;
use estimate::quote::{Sawn, material_together, quotes};
use estimate::{Emissions, Estimate, Room};
use furniture::assembly::{Assembly, evaluate};
use furniture::catalogue::{Catalogue, Sheen, Surface};
use furniture::design::{self, Design};
use furniture::length::Length;
use furniture::library::{self, Library};
use furniture::role::Role;
use furniture::shipped::{STARTERS, starter};
use furniture::workshop::{RuleValues, Workshop};

fn shipped() -> (Catalogue, Library) {
    let catalogue = Catalogue::shipped().unwrap();
    let library = library::shipped(&catalogue).unwrap();
    (catalogue, library)
}

fn built(design: &Design, catalogue: &Catalogue, library: &Library) -> Assembly {
    let evaluation = evaluate(design, catalogue, library);
    assert!(evaluation.problems.is_empty(), "{:?}", evaluation.problems);
    evaluation.assembly
}

fn wardrobe() -> Design {
    design::read(starter("wardrobe").unwrap()).unwrap()
}

/// The wardrobe with fronts of raw MDF, coated.
fn coated(coating: &str, sheen: Sheen, colour: Option<&str>) -> Design {
    let mut design = wardrobe();
    let front = design.materials.get_mut(Role::Front).unwrap();
    front.board = "mdf-enf".to_owned();
    front.decor = "natural-mdf".to_owned();
    let surface = Surface {
        coating: coating.to_owned(),
        sheen,
        colour: colour.map(str::to_owned),
    };
    design.surfaces.insert(Role::Front, surface);
    design
}

/// The wardrobe's fronts in every coating, sheen and colour that MDF takes.
fn all_coated(catalogue: &Catalogue) -> Vec<Design> {
    let mut all = Vec::new();
    let board = &catalogue.boards["mdf-enf"];
    for coating in catalogue.coatings.values() {
        if !coating.suits(board) {
            continue;
        }
        for sheen in &coating.sheens {
            all.push(coated(&coating.id, *sheen, None));
            for colour in &coating.colours {
                all.push(coated(&coating.id, *sheen, Some(colour)));
            }
        }
    }
    assert!(all.len() > 50);
    all
}

#[test]
fn the_breakdown_sums_to_the_total() {
    let (catalogue, library) = shipped();
    let starters = STARTERS.iter().map(|(_, text)| design::read(text).unwrap());
    for design in starters.chain(all_coated(&catalogue)) {
        let assembly = built(&design, &catalogue, &library);
        let of = Estimate::of(&design, &assembly, &catalogue, None);
        let lines = of.boards.iter().map(|line| line.by_area_fen);
        let lines = lines.chain(of.bands.iter().map(|line| line.fen));
        let lines = lines.chain(of.coatings.iter().map(|line| line.fen));
        let lines = lines.chain(of.hardware.iter().map(|line| line.fen));
        assert_eq!(lines.sum::<i64>(), of.total_by_area_fen);
        let emissions = Emissions::of(&design, &assembly, &catalogue, &Room::default());
        for figure in [
            emissions.voc,
            emissions.formaldehyde,
            emissions.carbon_fossil,
            emissions.carbon_stored,
        ] {
            let lines: Option<i64> = figure.lines.iter().map(|line| line.value).sum();
            assert_eq!(lines, figure.value);
            assert!(figure.low <= figure.value && figure.value <= figure.high);
            let worst = figure.lines.iter().map(|line| line.status).max();
            assert!(worst.is_none_or(|worst| worst == figure.status));
            assert_eq!(figure.value.is_none(), figure.status == Status::Missing);
        }
    }
}

#[test]
fn more_material_never_costs_weighs_or_gives_off_less() {
    let (catalogue, library) = shipped();
    let mut design = wardrobe();
    design.items[0].root.contents.clear();
    let mut before = [0; 6];
    for mm in (300..=2700).step_by(7) {
        design.items[0].size[0] = Length(mm * 1000);
        let assembly = built(&design, &catalogue, &library);
        let cost = Estimate::of(&design, &assembly, &catalogue, None);
        let emissions = Emissions::of(&design, &assembly, &catalogue, &Room::default());
        let now = [
            cost.total_by_area_fen,
            material_together(&cost, &catalogue, &RuleValues::default()),
            cost.mass_g,
            emissions.voc.value.unwrap(),
            emissions.formaldehyde.value.unwrap(),
            emissions.carbon_fossil.value.unwrap(),
        ];
        assert!(
            now.iter().zip(before).all(|(now, before)| *now >= before),
            "{mm}"
        );
        before = now;
    }
}

#[test]
fn figures_add_up_over_boards() {
    let (catalogue, library) = shipped();
    let design = coated("waterborne-pu", Sheen::Satin, Some("sage"));
    let mut assembly = built(&design, &catalogue, &library);
    assembly.fittings.clear();
    let of = |assembly: &Assembly| {
        let emissions = Emissions::of(&design, assembly, &catalogue, &Room::default());
        let carbon = [emissions.carbon_fossil, emissions.carbon_stored];
        [emissions.voc.value, carbon[0].value, carbon[1].value].map(Option::unwrap)
    };
    let whole = of(&assembly);
    let mut sum = [0; 3];
    let mut rounded = 0;
    for board in &assembly.boards {
        let alone = Assembly {
            boards: vec![board.clone()],
            ..assembly.clone()
        };
        for (sum, one) in sum.iter_mut().zip(of(&alone)) {
            *sum += one;
        }
        rounded += 8;
    }
    // Every line of a board alone is rounded once.
    for (whole, sum) in whole.into_iter().zip(sum) {
        assert!(whole.abs_diff(sum) <= rounded, "{whole} {sum}");
    }
}

#[test]
fn another_coating_changes_only_what_it_should() {
    let (catalogue, library) = shipped();
    let of = |design: &Design| {
        let assembly = built(design, &catalogue, &library);
        let emissions = Emissions::of(design, &assembly, &catalogue, &Room::default());
        (assembly, emissions)
    };
    let (one, before) = of(&coated("waterborne-pu", Sheen::Satin, None));
    let (other, after) = of(&coated("solvent-pu", Sheen::Satin, None));
    for (one, other) in one.boards.iter().zip(&other.boards) {
        assert_eq!(
            (one.finished, one.cut, &one.edges),
            (other.finished, other.cut, &other.edges)
        );
    }
    assert_eq!(before.formaldehyde, after.formaldehyde);
    assert_eq!(before.carbon_stored, after.carbon_stored);
    assert!(after.voc.value > before.voc.value);
    // A powder takes the place of the bands of what it coats, and of nothing else.
    let (powdered, _) = of(&coated("powder", Sheen::Satin, None));
    for (one, other) in one.boards.iter().zip(&powdered.boards) {
        assert_eq!(one.finished, other.finished);
        let is_front = one.role == Role::Front;
        assert_eq!(
            other.edges.iter().all(Option::is_none),
            is_front || one.edges.iter().all(Option::is_none)
        );
        if !is_front {
            assert_eq!(one.edges, other.edges);
        }
    }
}

#[test]
fn what_replaces_voc_changes_no_size_hole_or_decor_without_saying_so() {
    let (catalogue, library) = shipped();
    for design in all_coated(&catalogue) {
        let other = alternatives(&design, &catalogue, &library);
        let next = made(&design, &other.no_added_voc);
        let (one, two) = (
            built(&design, &catalogue, &library),
            built(&next, &catalogue, &library),
        );
        assert_eq!(design.materials, next.materials);
        for (one, two) in one.boards.iter().zip(&two.boards) {
            assert_eq!(
                (one.finished, one.place, &one.grooves),
                (two.finished, two.place, &two.grooves)
            );
        }
        let (before, after) = (
            design.surfaces.get(Role::Front),
            next.surfaces.get(Role::Front),
        );
        let (before, after) = (before.unwrap(), after.unwrap());
        assert_eq!(before.colour, after.colour);
        let notes = |key: &str| {
            let replaced = other.no_added_voc.replacements.iter();
            replaced
                .flat_map(|one| &one.notes)
                .any(|note| note.key == key)
        };
        assert_eq!(before.sheen != after.sheen, notes("alternative.note.sheen"));
        let edges = |assembly: &Assembly| -> Vec<_> {
            assembly
                .boards
                .iter()
                .map(|board| board.edges.clone())
                .collect()
        };
        assert_eq!(edges(&one) != edges(&two), notes("alternative.note.edges"));
        // The prices told are those of what comes out, and each step takes its own back.
        let price = Estimate::of(&next, &two, &catalogue, None).total_by_area_fen;
        assert_eq!(price, other.no_added_voc.fen);
        let steps = other.no_added_voc.replacements.iter().map(|one| one.fen);
        assert_eq!(other.fen + steps.sum::<i64>(), price);
        // Nothing is left to be replaced.
        let again = alternatives(&next, &catalogue, &library).no_added_voc;
        assert_eq!(again.replacements, []);
        assert_eq!(again.stuck, other.no_added_voc.stuck);
    }
}

#[test]
fn a_claim_needs_declarations() {
    let (catalogue, library) = shipped();
    let claim = |design: &Design, catalogue: &Catalogue| {
        let assembly = built(design, catalogue, &library);
        Emissions::of(design, &assembly, catalogue, &Room::default()).claim
    };
    let mut design = wardrobe();
    assert_eq!(claim(&design, &catalogue).says.key, "claim.low");
    design.glue = Some("laser".to_owned());
    assert_eq!(claim(&design, &catalogue).says.key, "claim.not-added");
    // Powder has no solvent, but no supplier declares this one.
    let mut powdered = coated("powder", Sheen::Matt, None);
    powdered.glue = Some("laser".to_owned());
    let said = claim(&powdered, &catalogue);
    assert_eq!(said.says.key, "claim.low");
    assert_eq!(said.because[0].why.key, "claim.why.not-declared");
    let mut declared = catalogue.clone();
    let powder = declared.coatings.get_mut("powder").unwrap();
    powder.voc_g_per_l.source = Some("rubio-oil-plus-2c".to_owned());
    assert_eq!(claim(&powdered, &declared).says.key, "claim.not-added");
    let solvent = coated("solvent-pu", Sheen::Gloss, None);
    assert_eq!(claim(&solvent, &catalogue).says.key, "claim.released");
}

#[test]
fn what_no_record_tells_is_not_estimated() {
    let (catalogue, library) = shipped();
    let mut design = wardrobe();
    let body = design.materials.get_mut(Role::Body).unwrap();
    body.board = "ecoboard-block".to_owned();
    let assembly = built(&design, &catalogue, &library);
    let emissions = Emissions::of(&design, &assembly, &catalogue, &Room::default());
    let carbon = &emissions.carbon_fossil;
    assert_eq!((carbon.value, carbon.status), (None, Status::Missing));
    assert_eq!(carbon.lines[0].record, "ecoboard-block");
    assert_eq!(carbon.lines[0].missing, Some("carbon_fossil_g_per_m3"));
    assert!(emissions.formaldehyde.value.is_some());
}

#[test]
fn what_does_not_go_together_is_refused_by_name() {
    let (catalogue, library) = shipped();
    let against = |design: &Design| -> Vec<String> {
        let problems = evaluate(design, &catalogue, &library).problems;
        problems.into_iter().map(|one| one.message.key).collect()
    };
    assert_eq!(
        against(&coated("tar", Sheen::Matt, None)),
        ["problem.no-such-coating"]
    );
    assert_eq!(
        against(&coated("hardwax-oil-2k", Sheen::Matt, None)),
        ["problem.coating-unsuited"]
    );
    assert_eq!(
        against(&coated("powder", Sheen::OpenPore, None)),
        ["problem.choice"]
    );
    assert_eq!(
        against(&coated("powder", Sheen::Matt, Some("walnut"))),
        ["problem.choice"]
    );
    let mut design = wardrobe();
    design.glue = Some("spit".to_owned());
    assert_eq!(against(&design), ["problem.no-such-glue"]);
    design.glue = Some("pvac-d3".to_owned());
    assert_eq!(against(&design), ["problem.glue-unsuited"]);
}

#[test]
fn a_quote_sums_exactly_and_costs_more_with_every_rate() {
    let (catalogue, library) = shipped();
    let design = coated("waterborne-pu", Sheen::Satin, Some("sage"));
    let assembly = built(&design, &catalogue, &library);
    let estimate = Estimate::of(&design, &assembly, &catalogue, None);
    let sawn = Some(Sawn {
        cut_length_um: 61_211_200,
    });
    let of = |workshop: &Workshop| {
        let quotes = quotes(&estimate, &assembly, &catalogue, &workshop.rules, sawn);
        assert_eq!(quotes.alone, None, "no sheets are known");
        let quote = quotes.together.unwrap();
        let sum: i64 = quote.lines.iter().map(|line| line.fen).sum();
        assert_eq!(sum, quote.total_fen);
        quote
    };
    let usual = of(&Workshop::default());
    for (rate, low, high) in [
        ("rate_sawing", "0", "999.99"),
        ("rate_banding", "0.01", "40"),
        ("rate_coating", "1", "80"),
        ("rate_assembly", "0.33", "7,77"),
        ("rate_setup", "0", "1000"),
        ("rate_overhead", "0", "99"),
        ("rate_margin", "0 %", "95"),
        ("rate_tax", "3", "17%"),
        ("rate_use", "100", "20"),
    ] {
        let at = |text: &str| {
            let mut workshop = Workshop::default();
            workshop.set_rule(rate, text).unwrap();
            of(&workshop).total_fen
        };
        assert!(
            at(low) < usual.total_fen && usual.total_fen < at(high),
            "{rate}"
        );
        for wrong in ["-1", "x", "1000000"] {
            assert!(
                Workshop::default().set_rule(rate, wrong).is_err(),
                "{rate} {wrong}"
            );
        }
    }
    // Front of 1.8 by 2.2 m; without a plan nothing is asked.
    let none = quotes(
        &estimate,
        &assembly,
        &catalogue,
        &RuleValues::default(),
        None,
    );
    assert_eq!(
        (none.projected_mm2, none.width_mm, none.together),
        (3_960_000, 1800, None)
    );
    assert_eq!(usual.per_metre_fen, (usual.total_fen * 10 + 9) / 18);
}
