//! Debian's packages, for what neither rustup nor npm can bring.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process::{find_program, run, say, shown};

/// Installs packages with apt-get.
///
/// # Errors
/// When this is not a Debian run by root (the error then gives the command to type), or apt-get fails.
pub fn install(packages: &[&str], why: &str) -> Result<()> {
    let mut command = Command::new("apt-get");
    command
        .args(["install", "--yes", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive");
    if find_program("apt-get").is_none() {
        bail!(
            "{why} is missing: install it with your system's package manager (on Debian: {})",
            packages.join(" ")
        );
    }
    if !is_root() {
        bail!("{why} is missing: run `sudo {}`", shown(&command));
    }
    say(format_args!(
        "{why} is missing; installing {}",
        packages.join(" ")
    ));
    if run(&mut command).is_err() {
        say("apt-get found them wanting; reading the package lists anew");
        run(Command::new("apt-get").arg("update"))?;
        run(&mut command)?;
    }
    Ok(())
}

fn is_root() -> bool {
    // The standard library has no user id; on Linux the owner of the process's own folder tells.
    use std::os::unix::fs::MetadataExt as _;
    Path::new("/proc/self")
        .metadata()
        .is_ok_and(|meta| meta.uid() == 0)
}
