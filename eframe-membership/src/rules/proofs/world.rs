//! A store of one application in memory, as small as one can be: it applies changes the way the real one has to.

use super::*;
use crate::model::MemberId;

/// A step that was taken, with what it decided.
pub(super) struct Taken {
    pub(super) by: ActorId,
    pub(super) step: Step,
    pub(super) before: Application,
    pub(super) after: Application,
    pub(super) changes: Vec<Change>,
    pub(super) guards: Vec<Guard>,
    pub(super) audited: usize,
    /// The membership before and after, and the day.
    pub(super) members: (Option<Member>, Option<Member>),
    pub(super) day: jiff::civil::Date,
}

pub(super) struct World {
    pub(super) charter: Charter,
    pub(super) application: Application,
    pub(super) member: Option<Member>,
    pub(super) taken: Vec<Taken>,
    pub(super) refused: Vec<(Step, Stage, Refusal)>,
    pub(super) now: Timestamp,
    next: u128,
}

type Decided = Result<(eframe_core::Commit<Change>, Option<Version>), Refusal>;

pub(super) fn ours() -> OrganisationId {
    OrganisationId::new(Uuid::from_u128(77))
}

pub(super) fn officer(number: u128) -> Actor {
    of(number, ours())
}

/// Somebody of another organisation.
pub(super) fn stranger() -> Actor {
    of(3, OrganisationId::new(Uuid::from_u128(78)))
}

fn of(number: u128, organisation: OrganisationId) -> Actor {
    let grants = [permission::APPLY, permission::VOTE];
    let grants = grants.map(|one| Grant::new(one, Scope::Organisation(organisation)));
    Actor::person(ActorId::new(Uuid::from_u128(number)), format!("Officer {number}"), grants.into())
}

pub(super) fn secretariat() -> Actor {
    let grants = permission::ALL.map(|one| Grant::new(one, Scope::Everywhere));
    Actor::person(ActorId::new(Uuid::from_u128(4)), "Secretariat", grants.into())
}

/// A form whose every answer is right; some are for another kind of member, under another name.
fn complete(words: u8) -> Form {
    let other = words % 4 == 3;
    Form {
        kind: if other { "friendship" } else { "city" }.to_owned(),
        name: if other { "Union of Ports" } else { "Porto Azul" }.to_owned(),
        country: "PT".to_owned(),
        motivation: format!("Reason {words}"),
        signatory_name: "Ana Lima".to_owned(),
        signatory_office: "Mayor".to_owned(),
        contact_name: "Rui Sá".to_owned(),
        contact_email: "rui@porto-azul.example".to_owned(),
        contact_language: "en".to_owned(),
        ..Form::default()
    }
}

/// A draft with every answer.
pub(in crate::rules) fn sample() -> Application {
    Application {
        id: ApplicationId::new(Uuid::from_u128(100)),
        number: "A-2026-0001".to_owned(),
        organisation: ours(),
        form: complete(0),
        signature: None,
        documents: Vec::new(),
        state: State::Draft,
        member: None,
        code: "abcdefghij".to_owned(),
        creator: None,
        begun: Timestamp::UNIX_EPOCH,
        changed: Timestamp::UNIX_EPOCH,
        version: Version::FIRST,
    }
}

impl World {
    /// Early, under the charter of 2014, or under the one that follows it.
    pub(super) fn new(early: bool) -> Self {
        let now = if early { "2014-05-01T00:00:00Z" } else { "2026-05-01T00:00:00Z" };
        Self {
            charter: Charter::wego(),
            application: Application { form: Form::default(), ..sample() },
            member: None,
            taken: Vec::new(),
            refused: Vec::new(),
            now: now.parse().expect("an instant"),
            next: 1000,
        }
    }

    pub(super) fn attempt(&mut self, actor: &Actor, step: &Step) {
        if let Step::Wait { days } = step {
            self.now += SignedDuration::from_hours(24 * i64::from(*days));
            return;
        }
        if let Step::Anew = step {
            self.anew(actor);
            return;
        }
        let (before, member) = (self.application.clone(), self.member.clone());
        match self.decide(actor, step) {
            Ok((commit, told)) => {
                for one in commit.changes() {
                    self.apply(one);
                }
                let holds = |table| {
                    let hold = |guard: &Guard| guard.table == table && guard.hold == Hold::Write;
                    commit.guards().iter().any(hold)
                };
                if holds(change::APPLICATIONS) {
                    self.application.version = before.version.next();
                }
                if let (true, Some(member)) = (holds(change::MEMBERS), &mut self.member) {
                    member.version = member.version.next();
                }
                if let Some(told) = told {
                    assert_eq!(told, self.application.version, "{step:?} tells the version");
                }
                self.taken.push(Taken {
                    by: who(actor, step),
                    step: step.clone(),
                    before,
                    after: self.application.clone(),
                    changes: commit.changes().to_vec(),
                    guards: commit.guards().to_vec(),
                    audited: commit.entries().len(),
                    members: (member, self.member.clone()),
                    day: self.charter.day(self.now),
                });
            }
            Err(refusal) => self.refused.push((step.clone(), before.state.stage(), refusal)),
        }
    }

