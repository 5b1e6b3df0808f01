use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::frame::Link;
use eframe_core::http::Problem;
use eframe_core::template::Template;
use eframe_core::{Actor, OrganisationId, Scope};
use serde::Serialize;

use super::told;
use crate::CaseLine;
use crate::desk::look;
use crate::model::{Member, Side, Standing};
use crate::permission::APPLY;
use crate::rules::{Sight, something_at_all};
use crate::seat::{Own, Seat};

/// What somebody finds who acts for organisations.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct OverviewPage {
    notice: String,
    organisations: Vec<Organisation>,
    /// Where the people of the organisations are, and colleagues are invited; empty where there is no such place.
    people: String,
    /// Where others go who have no organisation yet.
    apply: String,
}

/// One organisation.
#[derive(Clone, Debug, Default, Serialize)]
struct Organisation {
    name: String,
    /// Where it stands, once it is a member.
    standing: String,
    number: String,
    status: &'static str,
    applications: Vec<Line>,
    /// Where an application is begun, when one may be.
    begin: String,
    /// Other pages of its own.
    links: Vec<Link>,
}

/// One application.
#[derive(Clone, Debug, Serialize)]
struct Line {
    link: Link,
    stage: String,
    status: &'static str,
    /// What is awaited from the organisation, in words.
    due: String,
    overdue: bool,
}

/// Shows them.
pub(super) async fn show(Own(seat): Own) -> Result<Response, Problem> {
    let mut organisations = Vec::new();
    let mine = own(seat.actor());
    for &id in &mine {
        organisations.push(organisation(&seat, id).await?);
    }
    for line in seat.membership.applications_begun_by(seat.actor()).await? {
        if !mine.contains(&line.organisation) {
            organisations.push(begun(&seat, &line));
        }
    }
    let apply = seat.membership.mount().pages_url(seat.language, "/apply");
    let notice = seat.notice("membership.own.done.", &["withdrawn"]);
    let people = seat.membership.people().unwrap_or_default().to_owned();
    let page = OverviewPage { notice, organisations, people, apply };
    seat.page(&seat.say("membership.own.title"), &page).await
}

/// The organisations that somebody acts for.
pub(super) fn own(actor: &Actor) -> Vec<OrganisationId> {
    match Sight::of(actor) {
        Sight::Own(own) => own,
        Sight::Public => Vec::new(),
        // Staff may act for an organisation beside.
        Sight::Staff => {
            let scoped = actor.grants().iter().filter_map(|grant| match grant.scope() {
                Scope::Organisation(id) if grant.permission() == APPLY.name() => Some(id),
                _ => None,
            });
            scoped.collect()
        }
    }
}

async fn organisation(seat: &Seat, id: OrganisationId) -> Result<Organisation, Problem> {
    let membership = &seat.membership;
    let lines = membership.applications_of(seat.actor(), id).await?;
    let member = membership.store().member_of(id).await?;
    let standing = member.as_ref().and_then(|member| member.standing);
    let under_way = lines.iter().any(|line| !line.stage.is_over());
    let more = |of: &Member| something_at_all(of, membership.charter(), membership.now()).is_ok();
    let may_begin = !under_way && member.as_ref().is_none_or(more);
    let may_begin = may_begin && seat.actor().may_for(APPLY, id);
    let named = lines.first().map(|line| line.name.clone()).filter(|name| !name.is_empty());
    let profile = member.as_ref().map(|member| member.profile.name.clone());
    let begin = seat.url(&format!("/begin?organisation={id}"));
    Ok(Organisation {
        name: profile.or(named).unwrap_or_else(|| seat.say("membership.own.organisation")),
        standing: standing.map(|one| seat.words.standing(one)).unwrap_or_default(),
        number: member.and_then(|member| member.number).unwrap_or_default(),
        status: match standing {
            Some(one) if one.is_registered() => "ok",
            Some(Standing::Suspended | Standing::Lapsed) => "warn",
            _ => "note",
        },
        applications: lines.iter().map(|line| application(seat, line)).collect(),
        begin: Some(begin).filter(|_| may_begin).unwrap_or_default(),
        links: if standing.is_some() { links(seat, id) } else { Vec::new() },
    })
}

/// An application that somebody goes on with for an organisation that is not theirs: this and nothing else.
fn begun(seat: &Seat, line: &CaseLine) -> Organisation {
    let name = Some(line.name.clone()).filter(|name| !name.is_empty());
    Organisation {
        name: name.unwrap_or_else(|| seat.say("membership.own.organisation")),
        status: "note",
        applications: vec![application(seat, line)],
        ..Organisation::default()
    }
}

/// The other pages of an organisation that is or was a member.
fn links(seat: &Seat, id: OrganisationId) -> Vec<Link> {
    let own = |path: &str| format!("/organisations/{id}/{path}");
    let all = [
        ("membership.own.member-title", own("member")),
        ("membership.fee.title", own("fees")),
        ("membership.voting.meetings", "/meetings".to_owned()),
    ];
    all.into_iter().map(|(key, path)| Link::new(seat.say(key), seat.url(&path), "")).collect()
}

fn application(seat: &Seat, line: &CaseLine) -> Line {
    let due = line.due.filter(|(side, _)| *side == Side::Applicant);
    let address = seat.url(&format!("/applications/{}", line.application));
    Line {
        link: Link::new(line.number.clone(), address, ""),
        stage: seat.words.stage(line.stage),
        status: look(line.stage),
        overdue: due.is_some() && line.overdue,
        due: due.map(|(side, day)| told(seat, side, day)).unwrap_or_default(),
    }
}

impl Template for OverviewPage {
    const NAME: &'static str = "membership/own/overview.html";

    fn samples() -> Vec<Self> {
        let line = Line {
            link: Link::new("A-2026-0001", "/account/membership/applications/1", ""),
            stage: "Given back with questions".to_owned(),
            status: "warn",
            due: "Answer by 1 December 2026 (Asia/Seoul)".to_owned(),
            overdue: true,
        };
        let full = Organisation {
            name: "Porto Azul".to_owned(),
            standing: "Associate Member".to_owned(),
            number: "M-2026-0001".to_owned(),
            status: "ok",
            applications: vec![line],
            begin: String::new(),
            links: vec![Link::new("Fees", "/account/membership/fees", "")],
        };
        let new = Organisation {
            name: "Your organisation".to_owned(),
            status: "note",
            begin: "/account/membership/begin".to_owned(),
            ..Organisation::default()
        };
        let none = Self { apply: "/en/members/apply".to_owned(), ..Self::default() };
        let organisations = vec![full, new];
        let people = "/desk/accounts/".to_owned();
        vec![Self { notice: "Taken back".to_owned(), organisations, people, ..none.clone() }, none]
    }
}
