use http::StatusCode;
use serde::Serialize;

use super::Presentation;
use crate::Language;
use crate::template::Template;

/// The page shown when a request fails, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProblemPage {
    /// What happened.
    pub title: String,
    /// What was kept and what to do.
    pub explanation: String,
    /// What exactly is wrong, where that helps.
    pub details: Vec<String>,
    /// The address of the front page.
    pub home: String,
    /// What to name when writing to the people in charge.
    pub reference: Option<String>,
}

impl ProblemPage {
    /// The page for `status`; a status without words of its own gets those of its class.
    #[must_use]
    pub fn new(
        status: StatusCode,
        presentation: &Presentation,
        language: Language,
        home: impl Into<String>,
    ) -> Self {
        let (title, explanation) = keys(status);
        let say = |key| presentation.say(language, key, &[]).text;
        Self {
            title: say(title),
            explanation: say(explanation),
            details: Vec::new(),
            home: home.into(),
            reference: None,
        }
    }
}

fn keys(status: StatusCode) -> (&'static str, &'static str) {
    match status.as_u16() {
        401 => ("core.problem.sign-in.title", "core.problem.sign-in.says"),
        403 => ("core.problem.forbidden.title", "core.problem.forbidden.says"),
        404 => ("core.problem.not-found.title", "core.problem.not-found.says"),
        410 => ("core.problem.gone.title", "core.problem.gone.says"),
        409 | 412 | 428 => ("core.problem.conflict.title", "core.problem.conflict.says"),
        413 => ("core.problem.large.title", "core.problem.large.says"),
        507 => ("core.problem.full.title", "core.problem.full.says"),
        429 => ("core.problem.too-many.title", "core.problem.too-many.says"),
        400..=499 => ("core.problem.invalid.title", "core.problem.invalid.says"),
        502..=504 => ("core.problem.unavailable.title", "core.problem.unavailable.says"),
        _ => ("core.problem.broken.title", "core.problem.broken.says"),
    }
}

impl Template for ProblemPage {
    const NAME: &'static str = "problem.html";

    fn samples() -> Vec<Self> {
        let plain = Self {
            title: "Page not found".to_owned(),
            explanation: "Check the address".to_owned(),
            details: Vec::new(),
            home: "/en/".to_owned(),
            reference: None,
        };
        let detailed = Self {
            details: vec!["`page` is given twice".to_owned()],
            reference: Some("7f3a".to_owned()),
            ..plain.clone()
        };
        vec![plain, detailed]
    }
}
