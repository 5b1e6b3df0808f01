//! What the templates of people's own pages are given.

use eframe_core::form::{Choice, Field, Fields};
use eframe_core::frame::Link;
use eframe_core::template::Template;
use jiff::Timestamp;
use serde::Serialize;

use crate::factor::Qr;

/// A page with one form.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct FormPage {
    /// What has just been done.
    pub(crate) notice: String,
    /// What the form is for.
    pub(crate) lead: String,
    /// The fields in order.
    pub(crate) fields: Vec<Field>,
    /// What is in them, and what is wrong.
    pub(crate) form: Fields,
    /// What is posted with them and seen by nobody.
    pub(crate) hidden: Vec<(String, String)>,
    /// Where it is posted; the page's own address unless something else is said.
    pub(crate) action: String,
    /// The button: a verb.
    pub(crate) submit: String,
    /// Ways in without the form.
    pub(crate) ways: Vec<Link>,
    /// Other ways on.
    pub(crate) links: Vec<Link>,
}

/// A page that says something.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct MessagePage {
    /// What it says, a paragraph each.
    pub(crate) paragraphs: Vec<String>,
    /// A text to be copied, shown this once.
    pub(crate) secret: String,
    /// Ways on.
    pub(crate) links: Vec<Link>,
}

/// Somebody's own account.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct OverviewPage {
    /// What has just been done.
    pub(crate) notice: String,
    /// What keeps them from doing anything.
    pub(crate) warning: String,
    /// The name others see.
    pub(crate) name: String,
    /// What they sign in with.
    pub(crate) email: String,
    /// The language of their mails, by its own name.
    pub(crate) language: String,
    /// Their roles in words.
    pub(crate) roles: Vec<String>,
    /// What they can change.
    pub(crate) links: Vec<Link>,
    /// Where signing out is posted.
    pub(crate) sign_out: String,
}

/// How it stands with somebody's second factor.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FactorPage {
    /// What has just been done.
    pub(crate) notice: String,
    /// What keeps them from doing anything.
    pub(crate) warning: String,
    /// Since when there is one, if there is.
    pub(crate) since: Option<Timestamp>,
    /// Whether it is, or one of them is, an app.
    pub(crate) app: bool,
    /// The passkeys, first added first.
    pub(crate) passkeys: Vec<PasskeyRow>,
    /// Why there are no passkeys here; empty where there are.
    pub(crate) not_here: String,
    /// How many recovery codes are left.
    pub(crate) codes_left: usize,
    /// What can be done.
    pub(crate) links: Vec<Link>,
}

/// A passkey of somebody.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PasskeyRow {
    /// What its owner calls it.
    pub(crate) name: String,
    /// When somebody last signed in with it, if they did.
    pub(crate) used: Option<Timestamp>,
    /// Where it is removed.
    pub(crate) remove: String,
}

/// A form that asks an authenticator by script.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PasskeyForm {
    /// Where the answer is posted.
    pub(crate) action: String,
    /// `make` or `sign`.
    pub(crate) does: &'static str,
    /// What is asked, as JSON.
    pub(crate) options: String,
    /// The button: a verb.
    pub(crate) submit: String,
}

/// A passkey that is being made.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PasskeyPage {
    /// What it will be called.
    pub(crate) name: String,
    /// What its authenticator is asked.
    pub(crate) form: PasskeyForm,
    /// The path of the script.
    pub(crate) script: String,
    /// Other ways on.
    pub(crate) links: Vec<Link>,
}

/// The question for the second factor of whoever gave the right password.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct SecondStepPage {
    /// What the code is.
    pub(crate) lead: String,
    /// The field of the code; none where there is nothing but passkeys.
    pub(crate) fields: Vec<Field>,
    /// What is wrong.
    pub(crate) form: Fields,
    /// Where the code is posted.
    pub(crate) action: String,
    /// Its button.
    pub(crate) submit: String,
    /// What the passkeys are asked, where there are any.
    pub(crate) passkey: Option<PasskeyForm>,
    /// The path of the script; empty where there are none.
    pub(crate) script: String,
    /// Other ways on.
    pub(crate) links: Vec<Link>,
}

/// An app that is being set up.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct AppPage {
    /// The secret as a picture for the app; absent where it would be too large.
    pub(crate) qr: Option<Qr>,
    /// The secret, to be typed.
    pub(crate) secret: String,
    /// The field of the first code.
    pub(crate) fields: Vec<Field>,
    /// What is wrong with it.
    pub(crate) form: Fields,
    /// Where it is given up.
    pub(crate) back: String,
}

/// Recovery codes, shown this once.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct CodesPage {
    /// The codes.
    pub(crate) codes: Vec<String>,
    /// Ways on.
    pub(crate) links: Vec<Link>,
}

