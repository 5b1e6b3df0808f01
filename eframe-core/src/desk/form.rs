use serde::Serialize;

use crate::Language;
use crate::desk::Stands;
use crate::form::{Choice, Field, Fields};
use crate::frame::Link;
use crate::template::Template;
use crate::upload::Policy;

/// A form that needs no layout of its own.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FormPage {
    /// What it is for.
    pub lead: String,
    /// Where it posts; empty for its own address, which is right nearly always.
    pub action: String,
    /// The fields in order.
    pub fields: Vec<Field>,
    /// What is in them, and what is wrong.
    pub form: Fields,
    /// What stands there now, where somebody else was faster.
    pub stands: Vec<Stands>,
    /// Whether the input is shown again after the session had ended.
    pub kept: bool,
    /// What happens next, said before the button.
    pub next: String,
    /// The button: a verb.
    pub submit: String,
    /// Where "Cancel" leads; without it there is none.
    pub cancel: Option<String>,
    /// Other ways on, below the form.
    pub links: Vec<Link>,
}

impl Template for FormPage {
    const NAME: &'static str = "desk/form.html";

    fn samples() -> Vec<Self> {
        let options =
            || vec![Choice::new("a", "Lane"), Choice::new("b", "Avenue").hint("With trees")];
        let fields = vec![
            Field::hidden("version"),
            Field::text("title", "Title").hint("As on the sign").written_in(Language::AR),
            Field::textarea("note", "Note", 4).optional(),
            Field::email("email", "Mail").autocomplete("email"),
            Field::url("web", "Web").optional(),
            Field::password("password", "Password").autocomplete("current-password"),
            Field::date("from", "From"),
            Field::local("at", "At").hint("Seoul time"),
            Field::select("city", "City", options()).optional(),
            Field::radios("kind", "Kind", options()).hint("One of them"),
            Field::checkboxes("tags", "Tags", options()).optional(),
            Field::checkbox("public", "Show it to everyone"),
            Field::file("plan", "Plan", "PDF, at most 10 MB", &Policy::documents()),
        ];
        let empty = Self { fields: fields.clone(), submit: "Save".to_owned(), ..Self::default() };
        let names = ["title", "note", "email", "from", "city", "kind", "tags", "public"];
        let wrong = names.into_iter().fold(
            Fields::of([
                ("title", "شارع"),
                ("kind", "b"),
                ("tags", "a"),
                ("public", "yes"),
                ("city", "a"),
            ]),
            |form, name| form.fault(name, "Put this right".to_owned()),
        );
        let refused = Self {
            lead: "Name the street".to_owned(),
            form: wrong.fault("", "Somebody else has changed it".to_owned()),
            stands: Stands::beside(
                &fields,
                &Fields::of([("title", "شارع")]),
                &Fields::of([("title", "طريق"), ("kind", "b"), ("public", "yes")]),
            ),
            kept: true,
            next: "The committee hears of it".to_owned(),
            cancel: Some("/desk/streets".to_owned()),
            links: vec![Link::new("All streets", "/desk/streets", "")],
            ..empty.clone()
        };
        vec![empty, refused]
    }
}
