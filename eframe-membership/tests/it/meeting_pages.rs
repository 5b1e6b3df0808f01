//! Meetings as people see them: the desk, a member's own pages, the minutes; by forms alone, on each database.

use eframe_core::test::ask::{self as requests, Answer, form, get};
use eframe_core::{Actor, Component, Language};
use eframe_membership::model::{ItemStage, MeetingId};
use http::StatusCode;

use crate::committee::*;

async fn at(service: Component, actor: &Actor, language: Language, path: &str) -> Answer {
    requests::send(service, actor, language, get(path)).await
}

async fn desk(site: &Site, path: &str) -> Answer {
    at(site.membership.desk(), &clerk(), Language::EN, path).await
}

async fn press(site: &Site, path: &str, fields: &[(&str, &str)]) -> Answer {
    requests::send(site.membership.desk(), &clerk(), Language::EN, form(path, fields)).await
}

async fn own(site: &Site, number: u128, path: &str, fields: &[(&str, &str)]) -> Answer {
    let request = if fields.is_empty() { get(path) } else { form(path, fields) };
    requests::send(site.membership.own(), &officer(number), Language::EN, request).await
}

/// A path below the desk, from a redirect.
fn below(answer: &Answer) -> String {
    let location = answer.header("location").strip_prefix("/desk/membership").unwrap_or_default();
    location.split('?').next().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_by_forms_alone_from_its_plan_to_its_minutes() {
    for site in Site::both(4, 3).await {
        let kind = site.on.kind;
        let application = site.accepted(40, "city").await;
        let plan = [
            ("body", COMMITTEE),
            ("title", "Executive Committee, 12th meeting"),
            ("starts", "2026-12-01T10:00"),
            ("zone", "Asia/Seoul"),
        ];
        let asked = desk(&site, "/meetings/new").await;
        assert!(asked.text.contains("value=\"Asia/Seoul\""), "{kind}: the charter's zone");
        let planned = press(&site, "/meetings/new", &plan).await;
        assert_eq!(planned.status, StatusCode::SEE_OTHER, "{kind}: {}", planned.text);
        let page = below(&planned);
        let id: MeetingId = page.rsplit('/').next().expect("an id").parse().expect("an id");
        let shown = desk(&site, &page).await;
        assert!(shown.text.contains("A-2026-0001 Applicant 40"), "{kind}: it waits");
        let step = |fields: Vec<(&'static str, String)>| {
            let (site, page) = (&site, page.clone());
            async move {
                let fields: Vec<(&str, &str)> =
                    fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
                let answer = press(site, &page, &fields).await;
                assert_eq!(
                    answer.status,
                    StatusCode::SEE_OTHER,
                    "{}: {}",
                    site.on.kind,
                    answer.text
                );
            }
        };
        let of = |step: &str| ("step", step.to_owned());
        // The case leads there: first to where it can go, then to where it is.
        let case = format!("/cases/{application}");
        let offered = desk(&site, &case).await.text;
        assert!(offered.contains(&format!("<option value=\"{id}\"")), "{kind}: {offered}");
        let unsaid = press(&site, &case, &[("step", "agenda"), ("meeting", "")]).await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind}");
        assert!(unsaid.text.contains("href=\"#f-meeting\""), "{kind}: {}", unsaid.text);
        let put = press(&site, &case, &[("step", "agenda"), ("meeting", &id.to_string())]).await;
        assert_eq!(below(&put), case, "{kind}: {}", put.text);
        let there = desk(&site, &case).await.text;
        assert!(there.contains(&format!("href=\"/desk/membership{page}\"")), "{kind}: {there}");
        let motion = ("text", "In Seoul.".to_owned());
        step(vec![of("motion"), ("title", "Where to meet".to_owned()), motion]).await;
        // Days before its day it is opened by whoever says so twice.
        let early = desk(&site, &format!("{page}/open")).await.text;
        assert!(early.contains("1 December 2026"), "{kind}: {early}");
        assert!(desk(&site, &page).await.text.contains(&format!("{page}/open")), "{kind}");
        let opened = press(&site, &format!("{page}/open"), &[]).await;
        assert_eq!(
            opened.header("location"),
            format!("/desk/membership{page}?done=open"),
            "{kind}"
        );
        let items = site.membership.meeting(&clerk(), id).await.expect(kind).items;
        let item = items[0].id.to_string();

        // Put off without a reason, an item says so at its own field.
        let second = items[1].id.to_string();
        let defer = [("step", "defer"), ("item", &*second), ("reason", " ")];
        let unsaid = press(&site, &page, &defer).await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind}");
        let field = unsaid.text.split("id=\"f-reason\"").nth(1).expect("the field");
        let field = field.split('>').next().expect("its end");
        assert!(field.contains("aria-invalid=\"true\""), "{kind}: {field}");
        assert!(unsaid.text.contains("href=\"#f-reason\""), "{kind}: {}", unsaid.text);
        assert_eq!(unsaid.text.matches("id=\"f-reason\"").count(), 1, "{kind}");

        // A member's own people come, read and vote on their own pages; another is in the room.
        let listed = own(&site, 1, "/meetings", &[]).await;
        assert!(listed.text.contains("Executive Committee, 12th meeting"), "{kind}");
        let read = own(&site, 1, &format!("{page}/items/{item}"), &[]).await;
        assert!(read.text.contains("To learn from others"), "{kind}: {}", read.text);
        assert!(!read.text.contains("rui@applicant.example"), "{kind}: not whom to ask");
        assert!(read.text.contains("<dd>120,000</dd>"), "{kind}: {}", read.text);
        let member = id_text(1);
        let come = own(&site, 1, &page, &[("step", "attend"), ("member", &member)]).await;
        assert_eq!(come.status, StatusCode::SEE_OTHER, "{kind}: {}", come.text);
        step(vec![of("attend"), ("member", id_text(2))]).await;
        step(vec![of("chair"), ("member", id_text(1))]).await;
        step(vec![of("call"), ("item", item.clone())]).await;
        let empty = [("step", "vote"), ("item", &*item), ("member", &*member)];
        let unsaid = own(&site, 1, &page, &empty).await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind}");
        assert!(unsaid.text.contains("href=\"#f-choice\""), "{kind}: it leads to the question");
        let vote =
            |choice| [("step", "vote"), ("item", &*item), ("member", &*member), ("choice", choice)];
        assert_eq!(
            own(&site, 1, &page, &vote("yes")).await.status,
            StatusCode::SEE_OTHER,
            "{kind}"
        );
        let other = own(&site, 1, &page, &vote("no")).await;
        assert_eq!(other.status, StatusCode::CONFLICT, "{kind}");
        assert!(other.text.contains("The vote was cast before: Yes, by Officer 1."), "{kind}");
        let voted = desk(&site, &page).await.text;
        assert!(voted.contains("1 vote so far") && voted.contains("Has voted"), "{kind}: {voted}");
        let in_room = vec![of("vote"), ("item", item.clone()), ("member", id_text(2))];
        step([in_room, vec![("choice", "yes".to_owned())]].concat()).await;
        // Voting is closed by whoever has read whose vote is missing.
        let ends = format!("{page}/items/{item}/end");
        assert!(desk(&site, &page).await.text.contains(&ends), "{kind}");
        let sure = desk(&site, &ends).await.text;
        for said in [
            "Everyone present who may vote has voted.",
            "2 of 3 present, 2 needed: quorate",
            "On the roll, not present and without a vote cast: ",
            "City 03",
        ] {
            assert!(sure.contains(said), "{kind}: {said}: {sure}");
        }
        let direct = press(&site, &page, &[("step", "end"), ("item", &item)]).await;
        assert_eq!(direct.status, StatusCode::NOT_FOUND, "{kind}: not at one click");
        let ended = press(&site, &ends, &[]).await;
        assert_eq!(ended.header("location"), format!("/desk/membership{page}?done=end"), "{kind}");
        let decided = desk(&site, &page).await.text;
        let proof = "2 of 3 present, 2 needed: quorate; 2 yes of 2 = 100 %, over 50 %";
        assert!(decided.contains(proof), "{kind}: {decided}");
        let second = items[1].id.to_string();
        let unsaid = [("step", "defer"), ("item", &*second), ("reason", " ")];
        let unsaid = press(&site, &page, &unsaid).await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind}");
        assert_eq!(unsaid.text.matches("href=\"#f-reason\"").count(), 1, "{kind}");
        let field = unsaid.text.split("id=\"f-reason\"").nth(1).expect("the field it leads to");
        let field = field.split('>').next().expect("a tag");
        let told = field.contains("aria-invalid") && field.contains("aria-describedby");
        assert!(told, "{kind}: {field}");
        step(vec![of("close")]).await;
        let stage = site.membership.meeting(&clerk(), id).await.expect(kind);
        assert_eq!(stage.items[1].state.stage(), ItemStage::Deferred, "{kind}");

        let minutes = format!("/minutes/{}", stage.code);
        let public = at(site.membership.pages(), &Actor::anonymous(), Language::EN, &minutes).await;
        assert_eq!(public.status, StatusCode::OK, "{kind}");
        for said in [
            proof,
            "The same result",
            "SHA-256 of the published vote on A-2026-0001, Applicant 40, City",
            "The meeting ended before it was called.",
            &format!("https://city.example/en/members{minutes}"),
            &format!("/api/v1/membership{minutes}/votes/1"),
        ] {
            assert!(public.text.contains(said), "{kind}: {said}: {}", public.text);
        }
        let korean = at(site.membership.pages(), &Actor::anonymous(), Language::KO, &minutes).await;
        assert!(
            korean.text.contains("3개 회원 중 2개 출석, 2개 필요: 정족수 충족"),
            "{}",
            korean.text
        );
        let signed_in = at(site.membership.pages(), &clerk(), Language::EN, &minutes).await;
        assert_eq!(signed_in.text, public.text, "{kind}: the same bytes for everyone");
        let (nobody, pages) = (Actor::anonymous(), site.membership.pages());
        let typed = format!("/minutes/{}", stage.code.to_uppercase());
        let upper = at(pages.clone(), &nobody, Language::EN, &typed).await;
        assert_eq!(upper.status, StatusCode::OK, "{kind}: typed from paper");
        let none = at(pages.clone(), &nobody, Language::EN, "/minutes/x").await;
        assert_eq!(none.status, StatusCode::NOT_FOUND, "{kind}");
        site.on.database.close().await;
        let kept = at(pages, &nobody, Language::EN, &minutes).await;
        assert_eq!(kept.status, StatusCode::OK, "{kind}: the database is not asked again");
    }
}

