use serde::Serialize;

use crate::messages::Arg;
use crate::sheet::Fault;
use crate::{Language, Presentation};

/// Something wrong with a file, in the words of whoever handed it in. The kit's macro `faults` shows them as a table.
#[derive(Clone, Debug, Serialize)]
pub struct FaultLine {
    /// Its line; 0 where it is about the file as a whole.
    pub line: u64,
    /// Its column, or what else of the line it is about.
    pub column: String,
    /// What is wrong.
    pub text: String,
}

impl FaultLine {
    /// The fault in a reader's language.
    pub fn of(presentation: &Presentation, language: Language, fault: &Fault) -> Self {
        let args = fault.args.iter().map(|(name, value)| (*name, Arg::read(value)));
        let text = presentation.say(language, fault.key, &args.collect::<Vec<_>>()).text;
        Self { line: fault.line, column: fault.column.clone(), text }
    }
}
