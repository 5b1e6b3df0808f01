use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::{Field, Fields, Posted, Recovered};
use eframe_core::http::{FileForm, Form, Path, Problem};
use eframe_core::template::Template;
use eframe_core::upload::{FileField, Received, Upload};
use eframe_core::{Digest, FieldErrors};
use http::StatusCode;
use serde::Serialize;

use super::application::{place, title};
use crate::answers::short;
use crate::http::DOCUMENTS;
use crate::model::{Application, ApplicationId};
use crate::rules::{SignOnLine, is_of};
use crate::seat::{Own, Seat, begun, to};
use crate::{Error, Refusal};

/// The two ways to sign: on line by typing, or on paper by a scan.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct SignPage {
    /// Whether an answer is still missing or wrong, so that nothing can be signed.
    unready: bool,
    /// The fingerprint of what is signed.
    fingerprint: String,
    /// What is posted with either form: the whole fingerprint as it was shown.
    hash: String,
    signatory: String,
    office: String,
    /// Whether whoever looks may sign on line: only somebody of the organisation.
    on_line: bool,
    /// Whether documents are kept here.
    on_paper: bool,
    name: Option<Field>,
    office_field: Option<Field>,
    file: Option<Field>,
    /// What is wrong with the form on line, and with the one on paper.
    typed: Fields,
    scanned: Fields,
    /// Whether what is typed was kept while its writer signed in again.
    kept: bool,
    print: String,
    upload: String,
    application: String,
}

/// A scan of the signed form.
struct HandIn {
    form: Digest,
    file: Upload,
}

impl TryFrom<&Received> for HandIn {
    type Error = FieldErrors;

    fn try_from(received: &Received) -> Result<Self, FieldErrors> {
        let mut read = received.posted.read();
        let form = read.take(fingerprint(&received.posted));
        let file = read.take(received.files.required("file"));
        read.finish(|| Some(Self { form: form?, file: file? }))
    }
}

/// Offers both ways.
pub(super) async fn choose(
    Own(seat): Own,
    Path(id): Path<ApplicationId>,
    kept: Recovered,
) -> Result<Response, Problem> {
    let application = seat.membership.application(seat.actor(), id).await?;
    if !application.state.stage().is_signable() {
        return Ok(to(&place(&seat, id, "")));
    }
    let (typed, kept) = begun(kept, Fields::empty());
    let page = SignPage { typed, kept, ..page(&seat, &application) };
    seat.page(&title(&seat, &application), &page).await
}

/// Whoever had to sign in again as they sent the scan comes here, and chooses it again.
pub(super) async fn choose_again(Own(seat): Own, Path(id): Path<ApplicationId>) -> Response {
    to(&place(&seat, id, "/sign"))
}

/// Takes the typed name.
pub(super) async fn on_line(
    Own(seat): Own,
    Path(id): Path<ApplicationId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let signed = match fingerprint(&posted) {
        Ok(form) => {
            let (name, office) = (posted.one("name").to_owned(), posted.one("office").to_owned());
            let command = SignOnLine { name, office, form };
            seat.membership.sign_on_line(&seat.caller, id, command).await.map(drop)
        }
        Err(errors) => Err(errors.into()),
    };
    match signed {
        Ok(()) => Ok(to(&place(&seat, id, "/check"))),
        Err(error) => {
            let (status, form) = told(&seat, &posted, error)?;
            let application = seat.membership.application(seat.actor(), id).await?;
            let page = SignPage { typed: form, ..page(&seat, &application) };
            seat.again(&title(&seat, &application), &page, status).await
        }
    }
}

