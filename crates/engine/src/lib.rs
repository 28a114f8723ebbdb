//! The WebAssembly face of Boardwright without the 3D view.
//!
//! JSON texts in, JSON texts out: every reply is `{"ok": ...}` or `{"problems": [...]}`, so that
//! nothing thrown is needed on the way. Instantiated twice from one compiled module: on the main
//! thread for [`Session`], in a worker for [`Optimiser`]. The same functions serve the command line.

mod catalogue;
mod optimiser;
mod reply;
mod session;
mod text;

pub use optimiser::Optimiser;
pub use session::Session;
