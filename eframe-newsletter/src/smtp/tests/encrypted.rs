//! Encryption, with a mail server whose certificate an authority of its own signed. Its address is `0.0.0.0`, which leads to this
//! machine and is not known to: a server that is known to be here is not asked to encrypt.

use std::future::ready;
use std::io;
use std::sync::{Arc, Mutex};

use eframe_core::mail::SmtpUrl;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{ServerConfig, crypto};

use super::{FROM, LETTER, Line, Outcome, Trouble, patience, settled};
use crate::note::Note;

/// The authority that signed the certificate below, which is for `0.0.0.0`: for tests alone, good for a hundred years.
const AUTHORITY: &[u8] = include_bytes!("../../../tests/it/keys/tls/authority.pem");
const LEAF: &[u8] = include_bytes!("../../../tests/it/keys/tls/mail.pem");
const KEY: &[u8] = include_bytes!("../../../tests/it/keys/tls/mail.key");

/// How a server goes about encryption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// From the first byte.
    First,
    /// When it is asked to.
    Asked,
    /// When it is asked to, and somebody on the way adds an answer to the last one that can be read.
    Added,
    /// It says that it can, and then that it cannot.
    Refuses,
    /// It cannot.
    Never,
}

/// What a server heard, and whether that was encrypted.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<(bool, String)>>>);

impl Heard {
    /// What it heard so.
    fn lines(&self, encrypted: bool) -> Vec<String> {
        let all = self.0.lock().unwrap();
        let these = all.iter().filter(|(how, _)| *how == encrypted);
        these.map(|(_, line)| line.clone()).collect()
    }
}

/// A server that goes about it in this way: its port, and what it hears.
async fn server(way: Way) -> (u16, Heard) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (port, heard) = (listener.local_addr().unwrap().port(), Heard::default());
    let (hearing, acceptor) = (heard.clone(), acceptor());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // A client that goes away, as one does that does not believe the certificate, is nothing to speak of.
            let _ = serve(stream, way, &acceptor, &hearing).await;
        }
    });
    (port, heard)
}

fn acceptor() -> TlsAcceptor {
    let chain = CertificateDer::pem_slice_iter(LEAF).collect::<Result<Vec<_>, _>>().unwrap();
    let key = PrivateKeyDer::from_pem_slice(KEY).unwrap();
    let provider = Arc::new(crypto::ring::default_provider());
    let config =
        ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.unwrap().with_no_client_auth().with_single_cert(chain, key);
    TlsAcceptor::from(Arc::new(config.unwrap()))
}

async fn serve(
    stream: TcpStream,
    way: Way,
    acceptor: &TlsAcceptor,
    heard: &Heard,
) -> io::Result<()> {
    if way == Way::First {
        let mut stream = acceptor.accept(stream).await?;
        stream.write_all(b"220 mail.example\r\n").await?;
        return talk(stream, None, heard).await.map(drop);
    }
    let mut stream = stream;
    stream.write_all(b"220 mail.example\r\n").await?;
    let Some(stream) = talk(stream, Some(way), heard).await? else { return Ok(()) };
    talk(acceptor.accept(stream).await?, None, heard).await.map(drop)
}

/// Speaks with a client: to its end, or until the two go on encrypted. Without a way they do already.
async fn talk<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    way: Option<Way>,
    heard: &Heard,
) -> io::Result<Option<S>> {
    let (mut stream, mut in_letter) = (BufReader::new(stream), false);
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(None);
        }
        let line = line.trim_end();
        heard.0.lock().unwrap().push((way.is_none(), line.to_owned()));
        let offered = way.is_some_and(|way| way != Way::Never);
        let answer = match line.split(' ').next().unwrap_or_default() {
            "." => {
                in_letter = false;
                "250 kept\r\n"
            }
            _ if in_letter => continue,
            "EHLO" if offered => "250-mail.example\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n",
            "EHLO" => "250-mail.example\r\n250-PIPELINING\r\n250 AUTH PLAIN\r\n",
            "STARTTLS" => match way {
                Some(Way::Added) => "220 go\r\n250-mail.example\r\n250 AUTH PLAIN\r\n",
                Some(Way::Refuses) => "454 4.7.0 not now\r\n",
                _ => "220 go\r\n",
            },
            "DATA" => {
                in_letter = true;
                "354 go\r\n"
            }
            "AUTH" => "235 fine\r\n",
            _ => "250 fine\r\n",
        };
        stream.write_all(answer.as_bytes()).await?;
        stream.flush().await?;
        if line == "STARTTLS" && answer.starts_with("220") {
            return Ok(Some(stream.into_inner()));
        }
    }
}

