use serde::Serialize;

use super::{Policy, Shelf, Upload};
use crate::form::Posted;
use crate::{Caller, Digest, FieldErrors, RepeatKey, sha256};

/// A form with files, as [`FileForm::receive`](crate::http::FileForm::receive) read it.
#[derive(Clone, Debug, Default)]
pub struct Received {
    /// The fields that are not files.
    pub posted: Posted,
    /// The files.
    pub files: Files,
}

/// A field of a form that takes files.
#[derive(Clone, Copy, Debug)]
pub struct FileField {
    pub(crate) name: &'static str,
    pub(crate) policy: Policy,
    pub(crate) most: usize,
}

/// What came in the fields that take files: for each file an upload, or what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Files(Vec<(&'static str, Result<Upload, FieldErrors>)>);

impl Received {
    /// Binds the caller's idempotency key to what was posted, so that the same key with other fields or files is
    /// refused. A handler of a form with files passes its caller through this.
    #[must_use]
    pub fn bind(&self, caller: Caller) -> Caller {
        let files: Vec<(&str, &str, Digest)> = self.files.whole().collect();
        bind(caller, &(&self.posted, files))
    }

    /// Removes the files of a form of which nothing is taken: see [`Shelf::discard`].
    pub async fn discard(&self, shelf: &Shelf) {
        self.files.discard(shelf).await;
    }
}

impl Upload {
    /// Binds the caller's idempotency key to the bytes of a body that is one file, so that the same key with another
    /// file is refused. A handler that receives one passes its caller through this.
    #[must_use]
    pub fn bind(&self, caller: Caller) -> Caller {
        bind(caller, &self.sha256)
    }
}

/// Binds a caller's idempotency key to what was posted beside it.
pub(crate) fn bind(caller: Caller, posted: &impl Serialize) -> Caller {
    let repeat = caller.repeat.map(|RepeatKey { key, fingerprint }| {
        let posted = serde_json::to_vec(&(fingerprint, posted));
        let bound = RepeatKey { key, fingerprint: sha256(&posted.unwrap_or_default()) };
        if bound.is_of_form() {
            return RepeatKey::of_form(&bound.key, bound.fingerprint);
        }
        bound
    });
    Caller { repeat, ..caller }
}

impl FileField {
    /// Takes one file.
    pub const fn one(name: &'static str, policy: Policy) -> Self {
        Self::many(name, policy, 1)
    }

    /// Takes at most so many files.
    pub const fn many(name: &'static str, policy: Policy, most: usize) -> Self {
        Self { name, policy, most }
    }
}

impl Files {
    /// The file of a field that may be left empty.
    ///
    /// # Errors
    /// What is wrong with it, for [`Reader::take`](crate::form::Reader::take).
    pub fn one(&self, name: &'static str) -> Result<Option<Upload>, FieldErrors> {
        Ok(self.all(name)?.into_iter().next())
    }

    /// The file of a field that must be filled in.
    ///
    /// # Errors
    /// As [`one`](Self::one), or that there is none.
    pub fn required(&self, name: &'static str) -> Result<Upload, FieldErrors> {
        self.one(name)?.ok_or_else(|| FieldErrors::one(name, "core.file.required"))
    }

    /// Every file of a field, in the order of the form.
    ///
    /// # Errors
    /// What is wrong with the first that is.
    pub fn all(&self, name: &'static str) -> Result<Vec<Upload>, FieldErrors> {
        self.0.iter().filter(|(of, _)| *of == name).map(|(_, file)| file.clone()).collect()
    }

    /// Field, name and hash of each file that is right.
    fn whole(&self) -> impl Iterator<Item = (&str, &str, Digest)> {
        let right = self.0.iter().filter_map(|(field, file)| Some((*field, file.as_ref().ok()?)));
        right.map(|(field, upload)| (field, upload.name.as_str(), upload.sha256))
    }

    pub(crate) async fn discard(&self, shelf: &Shelf) {
        for (_, file) in &self.0 {
            if let Ok(upload) = file {
                shelf.discard(upload).await;
            }
        }
    }

    pub(crate) fn count(&self, name: &str) -> usize {
        self.0.iter().filter(|(of, _)| *of == name).count()
    }

    pub(crate) fn add(&mut self, name: &'static str, file: Result<Upload, FieldErrors>) {
        self.0.push((name, file));
    }
}
