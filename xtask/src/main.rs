//! The build tool of Boardwright: `cargo xtask <command>`.

mod bench;
mod compress;
mod debian;
mod lint;
mod npm;
mod process;
mod schema;
mod serve;
mod setup;
mod shipped;
mod size;
mod stamp;
mod summary;
mod test;
mod wasm;
mod wasm_target;
mod web;
mod workspace;

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::serve::{Port, Server};
use crate::wasm::Effort;
use crate::workspace::Workspace;

const HELP: &str = "\
The build tool of Boardwright: set up, build, serve, test, measure.

Usage: cargo xtask <command> [options]

  setup          Install what builds and tests need: the wasm32 target, npm packages, Chromium, Firefox, fonts
    --from-debian  Build the wasm32 target from Debian's sources even where rustup could bring it
  build          Build the page with its WebAssembly modules into web/dist
    --quick        For work on the page: hardly optimised, not compressed
  serve          Build the page and serve it on this machine
    --quick        As above
    --no-build     Serve what was built before
    --port N       The port to listen on; without it, the first free one from 8080
  test           Run every test; the last line on standard output is `N passed, N failed`
  size           Build, compare download sizes with their budgets, write benches/SIZES.json
  bench          Build, measure, write benches/RESULTS.md
  bench cutting  Only compare the cutting optimiser with its peers; fails when ours got worse. What follows goes to
                 benches/cutting.py, such as `--sets real:2:R`; its top explains the sets and how peers are found
  schema         Write the JSON schemas into assets/schema
";

/// What a person may ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Action {
    Help,
    Setup {
        from_debian: bool,
    },
    Build {
        effort: Effort,
    },
    Serve {
        port: Port,
        effort: Effort,
        builds: bool,
    },
    Test,
    Size,
    Bench,
    BenchCutting {
        arguments: Vec<OsString>,
    },
    Schema,
}

impl Action {
    /// Reads the command line, the program's name taken away.
    fn parse(arguments: Vec<OsString>) -> Result<Self> {
        let mut arguments = pico_args::Arguments::from_vec(arguments);
        if arguments.contains(["-h", "--help"]) {
            return Ok(Self::Help);
        }
        let effort = |arguments: &mut pico_args::Arguments| match arguments.contains("--quick") {
            true => Effort::Quick,
            false => Effort::Full,
        };
        let action = match arguments.subcommand()?.as_deref() {
            None | Some("help") => Self::Help,
            Some("setup") => Self::Setup {
                from_debian: arguments.contains("--from-debian"),
            },
            Some("build") => Self::Build {
                effort: effort(&mut arguments),
            },
            Some("serve") => Self::Serve {
                port: arguments
                    .opt_value_from_str("--port")?
                    .map_or(Port::FirstFree, Port::Exactly),
                effort: effort(&mut arguments),
                builds: !arguments.contains("--no-build"),
            },
            Some("test") => Self::Test,
            Some("size") => Self::Size,
            Some("bench") => match arguments.subcommand()?.as_deref() {
                None => Self::Bench,
                Some("cutting") => {
                    return Ok(Self::BenchCutting {
                        arguments: arguments.finish(),
                    });
                }
                Some(other) => bail!("there is no `bench {other}`\n\n{HELP}"),
            },
            Some("schema") => Self::Schema,
            Some(other) => bail!("there is no command `{other}`\n\n{HELP}"),
        };
        match arguments.finish().first() {
            Some(rest) => bail!("`{}` means nothing here\n\n{HELP}", rest.display()),
            None => Ok(action),
        }
    }
}

fn main() -> ExitCode {
    let done = Action::parse(env::args_os().skip(1).collect()).and_then(act);
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            process::say(format_args!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// Does what was asked, and gives back whether all tests and budgets held.
fn act(action: Action) -> Result<bool> {
    let workspace = &Workspace::find()?;
    match action {
        Action::Help => eprint!("{HELP}"),
        Action::Setup { from_debian } => {
            let _lock = workspace.lock()?;
            setup::for_build(workspace, from_debian)?;
            setup::for_browser_tests(workspace)?;
            setup::for_firefox_tests(workspace)?;
            process::say("everything is set up");
        }
        Action::Build { effort } => build(workspace, effort)?,
        Action::Serve {
            port,
            effort,
            builds,
        } => serve(workspace, port, builds.then_some(effort))?,
        Action::Test => return test::all(workspace),
        Action::Size => {
            build(workspace, Effort::Full)?;
            let measures = size::measure(&workspace.path("web/dist"))?;
            size::write(workspace, &measures)?;
            return Ok(size::judge(&measures).failed == 0);
        }
        Action::BenchCutting { arguments } => bench::cutting(workspace, &arguments)?,
        Action::Bench => {
            build(workspace, Effort::Full)?;
            bench::all(workspace)?;
        }
        Action::Schema => schema::write(workspace)?,
    }
    Ok(true)
}

fn build(workspace: &Workspace, effort: Effort) -> Result<()> {
    let _lock = workspace.lock()?;
    let toolchain = setup::for_build(workspace, false)?;
    web::build(workspace, toolchain, effort)
}

fn serve(workspace: &Workspace, port: Port, build_first: Option<Effort>) -> Result<()> {
    if let Some(effort) = build_first {
        build(workspace, effort)?;
    }
    let site = workspace.path("web/dist");
    if !site.join("index.html").exists() {
        bail!(
            "{} holds no built page: run `cargo xtask build`",
            site.display()
        );
    }
    let server = Server::start(workspace, &site, port)?;
    process::say(format_args!("Boardwright is at {}", server.url()));
    server.wait()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Action> {
        Action::parse(line.split_whitespace().map(OsString::from).collect())
    }

    #[test]
    fn command_lines_are_read() {
        assert_eq!(parse("").unwrap(), Action::Help);
        assert_eq!(
            parse("build --quick").unwrap(),
            Action::Build {
                effort: Effort::Quick
            }
        );
        let serve = Action::Serve {
            port: Port::Exactly(9000),
            effort: Effort::Full,
            builds: false,
        };
        assert_eq!(parse("serve --no-build --port 9000").unwrap(), serve);
        let cutting = Action::BenchCutting {
            arguments: vec!["--sets".into(), "real:2:R".into()],
        };
        assert_eq!(parse("bench cutting --sets real:2:R").unwrap(), cutting);
        for wrong in [
            "fly",
            "build --fast",
            "serve --port x",
            "bench sawing",
            "test now",
        ] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