/// The address of a server, which asks for a password.
fn url(way: Way, host: &str, port: u16) -> SmtpUrl {
    let scheme = if way == Way::First { "smtps" } else { "smtp" };
    format!("{scheme}://wego:hunter2@{host}:{port}").parse().unwrap()
}

async fn open(url: &SmtpUrl) -> Result<Line, Trouble> {
    Line::open(url, "city.example", patience()).await
}

#[tokio::test]
async fn bad_input_60_a_server_whose_authority_is_named_gets_everything_encrypted() {
    for way in [Way::First, Way::Asked] {
        let (port, heard) = server(way).await;
        let trusting = url(way, "0.0.0.0", port).trusting(AUTHORITY).unwrap();
        let mut line = open(&trusting).await.expect("trusted");
        let sent = settled(line.send(FROM, "a@x.example", LETTER, ready(true)).await);
        assert!(matches!(sent, Outcome::Taken(_)), "{way:?}: {sent:?}");
        line.close().await;
        let asked = if way == Way::First { vec![] } else { vec!["EHLO city.example", "STARTTLS"] };
        assert_eq!(heard.lines(false), asked, "all that can be read on the way");
        let heard = heard.lines(true);
        // It is greeted anew: what it said before is forgotten.
        assert_eq!(heard[0], "EHLO city.example", "{way:?}");
        assert!(heard[1].starts_with("AUTH PLAIN "), "{way:?}: {heard:?}");
        assert!(heard.contains(&"Subject: News".to_owned()), "{way:?}: {heard:?}");
    }
}

#[tokio::test]
async fn bad_input_60_a_certificate_that_nobody_vouches_for_is_trouble_and_no_word_leaves() {
    for way in [Way::First, Way::Asked] {
        let (port, heard) = server(way).await;
        let unknown = url(way, "0.0.0.0", port);
        // One of the same authority, for another server.
        let other = url(Way::First, "127.0.0.1", port).trusting(AUTHORITY).unwrap();
        let of_other = if way == Way::First { vec![other] } else { vec![] };
        for refused in [unknown].into_iter().chain(of_other) {
            let trouble = open(&refused).await.err().expect("no line").to_string();
            assert!(trouble.contains("certificate"), "{way:?}: {trouble}");
            assert!(!trouble.contains("hunter2"), "{way:?}: {trouble}");
        }
        assert_eq!(heard.lines(true), Vec::<String>::new(), "{way:?}");
        assert!(!heard.lines(false).iter().any(|line| line.starts_with("AUTH")), "{way:?}");
    }
}

#[tokio::test]
async fn bad_input_60_words_before_the_encryption_are_not_believed() {
    let (port, heard) = server(Way::Added).await;
    let trusting = url(Way::Added, "0.0.0.0", port).trusting(AUTHORITY).unwrap();
    let trouble = open(&trusting).await.err().expect("no line").to_string();
    assert!(trouble.contains("words before the encryption"), "{trouble}");
    assert_eq!(heard.lines(false), ["EHLO city.example", "STARTTLS"]);
    assert_eq!(heard.lines(true), Vec::<String>::new());
}

#[tokio::test]
async fn bad_input_60_without_encryption_no_password_and_no_letter_leaves_for_another_machine() {
    for way in [Way::Refuses, Way::Never] {
        let (port, heard) = server(way).await;
        let url = url(way, "0.0.0.0", port).trusting(AUTHORITY).unwrap();
        let trouble = open(&url).await.err().expect("no line").to_string();
        if way == Way::Never {
            assert_eq!(Note::read(&trouble), Some(Note::Unencrypted(&url.to_string())));
        } else {
            assert_eq!(trouble, "STARTTLS: 454 4.7.0 not now");
        }
        assert!(!heard.lines(false).iter().any(|line| line.starts_with("AUTH")), "{way:?}");
    }
}
