//! Makes tables of what is shipped beside the code, so that no file of it is listed by hand.

use std::env;
use std::fs;
use std::io;
use std::path::PathBuf;

use shipped::Shipped;
use shipped::table::of_texts;

fn main() -> io::Result<()> {
    // Asked while it runs: clones share a target folder, and with it the built script. xtask tells them apart.
    println!("cargo::rerun-if-env-changed=BOARDWRIGHT_CLONE");
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let package = package.ok_or_else(|| io::Error::other("CARGO_MANIFEST_DIR is not set"))?;
    let assets = package.join("../../assets");
    let assets = fs::canonicalize(assets)?;
    let out = env::var_os("OUT_DIR").map(PathBuf::from);
    let out = out.ok_or_else(|| io::Error::other("OUT_DIR is not set"))?;
    let shipped = Shipped::find(&assets)?;
    let mut tables = String::new();
    for (folder, item, documentation) in [
        ("catalogue", "CATALOGUE", "The catalogue's files."),
        ("methods", "METHODS", "The construction methods."),
        ("modules", "MODULES", "The modules of the part library."),
    ] {
        println!("cargo::rerun-if-changed={}", assets.join(folder).display());
        let files = shipped.folder(folder);
        let files = files.map(|file| (file.name.as_str(), file.path.as_path()));
        tables += &of_texts(item, documentation, files);
    }
    let designs = shipped.folder("designs");
    let designs = designs.map(|file| (file.id(), file.path.as_path()));
    let documentation =
        "The designs to start from by their identifiers, the one that opens first in front.";
    tables += &of_texts("STARTERS", documentation, designs);

    let mut texts = Vec::new();
    for (language, all) in shipped.texts()? {
        let path = out.join(format!("{language}.json"));
        fs::write(&path, serde_json::to_string(&all)?)?;
        texts.push((language, path));
    }
    let texts = texts
        .iter()
        .map(|(language, path)| (language.as_str(), path.as_path()));
    let documentation = "All texts for people by language, as JSON of keys and texts.";
    tables += &of_texts("TEXTS", documentation, texts);

    for folder in ["designs", "messages"] {
        println!("cargo::rerun-if-changed={}", assets.join(folder).display());
    }
    fs::write(out.join("shipped.rs"), tables)
}
