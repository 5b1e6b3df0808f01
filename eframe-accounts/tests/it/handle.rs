//! What people do, through the handle.

use eframe_accounts::model::{Membership, TokenScope};
use eframe_accounts::rules::{Invite, MakeToken};
use eframe_accounts::{Accounts, Error, Refusal, Wanted};
use eframe_core::Language;

use crate::site::{self, OTHER, PASSWORD, client, sites, system};

fn refusal<T>(result: Result<T, Error>) -> Refusal {
    match result {
        Err(Error::Refused(refusal)) => refusal,
        Err(error) => panic!("{error:?}"),
        Ok(_) => panic!("nothing was refused"),
    }
}

#[tokio::test]
async fn somebody_signs_in_in_whatever_case() {
    for site in sites().await {
        site.person("mina", vec![]).await;
        let here = client("192.0.2.1");
        site.accounts.sign_in("MINA@City.example", PASSWORD, &here).await.expect("signed in");
        for (address, password) in
            [("mina@city.example", OTHER), ("nobody@city.example", PASSWORD), ("x", ""), ("", "")]
        {
            let refused = refusal(site.accounts.sign_in(address, password, &here).await);
            assert_eq!(refused, Refusal::WrongPassword, "{address} on {}", site.base.kind);
        }
    }
}

#[tokio::test]
async fn bad_input_34_an_address_without_an_account_costs_the_same_questions() {
    for site in sites().await {
        site.person("mina", vec![Membership::everywhere("editor")]).await;
        let mut asked = Vec::new();
        // Each from a network of its own: how often one was counted asks more.
        for (name, network) in [("mina", "192.0.2.1"), ("nobody", "198.51.100.7")] {
            let address = format!("{name}@city.example");
            let before = site.base.database.asked();
            let wrong = site.accounts.sign_in(&address, OTHER, &client(network)).await;
            assert_eq!(refusal(wrong), Refusal::WrongPassword);
            asked.push(site.base.database.asked() - before);
        }
        assert!(asked[0] > 1, "they are counted: {asked:?}");
        assert_eq!(asked[0], asked[1], "on {}", site.base.kind);
    }
}

#[tokio::test]
async fn bad_input_33_the_owner_gets_in_while_a_stranger_guesses() {
    for site in sites().await {
        site.person("mina", vec![]).await;
        let (home, stranger) = (client("192.0.2.1"), client("198.51.100.7"));
        site.accounts.sign_in("mina@city.example", PASSWORD, &home).await.expect("signed in");
        for _ in 0..20 {
            refusal(site.accounts.sign_in("mina@city.example", OTHER, &stranger).await);
        }
        let throttled = site.accounts.sign_in("mina@city.example", PASSWORD, &stranger).await;
        assert!(matches!(refusal(throttled), Refusal::Throttled { .. }));
        site.accounts.sign_in("mina@city.example", PASSWORD, &home).await.expect("from home");
        site.seconds(901);
        let later = site.accounts.sign_in("mina@city.example", PASSWORD, &stranger).await;
        later.expect("nobody is locked out for ever");
    }
}

#[tokio::test]
async fn bad_input_33_one_guess_on_each_of_many_accounts_is_slow() {
    for site in sites().await {
        let stranger = client("198.51.100.7");
        let mut compared = 0;
        for number in 0..60 {
            let address = format!("p{number}@city.example");
            let refused = refusal(site.accounts.sign_in(&address, OTHER, &stranger).await);
            compared += i32::from(refused == Refusal::WrongPassword);
        }
        assert_eq!(compared, 30, "{}", site.base.kind);
    }
}

#[tokio::test]
async fn bad_input_33_guesses_at_once_do_not_slip_through_together() {
    for site in sites().await {
        site.person("mina", vec![]).await;
        let guesses = (0..40).map(|n| {
            let (accounts, from) = (site.accounts.clone(), client(&format!("198.51.100.{n}")));
            tokio::spawn(async move {
                refusal(accounts.sign_in("mina@city.example", OTHER, &from).await)
            })
        });
        let mut compared = 0;
        for guess in guesses.collect::<Vec<_>>() {
            compared += i32::from(guess.await.expect("ran") == Refusal::WrongPassword);
        }
        assert!(compared <= 5, "{compared} on {}", site.base.kind);
    }
}

