//! The whole content in one file, out of one site and into another.

use std::collections::BTreeMap;
use std::path::Path;

use eframe_cms::archive::{ArchiveError, read};
use eframe_cms::model::{
    Clocks, Content, DocumentId, End, Ending, Fields, Kind, Menu, MenuEntry, Moment,
};
use eframe_cms::rules::{Brought, Create, Relocate, SetMenu, SetPlan};
use eframe_cms::{BringInError, Cms, Error, Found, Refusal};
use eframe_core::test::ask::{get, send};
use eframe_core::{Actor, Language, Version};
use http::StatusCode;

use crate::media::{TURNED, id, pdf, post};
use crate::people::{Desk, desks, mina, omar, page, reader, save, vera};

/// Content in every state: a tree that moved, two languages, history, what is withdrawn, reviewed, approved and begun.
async fn fill(desk: &Desk) {
    let about = desk.live_page("about", None).await.document;
    let offices = desk.live_page("offices", Some(about)).await.document;
    desk.cms.save(&mina().into(), about, save(1, "Second words.")).await.expect("saved");
    desk.publish(about, Language::EN).await;
    let mut korean = save(0, "소개 \u{1F30D} \"quoted\" <b>");
    korean.language = Language::KO;
    desk.cms.save(&mina().into(), about, korean).await.expect("saved");
    desk.publish(about, Language::KO).await;
    desk.cms.save(&omar().into(), about, save(2, "In the making.")).await.expect("saved");
    desk.test.clock.advance(jiff::SignedDuration::from_micros(1_234_567));
    let document = desk.cms.document(&vera(), about).await.expect("there");
    let command = Relocate {
        parent: None,
        slug: "who-we-are".parse().expect("a slug"),
        position: 7,
        expected: document.version,
    };
    desk.cms.relocate(&vera().into(), about, command).await.expect("moved");
    let gone = desk.live_page("gone", None).await.document;
    desk.cms.withdraw(&vera().into(), gone, Language::EN).await.expect("withdrawn");
    for slug in ["waits", "approved"] {
        let begun = desk.cms.create(&mina().into(), page(slug, None)).await.expect("created");
        let handed_in = desk.cms.submit(&mina().into(), begun.document, Language::EN).await;
        let hash = handed_in.expect("handed in").hash;
        if slug == "approved" {
            let vera = vera().into();
            let approved = desk.cms.approve(&vera, begun.document, Language::EN, hash).await;
            approved.expect("approved");
        }
    }
    plan_and_end(desk, about).await;
    show_files(desk).await;
    desk.cms.create(&mina().into(), page("begun", None)).await.expect("created");
    let entries =
        vec![MenuEntry::Document(offices), MenuEntry::List(eframe_cms::model::Kind::News)];
    let command = SetMenu { entries, expected: Version::new(0) };
    desk.cms
        .set_menu(&vera().into(), &"main".parse().expect("a slug"), command)
        .await
        .expect("set");
}

/// A page with a file that was replaced since, and one in the library that no page shows.
async fn show_files(desk: &Desk) {
    let (report, _) = desk.reference("plan.pdf", &pdf(700)).await;
    let picture = desk.brought(&omar(), "harbour.jpg", TURNED).await;
    let body = serde_json::json!([{ "type": "document", "file": report, "title": "The plan" }]);
    let fields = Fields {
        title: "Files".to_owned(),
        body: serde_json::from_value(body).expect("a body"),
        ..Fields::default()
    };
    let content = Content::read(Kind::Page, &fields).expect("content");
    let create = Create { content, ..page("files", None) };
    let begun = desk.cms.create(&mina().into(), create).await.expect("created");
    desk.publish(begun.document, Language::EN).await;
    let path = format!("/media/{}/files", report["media"].as_str().expect("an id"));
    desk.api(&omar(), post(&path, &pdf(900))).await;
    let path = format!("/media/{}/files/1/release", id(&picture));
    let released = desk.api(&crate::people::vera(), post(&path, b"")).await;
    assert_eq!(released.status, StatusCode::OK, "{}", released.text);
}

