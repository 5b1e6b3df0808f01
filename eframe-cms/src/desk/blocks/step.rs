use eframe_core::form::Posted;

use std::str::FromStr;

use super::KINDS;
use crate::model::block::{Accordion, Attachment, Figure, Fold, Gallery, Image};
use crate::model::{Block, Body, LIMITS, MediaId};
use crate::own::OwnBlocks;

/// What a button of the form does to the blocks. Nothing of it is kept until the form is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::desk) enum Step {
    /// A block of this kind comes before the one at this place.
    Add(String, usize),
    Up(usize),
    Down(usize),
    Remove(usize),
    /// The block lists one thing more.
    More(usize),
    /// A file is to be chosen there, from those that fit the words that were typed.
    Choose(Here),
    /// This file is chosen there.
    Pick(Here, MediaId),
    /// No file stands there any more, and nothing is said of it.
    Drop(Here),
}

/// Where the reader goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::desk) struct Here {
    pub(super) block: usize,
    pub(super) item: Option<usize>,
}

impl Here {
    const NOWHERE: Self = Self { block: usize::MAX, item: None };

    /// As a button names it: `3`, or `3.2` for the third thing that a block lists.
    pub(super) fn spot(self) -> String {
        match self.item {
            Some(item) => format!("{}.{item}", self.block),
            None => self.block.to_string(),
        }
    }
}

impl FromStr for Here {
    type Err = std::num::ParseIntError;

    fn from_str(spot: &str) -> Result<Self, Self::Err> {
        let (block, item) = spot.split_once('.').map_or((spot, None), |(at, of)| (at, Some(of)));
        Ok(Self { block: block.parse()?, item: item.map(str::parse).transpose()? })
    }
}

impl Step {
    /// The button that was pressed; none, when the form is to be saved.
    pub(in crate::desk) fn pressed(posted: &Posted) -> Option<Self> {
        let (button, place) = posted.one("do").split_once(':').unwrap_or((posted.one("do"), ""));
        let (spot, media) = place.split_once(':').unwrap_or((place, ""));
        let here = spot.parse().unwrap_or(Here::NOWHERE);
        let place = here.block;
        match button {
            "" => None,
            "up" => Some(Self::Up(place)),
            "down" => Some(Self::Down(place)),
            "remove" => Some(Self::Remove(place)),
            "more" => Some(Self::More(place)),
            "choose" => Some(Self::Choose(here)),
            "drop" => Some(Self::Drop(here)),
            "pick" => {
                Some(media.parse().map_or(Self::Choose(here), |media| Self::Pick(here, media)))
            }
            // A button that no form has changes nothing, and saves nothing.
            _ => {
                let kind = posted.one("block-kind").to_owned();
                Some(Self::Add(kind, posted.one("block-at").parse().unwrap_or(usize::MAX)))
            }
        }
    }

    /// The blocks after it, and where the reader goes on.
    pub(in crate::desk) fn take(self, body: &Body, own: &OwnBlocks) -> (Body, Here) {
        let mut blocks = body.blocks().to_vec();
        let last = blocks.len().saturating_sub(1);
        let mut here = Here::NOWHERE;
        match self {
            Self::Add(kind, at) => {
                let fits = blocks.len() < LIMITS.blocks;
                if let Some(block) = empty(&kind, own).filter(|_| fits) {
                    here.block = at.min(blocks.len());
                    blocks.insert(here.block, block);
                }
            }
            Self::Up(place) if (1..=last).contains(&place) => {
                blocks.swap(place, place - 1);
                here.block = place - 1;
            }
            Self::Down(place) if place < last => {
                blocks.swap(place, place + 1);
                here.block = place + 1;
            }
            Self::Remove(place) if place < blocks.len() => {
                blocks.remove(place);
                here.block = place.min(last.saturating_sub(1));
            }
            Self::More(place) if place < blocks.len() => {
                here.block = place;
                here.item = another(&mut blocks[place]);
            }
            Self::Drop(there) => {
                if let Some(block) = blocks.get_mut(there.block) {
                    forget(block, there.item);
                    here = Here { item: None, ..there };
                }
            }
            _ => {}
        }
        (Body::new(blocks), here)
    }
}

