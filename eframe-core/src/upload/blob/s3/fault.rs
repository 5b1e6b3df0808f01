//! What the store says, turned into what an operator can do.

use std::error::Error;
use std::io;

use object_store::client::{HttpError, HttpErrorKind};
use tokio_rustls::rustls;

use super::Bucket;
use crate::upload::blob::BlobError;

/// What these keys have to be allowed.
const RIGHTS: &str = "does not let these keys do it: allow them s3:GetObject, s3:PutObject, s3:DeleteObject, \
    s3:AbortMultipartUpload on its objects and s3:ListBucket, s3:ListBucketMultipartUploads on itself";

/// What an answer says: its status, and the code in its body.
struct Said {
    status: Option<u16>,
    code: Option<String>,
}

impl Said {
    /// The library tells it in the text of its error alone.
    fn of(error: &object_store::Error) -> Self {
        let text = error.to_string();
        let after = |mark: &str| text.split_once(mark).map(|(_, rest)| rest);
        let status = after("status code: ").and_then(|rest| rest.get(..3)?.parse().ok());
        let code = after("<Code>").and_then(|rest| rest.split_once("</Code>"));
        // Only what may be a code is passed on: the store's own words may tell of keys.
        let code = code.map(|(code, _)| code.trim().to_owned());
        Self {
            status,
            code: code.filter(|code| code.bytes().all(|byte| byte.is_ascii_alphanumeric())),
        }
    }

    fn code(&self) -> &str {
        self.code.as_deref().unwrap_or_default()
    }
}

/// Whether there is no such object, in a bucket that is there.
pub(super) fn is_absent(error: &object_store::Error) -> bool {
    matches!(error, object_store::Error::NotFound { .. }) && Said::of(error).code() == "NoSuchKey"
}

/// Whether the part that was asked for begins behind the end.
pub(super) fn is_beyond(error: &object_store::Error) -> bool {
    Said::of(error).status == Some(416)
}

/// Whether what came to the store was not what was sent, or came to a stop on the way: worth another try.
pub(super) fn is_garbled(error: &object_store::Error) -> bool {
    let garbled = ["BadDigest", "XAmzContentSHA256Mismatch", "IncompleteBody", "RequestTimeout"];
    garbled.contains(&Said::of(error).code())
}

/// Whether the store does not know this kind of request.
pub(super) fn is_unknown(code: &str) -> bool {
    code == "NotImplemented"
}

fn is_full(status: u16, code: &str) -> bool {
    let full = ["QuotaExceeded", "XMinioStorageFull", "EntityTooLarge", "InsufficientStorage"];
    status == 507 || full.contains(&code)
}

/// What has to be changed before it does what it is asked; nothing, where it may do it later.
fn remedy(status: u16, code: &str) -> Option<&'static str> {
    Some(match (code, status) {
        ("NoSuchBucket", _) => "is not there: make it, or set the name of one that is",
        ("InvalidBucketName", _) => "has a name that the store takes for none: set another",
        ("InvalidAccessKeyId" | "NotSignedUp", _) => {
            "is kept by a store that does not know the access key: set the one it gave you"
        }
        ("SignatureDoesNotMatch", _) => {
            "does not take the signature: set the secret key that belongs to the access key, and the region"
        }
        ("ExpiredToken" | "InvalidToken" | "TokenRefreshRequired", _) => {
            "does not take the session token: set a new one, or keys without one"
        }
        ("RequestTimeTooSkewed", _) => {
            "is kept by a store whose clock shows another time: set this machine's clock"
        }
        (
            "AuthorizationHeaderMalformed"
            | "PermanentRedirect"
            | "TemporaryRedirect"
            | "IllegalLocationConstraintException",
            _,
        ) => "is in another region: set the one it is in",
        ("AccessDenied" | "AllAccessDisabled" | "AccountProblem", _) | ("", 401 | 403) => RIGHTS,
        (code, _) if is_unknown(code) => {
            "is kept by a store that does not know what it was asked for"
        }
        ("", 300..=399) => "is elsewhere: set the region it is in, or the endpoint it has now",
        ("", 400..=428 | 430..=499) => {
            "is not kept by what answers there: set the address of a store that speaks S3 as the endpoint"
        }
        _ => return None,
    })
}

impl Bucket {
    /// What went wrong, in words that name the bucket and the remedy, and nothing of the keys.
    pub(super) fn fault(&self, error: &object_store::Error) -> BlobError {
        let said = Said::of(error);
        if said.status.is_none() && said.code.is_none() {
            return self.silence(error);
        }
        self.answered(said.status.unwrap_or_default(), said.code())
    }