/// The browsers somebody is signed in with.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SessionsPage {
    /// What has just been done.
    pub(crate) notice: String,
    /// The sessions, last used first.
    pub(crate) sessions: Vec<SessionRow>,
    /// Whether there is another than this one.
    pub(crate) others: bool,
}

/// One of them.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SessionRow {
    /// Its id.
    pub(crate) id: String,
    /// What the browser calls itself.
    pub(crate) agent: String,
    /// When the person signed in.
    pub(crate) started: Timestamp,
    /// When it was last used.
    pub(crate) seen: Timestamp,
    /// Whether it is the one that asks.
    pub(crate) this: bool,
}

/// The sign-ins elsewhere that open somebody's account.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ProvidersPage {
    /// What has just been done.
    pub(crate) notice: String,
    /// The links, oldest first.
    pub(crate) links: Vec<ProviderRow>,
    /// Where another is made.
    pub(crate) new: Option<Link>,
    /// The way back.
    pub(crate) back: Link,
}

/// One of them.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ProviderRow {
    /// What people know the provider as.
    pub(crate) name: String,
    /// When it was linked.
    pub(crate) linked: Timestamp,
    /// Where the link is taken away.
    pub(crate) remove: String,
}

/// The keys that programs of somebody use.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TokensPage {
    /// What has just been done.
    pub(crate) notice: String,
    /// The tokens, newest first.
    pub(crate) tokens: Vec<TokenRow>,
    /// Where a new one is made.
    pub(crate) new: String,
}

/// One of them.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TokenRow {
    /// Its id.
    pub(crate) id: String,
    /// What its owner calls it.
    pub(crate) name: String,
    /// What it may do, in words.
    pub(crate) scope: String,
    /// When it was made.
    pub(crate) made: Timestamp,
    /// When it stops.
    pub(crate) expires: Timestamp,
    /// Whether it has stopped.
    pub(crate) over: bool,
    /// Whether it does nothing in a role that asks for a second factor, for it was made without one.
    pub(crate) held_back: bool,
}

fn link() -> Vec<Link> {
    vec![Link::new("Forgotten?", "/account/reset", "")]
}

impl Template for FormPage {
    const NAME: &'static str = "accounts/form.html";

    fn samples() -> Vec<Self> {
        let fields = vec![
            Field::email("email", "Mail").autocomplete("username"),
            Field::password("password", "Password").hint("At least 15 characters"),
            Field::select("language", "Language", vec![Choice::new("ko", "한국어")]),
        ];
        let empty = Self { fields, submit: "Sign in".to_owned(), ..Self::default() };
        let refused = Self {
            notice: "Changed".to_owned(),
            lead: "Sign in to go on".to_owned(),
            form: Fields::of([("email", "mina@city.example")]).fault("email", "Wrong".to_owned()),
            hidden: vec![("token".to_owned(), "x".to_owned())],
            ways: link(),
            links: link(),
            ..empty.clone()
        };
        vec![empty, refused]
    }
}

impl Template for MessagePage {
    const NAME: &'static str = "accounts/message.html";

    fn samples() -> Vec<Self> {
        let said = Self { paragraphs: vec!["A mail is on its way".to_owned()], ..Self::default() };
        vec![Self { secret: "eframe_x".to_owned(), links: link(), ..said.clone() }, said]
    }
}

impl Template for OverviewPage {
    const NAME: &'static str = "accounts/overview.html";

    fn samples() -> Vec<Self> {
        let bare = Self {
            notice: String::new(),
            warning: String::new(),
            name: "Mina Park".to_owned(),
            email: "mina@city.example".to_owned(),
            language: "한국어".to_owned(),
            roles: Vec::new(),
            links: link(),
            sign_out: "/account/sign-out".to_owned(),
        };
        let full = Self {
            notice: "Changed".to_owned(),
            warning: "Set it up first".to_owned(),
            roles: vec!["Editor".to_owned(), "Officer, City A".to_owned()],
            ..bare.clone()
        };
        vec![bare, full]
    }
}

impl Template for FactorPage {
    const NAME: &'static str = "accounts/factor.html";

    fn samples() -> Vec<Self> {
        let none = Self {
            notice: String::new(),
            warning: "Set it up first".to_owned(),
            since: None,
            app: false,
            passkeys: Vec::new(),
            not_here: "Not at this address".to_owned(),
            codes_left: 0,
            links: link(),
        };
        let since = Some(Timestamp::UNIX_EPOCH);
        let row = |used| PasskeyRow {
            name: "Phone".to_owned(),
            used,
            remove: "/account/second-factor/passkeys/7/remove".to_owned(),
        };
        let some = Self {
            notice: "Done".to_owned(),
            warning: String::new(),
            since,
            app: true,
            not_here: String::new(),
            ..none.clone()
        };
        let passkeys = vec![row(None), row(since)];
        let few = Self { codes_left: 1, app: false, passkeys, ..some.clone() };
        vec![none, Self { codes_left: 10, ..some }, few]
    }
}

