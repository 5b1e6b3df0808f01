//! Lists the files that the binary carries: content, templates, messages and assets, each by its path.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What the names of files end in that are no text.
const PICTURE: &str = ".png";

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("embedded.rs");
    let mut table = String::new();
    for (name, folder, ending) in [
        ("CONTENT", "content", ""),
        ("TEMPLATES", "templates", ".html"),
        ("ASSETS", "assets", ""),
        ("PICTURES", "assets", PICTURE),
    ] {
        let (kind, include, end) = match ending {
            PICTURE => ("[u8]", "include_bytes", ".as_slice()"),
            _ => ("str", "include_str", ""),
        };
        println!("cargo:rerun-if-changed={folder}");
        let mut files = Vec::new();
        collect(&root.join(folder), &mut files)?;
        files.sort();
        writeln!(table, "pub(crate) const {name}: &[(&str, &{kind})] = &[")
            .expect("a string grows");
        for file in files {
            let path = file.strip_prefix(root.join(folder)).expect("it was found there");
            let path = path.to_str().expect("names of embedded files are ASCII").replace('\\', "/");
            let wanted = path.ends_with(ending) && path.ends_with(PICTURE) == (ending == PICTURE);
            if wanted && !path.ends_with(".mjs") {
                // Not the whole path: a build folder may serve a clone in another place.
                writeln!(
                    table,
                    r#"    ({path:?}, {include}!(concat!(env!("CARGO_MANIFEST_DIR"), "/{folder}/{path}")){end}),"#
                )
                .expect("a string grows");
            }
        }
        table.push_str("];\n");
    }
    fs::write(out, table)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
