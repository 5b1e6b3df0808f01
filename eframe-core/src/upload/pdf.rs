use super::UploadError;

/// Within how many of the last bytes the end of a PDF is marked; readers look as far.
const TAIL: usize = 1024;

/// Looks at a PDF while it passes: it begins as one and ends as one. Its bytes stay as they are.
pub(super) struct Pdf {
    begun: bool,
    tail: Vec<u8>,
}

impl Pdf {
    pub(super) fn new() -> Self {
        Self { begun: false, tail: Vec::with_capacity(2 * TAIL) }
    }

    /// The first piece has the whole head.
    pub(super) fn see(&mut self, piece: &[u8]) -> Result<(), UploadError> {
        if !self.begun && !piece.starts_with(b"%PDF-") {
            return Err(UploadError::Damaged);
        }
        self.begun = true;
        let last = piece.len().saturating_sub(TAIL);
        self.tail.extend_from_slice(&piece[last..]);
        let surplus = self.tail.len().saturating_sub(TAIL);
        self.tail.drain(..surplus);
        Ok(())
    }

    pub(super) fn end(&self) -> Result<(), UploadError> {
        let marked = self.tail.windows(5).any(|window| window == b"%%EOF");
        if marked { Ok(()) } else { Err(UploadError::Damaged) }
    }
}
