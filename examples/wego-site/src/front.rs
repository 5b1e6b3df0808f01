//! The front page: what WeGO is, what people come for, the network with its figures, what is new and next.

mod labels;
mod network;
mod page;
mod words;

use std::sync::Arc;

use eframe_cms::model::{Facts, Kind};
use eframe_cms::{Cms, Line};
use eframe_core::directory::MemberDirectory;
use eframe_core::frame::{Area, FrameAsk};
use eframe_core::http::Problem;
use eframe_core::{Language, Presentation, World};

use network::Network;
pub(crate) use page::FrontPage;
use page::Item;
use words::Words;

/// Lines of news.
const NEWS: u64 = 4;

/// Makes the front page in each language.
#[derive(Clone)]
pub(crate) struct Front {
    cms: Cms,
    directory: Arc<dyn MemberDirectory>,
    presentation: Presentation,
    words: Arc<Words>,
    world: World,
}

impl Front {
    /// # Errors
    /// When the embedded words cannot be read, which a test rules out.
    pub(crate) fn new(
        cms: Cms,
        directory: Arc<dyn MemberDirectory>,
        presentation: Presentation,
        world: World,
    ) -> Result<Self, crate::Failure> {
        Ok(Self { cms, directory, presentation, words: Arc::new(Words::embedded()?), world })
    }

    /// Names the page in a cache. What comes next changes by itself, so each day has a page of its own.
    pub(crate) fn key(&self, language: Language) -> String {
        let today = self.world.now().to_zoned(self.presentation.zone().clone()).date();
        format!("/{language}/ {today}")
    }

    /// The whole page in its frame.
    ///
    /// # Errors
    /// When the content cannot be read or the template fails.
    pub(crate) async fn html(&self, language: Language) -> Result<String, Problem> {
        let formats = self.presentation.formats(language);
        // What is only known to the year is shown as a year.
        let date = |day: &str| day.parse().map_or_else(|_| day.to_owned(), |day| formats.date(day));
        let network = Network::read(&*self.directory, &self.presentation, language).await;
        let network = network.map_err(|error| Problem::unavailable(5).cause(error))?;
        let page = FrontPage::of_words(&self.words, network, language, date)
            .ok_or_else(Problem::not_found)?;
        let read = Problem::from;
        let news = self.cms.published(Kind::News, language, NEWS).await.map_err(read)?;
        let partners = self.cms.published(Kind::Partner, language, u64::MAX).await.map_err(read)?;
        let next = self.cms.next_event(language).await.map_err(read)?;
        let item = |line: &Line| item(line, language);
        let page = FrontPage {
            news: news.iter().map(item).collect(),
            partners: partners.iter().map(item).collect(),
            next: next.as_ref().map(item),
            ..page
        };
        let say = |key| self.presentation.say(language, key, &[]).text;
        let ask =
            FrameAsk::new(language, Area::Public, say("site.front-title"), format!("/{language}/"))
                .description(say("site.description"))
                .alternates(
                    self.presentation.languages().iter().map(|one| (*one, format!("/{one}/"))),
                );
        self.presentation.html(&ask, &page).await.map_err(Problem::internal)
    }
}

fn item(line: &Line, language: Language) -> Item {
    let place = match &line.facts {
        Facts::Event(event) => event.place.clone(),
        _ => String::new(),
    };
    Item {
        title: line.title.clone(),
        href: format!("/{language}{}", line.address),
        lang: line.language.tag().to_owned(),
        dir: line.language.direction().html(),
        day: line.facts.day().map(|day| day.to_string()).unwrap_or_default(),
        place,
    }
}

#[cfg(test)]
mod tests {
    use async_trait::async_trait;
    use eframe_core::directory::{MemberFigures, MemberPlace, MemberProfile, MemberStanding};
    use eframe_core::{OrganisationId, StoreError};
    use jiff::civil::{Date, date};

    use super::*;

    /// A register without members.
    struct Nobody;

    #[async_trait]
    impl MemberDirectory for Nobody {
        async fn figures(&self) -> Result<MemberFigures, StoreError> {
            let as_of = date(2026, 11, 25);
            Ok(MemberFigures { members: 0, friendship: 0, partners: 0, citizens: 0, as_of })
        }

        async fn places(&self) -> Result<Vec<MemberPlace>, StoreError> {
            Ok(Vec::new())
        }

        async fn standing(
            &self,
            _: OrganisationId,
            _: Date,
        ) -> Result<Option<MemberStanding>, StoreError> {
            Ok(None)
        }

        async fn profile(&self, _: OrganisationId) -> Result<Option<MemberProfile>, StoreError> {
            Ok(None)
        }
    }

    #[tokio::test]
    async fn an_unknown_figure_is_not_shown() {
        let network =
            Network::read(&Nobody, &Presentation::plain(), Language::EN).await.expect("read");
        assert!(network.figures.is_empty() && network.members.is_empty());
        assert!(network.register.is_none());
    }

    #[tokio::test]
    async fn what_came_next_yesterday_is_not_shown_today() {
        let site = eframe_core::test::sqlite(&[eframe_cms::MIGRATIONS]).await;
        let cms = Cms::builder(site.database.clone()).build();
        let world = site.database.world().clone();
        let front = Front::new(cms, Arc::new(Nobody), Presentation::plain(), world).unwrap();
        let before = front.key(Language::KO);
        assert_ne!(front.key(Language::AR), before);
        site.clock.advance(jiff::SignedDuration::from_hours(24));
        assert_ne!(front.key(Language::KO), before);
    }
}
