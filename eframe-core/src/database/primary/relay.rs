//! Carries connections to the primary, so that all of them can be ended at once when it is another, or has forgotten them.
//!
//! A server that stands still, or whose machine is gone, ends no connection: whoever waits for its answer waits until the
//! kernel gives up, a quarter of an hour later or never, and keeps a place in the pool for as long. The driver has no bound
//! for that and hands out no socket. So it speaks to a socket in a folder that nobody else may enter, and what it says is
//! passed on from there, over a connection that the kernel watches. TLS is between the driver and the server, and passes
//! through.

use std::fs::{self, DirBuilder, File};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::time::Duration;

use sea_orm::sqlx::postgres::PgPool;
use socket2::{SockRef, TcpKeepalive};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _, copy};
use tokio::net::{TcpStream, UnixListener, UnixStream};
use tokio::sync::watch;
use tokio::task::AbortHandle;
use tokio::time::{Instant, sleep, timeout, timeout_at};

use super::{ANSWER, PAUSE};
use crate::{Randomness as _, SystemRandom};

/// The port that the socket's name bears, as the driver looks for it.
pub(in crate::database) const PORT: u16 = 5432;

/// After so long in which nothing was said the kernel asks whether the other end is still there, and how often before it
/// gives the connection up. A machine that was started anew says that it knows of none.
const QUIET: Duration = Duration::from_secs(5);
const ASKS: Duration = Duration::from_secs(2);
const ASKED: u32 = 3;

/// How long what was sent may be on its way without a sign that it arrived.
const UNHEARD: Duration = Duration::from_secs(10);

/// Has a server look after its ends in the same way: it ends what nobody holds any more, and with it the locks, which would
/// keep others waiting for two hours. By a socket of the same machine it passes over these.
pub(in crate::database) fn looked_after() -> [(&'static str, String); 4] {
    [
        ("tcp_keepalives_idle", format!("{}s", QUIET.as_secs())),
        ("tcp_keepalives_interval", format!("{}s", ASKS.as_secs())),
        ("tcp_keepalives_count", ASKED.to_string()),
        ("tcp_user_timeout", format!("{}s", UNHEARD.as_secs())),
    ]
}

/// Host and port of a server.
pub(super) type Goal = (String, u16);

/// How long whoever comes waits for a connection, and how long one attempt may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub(super) all: Duration,
    pub(super) each: Duration,
}

/// The socket, and where connections to it lead. Removed when dropped, with every connection.
#[derive(Debug)]
pub(in crate::database) struct Relay {
    entrance: Entrance,
    goal: watch::Sender<Goal>,
    bounds: Bounds,
    /// Whether it was said that the socket is gone and there is no other.
    is_told: bool,
}

impl Relay {
    /// A socket in a folder of its own below the system's for temporary files. Whoever comes is connected within these
    /// bounds or sent away.
    pub(super) fn open(goal: Goal, bounds: Bounds) -> io::Result<Self> {
        let (goal, told) = watch::channel(goal);
        let entrance = Entrance::make(told, bounds)?;
        Ok(Self { entrance, goal, bounds, is_told: false })
    }

    /// The folder that the socket is in.
    pub(in crate::database) fn folder(&self) -> &Path {
        &self.entrance.folder
    }

    /// Ends all connections; from now on they lead there.
    pub(super) fn lead(&self, goal: Goal) {
        self.goal.send_replace(goal);
    }

    /// Where somebody took the socket away, has another made, by which these pools connect from now on. Connections that
    /// are there stay.
    pub(super) fn stay_open(&mut self, pools: &[PgPool]) {
        if self.entrance.stands() {
            return;
        }
        match Entrance::make(self.goal.subscribe(), self.bounds) {
            Ok(entrance) => {
                self.entrance = entrance;
                self.is_told = false;
                let folder = self.folder().display();
                tracing::warn!(%folder, "the socket to the database was taken away: this is the next");
                for pool in pools {
                    let options = (*pool.connect_options()).clone();
                    pool.set_connect_options(options.socket(self.folder()));
                }
            }
            Err(error) if !std::mem::replace(&mut self.is_told, true) => {
                tracing::error!(%error, "the socket to the database was taken away");
            }
            Err(_) => {}
        }
    }
}

/// A folder that nobody else may enter, and the socket in it.
#[derive(Debug)]
struct Entrance {
    folder: PathBuf,
    /// Device and number of the socket: another of its name is somebody else's.
    socket: (u64, u64),
    /// Locked: whoever clears old files away passes over the folder (systemd-tmpfiles does). Others may come all the same.
    _kept: File,
    listening: AbortHandle,
}

impl Entrance {
    fn make(told: watch::Receiver<Goal>, bounds: Bounds) -> io::Result<Self> {
        // Processes of containers have the same number and may share a folder. The world's chance may be the same twice.
        let mut chance = [0; 8];
        SystemRandom.fill(&mut chance);
        let name = format!("eframe-{}-{:016x}", std::process::id(), u64::from_ne_bytes(chance));
        let folder = std::env::temp_dir().join(name);
        Self::make_in(&folder, told, bounds).map_err(|error| {
            let wanted =
                "connections go through a socket in the folder for temporary files (TMPDIR)";
            io::Error::new(error.kind(), format!("{wanted}, and {}: {error}", folder.display()))
        })
    }

    fn make_in(folder: &Path, told: watch::Receiver<Goal>, bounds: Bounds) -> io::Result<Self> {
        DirBuilder::new().mode(0o700).create(folder)?;
        let kept = File::open(folder)?;
        // Where there are no locks, the socket is missed when it is gone.
        let _ = kept.try_lock_shared();
        let listener = UnixListener::bind(socket_in(folder))?;
        let socket = number_of(folder)?;
        let listening = tokio::spawn(listen(listener, told, bounds)).abort_handle();
        Ok(Self { folder: folder.to_owned(), socket, _kept: kept, listening })
    }

