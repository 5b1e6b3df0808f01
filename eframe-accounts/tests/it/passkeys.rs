//! Passkeys: made, signed in with, refused, removed.

use eframe_accounts::model::{AccountId, Membership};
use eframe_accounts::{Error, Refusal};
use http::{Method, header};
use serde_json::Value;

use crate::authenticator::{Authenticator, asked};
use crate::factors::{codes, count, entries, half_way, set_up_any};
use crate::site::{OTHER, PASSWORD, Site, sites, sites_at, system};
use crate::visitor::{Answer, Visitor};

const NAMED: &str = "http://localhost:8080";
const PAGE: &str = "/account/second-factor";
const NEW: &str = "/account/second-factor/passkeys/new";
const MAKE: &str = "/account/second-factor/passkeys/make";
const CODE: &str = "/account/sign-in/code";
const SIGN: &str = "/account/sign-in/passkey";
const LATE: &str = "/account/sign-in?late=yes";

/// Begins to make a passkey; gives what its authenticator is asked.
async fn begin(visitor: &mut Visitor, name: &str) -> Value {
    let begun = visitor.post(NEW, &[("name", name), ("current-password", PASSWORD)]).await;
    assert_eq!((begun.status.as_u16(), begun.location()), (303, MAKE), "{}", begun.text);
    asked(&visitor.get(MAKE).await)
}

/// Makes one.
async fn make(visitor: &mut Visitor, name: &str, phone: &Authenticator) -> Answer {
    let asked = begin(visitor, name).await;
    visitor.post(MAKE, &[("answer", &phone.make(&asked))]).await
}

/// A person with a passkey, who is signed in; gives the recovery codes.
async fn with_passkey(
    site: &Site,
    name: &str,
    phone: &Authenticator,
) -> (AccountId, Visitor, Vec<String>) {
    let id = site.person(name, vec![]).await;
    let mut visitor = site.signed_in(name).await;
    let made = make(&mut visitor, "Phone", phone).await;
    let codes = codes(&made);
    assert_eq!(codes.len(), 10, "{}", made.text);
    site.letters().await;
    (id, visitor, codes)
}

/// Somebody whose password was right, and what their passkeys are asked.
async fn waiting(site: &Site, name: &str) -> (Visitor, Value) {
    let mut visitor = half_way(site, name).await;
    let asked = asked(&visitor.get("/account/sign-in/code?with=app").await);
    (visitor, asked)
}

/// Signs in; gives the answer to the second step.
async fn enter(site: &Site, name: &str, phone: &mut Authenticator) -> Answer {
    let (mut visitor, asked) = waiting(site, name).await;
    visitor.post(SIGN, &[("answer", &phone.sign(&asked))]).await
}

