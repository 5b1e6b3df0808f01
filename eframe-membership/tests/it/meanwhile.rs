//! What happens while a roll is being made, on each database.

use std::sync::{Arc, Mutex, PoisonError};

use eframe_core::test::FixedClock;
use eframe_core::{Actor, ActorId, Clock, Database, Grant, Scope, SystemRandom, Timestamp, World};
use eframe_membership::model::MeetingState;
use eframe_membership::rules::FileForm;
use eframe_membership::{MIGRATIONS, permission};

use crate::committee::*;
use crate::crowd::assembly;
use crate::hall::HEAD;

type Errand = Box<dyn FnOnce() + Send>;

/// A clock beside which something else happens, when it is looked at for this time.
#[derive(Clone)]
struct Meanwhile {
    clock: FixedClock,
    errand: Arc<Mutex<Option<(u32, Errand)>>>,
}

impl Clock for Meanwhile {
    fn now(&self) -> Timestamp {
        let mut errand = self.errand.lock().unwrap_or_else(PoisonError::into_inner);
        let due = match &mut *errand {
            Some((looks, _)) => {
                *looks -= 1;
                *looks == 0
            }
            None => false,
        };
        let due = if due { errand.take() } else { None };
        drop(errand);
        if let Some((_, errand)) = due {
            errand();
        }
        self.clock.now()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_comes_in_while_an_assembly_is_opened_is_on_its_roll() {
    for mut on in eframe_core::test::databases(&[MIGRATIONS]).await {
        let kind = on.kind;
        on.database.close().await;
        let clock = Meanwhile { clock: on.clock.clone(), errand: Arc::default() };
        let world = World::new(Arc::new(clock.clone()), Arc::new(SystemRandom));
        on.database = Database::open(&on.url, world).await.expect("opened again");
        let site = Site::on(on, 2, 0).await;
        let meeting = assembly(&site).await;
        let membership = site.membership.clone();
        let everywhere = Grant::new(permission::IMPORT, Scope::Everywhere);
        let registrar = Actor::person(ActorId::new(id(990)), "Registrar", vec![everywhere]);
        let file = format!(
            "{HEAD}\nM-2019-0009,city,New City,,KR,,,1000,,2019-01-01 accepted; \
             2019-02-01 approved executive-committee,{}",
            id(99)
        );
        let runtime = tokio::runtime::Handle::current();
        let errand: Errand = Box::new(move || {
            let import = async {
                let caller = by(&registrar);
                membership.import(&caller, FileForm::Csv, file.as_bytes()).await
            };
            tokio::task::block_in_place(|| runtime.block_on(import)).expect("imported");
        });
        // The first look is for the charter of the day, before the register is read; the second is the decision's.
        *clock.errand.lock().unwrap_or_else(PoisonError::into_inner) = Some((2, errand));
        site.membership.open_meeting(&by(&clerk()), meeting).await.expect(kind);
        assert!(clock.errand.lock().is_ok_and(|errand| errand.is_none()), "{kind}: it happened");
        let state = site.membership.meeting(&clerk(), meeting).await.expect(kind).state;
        let MeetingState::Open { roll, .. } = state else { panic!("{kind}: open") };
        let names: Vec<_> = roll.entries().map(|entry| &*entry.name).collect();
        assert!(names.contains(&"New City"), "{kind}: {names:?}");
    }
}
