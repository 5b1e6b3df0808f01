use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::http::Problem;
use eframe_core::template::Template;
use http::{HeaderValue, header};
use serde::Serialize;

use super::seat::Desk;
use crate::Issued;

/// A secret, shown this once.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SecretPage {
    lead: String,
    secret: String,
    href: String,
}

/// Shows it. Nobody keeps the page.
pub(super) async fn show(desk: &Desk, issued: &Issued, lead: &str) -> Result<Response, Problem> {
    let page = SecretPage {
        lead: desk.say(lead),
        secret: issued.secret.clone(),
        href: desk.url(&format!("/{}", issued.endpoint.id)),
    };
    let mut response = desk.page(&desk.say("webhooks.desk.secret.title"), &page).await?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

impl Template for SecretPage {
    const NAME: &'static str = "webhooks/desk/secret.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            lead: "The endpoint was added.".to_owned(),
            secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".to_owned(),
            href: "/desk/webhooks/1".to_owned(),
        }]
    }
}
