//! The lively example: people of every role, and documents at every stage.

mod script;
