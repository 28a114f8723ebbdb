//! Files in, data out, talk to stderr.

use std::io::Write as _;
use std::path::Path;

use crate::failure::Failure;

/// Reads a text file. A byte order mark before it, as some editors write, is no part of the text.
pub fn read(path: &Path) -> Result<String, Failure> {
    let text = std::fs::read_to_string(path).map_err(|source| Failure::Read {
        path: path.to_owned(),
        source,
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
}

/// Writes data to a file, or to stdout where none is named or `-` is.
pub fn write_out(path: Option<&Path>, data: impl AsRef<[u8]>) -> Result<(), Failure> {
    match path.filter(|path| *path != Path::new("-")) {
        Some(path) => std::fs::write(path, data).map_err(|source| Failure::Write {
            target: path.display().to_string(),
            source,
        }),
        None => std::io::stdout()
            .write_all(data.as_ref())
            .map_err(|source| Failure::Write {
                target: "stdout".into(),
                source,
            }),
    }
}

/// Talk goes to stderr; where that is closed there is nobody to talk to.
pub fn say(text: &str) {
    writeln!(std::io::stderr(), "{text}").ok();
}
