use eframe_core::{Actor, Commit, Decision, Digest, FieldErrors, Timestamp};
use serde_json::json;

use super::apply::{Attached, attached, room, signable, step};
use super::change::{self, ApplicationStanding, Change};
use super::policy::{applies, is_of};
use crate::Refusal;
use crate::model::{Application, Author, Charter, Document, EntryId, Purpose, Signature, What};
use crate::permission::SIGNED;

/// Hands in the form that was printed and signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignOnPaper {
    /// The signed form, whose bytes are stored already.
    pub document: Document,
    /// The fingerprint that was printed on it.
    pub form: Digest,
}

/// Signs by typing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignOnLine {
    /// The name as typed.
    pub name: String,
    /// The office as typed.
    pub office: String,
    /// The fingerprint of the form as it was shown.
    pub form: Digest,
}

/// Takes an uploaded form as signed: it becomes one of the documents and the signature at once.
///
/// # Errors
/// When the actor may not, an answer is missing or wrong, the fingerprint is not that of what the form says now, the
/// application can't be signed any more, or it has its twenty documents.
pub fn sign_on_paper(
    application: &Application,
    command: &SignOnPaper,
    charter: &Charter,
    entry: EntryId,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Attached>, Refusal> {
    let form = command.form;
    ready(application, form, charter, actor, now)?;
    room(application, "file")?;
    let document = Document { purpose: Purpose::SignedForm, ..command.document.clone() };
    let Document { id, sha256, .. } = document;
    let by = Author::of(actor);
    let signature = Signature::Uploaded { document: id, sha256, form, by, at: now };
    let Decision { commit, outcome } = sign(application, signature, entry, actor, now);
    let told = Attached { standing: outcome, document: id };
    Ok(Decision::new(attached(commit, application, &document), told))
}

/// Takes a typed name for a signature. Only somebody of the organisation signs so, and the name and office typed are
/// those of the signatory that the form names.
///
/// # Errors
/// When the actor may not or is of no such organisation, an answer is missing or wrong, the fingerprint is not that
/// of what the form says now, or another name or office was typed.
pub fn sign_on_line(
    application: &Application,
    command: &SignOnLine,
    charter: &Charter,
    entry: EntryId,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, ApplicationStanding>, Refusal> {
    let form = command.form;
    ready(application, form, charter, actor, now)?;
    if !is_of(actor, application.organisation) {
        return Err(Refusal::NotOfTheOrganisation);
    }
    let (name, office) = (command.name.trim(), command.office.trim());
    let mut errors = FieldErrors::new();
    let same = |typed: &str, named: &str| typed.to_lowercase() == named.to_lowercase();
    errors.check(
        same(name, &application.form.signatory_name),
        "name",
        "membership.field.sign.name",
    );
    errors.check(
        same(office, &application.form.signatory_office),
        "office",
        "membership.field.sign.office",
    );
    errors.finish(())?;
    let signature = Signature::Typed {
        name: name.to_owned(),
        office: office.to_owned(),
        form,
        by: Author::of(actor),
        at: now,
    };
    Ok(sign(application, signature, entry, actor, now))
}

fn ready(
    application: &Application,
    form: Digest,
    charter: &Charter,
    actor: &Actor,
    now: Timestamp,
) -> Result<(), Refusal> {
    applies(actor, application)?;
    signable(application)?;
    application.form.complete(&charter.on(charter.day(now)).kind_codes())?;
    if application.form.hash() != form {
        return Err(Refusal::Stale(Box::new(application.clone())));
    }
    Ok(())
}

fn sign(
    application: &Application,
    signature: Signature,
    entry: EntryId,
    actor: &Actor,
    now: Timestamp,
) -> Decision<Change, ApplicationStanding> {
    let on_paper = matches!(signature, Signature::Uploaded { .. });
    let what = What::Signed { form: signature.form(), on_paper };
    let facts = json!({ "form": signature.form(), "onPaper": on_paper });
    let next = Application { signature: Some(signature), changed: now, ..application.clone() };
    let standing = ApplicationStanding::after(&next);
    let commit = step(Commit::by(actor, now), application, next, entry, what, actor).audit(
        SIGNED,
        change::about(application.id),
        facts,
    );
    Decision::new(commit, standing)
}
