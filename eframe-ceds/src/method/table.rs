use std::fmt::Write as _;

mod rows;

pub use rows::TABLE;

/// A row of the table of methods: one value of one option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Method {
    /// The option of the document: `normalise`.
    pub option: &'static str,
    /// Its value: `min-max`.
    pub value: &'static str,
    /// Whether it is what holds where nothing is said.
    pub is_default: bool,
    /// What may be said beside it.
    pub parameters: &'static [Parameter],
    /// What it does, as a formula.
    pub formula: &'static str,
    /// Where that is from.
    pub source: &'static str,
}

/// A parameter of a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name beside `method`.
    pub name: &'static str,
    /// What holds where it is not said, as JSON; none where it has to be said.
    pub default: Option<&'static str>,
}

/// The table as Markdown, one part for each option: what the reference page holds.
pub fn markdown() -> String {
    let mut page = String::new();
    let mut option = "";
    for method in TABLE {
        if method.option != option {
            option = method.option;
            let _ = write!(page, "\n### `{option}`\n\n{}", HEAD);
        }
        let default = if method.is_default { " (default)" } else { "" };
        let parameters: Vec<_> = method.parameters.iter().map(Parameter::markdown).collect();
        let parameters = parameters.join(", ");
        let Method { value, formula, source, .. } = method;
        let _ = writeln!(page, "| `{value}`{default} | {parameters} | {formula} | {source} |");
    }
    page
}

const HEAD: &str = "| value | parameters | what it does | source |\n|---|---|---|---|\n";

impl Parameter {
    fn markdown(&self) -> String {
        match self.default {
            Some(default) => format!("`{} = {default}`", self.name),
            None => format!("`{}` (has to be said)", self.name),
        }
    }
}
