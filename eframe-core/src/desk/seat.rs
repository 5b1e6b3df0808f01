use std::collections::BTreeMap;

use axum::extract::FromRequestParts;
use axum::response::{Html, IntoResponse as _, Response};
use http::StatusCode;
use http::request::Parts;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::form::Posted;
use crate::frame::{Area, FrameAsk};
use crate::http::{Asked, CallerOf, Cursor, Problem, Query};
use crate::messages::Arg;
use crate::template::Template;
use crate::{Actor, Caller, Denied, Language, Mount, Presentation, World};

/// What says in an address that something has just been done.
const DONE: &str = "done";

/// Somebody at a page that is theirs, at the desk or under their account: who acts, what they asked, and how pages
/// are shown to them.
///
/// A block's own seat holds this one beside the block's handle and adds what it has to say of its own. Whether
/// somebody may sit there at all, beyond being signed in, is the block's to ask.
pub struct Seat {
    /// Who acts, with the key of what they repeat.
    pub caller: Caller,
    /// The language that the page is shown in: of a desk not every language that the site speaks.
    pub language: Language,
    /// What stands behind `?` in the address, each parameter once.
    pub query: Posted,
    asked: Language,
    area: Area,
    mount: Mount,
    path: String,
    presentation: Presentation,
    /// Whether the request only looks, and does nothing.
    looks: bool,
    /// Marks the page's form, so that a repeat of what it sends is noticed.
    once: Uuid,
}

impl Seat {
    /// The seat of whoever sent this request to a page of `area` (of a block mounted at `mount`).
    ///
    /// # Errors
    /// When nobody is signed in, or the query cannot be read: a parameter that is given twice is refused.
    pub async fn take(
        parts: &mut Parts,
        area: Area,
        mount: &Mount,
        presentation: &Presentation,
        world: &World,
    ) -> Result<Self, Problem> {
        let Ok(CallerOf(caller)) = CallerOf::from_request_parts(parts, &()).await;
        if caller.actor.is_anonymous() {
            return Err(Denied::SignIn.into());
        }
        let Ok(Asked(asked)) = Asked::from_request_parts(parts, &()).await;
        let Query(query) =
            Query::<BTreeMap<String, String>>::from_request_parts(parts, &()).await?;
        Ok(Self {
            caller,
            language: presentation.shown_in(area, asked),
            query: query.into_iter().collect(),
            asked,
            area,
            path: address(mount, area, parts.uri.path()),
            mount: mount.clone(),
            presentation: presentation.clone(),
            looks: parts.method.is_safe(),
            once: world.ids.next(),
        })
    }

    /// Who acts.
    pub const fn actor(&self) -> &Actor {
        &self.caller.actor
    }

    /// The message of this key.
    pub fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// The message of this key, filled in.
    pub fn say_with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.presentation.say(self.language, key, args).text
    }

    /// The address of a page of the same area and block.
    pub fn url(&self, path: &str) -> String {
        address(&self.mount, self.area, path)
    }

    /// What has just been done, if the address says so by `?done=`: the message whose key is `prefix` and that word,
    /// which has to be one of `known`. It is said to whoever was led there, and not once more on the answer to what they
    /// post next, nor behind a link of the page to itself.
    pub fn notice(&self, prefix: &str, known: &[&str]) -> String {
        match known.iter().find(|done| self.looks && **done == self.query.one(DONE)) {
            Some(done) => self.say(&[prefix, done].concat()),
            None => String::new(),
        }
    }

    /// The place to go on from in a list, as `?after=` has it.
    ///
    /// # Errors
    /// 400 when it is made up.
    pub fn after<T: DeserializeOwned>(&self) -> Result<Option<T>, Problem> {
        let asked = self.query.one("after");
        if asked.is_empty() {
            return Ok(None);
        }
        let made_up = |_| Problem::bad_request("cursor", "The cursor is not one of ours.");
        let cursor: Cursor = serde_json::from_value(asked.into()).map_err(made_up)?;
        cursor.read().map(Some)
    }

    /// The page in its frame.
    ///
    /// # Errors
    /// When the template cannot be rendered: a fault of ours.
    pub async fn page<T: Template>(&self, title: &str, page: &T) -> Result<Response, Problem> {
        let ask = FrameAsk::new(self.asked, self.area, title, &*self.path);
        let kept = self.query.iter().filter(|(name, _)| *name != DONE);
        let ask = ask.query(kept).actor(self.actor()).once(self.once);
        let html = self.presentation.html(&ask, page).await.map_err(Problem::internal)?;
        Ok(Html(html).into_response())
    }

    /// The same page, because something is wrong with what was posted.
    ///
    /// # Errors
    /// As [`page`](Self::page).
    pub async fn again<T: Template>(
        &self,
        title: &str,
        page: &T,
        status: StatusCode,
    ) -> Result<Response, Problem> {
        let mut response = self.page(title, page).await?;
        *response.status_mut() = status;
        Ok(response)
    }
}

fn address(mount: &Mount, area: Area, path: &str) -> String {
    match area {
        Area::Desk => mount.desk_url(path),
        _ => mount.account_url(path),
    }
}
