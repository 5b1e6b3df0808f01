use eframe_core::{Actor, Language};
use http::StatusCode;

use crate::town::{
    Answer, Town, first, form, get, lena, mina, pdf, post, rui, send_in, stranger, towns, upload,
};

/// Answers the questions of a group as its page asks them.
async fn answer(
    town: &Town,
    actor: &Actor,
    id: &str,
    group: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let path = format!("/applications/{id}/questions/{group}");
    let asked = town.own(actor, get(&path)).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.text);
    let seen = asked.hidden("seen");
    let mut all = vec![("seen", seen.as_str())];
    all.extend(fields);
    town.own(actor, post(&format!("{path}{}", asked.action()), &all)).await
}

const GROUPS: [(&str, &[&str]); 7] = [
    ("kind", &["kind"]),
    ("organisation", &["name", "ownName", "country"]),
    ("place", &["population", "latitude", "longitude"]),
    ("reach", &["website", "address"]),
    ("motivation", &["motivation"]),
    ("signatory", &["signatoryName", "signatoryOffice", "signatoryAuthority"]),
    ("contact", &["contactName", "contactEmail", "contactPhone", "contactLanguage"]),
];

/// Answers everything, page by page, and gives where the last one leads.
async fn answer_all(town: &Town, id: &str) -> String {
    let form = form();
    let mut onwards = String::new();
    for (group, fields) in GROUPS {
        let values: Vec<_> = fields
            .iter()
            .map(|field| (*field, form[*field].as_str().unwrap_or_default()))
            .collect();
        onwards = answer(town, &rui(), id, group, &values).await.place();
    }
    onwards
}

