//! Sign-in by a provider: linking, signing in, and what never opens an account.

use eframe_accounts::model::{AccountId, Membership, Vouched};
use eframe_accounts::{Client, Entrance, Errand, Error, ProviderFault, Refusal, SignedIn};
use eframe_core::block::sea_orm::{ConnectionTrait as _, Statement};
use eframe_core::personal::{Person, PersonalData as _};
use eframe_core::{Caller, sha256};
use http::{Method, header};
use http_body_util::BodyExt as _;
use jiff::SignedDuration;
use totp_rs::{Builder, Secret};

use crate::site::{ISSUER, OTHER, PASSWORD, Site, client, sites, system};

const PROVIDERS: &str = "/account/providers";

/// What the provider says of this subject, in answer to a question of its own each time.
fn says(site: &Site, subject: &str) -> Vouched {
    says_as(site, ISSUER, subject)
}

fn says_as(site: &Site, issuer: &str, subject: &str) -> Vouched {
    let world = site.base.database.world();
    let once = sha256(world.ids.next().as_bytes());
    let until = world.now() + SignedDuration::from_mins(11);
    Vouched::new(issuer, subject, once, until).expect("a good name")
}

fn refusal<T>(result: Result<T, Error>) -> Refusal {
    match result {
        Err(Error::Refused(refusal)) => refusal,
        Err(error) => panic!("{error:?}"),
        Ok(_) => panic!("nothing was refused"),
    }
}

fn here() -> Client {
    client("192.0.2.1")
}

/// Somebody who has signed in by password.
async fn somebody(site: &Site, name: &str, held: Vec<Membership>) -> (AccountId, Caller, SignedIn) {
    let id = site.person(name, held).await;
    let address = format!("{name}@city.example");
    let entrance = site.accounts.sign_in(&address, PASSWORD, &here()).await;
    let Ok(Entrance::In(signed_in)) = entrance else { panic!("{entrance:?}") };
    (id, site.caller(id).await, signed_in)
}

async fn link(site: &Site, caller: &Caller, signed_in: &SignedIn, subject: &str) {
    let accounts = &site.accounts;
    let session = signed_in.session;
    let permit = accounts.may_link(caller, session, PASSWORD, &here()).await.expect("permitted");
    let said = says(site, subject);
    accounts.link_provider(caller, session, &permit, &said).await.expect("linked");
}

async fn count(site: &Site, sql: &str) -> i64 {
    let read = site.base.database.read();
    let statement = Statement::from_string(read.get_database_backend(), sql);
    let row = read.query_one_raw(statement).await.expect("an answer").expect("a row");
    row.try_get::<i64>("", "n").expect("a number")
}

async fn entries(site: &Site, action: &str) -> i64 {
    count(site, &format!("SELECT count(*) AS n FROM core_audit WHERE action = '{action}'")).await
}

#[tokio::test]
async fn a_link_opens_its_own_account_and_nothing_else_opens_one() {
    for site in sites().await {
        let (id, mina, session) = somebody(&site, "mina", vec![]).await;
        somebody(&site, "omar", vec![]).await;
        let accounts = &site.accounts;
        let before = accounts.sign_in_by_provider(&says(&site, "mina-7"), &here()).await;
        assert_eq!(refusal(before), Refusal::NotLinked, "nobody is found before a link is made");
        link(&site, &mina, &session, "mina-7").await;
        let entrance = accounts.sign_in_by_provider(&says(&site, "mina-7"), &here()).await;
        let Ok(Entrance::In(signed_in)) = entrance else { panic!("{entrance:?}") };
        assert_eq!(signed_in.account, id);
        for (issuer, subject) in [
            (ISSUER, "MINA-7"),
            (ISSUER, "mina-70"),
            (ISSUER, "mina@city.example"),
            (ISSUER, "omar@city.example"),
            ("https://id.example/", "mina-7"),
            ("https://other.example", "mina-7"),
        ] {
            let said = says_as(&site, issuer, subject);
            let refused = refusal(accounts.sign_in_by_provider(&said, &here()).await);
            assert_eq!(refused, Refusal::NotLinked, "{issuer} {subject} on {}", site.base.kind);
        }
        assert_eq!(count(&site, "SELECT count(*) AS n FROM accounts_account").await, 2);
        accounts.switch_off(&system(), id, None).await.expect("off");
        let off = accounts.sign_in_by_provider(&says(&site, "mina-7"), &here()).await;
        assert_eq!(refusal(off), Refusal::NotLinked, "{}", site.base.kind);
        let actions = ["accounts.provider.link", "accounts.provider.sign-in"];
        for action in actions {
            assert_eq!(entries(&site, action).await, 1, "{action}");
        }
        let subjects: Vec<_> =
            site.letters().await.iter().map(|one| one.subject().to_owned()).collect();
        assert_eq!(subjects, ["Your account was linked to another service"]);
    }
}