#[tokio::test]
async fn bad_input_34_no_row_tells_from_where_somebody_signs_in() {
    use eframe_accounts::model::ThrottleKey;
    use eframe_core::block::sea_orm::{ConnectionTrait as _, Statement};
    for site in sites().await {
        site.person("mina", vec![]).await;
        let from = client("192.0.2.1");
        let accounts = &site.accounts;
        for password in [PASSWORD, OTHER] {
            accounts.sign_in("mina@city.example", password, &from).await.ok();
        }
        accounts.sign_in("nobody@city.example", PASSWORD, &from).await.unwrap_err();
        let (address, mina, nobody) =
            (from.address.expect("one"), "mina@city.example", "nobody@city.example");
        let tried = [
            ThrottleKey::Known(mina.to_owned(), address),
            ThrottleKey::Account(mina.to_owned()),
            ThrottleKey::Account(nobody.to_owned()),
            ThrottleKey::Client(address),
        ];
        let mut guessed = Vec::new();
        for text in tried.iter().map(ThrottleKey::text) {
            let mut half = [0; 16];
            half.copy_from_slice(&eframe_core::sha256(text.as_bytes()).bytes()[..16]);
            guessed.push(uuid::Builder::from_custom_bytes(half).into_uuid());
        }
        let read = site.base.database.read();
        let sql = "SELECT id FROM accounts_throttle UNION ALL SELECT id FROM accounts_trust";
        let statement = Statement::from_string(read.get_database_backend(), sql);
        let rows = read.query_all_raw(statement).await.expect("an answer");
        assert!(rows.len() >= 3, "{} on {}", rows.len(), site.base.kind);
        for row in rows {
            let id: uuid::Uuid = row.try_get("", "id").expect("an id");
            assert!(!guessed.contains(&id), "{id} on {}", site.base.kind);
        }
    }
}

#[tokio::test]
async fn bad_input_40_two_administrators_who_remove_each_other_at_once() {
    for site in sites().await {
        let (mina, omar) = (site.administrator("mina").await, site.administrator("omar").await);
        let (by_mina, by_omar) = (site.caller(mina).await, site.caller(omar).await);
        let (one, other) = tokio::join!(
            site.accounts.switch_off(&by_mina, omar, None),
            site.accounts.change_roles(&by_omar, mina, vec![], None),
        );
        assert!(one.is_ok() ^ other.is_ok(), "{one:?} {other:?} on {}", site.base.kind);
        let wanted = Wanted { active: Some(true), ..Wanted::default() };
        let people = site.accounts.people(&system().actor, &wanted, None, 9).await.expect("read");
        let left = people.iter().filter(|one| one.administers(&site::roles())).count();
        assert_eq!(left, 1, "{}", site.base.kind);
    }
}

#[tokio::test]
async fn bad_input_40_nobody_removes_the_last_administrator_or_themselves() {
    for site in sites().await {
        let mina = site.administrator("mina").await;
        let by_mina = site.caller(mina).await;
        let off = site.accounts.switch_off(&system(), mina, None).await;
        assert_eq!(refusal(off), Refusal::LastAdministrator);
        let gone = site.accounts.change_roles(&system(), mina, vec![], None).await;
        assert_eq!(refusal(gone), Refusal::LastAdministrator);
        site.administrator("omar").await;
        let self_off = site.accounts.switch_off(&by_mina, mina, None).await;
        assert_eq!(refusal(self_off), Refusal::OnYourself);
        let resigned = site.accounts.change_roles(&by_mina, mina, vec![], None).await;
        assert_eq!(refusal(resigned), Refusal::OnYourself);
    }
}

