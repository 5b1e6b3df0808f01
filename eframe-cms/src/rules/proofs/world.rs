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
    /// Every plan, whatever became of it.
    pub(super) plans: BTreeMap<PlanId, Plan>,
    /// What happened by plan: when, and which editions it changed.
    pub(super) fired: Vec<(Plan, Timestamp, Vec<Edition>)>,
    /// What was live as it moved, with the rules of its place before and after.
    pub(super) moved: Vec<(Edition, Rule, Rule)>,
    /// The clock.
    now: Timestamp,
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

    /// How each document ended that is live in no language: the end that came last.
    pub(super) fn ends(&self) -> BTreeMap<DocumentId, Ending> {
        let live = |document: &DocumentId| {
            let mut own = self.editions.values().filter(|edition| edition.document == *document);
            own.any(|edition| edition.state.stage() == Stage::Live)
        };
        let mut last = BTreeMap::<DocumentId, (Timestamp, Ending)>::new();
        for edition in self.editions.values() {
            if let State::Withdrawn { until, ending, .. } = &edition.state {
                let known = last.entry(edition.document).or_insert((*until, ending.clone()));
                if known.0 < *until {
                    *known = (*until, ending.clone());
                }
            }
        }
        last.retain(|document, _| !live(document));
        last.into_iter().map(|(document, (_, ending))| (document, ending)).collect()
    }

    /// Lets the clock go on, or back, and everything happen that is due then.
    pub(super) fn pass(&mut self, hours: i8) {
        let passed = jiff::SignedDuration::from_hours(hours.into());
        self.now = self.now.checked_add(passed).expect("within reach");
        let due = |plan: &&Plan| plan.is_waiting() && plan.at <= self.now;
        let mut due = self.plans.values().filter(due).cloned().collect::<Vec<_>>();
        due.sort_by_key(|plan| (plan.at, plan.id));
        for plan in due {
            // So that no two things happen at the same moment.
            self.now += jiff::SignedDuration::from_micros(1);
            let document = self.load(plan.document);
            let target = match &plan.act {
                crate::model::Act::End { ending } => ending.end.target().map(|id| self.load(id)),
                crate::model::Act::Publish { .. } => None,
            };
            let (book, now) = (self.book.clone(), self.now);
            let around = around(&book, target.as_ref());
            let commit = match fire_plan(&document, &plan, &around, now) {
                Ok(fired) => {
                    let written = fired.commit.changes().iter().filter_map(|change| match change {
                        Change::Write(edition) => Some((**edition).clone()),
                        _ => None,
                    });
                    self.fired.push((plan, now, written.collect()));
                    fired.commit
                }
                Err(refusal) => park_plan(&document, &plan, obstacle(&refusal), now),
            };
            assert!(commit.changes().iter().all(|change| self.apply(change)), "a plan is applied");
            self.note_what_went_live(commit.changes());
        }
    }

    pub(super) fn attempt(&mut self, actor: &Actor, language: Language, step: &Step) {
        self.now += jiff::SignedDuration::from_micros(1);
        if let Ok(decision) = self.decide(actor, language, step) {
            let mut next = self.documents.clone();
            std::mem::swap(&mut next, &mut self.documents);
            let moving = self.moving(decision.commit.changes());
            if decision.commit.changes().iter().all(|change| self.apply(change)) {
                self.note_what_went_live(decision.commit.changes());
                self.moved.extend(moving);
            } else {
                self.documents = next;
            }
        }
    }

    /// What is live of that which moves.
    fn moving(&self, changes: &[Change]) -> Vec<(Edition, Rule, Rule)> {
        let mut moving = Vec::new();
        for change in changes {
            let Change::MoveSubtree { from, to, .. } = change else { continue };
            for document in self.all().into_iter().filter(|one| one.address.is_within(from)) {
                let (kind, there) = (document.kind, document.address.moved(from, to));
                for (language, live) in document.published().iter() {
                    let rule = |at| self.book.rule(kind, at, language).clone();
                    moving.push(((*live).clone(), rule(&document.address), rule(&there)));
                }
            }
        }
        moving
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
        match step {
            Step::Create { .. } | Step::Relocate { .. } => self.placed(actor, language, step),
            Step::End { .. } | Step::Plan { .. } | Step::Cancel { .. } => {
                self.ended_or_planned(actor, language, step)
            }
            _ => self.edited(actor, language, step),
        }
    }

    /// Every document as a rule is shown it.
    pub(super) fn all(&self) -> Vec<Document> {
        self.documents.keys().map(|&id| self.load(id)).collect()
    }

    fn nth(&self, at: usize) -> Option<Document> {
        self.documents.keys().nth(at).map(|&id| self.load(id))
    }

    fn on(&self, at: usize) -> Result<Document, Refusal> {
        self.nth(at).ok_or(Refusal::NotAtThatStage(None))
    }

    fn placed(&self, actor: &Actor, language: Language, step: &Step) -> Decided {
        let now = self.now;
        let slug = |at: u8| format!("slug-{at}").parse::<Slug>().expect("a slug");
        match step {
            Step::Create { slug: named, parent } => {
                let parent = parent.and_then(|at| self.nth(at));
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
            Step::Relocate { document, parent, slug: named } => {
                let (document, parent) = (self.on(*document)?, parent.and_then(|at| self.nth(at)));
                let command = Relocate {
                    parent: parent.as_ref().map(|parent| parent.id),
                    slug: slug(*named),
                    position: 1,
                    expected: document.version,
                };
                let within = |one: &Document| one.address.is_within(&document.address);
                let documents = self.all().into_iter().filter(within).collect::<Vec<_>>();
                let (levels, book) = (self.levels(&document), &self.book);
                let subtree = Subtree { levels, book, documents: &documents };
                let place = place(parent.as_ref());
                relocate(&document, &command, place, subtree, actor, now).map(told_nothing)
            }
            _ => Err(Refusal::NotAtThatStage(None)),
        }
    }

    fn edited(&self, actor: &Actor, language: Language, step: &Step) -> Decided {
        let now = self.now;
        match step {
            Step::Save { document, words, stale } => {
                let document = self.on(*document)?;
                let known = document.strand(language).revision;
                let expected = if *stale { Version::new(known.get() + 7) } else { known };
                let new = EditionId::new(self.ids.next());
                let command = Save { language, expected, content: text(*words) };
                save(&document, &command, new, actor, now).map(told_nothing)
            }
            Step::Submit { document } => {
                submit(&self.on(*document)?, language, actor, now).map(told_nothing)
            }
            Step::Approve { document, blindly } => {
                let document = self.on(*document)?;
                let shown = document.draft(language).filter(|_| !blindly).map(Edition::hash);
                let hash = shown.unwrap_or(eframe_core::sha256(b"something else"));
                approve(&document, language, hash, &self.book, actor, now).map(told_nothing)
            }
            Step::GiveBack { document } => {
                give_back(&self.on(*document)?, language, "mend it", actor, now).map(told_nothing)
            }
            Step::Publish { document } => {
                let around = around(&self.book, None);
                publish(&self.on(*document)?, language, &around, actor, now).map(told_nothing)
            }
            Step::Discard { document } => {
                let document = self.on(*document)?;
                let expected = document.strand(language).revision;
                let (command, tree) = (Discard { language, expected }, Version::FIRST);
                let has_below = self.levels(&document) > 1;
                discard(&document, &command, tree, has_below, actor, now).map(told_nothing)
            }
            Step::Withdraw { document } => {
                withdraw(&self.on(*document)?, language, actor, now).map(told_nothing)
            }
            // Made of others, or no one's.
            _ => Err(Refusal::NotAtThatStage(None)),
        }
    }

    fn ended_or_planned(&self, actor: &Actor, language: Language, step: &Step) -> Decided {
        let now = self.now;
        match step {
            Step::End { document, to } => {
                let to = to.and_then(|at| self.nth(at));
                let (document, ending) = (self.on(*document)?, leading_to(to.as_ref()));
                end(&document, language, &ending, to.as_ref(), actor, now).map(told_nothing)
            }
            Step::Plan { document, hours, ends } => {
                let to = ends.and_then(|at| self.nth(at));
                let at = now + jiff::SignedDuration::from_hours((*hours).into());
                let command = SetPlan {
                    language,
                    ending: ends.is_some().then(|| leading_to(to.as_ref())),
                    when: Moment { at, clocks: Clocks::Plain },
                };
                let id = PlanId::new(self.ids.next());
                let (document, around) = (self.on(*document)?, around(&self.book, to.as_ref()));
                let set = set_plan(&document, &command, id, &around, actor, now);
                set.map(told_nothing)
            }
            Step::Cancel { document, act } => {
                let act = if *act { "end" } else { "publish" };
                cancel_plan(&self.on(*document)?, language, act, actor, now).map(told_nothing)
            }
            _ => Err(Refusal::NotAtThatStage(None)),
        }
    }

    fn load(&self, id: DocumentId) -> Document {
        let mut document = self.documents[&id].clone();
        let open = self.plans.values().filter(|plan| plan.document == id && plan.is_open());
        document.plans = open.cloned().collect();
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
            Change::Create(new) => self.begin(new.clone()),
            Change::Write(edition) => {
                let known = self.documents.contains_key(&edition.document);
                if known {
                    self.editions.insert(edition.id, (**edition).clone());
                }
                known
            }
            Change::MoveSubtree { document, parent, slug, position, from, to } => {
                let moved = self.move_subtree(from, to);
                if moved {
                    let top = self.documents.get_mut(document).expect("it moves");
                    (top.parent, top.slug, top.position) = (*parent, slug.clone(), *position);
                }
                moved
            }
            Change::Discard(edition) => self.editions.remove(&edition.id).is_some(),
            Change::Forget(document) => {
                self.addresses.retain(|_, owner| owner != document);
                self.held.retain(|(_, owner)| owner != document);
                self.documents.remove(document).is_some()
            }
            Change::Plan(plan) => self.plan(plan),
            Change::Care { document, care } => {
                self.documents.get_mut(document).expect("it is there").care = care.clone();
                true
            }
            Change::Surface { .. }
            | Change::SetMenu(_)
            | Change::BringIn(_)
            | Change::Index(_)
            | Change::KeepTexts(_)
            | Change::SetRedirects(_)
            | Change::RemoveRedirect(_)
            | Change::Media(_)
            | Change::Arrange(_)
            | Change::Preview(_)
            | Change::EndPreview(_)
            | Change::KeepUnsaved(_)
            | Change::DropUnsaved { .. }
            | Change::Tidy(_)
            | Change::Remind { .. } => true,
        }
    }

    fn begin(&mut self, new: NewDocument) -> bool {
        let NewDocument { id, kind, parent, position, slug, address } = new;
        let free = !self.addresses.contains_key(&address);
        if free {
            self.take(address.clone(), id);
            let (changed, version, strands) = (None, Version::FIRST, BTreeMap::new());
            let (care, plans) = (Default::default(), Vec::new());
            let document = Document {
                id,
                kind,
                parent,
                position,
                slug,
                address,
                changed,
                version,
                care,
                plans,
                strands,
            };
            self.documents.insert(id, document);
        }
        free
    }

    fn move_subtree(&mut self, from: &Address, to: &Address) -> bool {
        let mut moved = Vec::new();
        for document in self.documents.values() {
            let stood = &document.address;
            if stood.is_within(from) {
                let stands = format!("{to}{}", &stood.as_str()[from.as_str().len()..]);
                moved.push((document.id, stands.parse::<Address>().expect("an address")));
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
        true
    }

    fn plan(&mut self, plan: &Plan) -> bool {
        let same = |other: &&Plan| {
            (other.document, other.language, other.act.code())
                == (plan.document, plan.language, plan.act.code())
        };
        let mut open = self.plans.values().filter(|other| other.is_open());
        let free = !open.any(|other| same(&other) && other.id != plan.id);
        if free || !plan.is_open() {
            self.plans.insert(plan.id, plan.clone());
        }
        free || !plan.is_open()
    }

    fn take(&mut self, address: Address, document: DocumentId) {
        self.addresses.insert(address.clone(), document);
        self.held.insert((address, document));
    }
}

/// The end that leads to a document, or for good.
fn around<'a>(book: &'a Rulebook, target: Option<&'a Document>) -> Around<'a> {
    Around { book, files: &[], target, today: jiff::civil::date(2026, 1, 1) }
}

fn leading_to(to: Option<&Document>) -> Ending {
    let end = to.map_or(End::Gone, |to| End::Redirect { to: to.id });
    Ending { end, note: String::new() }
}

fn place(parent: Option<&Document>) -> Place<'_> {
    Place { tree: Version::FIRST, parent, reserved: &[], languages: &[] }
}

fn told_nothing<T>(decision: Decision<Change, T>) -> Decision<Change, ()> {
    Decision::new(decision.commit, ())
}
