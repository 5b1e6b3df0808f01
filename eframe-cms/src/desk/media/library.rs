use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{FormPage, Paging};
use eframe_core::form::{Choice, Field, Fields};
use eframe_core::http::{Cursor, FileForm, Problem, in_query};
use eframe_core::template::Template;
use eframe_core::upload::{FileField, Upload};
use eframe_core::{Caller, RepeatKey, Timestamp};
use serde::Serialize;

use super::super::seat::{Seat, to};
use super::{Thumbnail, thumbnail};
use crate::Error;
use crate::cms::TAKEN;
use crate::http::media_words as words;
use crate::model::{About, FileRef, Media, MediaId, MediaKind};
use crate::permission::EDIT;
use crate::store::{MediaFilter, MediaPosition};

/// So many files stand on a page.
const PAGE: usize = 48;

/// So many files are taken at once.
const AT_ONCE: usize = 10;

/// The library with its filters.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct LibraryPage {
    notice: String,
    /// Where files are brought; nothing for those who may not.
    add: Option<String>,
    filters: Vec<Field>,
    form: Fields,
    count: String,
    files: Vec<FileView>,
    paging: Paging,
}

/// A file as a card.
#[derive(Clone, Debug, Serialize)]
struct FileView {
    name: String,
    href: String,
    kind: String,
    /// `JPEG, 2.4 MB` or so, from parts.
    mime: String,
    kilobytes: u64,
    added: Timestamp,
    thumbnail: Option<Thumbnail>,
    /// Whether a picture has no words in any language and is not said to need none.
    unsaid: bool,
}

/// Shows the library.
pub(super) async fn show(seat: Seat) -> Result<Response, Problem> {
    seat.staff()?;
    seat.cms.shelf()?;
    let kind = seat.query.one("kind");
    let filter = MediaFilter {
        kind: MediaKind::ALL.into_iter().find(|known| known.code() == kind),
        words: words(seat.query.one("words")),
        unused: seat.query.one("only") == "unused",
        retired: seat.query.one("only") == "retired",
    };
    let after = seat.after::<MediaPosition>()?;
    let most = PAGE as u64 + 1;
    let mut files = seat.cms.library(seat.actor(), &filter, after.as_ref(), most).await?;
    let more = files.len() > PAGE;
    files.truncate(PAGE);
    let next = files.last().filter(|_| more).map(|last| next(&seat, last)).transpose()?;
    let shown = ["kind", "words", "only"].map(|name| (name, seat.query.one(name)));
    let page = LibraryPage {
        notice: seat.media_notice(),
        add: seat.actor().may(EDIT).then(|| seat.url("/media/new")),
        filters: filters(&seat),
        form: Fields::of(shown),
        count: seat.say_with("cms.desk.media.count", &[("count", files.len().into())]),
        files: files.iter().map(|media| FileView::of(&seat, media)).collect(),
        paging: Paging { next, ..Paging::default() },
    };
    seat.page(&seat.say("cms.desk.media.title"), &page).await
}

/// Asks for files.
pub(super) async fn ask(seat: Seat) -> Result<Response, Problem> {
    seat.cms.may_add_media(seat.actor())?;
    seat.page(&seat.say("cms.desk.media.add"), &form(&seat)).await
}

/// Takes them: none when something is wrong with one. Each is a commit of its own, so that where the database goes away
/// in between the first are there, and the others are not.
pub(super) async fn add(seat: Seat, form_of_files: FileForm) -> Result<Response, Problem> {
    seat.cms.may_add_media(seat.actor())?;
    let fields = [FileField::many("files", TAKEN, AT_ONCE)];
    let received = form_of_files.receive(seat.cms.shelf()?, &fields).await?;
    let uploads = received.files.all("files").and_then(|uploads| match uploads.is_empty() {
        true => received.files.required("files").map(|one| vec![one]),
        false => Ok(uploads),
    });
    let added = match uploads {
        Ok(uploads) => add_all(&seat, &received.bind(seat.caller.clone()), &uploads).await,
        Err(errors) => {
            received.discard(seat.cms.shelf()?).await;
            Err(errors.into())
        }
    };
    match added {
        Ok(one) if received.files.all("files").is_ok_and(|files| files.len() == 1) => {
            Ok(to(&seat.url(&format!("/media/{one}?done=added"))))
        }
        Ok(_) => Ok(to(&seat.url("/media?done=added-more"))),
        Err(error) => {
            let (wrong, status) = seat.refused(&received.posted, error)?;
            let page = FormPage { form: wrong, ..form(&seat) };
            seat.again(&seat.say("cms.desk.media.add"), &page, status).await
        }
    }
}

