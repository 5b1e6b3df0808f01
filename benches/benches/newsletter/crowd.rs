//! Readers who said yes, straight into the database; a house with a newsletter; an issue of 20 kB.

use std::net::SocketAddr;
use std::sync::Arc;

use eframe_core::block::sea_orm::{
    self, ConnectionTrait as _, DatabaseBackend, TransactionTrait as _,
};
use eframe_core::test::TestDatabase;
use eframe_core::{Actor, Caller, Language};
use eframe_newsletter::model::{Fallback, IssueId, IssueText, Quarter};
use eframe_newsletter::{
    Courier, Handover, Imprint, Newsletter, Secrets, Sending, Signer, SmtpHandover,
};

/// How many rows an INSERT brings.
const ROWS: usize = 1_000;

pub(crate) fn newsletter(on: &TestDatabase) -> Newsletter {
    Newsletter::builder(on.database.clone(), Secrets::new([7; 32])).build()
}

pub(crate) fn secretariat() -> Caller {
    Caller::new(Actor::system("bench"))
}

/// Brings so many in.
pub(crate) async fn bring_in(on: &TestDatabase, readers: usize) {
    let direct = sea_orm::Database::connect(&on.url).await.expect("the database answers");
    let sqlite = direct.get_database_backend() == DatabaseBackend::Sqlite;
    let all = direct.begin().await.expect("begun");
    for begin in (0..readers).step_by(ROWS) {
        let rows: Vec<String> =
            (begin..readers.min(begin + ROWS)).map(|number| row(number, sqlite)).collect();
        let sql = format!(
            "INSERT INTO newsletter_subscriber \
             (id, version, address, address_key, domain, mark, language, state, since, details) VALUES {}",
            rows.join(", ")
        );
        all.execute_unprepared(&sql).await.expect("they come in");
    }
    all.commit().await.expect("committed");
    if !sqlite {
        direct.execute_unprepared("ANALYZE newsletter_subscriber").await.expect("analysed");
    }
    direct.close().await.expect("closed");
}

fn row(number: usize, sqlite: bool) -> String {
    // In no order, as ids of version 7 are within a millisecond.
    let scattered = (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let id = uuid::Uuid::from_u64_pair(0x0198_0000_0000_7000 + (number as u64 >> 12), scattered);
    let id = if sqlite { format!("x'{}'", id.simple()) } else { format!("'{id}'") };
    let address = format!("reader{number}@d{}.example", number % 500);
    let domain = format!("d{}.example", number % 500);
    format!(
        "({id}, 1, '{address}', '{address}', '{domain}', '{scattered:064x}', 'en', 'confirmed', \
         '2026-11-01 00:00:00+00:00', '{{}}')"
    )
}

/// An issue of 20 kB that was ordered.
pub(crate) async fn ordered(newsletter: &Newsletter, number: Quarter) -> IssueId {
    let (caller, fallback) = (secretariat(), Fallback::Other(Language::EN));
    let issue = newsletter.draft_issue(&caller, number, &[Language::EN], fallback).await;
    let issue = issue.expect("drafted");
    let paragraph =
        "<p>Cities told each other what they had learnt in the last quarter of the year.</p>\n";
    let text = IssueText {
        subject: "News of the quarter".to_owned(),
        html: format!("{}<p><a href=\"{{unsubscribe}}\">No more</a></p>\n", paragraph.repeat(200)),
        text: format!("{}\n{{unsubscribe}}\n", "What cities have learnt. ".repeat(70)),
    };
    newsletter.write_issue(&caller, issue.id, None, Language::EN, text).await.expect("written");
    newsletter.order_issue(&caller, issue.id, None).await.expect("ordered").id
}

pub(crate) fn smtp(to: SocketAddr) -> SmtpHandover {
    SmtpHandover::new(format!("smtp://{to}").parse().expect("an address"), "union.example")
}

pub(crate) fn courier(
    newsletter: &Newsletter,
    handover: Arc<dyn Handover>,
    signers: Vec<Signer>,
) -> Courier {
    let imprint = Imprint {
        name: "Union of Cities".to_owned(),
        address: "news@union.example".parse().expect("an address"),
        reply_to: None,
        list: "newsletter.union.example".to_owned(),
    };
    newsletter.courier(handover, Sending { signers, ..Sending::new(imprint) })
}
