//! An entry as it is sealed.

use crate::audit::{form, salted};
use crate::block::instant;
use crate::database::table::audit::Model;
use crate::{ActorId, Digest, sha256};

/// How an entry stands to its leaf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// The facts are there, and give it.
    Proven,
    /// The facts were erased; what stands for them gives it.
    Erased,
    /// Something of it was changed.
    Altered,
}

/// What stands for the facts of an entry: as it is kept, or of the facts themselves.
pub(super) fn digest(entry: &Model) -> Option<Digest> {
    kept(entry).or_else(|| made(entry))
}

/// The form that is sealed. An entry of which nothing stands for its facts is sealed as if that were zeros, which
/// gives no leaf: the log goes on, and the entry is found.
pub(super) fn sealed(entry: &Model) -> String {
    of(entry, digest(entry).unwrap_or(Digest::new([0; 32])))
}

/// The form, and how the entry stands to its leaf.
pub(super) fn checked(entry: &Model) -> (String, Standing) {
    let erased = entry.facts.is_none() && entry.salt.is_none();
    let (kept, made) = (kept(entry), made(entry));
    let form = of(entry, made.or(kept).unwrap_or(Digest::new([0; 32])));
    let gives = sha256(form.as_bytes()).bytes() == entry.leaf.as_slice();
    let standing = match (gives, made) {
        (true, Some(made)) if kept.is_none_or(|kept| kept == made) => Standing::Proven,
        (true, None) if erased => Standing::Erased,
        _ => Standing::Altered,
    };
    (form, standing)
}

fn kept(entry: &Model) -> Option<Digest> {
    entry.digest.as_deref()?.try_into().ok().map(Digest::new)
}

fn made(entry: &Model) -> Option<Digest> {
    salted(entry.salt.as_deref()?, entry.facts.as_ref()?).ok()
}

fn of(entry: &Model, facts: Digest) -> String {
    let what = (entry.action.as_str(), entry.subject.as_str());
    form(what, entry.id, instant(entry.at), ActorId::new(entry.actor), facts)
}
