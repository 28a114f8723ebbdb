//! Why a command did not do its job.

use std::path::PathBuf;
use std::process::ExitCode;

/// Ends a command with exit status 1, or 2 for wrong usage.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A file that cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file, or stdout, that cannot be written.
    #[error("cannot write {target}: {source}")]
    Write {
        /// Which file, or stdout.
        target: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file whose content is not what the command takes.
    #[error("{}: {reason}", path.display())]
    Content {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it and what would be right.
        reason: String,
    },
    /// The job as a whole did not succeed, although its result was written.
    #[error("{0}")]
    Job(String),
    /// Options that do not go together, where only the file's content shows it.
    #[error("{0}")]
    Usage(String),
}

impl Failure {
    /// The exit status it ends the command with.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage(_) => ExitCode::from(2),
            _ => ExitCode::FAILURE,
        }
    }
}
