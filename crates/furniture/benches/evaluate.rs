//! Evaluation and a whole edit, for a starter design and for one of about 300 boards.
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a bench fails by panicking"
)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use furniture::assembly::evaluate;
use furniture::catalogue::Catalogue;
use furniture::design::{self, Design, Node};
use furniture::edit::{Axis, Edit};
use furniture::library;
use furniture::session::Session;

const WARDROBE: &str = include_str!("../../../assets/designs/wardrobe.boardwright.json");

/// A wall of pigeonholes: ten columns of thirty compartments, 306 boards.
fn pigeonholes() -> Design {
    let mut design = design::read(WARDROBE).unwrap();
    let root = &mut design.items[0].root;
    let rows = ["1fr"; 30].join(" ");
    let mut id = 20;
    let mut node = |module: &str, tracks: &str| {
        id += 1;
        let mut node = Node {
            id,
            module: module.into(),
            parameters: Default::default(),
            contents: Default::default(),
        };
        node.parameters.insert("tracks".into(), tracks.into());
        node
    };
    let mut columns = node("divider", &["1fr"; 10].join(" "));
    for k in 0..10 {
        let shelves = node("adjustable-shelf", &rows);
        columns
            .contents
            .insert(format!("column.{k}"), vec![shelves]);
    }
    root.contents.insert("interior.0".into(), vec![columns]);
    design.next_node = id + 1;
    design.items[0].size[1] = furniture::length::Length(2_400_000);
    design
}

fn bench(criterion: &mut Criterion) {
    let catalogue = Catalogue::shipped().unwrap();
    let library = library::shipped(&catalogue).unwrap();
    for (name, design) in [
        ("wardrobe", design::read(WARDROBE).unwrap()),
        ("306 boards", pigeonholes()),
    ] {
        criterion.bench_function(&format!("evaluate/{name}"), |bencher| {
            bencher.iter(|| evaluate(black_box(&design), &catalogue, &library));
        });
        let mut session =
            Session::open(catalogue.clone(), library.clone(), design.clone()).unwrap();
        let mut wide = false;
        criterion.bench_function(&format!("edit to view and scene/{name}"), |bencher| {
            bencher.iter(|| {
                wide = !wide;
                let value = if wide { "1801 mm" } else { "1800 mm" };
                let edit = Edit::SetSize {
                    item: 1,
                    axis: Axis::Width,
                    value: value.into(),
                };
                session.edit(&edit, 1).unwrap();
                let view = serde_json::to_string(&session.view()).unwrap();
                let scene = serde_json::to_string(&session.scene()).unwrap();
                (view.len(), scene.len())
            });
        });
    }
}

criterion_group!(benches, bench);
criterion_main!(benches);
