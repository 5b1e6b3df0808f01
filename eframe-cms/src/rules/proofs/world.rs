//! A store in memory, as small as one can be: it applies changes the way the real one has to.

use std::sync::atomic::{AtomicU64, Ordering};

use super::*;
use crate::model::Strand;

#[derive(Default)]
pub(super) struct World {
    pub(super) documents: BTreeMap<DocumentId, Document>,
    pub(super) editions: BTreeMap<EditionId, Edition>,
    /// Every address, with the one document it names.
    pub(super) addresses: BTreeMap<Address, DocumentId>,
    /// Every address that any document ever held.
    pub(super) held: BTreeSet<(Address, DocumentId)>,
    /// The rules in force.
    pub(super) book: Rulebook,
    /// What ever went live, as it was then, with the rule it went live under.
    pub(super) published: Vec<(Edition, Rule)>,
    ids: Ids,
}

#[derive(Default)]
struct Ids(AtomicU64);

impl IdSource for Ids {
    fn next(&self) -> Uuid {
        Uuid::from_u64_pair(1, self.0.fetch_add(1, Ordering::Relaxed))
    }
}

type Decided = Result<Decision<Change, ()>, Refusal>;

impl World {
    pub(super) fn strands(&self) -> BTreeMap<(DocumentId, Language), Vec<&Edition>> {
        let mut strands = BTreeMap::<_, Vec<_>>::new();
        for edition in self.editions.values() {
            strands.entry((edition.document, edition.language)).or_default().push(edition);
        }
        strands
    }

    pub(super) fn attempt(&mut self, actor: &Actor, language: Language, step: &Step) {
        if let Ok(decision) = self.decide(actor, language, step) {
            let mut next = self.documents.clone();
            std::mem::swap(&mut next, &mut self.documents);
            if decision.commit.changes().iter().all(|change| self.apply(change)) {
                self.note_what_went_live(decision.commit.changes());
            } else {
                self.documents = next;
            }
        }
    }

    fn note_what_went_live(&mut self, changes: &[Change]) {
        for change in changes {
            if let Change::Write(edition) = change
                && edition.state.stage() == Stage::Live
            {
                let document = &self.documents[&edition.document];
                let rule = self.book.rule(document.kind, &document.address, edition.language);
                self.published.push(((**edition).clone(), rule.clone()));
            }
        }
    }

    fn decide(&self, actor: &Actor, language: Language, step: &Step) -> Decided {
        let now = Timestamp::UNIX_EPOCH;
        let nth = |at: usize| self.documents.keys().nth(at).map(|&id| self.load(id));
        let slug = |at: u8| format!("slug-{at}").parse::<Slug>().expect("a slug");
        let on = |at: usize| nth(at).ok_or(Refusal::NotAtThatStage(None));
        match step {
            Step::Create { slug: named, parent } => {
                let parent = parent.and_then(nth);
                let command = Create {
                    kind: Kind::Page,
                    parent: parent.as_ref().map(|parent| parent.id),
                    slug: Some(slug(*named)),
                    position: 0,
                    language,
                    content: text(0),
                };
                let given = Given {
                    id: DocumentId::new(self.ids.next()),
                    edition: EditionId::new(self.ids.next()),
                    slug: slug(*named),
                };
                create(&command, given, place(parent.as_ref()), actor, now).map(told_nothing)
            }
            Step::Save { document, words, stale } => {
                let document = on(*document)?;
                let known = document.strand(language).revision;
                let expected = if *stale { Version::new(known.get() + 7) } else { known };
                let new = EditionId::new(self.ids.next());
                let command = Save { language, expected, content: text(*words) };
                save(&document, &command, new, actor, now).map(told_nothing)
            }
            Step::Submit { document } => {
                submit(&on(*document)?, language, actor, now).map(told_nothing)
            }
            Step::Approve { document, blindly } => {
                let document = on(*document)?;
                let shown = document.draft(language).filter(|_| !blindly).map(Edition::hash);
                let hash = shown.unwrap_or(eframe_core::sha256(b"something else"));
                approve(&document, language, hash, &self.book, actor, now).map(told_nothing)
            }
            Step::GiveBack { document } => {
                give_back(&on(*document)?, language, "mend it", actor, now).map(told_nothing)
            }
            Step::Publish { document } => {
                publish(&on(*document)?, language, &self.book, actor, now).map(told_nothing)
            }
            Step::Withdraw { document } => {
                withdraw(&on(*document)?, language, actor, now).map(told_nothing)
            }
            Step::WholeWay { .. } | Step::Rules { .. } => Err(Refusal::NotAtThatStage(None)),
            Step::Relocate { document, parent, slug: named } => {
                let (document, parent) = (on(*document)?, parent.and_then(nth));
                let command = Relocate {
                    parent: parent.as_ref().map(|parent| parent.id),
                    slug: slug(*named),
                    position: 1,
                    expected: document.version,
                };
                let levels = self.levels(&document);
                let place = place(parent.as_ref());
                relocate(&document, &command, place, levels, actor, now).map(told_nothing)
            }
        }
    }