#[tokio::test]
async fn what_a_provider_says_counts_once() {
    for site in sites().await {
        let (_, mina, session) = somebody(&site, "mina", vec![]).await;
        link(&site, &mina, &session, "mina-7").await;
        let (said, here) = (says(&site, "mina-7"), here());
        let (one, other) = tokio::join!(
            site.accounts.sign_in_by_provider(&said, &here),
            site.accounts.sign_in_by_provider(&said, &here),
        );
        assert_eq!([&one, &other].iter().filter(|one| one.is_ok()).count(), 1, "{one:?} {other:?}");
        let refused = refusal(site.accounts.sign_in_by_provider(&said, &here).await);
        assert_eq!(refused, Refusal::TooLate, "{}", site.base.kind);
        let late = says(&site, "mina-7");
        site.seconds(11 * 60);
        let refused = refusal(site.accounts.sign_in_by_provider(&late, &here).await);
        assert_eq!(refused, Refusal::TooLate, "{}", site.base.kind);
        assert!(count(&site, "SELECT count(*) AS n FROM accounts_once").await > 0);
        site.accounts.sweep().await.expect("swept");
        assert_eq!(count(&site, "SELECT count(*) AS n FROM accounts_once").await, 0);
    }
}

#[tokio::test]
async fn a_question_is_answered_once_rightly_or_wrongly() {
    for site in sites().await {
        let until = site.base.database.world().now() + SignedDuration::from_mins(11);
        let (once, here) = (sha256(b"a question"), here());
        let taken = tokio::join!(
            site.accounts.take_answer(once, until, &here),
            site.accounts.take_answer(once, until, &here),
        );
        assert!(taken.0.is_ok() != taken.1.is_ok(), "{taken:?} on {}", site.base.kind);
        let again = site.accounts.take_answer(once, until, &client("198.51.100.7")).await;
        assert_eq!(refusal(again), Refusal::TooLate, "{}", site.base.kind);
        site.seconds(11 * 60);
        let late = site.accounts.take_answer(sha256(b"another"), until, &here).await;
        assert_eq!(refusal(late), Refusal::TooLate, "{}", site.base.kind);
    }
}

#[tokio::test]
async fn bad_input_33_answers_of_one_network_that_lead_nowhere_are_slowed_down() {
    for site in sites().await {
        let (_, mina, session) = somebody(&site, "mina", vec![]).await;
        link(&site, &mina, &session, "mina-7").await;
        let until = site.base.database.world().now() + SignedDuration::from_mins(11);
        let take = async |number: u32, from: &str| {
            let once = sha256(number.to_be_bytes().as_slice());
            site.accounts.take_answer(once, until, &client(from)).await
        };
        for number in 0..60 {
            take(number, "192.0.2.1").await.expect("whoever gets in is not slowed down");
            let said = says(&site, "mina-7");
            site.accounts.sign_in_by_provider(&said, &here()).await.expect("in");
        }
        let mut through = 0;
        for number in 100..200 {
            match take(number, "192.0.2.1").await {
                Ok(()) => through += 1,
                Err(error) => {
                    assert!(matches!(error, Error::Refused(Refusal::Throttled { .. })), "{error:?}")
                }
            }
        }
        assert_eq!(through, 30, "{}", site.base.kind);
        take(300, "198.51.100.7").await.expect("another network");
        let signed_in = site.accounts.sign_in("mina@city.example", PASSWORD, &here()).await;
        signed_in.expect("passwords are counted apart");
    }
}

