use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::{Choice, Field, Fields, Posted};
use eframe_core::http::{Form, Path, Problem};
use eframe_core::template::Template;
use eframe_core::{FieldErrors, Language, Timestamp};
use http::StatusCode;
use serde::Serialize;

use super::document::title;
use super::seat::{Seat, to};
use crate::model::{DocumentId, Preview};
use crate::permission::EDIT;
use crate::rules::MakePreview;
use crate::{Error, Refusal};

/// Links by which somebody without an account reads what is in the making.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct PreviewsPage {
    notice: String,
    form: Fields,
    /// The link that was just made, which is shown this once.
    link: String,
    lead: String,
    days: Vec<Field>,
    open: Vec<OpenLink>,
    /// The page of the text.
    back: String,
}

/// A link that opens something.
#[derive(Clone, Debug, Serialize)]
struct OpenLink {
    id: String,
    by: String,
    made: Timestamp,
    until: Timestamp,
}

/// The days that are offered.
const DAYS: [u16; 5] = [1, 3, 7, 14, 30];

/// Shows the links that are open, and asks for how long another is to be.
pub(super) async fn ask(
    seat: Seat,
    Path((id, language)): Path<(DocumentId, Language)>,
) -> Result<Response, Problem> {
    let form = Fields::of([("days", "7")]);
    answer(&seat, id, language, form, String::new(), StatusCode::OK).await
}

/// Makes one, and shows it; or takes one back.
pub(super) async fn make(
    seat: Seat,
    Path((id, language)): Path<(DocumentId, Language)>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    if posted.has("end") {
        let of = posted.one("end").parse().map_err(|_| Error::NotFound)?;
        if let Err(error) = seat.cms.end_preview(&seat.caller, id, language, of).await {
            let (form, status) = seat.refused(&posted, error)?;
            return answer(&seat, id, language, form, String::new(), status).await;
        }
        return Ok(to(&seat.url(&format!("/{id}/{language}/preview?done=preview-ended"))));
    }
    match made(&seat, id, language, &posted).await {
        Ok(link) => {
            let form = Fields::of([("days", "7")]);
            answer(&seat, id, language, form, link, StatusCode::OK).await
        }
        Err(error @ Error::Refused(Refusal::Denied(_))) => Err(error.into()),
        Err(error) => {
            let (form, status) = seat.refused(&posted, error)?;
            answer(&seat, id, language, form, String::new(), status).await
        }
    }
}

async fn made(
    seat: &Seat,
    id: DocumentId,
    language: Language,
    posted: &Posted,
) -> Result<String, Error> {
    let days = posted.one("days").parse();
    let days = days.map_err(|_| FieldErrors::one("days", "cms.desk.field.days.range"))?;
    let made = seat.cms.make_preview(&seat.caller, id, &MakePreview { language, days }).await?;
    // Of a repeat the link is told no more.
    Ok(made.secret.map(|secret| seat.cms.preview_url(language, &secret)).unwrap_or_default())
}

async fn answer(
    seat: &Seat,
    id: DocumentId,
    language: Language,
    form: Fields,
    link: String,
    status: StatusCode,
) -> Result<Response, Problem> {
    let document = seat.cms.document(seat.actor(), id).await?;
    seat.actor().require(EDIT)?;
    let open = seat.cms.previews(seat.actor(), id, language).await?;
    let choices = DAYS.map(|days| {
        let said = seat.say_with("cms.desk.preview.days", &[("days", usize::from(days).into())]);
        Choice::new(days.to_string(), said)
    });
    let days = Field::select("days", seat.say("cms.desk.preview.how-long"), choices.into());
    let page = PreviewsPage {
        notice: seat.notice(),
        form,
        link,
        lead: seat.say_with("cms.desk.preview.lead", &[("language", language.own_name().into())]),
        days: document.draft(language).map(|_| days).into_iter().collect(),
        open: open.into_iter().map(OpenLink::from).collect(),
        back: seat.url(&format!("/{id}/{language}")),
    };
    let title = format!("{}: {}", seat.say("cms.desk.preview.title"), title(seat, &document));
    seat.again(&title, &page, status).await
}

impl From<Preview> for OpenLink {
    fn from(preview: Preview) -> Self {
        let Preview { id, by, made, until, .. } = preview;
        Self { id: id.to_string(), by: by.name, made, until }
    }
}

impl Template for PreviewsPage {
    const NAME: &'static str = "cms/desk/previews.html";

    fn samples() -> Vec<Self> {
        let days = Field::select("days", "For how long", vec![Choice::new("7", "7 days")]);
        let full = Self {
            notice: "Taken back".to_owned(),
            form: Fields::of([("days", "7")]).fault("days", "Choose".to_owned()),
            link: "https://city.example/en/preview/00".to_owned(),
            lead: "What is written in English".to_owned(),
            days: vec![days],
            open: vec![OpenLink {
                id: "1".to_owned(),
                by: "Mina Park".to_owned(),
                made: Timestamp::UNIX_EPOCH,
                until: Timestamp::UNIX_EPOCH,
            }],
            back: "/desk/content/1/en".to_owned(),
        };
        let bare = Self { back: full.back.clone(), lead: full.lead.clone(), ..Self::default() };
        vec![full, bare]
    }
}
