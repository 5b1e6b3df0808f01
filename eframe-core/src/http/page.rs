use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Problem;

/// One page of a list as JSON: its items, and the cursor of the next page while there is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// What was found.
    pub items: Vec<T>,
    /// Send it as `cursor` to read on; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Cursor>,
}

/// Where the next page begins, opaque to clients: what the block puts in, it gets back.
///
/// ```
/// use eframe_core::http::Cursor;
/// let cursor = Cursor::after(&("2026-11-23T05:00:00Z", 7));
/// assert_eq!(cursor.read::<(String, u32)>()?.1, 7);
/// # Ok::<(), eframe_core::http::Problem>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(String);

/// The parameters of a list: `limit` and `cursor`, for a [`Query`](super::Query).
///
/// `limit` is 50 when absent; above 200 it counts as 200, and 0 as 1.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Paging {
    limit: Option<u64>,
    cursor: Option<Cursor>,
}

impl Cursor {
    /// The cursor behind an item with this position, such as its stored time and id.
    ///
    /// # Panics
    /// When the position cannot be written as JSON; tuples of texts and numbers always can.
    pub fn after(position: &impl Serialize) -> Self {
        let json = serde_json::to_vec(position).expect("a position of texts and numbers");
        Self(BASE64_URL_SAFE_NO_PAD.encode(json))
    }

    /// As it stands in an address: it needs no escaping.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The position.
    ///
    /// # Errors
    /// 400 when the client made the cursor up.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let json = BASE64_URL_SAFE_NO_PAD.decode(&self.0).unwrap_or_default();
        serde_json::from_slice(&json).map_err(|_| {
            Problem::bad_request("cursor", "The cursor is not one of ours.")
                .detail("Send the value of next as you got it, or begin without a cursor.")
        })
    }
}

impl Paging {
    /// For lists whose query has more parameters than these two.
    pub fn new(limit: Option<u64>, cursor: Option<Cursor>) -> Self {
        Self { limit, cursor }
    }

    /// How many items at most.
    pub fn limit(&self) -> u64 {
        self.limit.unwrap_or(50).clamp(1, 200)
    }

    /// Where to read on.
    ///
    /// # Errors
    /// 400 when the client made the cursor up.
    pub fn after<T: DeserializeOwned>(&self) -> Result<Option<T>, Problem> {
        self.cursor.as_ref().map(Cursor::read).transpose()
    }

    /// Makes a page of rows that were asked for with one more than [`limit`](Paging::limit): that one shows
    /// that there is a next page.
    pub fn page<T, P: Serialize>(&self, mut rows: Vec<T>, position: impl Fn(&T) -> P) -> Page<T> {
        let limit = self.limit() as usize;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|last| Cursor::after(&position(last)));
        Page { items: rows, next }
    }
}

impl<T> Page<T> {
    /// The same page with each item in another form.
    pub fn map<U>(self, form: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(form).collect(), next: self.next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paging(limit: Option<u64>) -> Paging {
        Paging { limit, cursor: None }
    }

    #[test]
    fn bad_input_12_a_limit_is_clamped_and_a_made_up_cursor_refused() {
        for (asked, given) in [(None, 50), (Some(0), 1), (Some(7), 7), (Some(1_000_000_000), 200)] {
            assert_eq!(paging(asked).limit(), given);
        }
        for made_up in ["", "x", "%", "W10", "bnVsbA", "-1"] {
            let refused = Cursor(made_up.to_owned()).read::<(String, u32)>().unwrap_err();
            assert_eq!(refused.status, 400, "{made_up}");
        }
    }

    #[test]
    fn the_last_page_has_no_next() {
        let paging = paging(Some(2));
        let page = paging.page(vec![1, 2, 3], |row| *row);
        assert_eq!((page.items, page.next.unwrap().read::<i32>().unwrap()), (vec![1, 2], 2));
        assert_eq!(paging.page(vec![1, 2], |row| *row).next, None);
    }
}
