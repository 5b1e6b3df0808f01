use axum::Router;
use axum::response::Response;
use axum::routing::get;
use eframe_core::OrganisationId;
use eframe_core::block::axum;
use eframe_core::form::Fields;
use eframe_core::http::{Path, Problem};
use eframe_core::template::Template;
use jiff::civil::Date;
use serde::Serialize;

use crate::certificate::CertificatePrint;
use crate::model::{Member, Standing};
use crate::portrait::Portrait;
use crate::rules::Sight;
use crate::seat::{Own, Seat};
use crate::{Error, Membership};

/// An organisation's membership as its own people see it.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct OwnMemberPage {
    /// Nothing, where the organisation never was a member.
    of: Option<Portrait>,
    form: Fields,
    /// The membership as it is today, where another day is shown.
    today: Option<String>,
    /// Its page and its certificate, as long as the register shows it.
    public: String,
    certificate: String,
    fees: String,
    back: String,
}

const TITLE: &str = "membership.own.member-title";

pub(super) fn routes() -> Router<Membership> {
    Router::new()
        .route("/organisations/{organisation}/member", get(show))
        .route("/organisations/{organisation}/certificate", get(certificate))
}

/// The organisation's membership, where it is one's own and there was one.
pub(super) async fn member_of(seat: &Seat, of: OrganisationId) -> Result<Option<Member>, Problem> {
    if !Sight::of(seat.actor()).shows(of) {
        return Err(Problem::not_found());
    }
    match seat.membership.member_of(seat.actor(), of).await {
        Ok(member) => Ok(Some(member)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

async fn show(Own(seat): Own, Path(of): Path<OrganisationId>) -> Result<Response, Problem> {
    let (membership, today) = (&seat.membership, seat.membership.today());
    let Some(member) = member_of(&seat, of).await? else {
        let page = OwnMemberPage { back: seat.url("/"), ..OwnMemberPage::default() };
        return seat.page(&seat.say(TITLE), &page).await;
    };
    let terms = membership.terms_of(member.id).await?;
    // A day that is none is the day of today: the date field of a browser gives no other.
    let asked = seat.query.one("day").parse::<Date>().unwrap_or(today);
    let shown = member.standing.is_some_and(Standing::is_registered);
    let own = |path: &str| seat.url(&format!("/organisations/{of}/{path}"));
    let number = member.number.clone().unwrap_or_default();
    let public = membership.mount().pages_url(seat.language, &format!("/{number}"));
    let explained = membership.explained(member, asked);
    let page = OwnMemberPage {
        of: Some(Portrait::of(&seat.words, &explained, &terms, |_| String::new())),
        form: Fields::of([("day", asked.to_string())]),
        today: (asked != today).then(|| own("member")),
        public: Some(public).filter(|_| !number.is_empty()).unwrap_or_default(),
        certificate: Some(own("certificate")).filter(|_| shown).unwrap_or_default(),
        fees: own("fees"),
        back: seat.url("/"),
    };
    seat.page(&explained.member.profile.name, &page).await
}

/// Its certificate of today, to be printed.
async fn certificate(Own(seat): Own, Path(of): Path<OrganisationId>) -> Result<Response, Problem> {
    let member = member_of(&seat, of).await?.ok_or_else(Problem::not_found)?;
    let page = CertificatePrint::of(&seat, member)?;
    seat.page(&seat.say("membership.certificate.check-title"), &page).await
}

impl Template for OwnMemberPage {
    const NAME: &'static str = "membership/own/member.html";

    fn samples() -> Vec<Self> {
        let [full, bare] = Portrait::samples();
        let none = Self { back: "/account/membership/".to_owned(), ..Self::default() };
        let all = Self {
            of: Some(full),
            form: Fields::of([("day", "2026-11-25")]),
            today: Some("/account/membership/organisations/1/member".to_owned()),
            public: "/en/members/M-2026-0042".to_owned(),
            certificate: "/account/membership/organisations/1/certificate".to_owned(),
            fees: "/account/membership/organisations/1/fees".to_owned(),
            back: none.back.clone(),
        };
        vec![all, Self { of: Some(bare), ..none.clone() }, none]
    }
}