    /// Begins another application, when none is under way.
    fn anew(&mut self, actor: &Actor) {
        let command = Begin { organisation: Some(ours()), form: Form::default() };
        let (given, now) = (self.given(), self.now);
        let begun = begin(&command, &given, self.member.as_ref(), &self.charter, actor, now);
        if begun.is_ok() && self.application.state.stage().is_over() {
            let (id, form) = (ApplicationId::new(given.id), Form::default());
            self.application = Application { id, form, ..sample() };
        }
    }

    /// What a committee's approval does.
    fn approve(&mut self) -> Decided {
        let (given, on) = (self.given(), self.application.clone());
        accept::at(&on, &[Stage::Accepted])?;
        let day = self.charter.day(self.now);
        let complete = on.form.complete(&self.charter.on(day).kind_codes())?;
        let enrolment = enrol::Enrolment {
            charter: &self.charter,
            application: &on,
            complete: &complete,
            member: self.member.as_ref(),
            submitted: Some(self.now),
            accepted: None,
            day,
            now: self.now,
        };
        let body = if self.charter.on(day).name == "2014" && complete.kind.as_str() == "city" {
            "general-assembly"
        } else {
            "executive-committee"
        };
        let commit = eframe_core::Commit::by(&secretariat(), self.now);
        let (commit, member) = enrol::enrol(commit, &enrolment, &given, samples::approved(body));
        let state = State::Admitted { at: self.now, decision: None };
        let member = member.or(on.member);
        let next = Application { state, member, ..on.clone() };
        let what = crate::model::What::Admitted { decision: None };
        let about = change::about(on.id);
        let commit = apply::step(commit, &on, next, given.entry, what, &secretariat());
        Ok((commit.audit(permission::DECIDED, about, serde_json::json!({})), None))
    }

    fn end(&mut self, actor: &Actor) -> Decided {
        let (given, on) = (self.given(), self.application.clone());
        let member = self.member.clone().ok_or(Refusal::NotInThatStanding(None))?;
        let application = Some(&on).filter(|on| !on.state.stage().is_over());
        let terms = &Terms { all: Vec::new(), version: Version::FIRST };
        let ending = Ending { application, entry: given.entry, terms };
        let (command, charter) = (Dated::default(), &self.charter);
        let ended = end_membership(&member, &command, &ending, charter, actor, self.now)?;
        Ok((ended.commit, None))
    }

    fn id(&mut self) -> Uuid {
        self.next += 1;
        Uuid::from_u128(self.next)
    }

    fn given(&mut self) -> Given {
        let (id, second, entry) = (self.id(), self.id(), EntryId::new(self.id()));
        Given { id, second, entry, code: "bcdefghijk".to_owned() }
    }

    fn document(&mut self, actor: &Actor, purpose: Purpose) -> Document {
        Document {
            id: DocumentId::new(self.id()),
            purpose,
            blob: self.id(),
            sha256: sha256(b"scan"),
            file_name: "scan.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            bytes: 4,
            by: Author::of(actor),
            at: self.now,
        }
    }

    fn shown(&self, blindly: bool) -> Digest {
        if blindly { sha256(b"another form") } else { self.application.form.hash() }
    }

