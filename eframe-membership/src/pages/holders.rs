use axum::Router;
use axum::extract::State;
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use eframe_core::Tag;
use eframe_core::block::axum;
use eframe_core::form::Fields;
use eframe_core::http::{Asked, Path, Problem, Query};
use eframe_core::template::Template;
use http::HeaderMap;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::public::Reader;
use crate::model::{BodyCode, Composition, Member, Term};
use crate::rules::TERMS_TAG;
use crate::{Error, Membership};

/// A body and who holds its offices, today or on any day.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct HoldersPage {
    body: String,
    day: String,
    form: Fields,
    count: usize,
    seats: u32,
    years: u32,
    rules: Vec<String>,
    lines: Vec<HolderLine>,
    /// The body as it is today, where another day is shown.
    today: Option<String>,
}

/// Somebody in an office.
#[derive(Clone, Debug, Default, Serialize)]
struct HolderLine {
    name: String,
    /// The member's page, where the register has one.
    href: Option<String>,
    office: String,
    from: String,
    until: String,
}

#[derive(Deserialize)]
struct On {
    on: Option<Date>,
}

pub(super) fn routes() -> Router<Membership> {
    Router::new().route("/bodies/{body}", get(show))
}

async fn show(
    State(membership): State<Membership>,
    Asked(language): Asked,
    headers: HeaderMap,
    Path(body): Path<BodyCode>,
    Query(On { on }): Query<On>,
) -> Result<Response, Problem> {
    let reader = Reader::of(&membership, language);
    let (path, today) = (format!("/bodies/{body}"), membership.today());
    if let Some(day) = on.filter(|day| *day != today) {
        // Anybody can make up days: they turn nothing out of the cache.
        let page = page(&reader, &body, day, &path).await?;
        return Ok(Html(reader.html(&path, &page.body, &page).await?).into_response());
    }
    // Whose term it is changes at midnight.
    let key = format!("{} {today}", reader.url(&path));
    let render = || async {
        let page = page(&reader, &body, today, &path).await?;
        reader.kept(&path, &page.body, &page, [Tag::new(TERMS_TAG)]).await
    };
    membership.cache().get_or_render(&headers, &key, render).await
}

async fn page(
    reader: &Reader,
    body: &BodyCode,
    day: Date,
    path: &str,
) -> Result<HoldersPage, Error> {
    let (membership, words) = (&reader.membership, &reader.words);
    let holders = membership.holders_on(body, day).await?;
    let ids: Vec<_> = holders.iter().map(|term| term.member).collect();
    let members = membership.store().these(&ids).await?;
    let rule = membership.charter().on(day).bodies.get(body);
    let (seats, years) = match rule.map(|rule| &rule.composition) {
        Some(Composition::Offices { seats, years, .. }) => (*seats, *years),
        _ => (0, 0),
    };
    Ok(HoldersPage {
        body: words.body(body, day),
        day: day.to_string(),
        form: Fields::of([("on", day.to_string())]),
        count: holders.len(),
        seats,
        years,
        rules: rule.map(|rule| words.rules(&rule.rules)).unwrap_or_default(),
        lines: holders.iter().map(|term| line(reader, term, &members)).collect(),
        today: (day != membership.today()).then(|| reader.url(path)),
    })
}

fn line(reader: &Reader, term: &Term, members: &[Member]) -> HolderLine {
    let member = members.iter().find(|member| member.id == term.member);
    let number = member.and_then(|member| member.number.as_deref());
    HolderLine {
        name: term.name.clone(),
        href: number.map(|number| reader.url(&format!("/{number}"))),
        office: reader.words.office(&term.body, &term.office),
        from: term.from.to_string(),
        until: term.until.to_string(),
    }
}

impl Template for HoldersPage {
    const NAME: &'static str = "membership/holders.html";

    fn samples() -> Vec<Self> {
        let line = HolderLine {
            name: "Seoul".to_owned(),
            href: Some("/en/members/M-2026-0042".to_owned()),
            office: "President City".to_owned(),
            from: "2026-01-01".to_owned(),
            until: "2028-12-31".to_owned(),
        };
        let unlisted = HolderLine { href: None, ..line.clone() };
        let full = Self {
            body: "Executive Committee".to_owned(),
            day: "2026-11-25".to_owned(),
            form: Fields::of([("on", "2026-11-25")]),
            count: 2,
            seats: 20,
            years: 3,
            rules: vec!["More than 1/2 of those entitled have to be present.".to_owned()],
            lines: vec![line, unlisted],
            today: Some("/en/members/bodies/executive-committee".to_owned()),
        };
        let empty = Self { count: 0, lines: Vec::new(), today: None, ..full.clone() };
        let before = Self { seats: 0, rules: Vec::new(), ..empty.clone() };
        vec![full, empty, before]
    }
}
