use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpStream, UdpSocket};
use tokio::time::timeout;

/// Asks the machine's name servers (RFC 1035), for texts, mail exchangers and addresses only.
///
/// A check that an administrator runs by hand needs no more; nothing else asks by it.
#[derive(Clone, Debug)]
pub struct Resolver {
    servers: Vec<SocketAddr>,
    patience: Duration,
}

/// Why a question had no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DnsError {
    /// The machine names no server.
    #[error("the machine names no name server in /etc/resolv.conf")]
    NoServer,
    /// No server answered.
    #[error("no name server answered: {0}")]
    Silent(io::Error),
    /// A server could not tell.
    #[error("the name server answered with code {0}")]
    Refused(u8),
    /// What it answered makes no sense.
    #[error("the name server's answer cannot be read")]
    Unread,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    A = 1,
    Mx = 15,
    Txt = 16,
    Aaaa = 28,
}

/// No such name: that is an answer as well.
const NO_SUCH_NAME: u8 = 3;

impl Resolver {
    /// The servers that this machine asks.
    ///
    /// # Errors
    /// When it names none.
    pub fn of_machine() -> Result<Self, DnsError> {
        let text = std::fs::read_to_string(Path::new("/etc/resolv.conf")).unwrap_or_default();
        let servers = text.lines().filter_map(|line| line.trim().strip_prefix("nameserver"));
        let servers = servers.filter_map(|address| address.trim().parse::<IpAddr>().ok());
        let servers: Vec<_> = servers.map(|address| SocketAddr::new(address, 53)).collect();
        if servers.is_empty() { Err(DnsError::NoServer) } else { Ok(Self::new(servers)) }
    }

    /// These servers, in turn.
    #[must_use]
    pub fn new(servers: Vec<SocketAddr>) -> Self {
        Self { servers, patience: Duration::from_secs(3) }
    }

    /// The texts at a name, each put together from its pieces. None is no error.
    ///
    /// # Errors
    /// See [`DnsError`].
    pub async fn texts(&self, name: &str) -> Result<Vec<String>, DnsError> {
        let answers = self.ask(name, Kind::Txt).await?;
        Ok(answers
            .into_iter()
            .map(|data| String::from_utf8_lossy(&joined(&data)).into_owned())
            .collect())
    }

