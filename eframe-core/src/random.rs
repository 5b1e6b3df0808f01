/// Gives unpredictable bytes: for ids, secrets and salts. Injected, so that a test can repeat itself.
pub trait Randomness: Send + Sync {
    /// Fills `bytes` anew.
    fn fill(&self, bytes: &mut [u8]);
}
