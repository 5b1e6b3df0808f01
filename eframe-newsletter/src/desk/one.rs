use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Action, Entry as Happened, History, Kind};
use eframe_core::http::{Path, Problem};

use super::seat::Desk;
use crate::model::{Entry, Stage, SubscriberId, What};
use crate::permission::WRITE;

/// One subscriber: where they stand, and every line of the ledger about them.
pub(super) async fn show(desk: Desk, Path(id): Path<SubscriberId>) -> Result<Response, Problem> {
    let told = desk.newsletter.told(desk.actor(), id).await?;
    let stage = told.subscriber.state.stage();
    let gone = || desk.say("newsletter.desk.subscribers.gone");
    let address = told.subscriber.address.as_ref().map_or_else(gone, ToString::to_string);
    let stands = desk.say(&["newsletter.desk.stands.", stage.code()].concat());
    let args = [
        ("state", stands.as_str().into()),
        ("language", told.subscriber.language.own_name().into()),
    ];
    let mut lead = desk.say_with("newsletter.desk.one.lead", &args);
    if let Some(held) = told.suppression.filter(|held| held.reason.is_in_force()) {
        let reason = desk.say(&["newsletter.desk.reason.", held.reason.code()].concat());
        let args = [("reason", reason.as_str().into())];
        lead = [lead, desk.say_with("newsletter.desk.one.held", &args)].join(" ");
    }
    let end = || {
        let href = desk.url(&format!("/subscribers/{id}/end"));
        Action::new(Kind::Danger, desk.say("newsletter.desk.end.title"), href)
    };
    let may_end = desk.actor().may(WRITE) && matches!(stage, Stage::Asked | Stage::Confirmed);
    let page = History {
        notice: desk.notice("newsletter.desk.one.done-", &["ended"]),
        lead,
        entries: told.ledger.iter().rev().map(|entry| line(&desk, entry)).collect(),
        now: if may_end { vec![end()] } else { Vec::new() },
    };
    desk.page(&address, &page).await
}

fn line(desk: &Desk, entry: &Entry) -> Happened {
    let say = |prefix: &str, code: &str| desk.say(&[prefix, code].concat());
    let note = match &entry.what {
        What::Agreed { text, sha256 } => format!("{text} (SHA-256 {sha256})"),
        What::Stated { proof, own, file } => {
            let own = own.as_ref().map(|own| format!(" {own}")).unwrap_or_default();
            format!("{proof}{own} (SHA-256 {file})")
        }
        What::Ended { how } => say("newsletter.desk.how.", how.code()),
        What::Asked | What::Erased => String::new(),
    };
    Happened {
        at: entry.at,
        what: say("newsletter.desk.ledger.", entry.what.code()),
        who: say("newsletter.desk.form.", entry.form.code()),
        note,
    }
}
