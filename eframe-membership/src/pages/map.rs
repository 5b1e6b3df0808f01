use axum::Router;
use axum::extract::State;
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use eframe_core::block::axum;
use eframe_core::cache::Rendered;
use eframe_core::form::{Choice, Fields};
use eframe_core::http::{Asked, Problem, Query};
use eframe_core::template::Template;
use eframe_core::{Language, Tag, map};
use http::HeaderMap;
use serde::Serialize;

use super::filters::{Asks, Choices};
use super::public::Reader;
use crate::model::Coordinates;
use crate::rules::REGISTER_TAG;
use crate::{Membership, Wanted};

/// The world's land in the Equal Earth projection (Natural Earth, public domain), as path `#land`.
const LAND: &str = include_str!("../../assets/land.svg");

/// At most so many members stand beside the map by name: all of them, or none.
const NAMES: u64 = 30;

/// So many dots take some 40 kB of the page, and a tenth of that as it travels.
const MOST_DOTS: usize = 4_000;

/// Members on the map of the world, with the list beside.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct MapPage {
    count: u64,
    narrowed: bool,
    /// How many of them have no place yet.
    unplaced: u64,
    form: Fields,
    kinds: Vec<Choice>,
    regions: Vec<Choice>,
    countries: Vec<Choice>,
    /// The address of the land's drawing.
    land: String,
    width: u32,
    height: u32,
    dots: String,
    by_region: Vec<RegionLine>,
    names: Vec<NameLine>,
    /// The same members as a list.
    register: String,
    /// Everyone on the map.
    all: String,
}

#[derive(Clone, Debug, Serialize)]
struct RegionLine {
    href: String,
    name: String,
    count: u64,
}

#[derive(Clone, Debug, Serialize)]
struct NameLine {
    href: String,
    name: String,
    country: String,
}

pub(super) fn routes() -> Router<Membership> {
    Router::new().route("/map", get(show)).route("/land.svg", get(land))
}

async fn land(
    State(membership): State<Membership>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let key = membership.mount().pages_url(Language::EN, "/land.svg");
    let render = || async { Ok::<_, Problem>(Rendered::new("image/svg+xml", LAND)) };
    membership.cache().get_or_render(&headers, &key, render).await
}

async fn show(
    State(membership): State<Membership>,
    Asked(language): Asked,
    headers: HeaderMap,
    Query(asks): Query<Asks>,
) -> Result<Response, Problem> {
    let wanted = asks.wanted(membership.charter())?;
    let reader = Reader::of(&membership, language);
    let asks = Asks { after: None, ..asks };
    let title = reader.words.say("membership.register.map-title");
    if wanted.words.is_some() {
        let page = page(&reader, &asks, &wanted).await?;
        return Ok(Html(reader.html("/map", &title, &page).await?).into_response());
    }
    let key = reader.url(&format!("/map{}", asks.query()));
    let render = || async {
        let page = page(&reader, &asks, &wanted).await?;
        reader.kept("/map", &title, &page, [Tag::new(REGISTER_TAG)]).await
    };
    membership.cache().get_or_render(&headers, &key, render).await
}

async fn page(reader: &Reader, asks: &Asks, wanted: &Wanted) -> Result<MapPage, Problem> {
    let membership = &reader.membership;
    let places = membership.places_of(wanted).await?;
    let regions = membership.count_by_region(wanted).await?;
    let count = regions.values().sum();
    let rows = match count {
        0..=NAMES => membership.register(wanted, None, NAMES).await?,
        _ => Vec::new(),
    };
    let choices = Choices::of(reader, &membership.tally().await?);
    let by_region = regions.into_iter().map(|(region, count)| {
        let there = Asks { region: Some(region.code().to_owned()), ..asks.clone() };
        let href = reader.url(&format!("/{}", there.query()));
        RegionLine { href, name: reader.words.region(region), count }
    });
    let name = |row: &crate::store::MemberRow| NameLine {
        href: reader.url(&format!("/{}", row.number.as_deref().unwrap_or_default())),
        name: row.name.clone(),
        country: reader.words.country(row.country),
    };
    Ok(MapPage {
        count,
        narrowed: !wanted.is_everything(),
        unplaced: count.saturating_sub(places.len() as u64),
        form: asks.form(),
        kinds: choices.kinds,
        regions: choices.regions,
        countries: choices.countries,
        land: membership.mount().pages_url(Language::EN, "/land.svg"),
        width: map::SIZE.0,
        height: map::SIZE.1,
        dots: map::dots(places.iter().map(place), MOST_DOTS),
        by_region: by_region.collect(),
        names: rows.iter().map(name).collect(),
        register: reader.url(&format!("/{}", asks.query())),
        all: reader.url("/map"),
    })
}

/// Longitude and latitude, as a map takes them.
fn place(at: &Coordinates) -> (f64, f64) {
    let (latitude, longitude) = at.degrees();
    (longitude, latitude)
}

impl Template for MapPage {
    const NAME: &'static str = "membership/map.html";

    fn samples() -> Vec<Self> {
        let region = RegionLine {
            href: "/en/members/?region=asia".to_owned(),
            name: "Asia".to_owned(),
            count: 2,
        };
        let name = NameLine {
            href: "/en/members/M-2026-0042".to_owned(),
            name: "Porto Azul".to_owned(),
            country: "Brazil".to_owned(),
        };
        let full = Self {
            count: 40,
            narrowed: true,
            unplaced: 1,
            land: "/en/members/land.svg".to_owned(),
            width: 1000,
            height: 435,
            dots: "M817 106h0".to_owned(),
            by_region: vec![region],
            names: vec![name],
            register: "/en/members/".to_owned(),
            all: "/en/members/map".to_owned(),
            ..Self::default()
        };
        vec![full, Self::default()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_drawing_has_the_size_the_dots_are_reckoned_for() {
        assert!(LAND.contains(&format!("viewBox=\"0 0 {} {}\"", map::SIZE.0, map::SIZE.1)));
        assert!(LAND.contains("id=\"land\""));
    }

    #[test]
    fn a_map_of_ten_thousand_places_stays_small() {
        let at = |n: i32| Coordinates {
            latitude: (n * 7_919 % 140 - 60) * 1_000_000 + n,
            longitude: (n * 104_729 % 360 - 180) * 1_000_000,
        };
        let places: Vec<_> = (0..10_000).map(at).collect();
        assert!(map::dots(places.iter().map(place), MOST_DOTS).len() < 60_000);
    }
}
