//! Pages: the way of a city without scripts, its reviewer's desk, and what everybody reads.

use eframe_ceds::model::{Consent, Given};
use eframe_ceds::permission;
use eframe_core::{Actor, Body, Component, Grant, Language, Scope};
use http::{Request, StatusCode, header};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use crate::assess::town::{Town, choice, colleague, mina, officer, reader, town, towns};

pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) to: String,
    pub(crate) text: String,
}

pub(crate) async fn ask(service: Component, actor: Option<&Actor>, request: Request<Body>) -> Page {
    in_language(service, actor, Language::EN, request).await
}

pub(crate) async fn in_language(
    service: Component,
    actor: Option<&Actor>,
    language: Language,
    mut request: Request<Body>,
) -> Page {
    if let Some(actor) = actor {
        request.extensions_mut().insert(actor.clone());
    }
    request.extensions_mut().insert(language);
    let response = service.oneshot(request).await.expect("services never fail");
    let (parts, body) = response.into_parts();
    let to = parts.headers.get(header::LOCATION).map(|to| to.to_str().expect("text").to_owned());
    let bytes = body.collect().await.expect("a whole body").to_bytes();
    Page {
        status: parts.status,
        to: to.unwrap_or_default(),
        text: String::from_utf8_lossy(&bytes).into_owned(),
    }
}

pub(crate) fn get(path: &str) -> Request<Body> {
    Request::get(path).body(Body::default()).expect("a request")
}

pub(crate) fn post(path: &str, fields: &[(&str, &str)]) -> Request<Body> {
    let encode =
        |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02X}")).collect() };
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value)));
    let body = pairs.collect::<Vec<_>>().join("&");
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin");
    request.body(Body::from(body)).expect("a request")
}

/// A page of the officer's own.
pub(crate) async fn own(of: &Town, number: u128, request: Request<Body>) -> Page {
    ask(of.ceds.own(), Some(&officer(number).actor), request).await
}

/// The place of an assessment below the mount.
pub(crate) fn place(page: &Page) -> String {
    let from = page.to.find("/assessments/").expect("an assessment");
    page.to[from..].split(['?', '#']).next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_city_goes_the_whole_way_by_forms_alone() {
    for of in towns().await {
        let round = of.round().await;
        let list = own(&of, 1, get("/")).await;
        assert!(list.text.contains("Begin: CeDS 2026"), "{}", of.on.kind);
        let begin = format!("/begin?organisation={}&round={round}", town(1));
        let refused =
            own(&of, 1, post(&begin, &[("city", ""), ("facts.population", "many")])).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("value=\"many\""), "what was typed stays");
        let facts =
            [("city", "Porto Azul"), ("facts.population", "120,000"), ("facts.runs-port", "no")];
        let begun = own(&of, 1, post(&begin, &facts)).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
        let at = place(&begun);

        // Whoever opens a section is led to its first page with an open question.
        let led = own(&of, 1, get(&format!("{at}/sections/governance"))).await;
        assert!(led.to.ends_with("/sections/governance/1"), "{}", led.to);
        let page = own(&of, 1, get(&format!("{at}/sections/governance/1"))).await;
        assert!(page.text.contains("name=\"a:gov.strategy\" value=\"3\""), "{}", page.text);
        assert!(!page.text.contains("style="), "strict pages have no styles of their own");
        let answers = [
            ("v:gov.strategy", "0"),
            ("a:gov.strategy", "3"),
            ("n:gov.strategy", "Decided in May."),
            ("l:gov.strategy", "https://porto.example/strategy\r\n"),
            ("v:gov.leader", "0"),
            ("a:gov.leader", "not-relevant"),
            ("stay", "gov.strategy"),
        ];
        let saved = own(&of, 1, post(&format!("{at}/sections/governance/1"), &answers)).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
        assert!(saved.to.ends_with("?done=saved#q-gov.strategy"), "{}", saved.to);
        let again = own(&of, 1, get(&format!("{at}/sections/governance/1?done=saved"))).await;
        assert!(again.text.contains("Decided in May.") && again.text.contains("2 of 15 answered"));

        // A system in its parts, and one that cannot be.
        let system = [
            ("v:admin.payroll", "0"),
            ("a:admin.payroll/exists", "yes"),
            ("a:admin.payroll/used", "most"),
            ("a:admin.payroll/integrated", ""),
            ("v:admin.budget", "0"),
            ("a:admin.budget/exists", "not-applicable"),
        ];
        let page = own(&of, 1, get(&format!("{at}/sections/e-admin/1"))).await;
        let known: Vec<_> = system
            .iter()
            .filter(|(name, _)| page.text.contains(&format!("name=\"{name}\"")))
            .copied()
            .collect();
        let saved = own(&of, 1, post(&format!("{at}/sections/e-admin/1"), &known)).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);

        // A word that is none takes nothing back, and neither does a form that is older than what was said last.
        let agreed = [("consent", "named"), ("version", "2")];
        let odd = own(&of, 1, post(&format!("{at}/consent"), &[("consent", "x"), agreed[1]])).await;
        assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", odd.text);
        let stale = [agreed[0], ("version", "0")];
        let stale = own(&of, 1, post(&format!("{at}/consent"), &stale)).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.text);

        let check = own(&of, 1, get(&format!("{at}/check"))).await;
        assert!(check.text.contains("No score:") && check.text.contains("name=\"anyway\""));
        let early = own(&of, 1, post(&format!("{at}/check"), &[])).await;
        assert_eq!(early.status, StatusCode::CONFLICT);
        for path in [
            "",
            "/report",
            "/report/governance",
            "/team",
            "/consent",
            "/facts",
            "/questions/gov.strategy",
            "/withdraw",
        ] {
            let page = own(&of, 1, get(&format!("{at}{path}"))).await;
            assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text);
        }
        let handed_in = own(&of, 1, post(&format!("{at}/check"), &[("anyway", "yes")])).await;
        assert!(handed_in.to.ends_with("?done=submitted"), "{}", handed_in.text);

        // What comes too late is refused, and stays on the page.
        let late = [
            ("v:gov.strategy", "1"),
            ("a:gov.strategy", "5"),
            ("n:gov.strategy", "Typed too late."),
        ];
        let late = own(&of, 1, post(&format!("{at}/sections/governance/1"), &late)).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.text.contains("Typed too late."));
    }
}

