//! Second factors: setting one up, signing in with it, losing it.

use eframe_accounts::model::{AccountId, Membership, TokenScope};
use eframe_accounts::rules::MakeToken;
use eframe_accounts::{Entrance, Error, Refusal};
use eframe_core::block::sea_orm::{self, ConnectionTrait as _, Statement};
use http::{Method, header};
use serde_json::Value;
use totp_rs::{Builder, Secret, Totp};

use crate::site::{OTHER, PASSWORD, Site, client, sites};
use crate::visitor::{Answer, Visitor};

const APP: &str = "/account/second-factor/app";
const NEW: &str = "/account/second-factor/app/new";
const CODE: &str = "/account/sign-in/code";
const ME: &str = "/api/v1/accounts/me";

/// Somebody's phone.
pub(crate) struct Phone(Totp);

impl Phone {
    /// What the app shows when the site's clock stands where it does, and this one is off by so many seconds.
    fn code(&self, site: &Site, off: i64) -> String {
        let now = site.base.database.world().now().as_second() + off;
        self.0.generate(u64::try_from(now).expect("after 1970")).to_string()
    }

    /// A code that is wrong at any time near.
    fn wrong(&self, site: &Site) -> String {
        let near: Vec<_> = [-60, -30, 0, 30, 60].map(|off| self.code(site, off)).into();
        let all = (0..10).map(|number| format!("{number:06}"));
        all.into_iter().find(|code| !near.contains(code)).expect("one of ten")
    }
}

