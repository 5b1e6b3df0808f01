//! A mail server on loopback, with manners a test chooses.
//!
//! It speaks real SMTP over TCP, pipelining included, and remembers what it took. What it does with each recipient is
//! asked of the test, so that greylisting, refusals, stalls and lost answers happen where they are wanted.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Where in a conversation something happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// At `MAIL FROM`.
    Mail,
    /// At `RCPT TO`.
    Recipient,
    /// At `DATA`.
    Data,
    /// After the final dot, before anything is kept.
    Letter,
    /// After the letter was kept.
    Kept,
}

/// What the server does with one letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Manner {
    /// It takes it.
    Take,
    /// It answers with this line at this step. After [`Step::Kept`] that is a lie.
    Answer(Step, String),
    /// It answers nothing more, and keeps the connection.
    Stall(Step),
    /// It closes the connection without an answer.
    HangUp(Step),
    /// It takes it, but at this step does and says nothing until [`MailServer::let_go`].
    Hold(Step),
}

/// For whom a letter is announced.
#[derive(Clone, Debug)]
pub struct Announced {
    /// The recipient as the client wrote it.
    pub to: String,
    /// How often a letter to them was announced before.
    pub before: usize,
}

/// A letter that was kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The return path.
    pub from: String,
    /// Its recipients.
    pub to: Vec<String>,
    /// Its bytes, without the final dot.
    pub bytes: Vec<u8>,
    /// Whether the server said that it has it: else it kept it and lost its answer.
    pub answered: bool,
    /// Whether its client said anything more after it on the same connection: then it has heard the answer. Of one that did
    /// not, nobody can know.
    pub heard: bool,
}

impl Kept {
    /// What stands in a header of the letter, on its first line.
    pub fn header(&self, name: &str) -> Option<String> {
        let text = String::from_utf8_lossy(&self.bytes);
        let head = text.split("\r\n\r\n").next().unwrap_or_default().to_owned();
        let mut lines = head.lines().filter_map(|line| line.split_once(':'));
        let found = lines.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.trim().to_owned())
    }
}

type Manners = dyn Fn(&Announced) -> Manner + Send + Sync;

/// The server. It ends when it is dropped.
pub struct MailServer {
    address: SocketAddr,
    shared: Arc<Shared>,
    listening: JoinHandle<()>,
}

struct Shared {
    manners: Box<Manners>,
    pipelining: bool,
    kept: Mutex<Vec<Kept>>,
    broken_off: Mutex<Vec<String>>,
    held: watch::Sender<usize>,
    gone: watch::Sender<bool>,
    announced: Mutex<HashMap<String, usize>>,
    connections: AtomicUsize,
    open: AtomicUsize,
    most: AtomicUsize,
}

impl MailServer {
    /// A server on a free port that treats each letter as `manners` says.
    ///
    /// # Panics
    /// When loopback has no free port.
    pub async fn start(manners: impl Fn(&Announced) -> Manner + Send + Sync + 'static) -> Self {
        Self::start_with(manners, true).await
    }