#[tokio::test]
async fn two_who_answer_the_same_see_each_others_answer_and_lose_nothing() {
    let of = &towns().await[0];
    let round = of.round().await;
    let id = of.begun(&officer(1), round).await;
    let path = format!("/assessments/{id}/sections/governance/1");
    of.say(&colleague(1), id, "gov.strategy", 0, choice("4")).await.expect("saved");
    let mine = [
        ("v:gov.strategy", "0"),
        ("a:gov.strategy", "2"),
        ("n:gov.strategy", "Mine."),
        ("v:gov.leader", "0"),
        ("a:gov.leader", "3"),
    ];
    let told = own(of, 1, post(&path, &mine)).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert!(told.text.contains("Colleague 1") && told.text.contains("Mine."), "{}", told.text);
    assert!(
        told.text.contains("name=\"v:gov.strategy\" value=\"1\""),
        "the next save takes its place"
    );
    let answers = of.ceds.answers(&officer(1).actor, id).await.expect("answers");
    assert_eq!(answers["gov.leader"].given, choice("3"), "what was not touched by others is saved");
    let mine = [("v:gov.strategy", "1"), ("a:gov.strategy", "2"), ("n:gov.strategy", "Mine.")];
    assert_eq!(own(of, 1, post(&path, &mine)).await.status, StatusCode::SEE_OTHER);
    let answers = of.ceds.answers(&officer(1).actor, id).await.expect("answers");
    assert_eq!(
        (&answers["gov.strategy"].given, answers["gov.strategy"].note.as_str()),
        (&choice("2"), "Mine.")
    );
}

