use std::collections::BTreeMap;

use serde::Serialize;

use super::Posted;
use crate::{FieldErrors, Language, Presentation};

/// What a form shows: the value in each field, and what is wrong. `kit.html` takes it as `form`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Fields {
    values: BTreeMap<String, Vec<String>>,
    errors: BTreeMap<String, String>,
    summary: Vec<Fault>,
}

/// One line of the error summary. Without a field it concerns the whole form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The name of the field it links to, or nothing.
    pub field: String,
    /// What is wrong and what to do, in the reader's language.
    pub text: String,
}

impl Fields {
    /// A form nobody has filled in.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// A form that shows what there is.
    pub fn of<N: Into<String>, V: Into<String>>(values: impl IntoIterator<Item = (N, V)>) -> Self {
        let mut fields = Self::default();
        for (name, value) in values {
            fields.values.entry(name.into()).or_default().push(value.into());
        }
        fields
    }

    /// A form that shows what was posted.
    #[must_use]
    pub fn posted(posted: &Posted) -> Self {
        Self::of(posted.iter())
    }

    /// Adds one value.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.entry(name.to_owned()).or_default().push(value.into());
        self
    }

    /// Says what is wrong, beside each field and in the summary.
    #[must_use]
    pub fn refused(
        mut self,
        errors: &FieldErrors,
        presentation: &Presentation,
        language: Language,
    ) -> Self {
        for error in errors.iter() {
            self = self.fault(&error.field, presentation.field_error(language, error));
        }
        self
    }

    /// Says one thing that is wrong, in words that are ready; `field` is empty when it concerns the whole form.
    #[must_use]
    pub fn fault(mut self, field: &str, text: String) -> Self {
        if !field.is_empty() {
            self.errors.entry(field.to_owned()).or_insert_with(|| text.clone());
        }
        self.summary.push(Fault { field: field.to_owned(), text });
        self
    }

    /// What is wrong, in the order of the form.
    #[must_use]
    pub fn summary(&self) -> &[Fault] {
        &self.summary
    }

    /// Every value of a field.
    pub(crate) fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// The first value of a field.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).and_then(|all| all.first()).map_or("", String::as_str)
    }
}
