use eframe_core::test::mail_server::{MailServer, Manner};
use eframe_core::{Body, test};
use http::{Request, StatusCode, header};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::*;

struct Asked {
    status: StatusCode,
    text: String,
}

async fn ask(city: &axum::Router, request: Request<Body>) -> Asked {
    let answer = city.clone().oneshot(request).await.expect("never fails");
    let status = answer.status();
    let bytes = answer.into_body().collect().await.expect("a body").to_bytes();
    Asked { status, text: String::from_utf8_lossy(&bytes).into_owned() }
}

fn get(path: &str) -> Request<Body> {
    Request::get(path).body(Body::default()).expect("a request")
}

fn post(path: &str, form: &str) -> Request<Body> {
    let kind = "application/x-www-form-urlencoded";
    let request = Request::post(path).header(header::CONTENT_TYPE, kind);
    request.body(whole(form)).expect("a request")
}

fn whole(form: &str) -> Body {
    Body::from(axum::body::Body::from(form.to_owned()))
}

/// The path of the link in the only mail that lies in a folder.
fn link(folder: &std::path::Path) -> String {
    let mails = std::fs::read_dir(folder.join("mail")).expect("a folder");
    let texts = mails.map(|mail| std::fs::read_to_string(mail.expect("a file").path()));
    let texts: Vec<String> = texts.map(|text| text.expect("a mail")).collect();
    assert_eq!(texts.len(), 1, "{texts:?}");
    let line = texts[0].lines().find(|line| line.starts_with("http://")).expect("a link");
    line.trim().replace("http://127.0.0.1:8087", "")
}

#[test]
fn what_nobody_knows_on_the_command_line_is_not_taken_for_a_start() {
    let read = |words: &[&str]| {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        match Wish::read(&words) {
            Some(Wish::Serve) => Some("serve".to_owned()),
            Some(Wish::Publish { quarter, file }) => Some(format!("{quarter} of {file}")),
            None => None,
        }
    };
    assert_eq!(read(&[]).as_deref(), Some("serve"));
    let publish = read(&["publish", "2026-Q4", "news.txt"]);
    assert_eq!(publish.as_deref(), Some("2026-Q4 of news.txt"));
    for words in [
        &["publsih", "2026-Q4", "news.txt"][..],
        &["publish"],
        &["publish", "2026-Q4"],
        &["publish", "2026-Q4", "news.txt", "now"],
        &["--help"],
        &[""],
    ] {
        assert_eq!(read(words), None, "{words:?}");
    }
}

#[tokio::test]
async fn somebody_asks_says_yes_gets_an_issue_and_ends_it_by_one_click() {
    for site in test::databases(&[eframe_newsletter::MIGRATIONS]).await {
        let folder = tempfile::tempdir().expect("a folder");
        let mount = Mount::new("http://127.0.0.1:8087");
        let news = newsletter(site.database.clone(), &mount, [7; 32]).expect("a newsletter");
        let city = city(&news, &mount);
        let asked = ask(&city, post("/en/news/", "address=mina%40seoul.example")).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text);
        let from = Sender::new("The city", "news@city.example".parse().expect("an address"));
        let clock = site.database.world().clock.clone();
        let mailer = FileMailer::new(folder.path().join("mail"), from, clock).expect("a folder");
        let workers = news.work(Outbox::builder(site.database.clone()), Arc::new(mailer)).build();
        workers.run_pending().await.expect("the work is done");
        let link = link(folder.path());
        let page = ask(&city, get(&link)).await;
        assert!(page.text.contains("The city"), "who asks for the yes: {}", page.text);
        let (_, hash) = page.text.split_once("name=\"sha256\" value=\"").expect("the words");
        let yes = ask(&city, post(&link, &format!("sha256={}", &hash[..64]))).await;
        assert_eq!(yes.status, StatusCode::SEE_OTHER, "{}", yes.text);
        // An issue, to a mail server of the test.
        let server = MailServer::start(|_| Manner::Take).await;
        let courier = courier(&news, &server.url(), "").expect("an address");
        let written = "A harbour opens\n\nWith **ferries** for everybody.\n";
        publish(&news, "2026-Q4", written).await.expect("ordered");
        courier.run_pending().await.expect("sent");
        let kept = server.kept();
        assert_eq!(kept.len(), 1, "{kept:?}");
        assert_eq!(kept[0].to, ["mina@seoul.example"]);
        assert_eq!(kept[0].header("Subject").as_deref(), Some("A harbour opens"));
        let archive = ask(&city, get("/en/news/archive/2026-Q4")).await;
        assert!(archive.text.contains("<strong>ferries</strong>"), "{}", archive.text);
        // The button of a mail program, as often as it is pressed.
        let letter: String = String::from_utf8_lossy(&kept[0].bytes).split_whitespace().collect();
        let (_, link) =
            letter.split_once("List-Unsubscribe:<http://127.0.0.1:8087").expect("a link");
        let link = &link[..link.find('>').expect("its end")];
        for _ in 0..2 {
            let ended = ask(&city, post(link, "List-Unsubscribe=One-Click")).await;
            assert_eq!(ended.status, StatusCode::OK, "{}", ended.text);
        }
        let nobody = publish(&news, "2027-Q1", written).await.expect_err("nobody reads it");
        assert_eq!(nobody.to_string(), "nobody would get the issue");
    }
}
