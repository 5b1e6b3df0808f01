//! Between a program and PostgreSQL: passes everything on, until it is told to cut at a COMMIT, or to forget.
//!
//! Standard library only, because `xtask` includes this very file. It knows as much of the protocol as it takes to see
//! where a message ends, and no TLS: the URL that leads here says `sslmode=disable`.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// By how much a COMMIT comes late whose sender was cut off.
const LATE: Duration = Duration::from_millis(700);

/// What happens to a connection at its COMMIT.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cut {
    /// It is passed on.
    #[default]
    Nothing,
    /// The server never sees it.
    Before,
    /// The server sees the beginning of it.
    Half,
    /// The server does it, and whoever sent it never hears so.
    After,
    /// The same, but the server sees it only when its sender has long been cut off.
    Late,
}

#[derive(Debug, Default)]
struct Orders {
    cut: Cut,
    every: usize,
    commits: usize,
    /// What was done to each that was cut.
    done: Vec<Cut>,
    /// The ends towards the server of all connections so far.
    made: Vec<TcpStream>,
    /// So many of them are forgotten.
    forgotten: usize,
}

/// Passes connections on to one server; ends when dropped.
#[derive(Debug)]
pub struct Proxy {
    /// Where it listens.
    pub address: SocketAddr,
    orders: Arc<Mutex<Orders>>,
    stopped: Arc<AtomicBool>,
}

impl Proxy {
    /// Listens on a free port of the loopback address.
    ///
    /// # Errors
    /// When there is none.
    pub fn start(server: SocketAddr) -> Result<Self, String> {
        let failed = |error: std::io::Error| format!("the proxy: {error}");
        let listener = TcpListener::bind("127.0.0.1:0").map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let (orders, stopped) = (Arc::<Mutex<Orders>>::default(), Arc::<AtomicBool>::default());
        let (heeds, ends) = (Arc::clone(&orders), Arc::clone(&stopped));
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                if ends.load(Ordering::Relaxed) {
                    return;
                }
                let Ok(to_server) = TcpStream::connect(server) else { continue };
                let heeds = Arc::clone(&heeds);
                thread::spawn(move || carry(client, to_server, heeds));
            }
        });
        Ok(Self { address, orders, stopped })
    }

    /// From now on each so manieth COMMIT is treated like this, counted from here.
    pub fn cuts(&self, cut: Cut, every: usize) {
        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        (orders.cut, orders.every, orders.commits) = (cut, every, 0);
    }

    /// Forgets the connections there are, as a machine without power does, or a firewall: the server has none of them any
    /// more, and the client's ends stay open, take what comes, and never answer. New ones are passed on.
    pub fn forgets(&self) {
        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        orders.forgotten = orders.made.len();
        for server in &orders.made {
            let _ = server.shutdown(Shutdown::Both);
        }
    }

    /// How many were treated like this so far.
    pub fn cut(&self, cut: Cut) -> usize {
        let orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        orders.done.iter().filter(|done| **done == cut).count()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
        // Wakes it, so that it sees that it has ended.
        let _ = TcpStream::connect(self.address);
    }
}

/// One connection, both ways, until either end closes it or it is cut.
fn carry(client: TcpStream, server: TcpStream, orders: Arc<Mutex<Orders>>) {
    let (Ok(to_client), Ok(mut from_server), Ok(made)) =
        (client.try_clone(), server.try_clone(), server.try_clone())
    else {
        return;
    };
    let number = {
        let mut orders = orders.lock().unwrap_or_else(PoisonError::into_inner);
        orders.made.push(made);
        orders.made.len()
    };
    let heeds = Arc::clone(&orders);
    for stream in [&client, &server] {
        let _ = stream.set_nodelay(true);
    }
    let silenced = Arc::<AtomicBool>::default();
    let silent = Arc::clone(&silenced);
    let answers = thread::spawn(move || {
        let mut buffer = vec![0; 64 * 1024];
        let mut to_client = to_client;
        while let Ok(read @ 1..) = from_server.read(&mut buffer) {
            // Whoever was cut off hears nothing more, and the server does not notice.
            if !silent.load(Ordering::SeqCst) && to_client.write_all(&buffer[..read]).is_err() {
                break;
            }
        }
        if !is_forgotten(&heeds, number) {
            let _ = to_client.shutdown(Shutdown::Both);
        }
        let _ = from_server.shutdown(Shutdown::Both);
    });
    let _ = questions((client, server), number, &orders, &silenced);
    let _ = answers.join();
}

