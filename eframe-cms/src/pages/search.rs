use axum::extract::State;
use axum::response::{Html, IntoResponse as _, Response};
use eframe_core::block::axum;
use eframe_core::form::{Choice, Field, Fields};
use eframe_core::frame::{Area, FrameAsk};
use eframe_core::http::{Asked, Cursor, Problem, Query, in_query};
use eframe_core::template::Template;
use eframe_core::{Actor, Language};
use http::{StatusCode, header};
use serde::{Deserialize, Serialize};

use super::words::Words;
use crate::cms::list_name;
use crate::model::Kind;
use crate::search::Place;
use crate::{Cms, Error, Hit, Hits, Piece, Refusal, Search};

/// What the address of a search says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    q: Option<String>,
    kind: Option<String>,
    #[serde(rename = "in")]
    only: Option<String>,
    after: Option<Cursor>,
}

/// What was found, below the form that asks for it.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct SearchPage {
    title: String,
    action: String,
    form: Fields,
    filters: Vec<Field>,
    /// Whether anything was looked for.
    asked: bool,
    count: usize,
    is_more: bool,
    /// In the reader's language, or the one that they chose.
    own: Vec<Item>,
    /// In others.
    foreign: Vec<Item>,
    next: Option<String>,
    /// The first page, on any other.
    first: Option<String>,
    meant: Vec<Offer>,
    fewer: Vec<Offer>,
    /// The same without filters, where there are some and nothing was found.
    unfiltered: Option<String>,
}

/// A document that was found.
#[derive(Clone, Debug, Default, Serialize)]
struct Item {
    href: String,
    /// The language of the page it leads to.
    hreflang: String,
    words: Words,
    title: Vec<Piece>,
    extract: Vec<Piece>,
    kind: String,
    day: Option<String>,
    /// The name of its language, where that is not the reader's.
    language: Option<String>,
}

/// Another search.
#[derive(Clone, Debug, Serialize)]
struct Offer {
    text: String,
    href: String,
}

/// The search and what it finds: the same for everyone, for nobody to keep, and not to be found by other searches.
pub(super) async fn show(
    State(cms): State<Cms>,
    Asked(reader): Asked,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let after = wanted.after.clone();
    if let Some(after) = &after {
        // Anybody can make up where to read on.
        after.read::<Place>()?;
    }
    let only = wanted.only.as_deref().and_then(|code| code.parse::<Language>().ok());
    let typed = wanted.q.unwrap_or_default();
    let search = Search {
        words: typed.chars().filter(|&c| !eframe_core::deceives(c)).collect(),
        kind: wanted.kind.as_deref().and_then(|kind| kind.parse().ok()),
        only: only.filter(|language| cms.languages().contains(language)),
        after,
        limit: Search::LIMIT,
        stage: None,
    };
    let mut page = SearchPage::asking(&cms, &search, reader);
    let mut status = StatusCode::OK;
    match cms.search(&Actor::anonymous(), &search, reader).await {
        Ok(hits) => page.fill(&cms, &search, hits, reader),
        Err(Error::Refused(Refusal::Invalid(errors))) if !search.words.trim().is_empty() => {
            page.form = page.form.refused(&errors, cms.presentation(), reader);
            status = StatusCode::UNPROCESSABLE_ENTITY;
        }
        // Nobody has asked for anything yet.
        Err(Error::Refused(Refusal::Invalid(_))) => {}
        Err(error) => return Err(error.into()),
    }
    let here = address(&cms, reader, &search);
    let path = here.split('?').next().unwrap_or_default();
    let everywhere = cms.languages().iter();
    let alternates = everywhere.map(|&of| (of, address(&cms, of, &search)));
    let ask = FrameAsk::new(reader, Area::Public, &*page.title, path).alternates(alternates);
    let html = cms.presentation().html(&ask, &page).await.map_err(Problem::internal)?;
    let headers = [
        (header::CACHE_CONTROL, "no-cache"),
        (header::HeaderName::from_static("x-robots-tag"), "noindex"),
    ];
    Ok((status, headers, Html(html)).into_response())
}

/// How a browser can look here from its own bar: an OpenSearch description.
pub(super) async fn describe(State(cms): State<Cms>, Asked(reader): Asked) -> Response {
    let name = cms.presentation().site_name(reader).await;
    let said =
        cms.presentation().message(reader, "cms.search.describes", &[("site", (&name).into())]);
    let page = cms.mount().absolute(&cms.mount().pages_url(reader, PATH));
    let file = cms.mount().absolute(&cms.mount().pages_url(reader, DESCRIPTION));
    // The form allows the name 16 characters.
    let short = name.chars().take(16).collect::<String>();
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{}</ShortName>\n<Description>{}</Description>\n\
         <Language>{}</Language>\n<InputEncoding>UTF-8</InputEncoding>\n\
         <Url type=\"text/html\" template=\"{}?q={{searchTerms}}\"/>\n\
         <Url type=\"application/opensearchdescription+xml\" rel=\"self\" template=\"{}\"/>\n\
         </OpenSearchDescription>\n",
        escaped(&short),
        escaped(&said),
        reader.tag(),
        escaped(&page),
        escaped(&file),
    );
    let media = "application/opensearchdescription+xml; charset=utf-8";
    ([(header::CONTENT_TYPE, media), (header::CACHE_CONTROL, "public, max-age=86400")], xml)
        .into_response()
}

