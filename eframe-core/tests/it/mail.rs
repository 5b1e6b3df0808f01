//! Letters over a real socket, to a mail server that misbehaves as it is told.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use eframe_core::mail::{Letter, MailError, Mailer, Sender, SmtpMailer, SmtpUrl};
use eframe_core::test::FixedClock;
use tokio::io::{
    AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader, Lines,
};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use uuid::Uuid;

/// The authority that signed the certificate below: for tests alone, good for a hundred years.
const AUTHORITY: &[u8] = include_bytes!("files/tls/authority.pem");
const LEAF: &[u8] = include_bytes!("files/tls/localhost.pem");
const KEY: &[u8] = include_bytes!("files/tls/localhost.key");

/// What the server does with a letter, by its recipient.
const REFUSED: &str = "refused@example.org";
const LATER: &str = "later@example.org";
const SILENT: &str = "silent@example.org";
const LEAVES: &str = "leaves@example.org";

#[derive(Clone, Default)]
struct Sink {
    letters: Arc<Mutex<Vec<(String, String)>>>,
    connections: Arc<Mutex<usize>>,
}

impl Sink {
    async fn start() -> (Self, SmtpMailer, JoinHandle<()>) {
        let sink = Self::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap()).parse().unwrap();
        let from = Sender::new("City", "post@city.example".parse().unwrap());
        let mailer = SmtpMailer::new(url, from, Arc::new(FixedClock::default()));
        let serving = sink.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                *serving.connections.lock().unwrap() += 1;
                tokio::spawn(serving.clone().talk(stream));
            }
        });
        (sink, mailer, task)
    }

    /// One that speaks TLS from the first byte, by a certificate for `localhost` of an authority of its own; and its port.
    async fn start_encrypted() -> (Self, u16) {
        let chain = CertificateDer::pem_slice_iter(LEAF).collect::<Result<Vec<_>, _>>();
        let key = PrivateKeyDer::from_pem_slice(KEY).expect("a key");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(chain.expect("a certificate"), key);
        let acceptor = TlsAcceptor::from(Arc::new(config.expect("a pair")));
        let sink = Self::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (port, serving) = (listener.local_addr().unwrap().port(), sink.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                *serving.connections.lock().unwrap() += 1;
                // Whoever does not believe the certificate goes away.
                if let Ok(stream) = acceptor.accept(stream).await {
                    tokio::spawn(serving.clone().talk(stream));
                }
            }
        });
        (sink, port)
    }

    async fn talk(self, stream: impl AsyncRead + AsyncWrite + Send + 'static) -> Option<()> {
        let (read, mut write) = tokio::io::split(stream);
        let mut lines = BufReader::new(read).lines();
        let mut to = String::new();
        write.write_all(b"220 sink\r\n").await.ok()?;
        while let Some(line) = lines.next_line().await.ok()? {
            let answer = match line.split([' ', ':']).next()? {
                "EHLO" => "250 sink",
                "RCPT" => {
                    to = line.split(['<', '>']).nth(1)?.to_owned();
                    match to.as_str() {
                        REFUSED => "550 5.1.1 nobody of that name",
                        LATER => "451 4.3.0 come back",
                        _ => "250 ok",
                    }
                }
                "DATA" => {
                    write.write_all(b"354 go on\r\n").await.ok()?;
                    let letter = whole(&mut lines).await?;
                    if to == SILENT {
                        std::future::pending::<()>().await;
                    }
                    self.letters.lock().unwrap().push((to.clone(), letter));
                    "250 taken"
                }
                _ => "250 ok",
            };
            write.write_all(format!("{answer}\r\n").as_bytes()).await.ok()?;
            if answer == "250 taken" && to == LEAVES {
                return None;
            }
        }
        None
    }

    fn taken(&self) -> Vec<String> {
        self.letters.lock().unwrap().iter().map(|(to, _)| to.clone()).collect()
    }
}

