//! Load on a server: some connections, each of which asks again as soon as it was answered.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::process::Server;

/// What came of it.
#[derive(Debug)]
pub struct Load {
    /// How many were answered 200.
    pub answered: usize,
    /// How long it took.
    pub took: Duration,
    latencies: Vec<Duration>,
}

impl Load {
    /// Answers a second.
    pub fn rate(&self) -> f64 {
        self.answered as f64 / self.took.as_secs_f64()
    }

    /// The latency that this share of the answers stayed below.
    pub fn quantile(&self, share: f64) -> Duration {
        let at = (self.latencies.len().saturating_sub(1)) as f64 * share;
        self.latencies.get(at as usize).copied().unwrap_or_default()
    }
}

/// What a server did under load, and the processor time it took.
#[derive(Debug)]
pub struct Measured {
    /// The load.
    pub load: Load,
    /// Microseconds of processor time a request.
    pub cpu: f64,
}

impl Measured {
    /// Hammers a path of a server.
    ///
    /// # Panics
    /// As [`hammer`].
    pub fn of(server: &Server, path: &str, connections: usize, lasting: Duration) -> Self {
        let before = server.cpu();
        let load = hammer(&server.address, path, connections, lasting);
        let used = server.cpu() - before;
        let cpu = used.as_secs_f64() * 1e6 / load.answered as f64;
        Self { load, cpu }
    }
}

impl std::fmt::Display for Measured {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (rate, p99) = (self.load.rate(), self.load.quantile(0.99));
        write!(out, "{:5.1} µs a request, {rate:6.0} a second, p99 {p99:.1?}", self.cpu)
    }
}

/// Asks for `path` over and over for this long.
///
/// # Panics
/// When an answer is not 200, or breaks off.
pub fn hammer(address: &str, path: &str, connections: usize, lasting: Duration) -> Load {
    let until = Instant::now() + lasting;
    run(address, connections, |_| {
        let request = request(path);
        Box::new(move || (Instant::now() < until).then(|| request.clone()))
    })
}

/// Asks for each of these paths once, shared among the connections.
///
/// # Panics
/// As [`hammer`].
pub fn visit(address: &str, paths: Vec<String>, connections: usize) -> Load {
    let mut shares = vec![VecDeque::new(); connections];
    for (n, path) in paths.into_iter().enumerate() {
        shares[n % connections].push_back(request(&path));
    }
    run(address, connections, |n| {
        let mut mine = std::mem::take(&mut shares[n]);
        Box::new(move || mine.pop_front())
    })
}

type Next = Box<dyn FnMut() -> Option<Vec<u8>> + Send>;

fn request(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n").into_bytes()
}

fn run(address: &str, connections: usize, mut next: impl FnMut(usize) -> Next) -> Load {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let begin = Instant::now();
    let mut latencies = runtime.expect("a runtime").block_on(async {
        let awake = tokio::spawn(stay_awake());
        let mut all = JoinSet::new();
        for n in 0..connections {
            all.spawn(converse(address.to_owned(), next(n)));
        }
        let latencies = all.join_all().await.concat();
        awake.abort();
        latencies
    });
    latencies.sort_unstable();
    Load { answered: latencies.len(), took: begin.elapsed(), latencies }
}

/// Keeps the processor of the load from sleeping. One that sleeps is woken at each answer, at the cost of whoever answers (some 13 µs
/// on a virtual machine); a server that answers as fast as it is asked never has to, so that the two could not be compared.
async fn stay_awake() {
    loop {
        tokio::task::yield_now().await;
    }
}

async fn converse(address: String, mut next: Next) -> Vec<Duration> {
    let mut stream = TcpStream::connect(&address).await.expect("the server takes connections");
    stream.set_nodelay(true).expect("a socket");
    let (mut latencies, mut buffer) = (Vec::new(), vec![0; 256 * 1024]);
    while let Some(request) = next() {
        let begin = Instant::now();
        stream.write_all(&request).await.expect("the server listens");
        read_answer(&mut stream, &mut buffer).await;
        latencies.push(begin.elapsed());
    }
    latencies
}

/// Reads one answer with a `Content-Length` to its end.
async fn read_answer(stream: &mut TcpStream, buffer: &mut [u8]) {
    let mut filled = 0;
    let mut whole = None;
    while whole.is_none_or(|whole| filled < whole) {
        let read = stream.read(&mut buffer[filled..]).await.expect("the server answers");
        assert!(read > 0, "the answer broke off");
        filled += read;
        if whole.is_none() {
            whole = length(&buffer[..filled]);
        }
    }
}

/// The length of head and body, once the head is there.
fn length(answer: &[u8]) -> Option<usize> {
    let head = answer.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&answer[..head]).expect("a head in ASCII");
    assert!(text.starts_with("HTTP/1.1 200"), "{text}");
    let body = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>())?.ok()
    });
    Some(head + body.expect("an answer says how long it is"))
}
