use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Confirm, Kind as Weight, Standing, Stands};
use eframe_core::form::{Field, Fields, Posted, Recovered};
use eframe_core::http::{FileForm, Form, Path, Problem};
use eframe_core::template::Template;
use eframe_core::upload::FileField;
use eframe_core::{FieldErrors, Timestamp};
use http::StatusCode;
use serde::Serialize;

use super::super::seat::{Seat, is_overtaken, standing, to, version};
use super::{Thumbnail, thumbnail};
use crate::Error;
use crate::cms::TAKEN;
use crate::model::{
    About, AboutFields, FileRef, FileVersion, Focus, Media, MediaId, MediaKind, Said,
};
use crate::permission::{EDIT, PUBLISH};
use crate::rules::DescribeMedia;
use crate::store::Use;

/// A file of the library: its versions, what is said of it, and which editions show it.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct MediaPage {
    notice: String,
    form: Fields,
    /// Whether the input is shown again after the session had ended.
    kept: bool,
    /// What is said of it now, where somebody else was faster.
    stands: Vec<Stands>,
    kind: String,
    /// Its lasting address.
    url: String,
    retired: Option<Timestamp>,
    preview: Option<Preview>,
    /// Whether the reader may say something else of it and replace it.
    may_edit: bool,
    groups: Vec<Group>,
    /// What is said in no language: focal point, licence, words to find it by.
    fields: Vec<Field>,
    file: Option<Field>,
    action: String,
    retire: Option<String>,
    versions: Vec<VersionView>,
    uses: Vec<UseView>,
}

/// A small picture with its focal point.
#[derive(Clone, Debug, Serialize)]
struct Preview {
    picture: Thumbnail,
    x: u8,
    y: u8,
}

/// The fields of one language.
#[derive(Clone, Debug, Serialize)]
struct Group {
    name: String,
    lang: String,
    fields: Vec<Field>,
}

/// A version.
#[derive(Clone, Debug, Serialize)]
struct VersionView {
    number: u32,
    href: String,
    called: String,
    kilobytes: u64,
    /// `3000 × 2000`; nothing for a document.
    size: String,
    by: String,
    at: Timestamp,
    released: Option<Timestamp>,
    /// Whether the reader may release it.
    may_release: bool,
}

/// An edition that shows it.
#[derive(Clone, Debug, Serialize)]
struct UseView {
    title: String,
    lang: String,
    dir: &'static str,
    href: String,
    language: String,
    stage: String,
    standing: Standing,
    number: u32,
    /// Whether there is a newer version than it shows.
    is_older: bool,
}

/// Shows a file.
pub(super) async fn show(
    seat: Seat,
    Path(id): Path<MediaId>,
    Recovered(kept): Recovered,
) -> Result<Response, Problem> {
    let media = seat.cms.media(seat.actor(), id).await?;
    let stands = || values(&media.about).with("version", media.version.to_string());
    let (form, kept) = match kept {
        Some(posted) => (Fields::posted(&posted), true),
        None => (stands(), false),
    };
    let page = MediaPage { form, kept, ..page_of(&seat, &media).await? };
    shown(&seat, &media, page, StatusCode::OK).await
}

/// Says something else of it.
pub(super) async fn describe(
    seat: Seat,
    Path(id): Path<MediaId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let media = seat.cms.media(seat.actor(), id).await?;
    let described = match About::read(fields_of(&seat, &media, &posted)) {
        Ok(about) => {
            let command = DescribeMedia { about, expected: version(&posted) };
            seat.cms.describe_media(&seat.caller, id, command).await.map(drop)
        }
        Err(errors) => Err(errors.into()),
    };
    match described {
        Ok(()) => Ok(to(&seat.url(&format!("/media/{id}?done=described")))),
        Err(error) => {
            let overtaken = is_overtaken(&error);
            let (form, status) = seat.refused(&posted, error)?;
            let media = seat.cms.media(seat.actor(), id).await?;
            let mut page = page_of(&seat, &media).await?;
            if overtaken {
                let groups = page.groups.iter().flat_map(|group| &group.fields);
                let now = values(&media.about);
                page.stands = Stands::beside(page.fields.iter().chain(groups), &form, &now);
            }
            shown(&seat, &media, MediaPage { form, ..page }, status).await
        }
    }
}