    /// The same, and whether it lets commands come before the answers to the ones before.
    ///
    /// # Panics
    /// As [`start`](Self::start).
    pub async fn start_with(
        manners: impl Fn(&Announced) -> Manner + Send + Sync + 'static,
        pipelining: bool,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound port has an address");
        let (kept, broken_off, announced, connections, open, most) = Default::default();
        let manners = Box::new(manners);
        let (held, gone) = (watch::Sender::new(0), watch::Sender::new(false));
        let shared = Shared {
            manners,
            pipelining,
            kept,
            broken_off,
            held,
            gone,
            announced,
            connections,
            open,
            most,
        };
        let shared = Arc::new(shared);
        let serving = Arc::clone(&shared);
        let listening = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let shared = Arc::clone(&serving);
                tokio::spawn(async move {
                    shared.connections.fetch_add(1, Ordering::SeqCst);
                    let open = shared.open.fetch_add(1, Ordering::SeqCst) + 1;
                    shared.most.fetch_max(open, Ordering::SeqCst);
                    // A client that goes away is nothing to speak of.
                    let _ = serve(stream, &shared).await;
                    shared.open.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        Self { address, shared, listening }
    }

    /// Its address for a client: `smtp://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// What it kept so far.
    pub fn kept(&self) -> Vec<Kept> {
        self.shared.kept.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The recipients of letters that broke off: their client was told to go on, and was gone before the final dot.
    pub fn broken_off(&self) -> Vec<String> {
        self.shared.broken_off.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until it holds so many letters.
    ///
    /// # Panics
    /// When that does not come about within a minute.
    pub async fn until_held(&self, letters: usize) {
        let mut held = self.shared.held.subscribe();
        let waiting = held.wait_for(|held| *held == letters);
        let waited = tokio::time::timeout(Duration::from_secs(60), waiting).await;
        assert!(waited.is_ok_and(|held| held.is_ok()), "{letters} are not held within a minute");
    }

    /// Goes on with all letters that it holds, and holds none from here on.
    pub fn let_go(&self) {
        self.shared.gone.send_replace(true);
    }

    /// How many letters it kept so far.
    pub fn count(&self) -> usize {
        self.shared.kept.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// How often a letter to this recipient was announced.
    pub fn announced(&self, to: &str) -> usize {
        let announced = self.shared.announced.lock().unwrap_or_else(PoisonError::into_inner);
        announced.get(to).copied().unwrap_or(0)
    }

    /// How many connections there were, and how many at once at most.
    pub fn connections(&self) -> (usize, usize) {
        (self.shared.connections.load(Ordering::SeqCst), self.shared.most.load(Ordering::SeqCst))
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

/// One conversation.
struct Talk<'a> {
    lines: BufReader<OwnedReadHalf>,
    out: OwnedWriteHalf,
    shared: &'a Shared,
    from: String,
    to: Vec<String>,
    manner: Manner,
    /// The letter that was kept last, until its client speaks on.
    last: Option<usize>,
    /// Answers that were not sent yet, since more commands stand in line.
    answers: Vec<u8>,
}

async fn serve(stream: TcpStream, shared: &Shared) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let (read, out) = stream.into_split();
    let lines = BufReader::with_capacity(64 * 1024, read);
    let (from, to, manner, answers) = (String::new(), Vec::new(), Manner::Take, Vec::new());
    let mut talk = Talk { lines, out, shared, from, to, manner, last: None, answers };
    talk.answer("220 sink.example").await?;
    let mut line = Vec::new();
    loop {
        line.clear();
        if talk.lines.read_until(b'\n', &mut line).await? == 0 {
            return Ok(());
        }
        talk.is_heard();
        let command = String::from_utf8_lossy(&line).trim_end().to_owned();
        if !talk.command(&command).await? {
            return talk.flush().await;
        }
    }
}

impl Talk<'_> {
    /// Whether the conversation goes on.
    async fn command(&mut self, command: &str) -> std::io::Result<bool> {
        let verb = command.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        match verb.as_str() {
            "EHLO" if self.shared.pipelining => {
                self.answer("250-sink.example\r\n250-PIPELINING\r\n250 8BITMIME").await?;
            }
            "EHLO" | "HELO" => self.answer("250 sink.example").await?,
            "MAIL" => {
                self.from = path(command);
                self.to.clear();
                self.manner = Manner::Take;
                self.answer("250 2.1.0 fine").await?;
            }
            "RCPT" => {
                let to = path(command);
                self.manner = self.shared.treat(&to);
                self.to.push(to);
                self.hold(Step::Recipient).await?;
                return self.step(Step::Recipient, "250 2.1.5 fine").await;
            }
            "DATA" if self.to.is_empty() => self.answer("503 5.5.1 to whom?").await?,
            "DATA" => return self.data().await,
            "RSET" => {
                self.to.clear();
                self.answer("250 2.0.0 forgotten").await?;
            }
            "NOOP" => self.answer("250 2.0.0 fine").await?,
            "QUIT" => {
                self.answer("221 2.0.0 bye").await?;
                return Ok(false);
            }
            _ => self.answer("502 5.5.2 what?").await?,
        }
        Ok(true)
    }

    async fn data(&mut self) -> std::io::Result<bool> {
        if matches!(&self.manner, Manner::Answer(Step::Recipient, _)) {
            // The client sent DATA in one go with a recipient that was refused.
            self.to.clear();
            self.answer("554 5.5.1 no valid recipients").await?;
            return Ok(true);
        }
        if matches!(
            &self.manner,
            Manner::Answer(Step::Data, _) | Manner::Stall(Step::Data) | Manner::HangUp(Step::Data)
        ) {
            return self.step(Step::Data, "").await;
        }
        self.hold(Step::Data).await?;
        self.answer("354 go").await?;
        self.flush().await?;
        let bytes = match self.letter().await {
            Ok(bytes) => bytes,
            Err(error) => {
                self.shared.broke_off(&self.to);
                return Err(error);
            }
        };
        self.hold(Step::Letter).await?;
        if !self.would_pass(Step::Letter) {
            return self.step(Step::Letter, "").await;
        }
        let (from, to) = (std::mem::take(&mut self.from), std::mem::take(&mut self.to));
        {
            let mut kept = self.shared.kept.lock().unwrap_or_else(PoisonError::into_inner);
            self.last = Some(kept.len());
            let answered = self.would_pass(Step::Kept);
            kept.push(Kept { from, to, bytes, answered, heard: false });
        }
        self.hold(Step::Kept).await?;
        self.step(Step::Kept, "250 2.0.0 kept").await
    }

    /// Its client speaks on.
    fn is_heard(&mut self) {
        if let Some(last) = self.last.take() {
            let mut kept = self.shared.kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept[last].heard = true;
        }
    }

    /// Does nothing until the test lets go, where the manner says so.
    async fn hold(&mut self, at: Step) -> std::io::Result<()> {
        if self.manner != Manner::Hold(at) || *self.shared.gone.borrow() {
            return Ok(());
        }
        self.flush().await?;
        self.shared.held.send_modify(|held| *held += 1);
        // The sender lives as long as the server.
        let _ = self.shared.gone.subscribe().wait_for(|gone| *gone).await;
        self.shared.held.send_modify(|held| *held -= 1);
        Ok(())
    }

    fn would_pass(&self, at: Step) -> bool {
        match &self.manner {
            Manner::Take | Manner::Hold(_) => true,
            Manner::Answer(step, _) | Manner::Stall(step) | Manner::HangUp(step) => *step != at,
        }
    }

    /// Answers as the manner says at this step, else with `usual`.
    async fn step(&mut self, at: Step, usual: &str) -> std::io::Result<bool> {
        match self.manner.clone() {
            Manner::Answer(step, line) if step == at => self.answer(&line).await.map(|()| true),
            Manner::Stall(step) if step == at => {
                self.flush().await?;
                // Until the client has had enough.
                let mut rest = Vec::new();
                while self.lines.read_until(b'\n', &mut rest).await? > 0 {
                    rest.clear();
                }
                Ok(false)
            }
            Manner::HangUp(step) if step == at => {
                self.answers.clear();
                Ok(false)
            }
            _ => self.answer(usual).await.map(|()| true),
        }
    }

    /// The lines up to the dot, doubled dots made single.
    async fn letter(&mut self) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(32 * 1024);
        loop {
            let begin = bytes.len();
            if self.lines.read_until(b'\n', &mut bytes).await? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            match &bytes[begin..] {
                b".\r\n" => {
                    bytes.truncate(begin);
                    return Ok(bytes);
                }
                [b'.', ..] => drop(bytes.remove(begin)),
                _ => {}
            }
        }
    }

    /// Answers of one go leave in one piece (RFC 2920, 3.2).
    async fn answer(&mut self, line: &str) -> std::io::Result<()> {
        self.answers.extend(line.as_bytes());
        self.answers.extend(b"\r\n");
        if self.lines.buffer().is_empty() { self.flush().await } else { Ok(()) }
    }

    async fn flush(&mut self) -> std::io::Result<()> {
        let answers = std::mem::take(&mut self.answers);
        self.out.write_all(&answers).await
    }
}

impl Shared {
    fn broke_off(&self, to: &[String]) {
        let mut broken_off = self.broken_off.lock().unwrap_or_else(PoisonError::into_inner);
        broken_off.extend(to.iter().cloned());
    }

    fn treat(&self, to: &str) -> Manner {
        let mut announced = self.announced.lock().unwrap_or_else(PoisonError::into_inner);
        let before = announced.entry(to.to_owned()).or_default();
        let asked = Announced { to: to.to_owned(), before: *before };
        *before += 1;
        drop(announced);
        (self.manners)(&asked)
    }
}

/// What stands between the brackets.
fn path(command: &str) -> String {
    let inside = command.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inside.map_or("", |(path, _)| path).to_owned()
}
