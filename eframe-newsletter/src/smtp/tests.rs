mod encrypted;

use std::future::ready;
use std::time::Duration;

use eframe_core::test::mail_server::{MailServer, Manner, Step};

use super::*;
use crate::model::Outcome;

const LETTER: &[u8] = b"Subject: News\r\n\r\nText\r\n.\r\n";
const FROM: &str = "bounces+a@city.example";

/// Short, so that a stall is one soon.
fn patience() -> Patience {
    let short = Duration::from_millis(300);
    Patience { connect: Duration::from_secs(5), command: short, letter: short, verdict: short }
}

async fn open(server: &MailServer) -> Line {
    Line::open(&server.url().parse().unwrap(), "city.example", patience()).await.unwrap()
}

/// Both with and without pipelining.
async fn servers(
    manners: impl Fn(&eframe_core::test::mail_server::Announced) -> Manner
    + Clone
    + Send
    + Sync
    + 'static,
) -> [MailServer; 2] {
    [MailServer::start(manners.clone()).await, MailServer::start_with(manners, false).await]
}

fn settled(sent: Sent) -> Outcome {
    match sent {
        Sent::Settled(outcome) => outcome,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn many_letters_go_over_one_connection() {
    for server in servers(|_| Manner::Take).await {
        let mut line = open(&server).await;
        for number in 0..20 {
            let to = format!("{number}@seoul.example");
            let taken = settled(line.send(FROM, &to, LETTER, ready(true)).await);
            assert!(matches!(taken, Outcome::Taken(reply) if reply.code == 250), "{to}");
        }
        line.close().await;
        assert_eq!(server.connections().0, 1);
        let kept = server.kept();
        assert_eq!(kept.len(), 20);
        assert!(kept.iter().all(|kept| kept.to.len() == 1 && kept.from == FROM));
        assert_eq!(kept[0].bytes, b"Subject: News\r\n\r\nText\r\n");
    }
}

#[tokio::test]
async fn bad_input_60_every_refusal_is_told_and_the_next_letter_goes_all_the_same() {
    let said = |step, line: &str| Manner::Answer(step, line.to_owned());
    let cases = [
        ("grey", said(Step::Recipient, "451 4.7.1 come back"), Some(451)),
        ("unknown", said(Step::Recipient, "550 5.1.1 <unknown@x.example> nobody"), Some(550)),
        ("full", said(Step::Data, "552 5.2.2 full"), Some(552)),
        ("busy", said(Step::Letter, "452 4.3.1 no room"), Some(452)),
        ("spam", said(Step::Letter, "554 5.7.1 no"), Some(554)),
    ];
    let manners = cases.clone();
    for server in servers(move |asked| {
        let name = asked.to.split('@').next().unwrap();
        let known = manners.iter().find(|(known, ..)| *known == name);
        known.map_or(Manner::Take, |(_, manner, _)| manner.clone())
    })
    .await
    {
        let mut line = open(&server).await;
        for (name, _, code) in &cases {
            let to = format!("{name}@x.example");
            let outcome = settled(line.send(FROM, &to, LETTER, ready(true)).await);
            let reply = match outcome {
                Outcome::Later(reply) if reply.code < 500 => reply,
                Outcome::Refused(reply) if reply.code >= 500 => reply,
                other => panic!("{name}: {other:?}"),
            };
            assert_eq!(Some(reply.code), *code, "{name}");
            assert!(!reply.text.contains("x.example"), "{reply}");
            assert!(line.is_usable());
            let next = settled(line.send(FROM, "fine@x.example", LETTER, ready(true)).await);
            assert!(matches!(next, Outcome::Taken(_)), "after {name}: {next:?}");
        }
        assert_eq!(server.connections().0, 1);
        assert_eq!(server.count(), cases.len());
    }
}

#[tokio::test]
async fn bad_input_58_only_a_letter_that_left_whole_is_in_doubt() {
    for step in [Step::Recipient, Step::Data, Step::Letter, Step::Kept] {
        for manner in [Manner::Stall(step), Manner::HangUp(step)] {
            for server in servers({
                let manner = manner.clone();
                move |_| manner.clone()
            })
            .await
            {
                let mut line = open(&server).await;
                let outcome = settled(line.send(FROM, "a@x.example", LETTER, ready(true)).await);
                let in_doubt = matches!(outcome, Outcome::Lost(_));
                assert_eq!(
                    in_doubt,
                    matches!(step, Step::Letter | Step::Kept),
                    "{manner:?}: {outcome:?}"
                );
                assert!(!line.is_usable(), "{manner:?}");
                assert_eq!(server.count(), usize::from(step == Step::Kept));
            }
        }
    }
}

#[tokio::test]
async fn a_server_that_ends_the_connection_between_two_letters_loses_none() {
    // 421 after a letter that was taken, as servers do that count.
    let bye = || Manner::Answer(Step::Kept, "250 kept, and that is all".to_owned());
    for server in servers(move |_| bye()).await {
        let mut line = open(&server).await;
        assert!(matches!(
            settled(line.send(FROM, "a@x.example", LETTER, ready(true)).await),
            Outcome::Taken(_)
        ));
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut read = [0; 4_096];
        for answer in [
            "220 a\r\n",
            "250-a\r\n250 PIPELINING\r\n",
            "250 a\r\n250 a\r\n354 a\r\n",
            "250 kept\r\n",
            "421 enough\r\n",
        ] {
            if !answer.starts_with("220") {
                let _ = stream.read(&mut read).await.unwrap();
            }
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    let mut line = Line::open(&url.parse().unwrap(), "city.example", patience()).await.unwrap();
    assert!(matches!(
        settled(line.send(FROM, "a@x.example", LETTER, ready(true)).await),
        Outcome::Taken(_)
    ));
    assert_eq!(line.send(FROM, "b@x.example", LETTER, ready(true)).await, Sent::NotBegun);
    assert!(!line.is_usable());
}

#[tokio::test]
async fn a_server_that_takes_nothing_is_trouble_of_no_recipient() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut read = [0; 4_096];
            for answer in [
                "220 a\r\n",
                "250-a\r\n250 PIPELINING\r\n",
                "530 5.7.0 sign in\r\n530 a\r\n530 a\r\n",
            ] {
                if !answer.starts_with("220") {
                    let _ = stream.read(&mut read).await.unwrap();
                }
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
        }
    });
    let mut line = Line::open(&url.parse().unwrap(), "city.example", patience()).await.unwrap();
    let sent = line.send(FROM, "a@x.example", LETTER, ready(true)).await;
    assert!(matches!(&sent, Sent::Trouble(why) if why.to_string().contains("530")), "{sent:?}");
    // Nobody listens there.
    let nobody =
        Line::open(&"smtp://127.0.0.1:1".parse().unwrap(), "city.example", patience()).await;
    assert!(nobody.is_err());
}

#[tokio::test]
async fn bad_input_53_a_letter_that_may_not_leave_any_more_breaks_off_when_the_server_waits_for_it()
{
    for server in servers(|_| Manner::Take).await {
        let mut line = open(&server).await;
        let sent = line.send(FROM, "a@x.example", LETTER, ready(false)).await;
        assert_eq!(sent, Sent::Withheld);
        assert!(!line.is_usable(), "whatever is said now is part of the letter");
        line.close().await;
        while server.broken_off().is_empty() {
            tokio::task::yield_now().await;
        }
        assert_eq!((server.broken_off(), server.count()), (vec!["a@x.example".to_owned()], 0));
    }
}

#[tokio::test]
async fn bad_input_60_a_server_that_ends_the_connection_after_a_refused_first_letter_is_no_trouble()
{
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut read = [0; 4_096];
        for answer in [
            "220 a\r\n",
            "250-a\r\n250 PIPELINING\r\n",
            "250 a\r\n550 5.1.1 nobody\r\n554 a\r\n",
            // After RSET and MAIL.
            "250 a\r\n421 enough\r\n",
        ] {
            if !answer.starts_with("220") {
                let _ = stream.read(&mut read).await.unwrap();
            }
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    let mut line = Line::open(&url.parse().unwrap(), "city.example", patience()).await.unwrap();
    let refused = settled(line.send(FROM, "a@x.example", LETTER, ready(true)).await);
    assert!(matches!(refused, Outcome::Refused(_)), "{refused:?}");
    assert_eq!(line.send(FROM, "b@x.example", LETTER, ready(true)).await, Sent::NotBegun);
}
