use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use eframe_core::outbox::{Outbox, Retry, Workers};
use eframe_core::test::databases;
use eframe_core::{Actor, Database};
use jiff::SignedDuration;

const PERIOD: Duration = Duration::from_secs(600);

#[derive(Clone, Default)]
struct Runs(Arc<AtomicUsize>);

impl Runs {
    fn count(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }

    /// Workers with one job that counts and then answers so.
    fn workers(&self, database: &Database, answer: fn(usize) -> Result<(), Retry>) -> Workers {
        let runs = self.clone();
        let builder = Outbox::builder(database.clone());
        let builder = builder.every("test.count", PERIOD, move || {
            let answer = answer(runs.0.fetch_add(1, Ordering::SeqCst) + 1);
            async move { answer }
        });
        builder.build()
    }
}

async fn run(workers: &Workers) {
    workers.run_pending().await.expect("they work");
}

#[tokio::test]
async fn a_job_runs_once_in_its_period_without_drift() {
    for site in databases(&[]).await {
        let runs = Runs::default();
        let workers = runs.workers(&site.database, |_| Ok(()));
        let begin = site.clock.now();
        // Asked at odd moments: it ran at 0, and is due at 600, 1200, 1800.
        for (second, expected) in
            [(0, 1), (599, 1), (900, 2), (1199, 2), (1200, 3), (1799, 3), (1800, 4)]
        {
            site.clock.set(begin + SignedDuration::from_secs(second));
            run(&workers).await;
            assert_eq!(runs.count(), expected, "at {second} s on {}", site.kind);
        }
        site.clock.set(begin + SignedDuration::from_secs(60_000));
        run(&workers).await;
        assert_eq!(runs.count(), 5, "missed runs are not made up for");
    }
}

#[tokio::test]
async fn a_job_that_is_wanted_seldom_runs_within_a_second_and_writes_nothing_meanwhile() {
    for site in databases(&[]).await {
        let (runs, wanted) = (Runs::default(), Arc::new(AtomicUsize::new(0)));
        let (count, left) = (runs.clone(), Arc::clone(&wanted));
        let builder = Outbox::builder(site.database.clone()).whenever(
            "test.seldom",
            move || {
                let wanted = left.load(Ordering::SeqCst) > 0;
                async move { Ok(wanted) }
            },
            {
                let wanted = Arc::clone(&wanted);
                move || {
                    count.0.fetch_add(1, Ordering::SeqCst);
                    wanted.store(0, Ordering::SeqCst);
                    async { Ok(()) }
                }
            },
        );
        let workers = builder.build();
        for (wants, expected) in [(0, 0), (1, 1), (0, 1), (0, 1), (3, 2), (1, 3)] {
            wanted.store(wants, Ordering::SeqCst);
            run(&workers).await;
            assert_eq!(runs.count(), expected, "{}", site.kind);
            site.clock.advance(SignedDuration::from_secs(1));
        }
        // An hour back: what is wanted waits for no clock; it is watched for a second.
        site.clock.advance(SignedDuration::from_hours(-1));
        wanted.store(1, Ordering::SeqCst);
        run(&workers).await;
        tokio::time::sleep(Duration::from_millis(1_100)).await;
        run(&workers).await;
        assert_eq!(runs.count(), 4, "{}", site.kind);
    }
}

#[tokio::test]
async fn a_job_of_which_nobody_can_say_whether_it_is_wanted_runs_and_its_failure_is_told() {
    for site in databases(&[]).await {
        let ways: [fn() -> Result<bool, Retry>; 2] =
            [|| Err(Retry::because("no answer")), || panic!("no answer at all")];
        for wanted in ways {
            let runs = Runs::default();
            let counted = runs.clone();
            let builder = Outbox::builder(site.database.clone()).whenever(
                "test.unsure",
                move || async move { wanted() },
                move || {
                    counted.0.fetch_add(1, Ordering::SeqCst);
                    async { Ok(()) }
                },
            );
            run(&builder.build()).await;
            assert_eq!(runs.count(), 1, "{}", site.kind);
            site.clock.advance(SignedDuration::from_secs(60));
        }
    }
}

#[tokio::test]
async fn bad_input_53_two_instances_run_a_job_once() {
    for site in databases(&[]).await {
        let runs = Runs::default();
        let world = site.database.world().clone();
        let other = Database::open(&site.url, world).await.expect("a second instance");
        let (one, two) =
            (runs.workers(&site.database, |_| Ok(())), runs.workers(&other, |_| Ok(())));
        for expected in 1..6 {
            tokio::join!(run(&one), run(&two));
            assert_eq!(runs.count(), expected, "{}", site.kind);
            site.clock.advance(SignedDuration::from_secs(600));
        }
    }
}

#[tokio::test]
async fn bad_input_66_a_clock_that_steps_runs_no_job_twice() {
    for site in databases(&[]).await {
        let runs = Runs::default();
        let workers = runs.workers(&site.database, |_| Ok(()));
        let begin = site.clock.now();
        let year = SignedDuration::from_hours(24 * 365);
        let minutes = SignedDuration::from_mins;
        let steps = [
            (minutes(0), 1),
            (minutes(-60), 1),
            (minutes(9), 1),
            (minutes(10), 2),
            (year, 3),
            // Back to the right time: set anew, and on with it a period later at the latest.
            (minutes(11), 3),
            (minutes(21), 4),
        ];
        for (step, expected) in steps {
            site.clock.set(begin + step);
            run(&workers).await;
            assert_eq!(runs.count(), expected, "at {step} on {}", site.kind);
        }
    }
}

#[tokio::test]
async fn bad_input_96_a_job_that_panics_is_tried_again_and_staff_see_it() {
    for site in databases(&[]).await {
        let runs = Runs::default();
        let workers = runs.workers(&site.database, |run| match run {
            1 => panic!("a fault of the job"),
            2 => Err(Retry::because("not now")),
            _ => Ok(()),
        });
        let outbox = Outbox::new(site.database.clone());
        let failing = async || {
            let jobs = outbox.failing_jobs(&Actor::system("test")).await.expect("a list");
            jobs.into_iter().map(|job| (job.name, job.error)).collect::<Vec<_>>()
        };
        let told = |error: &str| vec![("test.count".to_owned(), error.to_owned())];
        run(&workers).await;
        assert_eq!(failing().await, told("the job panicked"), "{}", site.kind);
        site.clock.advance(SignedDuration::from_secs(9));
        run(&workers).await;
        assert_eq!(runs.count(), 1, "there is a pause");
        site.clock.advance(SignedDuration::from_secs(1));
        run(&workers).await;
        assert_eq!(failing().await, told("not now"));
        site.clock.advance(SignedDuration::from_secs(20));
        run(&workers).await;
        assert_eq!((runs.count(), failing().await), (3, vec![]));
    }
}
