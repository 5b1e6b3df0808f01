//! The forms in which the register travels as JSON.

use eframe_core::block::utoipa;
use eframe_core::directory::{MemberFigures, MemberPlace};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::{
    BodyCode, Coordinates, Form, Happened, Happening, Office, Profile, Standing, Status, Term,
};
use crate::rules::is_public;
use crate::store::MemberRow;
use crate::{Certified, Explained};

/// A member in the register.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RegisterLine)]
pub(in crate::http) struct RegisterLine {
    number: Option<String>,
    name: String,
    /// The name in its own script, where that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    own_name: Option<String>,
    /// A code of the charter: city.
    kind: String,
    /// associate or full.
    standing: Option<String>,
    /// ISO 3166: KR.
    country: String,
    region: String,
    /// The day the register first showed it.
    #[schema(value_type = Option<String>, example = "2018-06-01")]
    joined: Option<jiff::civil::Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latitude: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    longitude: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    population: Option<u64>,
}

/// A page of members.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it only describes Page<RegisterLine>")]
pub(in crate::http) struct RegisterLinePage {
    items: Vec<RegisterLine>,
    /// Send it as `cursor` to read on; absent at the end.
    next: Option<String>,
}

/// How many there are.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RegisterFigures)]
pub(in crate::http) struct FiguresWire {
    members: u64,
    friendship: u64,
    partners: u64,
    citizens: u64,
    #[schema(value_type = String, example = "2026-11-23")]
    as_of: jiff::civil::Date,
}

/// Where a member is.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MemberPlace)]
pub(in crate::http) struct PlaceWire {
    number: String,
    name: String,
    country: String,
    latitude: Option<f64>,
    longitude: Option<f64>,
    kind: String,
    standing: String,
}

/// What the register says of a member. Whoever changes it sends all of it.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = MemberProfile)]
pub(in crate::http) struct ProfileWire {
    /// Its name in Latin letters.
    name: String,
    /// Its name as it writes it itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    own_name: Option<String>,
    /// ISO 3166: KR.
    country: String,
    /// Degrees north, as text with at most six decimals: 37.5665.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    latitude: Option<String>,
    /// Degrees east.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    longitude: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    population: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    website: Option<String>,
}

/// A member on a day.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ExplainedMember)]
pub(in crate::http) struct ExplainedWire {
    number: Option<String>,
    /// The kind that it was on that day.
    kind: String,
    profile: ProfileWire,
    #[schema(value_type = String, example = "2026-11-23")]
    day: jiff::civil::Date,
    /// Absent where it was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    standing: Option<String>,
    /// The day it reached that standing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    since: Option<jiff::civil::Date>,
    /// Everything that led there, oldest first.
    steps: Vec<StepWire>,
    rights: Vec<RightWire>,
    /// The offices it holds on that day.
    offices: Vec<OfficeWire>,
}

/// An office that is held.
#[derive(Serialize, ToSchema)]
#[schema(as = HeldOffice)]
pub(in crate::http) struct OfficeWire {
    #[schema(value_type = String, example = "executive-committee")]
    body: BodyCode,
    #[schema(value_type = String, example = "president")]
    office: Office,
    /// The first day.
    #[schema(value_type = String, format = Date)]
    from: jiff::civil::Date,
    /// The last day.
    #[schema(value_type = String, format = Date)]
    until: jiff::civil::Date,
}

/// One thing that happened, and what the charter of that day made of it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = StandingStep)]
pub(in crate::http) struct StepWire {
    #[schema(value_type = String)]
    on: jiff::civil::Date,
    /// submitted, accepted, approved, suspended, reinstated, lapsed, restored or withdrew.
    what: String,
    /// The name of the charter in force on that day.
    charter: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
}

/// A right on that day.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MemberRight)]
pub(in crate::http) struct RightWire {
    /// vote, stand, attend or speak.
    right: String,
    held: bool,
    /// Each reason against it that everybody may know: none of them is an unpaid fee.
    reasons: Vec<ReasonWire>,
}

/// A reason, as a code with facts.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MemberReason)]
pub(in crate::http) struct ReasonWire {
    /// kind, standing or unknown-right.
    code: String,
    facts: std::collections::BTreeMap<String, String>,
}

/// What is true of a certificate.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CheckedCertificate)]
pub(in crate::http) struct CertifiedWire {
    today: ExplainedWire,
    /// Absent where no day of issue was named, or one that is yet to come.
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<ExplainedWire>,
}

/// Something that happened to a member, with its reason.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MemberHappening)]
pub(in crate::http) struct HappenedWire {
    number: u32,
    #[schema(value_type = String)]
    on: jiff::civil::Date,
    #[schema(value_type = String)]
    recorded: jiff::Timestamp,
    what: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// What it was, where it applied to be another kind of member.
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<String>,
    /// The kind that it applied to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    wants: Option<String>,
}