/// Puts another file in its place.
pub(super) async fn replace(
    seat: Seat,
    Path(id): Path<MediaId>,
    form: FileForm,
) -> Result<Response, Problem> {
    seat.cms.may_add_media(seat.actor())?;
    let media = seat.cms.media(seat.actor(), id).await?;
    let received = form.receive(seat.cms.shelf()?, &[FileField::one("file", TAKEN)]).await?;
    let replaced = match received.files.required("file") {
        Ok(upload) => {
            let caller = received.bind(seat.caller.clone());
            seat.cms.replace_media(&caller, id, &upload).await.map(drop)
        }
        Err(errors) => {
            received.discard(seat.cms.shelf()?).await;
            Err(Error::from(errors))
        }
    };
    match replaced {
        Ok(()) => Ok(to(&seat.url(&format!("/media/{id}?done=replaced")))),
        Err(error) => {
            let (wrong, status) = seat.refused(&Posted::default(), error)?;
            let mut form = values(&media.about).with("version", media.version.to_string());
            for fault in wrong.summary() {
                form = form.fault(&fault.field, fault.text.clone());
            }
            answer(&seat, &media, form, status).await
        }
    }
}

/// Makes a version public by itself.
pub(super) async fn release(
    seat: Seat,
    Path(id): Path<MediaId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let media = seat.cms.media(seat.actor(), id).await?;
    let unknown =
        |_| Error::from(FieldErrors::one("number", "cms.desk.media.field.number.unknown"));
    let released = match posted.one("number").parse().map_err(unknown) {
        Ok(number) => seat.cms.release_media(&seat.caller, id, number).await.map(drop),
        Err(error) => Err(error),
    };
    match released {
        Ok(()) => Ok(to(&seat.url(&format!("/media/{id}?done=released")))),
        Err(error) => {
            let (wrong, status) = seat.refused(&Posted::default(), error)?;
            let mut form = values(&media.about).with("version", media.version.to_string());
            for fault in wrong.summary() {
                form = form.fault("", fault.text.clone());
            }
            answer(&seat, &media, form, status).await
        }
    }
}

/// Asks before it is taken out of the library.
pub(super) async fn ask_retire(seat: Seat, Path(id): Path<MediaId>) -> Result<Response, Problem> {
    seat.actor().require(PUBLISH)?;
    let media = seat.cms.media(seat.actor(), id).await?;
    let page = confirm(&seat, &media, Fields::empty());
    seat.page(&seat.say("cms.desk.media.retire"), &page).await
}

/// Takes it out.
pub(super) async fn retire(
    seat: Seat,
    Path(id): Path<MediaId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    seat.actor().require(PUBLISH)?;
    let media = seat.cms.media(seat.actor(), id).await?;
    match seat.cms.retire_media(&seat.caller, id, version(&posted)).await {
        Ok(_) => Ok(to(&seat.url("/media?done=retired"))),
        Err(error) => {
            let (form, status) = seat.refused(&posted, error)?;
            let page = confirm(&seat, &media, form);
            seat.again(&seat.say("cms.desk.media.retire"), &page, status).await
        }
    }
}

fn confirm(seat: &Seat, media: &Media, form: Fields) -> Confirm {
    let called = media.newest().map(|newest| newest.file.called.clone()).unwrap_or_default();
    Confirm {
        question: seat.say_with("cms.desk.media.retire-question", &[("name", called.into())]),
        consequences: vec![seat.say("cms.desk.media.retire-next")],
        action: String::new(),
        fields: vec![Field::hidden("version")],
        form: match form.value("version") {
            "" => form.with("version", media.version.to_string()),
            _ => form,
        },
        submit: seat.say("cms.desk.media.retire"),
        kind: Weight::Danger,
        cancel: seat.url(&format!("/media/{}", media.id)),
    }
}

async fn page_of(seat: &Seat, media: &Media) -> Result<MediaPage, Problem> {
    Ok(page(seat, media, &seat.cms.uses(seat.actor(), media.id).await?))
}

async fn shown(
    seat: &Seat,
    media: &Media,
    page: MediaPage,
    status: StatusCode,
) -> Result<Response, Problem> {
    let called = media.newest().map(|newest| newest.file.called.clone()).unwrap_or_default();
    seat.again(&called, &page, status).await
}

