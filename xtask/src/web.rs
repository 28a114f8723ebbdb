//! Building the page: the WebAssembly modules, then Vite, then brotli.

use anyhow::Result;

use crate::compress;
use crate::npm::npm;
use crate::process::{run, say};
use crate::shipped;
use crate::wasm::{self, Effort};
use crate::wasm_target::Toolchain;
use crate::workspace::Workspace;

/// Builds `web/dist`.
///
/// # Errors
/// When a step fails.
pub fn build(workspace: &Workspace, toolchain: Toolchain, effort: Effort) -> Result<()> {
    for module in wasm::MODULES {
        wasm::build(workspace, toolchain, module, effort)?;
    }
    shipped::write(workspace)?;
    say("building the page");
    run(npm(&workspace.path("web")).args(["run", "--silent", "build"]))?;
    if effort == Effort::Full {
        let files = compress::folder(
            &workspace.path("web/dist"),
            &workspace.cache().join("brotli"),
        )?;
        say(format_args!("{files} files have a brotli twin"));
    }
    say(format_args!(
        "the page is built: {}",
        workspace.path("web/dist").display()
    ));
    Ok(())
}
