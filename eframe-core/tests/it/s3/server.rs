//! A server of S3 on loopback, with what goes wrong with them chosen by a test.
//!
//! Its store and its checking of signatures are other people's (s3s, s3s-fs). Here stand the uploads in parts that were
//! begun, which s3s-fs does not list, and the faults.

use std::collections::BTreeSet;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use eframe_core::upload::{Bucket, S3Keys};
use futures_util::stream;
use http::{Method, Request, Response, StatusCode};
use http_body::Frame;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt as _, Full, StreamBody};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use s3s::auth::SimpleAuth;
use s3s::dto::*;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s::{S3, S3Request, S3Response, S3Result};
use s3s_fs::FileSystem;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::{AbortHandle, JoinSet};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// The bucket that is there.
pub(crate) const BUCKET: &str = "wego-files";
/// The keys that open it.
pub(crate) const KEYS: [&str; 2] = ["AKIDTEST", "secret/of+the=test"];

/// The authority that signed the certificate below: for tests alone, good for a hundred years.
pub(crate) const AUTHORITY: &[u8] = include_bytes!("../files/tls/authority.pem");
const LEAF: &[u8] = include_bytes!("../files/tls/localhost.pem");
const KEY: &[u8] = include_bytes!("../files/tls/localhost.key");

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It answers with this status and this code, and does nothing.
    Says(u16, &'static str),
    /// It closes the connection and does nothing.
    HangsUp,
    /// It does what it is asked, and closes the connection without an answer.
    LosesAnswer,
    /// What arrives is another byte than was sent.
    Garbles,
    /// It answers with so many bytes, at most half of them, and closes the connection.
    BreaksOff(usize),
    /// It never answers.
    Stalls,
}

/// A server with an empty bucket, on a free port; gone when dropped.
pub(crate) struct S3Server {
    pub(crate) address: SocketAddr,
    folder: TempDir,
    shared: Arc<Shared>,
    running: AbortHandle,
}

impl Drop for S3Server {
    fn drop(&mut self) {
        self.running.abort();
    }
}

/// A server that went, with its bucket.
pub(crate) struct Gone {
    address: SocketAddr,
    folder: TempDir,
}

impl Gone {
    /// It is there again at the same address.
    pub(crate) async fn comes_back(self) -> S3Server {
        let listener = loop {
            // Until what was there has let the port go.
            match TcpListener::bind(self.address).await {
                Ok(listener) => break listener,
                Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
            }
        };
        S3Server::on(listener, self.folder, None)
    }
}

#[derive(Default)]
struct Shared {
    begun: Mutex<BTreeSet<(String, String)>>,
    faults: Mutex<Vec<(&'static str, &'static str, usize, Fault)>>,
    asked: Mutex<Vec<String>>,
}

impl S3Server {
    pub(crate) async fn start() -> Self {
        Self::begin(None).await
    }

    /// One that speaks TLS, by a certificate for `localhost` of an authority of its own.
    pub(crate) async fn with_tls() -> Self {
        let chain = CertificateDer::pem_slice_iter(LEAF).collect::<Result<Vec<_>, _>>();
        let key = PrivateKeyDer::from_pem_slice(KEY).expect("a key");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(chain.expect("a certificate"), key);
        Self::begin(Some(TlsAcceptor::from(Arc::new(config.expect("a pair"))))).await
    }

    async fn begin(tls: Option<TlsAcceptor>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join(BUCKET)).expect("a bucket");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        Self::on(listener, folder, tls)
    }

    fn on(listener: TcpListener, folder: TempDir, tls: Option<TlsAcceptor>) -> Self {
        let shared = Arc::new(Shared::default());
        let files = FileSystem::new(folder.path()).expect("a store");
        let mut builder = S3ServiceBuilder::new(Store { files, shared: Arc::clone(&shared) });
        builder.set_auth(SimpleAuth::from_single(KEYS[0], KEYS[1]));
        let address = listener.local_addr().expect("an address");
        let running = tokio::spawn(run(listener, tls, builder.build(), Arc::clone(&shared)));
        Self { address, folder, shared, running: running.abort_handle() }
    }

    /// It goes, with all its connections; its bucket stays.
    pub(crate) fn goes(mut self) -> Gone {
        self.running.abort();
        let other = tempfile::tempdir().expect("a folder");
        Gone { address: self.address, folder: std::mem::replace(&mut self.folder, other) }
    }

    /// The bucket as a client is told of it.
    pub(crate) fn bucket(&self) -> Bucket {
        let bucket = Bucket::new(BUCKET).and_then(|bucket| bucket.at(&self.endpoint()));
        bucket.expect("a bucket").patience(Duration::from_secs(5))
    }

    pub(crate) fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn keys() -> S3Keys {
        S3Keys::new(KEYS[0], KEYS[1], None).expect("keys")
    }

    /// From now on the next `times` requests of this method, whose address has this part, fare like that.
    pub(crate) fn fails(
        &self,
        method: &'static str,
        part: &'static str,
        times: usize,
        fault: Fault,
    ) {
        self.shared.faults.lock().unwrap().push((method, part, times, fault));
    }

    /// Nothing goes wrong any more.
    pub(crate) fn recovers(&self) {
        self.shared.faults.lock().unwrap().clear();
    }

    /// Method and path with query of all requests so far.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.shared.asked.lock().unwrap().clone()
    }

    /// What the bucket holds, by its keys, and the uploads that were begun and not ended.
    pub(crate) fn left(&self) -> Vec<String> {
        let mut found = Vec::new();
        let bucket = self.folder.path().join(BUCKET);
        visit(&bucket, &bucket, &mut found);
        let begun = self.shared.begun.lock().unwrap();
        found.extend(begun.iter().map(|(key, _)| format!("{key} (begun)")));
        found.sort();
        found
    }

    /// Where the bytes of an object lie.
    pub(crate) fn object(&self, key: &str) -> PathBuf {
        self.folder.path().join(BUCKET).join(key)
    }
}

