//! What the compilers and linters say of our Rust; each of them counts as a test.

use anyhow::Result;

use crate::process::{cargo, output, say, watch};
use crate::summary::Tally;
use crate::wasm::Module;
use crate::wasm_target::{TARGET, Toolchain};
use crate::workspace::Workspace;

/// Warnings are faults.
const STRICT: [&str; 3] = ["--", "-D", "warnings"];

/// Formatting, clippy on everything that runs on this machine, and the documentation.
///
/// # Errors
/// When one of them can't be started.
pub fn native(workspace: &Workspace) -> Result<Tally> {
    let mut tally = Tally::default();
    let clippy = [&["clippy", "--workspace", "--all-targets"][..], &STRICT].concat();
    for arguments in [
        &["fmt", "--all", "--check"][..],
        &clippy,
        &["doc", "--workspace", "--no-deps"],
    ] {
        let (status, _) = watch(
            cargo()
                .args(arguments)
                .current_dir(&workspace.root)
                .env("CARGO_TARGET_DIR", &workspace.target)
                .env("RUSTDOCFLAGS", "-D warnings"),
        )?;
        tally += Tally::of(status.success());
    }
    Ok(tally)
}

/// Clippy on what is compiled to WebAssembly. Where the toolchain has none, nothing is known, and it says so.
///
/// # Errors
/// When it can't be started.
pub fn wasm(workspace: &Workspace, toolchain: Toolchain, modules: &[Module]) -> Result<Tally> {
    if output(toolchain.cargo().args(["clippy", "--version"])).is_err() {
        say(format_args!(
            "NOT LINTED for {TARGET}: the toolchain that compiles it has no clippy"
        ));
        return Ok(Tally {
            skipped: 1,
            ..Tally::default()
        });
    }
    let packages = modules
        .iter()
        .flat_map(|module| ["--package", module.package]);
    let (status, _) = watch(
        toolchain
            .cargo()
            .args(["clippy", "--lib", "--target", TARGET])
            .args(packages)
            .args(STRICT)
            .current_dir(&workspace.root)
            .env("CARGO_TARGET_DIR", &workspace.target),
    )?;
    Ok(Tally::of(status.success()))
}