    fn decide(&mut self, actor: &Actor, step: &Step) -> Decided {
        let (given, now) = (self.given(), self.now);
        let entry = given.entry;
        let on = self.application.clone();
        let (member, charter) = (self.member.clone(), self.charter.clone());
        match step {
            Step::Save { .. } | Step::Fill { .. } => self.typed(actor, step),
            Step::Attach => {
                let document = self.document(actor, Purpose::Attachment);
                added(attach(&on, &Attach { document, entry }, actor, now))
            }
            Step::Detach { nth } => {
                let known = on.documents.get(*nth).map(|document| document.id);
                told(detach(&on, known.unwrap_or(DocumentId::new(given.id)), entry, actor, now))
            }
            Step::SignOnPaper { blindly } => {
                let document = self.document(actor, Purpose::SignedForm);
                let command = SignOnPaper { document, form: self.shown(*blindly) };
                added(sign_on_paper(&on, &command, &charter, entry, actor, now))
            }
            Step::SignOnLine { blindly, as_somebody } => {
                let name = if *as_somebody { "Somebody" } else { " ana lima " };
                let (name, office) = (name.to_owned(), "mayor".to_owned());
                let command = SignOnLine { name, office, form: self.shown(*blindly) };
                told(sign_on_line(&on, &command, &charter, entry, actor, now))
            }
            Step::Submit => told(submit(&on, member.as_ref(), &charter, &given, actor, now)),
            Step::Confirm => told(confirm(&on, member.as_ref(), &charter, &given, actor, now)),
            Step::Reopen => told(reopen(&on, entry, actor, now)),
            Step::GiveBack => {
                let command = GiveBack { questions: "Which?".to_owned(), read: None, entry };
                told(give_back(&on, &command, &charter, actor, now))
            }
            Step::Accept => told(accept(&on, member.as_ref(), &charter, &given, None, actor, now)),
            Step::Refuse => told(refuse(&on, "No city", None, entry, actor, now)),
            Step::Withdraw => told(withdraw(&on, entry, actor, now)),
            Step::Write { empty } => {
                let text = if *empty { " \n" } else { "Hello" };
                write(&on, text, entry, actor, now).map(|decision| (decision.commit, None))
            }
            Step::Note => {
                note(&on, "Ring them", entry, actor, now).map(|decision| (decision.commit, None))
            }
            Step::Approve => self.approve(),
            Step::End => self.end(actor),
            Step::Wait { .. } | Step::Anew => unreachable!("these happen by themselves"),
        }
    }

    fn typed(&self, actor: &Actor, step: &Step) -> Decided {
        let on = &self.application;
        let saved = match step {
            Step::Save { right, words, stale } => {
                let expected = if *stale { Version::new(99_999) } else { on.version };
                let form = if *right { complete(*words) } else { Form::default() };
                save(on, &Save { expected, form }, actor, self.now)
            }
            Step::Fill { group, words, unseen } => {
                let group = Group::ALL[*group];
                let seen = if *unseen { sha256(b"unseen") } else { group.hash(&on.form) };
                fill(on, &Fill { group, answers: complete(*words), seen }, actor, self.now)
            }
            _ => unreachable!("not typed"),
        };
        saved.map(|decision| (decision.commit, Some(decision.outcome.standing.version)))
    }

    fn apply(&mut self, one: &Change) {
        match one {
            Change::Write(next) => {
                let documents = self.application.documents.clone();
                self.application = Application { documents, ..(**next).clone() };
            }
            Change::Attach { document, .. } => self.application.documents.push(document.clone()),
            Change::Detach(id) => self.application.documents.retain(|one| one.id != *id),
            Change::Note { .. } => {}
            Change::Enrol(new) => {
                assert!(self.member.is_none(), "an organisation is one member");
                self.member = Some(born(new));
            }
            Change::Happen { member, happened, standing } => {
                let known = self.known(*member);
                known.history.push(happened.clone());
                known.standing = *standing;
            }
            Change::Amend { member, profile } => self.known(*member).profile = profile.clone(),
            Change::Reclassify { member, kind } => self.known(*member).kind = kind.clone(),
            other => panic!("no step of an application does this: {other:?}"),
        }
    }

    fn known(&mut self, id: MemberId) -> &mut Member {
        self.member.as_mut().filter(|member| member.id == id).expect("the member")
    }
}

/// Who decides: what a committee approved is written down by the Secretariat, whoever takes the step here.
fn who(actor: &Actor, step: &Step) -> ActorId {
    if matches!(step, Step::Approve) { secretariat().id() } else { actor.id() }
}

fn born(new: &NewMember) -> Member {
    Member {
        id: new.id,
        number: new.number.clone(),
        organisation: new.organisation,
        kind: new.kind.clone(),
        profile: new.profile.clone(),
        history: new.history.clone(),
        fees: Vec::new(),
        standing: new.standing,
        code: new.code.clone(),
        version: Version::FIRST,
    }
}

fn told(decided: Result<Decision<Change, ApplicationStanding>, Refusal>) -> Decided {
    decided.map(|Decision { commit, outcome }| (commit, Some(outcome.version)))
}

fn added(decided: Result<Decision<Change, Attached>, Refusal>) -> Decided {
    decided.map(|Decision { commit, outcome }| (commit, Some(outcome.standing.version)))
}
