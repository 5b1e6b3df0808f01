//! Uploads in parts that were begun and not ended. The library does not list them, and signs what does.

use bytes::Buf as _;
use http::{Method, Uri};
use object_store::MultipartId;
use object_store::aws::AwsAuthorizer;
use object_store::client::{HttpError, HttpRequest, HttpRequestBody};
use object_store::multipart::MultipartStore as _;
use object_store::path::Path;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::{Place, fault};
use crate::upload::blob::BlobError;

/// An answer to `ListMultipartUploads`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Listed {
    #[serde(rename = "Upload")]
    uploads: Vec<Upload>,
    is_truncated: bool,
    next_key_marker: String,
    next_upload_id_marker: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Upload {
    key: String,
    upload_id: MultipartId,
}

/// What stands for itself in a query, as signatures want it.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// How many pages of them are read: a million of them have another reason.
const PAGES: usize = 1000;

impl Place {
    /// All of them below a folder. A store that cannot tell has none that we could find.
    pub(super) async fn begun(&self, folder: &Path) -> Result<Vec<(Path, MultipartId)>, BlobError> {
        let (mut found, mut after) = (Vec::new(), (String::new(), String::new()));
        for _ in 0..PAGES {
            let Some(listed) = self.page(folder, &after).await? else { break };
            let paths = listed
                .uploads
                .into_iter()
                .filter_map(|upload| Some((Path::parse(upload.key).ok()?, upload.upload_id)));
            found.extend(paths.filter(|(path, _)| path.prefix_matches(folder)));
            let next = (listed.next_key_marker, listed.next_upload_id_marker);
            if !listed.is_truncated || next == after {
                break;
            }
            after = next;
        }
        Ok(found)
    }

    /// The uploads after this one; nothing when the store does not know the question.
    async fn page(
        &self,
        folder: &Path,
        (key, upload): &(String, String),
    ) -> Result<Option<Listed>, BlobError> {
        let mut query = format!("uploads=&prefix={}", written(&format!("{folder}/")));
        if !key.is_empty() {
            query += &format!("&key-marker={}&upload-id-marker={}", written(key), written(upload));
        }
        let uri = self.bucket.base().map(|base| format!("{base}?{query}"));
        let uri = uri.ok().and_then(|uri| uri.parse::<Uri>().ok()).unwrap_or_default();
        let mut request = HttpRequest::new(HttpRequestBody::empty());
        *request.method_mut() = Method::GET;
        *request.uri_mut() = uri;
        let signer = AwsAuthorizer::new(&self.keys, "s3", self.bucket.region_or_usual());
        let fault = |error: object_store::Error| self.bucket.fault(&error);
        signer.try_authorize(&mut request, None).map_err(fault)?;
        let generic = |source: HttpError| {
            let source = Box::new(source);
            self.bucket.fault(&object_store::Error::Generic { store: "S3", source })
        };
        let answer = self.http.execute(request).await.map_err(generic)?;
        let status = answer.status();
        let body = answer.into_body().bytes().await.map_err(generic)?;
        if status.is_success() {
            let listed = quick_xml::de::from_reader(body.reader());
            return listed.map(Some).map_err(|error| {
                BlobError::Failed(std::io::Error::new(std::io::ErrorKind::InvalidData, error))
            });
        }
        let text = String::from_utf8_lossy(&body);
        let code = text.split_once("<Code>").and_then(|(_, rest)| rest.split_once("</Code>"));
        let code = code.map_or("", |(code, _)| code);
        if fault::is_unknown(code) {
            return Ok(None);
        }
        Err(self.bucket.answered(status.as_u16(), code))
    }

    /// Takes away what was begun; what is gone already is no error.
    pub(super) async fn break_off(
        &self,
        path: &Path,
        upload: &MultipartId,
    ) -> Result<(), BlobError> {
        match self.store.abort_multipart(path, upload).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(self.bucket.fault(&error)),
        }
    }
}

fn written(text: &str) -> String {
    utf8_percent_encode(text, PLAIN).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_whole_or_empty() {
        let answer = r#"<?xml version="1.0" encoding="UTF-8"?>
            <ListMultipartUploadsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
            <Bucket>wego</Bucket><KeyMarker/><UploadIdMarker/><NextKeyMarker>a/b</NextKeyMarker>
            <NextUploadIdMarker>x==</NextUploadIdMarker><MaxUploads>1000</MaxUploads><IsTruncated>true</IsTruncated>
            <Upload><Key>a/a</Key><UploadId>u1</UploadId><Owner><ID>o</ID></Owner></Upload>
            <Upload><Key>a/b</Key><UploadId>x==</UploadId><Initiated>2026-11-23T09:00:00.000Z</Initiated></Upload>
            </ListMultipartUploadsResult>"#;
        let listed: Listed = quick_xml::de::from_str(answer).unwrap();
        let ids: Vec<_> = listed.uploads.iter().map(|upload| upload.upload_id.as_str()).collect();
        assert_eq!((ids, listed.is_truncated), (vec!["u1", "x=="], true));
        assert_eq!(
            (listed.next_key_marker, listed.next_upload_id_marker),
            ("a/b".to_owned(), "x==".to_owned())
        );
        let empty = "<ListMultipartUploadsResult><NextKeyMarker/><IsTruncated>false</IsTruncated></ListMultipartUploadsResult>";
        let listed: Listed = quick_xml::de::from_str(empty).unwrap();
        assert!(listed.uploads.is_empty() && !listed.is_truncated);
    }
}
