//! What a monitoring system is told.

use crate::http::Client;
use crate::site::{Site, databases};

/// The number of a line of Prometheus' text format.
fn number(text: &str, name: &str) -> Option<f64> {
    let rest = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '))?;
    rest.parse().ok()
}

#[test]
fn a_listener_of_its_own_tells_what_was_counted_and_what_waits() {
    for database in databases() {
        let mut site = Site::start_with("serve", database, &["--metrics", "127.0.0.1:0"]);
        let where_to_ask = site.said("metrics on http://");
        let address = where_to_ask.strip_suffix("/metrics").expect("a path");
        let mut meter = Client::new(address.parse().expect("an address"));
        let mut visitor = site.visitor();
        visitor.get("/en/").expect(200);
        visitor.get("/en/no-such-page").expect(404);
        visitor.get("/metrics").expect(404);
        meter.get("/en/").expect(404);
        let told = meter.get("/metrics").expect(200).to_owned();
        assert!(number(&told, "http_requests_total{status=\"2xx\"}") >= Some(1.0), "{told}");
        assert!(number(&told, "http_requests_total{status=\"4xx\"}") >= Some(2.0), "{told}");
        assert!(number(&told, "http_request_seconds_count") >= Some(3.0), "{told}");
        assert_eq!(number(&told, "eframe_database_up"), Some(1.0), "{told}");
        for waits in ["outbox_waiting", "outbox_oldest_seconds", "audit_unsealed"] {
            assert!(number(&told, &format!("eframe_{waits}")).is_some(), "{waits}: {told}");
        }
        for none in ["outbox_parked", "jobs_failing"] {
            assert_eq!(number(&told, &format!("eframe_{none}")), Some(0.0), "{none}: {told}");
        }
        assert!(!told.contains("no-such-page"), "no path is in a number's name: {told}");
        assert!(site.stop().success());
    }
}
