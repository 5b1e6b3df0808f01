use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use jiff::SignedDuration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};

use crate::database::Errand;
use crate::{Database, Timestamp};

/// How work under a lease came to its end.
pub(crate) enum Held<T> {
    /// It ended by itself.
    Ended(T),
    /// The lease was lost, or could not be renewed in time: somebody else may be at it.
    Lost,
    /// The order to stop came, and it took too long.
    HandBack,
}

/// Does `work` while a lease is renewed three times in each of its spans.
///
/// The work is dropped before anybody who watches the lease may take it over. `until` is what the lease says now;
/// each renewal moves it, also when the clock stands still or goes back.
pub(crate) async fn hold<R, T>(
    database: &Database,
    lease: Duration,
    mut until: Timestamp,
    renewal: impl Fn(Timestamp) -> R,
    mut leave: watch::Receiver<bool>,
    work: impl Future<Output = T>,
) -> Held<T>
where
    R: Errand<Answer = bool>,
{
    let work = pin!(work);
    let keep = async {
        let mut renewed = Instant::now();
        loop {
            sleep(lease / 3).await;
            let asked = Instant::now();
            until = later(until, database.world().now(), lease);
            let left = lease.saturating_sub(renewed.elapsed());
            match timeout(left, database.run(renewal(until))).await {
                Ok(Ok(true)) => renewed = asked,
                Ok(Ok(false)) => return,
                Ok(Err(_)) | Err(_) if renewed.elapsed() >= lease => return,
                Ok(Err(_)) | Err(_) => {}
            }
        }
    };
    let left = async {
        if leave.wait_for(|leave| *leave).await.is_err() {
            // Nobody can give the order any more.
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        biased;
        ended = work => Held::Ended(ended),
        () = keep => Held::Lost,
        () = left => Held::HandBack,
    }
}

/// What a lease says from now on: something else than before, at any rate.
pub(super) fn later(before: Timestamp, now: Timestamp, lease: Duration) -> Timestamp {
    let moved = before + SignedDuration::from_micros(1);
    let lease = SignedDuration::try_from(lease).unwrap_or(SignedDuration::MAX);
    now.checked_add(lease).unwrap_or(moved).max(moved)
}