fn visit(bucket: &Path, folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            visit(bucket, &path, found);
        } else {
            let key = path.strip_prefix(bucket).expect("below");
            found.push(key.display().to_string());
        }
    }
}

type Answer = Response<UnsyncBoxBody<Bytes, io::Error>>;

async fn run(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    service: S3Service,
    shared: Arc<Shared>,
) {
    // Whoever is served when it goes, is not any more.
    let mut served = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let (service, shared, tls) = (service.clone(), Arc::clone(&shared), tls.clone());
        served.spawn(async move {
            // A connection that breaks is what some tests are about.
            match tls {
                None => serve(TokioIo::new(stream), service, shared).await,
                Some(tls) => {
                    if let Ok(stream) = tls.accept(stream).await {
                        serve(TokioIo::new(stream), service, shared).await;
                    }
                }
            }
        });
    }
}

async fn serve(
    stream: impl hyper::rt::Read + hyper::rt::Write + Unpin,
    service: S3Service,
    shared: Arc<Shared>,
) {
    let answer = service_fn(move |request| answer(service.clone(), Arc::clone(&shared), request));
    let _ = hyper::server::conn::http1::Builder::new().serve_connection(stream, answer).await;
}

async fn answer(
    service: S3Service,
    shared: Arc<Shared>,
    request: Request<Incoming>,
) -> io::Result<Answer> {
    let (head, body) = request.into_parts();
    let asked = format!("{} {}", head.method, head.uri);
    shared.asked.lock().unwrap().push(asked.clone());
    let fault = shared.fault(&head.method, &asked);
    let mut body = body.collect().await.map_err(io::Error::other)?.to_bytes();
    match fault {
        Some(Fault::Says(status, code)) => return Ok(said(status, code)),
        Some(Fault::HangsUp) => return Err(io::Error::other("hangs up")),
        Some(Fault::Stalls) => std::future::pending().await,
        Some(Fault::Garbles) if head.method == Method::PUT => {
            let mut other = body.to_vec();
            other[0] ^= 1;
            body = other.into();
        }
        _ => {}
    }
    let done = service.call(Request::from_parts(head, s3s::Body::from(body))).await;
    let done = done.map_err(|error| io::Error::other(format!("{error:?}")))?;
    let (head, body) = done.into_parts();
    let bytes = body.collect().await.map_err(io::Error::other)?.to_bytes();
    match fault {
        Some(Fault::LosesAnswer) => Err(io::Error::other("the answer is lost")),
        Some(Fault::BreaksOff(after)) => {
            let sent = bytes.slice(..after.min(bytes.len() / 2));
            // What was sent has left by then.
            let breaks = async {
                tokio::time::sleep(Duration::from_millis(20)).await;
                Err(io::Error::other("breaks off"))
            };
            let sent = stream::iter([Ok(Frame::data(sent))]);
            let pieces = stream::StreamExt::chain(sent, stream::once(breaks));
            Ok(Response::from_parts(head, StreamBody::new(pieces).boxed_unsync()))
        }
        _ => Ok(Response::from_parts(head, full(bytes))),
    }
}

fn said(status: u16, code: &str) -> Answer {
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>{} {}</Message></Error>",
        KEYS[0], KEYS[1]
    );
    let mut answer = Response::new(full(text.into()));
    *answer.status_mut() = StatusCode::from_u16(status).expect("a status");
    answer
}

