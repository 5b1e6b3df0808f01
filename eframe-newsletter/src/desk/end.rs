use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Confirm, Kind};
use eframe_core::form::{Fields, Posted};
use eframe_core::http::{Form, Path, Problem, see_other};

use super::seat::Desk;
use crate::model::SubscriberId;
use crate::permission::WRITE;

/// Asks before somebody's subscription is ended for them.
pub(super) async fn ask(desk: Desk, Path(id): Path<SubscriberId>) -> Result<Response, Problem> {
    desk.actor().require(WRITE)?;
    let told = desk.newsletter.told(desk.actor(), id).await?;
    let address = told.subscriber.address.map(|address| address.to_string()).unwrap_or_default();
    let title = desk.say("newsletter.desk.end.title");
    let question = [("address", address.as_str().into())];
    let page = Confirm {
        question: desk.say_with("newsletter.desk.end.question", &question),
        consequences: vec![
            desk.say("newsletter.desk.end.stays"),
            desk.say("newsletter.desk.end.own"),
        ],
        action: String::new(),
        fields: Vec::new(),
        form: Fields::empty(),
        submit: title.clone(),
        kind: Kind::Danger,
        cancel: desk.url(&format!("/subscribers/{id}")),
    };
    desk.page(&title, &page).await
}

/// Ends it.
pub(super) async fn end(
    desk: Desk,
    Path(id): Path<SubscriberId>,
    Form(_): Form<Posted>,
) -> Result<Response, Problem> {
    desk.newsletter.unsubscribe_for(&desk.caller, id).await?;
    Ok(see_other(&desk.url(&format!("/subscribers/{id}?done=ended"))))
}
