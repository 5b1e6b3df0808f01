use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::http::{Path, Problem};
use eframe_core::template::Template;
use serde::Serialize;

use super::application::{place, title};
use crate::answers::{self, GroupView, short};
use crate::model::ApplicationId;
use crate::seat::Own;

/// The form to print and sign: what it says, its fingerprint, and lines to sign on.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct FormPrint {
    number: String,
    /// Whether an answer is still missing or wrong: it is a draft then, not to be signed.
    draft: bool,
    groups: Vec<GroupView>,
    /// The fingerprint, short and whole.
    short: String,
    whole: String,
    signatory: String,
    office: String,
    /// Where the signed form is handed in.
    sign: String,
    application: String,
}

/// Shows it.
pub(super) async fn show(
    Own(seat): Own,
    Path(id): Path<ApplicationId>,
) -> Result<Response, Problem> {
    let application = seat.membership.application(seat.actor(), id).await?;
    let groups = seat.words.groups(&application, None);
    let fingerprint = application.form.hash();
    let signable = application.state.stage().is_signable();
    let page = FormPrint {
        number: application.number.clone(),
        draft: groups.iter().flat_map(|group| &group.answers).any(|one| !one.fault.is_empty()),
        groups,
        short: short(fingerprint),
        whole: fingerprint.to_string(),
        signatory: application.form.signatory_name.clone(),
        office: application.form.signatory_office.clone(),
        sign: Some(place(&seat, id, "/sign")).filter(|_| signable).unwrap_or_default(),
        application: place(&seat, id, ""),
    };
    seat.page(&title(&seat, &application), &page).await
}

impl Template for FormPrint {
    const NAME: &'static str = "membership/own/form.html";

    fn samples() -> Vec<Self> {
        let whole = Self {
            number: "A-2026-0001".to_owned(),
            draft: false,
            groups: answers::samples(),
            short: "E3B0-C442-98FC".to_owned(),
            whole: "e3".repeat(32),
            signatory: "Ana Lima".to_owned(),
            office: "Mayor".to_owned(),
            sign: "/account/membership/applications/1/sign".to_owned(),
            application: "/account/membership/applications/1".to_owned(),
        };
        let draft = Self { draft: true, sign: String::new(), ..whole.clone() };
        vec![whole, draft]
    }
}
