use eframe_core::block::sea_orm;
use eframe_core::{Migration, MigrationList};
use sea_orm::sea_query::{
    ColumnDef, Index, IndexCreateStatement, Query, Table, TableCreateStatement,
};
use sea_orm::{DatabaseBackend, Statement};

use super::constraint;
use crate::model::Directory;

/// The block's tables.
pub const MIGRATIONS: MigrationList = MigrationList {
    block: "accounts",
    migrations: &[
        Migration { name: "0001_people", up: people },
        Migration { name: "0002_proofs", up: proofs },
        Migration { name: "0003_counts", up: counts },
        Migration { name: "0004_invited", up: invited },
        Migration { name: "0005_factors", up: factors },
        Migration { name: "0006_providers", up: providers },
        Migration { name: "0007_passkeys", up: passkeys },
        Migration { name: "0008_senders", up: senders },
    ],
};

/// Who there is: accounts and their roles, the directory that owns the set of administrators, organisations.
fn people(on: DatabaseBackend) -> Vec<Statement> {
    let account = table("accounts_account", true)
        .col(text("email"))
        .col(text("email_key"))
        .col(text("name"))
        .col(sorted(on, "name_key"))
        .col(text("language"))
        .col(ColumnDef::new("active").boolean().not_null())
        .col(text("password"))
        .col(instant("opened").not_null())
        .to_owned();
    let membership = Table::create()
        .table("accounts_membership")
        .col(ColumnDef::new("account").uuid().not_null())
        .col(text("role"))
        .col(ColumnDef::new("organisation").uuid().not_null())
        .primary_key(
            Index::create()
                .name("accounts_membership_key")
                .col("account")
                .col("role")
                .col("organisation"),
        )
        .to_owned();
    let directory = table("accounts_directory", true)
        .col(ColumnDef::new("first").uuid())
        .col(instant("first_expires"))
        .to_owned();
    let row = Query::insert()
        .into_table("accounts_directory")
        .columns(["id", "version"])
        .values_panic([Directory::ID.into(), 1_i64.into()])
        .to_owned();
    let organisation = table("accounts_organisation", false)
        .col(text("name"))
        .col(sorted(on, "name_key"))
        .to_owned();
    vec![
        on.build(&account),
        on.build(&unique(constraint::EMAIL, "accounts_account", "email_key")),
        on.build(&index("accounts_account_by_name", "accounts_account", "name_key")),
        on.build(&membership),
        on.build(&index("accounts_membership_by_role", "accounts_membership", "role")),
        on.build(&directory),
        on.build(&row),
        on.build(&organisation),
        on.build(&unique(constraint::ORGANISATION, "accounts_organisation", "name_key")),
    ]
}

/// How people prove who they are. Secrets stand here as hashes alone.
fn proofs(on: DatabaseBackend) -> Vec<Statement> {
    let session = table("accounts_session", false)
        .col(ColumnDef::new("account").uuid().not_null())
        .col(ColumnDef::new("secret").blob().not_null())
        .col(instant("started").not_null())
        .col(instant("seen").not_null())
        .col(text("agent"))
        .to_owned();
    let token = table("accounts_token", false)
        .col(ColumnDef::new("account").uuid().not_null())
        .col(text("name"))
        .col(ColumnDef::new("scope").json_binary().not_null())
        .col(ColumnDef::new("secret").blob().not_null())
        .col(instant("made").not_null())
        .col(instant("expires").not_null())
        .to_owned();
    let invitation = table("accounts_invitation", true)
        .col(text("email"))
        .col(text("name"))
        .col(text("language"))
        .col(ColumnDef::new("memberships").json_binary().not_null())
        .col(instant("sent").not_null())
        .col(instant("expires").not_null())
        .col(text("state"))
        .col(ColumnDef::new("account").uuid())
        .to_owned();
    let reset = table("accounts_reset", false)
        .col(text("email"))
        .col(text("email_key"))
        .col(text("language"))
        .col(instant("expires").not_null())
        .to_owned();
    vec![
        on.build(&session),
        on.build(&unique("accounts_session_secret_unique", "accounts_session", "secret")),
        on.build(&index("accounts_session_by_account", "accounts_session", "account")),
        on.build(&token),
        on.build(&unique("accounts_token_secret_unique", "accounts_token", "secret")),
        on.build(&index("accounts_token_by_account", "accounts_token", "account")),
        on.build(&invitation),
        on.build(&index("accounts_invitation_by_time", "accounts_invitation", "sent")),
        on.build(&reset),
        on.build(&index("accounts_reset_by_email", "accounts_reset", "email_key")),
    ]
}

/// What slows guessing down.
fn counts(on: DatabaseBackend) -> Vec<Statement> {
    let throttle = Table::create()
        .table("accounts_throttle")
        .col(ColumnDef::new("id").uuid().not_null())
        .col(ColumnDef::new("version").big_integer().not_null())
        .col(ColumnDef::new("count").big_integer().not_null())
        .col(instant("last").not_null())
        .col(instant("forgotten").not_null())
        .primary_key(Index::create().name(constraint::COUNT).col("id"))
        .to_owned();
    let trust = table("accounts_trust", false).col(instant("until").not_null()).to_owned();
    vec![on.build(&throttle), on.build(&trust)]
}

/// Whom an invitation is for, as addresses are compared; empty for those that were sent before.
fn invited(on: DatabaseBackend) -> Vec<Statement> {
    let key = Table::alter()
        .table("accounts_invitation")
        .add_column(ColumnDef::new("email_key").text().not_null().default(""))
        .to_owned();
    vec![
        on.build(&key),
        on.build(&index("accounts_invitation_by_email", "accounts_invitation", "email_key")),
    ]
}

