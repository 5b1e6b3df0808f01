//! No output shows what the policy denies: every state of a document, every way out, everybody who may ask.
//!
//! Whoever adds an output adds it to [`outputs`].

use eframe_cms::model::{
    Care, Clocks, Content, DocumentId, End, Ending, Fields, Kind, Moment, Stage,
};
use eframe_cms::rules::{Create, Entrust, MakePreview, Relocate, Save, SetPlan, Sight};
use eframe_core::test::ask::{get, send};
use eframe_core::{Actor, Component, Language, Version};
use http::StatusCode;
use jiff::SignedDuration;

use crate::people::{Desk, desks, lena, mina, omar, reader, vera};

/// A text of a document, by a word that stands nowhere else.
struct Said {
    language: Language,
    kind: Kind,
    document: DocumentId,
    address: String,
    word: String,
    stage: Stage,
    /// The file that it shows, and only it.
    file: String,
    /// A smaller picture of the one that it shows, and only it; the file where it shows none.
    picture: String,
    /// Whether its file and its picture were taken out of the library.
    is_retired: bool,
    /// Whether its address goes on telling everybody what it was called.
    is_named: bool,
    /// A link to what is in the making: to it where it is, else to another text.
    link: String,
    /// A cursor from before any of it was.
    since: String,
    /// What a draft leads to.
    target: String,
    /// The last part of an address at which it stands and the public never saw it; may be empty.
    hidden: String,
}

/// Who is shown what an output shows.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Shown {
    /// What the public sees, whoever asks.
    Public,
    /// What is in the sight of whoever asks.
    InSight,
    /// What is in the sight of whoever asks, and what the public may look up as it stood on a day.
    Lasting,
    /// What the public may look up as it stood on a day, whoever asks.
    Past,
    /// What only those see who write, review or publish.
    Staff,
    /// Everything, and only to whoever may take all content out.
    All,
    /// What a link opens, to whoever holds it.
    Linked,
}

/// A way out.
struct Output {
    name: &'static str,
    shown: Shown,
    service: fn(&Desk) -> Component,
    /// Where this very document is told of.
    path: fn(&Said) -> String,
}

