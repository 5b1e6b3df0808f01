//! The one mapping of this crate's errors to problems.

use eframe_core::http::{IfMatch, Problem};
use http::StatusCode;

use super::wire::{EditionWire, FindingWire, MenuWire};
use crate::{Error, Refusal};

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::not_found(),
            Error::Refused(refusal) => refused(refusal),
            Error::Commit(error) => error.into(),
        }
    }
}

fn refused(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::Denied(denied) => denied.into(),
        Refusal::Invalid(errors) => errors.into(),
        Refusal::StaleDraft { revision, newest } => IfMatch::failed()
            .member("revision", revision)
            .member("current", newest.as_deref().map(EditionWire::from)),
        Refusal::StaleDocument(version)
        | Refusal::StaleTree(version)
        | Refusal::StaleMedia(version) => IfMatch::failed().member("version", version),
        Refusal::StaleMenu(menu) => IfMatch::failed().member("current", MenuWire::from(&*menu)),
        Refusal::Retired => {
            Problem::new(StatusCode::GONE, "retired", "The file was retired from the library.")
        }
        Refusal::StillShown(pages) => Problem::conflict("still-shown", "Live pages show the file.")
            .detail("Publish them without it first.")
            .member("pages", pages),
        Refusal::NotAtThatStage(stage) => {
            let title = "The edition is not at the stage this step begins at.";
            Problem::conflict("not-at-that-stage", title).member("stage", stage)
        }
        Refusal::OwnWork => {
            let title = "Someone other than its authors has to approve it.";
            Problem::new(StatusCode::FORBIDDEN, "own-work", title)
        }
        Refusal::AlreadyApproved => Problem::conflict(
            "already-approved",
            "You approved it already; somebody else is wanted.",
        ),
        Refusal::NotAsked(missing) => {
            let title = "The rule of this place asks for others.";
            Problem::new(StatusCode::FORBIDDEN, "not-asked", title).member("missing", missing)
        }
        Refusal::NotYetApproved(missing) => {
            let title = "More people have to approve it.";
            Problem::conflict("not-yet-approved", title).member("missing", missing)
        }
        Refusal::ContentChanged => {
            Problem::conflict("content-changed", "The text was changed after it was read.")
                .detail("Read it again and send the hash of what it says now.")
        }
        Refusal::Unfit(findings) => {
            let title = "The text has faults that keep it from being published.";
            let findings = findings.iter().map(FindingWire::from).collect::<Vec<_>>();
            Problem::refused("unfit", title).member("findings", findings)
        }
        Refusal::AddressTaken
        | Refusal::LacksThere(_)
        | Refusal::NamesLanguage(_)
        | Refusal::PagesBelow
        | Refusal::Reserved(_)
        | Refusal::TooDeep
        | Refusal::NoPlaceThere
        | Refusal::WithinItself => out_of_place(refusal),
        Refusal::BadFile(faults) => Problem::refused("bad-file", "The file has faults.")
            .detail("Nothing of it was taken. Mend these lines and send it again.")
            .member("faults", faults),
        Refusal::NotEmpty => Problem::conflict("not-empty", "There is content already."),
    }
}

/// Why a document does not stand where it was to stand.
fn out_of_place(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::AddressTaken => {
            Problem::conflict("address-taken", "The address belongs to another document.")
                .detail("Choose another slug. Addresses that documents once had count too.")
        }
        Refusal::Reserved(slug) => {
            Problem::refused("address-reserved", "The site itself uses this address.")
                .detail(format!("No page may begin with {slug}. Choose another slug."))
        }
        Refusal::LacksThere(lacking) => {
            let title = "The rule of that place asks for more than what is live has.";
            Problem::conflict("lacks-approval-there", title)
                .detail("Take it down, move it and have it approved there; or write it anew there, and end this one by leading on to it.")
                .member("lacking", lacking)
        }
        Refusal::NamesLanguage(language) => {
            Problem::refused("address-reserved", "The site in a language begins with this address.")
                .detail(format!("No page may begin with {language}, the code of a language of the site. Choose another slug."))
        }
        Refusal::PagesBelow => Problem::conflict("pages-below", "Pages stand below it.")
            .detail("It would go as a whole. Move them elsewhere, or throw them away first."),
        Refusal::TooDeep => Problem::refused("too-deep", "The tree of pages has three levels."),
        Refusal::NoPlaceThere => {
            Problem::refused("no-place-there", "Only pages stand in the tree, below pages.")
        }
        _ => Problem::conflict("within-itself", "A page can't stand below itself."),
    }
}