#[tokio::test]
async fn a_passkey_is_made_and_asked_for_from_then_on() {
    for site in sites_at(NAMED).await {
        site.person("mina", vec![]).await;
        let (mut mina, mut elsewhere) =
            (site.signed_in("mina").await, site.signed_in("mina").await);
        assert!(mina.get(PAGE).await.text.contains(NEW));
        assert_eq!(mina.get(MAKE).await.location(), NEW, "nothing was begun");
        for (name, password) in [("", PASSWORD), ("Phone", OTHER)] {
            let fields = [("name", name), ("current-password", password)];
            assert_eq!(mina.post(NEW, &fields).await.status, 422, "{name:?}");
        }
        let mut phone = Authenticator::new();
        let asked = begin(&mut mina, "민아의 <전화>").await;
        let options = &asked["publicKey"];
        assert_eq!(options["rp"]["id"], "localhost");
        assert_eq!(options["attestation"], "none");
        assert_eq!(options["authenticatorSelection"]["userVerification"], "preferred");
        assert_eq!(options["authenticatorSelection"]["residentKey"], "preferred");
        assert_eq!((options.get("hints"), options.get("extensions")), (None, None));
        assert_eq!(options["timeout"], 300_000);
        let page = mina.get(MAKE).await;
        assert!(page.text.contains("민아의 &lt;전화&gt;"), "{}", page.text);
        assert!(page.text.contains("A passkey needs scripts"), "{}", page.text);
        assert!(!page.text.contains("style=") && !page.text.contains("<script>"));
        assert_eq!(elsewhere.get(MAKE).await.location(), NEW, "another session sees no question");
        let plain = site.visitor().sign_in("mina", PASSWORD).await;
        assert_eq!(plain.location(), "/account/", "what was not confirmed is not asked for");

        let before = mina.cookie.clone();
        let done = mina.post(MAKE, &[("answer", &phone.make(&asked))]).await;
        let recovery = codes(&done);
        assert_eq!(recovery.len(), 10, "{}", done.text);
        assert_ne!(mina.cookie, before, "a new session");
        assert_eq!(elsewhere.get("/account/").await.status, 303, "every other has ended");
        let state = mina.get(PAGE).await.text;
        assert!(state.contains("민아의 &lt;전화&gt;") && state.contains("not used yet"), "{state}");
        let letters = site.letters().await;
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].subject(), "A second factor was added to your account");
        assert!(letters[0].text().contains("a passkey was added"), "{}", letters[0].text());

        let mut half = half_way(&site, "mina").await;
        assert!(half.get("/account/").await.location().starts_with("/account/sign-in?next="));
        let question = half.get("/account/sign-in/code?with=app").await;
        assert!(question.text.contains("Use your passkey"), "{}", question.text);
        assert!(question.text.contains("A passkey needs scripts"), "{}", question.text);
        assert!(!question.text.contains("name=\"code\""), "there is no app: {}", question.text);
        let asked = super::authenticator::asked(&question);
        assert_eq!(asked["publicKey"]["allowCredentials"].as_array().map(Vec::len), Some(1));
        let entered = half.post(SIGN, &[("answer", &phone.sign(&asked))]).await;
        assert_eq!(entered.location(), "/account/", "{}", entered.text);
        assert!(!half.cookie.contains("half-way"), "{}", half.cookie);
        assert!(half.get(PAGE).await.text.contains("last used"));
        // And without scripts there are the recovery codes.
        let mut plain = half_way(&site, "mina").await;
        let page = plain.get("/account/sign-in/code?with=recovery").await;
        assert!(
            page.text.contains("name=\"code\"") && !page.text.contains("<script src=\"/account")
        );
        assert_eq!(plain.post(CODE, &[("code", &recovery[0])]).await.location(), "/account/");
    }
}

#[tokio::test]
async fn the_script_is_served_to_be_kept_and_runs_nothing_inline() {
    for site in sites_at(NAMED).await {
        let (_, mut mina, _) = with_passkey(&site, "mina", &Authenticator::new()).await;
        begin(&mut mina, "Key").await;
        let page = mina.get(MAKE).await;
        let (_, path) = page.text.split_once("<script src=\"").expect("a script");
        let path = path.split('"').next().unwrap_or_default().replace("&#x2f;", "/");
        assert!(path.starts_with("/account/passkeys.js?"), "{path}");
        let script = site.visitor().get(&path).await;
        assert_eq!(script.status, 200);
        assert_eq!(script.headers[header::CONTENT_TYPE], "text/javascript; charset=utf-8");
        assert!(
            script.headers[header::CACHE_CONTROL].to_str().expect("text").contains("immutable")
        );
        assert!(script.text.contains("navigator.credentials.create"));
    }
}

