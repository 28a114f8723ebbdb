//! What has to be on a machine before something can be built or tested. Quick when everything is there.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::debian;
use crate::npm;
use crate::process::{find_program, output};
use crate::wasm_target::{self, Toolchain};
use crate::workspace::Workspace;

/// Programs under whose name Chromium goes.
const CHROMIUM: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
];

/// What a build needs: the wasm32 target and the page's npm packages.
///
/// # Errors
/// When something is missing and can't be installed; the error says how to do it by hand.
pub fn for_build(workspace: &Workspace, from_debian: bool) -> Result<Toolchain> {
    let toolchain = wasm_target::ensure(workspace, from_debian)?;
    npm::install(&workspace.path("web"))?;
    Ok(toolchain)
}

/// What the browser tests need: their npm packages, Chromium, and fonts that have Chinese. Gives back Chromium.
///
/// # Errors
/// When something is missing and can't be installed; the error says how to do it by hand.
pub fn for_browser_tests(workspace: &Workspace) -> Result<PathBuf> {
    npm::install(&workspace.path("tests/browser"))?;
    let chromium = match find_chromium() {
        Some(chromium) => chromium,
        None => {
            debian::install(
                &["chromium"],
                "Chromium (or BOARDWRIGHT_CHROMIUM, its path)",
            )?;
            find_chromium().unwrap_or_else(|| "/usr/bin/chromium".into())
        }
    };
    if !has_chinese_fonts() {
        debian::install(&["fonts-noto-cjk"], "a font with Chinese characters")?;
    }
    Ok(chromium)
}

fn find_chromium() -> Option<PathBuf> {
    let chosen = env::var_os("BOARDWRIGHT_CHROMIUM").map(PathBuf::from);
    chosen.or_else(|| CHROMIUM.iter().find_map(|name| find_program(name)))
}

/// Whether text in Chinese shows as characters, not as boxes. Only Linux may lack them.
fn has_chinese_fonts() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    output(Command::new("fc-list").arg(":lang=zh-cn")).is_ok_and(|fonts| !fonts.trim().is_empty())
}