/// Second factors: of an app only what its secret is made of together with a key of the house, of a recovery code only
/// its hash; and who has given the password alone so far.
fn factors(on: DatabaseBackend) -> Vec<Statement> {
    let since =
        Table::alter().table("accounts_account").add_column(instant("second_factor")).to_owned();
    let factor = Table::create()
        .table("accounts_factor")
        .col(ColumnDef::new("id").uuid().not_null())
        .col(ColumnDef::new("version").big_integer().not_null())
        .col(ColumnDef::new("app_key").text())
        .col(ColumnDef::new("app_bits").uuid())
        .col(ColumnDef::new("app_used").big_integer())
        .col(ColumnDef::new("next_key").text())
        .col(ColumnDef::new("next_bits").uuid())
        .col(ColumnDef::new("next_session").uuid())
        .col(instant("next_begun"))
        .primary_key(Index::create().name(constraint::FACTOR).col("id"))
        .to_owned();
    let recovery = Table::create()
        .table("accounts_recovery")
        .col(ColumnDef::new("account").uuid().not_null())
        .col(ColumnDef::new("digest").blob().not_null())
        .primary_key(Index::create().name("accounts_recovery_key").col("account").col("digest"))
        .to_owned();
    let halfway = table("accounts_halfway", false)
        .col(ColumnDef::new("account").uuid().not_null())
        .col(ColumnDef::new("secret").blob().not_null())
        .col(instant("began").not_null())
        .to_owned();
    vec![
        on.build(&since),
        on.build(&factor),
        on.build(&recovery),
        on.build(&halfway),
        on.build(&unique("accounts_halfway_secret_unique", "accounts_halfway", "secret")),
        on.build(&index("accounts_halfway_by_account", "accounts_halfway", "account")),
    ]
}

/// Links to sign-ins elsewhere, each sign-in to one account and each account to one of a provider's; and what providers
/// said once, until they would not be believed again anyway.
fn providers(on: DatabaseBackend) -> Vec<Statement> {
    let link = table("accounts_link", false)
        .col(ColumnDef::new("account").uuid().not_null())
        .col(text("issuer"))
        .col(text("subject"))
        .col(instant("linked").not_null())
        .to_owned();
    let pair = |name: &'static str, columns: [&'static str; 2]| {
        let [one, other] = columns;
        unique(name, "accounts_link", one).col(other).to_owned()
    };
    let once = Table::create()
        .table("accounts_once")
        .col(ColumnDef::new("digest").blob().not_null())
        .col(instant("until").not_null())
        .primary_key(Index::create().name(constraint::ONCE).col("digest"))
        .to_owned();
    vec![
        on.build(&link),
        on.build(&pair(constraint::SIGN_IN, ["issuer", "subject"])),
        on.build(&pair(constraint::LINK, ["account", "issuer"])),
        on.build(&once),
    ]
}

/// Passkeys, of which only what is public is kept; the one that is being made; and what those who have given the password
/// alone so far are asked.
fn passkeys(on: DatabaseBackend) -> Vec<Statement> {
    let added = |table: &'static str, column: ColumnDef| {
        on.build(Table::alter().table(table).add_column(column))
    };
    let passkey = table("accounts_passkey", false)
        .col(ColumnDef::new("account").uuid().not_null())
        .col(text("name"))
        .col(ColumnDef::new("credential").blob().not_null())
        .col(text("public_key"))
        .col(ColumnDef::new("counter").big_integer().not_null())
        .col(instant("added").not_null())
        .col(instant("used"))
        .to_owned();
    vec![
        on.build(&passkey),
        on.build(&unique(constraint::PASSKEY, "accounts_passkey", "credential")),
        on.build(&index("accounts_passkey_by_account", "accounts_passkey", "account")),
        added("accounts_factor", ColumnDef::new("pass_name").text().to_owned()),
        added("accounts_factor", ColumnDef::new("pass_options").text().to_owned()),
        added("accounts_factor", ColumnDef::new("pass_state").text().to_owned()),
        added("accounts_factor", ColumnDef::new("pass_session").uuid().to_owned()),
        added("accounts_factor", instant("pass_begun")),
        added("accounts_halfway", ColumnDef::new("options").text().to_owned()),
        added("accounts_halfway", ColumnDef::new("state").text().to_owned()),
    ]
}

/// Whose invitations they are; none for the system's own, and for those that were sent before.
fn senders(on: DatabaseBackend) -> Vec<Statement> {
    let sender = Table::alter()
        .table("accounts_invitation")
        .add_column(ColumnDef::new("sender").uuid())
        .to_owned();
    vec![
        on.build(&sender),
        on.build(&index("accounts_invitation_by_sender", "accounts_invitation", "sender")),
    ]
}

fn table(name: &'static str, versioned: bool) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name).col(ColumnDef::new("id").uuid().not_null().primary_key());
    if versioned {
        table.col(ColumnDef::new("version").big_integer().not_null());
    }
    table
}

fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().to_owned()
}

/// A text that lists are sorted by: in the order of its characters, whatever language the database was made for.
fn sorted(on: DatabaseBackend, name: &'static str) -> ColumnDef {
    let mut column = text(name);
    if on == DatabaseBackend::Postgres {
        column.extra("COLLATE \"C\"");
    }
    column
}

fn instant(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).timestamp_with_time_zone().to_owned()
}

fn unique(name: &'static str, table: &'static str, column: &'static str) -> IndexCreateStatement {
    Index::create().unique().name(name).table(table).col(column).to_owned()
}

fn index(name: &'static str, table: &'static str, column: &'static str) -> IndexCreateStatement {
    Index::create().name(name).table(table).col(column).to_owned()
}
