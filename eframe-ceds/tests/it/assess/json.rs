use eframe_core::{Actor, Body};
use http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::assess::town::{Town, colleague, mina, officer, reader, town, towns};

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Vec<u8>,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).expect("JSON")
    }

    fn etag(&self) -> &str {
        self.headers["etag"].to_str().expect("text")
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

async fn ask(town: &Town, actor: &Actor, mut request: Request<Body>) -> Answer {
    request.extensions_mut().insert(actor.clone());
    let response = town.ceds.json().oneshot(request).await.expect("services never fail");
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.expect("a whole body").to_bytes().to_vec();
    Answer { status: parts.status, headers: parts.headers, bytes }
}

fn get(path: &str) -> Request<Body> {
    Request::get(path).body(Body::default()).expect("a request")
}

fn send(method: &str, path: &str, body: &Value) -> Request<Body> {
    let request = Request::builder().method(method).uri(path);
    let request = request.header("content-type", "application/json");
    request.body(Body::from(body.to_string())).expect("a request")
}

fn with(mut request: Request<Body>, name: &'static str, value: &str) -> Request<Body> {
    request.headers_mut().insert(name, value.parse().expect("a header"));
    request
}

fn bare(method: &str, path: &str) -> Request<Body> {
    Request::builder().method(method).uri(path).body(Body::default()).expect("a request")
}

/// A small PDF.
fn pdf() -> Body {
    let body =
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n";
    let head = "%PDF-1.4\n";
    let xref = format!(
        "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000051 00000 n \n\
         trailer<</Size 3/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n",
        head.len() + body.len()
    );
    Body::from(format!("{head}{body}{xref}"))
}

async fn begun(town_of: &Town) -> (String, String) {
    let round = town_of.round().await.to_string();
    let begin = json!({
        "round": round, "organisation": town(1), "city": "Porto Azul",
        "facts": { "population": 120_000, "region": "europe" },
    });
    let begun = ask(town_of, &officer(1).actor, send("POST", "/assessments", &begin)).await;
    assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.text());
    let id = begun.json()["assessment"].as_str().expect("an id").to_owned();
    assert_eq!(begun.headers["location"], format!("/api/v1/ceds/assessments/{id}"));
    (id, round)
}

#[tokio::test]
async fn a_city_goes_its_way_by_json() {
    for town in towns().await {
        let (id, round) = begun(&town).await;
        let own = officer(1).actor;
        let path = format!("/assessments/{id}");
        let read = ask(&town, &own, get(&path)).await.json();
        assert_eq!(
            (read["stage"].as_str(), read["facts"]["population"].as_str()),
            (Some("draft"), Some("120000"))
        );
        let section = ask(&town, &own, get(&format!("{path}/sections/governance"))).await.json();
        assert_eq!(section["due"], 15);
        let first = &section["questions"][0];
        assert_eq!(
            (first["kind"].as_str(), first["choices"].as_array().map(Vec::len)),
            (Some("choice"), Some(5))
        );
        assert_eq!(first["answer"]["version"], 0);

        let question = format!("{path}/answers/gov.strategy");
        let none = ask(&town, &own, get(&question)).await;
        assert_eq!(none.etag(), "\"0\"");
        let three =
            json!({ "given": { "state": "choice", "choice": "3" }, "note": "The text of 2024." });
        let missing = ask(&town, &own, send("PUT", &question, &three)).await;
        assert_eq!(missing.status, StatusCode::PRECONDITION_REQUIRED);
        let saved =
            ask(&town, &own, with(send("PUT", &question, &three), "if-match", "\"0\"")).await;
        assert_eq!((saved.status, saved.etag()), (StatusCode::OK, "\"1\""), "{}", saved.text());
        let four = json!({ "given": { "state": "choice", "choice": "4" } });
        let stale = ask(
            &town,
            &colleague(1).actor,
            with(send("PUT", &question, &four), "if-match", "\"0\""),
        )
        .await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
        assert_eq!(stale.json()["current"]["note"], "The text of 2024.");

        let batch = json!({ "answers": [
            { "question": "gov.strategy", "version": 0, "given": { "state": "choice", "choice": "5" } },
            { "question": "gov.leader", "version": 0, "given": { "state": "not-relevant" } },
        ] });
        let batch = ask(&town, &own, send("POST", &format!("{path}/answers"), &batch)).await.json();
        let outcomes: Vec<_> =
            batch["items"].as_array().unwrap().iter().map(|one| one["outcome"].clone()).collect();
        assert_eq!(outcomes, ["stale", "saved"]);

        let submit = format!("{path}/submit");
        let early = ask(&town, &own, bare("POST", &submit)).await;
        assert_eq!(
            (early.status, early.json()["code"].clone()),
            (StatusCode::CONFLICT, json!("many-unanswered"))
        );
        let anyway = ask(&town, &own, send("POST", &submit, &json!({ "anyway": true }))).await;
        assert_eq!(anyway.json()["stage"], "submitted", "{}", anyway.text());
        let freeze = ask(&town, &mina().actor, bare("POST", &format!("{path}/freeze"))).await;
        assert_eq!(freeze.json()["stage"], "frozen", "{}", freeze.text());
        let frozen = ask(&town, &own, get(&format!("{path}/frozen"))).await.json();
        assert_eq!(
            (frozen["comesOutAgain"].clone(), frozen["scores"]["gov.strategy"].clone()),
            (json!(true), json!("50"))
        );
        let scores = ask(&town, &own, get(&format!("{path}/scores"))).await.json();
        assert_eq!(scores["scores"]["gov.strategy"], 50.0);
        let early = ask(&town, &own, get(&format!("{path}/benchmark"))).await;
        assert_eq!(early.status, StatusCode::NOT_FOUND);
        let round = ask(&town, &own, get(&format!("/rounds/{round}"))).await.json();
        assert_eq!(round["phase"], "open");
        let past = ask(
            &town,
            &own,
            get(&format!("/history?organisation={}", crate::assess::town::town(1))),
        )
        .await
        .json();
        assert_eq!(past["items"][0]["otherEdition"], false);
    }
}

