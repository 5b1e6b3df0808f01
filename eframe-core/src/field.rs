use serde::Serialize;

/// What is wrong with one field, as a message key that pages and problems put into the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// The field's name in the form or the JSON pointer's last part.
    pub field: String,
    /// A dotted message key: `cms.field.title.empty`.
    pub key: &'static str,
    /// What the message fills in, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<(&'static str, String)>,
}

/// Everything wrong with an input, so that a person mends it in one go.
///
/// ```
/// use eframe_core::FieldErrors;
/// let mut errors = FieldErrors::new();
/// errors.check(!"".is_empty(), "title", "cms.field.title.empty");
/// let refused = errors.finish(()).unwrap_err();
/// assert_eq!(refused.iter().count(), 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("wrong: {}", names(.0))]
#[serde(transparent)]
pub struct FieldErrors(Vec<FieldError>);

/// The fields, each as often as it has faults.
fn names(errors: &[FieldError]) -> String {
    errors.iter().map(|error| error.field.as_str()).collect::<Vec<_>>().join(", ")
}

impl FieldErrors {
    /// Nothing wrong yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// One field, one fault.
    pub fn one(field: impl Into<String>, key: &'static str) -> Self {
        let mut errors = Self::new();
        errors.add(field, key);
        errors
    }

    /// Notes a fault unless `right`.
    pub fn check(&mut self, right: bool, field: impl Into<String>, key: &'static str) {
        if !right {
            self.add(field, key);
        }
    }

    /// Notes a fault.
    pub fn add(&mut self, field: impl Into<String>, key: &'static str) {
        self.add_with(field, key, Vec::new());
    }

    /// Notes a fault whose message fills in arguments, such as a limit.
    pub fn add_with(
        &mut self,
        field: impl Into<String>,
        key: &'static str,
        args: Vec<(&'static str, String)>,
    ) {
        self.0.push(FieldError { field: field.into(), key, args });
    }

    /// Takes over what another check found.
    pub fn join(&mut self, others: FieldErrors) {
        self.0.extend(others.0);
    }

    /// Keeps a good value and notes the faults of a bad one.
    pub fn take<T>(&mut self, checked: Result<T, FieldErrors>) -> Option<T> {
        checked.map_err(|errors| self.join(errors)).ok()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The faults in the order they were noted.
    pub fn iter(&self) -> impl Iterator<Item = &FieldError> {
        self.0.iter()
    }

    /// The value, when nothing was wrong.
    ///
    /// # Errors
    /// All faults noted so far.
    pub fn finish<T>(self, value: T) -> Result<T, FieldErrors> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }
}
