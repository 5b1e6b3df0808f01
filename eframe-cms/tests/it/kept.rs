//! What was typed at the desk outlives the session.

use eframe_core::form::Gate;
use eframe_core::test::ask::{form, get};
use eframe_core::{Actor, Body, Language};
use http::{Request, StatusCode};
use http_body_util::BodyExt as _;
use tower::{Layer as _, ServiceExt as _};

use crate::media::{TURNED, id};
use crate::people::{Desk, desks, mina, page, vera};

/// Posts a form when the session has ended, signs in, and comes back to where that leads.
async fn signs_in_again(
    desk: &Desk,
    actor: &Actor,
    path: &str,
    typed: &[(&str, &str)],
) -> (StatusCode, String) {
    let gate = Gate::new(desk.test.database.clone(), |back| format!("/in?back={back}"));
    let gated = gate.layer(desk.cms.desk());
    let asked = |mut request: Request<Body>, actor: Actor| {
        request.extensions_mut().insert(actor);
        request.extensions_mut().insert(Language::EN);
        request
    };
    let away = asked(form(path, typed), Actor::anonymous());
    let away = gated.clone().oneshot(away).await.expect("services never fail");
    assert_eq!(away.status(), StatusCode::SEE_OTHER, "{path}");
    let back = away.headers()["location"].to_str().expect("an address");
    let back = back.strip_prefix("/in?back=").expect("the way back").to_owned();
    let answer = gated.oneshot(asked(get(&back), actor.clone())).await;
    let (parts, body) = answer.expect("services never fail").into_parts();
    let bytes = body.collect().await.expect("a whole body").to_bytes();
    (parts.status, String::from_utf8_lossy(&bytes).into_owned())
}

#[tokio::test]
async fn bad_input_99_what_was_typed_at_the_desk_is_kept_while_its_writer_signs_in_again() {
    for desk in desks().await {
        let live = desk.live_page("about", None).await.document;
        let begun = desk.cms.create(&mina().into(), page("draft", None)).await.expect("begun");
        let waits = begun.document;
        desk.cms.submit(&mina().into(), waits, Language::EN).await.expect("handed in");
        let picture = format!("/media/{}", id(&desk.brought(&mina(), "a.jpg", TURNED).await));
        let blocks = [
            ("language", "en"),
            ("version", "1"),
            ("title", "Half a title"),
            ("body[0].type", "quote"),
            ("body[0].text", "Half a quote"),
            ("body[1].type", "accordion"),
            ("body[1].items[0].title", "Half a fold"),
            ("body[1].items[1].markdown", "Half a text"),
        ];
        for (actor, path, typed) in [
            (mina(), "/new/page".to_owned(), blocks.to_vec()),
            (mina(), format!("/{waits}/en/edit"), blocks.to_vec()),
            (vera(), format!("/{live}/care"), vec![("office", "Half an office")]),
            (mina(), picture, vec![("alt.en", "Half a bridge"), ("focus-x", "33")]),
            (vera(), format!("/{live}/move"), vec![("slug", "half-a-slug"), ("position", "7")]),
            (vera(), "/menus/main".to_owned(), vec![("entries", "/half-a-menu")]),
            (vera(), format!("/{live}/en/end"), vec![("how", "gone"), ("note", "Half a note")]),
            (vera(), format!("/{waits}/en"), vec![("step", "return"), ("note", "Half a reason")]),
        ] {
            let (status, page) = signs_in_again(&desk, &actor, &path, &typed).await;
            assert_eq!(status, StatusCode::OK, "{path}: {page}");
            assert!(page.contains("Your session had ended"), "{path}: {page}");
            // A text has its language already.
            let asked = |name: &str| !["step", "language"].contains(&name);
            for (name, value) in typed.iter().filter(|(name, _)| asked(name)) {
                let shown = page.contains(&format!(">{value}</textarea>"))
                    || page.contains(&format!("\n{value}</textarea>"))
                    || page.contains(&format!("value=\"{value}\""));
                assert!(shown, "{path} lost {name}: {page}");
            }
        }
    }
}
