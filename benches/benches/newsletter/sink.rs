//! A mail server that takes everything, counts it, and does as little as it can.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// The server.
pub(crate) struct Sink {
    pub(crate) address: SocketAddr,
    taken: Arc<AtomicUsize>,
}

impl Sink {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let taken = Arc::new(AtomicUsize::new(0));
        let counting = Arc::clone(&taken);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let taken = Arc::clone(&counting);
                // A client that goes away is nothing to speak of.
                tokio::spawn(async move { drop(serve(stream, &taken).await) });
            }
        });
        Self { address, taken }
    }

    pub(crate) fn taken(&self) -> usize {
        self.taken.load(Ordering::Relaxed)
    }
}

async fn serve(mut stream: TcpStream, taken: &AtomicUsize) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    stream.write_all(b"220 sink.example\r\n").await?;
    let (mut buffer, mut length, mut in_letter) = (vec![0; 64 * 1024], 0, false);
    loop {
        let read = stream.read(&mut buffer[length..]).await?;
        if read == 0 {
            return Ok(());
        }
        length += read;
        if in_letter {
            // Nobody sends anything behind the dot before it is answered.
            if buffer[..length].ends_with(b"\r\n.\r\n") {
                taken.fetch_add(1, Ordering::Relaxed);
                stream.write_all(b"250 2.0.0 taken\r\n").await?;
                (in_letter, length) = (false, 0);
            } else if length > buffer.len() / 2 {
                buffer.copy_within(length - 8..length, 0);
                length = 8;
            }
        } else if buffer[..length].ends_with(b"\n") {
            let mut answers = String::new();
            for line in String::from_utf8_lossy(&buffer[..length]).lines() {
                answers.push_str(match line.get(..4).unwrap_or_default() {
                    "EHLO" => "250-sink.example\r\n250 PIPELINING\r\n",
                    "DATA" => {
                        in_letter = true;
                        "354 go\r\n"
                    }
                    "QUIT" => "221 bye\r\n",
                    _ => "250 fine\r\n",
                });
            }
            length = 0;
            stream.write_all(answers.as_bytes()).await?;
        }
    }
}
