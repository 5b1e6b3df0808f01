mod parts;

use axum::extract::{FromRequest, Request};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use http_body_util::StreamBody;

use super::pairs::Fault;
use super::{DEFAULT_LIMIT, Problem, form};
use crate::form::Posted;
use crate::upload::{FileField, Files, Received, Shelf, UploadError, bind, receive};
use crate::{BodyFault, Caller, FieldErrors, sha256};
use parts::{Part, Parts};

/// How many fields a form may have.
const FIELDS: usize = 1000;

/// A posted form with files (`multipart/form-data`), not read yet: the last argument of a handler, which then says
/// what it takes by [`receive`](Self::receive).
///
/// Fields that are no files are read as strictly as by [`Form`](super::Form): at most 1 MiB together, no bytes that
/// are no UTF-8 (400), no U+0000 (422). Another content type is 415.
///
/// An `Idempotency-Key` of such a form is bound to the method and the path when the handler begins, and to the fields
/// and files by [`Received::bind`].
#[derive(Debug)]
pub struct FileForm {
    boundary: String,
    body: axum::body::Body,
}

/// A form with one file, as [`FileForm::read`] read it.
#[derive(Debug)]
pub struct ReadForm {
    /// The fields that are not files.
    pub posted: Posted,
    /// The file's bytes where one was chosen, or what is wrong with it.
    pub file: Result<Option<Vec<u8>>, FieldErrors>,
}

impl ReadForm {
    /// Binds the caller's idempotency key to what was posted, as [`Received::bind`] does.
    #[must_use]
    pub fn bind(&self, caller: Caller) -> Caller {
        let file = self.file.as_ref().ok().and_then(Option::as_ref).map(|bytes| sha256(bytes));
        bind(caller, &(&self.posted, file))
    }
}

impl<S: Sync> FromRequest<S> for FileForm {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        Self::new(&parts.headers, body)
    }
}

impl FileForm {
    /// Reads the form and stores the files of these fields. A file that is not right is noted beside its field, and
    /// the rest is read on, so that nobody has to type it again. A field of a file that is left empty is absent; a
    /// file in another field is passed over.
    ///
    /// The files pass through to the store. They are stored before anything is decided. Whoever refuses them then removes
    /// them by [`Received::discard`] or [`Shelf::discard`]; those that no commit comes to name are swept after a day.
    ///
    /// # Errors
    /// When the form is malformed or broken off (400), too large as a whole (413), or there is no room (507). None of its
    /// files is kept then.
    pub async fn receive(self, shelf: &Shelf, fields: &[FileField]) -> Result<Received, Problem> {
        let files = fields.iter().map(|field| field.policy.bytes() * field.most as u64);
        // Room for a file that is too large to be read to its end, so that the rest is read too.
        let limit = files.fold(DEFAULT_LIMIT, |sum, bytes| sum.saturating_add(2 * bytes));
        let mut parts = Parts::new(self.body, &self.boundary, limit)?;
        let mut files = Files::default();
        match read_all(&mut parts, shelf, fields, &mut files).await {
            Ok(texts) => Ok(Received { posted: texts.posted(), files }),
            Err(problem) => {
                files.discard(shelf).await;
                Err(problem)
            }
        }
    }

    /// Reads the form with one file, which is not stored: for a file of text that a rule reads as a whole, and which
    /// nobody is ever served. Files in other fields are passed over.
    ///
    /// # Errors
    /// When the form is malformed or broken off (400), or too large as a whole (413). A file of more than `megabytes`
    /// million bytes is noted beside its field.
    pub async fn read(self, field: &'static str, megabytes: u16) -> Result<ReadForm, Problem> {
        let most = usize::from(megabytes) * 1_000_000;
        // Room for a file that is too large to be read to its end, so that the rest is read too.
        let mut parts = Parts::new(self.body, &self.boundary, DEFAULT_LIMIT + 2 * most as u64)?;
        let (mut texts, mut file) = (Texts::new(), Ok(None));
        while let Some(mut part) = parts.next().await? {
            texts.count()?;
            if !part.is_file() {
                texts.read(&mut part).await?;
            } else if part.name() == field {
                let mut large = FieldErrors::new();
                large.add_with(field, "core.file.large", vec![("max", megabytes.to_string())]);
                let bytes = whole(&mut part, most).await?.ok_or(large);
                file = bytes.map(|bytes| Some(bytes).filter(|bytes| !bytes.is_empty()));
            } else {
                part.skip().await?;
            }
        }
        Ok(ReadForm { posted: texts.posted(), file })
    }

