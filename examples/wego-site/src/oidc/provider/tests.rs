//! What is kept of the provider, on a clock that is set, with a provider that has real keys.

use eframe_accounts::Errand;
use eframe_core::test::{FixedClock, world};
use openidconnect::AsyncHttpClient as _;
use tokio::runtime::Runtime;

use super::super::ticket::Tickets;
use super::*;

#[expect(dead_code, reason = "whole sign-ins have more go wrong")]
#[path = "../../../tests/it/oidc/provider.rs"]
mod there;

use there::{CLIENT, Fault as Wrong, Provider as There, SECRET};

/// A site that knows the provider, as far as it speaks with it.
struct Here {
    there: There,
    asking: Provider,
    tickets: Tickets,
    clock: FixedClock,
}

impl Here {
    fn new() -> Self {
        let there = There::start();
        let (world, clock) = world();
        clock.set(World::system().now());
        let settings = OidcSettings::of(there.issuer(), CLIENT, SECRET);
        let back = "http://127.0.0.1:8080/account/oidc/callback".to_owned();
        let asking = Provider::new(&settings, back, world.clone()).expect("good settings");
        Self { there, asking, tickets: Tickets::new(vec![[7; 32]], false, world), clock }
    }

    /// Begins, so much time goes by, and the way back ends.
    async fn sign_in(&self, after: SignedDuration) -> Result<Vouched, Fault> {
        let (ticket, _) = self.tickets.make(&Errand::default());
        let address = self.asking.address(&ticket.proofs()).await?;
        let request = http::Request::get(address).body(Vec::new()).expect("a request");
        let led = self.asking.client.call(request).await.expect("an answer");
        let led = led.headers()[http::header::LOCATION].to_str().expect("text").to_owned();
        let code = led.split(['?', '&']).find_map(|pair| pair.strip_prefix("code="));
        self.clock.advance(after);
        self.asking.vouches(code.expect("a code"), &ticket).await
    }
}

#[test]
fn a_key_that_is_new_is_fetched_once_a_minute_and_no_more() {
    let here = Here::new();
    here.there.signs_by_curve(true);
    Runtime::new().expect("a runtime").block_on(async {
        let vouched = here.sign_in(SignedDuration::ZERO).await.expect("vouched for");
        assert_eq!(vouched.subject(), "mina-7-of-the-staff");
        here.there.changes_its_key("curve-2");
        let early = here.sign_in(SignedDuration::from_secs(30)).await;
        assert_eq!(early.expect_err("not asked again").why, NO_KEY);
        assert_eq!(here.there.was_asked("keys"), 1);
        here.sign_in(SignedDuration::from_secs(30)).await.expect("asked again");
        assert_eq!(here.there.was_asked("keys"), 2);
    });
}

#[test]
fn a_description_serves_an_hour_and_a_day_while_there_is_no_other() {
    let here = Here::new();
    let none = SignedDuration::ZERO;
    Runtime::new().expect("a runtime").block_on(async {
        let asked = || here.there.was_asked("description");
        let led = async || {
            let (ticket, _) = here.tickets.make(&Errand::default());
            here.asking.address(&ticket.proofs()).await.map(drop)
        };
        here.sign_in(none).await.expect("vouched for");
        here.clock.advance(SignedDuration::from_mins(59));
        led().await.expect("as known");
        assert_eq!(asked(), 1);
        here.clock.advance(SignedDuration::from_mins(1));
        led().await.expect("asked again");
        assert_eq!(asked(), 2);
        here.there.goes_wrong(Wrong::Away);
        here.clock.advance(SignedDuration::from_hours(23));
        for _ in 0..3 {
            led().await.expect("as last known");
        }
        assert_eq!(asked(), 3, "it rests for a while");
        here.clock.advance(SignedDuration::from_hours(1));
        assert_eq!(led().await.expect_err("too old").told, Away);
    });
}

#[test]
fn a_wrong_description_is_none() {
    let runtime = Runtime::new().expect("a runtime");
    let here = Here::new();
    let (world, _) = world();
    let other = here.there.issuer().replace("/realms/staff", "/realms/../realms/staff");
    let settings = OidcSettings::of(&other, CLIENT, SECRET);
    let asking = Provider::new(&settings, "http://127.0.0.1:1/x".to_owned(), world).expect("good");
    let (ticket, _) = here.tickets.make(&Errand::default());
    let fault = runtime.block_on(asking.address(&ticket.proofs())).expect_err("of another issuer");
    assert_eq!((fault.told, fault.why), (Unsound, "discovery-issuer"));
}
