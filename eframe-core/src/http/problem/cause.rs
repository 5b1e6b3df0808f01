use std::error::Error;
use std::fmt::{self, Write as _};
use std::sync::Arc;

/// What went wrong inside. It is logged once, at the edge, and never sent.
#[derive(Clone, Debug)]
pub struct Cause(Arc<dyn Error + Send + Sync>);

impl Cause {
    pub(super) fn new(error: impl Error + Send + Sync + 'static) -> Self {
        Self(Arc::new(error))
    }
}

impl fmt::Display for Cause {
    /// The error and its sources on one line, whatever they contain.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut next: Option<&dyn Error> = Some(&*self.0);
        let mut between = "";
        while let Some(error) = next {
            out.write_str(between)?;
            for character in error.to_string().chars() {
                out.write_char(if character.is_control() { ' ' } else { character })?;
            }
            next = error.source();
            between = ": ";
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_14_a_cause_stays_on_one_line() {
        let cause = Cause::new(std::io::Error::other("a\r\n2026-01-01 INFO forged\u{1b}[31m"));
        assert_eq!(cause.to_string(), "a  2026-01-01 INFO forged [31m");
    }
}
