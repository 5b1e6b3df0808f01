//! Databases of a size: what is in them was written by the block's own verbs once, and then copied.

use eframe_core::block::sea_orm::ConnectionTrait as _;
use eframe_core::test::{TestDatabase, on_postgres, sqlite};
use eframe_core::{Actor, ActorId, Caller, Database, Grant, OrganisationId, Scope, World};
use eframe_membership::model::{ApplicationId, Form};
use eframe_membership::rules::{Begin, FileForm, SignOnLine};
use eframe_membership::{MIGRATIONS, Membership, permission};
use serde_json::json;
use uuid::Uuid;

use crate::copies::{Copies, id};
use crate::{Kind, by_hand};

/// The spaces that copied ids are of.
const APPLICATION: u16 = 1;
const ORGANISATION: u16 = 2;
const ENTRY: u16 = 3;

/// How many entries a case has at most.
const ENTRIES: usize = 64;

/// A database with a membership in it.
pub(crate) struct Seeded {
    pub(crate) kind: Kind,
    pub(crate) site: TestDatabase,
    pub(crate) membership: Membership,
    copied: usize,
}

/// A copied application.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Copied(usize);

impl Copied {
    pub(crate) fn id(self) -> ApplicationId {
        ApplicationId::new(id(APPLICATION, self.0))
    }

    pub(crate) fn organisation(self) -> OrganisationId {
        OrganisationId::new(id(ORGANISATION, self.0))
    }
}

impl Seeded {
    pub(crate) async fn fresh(kind: Kind) -> Self {
        let site = match kind {
            Kind::Sqlite => sqlite(&[MIGRATIONS]).await,
            Kind::Postgres => on_postgres(&[MIGRATIONS]).await,
        };
        let database = Database::open(&site.url, World::system()).await.expect("opens");
        let membership = Membership::builder(database).build();
        Self { kind, site, membership, copied: 0 }
    }

    /// So many signed drafts.
    pub(crate) async fn signed(&mut self, count: usize) -> Vec<Copied> {
        let model = self.signed_draft().await;
        self.copy(model, count).await
    }

    /// So many applications at several stages, each with a history.
    pub(crate) async fn applications(&mut self, count: usize) -> Vec<Copied> {
        let models = [
            self.signed_draft().await,
            self.in_correspondence().await,
            self.refused().await,
            self.accepted().await,
            self.withdrawn().await,
        ];
        let mut all = Vec::with_capacity(count);
        for model in models {
            all.extend(self.copy(model, count / models.len()).await);
        }
        all
    }

    /// So many members with what happened to them and two years' fees, by one import.
    pub(crate) async fn members(&self, count: usize) {
        let caller = secretariat().into();
        let imported = self.membership.import(&caller, FileForm::Json, &register(count)).await;
        assert_eq!(imported.expect("a good file").members, count as u64);
    }

    async fn copy(&mut self, model: ApplicationId, count: usize) -> Vec<Copied> {
        let on = by_hand::connect(self.kind, &self.site.url).await;
        let first = self.copied + 1;
        let copies = Copies { on: &on, count, first };
        let number = "'A-1999-' || (1000000 + n.i)".to_owned();
        let application = [
            ("id", copies.id(APPLICATION, "n.i")),
            ("organisation", copies.id(ORGANISATION, "n.i")),
            ("number", number),
            ("name", "'Example city ' || n.i".to_owned()),
            ("name_key", "'example city ' || n.i".to_owned()),
        ];
        copies.of("membership_application", "id", model.uuid(), &application).await;
        let entry = [
            ("id", copies.id(ENTRY, &format!("n.i * {ENTRIES} + m.nth"))),
            ("case_id", copies.id(APPLICATION, "n.i")),
        ];
        copies.of("membership_entry", "case_id", model.uuid(), &entry).await;
        on.close().await.expect("a clean end");
        self.copied += count;
        (first..first + count).map(Copied).collect()
    }

    /// Lets the database find its rest after it was filled: what it would do by itself in time.
    pub(crate) async fn settle(&self) {
        let rest = match self.kind {
            Kind::Sqlite => "PRAGMA wal_checkpoint(TRUNCATE)",
            Kind::Postgres => "VACUUM ANALYZE",
        };
        let on = by_hand::connect(self.kind, &self.site.url).await;
        on.execute_unprepared(rest).await.expect("it rests");
        on.close().await.expect("a clean end");
    }

    async fn signed_draft(&self) -> ApplicationId {
        let organisation = OrganisationId::new(World::system().ids.next());
        let (caller, membership) = (officer(organisation).into(), &self.membership);
        let begin = Begin { organisation: Some(organisation), form: form() };
        let begun = membership.begin(&caller, begin).await.expect("it begins");
        let application = membership.application(&caller.actor, begun.application).await;
        let hash = application.expect("it is there").form.hash();
        let sign =
            SignOnLine { name: "Ana Lima".to_owned(), office: "Mayor".to_owned(), form: hash };
        membership.sign_on_line(&caller, begun.application, sign).await.expect("it is signed");
        begun.application
    }

    async fn submitted(&self) -> ApplicationId {
        let id = self.signed_draft().await;
        let caller = self.officer_of(id).await;
        self.membership.submit(&caller, id).await.expect("it is handed in");
        id
    }

