//! The certificate of a membership as it is printed. What it proves is checked at the address it names.

use eframe_core::template::Template;
use serde::Serialize;

use crate::Error;
use crate::model::{Member, Standing};
use crate::seat::Seat;

/// A certificate of the day it is printed on.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct CertificatePrint {
    name: String,
    own_name: Option<String>,
    number: String,
    kind: String,
    country: String,
    standing: String,
    since: Option<String>,
    issued: String,
    /// Where anyone checks it.
    check: String,
}

impl CertificatePrint {
    /// The certificate of a member that the register shows.
    ///
    /// # Errors
    /// [`Error::NotFound`] for any other: there is nothing to certify.
    pub(crate) fn of(seat: &Seat, member: Member) -> Result<Self, Error> {
        let (words, membership, today) = (&seat.words, &seat.membership, seat.membership.today());
        let standing = member.standing.filter(|one| Standing::is_registered(*one));
        let standing = standing.ok_or(Error::NotFound)?;
        let path = format!("/certificate/{}?issued={today}", member.code);
        let mount = membership.mount();
        let check = mount.absolute(&mount.pages_url(seat.language, &path));
        let explained = membership.explained(member, today);
        let member = &explained.member;
        Ok(Self {
            name: member.profile.name.clone(),
            own_name: member.profile.own_name.clone(),
            number: member.number.clone().unwrap_or_default(),
            kind: words.kind(&member.kind),
            country: words.country(member.profile.country),
            standing: words.standing(standing),
            since: explained.status.since().map(|day| day.to_string()),
            issued: today.to_string(),
            check,
        })
    }
}

impl Template for CertificatePrint {
    const NAME: &'static str = "membership/certificate-print.html";

    fn samples() -> Vec<Self> {
        let full = Self {
            name: "Porto Azul".to_owned(),
            own_name: Some("بورتو أزول".to_owned()),
            number: "M-2026-0042".to_owned(),
            kind: "City".to_owned(),
            country: "Brazil".to_owned(),
            standing: "Full Member".to_owned(),
            since: Some("2026-11-23".to_owned()),
            issued: "2026-11-25".to_owned(),
            check: "https://city.example/en/members/certificate/abcdefghij?issued=2026-11-25"
                .to_owned(),
        };
        vec![Self { own_name: None, since: None, ..full.clone() }, full]
    }
}