/// The secret that a page shows.
fn secret(page: &Answer) -> String {
    let (_, rest) = page.text.split_once(r#"<code class="secret" dir="ltr">"#).expect("a secret");
    rest.split('<').next().unwrap_or_default().replace(' ', "")
}

/// The recovery codes that a page shows.
pub(crate) fn codes(page: &Answer) -> Vec<String> {
    let parts = page.text.split(r#"<li><code dir="ltr">"#).skip(1);
    parts.map(|part| part.split('<').next().unwrap_or_default().to_owned()).collect()
}

/// Begins to set an app up; gives the phone with the secret.
async fn begin(visitor: &mut Visitor) -> Phone {
    let begun = visitor.post(NEW, &[("current-password", PASSWORD)]).await;
    assert_eq!((begun.status.as_u16(), begun.location()), (303, APP), "{}", begun.text);
    let page = visitor.get(APP).await;
    let secret = Secret::try_from_base32(secret(&page)).expect("base 32");
    Phone(Builder::new().with_secret(secret).build().expect("a good secret"))
}

/// Sets an app up; gives the phone and the recovery codes.
pub(crate) async fn set_up(site: &Site, visitor: &mut Visitor) -> (Phone, Vec<String>) {
    let phone = begin(visitor).await;
    let done = visitor.post(APP, &[("code", &phone.code(site, 0))]).await;
    assert_eq!(done.status, 200, "{}", done.text);
    let codes = codes(&done);
    assert_eq!(codes.len(), 10, "{}", done.text);
    (phone, codes)
}

/// Sets an app up; gives the recovery codes that came with it, if any did.
#[cfg(feature = "passkeys")]
pub(crate) async fn set_up_any(site: &Site, visitor: &mut Visitor) -> Option<Vec<String>> {
    let phone = begin(visitor).await;
    let done = visitor.post(APP, &[("code", &phone.code(site, 0))]).await;
    (done.status == 200).then(|| codes(&done))
}

/// A person with a second factor; a step has gone by since.
async fn with_factor(site: &Site, name: &str) -> (AccountId, Phone, Vec<String>) {
    let id = site.person(name, vec![]).await;
    let (phone, codes) = set_up(site, &mut site.signed_in(name).await).await;
    site.letters().await;
    site.seconds(30);
    (id, phone, codes)
}

/// Somebody whose password was right, and nothing more.
pub(crate) async fn half_way(site: &Site, name: &str) -> Visitor {
    let mut visitor = site.visitor();
    let owed = visitor.sign_in(name, PASSWORD).await;
    assert_eq!(owed.location(), "/account/sign-in/code?with=app", "{}", owed.text);
    visitor
}

#[tokio::test]
async fn an_app_is_set_up_and_asked_for_from_then_on() {
    for site in sites().await {
        site.person("mina", vec![]).await;
        let (mut mina, mut phone_browser) =
            (site.signed_in("mina").await, site.signed_in("mina").await);
        assert!(mina.get("/account/").await.text.contains(r#"href="/account/second-factor""#));
        assert!(mina.get("/account/second-factor").await.text.contains("Not set up"));
        assert_eq!(mina.get(APP).await.location(), NEW, "nothing was begun");
        let refused = mina.post(NEW, &[("current-password", OTHER)]).await;
        assert_eq!(refused.status, 422, "the password is asked for again");
        let phone = begin(&mut mina).await;
        let page = mina.get(APP).await;
        assert!(page.text.contains("<svg width=\"232\""), "{}", page.text);
        assert!(!page.text.contains("<script") && !page.text.contains("style="));
        assert_eq!(page.headers[header::REFERRER_POLICY], "strict-origin");
        assert_eq!(phone_browser.get(APP).await.location(), NEW, "another session sees no secret");
        let wrong = mina.post(APP, &[("code", &phone.wrong(&site))]).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text.contains(r##"href="#f-code""##), "{}", wrong.text);
        assert!(mina.get("/account/second-factor").await.text.contains("Not set up"), "not yet");
        let plain = site.visitor().sign_in("mina", PASSWORD).await;
        assert_eq!(plain.location(), "/account/", "what was not confirmed is not asked for");

        let before = mina.cookie.clone();
        let done = mina.post(APP, &[("code", &phone.code(&site, 0))]).await;
        assert_eq!(codes(&done).len(), 10, "{}", done.text);
        assert_ne!(mina.cookie, before, "a new session");
        assert_eq!(phone_browser.get("/account/").await.status, 303, "every other has ended");
        let state = mina.get("/account/second-factor").await.text;
        assert!(state.contains("since") && state.contains("10"), "{state}");
        let letters = site.letters().await;
        let subjects: Vec<_> = letters.iter().map(|one| one.subject().to_owned()).collect();
        assert_eq!(subjects, ["A second factor was added to your account"]);

        site.seconds(30);
        let mut half = half_way(&site, "mina").await;
        for path in ["/account/", "/account/second-factor", "/desk/accounts/"] {
            let elsewhere = half.get(path).await;
            assert!(elsewhere.location().starts_with("/account/sign-in?next="), "{path}");
        }
        assert_eq!(half.json(Method::GET, ME, Value::Null, &[]).await.status, 401);
        let question = half.get("/account/sign-in/code?with=app").await;
        assert!(question.text.contains(r#"autocomplete="one-time-code""#), "{}", question.text);
        assert!(question.text.contains(r#"inputmode="numeric""#), "{}", question.text);
        let wrong = half.post(CODE, &[("code", &phone.wrong(&site))]).await;
        assert_eq!(wrong.status, 422);
        let entered = half.post(CODE, &[("code", &phone.code(&site, 0))]).await;
        assert_eq!(entered.location(), "/account/", "{}", entered.text);
        assert_eq!(half.get("/account/").await.status, 200);
        assert!(!half.cookie.contains("half-way"), "{}", half.cookie);
    }
}

#[tokio::test]
async fn bad_input_36_a_code_counts_once_and_one_step_either_side() {
    for site in sites().await {
        let (_, phone, _) = with_factor(&site, "mina").await;
        let now = phone.code(&site, 0);
        let (mut one, mut other) = (half_way(&site, "mina").await, half_way(&site, "mina").await);
        let fields = [("code", now.as_str())];
        let (first, second) = tokio::join!(one.post(CODE, &fields), other.post(CODE, &fields));
        let mut statuses = [first.status.as_u16(), second.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422], "{}", site.base.kind);
        assert_eq!(half_way(&site, "mina").await.post(CODE, &fields).await.status, 422);

        for off in [-60, 60, -90, 90] {
            let code = phone.code(&site, off);
            let answer = half_way(&site, "mina").await.post(CODE, &[("code", &code)]).await;
            assert_eq!(answer.status, 422, "{off} s off on {}", site.base.kind);
            site.seconds(3_600);
        }
        for off in [-30, 0, 30] {
            site.seconds(3_600);
            let code = phone.code(&site, off);
            let mut mina = half_way(&site, "mina").await;
            assert_eq!(mina.post(CODE, &[("code", &code)]).await.status, 303, "{off} s off");
            let again = half_way(&site, "mina").await.post(CODE, &[("code", &code)]).await;
            assert_eq!(again.status, 422, "{off} s off, again on {}", site.base.kind);
        }
        // What came before a code that counted counts no more either.
        site.seconds(3_600);
        let (early, late) = (phone.code(&site, 0), phone.code(&site, 30));
        assert_eq!(half_way(&site, "mina").await.post(CODE, &[("code", &late)]).await.status, 303);
        assert_eq!(half_way(&site, "mina").await.post(CODE, &[("code", &early)]).await.status, 422);
    }
}

#[tokio::test]
async fn bad_input_36_the_code_that_confirmed_the_app_signs_nobody_in() {
    for site in sites().await {
        site.person("mina", vec![]).await;
        let mut mina = site.signed_in("mina").await;
        let (phone, _) = set_up(&site, &mut mina).await;
        let code = phone.code(&site, 0);
        assert_eq!(half_way(&site, "mina").await.post(CODE, &[("code", &code)]).await.status, 422);
    }
}

#[tokio::test]
async fn a_recovery_code_counts_once_and_its_owner_is_told() {
    for site in sites().await {
        let (_, phone, codes) = with_factor(&site, "mina").await;
        let mut mina = half_way(&site, "mina").await;
        let page = mina.get("/account/sign-in/code?with=recovery").await;
        assert!(page.text.contains("Recovery code"), "{}", page.text);
        let typed = codes[3].to_lowercase().replace('-', " ");
        let entered = mina.post(CODE, &[("code", &typed)]).await;
        assert_eq!(entered.status, 303, "{} on {}", entered.text, site.base.kind);
        assert!(mina.get("/account/second-factor").await.text.contains(">9<"));
        let letters = site.letters().await;
        assert_eq!(letters[0].subject(), "A recovery code was used");
        assert!(letters[0].text().contains("left: 9"), "{}", letters[0].text());
        let again = half_way(&site, "mina").await.post(CODE, &[("code", &codes[3])]).await;
        assert_eq!(again.status, 422, "{}", site.base.kind);

        let (mut one, mut other) = (half_way(&site, "mina").await, half_way(&site, "mina").await);
        let fields = [("code", codes[4].as_str())];
        let (first, second) = tokio::join!(one.post(CODE, &fields), other.post(CODE, &fields));
        let mut statuses = [first.status.as_u16(), second.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422], "{}", site.base.kind);

        // One sign-in is one session, whatever else its owner still has.
        site.seconds(60);
        let half = half_way(&site, "mina").await;
        let (mut one, mut other) = (half.twin(), half);
        let (first_code, second_code) = ([("code", &*codes[5])], [("code", &*codes[6])]);
        let (first, second) =
            tokio::join!(one.post(CODE, &first_code), other.post(CODE, &second_code));
        let entered = [&first, &second].map(|one| one.location() == "/account/");
        assert_eq!(entered.iter().filter(|one| **one).count(), 1, "{first:?} {second:?}");

        site.letters().await;
        let renew = "/account/second-factor/codes";
        assert_eq!(mina.post(renew, &[("current-password", OTHER)]).await.status, 422);
        let made = mina.post(renew, &[("current-password", PASSWORD)]).await;
        let new = super::factors::codes(&made);
        assert_eq!(new.len(), 10, "{}", made.text);
        assert_eq!(site.letters().await[0].subject(), "New recovery codes for your account");
        let old = half_way(&site, "mina").await.post(CODE, &[("code", &codes[7])]).await;
        assert_eq!(old.status, 422, "the old ones have ended");
        site.seconds(60);
        let fresh = half_way(&site, "mina").await.post(CODE, &[("code", &new[0])]).await;
        assert_eq!(fresh.status, 303, "{}", fresh.text);
        let by_app = half_way(&site, "mina").await;
        assert_eq!({ by_app }.post(CODE, &[("code", &phone.code(&site, 0))]).await.status, 303);
    }
}

#[tokio::test]
async fn bad_input_30_31_half_way_is_worth_nothing_and_ends() {
    for site in sites().await {
        let (id, phone, _) = with_factor(&site, "mina").await;
        let code = |site: &Site| phone.code(site, 0);
        let mut late = half_way(&site, "mina").await;
        site.seconds(601);
        let answer = late.post(CODE, &[("code", &code(&site))]).await;
        assert_eq!(answer.location(), "/account/sign-in?late=yes", "{}", answer.text);
        assert!(late.get(answer.location()).await.text.contains("took too long"));
        assert_eq!(late.get(CODE).await.location(), "/account/sign-in?late=yes");
        // Nor does a clock that steps back make it wait again.
        let mut late = half_way(&site, "mina").await;
        let cookie = late.cookie.clone();
        site.seconds(601);
        assert_eq!(late.get(CODE).await.location(), "/account/sign-in?late=yes");
        site.seconds(-600);
        late.cookie = cookie;
        let answer = late.post(CODE, &[("code", &code(&site))]).await;
        assert_eq!(answer.location(), "/account/sign-in?late=yes", "{}", answer.text);

        // Neither a made-up secret nor one in the other cookie's place opens anything.
        let mut guess = site.visitor();
        guess.cookie = "half-way=abc".to_owned();
        assert_eq!(guess.post(CODE, &[("code", &code(&site))]).await.status, 303);
        let half = half_way(&site, "mina").await.only("half-way");
        let mut thief = site.visitor();
        thief.cookie = half.cookie.replace("half-way=", "session=");
        assert_eq!(thief.get("/account/").await.status, 303);

        // It ends with the sessions: by a change of the password, and when the account is switched off.
        let mut mina = half_way(&site, "mina").await;
        assert_eq!(mina.post(CODE, &[("code", &code(&site))]).await.status, 303);
        let mut stolen = half_way(&site, "mina").await;
        let fields = [("current-password", PASSWORD), ("password", OTHER)];
        assert_eq!(mina.post("/account/password", &fields).await.status, 303);
        site.seconds(30);
        let answer = stolen.post(CODE, &[("code", &code(&site))]).await;
        assert_eq!(answer.location(), "/account/sign-in?late=yes", "{}", site.base.kind);
        let mut other = site.visitor();
        other.sign_in("mina", OTHER).await;
        site.accounts.switch_off(&crate::site::system(), id, None).await.expect("off");
        let answer = other.post(CODE, &[("code", &code(&site))]).await;
        assert_eq!(answer.location(), "/account/sign-in?late=yes", "{}", site.base.kind);
    }
}

#[tokio::test]
async fn bad_input_43_the_second_step_leads_nowhere_else() {
    for site in sites().await {
        let (_, phone, _) = with_factor(&site, "mina").await;
        for (next, location) in
            [("/desk/accounts/", "/desk/accounts/"), ("//evil.example", "/account/")]
        {
            site.seconds(30);
            let mut mina = site.visitor();
            let fields = [("email", "mina@city.example"), ("password", PASSWORD)];
            let owed = mina.post(&format!("/account/sign-in?next={next}"), &fields).await;
            assert!(!owed.location().contains("evil"), "{}", owed.location());
            let code = phone.code(&site, 0);
            let entered = mina.post(owed.location(), &[("code", &code)]).await;
            assert_eq!(entered.location(), location);
        }
    }
}

#[tokio::test]
async fn bad_input_33_codes_are_guessed_slowly_and_the_owner_still_gets_in() {
    for site in sites().await {
        let (_, phone, _) = with_factor(&site, "mina").await;
        let wrong = phone.wrong(&site);
        let mut stranger = site.visitor().from("198.51.100.7");
        stranger.sign_in("mina", PASSWORD).await;
        for _ in 0..5 {
            assert_eq!(stranger.post(CODE, &[("code", &wrong)]).await.status, 422);
        }
        let throttled = stranger.post(CODE, &[("code", &phone.code(&site, 0))]).await;
        assert_eq!(throttled.status, 429, "{}", site.base.kind);
        assert!(throttled.text.contains("too many wrong codes"), "{}", throttled.text);
        let mut again = site.visitor().from("198.51.100.8");
        again.sign_in("mina", PASSWORD).await;
        assert_eq!(again.post(CODE, &[("code", &wrong)]).await.status, 429, "by account too");
        let mut mina = half_way(&site, "mina").await;
        assert_eq!(mina.post(CODE, &[("code", &phone.code(&site, 0))]).await.status, 303);
        site.seconds(901);
        let mut later = site.visitor().from("198.51.100.9");
        later.sign_in("mina", PASSWORD).await;
        let code = phone.code(&site, 0);
        assert_eq!(later.post(CODE, &[("code", &code)]).await.status, 303, "not for ever");
    }
}

#[tokio::test]
async fn bad_input_33_codes_at_once_do_not_slip_through_together() {
    for site in sites().await {
        let (_, phone, _) = with_factor(&site, "mina").await;
        let wrong = phone.wrong(&site);
        let mut halves = Vec::new();
        for _ in 0..20 {
            halves.push(half_way(&site, "mina").await);
        }
        let guesses = halves.into_iter().map(|mut half| {
            let wrong = wrong.clone();
            tokio::spawn(async move { half.post(CODE, &[("code", &wrong)]).await.status })
        });
        let mut compared = 0;
        for guess in guesses.collect::<Vec<_>>() {
            compared += i32::from(guess.await.expect("ran") == 422);
        }
        assert!(compared <= 5, "{compared} on {}", site.base.kind);
    }
}

#[tokio::test]
async fn bad_input_34_a_wrong_password_tells_nothing_of_a_second_factor() {
    for site in sites().await {
        with_factor(&site, "mina").await;
        site.person("omar", vec![]).await;
        let mut answers = Vec::new();
        for name in ["mina", "omar", "nobody"] {
            let answer = site.visitor().sign_in(name, OTHER).await;
            let text = answer.text.replace(name, "*");
            answers.push((answer.status, text, answer.headers.len()));
        }
        assert_eq!(answers[0], answers[1], "{}", site.base.kind);
        assert_eq!(answers[0], answers[2], "{}", site.base.kind);
    }
}

#[tokio::test]
async fn a_role_that_asks_for_it_leads_to_it_and_to_nothing_else() {
    for site in sites().await {
        let role = vec![Membership::everywhere("treasurer")];
        let id = site.person("mina", role).await;
        let mut mina = site.visitor();
        let entered = mina.sign_in("mina", PASSWORD).await;
        assert_eq!(entered.location(), "/account/second-factor", "{}", entered.text);
        let page = mina.get(entered.location()).await;
        assert!(page.text.contains("Your role asks for a second factor"), "{}", page.text);
        assert!(mina.get("/account/").await.text.contains("Your role asks for a second factor"));
        let led = mina.get("/desk/accounts/?words=a").await;
        let next = "/account/second-factor?next=/desk/accounts/%3Fwords%3Da";
        assert_eq!((led.status.as_u16(), led.location()), (303, next));
        let posted = mina.post("/desk/accounts/organisations/new", &[("name", "Hanbit")]).await;
        let kept = posted.location().to_owned();
        assert!(kept.starts_with("/account/second-factor?next="), "{kept}");
        let json = |path: &str| format!("/api/v1/accounts{path}");
        let people = mina.json(Method::GET, &json("/accounts"), Value::Null, &[]).await;
        assert_eq!(people.status, 403, "nor anything by programs: {}", people.text);
        let me = mina.json(Method::GET, ME, Value::Null, &[]).await.json();
        assert_eq!(
            (&me["owesSecondFactor"], &me["permissions"]),
            (&true.into(), &Value::from(Vec::<Value>::new()))
        );
        let token = mina.get("/account/tokens/new").await;
        assert!(token.location().starts_with("/account/second-factor"), "no key round it");
        let wish = MakeToken { name: "App".to_owned(), scope: TokenScope::Everything, days: 1 };
        let (caller, here) = (site.caller(id).await, client("192.0.2.1"));
        let made = site.accounts.make_token(&caller, wish, PASSWORD, &here).await;
        assert!(matches!(made, Err(Error::Refused(Refusal::SecondFactorNeeded))));

        // From where they were led, and with what they had typed.
        let begin_at = kept.replace("/account/second-factor", NEW);
        let begun = mina.post(&begin_at, &[("current-password", PASSWORD)]).await;
        let page = mina.get(begun.location()).await;
        let secret = Secret::try_from_base32(secret(&page)).expect("base 32");
        let phone = Phone(Builder::new().with_secret(secret).build().expect("good"));
        let code = phone.code(&site, 0);
        let done = mina.post(begun.location(), &[("code", &code)]).await;
        assert_eq!(codes(&done).len(), 10, "{}", done.text);
        let on = done.text.split("href=\"/desk/accounts/organisations/new?kept=").nth(1);
        let token = on.and_then(|rest| rest.split('"').next()).expect("the way on");
        let back = mina.get(&format!("/desk/accounts/organisations/new?kept={token}")).await;
        assert_eq!(back.status, 200, "{}", site.base.kind);
        assert!(back.text.contains("Hanbit"), "{}", back.text);
        assert_eq!(mina.get("/desk/accounts/").await.status, 200);
        let people = mina.json(Method::GET, &json("/accounts"), Value::Null, &[]).await;
        assert_eq!(people.status, 200);

        // It can be replaced, not removed.
        site.seconds(30);
        let gone = "/account/second-factor/remove";
        assert!(!mina.get("/account/second-factor").await.text.contains(gone));
        let refused = mina.post(gone, &[("current-password", PASSWORD)]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("can be replaced, not removed"), "{}", refused.text);
        let other = begin(&mut mina).await;
        let old =
            half_way(&site, "mina").await.post(CODE, &[("code", &phone.code(&site, 0))]).await;
        assert_eq!(old.status, 303, "until the new one is confirmed the old one counts");
        let replaced = mina.post(APP, &[("code", &other.code(&site, 0))]).await;
        assert_eq!(replaced.location(), "/account/second-factor?done=app", "{}", replaced.text);
        site.seconds(30);
        let code = phone.code(&site, 0);
        assert_eq!(half_way(&site, "mina").await.post(CODE, &[("code", &code)]).await.status, 422);
        let code = other.code(&site, 0);
        assert_eq!(half_way(&site, "mina").await.post(CODE, &[("code", &code)]).await.status, 303);
    }
}

#[tokio::test]
async fn somebody_removes_their_own_and_the_password_is_enough_again() {
    for site in sites().await {
        let (_, phone, codes) = with_factor(&site, "mina").await;
        let mut mina = half_way(&site, "mina").await;
        mina.post(CODE, &[("code", &phone.code(&site, 0))]).await;
        let remove = "/account/second-factor/remove";
        assert_eq!(mina.get(remove).await.status, 200);
        assert_eq!(mina.post(remove, &[("current-password", OTHER)]).await.status, 422);
        let mut waiting = half_way(&site, "mina").await;
        let removed = mina.post(remove, &[("current-password", PASSWORD)]).await;
        assert_eq!(removed.location(), "/account/second-factor?done=removed");
        assert!(mina.get(removed.location()).await.text.contains("was removed"));
        let letters = site.letters().await;
        assert_eq!(letters[0].subject(), "The second factor of your account was removed");
        assert_eq!(
            waiting.post(CODE, &[("code", &codes[0])]).await.location(),
            "/account/sign-in?late=yes"
        );
        assert_eq!(site.visitor().sign_in("mina", PASSWORD).await.location(), "/account/");
        assert_eq!(mina.post(remove, &[("current-password", PASSWORD)]).await.status, 422);
    }
}

#[tokio::test]
async fn an_administrator_helps_who_lost_it_and_it_is_written_down() {
    for site in sites().await {
        let city = site.organisation("City A").await;
        site.administrator("ana").await;
        let (id, _, _) = with_factor(&site, "mina").await;
        site.accounts
            .change_roles(&crate::site::system(), id, vec![Membership::of("officer", city)], None)
            .await
            .expect("given");
        site.person("officer", vec![Membership::of("officer", city)]).await;
        let mut officer = site.signed_in("officer").await;
        let path = format!("/desk/accounts/{id}/second-factor");
        assert_eq!(officer.get(&path).await.status, 403);
        assert_eq!(officer.post(&path, &[]).await.status, 403);

        let mut ana = site.signed_in("ana").await;
        let list = ana.get("/desk/accounts/?factor=on").await.text;
        assert!(list.contains("mina@city.example") && !list.contains("ana@city.example"), "{list}");
        let list = ana.get("/desk/accounts/?factor=off").await.text;
        assert!(!list.contains("mina@city.example") && list.contains("ana@city.example"), "{list}");
        let person = ana.get(&format!("/desk/accounts/{id}")).await;
        assert!(person.text.contains(&path), "{}", person.text);
        let question = ana.get(&path).await;
        assert!(question.text.contains("Make sure that it is they"), "{}", question.text);
        assert_eq!(ana.post(&path, &[("version", "1")]).await.status, 409, "made from an old one");
        let version = question.text.split("name=\"version\" value=\"").nth(1).expect("a version");
        let version = version.split('"').next().unwrap_or_default().to_owned();
        let taken = ana.post(&path, &[("version", &version)]).await;
        assert_eq!(taken.location(), format!("/desk/accounts/{id}?done=factor"), "{}", taken.text);
        let letters = site.letters().await;
        let to = letters.iter().find(|one| one.to().as_str() == "mina@city.example");
        let letter = to.expect("a letter");
        assert!(letter.text().contains("an administrator removed"), "{}", letter.text());
        assert_eq!(site.visitor().sign_in("mina", PASSWORD).await.location(), "/account/");
        assert_eq!(entries(&site, "accounts.factor.take").await, 1, "{}", site.base.kind);
        assert_eq!(entries(&site, "accounts.factor.add").await, 1, "{}", site.base.kind);
        let again = ana.post(&path, &[]).await;
        assert_eq!(again.status, 409, "there is none any more: {}", again.text);
    }
}

#[tokio::test]
async fn bad_input_40_nobody_takes_their_own_at_the_desk_and_programs_take_others() {
    for site in sites().await {
        let ana = site.administrator("ana").await;
        let mut visitor = site.signed_in("ana").await;
        set_up(&site, &mut visitor).await;
        let own = format!("/api/v1/accounts/accounts/{ana}/second-factor");
        let any = [("if-match", "*")];
        let refused = visitor.json(Method::DELETE, &own, Value::Null, &any).await;
        assert_eq!(
            (refused.status.as_u16(), &refused.json()["code"]),
            (409, &"on-yourself".into())
        );
        let (mina, _, _) = with_factor(&site, "mina").await;
        let path = format!("/api/v1/accounts/accounts/{mina}/second-factor");
        assert_eq!(visitor.json(Method::DELETE, &path, Value::Null, &[]).await.status, 428);
        let taken = visitor.json(Method::DELETE, &path, Value::Null, &any).await;
        assert_eq!(taken.status, 200, "{}", taken.text);
        assert_eq!(taken.json().get("secondFactor"), None);
        let again = visitor.json(Method::DELETE, &path, Value::Null, &any).await;
        assert_eq!(again.json()["code"], "no-second-factor");
        // The last administrator is helped from the machine itself.
        site.accounts.take_second_factor(&crate::site::system(), ana, None).await.expect("taken");
        assert_eq!(site.visitor().sign_in("ana", PASSWORD).await.location(), "/account/");
    }
}

/// How often something stands in the audit log.
pub(crate) async fn entries(site: &Site, action: &str) -> i64 {
    count(site, &format!("SELECT count(*) AS n FROM core_audit WHERE action = '{action}'")).await
}

pub(crate) async fn count(site: &Site, sql: &str) -> i64 {
    let read = site.base.database.read();
    let statement = Statement::from_string(read.get_database_backend(), sql);
    let row = read.query_one_raw(statement).await.expect("an answer").expect("a row");
    row.try_get::<i64>("", "n").expect("a number")
}

#[tokio::test]
async fn no_row_holds_what_makes_codes_and_the_erased_leave_none() {
    use eframe_core::personal::PersonalData as _;
    for site in sites().await {
        let id = site.person("mina", vec![]).await;
        let mut mina = site.signed_in("mina").await;
        begin(&mut mina).await;
        let shown = secret(&mina.get(APP).await);
        set_up(&site, &mut mina).await;
        half_way(&site, "mina").await;
        let mut person: eframe_core::personal::Person = eframe_core::personal::Person::default();
        person.add_id(id.actor());
        site.accounts.know(&mut person).await.expect("known");
        let all = site.accounts.export(&person).await.expect("exported").to_string();
        for secret in ["app_key", "app_bits", "next_bits", "digest", &shown] {
            assert!(!all.contains(secret), "{secret} in {all}");
        }
        for table in ["accounts_factor", "accounts_recovery", "accounts_halfway"] {
            let rows = count(&site, &format!("SELECT count(*) AS n FROM {table}")).await;
            assert!(rows > 0, "{table} on {}", site.base.kind);
        }
        site.accounts.erase(&crate::site::system(), &person).await.expect("erased");
        for table in ["accounts_factor", "accounts_recovery", "accounts_halfway"] {
            let rows = count(&site, &format!("SELECT count(*) AS n FROM {table}")).await;
            assert_eq!(rows, 0, "{table} on {}", site.base.kind);
        }
    }
}

#[tokio::test]
async fn bad_input_93_a_rotated_key_keeps_the_apps_that_are_out() {
    use eframe_accounts::{Accounts, Client, Keyring, PasswordCost};
    for site in sites().await {
        site.person("mina", vec![]).await;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("secret.key");
        let random = &site.base.database.world().random;
        let with = |keyring| {
            Accounts::builder(site.base.database.clone(), crate::site::roles(), keyring)
                .password_cost(PasswordCost::TRIFLING)
                .build()
        };
        let here = Client::default();
        let old = with(Keyring::open(&path, &**random).expect("made"));
        let Ok(Entrance::In(signed_in)) = old.sign_in("mina@city.example", PASSWORD, &here).await
        else {
            panic!("signed in");
        };
        let caller = site.caller(signed_in.account).await;
        old.begin_app(&caller, signed_in.session, PASSWORD, &here).await.expect("begun");
        let new = with(Keyring::rotate(&path, &**random).expect("rotated"));
        let wrong = new.confirm_app(&caller, signed_in.session, "", &here).await;
        assert!(matches!(wrong, Err(Error::Refused(Refusal::WrongCode))), "{wrong:?}");
        let lost = with(Keyring::throw_away(&**random));
        let gone = lost.confirm_app(&caller, signed_in.session, "", &here).await;
        assert!(matches!(gone, Err(Error::Refused(Refusal::NothingBegun))), "{gone:?}");
    }
}

#[tokio::test]
async fn who_has_a_passkey_alone_is_told_where_a_program_has_none() {
    // The row of a program that had them: this one was built without, or its address is no name.
    const PASSKEY: &str = "INSERT INTO accounts_passkey (id, account, name, credential, public_key, counter, added) \
        SELECT a.id, a.id, 'Phone', r.digest, '{}', 0, a.second_factor FROM accounts_account a \
        JOIN accounts_recovery r ON r.account = a.id LIMIT 1";
    const NO_APP: &str =
        "UPDATE accounts_factor SET app_key = NULL, app_bits = NULL, app_used = NULL";
    for site in sites().await {
        let (_, _, codes) = with_factor(&site, "mina").await;
        let with_app =
            half_way(&site, "mina").await.get("/account/sign-in/code?with=recovery").await;
        assert!(!with_app.text.contains("not available"), "{}", with_app.text);
        let hand = sea_orm::Database::connect(&site.base.url).await.expect("connects");
        for sql in [PASSKEY, NO_APP] {
            hand.execute_unprepared(sql).await.expect(sql);
        }
        hand.close().await.expect("closed");
        let mut mina = half_way(&site, "mina").await;
        for with in ["app", "recovery"] {
            let page = mina.get(&format!("/account/sign-in/code?with={with}")).await;
            assert!(
                page.text.contains("passkeys are not available in this program"),
                "{}",
                page.text
            );
            assert!(page.text.contains(r#"name="code""#) && !page.text.contains("data-options"));
        }
        let wrong = mina.post(CODE, &[("code", "none of mine")]).await;
        assert_eq!(wrong.status, 422);
        assert!(
            wrong.text.contains("passkeys are not available in this program"),
            "{}",
            wrong.text
        );
        let entered = mina.post(CODE, &[("code", &codes[0])]).await;
        assert_eq!(entered.location(), "/account/", "{} on {}", entered.text, site.base.kind);
        let kept = mina.get("/account/second-factor").await.text;
        assert!(kept.contains("Phone") && kept.contains("/remove"), "{kept}");
        assert!(kept.contains(NONE_HERE), "{kept}");
    }
}

/// What is said where passkeys are not for anybody, whatever the reason.
const NONE_HERE: &str = "Passkeys can’t be used here: ";

#[tokio::test]
async fn whoever_looks_for_passkeys_is_told_why_there_are_none() {
    for site in sites().await {
        site.person("mina", vec![]).await;
        let page = site.signed_in("mina").await.get("/account/second-factor").await.text;
        let (_, why) = page.split_once(NONE_HERE).expect(&page);
        let built = cfg!(feature = "passkeys");
        let says = if built { "browsers make them only" } else { "this program was built without" };
        assert!(why.starts_with(says), "{page}");
        assert!(!page.contains("/second-factor/passkeys/new"), "{page}");
    }
}

#[tokio::test]
async fn a_new_password_by_mail_does_not_go_round_it() {
    for site in sites().await {
        let (_, phone, _) = with_factor(&site, "mina").await;
        let mut visitor = site.visitor();
        visitor.post("/account/reset", &[("email", "mina@city.example")]).await;
        let letters = site.letters().await;
        let link = letters[0].text().lines().find(|line| line.starts_with("http")).expect("a link");
        let link = link.strip_prefix("http://127.0.0.1:8080").expect("ours").to_owned();
        assert_eq!(visitor.post(&link, &[("password", OTHER)]).await.status, 303);
        let owed = visitor.sign_in("mina", OTHER).await;
        assert_eq!(owed.location(), "/account/sign-in/code?with=app", "{}", site.base.kind);
        assert_eq!(visitor.get("/account/").await.status, 303);
        let code = phone.code(&site, 0);
        assert_eq!(visitor.post(CODE, &[("code", &code)]).await.location(), "/account/");
    }
}

#[tokio::test]
async fn bad_input_49_two_browsers_that_begin_at_once_both_get_an_answer_and_one_counts() {
    for site in sites().await {
        site.person("mina", vec![]).await;
        let (mut one, mut other) = (site.signed_in("mina").await, site.signed_in("mina").await);
        let fields = [("current-password", PASSWORD)];
        let (first, second) = tokio::join!(one.post(NEW, &fields), other.post(NEW, &fields));
        assert_eq!([first.status.as_u16(), second.status.as_u16()], [303, 303], "{first:?}");
        let shown = [one.get(APP).await, other.get(APP).await].map(|page| page.status == 200);
        assert_eq!(shown.iter().filter(|one| **one).count(), 1, "{}", site.base.kind);
    }
}