/// Something that goes live at a time, something that ends at another, and something that has ended by leading on.
async fn plan_and_end(desk: &Desk, to: DocumentId) {
    let vera = vera().into();
    let at = |at: &str| Moment { at: at.parse().expect("an instant"), clocks: Clocks::Plain };
    let Ok(Found::Here(waits)) = desk.cms.find(&crate::people::vera(), "/approved").await else {
        panic!("approved")
    };
    let (language, when) = (Language::EN, at("2027-03-01T08:00:00.5Z"));
    let goes_live = SetPlan { language, ending: None, when };
    desk.cms.plan(&vera, waits.id, &goes_live).await.expect("planned");
    let ending = Ending { end: End::Redirect { to }, note: "A campaign.".to_owned() };
    let ends = SetPlan { language, ending: Some(ending.clone()), when: at("2027-04-01T08:00:00Z") };
    desk.cms.plan(&vera, waits.id, &ends).await.expect("planned");
    // One that was taken back stays behind.
    let ended = desk.live_page("ended", None).await.document;
    desk.cms.plan(&vera, ended, &ends).await.expect("planned");
    desk.cms.cancel_plan(&vera, ended, language, "end").await.expect("taken back");
    desk.cms.end(&vera, ended, language, &ending).await.expect("ended");
}

pub(crate) async fn export(cms: &Cms) -> Vec<u8> {
    let (mut archive, mut bytes) = (cms.export(&vera()).await.expect("allowed"), Vec::new());
    while let Some(part) = archive.next().await {
        bytes.extend(part.expect("read"));
    }
    bytes
}

pub(crate) async fn bring_in(cms: &Cms, bytes: &[u8]) -> Result<Brought, BringInError> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("content.tar");
    std::fs::write(&file, bytes).expect("written");
    cms.bring_in(&vera().into(), &file).await
}

#[tokio::test]
async fn what_was_brought_in_comes_out_again_byte_for_byte_whatever_the_databases() {
    let mut archives = Vec::new();
    for from in desks().await {
        fill(&from).await;
        let archive = export(&from.cms).await;
        assert_eq!(archive, export(&from.cms).await, "the same twice");
        for to in desks().await {
            let before = to.count("core_audit").await;
            let brought = bring_in(&to.cms, &archive).await.expect("brought in");
            let lines =
                Brought { documents: 8, editions: 11, media: 2, menus: 1, plans: 2, redirects: 0 };
            assert_eq!(brought, lines);
            assert_eq!(export(&to.cms).await, archive, "{} to {}", from.test.kind, to.test.kind);
            assert_eq!(to.count("core_audit").await, before + 1, "one entry for all of it");
        }
        archives.push(archive);
    }
    // Ids are drawn from the same seed, so that both databases were filled with the same.
    assert!(archives.windows(2).all(|pair| pair[0] == pair[1]), "SQLite and PostgreSQL agree");
}