#[tokio::test]
async fn bad_input_36_a_new_key_is_taken_for_its_own_question_alone_and_once() {
    for site in sites_at(NAMED).await {
        site.person("mina", vec![]).await;
        let mut mina = site.signed_in("mina").await;
        let of_another_day = begin(&mut mina, "Phone").await;
        type Forge = fn(&Value, &Value) -> String;
        let forged: [(&str, Forge); 8] = [
            ("nothing", |_, _| String::new()),
            ("nonsense", |_, _| "{\"id\":7}".to_owned()),
            ("an older question", |_, older| Authenticator::new().make(older)),
            ("another site", |asked, _| {
                let origin = "https://localhost.evil.example".to_owned();
                Authenticator { origin, ..Authenticator::new() }.make(asked)
            }),
            ("another port", |asked, _| {
                let origin = "http://localhost:9090".to_owned();
                Authenticator { origin, ..Authenticator::new() }.make(asked)
            }),
            ("a key for another name", |asked, _| {
                let name = "evil.example".to_owned();
                Authenticator { name, ..Authenticator::new() }.make(asked)
            }),
            ("an untouched one", |asked, _| {
                Authenticator { present: false, ..Authenticator::new() }.make(asked)
            }),
            ("a signature", |asked, _| Authenticator::new().make_as("webauthn.get", asked)),
        ];
        for (what, forge) in forged {
            let asked = begin(&mut mina, "Phone").await;
            let refused = mina.post(MAKE, &[("answer", &forge(&asked, &of_another_day))]).await;
            assert_eq!(refused.status, 422, "{what} on {}", site.base.kind);
            assert!(refused.text.contains("was not accepted"), "{what}: {}", refused.text);
            assert!(mina.get(PAGE).await.text.contains("Not set up"), "{what}");
            // The question is used up.
            let right = Authenticator::new().make(&asked);
            assert_eq!(mina.post(MAKE, &[("answer", &right)]).await.location(), NEW, "{what}");
        }
        let asked = begin(&mut mina, "Phone").await;
        let answer = Authenticator::new().make(&asked);
        site.seconds(301);
        let late = mina.post(MAKE, &[("answer", &answer)]).await;
        assert_eq!(late.location(), NEW, "after five minutes, on {}", site.base.kind);

        let phone = Authenticator::new();
        let asked = begin(&mut mina, "Phone").await;
        let answer = phone.make(&asked);
        assert_eq!(mina.post(MAKE, &[("answer", &answer)]).await.status, 200);
        assert_eq!(mina.post(MAKE, &[("answer", &answer)]).await.location(), NEW, "again");
        // The same key a second time, though its owner was asked not to.
        let asked = begin(&mut mina, "Phone again").await;
        let known = &asked["publicKey"]["excludeCredentials"];
        assert_eq!(known.as_array().map(Vec::len), Some(1), "{known}");
        let again = mina.post(MAKE, &[("answer", &phone.make(&asked))]).await;
        assert_eq!(again.status, 422, "{}", again.text);
    }
}

#[tokio::test]
async fn bad_input_36_a_signature_counts_for_its_own_question_alone_and_once() {
    for site in sites_at(NAMED).await {
        let mut phone = Authenticator::new();
        let (id, _, _) = with_passkey(&site, "mina", &phone).await;
        let mut of_omar = Authenticator::new();
        with_passkey(&site, "omar", &of_omar).await;
        phone.user = Some(id.uuid().as_bytes().to_vec());

        // Shown once it lets in, shown again it is worth nothing: neither here nor in another sign-in.
        let (mut mina, asked) = waiting(&site, "mina").await;
        let twin = mina.twin();
        let used = phone.sign(&asked);
        assert_eq!(mina.post(SIGN, &[("answer", &used)]).await.location(), "/account/");
        assert_eq!({ twin }.post(SIGN, &[("answer", &used)]).await.location(), LATE);
        type Forge = fn(&Value, &mut Authenticator, &mut Authenticator, &str) -> String;
        let forged: [(&str, Forge); 10] = [
            ("nothing", |_, _, _, _| String::new()),
            ("nonsense", |_, _, _, _| "[".repeat(20_000)),
            ("what was used", |_, _, _, used| used.to_owned()),
            ("another account's", |asked, _, other, _| other.sign(asked)),
            ("another account's by this one's name", |asked, phone, other, _| {
                let id = std::mem::replace(&mut other.id, phone.id.clone());
                let answer = other.sign(asked);
                other.id = id;
                answer
            }),
            ("another account's user", |asked, phone, _, _| {
                let user = Some(vec![7; 16]);
                Authenticator { user, ..phone.copy() }.sign(asked)
            }),
            ("another site", |asked, phone, _, _| {
                let origin = "https://localhost.evil.example".to_owned();
                Authenticator { origin, ..phone.copy() }.sign(asked)
            }),
            ("another name", |asked, phone, _, _| {
                let name = "evil.example".to_owned();
                Authenticator { name, ..phone.copy() }.sign(asked)
            }),
            ("an untouched one", |asked, phone, _, _| {
                Authenticator { present: false, ..phone.copy() }.sign(asked)
            }),
            ("a new key", |asked, phone, _, _| phone.copy().sign_as("webauthn.create", asked)),
        ];
        for (what, forge) in forged {
            site.seconds(3_600);
            let (mut half, asked) = waiting(&site, "mina").await;
            let answer = forge(&asked, &mut phone, &mut of_omar, &used);
            let refused = half.post(SIGN, &[("answer", &answer)]).await;
            assert_eq!(refused.status, 422, "{what} on {}", site.base.kind);
            assert!(refused.text.contains("was not accepted"), "{what}: {}", refused.text);
            // Each answer uses its question up; another is put at once.
            let again = super::authenticator::asked(&refused);
            assert_ne!(again["publicKey"]["challenge"], asked["publicKey"]["challenge"], "{what}");
            let late = half.post(SIGN, &[("answer", &phone.sign(&asked))]).await;
            assert_eq!(late.status, 422, "{what}, then the first question");
            let asked = super::authenticator::asked(&late);
            let entered = half.post(SIGN, &[("answer", &phone.sign(&asked))]).await;
            assert_eq!(entered.location(), "/account/", "{what}: {}", entered.text);
        }
        let (mut slow, asked) = waiting(&site, "mina").await;
        site.seconds(601);
        assert_eq!(slow.post(SIGN, &[("answer", &phone.sign(&asked))]).await.location(), LATE);
    }
}

