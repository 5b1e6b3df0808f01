use axum::response::Response;
use eframe_core::Timestamp;
use eframe_core::block::axum;
use eframe_core::http::{Path, Problem};
use eframe_core::template::Template;
use serde::Serialize;

use crate::model::{Application, ItemId, Meeting, MeetingId, Signature};
use crate::seat::{Own, Seat};

/// An application as those read it who decide about it.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct MatterPage {
    back: String,
    meeting: String,
    number: String,
    name: String,
    own_name: String,
    kind: String,
    country: String,
    population: Option<u64>,
    website: String,
    motivation: String,
    signatory: String,
    signed: Option<Timestamp>,
    fingerprint: String,
}

/// Shows the application that an item is about.
pub(super) async fn read(
    Own(seat): Own,
    Path((id, item)): Path<(MeetingId, ItemId)>,
) -> Result<Response, Problem> {
    let meeting = seat.membership.meeting(seat.actor(), id).await?;
    let application = seat.membership.application_of_item(seat.actor(), id, item).await?;
    let page = matter(&seat, &meeting, application);
    seat.page(&page.name, &page).await
}

fn matter(seat: &Seat, meeting: &Meeting, application: Application) -> MatterPage {
    let words = &seat.words;
    let signed = application.signed().map(|signature| match signature {
        Signature::Uploaded { at, .. } | Signature::Typed { at, .. } => *at,
    });
    let fingerprint = application.form.hash().to_string();
    let form = application.form;
    // As it was understood, not as it was typed: "120,000" is a number too.
    let population = form.profile().ok().and_then(|profile| profile.population);
    let kind = form.kind.parse().map(|kind| words.kind(&kind)).unwrap_or(form.kind);
    let country = form.country.parse().map(|of| words.country(of)).unwrap_or(form.country);
    let signatory =
        [form.signatory_name, form.signatory_office, form.signatory_authority].into_iter();
    let signatory: Vec<String> = signatory.filter(|part| !part.is_empty()).collect();
    MatterPage {
        back: seat.url(&format!("/meetings/{}", meeting.id)),
        meeting: meeting.title.clone(),
        number: application.number,
        name: form.name,
        own_name: form.own_name,
        kind,
        country,
        population,
        website: form.website,
        motivation: form.motivation,
        signatory: signatory.join(", "),
        signed,
        fingerprint,
    }
}

impl Template for MatterPage {
    const NAME: &'static str = "membership/own/matter.html";

    fn samples() -> Vec<Self> {
        let full = Self {
            back: "/account/membership/meetings/1".to_owned(),
            meeting: "Executive Committee, 12th meeting".to_owned(),
            number: "A-2026-0042".to_owned(),
            name: "Porto Azul".to_owned(),
            own_name: "بورتو أزول".to_owned(),
            kind: "City".to_owned(),
            country: "Brazil".to_owned(),
            population: Some(120_000),
            website: "https://porto-azul.example".to_owned(),
            motivation: "To learn.\nAnd to share.".to_owned(),
            signatory: "Ana Reis, Mayor".to_owned(),
            signed: Some(Timestamp::UNIX_EPOCH),
            fingerprint: "00".repeat(32),
        };
        let bare = Self {
            own_name: String::new(),
            population: None,
            website: String::new(),
            signed: None,
            ..full.clone()
        };
        vec![full, bare]
    }
}
