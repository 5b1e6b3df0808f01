//! The server over real sockets, with raw bytes and short times.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe_core::Component;
use eframe_core::block::axum::routing::{get, post};
use eframe_core::block::axum::{self, Router};
use eframe_core::http::{Json, read};
use eframe_core::server::{Limits, Server, Stopped};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{Notify, oneshot};
use tokio::task::JoinHandle;

struct Site {
    address: SocketAddr,
    begun: Arc<Notify>,
    open: Arc<Notify>,
    stop: oneshot::Sender<()>,
    stopped: JoinHandle<Stopped>,
}

fn short() -> Limits {
    Limits {
        head: Duration::from_millis(500),
        grace: Duration::from_millis(500),
        rate: 64 * 1024,
        body: 1000,
        stop: Duration::from_millis(500),
        ..Limits::default()
    }
}

impl Site {
    async fn start(limits: Limits) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let [begun, open] = [(); 2].map(|()| Arc::new(Notify::new()));
        let wait = {
            let (begun, open) = (Arc::clone(&begun), Arc::clone(&open));
            move || async move {
                begun.notify_one();
                open.notified().await;
                "late"
            }
        };
        let echo = |body: axum::body::Body| async move { read(body, 1_000_000).await };
        let json = |Json(value): Json<serde_json::Value>| async move { value.to_string() };
        let large = || async { axum::body::Body::from(vec![b'x'; 32 << 20]) };
        let routes = Router::new()
            .route("/", get(|| async { "here" }))
            .route("/echo", post(echo))
            .route("/json", post(json))
            .route("/unread", post(|| async { "no" }))
            .route("/wait", get(wait))
            .route("/large", get(large))
            .route("/panic", get(|| async { panic!("a secret") as &'static str }));
        let (stop, stopping) = oneshot::channel();
        let served =
            Server::new(limits).serve(listener, Component::from_router("t", routes), async {
                let _ = stopping.await;
            });
        Self { address, begun, open, stop, stopped: tokio::spawn(served) }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Sends bytes on a new connection and reads until the server closes it.
    async fn talk(&self, bytes: &[u8]) -> String {
        let mut tcp = self.connect().await;
        tcp.write_all(bytes).await.unwrap();
        rest(&mut tcp).await
    }

    async fn is_well(&self) {
        let asked = Instant::now();
        let said = self.talk(b"GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").await;
        assert!(said.starts_with("HTTP/1.1 200 ") && said.ends_with("here"), "{said}");
        assert!(asked.elapsed() < Duration::from_secs(3));
    }
}

async fn rest(tcp: &mut TcpStream) -> String {
    let mut said = Vec::new();
    let read = tcp.read_to_end(&mut said);
    let _ = tokio::time::timeout(Duration::from_secs(20), read).await.expect("the server closes");
    String::from_utf8_lossy(&said).into_owned()
}

fn status(said: &str) -> &str {
    said.get(9..12).unwrap_or(said)
}

#[tokio::test]
async fn bad_input_1_a_body_over_the_limit() {
    let site = Site::start(short()).await;
    let declared = b"POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\n\r\n";
    let said = site.talk(declared).await;
    assert_eq!(status(&said), "413", "{said}");
    assert!(
        said.contains("application/problem+json") && said.contains("connection: close"),
        "{said}"
    );

    let head = "POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    let chunk = format!("200\r\n{}\r\n", "x".repeat(0x200));
    let said = site.talk([head, &chunk, &chunk].concat().as_bytes()).await;
    assert_eq!(status(&said), "413", "{said}");

    // The whole of a large body is sent before the answer is read: it must not be lost to a reset.
    let mut tcp = site.connect().await;
    tcp.write_all(b"POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 3000000\r\n\r\n")
        .await
        .unwrap();
    let _ = tcp.write_all(&vec![b'x'; 3_000_000]).await;
    assert_eq!(status(&rest(&mut tcp).await), "413");
}

#[tokio::test]
async fn bad_input_1_an_answer_before_the_body_was_read_is_not_lost() {
    let site = Site::start(Limits { body: 4_000_000, ..short() }).await;
    for length in ["Content-Length: 3000000", "Transfer-Encoding: chunked"] {
        let mut tcp = site.connect().await;
        let head = format!("POST /unread HTTP/1.1\r\nHost: h\r\n{length}\r\n\r\n");
        tcp.write_all(head.as_bytes()).await.unwrap();
        // The answer is there, and a proxy goes on sending what it has.
        tcp.readable().await.unwrap();
        for piece in [vec![b'1'; 1_000], vec![b'\n'; 1], vec![b'x'; 2_998_999]] {
            tcp.write_all(&piece).await.expect("the server reads what it does not need");
        }
        let said = rest(&mut tcp).await;
        assert!(said.starts_with("HTTP/1.1 200 ") && said.ends_with("no"), "{said}");
    }
}

#[tokio::test]
async fn bad_input_1_a_body_within_the_limit() {
    let site = Site::start(short()).await;
    let head = "POST /echo HTTP/1.1\r\nHost: h\r\nConnection: close\r\n";
    let chunked =
        format!("{head}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
    assert!(site.talk(chunked.as_bytes()).await.ends_with("abcde"));
    let declared = format!("{head}Content-Length: 1000\r\n\r\n{}", "y".repeat(1000));
    assert!(site.talk(declared.as_bytes()).await.ends_with(&"y".repeat(1000)));
}

#[tokio::test]
async fn bad_input_2_slow_clients_are_given_up_and_others_served() {
    let site = Site::start(short()).await;
    let mut slow = Vec::new();
    for n in 0..102 {
        let mut tcp = match n % 3 {
            2 => {
                let socket = TcpSocket::new_v4().unwrap();
                socket.set_recv_buffer_size(4096).unwrap();
                socket.connect(site.address).await.unwrap()
            }
            _ => site.connect().await,
        };
        let sent: &[u8] = match n % 3 {
            0 => b"GET / HTTP/1.1\r\nHos",
            1 => b"POST /json HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{",
            _ => b"GET /large HTTP/1.1\r\nHost: h\r\n\r\n",
        };
        tcp.write_all(sent).await.unwrap();
        slow.push(tcp);
    }
    site.is_well().await;
    for (n, mut tcp) in slow.into_iter().enumerate() {
        match n % 3 {
            0 => assert_eq!(rest(&mut tcp).await, ""),
            1 => assert_eq!(status(&rest(&mut tcp).await), "408"),
            // Who reads nothing learns by writing that the server is gone.
            _ => {
                while tcp.write_all(b"x").await.is_ok() {
                    tokio::time::sleep(Duration::from_millis(10)).await;
                }
            }
        }
    }
    site.is_well().await;
}

#[tokio::test]
async fn bad_input_3_requests_that_two_parsers_read_differently() {
    let site = Site::start(short()).await;
    let smuggled = "0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";
    for headers in [
        "Host: h\r\nContent-Length: 4\r\nTransfer-Encoding: chunked",
        "Host: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 4",
        "Host: h\r\nContent-Length: 4\r\nContent-Length: 5",
        "Host: h\r\nContent-Length: 4, 5",
        "Host: h\r\nContent-Length: +4",
        "Host: h\r\nTransfer-Encoding: xchunked",
        "Host: h\r\nTransfer-Encoding: chunked, identity",
        "Host: h\r\nTransfer-Encoding: identity, chunked",
        "Host: h\r\nTransfer-Encoding : chunked",
        "Host: h\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Host: h\r\nTransfer-Encoding:\r\n chunked",
        "Host: h\r\nX: a\rb",
        "Host: h\r\nX: a\0b",
        "Host: h\r\nX\0: a",
        "Host: h\r\n folded: x",
        "X: a",
        "Host: h\r\nHost: h",
        "Host: h\r\nHost: evil.example",
        "Host: ",
        "Host: h@evil.example",
        "Host: h, evil.example",
    ] {
        let said = site
            .talk(format!("POST /echo HTTP/1.1\r\n{headers}\r\n\r\n{smuggled}").as_bytes())
            .await;
        assert_eq!(status(&said), "400", "{headers:?}: {said}");
        assert_eq!(said.matches("HTTP/1.1 ").count(), 1, "{headers:?}: {said}");
    }
    site.is_well().await;
}

#[tokio::test]
async fn bad_input_3_a_pipelined_chunked_request() {
    let site = Site::start(short()).await;
    let said = site
        .talk(b"GET / HTTP/1.1\r\nHost: h\r\n\r\nPOST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
        .await;
    assert_eq!(status(&said), "200");
    assert!(said.contains("HTTP/1.1 400 "), "{said}");
}

#[tokio::test]
async fn requests_follow_one_another_on_a_connection() {
    let site = Site::start(short()).await;
    let mut tcp = site.connect().await;
    let mut buffer = vec![0; 4096];
    for _ in 0..3 {
        for request in [
            &b"GET / HTTP/1.1\r\nHost: h\r\n\r\n"[..],
            b"POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhere\r\n0\r\n\r\n",
            b"POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nhere",
        ] {
            tcp.write_all(request).await.unwrap();
            let read = tcp.read(&mut buffer).await.unwrap();
            let said = String::from_utf8_lossy(&buffer[..read]);
            assert!(said.starts_with("HTTP/1.1 200 ") && said.ends_with("here"), "{said}");
        }
    }
}

#[tokio::test]
async fn bad_input_10_no_tunnel_and_no_trace() {
    let site = Site::start(short()).await;
    for target in ["CONNECT h:443", "TRACE /", "BREW /"] {
        let said = site
            .talk(format!("{target} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").as_bytes())
            .await;
        assert_eq!(status(&said), "405", "{said}");
        assert!(said.contains("allow: GET"), "{said}");
    }
}

#[tokio::test]
async fn a_body_that_breaks_off_is_malformed() {
    let site = Site::start(short()).await;
    let mut tcp = site.connect().await;
    tcp.write_all(b"POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc").await.unwrap();
    tcp.shutdown().await.unwrap();
    assert_eq!(status(&rest(&mut tcp).await), "400");
}

#[tokio::test]
async fn bad_input_94_what_is_under_way_is_answered() {
    let site = Site::start(Limits { head: Duration::from_secs(20), ..short() }).await;
    let (mut busy, mut idle) = (site.connect().await, site.connect().await);
    let mut silent = site.connect().await;
    idle.write_all(b"GET / HTTP/1.1\r\nHost: h\r\n\r\n").await.unwrap();
    let mut buffer = [0; 4096];
    assert!(idle.read(&mut buffer).await.unwrap() > 0);
    busy.write_all(b"GET /wait HTTP/1.1\r\nHost: h\r\n\r\n").await.unwrap();
    site.begun.notified().await;
    site.stop.send(()).unwrap();
    assert_eq!(rest(&mut idle).await, "");
    assert_eq!(rest(&mut silent).await, "");
    assert!(TcpStream::connect(site.address).await.is_err());
    site.open.notify_one();
    assert!(rest(&mut busy).await.ends_with("late"));
    assert_eq!(site.stopped.await.unwrap(), Stopped::Drained);
}

#[tokio::test]
async fn bad_input_94_what_never_ends_is_cut() {
    let site = Site::start(short()).await;
    let mut busy = site.connect().await;
    busy.write_all(b"GET /wait HTTP/1.1\r\nHost: h\r\n\r\n").await.unwrap();
    site.begun.notified().await;
    site.stop.send(()).unwrap();
    assert_eq!(site.stopped.await.unwrap(), Stopped::Cut(1));
    assert_eq!(rest(&mut busy).await, "");
}

#[tokio::test]
async fn bad_input_95_idle_connections_make_room() {
    let site =
        Site::start(Limits { connections: 8, head: Duration::from_secs(60), ..short() }).await;
    let mut idle = Vec::new();
    for n in 0..24 {
        let mut tcp = site.connect().await;
        if n % 2 == 0 {
            tcp.write_all(b"GET / HTTP/1.1\r\nHost: h\r\n\r\n").await.unwrap();
        }
        idle.push(tcp);
    }
    for _ in 0..3 {
        let said = site.talk(b"GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").await;
        assert_eq!(status(&said), "200");
    }
}

#[tokio::test]
async fn bad_input_96_a_panic_is_a_problem_without_details() {
    let site = Site::start(short()).await;
    let said = site.talk(b"GET /panic HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").await;
    assert_eq!(status(&said), "500");
    assert!(said.contains("\"internal\"") && !said.contains("secret"), "{said}");
    site.is_well().await;
}