fn full(bytes: Bytes) -> UnsyncBoxBody<Bytes, io::Error> {
    Full::new(bytes).map_err(|never| match never {}).boxed_unsync()
}

impl Shared {
    fn fault(&self, method: &Method, asked: &str) -> Option<Fault> {
        let mut faults = self.faults.lock().unwrap();
        let (.., left, fault) = faults.iter_mut().find(|(known, part, left, _)| {
            *left > 0 && *method == **known && asked.contains(part)
        })?;
        *left -= 1;
        Some(*fault)
    }
}

/// The files, and what was begun.
struct Store {
    files: FileSystem,
    shared: Arc<Shared>,
}

/// A bucket that is not there is said to be so, which s3s-fs does not do everywhere.
fn is_there(bucket: &str) -> S3Result<()> {
    if bucket == BUCKET { Ok(()) } else { Err(s3s::s3_error!(NoSuchBucket)) }
}

/// What s3s-fs answers by itself.
macro_rules! passed_on {
    ($($name:ident: $input:ident => $output:ident),*; $($own:tt)*) => {
        #[async_trait]
        impl S3 for Store {
            $(async fn $name(&self, asked: S3Request<$input>) -> S3Result<S3Response<$output>> {
                is_there(&asked.input.bucket)?;
                self.files.$name(asked).await
            })*
            $($own)*
        }
    };
}

passed_on! {
    delete_object: DeleteObjectInput => DeleteObjectOutput,
    get_object: GetObjectInput => GetObjectOutput,
    head_object: HeadObjectInput => HeadObjectOutput,
    list_objects_v2: ListObjectsV2Input => ListObjectsV2Output,
    put_object: PutObjectInput => PutObjectOutput,
    upload_part: UploadPartInput => UploadPartOutput;

    async fn create_multipart_upload(
        &self,
        asked: S3Request<CreateMultipartUploadInput>,
    ) -> S3Result<S3Response<CreateMultipartUploadOutput>> {
        is_there(&asked.input.bucket)?;
        let key = asked.input.key.clone();
        let answer = self.files.create_multipart_upload(asked).await?;
        let upload = answer.output.upload_id.clone().unwrap_or_default();
        self.shared.begun.lock().unwrap().insert((key, upload));
        Ok(answer)
    }

    async fn complete_multipart_upload(
        &self,
        asked: S3Request<CompleteMultipartUploadInput>,
    ) -> S3Result<S3Response<CompleteMultipartUploadOutput>> {
        let begun = (asked.input.key.clone(), asked.input.upload_id.clone());
        // Nor does s3s-fs say that there is no such upload.
        if !self.shared.begun.lock().unwrap().contains(&begun) {
            return Err(s3s::s3_error!(NoSuchUpload));
        }
        let answer = self.files.complete_multipart_upload(asked).await?;
        self.shared.begun.lock().unwrap().remove(&begun);
        Ok(answer)
    }

    async fn abort_multipart_upload(
        &self,
        asked: S3Request<AbortMultipartUploadInput>,
    ) -> S3Result<S3Response<AbortMultipartUploadOutput>> {
        let begun = (asked.input.key.clone(), asked.input.upload_id.clone());
        if !self.shared.begun.lock().unwrap().remove(&begun) {
            return Err(s3s::s3_error!(NoSuchUpload));
        }
        self.files.abort_multipart_upload(asked).await
    }

    /// One at a time, so that whoever asks has to turn pages.
    async fn list_multipart_uploads(
        &self,
        asked: S3Request<ListMultipartUploadsInput>,
    ) -> S3Result<S3Response<ListMultipartUploadsOutput>> {
        let asked = asked.input;
        is_there(&asked.bucket)?;
        let after = (asked.key_marker.unwrap_or_default(), asked.upload_id_marker.unwrap_or_default());
        let prefix = asked.prefix.unwrap_or_default();
        let begun = self.shared.begun.lock().unwrap();
        let mut found = begun.iter().filter(|one| **one > after && one.0.starts_with(&prefix));
        let (first, more) = (found.next().cloned(), found.next().is_some());
        let upload = first.clone().map(|(key, upload)| MultipartUpload {
            key: Some(key),
            upload_id: Some(upload),
            ..MultipartUpload::default()
        });
        let (key, upload_id) = first.unzip();
        Ok(S3Response::new(ListMultipartUploadsOutput {
            is_truncated: Some(more),
            next_key_marker: key.filter(|_| more),
            next_upload_id_marker: upload_id.filter(|_| more),
            uploads: Some(upload.into_iter().collect()),
            ..ListMultipartUploadsOutput::default()
        }))
    }
}