#[tokio::test]
async fn bad_input_36_a_copy_is_found_out_by_its_counter() {
    for site in sites_at(NAMED).await {
        let mut key = Authenticator { verifies: false, ..Authenticator::counting(7) };
        with_passkey(&site, "mina", &key).await;
        let mut copied = key.copy();
        assert_eq!(enter(&site, "mina", &mut key).await.location(), "/account/");
        assert_eq!(enter(&site, "mina", &mut key).await.location(), "/account/");
        assert_eq!(enter(&site, "mina", &mut copied).await.status, 422, "{}", site.base.kind);
        copied.counter = None;
        assert_eq!(enter(&site, "mina", &mut copied).await.status, 422, "{}", site.base.kind);
        assert_eq!(enter(&site, "mina", &mut key).await.location(), "/account/");
        // Asked before the other signed: what counts is what is kept when it answers.
        let (mut early, asked) = waiting(&site, "mina").await;
        let answer = key.copy().sign(&asked);
        assert_eq!(enter(&site, "mina", &mut key).await.location(), "/account/");
        assert_eq!(early.post(SIGN, &[("answer", &answer)]).await.status, 422);
    }
}

#[tokio::test]
async fn bad_input_36_who_proved_to_be_its_owner_once_does_so_always() {
    for site in sites_at(NAMED).await {
        let mut key = Authenticator::new();
        with_passkey(&site, "mina", &key).await;
        key.verifies = false;
        assert_eq!(enter(&site, "mina", &mut key).await.status, 422, "{}", site.base.kind);
        key.verifies = true;
        assert_eq!(enter(&site, "mina", &mut key).await.location(), "/account/");
    }
}

