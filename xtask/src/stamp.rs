//! Stamps: a short mark of what a result was made from, so that an unchanged input costs nothing.

use std::fs;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::Path;
use std::time::{Duration, SystemTime};

use anyhow::{Context as _, Result};

/// A mark of some bytes: the same bytes in the same order give the same mark, on every machine.
///
/// It tells changed inputs apart; it is no protection against somebody who forges them.
pub fn mark<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = DefaultHasher::new();
    let mut length = 0;
    for part in parts {
        hasher.write_usize(part.len());
        hasher.write(part);
        length += part.len();
    }
    format!("{:016x}-{length:x}", hasher.finish())
}

/// Whether a file is there and at least as new as another one.
pub fn is_newer(file: &Path, than: &Path) -> bool {
    let changed = |path: &Path| path.metadata().and_then(|meta| meta.modified());
    match (changed(file), changed(than)) {
        (Ok(file), Ok(than)) => file >= than,
        _ => false,
    }
}

/// Writes a file unless it has these bytes already, so that whoever watches it is not woken for nothing.
///
/// # Errors
/// When the file can't be written.
pub fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes).with_context(|| format!("could not write {}", path.display()))
}

/// Takes entries of a cache away that nobody has used for a month.
///
/// # Errors
/// When the folder can't be read or an entry not be removed.
pub fn prune(cache: &Path) -> Result<()> {
    const MONTH: Duration = Duration::from_hours(30 * 24);
    for entry in fs::read_dir(cache)? {
        let entry = entry?;
        let age = SystemTime::now().duration_since(entry.metadata()?.modified()?);
        if age.is_ok_and(|age| age > MONTH) {
            let path = entry.path();
            if path.is_dir() {
                fs::remove_dir_all(path)?;
            } else {
                fs::remove_file(path)?;
            }
        }
    }
    Ok(())
}

/// Notes that an entry of a cache was used now, which saves it from [`prune`].
pub fn touch(entry: &Path) {
    // A cache that can't be touched is merely pruned earlier.
    if let Ok(file) = fs::File::open(entry) {
        file.set_modified(SystemTime::now()).ok();
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
mod tests {
    use super::*;

    #[test]
    fn marks_tell_parts_apart() {
        let of = |parts: &[&str]| mark(parts.iter().map(|part| part.as_bytes()));
        assert_eq!(of(&["ab", "c"]), of(&["ab", "c"]));
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["a"]), of(&["a", ""]));
        assert!(of(&["abc"]).ends_with("-3"));
    }

    #[test]
    fn newer_wants_both_files() {
        let folder = std::env::temp_dir().join(format!("boardwright-newer-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (old, new) = (folder.join("old"), folder.join("new"));
        fs::write(&old, "").unwrap();
        assert!(!is_newer(&new, &old) && !is_newer(&old, &new));
        fs::write(&new, "").unwrap();
        let hour_ago = SystemTime::now() - Duration::from_secs(3600);
        fs::File::open(&old)
            .unwrap()
            .set_modified(hour_ago)
            .unwrap();
        assert!(is_newer(&new, &old) && !is_newer(&old, &new));
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn pruning_spares_what_was_touched() {
        let folder = std::env::temp_dir().join(format!("boardwright-prune-{}", std::process::id()));
        let long_ago = SystemTime::now() - Duration::from_secs(90 * 24 * 3600);
        for name in ["dead", "alive"] {
            fs::create_dir_all(folder.join(name)).unwrap();
            fs::File::open(folder.join(name))
                .unwrap()
                .set_modified(long_ago)
                .unwrap();
        }
        touch(&folder.join("alive"));
        prune(&folder).unwrap();
        assert!(folder.join("alive").exists() && !folder.join("dead").exists());
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn equal_bytes_are_not_written_again() {
        let file = std::env::temp_dir().join(format!("boardwright-write-{}", std::process::id()));
        write_if_changed(&file, b"one").unwrap();
        let first = file.metadata().unwrap().modified().unwrap();
        std::thread::sleep(Duration::from_millis(20));
        write_if_changed(&file, b"one").unwrap();
        assert_eq!(file.metadata().unwrap().modified().unwrap(), first);
        write_if_changed(&file, b"two").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"two");
        fs::remove_file(&file).unwrap();
    }
}