    /// Reads what is no file and passes the files over.
    ///
    /// # Errors
    /// As [`receive`](Self::receive).
    pub(crate) async fn texts(self, limit: u64) -> Result<Posted, Problem> {
        let mut parts = Parts::new(self.body, &self.boundary, limit)?;
        let mut texts = Texts::new();
        while let Some(mut part) = parts.next().await? {
            texts.count()?;
            if part.is_file() { part.skip().await? } else { texts.read(&mut part).await? }
        }
        Ok(texts.posted())
    }

    /// The form that a request's head announces.
    pub(crate) fn new(headers: &HeaderMap, body: axum::body::Body) -> Result<Self, Problem> {
        if !is_multipart(headers) {
            let title = "A form with files is needed here.";
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "content-type", title)
                .detail("Send multipart/form-data."));
        }
        let boundary = boundary(headers).ok_or_else(|| {
            Problem::bad_request("boundary", "The boundary of the form is missing or malformed.")
        })?;
        Ok(Self { boundary, body })
    }
}

pub(crate) fn is_multipart(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    let essence = kind.split(|byte| *byte == b';').next().unwrap_or_default();
    essence.trim_ascii().eq_ignore_ascii_case(b"multipart/form-data")
}

/// RFC 2046 5.1.1: 1 to 70 characters.
fn boundary(headers: &HeaderMap) -> Option<String> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    multer::parse_boundary(kind).ok().filter(|boundary| (1..=70).contains(&boundary.len()))
}

/// Reads every part: files go to the store and are noted in `files`, whatever becomes of the rest.
async fn read_all(
    parts: &mut Parts,
    shelf: &Shelf,
    fields: &[FileField],
    files: &mut Files,
) -> Result<Texts, Problem> {
    let mut texts = Texts::new();
    while let Some(mut part) = parts.next().await? {
        texts.count()?;
        let field = fields.iter().find(|field| field.name == part.name());
        match field {
            Some(field) if part.is_file() => {
                take(shelf, field, &mut part, files).await?;
                part.skip().await?;
            }
            None if part.is_file() => part.skip().await?,
            _ => texts.read(&mut part).await?,
        }
    }
    Ok(texts)
}

/// Stores one file, or notes why not.
async fn take(
    shelf: &Shelf,
    field: &FileField,
    part: &mut Part,
    files: &mut Files,
) -> Result<(), Problem> {
    let FileField { name, policy, most } = *field;
    let given = part.file_name();
    if files.count(name) >= most {
        let mut errors = FieldErrors::new();
        errors.add_with(name, "core.file.many", vec![("max", most.to_string())]);
        files.add(name, Err(errors));
        return Ok(());
    }
    match receive(shelf, StreamBody::new(part.frames()), &given, &policy).await {
        Ok(upload) => files.add(name, Ok(upload)),
        // What browsers send for a field that was left empty.
        Err(UploadError::Empty) if given.is_empty() => {}
        Err(error) => files.add(name, Err(error.at(name)?)),
    }
    Ok(())
}

/// The bytes of a file, unless they are more than `most`.
async fn whole(part: &mut Part, most: usize) -> Result<Option<Vec<u8>>, Problem> {
    let mut bytes = Vec::new();
    while let Some(piece) = part.piece().await? {
        if bytes.len() + piece.len() > most {
            part.skip().await?;
            return Ok(None);
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(Some(bytes))
}

/// The fields that are no files.
struct Texts {
    pairs: Vec<(String, String)>,
    fields: usize,
    left: u64,
}

impl Texts {
    fn new() -> Self {
        Self { pairs: Vec::new(), fields: 0, left: DEFAULT_LIMIT }
    }

    /// Counts a field of any kind.
    fn count(&mut self) -> Result<(), Problem> {
        self.fields += 1;
        if self.fields > FIELDS {
            return Err(Problem::bad_request("form-fields", "The form has too many fields.")
                .detail(format!("At most {FIELDS} fields are taken.")));
        }
        Ok(())
    }

    fn take(&mut self, bytes: usize) -> Result<(), BodyFault> {
        let left = self.left.checked_sub(bytes as u64);
        self.left = left.ok_or(BodyFault::TooLarge { limit: DEFAULT_LIMIT })?;
        Ok(())
    }

    async fn read(&mut self, part: &mut Part) -> Result<(), Problem> {
        let name = part.name().to_owned();
        self.take(name.len())?;
        let mut value = Vec::new();
        while let Some(piece) = part.piece().await? {
            self.take(piece.len())?;
            value.extend_from_slice(&piece);
        }
        let fault = match String::from_utf8(value) {
            Ok(value) if !value.contains('\0') => {
                self.pairs.push((name, value));
                return Ok(());
            }
            Ok(_) => Fault::Nul,
            Err(_) => Fault::NotText,
        };
        Err(form::problem(Some(name), fault))
    }

    fn posted(self) -> Posted {
        self.pairs.into_iter().collect()
    }
}
