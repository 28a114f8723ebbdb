//! Brotli beside the files of the built page, so that no server has to compress while someone waits.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context as _, Result, anyhow};
use brotli::enc::BrotliEncoderParams;

use crate::process::say;
use crate::stamp;

/// Below this many bytes a compressed file saves less than it costs.
const SMALLEST: u64 = 1024;

/// Files that compress well.
const KINDS: [&str; 9] = [
    "wasm",
    "js",
    "css",
    "html",
    "json",
    "svg",
    "webmanifest",
    "gltf",
    "txt",
];

/// Writes `FILE.br` beside every file of a folder that is worth it, and gives back how many there are.
///
/// # Errors
/// When a file can't be read or written.
pub fn folder(folder: &Path, cache: &Path) -> Result<usize> {
    let mut files: Vec<PathBuf> = files_below(folder)?
        .into_iter()
        .filter(|file| is_worth_it(file))
        .collect();
    // The biggest first: it decides when the last thread ends.
    files.sort_by_key(|file| std::cmp::Reverse(file.metadata().map_or(0, |meta| meta.len())));
    fs::create_dir_all(cache)?;
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            beside(file, cache).with_context(|| format!("compressing {}", file.display()))?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        threads.into_iter().try_for_each(|thread| {
            thread
                .join()
                .unwrap_or_else(|_| Err(anyhow!("a compressing thread ended early")))
        })
    })?;
    stamp::prune(cache)?;
    Ok(files.len())
}

/// All files of a folder and the folders in it, in order.
///
/// # Errors
/// When a folder can't be read.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries =
        fs::read_dir(folder).with_context(|| format!("could not read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files_below(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The name of a file's compressed twin.
pub fn twin(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".br");
    name.into()
}

fn is_worth_it(file: &Path) -> bool {
    let kind = file.extension().unwrap_or_default().to_string_lossy();
    KINDS.contains(&&*kind) && file.metadata().is_ok_and(|meta| meta.len() >= SMALLEST)
}

/// Writes a file's twin, from the cache where the same bytes were compressed before.
fn beside(file: &Path, cache: &Path) -> Result<()> {
    let bytes = fs::read(file)?;
    let kept = cache.join(format!("{}.br", stamp::mark([&bytes[..]])));
    if !kept.exists() {
        if bytes.len() > 1_000_000 {
            say(format_args!(
                "compressing {} ({} bytes)",
                file.display(),
                bytes.len()
            ));
        }
        let aside = cache.join(format!(
            "making-{}-{:?}",
            std::process::id(),
            thread::current().id()
        ));
        fs::write(&aside, compressed(&bytes)?)?;
        fs::rename(&aside, &kept)?;
    }
    stamp::touch(&kept);
    fs::copy(&kept, twin(file))?;
    Ok(())
}

/// The bytes in brotli, as small as it gets.
fn compressed(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        // 16 MiB, the largest window that the content coding `br` may use (RFC 7932 section 9.1).
        lgwin: 24,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut small, &parameters)?;
    Ok(small)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
mod tests {
    use super::*;

    #[test]
    fn twins_unpack_to_the_same_bytes() {
        let root = std::env::temp_dir().join(format!("boardwright-brotli-{}", std::process::id()));
        let (site, cache) = (root.join("site"), root.join("cache"));
        fs::create_dir_all(site.join("assets")).unwrap();
        let script = "let board = 'board';\n".repeat(200);
        fs::write(site.join("assets/a.js"), &script).unwrap();
        fs::write(site.join("small.js"), "1").unwrap();
        fs::write(site.join("photo.jpg"), script.as_bytes()).unwrap();
        for _ in 0..2 {
            assert_eq!(folder(&site, &cache).unwrap(), 1);
        }
        let twin = fs::read(site.join("assets/a.js.br")).unwrap();
        assert!(twin.len() < script.len() / 10);
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut &twin[..], &mut plain).unwrap();
        assert_eq!(plain, script.as_bytes());
        assert_eq!(files_below(&root).unwrap().len(), 5);
        fs::remove_dir_all(&root).unwrap();
    }
}
