//! The desk, as somebody with the right to it works there.

use eframe_accounts::model::Membership;

use crate::site::{PASSWORD, sites, system};

#[tokio::test]
async fn an_administrator_invites_changes_and_switches() {
    for site in sites().await {
        site.administrator("mina").await;
        let omar = site.person("omar", vec![Membership::everywhere("editor")]).await;
        let mut mina = site.signed_in("mina").await;
        let list = mina.get("/desk/accounts/").await;
        assert_eq!(list.status, 200, "{}", list.text);
        assert!(list.text.contains("omar@city.example"));
        let some = mina.get("/desk/accounts/?words=min&role=administrator&state=active").await;
        assert!(!some.text.contains("omar@city.example"));

        let wish = [
            ("email", "lee@city.example"),
            ("name", "Lee"),
            ("language", "ko"),
            ("role", "editor"),
        ];
        let sent = mina.post("/desk/accounts/invite", &wish).await;
        assert_eq!(sent.location(), "/desk/accounts/invitations?done=sent", "{}", sent.text);
        assert!(mina.get(sent.location()).await.text.contains("lee@city.example"));
        let letters = site.letters().await;
        let [letter] = letters.as_slice() else { panic!("{letters:?}") };
        assert!(letter.subject().contains("e-Government"), "{}", letter.subject());
        assert!(letter.text().contains("mina 님이"), "who invites: {}", letter.text());
        assert!(!letter.text().contains("기관"), "no organisation: {}", letter.text());
        let text = letter.text();
        let mut lines = text.lines().skip_while(|line| !line.contains("mina 님이")).skip(1);
        assert_eq!(lines.next().map(str::trim), Some(""), "a paragraph of its own: {text}");

        let roles = format!("/desk/accounts/{omar}/roles");
        let form = mina.get(&roles).await;
        assert!(form.text.contains(r#"value="editor""#), "{}", form.text);
        let give = [("version", "1"), ("role", "administrator")];
        assert_eq!(mina.post(&roles, &give).await.status, 303);
        let stale = mina.post(&roles, &give).await;
        assert_eq!(stale.status, 409, "made from a version that is gone");
        let person = mina.get(&format!("/desk/accounts/{omar}")).await;
        let take = format!("/desk/accounts/{omar}/roles/take?role=editor");
        assert!(person.text.contains(&take), "{}", person.text);
        let question = mina.get(&take).await;
        assert!(question.text.contains("away from omar?"), "{}", question.text);
        let taken = [("version", "2"), ("role", "editor"), ("organisation", "")];
        let take = format!("/desk/accounts/{omar}/roles/take");
        assert_eq!(mina.post(&take, &taken).await.status, 303);
        assert_eq!(mina.post(&take, &taken).await.status, 404, "it is gone");
        let held = site.held(omar).await;
        assert_eq!(held, [Membership::everywhere("administrator")], "{}", site.base.kind);

        let off = format!("/desk/accounts/{omar}/off");
        assert_eq!(mina.get(&off).await.status, 200);
        assert_eq!(mina.post(&off, &[("version", "3")]).await.status, 303);
        let person = mina.get(&format!("/desk/accounts/{omar}?done=off")).await;
        assert!(person.text.contains("The account is off."));
        let on = format!("/desk/accounts/{omar}/on");
        assert_eq!(mina.post(&on, &[("version", "4")]).await.status, 303);
    }
}

#[tokio::test]
async fn bad_input_40_the_desk_says_why_the_last_administrator_stays() {
    for site in sites().await {
        let mina = site.administrator("mina").await;
        let mut visitor = site.signed_in("mina").await;
        let take = format!("/desk/accounts/{mina}/roles/take");
        let own = [("version", "1"), ("role", "administrator")];
        let refused = visitor.post(&take, &own).await;
        assert_eq!(refused.status, 409);
        assert!(refused.text.contains("The last administrator stays one"));
        let off = visitor.post(&format!("/desk/accounts/{mina}/off"), &[("version", "1")]).await;
        assert_eq!(off.status, 409);
    }
}

#[tokio::test]
async fn bad_input_37_whoever_may_nothing_sees_nothing() {
    for site in sites().await {
        let a = site.organisation("City A").await;
        let b = site.organisation("City B").await;
        let other = site.person("other", vec![Membership::of("officer", b)]).await;
        site.person("officer", vec![Membership::of("officer", a)]).await;
        site.person("editor", vec![Membership::everywhere("editor")]).await;
        let mut officer = site.signed_in("officer").await;
        let mut editor = site.signed_in("editor").await;
        for path in ["", "/roles", "/roles/take", "/off", "/on"] {
            let path = format!("/desk/accounts/{other}{path}");
            assert_eq!(officer.get(&path).await.status, 404, "{path}");
            assert_eq!(editor.get(&path).await.status, 403, "{path}");
            if !path.ends_with(&other.to_string()) {
                assert_eq!(officer.post(&path, &[]).await.status, 404, "{path}");
                assert_eq!(editor.post(&path, &[]).await.status, 403, "{path}");
            }
        }
        let list = officer.get("/desk/accounts/").await;
        assert!(!list.text.contains("other@city.example"));
        let wish = [
            ("email", "x@city.example"),
            ("name", "X"),
            ("language", "en"),
            ("role", "officer"),
            ("organisation", &*b.to_string()),
        ];
        assert_eq!(officer.post("/desk/accounts/invite", &wish).await.status, 404);
        let wish = &wish[..4];
        let sent = officer.post("/desk/accounts/invite", wish).await;
        assert_eq!(sent.location(), "/desk/accounts/invitations?done=sent", "{}", sent.text);
        let invited = site.accounts.invitations(&system().actor).await.expect("read");
        assert_eq!(invited[0].memberships, [Membership::of("officer", a)], "their own city");
    }
}

#[tokio::test]
async fn bad_input_99_what_was_typed_outlives_the_session() {
    for site in sites().await {
        site.administrator("mina").await;
        let mut mina = site.signed_in("mina").await;
        site.seconds(9 * 3_600);
        let wish = [("email", "lee@city.example"), ("name", "Lee Kim"), ("language", "ko")];
        let away = mina.post("/desk/accounts/invite", &wish).await;
        assert_eq!(away.status, 303);
        let page = mina.get(away.location()).await;
        assert!(page.text.contains("Your session had ended"), "{}", page.text);
        let fields = [("email", "mina@city.example"), ("password", PASSWORD)];
        let back = mina.post(away.location(), &fields).await;
        let again = mina.get(back.location()).await;
        assert_eq!(again.status, 200);
        assert!(again.text.contains("lee@city.example") && again.text.contains("Lee Kim"));
        assert!(site.letters().await.is_empty(), "nothing was sent by itself");
    }
}

#[tokio::test]
async fn bad_input_49_an_invitation_sent_twice_is_one_letter() {
    for site in sites().await {
        site.administrator("mina").await;
        let mut mina = site.signed_in("mina").await;
        let form = mina.get("/desk/accounts/invite").await;
        let (_, once) = form.text.split_once(r#"method="post" action=""#).expect("a form");
        let path = format!("/desk/accounts/invite{}", once.split('"').next().expect("its address"));
        let wish = [
            ("email", "lee@city.example"),
            ("name", "Lee"),
            ("language", "ko"),
            ("role", "editor"),
        ];
        for _ in 0..2 {
            let sent = mina.post(&path, &wish).await;
            assert_eq!(sent.location(), "/desk/accounts/invitations?done=sent", "{}", sent.text);
        }
        assert_eq!(site.letters().await.len(), 1);
        let list = mina.get("/desk/accounts/invitations").await;
        assert_eq!(list.text.matches("lee@city.example").count(), 1);
    }
}

#[tokio::test]
async fn among_many_organisations_one_is_found_by_its_name() {
    for site in sites().await {
        let mut ids = Vec::new();
        for number in 0..40 {
            ids.push(site.organisation(&format!("City {number:02}")).await);
        }
        let harbour = site.organisation("Porto Azul").await;
        site.administrator("mina").await;
        let omar = site.person("omar", vec![]).await;
        let mut mina = site.signed_in("mina").await;
        let roles = format!("/desk/accounts/{omar}/roles");
        let form = mina.get(&roles).await.text;
        assert!(!form.contains("City 07") && form.contains(r#"name="words""#), "{form}");
        let give = |version: &'static str, role: &'static str, words: &'static str| {
            [("version", version), ("role", role), ("words", words)]
        };
        let none = mina.post(&roles, &give("1", "officer", "Atlantis")).await;
        assert_eq!(none.status, 422);
        assert!(none.text.contains("No organisation has this in its name"), "{}", none.text);
        let many = mina.post(&roles, &give("1", "officer", "city")).await;
        assert!(many.text.contains("write more of it"), "{}", many.text);
        let some = mina.post(&roles, &give("1", "officer", "city 0")).await;
        assert_eq!(some.status, 422);
        let option = format!(r#"<option value="{}">City 07</option>"#, ids[7]);
        assert!(some.text.contains(&option), "{}", some.text);
        let nowhere = mina.post(&roles, &give("1", "officer", "")).await;
        assert!(nowhere.text.contains("is given for an organisation"), "{}", nowhere.text);
        let needless = mina.post(&roles, &give("1", "editor", "porto")).await;
        assert!(needless.text.contains("for all organisations at once"), "{}", needless.text);
        assert!(site.held(omar).await.is_empty(), "nothing was given so far");

        let seventh = ids[7].to_string();
        let mut chosen = give("1", "officer", "city 0").to_vec();
        chosen.push(("organisation", &seventh));
        assert_eq!(mina.post(&roles, &chosen).await.status, 303);
        assert_eq!(mina.post(&roles, &give("2", "officer", "PORTO")).await.status, 303);
        let held = site.held(omar).await;
        let wanted = [ids[7], harbour].map(|one| Membership::of("officer", one));
        assert!(held.len() == 2 && wanted.iter().all(|one| held.contains(one)), "{held:?}");
    }
}

#[tokio::test]
async fn the_role_that_may_do_least_is_offered_first_and_a_missing_organisation_is_explained() {
    for site in sites().await {
        site.administrator("mina").await;
        let mut mina = site.signed_in("mina").await;
        let form = mina.get("/desk/accounts/invite").await.text;
        let roles = form.split("name=\"role\"").nth(1).expect("the field");
        let first = roles.split("<option value=\"").nth(1).and_then(|rest| rest.split('"').next());
        assert_eq!(first, Some("editor"), "it may do nothing here: {form}");
        assert!(form.contains("No organisation is known here yet"), "{form}");
        assert!(form.contains("href=\"/desk/accounts/organisations/new\""), "{form}");
        site.organisation("Hanbit").await;
        let form = mina.get("/desk/accounts/invite").await.text;
        assert!(!form.contains("No organisation is known here yet"), "{form}");
        assert!(form.contains("Hanbit"), "{form}");
    }
}

#[tokio::test]
async fn a_link_names_the_organisation_that_somebody_is_invited_for() {
    for site in sites().await {
        for number in 0..30 {
            site.organisation(&format!("City {number:02}")).await;
        }
        let harbour = site.organisation("City").await;
        site.administrator("mina").await;
        let mut mina = site.signed_in("mina").await;
        let path = format!("/desk/accounts/invite?organisation={harbour}&role=officer");
        let form = mina.get(&path).await.text;
        assert!(form.contains(r#"name="words" type="search" value="City""#), "{form}");
        assert!(form.contains(r#"<option value="officer" selected>"#), "{form}");
        let wish = [
            ("email", "lee@city.example"),
            ("name", "Lee"),
            ("language", "ko"),
            ("role", "officer"),
            ("words", "City"),
        ];
        let sent = mina.post("/desk/accounts/invite", &wish).await;
        assert_eq!(sent.location(), "/desk/accounts/invitations?done=sent", "{}", sent.text);
        let invited = site.accounts.invitations(&system().actor).await.expect("read");
        assert_eq!(
            invited[0].memberships,
            [Membership::of("officer", harbour)],
            "by its whole name"
        );
        let page = mina.get("/desk/accounts/organisations?words=city%2029").await.text;
        assert!(page.contains("City 29") && !page.contains("City 28"), "{page}");
    }
}

#[tokio::test]
async fn whoever_invites_to_organisations_gives_no_role_that_holds_everywhere() {
    for site in sites().await {
        let city = site.organisation("Porto Azul").await.to_string();
        site.person("joon", vec![Membership::everywhere("secretariat")]).await;
        let mut joon = site.signed_in("joon").await;
        assert!(joon.get("/desk/accounts/").await.text.contains("/desk/accounts/invite"));
        let form = joon.get("/desk/accounts/invite").await.text;
        for offered in ["officer", "auditor"] {
            assert!(form.contains(&format!(r#"<option value="{offered}""#)), "{form}");
        }
        for kept in ["administrator", "editor", "secretariat"] {
            assert!(!form.contains(&format!(r#"<option value="{kept}""#)), "{form}");
        }
        let wish = |role: &'static str| {
            vec![
                ("email", "lee@city.example"),
                ("name", "Lee Kim"),
                ("language", "ko"),
                ("role", role),
            ]
        };
        for role in ["administrator", "editor", "secretariat"] {
            let refused = joon.post("/desk/accounts/invite", &wish(role)).await;
            assert_eq!(refused.status, 403, "{role} on {}", site.base.kind);
            assert!(refused.text.contains("roles of an organisation alone"), "{}", refused.text);
            assert!(refused.text.contains("Lee Kim"), "what was typed is kept");
        }
        assert!(site.letters().await.is_empty(), "nobody was invited");
        let mut officer = wish("officer");
        officer.push(("organisation", &city));
        let sent = joon.post("/desk/accounts/invite", &officer).await;
        assert_eq!(sent.location(), "/desk/accounts/invitations?done=sent", "{}", sent.text);
        let letters = site.letters().await;
        let [letter] = letters.as_slice() else { panic!("{letters:?}") };
        assert!(letter.text().contains("기관: Porto Azul\n"), "{}", letter.text());
        let invited = site.accounts.invitations(&system().actor).await.expect("read");
        let path = format!("/desk/accounts/invitations/{}", invited[0].id);
        assert_eq!(joon.post(&path, &[]).await.status, 303, "and takes it back");
    }
}
