use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use http::Method;

/// What the wire and the requests of one connection tell each other.
///
/// hyper reads a request that has both `Transfer-Encoding` and `Content-Length` by the first and hides the
/// second, as RFC 9112 6.3 allows. A proxy before us may have gone by the other, and then the rest of the body
/// is a smuggled request. So the wire keeps the bytes of the head under way, and a chunked request is looked
/// up in them.
#[derive(Default)]
pub(super) struct Tap {
    head: Mutex<Head>,
    requests: AtomicU64,
    unread: AtomicBool,
}

#[derive(Default)]
struct Head {
    bytes: Vec<u8>,
    taken: bool,
}

/// More of a head is not kept; a chunked request with a longer one is refused.
const LONGEST: usize = 64 * 1024;

impl Tap {
    /// The wire read bytes; they are kept while they may be of a head.
    pub(super) fn read(&self, bytes: &[u8]) {
        let mut head = self.head.lock().unwrap_or_else(PoisonError::into_inner);
        if !head.taken && head.bytes.len() + bytes.len() <= LONGEST {
            head.bytes.extend_from_slice(bytes);
        }
    }

    /// The wire wrote bytes: an answer is going out, and the next head comes after it.
    pub(super) fn wrote(&self) {
        let mut head = self.head.lock().unwrap_or_else(PoisonError::into_inner);
        head.bytes.clear();
        head.taken = false;
    }

    /// A request was read. For a chunked one the answer says whether its length is certain.
    pub(super) fn take(&self, method: &Method, chunked: bool) -> bool {
        let mut head = self.head.lock().unwrap_or_else(PoisonError::into_inner);
        head.taken = true;
        self.requests.fetch_add(1, Ordering::Relaxed);
        !chunked || is_certain(&head.bytes, method)
    }

    /// How many requests were read so far.
    pub(super) fn requests(&self) -> u64 {
        self.requests.load(Ordering::Relaxed)
    }

    /// A request was answered before its body was read to the end.
    pub(super) fn leave_unread(&self) {
        self.unread.store(true, Ordering::Relaxed);
    }

    pub(super) fn has_unread(&self) -> bool {
        self.unread.load(Ordering::Relaxed)
    }
}

/// Whether these bytes begin with the whole head of a request of this method, without a `Content-Length`.
/// They do not when the request was sent before the answer to the one before it: then nothing is certain.
fn is_certain(bytes: &[u8], method: &Method) -> bool {
    let bytes = bytes.trim_ascii_start();
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let first = lines.next().unwrap_or_default();
    if !first.strip_prefix(method.as_str().as_bytes()).is_some_and(|rest| rest.starts_with(b" ")) {
        return false;
    }
    // What does not end in a line feed is the beginning of a line whose rest was not kept.
    for line in lines.take_while(|line| line.ends_with(b"\n")) {
        if line.trim_ascii().is_empty() {
            return true;
        }
        let name = line.split(|byte| *byte == b':').next().unwrap_or_default().trim_ascii();
        if name.eq_ignore_ascii_case(b"content-length") {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_3_a_second_length_makes_a_chunked_request_uncertain() {
        for (head, certain) in [
            ("POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n", true),
            ("\r\nPOST / HTTP/1.1\ntransfer-encoding: chunked\n\ncontent-length: 5", true),
            ("POST / HTTP/1.1\r\nContent-Length: 5\r\ntransfer-encoding: chunked\r\n\r\n", false),
            ("POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\nCONTENT-LENGTH:5\r\n\r\n", false),
            ("POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n", false),
            ("GET / HTTP/1.1\r\n\r\nPOST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n", false),
            ("", false),
        ] {
            assert_eq!(is_certain(head.as_bytes(), &Method::POST), certain, "{head:?}");
        }
    }
}
