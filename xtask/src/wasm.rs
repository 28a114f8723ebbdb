//! From a crate to what the page imports: cargo, wasm-bindgen, wasm-opt.
//!
//! wasm-opt takes its time on the 3D view, so that the outcome is kept under a mark of everything it depends on: the
//! same compiled module is processed once, in whichever clone.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::process::{cargo, run, say};
use crate::stamp;
use crate::wasm_target::{TARGET, Toolchain};
use crate::workspace::Workspace;

/// Part of every mark: raise it when the steps below change in a way that their inputs don't show.
const RECIPE: &str = "2";

/// What wasm-opt is told. It must not inline: the compiler has done so where it pays, and what more it inlines makes the
/// module smaller but its brotli larger (engine: 342 KB instead of 305 KB, which is more than without wasm-opt; viewer:
/// 789 KB instead of 738 KB). `-Oz` is smaller than `-O2` before brotli and larger after.
const OPTIONS: [&str; 8] = [
    "-O2",
    "--skip-pass=inlining-optimizing",
    // What the compiler uses unasked and every browser of the last years has.
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// A crate that is shipped as WebAssembly.
#[derive(Debug, Clone, Copy)]
pub struct Module {
    /// The package.
    pub package: &'static str,
    /// Name of what is made of it: its files, and their folder in `web/src/generated`.
    pub name: &'static str,
    /// Cargo's profile for what is shipped.
    profile: &'static str,
}

/// The design being edited, on the page's main thread.
pub const SESSION: Module = Module {
    package: "session-engine",
    name: "session",
    profile: "web",
};
/// The cutting optimiser, in the workers.
pub const OPTIMISER: Module = Module {
    package: "optimiser-engine",
    name: "optimiser",
    profile: "web-search",
};
/// Reading and writing files, in a worker.
pub const FILES: Module = Module {
    package: "files-engine",
    name: "files",
    profile: "web",
};
/// The 3D view.
pub const VIEWER: Module = Module {
    package: "viewer",
    name: "viewer",
    profile: "web",
};
/// All of them.
pub const MODULES: [Module; 4] = [SESSION, OPTIMISER, FILES, VIEWER];

/// How much effort goes into size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// What is shipped: the module's own profile and wasm-opt.
    Full,
    /// For work on the page: the profile `web-dev`, no wasm-opt.
    Quick,
}

impl Effort {
    fn profile(self, module: Module) -> &'static str {
        match self {
            Self::Full => module.profile,
            Self::Quick => "web-dev",
        }
    }
}

/// Builds a module and puts it into `web/src/generated`.
///
/// # Errors
/// When a step fails.
pub fn build(
    workspace: &Workspace,
    toolchain: Toolchain,
    module: Module,
    effort: Effort,
) -> Result<()> {
    let compiled = compile(workspace, toolchain, module, effort)?;
    let bytes = fs::read(&compiled).with_context(|| {
        let package = module.package;
        format!("crate {package} gave no WebAssembly: its manifest needs `[lib] crate-type = [\"cdylib\"]`")
    })?;

    let optimiser = workspace.path("web/node_modules/binaryen");
    let optimiser_package =
        fs::read(optimiser.join("package.json")).context("web/ lacks npm's binaryen")?;
    let steps = [RECIPE, effort.profile(module), &OPTIONS.concat()].join(" ");
    // wasm-bindgen's version needs no part in it: the compiled module names the only one that can read it.
    let mark = stamp::mark([&bytes[..], &optimiser_package, steps.as_bytes()]);

    let cache = workspace.cache().join("wasm");
    let entry = cache.join(format!("{}-{mark}", module.name));
    if !entry.exists() {
        // Made aside and moved into place whole, so that an interrupted run leaves no half of an entry.
        let aside = cache.join(format!("making-{}-{}", module.name, std::process::id()));
        if aside.exists() {
            fs::remove_dir_all(&aside)?;
        }
        fs::create_dir_all(&aside)?;
        bind(workspace, module, &compiled, effort, &aside)?;
        if effort == Effort::Full {
            optimise(module, &optimiser, &aside)?;
        }
        fs::rename(&aside, &entry)?;
    }
    stamp::touch(&entry);
    stamp::prune(&cache)?;
    mirror(
        &entry,
        &workspace.path("web/src/generated").join(module.name),
    )
}

/// Runs cargo and gives back the module it compiled.
fn compile(
    workspace: &Workspace,
    toolchain: Toolchain,
    module: Module,
    effort: Effort,
) -> Result<PathBuf> {
    let profile = effort.profile(module);
    say(format_args!(
        "compiling {} to WebAssembly (profile {profile})",
        module.name
    ));
    // One package at a time: together they would unify the features of what they share and grow.
    let mut command = toolchain.cargo();
    command
        .args([
            "build",
            "--lib",
            "--package",
            module.package,
            "--target",
            TARGET,
            "--profile",
            profile,
        ])
        .current_dir(&workspace.root)
        .env("CARGO_TARGET_DIR", &workspace.target)
        .env(RUSTFLAGS, without_home(cargo_home()));
    run(&mut command)?;
    let folder = workspace.target.join(TARGET).join(profile);
    Ok(folder.join(format!("{}.wasm", module.package.replace('-', "_"))))
}

