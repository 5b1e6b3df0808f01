//! Meetings, votes, minutes and terms by JSON, on each database.

use eframe_ballot::Published;
use eframe_core::test::ask::{self as requests, Answer, get, with};
use eframe_core::{Actor, Language};
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::committee::*;

async fn send(site: &Site, actor: &Actor, request: http::Request<eframe_core::Body>) -> Answer {
    requests::send(site.membership.json(), actor, Language::EN, request).await
}

async fn post(site: &Site, actor: &Actor, path: &str, body: &Value) -> Answer {
    send(site, actor, requests::json("POST", path, body)).await
}

async fn read(site: &Site, actor: &Actor, path: &str) -> Value {
    let answer = send(site, actor, get(path)).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
    answer.json()
}

fn plan() -> Value {
    json!({
        "body": COMMITTEE,
        "title": "Executive Committee, 12th meeting",
        "starts": "2026-12-01T10:00",
        "zone": "Asia/Seoul",
    })
}

/// A path below the service, from a `Location`.
fn below(location: &str) -> String {
    location.strip_prefix("/api/v1/membership").expect("below the mount").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_by_json_from_its_plan_to_a_vote_that_others_count_again() {
    for site in Site::both(4, 3).await {
        let (kind, clerk) = (site.on.kind, clerk());
        site.owe(4).await;
        let application = site.accepted(40, "friendship").await;
        let planned = post(&site, &clerk, "/meetings", &plan()).await;
        assert_eq!(planned.status, StatusCode::CREATED, "{kind}: {}", planned.text);
        let meeting = below(planned.header("location"));
        let listed = read(&site, &clerk, "/meetings?stage=planned&body=executive-committee").await;
        assert_eq!(listed["items"][0]["number"], "C-2026-0001", "{kind}");
        let items = format!("{meeting}/items");
        let added = post(&site, &clerk, &items, &json!({ "application": application })).await;
        assert_eq!(added.status, StatusCode::CREATED, "{kind}: {}", added.text);
        let item = below(added.header("location"));
        let motion = json!({ "title": "Where to meet", "text": "In Seoul." });
        let added = post(&site, &clerk, &items, &motion).await;
        let motion = below(added.header("location"));

        // A committee member's own people read what they decide about, and not whom to ask.
        let read_it = read(&site, &officer(1), &format!("{item}/application")).await;
        assert_eq!(read_it["motivation"], "To learn from others", "{kind}");
        assert!(!read_it.to_string().contains("rui@applicant.example"), "{kind}");

        assert_eq!(post(&site, &clerk, &format!("{meeting}/open"), &json!({})).await.status, 200);
        for number in 1..=2_u128 {
            let path = format!("{meeting}/attendance/{}", id(number));
            let come =
                send(&site, &officer(number), requests::json("PUT", &path, &json!({}))).await;
            assert_eq!(come.status, StatusCode::OK, "{kind}: {}", come.text);
        }
        let chair = json!({ "member": id(1) });
        let path = format!("{meeting}/chair");
        let chaired = send(&site, &clerk, requests::json("PUT", &path, &chair)).await;
        assert_eq!(chaired.status, StatusCode::OK, "{kind}: {}", chaired.text);
        let open = read(&site, &clerk, &meeting).await;
        assert_eq!(open["quorum"], json!({ "present": 2, "entitled": 3, "needed": 2 }), "{kind}");
        assert_eq!(post(&site, &clerk, &format!("{item}/open"), &json!({})).await.status, 200);
        let votes = format!("{item}/votes");
        for number in 1..=2_u128 {
            let vote = json!({ "member": id(number), "choice": "yes" });
            let cast = post(&site, &officer(number), &votes, &vote).await;
            assert_eq!(cast.status, StatusCode::OK, "{kind}: {}", cast.text);
        }
        let seen = read(&site, &officer(1), &votes).await;
        assert_eq!(seen["voted"].as_array().map(Vec::len), Some(2), "{kind}");
        assert_eq!(seen["own"].as_array().map(Vec::len), Some(1), "{kind}: not how others did");
        let closed = post(&site, &clerk, &format!("{item}/close"), &json!({})).await;
        assert_eq!(closed.status, StatusCode::OK, "{kind}: {}", closed.text);
        let decided = read(&site, &clerk, &item).await;
        assert_eq!(decided["proof"]["outcome"], json!({ "carried": { "by": "votes" } }), "{kind}");
        assert_eq!(decided["proof"]["majority"]["perMille"], 1000, "{kind}");
        let why = json!({ "reason": "Late" });
        let later = post(&site, &clerk, &format!("{motion}/defer"), &why).await;
        assert_eq!(later.status, StatusCode::OK, "{kind}");
        assert_eq!(post(&site, &clerk, &format!("{meeting}/close"), &json!({})).await.status, 200);

        // From now on anybody who has the address reads the minutes and counts again.
        let nobody = Actor::anonymous();
        let over = read(&site, &clerk, &meeting).await;
        let address = over["minutes"].as_str().expect("an address");
        let minutes = below(address.strip_prefix("https://city.example").expect("absolute"));
        let public = read(&site, &nobody, &minutes).await;
        assert_eq!(public["agenda"][1]["state"]["reason"], "Late", "{kind}");
        let (start, code) = minutes.rsplit_once('/').expect("a code");
        let typed = format!("{start}/{}", code.to_uppercase());
        assert_eq!(read(&site, &nobody, &typed).await, public, "{kind}: typed from paper");
        let file = send(&site, &nobody, get(&format!("{minutes}/votes/1"))).await;
        let name = "attachment; filename=\"C-2026-0001-1-A-2026-0001.json\"";
        assert_eq!(file.header("content-disposition"), name, "{kind}");
        let vote: Published = serde_json::from_str(&file.text).expect("as eframe-ballot reads it");
        assert!(vote.recount().expect("the same result").outcome.is_carried(), "{kind}");
        let again = with(get(&minutes), "if-none-match", file.header("etag"));
        assert_eq!(send(&site, &nobody, again).await.status, StatusCode::NOT_MODIFIED, "{kind}");
        for none in
            [format!("{minutes}/votes/2"), format!("{minutes}/votes/9"), "/minutes/x".to_owned()]
        {
            assert_eq!(send(&site, &nobody, get(&none)).await.status, 404, "{kind}: {none}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_told_by_status_and_code() {
    for site in Site::both(3, 2).await {
        let (kind, clerk) = (site.on.kind, clerk());
        for (change, field) in [
            (json!({ "body": "Not A Code" }), "body"),
            (json!({ "starts": "tomorrow" }), "starts"),
            (json!({ "starts": "2027-03-28T02:30", "zone": "Europe/Berlin" }), "starts"),
            (json!({ "starts": "2027-10-31T02:30", "zone": "Europe/Berlin" }), "fold"),
            (json!({ "fold": "third" }), "fold"),
            (json!({ "zone": "Mars/Base" }), "zone"),
            (json!({ "title": " " }), "title"),
        ] {
            let mut wrong = plan();
            wrong
                .as_object_mut()
                .expect("an object")
                .extend(change.as_object().expect("too").clone());
            let answer = post(&site, &clerk, "/meetings", &wrong).await;
            assert_eq!(answer.status, 422, "{kind}: {wrong}");
            assert_eq!(answer.json()["errors"][0]["field"], field, "{kind}: {wrong}");
        }
        let mut unknown = plan();
        unknown["number"] = json!("C-2026-9999");
        assert_eq!(post(&site, &clerk, "/meetings", &unknown).await.status, 422, "{kind}");
        let mut second = plan();
        second["starts"] = json!("2027-10-31T02:30");
        second["zone"] = json!("Europe/Berlin");
        second["fold"] = json!("second");
        let planned = post(&site, &clerk, "/meetings", &second).await;
        let meeting = below(planned.header("location"));
        assert_eq!(read(&site, &clerk, &meeting).await["starts"], "2027-10-31T01:30:00Z", "{kind}");

        // Another title: from the version that was read, or not at all.
        let moved = json!({ "title": "Moved", "starts": "2027-11-01T10:00", "zone": "Asia/Seoul" });
        let put = |body: &Value| requests::json("PUT", &meeting, body);
        assert_eq!(send(&site, &clerk, put(&moved)).await.status, 428, "{kind}");
        let tag = send(&site, &clerk, get(&meeting)).await.header("etag").to_owned();
        let first = send(&site, &clerk, with(put(&moved), "if-match", &tag)).await;
        assert_eq!(first.status, StatusCode::OK, "{kind}: {}", first.text);
        let stale = send(&site, &clerk, with(put(&moved), "if-match", &tag)).await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED, "{kind}");

        let items = format!("{meeting}/items");
        assert_eq!(post(&site, &clerk, &items, &json!({})).await.status, 422, "{kind}");
        let motion = json!({ "title": "A", "text": "B" });
        let item = below(post(&site, &clerk, &items, &motion).await.header("location"));
        let early = post(&site, &clerk, &format!("{item}/open"), &json!({})).await;
        assert_eq!(
            (early.status.as_u16(), early.json()["code"].as_str()),
            (409, Some("not-at-that-meeting"))
        );
        site.owe(2).await;
        post(&site, &clerk, &format!("{meeting}/open"), &json!({})).await;
        for number in 1..=2_u128 {
            let path = format!("{meeting}/attendance/{}", id(number));
            send(&site, &clerk, requests::json("PUT", &path, &json!({}))).await;
        }
        post(&site, &clerk, &format!("{item}/open"), &json!({})).await;
        let votes = format!("{item}/votes");
        let vote = |number: u128, choice: Value| json!({ "member": id(number), "choice": choice });
        let owing = post(&site, &officer(2), &votes, &vote(2, json!("yes"))).await;
        assert_eq!(owing.status, StatusCode::FORBIDDEN, "{kind}");
        assert_eq!(owing.json()["reasons"][0]["code"], "overdue", "{kind}");
        let forgotten = post(&site, &officer(1), &votes, &json!({ "member": id(1) })).await;
        assert_eq!(forgotten.status, 422, "{kind}: a forgotten choice is no unreadable paper");
        let unread = post(&site, &officer(1), &votes, &vote(1, Value::Null)).await;
        assert_eq!(unread.json()["errors"][0]["field"], "choice", "{kind}");
        assert_eq!(post(&site, &officer(1), &votes, &vote(1, json!("maybe"))).await.status, 422);
        assert_eq!(post(&site, &officer(1), &votes, &vote(1, json!("yes"))).await.status, 200);
        assert_eq!(post(&site, &officer(1), &votes, &vote(1, json!("yes"))).await.status, 200);
        let other = post(&site, &officer(1), &votes, &vote(1, json!("no"))).await;
        assert_eq!(other.status, StatusCode::CONFLICT, "{kind}");
        assert_eq!(other.json()["vote"]["choice"], "yes", "{kind}: it is told which one stands");
        let gone = format!("{meeting}/attendance/{}", id(1));
        let leaving = send(&site, &officer(1), requests::json("DELETE", &gone, &json!({}))).await;
        assert_eq!(leaving.json()["code"], "item-open", "{kind}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_37_every_operation_of_a_meeting_hides_it_from_others() {
    for site in Site::both(3, 2).await {
        let kind = site.on.kind;
        let meeting = site.planned().await;
        let item = site.motion(meeting).await;
        site.opened(meeting, &[1, 2]).await;
        site.call(meeting, item).await;
        let member = id(3);
        let one = format!("/meetings/{meeting}");
        let when = json!({ "title": "x", "starts": "2026-12-01T10:00", "zone": "UTC" });
        let nothing = json!({});
        let operations: Vec<(Method, String, Value)> = vec![
            (Method::GET, one.clone(), nothing.clone()),
            (Method::PUT, one.clone(), when),
            (Method::POST, format!("{one}/open"), nothing.clone()),
            (Method::POST, format!("{one}/close"), nothing.clone()),
            (Method::PUT, format!("{one}/attendance/{member}"), nothing.clone()),
            (Method::DELETE, format!("{one}/attendance/{member}"), nothing.clone()),
            (Method::PUT, format!("{one}/chair"), json!({ "member": member })),
            (Method::POST, format!("{one}/items"), json!({ "title": "A", "text": "B" })),
            (Method::DELETE, format!("{one}/items/{item}"), nothing.clone()),
            (Method::GET, format!("{one}/items/{item}"), nothing.clone()),
            (Method::GET, format!("{one}/items/{item}/application"), nothing.clone()),
            (Method::POST, format!("{one}/items/{item}/open"), nothing.clone()),
            (Method::POST, format!("{one}/items/{item}/defer"), json!({ "reason": "x" })),
            (Method::GET, format!("{one}/items/{item}/votes"), nothing.clone()),
            (
                Method::POST,
                format!("{one}/items/{item}/votes"),
                json!({ "member": member, "choice": "yes" }),
            ),
            (Method::POST, format!("{one}/items/{item}/close"), nothing.clone()),
        ];
        for (method, path, body) in operations {
            for (actor, status) in [(officer(3), 404), (Actor::anonymous(), 401)] {
                let request = match method {
                    Method::GET => get(&path),
                    _ => with(requests::json(method.as_str(), &path, &body), "if-match", "*"),
                };
                let answer = send(&site, &actor, request).await;
                assert_eq!(
                    answer.status.as_u16(),
                    status,
                    "{kind}: {method} {path}: {}",
                    answer.text
                );
            }
        }
        let listed = read(&site, &officer(3), "/meetings").await;
        assert_eq!(listed["items"], json!([]), "{kind}");
        assert_eq!(send(&site, &Actor::anonymous(), get("/meetings")).await.status, 401, "{kind}");
        let listed = read(&site, &officer(1), "/meetings").await;
        assert_eq!(listed["items"].as_array().map(Vec::len), Some(1), "{kind}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_held_which_office_on_a_day_is_public() {
    for site in Site::both(4, 2).await {
        let (kind, nobody) = (site.on.kind, Actor::anonymous());
        let bodies = read(&site, &nobody, "/bodies?language=ko").await;
        assert_eq!(bodies["items"][0]["name"], "집행위원회", "{kind}");
        assert_eq!(bodies["items"][0]["seats"], 20, "{kind}");
        let terms = format!("/bodies/{COMMITTEE}/terms");
        let given = json!({ "member": id(3), "office": "seat", "from": "2027-01-01" });
        let refused = post(&site, &officer(1), &terms, &given).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{kind}");
        let given = post(&site, &clerk(), &terms, &given).await;
        assert_eq!(given.status, StatusCode::CREATED, "{kind}: {}", given.text);
        assert_eq!(given.json()["until"], "2029-12-31", "{kind}");
        let end = format!("/terms/{}/end", given.json()["id"].as_str().expect("an id"));
        let ended = post(&site, &clerk(), &end, &json!({ "until": "2028-02-29" })).await;
        assert_eq!(ended.json()["until"], "2028-02-29", "{kind}: {}", ended.text);
        for (day, names) in [
            ("2025-12-31", vec![]),
            ("2026-06-01", vec!["City 01", "City 02"]),
            ("2028-02-29", vec!["City 01", "City 02", "City 03"]),
            ("2028-03-01", vec!["City 01", "City 02"]),
        ] {
            let path = format!("/bodies/{COMMITTEE}/holders?on={day}");
            let holders = read(&site, &nobody, &path).await;
            let held: Vec<_> = holders["items"].as_array().expect("a list").iter().collect();
            let held: Vec<_> = held.iter().filter_map(|term| term["name"].as_str()).collect();
            assert_eq!(held, names, "{kind}: {day}");
        }
        for (path, status) in [
            (format!("/bodies/{COMMITTEE}/holders?on=2026-02-30"), 400),
            (format!("/bodies/{COMMITTEE}/holders?on=2026-01-01&on=2027-01-01"), 400),
            ("/bodies/senate/holders".to_owned(), 404),
            ("/bodies/general-assembly/terms".to_owned(), 404),
        ] {
            assert_eq!(send(&site, &nobody, get(&path)).await.status, status, "{kind}: {path}");
        }
        for wrong in [
            json!({ "member": id(4), "office": "King!", "from": "2027-01-01" }),
            json!({ "member": id(4), "office": "seat", "from": "2027-02-30" }),
            json!({ "member": id(4), "office": "seat", "from": "2027-01-01", "until": "2031-01-01" }),
        ] {
            assert_eq!(post(&site, &clerk(), &terms, &wrong).await.status, 422, "{kind}: {wrong}");
        }
        let twice = json!({ "member": id(2), "office": "president", "from": "2027-01-01" });
        assert_eq!(post(&site, &clerk(), &terms, &twice).await.json()["code"], "already-in-office");
        let full = json!({ "member": id(4), "office": "president", "from": "2027-01-01" });
        assert_eq!(post(&site, &clerk(), &terms, &full).await.json()["code"], "no-seat-left");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_is_called_off_by_json_with_a_reason_and_once() {
    for site in Site::both(3, 2).await {
        let (kind, clerk) = (site.on.kind, clerk());
        let application = site.accepted(40, "city").await;
        let meeting = site.planned().await;
        let path = format!("/meetings/{meeting}");
        let items = format!("{path}/items");
        let added = post(&site, &clerk, &items, &json!({ "application": application })).await;
        assert_eq!(added.status, StatusCode::CREATED, "{kind}: {}", added.text);
        let off = format!("{path}/call-off");
        let why = json!({ "reason": "The hall is flooded" });
        assert_eq!(post(&site, &officer(1), &off, &why).await.status, 403, "{kind}");
        assert_eq!(post(&site, &officer(3), &off, &why).await.status, 404, "{kind}: not its body");
        let unsaid = post(&site, &clerk, &off, &json!({ "reason": " " })).await;
        assert_eq!(unsaid.status, 422, "{kind}");
        assert_eq!(unsaid.json()["errors"][0]["field"], "reason", "{kind}");
        assert_eq!(post(&site, &clerk, &off, &json!({})).await.status, 422, "{kind}");
        let done = post(&site, &clerk, &off, &why).await;
        assert_eq!(done.status, StatusCode::OK, "{kind}: {}", done.text);
        assert_eq!(done.json()["stage"], "called-off", "{kind}");
        for (again, body) in [("call-off", &why), ("open", &json!({})), ("items", &why)] {
            let refused = post(&site, &clerk, &format!("{path}/{again}"), body).await;
            assert!([409, 422].contains(&refused.status.as_u16()), "{kind}: {}", refused.text);
        }
        let told = read(&site, &officer(1), &path).await;
        assert_eq!(told["stage"], "called-off", "{kind}");
        assert_eq!(told["reason"], "The hall is flooded", "{kind}");
        assert!(told["calledOff"].is_string() && told.get("minutes").is_none(), "{kind}: {told}");
        assert_eq!(told["agenda"][0]["state"]["reason"], "called-off", "{kind}");
        let listed = read(&site, &clerk, "/meetings?stage=called-off").await;
        assert_eq!(listed["items"][0]["id"], json!(meeting), "{kind}");
        assert_eq!(site.sent("membership.meeting.called-off").await, 1, "{kind}");
        let minutes = site.membership.meeting(&clerk, meeting).await.expect(kind).code;
        let none = send(&site, &Actor::anonymous(), get(&format!("/minutes/{minutes}"))).await;
        assert_eq!(none.status, 404, "{kind}: nothing was decided");
        // The application waits, and another meeting takes it up.
        let next = format!("/meetings/{}/items", site.planned().await);
        let again = post(&site, &clerk, &next, &json!({ "application": application })).await;
        assert_eq!(again.status, StatusCode::CREATED, "{kind}: {}", again.text);

        let over = site.planned().await;
        site.opened(over, &[1]).await;
        let close = format!("/meetings/{over}/close");
        assert_eq!(post(&site, &clerk, &close, &json!({})).await.status, 200, "{kind}");
        let late = post(&site, &clerk, &format!("/meetings/{over}/call-off"), &why).await;
        assert_eq!(late.status, 409, "{kind}");
        assert_eq!(late.json()["code"], "not-at-that-meeting", "{kind}");
    }
}