/// Where the search is, below the language.
const PATH: &str = "/search";
/// Where its description is.
const DESCRIPTION: &str = "/search.xml";

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The address of a search, without where to read on.
fn address(cms: &Cms, language: Language, search: &Search) -> String {
    let mut parameters = Vec::new();
    if !search.words.is_empty() {
        parameters.push(("q", search.words.clone()));
    }
    parameters.extend(search.kind.map(|kind| ("kind", kind.to_string())));
    parameters.extend(search.only.map(|only| ("in", only.to_string())));
    let encoded = |(name, value): (&str, String)| format!("{name}={}", in_query(&value));
    let query = parameters.into_iter().map(encoded).collect::<Vec<_>>().join("&");
    let path = cms.mount().pages_url(language, PATH);
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

impl SearchPage {
    /// The form with what was asked in it.
    fn asking(cms: &Cms, search: &Search, reader: Language) -> Self {
        let say = |key: &str| cms.presentation().say(reader, key, &[]).text;
        let title = match search.words.trim() {
            "" => say("cms.search.title"),
            typed => {
                let shown = typed.chars().take(60).collect::<String>();
                cms.presentation()
                    .say(reader, "cms.search.for", &[("words", (&*shown).into())])
                    .text
            }
        };
        let kinds = Kind::ALL.map(|kind| Choice::new(kind.code(), say(list_name(kind))));
        let languages = cms.languages().iter();
        let languages = languages.map(|of| Choice::new(of.code(), of.own_name()));
        let mut form = Fields::of([("q", &*search.words)]);
        if let Some(kind) = search.kind {
            form = form.with("kind", kind.code());
        }
        if let Some(only) = search.only {
            form = form.with("in", only.code());
        }
        let filters = vec![
            Field::search("q", say("cms.search.words")),
            Field::select("kind", say("cms.search.kind"), kinds.into()).optional(),
            Field::select("in", say("cms.search.language"), languages.collect()).optional(),
        ];
        Self {
            title,
            action: cms.mount().pages_url(reader, PATH),
            form,
            filters,
            ..Self::default()
        }
    }

    fn fill(&mut self, cms: &Cms, search: &Search, hits: Hits, reader: Language) {
        let own = search.only.unwrap_or(reader);
        let item = |hit: &Hit| Item::of(cms, hit, reader);
        let (mine, others): (Vec<_>, Vec<_>) =
            hits.items.iter().partition(|hit| hit.language == own);
        let here = address(cms, reader, search);
        let offer = |text: String| {
            let other = Search { words: text.clone(), after: None, ..search.clone() };
            Offer { text, href: address(cms, reader, &other) }
        };
        self.asked = true;
        (self.count, self.is_more) = (hits.count, hits.is_more);
        self.own = mine.into_iter().map(item).collect();
        self.foreign = others.into_iter().map(item).collect();
        self.next = hits.next.map(|next| format!("{here}&after={}", next.as_str()));
        self.first = search.after.is_some().then_some(here);
        self.meant = hits.meant.into_iter().map(offer).collect();
        self.fewer = hits.fewer.into_iter().map(offer).collect();
        if hits.count == 0 && (search.kind.is_some() || search.only.is_some()) {
            let everything = Search::of(search.words.clone());
            self.unfiltered = Some(address(cms, reader, &everything));
        }
    }
}

impl Item {
    fn of(cms: &Cms, hit: &Hit, reader: Language) -> Self {
        Self {
            href: cms.mount().pages_url(hit.page, hit.address.as_str()),
            hreflang: hit.page.tag().to_owned(),
            words: Words::new("", hit.language),
            title: hit.title.clone(),
            extract: hit.extract.clone(),
            kind: cms.presentation().say(reader, list_name(hit.kind), &[]).text,
            day: hit.day.map(|day| day.to_string()),
            language: (hit.language != reader).then(|| hit.language.own_name().to_owned()),
        }
    }
}

impl Template for SearchPage {
    const NAME: &'static str = "cms/search.html";

    fn samples() -> Vec<Self> {
        let piece = |text: &str, hit| Piece { text: text.to_owned(), hit };
        let offer = |text: &str| Offer { text: text.to_owned(), href: "/en/search?q=x".to_owned() };
        let own = Item {
            href: "/en/about".to_owned(),
            hreflang: "en".to_owned(),
            words: Words::new("", Language::EN),
            title: vec![piece("About ", false), piece("Seoul", true)],
            extract: vec![piece("…of ", false), piece("Seoul", true), piece(" & others", false)],
            kind: "Pages".to_owned(),
            day: Some("2026-11-23".to_owned()),
            language: None,
        };
        let foreign = Item {
            words: Words::new("", Language::AR),
            language: Some("العربية".to_owned()),
            day: None,
            ..own.clone()
        };
        let form = Self {
            title: "Search".to_owned(),
            action: "/en/search".to_owned(),
            form: Fields::of([("q", "Seoul")]),
            filters: vec![
                Field::search("q", "Words"),
                Field::select("kind", "Kind", vec![Choice::new("news", "News")]).optional(),
            ],
            ..Self::default()
        };
        let found = Self {
            asked: true,
            count: 2,
            own: vec![own],
            foreign: vec![foreign.clone()],
            next: Some("/en/search?q=x&after=y".to_owned()),
            ..form.clone()
        };
        vec![
            Self {
                is_more: true,
                own: Vec::new(),
                first: Some("/en/search?q=x".to_owned()),
                next: None,
                ..found.clone()
            },
            Self { asked: true, ..form.clone() },
            Self {
                asked: true,
                meant: vec![offer("Seoul")],
                fewer: vec![offer("city")],
                unfiltered: Some("/en/search?q=x".to_owned()),
                ..form.clone()
            },
            Self { form: form.form.clone().fault("q", "Too long".to_owned()), ..form.clone() },
            form,
            found,
        ]
    }
}