#[tokio::test]
async fn a_site_goes_on_with_what_was_brought_in() {
    let archive = {
        let from = desks().await.remove(0);
        fill(&from).await;
        export(&from.cms).await
    };
    for to in desks().await {
        // A page that was not there is not kept as missing.
        let path = "/who-we-are";
        send(to.cms.pages(), &Actor::anonymous(), Language::KO, get(path)).await;
        bring_in(&to.cms, &archive).await.expect("brought in");
        let korean = send(to.cms.pages(), &Actor::anonymous(), Language::KO, get(path)).await;
        assert_eq!(korean.status, StatusCode::OK, "{}", korean.text);
        assert!(korean.text.contains("소개"));
        let old = send(to.cms.pages(), &Actor::anonymous(), Language::EN, get("/about")).await;
        assert_eq!(old.status, StatusCode::MOVED_PERMANENTLY, "old addresses came along");
        let gone = send(to.cms.pages(), &Actor::anonymous(), Language::EN, get("/gone")).await;
        assert_eq!(gone.status, StatusCode::GONE);
        let ended = send(to.cms.pages(), &Actor::anonymous(), Language::EN, get("/ended")).await;
        assert_eq!(ended.header("location"), "/en/who-we-are");
        assert_eq!(to.cms.plans(&vera()).await.expect("plans").len(), 2);
        let tasks = to.cms.waiting(&vera()).await.expect("tasks");
        let approved = tasks.iter().find(|task| task.address.as_str() == "/approved");
        let approved = approved.expect("it waits to be published").document;
        let published = to.cms.publish(&vera().into(), approved, Language::EN).await;
        published.expect("the approval holds for the very same text");
        // Done by hand, it is planned no more; its end still is, and comes at its time.
        assert_eq!(to.cms.plans(&vera()).await.expect("plans").len(), 1);
        to.test.clock.set("2027-04-01T08:00:00Z".parse().expect("an instant"));
        to.cms.fire_due().await.expect("it ends");
        let found = to.cms.find(&Actor::anonymous(), "/approved").await;
        assert!(matches!(found, Ok(Found::Gone(_))), "{found:?}");
        let links = to.cms.menu_links("main", Language::EN).await.expect("a menu");
        assert_eq!(links.len(), 2);
        let menus: Vec<Menu> = to.cms.menus().await.expect("menus");
        assert_eq!(menus[0].version, Version::FIRST);
    }
}

#[tokio::test]
async fn bad_input_91_half_an_archive_and_a_flipped_byte_change_nothing() {
    let from = desks().await.remove(0);
    fill(&from).await;
    let archive = export(&from.cms).await;
    for to in desks().await {
        for end in (0..archive.len() - 1024).step_by(1_511) {
            let half = bring_in(&to.cms, &archive[..end]).await;
            assert!(matches!(half, Err(BringInError::Archive(_))), "{end}: {half:?}");
        }
        for at in (0..archive.len() - 1024).step_by(97) {
            let mut flipped = archive.clone();
            flipped[at] ^= 1;
            // What fills up a block and says nothing may have any value.
            if let Ok(brought) = check(&flipped) {
                assert_eq!(brought, check(&archive).expect("whole"), "{at}");
            } else {
                let refused = bring_in(&to.cms, &flipped).await;
                assert!(matches!(refused, Err(BringInError::Archive(_))), "{at}: {refused:?}");
            }
        }
        let longer = [archive.as_slice(), b"x"].concat();
        assert!(bring_in(&to.cms, &longer).await.is_err());
        for table in ["cms_document", "cms_edition", "cms_address", "cms_menu", "core_audit"] {
            assert_eq!(to.count(table).await, 0, "{table}");
        }
        assert!(to.cms.is_empty().await.expect("read"));
    }
}

/// How many lines an archive has.
fn check(archive: &[u8]) -> Result<usize, ArchiveError> {
    let mut lines = 0;
    read(archive, &mut |_| {
        lines += 1;
        Ok(())
    })?;
    Ok(lines)
}

/// Entries by name, in their order.
fn unpack(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = tar::Archive::new(archive);
    let entries = archive.entries().expect("an archive");
    let entry = |entry: std::io::Result<tar::Entry<'_, &[u8]>>| {
        let mut entry = entry.expect("an entry");
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes).expect("whole");
        (String::from_utf8_lossy(&entry.path_bytes()).into_owned(), bytes)
    };
    entries.map(entry).collect()
}

/// An archive of these entries, whose summary says what they are.
fn pack(entries: &[(String, Vec<u8>)], kind: tar::EntryType) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    let mut sums = BTreeMap::new();
    let mut lines = BTreeMap::<String, usize>::new();
    for (name, bytes) in entries.iter().filter(|(name, _)| name != "summary.json") {
        if let Some((section, _)) = name.split_once('/') {
            sums.insert(name.clone(), eframe_core::sha256(bytes).to_string());
            if section != "files" {
                let count = bytes.iter().filter(|byte| **byte == b'\n').count();
                *lines.entry(section.to_owned()).or_default() += count;
            }
        }
        append(
            &mut builder,
            name,
            bytes,
            if name.contains('/') { kind } else { tar::EntryType::Regular },
        );
    }
    let summary = serde_json::json!({ "entries": sums, "lines": lines });
    append(&mut builder, "summary.json", summary.to_string().as_bytes(), tar::EntryType::Regular);
    builder.into_inner().expect("an archive")
}

