//! Running other programs: with what they print let through or kept, and errors that name the command.

use std::env;
use std::ffi::OsStr;
use std::fmt::Display;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

/// One line on standard error that says what is going on.
pub fn say(what: impl Display) {
    eprintln!("xtask: {what}");
}

/// The program of that name on the search path.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// A command line as a person would type it, for messages.
pub fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Runs a command, its output let through to standard error.
///
/// # Errors
/// When it can't be started or ends with a failure.
pub fn run(command: &mut Command) -> Result<()> {
    // Standard output is kept for the last line of `cargo xtask test`, hence both streams go to standard error.
    command.stdout(std::io::stderr());
    let status = command
        .status()
        .with_context(|| format!("could not start `{}`", shown(command)))?;
    if !status.success() {
        bail!("`{}` failed: {status}", shown(command));
    }
    Ok(())
}

/// Runs a command and gives back what it printed on standard output.
///
/// # Errors
/// When it can't be started or ends with a failure; the error quotes its standard error.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("could not start `{}`", shown(command)))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!(
            "`{}` failed: {}\n{}",
            shown(command),
            output.status,
            complaint.trim()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a command succeeds within the time given; what it prints is thrown away.
pub fn succeeds_within(command: &mut Command, limit: Duration) -> bool {
    let quiet = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let Ok(mut child) = quiet.spawn() else {
        return false;
    };
    let end = Instant::now() + limit;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if Instant::now() < end => thread::sleep(Duration::from_millis(50)),
            Ok(None) | Err(_) => {
                child.kill().ok();
                child.wait().ok();
                return false;
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
mod tests {
    use super::*;

    #[test]
    fn commands_are_shown_as_typed() {
        assert_eq!(
            shown(Command::new("npm").args(["run", "build"])),
            "npm run build"
        );
    }

    #[test]
    fn a_failure_names_the_command_and_quotes_it() {
        let error =
            output(Command::new("sh").args(["-c", "echo no luck >&2; exit 3"])).unwrap_err();
        let text = error.to_string();
        assert!(
            text.contains("sh -c") && text.contains("no luck") && text.contains('3'),
            "{text}"
        );
        assert!(run(&mut Command::new("/no/such/program")).is_err());
    }

    #[test]
    fn a_slow_command_is_ended() {
        let start = Instant::now();
        assert!(!succeeds_within(
            Command::new("sleep").arg("20"),
            Duration::from_millis(100)
        ));
        assert!(start.elapsed() < Duration::from_secs(10));
        assert!(succeeds_within(
            &mut Command::new("true"),
            Duration::from_secs(5)
        ));
    }
}