/// Flags for the target alone, which leave native builds as they are. Cargo passes them over where the person has set
/// `RUSTFLAGS`.
const RUSTFLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Panic messages carry source paths: what is shipped must not tell in whose home it was built. It must not depend on
/// the clone's path either, or every clone would compile Bevy anew; cargo names our own sources relative to the clone.
fn without_home(cargo_home: Option<PathBuf>) -> String {
    let Some(home) = cargo_home else {
        return String::new();
    };
    let sources = home.join("registry/src").display().to_string();
    // Cargo splits the flags at spaces; a home with one keeps its name.
    if sources.contains(char::is_whitespace) {
        return String::new();
    }
    format!("--remap-path-prefix={sources}=registry")
}

/// Where cargo keeps the sources of dependencies.
fn cargo_home() -> Option<PathBuf> {
    let home = || env::var_os("HOME").map(|home| Path::new(&home).join(".cargo"));
    env::var_os("CARGO_HOME").map(PathBuf::from).or_else(home)
}

/// Writes the JavaScript around a module, its types, and the module with the matching imports.
fn bind(
    workspace: &Workspace,
    module: Module,
    compiled: &Path,
    effort: Effort,
    into: &Path,
) -> Result<()> {
    say(format_args!(
        "binding {} to JavaScript (the first time this builds wasm-bindgen: a few minutes)",
        module.name
    ));
    let names = match effort {
        Effort::Full => "--no-names",
        Effort::Quick => "--names",
    };
    run(cargo()
        .args([
            "run",
            "--quiet",
            "--package",
            "xtask",
            "--bin",
            "bind",
            "--features",
            "bind",
            "--",
        ])
        .arg(compiled)
        .arg(module.name)
        .arg(into)
        .arg(names)
        .current_dir(&workspace.root)
        .env("CARGO_TARGET_DIR", &workspace.target))
}

/// Makes a bound module smaller, in place.
fn optimise(module: Module, optimiser: &Path, folder: &Path) -> Result<()> {
    let program = optimiser.join("bin/wasm-opt");
    if !program.exists() {
        bail!("{} is missing: run `npm ci` in web/", program.display());
    }
    let file = folder.join(format!("{}_bg.wasm", module.name));
    let small = folder.join("small.wasm");
    let before = file.metadata()?.len();
    say(format_args!(
        "wasm-opt {} on {} ({before} bytes; about a minute for the viewer)",
        OPTIONS[0], module.name
    ));
    // npm's build of it is JavaScript and WebAssembly; recursion over big functions needs more than Node's own stack.
    run(Command::new("node")
        .arg("--stack-size=8000")
        .arg(&program)
        .args(OPTIONS)
        .arg(&file)
        .arg("-o")
        .arg(&small))?;
    fs::rename(&small, &file)?;
    say(format_args!(
        "{}: {before} -> {} bytes",
        module.name,
        file.metadata()?.len()
    ));
    Ok(())
}

/// Makes a folder hold the same files as another one.
fn mirror(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(to)? {
        let entry = entry?;
        if !from.join(entry.file_name()).exists() {
            let path = entry.path();
            if path.is_dir() {
                fs::remove_dir_all(path)?;
            } else {
                fs::remove_file(path)?;
            }
        }
    }
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            mirror(&entry.path(), &target)?;
        } else {
            stamp::write_if_changed(&target, &fs::read(entry.path())?)?;
        }
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
mod tests {
    use super::*;

    #[test]
    fn homes_are_left_out_of_what_is_shipped() {
        let flags = |home: &str| without_home(Some(PathBuf::from(home)));
        assert_eq!(
            flags("/home/a/.cargo"),
            "--remap-path-prefix=/home/a/.cargo/registry/src=registry"
        );
        assert_eq!(flags("/home/a b/.cargo"), "");
        assert_eq!(without_home(None), "");
    }

    #[test]
    fn mirroring_adds_changes_and_removes() {
        let root = std::env::temp_dir().join(format!("boardwright-mirror-{}", std::process::id()));
        let (from, to) = (root.join("from"), root.join("to"));
        fs::create_dir_all(from.join("snippets")).unwrap();
        fs::create_dir_all(to.join("old")).unwrap();
        fs::write(from.join("a.js"), "new").unwrap();
        fs::write(from.join("snippets/b.js"), "b").unwrap();
        fs::write(to.join("a.js"), "old").unwrap();
        fs::write(to.join("c.js"), "c").unwrap();
        mirror(&from, &to).unwrap();
        assert_eq!(fs::read_to_string(to.join("a.js")).unwrap(), "new");
        assert_eq!(fs::read_to_string(to.join("snippets/b.js")).unwrap(), "b");
        assert!(!to.join("old").exists() && !to.join("c.js").exists());
        fs::remove_dir_all(&root).unwrap();
    }
}