#[tokio::test]
async fn what_is_wrong_is_said_beside_its_question_and_all_input_stays() {
    let of = &towns().await[0];
    let round = of.round().await;
    let id = of.begun(&officer(1), round).await;
    let path = format!("/assessments/{id}/sections/governance/1");
    let long = "x".repeat(4_001);
    let typed = [
        ("v:gov.strategy", "0"),
        ("a:gov.strategy", "2"),
        ("n:gov.strategy", &long),
        ("v:gov.leader", "0"),
        ("a:gov.leader", "3"),
        ("n:gov.leader", "Kept <b>"),
        ("l:gov.leader", "javascript:alert(1)"),
    ];
    let page = own(of, 1, post(&path, &typed)).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains(&long) && page.text.contains("Kept &lt;b&gt;"));
    assert!(
        page.text.contains("href=\"#f-n:gov.strategy\"")
            && page.text.contains("href=\"#f-l:gov.leader\"")
    );
    let answers = of.ceds.answers(&officer(1).actor, id).await.expect("answers");
    assert!(answers.is_empty(), "half a page is never saved");
    // A posted answer that is none of the question's own.
    let page = own(of, 1, post(&path, &[("v:gov.strategy", "0"), ("a:gov.strategy", "99")])).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn bad_input_37_pages_of_another_city_are_not_there() {
    let of = &towns().await[0];
    let round = of.round().await;
    let id = of.begun(&officer(1), round).await;
    for path in [
        "",
        "/sections/governance/1",
        "/check",
        "/team",
        "/facts",
        "/consent",
        "/report",
        "/report/governance",
        "/roadmap",
        "/questions/gov.strategy",
        "/withdraw",
        "/export?format=csv",
    ] {
        for stranger in [officer(2), reader()] {
            let page =
                ask(of.ceds.own(), Some(&stranger.actor), get(&format!("/assessments/{id}{path}")))
                    .await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
    let save = post(
        &format!("/assessments/{id}/sections/governance/1"),
        &[("v:gov.strategy", "0"), ("a:gov.strategy", "2")],
    );
    assert_eq!(own(of, 2, save).await.status, StatusCode::NOT_FOUND);
    for path in ["/", "/rounds", &format!("/assessments/{id}")] {
        let page = ask(of.ceds.desk(), Some(&officer(1).actor), get(path)).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
    }
    let nobody = ask(of.ceds.own(), None, get("/")).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_desk_opens_rounds_gives_back_and_settles() {
    let of = &towns().await[0];
    let desk = async |request| ask(of.ceds.desk(), Some(&mina().actor), request).await;
    let form = desk(get("/rounds/new")).await;
    let from = form.text.find("<option value=\"").expect("an instrument") + 15;
    let instrument = form.text[from..].split('"').next().expect("its hash").to_owned();
    let today = of.ceds.today().to_string();
    let wrong = desk(post(
        "/rounds/new",
        &[("instrument", &instrument), ("name", ""), ("opens", &today), ("closes", "x")],
    ))
    .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let until = of.ceds.today().saturating_add(jiff::ToSpan::days(7)).to_string();
    let opened = desk(post(
        "/rounds/new",
        &[
            ("instrument", &instrument),
            ("name", "CeDS 2026"),
            ("opens", &today),
            ("closes", &until),
        ],
    ))
    .await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text);
    let round = of.ceds.rounds().await.expect("rounds")[0].id;
    assert!(desk(get("/rounds")).await.text.contains("CeDS 2026"));
    assert_eq!(desk(get(&format!("/rounds/{round}"))).await.status, StatusCode::OK);

    let id = of.filled(&officer(1), round, "3").await;
    of.ceds.submit(&officer(1), id, Default::default()).await.expect("handed in");
    let list = desk(get("/?stage=submitted")).await;
    assert!(list.text.contains("Town of Officer 1"));
    let review = desk(get(&format!("/assessments/{id}/sections/governance"))).await;
    assert!(review.text.contains("Officer 1"), "{}", review.text);
    let back = desk(post(&format!("/assessments/{id}"), &[("questions", "Which council?")])).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text);
    let asked = own(of, 1, get(&format!("/assessments/{id}"))).await;
    assert!(asked.text.contains("Which council?"));
    of.ceds.submit(&officer(1), id, Default::default()).await.expect("handed in");
    let frozen = desk(post(&format!("/assessments/{id}/freeze"), &[])).await;
    assert_eq!(frozen.status, StatusCode::SEE_OTHER, "{}", frozen.text);

    let report = own(of, 1, get(&format!("/assessments/{id}/report"))).await;
    assert!(
        report.text.contains("<svg class=\"plot\"") && report.text.contains("Settled"),
        "{}",
        report.text
    );
    assert!(!report.text.contains("NaN"));
    let csv = own(of, 1, get(&format!("/assessments/{id}/export?format=csv"))).await;
    assert_eq!(csv.status, StatusCode::OK);
    let plan = own(of, 1, get(&format!("/assessments/{id}/roadmap?years=1&cost=200"))).await;
    assert!(plan.text.contains("plot") && plan.status == StatusCode::OK, "{}", plan.text);
    for wrong in ["-1", "NaN", "inf", "x", "1e999"] {
        let page =
            own(of, 1, get(&format!("/assessments/{id}/roadmap?years=1&cost={wrong}"))).await;
        assert!(page.text.contains("errors__list"), "{wrong}");
    }
}

#[tokio::test]
async fn everybody_reads_what_is_asked_in_every_language() {
    let of = &towns().await[0];
    let round = of.round().await;
    of.frozen(&officer(1), round, "3", Consent::Named).await;
    for language in Language::ALL {
        let about = in_language(of.ceds.pages(), None, language, get("/")).await;
        assert_eq!(about.status, StatusCode::OK, "{language}");
        assert!(about.text.contains("CeDS 2026") && !about.text.contains("Town of"), "{language}");
        let section =
            in_language(of.ceds.pages(), None, language, get("/ceds/2026/governance")).await;
        assert!(section.text.contains("gov.strategy"), "{language}");
    }
    let korean = in_language(of.ceds.pages(), None, Language::KO, get("/ceds/2026/policy")).await;
    assert!(korean.text.contains("lang=\"en\""), "a fallback says which language it is in");
    let none = ask(of.ceds.pages(), None, get("/ceds/2026/nowhere")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

/// Who may answer and not lead sees no form to hand in.
#[tokio::test]
async fn a_colleague_answers_and_does_not_hand_in() {
    let of = &towns().await[0];
    let round = of.round().await;
    let id = of.filled(&officer(1), round, "4").await;
    let colleague = colleague(1);
    let check =
        ask(of.ceds.own(), Some(&colleague.actor), get(&format!("/assessments/{id}/check"))).await;
    assert!(
        check.text.contains("hands it in") && !check.text.contains("method=\"post\""),
        "{}",
        check.text
    );
    let answers = of.ceds.answers(&colleague.actor, id).await.expect("answers");
    assert_eq!(answers["gov.strategy"].given, Given::Choice { choice: "4".to_owned() });
    let grant = Grant::new(permission::ANSWER, Scope::Organisation(town(1)));
    assert!(colleague.actor.grants().contains(&grant));
}
