//! Letters over a real socket, to a mail server that misbehaves as it is told.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use eframe_core::mail::{Letter, MailError, Mailer, Sender, SmtpMailer};
use eframe_core::test::FixedClock;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use uuid::Uuid;

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

    async fn talk(self, stream: TcpStream) -> Option<()> {
        let (read, mut write) = stream.into_split();
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

async fn whole(
    lines: &mut tokio::io::Lines<BufReader<tokio::net::tcp::OwnedReadHalf>>,
) -> Option<String> {
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