#[tokio::test]
async fn a_link_wants_the_password_in_this_session_and_soon() {
    for site in sites().await {
        let (_, mina, session) = somebody(&site, "mina", vec![]).await;
        let (_, omar, others) = somebody(&site, "omar", vec![]).await;
        let accounts = &site.accounts;
        let wrong = accounts.may_link(&mina, session.session, OTHER, &here()).await;
        assert_eq!(refusal(wrong), Refusal::WrongPassword);
        let permit = accounts.may_link(&mina, session.session, PASSWORD, &here()).await;
        let permit = permit.expect("permitted");
        let said = says(&site, "mina-7");
        for (caller, session, permit) in [
            (&mina, session.session, ""),
            (&mina, session.session, "x"),
            (&mina, others.session, &permit),
            (&omar, others.session, &permit),
        ] {
            let refused = refusal(accounts.link_provider(caller, session, permit, &said).await);
            assert_eq!(refused, Refusal::TooLate);
        }
        site.seconds(11 * 60);
        let (session, said) = (session.session, says(&site, "mina-7"));
        let late = accounts.link_provider(&mina, session, &permit, &said).await;
        assert_eq!(refusal(late), Refusal::TooLate, "{}", site.base.kind);
        assert_eq!(count(&site, "SELECT count(*) AS n FROM accounts_link").await, 0);
    }
}

#[tokio::test]
async fn a_permit_to_link_lasts_five_minutes_and_is_good_once() {
    for site in sites().await {
        let (_, mina, session) = somebody(&site, "mina", vec![]).await;
        let (accounts, session) = (&site.accounts, session.session);
        let permit = async || {
            let permit = accounts.may_link(&mina, session, PASSWORD, &here()).await;
            permit.expect("permitted")
        };
        let first = permit().await;
        site.seconds(299);
        let said = says(&site, "mina-7");
        accounts.link_provider(&mina, session, &first, &said).await.expect("in time");
        let id = accounts.links(&mina.actor).await.expect("hers")[0].id;
        accounts.unlink_provider(&mina, id, PASSWORD, &here()).await.expect("gone");
        site.seconds(-200);
        let said = says(&site, "mina-8");
        let again = accounts.link_provider(&mina, session, &first, &said).await;
        assert_eq!(refusal(again), Refusal::TooLate, "it was used: {}", site.base.kind);

        let second = permit().await;
        let later = format!("{}.{}", i64::MAX, second.split_once('.').expect("two parts").1);
        site.seconds(300);
        for permit in [&second, &later] {
            let said = says(&site, "mina-8");
            let late = accounts.link_provider(&mina, session, permit, &said).await;
            assert_eq!(refusal(late), Refusal::TooLate, "{permit} on {}", site.base.kind);
        }
        assert_eq!(count(&site, "SELECT count(*) AS n FROM accounts_link").await, 0);
    }
}

#[tokio::test]
async fn a_permit_links_once_when_it_is_shown_twice_at_once() {
    for site in sites().await {
        let (_, mina, session) = somebody(&site, "mina", vec![]).await;
        let (accounts, session) = (&site.accounts, session.session);
        let permit = accounts.may_link(&mina, session, PASSWORD, &here()).await;
        let permit = permit.expect("permitted");
        let (one, other) =
            (says(&site, "mina-7"), says_as(&site, "https://other.example", "mina-7"));
        let (one, other) = tokio::join!(
            accounts.link_provider(&mina, session, &permit, &one),
            accounts.link_provider(&mina, session, &permit, &other),
        );
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?} on {}", site.base.kind);
        assert_eq!(count(&site, "SELECT count(*) AS n FROM accounts_link").await, 1);
    }
}

