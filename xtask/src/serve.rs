//! Serves `web/dist` on this machine: a child process that runs `web/scripts/serve.mjs`, which is npm's `sirv` with the
//! headers that a host sends.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::npm;
use crate::process::shown;
use crate::workspace::Workspace;

/// The port that is tried first when none is asked for.
const FIRST_PORT: u16 = 8080;
/// The last one that is tried then.
const LAST_PORT: u16 = FIRST_PORT + 39;

/// Which port to listen on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Port {
    /// This one or none.
    Exactly(u16),
    /// The first free one of a few.
    FirstFree,
    /// Whichever the system gives.
    Any,
}

impl Port {
    /// The first and the last port to try.
    fn range(self) -> [u16; 2] {
        match self {
            Self::Exactly(port) => [port, port],
            Self::FirstFree => [FIRST_PORT, LAST_PORT],
            Self::Any => [0, 0],
        }
    }

    /// What to do when none of them is free.
    fn advice(self) -> String {
        match self {
            Self::Exactly(port) => format!(
                "port {port} can't be used; give another one with --port, or none for the first free one"
            ),
            Self::FirstFree => {
                format!("ports {FIRST_PORT} to {LAST_PORT} are all taken; give one with --port")
            }
            Self::Any => "no port is free".to_owned(),
        }
    }
}

/// A running server; it ends when dropped, and with this process at the latest: its standard input ends then.
#[derive(Debug)]
pub struct Server {
    child: Child,
    url: String,
}

impl Server {
    /// Serves the files of a folder.
    ///
    /// # Errors
    /// When npm's packages can't be installed, or the port is taken.
    pub fn start(workspace: &Workspace, site: &Path, port: Port) -> Result<Self> {
        let web = workspace.path("web");
        npm::install(&web)?;
        let mut command = Command::new("node");
        command
            .arg(web.join("scripts/serve.mjs"))
            .arg(site)
            .args(port.range().map(|port| port.to_string()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = command
            .spawn()
            .with_context(|| format!("could not start `{}`", shown(&command)))?;
        // Its first line says where it is; it has none to say when it could not listen.
        let mut url = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut url)?;
        }
        let server = Self {
            child,
            url: url.trim().to_owned(),
        };
        if server.url.is_empty() {
            bail!(port.advice());
        }
        Ok(server)
    }

    /// Where the page is.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Serves until the process is ended.
    ///
    /// # Errors
    /// When the server ends by itself.
    pub fn wait(mut self) -> Result<()> {
        // Not `wait` on the child, which would close its standard input.
        let _input = self.child.stdin.take();
        let status = self.child.wait()?;
        bail!("the server has ended: {status}")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
mod tests {
    use super::*;

    #[test]
    fn ports_are_tried_from_the_first_to_the_last() {
        assert_eq!(Port::Exactly(9000).range(), [9000, 9000]);
        assert_eq!(Port::FirstFree.range(), [8080, 8119]);
        assert!(Port::Exactly(9000).advice().contains("--port"));
    }
}
