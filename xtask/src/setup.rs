//! What has to be on a machine before something can be built or tested. Quick when everything is there.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};

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

/// Programs under whose name Firefox goes.
const FIREFOX: [&str; 2] = ["firefox-esr", "firefox"];
/// A screen in memory, and WebGL in software for it: Firefox has none without a screen.
const SCREEN: [&str; 5] = ["xvfb", "xauth", "libgl1-mesa-dri", "libegl1", "libgl1"];

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
    let chromium = browser("Chromium", "BOARDWRIGHT_CHROMIUM", &CHROMIUM)?;
    around_browsers(workspace)?;
    Ok(chromium)
}

/// Firefox, and what gives it a screen.
#[derive(Debug)]
pub struct Firefox {
    /// The browser.
    pub program: PathBuf,
    /// `xvfb-run`, below which it is started; none where a screen is always there.
    pub screen: Option<PathBuf>,
}

/// What the tests in Firefox need: their npm packages, Firefox, fonts, a screen and WebGL in software.
///
/// # Errors
/// When something is missing and can't be installed; the error says how to do it by hand.
pub fn for_firefox_tests(workspace: &Workspace) -> Result<Firefox> {
    let program = browser("Firefox", "BOARDWRIGHT_FIREFOX", &FIREFOX)?;
    around_browsers(workspace)?;
    if !cfg!(target_os = "linux") {
        return Ok(Firefox {
            program,
            screen: None,
        });
    }
    let has_all = match debian::missing(&SCREEN) {
        Some(missing) => missing.is_empty(),
        // Not a Debian: libraries can't be asked for by name, but without the program nothing goes.
        None => find_program("xvfb-run").is_some(),
    };
    if !has_all {
        debian::install(&SCREEN, "a screen in memory with WebGL, for Firefox,")?;
    }
    let screen = find_program("xvfb-run").context("xvfb-run is not on the search path")?;
    Ok(Firefox {
        program,
        screen: Some(screen),
    })
}

/// What the tests need in any browser.
fn around_browsers(workspace: &Workspace) -> Result<()> {
    npm::install(&workspace.path("tests/browser"))?;
    if !has_chinese_fonts() {
        debian::install(&["fonts-noto-cjk"], "a font with Chinese characters")?;
    }
    Ok(())
}

/// The browser that an environment variable names, or that goes under one of these names; the first of them is also
/// its package.
fn browser(title: &str, variable: &str, names: &[&str]) -> Result<PathBuf> {
    let find = || names.iter().find_map(|name| find_program(name));
    if let Some(program) = env::var_os(variable).map(PathBuf::from).or_else(find) {
        return Ok(program);
    }
    debian::install(&names[..1], &format!("{title} (or {variable}, its path)"))?;
    find().with_context(|| format!("{title} was installed, but is not on the search path"))
}

/// Whether text in Chinese shows as characters, not as boxes. Only Linux may lack them.
fn has_chinese_fonts() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    output(Command::new("fc-list").arg(":lang=zh-cn")).is_ok_and(|fonts| !fonts.trim().is_empty())
}
