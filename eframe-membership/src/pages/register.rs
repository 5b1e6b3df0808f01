use axum::Router;
use axum::extract::State;
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use eframe_core::Tag;
use eframe_core::block::axum;
use eframe_core::form::{Choice, Fields};
use eframe_core::http::{Asked, Cursor, Problem, Query};
use eframe_core::template::Template;
use http::HeaderMap;
use serde::Serialize;

use super::filters::{Asks, Choices};
use super::public::Reader;
use crate::model::Standing;
use crate::rules::REGISTER_TAG;
use crate::store::{Behind, MemberRow};
use crate::{Membership, Wanted};

/// So many members stand on a page.
const LINES: usize = 50;

/// The register, narrowed and page by page.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct RegisterPage {
    /// How many there are.
    count: u64,
    /// Whether some are left out.
    narrowed: bool,
    form: Fields,
    kinds: Vec<Choice>,
    regions: Vec<Choice>,
    countries: Vec<Choice>,
    lines: Vec<Line>,
    /// The register from its beginning, where this is not it.
    first: Option<String>,
    next: Option<String>,
    /// The same members on the map.
    map: String,
    /// The whole register.
    all: String,
}

/// A member in it.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Line {
    href: String,
    name: String,
    own_name: Option<String>,
    kind: String,
    standing: &'static str,
    standing_said: String,
    country: String,
    joined: Option<String>,
}

pub(super) fn routes() -> Router<Membership> {
    Router::new().route("/", get(show))
}

async fn show(
    State(membership): State<Membership>,
    Asked(language): Asked,
    headers: HeaderMap,
    Query(asks): Query<Asks>,
) -> Result<Response, Problem> {
    let wanted = asks.wanted(membership.charter())?;
    let reader = Reader::of(&membership, language);
    let title = reader.words.say("membership.register.title");
    if asks.after.is_some() || wanted.words.is_some() {
        // Anybody can make up words and places to read on from: those pages turn nothing out of the cache.
        let page = page(&reader, &asks, &wanted).await?;
        return Ok(Html(reader.html("/", &title, &page).await?).into_response());
    }
    let key = reader.url(&format!("/{}", asks.query()));
    let render = || async {
        let page = page(&reader, &asks, &wanted).await?;
        reader.kept("/", &title, &page, [Tag::new(REGISTER_TAG)]).await
    };
    membership.cache().get_or_render(&headers, &key, render).await
}

async fn page(reader: &Reader, asks: &Asks, wanted: &Wanted) -> Result<RegisterPage, Problem> {
    let membership = &reader.membership;
    let after = asks.after.as_ref().map(Cursor::read::<Behind>).transpose()?;
    let mut rows = membership.register(wanted, after.as_ref(), LINES as u64 + 1).await?;
    let more = rows.len() > LINES;
    rows.truncate(LINES);
    let next = rows.last().filter(|_| more).map(|last| Cursor::after(&last.position()));
    let choices = Choices::of(reader, &membership.tally().await?);
    let query = asks.query();
    Ok(RegisterPage {
        count: membership.count_register(wanted).await?,
        narrowed: !wanted.is_everything(),
        form: asks.form(),
        kinds: choices.kinds,
        regions: choices.regions,
        countries: choices.countries,
        lines: rows.iter().map(|row| Line::of(reader, row)).collect(),
        first: after.is_some().then(|| reader.url(&format!("/{query}"))),
        next: next.map(|next| reader.url(&format!("/{}", asks.query_after(&next)))),
        map: reader.url(&format!("/map{query}")),
        all: reader.url("/"),
    })
}

impl Line {
    pub(super) fn of(reader: &Reader, row: &MemberRow) -> Self {
        let words = &reader.words;
        Self {
            href: reader.url(&format!("/{}", row.number.as_deref().unwrap_or_default())),
            name: row.name.clone(),
            own_name: row.own_name.clone(),
            kind: words.kind(&row.kind),
            standing: row.standing.map_or("note", looks),
            standing_said: row.standing.map(|one| words.standing(one)).unwrap_or_default(),
            country: words.country(row.country),
            joined: row.joined.map(|day| day.to_string()),
        }
    }
}

/// How a standing looks: `ok`, `note`, `warn` or `bad`.
pub(crate) const fn looks(standing: Standing) -> &'static str {
    match standing {
        Standing::Full => "ok",
        Standing::Associate | Standing::Applicant => "note",
        Standing::Suspended | Standing::Lapsed => "warn",
        Standing::Withdrawn => "bad",
    }
}

impl Template for RegisterPage {
    const NAME: &'static str = "membership/register.html";

    fn samples() -> Vec<Self> {
        let choice = |value: &str| vec![Choice::new(value, value)];
        let line = Line {
            href: "/en/members/M-2026-0042".to_owned(),
            name: "Porto Azul".to_owned(),
            own_name: Some("بورتو أزول".to_owned()),
            kind: "City".to_owned(),
            standing: "ok",
            standing_said: "Full Member".to_owned(),
            country: "Brazil".to_owned(),
            joined: Some("2026-11-23".to_owned()),
        };
        let bare = Line { own_name: None, joined: None, standing: "note", ..line.clone() };
        let full = Self {
            count: 2,
            form: Fields::of([("region", "asia"), ("words", "porto")]),
            narrowed: true,
            kinds: choice("city"),
            regions: choice("asia"),
            countries: choice("KR"),
            lines: vec![line, bare],
            first: Some("/en/members/".to_owned()),
            next: Some("/en/members/?after=x".to_owned()),
            map: "/en/members/map?region=asia".to_owned(),
            all: "/en/members/".to_owned(),
        };
        let none = Self { count: 0, lines: Vec::new(), next: None, first: None, ..full.clone() };
        vec![full, none, Self::default()]
    }
}