#[tokio::test]
async fn bad_input_49_two_at_once_are_one() {
    for site in sites_at(NAMED).await {
        let mut key = Authenticator::counting(1);
        let (_, mut mina, _) = with_passkey(&site, "mina", &key).await;
        // The same answer twice.
        let (mut one, asked) = waiting(&site, "mina").await;
        let mut other = one.twin();
        let answer = key.sign(&asked);
        let fields = [("answer", answer.as_str())];
        let (first, second) = tokio::join!(one.post(SIGN, &fields), other.post(SIGN, &fields));
        let entered = [&first, &second].map(|one| one.location() == "/account/");
        assert_eq!(entered.iter().filter(|one| **one).count(), 1, "{first:?} {second:?}");
        // A key and its copy, in two sign-ins.
        let (mut one, asked_one) = waiting(&site, "mina").await;
        let (mut other, asked_other) = waiting(&site, "mina").await;
        let answers = [key.copy().sign(&asked_one), key.sign(&asked_other)];
        let (here, there) = ([("answer", &*answers[0])], [("answer", &*answers[1])]);
        let (first, second) = tokio::join!(one.post(SIGN, &here), other.post(SIGN, &there));
        let mut statuses = [first.status.as_u16(), second.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422], "{}", site.base.kind);
        // The same new key twice.
        let asked = begin(&mut mina, "Key").await;
        let answer = Authenticator::new().make(&asked);
        let (fields, mut twin) = ([("answer", answer.as_str())], mina.twin());
        let (first, second) = tokio::join!(mina.post(MAKE, &fields), twin.post(MAKE, &fields));
        assert!(first.status.is_redirection() && second.status.is_redirection());
        let rows = count(&site, "SELECT count(*) AS n FROM accounts_passkey").await;
        assert_eq!(rows, 2, "{}", site.base.kind);
    }
}

#[tokio::test]
async fn bad_input_49_two_browsers_that_begin_at_once_both_get_an_answer_and_one_counts() {
    for site in sites_at(NAMED).await {
        site.person("mina", vec![]).await;
        let (mut one, mut other) = (site.signed_in("mina").await, site.signed_in("mina").await);
        let fields = [("name", "Phone"), ("current-password", PASSWORD)];
        let (first, second) = tokio::join!(one.post(NEW, &fields), other.post(NEW, &fields));
        assert_eq!([first.status.as_u16(), second.status.as_u16()], [303, 303], "{first:?}");
        let shown = [one.get(MAKE).await, other.get(MAKE).await].map(|page| page.status == 200);
        assert_eq!(shown.iter().filter(|one| **one).count(), 1, "{}", site.base.kind);
    }
}

#[tokio::test]
async fn a_key_belongs_to_one_account() {
    for site in sites_at(NAMED).await {
        let phone = Authenticator::new();
        with_passkey(&site, "mina", &phone).await;
        site.person("omar", vec![]).await;
        let mut omar = site.signed_in("omar").await;
        let taken = make(&mut omar, "Found", &phone).await;
        assert_eq!(taken.status, 422, "{}", site.base.kind);
        assert!(taken.text.contains("is in use here already"), "{}", taken.text);
        assert_eq!(omar.get(MAKE).await.location(), NEW, "its question is used up");
        assert!(omar.get(PAGE).await.text.contains("Not set up"));
    }
}

#[tokio::test]
async fn bad_input_33_answers_are_counted_as_codes_are() {
    for site in sites_at(NAMED).await {
        let mut phone = Authenticator::new();
        with_passkey(&site, "mina", &phone).await;
        let mut stranger = site.visitor().from("198.51.100.7");
        stranger.sign_in("mina", PASSWORD).await;
        for _ in 0..5 {
            assert_eq!(stranger.post(SIGN, &[("answer", "{}")]).await.status, 422);
        }
        assert_eq!(stranger.post(SIGN, &[("answer", "{}")]).await.status, 429);
        assert_eq!(stranger.post(CODE, &[("code", "000000")]).await.status, 429);
        site.seconds(901);
        assert_eq!(enter(&site, "mina", &mut phone).await.location(), "/account/");
    }
}