#[tokio::test]
async fn a_sign_in_belongs_to_one_account_and_an_account_has_one_of_a_provider() {
    for site in sites().await {
        let (_, mina, session) = somebody(&site, "mina", vec![]).await;
        let (_, omar, others) = somebody(&site, "omar", vec![]).await;
        link(&site, &mina, &session, "mina-7").await;
        let accounts = &site.accounts;
        let permit = accounts.may_link(&omar, others.session, PASSWORD, &here()).await;
        let permit = permit.expect("permitted");
        let theirs = says(&site, "mina-7");
        let taken = accounts.link_provider(&omar, others.session, &permit, &theirs).await;
        assert_eq!(refusal(taken), Refusal::LinkedElsewhere, "{}", site.base.kind);
        let permit = accounts.may_link(&mina, session.session, PASSWORD, &here()).await;
        let permit = permit.expect("permitted");
        let second = says(&site, "mina-8");
        let second = accounts.link_provider(&mina, session.session, &permit, &second).await;
        assert_eq!(refusal(second), Refusal::LinkedAlready, "{}", site.base.kind);
    }
}

#[tokio::test]
async fn a_link_is_taken_away_by_its_owner_and_by_a_new_password_from_a_mail() {
    for site in sites().await {
        let (_, mina, session) = somebody(&site, "mina", vec![]).await;
        let (_, omar, _) = somebody(&site, "omar", vec![]).await;
        let accounts = &site.accounts;
        link(&site, &mina, &session, "mina-7").await;
        let id = accounts.links(&mina.actor).await.expect("hers")[0].id;
        let theirs = accounts.unlink_provider(&omar, id, PASSWORD, &here()).await;
        assert!(matches!(theirs, Err(Error::NotFound)), "{theirs:?}");
        let wrong = accounts.unlink_provider(&mina, id, OTHER, &here()).await;
        assert_eq!(refusal(wrong), Refusal::WrongPassword);
        accounts.unlink_provider(&mina, id, PASSWORD, &here()).await.expect("gone");
        let refused = accounts.sign_in_by_provider(&says(&site, "mina-7"), &here()).await;
        assert_eq!(refusal(refused), Refusal::NotLinked);
        assert_eq!(entries(&site, "accounts.provider.unlink").await, 1);
        let last = site.letters().await.pop().expect("a letter");
        assert!(last.subject().contains("was removed"), "{}", last.subject());

        link(&site, &mina, &session, "mina-7").await;
        site.letters().await;
        let mut browser = site.visitor();
        browser.post("/account/reset", &[("email", "mina@city.example")]).await;
        let letters = site.letters().await;
        let way = letters[0].text().lines().find(|line| line.starts_with("http")).expect("a link");
        let way = way.strip_prefix("http://127.0.0.1:8080").expect("ours").to_owned();
        assert_eq!(browser.post(&way, &[("password", OTHER)]).await.status, 303);
        let refused = accounts.sign_in_by_provider(&says(&site, "mina-7"), &here()).await;
        assert_eq!(refusal(refused), Refusal::NotLinked, "{}", site.base.kind);
    }
}