/// Every way in which content leaves the block.
fn outputs() -> Vec<Output> {
    use Shown::{All, InSight, Lasting, Linked, Past, Public, Staff};
    fn pages(desk: &Desk) -> Component {
        desk.cms.pages()
    }
    fn json(desk: &Desk) -> Component {
        desk.cms.json()
    }
    fn own_desk(desk: &Desk) -> Component {
        desk.cms.desk()
    }
    fn sitemap(desk: &Desk) -> Component {
        desk.cms.sitemap("/sitemap.xml", ["/"])
    }
    fn files(desk: &Desk) -> Component {
        desk.cms.media_files()
    }
    let output = |name, shown, service, path| Output { name, shown, service, path };
    vec![
        output("page", Public, pages, |said| said.address.clone()),
        // Of today, by the clock of the test: what has ended is shown no more.
        output("page today", Public, pages, |said| format!("{}?on=2026-11-25", said.address)),
        output("JSON today", Public, json, |said| {
            format!("/documents/{}?on=2026-11-25", said.document)
        }),
        // Of the day on which nearly all of it was made, two days before.
        output("page on a day", Past, pages, |said| format!("{}?on=2026-11-23", said.address)),
        output("JSON on a day", Past, json, |said| {
            format!("/documents/{}?on=2026-11-23", said.document)
        }),
        output("JSON at on a day", Past, json, |said| {
            format!("/at?path={}&on=2026-11-23", said.address)
        }),
        output("JSON checks", Staff, json, |said| {
            format!("/documents/{}/editions/{}/checks", said.document, said.language)
        }),
        output("JSON place", InSight, json, |said| format!("/documents/{}/place", said.document)),
        output("JSON previews", Staff, json, |said| {
            format!("/documents/{}/editions/{}/previews", said.document, said.language)
        }),
        output("JSON care", Staff, json, |said| format!("/documents/{}/care", said.document)),
        output("JSON tree", InSight, json, |said| {
            format!("/tree?kind={}", if said.kind.is_dated() { Kind::Page } else { said.kind })
        }),
        output("desk tree", InSight, own_desk, |said| {
            format!("/tree?kind={}", if said.kind.is_dated() { Kind::Page } else { said.kind })
        }),
        output("JSON compare", InSight, json, |said| {
            format!("/documents/{0}/compare?one={1}.1&other={1}.1", said.document, said.language)
        }),
        output("desk compare", InSight, own_desk, |said| format!("/{}/compare", said.document)),
        output("JSON plans", InSight, json, |_| "/plans".to_owned()),
        output("desk plans", InSight, own_desk, |_| "/plans".to_owned()),
        output("JSON overdue", InSight, json, |_| "/overdue?by=2099-01-01".to_owned()),
        output("desk overdue", InSight, own_desk, |_| "/overdue.csv?by=2099-01-01".to_owned()),
        output("calendar", Public, pages, |said| format!("{}.ics", said.address)),
        output("list", Public, pages, |said| {
            format!("/{}", said.kind.folder().unwrap_or_default())
        }),
        output("feed", Public, pages, |said| {
            format!("/{}.atom", said.kind.folder().unwrap_or("pages"))
        }),
        output("feed of everything", Public, pages, |_| "/feed.atom".to_owned()),
        output("sitemap", Public, sitemap, |_| "/sitemap.xml".to_owned()),
        output("JSON list", Public, json, |_| "/documents?limit=200".to_owned()),
        output("JSON changes", Public, json, |said| {
            format!("/documents?limit=200&language={}&since={}", said.language, said.since)
        }),
        output("JSON links", InSight, json, |said| format!("/documents/{}/links", said.target)),
        output("desk links", InSight, own_desk, |said| format!("/{}/links", said.target)),
        output("desk document", InSight, own_desk, |said| format!("/{}", said.document)),
        output("desk form", InSight, own_desk, |said| {
            format!("/{}/{}/edit", said.document, said.language)
        }),
        output("desk discard", InSight, own_desk, |said| {
            format!("/{}/{}/discard", said.document, said.language)
        }),
        output("desk search", InSight, own_desk, |said| {
            format!("/list?q=Title&kind={}", said.kind)
        }),
        output("JSON list of a kind", Public, json, |said| {
            format!("/{}?limit=200", said.kind.folder().unwrap_or("pages"))
        }),
        output("JSON document", Public, json, |said| format!("/documents/{}", said.document)),
        output("JSON at", Public, json, |said| format!("/at?path={}", said.address)),
        output("JSON menu", Public, json, |_| "/menus/main".to_owned()),
        output("search", Public, pages, |_| "/search?q=Title".to_owned()),
        output("JSON search", Public, json, |_| "/search?q=Title&limit=50".to_owned()),
        output("JSON editions", InSight, json, |said| {
            format!("/documents/{}/editions/{}", said.document, said.language)
        }),
        output("JSON draft", InSight, json, |said| {
            format!("/documents/{}/editions/{}/draft", said.document, said.language)
        }),
        output("desk", InSight, own_desk, |said| format!("/{}/{}", said.document, said.language)),
        output("desk list", InSight, own_desk, |said| format!("/list?kind={}", said.kind)),
        output("file", Lasting, files, |said| said.file.clone()),
        output("smaller picture", Lasting, files, |said| said.picture.clone()),
        output("newest file", Lasting, files, |said| said.file.replacen("/1/", "/", 1)),
        output("link", Linked, pages, |said| format!("/preview/{}", said.link)),
        output("file behind a link", Linked, pages, |said| {
            format!("/preview/{}{}", said.link, said.file)
        }),
        output("picture behind a link", Linked, pages, |said| {
            format!("/preview/{}{}", said.link, said.picture)
        }),
        output("JSON library", InSight, json, |_| "/media?limit=200".to_owned()),
        output("desk library", InSight, own_desk, |said| format!("/media?words={}", said.word)),
        output("export", All, json, |_| "/export".to_owned()),
    ]
}