impl PasskeyForm {
    fn sample(does: &'static str) -> Self {
        Self {
            action: "/account/sign-in/passkey".to_owned(),
            does,
            options: r#"{"publicKey":{"challenge":"x"}}"#.to_owned(),
            submit: "Use a passkey".to_owned(),
        }
    }
}

impl Template for PasskeyPage {
    const NAME: &'static str = "accounts/passkey.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            name: "Phone".to_owned(),
            form: PasskeyForm::sample("make"),
            script: "/account/passkeys.js".to_owned(),
            links: link(),
        }]
    }
}

impl Template for SecondStepPage {
    const NAME: &'static str = "accounts/second-step.html";

    fn samples() -> Vec<Self> {
        let code = Self {
            lead: "Enter the code".to_owned(),
            fields: vec![Field::code("code", "Code").hint("Six digits")],
            form: Fields::empty().fault("code", "Wrong".to_owned()),
            action: "/account/sign-in/code".to_owned(),
            submit: "Sign in".to_owned(),
            links: link(),
            ..Self::default()
        };
        let passkey = Some(PasskeyForm::sample("sign"));
        let both = Self {
            passkey: passkey.clone(),
            script: "/account/passkeys.js".to_owned(),
            form: Fields::empty(),
            ..code.clone()
        };
        let alone = Self { fields: Vec::new(), ..both.clone() };
        vec![code, both, alone]
    }
}

impl Template for AppPage {
    const NAME: &'static str = "accounts/app.html";

    fn samples() -> Vec<Self> {
        let text = Self {
            qr: None,
            secret: "GEZD GNBV".to_owned(),
            fields: vec![Field::code("code", "Code").hint("Six digits")],
            form: Fields::empty(),
            back: "/account/second-factor".to_owned(),
        };
        let form = Fields::empty().fault("code", "Wrong".to_owned());
        vec![Self { qr: Qr::of("otpauth://totp/x"), form, ..text.clone() }, text]
    }
}

impl Template for ProvidersPage {
    const NAME: &'static str = "accounts/providers.html";

    fn samples() -> Vec<Self> {
        let [new, back] = [("Link it", "/account/providers/new"), ("Back", "/account/")]
            .map(|(text, path)| Link::new(text, path, ""));
        let none =
            Self { notice: String::new(), links: Vec::new(), new: Some(new), back: back.clone() };
        let row = ProviderRow {
            name: "City staff".to_owned(),
            linked: Timestamp::UNIX_EPOCH,
            remove: "/account/providers/remove?link=x".to_owned(),
        };
        let some = Self { notice: "Done".to_owned(), links: vec![row], new: None, back };
        vec![none, some]
    }
}

impl Template for CodesPage {
    const NAME: &'static str = "accounts/codes.html";

    fn samples() -> Vec<Self> {
        let codes = vec!["0123-4567-89AB-CDEF-GHJK-MNPQ".to_owned(); 10];
        vec![Self { codes, links: link() }]
    }
}

impl Template for SessionsPage {
    const NAME: &'static str = "accounts/sessions.html";

    fn samples() -> Vec<Self> {
        let row = |this| SessionRow {
            id: "7".to_owned(),
            agent: if this { "Browser/1".to_owned() } else { String::new() },
            started: Timestamp::UNIX_EPOCH,
            seen: Timestamp::UNIX_EPOCH,
            this,
        };
        let one = Self { notice: String::new(), sessions: vec![row(true)], others: false };
        let sessions = vec![row(true), row(false)];
        vec![one, Self { notice: "Ended".to_owned(), sessions, others: true }]
    }
}

impl Template for TokensPage {
    const NAME: &'static str = "accounts/tokens.html";

    fn samples() -> Vec<Self> {
        let row = |over| TokenRow {
            id: "7".to_owned(),
            name: "App".to_owned(),
            scope: "Everything".to_owned(),
            made: Timestamp::UNIX_EPOCH,
            expires: Timestamp::UNIX_EPOCH,
            over,
            held_back: !over,
        };
        let new = "/account/tokens/new".to_owned();
        let none = Self { notice: String::new(), tokens: Vec::new(), new: new.clone() };
        let tokens = vec![row(false), row(true)];
        vec![none, Self { notice: "Revoked".to_owned(), tokens, new }]
    }
}
