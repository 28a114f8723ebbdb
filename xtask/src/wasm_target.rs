//! Getting the compiler to know `wasm32-unknown-unknown`, also where rustup can download nothing.
//!
//! The first that works is taken: a toolchain set up by this module earlier; the toolchain in use, if it has the
//! target; `rustup target add`; Debian's compiler and library sources. The last way builds the standard library once,
//! with bitcode so that link-time optimisation works, and installs it beside Debian's compiler, which rustup then
//! knows as the toolchain `boardwright-wasm`.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use crate::debian;
use crate::process::{cargo, find_program, forget_outer_cargo, output, run, say, succeeds_within};
use crate::workspace::Workspace;

/// The target's name.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The name under which rustup knows Debian's compiler.
const LINKED: &str = "boardwright-wasm";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTLIB: &str = "/usr/lib/rustlib";
const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-19"];

/// A toolchain that can compile to WebAssembly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toolchain {
    /// The one that runs xtask.
    Current,
    /// Debian's, known to rustup as `boardwright-wasm`.
    Linked,
    /// Debian's, on a machine without rustup.
    Debian,
}

impl Toolchain {
    /// Cargo of this toolchain.
    pub fn cargo(self) -> Command {
        let mut command = match self {
            Self::Current => return cargo(),
            Self::Linked => {
                // Not `cargo +toolchain`: the first cargo on the path may be another one than rustup's.
                let mut rustup = Command::new("rustup");
                rustup.args(["run", LINKED, "cargo"]);
                rustup
            }
            Self::Debian => {
                let mut cargo = Command::new(DEBIAN_CARGO);
                cargo.env("RUSTC", DEBIAN_RUSTC);
                cargo
            }
        };
        forget_outer_cargo(&mut command);
        command
    }
}

/// A toolchain with the target, set up now if there is none yet. With `from_debian` rustup is not asked: what a machine
/// without the internet does can then be tried, and repeated, on any Debian.
///
/// # Errors
/// When none of the ways works; the error says what to install by hand.
pub fn ensure(workspace: &Workspace, from_debian: bool) -> Result<Toolchain> {
    let ready = || match debian_ready()? {
        None if !from_debian && current_has_target()? => Ok(Some(Toolchain::Current)),
        found => anyhow::Ok(found),
    };
    if let Some(toolchain) = ready()? {
        return Ok(toolchain);
    }
    // Two set-ups at once (two clones, two terminals) would overwrite each other's library.
    fs::create_dir_all(workspace.cache())?;
    let lock = File::create(workspace.cache().join("wasm-target.lock"))?;
    lock.lock()?;
    if let Some(toolchain) = ready()? {
        return Ok(toolchain);
    }
    if !from_debian && find_program("rustup").is_some() {
        say(format_args!("asking rustup for the {TARGET} target"));
        let mut add = Command::new("rustup");
        add.args(["target", "add", TARGET]);
        if succeeds_within(&mut add, Duration::from_secs(90)) && current_has_target()? {
            return Ok(Toolchain::Current);
        }
        say("rustup can't bring it here; building it from Debian's sources instead");
    }
    install_beside_debian(workspace)?;
    debian_ready()?
        .context("the target was installed but can't be found; please report this as a bug")
}

/// Debian's compiler, if an earlier set-up gave it the target. Costs some tens of milliseconds.
fn debian_ready() -> Result<Option<Toolchain>> {
    let Ok(stamp) = fs::read_to_string(stamp_file()) else {
        return Ok(None);
    };
    if !has_std(&debian_target()) || !Path::new(DEBIAN_RUSTC).exists() || stamp != debian_version()?
    {
        return Ok(None);
    }
    if find_program("rustup").is_none() {
        return Ok(Some(Toolchain::Debian));
    }
    Ok(is_linked()?.then_some(Toolchain::Linked))
}

fn current_has_target() -> Result<bool> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]))
        .context("Rust is missing: install it from https://rustup.rs")?;
    let sysroot = Path::new(sysroot.trim());
    // Debian's own compiler is judged by the stamp: its library may be one that an older compiler built.
    Ok(sysroot != Path::new("/usr") && has_std(&sysroot.join("lib/rustlib").join(TARGET)))
}

/// Whether a target's folder of a sysroot holds a standard library.
fn has_std(target: &Path) -> bool {
    let Ok(files) = fs::read_dir(target.join("lib")) else {
        return false;
    };
    files.flatten().any(|file| {
        let name = file.file_name();
        let name = name.to_string_lossy();
        name.starts_with("libstd-") && name.ends_with(".rlib")
    })
}

fn is_linked() -> Result<bool> {
    let toolchains = output(Command::new("rustup").args(["toolchain", "list"]))?;
    Ok(toolchains
        .lines()
        .any(|line| line.split_whitespace().next() == Some(LINKED)))
}

fn debian_target() -> PathBuf {
    Path::new(DEBIAN_RUSTLIB).join(TARGET)
}

/// Holds the version of the compiler that built the library beside it.
fn stamp_file() -> PathBuf {
    debian_target().join("boardwright-stamp")
}

