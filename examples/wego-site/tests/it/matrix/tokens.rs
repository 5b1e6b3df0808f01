//! The same rows for tokens that are for some permissions alone: what each may is made of the rows and of what roles hold, and not
//! written down a second time.
//!
//! A token does what its permissions name and nothing because of whose it is. So an administrator's that is for what another role
//! holds may what that role may, a token for one permission may nothing that some role with it may not, one for a block's
//! permissions may there what its owner may, and one for all others may there what everybody may.

use std::collections::{BTreeMap, BTreeSet};

use super::{May, NEVER, Operation, Row, World, all, is_let};
use crate::http::Client;
use crate::site::{Person, databases};

/// What is open to people because it is their own, and so to no such token.
const BY_NAME: [&str; 4] = ["listOwnSessions", "listOwnTokens", "endOwnSession", "revokeOwnToken"];
/// Roles that hold for the whole site. The first has what the others have.
const EVERYWHERE: [&str; 4] = ["administrator", "secretariat", "editor", "reviewer"];
/// Roles that are held for a city.
const OF_CITIES: [&str; 3] = ["committee", "officer-a", "officer-b"];

/// What a token is for, of all that its owner may.
#[derive(Debug)]
enum For {
    /// One permission.
    One(String),
    /// All of a block.
    Block(String),
    /// All but those of a block.
    NotOf(String),
    /// What another role holds.
    Role(&'static str),
}

struct Narrow {
    role: &'static str,
    of: For,
    app: Client,
}

/// What has to come of a question.
enum Due {
    Let,
    Refused,
    /// Either.
    Open,
}

/// What each role holds, by its name.
type Held = BTreeMap<&'static str, BTreeSet<String>>;

fn block(permission: &str) -> String {
    permission.split('.').next().unwrap_or_default().to_owned()
}

/// Whose permissions an operation may ask for, by its path.
fn block_of((_, path): &Operation) -> &str {
    match path.trim_start_matches("/api/v1/").split('/').next().unwrap_or_default() {
        "content" => "cms",
        "persons" => "core",
        same => same,
    }
}

impl World {
    fn held(&self) -> Held {
        let held = |role| {
            let me = self.read(role, "accounts/me");
            let names = all(&me["permissions"]).map(|one| one.as_str().expect("a name").to_owned());
            (role, names.collect())
        };
        EVERYWHERE.into_iter().chain(OF_CITIES).map(held).collect()
    }

    /// Makes a token by the form, as people do.
    fn make(&self, browser: &mut Client, role: &str, permissions: &BTreeSet<String>) -> Client {
        let Person { password, .. } = self.person(role);
        let mut fields =
            vec![("name", "App"), ("days", "1"), ("current-password", password.as_str())];
        fields.extend(permissions.iter().map(|one| ("scope", one.as_str())));
        let made = browser.post("/account/tokens/new", &fields);
        let (_, rest) = made.expect(200).split_once("eframe_").expect("the token is shown");
        self.site.visitor().with_token(&format!("eframe_{}", &rest[..43]))
    }

    fn narrow(&self, held: &Held, blocks: &BTreeSet<String>) -> Vec<Narrow> {
        let mut tokens = Vec::new();
        for role in [EVERYWHERE[0]].into_iter().chain(OF_CITIES) {
            let Person { email, password, .. } = self.person(role);
            let mut browser = self.site.visitor();
            let fields = [("email", email.as_str()), ("password", password.as_str())];
            browser.post("/account/sign-in", &fields).location();
            let own = &held[role];
            let of = |is: &dyn Fn(&str) -> bool| {
                own.iter().filter(|one| is(one)).cloned().collect::<BTreeSet<_>>()
            };
            let mut kinds: Vec<_> =
                own.iter().map(|one| (For::One(one.clone()), of(&|it| it == one))).collect();
            for name in blocks {
                kinds.push((For::Block(name.clone()), of(&|it| block(it) == *name)));
                kinds.push((For::NotOf(name.clone()), of(&|it| block(it) != *name)));
            }
            if role == EVERYWHERE[0] {
                kinds.extend(EVERYWHERE.map(|other| (For::Role(other), held[other].clone())));
            }
            for (of, permissions) in kinds.into_iter().filter(|(_, named)| !named.is_empty()) {
                let app = self.make(&mut browser, role, &permissions);
                tokens.push(Narrow { role, of, app });
            }
        }
        tokens
    }
}

impl Narrow {
    /// Whether it is asked for an operation of this block: where its permissions are of another, those of all others together
    /// are asked in its place.
    fn concerns(&self, of: &str) -> bool {
        match &self.of {
            For::One(permission) => block(permission) == of,
            For::Block(name) | For::NotOf(name) => name == of,
            For::Role(_) => true,
        }
    }

    fn due(&self, row: &Row, held: &Held) -> Due {
        let is = |may| if may { Due::Let } else { Due::Refused };
        if BY_NAME.contains(&row.operation) {
            return Due::Refused;
        }
        if !matches!(row.may, May::These(_)) {
            return Due::Let;
        }
        match &self.of {
            For::Block(_) => is(row.admits(self.role)),
            For::NotOf(_) => Due::Refused,
            For::Role(other) => is(row.admits(other)),
            For::One(permission) => {
                let may = if EVERYWHERE.contains(&self.role) {
                    let mut with_it =
                        EVERYWHERE.into_iter().filter(|role| held[role].contains(permission));
                    with_it.all(|role| row.admits(role))
                } else {
                    row.admits(self.role)
                };
                if may { Due::Open } else { Due::Refused }
            }
        }
    }
}

#[test]
fn bad_input_40_every_operation_for_every_narrow_token() {
    for database in databases() {
        let world = World::start(database);
        let (operations, rows, held) = (world.operations(), world.rows(), world.held());
        for role in EVERYWHERE {
            let more: Vec<_> = held[role].difference(&held[EVERYWHERE[0]]).collect();
            assert!(more.is_empty(), "{role} has {more:?}");
        }
        let blocks = operations.values().map(|one| block_of(one).to_owned()).collect();
        let tokens = world.narrow(&held, &blocks);
        let (mut wrong, mut asked) = (Vec::new(), 0);
        for row in &rows {
            let operation = &operations[row.operation];
            for token in tokens.iter().filter(|one| one.concerns(block_of(operation))) {
                let answer = world.ask_as(token.app.clone(), operation, row, NEVER);
                let refused = [403, 404].contains(&answer.status);
                let right = match token.due(row, &held) {
                    Due::Let => is_let(&answer),
                    Due::Refused => refused,
                    Due::Open => refused || is_let(&answer),
                };
                asked += 1;
                if !right {
                    let Narrow { role, of, .. } = token;
                    let (status, body) = (answer.status, answer.body);
                    wrong.push(format!("{} by {role}, {of:?}: {status} {body}", row.operation));
                }
            }
        }
        assert!(asked > 10 * rows.len(), "{asked} questions");
        assert!(wrong.is_empty(), "{}:\n{}", world.site.database, wrong.join("\n"));
    }
}
