//! Sign-in by a provider, whole: a browser, the site, and a provider with real keys between them.

mod provider;

use std::path::Path;

use crate::http::{Answer, Client};
use crate::membership::letter;
use crate::site::{Site, binary, databases};
use provider::{CLIENT, Fault, Provider, SECRET};

const EMAIL: &str = "mina@city.example";
const PASSWORD: &str = "lantern quay elbow 47 thimble";

/// The settings of a site that knows the provider.
struct Known {
    provider: Provider,
    folder: tempfile::TempDir,
}

impl Known {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("secret"), format!("{SECRET}\n")).expect("written");
        Self { provider: Provider::start(), folder }
    }

    fn flags(&self) -> Vec<String> {
        flags(self.provider.issuer(), &self.folder.path().join("secret"))
    }

    fn start(&self, database: Option<String>) -> Site {
        let flags = self.flags();
        let flags: Vec<_> = flags.iter().map(String::as_str).collect();
        Site::start_with("serve", database, &flags)
    }

    /// Goes to the provider and comes back to the site's address, which is not yet asked.
    fn there(&self, browser: &mut Client, from: &str) -> String {
        let begun = browser.get(from);
        let led = begun.header("location").expect("it leads on").to_owned();
        assert!(led.starts_with(self.provider.issuer()), "{led}");
        let back = Client::new(self.provider.address).get(&begun.location());
        assert_eq!(back.status, 302, "{}", back.body);
        let back = back.header("location").expect("it leads back").to_owned();
        let path = back.find("/account/oidc/callback?").expect("to the site");
        back[path..].to_owned()
    }

    fn there_and_back(&self, browser: &mut Client, from: &str) -> Answer {
        let back = self.there(browser, from);
        browser.get(&back)
    }
}

fn flags(issuer: &str, secret: &Path) -> Vec<String> {
    let secret = secret.display().to_string();
    let flags = [
        ("--oidc-issuer", issuer),
        ("--oidc-name", "City ID"),
        ("--oidc-client-id", CLIENT),
        ("--oidc-client-secret-file", &secret),
    ];
    flags.into_iter().flat_map(|(flag, value)| [flag.to_owned(), value.to_owned()]).collect()
}

/// Somebody who has signed in by password: the first administrator.
fn mina(site: &mut Site) -> Client {
    let url = site.said("first administrator: ");
    let (_, path) = url.split_once("/account/").expect("a link");
    let mut mina = site.visitor();
    let fields = [("email", EMAIL), ("name", "Mina"), ("language", "en"), ("password", PASSWORD)];
    let claimed = mina.post(&format!("/account/{path}"), &fields);
    assert_eq!(claimed.location(), "/account/?done=first", "{}", claimed.body);
    mina
}

