//! The forms in which accounts travel as JSON, and what becomes of those that come in.

use eframe_core::block::utoipa;
use eframe_core::{FieldErrors, Language, OrganisationId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::model::{
    Account, ApiToken, EmailAddress, Invitation, InvitationState, Membership, Organisation,
    Session, TokenScope,
};
use crate::rules::Invite;

/// A role of somebody, everywhere or for one organisation.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = AccountRole)]
pub(super) struct RoleWire {
    /// The role's name.
    role: String,
    /// The organisation it is held for; absent where it holds everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    organisation: Option<Uuid>,
}

/// Somebody who signs in.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Account)]
pub(super) struct AccountWire {
    id: Uuid,
    email: String,
    name: String,
    /// The language of their mails.
    #[schema(example = "ko")]
    language: String,
    /// `active` or `off`.
    state: StateWord,
    roles: Vec<RoleWire>,
    /// Since when they have a second factor; absent without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    second_factor: Option<Timestamp>,
    version: i64,
}

/// Whether an account may be used.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = AccountState)]
pub(super) enum StateWord {
    /// Its owner may sign in.
    Active,
    /// Nothing of it is served.
    Off,
}

/// Whoever asks, and what they may do.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AccountMe)]
pub(super) struct MeWire {
    #[serde(flatten)]
    account: AccountWire,
    /// The permissions of this request: with a token, only what it was made for.
    permissions: Vec<String>,
    /// Whether a role asks for a second factor and there is none: until there is, a session may do nothing.
    owes_second_factor: bool,
}

/// Somebody's roles, all of them.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = AccountRoles)]
pub(super) struct RolesWire {
    roles: Vec<RoleWire>,
}

/// A change of state.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = AccountStateChange)]
pub(super) struct StateWire {
    pub(super) state: StateWord,
}

/// A browser in which somebody is signed in.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AccountSession)]
pub(super) struct SessionWire {
    id: Uuid,
    /// What the browser calls itself.
    agent: String,
    started: Timestamp,
    seen: Timestamp,
}

/// A key by which a program acts. Its text is told once, when it is made.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AccountToken)]
pub(super) struct TokenWire {
    id: Uuid,
    name: String,
    /// The permissions it was made for; `*` stands for all its owner has.
    scope: Vec<String>,
    made: Timestamp,
    expires: Timestamp,
}

/// An offer of roles to whoever reads an address.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AccountInvitation)]
pub(super) struct InvitationWire {
    id: Uuid,
    email: String,
    name: String,
    language: String,
    roles: Vec<RoleWire>,
    sent: Timestamp,
    expires: Timestamp,
    /// `open`, `accepted` or `withdrawn`; an open one past its expiry can't be accepted.
    state: InvitationWord,
}

/// What became of an invitation.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = AccountInvitationState)]
pub(super) enum InvitationWord {
    Open,
    Accepted,
    Withdrawn,
}

/// The wish to invite somebody.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = AccountInvite)]
pub(super) struct InviteWire {
    email: String,
    name: String,
    #[schema(example = "ko")]
    language: String,
    roles: Vec<RoleWire>,
}

/// An organisation that roles are given for.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AccountOrganisation)]
pub(super) struct OrganisationWire {
    id: Uuid,
    name: String,
}

/// An organisation to be.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = AccountOrganisationName)]
pub(super) struct OrganisationNameWire {
    name: String,
}

impl RoleWire {
    fn all(held: &[Membership]) -> Vec<Self> {
        let one = |one: &Membership| Self {
            role: one.role.clone(),
            organisation: one.organisation.map(OrganisationId::uuid),
        };
        held.iter().map(one).collect()
    }

    fn membership(self) -> Membership {
        Membership { role: self.role, organisation: self.organisation.map(OrganisationId::new) }
    }
}

impl From<&Account> for AccountWire {
    fn from(account: &Account) -> Self {
        Self {
            id: account.id.uuid(),
            email: account.email.as_str().to_owned(),
            name: account.name.clone(),
            language: account.language.code().to_owned(),
            state: if account.is_active() { StateWord::Active } else { StateWord::Off },
            roles: RoleWire::all(&account.memberships),
            second_factor: account.second_factor,
            version: account.version.get(),
        }
    }
}

impl MeWire {
    pub(super) fn new(account: &Account, actor: &eframe_core::Actor, owes: bool) -> Self {
        let names = actor.grants().iter().map(|grant| grant.permission().to_owned());
        let permissions = names.collect::<std::collections::BTreeSet<_>>().into_iter().collect();
        Self { account: account.into(), permissions, owes_second_factor: owes }
    }
}

impl From<RolesWire> for Vec<Membership> {
    fn from(wire: RolesWire) -> Self {
        wire.roles.into_iter().map(RoleWire::membership).collect()
    }
}

impl From<&Session> for SessionWire {
    fn from(of: &Session) -> Self {
        let agent = of.agent.clone();
        Self { id: of.id.uuid(), agent, started: of.started, seen: of.seen }
    }
}

impl From<&ApiToken> for TokenWire {
    fn from(of: &ApiToken) -> Self {
        let scope = match &of.scope {
            TokenScope::Everything => vec!["*".to_owned()],
            TokenScope::Only(names) => names.iter().cloned().collect(),
        };
        let (id, name) = (of.id.uuid(), of.name.clone());
        Self { id, name, scope, made: of.made, expires: of.expires }
    }
}

impl From<&Invitation> for InvitationWire {
    fn from(of: &Invitation) -> Self {
        Self {
            id: of.id.uuid(),
            email: of.email.as_str().to_owned(),
            name: of.name.clone(),
            language: of.language.code().to_owned(),
            roles: RoleWire::all(&of.memberships),
            sent: of.sent,
            expires: of.expires,
            state: match of.state {
                InvitationState::Open => InvitationWord::Open,
                InvitationState::Accepted(_) => InvitationWord::Accepted,
                InvitationState::Withdrawn => InvitationWord::Withdrawn,
            },
        }
    }
}

impl TryFrom<InviteWire> for Invite {
    type Error = FieldErrors;

    fn try_from(wire: InviteWire) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::new();
        let email = errors.take(EmailAddress::parse("email", &wire.email));
        let name = line(&mut errors, "name", &wire.name);
        let language = wire.language.parse::<Language>().ok();
        errors.check(language.is_some(), "language", "core.field.choose");
        let memberships = wire.roles.into_iter().map(RoleWire::membership).collect();
        let whole = email.zip(name).zip(language);
        match whole {
            Some(((email, name), language)) if errors.is_empty() => {
                Ok(Self { email, name, language, memberships })
            }
            _ => Err(errors),
        }
    }
}

impl TryFrom<OrganisationNameWire> for String {
    type Error = FieldErrors;

    fn try_from(wire: OrganisationNameWire) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::new();
        let name = line(&mut errors, "name", &wire.name);
        errors.finish(name.unwrap_or_default())
    }
}

impl From<&Organisation> for OrganisationWire {
    fn from(of: &Organisation) -> Self {
        Self { id: of.id.uuid(), name: of.name.clone() }
    }
}

/// A line that must be filled in, by the rules of forms.
fn line(errors: &mut FieldErrors, name: &'static str, text: &str) -> Option<String> {
    let posted = eframe_core::form::Posted::from_iter([(name, text)]);
    let mut read = posted.read();
    let line = read.line(name, 120);
    errors.take(read.finish(|| Some(line)))
}
