//! The yardstick: finished bytes, as fast as they go, and nothing written down.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// Sends so many letters over so many connections.
pub(crate) async fn send(to: SocketAddr, letter: Arc<Vec<u8>>, letters: usize, connections: usize) {
    let left = Arc::new(AtomicUsize::new(letters));
    let mut tasks = JoinSet::new();
    for _ in 0..connections {
        let (left, letter) = (Arc::clone(&left), Arc::clone(&letter));
        tasks.spawn(async move { connection(to, &letter, &left).await.expect("the sink answers") });
    }
    while let Some(done) = tasks.join_next().await {
        done.expect("no panic");
    }
}

async fn connection(to: SocketAddr, letter: &[u8], left: &AtomicUsize) -> std::io::Result<()> {
    let mut stream = TcpStream::connect(to).await?;
    stream.set_nodelay(true)?;
    let mut buffer = [0; 1_024];
    answers(&mut stream, &mut buffer, 1).await?;
    stream.write_all(b"EHLO bench.example\r\n").await?;
    answers(&mut stream, &mut buffer, 2).await?;
    while left
        .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1))
        .is_ok()
    {
        stream
            .write_all(b"MAIL FROM:<a@bench.example>\r\nRCPT TO:<b@bench.example>\r\nDATA\r\n")
            .await?;
        answers(&mut stream, &mut buffer, 3).await?;
        stream.write_all(letter).await?;
        answers(&mut stream, &mut buffer, 1).await?;
    }
    stream.write_all(b"QUIT\r\n").await
}

/// So many lines.
async fn answers(stream: &mut TcpStream, buffer: &mut [u8], lines: usize) -> std::io::Result<()> {
    let mut seen = 0;
    while seen < lines {
        let read = stream.read(buffer).await?;
        if read == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        seen += buffer[..read].iter().filter(|byte| **byte == b'\n').count();
    }
    Ok(())
}
