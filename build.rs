//! Makes a table of the hardware's models, so that none of them is listed by hand.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/models");
    println!("cargo::rerun-if-changed={}", models.display());
    let out = env::var_os("OUT_DIR").map(PathBuf::from);
    let out = out.ok_or_else(|| io::Error::other("OUT_DIR is not set"))?;
    let table = shipped::table::of_bytes("MODELS", "The models by name.", &models, "glb")?;
    fs::write(out.join("models.rs"), table)
}
