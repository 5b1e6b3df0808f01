//! What stands between the site and its C library: see `shim.c`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::run;
use crate::workspace::Workspace;

/// Compiles it, with the compiler that the linker of every build comes with.
pub(super) fn build(workspace: &Workspace, scratch: &Path) -> Result<PathBuf, String> {
    let shim = scratch.join("shim.so");
    run(Command::new("cc")
        .args(["-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o"])
        .args([&shim, &workspace.root.join("xtask/src/faults/shim.c")])
        .arg("-ldl"))?;
    Ok(shim)
}
