use serde::Serialize;

use super::Kind;
use crate::form::{Field, Fields};
use crate::template::Template;

/// Asks before something is done, and says what follows from it.
#[derive(Debug, Clone, Serialize)]
pub struct Confirm {
    /// The question.
    pub question: String,
    /// What follows, a sentence each.
    pub consequences: Vec<String>,
    /// Where it posts; empty for its own address.
    pub action: String,
    /// What else is asked: a reason, the version that was looked at.
    pub fields: Vec<Field>,
    /// What is in these fields, and what is wrong.
    pub form: Fields,
    /// The button: the verb of the question.
    pub submit: String,
    /// How the button looks.
    pub kind: Kind,
    /// Where "Cancel" leads.
    pub cancel: String,
}

impl Template for Confirm {
    const NAME: &'static str = "desk/confirm.html";

    fn samples() -> Vec<Self> {
        let bare = Self {
            question: "Publish this page?".to_owned(),
            consequences: Vec::new(),
            action: String::new(),
            fields: Vec::new(),
            form: Fields::empty(),
            submit: "Publish".to_owned(),
            kind: Kind::Main,
            cancel: "/desk".to_owned(),
        };
        let asking = Self {
            consequences: vec!["Everyone sees it at once".to_owned()],
            fields: vec![Field::hidden("version"), Field::textarea("note", "Reason", 3)],
            form: Fields::of([("version", "3")]).fault("note", "Fill this in".to_owned()),
            kind: Kind::Danger,
            ..bare.clone()
        };
        vec![bare, asking]
    }
}