    /// It answered, but not what was wanted.
    pub(super) fn answered(&self, status: u16, code: &str) -> BlobError {
        let said = format!("{status} {code}");
        let said = said.trim_end();
        if is_full(status, code) {
            let what = self.tell(&format!("takes no more ({said}): make room there"));
            return BlobError::Full(io::Error::new(io::ErrorKind::QuotaExceeded, what));
        }
        match remedy(status, code) {
            Some(what) => BlobError::Refused(self.tell(&format!("{what} ({said})"))),
            None => {
                let asked = "it was asked several times and will be again";
                self.later(&format!("does not do it now ({said}); {asked}"))
            }
        }
    }

    /// It said nothing, or nothing that can be understood.
    fn silence(&self, error: &object_store::Error) -> BlobError {
        let (mut next, mut kind, mut cause) = (Some(error as &dyn Error), None, String::new());
        while let Some(error) = next {
            if let Some(error) = error.downcast_ref::<HttpError>() {
                kind = Some(error.kind());
            }
            if let Some(wrong) = certificate(error) {
                let what = format!(
                    "shows a certificate that is not trusted ({wrong}): set the host that it is for as the endpoint, \
                     or the authority that signed it as the authorities"
                );
                return BlobError::Refused(self.tell(&what));
            }
            cause = error.to_string();
            next = error.source();
        }
        let what = match kind {
            // A redirection that does not say where to: what a store does that has the bucket elsewhere.
            None if cause.contains("redirect") => {
                return BlobError::Refused(self.tell("is in another region: set the one it is in"));
            }
            None => format!("gave an answer that cannot be understood ({cause})"),
            Some(HttpErrorKind::Connect) => {
                format!(
                    "cannot be reached ({cause}): is the endpoint right, and does the store run?"
                )
            }
            Some(_) => format!("broke off or did not answer in time ({cause})"),
        };
        self.later(&what)
    }

    fn later(&self, what: &str) -> BlobError {
        BlobError::Failed(io::Error::other(self.tell(what)))
    }

    fn tell(&self, what: &str) -> String {
        format!("{self} {what}")
    }
}

/// What is wrong with a certificate, where that is it.
fn certificate(error: &(dyn Error + 'static)) -> Option<String> {
    let mut inner = error;
    while let Some(wrapped) = inner.downcast_ref::<io::Error>() {
        inner = wrapped.get_ref()?;
    }
    match inner.downcast_ref::<rustls::Error>()? {
        rustls::Error::InvalidCertificate(wrong) => Some(wrong.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(status: &str, body: &str) -> object_store::Error {
        let source = format!("Server returned non-2xx status code: {status}: {body}").into();
        object_store::Error::Generic { store: "S3", source }
    }

    fn told(status: &str, code: &str) -> BlobError {
        let bucket = Bucket::new("wego").unwrap().at("https://s3.city.example").unwrap();
        let body =
            format!("<Error><Code>{code}</Code><AWSAccessKeyId>AKID</AWSAccessKeyId></Error>");
        bucket.fault(&said(status, &body))
    }

    #[test]
    fn every_refusal_names_the_bucket_and_what_to_do() {
        for (status, code, remedy) in [
            ("404 Not Found", "NoSuchBucket", "make it"),
            ("403 Forbidden", "InvalidAccessKeyId", "access key"),
            ("403 Forbidden", "SignatureDoesNotMatch", "secret key"),
            ("403 Forbidden", "AccessDenied", "s3:ListBucket"),
            ("403 Forbidden", "RequestTimeTooSkewed", "clock"),
            ("400 Bad Request", "AuthorizationHeaderMalformed", "region"),
            ("301 Moved Permanently", "PermanentRedirect", "region"),
            ("404 Not Found", "<html>", "speaks S3"),
        ] {
            let error = told(status, code);
            let text = error.to_string();
            assert!(matches!(error, BlobError::Refused(_)), "{text}");
            assert!(
                text.contains("\"wego\"") && text.contains("https://s3.city.example"),
                "{text}"
            );
            assert!(
                text.contains(remedy) && !text.contains("AKID") && text.lines().count() == 1,
                "{text}"
            );
        }
    }

    #[test]
    fn bad_input_23_a_full_bucket_is_507_and_a_busy_one_503() {
        assert!(matches!(told("403 Forbidden", "QuotaExceeded"), BlobError::Full(_)));
        for (status, code) in
            [("503 Slow Down", "SlowDown"), ("500 X", "InternalError"), ("429 X", "")]
        {
            let error = told(status, code);
            assert!(matches!(error, BlobError::Failed(_)), "{error}");
            assert!(error.to_string().contains(code), "{error}");
        }
    }

    #[test]
    fn an_absent_object_is_told_from_an_absent_bucket() {
        let absent = |code: &str| {
            let body = format!("<Error><Code>{code}</Code></Error>");
            let source = said("404 Not Found", &body).to_string().into();
            is_absent(&object_store::Error::NotFound { path: "x".to_owned(), source })
        };
        assert!(absent("NoSuchKey") && !absent("NoSuchBucket") && !absent(""));
    }
}