async fn whole(lines: &mut Lines<impl AsyncBufRead + Unpin>) -> Option<String> {
    let mut letter = String::new();
    loop {
        let line = lines.next_line().await.ok()??;
        if line == "." {
            return Some(letter);
        }
        letter.push_str(line.strip_prefix('.').unwrap_or(&line));
        letter.push('\n');
    }
}

fn to(address: &str) -> Letter {
    Letter::new(Uuid::from_u128(9), address.parse().unwrap(), "Hello", "A line\n.\n..and dots\n")
}

#[tokio::test]
async fn letters_share_a_connection_and_arrive_whole() {
    let (sink, mailer, _task) = Sink::start().await;
    for _ in 0..3 {
        mailer.send(&to("mina@example.org")).await.unwrap();
    }
    assert_eq!(sink.taken().len(), 3);
    assert_eq!(*sink.connections.lock().unwrap(), 1);
    let letter = sink.letters.lock().unwrap()[0].1.clone();
    assert!(
        letter.ends_with("A line\n.\n..and dots\n\n")
            || letter.ends_with("A line\n.\n..and dots\n"),
        "{letter}"
    );
}

#[tokio::test]
async fn a_refusal_is_final_and_a_bad_moment_is_not() {
    let (sink, mailer, _task) = Sink::start().await;
    let refused = mailer.send(&to(REFUSED)).await.unwrap_err();
    assert!(
        matches!(&refused, MailError::Recipient(550, why) if why.starts_with("5.1.1")),
        "{refused}"
    );
    let later = mailer.send(&to(LATER)).await.unwrap_err();
    assert!(matches!(later, MailError::Later(_)), "{later}");
    mailer.send(&to("mina@example.org")).await.unwrap();
    assert_eq!(sink.taken(), ["mina@example.org"]);
}

#[tokio::test]
async fn a_server_that_falls_silent_never_answers_for_the_next_letter() {
    let (sink, mailer, _task) = Sink::start().await;
    let mailer = mailer.timeout(Duration::from_millis(200));
    let unknown = mailer.send(&to(SILENT)).await.unwrap_err();
    assert!(matches!(unknown, MailError::Unknown(_)), "{unknown}");
    mailer.timeout(Duration::from_secs(30)).send(&to("mina@example.org")).await.unwrap();
    assert_eq!(sink.taken(), ["mina@example.org"]);
}

#[tokio::test]
async fn a_connection_the_server_closed_is_replaced() {
    let (sink, mailer, _task) = Sink::start().await;
    mailer.send(&to(LEAVES)).await.unwrap();
    mailer.send(&to("mina@example.org")).await.unwrap();
    assert_eq!(sink.taken(), [LEAVES, "mina@example.org"]);
    assert_eq!(*sink.connections.lock().unwrap(), 2);
}

#[tokio::test]
async fn a_server_that_is_down_means_later() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap()).parse().unwrap();
    drop(listener);
    let from = Sender::new("City", "post@city.example".parse().unwrap());
    let mailer = SmtpMailer::new(url, from, Arc::new(FixedClock::default()));
    assert!(matches!(mailer.send(&to("mina@example.org")).await, Err(MailError::Later(_))));
}

#[tokio::test]
async fn bad_input_60_a_server_of_an_authority_of_its_own_is_trusted_where_that_is_named() {
    let (sink, port) = Sink::start_encrypted().await;
    let url = || format!("smtps://localhost:{port}").parse::<SmtpUrl>().unwrap();
    let mailer = |url| {
        let from = Sender::new("City", "post@city.example".parse().unwrap());
        SmtpMailer::new(url, from, Arc::new(FixedClock::default()))
    };
    let refused = mailer(url()).send(&to("mina@example.org")).await.unwrap_err();
    let told = refused.to_string();
    assert!(matches!(refused, MailError::Later(_)) && told.contains("certificate"), "{told}");
    assert_eq!(sink.taken(), Vec::<String>::new());
    let trusting = url().trusting(AUTHORITY).unwrap();
    mailer(trusting).send(&to("mina@example.org")).await.unwrap();
    assert_eq!(sink.taken(), ["mina@example.org"]);
}
