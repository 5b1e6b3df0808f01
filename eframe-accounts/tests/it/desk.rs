//! The desk, as somebody with the right to it works there.

use eframe_accounts::model::Membership;

use crate::site::{PASSWORD, sites};

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
            ("roles", "editor"),
        ];
        let sent = mina.post("/desk/accounts/invite", &wish).await;
        assert_eq!(sent.location(), "/desk/accounts/invitations?done=sent", "{}", sent.text);
        assert!(mina.get(sent.location()).await.text.contains("lee@city.example"));
        assert_eq!(site.letters().await.len(), 1);

        let roles = format!("/desk/accounts/{omar}/roles");
        let form = mina.get(&roles).await;
        assert!(form.text.contains(r#"value="editor""#), "{}", form.text);
        let change = [("version", "1"), ("roles", "administrator")];
        assert_eq!(mina.post(&roles, &change).await.status, 303);
        let stale = mina.post(&roles, &change).await;
        assert_eq!(stale.status, 409, "made from a version that is gone");

        let off = format!("/desk/accounts/{omar}/off");
        assert_eq!(mina.get(&off).await.status, 200);
        assert_eq!(mina.post(&off, &[("version", "2")]).await.status, 303);
        let person = mina.get(&format!("/desk/accounts/{omar}?done=off")).await;
        assert!(person.text.contains("The account is off."));
        let on = format!("/desk/accounts/{omar}/on");
        assert_eq!(mina.post(&on, &[("version", "3")]).await.status, 303);
    }
}

#[tokio::test]
async fn bad_input_40_the_desk_says_why_the_last_administrator_stays() {
    for site in sites().await {
        let mina = site.administrator("mina").await;
        let mut visitor = site.signed_in("mina").await;
        let roles = format!("/desk/accounts/{mina}/roles");
        let refused = visitor.post(&roles, &[("version", "1")]).await;
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
        for path in ["", "/roles", "/off", "/on"] {
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
            ("roles", &*format!("officer {b}")),
        ];
        assert_eq!(officer.post("/desk/accounts/invite", &wish).await.status, 403);
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
            ("roles", "editor"),
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
