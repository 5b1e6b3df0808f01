use axum::response::{IntoResponse as _, Response};
use eframe_core::block::axum;
use eframe_core::form::{Fields, Posted};
use eframe_core::frame::Link;
use eframe_core::http::{Form, Problem, see_other};
use eframe_core::template::Template;
use http::{StatusCode, header};
use serde::Serialize;

use super::seat::Desk;
use crate::model::Address;
use crate::permission::ERASE;
use crate::{Everything, Newsletter};

/// What is kept of an address, to be given out or erased. The address is posted, never part of one on the web: those are
/// logged.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct PersonPage {
    notice: String,
    form: Fields,
    /// The address that was looked up; empty before.
    address: String,
    /// Where they stand; empty where nobody has it.
    stands: String,
    /// The page with their ledger.
    more: Link,
    /// Why nothing is sent to it.
    held: String,
}

const TITLE: &str = "newsletter.desk.person.title";

pub(super) async fn ask(desk: Desk) -> Result<Response, Problem> {
    desk.actor().require(ERASE)?;
    let notice = desk.notice("newsletter.desk.person.done-", &["erased"]);
    let page = PersonPage { notice, ..PersonPage::default() };
    desk.page(&desk.say(TITLE), &page).await
}

/// Looks an address up; gives all of it out, or erases it, where that button was pressed.
pub(super) async fn take(desk: Desk, Form(posted): Form<Posted>) -> Result<Response, Problem> {
    desk.actor().require(ERASE)?;
    let address = match Address::parse("address", posted.one("address")) {
        Ok(address) => address,
        Err(errors) => {
            let form = Fields::posted(&posted);
            let form = form.refused(&errors, desk.newsletter.presentation(), desk.language);
            let page = PersonPage { form, ..PersonPage::default() };
            return desk.again(&desk.say(TITLE), &page, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let newsletter: &Newsletter = &desk.newsletter;
    match posted.one("step") {
        "erase" => {
            newsletter.erase(&desk.caller, &address).await?;
            Ok(see_other(&desk.url("/person?done=erased")))
        }
        "export" => {
            let all = newsletter.everything_of(desk.actor(), &address).await?;
            let text = crate::http::person(all).map_err(Problem::internal)?;
            let name = "attachment; filename=\"newsletter.json\"";
            let kind = "application/json";
            let headers = [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)];
            Ok((headers, text).into_response())
        }
        _ => {
            let all = newsletter.everything_of(desk.actor(), &address).await?;
            let page = found(&desk, &posted, &address, &all);
            desk.page(&desk.say(TITLE), &page).await
        }
    }
}

fn found(desk: &Desk, posted: &Posted, address: &Address, all: &Everything) -> PersonPage {
    let say = |prefix: &str, code: &str| desk.say(&[prefix, code].concat());
    let subscriber = all.subscriber.as_ref();
    let stands = subscriber.map(|one| say("newsletter.desk.stands.", one.state.stage().code()));
    let more = subscriber.map(|one| {
        let href = desk.url(&format!("/subscribers/{}", one.id));
        Link::new(desk.say("newsletter.desk.person.more"), href, "")
    });
    let held = all.suppression.as_ref().filter(|held| held.reason.is_in_force());
    PersonPage {
        notice: String::new(),
        form: Fields::posted(posted),
        address: address.to_string(),
        stands: stands.unwrap_or_default(),
        more: more.unwrap_or_default(),
        held: held.map(|one| say("newsletter.desk.reason.", one.reason.code())).unwrap_or_default(),
    }
}

impl Template for PersonPage {
    const NAME: &'static str = "newsletter/desk/person.html";

    fn samples() -> Vec<Self> {
        let asked = Self { notice: "It is gone".to_owned(), ..Self::default() };
        let form = Fields::of([("address", "x")]).fault("address", "Enter one".to_owned());
        let unknown = Self {
            form: Fields::of([("address", "mina@seoul.example")]),
            address: "mina@seoul.example".to_owned(),
            ..Self::default()
        };
        let known = Self {
            stands: "Gets the newsletter".to_owned(),
            more: Link::new("All of it", "/desk/newsletter/subscribers/1", ""),
            held: "Mail comes back".to_owned(),
            ..unknown.clone()
        };
        vec![asked, Self { form, ..Self::default() }, unknown, known]
    }
}
