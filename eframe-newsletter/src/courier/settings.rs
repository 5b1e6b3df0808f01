use std::time::Duration;

use crate::letter::{Imprint, Signer};
use crate::rules::pace::Pace;

/// How issues are sent. The defaults suit a service; tests have less time.
#[derive(Debug)]
pub struct Sending {
    /// Who publishes the newsletter.
    pub imprint: Imprint,
    /// Who signs; none leaves it to the mail server.
    pub signers: Vec<Signer>,
    /// How fast letters may leave.
    pub pace: Pace,
    /// On how many connections: so many letters may be in doubt after a crash. 10.
    pub connections: usize,
    /// How many letters are taken at once. 200.
    pub batch: u64,
    /// How long a lease that does not move is respected. 30 s.
    pub lease: Duration,
    /// How often it is looked for work. 1 s.
    pub look: Duration,
    /// A letter for which the server waits only so long after it was noted as leaving is asked after again before it leaves:
    /// whether its issue still goes and its reader still wants it. 5 s.
    pub asked_again: Duration,
}

impl Sending {
    /// The defaults, for this publisher.
    #[must_use]
    pub fn new(imprint: Imprint) -> Self {
        Self {
            imprint,
            signers: Vec::new(),
            pace: Pace::default(),
            connections: 10,
            batch: 200,
            lease: Duration::from_secs(30),
            look: Duration::from_secs(1),
            asked_again: Duration::from_secs(5),
        }
    }
}
