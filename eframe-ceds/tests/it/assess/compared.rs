use eframe_ceds::model::{Consent, Hidden};
use eframe_ceds::{Error, Refusal};
use jiff::SignedDuration;

use crate::assess::town::{mina, officer, towns};

#[tokio::test]
async fn a_closed_round_compares_those_who_agreed_and_nobody_else() {
    for town in towns().await {
        let round = town.round().await;
        let mut ids = Vec::new();
        for number in 1..=8 {
            let consent = match number {
                8 => Consent::Nothing,
                1 | 2 => Consent::Named,
                _ => Consent::Compared,
            };
            let level = ["1", "2", "3", "4", "5"][usize::try_from(number % 5).unwrap()];
            ids.push(town.frozen(&officer(number), round, level, consent).await);
        }
        let early = town.ceds.close_round(&mina(), round).await;
        assert!(matches!(early, Err(Error::Refused(Refusal::NotAtThatTime(_)))), "{early:?}");
        let early = town.ceds.benchmark(&officer(1).actor, ids[0]).await;
        assert!(matches!(early, Err(Error::NotFound)));
        town.on.clock.advance(SignedDuration::from_hours(24 * 8));
        town.ceds.close_round(&mina(), round).await.unwrap();

        let told = town.ceds.benchmark(&officer(1).actor, ids[0]).await.unwrap();
        let all = &told.sets[0];
        assert_eq!((all.hidden, all.cities), (None, Some(7)), "{}", town.on.kind);
        assert_eq!(all.named, ["Town of Officer 1", "Town of Officer 2"]);
        let middle = all.nodes["egov"];
        assert!(middle.low <= middle.median && middle.median <= middle.high);
        // The one that said no sees what the others agreed to, and is not among them.
        let other = town.ceds.benchmark(&officer(8).actor, ids[7]).await.unwrap();
        assert_eq!(other.sets[0].cities, Some(7));
        // Somebody agrees only now: the figures are those of the day the round was closed.
        town.agreed(&officer(8), ids[7], Consent::Named).await;
        let later = town.ceds.round_benchmark(&mina().actor, round).await.unwrap();
        assert_eq!((later.sets[0].cities, &later.sets[0].named), (Some(7), &all.named));
        // Somebody takes it back: what is left would tell what it had.
        town.agreed(&officer(3), ids[2], Consent::Nothing).await;
        let later = town.ceds.round_benchmark(&mina().actor, round).await.unwrap();
        assert_eq!(later.sets[0].hidden, Some(Hidden::TakenBack));
        assert!(later.sets.iter().all(|set| set.nodes.is_empty() && set.named.is_empty()));
        let again = town.ceds.close_round(&mina(), round).await;
        assert!(matches!(again, Err(Error::Refused(Refusal::NotAtThatTime(_)))));
        let theirs = town.ceds.benchmark(&officer(2).actor, ids[0]).await;
        assert!(matches!(theirs, Err(Error::NotFound)));
    }
}
