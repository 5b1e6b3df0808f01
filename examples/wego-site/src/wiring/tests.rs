//! The site as it is wired, on a clock that stands still.

use eframe_accounts::model::{EmailAddress, Membership as Held};
use eframe_accounts::rules::Registration;
use eframe_core::outbox::Outbox;
use eframe_core::test::{FixedClock, world};
use eframe_core::{
    Actor, ActorId, Body, Caller, Component, Grant, Language, OrganisationId, Scope,
};
use eframe_membership::model::{BodyCode, Form, Standing};
use eframe_membership::rules::{
    Amend, Appoint, Begin, CallOff, FileForm, LocalTime, Plan, Reschedule, SignOnLine,
};
use http::Request;
use http_body_util::BodyExt as _;
use serde_json::json;
use tempfile::TempDir;
use tower::ServiceExt as _;
use uuid::Uuid;

use super::*;

/// What the files may take here.
const QUOTA: u64 = 1_000_000;

pub(super) struct Hall {
    pub(super) site: Site,
    clock: FixedClock,
    data: TempDir,
}

pub(super) async fn hall() -> Hall {
    hall_after(async |_| {}).await
}

/// A hall whose database somebody worked with before the site was there.
async fn hall_after(before: impl AsyncFnOnce(&Database)) -> Hall {
    let data = tempfile::tempdir().expect("a folder");
    let (world, clock) = world();
    let listen = "127.0.0.1:8080".parse().expect("an address");
    let settings = Settings {
        listen,
        database: format!("sqlite:{}", data.path().join("site.sqlite").display()),
        data: data.path().to_owned(),
        files_quota: QUOTA,
        s3: None,
        oidc: None,
        second_factor: Vec::new(),
        publishing: eframe_cms::model::Rulebook::default(),
        newsletter: crate::settings::NewsletterSettings::default(),
        webhooks: eframe_webhooks::model::Allowed::default(),
        smtp: None,
        mail_from: None,
        secretariat: Some("office@wego.example".parse().expect("an address")),
        public_url: None,
        proxies: Vec::new(),
        metrics: None,
        traces: None,
        pages_ahead: false,
        log: "warn".to_owned(),
        file: None,
        example: false,
    };
    let database = open_database(&settings, &world).await.expect("a database");
    before(&database).await;
    database.close().await;
    let site = Site::open(&settings, listen, world).await.expect("a site");
    Hall { site, clock, data }
}

impl Hall {
    /// Noon in Seoul on this day, and what is due by then done.
    async fn on(&self, day: &str) {
        self.clock.set(format!("{day}T03:00:00Z").parse().expect("an instant"));
        self.site.workers.run_pending().await.expect("the work is done");
    }

    /// Brings members in as a register does that was kept elsewhere.
    async fn import(&self, members: serde_json::Value) {
        import(&self.site.membership, members).await;
    }

    /// The names of the organisations that people can be invited for.
    async fn organisations(&self) -> Vec<String> {
        let known = self.site.accounts.organisations(&machine().actor).await.expect("read");
        known.into_iter().map(|one| one.name).collect()
    }

    fn mails(&self) -> Vec<String> {
        let Ok(files) = std::fs::read_dir(self.data.path().join("mail")) else { return Vec::new() };
        let read = |file: std::io::Result<std::fs::DirEntry>| {
            let mail = std::fs::read_to_string(file.expect("a file").path()).expect("text");
            // Lines as they were written, not as they travel.
            mail.replace("=\r\n", "")
        };
        files.map(read).collect()
    }
}

async fn import(membership: &eframe_membership::Membership, members: serde_json::Value) {
    let count = members.as_array().map_or(0, Vec::len);
    let file = json!({
        "format": "eframe-membership-register", "version": 1,
        "count": count, "members": members,
    });
    let file = serde_json::to_vec(&file).expect("JSON");
    let brought = membership.import(&machine(), FileForm::Json, &file).await;
    brought.expect("it has no fault");
}

fn machine() -> Caller {
    Caller::new(Actor::system("test"))
}

