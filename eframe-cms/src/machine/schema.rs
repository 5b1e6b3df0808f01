//! What a page is about, in the words of schema.org, for search engines and assistants: JSON-LD.
//!
//! Templates write it by `tojson` into a `script` element that is a data block, which no browser runs.

use eframe_core::Language;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};

use crate::model::{Edition, EventFacts, Facts, State};

/// Who publishes the page.
pub(crate) struct Publisher<'a> {
    pub(crate) name: &'a str,
    /// The whole address of their front page.
    pub(crate) url: &'a str,
}

/// What a live edition is about. `url` is the whole address of its page, `html` the text of an answer.
pub(crate) fn thing(edition: &Edition, url: &str, html: &str, publisher: &Publisher<'_>) -> Value {
    let content = &edition.content;
    let mut said = match &content.facts {
        Facts::Page | Facts::Banner(_) => article("WebPage", edition, publisher),
        Facts::News(news) => {
            let mut said = article("NewsArticle", edition, publisher);
            said.insert("datePublished".to_owned(), json!(news.date));
            said
        }
        Facts::Event(event) => happening(event, edition, publisher),
        Facts::Faq => question_page([(content.title.as_str(), html)]),
        Facts::Person(person) => {
            let mut said = named("Person", edition);
            said.insert("jobTitle".to_owned(), json!(person.office));
            if !person.organisation.is_empty() {
                let works = json!({ "@type": "Organization", "name": person.organisation });
                said.insert("worksFor".to_owned(), works);
            }
            said
        }
        Facts::Document => article("DigitalDocument", edition, publisher),
        Facts::Partner(partner) => {
            let mut said = named("Organization", edition);
            if !partner.url.is_empty() {
                said.insert("sameAs".to_owned(), json!(partner.url));
            }
            said
        }
    };
    said.insert("@context".to_owned(), json!(CONTEXT));
    said.insert("@id".to_owned(), json!(url));
    said.insert("url".to_owned(), json!(url));
    if !content.summary.is_empty() {
        said.insert("description".to_owned(), json!(content.summary));
    }
    Value::Object(said)
}

/// A page of questions with their answers as HTML.
pub(crate) fn questions<'a>(
    answered: impl IntoIterator<Item = (&'a str, &'a str)>,
    url: &str,
    language: Language,
) -> Value {
    let mut said = question_page(answered);
    said.insert("@context".to_owned(), json!(CONTEXT));
    said.insert("url".to_owned(), json!(url));
    said.insert("inLanguage".to_owned(), json!(language.tag()));
    Value::Object(said)
}

const CONTEXT: &str = "https://schema.org";

fn named(kind: &str, edition: &Edition) -> Map<String, Value> {
    let mut said = Map::new();
    said.insert("@type".to_owned(), json!(kind));
    said.insert("name".to_owned(), json!(edition.content.title));
    said
}

fn article(kind: &str, edition: &Edition, publisher: &Publisher<'_>) -> Map<String, Value> {
    let mut said = named(kind, edition);
    said.insert("headline".to_owned(), json!(edition.content.title));
    said.insert("inLanguage".to_owned(), json!(edition.language.tag()));
    if let State::Live { since, .. } = &edition.state {
        said.insert("dateModified".to_owned(), json!(since));
    }
    said.insert("publisher".to_owned(), publisher.said());
    said
}

fn happening(
    event: &EventFacts,
    edition: &Edition,
    publisher: &Publisher<'_>,
) -> Map<String, Value> {
    let mut said = named("Event", edition);
    said.insert("inLanguage".to_owned(), json!(edition.language.tag()));
    said.insert("organizer".to_owned(), publisher.said());
    let place = json!({ "@type": "Place", "name": event.place, "address": event.place });
    said.insert("location".to_owned(), place);
    said.insert("startDate".to_owned(), json!(when(event, event.starts)));
    if let Some(ends) = event.ends {
        said.insert("endDate".to_owned(), json!(when(event, ends)));
    }
    said
}

/// A day, or a time with the offset that the clocks have there then.
fn when(event: &EventFacts, civil: DateTime) -> String {
    let zoned = || {
        let zone = TimeZone::get(&event.zone).ok()?;
        let zoned = zone.to_ambiguous_zoned(civil).compatible().ok()?;
        Some(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
    };
    match event.is_whole_days() {
        true => civil.date().to_string(),
        false => zoned().unwrap_or_else(|| civil.to_string()),
    }
}

fn question_page<'a>(answered: impl IntoIterator<Item = (&'a str, &'a str)>) -> Map<String, Value> {
    let question = |(question, answer): (&str, &str)| {
        json!({
            "@type": "Question", "name": question,
            "acceptedAnswer": { "@type": "Answer", "text": answer },
        })
    };
    let mut said = Map::new();
    said.insert("@type".to_owned(), json!("FAQPage"));
    let all = answered.into_iter().map(question).collect::<Vec<_>>();
    said.insert("mainEntity".to_owned(), json!(all));
    said
}

impl Publisher<'_> {
    fn said(&self) -> Value {
        json!({ "@type": "Organization", "name": self.name, "url": self.url })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_64_a_meeting_says_its_offset() {
        let event = |starts: &str, zone: &str| EventFacts {
            starts: starts.parse().expect("a time"),
            ends: None,
            zone: zone.to_owned(),
            place: "Seoul".to_owned(),
        };
        for (starts, zone, said) in [
            ("2026-03-28T10:00", "Europe/Berlin", "2026-03-28T10:00:00+01:00"),
            ("2026-03-30T10:00", "Europe/Berlin", "2026-03-30T10:00:00+02:00"),
            ("2027-05-04T00:00", "Asia/Seoul", "2027-05-04"),
        ] {
            let event = event(starts, zone);
            assert_eq!(when(&event, event.starts), said);
        }
    }
}
