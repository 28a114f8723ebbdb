//! Where things are: the repository, and the target directory that all clones of it share.

use std::env;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::process::say;

/// The repository and the folder that holds what is built from it.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// The repository's root folder.
    pub root: PathBuf,
    /// Cargo's target directory, outside the clone unless `CARGO_TARGET_DIR` says otherwise: the 3D view takes
    /// many minutes to build from nothing, so that a fresh clone should find it built.
    pub target: PathBuf,
}

impl Workspace {
    /// Finds the repository from the manifest that cargo is running.
    ///
    /// # Errors
    /// When there is neither `CARGO_TARGET_DIR` nor a home folder to put the build in.
    pub fn find() -> Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest
            .parent()
            .context("xtask has to lie in a folder of the repository")?
            .to_path_buf();
        let target = target_dir(&root, |name| env::var_os(name).map(PathBuf::from))?;
        Ok(Self { root, target })
    }

    /// A file or folder of the repository.
    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// The folder in which xtask keeps its own stamps and caches.
    pub fn cache(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// Waits until no other xtask builds this target directory; the next one waits until the file is dropped.
    ///
    /// # Errors
    /// When the lock file can't be written.
    pub fn lock(&self) -> Result<File> {
        let path = self.cache().join("lock");
        fs::create_dir_all(self.cache())?;
        let file =
            File::create(&path).with_context(|| format!("could not write {}", path.display()))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                say("another xtask is building; waiting for it");
                file.lock()?;
            }
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        Ok(file)
    }
}

/// `CARGO_TARGET_DIR`, else `boardwright/target` in the user's cache folder.
fn target_dir(root: &Path, variable: impl Fn(&str) -> Option<PathBuf>) -> Result<PathBuf> {
    let set = |name: &str| variable(name).filter(|path| !path.as_os_str().is_empty());
    if let Some(target) = set("CARGO_TARGET_DIR") {
        return Ok(root.join(target));
    }
    let cache = set("XDG_CACHE_HOME")
        .or_else(|| set("HOME").map(|home| home.join(".cache")))
        .context("set CARGO_TARGET_DIR: there is no HOME to keep the build in")?;
    Ok(cache.join("boardwright/target"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
mod tests {
    use super::*;

    fn with(variables: &[(&str, &str)]) -> Option<PathBuf> {
        let find = |name: &str| {
            let found = variables.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| PathBuf::from(value))
        };
        target_dir(Path::new("/repo"), find).ok()
    }

    #[test]
    fn target_dir_follows_cargo_then_xdg_then_home() {
        let home = ("HOME", "/home/a");
        let all = [("CARGO_TARGET_DIR", "/t"), ("XDG_CACHE_HOME", "/c"), home];
        assert_eq!(with(&all), Some("/t".into()));
        assert_eq!(with(&all[1..]), Some("/c/boardwright/target".into()));
        assert_eq!(
            with(&[home]),
            Some("/home/a/.cache/boardwright/target".into())
        );
        assert_eq!(with(&[("CARGO_TARGET_DIR", ""), home]), with(&[home]));
        assert_eq!(with(&[]), None);
    }

    #[test]
    fn relative_target_dir_is_below_the_repository() {
        assert_eq!(
            with(&[("CARGO_TARGET_DIR", "out")]),
            Some("/repo/out".into())
        );
    }
}