fn id_text(number: u128) -> String {
    id(number).to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_64_a_time_that_comes_twice_is_asked_about() {
    let site =
        Site::on(eframe_core::test::sqlite(&[eframe_membership::MIGRATIONS]).await, 1, 1).await;
    let mut plan = vec![
        ("body", COMMITTEE),
        ("title", "Late"),
        ("starts", "2027-10-31T02:30"),
        ("zone", "Europe/Berlin"),
    ];
    let asked = press(&site, "/meetings/new", &plan).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.text.contains("comes twice") && asked.text.contains("value=\"second\""));
    assert!(asked.text.contains("value=\"2027-10-31T02:30\""), "what was typed is kept");
    plan.push(("fold", "second"));
    let planned = press(&site, "/meetings/new", &plan).await;
    assert_eq!(planned.status, StatusCode::SEE_OTHER, "{}", planned.text);
    let shown = desk(&site, &below(&planned)).await;
    assert!(shown.text.contains("datetime=\"2027-10-31T01:30:00Z\""), "{}", shown.text);
    let moved = desk(&site, &format!("{}/move", below(&planned))).await;
    assert!(moved.text.contains("value=\"2027-10-31T02:30"), "on the clocks of the place");
}

#[tokio::test(flavor = "multi_thread")]
async fn offices_are_given_and_ended_at_the_desk_and_shown_to_everyone() {
    for site in Site::both(4, 1).await {
        let kind = site.on.kind;
        site.owe(4).await;
        let give = |member: u128, office: &'static str, from: &'static str| {
            let (site, member) = (&site, format!("M-2020-{member:04}"));
            async move {
                let fields =
                    [("member", &*member), ("office", office), ("from", from), ("until", "")];
                press(site, "/terms/new", &fields).await
            }
        };
        let seat = "executive-committee/seat";
        let given = give(2, seat, "2027-01-01").await;
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{kind}: {}", given.text);
        let owing = give(4, seat, "2027-01-01").await;
        assert_eq!(owing.status, StatusCode::FORBIDDEN, "{kind}");
        assert!(owing.text.contains("The fee of 2026 was due on 31 March 2026"), "{}", owing.text);
        let full = give(3, "executive-committee/president", "2027-01-01").await;
        assert_eq!(full.status, StatusCode::CONFLICT, "{kind}");
        assert!(full.text.contains("Every seat is taken"), "{kind}: {}", full.text);
        let wrong = give(3, "no-office", "someday").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind}");
        assert!(wrong.text.contains("#f-office") && wrong.text.contains("#f-from"), "{kind}");
        let listed = desk(&site, "/terms?body=executive-committee&on=2026-12-31").await.text;
        assert!(listed.contains("1 term") && listed.contains("City 01"), "{kind}: {listed}");
        let all = desk(&site, "/terms").await.text;
        assert!(all.contains("2 terms") && all.contains("To come"), "{kind}: {all}");
        let pages = site.membership.pages();
        let nobody = Actor::anonymous();
        let today = at(pages.clone(), &nobody, Language::EN, "/bodies/executive-committee").await;
        assert!(today.text.contains("City 01") && !today.text.contains("City 02"), "{kind}");
        let later = "/bodies/executive-committee?on=2027-06-01";
        let later = at(pages.clone(), &nobody, Language::AR, later).await;
        assert!(later.text.contains("City 02") && later.text.contains("dir=\"rtl\""), "{kind}");
        let none = at(pages.clone(), &nobody, Language::EN, "/bodies/senate").await;
        assert_eq!(none.status, StatusCode::NOT_FOUND, "{kind}");

        // Taken back before it began, it was held by nobody, and another takes its place.
        let held = site.membership.terms_of(member_id(2)).await.expect("terms");
        let end = format!("/terms/{}/end", held[0].id);
        let back = press(&site, &end, &[("until", "2026-12-31")]).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{kind}: {}", back.text);
        let all = desk(&site, "/terms").await.text;
        assert!(all.contains("1 term") && !all.contains("City 02"), "{kind}: {all}");
        assert_eq!(site.membership.terms_of(member_id(2)).await.expect("terms"), [], "{kind}");
        let again = give(2, seat, "2026-12-01").await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "{kind}: {}", again.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_is_named_by_its_number_or_a_part_of_its_name_and_never_out_of_all() {
    for site in Site::both(25, 1).await {
        let kind = site.on.kind;
        let asked = desk(&site, "/terms/new").await.text;
        assert!(asked.contains("id=\"f-member\"") && !asked.contains("City 0"), "{kind}: {asked}");
        let give = async |member: &str, chosen: &str| {
            let fields = [
                ("member", member),
                ("chosen", chosen),
                ("office", "executive-committee/seat"),
                ("from", "2027-01-01"),
            ];
            press(&site, "/terms/new", &fields).await
        };
        for (said, offered, field) in [
            ("City 1", 10, "chosen"),
            ("city", 20, "member"),
            ("nowhere", 0, "member"),
            ("M-2020-0026", 0, "member"),
            ("City_01", 0, "member"),
            ("", 0, "member"),
        ] {
            let answer = give(said, "").await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind}: {said}");
            let radios = answer.text.matches("name=\"chosen\"").count();
            assert_eq!(radios, offered, "{kind}: {said}: {}", answer.text);
            let led = answer.text.contains(&format!("href=\"#f-{field}\""));
            assert!(led, "{kind}: {said}: {}", answer.text);
            for kept in [format!("value=\"{said}\""), "value=\"2027-01-01\"".to_owned()] {
                assert!(answer.text.contains(&kept), "{kind}: {kept}: {}", answer.text);
            }
        }
        // What was chosen counts among those that fit, and nowhere else.
        let stale = give("City 1", &id_text(2)).await;
        assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind}");
        for (said, chosen, name) in [
            ("City 1", id_text(12), "City 12"),
            (" m-2020-0003", String::new(), "City 03"),
            ("ity 04", id_text(12), "City 04"),
        ] {
            let given = give(said, &chosen).await;
            assert_eq!(given.status, StatusCode::SEE_OTHER, "{kind}: {said}: {}", given.text);
            assert!(desk(&site, "/terms").await.text.contains(name), "{kind}: {name}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_is_named_by_its_number_or_a_part_of_its_name() {
    for site in Site::both(12, 1).await {
        let kind = site.on.kind;
        let meeting = site.planned().await;
        site.opened(meeting, &[1]).await;
        let page = format!("/meetings/{meeting}");
        let shown = desk(&site, &page).await.text;
        assert!(!shown.contains("City 02"), "{kind}: nobody is listed: {shown}");
        let bring = async |said: &str, chosen: &str| {
            press(&site, &page, &[("step", "guest"), ("member", said), ("chosen", chosen)]).await
        };
        let several = bring("City 1", "").await;
        assert_eq!(several.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind}");
        assert_eq!(several.text.matches("name=\"chosen\"").count(), 3, "{kind}");
        let open = several.text.split("<details open>").nth(1).expect("an open form");
        assert!(open.contains("value=\"City 1\""), "{kind}: {open}");
        let none = bring("nowhere", "").await;
        assert!(none.text.contains("No member on the register has this"), "{kind}");
        let came = bring("City 1", &id_text(11)).await;
        assert_eq!(came.header("location"), format!("/desk/membership{page}?done=guest"), "{kind}");
        assert_eq!(bring("M-2020-0005", "").await.status, StatusCode::SEE_OTHER, "{kind}");
        let roll = desk(&site, &page).await.text;
        assert!(roll.contains("City 11") && roll.contains("City 05"), "{kind}: {roll}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_37_a_meeting_shows_itself_on_no_page_of_others() {
    let site =
        Site::on(eframe_core::test::sqlite(&[eframe_membership::MIGRATIONS]).await, 3, 2).await;
    let meeting = site.planned().await;
    let page = format!("/meetings/{meeting}");
    assert_eq!(own(&site, 3, &page, &[]).await.status, StatusCode::NOT_FOUND);
    let come = own(&site, 3, &page, &[("step", "attend"), ("member", &id_text(3))]).await;
    assert_eq!(come.status, StatusCode::NOT_FOUND);
    assert!(own(&site, 3, "/meetings", &[]).await.text.contains("There is no meeting yet"));
    // The desk is the Secretariat's.
    for path in ["/meetings", "/terms", &page] {
        let refused = at(site.membership.desk(), &officer(1), Language::EN, path).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
    }
    // And its own pages offer a member nothing but its own part.
    for step in ["open", "close", "call"] {
        let refused = own(&site, 1, &page, &[("step", step), ("member", &id_text(1))]).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{step}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn more_meetings_than_a_page_holds_are_read_there_and_back() {
    for site in Site::both(1, 1).await {
        let kind = site.on.kind;
        for _ in 0..51 {
            site.planned().await;
        }
        let address = |page: &Answer, rel: &str| {
            let link = page.text.split(&format!("rel=\"{rel}\" href=\"")).nth(1);
            link.and_then(|rest| rest.split('"').next()).map(|href| href.replace("&amp;", "&"))
        };
        for filter in ["", "?body=executive-committee"] {
            let first = desk(&site, &format!("/meetings{filter}")).await;
            assert!(address(&first, "prev").is_none(), "{kind}");
            let on = address(&first, "next").expect("there is one more");
            let second = desk(&site, on.strip_prefix("/desk/membership").expect("ours")).await;
            assert_eq!(second.text.matches("12th meeting").count(), 1, "{kind}");
            let back = address(&second, "prev").expect("a way back");
            assert_eq!(
                back,
                format!(
                    "/desk/membership/meetings{}",
                    if filter.is_empty() { "?" } else { filter }
                )
            );
        }
        let first = own(&site, 1, "/meetings", &[]).await;
        assert_eq!(first.text.matches("12th meeting").count(), 50, "{kind}");
        let on = address(&first, "next").expect("there is one more");
        let second =
            own(&site, 1, on.strip_prefix("/account/membership").expect("ours"), &[]).await;
        assert_eq!(second.text.matches("12th meeting").count(), 1, "{kind}");
        assert!(address(&second, "prev").is_some(), "{kind}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn applications_that_wait_for_another_body_hide_none_that_waits_for_this_one() {
    for site in Site::both(1, 1).await {
        let kind = site.on.kind;
        // Older cases of a kind that another body approves.
        for number in 0..201 {
            site.accepted(100 + number, "corporate").await;
        }
        site.on.clock.advance(jiff::SignedDuration::from_hours(1));
        site.accepted(40, "city").await;
        let meeting = site.planned().await;
        let shown = desk(&site, &format!("/meetings/{meeting}")).await;
        assert!(shown.text.contains("Applicant 40"), "{kind}: {}", shown.text);
        assert!(!shown.text.contains("Applicant 100"), "{kind}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_is_called_off_at_the_desk_after_a_question() {
    for site in Site::both(3, 2).await {
        let kind = site.on.kind;
        let meeting = site.planned().await;
        site.motion(meeting).await;
        let page = format!("/meetings/{meeting}");
        let off = format!("{page}/off");
        let shown = desk(&site, &page).await.text;
        assert!(shown.contains(&format!("/desk/membership{off}")), "{kind}: {shown}");
        let question = desk(&site, &off).await.text;
        assert!(question.contains("off?"), "{kind}: {question}");
        assert!(question.contains("told by mail, with your reason"), "{kind}");
        let unsaid = press(&site, &off, &[("reason", " ")]).await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind}");
        assert!(unsaid.text.contains("href=\"#f-reason\""), "{kind}: {}", unsaid.text);
        let done = press(&site, &off, &[("reason", "The hall is <flooded>")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{kind}: {}", done.text);
        assert_eq!(below(&done), page, "{kind}");
        let told = desk(&site, &format!("{page}?done=off")).await.text;
        for said in ["The meeting is called off.", "does not take place", "&lt;flooded&gt;"] {
            assert!(told.contains(said), "{kind}: {said}: {told}");
        }
        for gone in ["Open the meeting", "Add a motion", "/off\"", "/move\""] {
            assert!(!told.contains(gone), "{kind}: {gone}");
        }
        let own = own(&site, 1, &page, &[]).await.text;
        assert!(own.contains("does not take place"), "{kind}: {own}");
        assert!(own.contains("&lt;flooded&gt;"), "{kind}");
        let again = press(&site, &off, &[("reason", "Still flooded")]).await;
        assert_eq!(again.status, StatusCode::CONFLICT, "{kind}");
        assert!(again.text.contains("Still flooded"), "{kind}: what was typed is kept");
        let list = desk(&site, "/meetings?stage=called-off").await.text;
        assert!(list.contains("Called off") && list.contains("12th meeting"), "{kind}: {list}");
    }
}
