//! An organisation that another part of the host came to know, and what its people may pass on.

use eframe_accounts::model::Membership;
use eframe_accounts::rules::{Invite, Welcome};
use eframe_accounts::{Error, Met, Refusal};
use eframe_core::block::sea_orm::{ConnectionTrait as _, Statement};
use eframe_core::{Actor, Caller, Denied, Language, OrganisationId, Settled};
use uuid::Uuid;

use crate::site::{Site, email, sites, system};

fn settled(message: u128) -> Settled {
    Settled { message: Uuid::from_u128(message), subscriber: "host.welcome".to_owned() }
}

fn city(number: u128) -> OrganisationId {
    OrganisationId::new(Uuid::from_u128(number))
}

fn wish(organisation: OrganisationId, name: &str, address: &str) -> Welcome {
    let invite = Invite {
        email: email(address),
        name: "Rui Tavares".to_owned(),
        language: Language::ES,
        memberships: vec![Membership::of("officer", organisation)],
    };
    Welcome { organisation, name: name.to_owned(), invite }
}

async fn names(site: &Site) -> Vec<String> {
    let all = site.accounts.organisations(&system().actor).await.expect("read");
    let mut names: Vec<_> = all.into_iter().map(|one| one.name).collect();
    // Here rather than by the database, whose orders of text differ.
    names.sort();
    names
}

#[tokio::test]
async fn bad_input_49_a_city_is_taken_in_once_however_often_it_is_told() {
    for site in sites().await {
        let wish = wish(city(7), "Porto Azul", "rui@porto-azul.example");
        for message in [1, 1, 2] {
            let mark = settled(message);
            site.accounts.welcome(&system(), &wish, "A-2026-0001", mark).await.expect("welcome");
        }
        assert_eq!(names(&site).await, ["Porto Azul"]);
        let letters = site.letters().await;
        assert_eq!(letters.len(), 1, "{}", site.base.kind);
        assert_eq!(letters[0].to().to_string(), "rui@porto-azul.example");
    }
}

#[tokio::test]
async fn somebody_with_an_account_gets_the_same_mail_and_nothing_twice() {
    for site in sites().await {
        site.person("mina", vec![]).await;
        let first = wish(city(7), "Porto Azul", "Mina@city.example");
        site.accounts.welcome(&system(), &first, "A-1", settled(1)).await.expect("welcome");
        assert_eq!(site.letters().await.len(), 1, "the address tells nobody that it is known");
        site.person("omar", vec![Membership::of("officer", city(7))]).await;
        let again = wish(city(7), "Porto Azul", "omar@city.example");
        site.accounts.welcome(&system(), &again, "A-1", settled(2)).await.expect("welcome");
        assert!(site.letters().await.is_empty(), "whoever has the role is not asked");
    }
}

#[tokio::test]
async fn bad_input_49_a_whole_register_is_taken_in_once_and_names_stay_apart() {
    for site in sites().await {
        let met = |number: u128, name: &str| Met {
            id: city(number),
            name: name.to_owned(),
            mark: format!("M-{number}"),
        };
        let mut all: Vec<_> =
            (0..450).map(|one| met(100 + one, &format!("City {one:03}"))).collect();
        all.push(met(1, "Porto Azul"));
        all.push(met(2, "porto azul"));
        site.accounts.meet(&system(), &all, Some(settled(1))).await.expect("met");
        site.accounts.meet(&system(), &all, Some(settled(1))).await.expect("delivered again");
        all.push(met(3, "Nordhaven"));
        site.accounts.meet(&system(), &all, Some(settled(2))).await.expect("told again");
        let names = names(&site).await;
        assert_eq!(names.len(), 453, "{}", site.base.kind);
        for one in ["City 449", "Nordhaven", "Porto Azul", "porto azul (M-2)"] {
            assert!(names.iter().any(|name| name == one), "{one}");
        }
        let stranger = Caller::new(Actor::anonymous());
        let refused = site.accounts.meet(&stranger, &all, Some(settled(3))).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::Denied(_)))), "{refused:?}");
    }
}