#[tokio::test]
async fn a_role_that_asks_for_a_second_factor_is_met_by_a_passkey() {
    for site in sites_at(NAMED).await {
        site.person("mina", vec![Membership::everywhere("treasurer")]).await;
        let mut mina = site.visitor();
        let entered = mina.sign_in("mina", PASSWORD).await;
        assert_eq!(entered.location(), PAGE, "{}", entered.text);
        let led = mina.get("/desk/accounts/").await.location().to_owned();
        let begin_at = led.replace(PAGE, NEW);
        let fields = [("name", "Phone"), ("current-password", PASSWORD)];
        let begun = mina.post(&begin_at, &fields).await;
        let page = mina.get(begun.location()).await;
        let mut phone = Authenticator::new();
        let done = mina.post(begun.location(), &[("answer", &phone.make(&asked(&page)))]).await;
        assert_eq!(codes(&done).len(), 10, "{}", done.text);
        assert!(done.text.contains("href=\"/desk/accounts/\""), "the way on: {}", done.text);
        assert_eq!(mina.get("/desk/accounts/").await.status, 200);

        // The last one stays, others go.
        let state = mina.get(PAGE).await.text;
        let (_, gone) = state.split_once("/account/second-factor/passkeys/").expect("a way");
        let gone = format!("{PAGE}/passkeys/{}", gone.split('"').next().unwrap_or_default());
        assert!(gone.ends_with("/remove"), "the list comes first: {state}");
        let fields = [("current-password", PASSWORD)];
        let refused = mina.post(&gone, &fields).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("can be replaced, not removed"), "{}", refused.text);
        let mut key = Authenticator::new();
        let second = make(&mut mina, "Key", &key).await;
        assert_eq!(second.location(), "/account/second-factor?done=passkey", "{}", second.text);
        assert_eq!(enter(&site, "mina", &mut key).await.status, 303);
        assert_eq!(enter(&site, "mina", &mut phone).await.status, 303);
        site.letters().await;
        assert_eq!(mina.post(&gone, &[("current-password", OTHER)]).await.status, 422);
        let removed = mina.post(&gone, &fields).await;
        assert_eq!(removed.location(), "/account/second-factor?done=part", "{}", removed.text);
        let letters = site.letters().await;
        assert_eq!(letters[0].subject(), "A second factor of your account was removed");
        assert_eq!(enter(&site, "mina", &mut phone).await.status, 422, "it is gone");
        assert_eq!(enter(&site, "mina", &mut key).await.status, 303);
        assert_eq!(mina.post(&gone, &fields).await.status, 422, "there is none any more");
        assert_eq!(entries(&site, "accounts.factor.add").await, 2);
        assert_eq!(entries(&site, "accounts.factor.remove").await, 1);
    }
}

#[tokio::test]
async fn an_app_and_a_passkey_stand_beside_each_other() {
    for site in sites_at(NAMED).await {
        let mut phone = Authenticator::new();
        let (_, mut mina, codes) = with_passkey(&site, "mina", &phone).await;
        let app = set_up_any(&site, &mut mina).await;
        assert!(app.is_none(), "the codes stay as they were");
        let mut half = half_way(&site, "mina").await;
        let page = half.get("/account/sign-in/code?with=app").await;
        assert!(page.text.contains("name=\"code\"") && page.text.contains("data-options"));
        assert_eq!(half.post(CODE, &[("code", &codes[0])]).await.location(), "/account/");
        assert_eq!(enter(&site, "mina", &mut phone).await.location(), "/account/");
        site.letters().await;
        let gone = "/account/second-factor/app/remove";
        assert!(mina.get(PAGE).await.text.contains(gone));
        let removed = mina.post(gone, &[("current-password", PASSWORD)]).await;
        assert_eq!(removed.location(), "/account/second-factor?done=part", "{}", removed.text);
        let letters = site.letters().await;
        assert!(letters[0].text().contains("the app that makes codes was removed"));
        let page = half_way(&site, "mina").await.get("/account/sign-in/code?with=app").await;
        assert!(!page.text.contains("name=\"code\""), "{}", page.text);
        assert_eq!(enter(&site, "mina", &mut phone).await.location(), "/account/");
        // All of it at once.
        let all = "/account/second-factor/remove";
        let removed = mina.post(all, &[("current-password", PASSWORD)]).await;
        assert_eq!(removed.location(), "/account/second-factor?done=removed", "{}", removed.text);
        assert_eq!(site.visitor().sign_in("mina", PASSWORD).await.location(), "/account/");
    }
}

