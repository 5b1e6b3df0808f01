//! Pictures and documents of the library in texts.

use eframe_cms::model::{Content, DocumentId, End, Ending, Fields, Kind, MediaId};
use eframe_cms::rules::{Import, ImportDocument};
use eframe_cms::{Error, Refusal};
use eframe_core::test::ask::form;

use super::*;

/// A photograph of 1,000 by 500.
pub(super) fn photograph(red: u8) -> Vec<u8> {
    let picture = image::RgbImage::from_pixel(1000, 500, image::Rgb([red, 90, 30]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).expect("encoded");
    bytes.into_inner()
}

fn text(body: &Value) -> Value {
    json!({ "title": "The harbour", "body": body })
}

impl Desk {
    /// A page that Mina begins with this body.
    pub(super) async fn begun(&self, slug: &str, body: &Value) -> Answer {
        let new = json!({ "kind": "page", "language": "en", "slug": slug, "text": text(body) });
        self.api(&mina(), requests::json("POST", "/documents", &new)).await
    }

    pub(super) async fn saved(&self, id: DocumentId, body: &Value) -> Answer {
        let path = format!("/documents/{id}/editions/en/draft");
        let save = requests::json("PUT", &path, &text(body));
        self.api(&mina(), with(save, "if-match", "*")).await
    }

    async fn found(&self, id: DocumentId) -> Vec<String> {
        let checks = format!("/documents/{id}/editions/en/checks");
        let found = self.api(&mina(), get(&checks)).await.json();
        let items = found["items"].as_array().expect("findings").iter();
        let found = items.map(|one| {
            let of = |member: &str| one[member].as_str().expect("text").to_owned();
            format!("{} {}", of("check"), of("field"))
        });
        found.collect()
    }

    async fn public(&self, path: &str) -> StatusCode {
        self.file(&Actor::anonymous(), get(path)).await.status
    }

    pub(super) async fn page(&self, path: &str, language: Language) -> String {
        send(self.cms.pages(), &Actor::anonymous(), language, get(path)).await.text
    }
}

pub(super) fn document(created: &Answer) -> DocumentId {
    assert_eq!(created.status, StatusCode::CREATED, "{}", created.text);
    created.json()["document"].as_str().expect("an id").parse().expect("an id")
}

/// A picture, two of them side by side, and a document.
fn body(picture: &Value, report: &Value) -> Value {
    json!([
        { "type": "image", "file": picture, "alt": "A bridge \"old\"", "decorative": false,
          "caption": "The bridge", "credit": "Mina Park" },
        { "type": "gallery", "title": "More of it", "items": [
            { "file": picture, "alt": "From the east", "decorative": false },
            { "file": picture, "alt": "", "decorative": true } ] },
        { "type": "document", "file": report, "title": "The plan", "caption": "As of 2027" }
    ])
}

#[tokio::test]
async fn what_a_page_shows_is_public_with_it_and_told_to_everyone_who_reads_it() {
    for desk in desks().await {
        let (mut picture, photo) = desk.reference("harbour.jpg", &photograph(200)).await;
        picture["focus"] = json!({ "x": 20, "y": 90 });
        let (report, plan) = desk.reference("plan.pdf", &pdf(1_200_000)).await;
        let id = document(&desk.begun("harbour", &body(&picture, &report)).await);
        for path in [&photo, &plan] {
            assert_eq!(
                desk.public(path).await,
                StatusCode::NOT_FOUND,
                "nobody sees a draft's file"
            );
        }
        desk.publish(id, Language::EN).await;
        for path in [&photo, &plan] {
            assert_eq!(desk.public(path).await, StatusCode::OK);
        }
        let own = format!("/media/{}/1", picture["media"].as_str().expect("an id"));
        assert_eq!(desk.public(&format!("{}/640w.jpg", &own[6..])).await, StatusCode::OK);

        let page = desk.page("/harbour", Language::EN).await;
        let set = format!("{own}/320w.jpg 320w, {own}/640w.jpg 640w, {own}/1000w.jpg 1000w");
        for shown in [
            format!(r#"<img src="{own}/640w.jpg" srcset="{set}""#),
            r#"width="1000" height="500" alt="A bridge &quot;old&quot;" decoding="async">"#
                .to_owned(),
            r#"<figcaption>The bridge <span class="meta">Picture: Mina Park</span></figcaption>"#
                .to_owned(),
            r#"<section class="gallery" aria-label="More of it">"#.to_owned(),
            format!(r#"<a href="{own}/1000w.jpg">"#),
            format!(r#"<a href="{own}/1000w.jpg" aria-label="Picture 2, larger">"#),
            r#"class="focus-x1 focus-y4""#.to_owned(),
            r#"alt="" loading="lazy""#.to_owned(),
            format!(r#"<a href="/media{plan}" download>The plan</a>"#),
            "PDF, 1.3 MB".to_owned(),
        ] {
            assert!(page.contains(&shown), "{shown} in {page}");
        }
        let found = desk.page("/search?q=bridge", Language::EN).await;
        assert!(found.contains("/en/harbour"), "what pictures show is found: {found}");
        let told = desk.api(&reader(), get(&format!("/documents/{id}"))).await.json();
        assert_eq!(told["body"], body(&picture, &report));
        assert_eq!(told["files"].as_array().map(Vec::len), Some(2), "each once: {told}");
        assert_eq!(told["files"][0]["renditions"][1]["url"], format!("{own}/640w.jpg").as_str());
        assert_eq!(told["files"][0]["renditions"][1]["height"], 320);
        assert_eq!(told["files"][1]["url"], format!("/media{plan}").as_str());

        // What is gone takes its files along, what was withdrawn can be looked up with them.
        let path = format!("/media/{}", report["media"].as_str().expect("an id"));
        let shown = desk.api(&vera(), get(&path)).await.json();
        assert_eq!(shown["shownBy"][0]["path"], "/harbour");
        let withdrawn = Ending { end: End::Withdrawn, note: "It is rebuilt.".to_owned() };
        desk.cms.end(&vera().into(), id, Language::EN, &withdrawn).await.expect("ended");
        assert_eq!(desk.public(&plan).await, StatusCode::OK);
        assert_eq!(desk.saved(id, &body(&picture, &report)).await.status, StatusCode::OK);
        desk.publish(id, Language::EN).await;
        let gone = Ending { end: End::Gone, note: String::new() };
        desk.cms.end(&vera().into(), id, Language::EN, &gone).await.expect("ended");
        for path in [&photo, &plan] {
            assert_eq!(desk.public(path).await, StatusCode::NOT_FOUND);
            assert_eq!(desk.file(&mina(), get(path)).await.status, StatusCode::OK);
        }
    }
}

#[tokio::test]
async fn bad_input_7_a_text_says_nothing_of_a_file_that_is_not_so() {
    for desk in desks().await {
        let (picture, _) = desk.reference("harbour.jpg", &photograph(200)).await;
        let (report, _) = desk.reference("plan.pdf", &pdf(64)).await;
        let id = document(&desk.begun("harbour", &body(&picture, &report)).await);
        let nowhere = json!("0198c0de-0000-7000-8000-000000000000");
        for (member, lie) in [
            ("media", nowhere),
            ("number", json!(2)),
            ("sha256", json!("0a".repeat(32))),
            ("name", json!("other.jpg")),
            ("mime", json!("image/png")),
            ("size", json!(1)),
            ("pixels", json!({ "width": 5000, "height": 5000 })),
            ("pixels", Value::Null),
            ("focus", json!({ "x": 101, "y": 0 })),
        ] {
            let mut false_one = picture.clone();
            false_one[member] = lie.clone();
            let image = json!([{ "type": "text", "markdown": "A" }, { "type": "image", "file": false_one,
                "alt": "x", "decorative": false }]);
            let refused = desk.saved(id, &image).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{member}: {lie}");
            assert!(refused.text.contains("body[1].file"), "{}", refused.text);
        }
        let paper = json!([{ "type": "image", "file": report, "alt": "x", "decorative": false }]);
        assert!(
            desk.saved(id, &paper).await.text.contains("body[0].file"),
            "a document is no picture"
        );
        // Whoever may write nothing is not told which files there are.
        let mut other = report.clone();
        other["number"] = json!(2);
        let guess = json!([{ "type": "document", "file": other, "title": "x" }]);
        let new = json!({ "kind": "page", "language": "en", "slug": "x", "text": text(&guess) });
        let stranger = desk.api(&reader(), requests::json("POST", "/documents", &new)).await;
        assert_eq!(stranger.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn what_a_picture_lacks_and_what_became_of_it_is_told_before_it_is_published() {
    for desk in desks().await {
        let (picture, _) = desk.reference("harbour.jpg", &photograph(200)).await;
        let (report, _) = desk.reference("plan.pdf", &pdf(64)).await;
        let mut bare = body(&picture, &report);
        bare[0]["alt"] = json!("");
        bare[1]["items"] = json!([{ "file": picture, "alt": "", "decorative": false },
            { "alt": "Nothing is chosen", "decorative": false }]);
        bare[2]["title"] = json!("");
        let id = document(&desk.begun("harbour", &bare).await);
        let missing = [
            "missing-alt body[0].alt",
            "missing-alt body[1].items[0].alt",
            "incomplete-block body[1].items[1].file",
            "incomplete-block body[2].title",
        ];
        assert_eq!(desk.found(id).await, missing);
        let handed_in = desk.cms.submit(&mina().into(), id, Language::EN).await.expect("in");
        desk.cms.approve(&vera().into(), id, Language::EN, handed_in.hash).await.expect("approved");
        let refused = desk.cms.publish(&vera().into(), id, Language::EN).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::Unfit(_)))), "{refused:?}");

        desk.saved(id, &body(&picture, &report)).await;
        assert_eq!(desk.found(id).await, [""; 0]);
        let media = picture["media"].as_str().expect("an id");
        let replaced = post(&format!("/media/{media}/files"), &photograph(10));
        assert_eq!(desk.api(&omar(), replaced).await.status, StatusCode::CREATED);
        let older = [
            "older-file body[0].file",
            "older-file body[1].items[0].file",
            "older-file body[1].items[1].file",
        ];
        assert_eq!(desk.found(id).await, older);
        desk.publish(id, Language::EN).await;

        // Pages show the version they were made with, and nobody retires what they show.
        let retire = |version: &'static str| {
            let request = requests::json("DELETE", &format!("/media/{media}"), &json!({}));
            with(request, "if-match", version)
        };
        let refused = desk.api(&vera(), retire("*")).await;
        assert_eq!(
            (refused.status, &refused.json()["pages"]),
            (StatusCode::CONFLICT, &json!(["/harbour"]))
        );
        let gone = Ending { end: End::Gone, note: String::new() };
        desk.saved(id, &body(&picture, &report)).await;
        desk.cms.end(&vera().into(), id, Language::EN, &gone).await.expect("ended");
        let handed_in = desk.cms.submit(&mina().into(), id, Language::EN).await.expect("in");
        desk.cms.approve(&vera().into(), id, Language::EN, handed_in.hash).await.expect("approved");
        assert_eq!(desk.api(&vera(), retire("*")).await.status, StatusCode::OK);
        assert_eq!(desk.found(id).await[0], "retired-file body[0].file");
        let refused = desk.cms.publish(&vera().into(), id, Language::EN).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::Unfit(_)))), "{refused:?}");
    }
}