/// Each file is a commit of its own, under a key of its own, so that a repeated form is answered and not done again.
async fn add_all(seat: &Seat, caller: &Caller, uploads: &[Upload]) -> Result<MediaId, Error> {
    let mut last = Err(Error::NotFound);
    for (at, upload) in uploads.iter().enumerate() {
        let repeat = caller.repeat.as_ref().map(|RepeatKey { key, fingerprint }| RepeatKey {
            key: format!("{key} {at}"),
            fingerprint: *fingerprint,
        });
        let caller = Caller { actor: caller.actor.clone(), repeat };
        match seat.cms.add_media(&caller, upload, About::default()).await {
            Ok(standing) => last = Ok(standing.media),
            Err(error) => {
                // It was let go of itself, where that was right; those behind it nobody will ever name.
                for upload in &uploads[at + 1..] {
                    seat.cms.shelf()?.discard(upload).await;
                }
                return Err(error);
            }
        }
    }
    last
}

fn form(seat: &Seat) -> FormPage {
    let taken = TAKEN.said(seat.cms.presentation(), seat.language);
    let several = seat.say_with("cms.desk.media.several", &[("most", AT_ONCE.into())]);
    let field = Field::file("files", seat.say("cms.desk.media.files"), taken, &TAKEN).several();
    FormPage {
        lead: several,
        fields: vec![field],
        next: seat.say("cms.desk.media.add-next"),
        submit: seat.say("cms.desk.media.add"),
        cancel: Some(seat.url("/media")),
        ..FormPage::default()
    }
}

fn filters(seat: &Seat) -> Vec<Field> {
    let kinds = MediaKind::ALL.map(|kind| Choice::new(kind.code(), seat.media_kind(kind)));
    let only = ["unused", "retired"]
        .map(|only| Choice::new(only, seat.say(&["cms.desk.media.only.", only].concat())));
    vec![
        Field::search("words", seat.say("cms.desk.media.words")),
        Field::select("kind", seat.say("cms.desk.media.kind"), kinds.into()).optional(),
        Field::select("only", seat.say("cms.desk.media.only"), only.into()).optional(),
    ]
}

fn next(seat: &Seat, last: &Media) -> Result<String, Problem> {
    let cursor = serde_json::to_value(Cursor::after(&MediaPosition::of(last)));
    let cursor = cursor.map_err(Problem::internal)?;
    let mut query = String::from("?");
    for (name, value) in
        ["kind", "words", "only"].map(|name| (name, seat.query.one(name).to_owned()))
    {
        if !value.is_empty() {
            query += &format!("{name}={}&", in_query(&value));
        }
    }
    query += &format!("after={}", in_query(cursor.as_str().unwrap_or_default()));
    Ok(seat.url(&format!("/media{query}")))
}

impl FileView {
    fn of(seat: &Seat, media: &Media) -> Self {
        let newest = media.newest();
        let said =
            media.about.decorative || media.about.said.iter().any(|(_, s)| !s.alt.is_empty());
        Self {
            name: newest.map(|newest| newest.file.called.clone()).unwrap_or_default(),
            href: seat.url(&format!("/media/{}", media.id)),
            kind: seat.media_kind(media.kind),
            mime: newest.map(|newest| newest.file.ending().to_uppercase()).unwrap_or_default(),
            kilobytes: newest.map_or(0, |newest| newest.file.bytes.div_ceil(1_000)),
            added: media.added,
            thumbnail: newest.and_then(|newest| thumbnail(&seat.cms, &FileRef::of(media, newest))),
            unsaid: media.kind == MediaKind::Picture && !said,
        }
    }
}

impl Template for LibraryPage {
    const NAME: &'static str = "cms/desk/library.html";

    fn samples() -> Vec<Self> {
        let file = |name: &str, thumbnail: Option<Thumbnail>| FileView {
            name: name.to_owned(),
            href: "/desk/content/media/1".to_owned(),
            kind: "Picture".to_owned(),
            mime: "JPG".to_owned(),
            kilobytes: 240,
            added: Timestamp::UNIX_EPOCH,
            unsaid: thumbnail.is_some(),
            thumbnail,
        };
        let picture = Thumbnail::sample();
        let full = Self {
            notice: "It is in the library".to_owned(),
            add: Some("/desk/content/media/new".to_owned()),
            filters: vec![Field::search("words", "Words")],
            count: "2 files".to_owned(),
            files: vec![file("항구.jpg", Some(picture)), file("plan.pdf", None)],
            paging: Paging { next: Some("?after=x".to_owned()), ..Paging::default() },
            ..Self::default()
        };
        vec![full, Self { count: "No file".to_owned(), ..Self::default() }]
    }
}
