use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::http::{Path, Problem};
use eframe_core::template::Template;
use serde::Serialize;

use super::application::{place, title};
use super::told;
use crate::answers::short;
use crate::model::{ApplicationId, Stage, State};
use crate::rules::due;
use crate::seat::{Own, to};

/// The receipt of an application that is handed in.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ReceiptPage {
    organisation: String,
    number: String,
    code: String,
    /// Where number and code are asked for.
    follow: String,
    /// When it was handed in, as long as that is where it stands.
    at: String,
    zone: String,
    stage: String,
    fingerprint: String,
    /// By when the Secretariat answers.
    due: String,
    application: String,
}

/// Shows it.
pub(super) async fn show(
    Own(seat): Own,
    Path(id): Path<ApplicationId>,
) -> Result<Response, Problem> {
    let application = seat.membership.application(seat.actor(), id).await?;
    let stage = application.state.stage();
    if matches!(stage, Stage::Draft | Stage::Unconfirmed) {
        return Ok(to(&place(&seat, id, "")));
    }
    let mount = seat.membership.mount();
    let due = due(&application.state, seat.membership.charter());
    let at = match &application.state {
        State::Submitted { at, .. } => at.to_string(),
        _ => String::new(),
    };
    let page = ReceiptPage {
        organisation: application.form.name.clone(),
        number: application.number.clone(),
        code: application.code.clone(),
        follow: mount.absolute(&mount.pages_url(seat.language, "/follow")),
        at,
        zone: seat.membership.charter().zone_name().to_owned(),
        stage: seat.words.stage(stage),
        fingerprint: short(application.form.hash()),
        due: due.map(|due| told(&seat, due.side, due.day)).unwrap_or_default(),
        application: place(&seat, id, ""),
    };
    seat.page(&title(&seat, &application), &page).await
}

impl Template for ReceiptPage {
    const NAME: &'static str = "membership/own/receipt.html";

    fn samples() -> Vec<Self> {
        let now = Self {
            organisation: "Porto Azul".to_owned(),
            number: "A-2026-0001".to_owned(),
            code: "abcdefghij".to_owned(),
            follow: "https://city.example/en/members/follow".to_owned(),
            at: "2026-11-23T09:00:00Z".to_owned(),
            zone: "Asia/Seoul".to_owned(),
            stage: "Handed in".to_owned(),
            fingerprint: "E3B0-C442-98FC".to_owned(),
            due: "The Secretariat answers by 23 December 2026 (Asia/Seoul)".to_owned(),
            application: "/account/membership/applications/1".to_owned(),
        };
        let later = Self { at: String::new(), due: String::new(), ..now.clone() };
        vec![now, later]
    }
}