#[tokio::test]
async fn whoever_is_called_otherwise_elsewhere_is_called_so_here_once() {
    for site in sites().await {
        let met = |number: u128, name: &str| Met {
            id: city(number),
            name: name.to_owned(),
            mark: format!("M-{number}"),
        };
        let told = async |all: &[Met], message: Option<u128>| {
            let told = site.accounts.meet(&system(), all, message.map(settled)).await;
            told.expect("told");
            names(&site).await
        };
        let renames = async || {
            let read = site.base.database.read();
            let sql = "SELECT count(*) AS n FROM core_audit WHERE action = 'accounts.organisation.rename'";
            let statement = Statement::from_string(read.get_database_backend(), sql);
            let row = read.query_one_raw(statement).await.expect("an answer").expect("a row");
            row.try_get::<i64>("", "n").expect("a number")
        };
        let first = [met(1, "Porto Azul"), met(2, "Nordhaven")];
        assert_eq!(told(&first, Some(1)).await, ["Nordhaven", "Porto Azul"]);
        let second = [met(1, "Porto Azul do Sul"), met(2, "Nordhaven")];
        for message in [Some(2), Some(2), None, None] {
            let names = told(&second, message).await;
            assert_eq!(names, ["Nordhaven", "Porto Azul do Sul"], "{}", site.base.kind);
        }
        assert_eq!(renames().await, 1, "{}", site.base.kind);

        // A name that is another's is marked, and what is marked stays so.
        let twins = [met(1, "nordhaven"), met(2, "Nordhaven")];
        for _ in 0..2 {
            assert_eq!(told(&twins, None).await, ["Nordhaven", "nordhaven (M-1)"]);
        }
        let apart = [met(2, "Nordhaven by the Sea"), met(1, "nordhaven")];
        for _ in 0..2 {
            assert_eq!(told(&apart, None).await, ["Nordhaven by the Sea", "nordhaven (M-1)"]);
        }
        assert_eq!(renames().await, 3, "{}", site.base.kind);
        let stranger = Caller::new(Actor::anonymous());
        let refused = site.accounts.meet(&stranger, &first, None).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::Denied(_)))), "{refused:?}");
    }
}

#[tokio::test]
async fn two_cities_of_one_name_are_two() {
    for site in sites().await {
        for (number, mark) in [(7, "A-2026-0001"), (8, "A-2026-0002")] {
            let wish = wish(city(number), "Porto Azul", &format!("p{number}@city.example"));
            site.accounts.welcome(&system(), &wish, mark, settled(number)).await.expect("welcome");
        }
        assert_eq!(names(&site).await, ["Porto Azul", "Porto Azul (A-2026-0002)"]);
    }
}

#[tokio::test]
async fn bad_input_55_one_address_is_not_buried_in_invitations() {
    for site in sites().await {
        let mut refused = 0;
        for number in 1..=8 {
            let wish = wish(city(number), &format!("City {number}"), "victim@city.example");
            match site.accounts.welcome(&system(), &wish, "A-1", settled(number)).await {
                Ok(()) => {}
                Err(Error::Refused(Refusal::Throttled { until })) => {
                    assert!(until > site.base.database.world().now());
                    refused += 1;
                }
                Err(error) => panic!("{error:?}"),
            }
        }
        assert_eq!((refused, site.letters().await.len()), (3, 5), "{}", site.base.kind);
    }
}

/// An invitation to an officer's own city.
fn colleague(city: OrganisationId, address: &str) -> Invite {
    Invite {
        email: email(address),
        name: "Dear winner".to_owned(),
        language: Language::EN,
        memberships: vec![Membership::of("officer", city)],
    }
}

fn is_throttled<T>(told: &Result<T, Error>) -> bool {
    matches!(told, Err(Error::Refused(Refusal::Throttled { .. })))
}

#[tokio::test]
async fn bad_input_55_who_invites_for_a_city_sends_twenty_an_hour() {
    for site in sites().await {
        let here = site.organisation("City A").await;
        let officer = site.person("officer", vec![Membership::of("officer", here)]).await;
        let caller = site.caller(officer).await;
        let send = async |number: usize| {
            let wish = colleague(here, &format!("p{number}@elsewhere.example"));
            site.accounts.invite(&caller, wish).await
        };
        for number in 0..20 {
            send(number).await.expect("a colleague");
        }
        let Err(Error::Refused(Refusal::Throttled { until })) = send(20).await else { panic!() };
        assert!(until > site.base.database.world().now());
        assert_eq!(site.letters().await.len(), 20, "{}", site.base.kind);
        site.seconds(3_600);
        let mut later = 0;
        while later < 100 && send(100 + later).await.is_ok() {
            later += 1;
        }
        assert_eq!(later, 20, "{}", site.base.kind);

        let trusted = site.person("mira", vec![Membership::everywhere("secretariat")]).await;
        let trusted = site.caller(trusted).await;
        for number in 0..30 {
            let wish = colleague(here, &format!("q{number}@elsewhere.example"));
            site.accounts.invite(&trusted, wish).await.expect("whoever invites everywhere");
        }
    }
}