/// A block of this kind that says nothing yet.
fn empty(kind: &str, own: &OwnBlocks) -> Option<Block> {
    let block = serde_json::from_value(serde_json::json!({ "type": kind })).ok()?;
    let offered = match &block {
        Block::Own(block) => own.get(block).is_some(),
        _ => KINDS.contains(&kind),
    };
    offered.then_some(block)
}

/// Takes the file out that stands there, with all that is said of it.
fn forget(block: &mut Block, item: Option<usize>) {
    match (block, item) {
        (Block::Image(image), None) => *image = Image::default(),
        (Block::Document(attached), None) => *attached = Attachment::default(),
        (Block::Gallery(gallery), Some(at)) if at < gallery.items.len() => {
            gallery.items.remove(at);
        }
        _ => {}
    }
}

/// Adds something to what a block lists, and says at which place. What shows no thing yet shows one already.
fn another(block: &mut Block) -> Option<usize> {
    match block {
        Block::Figures(figures) => {
            let at = figures.items.len().max(1);
            figures.items.resize(at + 1, Figure::default());
            Some(at)
        }
        Block::Gallery(Gallery { items, .. }) => {
            let at = items.len().max(1);
            items.resize(at + 1, Image::default());
            Some(at)
        }
        Block::Accordion(Accordion { items }) => {
            let at = items.len().max(1);
            items.resize(at + 1, Fold::default());
            Some(at)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(body: &Body) -> String {
        body.blocks().iter().map(Block::kind).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn blocks_are_added_moved_and_removed() {
        let pressed = |button: &str, kind: &str, at: &str| {
            let posted = [("do", button), ("block-kind", kind), ("block-at", at)];
            Step::pressed(&Posted::from_iter(posted))
        };
        let mut body = Body::from("words");
        for (button, kind, at, expected, goes_on) in [
            ("add", "quote", "1", "text quote", 1),
            ("add", "heading", "0", "heading text quote", 0),
            ("add", "table", "99", "heading text quote table", 3),
            ("up:3", "", "", "heading text table quote", 2),
            ("down:0", "", "", "text heading table quote", 1),
            ("down:3", "", "", "text heading table quote", usize::MAX),
            ("up:0", "", "", "text heading table quote", usize::MAX),
            ("add", "iframe", "0", "text heading table quote", usize::MAX),
            ("add", "x-own", "0", "text heading table quote", usize::MAX),
            ("jump", "", "", "text heading table quote", usize::MAX),
            ("remove:3", "", "", "text heading table", 2),
            ("remove:99", "", "", "text heading table", usize::MAX),
        ] {
            let (next, here) =
                pressed(button, kind, at).expect("a step").take(&body, &OwnBlocks::default());
            assert_eq!((kinds(&next).as_str(), here.block), (expected, goes_on), "{button}");
            body = next;
        }
        assert_eq!(pressed("", "quote", "0"), None);
    }

    #[test]
    fn a_block_lists_one_thing_more() {
        let body = Body::new(vec![empty("figures", &OwnBlocks::default()).expect("a kind")]);
        let (body, here) = Step::More(0).take(&body, &OwnBlocks::default());
        assert_eq!(here, Here { block: 0, item: Some(1) });
        let (body, here) = Step::More(0).take(&body, &OwnBlocks::default());
        assert_eq!(here, Here { block: 0, item: Some(2) });
        let [Block::Figures(figures)] = body.blocks() else { panic!("{body:?}") };
        assert_eq!(figures.items.len(), 3);
    }

    #[test]
    fn there_is_no_block_more_than_a_body_has() {
        let body = Body::new(vec![Block::text("x"); LIMITS.blocks]);
        let (same, _) = Step::Add("quote".to_owned(), 0).take(&body, &OwnBlocks::default());
        assert_eq!(same, body);
    }
}