async fn answer(
    seat: &Seat,
    media: &Media,
    form: Fields,
    status: StatusCode,
) -> Result<Response, Problem> {
    let page = MediaPage { form, ..page_of(seat, media).await? };
    shown(seat, media, page, status).await
}

fn page(seat: &Seat, media: &Media, uses: &[Use]) -> MediaPage {
    let (may_edit, is_picture) =
        (seat.actor().may(EDIT) && media.retired.is_none(), media.kind == MediaKind::Picture);
    let newest = media.newest();
    let Focus { x, y } = media.about.focus;
    let preview = newest.and_then(|newest| thumbnail(&seat.cms, &FileRef::of(media, newest)));
    let taken = TAKEN.said(seat.cms.presentation(), seat.language);
    let file = Field::file("file", seat.say("cms.desk.media.new-file"), taken, &TAKEN);
    let own = seat.url(&format!("/media/{}", media.id));
    let last = newest.map_or(0, |newest| newest.number);
    MediaPage {
        notice: seat.media_notice(),
        kind: seat.media_kind(media.kind),
        url: seat.cms.mount().files_url(&format!("/{}/{}", media.id, media.file_name())),
        retired: media.retired,
        preview: preview.map(|picture| Preview { picture, x, y }),
        may_edit,
        groups: groups(seat, is_picture),
        fields: fields(seat, is_picture),
        file: may_edit.then_some(file),
        retire: (seat.actor().may(PUBLISH) && media.retired.is_none())
            .then(|| format!("{own}/retire")),
        action: own,
        versions: media.files.iter().rev().map(|file| VersionView::of(seat, media, file)).collect(),
        uses: uses.iter().map(|one| UseView::of(seat, one, last)).collect(),
        ..MediaPage::default()
    }
}

/// The fields of each language that the site is written in.
fn groups(seat: &Seat, is_picture: bool) -> Vec<Group> {
    let group = |language: &eframe_core::Language| Group {
        name: language.own_name().to_owned(),
        lang: language.tag().to_owned(),
        fields: said_names(is_picture)
            .into_iter()
            .map(|name| {
                let label = seat.say(&["cms.desk.media.", name].concat());
                let field = Field::text(&format!("{name}.{language}"), label);
                field.written_in(*language).optional()
            })
            .collect(),
    };
    seat.cms.languages().iter().map(group).collect()
}

fn fields(seat: &Seat, is_picture: bool) -> Vec<Field> {
    let mut fields = Vec::new();
    if is_picture {
        let hint = seat.say("cms.desk.media.decorative-hint");
        fields
            .push(Field::checkbox("decorative", seat.say("cms.desk.media.decorative")).hint(hint));
        let hint = seat.say("cms.desk.media.focus-hint");
        fields.push(Field::text("focus-x", seat.say("cms.desk.media.focus-x")).hint(hint));
        fields.push(Field::text("focus-y", seat.say("cms.desk.media.focus-y")));
    }
    let hint = seat.say("cms.desk.media.licence-hint");
    fields.push(Field::text("licence", seat.say("cms.desk.media.licence")).hint(hint).optional());
    let hint = seat.say("cms.desk.media.tags-hint");
    fields.push(Field::text("tags", seat.say("cms.desk.media.tags")).hint(hint).optional());
    fields
}

/// What is said of it, as the form shows it.
fn values(about: &About) -> Fields {
    let mut form = Fields::of([
        ("focus-x", about.focus.x.to_string()),
        ("focus-y", about.focus.y.to_string()),
        ("licence", about.licence.clone()),
        ("tags", about.tags.join(", ")),
    ]);
    if about.decorative {
        form = form.with("decorative", "yes");
    }
    for (language, Said { title, alt, caption, credit }) in about.said.iter() {
        for (name, text) in
            [("title", title), ("alt", alt), ("caption", caption), ("credit", credit)]
        {
            form = form.with(&format!("{name}.{language}"), text.clone());
        }
    }
    form
}

