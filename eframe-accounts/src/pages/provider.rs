use axum::extract::State;
use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::Posted;
use eframe_core::frame::Link;
use eframe_core::http::{Form, Problem, in_query};
use eframe_core::messages::Arg;

use super::password::in_its_field;
use super::visit::{Visit, Words, to};
use super::{FormPage, MessagePage, ProvidersPage, local_path};
use crate::model::{self, LinkId, Provider};
use crate::{Accounts, Error};

use super::context::ProviderRow;

const TITLE: &str = "accounts.provider.title";
const LINK: &str = "accounts.provider.link-title";
const REMOVE: &str = "accounts.provider.remove";

/// The sign-ins elsewhere that open the reader's account.
pub(super) async fn show(
    State(accounts): State<Accounts>,
    visit: Visit,
) -> Result<Response, Problem> {
    if let Err(elsewhere) = visit.signed_in() {
        return Ok(to(&elsewhere));
    }
    let links = accounts.links(&visit.caller()?.actor).await?;
    let offered = accounts.provider();
    let linked = |provider: &&Provider| links.iter().any(|one| one.issuer == provider.issuer);
    let new = offered.filter(|provider| !linked(provider));
    let page = ProvidersPage {
        notice: notice(&visit),
        links: links.iter().map(|link| row(&visit, link)).collect(),
        new: new.map(|provider| {
            Link::new(
                said_of(&visit.words, "accounts.provider.link", provider),
                new_url(&visit),
                "",
            )
        }),
        back: Link::new(visit.say("accounts.overview.title"), visit.url("/"), ""),
    };
    visit.page(TITLE, &page).await
}

fn notice(visit: &Visit) -> String {
    match visit.asked("done") {
        "linked" => visit.say("accounts.provider.done-linked"),
        "removed" => visit.say("accounts.provider.done-removed"),
        _ => String::new(),
    }
}

fn row(visit: &Visit, link: &model::Link) -> ProviderRow {
    let offered = visit.accounts.provider().filter(|provider| provider.issuer == link.issuer);
    ProviderRow {
        name: offered.map_or_else(|| link.issuer.clone(), |provider| provider.name.clone()),
        linked: link.linked,
        remove: visit.url(&format!("/providers/remove?link={}", link.id)),
    }
}

fn new_url(visit: &Visit) -> String {
    visit.url("/providers/new")
}

/// Asks for the password before a sign-in elsewhere is linked.
pub(super) async fn ask(visit: Visit) -> Result<Response, Problem> {
    if let Err(elsewhere) = visit.signed_in() {
        return Ok(to(&elsewhere));
    }
    match visit.accounts.provider() {
        Some(provider) => visit.page(LINK, &link_form(&visit, provider)).await,
        None => Err(Problem::not_found()),
    }
}

/// Shows the way there. It is a link and no redirect: an answer to a form leads nowhere but to this site.
pub(super) async fn permit(
    State(accounts): State<Accounts>,
    visit: Visit,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let session = match visit.signed_in() {
        Ok((_, session)) => session.id,
        Err(elsewhere) => return Ok(to(&elsewhere)),
    };
    let Some(provider) = accounts.provider() else { return Err(Problem::not_found()) };
    let (caller, password) = (visit.caller()?, posted.one("current-password"));
    match accounts.may_link(&caller, session, password, &visit.client).await {
        Ok(permit) => {
            let on = format!("{}?link={}", provider.begins, in_query(&permit));
            let say = said_of(&visit.words, "accounts.provider.go-on", provider);
            let page = MessagePage {
                paragraphs: vec![visit.say("accounts.provider.go")],
                links: vec![Link::new(say, on, "")],
                ..MessagePage::default()
            };
            visit.page(LINK, &page).await
        }
        Err(error) => {
            let form = link_form(&visit, provider);
            let form = form.refused(&posted, in_its_field(error), &visit)?;
            visit.again(LINK, &form).await
        }
    }
}

/// Asks for the password before a link is taken away.
pub(super) async fn ask_remove(visit: Visit) -> Result<Response, Problem> {
    match visit.signed_in() {
        Ok(_) => visit.page(REMOVE, &remove_form(&visit)).await,
        Err(elsewhere) => Ok(to(&elsewhere)),
    }
}

/// Takes it away.
pub(super) async fn remove(
    State(accounts): State<Accounts>,
    visit: Visit,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    if let Err(elsewhere) = visit.signed_in() {
        return Ok(to(&elsewhere));
    }
    let id: LinkId = visit.asked("link").parse().map_err(|_| Problem::not_found())?;
    let password = posted.one("current-password");
    match accounts.unlink_provider(&visit.caller()?, id, password, &visit.client).await {
        // Taken away twice is taken away.
        Ok(()) | Err(Error::NotFound) => Ok(to(&visit.url("/providers?done=removed"))),
        Err(error) => {
            let form = remove_form(&visit).refused(&posted, in_its_field(error), &visit)?;
            visit.again(REMOVE, &form).await
        }
    }
}

/// The way in by the provider, for the sign-in page.
pub(super) fn ways(visit: &Visit) -> Vec<Link> {
    let Some(provider) = visit.accounts.provider() else { return Vec::new() };
    let next = local_path(visit.asked("next"));
    let next = next.map(|next| format!("?next={}", in_query(next))).unwrap_or_default();
    let way = said_of(&visit.words, "accounts.provider.way", provider);
    vec![Link::new(way, format!("{}{next}", provider.begins), "")]
}

/// Says something of a provider.
pub(super) fn said_of(words: &Words, key: &str, provider: &Provider) -> String {
    words.say_with(key, &[("provider", Arg::from(provider.name.as_str()))])
}

fn link_form(visit: &Visit, provider: &Provider) -> FormPage {
    let lead = said_of(&visit.words, "accounts.provider.link-lead", provider);
    FormPage { lead, ..asking(visit, "accounts.provider.next") }
}

fn remove_form(visit: &Visit) -> FormPage {
    FormPage { lead: visit.say("accounts.provider.remove-lead"), ..asking(visit, REMOVE) }
}

fn asking(visit: &Visit, submit: &str) -> FormPage {
    let cancel = Link::new(visit.say(TITLE), visit.url("/providers"), "");
    FormPage::asking(visit, submit, cancel)
}
