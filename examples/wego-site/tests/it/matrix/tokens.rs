//! The same operations for tokens that are for some permissions alone.
//!
//! Which permissions open an operation stands in its description, and is not written down a second time. Somebody who may by
//! [the rows](super) makes tokens: for exactly what a way in names, and it is let in; for all else that they may, and it is
//! refused; for all but one of a way's permissions, and it is refused too. So a permission that a description leaves out, names in
//! vain or names wrongly fails the test, and so does a row whose operation says nothing.
//!
//! A token that may not is told that it may not (403). Where the row's others are told that there is no such thing
//! ([`Others::MissingBut`], [`Others::Either`]) it may be told that as well (404): what it lacks is then what brings the thing in its
//! sight.

use std::collections::{BTreeMap, BTreeSet};

use super::{May, NEVER, Operation, Others, Row, World, all, is_let};
use crate::http::{Answer, Client};
use crate::site::Person;

/// Those who make tokens.
const OWNERS: [&str; 7] =
    ["administrator", "secretariat", "editor", "reviewer", "committee", "officer-a", "officer-b"];

/// What is open to people because it is their own, and to no such token.
const OWN: [&str; 4] = ["listOwnSessions", "listOwnTokens", "endOwnSession", "revokeOwnToken"];

/// Ways in that nobody of the demo has: whoever holds the permission holds it for another city than the row is about, or
/// for all of them, which brings none in sight.
const NOBODYS: [(&str, &str); 9] = [
    ("readApplication", "membership.vote.cast"),
    ("readCase", "membership.vote.cast"),
    ("readDocument", "membership.vote.cast"),
    ("readMember", "membership.vote.cast"),
    ("readMemberOfOrganisation", "membership.vote.cast"),
    ("listMemberTerms", "membership.vote.cast"),
    ("readMembershipMeeting", "membership.application.edit"),
    ("readMembershipItem", "membership.application.edit"),
    ("readMembershipVotes", "membership.application.edit"),
];

/// A permission that what needs none has nothing to do with.
const IDLE: &str = "accounts.organisation.add";

type Set = BTreeSet<String>;

/// Makes tokens by the form, as people do, each once.
struct Mint {
    visitor: Client,
    people: Vec<Person>,
    browsers: BTreeMap<&'static str, Client>,
    made: BTreeMap<(&'static str, Set), Client>,
    held: BTreeMap<&'static str, Set>,
}

impl Mint {
    fn new(world: &World) -> Self {
        let held = |role| {
            let me = world.read(role, "accounts/me");
            let names = all(&me["permissions"]).map(|one| one.as_str().expect("a name").to_owned());
            (role, names.collect::<Set>())
        };
        Self {
            visitor: world.site.visitor(),
            people: world.people.clone(),
            browsers: BTreeMap::new(),
            made: BTreeMap::new(),
            held: OWNERS.map(held).into(),
        }
    }

    /// A token of somebody's for these alone.
    fn token(&mut self, role: &'static str, permissions: &Set) -> Client {
        let key = (role, permissions.clone());
        if let Some(made) = self.made.get(&key) {
            return made.clone();
        }
        let person = self.people.iter().find(|person| person.role == role).expect("one of each");
        let password = person.password.as_str();
        let browser = self.browsers.entry(role).or_insert_with(|| {
            let mut browser = self.visitor.clone();
            let fields = [("email", person.email.as_str()), ("password", password)];
            browser.post("/account/sign-in", &fields).location();
            browser
        });
        let mut fields = vec![("name", "App"), ("days", "1"), ("current-password", password)];
        fields.extend(permissions.iter().map(|one| ("scope", one.as_str())));
        let made = browser.post("/account/tokens/new", &fields);
        let (_, rest) = made.expect(200).split_once("eframe_").expect("the token is shown");
        let app = self.visitor.clone().with_token(&format!("eframe_{}", &rest[..43]));
        self.made.insert(key, app.clone());
        app
    }

    /// Those who may all of this.
    fn holders(&self, way: &Set) -> Vec<&'static str> {
        OWNERS.into_iter().filter(|owner| way.is_subset(&self.held[owner])).collect()
    }
}

impl Row {
    /// What a token is told that lacks what the operation needs.
    fn without(&self) -> &'static [u16] {
        match self.others {
            Others::Forbidden | Others::ForbiddenBut(_) => &[403],
            Others::MissingBut(_) | Others::Either => &[403, 404],
        }
    }

    /// Those who may and make tokens.
    fn owners(&self) -> Vec<&'static str> {
        OWNERS.into_iter().filter(|owner| self.admits(owner)).collect()
    }
}

impl Operation {
    /// The ways in that name permissions.
    fn named(&self) -> impl Iterator<Item = &Set> {
        self.ways.iter().filter(|way| !way.is_empty())
    }

    /// Tokens that do not open it, of an owner who holds this: for all but what any way names, and for all of a way but one.
    fn lacking(&self, held: &Set) -> BTreeSet<Set> {
        let any: Set = self.named().flatten().cloned().collect();
        let mut lacking = BTreeSet::from([held - &any]);
        for way in self.named().filter(|way| way.is_subset(held)) {
            for one in way {
                lacking.insert(way - &Set::from([one.clone()]));
            }
        }
        // What is enough another way lacks nothing; a token is for something.
        lacking.retain(|some| {
            !some.is_empty() && !self.named().any(|another| another.is_subset(some))
        });
        lacking
    }
}

