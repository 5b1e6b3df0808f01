use axum::extract::State;
use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::{Field, Fields, Posted};
use eframe_core::frame::Link;
use eframe_core::http::{ActorOf, Asked, ClientAddress, Form, Problem};
use eframe_core::template::Template;
use http::HeaderMap;
use serde::Serialize;

use super::public::Reader;
use crate::Membership;
use crate::desk::FIRST;
use crate::model::Form as Answers;
use crate::seat::to;

/// How a city joins.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ApplyPage {
    /// Whether an application has just been begun.
    begun: bool,
    /// Each kind of member, with what acceptance leads to.
    kinds: Vec<Joining>,
    /// Within how many days the Secretariat answers.
    days: i32,
    begin: String,
    account: Link,
    follow: Link,
}

/// How a kind of member joins under the charter of today.
#[derive(Clone, Debug, Serialize)]
struct Joining {
    kind: String,
    steps: Vec<String>,
}

/// What is asked of somebody without an account.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct BeginPage {
    fields: Vec<Field>,
    form: Fields,
    account: Link,
}

/// Shows how it goes.
pub(super) async fn show(
    State(membership): State<Membership>,
    Asked(language): Asked,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let reader = Reader::of(&membership, language);
    let title = reader.words.say("membership.apply.title");
    reader.everyone(&headers, "/apply", &title, || page(&reader, false)).await
}

/// The same after a beginning.
pub(super) async fn begun(
    State(membership): State<Membership>,
    Asked(language): Asked,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let reader = Reader::of(&membership, language);
    let title = reader.words.say("membership.apply.begun-title");
    reader.everyone(&headers, "/apply/begun", &title, || page(&reader, true)).await
}

/// Asks what an application begins with.
pub(super) async fn ask(
    State(membership): State<Membership>,
    Asked(language): Asked,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let reader = Reader::of(&membership, language);
    let title = reader.words.say("membership.apply.begin");
    reader.everyone(&headers, BEGIN, &title, || form(&reader, None)).await
}

/// Begins it: mail goes to the address that was given. Whoever has signed in goes on with it at once.
pub(super) async fn begin(
    State(membership): State<Membership>,
    ActorOf(actor): ActorOf,
    Asked(language): Asked,
    from: Option<axum::Extension<ClientAddress>>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let mut answers = Answers::default();
    for field in FIRST {
        answers.set_answer(field, posted.one(field));
    }
    let from = from.map(|axum::Extension(ClientAddress(address))| address);
    let reader = Reader::of(&membership, language);
    let signed_in = !actor.is_anonymous();
    match membership.begin_anew(actor, from, answers).await {
        Ok(begun) if signed_in => {
            let own = format!("/applications/{}", begun.application);
            Ok(to(&membership.mount().account_url(&own)))
        }
        Ok(_) => Ok(to(&reader.url("/apply/begun"))),
        Err(error) => {
            let (fields, status) = reader.refused(&posted, error)?;
            let title = reader.words.say("membership.apply.begin");
            reader.answer(BEGIN, &title, &form(&reader, Some(fields)), status).await
        }
    }
}

/// Where the form is.
const BEGIN: &str = "/apply/begin";

fn page(reader: &Reader, begun: bool) -> ApplyPage {
    let words = &reader.words;
    let version = words.membership.charter().on(words.membership.today());
    let kinds = version.kinds.iter().map(|(kind, rule)| {
        let body = rule.approval.as_ref().and_then(|approval| {
            let body = version.bodies.get(&approval.body)?.name.pick(words.language)?;
            Some((body.value.clone(), words.standing(approval.standing)))
        });
        let accepted = rule.acceptance.map(|standing| words.standing(standing));
        let accepted = accepted.map(|standing| {
            words.say_with("membership.apply.accepted", &[("standing", standing.as_str().into())])
        });
        let approved = body.map(|(body, standing)| {
            let args = [("body", body.as_str().into()), ("standing", standing.as_str().into())];
            words.say_with("membership.apply.approved", &args)
        });
        Joining { kind: words.kind(kind), steps: accepted.into_iter().chain(approved).collect() }
    });
    ApplyPage {
        begun,
        kinds: kinds.collect(),
        days: version.deadlines.review,
        begin: reader.url(BEGIN),
        account: account(reader),
        follow: Link::new(words.say("membership.follow.title"), reader.url("/follow"), ""),
    }
}

/// Where those go on who have an account.
fn account(reader: &Reader) -> Link {
    let address = reader.words.membership.mount().account_url("/");
    Link::new(reader.words.say("membership.apply.account"), address, "")
}

fn form(reader: &Reader, refused: Option<Fields>) -> BeginPage {
    let own = || Fields::of([("contactLanguage", reader.words.language.code())]);
    BeginPage {
        fields: FIRST.iter().map(|field| reader.words.field(field)).collect(),
        form: refused.unwrap_or_else(own),
        account: account(reader),
    }
}

impl Template for ApplyPage {
    const NAME: &'static str = "membership/apply.html";

    fn samples() -> Vec<Self> {
        let kind =
            Joining { kind: "City".to_owned(), steps: vec!["The committee decides.".to_owned()] };
        let whole = Self {
            begun: false,
            kinds: vec![kind],
            days: 30,
            begin: "/en/members/apply/begin".to_owned(),
            account: Link::new("Go on", "/account/membership/", ""),
            follow: Link::new("Follow", "/en/members/follow", ""),
        };
        vec![Self { begun: true, ..whole.clone() }, whole]
    }
}

impl Template for BeginPage {
    const NAME: &'static str = "membership/begin.html";

    fn samples() -> Vec<Self> {
        let empty = Self {
            fields: vec![Field::text("name", "Name"), Field::email("contactEmail", "Mail")],
            form: Fields::empty(),
            account: Link::new("Go on", "/account/membership/", ""),
        };
        let form = Fields::of([("name", "Porto")]).fault("contactEmail", "Fill in".to_owned());
        let throttled = form.clone().fault("", "Too many".to_owned());
        vec![empty.clone(), Self { form, ..empty.clone() }, Self { form: throttled, ..empty }]
    }
}
