use std::io::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use rapidhash::v3::{RapidSecrets, rapidhash_v3_seeded};

use crate::Tag;
use crate::http::{accepts_encoding, not_modified};

/// What a page renders to: bytes, their type, and the tags of what they show.
#[derive(Clone, Debug)]
pub struct Rendered {
    media: &'static str,
    bytes: Bytes,
    tags: Vec<Tag>,
}

/// An answer ready to be sent.
pub(super) struct Entry {
    media: HeaderValue,
    plain: Form,
    gzip: Packed,
    tags: Box<[Tag]>,
    made: u64,
    seen: AtomicU64,
}

#[derive(Clone)]
struct Form {
    bytes: Bytes,
    tag: HeaderValue,
}

/// The compressed form. To make it costs more than all the rest of a page, so the first reader who takes it has it made.
enum Packed {
    NotYet,
    /// Nothing would be saved.
    Idle,
    Made(Form),
}

/// Below this many bytes compression saves no packet.
const WORTH_COMPRESSING: usize = 1024;

impl Rendered {
    /// A page of HTML.
    pub fn html(html: String) -> Self {
        // It may lie in the cache for long: not with the room that it had for growing.
        Self::new("text/html; charset=utf-8", html.into_bytes().into_boxed_slice())
    }

    /// Something else, such as a feed or a calendar file.
    pub fn new(media: &'static str, bytes: impl Into<Bytes>) -> Self {
        Self { media, bytes: bytes.into(), tags: Vec::new() }
    }

    /// Drops it when this tag is dropped.
    #[must_use]
    pub fn tag(mut self, tag: impl Into<Tag>) -> Self {
        self.tags.push(tag.into());
        self
    }

    /// Drops it when one of these is dropped.
    #[must_use]
    pub fn tags(mut self, tags: impl IntoIterator<Item = Tag>) -> Self {
        self.tags.extend(tags);
        self
    }

    /// Answers with it this once and keeps nothing: for what can be asked for in endlessly many forms. `headers` are
    /// the request's.
    pub fn answer(self, headers: &HeaderMap) -> axum::response::Response {
        Entry::new(self, 0, headers).answer(headers)
    }
}

impl Entry {
    /// Of data that were read in the generation `made`, for a reader who sends these headers.
    pub(super) fn new(rendered: Rendered, made: u64, headers: &HeaderMap) -> Self {
        let digest = digest(&rendered.bytes);
        let entry = Self {
            media: HeaderValue::from_static(rendered.media),
            plain: Form { bytes: rendered.bytes, tag: quoted(&digest) },
            gzip: Packed::NotYet,
            tags: rendered.tags.into(),
            made,
            seen: AtomicU64::new(made),
        };
        entry.packed(headers).unwrap_or(entry)
    }

    /// The same with the form that these headers take, if it has yet to be made.
    pub(super) fn packed(&self, headers: &HeaderMap) -> Option<Self> {
        let wanted = matches!(self.gzip, Packed::NotYet) && accepts_encoding(headers, "gzip");
        wanted.then(|| Self {
            media: self.media.clone(),
            plain: self.plain.clone(),
            gzip: self.plain.packed().map_or(Packed::Idle, Packed::Made),
            tags: self.tags.clone(),
            made: self.made,
            seen: AtomicU64::new(self.seen()),
        })
    }

    pub(super) fn tags(&self) -> &[Tag] {
        &self.tags
    }

    /// The generation its data was read in.
    pub(super) fn made(&self) -> u64 {
        self.made
    }

    /// The last generation in which it was found fresh.
    pub(super) fn seen(&self) -> u64 {
        self.seen.load(Ordering::Relaxed)
    }

    pub(super) fn see(&self, generation: u64) {
        self.seen.store(generation, Ordering::Relaxed);
    }

    pub(super) fn bytes(&self) -> usize {
        let tags: usize = self.tags.iter().map(|tag| tag.name().len() + size_of::<Tag>()).sum();
        let gzip = self.gzip().map_or(0, |form| form.bytes.len());
        size_of::<Self>() + self.plain.bytes.len() + gzip + tags
    }

    fn gzip(&self) -> Option<&Form> {
        match &self.gzip {
            Packed::Made(form) => Some(form),
            Packed::NotYet | Packed::Idle => None,
        }
    }

    pub(super) fn answer<B: From<Bytes>>(&self, headers: &HeaderMap) -> Response<B> {
        let gzip = self.gzip().filter(|_| accepts_encoding(headers, "gzip"));
        let form = gzip.unwrap_or(&self.plain);
        let changed = !not_modified(headers, &form.tag);
        let bytes = if changed { form.bytes.clone() } else { Bytes::new() };
        let mut answer = Response::new(B::from(bytes));
        // Room for what the layers add, so that the map does not grow twice on its way out.
        let mut said = HeaderMap::with_capacity(20);
        said.insert(header::ETAG, form.tag.clone());
        said.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        said.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if changed {
            said.insert(header::CONTENT_TYPE, self.media.clone());
            if gzip.is_some() {
                said.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            }
        } else {
            *answer.status_mut() = StatusCode::NOT_MODIFIED;
        }
        *answer.headers_mut() = said;
        answer
    }
}

impl Form {
    /// Compressed; `None` when there is nothing to save.
    fn packed(&self) -> Option<Self> {
        let plain = self.tag.to_str().unwrap_or_default().trim_matches('"');
        let bytes = compress(&self.bytes)?;
        Some(Self { bytes, tag: quoted(&format!("{plain}-gzip")) })
    }
}

/// Two hashes of 64 bits that are the same on every instance and in every release. Nobody gains by a page whose tag is that
/// of another, so a fast one does: SHA-256 took a twentieth of the whole page.
fn digest(bytes: &[u8]) -> String {
    const SECRETS: [RapidSecrets; 2] = [RapidSecrets::seed(0x5745), RapidSecrets::seed(0x474f)];
    let [one, other] = SECRETS.each_ref().map(|secrets| rapidhash_v3_seeded(bytes, secrets));
    BASE64_URL_SAFE_NO_PAD.encode([one.to_be_bytes(), other.to_be_bytes()].concat())
}

fn quoted(tag: &str) -> HeaderValue {
    HeaderValue::from_str(&format!("\"{tag}\"")).expect("letters and quotes")
}

fn compress(bytes: &Bytes) -> Option<Bytes> {
    if bytes.len() < WORTH_COMPRESSING {
        return None;
    }
    let mut out = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::default());
    out.write_all(bytes).ok()?;
    let mut packed = out.finish().ok()?;
    packed.shrink_to_fit();
    (packed.len() < bytes.len()).then(|| packed.into())
}