fn told(row: &Row, owner: &str, permissions: &Set, answer: &Answer) -> String {
    let names = permissions.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
    format!("{} by {owner} with {names}: {} {}", row.operation, answer.status, answer.body)
}

/// Every token that lacks something is refused, whatever version it names.
fn refuse(world: &World, mint: &mut Mint, row: &Row, operation: &Operation) -> Vec<String> {
    let (mut wrong, mut asked) = (Vec::new(), 0);
    for owner in row.owners() {
        let held = mint.held[owner].clone();
        if !operation.named().any(|way| way.is_subset(&held)) {
            wrong.push(format!("{}: {owner} may, with none of what it names", row.operation));
        }
        for lacking in operation.lacking(&held) {
            let app = mint.token(owner, &lacking);
            for &seen in operation.seen(false) {
                let answer = world.ask_as(app.clone(), operation, row, seen);
                asked += 1;
                if !row.without().contains(&answer.status) {
                    wrong.push(format!("{} {seen:?}", told(row, owner, &lacking, &answer)));
                }
            }
        }
    }
    if asked == 0 {
        wrong.push(format!("{}: no token lacks anything", row.operation));
    }
    wrong
}

/// What needs no permission is open to a token for any, but for what is its owner's own.
fn ask_idle(world: &World, mint: &mut Mint, row: &Row, operation: &Operation) -> Vec<String> {
    let owner = row.owners()[0];
    let permissions = match owner {
        "administrator" => Set::from([IDLE.to_owned()]),
        _ => mint.held[owner].clone(),
    };
    let app = mint.token(owner, &permissions);
    let answer = world.ask_as(app, operation, row, Some(NEVER));
    let right = if OWN.contains(&row.operation) {
        answer.status == 403 && answer.as_json()["code"] == "token-scope"
    } else {
        is_let(&answer)
    };
    if right { Vec::new() } else { vec![told(row, owner, &permissions, &answer)] }
}

/// Whether a description fits who may by the row.
fn fits(row: &Row, operation: &Operation) -> bool {
    let any = operation.ways.iter().any(Set::is_empty);
    match row.may {
        May::Everyone => operation.is_public,
        May::SignedIn => any && !operation.is_public,
        // Of some things the public sees those that are live.
        May::These(_) if OWN.contains(&row.operation) => any && !operation.is_public,
        May::These(_) => operation.named().next().is_some(),
    }
}

/// The ways in by which a token for just that is let in, asked by those who hold it until one is; and all others' answers.
fn open(
    world: &mut World,
    mint: &mut Mint,
    row: &Row,
    operation: &Operation,
) -> (Vec<Set>, Vec<String>) {
    let (mut open, mut shut) = (Vec::new(), Vec::new());
    for way in operation.named() {
        for owner in mint.holders(way).into_iter().filter(|owner| row.admits(owner)) {
            if row.operation == "removeEvidence" {
                // Whoever was let in before took it away.
                let again = world.add_evidence(&world.ids["assessment"]);
                world.ids.insert("evidence", again);
            }
            let answer = world.ask_as(mint.token(owner, way), operation, row, Some(NEVER));
            if is_let(&answer) {
                open.push(way.clone());
                break;
            }
            shut.push(told(row, owner, way, &answer));
        }
    }
    (open, shut)
}

#[test]
fn bad_input_40_every_operation_for_every_narrow_token() {
    let mut world = World::start(None);
    let (operations, rows) = (world.operations(), world.rows());
    let needs = |row: &&Row| matches!(row.may, May::These(_)) && !OWN.contains(&row.operation);
    let mut mint = Mint::new(&world);
    let mut wrong = Vec::new();
    // First those that may not, so that nothing has changed by then.
    for row in &rows {
        let operation = &operations[row.operation];
        if !fits(row, operation) {
            wrong.push(format!("{}: {:?} is not what the row says", row.operation, operation.ways));
        } else if needs(&row) {
            wrong.extend(refuse(&world, &mut mint, row, operation));
        } else {
            wrong.extend(ask_idle(&world, &mut mint, row, operation));
        }
    }
    let mut unopened: BTreeSet<(&str, Set)> = BTreeSet::new();
    for row in rows.iter().filter(needs) {
        let named = operations[row.operation].named();
        unopened.extend(named.map(|way| (row.operation, way.clone())));
    }
    for row in rows.iter().filter(needs) {
        let (opened, shut) = open(&mut world, &mut mint, row, &operations[row.operation]);
        if opened.is_empty() {
            wrong.push(format!("{}: no way is open: {}", row.operation, shut.join("; ")));
        }
        for way in opened {
            unopened.remove(&(row.operation, way));
        }
    }
    let nobodys = NOBODYS.map(|(id, one)| (id, Set::from([one.to_owned()]))).into();
    let more: Vec<_> = unopened.symmetric_difference(&nobodys).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(more.is_empty(), "named and open to nobody, or named as that and open: {more:?}");
}