fn append(builder: &mut tar::Builder<Vec<u8>>, name: &str, bytes: &[u8], kind: tar::EntryType) {
    let mut header = tar::Header::new_ustar();
    header.as_ustar_mut().expect("one").name[..name.len()].copy_from_slice(name.as_bytes());
    header.set_size(bytes.len() as u64);
    header.set_entry_type(kind);
    header.set_mode(0o600);
    header.set_cksum();
    builder.append(&header, bytes).expect("appended");
}

#[tokio::test]
async fn bad_input_17_and_21_names_that_lead_out_and_links_are_no_archive() {
    let from = desks().await.remove(0);
    fill(&from).await;
    let entries = unpack(&export(&from.cms).await);
    assert!(check(&pack(&entries, tar::EntryType::Regular)).is_ok());
    for kind in [tar::EntryType::Symlink, tar::EntryType::Link, tar::EntryType::GNULongName] {
        let refused = check(&pack(&entries, kind)).expect_err("refused");
        assert!(refused.to_string().contains("no plain file"), "{refused}");
    }
    for name in ["../documents/00000001.jsonl", "/etc/passwd", "documents/00000009.jsonl", "x/y"] {
        let mut odd = entries.clone();
        odd[1].0 = name.to_owned();
        let refused = check(&pack(&odd, tar::EntryType::Regular)).expect_err("refused");
        assert!(refused.to_string().contains("no place in it"), "{refused}");
    }
}

#[tokio::test]
async fn bad_input_21_ten_thousand_entries_that_nothing_names_are_refused_before_one_is_kept() {
    let from = desks().await.remove(0);
    fill(&from).await;
    let mut entries = unpack(&export(&from.cms).await);
    let media = entries.iter().position(|(name, _)| name.starts_with("media/")).expect("media");
    let rest = entries.split_off(media);
    let mut named = entries.split_off(3);
    named.extend((0..10_000_u32).map(|number| {
        let bytes = number.to_be_bytes().to_vec();
        (format!("files/{}", eframe_core::sha256(&bytes)), bytes)
    }));
    named.sort_by(|(one, _), (other, _)| one.cmp(other));
    entries.extend(named.into_iter().chain(rest));
    let wrong = pack(&entries, tar::EntryType::Regular);
    for to in desks().await {
        let refused = bring_in(&to.cms, &wrong).await.expect_err("refused").to_string();
        assert!(refused.contains("no version in the library"), "{refused}");
        assert_eq!(to.blobs(), 0, "nothing of it is kept");
        assert!(to.cms.is_empty().await.expect("read"));
    }
}

