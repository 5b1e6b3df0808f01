//! The files the binary carries, listed by build.rs: pairs of path and text.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The embedded text of this name.
pub(crate) fn text(table: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    table.iter().find(|(path, _)| *path == name).map(|(_, text)| *text)
}
