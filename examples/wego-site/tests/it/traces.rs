//! Traces: a collector on this machine is told by OTLP what a request brought about, and nothing of whom.

use std::collections::BTreeMap;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::extract::State;
use axum::routing::post;
use bytes::Bytes;
use eframe_core::server::{Limits, Server};
use http::{HeaderMap, StatusCode};
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::any_value::Value;
use opentelemetry_proto::tonic::common::v1::{AnyValue, KeyValue};
use opentelemetry_proto::tonic::trace::v1::span::SpanKind;
use opentelemetry_proto::tonic::trace::v1::status::StatusCode as Outcome;
use prost::Message as _;
use serde_json::Value as Json;

use crate::site::{Site, databases};

/// Whoever gathers traces.
#[derive(Clone, Default)]
struct Collector {
    kept: Arc<Mutex<Vec<(HeaderMap, Bytes)>>>,
}

/// A span as it arrived.
#[derive(Clone, Debug)]
struct Span {
    trace: String,
    id: String,
    parent: String,
    name: String,
    kind: SpanKind,
    failed: bool,
    has: BTreeMap<String, String>,
}

impl Collector {
    /// Takes traces on a free port, for as long as the test runs.
    fn open() -> (Self, SocketAddr) {
        let collector = Self::default();
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        listener.set_nonblocking(true).expect("a socket");
        let router =
            axum::Router::new().route("/v1/traces", post(take)).with_state(collector.clone());
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(async move {
                let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
                let server = Server::new(Limits::default());
                server.serve(listener, router, std::future::pending()).await;
            });
        });
        (collector, address)
    }

    /// All spans so far, and what is said of who tells.
    fn told(&self) -> (Vec<Span>, BTreeMap<String, String>) {
        let (mut spans, mut who) = (Vec::new(), BTreeMap::new());
        for (_, body) in self.kept.lock().expect("unharmed").iter() {
            let told = ExportTraceServiceRequest::decode(body.clone()).expect("protobuf");
            for of_one in told.resource_spans {
                who.extend(said(&of_one.resource.expect("a resource").attributes));
                let all = of_one.scope_spans.into_iter().flat_map(|scope| scope.spans);
                spans.extend(all.map(|span| {
                    assert!(span.events.is_empty(), "no log line goes along: {span:?}");
                    assert!(span.end_time_unix_nano >= span.start_time_unix_nano);
                    Span {
                        trace: hex(&span.trace_id),
                        id: hex(&span.span_id),
                        parent: hex(&span.parent_span_id),
                        kind: span.kind(),
                        failed: span.status.is_some_and(|status| status.code() == Outcome::Error),
                        has: said(&span.attributes),
                        name: span.name,
                    }
                }));
            }
        }
        (spans, who)
    }

    /// Whether these bytes came, in any place.
    fn heard(&self, text: &str) -> bool {
        let kept = self.kept.lock().expect("unharmed");
        kept.iter().any(|(_, body)| body.windows(text.len()).any(|some| some == text.as_bytes()))
    }
}

async fn take(State(collector): State<Collector>, headers: HeaderMap, body: Bytes) -> StatusCode {
    collector.kept.lock().expect("unharmed").push((headers, body));
    StatusCode::OK
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn said(attributes: &[KeyValue]) -> BTreeMap<String, String> {
    let text = |value: Option<AnyValue>| match value.and_then(|value| value.value) {
        Some(Value::StringValue(text)) => text,
        Some(Value::IntValue(number)) => number.to_string(),
        Some(Value::BoolValue(truth)) => truth.to_string(),
        other => panic!("none of ours: {other:?}"),
    };
    attributes.iter().map(|one| (one.key.clone(), text(one.value.clone()))).collect()
}

impl Span {
    fn get(&self, name: &str) -> &str {
        self.has.get(name).map(String::as_str).unwrap_or_default()
    }
}

/// The one span of this name.
fn one<'a>(spans: &'a [Span], name: &str) -> &'a Span {
    let found: Vec<_> = spans.iter().filter(|span| span.name == name).collect();
    let names = || spans.iter().map(|span| &*span.name).collect::<Vec<_>>();
    assert_eq!(found.len(), 1, "{name}: {found:?} of {:?}", names());
    found[0]
}