fn city(number: u128) -> OrganisationId {
    OrganisationId::new(Uuid::from_u128(number))
}

fn member(number: u128, name: &str, fees: serde_json::Value) -> serde_json::Value {
    json!({
        "kind": "city", "name": name, "ownName": "", "country": "PT", "latitude": 37.1,
        "longitude": -8.5, "population": "1000", "website": "", "organisation": city(number),
        "history": [
            { "on": "2018-01-10", "what": "accepted" },
            { "on": "2018-06-01", "what": "approved", "body": "executive-committee" },
        ],
        "fees": fees,
    })
}

async fn page(service: Component, path: &str) -> String {
    let everywhere = eframe_membership::permission::ALL
        .into_iter()
        .chain([eframe_accounts::permission::READ, eframe_accounts::permission::INVITE]);
    let grants = everywhere.map(|one| Grant::new(one, Scope::Everywhere)).collect();
    let actor = Actor::person(ActorId::new(Uuid::from_u128(9)), "Mina Park", grants);
    let mut request = Request::get(path).body(Body::default()).expect("a request");
    request.extensions_mut().insert(actor);
    request.extensions_mut().insert(Language::EN);
    let Ok(response) = service.oneshot(request).await;
    let bytes = response.into_body().collect().await.expect("a whole body").to_bytes();
    String::from_utf8(bytes.to_vec()).expect("text")
}

#[tokio::test]
async fn bad_input_53_who_starts_together_on_an_empty_database_brings_the_content_in_once() {
    let hall = hall().await;
    let (one, other) = tokio::join!(hall.site.seed(), hall.site.seed());
    assert!(one.is_ok() && other.is_ok(), "{one:?} and {other:?}");
    assert!(!hall.site.cms.is_empty().await.expect("looked"));
}

#[tokio::test]
async fn bad_input_23_files_take_no_more_than_the_settings_say() {
    let hall = hall().await;
    let write = async |bytes: u64| {
        let mut draft = hall.site.files.begin("membership").await.expect("a draft");
        let zeros = vec![0; usize::try_from(bytes).expect("a small number")];
        draft.write(zeros.into()).await?;
        draft.keep().await
    };
    write(QUOTA - 10).await.expect("there is room");
    let full = write(11).await.expect_err("there is none");
    let problem = eframe_core::http::Problem::from(full);
    assert_eq!((problem.status.as_u16(), problem.code), (507, "insufficient-storage"));
    write(10).await.expect("there is room for less");
}