#[tokio::test]
async fn bad_input_91_a_wrong_line_is_named_and_nothing_comes_in() {
    let from = desks().await.remove(0);
    fill(&from).await;
    let entries = unpack(&export(&from.cms).await);
    let to = desks().await;
    for (entry, line, old, new, said) in [
        ("documents", 1, r#""kind":"page""#, r#""kind":"poem""#, "poem"),
        ("documents", 1, r#""position":7"#, r#""position": 7"#, "in another way"),
        ("documents", 1, r#""position":7"#, r#""position":7,"x":1"#, "in another way"),
        ("documents", 1, r#"{"path":"/who-we-are","#, r#"{"path":"/elsewhere","#, "not among"),
        ("editions", 2, r#""number":2"#, r#""number":3"#, "follows edition"),
        ("editions", 1, r#""title":"The page about""#, r#""title":"""#, "could have been saved"),
        ("editions", 1, r#""facts":{"kind":"page"}"#, r#""facts":{"kind":"faq"}"#, "of the kind"),
        ("editions", 1, r#""language":"en""#, r#""language":"de""#, "does not speak de"),
        (
            "editions",
            1,
            r#""name":"plan.pdf","number":1"#,
            r#""name":"plan.pdf","number":3"#,
            "not so there",
        ),
        ("media", 1, r#""kind":"document""#, r#""kind":"picture""#, "of another kind"),
        ("media", 1, r#""number":2"#, r#""number":4"#, "stands at place 2"),
        ("media", 1, r#""bytes":907"#, r#""bytes":908"#, "another size"),
        ("menus", 1, r#""list":"news""#, r#""list":"page""#, "no list"),
        (
            "plans",
            1,
            r#"{"state":"waiting"}"#,
            r#"{"at":"2026-11-23T09:00:00Z","state":"done"}"#,
            "done",
        ),
        ("plans", 1, r#""language":"en""#, r#""language":"de""#, "does not speak de"),
        ("plans", 1, r#""act":"publish","number""#, r#""act":"poem","number""#, "poem"),
    ] {
        let mut wrong = entries.clone();
        let found = wrong.iter_mut().find(|(name, _)| name.starts_with(entry)).expect("an entry");
        let text = String::from_utf8(found.1.clone()).expect("UTF-8");
        let mut lines = text.split_inclusive('\n').map(str::to_owned).collect::<Vec<_>>();
        let of = lines.iter().position(|text| text.contains(old)).filter(|at| at + 1 >= line);
        let at = of.unwrap_or_else(|| panic!("{old} is in no line: {text}"));
        lines[at] = lines[at].replacen(old, new, 1);
        found.1 = lines.concat().into_bytes();
        let wrong = pack(&wrong, tar::EntryType::Regular);
        let refused = bring_in(&to[0].cms, &wrong).await.expect_err(said).to_string();
        let place = format!("{entry}/00000001.jsonl, line {}: ", at + 1);
        assert!(refused.starts_with(&place) && refused.contains(said), "{place}{said}: {refused}");
    }
    assert!(to[0].cms.is_empty().await.expect("read"));
}

#[tokio::test]
async fn bad_input_27_an_archive_brings_in_no_circle_and_no_page_that_something_else_answers_for() {
    let from = desks().await.remove(0);
    fill(&from).await;
    let old = "/old-a,/old-b\n/old-b,/who-we-are";
    from.cms.set_redirects(&vera().into(), old.as_bytes()).await.expect("set");
    let entries = unpack(&export(&from.cms).await);
    for to in desks().await {
        for (section, old, new, said) in [
            ("redirects", r#""target":"/who-we-are""#, r#""target":"/old-a""#, "round in a circle"),
            ("redirects", r#""target":"/old-b""#, r#""target":"/old-a?x#y""#, "round in a circle"),
            ("redirects", "\"/old-a\"", "\"/members\"", "The site itself uses this address"),
            ("redirects", "\"/old-a\"", "\"/en/old-a\"", "Leave out the language"),
            ("documents", "\"/gone\"", "\"/members\"", "belongs to the site itself"),
            ("documents", "\"/gone\"", "\"/news\"", "belongs to the site itself"),
        ] {
            let mut wrong = entries.clone();
            let found = wrong.iter_mut().find(|(name, _)| name.starts_with(section));
            let found = found.expect("an entry");
            let text = String::from_utf8(found.1.clone()).expect("UTF-8");
            assert!(text.contains(old), "{old} is in no line: {text}");
            found.1 = text.replace(old, new).into_bytes();
            let refused = bring_in(&to.cms, &pack(&wrong, tar::EntryType::Regular)).await;
            let refused = refused.expect_err(said).to_string();
            assert!(refused.contains(said), "{said}: {refused}");
            assert!(to.cms.is_empty().await.expect("read"), "{said}");
        }
        bring_in(&to.cms, &pack(&entries, tar::EntryType::Regular)).await.expect("brought in");
    }
}

#[tokio::test]
async fn what_stands_is_not_written_over_and_not_everybody_takes_it_out() {
    for desk in desks().await {
        fill(&desk).await;
        let archive = export(&desk.cms).await;
        let again = bring_in(&desk.cms, &archive).await;
        let full = matches!(again, Err(BringInError::Cms(Error::Refused(Refusal::NotEmpty))));
        assert!(full, "{again:?}");
        for actor in [Actor::anonymous(), reader(), mina()] {
            assert!(desk.cms.export(&actor).await.is_err());
            let answer = send(desk.cms.json(), &actor, Language::EN, get("/export")).await;
            assert!(answer.status.is_client_error(), "{}", answer.status);
            let file = Path::new("there is no such file");
            assert!(desk.cms.bring_in(&actor.into(), file).await.is_err());
        }
        let service = desk.cms.json();
        let answer = send(service, &vera(), Language::EN, get("/export")).await;
        assert!(answer.bytes == archive, "the same bytes");
        let named = "attachment; filename=\"content-2026-11-23.tar\"";
        assert_eq!(answer.header("content-disposition"), named);
    }
}

#[tokio::test]
async fn bad_input_20_21_and_22_files_of_an_archive_are_looked_at_like_those_that_people_bring() {
    let from = desks().await.remove(0);
    fill(&from).await;
    let entries = unpack(&export(&from.cms).await);
    let to = desks().await.remove(0);
    let at = |part: &[u8]| {
        let is_it = |(name, bytes): &(String, Vec<u8>)| {
            name.starts_with("files/") && bytes.starts_with(part)
        };
        entries.iter().position(is_it).expect("a file")
    };
    for (of, file, said) in [
        // What a browser would run, called a document; a picture that tells where it was taken; one that is all head.
        (
            at(b"%PDF"),
            b"<!DOCTYPE html><script>alert(1)</script>".to_vec(),
            "a kind that is not taken",
        ),
        (at(b"\xff\xd8"), TURNED.to_vec(), "tells more than what it shows"),
        (at(b"\xff\xd8"), TURNED[..600].to_vec(), "incomplete or damaged"),
    ] {
        let mut wrong = entries.clone();
        let (before, after) = (eframe_core::sha256(&wrong[of].1), eframe_core::sha256(&file));
        let (old, new) = (wrong[of].1.len(), file.len());
        wrong[of] = (format!("files/{after}"), file);
        // The rest of it tells the same lie.
        for (name, bytes) in &mut wrong {
            if name.ends_with(".jsonl") {
                let text = String::from_utf8(bytes.clone()).expect("UTF-8");
                let text = text.replace(&before.to_string(), &after.to_string());
                let text = text.replace(&format!("\"bytes\":{old}"), &format!("\"bytes\":{new}"));
                *bytes = text
                    .replace(&format!("\"size\":{old}"), &format!("\"size\":{new}"))
                    .into_bytes();
            }
        }
        wrong[3..].sort_by(|(one, _), (other, _)| one.cmp(other));
        let refused = bring_in(&to.cms, &pack(&wrong, tar::EntryType::Regular)).await;
        let refused = refused.expect_err(said).to_string();
        assert!(refused.contains(said), "{said}: {refused}");
    }
    let mut missing = entries.clone();
    missing.remove(at(b"%PDF"));
    let refused = bring_in(&to.cms, &pack(&missing, tar::EntryType::Regular)).await;
    assert!(refused.expect_err("refused").to_string().contains("are missing"));
    let mut more = entries.clone();
    let nobodys = format!("files/{}", eframe_core::sha256(b"x"));
    more.insert(3, (nobodys, b"x".to_vec()));
    more[3..].sort_by(|(one, _), (other, _)| one.cmp(other));
    let refused = bring_in(&to.cms, &pack(&more, tar::EntryType::Regular)).await;
    assert!(refused.expect_err("refused").to_string().contains("no version in the library"));
    assert_eq!(to.blobs(), 0, "nothing of it is kept");
    assert!(to.cms.is_empty().await.expect("read"));
}