#[tokio::test]
async fn the_second_factor_is_asked_for_all_the_same() {
    const APP: &str = "/account/second-factor/app";
    for site in sites().await {
        let (_, mina, session) = somebody(&site, "mina", vec![]).await;
        link(&site, &mina, &session, "mina-7").await;
        let mut browser = site.signed_in("mina").await;
        let begin = [("current-password", PASSWORD)];
        browser.post("/account/second-factor/app/new", &begin).await;
        let page = browser.get(APP).await.text;
        let (_, secret) = page.split_once(r#"<code class="secret" dir="ltr">"#).expect("a secret");
        let secret = secret.split('<').next().unwrap_or_default().replace(' ', "");
        let secret = Secret::try_from_base32(secret).expect("base 32");
        let phone = Builder::new().with_secret(secret).build().expect("a good secret");
        let code = || {
            let now = site.base.database.world().now().as_second();
            phone.generate(u64::try_from(now).expect("after 1970")).to_string()
        };
        assert_eq!(browser.post(APP, &[("code", &code())]).await.status, 200);
        site.seconds(30);
        let said = says(&site, "mina-7");
        let entrance = site.accounts.sign_in_by_provider(&said, &here()).await;
        assert!(matches!(entrance, Ok(Entrance::Owed(_))), "{entrance:?}");
        let again = site.accounts.sign_in_by_provider(&said, &here()).await;
        assert_eq!(refusal(again), Refusal::TooLate, "half-way counts as well");

        let mut other = site.visitor();
        let answer = arrive(&site, &mut other, &says(&site, "mina-7"), &Errand::default()).await;
        assert_eq!(answer.0, 303);
        assert_eq!(answer.1, "/account/sign-in/code?with=app");
        assert_eq!(other.get("/account/").await.status, 303, "not in yet");
        let done = other.post("/account/sign-in/code", &[("code", &code())]).await;
        assert_eq!(done.location(), "/account/", "{}", done.text);
        assert_eq!(other.get("/account/").await.status, 200);
    }
}

#[tokio::test]
async fn a_role_that_asks_for_a_second_factor_gets_one_set_up_first() {
    for site in sites().await {
        let held = vec![Membership::everywhere("treasurer")];
        let (id, _, session) = somebody(&site, "tova", held).await;
        let tova = site.caller(id).await;
        link(&site, &tova, &session, "tova-1").await;
        let mut browser = site.visitor();
        let answer = arrive(&site, &mut browser, &says(&site, "tova-1"), &Errand::default()).await;
        assert_eq!(answer.1, "/account/second-factor");
        assert!(browser.get("/desk/accounts/").await.location().contains("/second-factor"));
    }
}

/// Comes back from the provider as the host would have somebody come: status, `Location` and page.
async fn arrive(
    site: &Site,
    browser: &mut crate::visitor::Visitor,
    said: &Vouched,
    errand: &Errand,
) -> (u16, String, String) {
    let request = browser.request(Method::GET, "/callback?code=abc&state=hidden-state");
    let (parts, _) = request.into_parts();
    let answer = site.accounts.arrive(&parts, said, errand).await;
    kept(browser, answer).await
}

async fn kept(
    browser: &mut crate::visitor::Visitor,
    answer: http::Response<eframe_core::Body>,
) -> (u16, String, String) {
    for cookie in answer.headers().get_all(header::SET_COOKIE) {
        browser.keep(cookie.to_str().expect("a cookie"));
    }
    let location = answer.headers().get(header::LOCATION);
    let location = location.map_or("", |at| at.to_str().expect("a path")).to_owned();
    let status = answer.status().as_u16();
    let bytes = answer.into_body().collect().await.expect("a body").to_bytes();
    (status, location, String::from_utf8(bytes.to_vec()).expect("text"))
}

#[tokio::test]
async fn the_pages_lead_there_and_back() {
    for site in sites().await {
        somebody(&site, "mina", vec![]).await;
        let mut stranger = site.visitor();
        let page = stranger.get("/account/sign-in?next=/desk/").await.text;
        assert!(page.contains(r#"href="/account/oidc?next=/desk/""#), "{page}");
        assert!(page.contains("Sign in with City ID"), "{page}");
        for foreign in ["//evil.example", "https://evil.example"] {
            let page = stranger.get(&format!("/account/sign-in?next={foreign}")).await.text;
            assert!(page.contains(r#"href="/account/oidc""#), "{page}");
        }
        assert_eq!(stranger.get(PROVIDERS).await.status, 303);

        let mut mina = site.signed_in("mina").await;
        assert!(mina.get("/account/").await.text.contains(PROVIDERS));
        let none = mina.get(PROVIDERS).await.text;
        assert!(none.contains("linked to no other service") && none.contains("Link City ID"));
        let new = format!("{PROVIDERS}/new");
        assert_eq!(mina.post(&new, &[("current-password", OTHER)]).await.status, 422);
        let permitted = mina.post(&new, &[("current-password", PASSWORD)]).await;
        assert_eq!(permitted.status, 200, "a page, because a form may lead to no other site");
        let (_, way) =
            permitted.text.split_once(r#"href="/account/oidc?link="#).expect("the way there");
        let permit = way.split('"').next().expect("a permit").to_owned();
        let errand = Errand { permit, ..Errand::default() };
        let nobody = arrive(&site, &mut site.visitor(), &says(&site, "mina-7"), &errand).await;
        assert_eq!(nobody.0, 409, "whoever is not signed in links nothing");
        let done = arrive(&site, &mut mina, &says(&site, "mina-7"), &errand).await;
        assert_eq!((done.0, done.1.as_str()), (303, "/account/providers?done=linked"));
        let listed = mina.get(&done.1).await.text;
        assert!(listed.contains("City ID") && !listed.contains("Link City ID"), "{listed}");
        let twice = arrive(&site, &mut mina, &says(&site, "mina-8"), &errand).await;
        assert!(twice.0 == 409 && twice.2.contains("already"), "{twice:?}");

        let mut other = site.visitor();
        let errand = Errand { next: "/account/tokens".to_owned(), ..Errand::default() };
        let entered = arrive(&site, &mut other, &says(&site, "mina-7"), &errand).await;
        assert_eq!((entered.0, entered.1.as_str()), (303, "/account/tokens"));
        assert_eq!(other.get("/account/tokens").await.status, 200);
        let errand = Errand { next: "//evil.example".to_owned(), ..Errand::default() };
        let entered = arrive(&site, &mut other, &says(&site, "mina-7"), &errand).await;
        assert_eq!(entered.1, "/account/", "only to this site");
        let unknown = arrive(&site, &mut site.visitor(), &says(&site, "omar-1"), &errand).await;
        assert!(unknown.0 == 403 && unknown.2.contains("No account here"), "{unknown:?}");
        assert!(!unknown.2.contains("hidden-state") && !unknown.2.contains("omar-1"));

        let (_, remove) = listed.split_once(r#"href="/account/providers/remove?"#).expect("one");
        let remove = format!("{PROVIDERS}/remove?{}", remove.split('"').next().expect("an id"));
        assert_eq!(mina.get(&remove).await.status, 200);
        assert_eq!(mina.post(&remove, &[("current-password", OTHER)]).await.status, 422);
        for _ in 0..2 {
            let gone = mina.post(&remove, &[("current-password", PASSWORD)]).await;
            assert_eq!(gone.location(), "/account/providers?done=removed", "{}", gone.text);
        }
    }
}

#[tokio::test]
async fn every_fault_has_a_page_that_tells_nothing_of_the_answer() {
    let site = &sites().await[0];
    let mut browser = site.visitor();
    for (fault, status) in [
        (ProviderFault::Stale, 409),
        (ProviderFault::Declined, 403),
        (ProviderFault::Away, 503),
        (ProviderFault::Unsound, 502),
        (ProviderFault::Clock, 502),
    ] {
        let mut request = browser.request(Method::GET, "/callback?code=abc&state=hidden-state");
        request.extensions_mut().insert(eframe_core::Language::KO);
        let (parts, _) = request.into_parts();
        let errand = Errand { next: "/desk/".to_owned(), ..Errand::default() };
        let answer = site.accounts.turn_away(&parts, fault, &errand).await;
        let again = answer.headers().contains_key(header::RETRY_AFTER);
        assert_eq!(again, fault == ProviderFault::Away);
        let (is, _, page) = kept(&mut browser, answer).await;
        assert_eq!(is, status, "{fault:?}");
        assert!(page.contains("다른 서비스로 로그인하지 못했습니다"), "{page}");
        assert!(page.contains(r#"href="/account/oidc?next=/desk/""#), "{page}");
        assert!(page.contains(r#"href="/account/sign-in?next=/desk/""#), "{page}");
        assert!(!page.contains("hidden-state") && !page.contains("code=abc"), "{page}");
    }
}

#[tokio::test]
async fn links_are_given_out_with_the_rest_and_go_with_it() {
    for site in sites().await {
        let (id, mina, session) = somebody(&site, "mina", vec![]).await;
        let (_, omar, others) = somebody(&site, "omar", vec![]).await;
        link(&site, &mina, &session, "mina-7").await;
        link(&site, &omar, &others, "omar-1").await;
        let mut person = Person::default();
        person.add_id(id.actor());
        site.accounts.know(&mut person).await.expect("known");
        let all = site.accounts.export(&person).await.expect("exported").to_string();
        assert!(all.contains("mina-7") && all.contains(ISSUER) && !all.contains("omar-1"), "{all}");
        site.accounts.erase(&system(), &person).await.expect("erased");
        let left = site.accounts.links(&omar.actor).await.expect("his");
        assert_eq!(left.len(), 1);
        assert_eq!(count(&site, "SELECT count(*) AS n FROM accounts_link").await, 1);
    }
}
