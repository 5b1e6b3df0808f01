//! What receivers do: check signatures by the words of the manual, in another language; and a server whose certificate
//! nobody vouches for.

use std::io::Write as _;
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use eframe_webhooks::rules::Overlap;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::{ServerConfig, crypto};

use crate::house::houses;
use crate::receiver::{Got, Receiver};

/// The ten lines of the manual.
fn lines() -> &'static str {
    let manual = include_str!("../../../docs/reference/webhooks.md");
    let (_, rest) = manual.split_once("```python\n").expect("the lines in Python");
    rest.split_once("```").expect("their end").0
}

/// Whether they believe a message, at this second.
fn believed(got: &Got, body: &[u8], secret: &str, second: i64) -> bool {
    let driver = format!(
        "{}\nimport json, sys\ntime.time = lambda: {second}\n\
         told = json.loads(sys.stdin.buffer.readline())\n\
         print(is_ours(told['secret'], told['headers'], sys.stdin.buffer.read()))\n",
        lines()
    );
    let mut python = Command::new(eframe_core::test::python())
        .args(["-u", "-c", &driver])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python starts");
    let told = serde_json::json!({ "secret": secret, "headers": got.headers });
    let mut input = python.stdin.take().expect("an input");
    input.write_all(format!("{told}\n").as_bytes()).expect("written");
    input.write_all(body).expect("written");
    drop(input);
    let output = python.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{output:?}");
    match String::from_utf8_lossy(&output.stdout).trim() {
        "True" => true,
        "False" => false,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn the_ten_lines_of_the_manual_believe_what_is_ours_and_nothing_else() {
    let code = lines().lines().filter(|line| !line.trim().is_empty()).count();
    assert!(code <= 10, "{code} lines");
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        let issued = house.added(&receiver.url()).await;
        house.street_opens("가람 \"Quay\"").await;
        house.send().await;
        let (got, now) = (receiver.got_one(), house.on.clock.now().as_second());
        assert!(believed(&got, &got.body, &issued.secret, now + 299));
        assert!(!believed(&got, &got.body, &issued.secret, now + 301), "an old one");
        assert!(!believed(&got, b"{}", &issued.secret, now), "another body");
        let other = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        assert!(!believed(&got, &got.body, other, now), "another secret");
        let (caller, id) = (crate::house::mina().into(), issued.endpoint.id);
        let rotated = house.webhooks.rotate(&caller, id, None, Overlap::Kept).await;
        let rotated = rotated.expect("changed");
        house.street_opens("Mill").await;
        house.send().await;
        let got = receiver.got_one();
        assert!(believed(&got, &got.body, &issued.secret, now), "both count for a day");
        assert!(believed(&got, &got.body, &rotated.secret, now), "both count for a day");
    }
}

/// A key and a certificate for 127.0.0.1 that it signed itself: of nothing but this test.
const KEY: &str = "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg1O0CiAeOMccGcanBwq3J6DdSGXCv4KizzNZm1jdY\
    UBihRANCAARkh+tbGmHs0edfFXHpJGoftUhjT0mtZNl3FsHBSVWfKytEhzbkF9JUPLfla5/gNBvHZbe1kNDuHH5I\
    tTLvTaP8";
const CERTIFICATE: &str = "MIIBkTCCATagAwIBAgIUMaJvS8kJatb4pcDkqtzpk6CYL0IwCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJMTI3LjAu\
    MC4xMCAXDTI2MTEyNjIyMzQyNVoYDzIxMjYxMTAyMjIzNDI1WjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcq\
    hkjOPQIBBggqhkjOPQMBBwNCAARkh+tbGmHs0edfFXHpJGoftUhjT0mtZNl3FsHBSVWfKytEhzbkF9JUPLfla5/g\
    NBvHZbe1kNDuHH5ItTLvTaP8o2QwYjAdBgNVHQ4EFgQUcBoeZt4pUvLjnYYClpsLX7/ateIwHwYDVR0jBBgwFoAU\
    cBoeZt4pUvLjnYYClpsLX7/ateIwDwYDVR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMC\
    A0kAMEYCIQDxRxK1mMKMRWNFazGPZeaM47VTWQoi7aPcxob3k3oUgAIhAL8xPX1yCp6Yu0GBJZZ5gvHFF9KoTQmi\
    0yws63G7gSTw";

/// A server that speaks TLS and shows this certificate.
pub(crate) async fn self_signed() -> SocketAddr {
    let bytes = |text: &str| BASE64_STANDARD.decode(text).expect("Base64");
    let (key, certificate) = (bytes(KEY), bytes(CERTIFICATE));
    let provider = Arc::new(crypto::ring::default_provider());
    let config =
        ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.expect("TLS").with_no_client_auth().with_single_cert(
        vec![CertificateDer::from(certificate)],
        PrivatePkcs8KeyDer::from(key).into(),
    );
    let acceptor = TlsAcceptor::from(Arc::new(config.expect("a certificate")));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // Nobody who looks at the certificate gets further than this.
            if let Ok(mut stream) = acceptor.accept(stream).await {
                let read = stream.read_u8().await;
                assert!(read.is_err(), "a message was told to a server that nobody vouches for");
            }
        }
    });
    address
}