#[tokio::test]
async fn bad_input_55_invitations_that_are_sent_at_once_are_all_counted() {
    for site in sites().await {
        let here = site.organisation("City A").await;
        let officer = site.person("officer", vec![Membership::of("officer", here)]).await;
        let caller = site.caller(officer).await;
        let mut sending = tokio::task::JoinSet::new();
        for number in 0..40 {
            let wish = colleague(here, &format!("p{number}@elsewhere.example"));
            let (accounts, actor) = (site.accounts.clone(), caller.actor.clone());
            sending.spawn(async move { accounts.invite(&Caller::new(actor), wish).await });
        }
        let sent = sending.join_all().await;
        let through = sent.iter().filter(|one| one.is_ok()).count();
        assert!((1..=20).contains(&through), "{through} on {}", site.base.kind);
        assert!(sent.iter().all(|one| one.is_ok() || is_throttled(one)), "{}", site.base.kind);
        assert_eq!(site.letters().await.len(), through, "{}", site.base.kind);
    }
}

#[tokio::test]
async fn bad_input_55_strangers_invitations_park_nobodys_own_welcome() {
    for site in sites().await {
        let mut through = 0;
        for number in 1..=7 {
            let there = site.organisation(&format!("City {number}")).await;
            let name = format!("officer{number}");
            let officer = site.person(&name, vec![Membership::of("officer", there)]).await;
            let caller = site.caller(officer).await;
            let told = site.accounts.invite(&caller, colleague(there, "Rui@porto.example")).await;
            assert!(told.is_ok() || is_throttled(&told), "{told:?}");
            through += usize::from(told.is_ok());
        }
        assert_eq!(through, 3, "three a day to an address, whoever sends: {}", site.base.kind);
        let there = site.organisation("City 8").await;
        let officer = site.person("officer8", vec![Membership::of("officer", there)]).await;
        let caller = site.caller(officer).await;
        for _ in 0..3 {
            site.seconds(8 * 3_600);
            let wish = colleague(there, "rui@porto.example");
            site.accounts.invite(&caller, wish).await.expect("one more");
        }
        let own = wish(city(70), "Porto Azul", "rui@porto.example");
        site.accounts.welcome(&system(), &own, "A-1", settled(1)).await.expect("welcome");
        assert_eq!(site.letters().await.len(), 7, "{}", site.base.kind);
    }
}

#[tokio::test]
async fn strangers_take_nobody_in() {
    for site in sites().await {
        let wish = wish(city(7), "Porto Azul", "rui@porto-azul.example");
        let anonymous = Actor::anonymous().into();
        let told = site.accounts.welcome(&anonymous, &wish, "A-1", settled(1)).await;
        assert!(matches!(told, Err(Error::Refused(Refusal::Denied(Denied::SignIn)))));
        assert!(names(&site).await.is_empty());
    }
}

#[tokio::test]
async fn nobody_passes_on_more_than_they_have() {
    for site in sites().await {
        let here = site.organisation("City A").await;
        let officer = site.person("officer", vec![Membership::of("officer", here)]).await;
        let other = site.person("other", vec![Membership::of("officer", here)]).await;
        let caller = site.caller(officer).await;
        let invite = |role| Invite {
            email: email("new@city.example"),
            name: "New".to_owned(),
            language: Language::KO,
            memberships: vec![Membership::of(role, here)],
        };
        site.accounts.invite(&caller, invite("officer")).await.expect("a colleague");
        let more = site.accounts.invite(&caller, invite("auditor")).await;
        assert!(matches!(more, Err(Error::Refused(Refusal::Denied(Denied::Forbidden(_))))));
        let roles = vec![Membership::of("officer", here), Membership::of("auditor", here)];
        let given = site.accounts.change_roles(&caller, other, roles, None).await;
        assert!(matches!(given, Err(Error::Refused(Refusal::Denied(_)))), "{}", site.base.kind);
    }
}

#[tokio::test]
async fn bad_input_37_an_officer_knows_of_their_own_city_alone() {
    for site in sites().await {
        let (a, _) = (site.organisation("City A").await, site.organisation("City B").await);
        let officer = site.person("officer", vec![Membership::of("officer", a)]).await;
        let reader = site.person("reader", vec![]).await;
        let (officer, reader) = (site.caller(officer).await, site.caller(reader).await);
        let own = site.accounts.organisations(&officer.actor).await.expect("read");
        assert_eq!(own.into_iter().map(|one| one.name).collect::<Vec<_>>(), ["City A"]);
        assert!(site.accounts.organisations(&reader.actor).await.expect("read").is_empty());
    }
}
