//! Debian's packages, for what neither rustup nor npm can bring.

use std::process::Command;

use anyhow::{Result, bail};

use crate::process::{find_program, output, run, say, shown};

/// Installs packages with apt-get.
///
/// # Errors
/// When this is not a Debian run by root (the error then gives the command to type), or apt-get fails.
pub fn install(packages: &[&str], what: &str) -> Result<()> {
    let names = packages.join(" ");
    if find_program("apt-get").is_none() {
        bail!(
            "{what} is missing: install it with your system's package manager (on Debian: {names})"
        );
    }
    let mut command = Command::new("apt-get");
    command
        .args(["install", "--yes", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive");
    if !is_root() {
        bail!("{what} is missing: run `sudo {}`", shown(&command));
    }
    say(format_args!("{what} is missing; installing {names}"));
    if run(&mut command).is_err() {
        say("apt-get failed; reading the package lists anew and trying again");
        run(Command::new("apt-get").arg("update"))?;
        run(&mut command)?;
    }
    Ok(())
}

/// Which of these packages are not installed; none where there is no dpkg to ask.
pub fn missing<'a>(packages: &[&'a str]) -> Option<Vec<&'a str>> {
    find_program("dpkg-query")?;
    let is_missing = |package: &&str| {
        let mut command = Command::new("dpkg-query");
        command.args(["--show", "--showformat=${db:Status-Status}", package]);
        !output(&mut command).is_ok_and(|status| status.trim() == "installed")
    };
    Some(packages.iter().copied().filter(is_missing).collect())
}

fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
