use axum::Router;
use axum::response::Response;
use axum::routing::get;
use eframe_core::OrganisationId;
use eframe_core::block::axum;
use eframe_core::http::{Path, Problem};
use eframe_core::template::Template;
use serde::Serialize;

use super::member::member_of;
use crate::Membership;
use crate::model::{FeeState, Member};
use crate::portrait::FeeLine;
use crate::rules::grace_ends;
use crate::seat::{Own, Seat};

/// What an organisation owes and owed.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct OwnFeesPage {
    name: String,
    /// Whether the amounts are only examples.
    example: bool,
    fees: Vec<FeeLine>,
    /// The last day before it lapses, while a fee is unpaid.
    grace: String,
    lapsed: bool,
    back: String,
}

pub(super) fn routes() -> Router<Membership> {
    Router::new().route("/organisations/{organisation}/fees", get(show))
}

async fn show(Own(seat): Own, Path(of): Path<OrganisationId>) -> Result<Response, Problem> {
    let back = seat.url(&format!("/organisations/{of}/member"));
    let page = match member_of(&seat, of).await? {
        Some(member) => OwnFeesPage { back, ..page(&seat, &member) },
        None => OwnFeesPage { back, ..OwnFeesPage::default() },
    };
    seat.page(&seat.say("membership.fee.title"), &page).await
}

fn page(seat: &Seat, member: &Member) -> OwnFeesPage {
    let (charter, today) = (seat.membership.charter(), seat.membership.today());
    let open = member.fees.iter().filter(|fee| fee.state == FeeState::Open);
    let grace = open.filter_map(|fee| grace_ends(fee, charter)).min();
    let grace = grace.filter(|_| !member.has_lapsed());
    let fees = member.fees.iter().rev();
    OwnFeesPage {
        name: member.profile.name.clone(),
        example: charter.on(today).fees.as_ref().is_some_and(|rule| rule.example),
        fees: fees.map(|fee| FeeLine::of(&seat.words, fee, String::new())).collect(),
        grace: grace.map(|day| day.to_string()).unwrap_or_default(),
        lapsed: member.has_lapsed(),
        back: String::new(),
    }
}

impl Template for OwnFeesPage {
    const NAME: &'static str = "membership/own/fees.html";

    fn samples() -> Vec<Self> {
        let full = Self {
            name: "Porto Azul".to_owned(),
            example: true,
            fees: FeeLine::samples().into(),
            grace: "2026-09-27".to_owned(),
            lapsed: true,
            back: "/account/membership/organisations/1/member".to_owned(),
        };
        vec![full, Self::default()]
    }
}
