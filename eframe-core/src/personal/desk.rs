//! Somebody's data at the desk: given out as a file, or erased after a question. The person is posted, never part of an
//! address: those are logged.

use std::ops::Deref;

use axum::Router;
use axum::extract::FromRequestParts;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use http::request::Parts;
use http::{StatusCode, header};

use super::{Asked, ERASE, EXPORT, Erased, House, Person, PersonalError};
use crate::desk::{self, Confirm, FormPage, Kind};
use crate::form::{Choice, Field, Fields, Posted};
use crate::frame::Area;
use crate::http::{Form, Problem, see_other};
use crate::messages::Arg;
use crate::{Component, FieldErrors, Mount, Presentation};

#[derive(Clone)]
pub(super) struct Desk {
    pub(super) house: House,
    pub(super) mount: Mount,
    pub(super) presentation: Presentation,
}

impl House {
    /// The desk: everything of a person as a file, and their erasure. To be mounted where [`Mount::desk`] says, behind the
    /// host's sign-in.
    pub fn desk(&self, mount: Mount, presentation: Presentation) -> Component {
        let desk = Desk { house: self.clone(), mount, presentation };
        let router = Router::new().route("/", get(ask).post(take)).with_state(desk);
        Component::from_router("core", router)
    }
}

/// The kit's seat, with what it sits at.
struct Seat {
    desk: Desk,
    at: desk::Seat,
}

impl Deref for Seat {
    type Target = desk::Seat;

    fn deref(&self) -> &desk::Seat {
        &self.at
    }
}

impl FromRequestParts<Desk> for Seat {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, of: &Desk) -> Result<Self, Problem> {
        let world = of.house.database().world();
        let at = desk::Seat::take(parts, Area::Desk, &of.mount, &of.presentation, world).await?;
        if !at.actor().may(EXPORT) {
            at.actor().require(ERASE)?;
        }
        Ok(Self { desk: of.clone(), at })
    }
}

async fn ask(seat: Seat) -> Result<Response, Problem> {
    let mut page = seat.question(Fields::empty());
    let done = seat.notice("core.desk.person.", &["erased"]);
    if !done.is_empty() {
        page.lead = done;
    }
    seat.page(&seat.say("core.desk.person.title"), &page).await
}

async fn take(seat: Seat, Form(posted): Form<Posted>) -> Result<Response, Problem> {
    let Ok(asked) = posted.one("person").parse::<Asked>() else {
        let errors = FieldErrors::one("person", "core.desk.person.nobody");
        return seat.again_with(&posted, &errors, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let house = &seat.desk.house;
    let person = house.find(&asked).await?;
    match posted.one("do") {
        "export" => file(&house.export(seat.actor(), &person).await?),
        "erase" => {
            let seen = house.look(seat.actor(), &person).await?;
            let page = seat.sure(posted.one("person").trim(), &person, &seen);
            seat.page(&seat.say("core.desk.person.erase"), &page).await
        }
        "erase-now" => match house.erase(&seat.caller, &person).await {
            Ok(_) => Ok(see_other(&seat.desk.mount.desk_url("/?done=erased"))),
            Err(PersonalError::Refused { key, .. }) => {
                let errors = FieldErrors::one("person", key);
                seat.again_with(&posted, &errors, StatusCode::CONFLICT).await
            }
            Err(PersonalError::Freed(error)) => {
                tracing::warn!(%error, "somebody was erased, and the database's file could not be written anew");
                let errors = FieldErrors::one("do", "core.desk.person.not-cleared");
                seat.again_with(&posted, &errors, StatusCode::SERVICE_UNAVAILABLE).await
            }
            Err(error) => Err(error.into()),
        },
        _ => {
            let errors = FieldErrors::one("do", "core.field.choose");
            seat.again_with(&posted, &errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

/// Everything as a file to keep.
pub(super) fn file(all: &serde_json::Value) -> Result<Response, Problem> {
    let text = serde_json::to_string_pretty(all).map_err(Problem::internal)?;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"person.json\""),
    ];
    Ok((headers, text).into_response())
}

impl Seat {
    fn question(&self, form: Fields) -> FormPage {
        let may = [("export", EXPORT), ("erase", ERASE)];
        let choices = may.into_iter().filter(|(_, permission)| self.actor().may(*permission));
        let choices = choices.map(|(what, _)| {
            Choice::new(what, self.say(&format!("core.desk.person.{what}")))
                .hint(self.say(&format!("core.desk.person.{what}-hint")))
        });
        FormPage {
            lead: self.say("core.desk.person.lead"),
            fields: vec![
                Field::text("person", self.say("core.desk.person.who"))
                    .hint(self.say("core.desk.person.who-hint")),
                Field::radios("do", self.say("core.desk.person.do"), choices.collect()),
            ],
            form,
            submit: self.say("core.desk.person.go-on"),
            ..FormPage::default()
        }
    }

    async fn again_with(
        &self,
        posted: &Posted,
        errors: &FieldErrors,
        status: StatusCode,
    ) -> Result<Response, Problem> {
        let form = Fields::posted(posted);
        let form = form.refused(errors, &self.desk.presentation, self.language);
        let title = self.say("core.desk.person.title");
        self.again(&title, &self.question(form), status).await
    }

    fn sure(&self, asked: &str, person: &Person, seen: &Erased) -> Confirm {
        let name = person.names().first().map_or(asked, String::as_str);
        let who = person.addresses().first().map_or(asked, String::as_str);
        let args = [("name", Arg::from(name)), ("address", Arg::from(who))];
        let mut consequences: Vec<String> = seen
            .blocks
            .iter()
            .filter(|(_, found)| found.count() > 0)
            .map(|(block, found)| {
                let args =
                    [("block", Arg::from(*block)), ("count", Arg::Number(found.count() as f64))];
                self.say_with("core.desk.person.rows", &args)
            })
            .collect();
        if seen.count() == 0 {
            consequences.push(self.say("core.desk.person.nothing"));
        }
        consequences.push(self.say("core.desk.person.stays"));
        for place in seen.kept() {
            let args = [("place", Arg::from(place))];
            consequences.push(self.say_with("core.desk.person.kept", &args));
        }
        Confirm {
            question: self.say_with("core.desk.person.question", &args),
            consequences,
            action: String::new(),
            fields: vec![Field::hidden("person"), Field::hidden("do")],
            form: Fields::of([("person", asked), ("do", "erase-now")]),
            submit: self.say("core.desk.person.erase-now"),
            kind: Kind::Danger,
            cancel: self.url("/"),
        }
    }
}
