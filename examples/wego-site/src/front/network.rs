//! What the front page tells of the register: how many, and where.

use eframe_core::directory::{MemberDirectory, MemberFigures};
use eframe_core::{Language, Presentation, StoreError, map};

use super::page::Figure;

/// So many dots weigh some 2 kB on the line, as compressed.
const MOST_DOTS: usize = 600;

/// What the register adds to the front page. Nothing, as long as it has no member.
#[derive(Clone, Debug, Default)]
pub(crate) struct Network {
    pub(crate) figures: Vec<Figure>,
    /// A path with a dot for each member.
    pub(crate) members: String,
    /// The address of the register.
    pub(crate) register: Option<String>,
}

impl Network {
    /// # Errors
    /// When the register cannot be read.
    pub(crate) async fn read(
        directory: &dyn MemberDirectory,
        presentation: &Presentation,
        language: Language,
    ) -> Result<Self, StoreError> {
        let figures = directory.figures().await?;
        if figures.members + figures.friendship + figures.partners == 0 {
            return Ok(Self::default());
        }
        let places = directory.places().await?;
        let at = places.iter().filter_map(|place| place.longitude.zip(place.latitude));
        Ok(Self {
            figures: counted(&figures, presentation, language),
            members: map::dots(at, MOST_DOTS),
            register: Some(format!("/{language}/members")),
        })
    }

    /// A register as templates are tried with.
    pub(crate) fn sample() -> Self {
        let figures = MemberFigures {
            members: 74,
            friendship: 1,
            partners: 0,
            citizens: 10_570_000,
            as_of: jiff::civil::date(2026, 11, 25),
        };
        Self {
            figures: counted(&figures, &Presentation::plain(), Language::EN),
            members: "M817 106h0M500 0h0".to_owned(),
            register: Some("/en/members".to_owned()),
        }
    }
}

/// The figures with their source and day. How many citizens there are is unknown while no member says how many it has.
fn counted(
    figures: &MemberFigures,
    presentation: &Presentation,
    language: Language,
) -> Vec<Figure> {
    let say = |key| presentation.say(language, key, &[]).text;
    let (source, date) =
        (say("site.figure.source"), presentation.formats(language).date(figures.as_of));
    let figure =
        |key, value| Figure { label: say(key), value, source: source.clone(), date: date.clone() };
    let citizens = (figures.citizens > 0).then(|| figure("site.figure.citizens", figures.citizens));
    [
        figure("site.figure.members", figures.members),
        figure("site.figure.friendship", figures.friendship),
        figure("site.figure.partners", figures.partners),
    ]
    .into_iter()
    .chain(citizens)
    .collect()
}
