//! Jobs for tests.

use crate::instance::{Instance, Part, Stock};

/// A job of parts by width and height in millimetres, quantity and whether they may turn, on sheets of 2800 x 2070 mm.
#[expect(clippy::unwrap_used, reason = "a test's job is valid")]
pub fn job_of(parts: &[(i64, i64, u32, bool)]) -> Instance {
    let mut builder = Instance::builder(4_000).stock(Stock {
        width_um: 2_800_000,
        height_um: 2_070_000,
        cost: 1,
        ..Stock::default()
    });
    for &(width, height, quantity, rotatable) in parts {
        builder = builder.part(Part {
            width_um: width * 1_000,
            height_um: height * 1_000,
            quantity,
            rotatable,
        });
    }
    builder.build().unwrap()
}