/// What the form brings. What it does not show stays as it is: words in languages that the site does not speak, and those
/// that a file of this kind has no use for.
fn fields_of(seat: &Seat, media: &Media, posted: &Posted) -> AboutFields {
    let one = |name: &str| posted.one(name).to_owned();
    let is_picture = media.kind == MediaKind::Picture;
    let mut fields = media.about.fields();
    for language in seat.cms.languages() {
        let stands = fields.said.iter().position(|(of, _)| of == language);
        let at = stands.unwrap_or_else(|| {
            fields.said.push((*language, Said::default()));
            fields.said.len() - 1
        });
        let said = &mut fields.said[at].1;
        for name in said_names(is_picture) {
            let words = match name {
                "title" => &mut said.title,
                "alt" => &mut said.alt,
                "caption" => &mut said.caption,
                _ => &mut said.credit,
            };
            *words = one(&format!("{name}.{language}"));
        }
    }
    if is_picture {
        fields.decorative = posted.one("decorative") == "yes";
        (fields.focus_x, fields.focus_y) = (one("focus-x"), one("focus-y"));
    }
    AboutFields { licence: one("licence"), tags: one("tags"), ..fields }
}

/// What is said of a file of this kind in each language.
const fn said_names(is_picture: bool) -> [&'static str; 3] {
    if is_picture { ["alt", "caption", "credit"] } else { ["title", "caption", "credit"] }
}

impl VersionView {
    fn of(seat: &Seat, media: &Media, version: &FileVersion) -> Self {
        let file = &version.file;
        let size = |pixels: crate::model::Pixels| format!("{} × {}", pixels.width, pixels.height);
        let may = seat.actor().may(PUBLISH) && version.by.id != seat.actor().id();
        Self {
            number: version.number,
            href: seat.cms.mount().files_url(&FileRef::of(media, version).path()),
            called: file.called.clone(),
            kilobytes: file.bytes.div_ceil(1_000),
            size: file.pixels.map(size).unwrap_or_default(),
            by: version.by.name.clone(),
            at: version.at,
            released: version.released.as_ref().map(|released| released.at),
            may_release: may && version.released.is_none() && media.retired.is_none(),
        }
    }
}

impl UseView {
    fn of(seat: &Seat, one: &Use, newest: u32) -> Self {
        Self {
            title: one.title.clone(),
            lang: one.language.tag().to_owned(),
            dir: one.language.direction().html(),
            href: seat.url(&format!("/{}/{}", one.document, one.language)),
            language: one.language.own_name().to_owned(),
            stage: seat.stage(one.stage),
            standing: standing(one.stage),
            number: one.number,
            is_older: one.number < newest,
        }
    }
}

impl Template for MediaPage {
    const NAME: &'static str = "cms/desk/media.html";

    fn samples() -> Vec<Self> {
        let picture = Thumbnail::sample();
        let version = |number, released| VersionView {
            number,
            href: "/media/1/1/harbour.jpg".to_owned(),
            called: "항구.jpg".to_owned(),
            kilobytes: 2_400,
            size: "3000 × 2000".to_owned(),
            by: "Mina Park".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            released,
            may_release: released.is_none(),
        };
        let used = UseView {
            title: "항구".to_owned(),
            lang: "ko".to_owned(),
            dir: "ltr",
            href: "/desk/content/1/ko".to_owned(),
            language: "한국어".to_owned(),
            stage: "Live".to_owned(),
            standing: Standing::Ok,
            number: 1,
            is_older: true,
        };
        let full = Self {
            notice: "Saved".to_owned(),
            kept: true,
            form: Fields::empty().fault("focus-x", "Enter a number".to_owned()),
            stands: Stands::beside(
                [&Field::text("licence", "Licence")],
                &Fields::empty(),
                &Fields::of([("licence", "CC BY 4.0")]),
            ),
            kind: "Picture".to_owned(),
            url: "/media/1/harbour.jpg".to_owned(),
            retired: None,
            preview: Some(Preview { picture, x: 30, y: 70 }),
            may_edit: true,
            groups: vec![Group {
                name: "العربية".to_owned(),
                lang: "ar".to_owned(),
                fields: vec![Field::text("alt.ar", "Alt").written_in(eframe_core::Language::AR)],
            }],
            fields: vec![Field::text("focus-x", "From the left")],
            file: Some(Field::file("file", "New file", "PDF", &TAKEN)),
            action: "/desk/content/media/1".to_owned(),
            retire: Some("/desk/content/media/1/retire".to_owned()),
            versions: vec![version(2, None), version(1, Some(Timestamp::UNIX_EPOCH))],
            uses: vec![used],
        };
        let retired = Self { retired: Some(Timestamp::UNIX_EPOCH), ..Self::default() };
        vec![full, retired]
    }
}
