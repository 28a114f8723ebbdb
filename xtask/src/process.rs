//! Running other programs: with what they print let through or kept, and errors that name the command.

use std::env;
use std::ffi::OsStr;
use std::fmt::Display;
use std::io::{self, BufRead as _, BufReader, Read, Write as _};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
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
    let file_name = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&path)
        .map(|folder| folder.join(&file_name))
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

/// Takes away what the cargo that runs xtask has set, so that an inner cargo sees the environment of the person, and
/// says which clone this is: clones share a target folder, and what build scripts found in one isn't for another.
pub fn forget_outer_cargo(command: &mut Command) -> &mut Command {
    if let Some(package) = env::var_os("CARGO_MANIFEST_DIR") {
        command.env("BOARDWRIGHT_CLONE", package);
    }
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let of_package = text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_");
        if of_package
            || ["CARGO", "CARGO_PRIMARY_PACKAGE", "RUST_RECURSION_COUNT"].contains(&&*text)
        {
            command.env_remove(&name);
        }
    }
    command
}

/// The cargo that runs xtask, for native builds.
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    forget_outer_cargo(&mut command);
    command
}

/// Runs a command, its output let through to standard error.
///
/// # Errors
/// When it can't be started or ends with a failure.
pub fn run(command: &mut Command) -> Result<()> {
    // Standard output is kept for the last line of `cargo xtask test`, hence both streams go to standard error.
    command.stdout(io::stderr());
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

/// Runs a command whose output is both let through to standard error and given back. How it ended is left to the
/// caller to judge, because a test run that fails is still worth counting.
///
/// # Errors
/// When it can't be started or its output can't be read.
pub fn watch(command: &mut Command) -> Result<(ExitStatus, String)> {
    // One pipe for both streams, so that their lines stay in order.
    let (reader, writer) = io::pipe()?;
    let spawned = command
        .stdin(Stdio::null())
        .stdout(writer.try_clone()?)
        .stderr(writer)
        .spawn();
    // The command would else hold the pipe open for as long as it is read.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = spawned.with_context(|| format!("could not start `{}`", shown(command)))?;
    let text = pass_on(reader)?;
    Ok((child.wait()?, text))
}

/// Copies a stream line by line to standard error, and gives it back.
fn pass_on(stream: impl Read) -> Result<String> {
    let mut stream = BufReader::new(stream);
    let (mut text, mut line) = (String::new(), Vec::new());
    while stream.read_until(b'\n', &mut line)? > 0 {
        io::stderr().write_all(&line).ok();
        text.push_str(&String::from_utf8_lossy(&line));
        line.clear();
    }
    Ok(text)
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
    fn both_streams_are_watched_and_a_failure_is_no_error() {
        let (status, text) =
            watch(Command::new("sh").args(["-c", "echo out; echo err >&2; exit 1"])).unwrap();
        assert!(!status.success());
        assert_eq!(text, "out\nerr\n");
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
