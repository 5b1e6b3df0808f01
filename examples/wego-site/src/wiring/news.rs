//! What an issue of the newsletter is put together from: the content block keeps news, events and partners, the membership
//! who joined, and only the host knows both.

use async_trait::async_trait;
use eframe_cms::model::{Facts, Kind};
use eframe_cms::{Cms, Line};
use eframe_core::messages::Arg;
use eframe_core::{Language, Presentation, StoreError, Timestamp};
use eframe_membership::{Membership, RegisterLine};
use eframe_newsletter::model::Source;
use eframe_newsletter::{NewsItem, NewsSource};
use jiff::civil::Date;

/// Tells what the public may read of all of it.
pub(super) struct SiteNews {
    pub(super) cms: Cms,
    pub(super) membership: Membership,
    pub(super) presentation: Presentation,
}

#[async_trait]
impl NewsSource for SiteNews {
    async fn items(
        &self,
        source: Source,
        from: Date,
        until: Date,
        language: Language,
    ) -> Result<Vec<NewsItem>, StoreError> {
        match source {
            Source::News => self.news(from, until, language).await,
            Source::Events => {
                let mut events = self.events(from, until, language).await?;
                // What comes next stands first.
                events.sort_by_key(|event| event.date);
                Ok(events)
            }
            Source::Partners => self.partners(from, until, language).await,
            Source::Members => {
                let joined = self.membership.joined(from, until).await.map_err(StoreError::new)?;
                Ok(joined.iter().map(|member| self.member(member, language)).collect())
            }
        }
    }
}

impl SiteNews {
    /// News are told by when the public could first read them: one that was dated back would be told in no issue.
    async fn news(
        &self,
        from: Date,
        until: Date,
        language: Language,
    ) -> Result<Vec<NewsItem>, StoreError> {
        let first = self.cms.first_published(Kind::News, language, self.days(from, until)).await;
        let first = first.map_err(StoreError::new)?;
        Ok(first.iter().map(|(_, line)| item(line, line.facts.day())).collect())
    }

    /// Events that are not over when the span begins: an exhibition that opened before is still to be seen.
    async fn events(
        &self,
        from: Date,
        until: Date,
        language: Language,
    ) -> Result<Vec<NewsItem>, StoreError> {
        let lines = self.cms.events_during(language, from..=until).await;
        let lines = lines.map_err(StoreError::new)?;
        Ok(lines.iter().map(|line| item(line, line.facts.day())).collect())
    }

    /// A partner has no day of its own: it is news when the public could first read of it. One that is corrected, or
    /// whose place in the list is another, is no news again.
    async fn partners(
        &self,
        from: Date,
        until: Date,
        language: Language,
    ) -> Result<Vec<NewsItem>, StoreError> {
        let first = self.cms.first_published(Kind::Partner, language, self.days(from, until)).await;
        let first = first.map_err(StoreError::new)?;
        Ok(first.iter().map(|(_, line)| item(line, None)).collect())
    }

    /// From the beginning of one day to the end of another, by the site's clocks.
    fn days(&self, from: Date, until: Date) -> std::ops::Range<Timestamp> {
        let zone = self.presentation.zone();
        let begins = |day: Date| {
            let begins = zone.to_ambiguous_zoned(day.at(0, 0, 0, 0)).compatible();
            begins.map_or(Timestamp::MAX, |begins| begins.timestamp())
        };
        begins(from)..begins(until.tomorrow().unwrap_or(until))
    }

    fn member(&self, member: &RegisterLine, language: Language) -> NewsItem {
        let say = |key: &str| self.presentation.message(language, key, &[]);
        let country = say(&["membership.country.", &member.country.code().to_lowercase()].concat());
        let name = match &member.own_name {
            Some(own) => format!("{} ({own})", member.name),
            None => member.name.clone(),
        };
        let args: [(&str, Arg<'_>); 1] = [("country", country.as_str().into())];
        NewsItem {
            key: member.id.to_string(),
            title: name,
            summary: self.presentation.message(language, "site.news-member", &args),
            address: match &member.number {
                Some(number) => format!("/{language}/members/{number}"),
                None => String::new(),
            },
            date: member.joined,
            language,
        }
    }
}

fn item(line: &Line, date: Option<Date>) -> NewsItem {
    let place = match &line.facts {
        Facts::Event(event) => event.place.clone(),
        _ => String::new(),
    };
    let parts = [place, line.summary.clone()];
    let said = parts.iter().filter(|part| !part.is_empty()).map(String::as_str);
    NewsItem {
        key: line.document.to_string(),
        title: line.title.clone(),
        summary: said.collect::<Vec<_>>().join(". "),
        address: format!("/{}{}", line.language, line.address),
        date,
        language: line.language,
    }
}

#[cfg(test)]
mod tests {
    use eframe_cms::model::{Content, Fields};
    use eframe_cms::rules::{Import, ImportDocument};
    use eframe_core::{Actor, Caller};

    use super::*;

    #[tokio::test]
    async fn an_exhibition_that_opened_before_is_told_until_it_closes_and_not_after() {
        let blocks = [eframe_cms::MIGRATIONS, eframe_membership::MIGRATIONS];
        for house in eframe_core::test::databases(&blocks).await {
            let cms = Cms::builder(house.database.clone()).build();
            let event = |name: &str, starts: &str, ends: &str| {
                let fields = Fields {
                    title: name.to_owned(),
                    starts: starts.to_owned(),
                    ends: ends.to_owned(),
                    zone: "Asia/Seoul".to_owned(),
                    place: "Seoul".to_owned(),
                    ..Fields::default()
                };
                let text = Content::read(Kind::Event, &fields).expect("good texts");
                ImportDocument {
                    kind: Kind::Event,
                    address: format!("/events/{name}").parse().expect("an address"),
                    position: 0,
                    texts: [(Language::EN, text)].into(),
                }
            };
            let documents = vec![
                event("still-open", "2026-10-01T10:00", "2027-01-31T18:00"),
                event("closed", "2026-10-01T10:00", "2026-12-10T18:00"),
                event("over", "2026-12-01T10:00", ""),
                event("to-come", "2026-12-20T10:00", ""),
                event("later", "2027-06-01T10:00", ""),
            ];
            let import = Import { documents, menus: Vec::new() };
            let caller = Caller::new(Actor::system("test"));
            cms.import(&caller, &import).await.expect("taken");
            let membership = Membership::builder(house.database.clone()).build();
            let news = SiteNews { cms, membership, presentation: Presentation::plain() };
            let (from, until) = (Date::constant(2026, 12, 11), Date::constant(2027, 3, 31));
            let told = news.items(Source::Events, from, until, Language::EN).await.expect("read");
            let told = told.iter().map(|event| event.title.as_str()).collect::<Vec<_>>();
            assert_eq!(told, ["still-open", "to-come"], "on {}", house.kind);
        }
    }
}