    async fn in_correspondence(&self) -> ApplicationId {
        let id = self.submitted().await;
        let (officer, clerk) = (self.officer_of(id).await, Caller::new(secretariat()));
        let membership = &self.membership;
        membership.note(&clerk, id, "Known from the assembly.").await.expect("a note");
        for _ in 0..3 {
            membership.write(&clerk, id, "Which year is the figure of?").await.expect("a letter");
            membership.write(&officer, id, "Of the last census.").await.expect("a letter");
        }
        membership
            .give_back(&clerk, id, "Who signs for the mayor?", None)
            .await
            .expect("given back");
        membership.submit(&officer, id).await.expect("it is handed in again");
        id
    }

    async fn refused(&self) -> ApplicationId {
        let id = self.in_correspondence().await;
        let clerk = Caller::new(secretariat());
        self.membership.refuse(&clerk, id, "It is no city.", None).await.expect("refused");
        id
    }

    async fn accepted(&self) -> ApplicationId {
        let id = self.in_correspondence().await;
        let clerk = Caller::new(secretariat());
        self.membership.accept(&clerk, id, None).await.expect("accepted");
        id
    }

    async fn withdrawn(&self) -> ApplicationId {
        let id = self.submitted().await;
        let caller = self.officer_of(id).await;
        self.membership.withdraw(&caller, id).await.expect("taken back");
        id
    }

    async fn officer_of(&self, id: ApplicationId) -> Caller {
        let application = self.membership.application(&secretariat(), id).await;
        officer(application.expect("it is there").organisation).into()
    }
}

/// Somebody who fills in for this organisation: another one for each, since nobody begins applications without end.
pub(crate) fn officer(organisation: OrganisationId) -> Actor {
    let grants = vec![Grant::new(permission::APPLY, Scope::Organisation(organisation))];
    Actor::person(ActorId::new(organisation.uuid()), "Rui Sá", grants)
}

/// Somebody of the Secretariat.
pub(crate) fn secretariat() -> Actor {
    let grants = permission::ALL.map(|one| Grant::new(one, Scope::Everywhere));
    Actor::person(ActorId::new(Uuid::from_u128(2)), "Secretariat", grants.into())
}

/// The countries that members of [`register`] are of, as many of each.
pub(crate) const COUNTRIES: [&str; 30] = [
    "AR", "AU", "BR", "CA", "CL", "CN", "DE", "EG", "ES", "ET", "FR", "GH", "ID", "IN", "IT", "JP",
    "KE", "KR", "MA", "MX", "MY", "NG", "NL", "PE", "PH", "PT", "RU", "TH", "TR", "VN",
];

/// A register as a file: cities, each eleventh a friendship member.
pub(crate) fn register(count: usize) -> Vec<u8> {
    const FIRST: [&str; 8] = ["Porto", "New", "Upper", "Santa", "Old", "Lake", "North", "Villa"];
    const SECOND: [&str; 7] = ["Azul", "Harbour", "Mills", "Clara", "Bridge", "Garden", "Real"];
    let member = |n: usize| {
        let place = format!("{} {} {n}", FIRST[n % 8], SECOND[n % 7]);
        let kind = if n.is_multiple_of(11) { "friendship" } else { "city" };
        let history = json!([
            { "on": "2019-02-01", "what": "submitted" },
            { "on": "2019-03-01", "what": "accepted" },
            { "on": "2019-06-03", "what": "approved", "body": "executive-committee" },
        ]);
        let fee = |year: i32| {
            json!({
                "period": year.to_string(), "amount": "1000.00 USD", "due": format!("{year}-03-31"),
                "state": "paid", "on": format!("{year}-02-01"), "reference": format!("Transfer {n}"),
            })
        };
        json!({
            "kind": kind, "name": place, "country": COUNTRIES[n % COUNTRIES.len()],
            "latitude": format!("{:.4}", (n % 1200) as f64 / 10.0 - 55.0),
            "longitude": format!("{:.4}", (n % 3500) as f64 / 10.0 - 175.0),
            "population": 20_000 + n * 37, "website": format!("https://city-{n}.example"),
            "history": history, "fees": [fee(2025), fee(2026)],
        })
    };
    let members = (0..count).map(member).collect::<Vec<_>>();
    let file = json!({
        "format": "eframe-membership-register", "version": 1, "count": count, "members": members,
    });
    file.to_string().into_bytes()
}

fn form() -> Form {
    let text = |text: &str| text.to_owned();
    Form {
        kind: text("city"),
        name: text("Porto Azul"),
        own_name: text("Porto Azul"),
        country: text("PT"),
        latitude: text("41.15"),
        longitude: text("-8.61"),
        population: text("231800"),
        website: text("https://porto-azul.example"),
        address: text("Praça Nova 1\n4000-001 Porto Azul"),
        motivation: "We publish what we decide, and want to learn from others. ".repeat(8),
        signatory_name: text("Ana Lima"),
        signatory_office: text("Mayor"),
        contact_name: text("Rui Sá"),
        contact_email: text("rui@porto-azul.example"),
        contact_language: text("en"),
        ..Form::default()
    }
}