#[tokio::test]
async fn whoever_lost_it_is_helped_as_with_an_app() {
    for site in sites_at(NAMED).await {
        let mut phone = Authenticator::new();
        let (id, mut mina, codes) = with_passkey(&site, "mina", &phone).await;
        let (mut waiting, asked) = waiting(&site, "mina").await;
        site.administrator("ana").await;
        let mut ana = site.signed_in("ana").await;
        let path = format!("/api/v1/accounts/accounts/{id}/second-factor");
        let taken = ana.json(Method::DELETE, &path, Value::Null, &[("if-match", "*")]).await;
        assert_eq!(taken.status, 200, "{}", taken.text);
        assert_eq!(mina.get("/account/").await.status, 303, "signed out everywhere");
        let answer = phone.sign(&asked);
        assert_eq!(waiting.post(SIGN, &[("answer", &answer)]).await.location(), LATE);
        let letters = site.letters().await;
        assert!(letters[0].text().contains("an administrator removed"), "{}", letters[0].text());
        assert_eq!(site.visitor().sign_in("mina", PASSWORD).await.location(), "/account/");
        let rows = count(&site, "SELECT count(*) AS n FROM accounts_passkey").await;
        assert_eq!(rows, 0, "{}", site.base.kind);
        let again = site.accounts.take_second_factor(&system(), id, None).await;
        assert!(matches!(again, Err(Error::Refused(Refusal::NoSecondFactor))));
        // The same key may be given again; the old codes are gone.
        let mut mina = site.signed_in("mina").await;
        assert_eq!(super::factors::codes(&make(&mut mina, "Phone", &phone).await).len(), 10);
        let old = half_way(&site, "mina").await.post(CODE, &[("code", &codes[0])]).await;
        assert_eq!(old.status, 422);
    }
}

#[tokio::test]
async fn what_is_kept_of_a_passkey_is_public_and_goes_with_its_owner() {
    use eframe_core::personal::PersonalData as _;
    for site in sites_at(NAMED).await {
        let phone = Authenticator::new();
        let (id, mut mina, _) = with_passkey(&site, "mina", &phone).await;
        begin(&mut mina, "Key").await;
        half_way(&site, "mina").await;
        let mut person = eframe_core::personal::Person::default();
        person.add_id(id.actor());
        site.accounts.know(&mut person).await.expect("known");
        let all = site.accounts.export(&person).await.expect("exported").to_string();
        assert!(all.contains("Phone"), "{all}");
        for hidden in ["public_key", "credential", "pass_state", "challenge"] {
            assert!(!all.contains(hidden), "{hidden} in {all}");
        }
        let like = "SELECT count(*) AS n FROM accounts_passkey WHERE public_key LIKE";
        let plain =
            format!("{like} '%\"attestation\":{{\"data\":\"None\",\"metadata\":\"None\"}}%'");
        assert_eq!(count(&site, &plain).await, 1, "no certificate on {}", site.base.kind);
        for table in ["accounts_passkey", "accounts_factor", "accounts_halfway"] {
            let rows = count(&site, &format!("SELECT count(*) AS n FROM {table}")).await;
            assert!(rows > 0, "{table} on {}", site.base.kind);
        }
        site.accounts.erase(&system(), &person).await.expect("erased");
        for table in ["accounts_passkey", "accounts_factor", "accounts_halfway"] {
            let rows = count(&site, &format!("SELECT count(*) AS n FROM {table}")).await;
            assert_eq!(rows, 0, "{table} on {}", site.base.kind);
        }
    }
}

#[tokio::test]
async fn bad_input_11_an_address_of_numbers_has_no_passkeys_and_says_what_helps() {
    for site in sites().await {
        site.person("mina", vec![]).await;
        let mut mina = site.signed_in("mina").await;
        let page = mina.get(PAGE).await;
        assert!(!page.text.contains(NEW), "{}", page.text);
        assert!(page.text.contains("127.0.0.1:8080") && page.text.contains("public-url"));
        assert_eq!(mina.get(NEW).await.location(), PAGE);
        let fields = [("name", "Phone"), ("current-password", PASSWORD)];
        let refused = mina.post(NEW, &fields).await;
        assert_eq!(refused.status, 409, "{}", refused.text);
        // An app goes on as ever.
        assert!(set_up_any(&site, &mut mina).await.is_some());
        let page = half_way(&site, "mina").await.get("/account/sign-in/code?with=app").await;
        assert!(page.text.contains("name=\"code\"") && !page.text.contains("data-options"));
    }
}
