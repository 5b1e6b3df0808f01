use eframe_core::block::utoipa;
use serde::Serialize;
use utoipa::ToSchema;

use crate::cms::{Compared, Which};
use crate::difference::{Became, Part, Piece};
use crate::model::Edition;

/// Two editions side by side.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentComparison)]
pub(in crate::http) struct CompareWire {
    /// The one on the one side: `en.3`.
    one: String,
    /// The one on the other.
    other: String,
    parts: Vec<PartsWire>,
}

/// A part of both.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentComparedPart)]
pub(in crate::http) struct PartsWire {
    /// `title`, `summary`, `body` and so on.
    field: &'static str,
    /// Whether both say the same.
    same: bool,
    /// What stands on the one side; absent where that text has no such part.
    #[serde(skip_serializing_if = "Option::is_none")]
    one: Option<SideWire>,
    /// What stands on the other.
    #[serde(skip_serializing_if = "Option::is_none")]
    other: Option<SideWire>,
}

/// What stands on a side.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentComparedSide)]
pub(in crate::http) struct SideWire {
    /// The place of the block it is, or stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    block: Option<usize>,
    /// The kind of that block.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    pieces: Vec<PieceWire>,
}

/// A run of words.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentComparedWords)]
pub(in crate::http) struct PieceWire {
    text: String,
    /// Whether the other side has not these words.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    differs: bool,
}

impl From<Compared> for CompareWire {
    fn from(compared: Compared) -> Self {
        let Compared { one, other, rows } = compared;
        let parts = rows.into_iter().map(|row| PartsWire {
            field: row.field,
            same: row.same,
            one: row.one.map(|part| SideWire::of(part, &one)),
            other: row.other.map(|part| SideWire::of(part, &other)),
        });
        Self {
            parts: parts.collect(),
            one: Which::of(&one).to_string(),
            other: Which::of(&other).to_string(),
        }
    }
}

impl SideWire {
    fn of(part: Part, edition: &Edition) -> Self {
        let block = part.place.and_then(|place| edition.content.body.blocks().get(place));
        let piece =
            |piece: Piece| PieceWire { differs: piece.change != Became::Kept, text: piece.text };
        Self {
            block: part.place,
            kind: block.map(|block| block.kind().to_owned()),
            pieces: part.pieces.into_iter().map(piece).collect(),
        }
    }
}