impl From<MemberRow> for RegisterLine {
    fn from(row: MemberRow) -> Self {
        let degrees = row.coordinates.map(Coordinates::degrees);
        Self {
            number: row.number,
            name: row.name,
            own_name: row.own_name,
            kind: row.kind.to_string(),
            standing: row.standing.map(|standing| standing.code().to_owned()),
            country: row.country.to_string(),
            region: row.country.region().code().to_owned(),
            joined: row.joined,
            latitude: degrees.map(|(latitude, _)| latitude),
            longitude: degrees.map(|(_, longitude)| longitude),
            population: row.population,
        }
    }
}

impl From<MemberFigures> for FiguresWire {
    fn from(figures: MemberFigures) -> Self {
        let MemberFigures { members, friendship, partners, citizens, as_of } = figures;
        Self { members, friendship, partners, citizens, as_of }
    }
}

impl From<MemberPlace> for PlaceWire {
    fn from(place: MemberPlace) -> Self {
        let MemberPlace { number, name, country, latitude, longitude, kind, standing } = place;
        Self { number, name, country, latitude, longitude, kind, standing }
    }
}

impl From<&Profile> for ProfileWire {
    fn from(profile: &Profile) -> Self {
        let form = profile.form();
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        Self {
            name: form.name,
            own_name: profile.own_name.clone(),
            country: form.country,
            latitude: some(form.latitude),
            longitude: some(form.longitude),
            population: profile.population,
            website: profile.website.clone(),
        }
    }
}

impl From<ProfileWire> for Form {
    fn from(wire: ProfileWire) -> Self {
        Self {
            name: wire.name,
            own_name: wire.own_name.unwrap_or_default(),
            country: wire.country,
            latitude: wire.latitude.unwrap_or_default(),
            longitude: wire.longitude.unwrap_or_default(),
            population: wire.population.map(|number| number.to_string()).unwrap_or_default(),
            website: wire.website.unwrap_or_default(),
            ..Self::default()
        }
    }
}

impl ExplainedWire {
    /// `terms` are all the member's.
    pub(in crate::http) fn of(explained: &Explained, terms: &[Term]) -> Self {
        let Explained { member, day, status, rights } = explained;
        let code = |standing: Option<Standing>| standing.map(|one| one.code().to_owned());
        let Status { standing, kind, steps, .. } = status;
        let step = |step: &crate::model::Step| StepWire {
            on: step.happened.on,
            what: step.happened.what.code().to_owned(),
            charter: step.charter.clone(),
            from: code(step.from),
            to: code(step.to),
        };
        let right = |(right, reasons): &(crate::model::Right, Vec<eframe_ballot::Reason>)| {
            let reason = |reason: &eframe_ballot::Reason| ReasonWire {
                code: reason.code.clone(),
                facts: reason.facts.clone(),
            };
            // Held but for what it owes would tell everybody that it owes something.
            let reasons: Vec<_> = reasons.iter().filter(|one| is_public(one)).map(reason).collect();
            RightWire { right: right.code().to_owned(), held: reasons.is_empty(), reasons }
        };
        Self {
            number: member.number.clone(),
            kind: kind.to_string(),
            profile: (&member.profile).into(),
            day: *day,
            standing: code(*standing),
            since: status.since(),
            steps: steps.iter().map(step).collect(),
            rights: rights.iter().map(right).collect(),
            offices: terms.iter().filter(|term| term.covers(*day)).map(OfficeWire::of).collect(),
        }
    }
}

impl OfficeWire {
    fn of(term: &Term) -> Self {
        let Term { body, office, from, until, .. } = term.clone();
        Self { body, office, from, until }
    }
}

impl CertifiedWire {
    pub(in crate::http) fn of(certified: &Certified, terms: &[Term]) -> Self {
        let issued = certified.issued.as_ref();
        Self {
            today: ExplainedWire::of(&certified.today, terms),
            issued: issued.map(|issued| ExplainedWire::of(issued, terms)),
        }
    }
}

impl From<&Happened> for HappenedWire {
    fn from(one: &Happened) -> Self {
        let (mut body, mut period, mut reason) = (None, None, None);
        let (mut was, mut wants) = (None, None);
        match &one.what {
            Happening::Approved { body: of, .. } => body = Some(of.to_string()),
            Happening::Lapsed { period: of } => period = Some(of.clone()),
            Happening::Suspended { reason: why } | Happening::Withdrew { reason: why } => {
                reason = Some(why.clone());
            }
            Happening::Submitted { other_kind, .. } => {
                was = other_kind.as_ref().map(|other| other.was.to_string());
                wants = other_kind.as_ref().map(|other| other.wants.to_string());
            }
            Happening::Accepted | Happening::Reinstated | Happening::Restored => {}
        }
        let what = one.what.code().to_owned();
        let (number, on, recorded) = (one.number, one.on, one.recorded);
        Self { number, on, recorded, what, body, period, reason, was, wants }
    }
}
