use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::http::{Asked, CallerOf, Problem, Query, read};
use eframe_core::template::Template;
use http::StatusCode;
use serde::Serialize;

use super::archive::PATH as ARCHIVE;
use super::confirm::Linked;
use super::public::Reader;
use crate::Newsletter;
use crate::model::How;

/// Where somebody ends their subscription.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct UnsubscribePage {
    /// Enough of the address for its owner; empty when it is gone.
    masked: String,
    done: bool,
    /// Where they ask for it again.
    subscribe: String,
    /// Where issues are read without it.
    archive: String,
}

/// How much a mail program says: `List-Unsubscribe=One-Click`, as a form of either kind (RFC 8058, section 3.2).
const LARGEST: u64 = 4_096;

/// Shows whose it is, and asks; after its end it says that this was so. Reading the page ends nothing.
pub(super) async fn show(
    State(newsletter): State<Newsletter>,
    Asked(language): Asked,
    Query(Linked { token }): Query<Linked>,
) -> Result<Response, Problem> {
    let (masked, has_ended) = newsletter.whose(&token).await?;
    answer(&Reader::of(&newsletter, language), &token, masked, has_ended).await
}

/// Ends it: for the button of the page, and for that of a mail program, which sends no cookie and follows no redirect.
pub(super) async fn take(
    State(newsletter): State<Newsletter>,
    CallerOf(caller): CallerOf,
    Asked(language): Asked,
    Query(Linked { token }): Query<Linked>,
    body: Body,
) -> Result<Response, Problem> {
    let (masked, _) = newsletter.whose(&token).await?;
    let said = read(body, LARGEST).await?;
    let one_click = said.windows(9).any(|some| some == b"One-Click");
    let how = if one_click { How::OneClick } else { How::Link };
    newsletter.unsubscribe(&caller, &token, how).await?;
    // Whose address is gone had ended it before: the page says that, whichever way they come.
    let done = masked.is_some();
    answer(&Reader::of(&newsletter, language), &token, masked, done).await
}

async fn answer(
    reader: &Reader,
    token: &str,
    masked: Option<String>,
    done: bool,
) -> Result<Response, Problem> {
    let masked = masked.unwrap_or_default();
    let (subscribe, archive) = (reader.url("/"), reader.url(ARCHIVE));
    let page = UnsubscribePage { masked, done, subscribe, archive };
    let title =
        if done { "newsletter.unsubscribe.done-title" } else { "newsletter.unsubscribe.title" };
    let path = format!("/unsubscribe?token={token}");
    reader.answer(&path, &reader.say(title), &page, StatusCode::OK).await
}

impl Template for UnsubscribePage {
    const NAME: &'static str = "newsletter/unsubscribe.html";

    fn samples() -> Vec<Self> {
        let asking = Self {
            masked: "m…@s…".to_owned(),
            done: false,
            subscribe: "/en/newsletter/".to_owned(),
            archive: "/en/newsletter/archive".to_owned(),
        };
        let gone = Self { masked: String::new(), ..asking.clone() };
        vec![Self { done: true, ..asking.clone() }, asking, gone]
    }
}
