//! The designs to start from; they stand beside the part library.

pub use furniture::shipped::{STARTERS, starter};
