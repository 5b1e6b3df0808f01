use serde::Serialize;

use super::Fields;
use crate::Language;
use crate::upload::Policy;

/// A field described in code, for `desk/form.html` and the filters of `desk/list.html`. Texts are in the reader's
/// language already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    input: &'static str,
    name: String,
    label: String,
    hint: String,
    optional: bool,
    rows: u8,
    options: Vec<Choice>,
    autocomplete: &'static str,
    inputmode: &'static str,
    least: usize,
    accept: String,
    several: bool,
    lang: String,
    dir: &'static str,
}

/// One answer of a select, of radios or of boxes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// What it says.
    pub text: String,
    /// What it means, where that is not plain.
    pub hint: String,
}

impl Choice {
    /// An answer without a hint.
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { value: value.into(), text: text.into(), hint: String::new() }
    }

    /// Adds what it means.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

impl Field {
    fn new(input: &'static str, name: &str, label: impl Into<String>) -> Self {
        Self {
            input,
            name: name.to_owned(),
            label: label.into(),
            hint: String::new(),
            optional: false,
            rows: 6,
            options: Vec::new(),
            autocomplete: "",
            inputmode: "",
            least: 0,
            accept: String::new(),
            several: false,
            lang: String::new(),
            dir: "",
        }
    }

    /// One line.
    pub fn text(name: &str, label: impl Into<String>) -> Self {
        Self::new("text", name, label)
    }

    /// Many lines, `rows` of them visible.
    pub fn textarea(name: &str, label: impl Into<String>, rows: u8) -> Self {
        Self { rows, ..Self::new("textarea", name, label) }
    }

    /// A mail address.
    pub fn email(name: &str, label: impl Into<String>) -> Self {
        Self { dir: "ltr", ..Self::new("email", name, label) }
    }

    /// An address on the web.
    pub fn url(name: &str, label: impl Into<String>) -> Self {
        Self { dir: "ltr", ..Self::new("url", name, label) }
    }

    /// Words to look for.
    pub fn search(name: &str, label: impl Into<String>) -> Self {
        Self { optional: true, ..Self::new("search", name, label) }
    }

    /// A password, never shown again.
    pub fn password(name: &str, label: impl Into<String>) -> Self {
        Self { dir: "ltr", ..Self::new("password", name, label) }
    }

    /// A code that people copy from elsewhere: figures, never shown again. `autocomplete` says what it is.
    pub fn code(name: &str, label: impl Into<String>) -> Self {
        Self { dir: "ltr", inputmode: "numeric", ..Self::new("text", name, label) }
    }

    /// A day.
    pub fn date(name: &str, label: impl Into<String>) -> Self {
        Self::new("date", name, label)
    }

    /// A day and time on the clocks of a place that the hint names.
    pub fn local(name: &str, label: impl Into<String>) -> Self {
        Self::new("datetime-local", name, label)
    }

    /// One of many answers.
    pub fn select(name: &str, label: impl Into<String>, options: Vec<Choice>) -> Self {
        Self { options, ..Self::new("select", name, label) }
    }

    /// One of a few answers.
    pub fn radios(name: &str, label: impl Into<String>, options: Vec<Choice>) -> Self {
        Self { options, ..Self::new("radios", name, label) }
    }

    /// Any of a few answers.
    pub fn checkboxes(name: &str, label: impl Into<String>, options: Vec<Choice>) -> Self {
        Self { options, ..Self::new("checkboxes", name, label) }
    }

    /// Yes or no; posts `yes`.
    pub fn checkbox(name: &str, label: impl Into<String>) -> Self {
        Self::new("checkbox", name, label)
    }

    pub(crate) fn label(&self) -> &str {
        &self.label
    }

    /// The language and direction that it is written in, where those are not the page's.
    pub(crate) fn language(&self) -> (&str, &'static str) {
        (&self.lang, self.dir)
    }

    /// Whether a form shows what is in it.
    pub(crate) fn is_shown(&self) -> bool {
        !["hidden", "password", "file"].contains(&self.input)
    }

    /// What stands in it, in words.
    pub(crate) fn said(&self, form: &Fields) -> String {
        let said = |value: &String| match self.options.iter().find(|option| option.value == *value)
        {
            Some(option) => option.text.clone(),
            None if self.input == "checkbox" => "✓".to_owned(),
            // Browsers end lines in their own way.
            None => value.replace("\r\n", "\n").trim().to_owned(),
        };
        form.all(&self.name).iter().map(said).collect::<Vec<_>>().join(", ")
    }

    /// A file that `policy` takes; `taken` says so in words ([`Policy::said`]). A form with such a field is posted as
    /// `multipart/form-data` and read by [`FileForm`](crate::http::FileForm).
    pub fn file(
        name: &str,
        label: impl Into<String>,
        taken: impl Into<String>,
        policy: &Policy,
    ) -> Self {
        let (hint, accept) = (taken.into(), policy.endings());
        Self { hint, accept, ..Self::new("file", name, label) }
    }

    /// It takes several files.
    #[must_use]
    pub fn several(mut self) -> Self {
        self.several = true;
        self
    }

    /// What people do not see, such as the version they began from.
    pub fn hidden(name: &str) -> Self {
        Self::new("hidden", name, "")
    }

    /// What it posts its value as.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The same field within a group: `monday` within `body[3]` is `body[3].monday`.
    #[must_use]
    pub fn within(mut self, group: &str) -> Self {
        self.name = format!("{group}.{}", self.name);
        self
    }

    /// Adds what helps to answer.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// It may be left empty, and its label says so.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// What the browser may fill in (`email`, `current-password`).
    #[must_use]
    pub fn autocomplete(mut self, token: &'static str) -> Self {
        self.autocomplete = token;
        self
    }

    /// It takes so many characters at least; its hint should say so. Browsers and password managers read it.
    #[must_use]
    pub fn least(mut self, characters: usize) -> Self {
        self.least = characters;
        self
    }

    /// What is typed is read from left to right in any language: an address, a name for machines.
    #[must_use]
    pub fn ltr(mut self) -> Self {
        self.dir = "ltr";
        self
    }

    /// What is typed is in this language.
    #[must_use]
    pub fn written_in(mut self, language: Language) -> Self {
        language.tag().clone_into(&mut self.lang);
        self.dir = language.direction().html();
        self
    }
}
