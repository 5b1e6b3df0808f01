use std::io;
use std::sync::Arc;

use eframe_core::block::tls;
use eframe_core::mail::SmtpUrl;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;

use super::answer::Answer;

/// Bytes to and from a server, encrypted or not.
trait Io: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Io for T {}

/// A connection on which commands and answers are exchanged.
pub(super) struct Wire {
    stream: BufReader<Box<dyn Io>>,
}

impl Wire {
    /// Connects without waiting to fill packets: a letter's last one would wait 40 ms for the acknowledgement of the first.
    pub(super) async fn connect(host: &str, port: u16) -> io::Result<Self> {
        let stream = TcpStream::connect((host, port)).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(Box::new(stream)) })
    }

    /// Encrypts from here on, with a server whose certificate holds. What it said before in plain text is not believed.
    pub(super) async fn encrypt(self, to: &SmtpUrl) -> io::Result<Self> {
        if !self.stream.buffer().is_empty() {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "words before the encryption"));
        }
        let name = ServerName::try_from(to.host().to_owned()).map_err(io::Error::other)?;
        let tls = TlsConnector::from(Arc::new(tls::to_mail_server(to)));
        let stream = tls.connect(name, self.stream.into_inner()).await?;
        Ok(Self { stream: BufReader::new(Box::new(stream)) })
    }

    pub(super) async fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes).await?;
        self.stream.flush().await
    }

    pub(super) async fn answer(&mut self) -> io::Result<Answer> {
        Answer::read(&mut self.stream).await
    }

    pub(super) async fn ask(&mut self, command: &str) -> io::Result<Answer> {
        self.send(command.as_bytes()).await?;
        self.answer().await
    }
}