#[tokio::test]
async fn bad_input_46_one_publishes_while_another_retires_what_it_shows() {
    for desk in desks().await {
        for round in 0..8 {
            let name = format!("plan-{round}");
            let (report, path) = desk.reference(&format!("{name}.pdf"), &pdf(64 + round)).await;
            let only = json!([{ "type": "document", "file": report, "title": "The plan" }]);
            let id = document(&desk.begun(&name, &only).await);
            let handed_in = desk.cms.submit(&mina().into(), id, Language::EN).await.expect("in");
            let chief = vera();
            desk.cms
                .approve(&chief.clone().into(), id, Language::EN, handed_in.hash)
                .await
                .expect("yes");
            let media = report["media"].as_str().expect("an id").parse().expect("an id");
            let version = desk.cms.media(&chief, media).await.expect("there").version;
            let (publisher, retirer) = (chief.clone().into(), chief.clone().into());
            let (published, retired) = tokio::join!(
                desk.cms.publish(&publisher, id, Language::EN),
                desk.cms.retire_media(&retirer, media, version),
            );
            assert!(published.is_ok() != retired.is_ok(), "{published:?} {retired:?}");
            let seen = desk.public(&path).await == StatusCode::OK;
            assert_eq!(seen, published.is_ok());
        }
    }
}

