use std::io::{self, ErrorKind, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use super::pace::{Pace, Watch};
use super::tap::Tap;

/// A connection's bytes: what is read is shown to the tap, and who does not read its answer is given up.
pub(super) struct Wire {
    tcp: TcpStream,
    tap: Arc<Tap>,
    unread: Watch,
    request: u64,
}

impl Wire {
    pub(super) fn new(tcp: TcpStream, tap: Arc<Tap>, pace: Pace) -> Self {
        Self { tcp, tap, unread: Watch::new(pace), request: 0 }
    }

    fn written(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        self.tap.wrote();
        let request = self.tap.requests();
        if std::mem::replace(&mut self.request, request) != request {
            self.unread.begin();
        }
        match written {
            Poll::Ready(Ok(bytes)) => self.unread.moved(bytes),
            Poll::Pending if self.unread.poll_late(context).is_ready() => {
                return Poll::Ready(Err(ErrorKind::TimedOut.into()));
            }
            _ => {}
        }
        written
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.tcp).poll_read(context, buffer);
        if buffer.filled().len() > before {
            self.tap.read(&buffer.filled()[before..]);
        }
        read
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.tcp).poll_write(context, bytes);
        self.written(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.tcp).poll_write_vectored(context, slices);
        self.written(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.tcp.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_shutdown(context)
    }
}
