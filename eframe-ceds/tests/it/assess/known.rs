//! What a register and a former round know of a city is filled in beforehand.

use std::sync::Arc;

use async_trait::async_trait;
use eframe_ceds::model::Facts;
use eframe_ceds::{Ceds, Error};
use eframe_core::directory::{
    MemberDirectory, MemberFigures, MemberPlace, MemberProfile, MemberStanding,
};
use eframe_core::{Mount, OrganisationId, StoreError};
use http::StatusCode;
use jiff::civil::Date;

use crate::assess::pages::{ask, get, place, post};
use crate::assess::town::{Town, colleague, officer, town, towns};

/// A register that knows the first town.
struct Register;

#[async_trait]
impl MemberDirectory for Register {
    async fn figures(&self) -> Result<MemberFigures, StoreError> {
        let as_of = jiff::civil::date(2026, 11, 26);
        Ok(MemberFigures { members: 1, friendship: 0, partners: 0, citizens: 91_000, as_of })
    }

    async fn places(&self) -> Result<Vec<MemberPlace>, StoreError> {
        Ok(Vec::new())
    }

    async fn standing(
        &self,
        _: OrganisationId,
        _: Date,
    ) -> Result<Option<MemberStanding>, StoreError> {
        Ok(None)
    }

    async fn profile(&self, of: OrganisationId) -> Result<Option<MemberProfile>, StoreError> {
        let profile = || MemberProfile {
            name: "Porto Azul".to_owned(),
            country: "PT".to_owned(),
            region: "europe".to_owned(),
            population: Some(91_000),
        };
        Ok((of == town(1)).then(profile))
    }
}

fn with_register(town: &Town) -> Ceds {
    Ceds::builder(town.on.database.clone())
        .at(Mount::new("https://union.example").account("/account/ceds"))
        .members(Arc::new(Register))
        .build()
}

#[tokio::test]
async fn the_form_begins_with_what_the_register_knows_and_the_region_is_chosen() {
    for on in towns().await {
        let ceds = with_register(&on);
        let round = on.round().await;
        let begin = |number| format!("/begin?organisation={}&round={round}", town(number));
        let page = ask(ceds.own(), Some(&officer(1).actor), get(&begin(1))).await;
        assert!(page.text.contains("value=\"Porto Azul\""), "{}", page.text);
        assert!(page.text.contains("value=\"91000\""), "{}", page.text);
        assert!(page.text.contains("<option value=\"europe\" selected"), "{}", page.text);
        assert!(page.text.contains("<option value=\"oceania\""));
        // A town that is in no register is asked, not refused.
        let bare = ask(ceds.own(), Some(&officer(2).actor), get(&begin(2))).await;
        assert!(bare.status == StatusCode::OK && !bare.text.contains("Porto Azul"));
        // What is known of a town is told to those who lead for it alone.
        for stranger in [officer(2), colleague(1)] {
            let page = ask(ceds.own(), Some(&stranger.actor), get(&begin(1))).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{}", page.text);
        }

        let free = [("city", "Porto Azul"), ("facts.region", "the sunny south")];
        let refused = ask(ceds.own(), Some(&officer(1).actor), post(&begin(1), &free)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("href=\"#f-facts.region\""), "{}", refused.text);
        let chosen = [("city", "Porto"), ("facts.region", "americas"), ("facts.income", "high")];
        let begun = ask(ceds.own(), Some(&officer(1).actor), post(&begin(1), &chosen)).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
        let facts = get(&format!("{}/facts", place(&begun)));
        let facts = ask(ceds.own(), Some(&officer(1).actor), facts).await;
        assert!(facts.text.contains("<option value=\"americas\" selected"));

        // The next round begins with what it said, where the register says nothing.
        let next = on.round().await;
        let next = on.ceds.round(next).await.expect("a round");
        let known = ceds.known(&officer(1).actor, town(1), &next).await.expect("they lead");
        let expected = [("income", "high"), ("population", "91000"), ("region", "europe")];
        let expected: Facts =
            expected.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect();
        assert_eq!((known.city.as_str(), known.facts), ("Porto Azul", expected), "{}", on.on.kind);
        let theirs = ceds.known(&officer(2).actor, town(1), &next).await;
        assert!(matches!(theirs, Err(Error::NotFound)));
    }
}