/// What a form would post, without its buttons.
fn fields(html: &str) -> Vec<(String, String)> {
    crate::blocks::fields(html)
}

async fn press(desk: &Desk, path: &str, page: &Answer, changes: &[(&str, &str)]) -> Answer {
    let mut all = fields(&page.text);
    for (name, value) in changes {
        all.retain(|(of, _)| of != name);
        all.push(((*name).to_owned(), (*value).to_owned()));
    }
    let all = all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>();
    send(desk.cms.desk(), &mina(), Language::EN, form(path, &all)).await
}

#[tokio::test]
async fn files_are_chosen_from_the_library_by_forms_alone_and_all_input_is_kept() {
    for desk in desks().await {
        let (picture, _) = desk.reference("harbour.jpg", &photograph(200)).await;
        let (other, _) = desk.reference("tram.jpg", &photograph(20)).await;
        desk.reference("plan.pdf", &pdf(64)).await;
        let media = picture["media"].as_str().expect("an id");
        let about = json!({ "said": { "en": { "alt": "A bridge", "credit": "Mina Park" } } });
        let described = requests::json("PUT", &format!("/media/{media}"), &about);
        desk.api(&mina(), with(described, "if-match", "*")).await;

        let page = desk.live_page("about", None).await.document;
        let edit = format!("/{page}/en/edit");
        let opened = send(desk.cms.desk(), &mina(), Language::EN, get(&edit)).await;
        let add = [("title", "Kept"), ("do", "add"), ("block-kind", "gallery"), ("block-at", "1")];
        let added = press(&desk, &edit, &opened, &add).await;
        assert!(added.text.contains(r#"value="choose:1.0""#), "{}", added.text);

        let open = press(&desk, &edit, &added, &[("do", "choose:1.0")]).await;
        assert!(
            open.text.contains("harbour.jpg") && open.text.contains("tram.jpg"),
            "{}",
            open.text
        );
        assert!(!open.text.contains("plan.pdf"), "a gallery shows pictures");
        // Return looks for the words and saves nothing.
        let first = open.text.split("<button").nth(1).expect("a button").to_owned();
        assert!(first.contains(r#"value="choose:1.0""#), "{first}");
        let found =
            press(&desk, &edit, &open, &[("do", "choose:1.0"), ("pick-words", "bridge")]).await;
        assert!(found.text.contains("harbour.jpg") && !found.text.contains("tram.jpg"));
        assert!(found.text.contains(r#"value="Kept""#) && found.text.contains(r#"value="bridge""#));

        let pick = format!("pick:1.0:{media}");
        let picked = press(&desk, &edit, &found, &[("do", &pick)]).await;
        let posted = fields(&picked.text);
        let value = |name: &str| {
            let found = posted.iter().find(|(of, _)| of == name);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        assert_eq!(value("body[1].items[0].alt"), "A bridge");
        assert_eq!(value("body[1].items[0].credit"), "Mina Park");
        let file: Value = serde_json::from_str(&value("body[1].items[0].file")).expect("JSON");
        assert_eq!(file, picture);
        assert!(picked.text.contains("Choose another") && !picked.text.contains("pick-words"));

        let more = press(&desk, &edit, &picked, &[("do", "more:1")]).await;
        let pick = format!("pick:1.1:{}", other["media"].as_str().expect("an id"));
        let two = press(&desk, &edit, &more, &[("do", &pick)]).await;
        let one = press(&desk, &edit, &two, &[("do", "drop:1.0")]).await;
        let add = [("do", "add"), ("block-kind", "document"), ("block-at", "2")];
        let three = press(&desk, &edit, &one, &add).await;
        let open = press(&desk, &edit, &three, &[("do", "choose:2")]).await;
        assert!(open.text.contains("plan.pdf") && open.text.contains("tram.jpg"), "{}", open.text);
        let saved = press(&desk, &edit, &one, &[("body[1].items[0].alt", "A tram")]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
        let path = format!("/documents/{page}/editions/en/draft");
        let draft = desk.api(&mina(), get(&path)).await.json();
        let items = &draft["text"]["body"][1]["items"];
        assert_eq!((&items[0]["file"], &items[0]["alt"]), (&other, &json!("A tram")), "{draft}");
        assert_eq!(items.as_array().map(Vec::len), Some(1));
    }
}

#[tokio::test]
async fn what_is_imported_shows_no_retired_file_and_strangers_learn_of_none() {
    for desk in desks().await {
        let (report, _) = desk.reference("plan.pdf", &pdf(64)).await;
        let import = |report: &Value| {
            let body = json!([{ "type": "document", "file": report, "title": "The plan" }]);
            let body = serde_json::from_value(body).expect("a body");
            let fields = Fields { title: "Plan".to_owned(), body, ..Fields::default() };
            let content = Content::read(Kind::Page, &fields).expect("a text");
            let texts = [(Language::EN, content)].into();
            let address = "/plan".parse().expect("an address");
            let page = ImportDocument { kind: Kind::Page, address, position: 0, texts };
            Import { documents: vec![page], menus: Vec::new() }
        };
        let mut unknown = report.clone();
        unknown["number"] = json!(2);
        for guess in [&report, &unknown] {
            let stranger = desk.cms.import(&reader().into(), &import(guess)).await;
            let denied = matches!(stranger, Err(Error::Refused(Refusal::Denied(_))));
            assert!(denied, "{stranger:?}");
        }
        let media: MediaId = report["media"].as_str().expect("an id").parse().expect("an id");
        let (chief, version) =
            (vera().into(), desk.cms.media(&vera(), media).await.expect("there"));
        desk.cms.retire_media(&chief, media, version.version).await.expect("retired");
        let refused = desk.cms.import(&chief, &import(&report)).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::Retired))), "{refused:?}");

        let (report, _) = desk.reference("other.pdf", &pdf(65)).await;
        desk.cms.import(&chief, &import(&report)).await.expect("imported");
        let media: MediaId = report["media"].as_str().expect("an id").parse().expect("an id");
        let version = desk.cms.media(&vera(), media).await.expect("there").version;
        for seen in [version, version.next()] {
            let shown = desk.cms.retire_media(&chief, media, seen).await;
            assert!(matches!(shown, Err(Error::Refused(Refusal::StillShown(_)))), "{shown:?}");
        }
    }
}

#[tokio::test]
async fn a_file_takes_the_same_few_statements_however_many_texts_show_it() {
    for desk in desks().await {
        let (report, path) = desk.reference("plan.pdf", &pdf(64)).await;
        let newest = format!("/{}/plan.pdf", report["media"].as_str().expect("an id"));
        let only = json!([{ "type": "document", "file": report, "title": "The plan" }]);
        let mut asked = Vec::new();
        for round in 0..3 {
            for page in 0..=(4 * round) {
                let id = document(&desk.begun(&format!("p-{round}-{page}"), &only).await);
                desk.publish(id, Language::EN).await;
                let ended = Ending { end: End::Withdrawn, note: "It is over.".to_owned() };
                desk.cms.end(&vera().into(), id, Language::EN, &ended).await.expect("ended");
            }
            for path in [&path, &newest] {
                let before = desk.test.database.asked();
                assert_eq!(desk.public(path).await, StatusCode::OK);
                asked.push(desk.test.database.asked() - before);
            }
        }
        assert!(asked.iter().all(|took| *took <= 5 && *took == asked[0]), "{asked:?}");
        // While a page shows it there is nothing to look up.
        let id = document(&desk.begun("live", &only).await);
        desk.publish(id, Language::EN).await;
        let before = desk.test.database.asked();
        assert_eq!(desk.public(&path).await, StatusCode::OK);
        assert_eq!(desk.test.database.asked() - before, 3);
    }
}

/// A drawing that is whole by its head and its sums, and whose pixels are none.
fn unreadable() -> Vec<u8> {
    let part = |name: &[u8; 4], data: &[u8]| {
        let mut sum = flate2::Crc::new();
        sum.update(&[name.as_slice(), data].concat());
        let length = u32::try_from(data.len()).expect("short").to_be_bytes();
        [length.as_slice(), name, data, &sum.sum().to_be_bytes()].concat()
    };
    let head = [0, 0, 3, 232, 0, 0, 1, 244, 8, 2, 0, 0, 0];
    let parts = [part(b"IHDR", &head), part(b"IDAT", &[0x55; 400]), part(b"IEND", &[])];
    [b"\x89PNG\r\n\x1a\n".to_vec(), parts.concat()].concat()
}

#[tokio::test]
async fn a_picture_that_cannot_be_read_is_not_published() {
    for desk in desks().await {
        let brought = desk.brought(&mina(), "harbour.png", &unreadable()).await;
        let item = desk.item(&id(&brought)).await.json();
        let picture = &item["files"][0]["reference"];
        let shown = json!([{ "type": "image", "file": picture, "alt": "A", "decorative": false },
            { "type": "quote", "text": "A", "source": "B" }]);
        let id = document(&desk.begun("harbour", &shown).await);
        let handed_in = desk.cms.submit(&mina().into(), id, Language::EN).await.expect("in");
        desk.cms.approve(&vera().into(), id, Language::EN, handed_in.hash).await.expect("approved");
        let refused = desk.cms.publish(&vera().into(), id, Language::EN).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::Unfit(_)))), "{refused:?}");
        assert_eq!(desk.found(id).await, ["broken-picture body[0].file"]);
    }
}