#[tokio::test]
async fn for_every_member_of_a_register_that_came_in_somebody_can_be_invited() {
    let hall = hall().await;
    hall.on("2026-11-25").await;
    hall.import(json!([member(1, "Porto Azul", json!([])), member(2, "Porto Azul", json!([]))]))
        .await;
    hall.on("2026-11-25").await;
    hall.on("2026-11-26").await;
    let (actor, accounts) = (machine().actor, &hall.site.accounts);
    assert_eq!(hall.organisations().await, ["Porto Azul", "Porto Azul (M-2018-0002)"]);

    let member = hall.site.membership.member_of(&actor, city(1)).await.expect("a member");
    let desk = page(hall.site.membership.desk(), &format!("/members/{}", member.id)).await;
    let link = format!("/desk/accounts/invite?role=officer&organisation={}", city(1));
    let written = link.replace('&', "&amp;");
    assert!(desk.contains(&link) || desk.contains(&written), "{desk}");
    let path = link.strip_prefix("/desk/accounts").expect("the mount");
    let form = page(accounts.desk(), path).await;
    assert!(form.contains(&format!(r#"value="{}" selected"#, city(1))), "{form}");
    assert!(form.contains(r#"<option value="officer" selected>"#), "{form}");
}

#[tokio::test]
async fn a_member_that_is_renamed_in_the_register_is_so_for_those_who_invite() {
    let hall = hall().await;
    hall.on("2026-11-25").await;
    hall.import(json!([member(1, "Porto Azul", json!([])), member(2, "Nordhaven", json!([]))]))
        .await;
    hall.on("2026-11-25").await;
    assert_eq!(hall.organisations().await, ["Nordhaven", "Porto Azul"]);
    for name in ["Porto Azul do Sul", "Porto Azul do Mar", "Nordhaven"] {
        let of = hall.site.membership.member_of(&machine().actor, city(1)).await.expect("there");
        let form = Form { name: name.to_owned(), ..of.profile.form() };
        let amend = Amend { expected: None, form };
        hall.site.membership.amend(&machine(), of.id, amend).await.expect("amended");
    }
    // The events come after one another, each to what the register says by then.
    hall.on("2026-11-25").await;
    assert_eq!(hall.organisations().await, ["Nordhaven", "Nordhaven (M-2018-0001)"]);
    hall.on("2026-11-27").await;
    assert_eq!(hall.organisations().await, ["Nordhaven", "Nordhaven (M-2018-0001)"]);
}

#[tokio::test]
async fn who_was_a_member_before_there_were_organisations_becomes_one_when_the_site_starts() {
    let hall = hall_after(async |database| {
        let membership = eframe_membership::Membership::builder(database.clone()).build();
        import(&membership, json!([member(1, "Porto Azul", json!([]))])).await;
        // Nobody listens yet: what the import tells is gone with this.
        let workers = Outbox::builder(database.clone()).build();
        workers.run_pending().await.expect("the work is done");
    });
    let hall = hall.await;
    assert!(hall.organisations().await.is_empty());
    hall.on("2026-11-25").await;
    assert_eq!(hall.organisations().await, ["Porto Azul"]);
    hall.on("2026-11-26").await;
    assert_eq!(hall.organisations().await, ["Porto Azul"]);
}

#[tokio::test]
async fn a_member_that_does_not_pay_lapses_by_itself_once_its_grace_is_over() {
    let hall = hall().await;
    hall.on("2026-01-10").await;
    let fee = json!([{
        "period": "2026", "amount": "1000.00 USD", "due": "2026-03-31", "state": "open",
    }]);
    hall.import(json!([member(1, "Porto Azul", fee), member(2, "Nordhaven", json!([]))])).await;
    let actor = machine().actor;
    let standing = async |number| {
        let member = hall.site.membership.member_of(&actor, city(number)).await;
        member.expect("a member").standing
    };
    hall.on("2026-09-27").await;
    assert_eq!(standing(1).await, Some(Standing::Full), "the last day of grace");
    hall.on("2026-09-28").await;
    assert_eq!(standing(1).await, Some(Standing::Lapsed));
    assert_eq!(standing(2).await, Some(Standing::Full));
}

#[tokio::test]
async fn a_draft_that_nobody_touched_for_long_is_reminded_of_by_itself() {
    let hall = hall().await;
    hall.on("2026-01-10").await;
    let form = eframe_membership::model::Form {
        name: "Porto Azul".to_owned(),
        contact_name: "Rui".to_owned(),
        contact_email: "rui@porto-azul.example".to_owned(),
        contact_language: "en".to_owned(),
        ..Default::default()
    };
    let begin = Begin { organisation: Some(city(1)), form };
    hall.site.membership.begin(&machine(), begin).await.expect("begun");
    hall.on("2026-01-10").await;
    let before = hall.mails().len();
    hall.on("2026-06-10").await;
    let after = hall.mails();
    assert!(after.len() > before, "{before} mails, and none more");
    assert!(after.iter().any(|mail| mail.contains("rui@porto-azul.example")), "{after:?}");
}

#[tokio::test]
async fn who_ticks_the_box_in_an_application_is_asked_once_the_city_is_a_member() {
    let hall = hall().await;
    hall.on("2026-01-10").await;
    let officer = Grant::new(eframe_membership::permission::APPLY, Scope::Organisation(city(1)));
    let officer = Actor::person(ActorId::new(Uuid::from_u128(71)), "Rui Sá", vec![officer]);
    let officer = Caller::new(officer);
    let form = Form {
        kind: "city".to_owned(),
        name: "Porto Azul".to_owned(),
        country: "PT".to_owned(),
        latitude: "37.1".to_owned(),
        longitude: "-8.5".to_owned(),
        population: "12500".to_owned(),
        website: "https://porto-azul.example".to_owned(),
        motivation: "We want to learn.".to_owned(),
        signatory_name: "Ana Lima".to_owned(),
        signatory_office: "Mayor".to_owned(),
        contact_name: "Rui Sá".to_owned(),
        contact_email: "rui@porto-azul.example".to_owned(),
        contact_language: "es".to_owned(),
        newsletter: true,
        ..Form::default()
    };
    let membership = &hall.site.membership;
    let hand_in = async |form: &Form| {
        let begin = Begin { organisation: Some(city(1)), form: form.clone() };
        let id = membership.begin(&officer, begin).await.expect("begun").application;
        let sign = SignOnLine {
            name: "Ana Lima".to_owned(),
            office: "Mayor".to_owned(),
            form: form.clone().cleaned().hash(),
        };
        membership.sign_on_line(&officer, id, sign).await.expect("signed");
        membership.submit(&officer, id).await.expect("handed in");
        id
    };
    // Somebody who is gone by now tried before, and the Secretariat said no.
    let before = Form { contact_email: "old@porto-azul.example".to_owned(), ..form.clone() };
    let refused = hand_in(&before).await;
    membership.refuse(&machine(), refused, "No seal.", None).await.expect("refused");
    let id = hand_in(&form).await;
    let asked =
        || hall.mails().into_iter().filter(|mail| mail.contains("newsletter/confirm?token"));
    hall.on("2026-01-11").await;
    assert_eq!(asked().count(), 0, "not before it is a member");
    membership.accept(&machine(), id, None).await.expect("accepted");
    hall.on("2026-01-12").await;
    assert_eq!(asked().count(), 1, "nobody of the refused application is asked");
    let question = asked().next().expect("a question");
    assert!(question.contains("rui@porto-azul.example") && question.contains("/es/newsletter/"));
    hall.on("2026-01-13").await;
    assert_eq!(asked().count(), 1, "once");
}

#[tokio::test]
async fn whoever_votes_for_a_city_with_a_seat_hears_when_the_committee_meets() {
    let hall = hall().await;
    hall.on("2026-01-10").await;
    hall.import(json!([member(1, "Zvonorechensk", json!([])), member(2, "Nordhaven", json!([]))]))
        .await;
    let (site, secretariat) = (&hall.site, machine());
    for (number, name, language) in [(1, "elena", Language::EN), (2, "ingrid", Language::EN)] {
        let address = format!("{name}@city.example");
        let registration = Registration {
            email: EmailAddress::parse("email", &address).expect("an address"),
            name: name.to_owned(),
            language,
            memberships: vec![
                Held::of("committee", city(number)),
                Held::of("officer", city(number)),
            ],
        };
        let password = "lantern-quay-elbow-47-thimble";
        site.accounts.register(&secretariat, registration, password).await.expect("registered");
    }
    let seated = site.membership.member_of(&secretariat.actor, city(1)).await.expect("a member");
    let body: BodyCode = "executive-committee".parse().expect("a code");
    let office = "seat".parse().expect("a code");
    let from = "2026-01-01".parse().expect("a day");
    let appoint = Appoint { body: body.clone(), office, from, until: None };
    site.membership.appoint(&secretariat, seated.id, appoint).await.expect("a seat");
    let starts = |day: &str| LocalTime {
        local: format!("{day}T15:00:00").parse().expect("a time"),
        zone: "Europe/Berlin".to_owned(),
        fold: None,
    };
    let plan = Plan { body, title: "Spring meeting".to_owned(), starts: starts("2026-03-12") };
    let planned = site.membership.plan(&secretariat, plan).await.expect("planned");
    let called = async || {
        hall.on("2026-01-11").await;
        let mails = hall.mails().into_iter();
        mails.filter(|mail| mail.contains("@city.example")).collect::<Vec<_>>()
    };
    let letters = called().await;
    assert_eq!(letters.len(), 1, "{letters:?}");
    for said in ["elena@city.example", "Europe/Berlin", "12 March 2026", "Zvonorechensk has a seat"]
    {
        assert!(letters[0].contains(said), "{said}: {}", letters[0]);
    }
    assert!(letters[0].contains(&format!("/account/membership/meetings/{}", planned.meeting)));
    assert_eq!(called().await.len(), 1, "once");

    let title = "The spring meeting".to_owned();
    let renamed = Reschedule { title, starts: starts("2026-03-12"), expected: None };
    let moved = Reschedule { starts: starts("2026-03-19"), ..renamed.clone() };
    site.membership.reschedule(&secretariat, planned.meeting, renamed).await.expect("renamed");
    assert_eq!(called().await.len(), 1, "another title is no news");
    site.membership.reschedule(&secretariat, planned.meeting, moved).await.expect("moved");
    assert_eq!(called().await.len(), 2);

    let off = CallOff { reason: "The hall is flooded.\r\nBcc: x@evil.example".to_owned() };
    site.membership.call_off(&secretariat, planned.meeting, off).await.expect("called off");
    let letters = called().await;
    assert_eq!(letters.len(), 3);
    let last = letters.iter().find(|mail| mail.contains("does not take place")).expect("told");
    for said in ["elena@city.example", "19 March 2026", "The hall is flooded."] {
        assert!(last.contains(said), "{said}: {last}");
    }
    let head = last.split("\r\n\r\n").next().unwrap_or_default();
    assert!(!head.contains("evil"), "{head}");
    assert_eq!(called().await.len(), 3, "once");
}

/// Most statements that a page may take which nobody keeps.
const MOST_ASKED: u64 = 6;

#[tokio::test]
async fn a_page_that_nobody_keeps_takes_few_statements_although_the_menus_are_forgotten() {
    let hall = hall().await;
    hall.site.seed().await.expect("the first content");
    for path in ["/en/about", "/ko/about", "/fr/news", "/ru/faq"] {
        let service = hall.site.service.clone();
        let before = hall.site.database.asked();
        let request = Request::get(path).body(Body::default()).expect("a request");
        let answer = service.oneshot(request).await.expect("an answer");
        assert!(answer.status().is_success(), "{path}");
        let asked = hall.site.database.asked() - before;
        assert!(asked <= MOST_ASKED, "{path}: {asked} statements");
    }
}

#[tokio::test]
async fn a_mail_program_ends_a_subscription_from_wherever_it_runs() {
    let hall = hall().await;
    let post = async |path: &str| {
        let request = Request::post(path).header("origin", "https://mail.example");
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let request = request.header("host", "127.0.0.1:8080").body(Body::default());
        let answer = hall.site.service.clone().oneshot(request.expect("a request")).await;
        answer.expect("never fails").status().as_u16()
    };
    assert_eq!(post("/ko/newsletter/unsubscribe?token=forged").await, 404, "it is looked at");
    assert_eq!(post("/ko/newsletter/").await, 403);
    assert_eq!(post("/ko/newsletter/confirm?token=forged").await, 403);
}

#[tokio::test]
async fn whom_to_tell_of_a_hole_is_good_for_half_a_year_however_long_the_site_runs() {
    let hall = hall().await;
    for (today, until) in [
        ("2026-11-27T17:30:00Z", "2027-05-28T00:00:00Z"),
        ("2029-11-27T23:59:59Z", "2030-05-28T00:00:00Z"),
    ] {
        hall.clock.set(today.parse().expect("an instant"));
        let request = Request::get("/.well-known/security.txt").body(Body::default());
        let answer = hall.site.service.clone().oneshot(request.expect("a request")).await;
        let body = answer.expect("never fails").into_body().collect().await;
        let text = String::from_utf8(body.expect("a whole body").to_bytes().to_vec());
        let text = text.expect("text");
        let expires = text.lines().find_map(|line| line.strip_prefix("Expires: "));
        assert_eq!(expires, Some(until), "{text}");
    }
}