/// Takes the scan.
pub(super) async fn on_paper(
    Own(seat): Own,
    Path(id): Path<ApplicationId>,
    form: FileForm,
) -> Result<Response, Problem> {
    seat.membership.may_attach(seat.actor(), id).await?;
    let fields = [FileField::one("file", DOCUMENTS)];
    let received = form.receive(seat.membership.shelf()?, &fields).await?;
    let signed = match HandIn::try_from(&received) {
        Ok(HandIn { form, file }) => {
            let caller = received.bind(seat.caller.clone());
            seat.membership.hand_in(&caller, id, &file, Some(form)).await.map(drop)
        }
        Err(errors) => {
            received.discard(seat.membership.shelf()?).await;
            Err(errors.into())
        }
    };
    match signed {
        Ok(()) => Ok(to(&place(&seat, id, "/check"))),
        Err(error) => {
            let (status, form) = told(&seat, &received.posted, error)?;
            let application = seat.membership.application(seat.actor(), id).await?;
            let page = SignPage { scanned: form, ..page(&seat, &application) };
            seat.again(&title(&seat, &application), &page, status).await
        }
    }
}

fn fingerprint(posted: &Posted) -> Result<Digest, FieldErrors> {
    posted
        .one("form")
        .parse()
        .map_err(|_| FieldErrors::one("", "membership.field.fingerprint.form"))
}

/// What is wrong, where it is something that signing again can mend.
fn told(seat: &Seat, posted: &Posted, error: Error) -> Result<(StatusCode, Fields), Problem> {
    let shown = posted.clone().without(&["form"]);
    if matches!(error, Error::Refused(Refusal::Stale(_))) {
        let text = seat.say("membership.own.sign-stale");
        return Ok((StatusCode::CONFLICT, Fields::posted(&shown).fault("", text)));
    }
    let (form, status) = seat.refused(&shown, error)?;
    Ok((status, form))
}

fn page(seat: &Seat, of: &Application) -> SignPage {
    let words = &seat.words;
    let charter = seat.membership.charter();
    let kinds = charter.on(seat.membership.today()).kind_codes();
    let hash = of.form.hash();
    let taken = DOCUMENTS.said(words.presentation(), seat.language);
    let name = Field::text("name", words.say("membership.own.sign-name"));
    let office = Field::text("office", words.say("membership.own.sign-office"));
    let label = words.say("membership.own.sign-file");
    SignPage {
        unready: of.form.complete(&kinds).is_err(),
        fingerprint: short(hash),
        hash: hash.to_string(),
        signatory: of.form.signatory_name.clone(),
        office: of.form.signatory_office.clone(),
        on_line: is_of(seat.actor(), of.organisation),
        on_paper: seat.membership.shelf().is_ok(),
        name: Some(name),
        office_field: Some(office),
        file: Some(Field::file("file", label, taken, &DOCUMENTS)),
        typed: Fields::empty(),
        scanned: Fields::empty(),
        kept: false,
        print: place(seat, of.id, "/form"),
        upload: place(seat, of.id, "/signed-form"),
        application: place(seat, of.id, ""),
    }
}

impl Template for SignPage {
    const NAME: &'static str = "membership/own/sign.html";

    fn samples() -> Vec<Self> {
        let both = Self {
            fingerprint: "E3B0-C442-98FC".to_owned(),
            hash: "e3".repeat(32),
            signatory: "Ana Lima".to_owned(),
            office: "Mayor".to_owned(),
            on_line: true,
            on_paper: true,
            name: Some(Field::text("name", "Your name")),
            office_field: Some(Field::text("office", "Your office")),
            file: Some(Field::file("file", "Signed form", "PDF, at most 10 MB", &DOCUMENTS)),
            print: "/account/membership/applications/1/form".to_owned(),
            upload: "/account/membership/applications/1/signed-form".to_owned(),
            application: "/account/membership/applications/1".to_owned(),
            ..Self::default()
        };
        let refused = Self {
            typed: Fields::of([("name", "Ana")]).fault("name", "As the form has it".to_owned()),
            scanned: Fields::empty().fault("file", "Choose a file".to_owned()),
            kept: true,
            ..both.clone()
        };
        let another = Self { on_line: false, ..both.clone() };
        vec![Self { unready: true, ..both.clone() }, both, refused, another]
    }
}
