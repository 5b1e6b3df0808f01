//! Style sheets stay small: many members sit on slow, costly lines.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::Found;
use crate::workspace::Workspace;

const MOST: usize = 8_000;

/// Every tracked style sheet that the site or core serves.
pub(super) fn small(workspace: &Workspace) -> Found {
    let mut found = Vec::new();
    for file in workspace.files()? {
        if file.extension().is_none_or(|extension| extension != "css") {
            continue;
        }
        let size = packed(workspace.read(&file)?.as_bytes()).map_err(|error| error.to_string())?;
        println!("      {} is {size} bytes gzip", file.display());
        if size > MOST {
            found.push(format!("{}: {size} bytes gzip", file.display()));
        }
    }
    Ok(found)
}

fn packed(text: &[u8]) -> std::io::Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text)?;
    Ok(encoder.finish()?.len())
}