#[tokio::test]
async fn bad_input_37_an_officer_sees_only_the_people_of_their_city() {
    for site in sites().await {
        let (a, b) = (site.organisation("City A").await, site.organisation("City B").await);
        let officer = site.person("officer", vec![Membership::of("officer", a)]).await;
        let other = site.person("other", vec![Membership::of("officer", b)]).await;
        let caller = site.caller(officer).await;
        let people = site.accounts.people(&caller.actor, &Wanted::default(), None, 9).await;
        let names: Vec<_> = people.expect("read").into_iter().map(|one| one.name).collect();
        assert_eq!(names, ["officer"]);
        let hidden = site.accounts.person(&caller.actor, other).await;
        assert!(matches!(hidden, Err(Error::NotFound)));
        let taken = site.accounts.change_roles(&caller, other, vec![], None).await;
        assert!(matches!(taken, Err(Error::NotFound)));
        let wish = |organisation| Invite {
            email: site::email("new@city.example"),
            name: "New".to_owned(),
            language: Language::KO,
            memberships: vec![Membership::of("officer", organisation)],
        };
        let elsewhere = site.accounts.invite(&caller, wish(b)).await;
        assert!(matches!(refusal(elsewhere), Refusal::Denied(_)));
        let id = site.accounts.invite(&caller, wish(a)).await.expect("invited");
        let own = site.accounts.invitations(&caller.actor).await.expect("read");
        assert_eq!(own.iter().map(|one| one.id).collect::<Vec<_>>(), [id]);
        let stranger = site.caller(other).await;
        assert!(site.accounts.invitations(&stranger.actor).await.expect("read").is_empty());
        assert!(matches!(site.accounts.withdraw(&stranger, id).await, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn many_invitations_of_others_hide_none_of_ones_own() {
    for site in sites().await {
        let (a, b) = (site.organisation("City A").await, site.organisation("City B").await);
        let officer = site.person("officer", vec![Membership::of("officer", a)]).await;
        let caller = site.caller(officer).await;
        let wish = |organisation| Invite {
            email: site::email("new@city.example"),
            name: "New".to_owned(),
            language: Language::KO,
            memberships: vec![Membership::of("officer", organisation)],
        };
        let own = site.accounts.invite(&caller, wish(a)).await.expect("invited");
        site.seconds(1);
        for _ in 0..501 {
            site.accounts.invite(&site::system(), wish(b)).await.expect("invited");
        }
        let seen = site.accounts.invitations(&caller.actor).await.expect("read");
        assert_eq!(seen.iter().map(|one| one.id).collect::<Vec<_>>(), [own]);
    }
}

#[tokio::test]
async fn bad_input_12_a_very_long_search_finds_nobody_and_hurts_nobody() {
    for site in sites().await {
        site.administrator("mina").await;
        let wanted = Wanted { words: Some("_".repeat(30_000)), ..Wanted::default() };
        let found = site.accounts.people(&system().actor, &wanted, None, 9).await;
        assert!(found.expect("answered").is_empty(), "{}", site.base.kind);
    }
}

#[tokio::test]
async fn bad_input_37_roles_for_another_city_are_neither_seen_nor_touched() {
    for site in sites().await {
        let (a, b) = (site.organisation("City A").await, site.organisation("City B").await);
        let officer = site.person("officer", vec![Membership::of("officer", a)]).await;
        let (here, there) = (Membership::of("officer", a), Membership::of("officer", b));
        let both = site.person("both", vec![here.clone(), there.clone()]).await;
        let caller = site.caller(officer).await;
        let seen = site.accounts.person(&caller.actor, both).await.expect("seen");
        assert_eq!(seen.memberships, std::slice::from_ref(&here));
        let people = site.accounts.people(&caller.actor, &Wanted::default(), None, 9).await;
        assert_eq!(people.expect("read")[0].memberships, [here]);
        site.accounts.change_roles(&caller, both, vec![], None).await.expect("taken");
        let left = site.accounts.person(&system().actor, both).await.expect("read");
        assert_eq!(left.memberships, [there], "{}", site.base.kind);
    }
}

#[tokio::test]
async fn bad_input_97_people_are_found_alike_on_both_databases() {
    let mut answers = Vec::new();
    for site in sites().await {
        let names = ["Ärzte", "omar", "Mina", "İnci", "żółw", "100%", "a_b", "민아"];
        for (number, name) in names.into_iter().enumerate() {
            let wish = eframe_accounts::rules::Registration {
                email: site::email(&format!("p{number}@city.example")),
                name: name.to_owned(),
                language: Language::EN,
                memberships: vec![],
            };
            site.accounts.register(&system(), wish, PASSWORD).await.expect("registered");
        }
        let mut found = Vec::new();
        for words in ["", "MIN", "ż", "%", "_", "CITY.example", "\\"] {
            let words = Some(words.to_owned());
            let wanted = Wanted { words, ..Wanted::default() };
            let people = site.accounts.people(&system().actor, &wanted, None, 9).await;
            found.push(people.expect("read").into_iter().map(|p| p.name).collect::<Vec<_>>());
        }
        assert_eq!(
            (found[0].len(), &found[3], &found[4]),
            (8, &vec!["100%".to_owned()], &vec!["a_b".to_owned()])
        );
        answers.push(found);
    }
    assert!(answers.windows(2).all(|two| two[0] == two[1]), "{answers:#?}");
}

#[tokio::test]
async fn bad_input_49_a_token_made_twice_with_one_key_is_one_token() {
    for site in sites().await {
        let mina = site.administrator("mina").await;
        let mut caller = site.caller(mina).await;
        let fingerprint = eframe_core::sha256(b"POST /tokens");
        caller.repeat = Some(eframe_core::RepeatKey { key: "k1".to_owned(), fingerprint });
        let wish = MakeToken { name: "App".to_owned(), scope: TokenScope::Everything, days: 30 };
        let make = || async {
            let here = client("192.0.2.1");
            site.accounts.make_token(&caller, wish.clone(), PASSWORD, &here).await.expect("made")
        };
        let (once, again) = (make().await, make().await);
        assert_eq!((once.id, &once.text), (again.id, &again.text));
        assert!(once.text.starts_with("eframe_"));
        let listed = site.accounts.tokens(&caller.actor).await.expect("read");
        assert_eq!(listed.len(), 1);
    }
}

#[tokio::test]
async fn a_database_has_begun_once_somebody_is_there_or_asked_in() {
    for (offered, others) in sites().await.into_iter().zip(sites().await) {
        for site in [&offered, &others] {
            let begun = Accounts::has_begun(&site.base.database).await.expect("read");
            assert!(!begun, "nobody yet on {}", site.base.kind);
        }
        offered.accounts.first_administrator().await.expect("read").expect("nobody yet");
        others.person("mina", vec![]).await;
        for site in [&offered, &others] {
            let begun = Accounts::has_begun(&site.base.database).await.expect("read");
            assert!(begun, "on {}", site.base.kind);
        }
    }
}

#[tokio::test]
async fn the_first_administrator_is_made_once() {
    for site in sites().await {
        let url = site.accounts.first_administrator().await.expect("read").expect("nobody yet");
        assert_eq!(site.accounts.first_administrator().await.expect("read"), Some(url.clone()));
        let token = url.split_once("token=").expect("a token").1;
        let claim = |name: &'static str| {
            let email = site::email(&format!("{name}@city.example"));
            let here = client("192.0.2.1");
            let accounts = site.accounts.clone();
            let token = token.to_owned();
            async move {
                let name = name.to_owned();
                accounts.claim_first(&token, email, name, Language::EN, PASSWORD, &here).await
            }
        };
        let (one, other) = tokio::join!(claim("mina"), claim("omar"));
        assert!(one.is_ok() ^ other.is_ok(), "{}", site.base.kind);
        assert_eq!(site.accounts.first_administrator().await.expect("read"), None);
        assert_eq!(refusal(claim("late").await), Refusal::LinkDead);
    }
}
