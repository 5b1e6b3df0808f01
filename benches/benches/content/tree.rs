//! A tree of pages, imported in slices.

use eframe_cms::Cms;
use eframe_cms::model::{Content, Fields, Kind};
use eframe_cms::rules::{Import, ImportDocument};
use eframe_core::{Actor, Caller, Language};

/// How many pages one import takes.
const SLICE: usize = 1_000;

/// How many pages stand below one.
const SIBLINGS: usize = 100;

/// Imports this many pages, every hundredth on the first level and the others below those; each has a text of
/// about `bytes`.
pub(crate) async fn plant(cms: &Cms, pages: usize, bytes: usize) {
    let caller = Caller::new(Actor::system("bench"));
    let all = (0..pages).collect::<Vec<_>>();
    for slice in all.chunks(SLICE) {
        let documents = slice.iter().map(|&n| page(n, bytes)).collect();
        let import = Import { documents, menus: Vec::new() };
        cms.import(&caller, &import).await.expect("the pages are taken");
    }
}

/// Where the page of this number stands.
pub(crate) fn address(n: usize) -> String {
    let above = n / SIBLINGS;
    match n % SIBLINGS {
        0 => format!("/section-{above}"),
        below => format!("/section-{above}/matter-{below}"),
    }
}

fn page(n: usize, bytes: usize) -> ImportDocument {
    let paragraph = format!(
        "Of matter {n}, a city that decides in the **open** says what it decided, and why.\n\n"
    );
    let fields = Fields {
        title: format!("Matter {n}"),
        summary: format!("What was decided on matter {n}."),
        body: paragraph.repeat((bytes / paragraph.len()).max(1)).into(),
        ..Fields::default()
    };
    ImportDocument {
        kind: Kind::Page,
        address: address(n).parse().expect("an address"),
        position: 0,
        texts: [(Language::EN, Content::read(Kind::Page, &fields).expect("good texts"))].into(),
    }
}
