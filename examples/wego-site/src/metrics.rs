//! What the site tells a monitoring system: numbers in Prometheus' text format, on a listener of its own.

use std::net::SocketAddr;
use std::time::Duration;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use eframe_core::Database;
use eframe_core::outbox::Outbox;
use eframe_core::seal::AuditLog;
use eframe_core::server::{Limits, Server};
use http::header;
use metrics::{describe_counter, describe_gauge, describe_histogram, gauge};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;

use crate::Failure;
use crate::serve::say;
use crate::settings::WrongSetting;

/// In seconds: an answer from the cache takes less than the first, a person waits for longer than the fourth.
const BUCKETS: [f64; 8] = [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1.0, 5.0];
/// How often what was measured is put into the buckets, so that it takes no room where nobody asks.
const UPKEEP: Duration = Duration::from_secs(5);
/// How long the database may take to be counted: less than a monitoring system waits.
const PATIENCE: Duration = Duration::from_secs(3);
const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Counts from now on, and tells whoever asks.
pub(crate) struct Meter {
    listener: TcpListener,
    counted: PrometheusHandle,
}

impl Meter {
    /// Takes the port, and has everything counted that happens from now on.
    ///
    /// # Errors
    /// With one line that names the setting.
    pub(crate) async fn start(address: SocketAddr) -> Result<Self, Failure> {
        let listener = TcpListener::bind(address).await.map_err(|error| {
            let what = format!("{address}: {error}; name a free port, or end what listens there");
            WrongSetting::new("metrics", what)
        })?;
        let seconds = Matcher::Full("http_request_seconds".to_owned());
        let counted = PrometheusBuilder::new()
            .set_buckets_for_metric(seconds, &BUCKETS)?
            .install_recorder()?;
        describe();
        gauge!("wego_site_info", "version" => env!("CARGO_PKG_VERSION")).set(1.0);
        Ok(Self { listener, counted })
    }

    /// The line that says where to ask.
    pub(crate) fn announce(&self) -> std::io::Result<()> {
        say(&format!("metrics on http://{}/metrics", self.listener.local_addr()?))
    }

    /// Answers until it is told to stop.
    pub(crate) async fn run(
        self,
        database: Database,
        audit: AuditLog,
        stop: impl Future<Output = ()>,
    ) {
        let counted = self.counted.clone();
        let upkeep = tokio::spawn(async move {
            let mut ticks = tokio::time::interval(UPKEEP);
            loop {
                ticks.tick().await;
                counted.run_upkeep();
            }
        });
        let outbox = Outbox::new(database.clone());
        let asked = Asked { counted: self.counted, database, outbox, audit };
        let service = axum::Router::new().route("/metrics", get(tell)).with_state(asked);
        Server::new(Limits::default()).serve(self.listener, service, stop).await;
        upkeep.abort();
    }
}

#[derive(Clone)]
struct Asked {
    counted: PrometheusHandle,
    database: Database,
    outbox: Outbox,
    audit: AuditLog,
}

/// What was counted here, and what waits in the database, which is looked up when it is asked for.
async fn tell(State(asked): State<Asked>) -> Response {
    let looked = tokio::time::timeout(PATIENCE, asked.look()).await;
    let looked = looked.unwrap_or_else(|late| Err(late.into()));
    if let Err(error) = &looked {
        tracing::warn!(%error, "what waits could not be counted");
    }
    gauge!("eframe_database_up").set(if looked.is_ok() { 1.0 } else { 0.0 });
    ([(header::CONTENT_TYPE, TEXT)], asked.counted.render()).into_response()
}

impl Asked {
    #[expect(clippy::cast_precision_loss, reason = "the format has no other numbers")]
    async fn look(&self) -> Result<(), Failure> {
        let (backlog, now) = (self.outbox.backlog().await?, self.database.world().now());
        let oldest = backlog.oldest.map_or(0.0, |sent| now.duration_since(sent).as_secs_f64());
        gauge!("eframe_outbox_waiting").set(backlog.waiting as f64);
        gauge!("eframe_outbox_oldest_seconds").set(oldest.max(0.0));
        gauge!("eframe_outbox_parked").set(backlog.parked as f64);
        gauge!("eframe_jobs_failing").set(backlog.failing_jobs as f64);
        gauge!("eframe_audit_unsealed").set(self.audit.waiting().await? as f64);
        Ok(())
    }
}

fn describe() {
    describe_counter!("http_requests_total", "Requests, by the class of their answer's status");
    describe_histogram!("http_request_seconds", "How long answers took to begin");
    describe_counter!("eframe_outbox_deliveries", "Attempts to deliver, by subscriber and outcome");
    describe_counter!("eframe_webhooks_attempts", "Attempts to call an endpoint, by outcome");
    describe_counter!("eframe_messages_missing", "Words that no language has");
    describe_counter!("eframe_messages_incomplete", "Words that lacked an argument");
    describe_gauge!("eframe_database_up", "Whether the database answered just now");
    describe_gauge!("eframe_outbox_waiting", "Deliveries that are to be made");
    describe_gauge!("eframe_outbox_oldest_seconds", "The age of the oldest of them");
    describe_gauge!("eframe_outbox_parked", "Deliveries that a person has to look at");
    describe_gauge!("eframe_jobs_failing", "Jobs whose last run failed");
    describe_gauge!("eframe_audit_unsealed", "Entries of the audit log that wait to be sealed");
    describe_gauge!("wego_site_info", "The program's version");
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    /// The names that are counted in the code below a folder.
    fn counted(folder: &Path, names: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                counted(&path, names);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let code = fs::read_to_string(&path).expect("text");
                let macros = ["counter!(", "gauge!(", "histogram!("];
                let found = macros.iter().flat_map(|name| code.split(name).skip(1));
                let found = found.filter_map(|rest| rest.trim_start().strip_prefix('"'));
                names.extend(found.filter_map(|rest| rest.split('"').next()).map(str::to_owned));
            }
        }
    }

    #[test]
    fn whatever_is_counted_is_described_here_and_in_the_manual() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut names = BTreeSet::new();
        for entry in fs::read_dir(&root).expect("a folder").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with("eframe-") {
                counted(&entry.path().join("src"), &mut names);
            }
        }
        assert!(names.contains("eframe_webhooks_attempts"), "{names:?}");
        let manual = include_str!("../../../docs/reference/metrics.md");
        for name in names {
            assert!(include_str!("metrics.rs").contains(&format!("!(\"{name}\", \"")), "{name}");
            assert!(manual.contains(&format!("`{name}")), "{name} is not in the manual");
        }
    }
}