    /// Whether somebody takes mail for a domain: its exchangers, or, where it names none, the machine of that name itself
    /// (RFC 5321, 5.1).
    ///
    /// # Errors
    /// See [`DnsError`].
    pub async fn takes_mail(&self, domain: &str) -> Result<bool, DnsError> {
        let exchangers = self.ask(domain, Kind::Mx).await?;
        if !exchangers.is_empty() {
            // A single exchanger "." says that nobody does (RFC 7505).
            return Ok(exchangers.iter().any(|data| data.get(2..) != Some(&[0])));
        }
        for kind in [Kind::A, Kind::Aaaa] {
            if !self.ask(domain, kind).await?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn ask(&self, name: &str, kind: Kind) -> Result<Vec<Vec<u8>>, DnsError> {
        let mut trouble = DnsError::NoServer;
        for (index, server) in self.servers.iter().enumerate() {
            let id = u16::try_from(index).unwrap_or(0) + 0x5747;
            match self.ask_one(*server, &question(id, name, kind)).await {
                Ok(answer) => return read(&answer, id, kind),
                Err(error) => trouble = DnsError::Silent(error),
            }
        }
        Err(trouble)
    }

    async fn ask_one(&self, server: SocketAddr, question: &[u8]) -> io::Result<Vec<u8>> {
        let late = || io::Error::from(io::ErrorKind::TimedOut);
        let answer =
            timeout(self.patience, by_datagram(server, question)).await.map_err(|_| late())??;
        let cut = answer.get(2).is_some_and(|flags| flags & 0x02 != 0);
        if !cut {
            return Ok(answer);
        }
        timeout(self.patience, by_stream(server, question)).await.map_err(|_| late())?
    }
}

async fn by_datagram(server: SocketAddr, question: &[u8]) -> io::Result<Vec<u8>> {
    let any: IpAddr = if server.is_ipv4() { [0, 0, 0, 0].into() } else { [0_u16; 8].into() };
    let socket = UdpSocket::bind((any, 0)).await?;
    socket.connect(server).await?;
    socket.send(question).await?;
    let mut answer = vec![0; 4_096];
    let length = socket.recv(&mut answer).await?;
    answer.truncate(length);
    Ok(answer)
}

async fn by_stream(server: SocketAddr, question: &[u8]) -> io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(server).await?;
    let length = u16::try_from(question.len()).unwrap_or(u16::MAX);
    stream.write_all(&[&length.to_be_bytes(), question].concat()).await?;
    let mut answer = vec![0; usize::from(stream.read_u16().await?)];
    stream.read_exact(&mut answer).await?;
    Ok(answer)
}

/// One question, to be answered by asking around.
fn question(id: u16, name: &str, kind: Kind) -> Vec<u8> {
    let mut question = id.to_be_bytes().to_vec();
    question.extend([0x01, 0x00, 0, 1, 0, 0, 0, 0, 0, 0]);
    for label in name.trim_end_matches('.').split('.') {
        let label = &label.as_bytes()[..label.len().min(63)];
        question.push(u8::try_from(label.len()).unwrap_or(0));
        question.extend(label);
    }
    question.extend([0, 0, kind as u8, 0, 1]);
    question
}

/// The data of all answers of this kind.
fn read(answer: &[u8], id: u16, kind: Kind) -> Result<Vec<Vec<u8>>, DnsError> {
    let mut reader = Reader { bytes: answer, at: 0 };
    if reader.number()? != id {
        return Err(DnsError::Unread);
    }
    let flags = reader.number()?;
    match (flags & 0x0f) as u8 {
        0 => {}
        NO_SUCH_NAME => return Ok(Vec::new()),
        code => return Err(DnsError::Refused(code)),
    }
    let (questions, answers) = (reader.number()?, reader.number()?);
    reader.take(4)?;
    for _ in 0..questions {
        reader.name()?;
        reader.take(4)?;
    }
    let mut found = Vec::new();
    for _ in 0..answers {
        reader.name()?;
        let told = reader.number()?;
        reader.take(6)?;
        let length = usize::from(reader.number()?);
        let data = reader.take(length)?;
        if told == kind as u16 {
            found.push(data.to_vec());
        }
    }
    Ok(found)
}

/// A text's pieces of at most 255 bytes, put together.
fn joined(data: &[u8]) -> Vec<u8> {
    let (mut text, mut rest) = (Vec::new(), data);
    while let Some((length, more)) = rest.split_first() {
        let length = usize::from(*length).min(more.len());
        text.extend(&more[..length]);
        rest = &more[length..];
    }
    text
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], DnsError> {
        let taken = self.bytes.get(self.at..self.at + length).ok_or(DnsError::Unread)?;
        self.at += length;
        Ok(taken)
    }

    fn number(&mut self) -> Result<u16, DnsError> {
        let bytes = self.take(2)?;
        Ok(u16::from_be_bytes([bytes[0], bytes[1]]))
    }

    /// Passes over a name, which may end with a pointer to another place.
    fn name(&mut self) -> Result<(), DnsError> {
        loop {
            match self.take(1)?[0] {
                0 => return Ok(()),
                pointer if pointer & 0xc0 == 0xc0 => return self.take(1).map(drop),
                length => self.take(usize::from(length)).map(drop)?,
            }
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;
    use tokio::net::TcpListener;

    use super::*;

    /// A port that is free for datagrams and for connections.
    async fn both() -> (UdpSocket, TcpListener) {
        loop {
            let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
            if let Ok(listener) = TcpListener::bind(socket.local_addr().unwrap()).await {
                return (socket, listener);
            }
        }
    }

    /// A name server on loopback that knows these texts, and cuts its answers to datagrams where told.
    pub(crate) async fn server(texts: Vec<(&'static str, String)>, cut: bool) -> Resolver {
        let (socket, listener) = both().await;
        let address = socket.local_addr().unwrap();
        let known = texts.clone();
        tokio::spawn(async move {
            let mut asked = [0; 512];
            while let Ok((length, from)) = socket.recv_from(&mut asked).await {
                let mut answer = answer(&asked[..length], &known);
                if cut {
                    answer[2] |= 0x02;
                    answer.truncate(12);
                }
                socket.send_to(&answer, from).await.unwrap();
            }
        });
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut asked = vec![0; usize::from(stream.read_u16().await.unwrap())];
                stream.read_exact(&mut asked).await.unwrap();
                let answer = answer(&asked, &texts);
                stream.write_u16(u16::try_from(answer.len()).unwrap()).await.unwrap();
                stream.write_all(&answer).await.unwrap();
            }
        });
        Resolver::new(vec![address])
    }

