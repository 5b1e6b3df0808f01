//! The desk's pages of members, fees, figures and imports, and an organisation's own pages of its membership.

use eframe_core::test::ask::{Answer, form, get, send};
use eframe_core::{Actor, Body, Language};
use eframe_membership::model::{FeeState, Member, Standing};
use http::{Request, StatusCode};

use crate::hall::{HEAD, Hall, five, halls, officer, organisation, reader, vera};

impl Hall {
    async fn desk(&self, actor: &Actor, request: Request<Body>) -> Answer {
        send(self.membership.desk(), actor, Language::EN, request).await
    }

    async fn own(&self, actor: &Actor, language: Language, path: &str) -> Answer {
        send(self.membership.own(), actor, language, get(path)).await
    }

    async fn of(&self, number: u128) -> Member {
        self.membership.member_of(&vera(), organisation(number)).await.expect("there")
    }

    /// Vera presses a button of a page; what follows is the page she is led to.
    async fn press(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.desk(&vera(), form(path, fields)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let next = answer.header("location").strip_prefix("/desk/membership").expect("the desk");
        let next = self.desk(&vera(), get(next)).await;
        assert_eq!(next.status, StatusCode::OK);
        next
    }
}

async fn filled() -> Vec<Hall> {
    let halls = halls().await;
    for hall in &halls {
        hall.noon("2026-11-25");
        hall.import(&five()).await.expect("imported");
    }
    halls
}

/// The texts of the first column of a list.
fn names(page: &str) -> Vec<&str> {
    let rows = page.split("<tr>").skip(1);
    rows.filter_map(|row| row.split("/members/").nth(1)?.split('>').nth(1)?.split('<').next())
        .collect()
}

/// A form with a file, as browsers send it.
fn multipart(path: &str, fields: &[(&str, &str)], file: &str) -> Request<Body> {
    let mut body = String::new();
    for (name, value) in fields {
        body.push_str("--b\r\nContent-Disposition: form-data; ");
        body.push_str(&format!("name=\"{name}\"\r\n\r\n{value}\r\n"));
    }
    body.push_str("--b\r\nContent-Disposition: form-data; name=\"file\"; ");
    let named = if file.is_empty() { "" } else { "register.csv" };
    body.push_str(&format!("filename=\"{named}\"\r\n\r\n{file}\r\n--b--\r\n"));
    let request = Request::post(path).header("content-type", "multipart/form-data; boundary=b");
    request.body(Body::from(body)).expect("a request")
}

fn checked(page: &str) -> &str {
    let after = page.split("name=\"checked\" value=\"").nth(1).expect("a fingerprint");
    after.split('"').next().expect("its end")
}

#[tokio::test]
async fn the_list_of_members_is_filtered_linked_to_and_exported() {
    for hall in filled().await {
        let all = hall.desk(&reader(), get("/members")).await.text;
        let everyone = ["accra", "Århus", "Blue Company", "Gone City", "Seoul", "Zeta Agency"];
        assert_eq!(names(&all), everyone, "{}", hall.base.kind);
        assert!(all.contains("6 members"));
        assert!(!all.contains("/desk/membership/import"), "a reader brings nothing in");
        for (query, expected) in [
            ("?standing=withdrawn", vec!["Gone City"]),
            ("?standing=associate&kind=city", vec!["accra"]),
            ("?region=africa", vec!["accra", "Zeta Agency"]),
            ("?country=KR&kind=&words=", vec!["Seoul"]),
            ("?words=arhus", vec!["Århus"]),
            ("?standing=nothing&region=atlantis", everyone.to_vec()),
        ] {
            let page = hall.desk(&vera(), get(&format!("/members{query}"))).await.text;
            assert_eq!(names(&page), expected, "{query}");
        }
        let csv = hall.desk(&reader(), get("/members/register.csv")).await;
        assert!(csv.header("content-disposition").contains("2026-11-25-register.csv"));
        assert_eq!(csv.header("cache-control"), "no-store");
        assert_eq!(csv.text.lines().count(), 7);
        let json = hall.desk(&reader(), get("/members/register.json")).await.json();
        assert!(json.is_object(), "{json}");
    }
}

#[tokio::test]
async fn the_list_goes_on_page_by_page_with_its_filters() {
    for hall in halls().await {
        hall.noon("2026-11-25");
        let lines = (0..120).map(|n| format!(",city,City {},,PE,,,,,2020-03-01 accepted,", n % 3));
        let file = std::iter::once(HEAD.to_owned()).chain(lines).collect::<Vec<_>>().join("\n");
        hall.import(&file).await.expect("imported");
        let (mut seen, mut path) = (Vec::new(), Some("/members?kind=city".to_owned()));
        while let Some(at) = path {
            let page = hall.desk(&vera(), get(&at)).await.text;
            let ids = page.split("<tr>").skip(1).filter_map(|row| row.split("/members/").nth(1));
            seen.extend(ids.filter_map(|rest| Some(rest.split('"').next()?.to_owned())));
            let next = page.split("rel=\"next\" href=\"/desk/membership").nth(1);
            path = next.and_then(|rest| Some(rest.split('"').next()?.replace("&amp;", "&")));
            assert!(path.as_ref().is_none_or(|path| path.contains("kind=city")));
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 120, "{}", hall.base.kind);
        let made_up = hall.desk(&vera(), get("/members?after=x")).await;
        assert_eq!(made_up.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn a_member_is_suspended_reinstated_and_leaves_at_the_desk() {
    for hall in filled().await {
        let seoul = hall.of(102).await;
        let path = format!("/members/{}", seoul.id);
        let silent = [("step", "suspend"), ("on", "2026-11-01")];
        let silent = hall.desk(&vera(), form(&path, &silent)).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            silent.text.contains("id=\"f-reason-error\"") && silent.text.contains("2026-11-01")
        );
        let page = hall.press(&path, &[("step", "suspend"), ("reason", "Asked to")]).await;
        assert!(page.text.contains("The member is suspended.") && page.text.contains("Asked to"));
        assert_eq!(hall.of(102).await.standing, Some(Standing::Suspended), "{}", hall.base.kind);
        let early = [("step", "reinstate"), ("back", "2026-11-24")];
        let early = hall.desk(&vera(), form(&path, &early)).await;
        assert!(early.text.contains("id=\"f-back-error\""), "{}", early.text);
        hall.press(&path, &[("step", "reinstate")]).await;
        assert_eq!(hall.of(102).await.standing, Some(Standing::Full));
        hall.press(&path, &[("step", "leave"), ("why", "Merged")]).await;
        let again = hall.desk(&vera(), form(&path, &[("step", "leave")])).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert!(again.text.contains("standing does not allow this step"));
        let then = hall.desk(&vera(), get(&format!("{path}?day=2018-05-31"))).await.text;
        assert!(then.contains("This is how it stood on") && then.contains("Associate Member"));
    }
}

#[tokio::test]
async fn bad_input_52_what_somebody_else_amended_is_shown_before_it_is_overwritten() {
    for hall in filled().await {
        let id = hall.of(102).await.id;
        let path = format!("/members/{id}/amend");
        let page = hall.desk(&vera(), get(&path)).await.text;
        let version = page.split("name=\"version\" value=\"").nth(1).expect("a version");
        let version = version.split('"').next().expect("its end");
        let fields = |name: &'static str| [("name", name), ("country", "KR"), ("version", version)];
        hall.press(&path, &fields("Seoul City")).await;
        let stale = hall.desk(&vera(), form(&path, &fields("Greater Seoul"))).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.text);
        assert!(
            stale.text.contains("value=\"Greater Seoul\"") && stale.text.contains("Seoul City")
        );
        assert_eq!(hall.of(102).await.profile.name, "Seoul City");
        let wrong = [("name", ""), ("country", "ZZ"), ("version", "2"), ("latitude", "95")];
        let wrong = hall.desk(&vera(), form(&path, &wrong)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        for field in ["name", "country", "latitude"] {
            assert!(wrong.text.contains(&format!("id=\"f-{field}-error\"")), "{field}");
        }
        let blind = hall.desk(&vera(), form(&path, &[("name", "X"), ("country", "KR")])).await;
        assert_eq!(blind.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn a_years_fees_are_asked_for_noted_and_waived_and_a_payment_brings_a_member_back() {
    for hall in filled().await {
        hall.noon("2026-01-10");
        let none = hall.desk(&vera(), get("/fees")).await.text;
        assert!(none.contains("Nobody was asked for a fee of 2026 yet."), "{none}");
        let asked = hall.press("/fees/ask", &[("year", "2026")]).await.text;
        assert!(asked.contains("5 members were asked.") && asked.contains("1,000.00"), "{asked}");
        let again = hall.press("/fees/ask", &[("year", "2026")]).await.text;
        assert!(again.contains("0 members were asked.") && again.contains("5 were passed over"));
        let far = hall.desk(&vera(), form("/fees/ask", &[("year", "2040")])).await;
        assert_eq!(far.status, StatusCode::UNPROCESSABLE_ENTITY);

        hall.noon("2026-11-25");
        let late = hall.desk(&vera(), get("/fees?year=2026&state=overdue")).await.text;
        assert!(late.contains("5 fees") && late.contains("Overdue"));
        let seoul = hall.of(102).await;
        let member = format!("/members/{}", seoul.id);
        let page = hall.press(&member, &[("step", "lapse")]).await.text;
        assert!(page.contains("The membership has lapsed.") && page.contains("brings it back"));
        let owing = hall.desk(&vera(), form(&member, &[("step", "restore")])).await;
        assert!(owing.text.contains("A fee is unpaid and its grace is over"), "{}", owing.text);

        let fee = format!("/fees/{}", seoul.fees[0].id);
        let early = [("step", "paid"), ("on", "2026-11-26"), ("reference", "7")];
        let early = hall.desk(&vera(), form(&fee, &early)).await;
        assert!(early.text.contains("id=\"f-on-error\"") && early.text.contains("value=\"7\""));
        let paid = [("step", "paid"), ("on", "2026-11-24"), ("reference", "Statement 7")];
        let paid = hall.press(&fee, &paid).await.text;
        assert!(paid.contains("the member is back") && paid.contains("Statement 7"), "{paid}");
        assert_eq!(hall.of(102).await.standing, Some(Standing::Full), "{}", hall.base.kind);
        let twice = hall.desk(&vera(), form(&fee, &[("step", "waived"), ("reason", "x")])).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);

        let accra = format!("/fees/{}", hall.of(103).await.fees[0].id);
        let silent = hall.desk(&vera(), form(&accra, &[("step", "waived")])).await;
        assert!(silent.text.contains("id=\"f-reason-error\""));
        hall.press(&accra, &[("step", "waived"), ("reason", "A flood")]).await;
        assert!(matches!(hall.of(103).await.fees[0].state, FeeState::Waived { .. }));
    }
}

#[tokio::test]
async fn figures_show_bars_with_a_table_and_say_what_is_wrong_with_their_days() {
    for hall in filled().await {
        let page = hall.desk(&reader(), get("/figures")).await.text;
        assert!(page.contains("Show the figures") && page.contains("Nothing is overdue."));
        assert!(page.contains("25 November 2025"), "{page}");
        let wrong = hall.desk(&reader(), get("/figures?from=2026-11-30&until=2026-11-01")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text.contains("The first day lies behind the last"));
        let no_day = hall.desk(&reader(), get("/figures?from=2026-02-30")).await;
        assert_eq!(no_day.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn bad_input_29_a_register_is_checked_first_and_only_what_was_checked_comes_in() {
    for hall in halls().await {
        hall.noon("2026-11-25");
        let file = five();
        let bad = file.replace("2021-01-01 accepted", "2021-02-30 accepted");
        let faulty = hall.desk(&vera(), multipart("/import", &[("step", "import")], &bad)).await;
        assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(faulty.text.contains("One fault") && faulty.text.contains("<bdi>history</bdi>"));
        assert!(faulty.text.contains("Blue Company"), "the text is there to be mended");

        // Mended in the text box, whose lines end in another way.
        let mended = file.replace('\n', "\r\n");
        let pasted = [("step", "import"), ("text", mended.as_str())];
        let page = hall.desk(&vera(), multipart("/import", &pasted, "")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        assert!(page.text.contains("6 members, and no fault."), "{}", page.text);
        let register = hall.desk(&vera(), get("/members/register.csv")).await.text;
        assert_eq!(register.lines().count(), 1, "nothing came in yet");
        let fingerprint = checked(&page.text).to_owned();

        let other = [("step", "import"), ("checked", fingerprint.as_str())];
        let fewer: Vec<_> = file.lines().take(3).collect();
        let other = hall.desk(&vera(), multipart("/import", &other, &fewer.join("\n"))).await;
        assert!(other.text.contains("2 members, and no fault."), "another file is checked anew");

        let same = [("step", "import"), ("checked", fingerprint.as_str())];
        let done = hall.desk(&vera(), multipart("/import", &same, &file)).await;
        assert_eq!(done.header("location"), "/desk/membership/import?members=6", "{}", done.text);
        let told = hall.desk(&vera(), get("/import?members=6")).await.text;
        assert!(told.contains("6 members came in."));
        let again = hall.desk(&vera(), multipart("/import", &same, &file)).await;
        assert!(again.text.contains("12 faults"), "{}", hall.base.kind);
        let empty = hall.desk(&vera(), multipart("/import", &[("step", "check")], "")).await;
        assert!(empty.text.contains("Choose a file, or paste its text"));
    }
}

#[tokio::test]
async fn bad_input_37_who_only_reads_changes_nothing_and_a_city_has_no_desk() {
    for hall in filled().await {
        let seoul = hall.of(102).await;
        let member = format!("/members/{}", seoul.id);
        let page = hall.desk(&reader(), get(&member)).await.text;
        assert!(
            !page.contains("method=\"post\" action=\"?once") && !page.contains("value=\"leave\"")
        );
        for (path, fields) in [
            (member.clone(), vec![("step", "leave")]),
            (member.clone(), vec![("step", "lapse")]),
            (member.clone(), vec![("step", "restore")]),
            (format!("{member}/amend"), vec![("name", "X"), ("country", "KR"), ("version", "1")]),
            ("/fees/ask".to_owned(), vec![("year", "2026")]),
        ] {
            let refused = hall.desk(&reader(), form(&path, &fields)).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path} {fields:?}");
        }
        let import = hall.desk(&reader(), multipart("/import", &[], &five())).await;
        assert_eq!(import.status, StatusCode::FORBIDDEN);
        let city = officer(organisation(102));
        for path in ["/members", &*member, "/members/register.csv", "/fees", "/figures", "/import"]
        {
            let refused = hall.desk(&city, get(path)).await;
            assert!(refused.status.is_client_error(), "{path}: {}", refused.status);
        }
    }
}

#[tokio::test]
async fn an_officer_sees_its_own_membership_explained_and_nobody_elses() {
    for hall in filled().await {
        let city = officer(organisation(102));
        let own = format!("/organisations/{}", organisation(102));
        hall.noon("2026-01-10");
        hall.press("/fees/ask", &[("year", "2026")]).await;
        hall.noon("2026-11-25");
        let page = hall.own(&city, Language::EN, &format!("{own}/member")).await.text;
        for said in ["By the charter", "Full Member", "is not paid.", "Overdue", "/certificate"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        let then =
            hall.own(&city, Language::EN, &format!("{own}/member?day=2020-01-01")).await.text;
        assert!(!then.contains("is not paid.") && then.contains("This is how it stood on"));
        let fees = hall.own(&city, Language::FR, &format!("{own}/fees")).await.text;
        assert!(fees.contains("Cotisations") && fees.contains("En retard"), "{fees}");
        let certificate = hall.own(&city, Language::EN, &format!("{own}/certificate")).await.text;
        let code = hall.of(102).await.code;
        let check = format!("https://city.example/en/members/certificate/{code}?issued=2026-11-25");
        assert!(certificate.contains(&check), "{certificate}");

        for path in ["member", "fees", "certificate"] {
            let other = format!("/organisations/{}/{path}", organisation(101));
            let hidden = hall.own(&city, Language::EN, &other).await;
            assert_eq!(hidden.status, StatusCode::NOT_FOUND, "{path} on {}", hall.base.kind);
        }
        let stranger = officer(organisation(999));
        let own = format!("/organisations/{}", organisation(999));
        let none = hall.own(&stranger, Language::KO, &format!("{own}/member")).await.text;
        assert!(none.contains("아직 회원이 아닙니다"), "{none}");
        let none = hall.own(&stranger, Language::EN, &format!("{own}/certificate")).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND);
        let anonymous = hall.own(&Actor::anonymous(), Language::EN, &format!("{own}/fees")).await;
        assert_eq!(anonymous.status, StatusCode::UNAUTHORIZED);
    }
}
