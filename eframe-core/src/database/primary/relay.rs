//! Carries connections to the primary, so that all of them can be ended at once when another has become it.
//!
//! A server that stands still, or whose machine is gone, ends no connection: whoever waits for its answer waits until the
//! kernel gives up, a quarter of an hour later, and keeps a place in the pool for as long. The driver has no bound for
//! that and hands out no socket. So it speaks to a socket in a folder that nobody else may enter, and what it says is
//! passed on from there. TLS is between the driver and the server, and passes through.

use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpStream, UnixListener, UnixStream};
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};

use super::{ANSWER, PAUSE};

/// The port that the socket's name bears, as the driver looks for it.
pub(in crate::database) const PORT: u16 = 5432;

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
        DirBuilder::new().mode(0o700).create(&folder)?;
        let listener = UnixListener::bind(folder.join(format!(".s.PGSQL.{PORT}")))?;
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
            // Where it cannot be had, answers come a little later.
            let _ = server.set_nodelay(true);
            return Some(server);
        }
        // Another may be the primary soon, or this one be back.
        if let Ok(Err(_)) = timeout(PAUSE, told.changed()).await {
            return None;
        }
    }
    None
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