#[tokio::test]
async fn bad_input_49_a_request_sent_twice_is_one() {
    for town_of in towns().await {
        let round = town_of.round().await.to_string();
        let begin = json!({ "round": round, "organisation": town(1), "city": "Porto Azul" });
        let mut answers = Vec::new();
        for _ in 0..2 {
            let request = with(send("POST", "/assessments", &begin), "idempotency-key", "k1");
            let answer = ask(&town_of, &officer(1).actor, request).await;
            assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
            answers.push(answer.json());
        }
        assert_eq!(answers[0], answers[1]);
        let id = answers[0]["assessment"].as_str().unwrap();
        let comments = format!("/assessments/{id}/comments");
        for _ in 0..2 {
            let say = send("POST", &comments, &json!({ "text": "Who knows this?" }));
            ask(&town_of, &officer(1).actor, with(say, "idempotency-key", "k2")).await;
        }
        let said = ask(&town_of, &officer(1).actor, get(&comments)).await.json();
        assert_eq!(said["items"].as_array().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn evidence_is_kept_with_its_hash_and_belongs_to_its_city() {
    for town in towns().await {
        let (id, _) = begun(&town).await;
        let own = officer(1).actor;
        let path = format!("/assessments/{id}/answers/gov.strategy/evidence?name=plan.pdf");
        let file = || {
            Request::post(&path)
                .header("content-type", "application/octet-stream")
                .body(pdf())
                .unwrap()
        };
        let other = ask(&town, &officer(2).actor, file()).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND);
        let added = ask(&town, &own, file()).await;
        assert_eq!(added.status, StatusCode::CREATED, "{}", added.text());
        let evidence = added.json()["evidence"].as_str().unwrap().to_owned();
        let list = ask(&town, &own, get(&format!("/assessments/{id}/evidence"))).await.json();
        let bytes = ask(&town, &own, get(&format!("/assessments/{id}/evidence/{evidence}"))).await;
        assert_eq!(bytes.status, StatusCode::OK);
        assert_eq!(list["items"][0]["sha256"], eframe_core::sha256(&bytes.bytes).to_string());
        let theirs =
            ask(&town, &officer(2).actor, get(&format!("/assessments/{id}/evidence/{evidence}")))
                .await;
        assert_eq!(theirs.status, StatusCode::NOT_FOUND);
        let gone =
            ask(&town, &own, bare("DELETE", &format!("/assessments/{id}/evidence/{evidence}")))
                .await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT);
        let no_pdf = Request::post(&path).body(Body::from("MZ".to_owned())).unwrap();
        assert!(ask(&town, &own, no_pdf).await.status.is_client_error());
    }
}

#[tokio::test]
async fn a_report_is_to_be_had_as_a_file() {
    for town in towns().await {
        let round = town.round().await;
        let id = town.filled(&officer(1), round, "3").await;
        for (format, begins) in [("csv", "table,row,column,value"), ("json", "{"), ("xlsx", "PK")] {
            let path = format!("/assessments/{id}/export?format={format}");
            let file = ask(&town, &officer(1).actor, get(&path)).await;
            assert_eq!(file.status, StatusCode::OK, "{format}: {}", file.text());
            assert!(file.bytes.starts_with(begins.as_bytes()), "{format}");
            let other = ask(&town, &officer(2).actor, get(&path)).await;
            assert_eq!(other.status, StatusCode::NOT_FOUND);
        }
    }
}

#[tokio::test]
async fn a_roadmap_is_planned_for_a_budget() {
    for town in towns().await {
        let round = town.round().await;
        let id = town.filled(&officer(1), round, "2").await;
        let path = format!("/assessments/{id}/roadmap");
        let wish = json!({ "years": [{ "cost": 300.0, "effort": 60.0 }] });
        let planned = ask(&town, &officer(1).actor, send("POST", &path, &wish)).await;
        assert_eq!(planned.status, StatusCode::OK, "{}", planned.text());
        let planned = planned.json();
        assert!(planned["gain"].as_f64().unwrap() > 0.0);
        assert!(planned["years"][0]["spent"].as_f64().unwrap() <= 300.0);
        assert!(!planned["steps"].as_array().unwrap().is_empty());
        let none = json!({ "years": [] });
        let none = ask(&town, &officer(1).actor, send("POST", &path, &none)).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        let other = ask(&town, &officer(2).actor, send("POST", &path, &wish)).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn bad_input_37_every_path_of_an_assessment_is_its_citys() {
    for town_of in towns().await {
        let (id, _) = begun(&town_of).await;
        let path = |rest: &str| format!("/assessments/{id}{rest}");
        let given = json!({ "given": { "state": "unanswered" } });
        for actor in [officer(2).actor, reader().actor, Actor::anonymous()] {
            let status = if actor.is_anonymous() { 401 } else { 404 };
            let requests = [
                get(&path("")),
                get(&path("/team")),
                get(&path("/sections")),
                get(&path("/sections/governance")),
                get(&path("/answers")),
                get(&path("/answers/gov.strategy")),
                get(&path("/answers/gov.strategy/versions")),
                get(&path("/evidence")),
                get(&path(&format!("/evidence/{id}"))),
                get(&path("/comments")),
                get(&path("/scores")),
                get(&path("/frozen")),
                get(&path("/benchmark")),
                get(&path("/export?format=csv")),
                get(&format!("/history?organisation={}", town(1))),
                with(send("PUT", &path("/answers/gov.strategy"), &given), "if-match", "*"),
                send("POST", &path("/answers"), &json!({ "answers": [] })),
                with(send("PUT", &path("/facts"), &json!({ "facts": {} })), "if-match", "*"),
                with(
                    send("PUT", &path("/consent"), &json!({ "consent": "named" })),
                    "if-match",
                    "*",
                ),
                send("POST", &path("/team"), &json!({ "address": "a@b.example" })),
                send("POST", &path("/team/leave"), &json!({ "address": "a@b.example" })),
                send("POST", &path("/comments"), &json!({ "text": "x" })),
                send("POST", &path("/return"), &json!({ "questions": "x" })),
                bare("POST", &path("/submit")),
                bare("POST", &path("/freeze")),
                bare("POST", &path("/withdraw")),
                bare("DELETE", &path(&format!("/evidence/{id}"))),
            ];
            for request in requests {
                let asked = format!("{} {}", request.method(), request.uri());
                let answer = ask(&town_of, &actor, request).await;
                assert_eq!(answer.status.as_u16(), status, "{asked}: {}", answer.text());
            }
        }
    }
}

#[tokio::test]
async fn bad_input_74_an_edition_is_kept_once_and_a_changed_one_is_refused() {
    for town in towns().await {
        let document = |name: &str| {
            format!(
                "format = 1\nid = \"ours\"\nedition = \"1\"\nlanguage = \"en\"\nname = {{ en = \"{name}\" }}\n\
             [[node]]\nid = \"index\"\n[[indicator]]\nid = \"coverage\"\nparent = \"index\"\n"
            )
        };
        let post = |text: String| {
            Request::post("/instruments?name=ours.toml").body(Body::from(text)).unwrap()
        };
        let kept = ask(&town, &mina().actor, post(document("Ours"))).await;
        assert_eq!(kept.status, StatusCode::CREATED, "{}", kept.text());
        let again = ask(&town, &mina().actor, post(document("Ours"))).await;
        assert_eq!(kept.json(), again.json());
        let other = ask(&town, &mina().actor, post(document("Changed"))).await;
        assert_eq!(
            (other.status, other.json()["code"].clone()),
            (StatusCode::CONFLICT, json!("other-edition"))
        );
        let wrong = ask(
            &town,
            &mina().actor,
            post(document("Ours").replace("index\"\n[[ind", "indx\"\n[[ind")),
        )
        .await;
        assert_eq!(wrong.json()["code"], "bad-document", "{}", wrong.text());
        assert!(wrong.json()["faults"][0].as_str().unwrap().starts_with("ours.toml:"));
        let denied = ask(&town, &officer(1).actor, post(document("Ours"))).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
        let path = format!("/instruments/{}", kept.json()["sha256"].as_str().unwrap());
        let read = ask(&town, &Actor::anonymous(), get(&path)).await;
        assert_eq!(read.text(), document("Ours"));
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_round_is_told_whatever_version_it_was_changed_from() {
    for town in towns().await {
        let path = format!("/rounds/{}", town.round().await);
        let put = |closes: &str, seen: &str| {
            let body = json!({ "name": "CeDS 2026", "opens": "2026-12-01", "closes": closes });
            with(send("PUT", &path, &body), "if-match", seen)
        };
        let (wrong, right) = ("2026-11-01", "2026-12-31");
        for (closes, seen, told) in
            [(wrong, "\"99\"", 422), (right, "\"99\"", 412), (right, "\"1\"", 200)]
        {
            let answer = ask(&town, &mina().actor, put(closes, seen)).await;
            assert_eq!(answer.status, told, "{closes}, {seen}: {}", answer.text());
        }
    }
}

#[tokio::test]
async fn bad_input_37_who_does_not_lead_is_told_so_whatever_version_they_send() {
    for town in towns().await {
        let (id, _) = begun(&town).await;
        let path = format!("/assessments/{id}");
        let as_read = ask(&town, &officer(1).actor, get(&path)).await.etag().to_owned();
        let facts = json!({ "facts": { "population": 130_000, "region": "europe" } });
        for (part, body) in [("facts", &facts), ("consent", &json!({ "consent": "compared" }))] {
            let asked = |seen: Option<&str>| {
                let request = send("PUT", &format!("{path}/{part}"), body);
                match seen {
                    Some(tag) => with(request, "if-match", tag),
                    None => request,
                }
            };
            for seen in [None, Some("*"), Some(&*as_read), Some("\"99\""), Some("no tag")] {
                // Those who answer, and the Secretariat, see it.
                for (actor, told) in [(colleague(1), 403), (mina(), 403), (officer(2), 404)] {
                    let refused = ask(&town, &actor.actor, asked(seen)).await;
                    let name = actor.actor.name();
                    assert_eq!(
                        refused.status,
                        told,
                        "{part}, {seen:?}, {name}: {}",
                        refused.text()
                    );
                }
            }
            for (seen, told) in [(None, 428), (Some("no tag"), 400), (Some("\"99\""), 412)] {
                let refused = ask(&town, &officer(1).actor, asked(seen)).await;
                assert_eq!(refused.status, told, "{part}, {seen:?}: {}", refused.text());
            }
        }
        let read = ask(&town, &officer(1).actor, get(&path)).await;
        assert_eq!(read.etag(), as_read, "nothing was changed on {}", town.on.kind);
        let said = with(send("PUT", &format!("{path}/facts"), &facts), "if-match", &as_read);
        let said = ask(&town, &officer(1).actor, said).await;
        assert_eq!(said.status, StatusCode::OK, "{}", said.text());
    }
}
