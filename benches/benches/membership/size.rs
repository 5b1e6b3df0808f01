//! What a question costs at 10,000 members and 100,000 applications, beside a tenth of both.

use std::time::{Duration, Instant};

use benches::{Bound, median, say_ratio};
use eframe_membership::{RegisterLine, RegisterPosition, Wanted};

use crate::Kind;
use crate::seed::{Copied, Seeded, secretariat};

/// How many members there are at the small size; of applications there are ten times as many.
const SMALL: usize = 1_000;
const LARGE: usize = 10_000;

/// How often both sizes are asked in turn, and how often in each turn.
const ROUNDS: usize = 15;
const ASKED: usize = 200;

/// The steps between what is asked for, so that neighbours in a table do not follow each other.
const STRIDE: usize = 7_919;

/// How many members a page of the register has, and one more that says whether there is another page.
const PAGE: u64 = 51;

struct Size {
    seeded: Seeded,
    applications: Vec<Copied>,
    /// The members by name.
    members: Vec<RegisterLine>,
    /// Behind the one in the middle: the 5,000th of 10,000.
    middle: RegisterPosition,
}

pub(crate) async fn compare(kind: Kind) {
    let (small, large) = (Size::of(kind, SMALL).await, Size::of(kind, LARGE).await);
    ratio(&small, &large, "register, first page", async |size, _| size.page(None).await).await;
    ratio(&small, &large, "register, page after the middle entry", async |size, _| {
        size.page(Some(&size.middle)).await;
    })
    .await;
    ratio(&small, &large, "one case", async |size, n| size.one_case(n).await).await;
    ratio(&small, &large, "status of a member", async |size, n| size.status(n).await).await;
}

/// Asks the same of both sizes in turns, and says how much longer the larger takes.
async fn ratio(small: &Size, large: &Size, name: &str, ask: impl AsyncFn(&Size, usize)) {
    let asked = async |size: &Size, round: usize| {
        let begun = Instant::now();
        for n in 0..ASKED {
            ask(size, (round * ASKED + n) * STRIDE).await;
        }
        begun.elapsed()
    };
    asked(small, 0).await;
    asked(large, 0).await;
    let mut rounds = Vec::new();
    for round in 1..=ROUNDS {
        rounds.push((asked(small, round).await, asked(large, round).await));
    }
    let each = |took: &Duration| took.as_secs_f64() / ASKED as f64;
    let kind = small.seeded.kind.name();
    println!(
        "{kind}, {name}: {:.0} µs, at ten times the size {:.0} µs",
        median(rounds.iter().map(|(small, _)| each(small))) * 1e6,
        median(rounds.iter().map(|(_, large)| each(large))) * 1e6,
    );
    let ratios = rounds.iter().map(|(small, large)| each(large) / each(small));
    say_ratio(&format!("{name}, {kind}, ten times the size"), median(ratios), Bound::AtMost(1.5));
}

/// The register, read page by page, as whoever reads it does: what one list of everyone leaves behind in the memory of
/// the connection's thread would be asked for at one of the sizes and not at the other.
async fn everyone(seeded: &Seeded) -> Vec<RegisterLine> {
    let (everyone, mut members) = (Wanted::default(), Vec::new());
    loop {
        let behind = members.last().map(RegisterLine::position);
        let page = seeded.membership.register(&everyone, behind.as_ref(), PAGE).await;
        let page = page.expect("a list");
        if page.is_empty() {
            return members;
        }
        members.extend(page);
    }
}

impl Size {
    async fn of(kind: Kind, members: usize) -> Self {
        let begun = Instant::now();
        let mut seeded = Seeded::fresh(kind).await;
        let applications = seeded.applications(members * 10).await;
        seeded.members(members).await;
        seeded.settle().await;
        let all = members as u64;
        let members = everyone(&seeded).await;
        // Beside those of the register, the application that was accepted made one.
        assert_eq!(members.len() as u64, all + 1, "everyone is in the register");
        let middle = members[members.len() / 2 - 1].position();
        println!("{}: {all} members, made in {:.1?}", kind.name(), begun.elapsed());
        Self { seeded, applications, members, middle }
    }

    /// A page of the register with its count.
    async fn page(&self, behind: Option<&RegisterPosition>) {
        let (membership, everyone) = (&self.seeded.membership, Wanted::default());
        let lines = membership.register(&everyone, behind, PAGE).await.expect("a list");
        let count = membership.count_register(&everyone).await.expect("a count");
        assert!(lines.len() as u64 == PAGE && count == self.members.len() as u64);
    }

    /// A member as it stands today, with each step that led there and its rights.
    async fn status(&self, n: usize) {
        let number = self.members[n % self.members.len()].number.as_deref().expect("a number");
        let explained = self.seeded.membership.explain(number, None).await.expect("it is there");
        assert!(explained.status.steps.len() > 1);
    }

    /// An application with its whole history.
    async fn one_case(&self, n: usize) {
        let (membership, clerk) = (&self.seeded.membership, secretariat());
        let id = self.applications[n % self.applications.len()].id();
        let application = membership.application(&clerk, id).await.expect("it is there");
        let history = membership.history(&clerk, id, None, 50).await.expect("it is there");
        assert!(application.id == id && history.len() >= 2);
    }
}