#[tokio::test]
async fn the_whole_way_of_a_city_by_forms_alone() {
    for town in towns().await {
        let home = town.own(&rui(), get("/")).await;
        assert!(home.text.contains("Begin an application"), "{}", home.text);
        let organisation = first().to_string();
        let fields = [("organisation", organisation.as_str())];
        let begun = town.own(&rui(), post("/begin", &fields)).await.place();
        let id = begun.rsplit('/').next().unwrap().to_owned();
        let twice = town.own(&lena(), post("/begin", &fields)).await.place();
        assert_eq!(twice, "/account/membership/", "a colleague is led to the one under way");

        let first_page = town.own(&rui(), get(&format!("/applications/{id}/questions/kind"))).await;
        assert!(first_page.text.contains("page 1 of 7"), "{}", first_page.text);
        let onwards = answer_all(&town, &id).await;
        assert_eq!(onwards, begun);
        let page = town.own(&rui(), get(&format!("/applications/{id}"))).await;
        assert!(page.text.contains("Sign the application"), "{}", page.text);

        let sign = format!("/applications/{id}/sign");
        let shown = town.own(&rui(), get(&sign)).await;
        let hash = shown.hidden("form");
        let wrong = [("form", hash.as_str()), ("name", "Somebody"), ("office", "Mayor")];
        let wrong = town.own(&rui(), post(&sign, &wrong)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text.contains(r##"href="#f-name""##) && wrong.text.contains("Somebody"));
        let right = [("form", hash.as_str()), ("name", " ANA LIMA "), ("office", "mayor")];
        let signed = town.own(&rui(), post(&sign, &right)).await.place();
        let check = format!("/applications/{id}/check");
        assert!(signed.ends_with(&check));
        let shown = town.own(&rui(), get(&check)).await;
        assert!(shown.text.contains("Hand in the application"), "{}", shown.text);
        assert!(shown.text.contains("Portugal") && shown.text.contains("Ana Lima"));

        let receipt = town.own(&rui(), post(&check, &[])).await.place();
        assert!(receipt.ends_with("/receipt"));
        let again = town.own(&rui(), post(&check, &[])).await.place();
        assert_eq!(receipt, again, "pressed twice, it leads to the one receipt");
        let receipt = town.own(&rui(), get(&format!("/applications/{id}/receipt"))).await;
        let read = town.read(&rui(), &id).await;
        for said in ["number", "code"] {
            assert!(receipt.text.contains(read[said].as_str().unwrap()), "{}", receipt.text);
        }
    }
}

#[tokio::test]
async fn what_was_typed_is_kept_right_or_not_and_said_with_what_is_wrong() {
    for town in towns().await {
        let id = town.begun().await;
        let fields = [("population", "many"), ("latitude", "91"), ("longitude", "-8.5")];
        let wrong = answer(&town, &rui(), &id, "place", &fields).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text);
        assert!(wrong.text.contains(r##"href="#f-population""##) && wrong.text.contains("many"));
        let read = town.read(&rui(), &id).await;
        assert_eq!(read["form"]["population"], "many", "it is kept all the same");
        let again = town.own(&rui(), get(&format!("/applications/{id}/questions/place"))).await;
        assert!(again.text.contains(r#"value="many""#), "{}", again.text);
        // Whoever wants to leave may, wrong or not.
        let later = [("population", "x"), ("later", "yes")];
        let later = answer(&town, &rui(), &id, "place", &later).await.place();
        assert!(later.ends_with(&id));
        let check = town.own(&rui(), get(&format!("/applications/{id}/check"))).await;
        assert!(check.text.contains(r##"href="#f-group-place""##), "{}", check.text);
        assert!(check.text.contains(r#"id="f-group-place""#));
        assert!(!check.text.contains("Hand in the application"), "{}", check.text);
        let no = town.own(&rui(), post(&format!("/applications/{id}/check"), &[])).await;
        assert_eq!(no.status, StatusCode::UNPROCESSABLE_ENTITY);
        let long = "x".repeat(5_001);
        let long = answer(&town, &rui(), &id, "motivation", &[("motivation", &long)]).await;
        assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(long.text.contains(&"x".repeat(5_001)), "what is too long is not lost either");
    }
}

#[tokio::test]
async fn bad_input_83_nothing_is_lost_when_the_server_dies() {
    for town in towns().await {
        let id = town.begun().await;
        let fields = [("motivation", "We want to learn.\r\nAnd to share.")];
        answer(&town, &rui(), &id, "motivation", &fields).await;
        let again = town.restarted().await;
        let path = format!("/applications/{id}/questions/motivation");
        let page = crate::town::send(again.own(), &rui(), get(&path)).await;
        assert!(page.text.contains("We want to learn.\nAnd to share."), "{}", page.text);
    }
}

#[tokio::test]
async fn bad_input_26_two_people_at_the_same_question_are_shown_both_answers() {
    for town in towns().await {
        let id = town.filled().await;
        let path = format!("/applications/{id}/questions/organisation");
        let mine = town.own(&rui(), get(&path)).await;
        let theirs = [("name", "Puerto Azul"), ("ownName", ""), ("country", "PT")];
        answer(&town, &lena(), &id, "organisation", &theirs).await.place();
        let seen = mine.hidden("seen");
        let fields = [
            ("seen", seen.as_str()),
            ("name", "Porto Azzurro"),
            ("ownName", ""),
            ("country", "PT"),
        ];
        let stale = town.own(&rui(), post(&path, &fields)).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.text);
        assert!(stale.text.contains("Puerto Azul") && stale.text.contains("Porto Azzurro"));
        assert!(!stale.text.contains("f-country"), "only what differs is asked: {}", stale.text);
        let seen = stale.hidden("seen");
        let fields =
            [("seen", seen.as_str()), ("name", "Porto"), ("ownName", ""), ("country", "PT")];
        town.own(&rui(), post(&path, &fields)).await.place();
        assert_eq!(town.read(&rui(), &id).await["form"]["name"], "Porto");

        // Other questions are in nobody's way.
        let open = town.own(&rui(), get(&format!("/applications/{id}/questions/reach"))).await;
        answer(&town, &lena(), &id, "motivation", &[("motivation", "Other")]).await.place();
        let seen = open.hidden("seen");
        let fields = [("seen", seen.as_str()), ("website", ""), ("address", "1 Quay")];
        town.own(&rui(), post(&format!("/applications/{id}/questions/reach"), &fields))
            .await
            .place();
        let read = town.read(&rui(), &id).await;
        assert_eq!(
            (&read["form"]["motivation"], &read["form"]["address"]),
            (&"Other".into(), &"1 Quay".into())
        );
    }
}

#[tokio::test]
async fn bad_input_49_a_form_sent_twice_is_one_letter() {
    for town in towns().await {
        let id = town.submitted().await;
        let path = format!("/applications/{id}/letters");
        let shown = town.own(&rui(), get(&path)).await;
        let to = format!("{path}{}", shown.action());
        assert!(to.contains("?once="), "{to}");
        for _ in 0..2 {
            town.own(&rui(), post(&to, &[("text", "Hello")])).await.place();
        }
        let history = town.json(&rui(), get(&format!("/applications/{id}/history"))).await;
        assert_eq!(history.text.matches("Hello").count(), 1);
    }
}

#[tokio::test]
async fn the_form_is_printed_with_its_fingerprint_and_handed_in_signed() {
    for town in towns().await {
        let id = town.filled().await;
        let read = town.read(&rui(), &id).await;
        let whole = read["fingerprint"].as_str().unwrap().to_owned();
        let short = format!("{}-{}-{}", &whole[..4], &whole[4..8], &whole[8..12]).to_uppercase();
        let printed = town.own(&rui(), get(&format!("/applications/{id}/form"))).await;
        assert!(printed.text.contains(&short) && printed.text.contains(&whole), "{}", printed.text);
        assert!(printed.text.contains("Signature and seal") && printed.text.contains("Ana Lima"));

        let sign = town.own(&rui(), get(&format!("/applications/{id}/sign"))).await;
        assert!(sign.text.contains(&short));
        let hash = sign.hidden("form");
        let path = format!("/applications/{id}/signed-form");
        let none = town.own(&rui(), upload(&path, &[("form", &hash)], ("file", "", b""))).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", none.text);
        assert!(none.text.contains(r##"href="#f-file""##));

        // A colleague changes an answer after it was printed: the paper is of another form.
        answer(&town, &lena(), &id, "motivation", &[("motivation", "Another reason")])
            .await
            .place();
        let stale =
            town.own(&rui(), upload(&path, &[("form", &hash)], ("file", "scan.pdf", &pdf()))).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.text);
        assert!(stale.text.contains("no longer what you signed"), "{}", stale.text);
        let hash = stale.hidden("form");
        let signed =
            town.own(&rui(), upload(&path, &[("form", &hash)], ("file", "scan.pdf", &pdf()))).await;
        assert!(signed.place().ends_with("/check"));
        let read = town.read(&rui(), &id).await;
        assert_eq!(read["signature"]["way"], "uploaded");
        assert_eq!(read["documents"][0]["purpose"], "signed-form");
        // Another answer voids it, and the page says so.
        let mend = answer(&town, &rui(), &id, "motivation", &[("motivation", "Third")]).await;
        let told = mend.header("location").to_owned();
        assert!(told.contains("unsigned=yes"), "{told}");
        let told = told.split_once("/account/membership").unwrap().1.to_owned();
        let page = town.own(&rui(), get(&told)).await;
        assert!(page.text.contains("no longer counts"), "{}", page.text);
    }
}

#[tokio::test]
async fn what_the_secretariat_filled_in_is_confirmed_or_taken_back_by_forms() {
    for town in towns().await {
        let id = town.filled().await;
        let check = format!("/applications/{id}/check");
        let shown = town.own(&mina(), get(&check)).await;
        assert!(shown.text.contains("have to sign and confirm it first"), "{}", shown.text);
        town.own(&mina(), post(&check, &[])).await.place();
        assert_eq!(town.read(&mina(), &id).await["state"]["stage"], "unconfirmed");
        let page = town.own(&rui(), get(&check)).await;
        assert!(page.text.contains("Confirm the application"), "{}", page.text);
        assert!(!page.text.contains("Hand in the application"));
        town.sign(&id).await;
        let receipt = town.own(&rui(), post(&check, &[])).await.place();
        assert!(receipt.ends_with("/receipt"));
        assert_eq!(town.read(&mina(), &id).await["state"]["stage"], "submitted");
        // What is handed in can't be changed any more, and nobody is led into a form for it.
        let late = town.own(&rui(), get(&format!("/applications/{id}/questions/kind"))).await;
        assert!(late.place().ends_with(&id));
        let late = town
            .own(
                &rui(),
                post(
                    &format!("/applications/{id}/questions/kind"),
                    &[("seen", "00"), ("kind", "corporate")],
                ),
            )
            .await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text);
        assert!(late.text.contains("no longer at the stage"));
    }
}

#[tokio::test]
async fn bad_input_37_another_citys_pages_are_not_found() {
    for town in towns().await {
        let id = town.filled().await;
        let pages = [
            "",
            "/questions/kind",
            "/check",
            "/form",
            "/sign",
            "/documents",
            "/receipt",
            "/letters",
            "/reopen",
            "/withdraw",
        ];
        for page in pages {
            let path = format!("/applications/{id}{page}");
            let other = town.own(&stranger(), get(&path)).await;
            assert_eq!(other.status, StatusCode::NOT_FOUND, "{path}");
            let nobody = town.own(&Actor::anonymous(), get(&path)).await;
            assert_eq!(nobody.status, StatusCode::UNAUTHORIZED, "{path}");
        }
        for page in ["/questions/kind", "/check", "/sign", "/letters", "/reopen", "/withdraw"] {
            let path = format!("/applications/{id}{page}");
            let form = "00".repeat(32);
            let fields = [("kind", "city"), ("text", "x"), ("form", form.as_str()), ("name", "x")];
            let other = town.own(&stranger(), post(&path, &fields)).await;
            assert_eq!(other.status, StatusCode::NOT_FOUND, "{path}: {}", other.text);
        }
        for page in ["/documents", "/signed-form"] {
            let path = format!("/applications/{id}{page}");
            let other = town.own(&stranger(), upload(&path, &[], ("file", "a.pdf", &pdf()))).await;
            assert_eq!(other.status, StatusCode::NOT_FOUND, "{path}");
        }
        let begin = [("organisation", &*first().to_string())].map(|(a, b)| (a, b.to_owned()));
        let begin: Vec<_> = begin.iter().map(|(a, b)| (*a, b.as_str())).collect();
        let other = town.own(&stranger(), post("/begin", &begin)).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn bad_input_41_reading_changes_nothing() {
    for town in towns().await {
        let id = town.filled().await;
        let before = town.read(&rui(), &id).await["version"].clone();
        for page in [
            "",
            "/questions/kind",
            "/check",
            "/form",
            "/sign",
            "/documents",
            "/letters",
            "/withdraw",
            "/reopen",
        ] {
            town.own(&rui(), get(&format!("/applications/{id}{page}"))).await;
        }
        assert_eq!(town.read(&rui(), &id).await["version"], before);
    }
}

#[tokio::test]
async fn a_citys_own_pages_are_read_in_every_language_from_the_first_to_the_last() {
    let town = towns().await.remove(0);
    let id = town.filled().await;
    for (language, words) in [
        (
            Language::RU,
            ["Ваши организации", "Ваша организация", "Подписать заявку", "Нет, вернуться"],
        ),
        (Language::ZH, ["您的机构", "在地图上", "签署申请", "不，返回"]),
        (Language::ES, ["Sus organizaciones", "En el mapa", "Firmar la solicitud", "No, volver"]),
        (Language::FR, ["Vos organisations", "Sur la carte", "Signer la demande", "Non, revenir"]),
    ] {
        let at = |path: &str| format!("/applications/{id}{path}");
        let paths = ["/".to_owned(), at(""), at("/sign"), at("/withdraw")];
        for (path, said) in paths.iter().zip(words) {
            let own = town.membership.own();
            let page = send_in(own, &rui(), language, get(path)).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            let begins = format!(r#"<html lang="{}""#, language.tag());
            assert!(page.text.contains(&begins), "{path} in {language}: {}", page.text);
            assert!(page.text.contains(said), "{path} in {language}: {}", page.text);
            assert!(!page.text.contains(r#"lang="en""#), "{path} in {language}: {}", page.text);
        }
    }
}
