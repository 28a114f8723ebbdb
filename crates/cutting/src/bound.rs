//! Lower bounds: what any plan needs at least. By area, by functions of the parts' lengths, and by patterns of
//! edge-to-edge cuts ([`Prover`]).

mod area;
mod grid;
mod prover;
mod sets;
#[cfg(test)]
mod tests;
mod weights;
mod worth;

pub use area::by_area;
pub use prover::Prover;
pub use weights::Sharpener;