/// What the site says, message by message.
fn questions(
    (mut client, mut server): (TcpStream, TcpStream),
    number: usize,
    orders: &Mutex<Orders>,
    silenced: &AtomicBool,
) -> std::io::Result<()> {
    let mut begun = false;
    let ended = loop {
        let message = match message(&mut client, begun) {
            Ok(message) => message,
            Err(error) => break Err(error),
        };
        begun = true;
        let cut = if is_commit(&message) { at_commit(orders) } else { Cut::Nothing };
        match cut {
            Cut::Nothing => match server.write_all(&message) {
                // It is taken, and nobody has it.
                Err(_) if is_forgotten(orders, number) => {}
                written => written?,
            },
            Cut::Before => break Ok(()),
            Cut::Half => break server.write_all(&message[..message.len() / 2]),
            Cut::After | Cut::Late => {
                silenced.store(true, Ordering::SeqCst);
                if cut == Cut::Late {
                    client.shutdown(Shutdown::Both)?;
                    thread::sleep(LATE);
                }
                server.write_all(&message)?;
                // It is done before it is told that nobody is there any more.
                client.shutdown(Shutdown::Both)?;
                thread::sleep(LATE);
                break Ok(());
            }
        }
    };
    let _ = client.shutdown(Shutdown::Both);
    let _ = server.shutdown(Shutdown::Both);
    ended
}

/// Whether the connection of this number is one of those that were forgotten.
fn is_forgotten(orders: &Mutex<Orders>, number: usize) -> bool {
    number <= orders.lock().unwrap_or_else(PoisonError::into_inner).forgotten
}

/// Whether this COMMIT is among those that are cut, and how.
fn at_commit(orders: &Mutex<Orders>) -> Cut {
    let mut orders = orders.lock().unwrap_or_else(PoisonError::into_inner);
    orders.commits += 1;
    if orders.cut == Cut::Nothing || !orders.commits.is_multiple_of(orders.every.max(1)) {
        return Cut::Nothing;
    }
    let cut = orders.cut;
    orders.done.push(cut);
    cut
}

/// One message as the protocol frames them: a letter, but for the first, and a length that counts itself.
fn message(from: &mut TcpStream, has_letter: bool) -> std::io::Result<Vec<u8>> {
    let mut message = vec![0; 4 + usize::from(has_letter)];
    from.read_exact(&mut message)?;
    let length: [u8; 4] = message[message.len() - 4..].try_into().unwrap_or_default();
    let rest = u32::from_be_bytes(length).saturating_sub(4);
    if rest > 64 * 1024 * 1024 {
        return Err(std::io::Error::other("this is no message of PostgreSQL's"));
    }
    let begin = message.len();
    message.resize(begin + rest as usize, 0);
    from.read_exact(&mut message[begin..])?;
    Ok(message)
}

/// Whether it is a simple query, or a statement to be prepared, that says COMMIT.
fn is_commit(message: &[u8]) -> bool {
    let text = message.get(5..).unwrap_or_default();
    match message.first() {
        Some(b'Q') => text.starts_with(b"COMMIT"),
        Some(b'P') => text.windows(8).any(|seen| seen == b"\0COMMIT\0"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_is_known_however_it_is_sent() {
        assert!(is_commit(b"Q\0\0\0\x0bCOMMIT\0"));
        assert!(is_commit(b"P\0\0\0\x11sqlx\0COMMIT\0\0\0"));
        assert!(!is_commit(b"Q\0\0\0\x0dROLLBACK\0"));
        assert!(!is_commit(b"P\0\0\0\x17s\0SELECT 'COMMIT'\0\0\0"));
    }
}
