use eframe_core::{Actor, Commit, Decision, Guard, Language, Timestamp, Version};
use jiff::SignedDuration;

use super::{Change, Given, SUBSCRIBERS};
use crate::event::{Asked, AskedAgain};
use crate::model::{
    Address, ConsentId, Entry, Form, Mark, Question, QuestionId, Reason, State, Subscriber,
    SubscriberId, What,
};

/// Within this time one mail goes to an address that somebody enters, however often and from wherever.
pub const ONCE_WITHIN: SignedDuration = SignedDuration::from_hours(24);

/// Asks for the newsletter at an address, which may be anybody's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscribe {
    /// Where it is to go.
    pub address: Address,
    /// In which language.
    pub language: Language,
    /// Where it was asked.
    pub form: Form,
}

/// What the house knows of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its mark.
    pub mark: Mark,
    /// Whoever has it.
    pub subscriber: Option<Subscriber>,
    /// Why nothing is sent to it.
    pub suppression: Option<Reason>,
    /// When a mail went to it last because somebody entered it.
    pub asked: Option<Timestamp>,
}

/// Decides what follows when somebody enters an address: the one question by mail; to somebody who said yes before, a
/// mail that says so, unless nothing is sent to them any more: then they are asked anew, and their yes stands as it was until
/// they answer; and nothing, where a mail went within [`ONCE_WITHIN`], but that whoever is only asked reads the language that was
/// chosen last. The answer is the same in each case and for every address, so that nobody learns who reads the newsletter; so is
/// the work: a commit.
pub fn subscribe(
    wish: &Subscribe,
    known: &Known,
    given: &Given,
    actor: &Actor,
    now: Timestamp,
) -> Decision<Change, ()> {
    let commit = Commit::by(actor, now);
    // A clock that went back makes the last mail lie ahead: it was recent. One that lies further ahead than that was noted
    // by a clock that was wrong, and keeps nobody from asking until then.
    if known.asked.is_some_and(|asked| now.duration_since(asked).abs() < ONCE_WITHIN) {
        let in_vain = Change::AskInVain { mark: known.mark, language: wish.language };
        return Decision::new(commit.change(in_vain), ());
    }
    let question = QuestionId::new(given.question);
    let asked = State::Asked { question, at: now, form: wish.form };
    let (commit, subscriber) = match &known.subscriber {
        None => {
            let new = Subscriber {
                id: SubscriberId::new(given.id),
                version: Version::FIRST,
                address: Some(wish.address.clone()),
                language: wish.language,
                state: asked,
            };
            let enter = Change::Enter { subscriber: new.clone(), mark: known.mark };
            (commit.change(enter), new)
        }
        Some(old) => {
            let commit = commit.guard(Guard::write(SUBSCRIBERS, old.id.uuid(), old.version));
            // Whoever bounced or complained gets nothing, whatever they once said: only a new yes lifts that.
            let held = known.suppression.is_some_and(Reason::is_in_force);
            if matches!(old.state, State::Confirmed { .. }) && !held {
                // Who ticks a box in an application is told nothing that they know.
                if wish.form == Form::Application {
                    return Decision::new(commit, ());
                }
                let again = AskedAgain { subscriber: old.id };
                return Decision::new(commit.change(Change::Ask(known.mark)).send(&again), ());
            }
            let new = asked_anew(old, wish, asked);
            let mark = Some(known.mark);
            (commit.change(Change::Write { subscriber: new.clone(), mark }), new)
        }
    };
    let entry = Entry {
        id: ConsentId::new(given.entry),
        subscriber: subscriber.id,
        at: now,
        language: wish.language,
        form: wish.form,
        what: What::Asked,
    };
    let commit = commit
        .change(Change::Ask(known.mark))
        .change(Change::Note(entry))
        .send(&Asked { subscriber: subscriber.id, question });
    Decision::new(commit, ())
}

/// Somebody known, whom this question was put to.
fn asked_anew(old: &Subscriber, wish: &Subscribe, asked: State) -> Subscriber {
    match (&old.state, asked) {
        // Whoever entered the address may be anybody: what its owner said is not theirs to end, nor their language.
        (State::Confirmed { consent, at, .. }, State::Asked { question, at: now, form }) => {
            let again = Some(Question { id: question, at: now, form });
            let state = State::Confirmed { consent: *consent, at: *at, again };
            Subscriber { state, ..old.clone() }
        }
        (_, state) => {
            let address = Some(wish.address.clone());
            Subscriber { address, language: wish.language, state, ..old.clone() }
        }
    }
}
