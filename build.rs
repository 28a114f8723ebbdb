//! Makes a table of the hardware's models, so that none of them is listed by hand.

use std::env;
use std::fs;
use std::io;
use std::path::PathBuf;

fn main() -> io::Result<()> {
    // Asked while it runs: clones share a target folder, and with it the built script. xtask tells them apart.
    println!("cargo::rerun-if-env-changed=BOARDWRIGHT_CLONE");
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let package = package.ok_or_else(|| io::Error::other("CARGO_MANIFEST_DIR is not set"))?;
    let models = package.join("assets/models");
    println!("cargo::rerun-if-changed={}", models.display());
    let out = env::var_os("OUT_DIR").map(PathBuf::from);
    let out = out.ok_or_else(|| io::Error::other("OUT_DIR is not set"))?;
    let table = shipped::table::of_bytes("MODELS", "The models by name.", &models, "glb")?;
    fs::write(out.join("models.rs"), table)
}