    fn answer(asked: &[u8], known: &[(&'static str, String)]) -> Vec<u8> {
        let kind = [Kind::A, Kind::Mx, Kind::Txt, Kind::Aaaa];
        let kind = kind.into_iter().find(|kind| *kind as u8 == asked[asked.len() - 3]).unwrap();
        // Who has a text has an exchanger; a machine has an address and no exchanger; and nowhere has one that is none.
        let has = |name: &str| match kind {
            Kind::A => name.starts_with("machine."),
            Kind::Aaaa => false,
            Kind::Mx => !name.starts_with("machine."),
            Kind::Txt => true,
        };
        let matching = |name: &str| has(name) && question(0, name, kind)[2..] == asked[2..];
        let texts: Vec<_> = known.iter().filter(|(name, _)| matching(name)).collect();
        let mut answer = asked.to_vec();
        answer[2] = 0x81;
        answer[3] = if texts.is_empty() { 3 } else { 0 };
        answer[7] = u8::try_from(texts.len()).unwrap();
        for (name, text) in texts {
            answer.extend([0xc0, 12, 0, kind as u8, 0, 1, 0, 0, 0, 60]);
            let mut data = Vec::new();
            match kind {
                Kind::A => data.extend([192, 0, 2, 1]),
                Kind::Mx if name.starts_with("nowhere.") => data.extend([0, 0, 0]),
                Kind::Mx | Kind::Aaaa => data.extend([0, 10, 2, b'm', b'x', 0]),
                Kind::Txt => {
                    for piece in text.as_bytes().chunks(255) {
                        data.push(u8::try_from(piece.len()).unwrap());
                        data.extend(piece);
                    }
                }
            }
            answer.extend(u16::try_from(data.len()).unwrap().to_be_bytes());
            answer.extend(data);
        }
        answer
    }

    #[tokio::test]
    async fn texts_are_put_together_also_when_no_datagram_holds_them() {
        let long = "v=DKIM1; p=".to_owned() + &"A".repeat(600);
        for cut in [false, true] {
            let known = vec![("one.example", long.clone()), ("one.example", "two".to_owned())];
            let resolver = server(known, cut).await;
            assert_eq!(resolver.texts("one.example").await.unwrap(), [long.clone(), "two".into()]);
            assert!(resolver.texts("other.example").await.unwrap().is_empty());
            assert!(resolver.takes_mail("one.example").await.unwrap());
            assert!(!resolver.takes_mail("other.example").await.unwrap());
        }
    }

    #[tokio::test]
    async fn a_domain_that_names_no_exchanger_has_its_mail_itself_and_one_that_names_none_has_none()
    {
        let known = ["machine.example", "nowhere.example", "city.example"];
        let resolver = server(known.map(|name| (name, String::new())).to_vec(), false).await;
        let takes = async |name: &str| resolver.takes_mail(name).await.unwrap();
        assert!(takes("city.example").await && takes("machine.example").await);
        assert!(!takes("nowhere.example").await && !takes("other.example").await);
    }

    proptest! {
        #[test]
        fn any_answer_is_looked_at_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes, 0, Kind::Txt);
            let mut likely = vec![0, 0, 0x81, 0x80, 0, 1, 0, 2, 0, 0, 0, 0];
            likely.extend(&bytes);
            let _ = read(&likely, 0, Kind::Txt);
            let _ = joined(&bytes);
        }
    }
}
