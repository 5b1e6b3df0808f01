//! The page by which anybody checks what was decided here, whether they trust the people who run the site or not.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use eframe_core::cache::{PageCache, Rendered};
use eframe_core::frame::{Area, FrameAsk};
use eframe_core::http::{Asked, Problem};
use eframe_core::seal::{AuditLog, SealError};
use eframe_core::template::Template;
use eframe_core::{Language, Mount, Presentation};
use http::{HeaderMap, header};
use serde::Serialize;

/// The page below its language, and where the log itself is.
pub(crate) const PATH: &str = "/audit";
/// The checking program, below the log.
pub(crate) const PROGRAM: &str = "/verify_audit.py";

/// The page in each language.
#[derive(Clone)]
pub(crate) struct Outsiders {
    log: AuditLog,
    address: String,
    presentation: Presentation,
    cache: PageCache,
}

/// What it shows.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct OutsidersPage {
    /// The address of the log.
    log: String,
    /// The public key that signs it.
    key: String,
    /// The first entry that this key signed.
    from: String,
    /// The keys that signed before, the last first.
    before: Vec<KeyBefore>,
    /// Where the checking program is.
    program: String,
}

/// A key that signs no more.
#[derive(Clone, Debug, Serialize)]
struct KeyBefore {
    key: String,
    /// The first entry that it signed.
    from: String,
}

impl Outsiders {
    /// The page about this log.
    pub(crate) fn new(
        log: &AuditLog,
        mount: &Mount,
        presentation: Presentation,
        cache: PageCache,
    ) -> Self {
        Self { log: log.clone(), address: mount.absolute(PATH), presentation, cache }
    }

    /// By the log itself; before anything is signed, its key is the one that this instance seals with.
    async fn shown(&self) -> Result<OutsidersPage, Problem> {
        let signers = self.log.signers().await.map_err(|error| match error {
            SealError::Store(away) => Problem::from(away),
            other => Problem::internal(other),
        })?;
        let mut keys = signers
            .into_iter()
            .map(|signer| KeyBefore { key: signer.key, from: signer.from.to_string() });
        let own = || KeyBefore { key: self.log.key().to_string(), from: "0".to_owned() };
        let KeyBefore { key, from } = keys.next().unwrap_or_else(own);
        Ok(OutsidersPage {
            log: self.address.clone(),
            key,
            from,
            before: keys.collect(),
            program: format!("{PATH}{PROGRAM}"),
        })
    }

    async fn html(&self, language: Language) -> Result<String, Problem> {
        let page = self.shown().await?;
        let say = |key| self.presentation.say(language, key, &[]).text;
        let here = |language: Language| format!("/{language}{PATH}");
        let languages = self.presentation.languages().iter();
        let ask = FrameAsk::new(language, Area::Public, say("site.audit.title"), here(language))
            .description(say("site.audit.lead"))
            .alternates(languages.map(|one| (*one, here(*one))));
        self.presentation.html(&ask, &page).await.map_err(Problem::internal)
    }
}

/// `GET /{lang}/audit`.
pub(crate) async fn page(
    State(outsiders): State<Outsiders>,
    Asked(language): Asked,
    headers: HeaderMap,
) -> Response {
    let render =
        || async { Ok::<_, Problem>(Rendered::html(outsiders.html(language).await?).tag("menu")) };
    let key = format!("/{language}{PATH}");
    let answer = outsiders.cache.get_or_render(&headers, &key, render).await;
    answer.unwrap_or_else(IntoResponse::into_response)
}

/// The program that checks the log, to be read and run by whoever wants to.
pub(crate) fn program() -> axum::routing::MethodRouter {
    const TEXT: &str = include_str!("../../../docs/reference/verify_audit.py");
    let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    get(async move || (kind, TEXT))
}

impl Template for OutsidersPage {
    const NAME: &'static str = "audit.html";

    fn samples() -> Vec<Self> {
        let key = "city.example/audit+1bc37b01+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs";
        let one = Self {
            log: "https://city.example/audit".to_owned(),
            key: key.to_owned(),
            from: "0".to_owned(),
            before: Vec::new(),
            program: format!("{PATH}{PROGRAM}"),
        };
        let before = vec![KeyBefore { key: key.to_owned(), from: "0".to_owned() }];
        vec![one.clone(), Self { from: "915".to_owned(), before, ..one }]
    }
}
