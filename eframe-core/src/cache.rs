//! Public pages kept ready: rendered once, compressed once, and dropped by tag when what they show changes.

mod entry;
mod store;
#[cfg(test)]
mod tests;

use std::convert::Infallible;
use std::sync::{Arc, PoisonError, RwLock};

use axum::response::Response;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::Tag;
use crate::http::Problem;
use entry::Entry;
use store::Store;

pub use entry::Rendered;

/// A bounded cache of finished answers, the same bytes for everyone.
///
/// Each answer has a strong `ETag` and `Cache-Control: no-cache`, so a browser asks each time and is mostly
/// told 304. What is dropped while a page is being rendered from older data takes that rendering along: it is
/// served once and not kept.
///
/// ```
/// use eframe_core::cache::{PageCache, Rendered};
/// # async fn page(headers: http::HeaderMap) -> Result<(), eframe_core::http::Problem> {
/// let cache = PageCache::new(16 * 1024 * 1024);
/// let answer = cache
///     .get_or_render(&headers, "/en/about", || async {
///         Ok::<_, eframe_core::http::Problem>(Rendered::html("<h1>About</h1>".to_owned()).tag("menu:en"))
///     })
///     .await?;
/// cache.drop_tags(["menu:en"]);
/// # let _ = answer; Ok(()) }
/// ```
#[derive(Clone)]
pub struct PageCache(Arc<RwLock<Store>>);

impl PageCache {
    /// A cache of at most so many bytes, compressed forms and bookkeeping included.
    pub fn new(bytes: usize) -> Self {
        Self(Arc::new(RwLock::new(Store::new(bytes))))
    }

    /// Answers from the cache, or renders, keeps and answers. `headers` are the request's: they decide on
    /// compression and 304.
    ///
    /// Where the key is the path that a browser asks for, the next reader is answered by the
    /// [`CachedLayer`](crate::layer::CachedLayer) without coming here. A page that depends on more than its path
    /// (a query, the day) says so in its key, after a blank, which no path has.
    ///
    /// When that fails of something that [passes](Unrendered::passes), what was last known is the answer, unless anything
    /// told that it is no longer so.
    ///
    /// # Errors
    /// What `render` refuses; that is never kept.
    pub async fn get_or_render<E, F>(
        &self,
        headers: &HeaderMap,
        key: &str,
        render: impl FnOnce() -> F,
    ) -> Result<Response, E>
    where
        E: Unrendered,
        F: Future<Output = Result<Rendered, E>>,
    {
        let begun = {
            let store = self.0.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(entry) = store.find(key).or_else(|| store.last_known(key)) {
                let entry = Arc::clone(entry);
                drop(store);
                return Ok(self.answer_with(headers, key, &entry));
            }
            store.generation()
        };
        match render().await {
            Ok(rendered) => {
                let entry = Arc::new(Entry::new(rendered, begun, headers));
                let answer = entry.answer(headers);
                self.keep(key, entry);
                Ok(answer)
            }
            Err(error) if error.passes() => self.sound(headers, key).ok_or(error),
            Err(error) => Err(error),
        }
    }

    /// Answers with what nothing told to be stale, fresh or not.
    fn sound(&self, headers: &HeaderMap, key: &str) -> Option<Response> {
        let store = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let entry = Arc::clone(store.sound(key)?);
        drop(store);
        Some(self.answer_with(headers, key, &entry))
    }

    /// Answers from the cache alone; nothing when the page is not there, or no longer fresh and the database could say
    /// so.
    pub(crate) fn answer<B: From<Bytes>>(
        &self,
        headers: &HeaderMap,
        key: &str,
    ) -> Option<http::Response<B>> {
        let store = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let entry = Arc::clone(store.find(key).or_else(|| store.last_known(key))?);
        drop(store);
        Some(self.answer_with(headers, key, &entry))
    }

    /// Answers with what is kept, in a form that may have to be made yet.
    fn answer_with<B: From<Bytes>>(
        &self,
        headers: &HeaderMap,
        key: &str,
        entry: &Entry,
    ) -> http::Response<B> {
        match entry.packed(headers) {
            Some(packed) => {
                let answer = packed.answer(headers);
                self.keep(key, Arc::new(packed));
                answer
            }
            None => entry.answer(headers),
        }
    }

    fn keep(&self, key: &str, entry: Arc<Entry>) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).keep(key, entry);
    }

    /// Drops everything that was made with one of these tags; with [`Tag::EVERYTHING`] among them, all there is. From
    /// [`Tag::UNHEARD`] until [`Tag::HEARD`] what is here is served as it was last known, however old (RFC 9111,
    /// 4.2.4), and rendered anew after that; it goes only when that succeeds.
    pub fn drop_tags<T: Into<Tag>>(&self, tags: impl IntoIterator<Item = T>) {
        let tags: Vec<Tag> = tags.into_iter().map(Into::into).collect();
        let mut store = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let [cleared, unheard, heard] =
            [Tag::EVERYTHING, Tag::UNHEARD, Tag::HEARD].map(|tag| tags.contains(&tag));
        if cleared {
            store.clear();
        } else if unheard {
            store.doubt();
        } else {
            store.drop_tags(tags.into_iter());
        }
        if heard {
            store.hear();
        }
    }

    /// Drops everything.
    pub fn clear(&self) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// How many bytes are kept.
    pub fn bytes(&self) -> usize {
        self.0.read().unwrap_or_else(PoisonError::into_inner).bytes()
    }
}

/// Why a page was not rendered, as far as the cache asks.
pub trait Unrendered {
    /// Whether it passes by itself, as when the database is away: then a page as it was last known serves better than a
    /// failure (RFC 5861, 4). What there is no longer, or is refused, does not pass.
    fn passes(&self) -> bool;
}

impl Unrendered for Problem {
    fn passes(&self) -> bool {
        self.status == StatusCode::SERVICE_UNAVAILABLE
    }
}

/// For pages that make something else of what is not there: `None` is that.
impl<E: Unrendered> Unrendered for Option<E> {
    fn passes(&self) -> bool {
        self.as_ref().is_some_and(E::passes)
    }
}

impl Unrendered for Infallible {
    fn passes(&self) -> bool {
        match *self {}
    }
}