    /// Whether whoever looks for the socket finds it.
    fn stands(&self) -> bool {
        number_of(&self.folder).is_ok_and(|found| found == self.socket)
    }
}

impl Drop for Entrance {
    fn drop(&mut self) {
        self.listening.abort();
        // A folder that is left behind harms nobody.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn socket_in(folder: &Path) -> PathBuf {
    folder.join(format!(".s.PGSQL.{PORT}"))
}

fn number_of(folder: &Path) -> io::Result<(u64, u64)> {
    fs::symlink_metadata(socket_in(folder)).map(|found| (found.dev(), found.ino()))
}

async fn listen(listener: UnixListener, told: watch::Receiver<Goal>, bounds: Bounds) {
    loop {
        match listener.accept().await {
            Ok((client, _)) => drop(tokio::spawn(carry(client, told.clone(), bounds))),
            // No file descriptor is left for now.
            Err(_) => sleep(PAUSE).await,
        }
    }
}

/// One connection, for as long as it leads to the primary.
async fn carry(mut client: UnixStream, mut told: watch::Receiver<Goal>, bounds: Bounds) {
    let Some(mut server) = reach(&mut told, bounds).await else { return };
    let ((asks, hears), (says, takes)) = (client.split(), server.split());
    let (mut up, mut down) = (pin!(pass_on(asks, takes)), pin!(pass_on(says, hears)));
    let first = tokio::select! {
        () = &mut up => End::Client,
        () = &mut down => End::Server,
        _ = told.changed() => return,
    };
    // The protocol knows no connection that is half closed: when one end is done, the other has a moment to hear so.
    let _ = match first {
        End::Client => timeout(ANSWER, down).await,
        End::Server => timeout(ANSWER, up).await,
    };
}

/// The two ends of what is carried.
enum End {
    Client,
    Server,
}

/// What one end says, until it is done; then the other is told that it is.
async fn pass_on(mut from: impl AsyncRead + Unpin, mut to: impl AsyncWrite + Unpin) {
    // Whichever of them is gone, nothing more is to be passed on.
    let _ = copy(&mut from, &mut to).await;
    let _ = to.shutdown().await;
}

/// A connection to whichever is the primary, within these bounds.
async fn reach(told: &mut watch::Receiver<Goal>, bounds: Bounds) -> Option<TcpStream> {
    let end = Instant::now() + bounds.all;
    while Instant::now() < end {
        let (host, port) = told.borrow_and_update().clone();
        let by = end.min(Instant::now() + bounds.each);
        let changed = tokio::select! {
            made = timeout_at(by, TcpStream::connect((&*host, port))) => match made {
                Ok(Ok(server)) => {
                    watch_over(&server);
                    return Some(server);
                }
                // Another may be the primary soon, or this one be back.
                Ok(Err(_)) | Err(_) => timeout(PAUSE, told.changed()).await,
            },
            changed = told.changed() => Ok(changed),
        };
        if let Ok(Err(_)) = changed {
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
    use tokio::io::AsyncReadExt as _;
    use tokio::net::TcpListener;

    use super::*;

    const BOUNDS: Bounds = Bounds { all: Duration::from_secs(5), each: ANSWER };

    async fn server() -> (TcpListener, Goal) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        (listener, (address.ip().to_string(), address.port()))
    }

    #[tokio::test]
    async fn bad_input_87_the_kernel_ends_a_connection_whose_other_end_is_gone() {
        let (_one, first) = server().await;
        let (_goal, mut told) = watch::channel(first);
        let server = reach(&mut told, BOUNDS).await.expect("it connects");
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
    async fn bad_input_87_whoever_clears_old_files_away_finds_the_folder_of_the_socket_locked() {
        let (_one, first) = server().await;
        let relay = Relay::open(first, BOUNDS).expect("a relay");
        // systemd-tmpfiles asks for this lock before it goes into a folder.
        let cleaner = File::open(relay.folder()).expect("it is there");
        assert!(matches!(cleaner.try_lock(), Err(fs::TryLockError::WouldBlock)));
    }

    #[tokio::test]
    async fn bad_input_87_a_connection_ends_with_its_client_though_the_server_stands_still() {
        let (one, first) = server().await;
        let relay = Relay::open(first, BOUNDS).expect("a relay");
        let mut asks = UnixStream::connect(socket_in(relay.folder())).await.expect("connects");
        let (mut silent, _) = one.accept().await.expect("a connection");
        asks.write_all(b"?").await.expect("asks");
        silent.read_exact(&mut [0]).await.expect("is asked");
        let carried = relay.goal.receiver_count();
        drop(asks);
        // The server would be told, and never answers that it is done.
        let read = timeout(ANSWER, silent.read(&mut [0])).await.expect("it is told at once");
        assert_eq!(read.expect("by an end"), 0);
        let ends = async {
            while relay.goal.receiver_count() == carried {
                sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(2 * ANSWER, ends).await.expect("nobody waits for the server");
        assert_eq!(relay.goal.receiver_count(), carried - 1);
    }

    #[tokio::test]
    async fn bad_input_87_connections_to_a_server_that_stands_still_end_when_it_is_replaced() {
        let (one, first) = server().await;
        let (two, second) = server().await;
        let relay = Relay::open(first, BOUNDS).expect("a relay");
        let socket = socket_in(relay.folder());
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