/// The way to the provider by which an account is linked.
fn way_to_link(mina: &mut Client) -> String {
    let page = mina.post("/account/providers/new", &[("current-password", PASSWORD)]);
    let (_, way) = page.expect(200).split_once(r#"href="/account/oidc?link="#).expect("the way");
    format!("/account/oidc?link={}", way.split('"').next().expect("a permit"))
}

/// A site with an account that is linked.
fn linked(known: &Known, database: Option<String>) -> Site {
    let mut site = known.start(database);
    let mut mina = mina(&mut site);
    let way = way_to_link(&mut mina);
    let done = known.there_and_back(&mut mina, &way);
    assert_eq!(done.location(), "/account/providers?done=linked", "{}", done.body);
    site
}

fn is_in(browser: &mut Client) -> bool {
    browser.get("/account/").status == 200
}

#[test]
fn people_link_their_account_and_sign_in_by_the_provider() {
    for database in databases() {
        let known = Known::new();
        let mut site = known.start(database);
        let mut mina = mina(&mut site);
        let page = site.visitor().get("/account/sign-in?next=/desk/");
        let button = r#"href="/account/oidc?next=/desk/""#;
        assert!(page.expect(200).contains(button) && page.body.contains("Sign in with City ID"));
        // The provider vouches for an address of somebody here, and nobody is found by it.
        let mut stranger = site.visitor();
        let refused = known.there_and_back(&mut stranger, "/account/oidc");
        assert!(refused.expect(403).contains("No account here is linked"), "{}", refused.body);
        assert!(!is_in(&mut stranger));

        let way = way_to_link(&mut mina);
        let stolen = known.there_and_back(&mut site.visitor(), &way);
        assert_eq!(stolen.status, 409, "a permit is of its session");
        let done = known.there_and_back(&mut mina, &way);
        assert_eq!(done.location(), "/account/providers?done=linked", "{}", done.body);
        assert!(mina.get("/account/providers").expect(200).contains("City ID"));
        let told = letter(site.data.path(), "Your account was linked to another service");
        assert!(told.contains(EMAIL), "{told}");

        let mut browser = site.visitor();
        let begun = browser.get("/account/oidc?next=/account/tokens");
        let cookie = begun.header("set-cookie").expect("a ticket");
        for part in ["provider=", "; Path=/", "; HttpOnly", "; SameSite=Lax", "; Max-Age=600"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert_eq!(begun.header("cache-control"), Some("no-store"));
        let entered = known.there_and_back(&mut browser, "/account/oidc?next=/account/tokens");
        assert_eq!(entered.location(), "/account/tokens", "{}", entered.body);
        let torn = entered.headers.iter().any(|(name, value)| {
            name == "set-cookie" && value.starts_with("provider=;") && value.contains("Max-Age=0")
        });
        assert!(torn, "{:?}", entered.headers);
        browser.get("/account/tokens").expect(200);
        let own = browser.get("/account/");
        assert!(own.expect(200).contains(EMAIL), "{}", own.body);

        known.provider.signs_by_curve(true);
        let mut other = site.visitor();
        let foreign = known.there_and_back(&mut other, "/account/oidc?next=//evil.example/x");
        assert_eq!(foreign.location(), "/account/", "only to this site, by another algorithm");
        known.provider.knows("omar-1");
        let unknown = known.there_and_back(&mut site.visitor(), "/account/oidc");
        assert!(!unknown.expect(403).contains("omar-1"), "{}", unknown.body);

        let links = mina.get("/account/providers").body;
        let (_, remove) = links.split_once(r#"href="/account/providers/remove?"#).expect("one");
        let remove = remove.split('"').next().expect("an id");
        let remove = format!("/account/providers/remove?{remove}");
        let gone = mina.post(&remove, &[("current-password", PASSWORD)]);
        assert_eq!(gone.location(), "/account/providers?done=removed");
        known.provider.knows("mina-7-of-the-staff");
        known.there_and_back(&mut site.visitor(), "/account/oidc").expect(403);
    }
}

#[test]
fn an_answer_counts_once_and_in_the_browser_that_asked() {
    for database in databases() {
        let known = Known::new();
        let site = linked(&known, database);
        let mut browser = site.visitor();
        let back = known.there(&mut browser, "/account/oidc");
        let mut thief = browser.clone();
        assert_eq!(site.visitor().get(&back).status, 409, "without the ticket");
        let mut another = site.visitor();
        known.there(&mut another, "/account/oidc");
        assert_eq!(another.get(&back).status, 409, "with another's ticket");
        let wrong = back.replace("state=", "state=x");
        assert_eq!(browser.get(&wrong).status, 409, "with another state");
        assert_eq!(browser.get("/account/oidc/callback").status, 409, "with nothing");
        assert_eq!(
            browser.get(&back).location(),
            "/account/",
            "the right one came through all the same"
        );
        assert_eq!(browser.get(&back).status, 409, "the ticket is torn up");
        let stolen = thief.get(&back);
        assert!(stolen.expect(409).contains("used already"), "the provider takes no code twice");
        assert!(!is_in(&mut thief));

        // And where the provider is careless, the site is not.
        known.provider.takes_codes_twice(true);
        let mut browser = site.visitor();
        let back = known.there(&mut browser, "/account/oidc");
        let mut thief = browser.clone();
        assert_eq!(browser.get(&back).location(), "/account/");
        assert_eq!(thief.get(&back).status, 409);
        assert!(is_in(&mut browser) && !is_in(&mut thief));
    }
}

#[test]
fn a_ticket_is_good_for_one_answer_and_a_network_for_so_many() {
    for database in databases() {
        let known = Known::new();
        let site = linked(&known, database);
        let before = known.provider.was_asked("token");
        let mut browser = site.visitor();
        let back = known.there(&mut browser, "/account/oidc");
        let (way, code) = back.split_once("code=").expect("a code");
        let rest = code.split_once('&').map_or("", |(_, rest)| rest);
        let wrong = format!("{way}code=x&{rest}");
        for _ in 0..50 {
            // As somebody does it who keeps the ticket, whatever is answered.
            assert_eq!(browser.clone().get(&wrong).status, 409, "the ticket is torn up");
        }
        assert_eq!(known.provider.was_asked("token"), before + 1, "about the first alone");
        assert_eq!(browser.get(&back).status, 409, "and not about the right one after it");

        let mut asked = 0;
        let held_up = loop {
            let mut browser = site.visitor();
            let back = known.there(&mut browser, "/account/oidc");
            let answer = browser.get(&back.replace("code=", "code=x"));
            if answer.status != 409 {
                break answer;
            }
            asked += 1;
            assert!(asked < 60, "the provider is asked without end");
        };
        assert_eq!(held_up.status, 429, "{}", held_up.body);
        assert!(held_up.body.contains("Wait a few minutes"), "{}", held_up.body);
        assert!(held_up.header("retry-after").is_some());
        assert!(known.provider.was_asked("token") <= before + 1 + asked);
    }
}

/// Every fault, what is answered, and the word for it in the log.
const FAULTS: [(Fault, u16, &str); 22] = [
    (Fault::Declines, 403, "access-denied"),
    (Fault::SaysAway, 503, "provider-error"),
    (Fault::Away, 503, "token-endpoint"),
    (Fault::Floods, 503, "token-endpoint"),
    (Fault::Redirects, 502, "token-answer"),
    (Fault::Nonsense, 502, "token-answer"),
    (Fault::NoToken, 502, "no-token"),
    (Fault::Unsigned, 502, "token-unsigned"),
    (Fault::SharedSecret, 502, "token-algorithm"),
    (Fault::ForeignKey, 502, "token-signature"),
    (Fault::Changed, 502, "token-signature"),
    (Fault::Audience, 502, "token-audience"),
    (Fault::TwoAudiences, 502, "token-audience"),
    (Fault::Party, 502, "token-party"),
    (Fault::Issuer, 502, "token-issuer"),
    (Fault::IssuerOfAnswer, 502, "issuer-of-answer"),
    (Fault::Nonce, 502, "token-nonce"),
    (Fault::NoNonce, 502, "token-nonce"),
    (Fault::Expired, 502, "token-time"),
    (Fault::Old, 502, "token-time"),
    (Fault::Future, 502, "token-time"),
    (Fault::NoSubject, 502, "subject"),
];

#[test]
fn whatever_is_wrong_with_an_answer_lets_nobody_in_and_tells_nothing() {
    for database in databases() {
        let known = Known::new();
        let site = linked(&known, database);
        let (mut codes, mut whys) = (Vec::new(), Vec::new());
        for (fault, status, why) in
            FAULTS.into_iter().chain([(Fault::SteeringSubject, 502, "subject")])
        {
            known.provider.goes_wrong(fault);
            let mut browser = site.visitor();
            let back = known.there(&mut browser, "/account/oidc?next=/desk/");
            codes.extend(
                back.split(['?', '&', '='])
                    .filter(|part| part.len() > 20 && !part.contains('/'))
                    .map(str::to_owned),
            );
            let answer = browser.get(&back);
            assert_eq!(answer.status, status, "{fault:?}: {}", answer.body);
            assert_eq!(answer.header("retry-after").is_some(), status == 503, "{fault:?}");
            assert!(answer.body.contains(r#"href="/account/oidc?next=/desk/""#), "{fault:?}");
            assert!(!answer.body.contains("secret-of-mina") && !answer.body.contains("code="));
            assert!(!is_in(&mut browser), "{fault:?}");
            whys.push(why);
        }
        known.provider.goes_wrong(Fault::Nothing);
        let mut browser = site.visitor();
        assert_eq!(known.there_and_back(&mut browser, "/account/oidc").location(), "/account/");
        // Whoever stops it gets all of its lines.
        let (_, data) = site.leave();
        let log = std::fs::read_to_string(data.path().join("log")).expect("a log");
        let said = log.lines().filter_map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
            line["why"].as_str().map(str::to_owned)
        });
        assert_eq!(said.collect::<Vec<_>>(), whys);
        let personal = ["mina", "omar", "access-of", "hunter2", "secret-of", "eyJ"];
        for word in personal.into_iter().chain(codes.iter().map(String::as_str)) {
            assert!(!log.contains(word), "{word} in {log}");
        }
    }
}

#[test]
fn pages_of_faults_are_in_seven_languages() {
    let known = Known::new();
    let site = linked(&known, None);
    for (code, said) in [
        ("en", "said no there"),
        ("ko", "확인해 주지 않았습니다"),
        ("ru", "не подтверждает"),
        ("zh", "没有确认您的身份"),
        ("es", "no ha confirmado"),
        ("fr", "n’a pas confirmé"),
        ("ar", "لم تؤكد"),
    ] {
        let mut browser = site.visitor();
        browser.get(&format!("/account/sign-in?lang={code}"));
        known.provider.goes_wrong(Fault::Declines);
        let answer = known.there_and_back(&mut browser, "/account/oidc");
        assert!(answer.expect(403).contains(said), "{code}: {}", answer.body);
        assert!(answer.body.contains("City ID"), "{code}");
        let html = answer.body.split("<html").nth(1).and_then(|rest| rest.split('>').next());
        let right_to_left = html.is_some_and(|html| html.contains("rtl"));
        assert_eq!(right_to_left, code == "ar");
    }
}

#[test]
fn keys_that_change_are_fetched_and_a_flood_of_unknown_ones_is_not() {
    let known = Known::new();
    let site = linked(&known, None);
    known.provider.signs_by_curve(true);
    let asked = known.provider.was_asked("keys");
    known.provider.changes_its_key("curve-2");
    let first = known.there_and_back(&mut site.visitor(), "/account/oidc");
    // Within a minute of the last time the provider is not asked again.
    first.expect(502);
    known.there_and_back(&mut site.visitor(), "/account/oidc").expect(502);
    assert_eq!(known.provider.was_asked("keys"), asked);
    assert_eq!(asked, 1, "one description serves for an hour");
}

#[test]
fn a_provider_that_is_gone_keeps_nobody_from_a_password() {
    let known = Known::new();
    known.provider.goes_wrong(Fault::Away);
    let mut site = known.start(None);
    mina(&mut site);
    for _ in 0..3 {
        let away = site.visitor().get("/account/oidc?next=/desk/");
        assert!(away.expect(503).contains("can’t be reached"), "{}", away.body);
        assert_eq!(away.header("retry-after"), Some("30"));
    }
    assert_eq!(known.provider.was_asked("description"), 1, "it is not asked all the time");
    let mut browser = site.visitor();
    let entered = browser.post("/account/sign-in", &[("email", EMAIL), ("password", PASSWORD)]);
    assert_eq!(entered.location(), "/account/", "{}", entered.body);
}

#[test]
fn without_a_provider_there_is_no_way_to_one() {
    let mut site = Site::start("serve", None);
    let mut mina = mina(&mut site);
    assert!(!site.visitor().get("/account/sign-in").expect(200).contains("oidc"));
    assert_eq!(site.visitor().get("/account/oidc").status, 404);
    assert_eq!(mina.get("/account/providers/new").status, 404);
    assert!(!mina.get("/account/").expect(200).contains("/account/providers"));
}

#[test]
fn what_is_wrong_with_the_settings_is_said_in_a_line_without_the_secret() {
    let known = Known::new();
    let data = tempfile::tempdir().expect("a folder");
    let database = format!("sqlite:{}", data.path().join("site.sqlite").display());
    let with = |flag: &str, value: &str| {
        let mut flags = known.flags();
        let at = flags.iter().position(|known| known == flag).expect("known");
        value.clone_into(&mut flags[at + 1]);
        let mut run = binary();
        run.args(["openapi", "--database", &database, "--data"]).arg(data.path()).args(&flags);
        let output = run.output().expect("the binary runs");
        let why = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && why.lines().count() == 1, "{why}");
        assert!(!why.contains("hunter2"), "{why}");
        why
    };
    for (flag, value, said) in [
        ("--oidc-issuer", "http://id.city.example", "setting oidc-issuer: "),
        ("--oidc-name", " ", "setting oidc-name: "),
        ("--oidc-client-id", "", "setting oidc-client-id: "),
        ("--oidc-client-secret-file", "not-there", "setting oidc-client-secret-file: "),
    ] {
        let why = with(flag, value);
        assert!(why.contains(said), "{why}");
    }
}
