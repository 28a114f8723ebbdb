//! How long the first plan of a job takes, and how fast the search goes on.

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark")]

use criterion::{Criterion, criterion_group, criterion_main};
use cutting::{Instance, Options, Part, Stock, Trim, solve};

/// A furniture-like list: `count` parts of about `count / 3` sizes, a third of them locked.
fn furniture(count: u32) -> Instance {
    let mut builder = Instance::builder(4_000)
        .trim(Trim::all(10_000))
        .stock(Stock {
            width_um: 2_800_000,
            height_um: 2_070_000,
            quantity: None,
            cost: 1,
            ..Stock::default()
        });
    for index in 0..i64::from(count / 3) {
        builder = builder.part(Part {
            width_um: 320_000 + index * 7_919 % 89 * 21_000,
            height_um: 80_000 + index * 104_729 % 97 * 6_000,
            quantity: 3,
            rotatable: index % 3 > 0,
        });
    }
    builder.build().unwrap()
}

fn plans(criterion: &mut Criterion) {
    for count in [60, 300, 3_000] {
        let job = furniture(count);
        criterion.bench_function(&format!("first plan, {count} parts"), |bencher| {
            bencher.iter(|| solve(&job, Options::default(), 1));
        });
    }
    for count in [60, 300] {
        let job = furniture(count);
        criterion.bench_function(&format!("50,000 units of work, {count} parts"), |bencher| {
            bencher.iter(|| solve(&job, Options::default(), 50_000));
        });
    }
}

criterion_group!(benches, plans);
criterion_main!(benches);
