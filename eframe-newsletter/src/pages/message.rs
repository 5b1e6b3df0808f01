use eframe_core::frame::Link;
use eframe_core::template::Template;
use serde::Serialize;

/// A page that says something and leads on.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct MessagePage {
    /// How it stands: `ok`, `warn` or `note`.
    pub(super) looks: &'static str,
    pub(super) says: String,
    pub(super) paragraphs: Vec<String>,
    pub(super) links: Vec<Link>,
}

impl Template for MessagePage {
    const NAME: &'static str = "newsletter/message.html";

    fn samples() -> Vec<Self> {
        let short = Self { looks: "warn", says: "It is over.".to_owned(), ..Self::default() };
        let long = Self {
            looks: "ok",
            paragraphs: vec!["Look into your mail.".to_owned()],
            links: vec![Link::new("Ask again", "/en/newsletter/", "")],
            ..short.clone()
        };
        vec![short, long]
    }
}