    fn load(&self, id: DocumentId) -> Document {
        let mut document = self.documents[&id].clone();
        for edition in self.editions.values().filter(|edition| edition.document == id) {
            let strand: &mut Strand = document.strands.entry(edition.language).or_default();
            strand.last = strand.last.max(edition.number);
            strand.revision = strand.revision.max(edition.revision);
            match edition.state.stage() {
                Stage::Live => strand.live = Some(edition.clone()),
                stage if stage.is_in_the_making() => strand.draft = Some(edition.clone()),
                _ => {}
            }
        }
        document
    }

    fn levels(&self, top: &Document) -> usize {
        let below = self.documents.values().filter(|one| one.address.is_within(&top.address));
        below.map(|one| one.address.level() - top.address.level() + 1).max().unwrap_or(1)
    }

    /// Applies one change; false where a unique constraint says no.
    fn apply(&mut self, change: &Change) -> bool {
        match change {
            Change::Create(new) => {
                let NewDocument { id, kind, parent, position, slug, address } = new.clone();
                let (version, strands) = (Version::FIRST, BTreeMap::new());
                let changed = None;
                let document = Document {
                    id,
                    kind,
                    parent,
                    position,
                    slug,
                    address,
                    changed,
                    version,
                    strands,
                };
                let free = !self.addresses.contains_key(&document.address);
                if free {
                    self.take(document.address.clone(), id);
                    self.documents.insert(id, document);
                }
                free
            }
            Change::Write(edition) => {
                let known = self.documents.contains_key(&edition.document);
                if known {
                    self.editions.insert(edition.id, (**edition).clone());
                }
                known
            }
            Change::MoveSubtree { document, parent, slug, position, from, to } => {
                let all = self.documents.values().map(|one| one.id).collect::<Vec<_>>();
                let mut moved = Vec::new();
                for id in all {
                    let stood = self.documents[&id].address.clone();
                    if stood.is_within(from) {
                        let stands = format!("{to}{}", &stood.as_str()[from.as_str().len()..]);
                        moved.push((id, stands.parse::<Address>().expect("an address")));
                    }
                }
                let taken = |(id, address): &(DocumentId, Address)| {
                    self.addresses.get(address).is_some_and(|owner| owner != id)
                };
                if moved.iter().any(taken) {
                    return false;
                }
                for (id, address) in moved {
                    self.take(address.clone(), id);
                    self.documents.get_mut(&id).expect("it moves").address = address;
                }
                let top = self.documents.get_mut(document).expect("it moves");
                (top.parent, top.slug, top.position) = (*parent, slug.clone(), *position);
                true
            }
            Change::Surface { .. } | Change::SetMenu(_) | Change::BringIn(_) | Change::Index(_) => {
                true
            }
            Change::SetRedirects(_) | Change::RemoveRedirect(_) => true,
        }
    }

    fn take(&mut self, address: Address, document: DocumentId) {
        self.addresses.insert(address.clone(), document);
        self.held.insert((address, document));
    }
}

fn place(parent: Option<&Document>) -> Place<'_> {
    Place { tree: Version::FIRST, parent, reserved: &[] }
}

fn told_nothing<T>(decision: Decision<Change, T>) -> Decision<Change, ()> {
    Decision::new(decision.commit, ())
}
