//! `bind IN.wasm NAME OUT_FOLDER --names|--no-names`: wasm-bindgen's JavaScript, types and module for a browser.
//!
//! The library inside this program is pinned to the version of `wasm-bindgen` in the lock file, so that the two can't
//! disagree as they can where the command line tool is installed apart.

use anyhow::{Result, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [compiled, name, into, names] = arguments.as_slice() else {
        bail!("usage: bind IN.wasm NAME OUT_FOLDER --names|--no-names");
    };
    Bindgen::new()
        .input_path(compiled)
        .out_name(name)
        .web(true)?
        .typescript(true)
        .omit_default_module_path(false)
        .remove_name_section(names == "--no-names")
        .remove_producers_section(names == "--no-names")
        .generate(into)
}