/// What an actor may be shown of a text by an output. Not every output shows all that it may.
fn may_see(output: &Output, actor: &Actor, said: &Said) -> bool {
    match output.shown {
        // What was live and ended is said to have, wherever it stood.
        Shown::Public if output.name == "JSON changes" && said.stage == Stage::Withdrawn => true,
        Shown::Public if said.is_named && output.name == "page" => true,
        Shown::Public => Sight::Public.shows(said.stage),
        Shown::InSight => Sight::of(actor).shows(said.stage),
        Shown::Past => has_past(said) || Sight::Public.shows(said.stage),
        Shown::Staff => Sight::of(actor) == Sight::Staff,
        Shown::Lasting => {
            let all = Sight::of(actor) == Sight::Staff;
            (has_past(said) && !said.is_retired) || all || Sight::of(actor).shows(said.stage)
        }
        Shown::Linked => {
            let is_file = output.name != "link";
            said.stage.is_in_the_making() && !(is_file && said.is_retired)
        }
        Shown::All => actor.may(eframe_cms::permission::EXPORT),
    }
}

/// Whether the public may look it up as it stood on a day.
fn has_past(said: &Said) -> bool {
    match said.stage {
        Stage::Superseded => true,
        // What is gone took its past along.
        Stage::Withdrawn => said.is_named,
        _ => false,
    }
}

/// Whether an actor may be told where something stands that the public never saw there.
fn may_see_hidden(output: &Output, actor: &Actor) -> bool {
    match output.shown {
        Shown::InSight | Shown::Staff => Sight::of(actor) == Sight::Staff,
        Shown::All => actor.may(eframe_cms::permission::EXPORT),
        Shown::Public | Shown::Past | Shown::Lasting | Shown::Linked => false,
    }
}

/// Whether an answer of an output tells of a text.
fn shows(output: &Output, said: &Said, text: &str) -> bool {
    let mark = match output.name {
        "JSON plans" => said.document.to_string(),
        "JSON previews" => "Mina Park".to_owned(),
        "JSON care" => "2026-12-01".to_owned(),
        _ => said.word.clone(),
    };
    let slug = said.address.rsplit('/').next().unwrap_or_default();
    let address = match output.name {
        "JSON changes" => format!("\"{}\"", said.address),
        "JSON place" => format!("\"{slug}\""),
        _ => format!("{}<", said.address),
    };
    // An address gives away as much as a word.
    let is_its_own = said.stage != Stage::Superseded && said.language == Language::EN;
    text.contains(&said.word) || text.contains(&mark) || is_its_own && text.contains(&address)
}

