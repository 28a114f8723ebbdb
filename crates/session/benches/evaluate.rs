//! Evaluation and a whole edit, for a starter design and for one of about 300 boards.
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a bench fails by panicking"
)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use estimate::Room;
use furniture::assembly::evaluate;
use furniture::axis::Axis;
use furniture::catalogue::Catalogue;
use furniture::design;
use furniture::edit::Edit;
use furniture::library;
use furniture::shipped::starter;
use furniture::workshop::Workshop;
use session::Document as Session;

/// A wall of pigeonholes, the one that the browser's measure opens.
const PIGEONHOLES: &str = include_str!("../../../tests/designs/boards-300.boardwright.json");

fn bench(criterion: &mut Criterion) {
    let catalogue = Catalogue::shipped().unwrap();
    let library = library::shipped(&catalogue).unwrap();
    for (name, design) in [
        (
            "wardrobe",
            design::read(starter("wardrobe").unwrap()).unwrap(),
        ),
        ("307 boards", design::read(PIGEONHOLES).unwrap()),
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
        let room = Room::default();
        criterion.bench_function(&format!("emissions/{name}"), |bencher| {
            bencher.iter(|| serde_json::to_string(&session.emissions(&room)).unwrap());
        });
        criterion.bench_function(&format!("alternatives/{name}"), |bencher| {
            bencher.iter(|| session.alternatives());
        });
        criterion.bench_function(&format!("reach of a size/{name}"), |bencher| {
            bencher.iter(|| session.reach(1, Axis::Width, &Workshop::default()));
        });
    }
}

criterion_group!(benches, bench);
criterion_main!(benches);
