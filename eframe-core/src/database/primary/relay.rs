//! Carries connections to the primary, so that all of them can be ended at once when it is another, or has forgotten them.
//!
//! A server that stands still, or whose machine is gone, ends no connection: whoever waits for its answer waits until the
//! kernel gives up, a quarter of an hour later or never, and keeps a place in the pool for as long. The driver has no bound
//! for that and hands out no socket. So it speaks to a socket in a folder that nobody else may enter, and what it says is
//! passed on from there, over a connection that the kernel watches. TLS is between the driver and the server, and passes
//! through.

use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use socket2::{SockRef, TcpKeepalive};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpStream, UnixListener, UnixStream};
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};

use super::{ANSWER, PAUSE};

/// The port that the socket's name bears, as the driver looks for it.
pub(in crate::database) const PORT: u16 = 5432;

/// After so long in which nothing was said the kernel asks whether the other end is still there, and how often before it
/// gives the connection up. A machine that was started anew says that it knows of none.
const QUIET: Duration = Duration::from_secs(5);
const ASKS: Duration = Duration::from_secs(2);
const ASKED: u32 = 3;

/// How long what was sent may be on its way without a sign that it arrived.
const UNHEARD: Duration = Duration::from_secs(10);

/// Host and port of a server.
pub(super) type Goal = (String, u16);

/// The socket, and where connections to it lead. Removed when dropped, with every connection.
#[derive(Debug)]
pub(in crate::database) struct Relay {
    folder: PathBuf,
    goal: watch::Sender<Goal>,
}

impl Relay {
    /// A socket in a folder of this name below the system's for temporary files. Whoever comes is connected within this
    /// patience or sent away.
    pub(super) fn open(name: &str, goal: Goal, patience: Duration) -> io::Result<Self> {
        let folder = std::env::temp_dir().join(name);
        let refused = |error: io::Error| {
            let wanted =
                "connections go through a socket in the folder for temporary files (TMPDIR)";
            io::Error::new(error.kind(), format!("{wanted}, and {}: {error}", folder.display()))
        };
        DirBuilder::new().mode(0o700).create(&folder).map_err(refused)?;
        let socket = folder.join(format!(".s.PGSQL.{PORT}"));
        let listener = UnixListener::bind(socket).map_err(refused)?;
        let (goal, told) = watch::channel(goal);
        tokio::spawn(listen(listener, told, patience));
        Ok(Self { folder, goal })
    }

    /// The folder that the socket is in.
    pub(in crate::database) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Ends all connections; from now on they lead there.
    pub(super) fn lead(&self, goal: Goal) {
        self.goal.send_replace(goal);
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        // A folder that is left behind harms nobody.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

async fn listen(listener: UnixListener, mut told: watch::Receiver<Goal>, patience: Duration) {
    loop {
        tokio::select! {
            client = listener.accept() => match client {
                Ok((client, _)) => drop(tokio::spawn(carry(client, told.clone(), patience))),
                // No file descriptor is left for now.
                Err(_) => sleep(PAUSE).await,
            },
            () = ended(&mut told) => return,
        }
    }
}

/// Ready when the relay is gone.
async fn ended(told: &mut watch::Receiver<Goal>) {
    while told.changed().await.is_ok() {}
}

/// One connection, for as long as it leads to the primary.
async fn carry(mut client: UnixStream, mut told: watch::Receiver<Goal>, patience: Duration) {
    let Some(mut server) = reach(&mut told, Instant::now() + patience).await else { return };
    tokio::select! {
        // However it ends, both ends are closed with it.
        _ = copy_bidirectional(&mut client, &mut server) => {}
        _ = told.changed() => {}
    }
}

/// A connection to whichever is the primary, at the latest by then.
async fn reach(told: &mut watch::Receiver<Goal>, end: Instant) -> Option<TcpStream> {
    while Instant::now() < end {
        let (host, port) = told.borrow_and_update().clone();
        if let Ok(Ok(server)) = timeout(ANSWER, TcpStream::connect((&*host, port))).await {
            watch_over(&server);
            return Some(server);
        }
        // Another may be the primary soon, or this one be back.
        if let Ok(Err(_)) = timeout(PAUSE, told.changed()).await {
            return None;
        }
    }
    None
}

/// Has the kernel end a connection whose other end is gone without a word. Where it cannot be had, whether the primary
/// answers is all there is to go by.
fn watch_over(server: &TcpStream) {
    let socket = SockRef::from(server);
    let asks = TcpKeepalive::new().with_time(QUIET).with_interval(ASKS).with_retries(ASKED);
    let _ = socket.set_tcp_keepalive(&asks);
    #[cfg(target_os = "linux")]
    let _ = socket.set_tcp_user_timeout(Some(UNHEARD));
    // Without it, answers come a little later.
    let _ = server.set_nodelay(true);
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    use super::*;

    async fn server() -> (TcpListener, Goal) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        (listener, (address.ip().to_string(), address.port()))
    }

    #[tokio::test]
    async fn bad_input_87_the_kernel_ends_a_connection_whose_other_end_is_gone() {
        let (_one, first) = server().await;
        let (_goal, mut told) = watch::channel(first);
        let server = reach(&mut told, Instant::now() + ANSWER).await.expect("it connects");
        let socket = SockRef::from(&server);
        assert!(socket.keepalive().expect("asked"));
        let quiet = socket.tcp_keepalive_time().expect("asked")
            + ASKED * socket.tcp_keepalive_interval().expect("asked");
        assert!(quiet <= Duration::from_secs(11), "{quiet:?}");
        assert_eq!(socket.tcp_keepalive_retries().expect("asked"), ASKED);
        #[cfg(target_os = "linux")]
        assert_eq!(socket.tcp_user_timeout().expect("asked"), Some(UNHEARD));
    }

    #[tokio::test]
    async fn bad_input_87_connections_to_a_server_that_stands_still_end_when_it_is_replaced() {
        let (one, first) = server().await;
        let (two, second) = server().await;
        let name = format!("eframe-relay-test-{}", std::process::id());
        let relay = Relay::open(&name, first, Duration::from_secs(5)).expect("a relay");
        let socket = relay.folder().join(format!(".s.PGSQL.{PORT}"));
        let mut waits = UnixStream::connect(&socket).await.expect("connects");
        // It takes the question and never answers.
        let (mut silent, _) = one.accept().await.expect("a connection");
        waits.write_all(b"?").await.expect("asks");
        silent.read_exact(&mut [0]).await.expect("is asked");

        relay.lead(second);
        let read = timeout(ANSWER, waits.read(&mut [0])).await.expect("it ends at once");
        assert_eq!(read.expect("by an end"), 0);
        let mut asks = UnixStream::connect(&socket).await.expect("connects");
        let (mut answers, _) = two.accept().await.expect("a connection");
        asks.write_all(b"?").await.expect("asks");
        answers.read_exact(&mut [0]).await.expect("is asked");
        answers.write_all(b"!").await.expect("answers");
        asks.read_exact(&mut [0]).await.expect("is answered");

        let folder = relay.folder().to_owned();
        drop(relay);
        assert!(!folder.exists());
        assert_eq!(asks.read(&mut [0]).await.expect("it ends"), 0);
    }
}
