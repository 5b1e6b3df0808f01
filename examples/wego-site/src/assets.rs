//! Style, map and mark: served under names that hold their content's hash, so that a reader fetches each once.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;

use axum::extract::{Path as Name, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use eframe_core::frame::Picture;
use eframe_core::{sha256, upload};
use flate2::{Compression, write::GzEncoder};
use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::embedded;

/// What the site serves below `/assets/`.
#[derive(Clone)]
pub(crate) struct Assets(Arc<Inner>);

struct Inner {
    /// By the name with the hash in it.
    files: BTreeMap<String, Asset>,
    /// From plain name to address.
    addresses: BTreeMap<String, String>,
    /// What stands for pages where they are shared.
    shared: Option<Picture>,
}

/// The file that stands for pages where they are shared which have no picture of their own: ours, or that of the site's own
/// folder.
const SHARED: &str = "share.png";

struct Asset {
    kind: &'static str,
    etag: HeaderValue,
    bytes: Vec<u8>,
    gzip: Vec<u8>,
}

impl Assets {
    /// The embedded files, those of `folder` (the site's own `assets/`) in their place or beside them.
    ///
    /// # Errors
    /// When a file of the folder cannot be read, or `share.png` is no picture.
    pub(crate) fn read(folder: &Path) -> io::Result<Self> {
        let mut plain: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for (name, text) in embedded::ASSETS {
            plain.insert((*name).to_owned(), text.as_bytes().to_vec());
        }
        for (name, bytes) in embedded::PICTURES {
            plain.insert((*name).to_owned(), bytes.to_vec());
        }
        if folder.is_dir() {
            for entry in std::fs::read_dir(folder)? {
                let entry = entry?;
                if let Some(name) =
                    entry.file_name().to_str().filter(|name| kind_of(name).is_some())
                {
                    plain.insert(name.to_owned(), std::fs::read(entry.path())?);
                }
            }
        }
        let size = plain.get(SHARED).map(|bytes| {
            let wrong = || format!("{}: this is no PNG", folder.join(SHARED).display());
            upload::Picture::of(bytes)
                .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, wrong()))
        });
        let size = size.transpose()?;
        let (mut files, mut addresses) = (BTreeMap::new(), BTreeMap::new());
        for (name, bytes) in plain {
            let Some(kind) = kind_of(&name) else { continue };
            let hash = &sha256(&bytes).to_string()[..16];
            let (stem, ending) = name.rsplit_once('.').expect("a known kind has an ending");
            let hashed = format!("{stem}-{hash}.{ending}");
            addresses.insert(name, format!("/assets/{hashed}"));
            let etag = HeaderValue::try_from(format!("\"{hash}\"")).expect("hexadecimal digits");
            files.insert(hashed, Asset { kind, etag, gzip: gzip(&bytes)?, bytes });
        }
        let shared = size.map(|upload::Picture { width, height, .. }| {
            let src = addresses.get(SHARED).cloned().unwrap_or_default();
            Picture { src, width, height, alt: String::new() }
        });
        Ok(Self(Arc::new(Inner { files, addresses, shared })))
    }

    /// The picture, without words, of pages where they are shared which have none of their own, if the site has one.
    pub(crate) fn shared(&self) -> Option<&Picture> {
        self.0.shared.as_ref()
    }

    /// The address of the file of this plain name, if there is one.
    pub(crate) fn address(&self, name: &str) -> Option<&str> {
        self.0.addresses.get(name).map(String::as_str)
    }

    /// The routes below `/assets`.
    pub(crate) fn router(&self) -> axum::Router {
        axum::Router::new().route("/{name}", get(serve)).with_state(self.clone())
    }
}

async fn serve(
    State(assets): State<Assets>,
    Name(name): Name<String>,
    asked: HeaderMap,
) -> Response {
    let Some(asset) = assets.0.files.get(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let same = asked.get(header::IF_NONE_MATCH).is_some_and(|known| known == asset.etag);
    let zipped = asked
        .get(header::ACCEPT_ENCODING)
        .and_then(|it| it.to_str().ok())
        .is_some_and(|it| it.contains("gzip"));
    let mut answer = match (same, zipped) {
        (true, _) => StatusCode::NOT_MODIFIED.into_response(),
        (false, true) => ([(header::CONTENT_ENCODING, "gzip")], asset.gzip.clone()).into_response(),
        (false, false) => asset.bytes.clone().into_response(),
    };
    let headers = answer.headers_mut();
    headers.insert(header::ETAG, asset.etag.clone());
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let for_ever = HeaderValue::from_static("public, max-age=31536000, immutable");
    headers.insert(header::CACHE_CONTROL, for_ever);
    answer
}

/// The media type of the kinds of file that are served at all.
fn kind_of(name: &str) -> Option<&'static str> {
    Some(match name.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "js" => "text/javascript; charset=utf-8",
        "woff2" => "font/woff2",
        _ => return None,
    })
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut zip = GzEncoder::new(Vec::new(), Compression::best());
    zip.write_all(bytes)?;
    zip.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gzipped(name: &str) -> usize {
        gzip(embedded::text(embedded::ASSETS, name).unwrap().as_bytes()).unwrap().len()
    }

    #[test]
    fn the_style_is_at_most_8_kb_and_the_map_about_6() {
        assert!(gzipped("style.css") <= 8_000, "{}", gzipped("style.css"));
        assert!(gzipped("map.svg") <= 6_500, "{}", gzipped("map.svg"));
    }

    #[test]
    fn a_city_lays_its_own_style_over_ours_and_the_address_changes() {
        let folder = tempfile::tempdir().unwrap();
        let before = Assets::read(folder.path()).unwrap();
        std::fs::write(folder.path().join("theme.css"), ":root { --primary: #822 }").unwrap();
        std::fs::write(folder.path().join("mark.svg"), "<svg/>").unwrap();
        std::fs::write(folder.path().join("notes.txt"), "not served").unwrap();
        let after = Assets::read(folder.path()).unwrap();
        assert_eq!(before.address("style.css"), after.address("style.css"));
        assert_ne!(before.address("mark.svg"), after.address("mark.svg"));
        assert!(before.address("theme.css").is_none() && after.address("theme.css").is_some());
        assert!(after.address("notes.txt").is_none());
    }

    #[test]
    fn the_style_brings_no_foreign_address_and_no_physical_side() {
        let style = embedded::text(embedded::ASSETS, "style.css").unwrap();
        for word in [
            "http:",
            "url(",
            "margin-left",
            "margin-right",
            "padding-left",
            "padding-right",
            "float: left",
        ] {
            assert!(!style.contains(word), "{word}");
        }
    }
}