/// The lines of the log, of those that are JSON.
fn lines(site: &Site) -> Vec<Json> {
    let log = std::fs::read_to_string(site.data.path().join("log")).expect("a log");
    log.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

fn wait_for(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(30), "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

const READER: &str = "traced.reader@city.example";

#[test]
fn a_collector_is_told_what_a_request_brought_about_and_nothing_of_whom() {
    for database in databases() {
        let (collector, address) = Collector::open();
        let kind = if database.is_some() { "postgresql" } else { "sqlite" };
        let url = format!("http://{address}");
        let mut site = Site::start_with("serve", database, &["--traces", &url]);
        let mut visitor = site.visitor();
        // The first asks for the page, a later one finds it kept.
        visitor.get("/en/").expect(200);
        for _ in 0..3 {
            visitor.get("/en/about").expect(200);
        }
        visitor.get("/en/no-such-page-of-mina-park").expect(404);
        visitor.get("/api/v1/content/documents?q=mina-park").expect(400);
        let form = [("address", READER), ("language", "en")];
        visitor.post("/en/newsletter/", &form).expect(303);
        let mails = site.data.path().join("mail");
        wait_for("the question is asked by mail", || {
            let files = std::fs::read_dir(&mails).into_iter().flatten().flatten();
            files.filter(|file| file.path().extension().is_some_and(|end| end == "eml")).count() > 0
        });
        assert!(site.stop().success());

        let (spans, who) = collector.told();
        assert_eq!(who["service.name"], "wego-site");
        assert_eq!(who["service.version"], env!("CARGO_PKG_VERSION"));
        let asked = one(&spans, "POST /en/newsletter/");
        assert_eq!((asked.kind, asked.failed, &*asked.parent), (SpanKind::Server, false, ""));
        assert_eq!(asked.get("http.request.method"), "POST");
        assert_eq!(asked.get("http.route"), "/en/newsletter/");
        assert_eq!(asked.get("http.response.status_code"), "303");
        let commits: Vec<_> = spans.iter().filter(|span| span.parent == asked.id).collect();
        assert!(!commits.is_empty(), "{spans:#?}");
        for commit in commits {
            assert_eq!((&*commit.name, &commit.trace), ("commit", &asked.trace));
            assert_eq!((commit.kind, commit.get("db.system.name")), (SpanKind::Client, kind));
        }

        // What follows is of its own, on whichever instance it happens.
        let mail = one(&spans, "mail");
        let delivery = spans.iter().find(|span| span.id == mail.parent).expect("its delivery");
        assert_eq!((delivery.kind, delivery.get("outcome")), (SpanKind::Consumer, "arrived"));
        assert_eq!(
            delivery.name,
            format!("deliver {}", delivery.get("messaging.destination.name"))
        );
        assert_ne!(delivery.trace, asked.trace);
        assert!(spans.iter().any(|span| span.name.starts_with("job ")));

        let missed = spans.iter().find(|span| span.get("http.response.status_code") == "404");
        assert_eq!(missed.expect("the page that is not there").name, "GET /{*path}");
        let asked_wrong = one(&spans, "GET /api/v1/content/documents");
        assert_eq!(asked_wrong.get("http.response.status_code"), "400");
        assert!(spans.iter().any(|span| span.name == "GET /en/"));
        let kept = spans.iter().filter(|span| span.get("request.cached") == "true");
        assert!(kept.clone().count() > 0 && kept.clone().all(|span| span.name == "GET"));

        // Logs and traces meet.
        let line = lines(&site).into_iter().find(|line| line["id"] == asked.get("request.id"));
        let line = line.expect("the line of the request");
        assert_eq!(
            (&line["trace_id"], &line["span_id"]),
            (&Json::from(&*asked.trace), &Json::from(&*asked.id))
        );

        for secret in [READER, "traced.reader", "mina-park", "127.0.0.1", "sqlite:", "postgres://"]
        {
            assert!(!collector.heard(secret), "{secret}: {spans:#?}");
        }
        let kept = collector.kept.lock().expect("unharmed");
        assert!(kept.iter().all(|(head, _)| head["content-type"] == "application/x-protobuf"));
    }
}

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
const PARENT: &str = "00f067aa0ba902b7";

#[test]
fn a_trace_is_taken_up_from_a_trusted_proxy_and_from_nobody_else() {
    for trusted in [true, false] {
        let (collector, address) = Collector::open();
        let url = format!("http://{address}");
        let mut more = vec!["--traces", &url, "--traces-share", "100%"];
        if trusted {
            more.extend(["--proxy", "127.0.0.1"]);
        }
        let mut site = Site::start_with("serve", None, &more);
        let said = format!("00-{TRACE}-{PARENT}-01");
        site.visitor().get_with("/healthz", &[("traceparent", &said)]).expect(200);
        assert!(site.stop().success());
        let (spans, _) = collector.told();
        let asked = one(&spans, "GET /healthz");
        assert_eq!(asked.trace == TRACE, trusted, "{asked:?}");
        assert_eq!(asked.parent, if trusted { PARENT } else { "" });
    }
}

#[test]
fn a_proxy_says_which_requests_are_traced() {
    let (collector, address) = Collector::open();
    let url = format!("http://{address}");
    let more = ["--traces", &url, "--proxy", "127.0.0.1", "--traces-share", "0.0001%"];
    let mut site = Site::start_with("serve", None, &more);
    for flags in ["00", "01"] {
        let said = format!("00-{TRACE}-{PARENT}-{flags}");
        site.visitor().get_with("/healthz", &[("traceparent", &said)]).expect(200);
    }
    assert!(site.stop().success());
    let (spans, _) = collector.told();
    assert_eq!(one(&spans, "GET /healthz").trace, TRACE);
}

#[test]
fn a_site_goes_on_without_its_collector_and_stops_in_time() {
    // One that is not there, and one that takes what it is sent and never answers.
    let gone = TcpListener::bind("127.0.0.1:0").and_then(|gone| gone.local_addr()).expect("a port");
    let mute = TcpListener::bind("127.0.0.1:0").expect("a port");
    for address in [gone, mute.local_addr().expect("an address")] {
        let url = format!("http://{address}");
        let mut site = Site::start_with("serve", None, &["--traces", &url]);
        let mut visitor = site.visitor();
        let told = |site: &Site| {
            let of_it = |line: &Json| {
                let what = line["message"].as_str().unwrap_or_default();
                what.starts_with("traces are not taken") && line["collector"] == address.to_string()
            };
            lines(site).iter().filter(|line| of_it(line)).count()
        };
        visitor.get("/en/").expect(200);
        wait_for("it is said that the collector takes nothing", || told(&site) > 0);
        for _ in 0..50 {
            let begun = Instant::now();
            visitor.get("/healthz").expect(200);
            assert!(begun.elapsed() < Duration::from_secs(2), "nobody waits for a collector");
        }
        let begun = Instant::now();
        assert!(site.stop().success());
        assert!(begun.elapsed() < Duration::from_secs(12), "{:?}", begun.elapsed());
        assert_eq!(told(&site), 1, "it is said once");
    }
}
