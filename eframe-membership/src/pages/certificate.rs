use axum::Router;
use axum::extract::State;
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use eframe_core::block::axum;
use eframe_core::http::{Asked, Path, Problem, Query};
use eframe_core::template::Template;
use http::StatusCode;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::member::ExplainedView;
use super::public::Reader;
use crate::{Certified, Error, Membership};

/// What is true of a certificate: today, and on the day it was issued.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct CertificatePage {
    /// Nothing, where no certificate has this code.
    certified: Option<CertifiedView>,
    code: String,
    register: String,
}

#[derive(Clone, Debug, Serialize)]
struct CertifiedView {
    name: String,
    own_name: Option<String>,
    number: String,
    kind: String,
    country: String,
    today: ExplainedView,
    issued: Option<ExplainedView>,
    /// The member's page.
    href: String,
}

#[derive(Deserialize)]
struct Issued {
    issued: Option<Date>,
}

pub(super) fn routes() -> Router<Membership> {
    Router::new().route("/certificate/{code}", get(show))
}

/// Anybody can make up codes: these pages turn nothing out of the cache.
async fn show(
    State(membership): State<Membership>,
    Asked(language): Asked,
    Path(code): Path<String>,
    Query(Issued { issued }): Query<Issued>,
) -> Result<Response, Problem> {
    let reader = Reader::of(&membership, language);
    let code = code.to_lowercase();
    let certified = match membership.certified(&code, issued).await {
        Ok(certified) => Some(view(&reader, &certified)),
        Err(Error::NotFound) => None,
        Err(error) => return Err(error.into()),
    };
    let status = if certified.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let path = format!("/certificate/{code}");
    let page = CertificatePage { certified, code, register: reader.url("/") };
    let title = reader.words.say("membership.certificate.check-title");
    Ok((status, Html(reader.html(&path, &title, &page).await?)).into_response())
}

fn view(reader: &Reader, certified: &Certified) -> CertifiedView {
    let (words, member) = (&reader.words, &certified.today.member);
    let number = member.number.clone().unwrap_or_default();
    CertifiedView {
        name: member.profile.name.clone(),
        own_name: member.profile.own_name.clone(),
        href: reader.url(&format!("/{number}")),
        number,
        kind: words.kind(&member.kind),
        country: words.country(member.profile.country),
        today: ExplainedView::public(words, &certified.today),
        issued: certified.issued.as_ref().map(|issued| ExplainedView::public(words, issued)),
    }
}

impl Template for CertificatePage {
    const NAME: &'static str = "membership/certificate.html";

    fn samples() -> Vec<Self> {
        let certified = CertifiedView {
            name: "Porto Azul".to_owned(),
            own_name: Some("بورتو أزول".to_owned()),
            number: "M-2026-0042".to_owned(),
            kind: "City".to_owned(),
            country: "Brazil".to_owned(),
            today: ExplainedView::sample(),
            issued: Some(ExplainedView::sample()),
            href: "/en/members/M-2026-0042".to_owned(),
        };
        let never = ExplainedView::never();
        let bare =
            CertifiedView { own_name: None, today: never, issued: None, ..certified.clone() };
        let page = |certified| Self {
            certified,
            code: "abcdefghij".to_owned(),
            register: "/en/members/".to_owned(),
        };
        vec![page(Some(certified)), page(Some(bare)), page(None)]
    }
}