fn debian_version() -> Result<String> {
    output(
        Command::new(DEBIAN_RUSTC)
            .arg("-vV")
            .env_remove("RUSTUP_TOOLCHAIN"),
    )
}

fn install_beside_debian(workspace: &Workspace) -> Result<()> {
    let sources = Path::new(DEBIAN_RUSTLIB).join("src/rust/library/std/Cargo.toml");
    let linker = Path::new("/usr/bin/lld-19");
    let there = |path: &Path| path.exists();
    if ![
        Path::new(DEBIAN_RUSTC),
        Path::new(DEBIAN_CARGO),
        &sources,
        linker,
    ]
    .into_iter()
    .all(there)
    {
        debian::install(&DEBIAN_PACKAGES, "a Rust compiler with the sources of its library").with_context(|| {
            format!("the {TARGET} target is needed: `rustup target add {TARGET}` where rustup reaches the internet")
        })?;
    }
    if !sources.exists() {
        bail!(
            "{} is missing after installing {}",
            sources.display(),
            DEBIAN_PACKAGES.join(" ")
        );
    }

    let version = debian_version()?;
    if fs::read_to_string(stamp_file()).ok().as_ref() != Some(&version)
        || !has_std(&debian_target())
    {
        let libraries = build_std(&workspace.cache().join("wasm-std"))?;
        install_std(&libraries)?;
        fs::write(stamp_file(), version)?;
    }
    link_linker(&debian_host(&debian_version()?)?, linker)?;
    if find_program("rustup").is_some() && !is_linked()? {
        run(Command::new("rustup").args(["toolchain", "link", LINKED, "/usr"]))?;
    }
    Ok(())
}

/// Builds the standard library for the target and gives back its `.rlib` files.
fn build_std(folder: &Path) -> Result<Vec<PathBuf>> {
    say(format_args!(
        "building the standard library for {TARGET} (about a minute, once)"
    ));
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder.join("src"))?;
    let manifest =
        "[package]\nname = \"nothing\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n";
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/lib.rs"), "#![no_std]\n")?;
    let mut cargo = Toolchain::Debian.cargo();
    cargo
        .args([
            "build",
            "-Zbuild-std=std,panic_abort",
            "--release",
            "--target",
            TARGET,
        ])
        .current_dir(folder)
        // Without bitcode in it, any LTO build ends in "failed to get bitcode from object file for LTO".
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env_remove("RUSTUP_TOOLCHAIN");
    run(&mut cargo).context("building the standard library from Debian's sources")?;

    let mut libraries = Vec::new();
    for file in fs::read_dir(folder.join("target").join(TARGET).join("release/deps"))? {
        let path = file?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libnothing-") {
            libraries.push(path);
        }
    }
    if libraries.is_empty() {
        bail!("cargo built no library in {}", folder.display());
    }
    Ok(libraries)
}

fn install_std(libraries: &[PathBuf]) -> Result<()> {
    let target = debian_target();
    let writable = || {
        format!(
            "can't write {}: run `cargo xtask setup` once as root",
            target.display()
        )
    };
    if target.exists() {
        fs::remove_dir_all(&target).with_context(writable)?;
    }
    let lib = target.join("lib");
    fs::create_dir_all(&lib).with_context(writable)?;
    for library in libraries {
        fs::copy(library, lib.join(library.file_name().unwrap_or_default()))
            .with_context(writable)?;
    }
    Ok(())
}

/// The compiler calls its linker for WebAssembly `rust-lld`; Debian calls it `lld-19`.
fn link_linker(host: &str, linker: &Path) -> Result<()> {
    let bin = Path::new(DEBIAN_RUSTLIB).join(host).join("bin");
    let link = bin.join("rust-lld");
    if link.exists() {
        return Ok(());
    }
    fs::create_dir_all(&bin)?;
    run(Command::new("ln").arg("-s").arg(linker).arg(&link))
}

/// The machine a compiler runs on, from what `rustc -vV` prints.
fn debian_host(version: &str) -> Result<String> {
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc -vV names no host")?.to_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
mod tests {
    use super::*;
    use crate::process::shown;

    #[test]
    fn the_host_is_read_from_the_version() {
        let version =
            "rustc 1.96.0\nbinary: rustc\nhost: x86_64-unknown-linux-gnu\nrelease: 1.96.0\n";
        assert_eq!(debian_host(version).unwrap(), "x86_64-unknown-linux-gnu");
        assert!(debian_host("rustc 1.96.0").is_err());
    }

    #[test]
    fn a_standard_library_is_recognised_by_its_file() {
        let folder =
            std::env::temp_dir().join(format!("boardwright-has-std-{}", std::process::id()));
        fs::create_dir_all(folder.join("lib")).unwrap();
        assert!(!has_std(&folder));
        fs::write(folder.join("lib/libstd-0123.rlib"), "").unwrap();
        assert!(has_std(&folder));
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn the_linked_toolchain_is_named_to_cargo() {
        let command = Toolchain::Linked.cargo();
        assert_eq!(shown(&command), "rustup run boardwright-wasm cargo");
    }
}