/// A picture that no other text shows.
fn picture(word: &str) -> Vec<u8> {
    let colours = eframe_core::sha256(word.as_bytes());
    let [red, green, blue, ..] = colours.bytes();
    let picture = image::RgbImage::from_pixel(400, 8, image::Rgb([*red, *green, *blue]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).expect("encoded");
    bytes.into_inner()
}

/// A text, and the paths of the file and the picture that it shows.
async fn content(desk: &Desk, kind: Kind, word: &str) -> (Content, [String; 2]) {
    let file = [b"%PDF-1.7\n", word.as_bytes(), b"\n%%EOF\n"].concat();
    let (reference, path) = desk.reference(&format!("{word}.pdf"), &file).await;
    let mut body = serde_json::json!([
        // A bare address is found when it is looked through.
        { "type": "text", "markdown": format!("Body {word}. https://city.example/{word}") },
        { "type": "document", "file": reference, "title": format!("Report {word}") }
    ]);
    let mut smaller = path.clone();
    // One kind is enough: who has a picture does not depend on that.
    if kind == Kind::Page {
        let (shown, path) = desk.reference(&format!("{word}.png"), &picture(word)).await;
        let block =
            serde_json::json!({ "type": "image", "file": shown, "alt": format!("Seen {word}") });
        body.as_array_mut().expect("a list").push(block);
        let (folder, _) = path.rsplit_once('/').expect("a path");
        smaller = format!("{folder}/320w.jpg");
    }
    let fields = Fields {
        title: format!("Title {word}"),
        summary: format!("Summary {word}."),
        body: serde_json::from_value(body).expect("a body"),
        date: "2026-11-23".to_owned(),
        starts: "2027-05-04T09:30".to_owned(),
        zone: "Asia/Seoul".to_owned(),
        place: format!("Place {word}"),
        office: format!("Office {word}"),
        ..Fields::default()
    };
    (Content::read(kind, &fields).expect("content"), [path, smaller])
}

/// A document of a kind that has gone as far as this, and what each of its editions says. What happens to it besides
/// makes its name another; what `moved` does so here.
async fn make(desk: &Desk, kind: Kind, stage: Stage, besides: &str) -> Vec<Said> {
    let name = format!("{}{}{besides}", kind.code(), stage.code().replace('-', ""));
    let word = format!("zq{name}zq");
    let (first, files) = content(desk, kind, &word).await;
    let begin = Create {
        kind,
        parent: None,
        slug: Some(format!("s-{name}").parse().expect("a slug")),
        position: 0,
        language: Language::EN,
        content: first,
    };
    let begun = desk.cms.create(&mina().into(), begin).await.expect("created");
    let (document, address) = (begun.document, begun.address.to_string());
    let said = |word: String, stage, [file, picture]: [String; 2]| Said {
        language: Language::EN,
        kind,
        document,
        address: address.clone(),
        word,
        stage,
        file,
        picture,
        is_retired: false,
        is_named: false,
        link: String::new(),
        since: String::new(),
        target: String::new(),
        hidden: String::new(),
    };
    let mut all = vec![said(word, stage, files)];
    if stage == Stage::Draft {
        return all;
    }
    let handed_in = desk.cms.submit(&mina().into(), document, Language::EN).await;
    let hash = handed_in.expect("handed in").hash;
    if stage == Stage::InReview {
        return all;
    }
    desk.cms.approve(&vera().into(), document, Language::EN, hash).await.expect("approved");
    if stage == Stage::Approved {
        return all;
    }
    let live = desk.cms.publish(&vera().into(), document, Language::EN).await.expect("published");
    if stage == Stage::Withdrawn {
        desk.cms.withdraw(&vera().into(), document, Language::EN).await.expect("withdrawn");
        all[0].is_named = true;
    }
    if stage == Stage::Superseded {
        let (word, files) = supersede(desk, &all[0], live.revision).await;
        all.push(said(word, Stage::Live, files));
    }
    match besides {
        "moved" => all[0].address = relocate(desk, document, &format!("t-{name}")).await,
        "hidden" => {
            let slug = format!("h-{name}");
            relocate(desk, document, &slug).await;
            all[0].hidden = slug;
        }
        _ => {}
    }
    all
}

/// Publishes other words in place of those: the word that they have, and their files.
async fn supersede(desk: &Desk, said: &Said, expected: Version) -> (String, [String; 2]) {
    let word = format!("{}laterzq", said.word.trim_end_matches("zq"));
    let (content, files) = content(desk, said.kind, &word).await;
    let save = Save { language: Language::EN, expected, content };
    desk.cms.save(&omar().into(), said.document, save).await.expect("saved");
    desk.publish(said.document, Language::EN).await;
    (word, files)
}

/// Moves it to another address, which is told.
async fn relocate(desk: &Desk, document: DocumentId, slug: &str) -> String {
    let expected = desk.cms.document(&vera(), document).await.expect("there").version;
    let slug = slug.parse().expect("a slug");
    let command = Relocate { parent: None, slug, position: 0, expected };
    let placed = desk.cms.relocate(&vera().into(), document, command).await.expect("moved");
    placed.address.to_string()
}

/// What becomes of a live text on a later day.
async fn pass(desk: &Desk, mut said: Said, how: &str) -> Vec<Said> {
    if how == "changes" {
        let document = desk.cms.document(&vera(), said.document).await.expect("there");
        let revision = document.strand(Language::EN).revision;
        let (word, [file, picture]) = supersede(desk, &said, revision).await;
        let later = Said {
            word,
            file,
            picture,
            address: said.address.clone(),
            link: String::new(),
            since: String::new(),
            target: String::new(),
            hidden: String::new(),
            ..said
        };
        said.stage = Stage::Superseded;
        return vec![said, later];
    }
    let end = if how == "goes" { End::Gone } else { End::Withdrawn };
    said.is_named = end != End::Gone;
    let ending = Ending { end, note: "Why.".to_owned() };
    desk.cms.end(&vera().into(), said.document, Language::EN, &ending).await.expect("ended");
    said.stage = Stage::Withdrawn;
    if how == "leaves" {
        said.hidden = format!("h-{}", said.word);
        relocate(desk, said.document, &said.hidden).await;
    }
    vec![said]
}

/// What is to go live at a time that has not come, and what is to end then.
async fn make_planned(desk: &Desk, kind: Kind, stage: Stage) -> Vec<Said> {
    let all = make(desk, kind, stage, "planned").await;
    let command = SetPlan {
        language: Language::EN,
        ending: (stage == Stage::Live).then(Ending::default),
        when: Moment {
            at: "2027-01-01T00:00:00Z".parse().expect("an instant"),
            clocks: Clocks::Plain,
        },
    };
    desk.cms.plan(&vera().into(), all[0].document, &command).await.expect("planned");
    all
}

/// What ended in a way of its own.
async fn make_ended(desk: &Desk, kind: Kind, end: End) -> Vec<Said> {
    let mut all = make(desk, kind, Stage::Live, end.code()).await;
    let (id, ending) = (all[0].document, Ending { end, note: "Why.".to_owned() });
    desk.cms.end(&vera().into(), id, Language::EN, &ending).await.expect("ended");
    all[0].stage = Stage::Withdrawn;
    all[0].is_named = !matches!(ending.end, End::Gone);
    all
}

/// What is live in one language, and in the making in another.
async fn make_translated(desk: &Desk, kind: Kind) -> Vec<Said> {
    let mut all = make(desk, kind, Stage::Live, "translated").await;
    let word = format!("zq{}translatedkozq", kind.code());
    let (content, [file, picture]) = content(desk, kind, &word).await;
    let language = Language::KO;
    let save = Save { language, expected: Version::new(0), content };
    desk.cms.save(&omar().into(), all[0].document, save).await.expect("saved");
    let live = &all[0];
    let draft = Said {
        language,
        word,
        stage: Stage::Draft,
        file,
        picture,
        address: live.address.clone(),
        link: String::new(),
        since: String::new(),
        target: String::new(),
        hidden: String::new(),
        ..*live
    };
    all.push(draft);
    all
}

/// What is in the making or has ended, and whose files were taken out of the library.
async fn make_retired(desk: &Desk, kind: Kind, stage: Stage) -> Vec<Said> {
    let mut all = make(desk, kind, stage, "retired").await;
    for path in [&all[0].file, &all[0].picture] {
        let id = path.split('/').nth(1).expect("an id").parse().expect("an id");
        let media = desk.cms.media(&vera(), id).await.expect("there");
        if media.retired.is_none() {
            let retired = desk.cms.retire_media(&vera().into(), id, media.version).await;
            retired.expect("retired");
        }
    }
    all[0].is_retired = true;
    all
}

/// It is to be looked through by a day.
async fn look_through(desk: &Desk, id: DocumentId) {
    let expected = desk.cms.document(&vera(), id).await.expect("there").version;
    let day = "2026-12-01".parse().expect("a day");
    let care = Care { review_by: Some(day), ..Care::default() };
    desk.cms.entrust(&vera().into(), id, &Entrust { care, expected }).await.expect("entrusted");
}

/// Somebody writes of a live page in a draft of their own.
async fn link_to_one(desk: &Desk, all: &[Said]) -> DocumentId {
    let live = all.iter().find(|said| said.stage == Stage::Live).expect("something is live");
    let draft = all.iter().find(|said| said.stage == Stage::Draft).expect("something is begun");
    let document = desk.cms.document(&vera(), draft.document).await.expect("there");
    let edition = document.draft(draft.language).expect("a draft");
    let mut fields = edition.content.fields();
    fields.body = format!("Body {} [there]({}).", draft.word, live.address).into();
    let content = Content::read(draft.kind, &fields).expect("content");
    let save = Save { language: draft.language, expected: edition.revision, content };
    desk.cms.save(&mina().into(), draft.document, save).await.expect("saved");
    live.document
}

/// Makes a link to everything that is in the making, and gives one of them to all the others.
async fn link_up(desk: &Desk, all: &mut [Said]) {
    for said in all.iter_mut().filter(|said| said.stage.is_in_the_making()) {
        let command = MakePreview { language: said.language, days: 1 };
        let made = desk.cms.make_preview(&mina().into(), said.document, &command).await;
        said.link = made.expect("made").secret.expect("it is told once");
    }
    let of_another = all[0].link.clone();
    for said in all.iter_mut().filter(|said| said.link.is_empty()) {
        said.link.clone_from(&of_another);
    }
}

async fn everything(desk: &Desk) -> Vec<Said> {
    let before = send(desk.cms.json(), &reader(), Language::EN, get("/documents")).await.json();
    let since = before["since"].as_str().expect("a cursor").to_owned();
    let (mut all, mut lasting) = (Vec::new(), Vec::new());
    for kind in Kind::ALL {
        for stage in Stage::ALL {
            all.extend(make(desk, kind, stage, "").await);
        }
        let live = make(desk, kind, Stage::Live, "moved").await;
        let to = live[0].document;
        look_through(desk, to).await;
        all.extend(live);
        let hidden = make(desk, kind, Stage::Withdrawn, "hidden").await;
        all.extend(hidden);
        // What is planned and how things end is the same for all kinds: one with a list by date and one without.
        if matches!(kind, Kind::Page | Kind::Event) {
            all.extend(make_translated(desk, kind).await);
            for stage in [Stage::Draft, Stage::InReview, Stage::Withdrawn] {
                all.extend(make_retired(desk, kind, stage).await);
            }
            for stage in [Stage::Approved, Stage::Live] {
                all.extend(make_planned(desk, kind, stage).await);
            }
            for end in [End::Withdrawn, End::Gone, End::Redirect { to }, End::Substitute { by: to }]
            {
                all.extend(make_ended(desk, kind, end).await);
            }
            for how in ["changes", "ends", "goes", "leaves"] {
                let live = make(desk, kind, Stage::Live, how).await;
                lasting.extend(live.into_iter().map(|live| (live, how)));
            }
        }
    }
    desk.test.clock.advance(SignedDuration::from_hours(48));
    for (live, how) in lasting {
        all.extend(pass(desk, live, how).await);
    }
    link_up(desk, &mut all).await;
    let target = link_to_one(desk, &all).await.to_string();
    for said in &mut all {
        said.since.clone_from(&since);
        said.target.clone_from(&target);
    }
    let entries = all.iter().map(|said| eframe_cms::model::MenuEntry::Document(said.document));
    let mut entries = entries.take(20).collect::<Vec<_>>();
    // A document with two editions stands there twice.
    entries.dedup();
    let command = eframe_cms::rules::SetMenu { entries, expected: Version::new(0) };
    desk.cms
        .set_menu(&vera().into(), &"main".parse().expect("a slug"), command)
        .await
        .expect("set");
    all
}

/// Each database by itself: it takes minutes.
async fn on(kind: &str) {
    for desk in desks().await.into_iter().filter(|desk| desk.test.kind == kind) {
        let all = everything(&desk).await;
        let everybody = [Actor::anonymous(), reader(), lena(), mina(), omar(), vera()];
        for output in outputs() {
            let mut ever = false;
            // What the public sees is the same bytes for everyone: the least and the most are enough.
            let public = matches!(output.shown, Shown::Public | Shown::Past);
            let extremes = [Actor::anonymous().id(), vera().id()];
            let asks = |actor: &&Actor| !public || extremes.contains(&actor.id());
            for actor in everybody.iter().filter(asks) {
                let mut told = std::collections::BTreeMap::<(String, Language), String>::new();
                for said in &all {
                    let asked = ((output.path)(said), said.language);
                    if !told.contains_key(&asked) {
                        let service = (output.service)(&desk);
                        let answer = send(service, actor, said.language, get(&asked.0)).await;
                        // What leads on tells of it too, as if it stood in a page.
                        let [location, link] = ["location", "link"].map(|name| answer.header(name));
                        let leads = format!("{location}< {}", link.replace('>', "<"));
                        // A picture has no words: that it comes is enough.
                        let is_picture = answer.header("content-type").starts_with("image/");
                        let text = if is_picture { said.word.clone() } else { answer.text };
                        told.insert(asked.clone(), format!("{text}\n{leads}"));
                    }
                    let text = &told[&asked];
                    let shows = shows(&output, said, text);
                    ever |= shows;
                    let (name, kind) = (output.name, said.kind);
                    let is_bare = said.hidden.is_empty() || !text.contains(&said.hidden);
                    assert!(
                        is_bare || may_see_hidden(&output, actor),
                        "{name} tells {} where a {kind} stands: {text}",
                        actor.name()
                    );
                    assert!(
                        !shows || may_see(&output, actor, said),
                        "{name} shows {} of {kind} to {}: {text}",
                        said.stage.code(),
                        actor.name()
                    );
                    // What may be seen is to be found where it stands.
                    let own = matches!(
                        output.name,
                        "page" | "JSON document" | "JSON at" | "feed" | "file"
                    );
                    if own && said.stage == Stage::Live {
                        assert!(shows, "{name} keeps a live {kind} from {}: {text}", actor.name());
                    }
                }
            }
            assert!(ever, "{} shows nothing at all", output.name);
        }
        for said in all.iter().filter(|said| !said.hidden.is_empty()) {
            let (folder, _) = said.address.rsplit_once('/').expect("an address");
            let hidden = format!("{folder}/{}", said.hidden);
            for day in ["", "?on=2026-11-23", "?on=2026-11-25"] {
                let path = format!("{hidden}{day}");
                let answer =
                    send(desk.cms.pages(), &Actor::anonymous(), Language::EN, get(&path)).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
                let path = format!("/at?path={hidden}{}", day.replace('?', "&"));
                let answer =
                    send(desk.cms.json(), &Actor::anonymous(), Language::EN, get(&path)).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            }
        }
        // What a host puts around every page.
        for language in [Language::EN, Language::KO] {
            let around = format!("{:?}", desk.cms.framing(language).await.expect("read"));
            for said in &all {
                let shows = around.contains(&said.word);
                assert!(!shows || Sight::Public.shows(said.stage), "{}: {around}", said.word);
            }
            assert!(around.contains("zqbannerlivezq"), "a live banner is there: {around}");
        }
    }
}

#[tokio::test]
async fn no_output_shows_what_the_policy_denies_on_sqlite() {
    on("sqlite").await;
}

#[tokio::test]
async fn no_output_shows_what_the_policy_denies_on_postgresql() {
    on("postgres").await;
}
