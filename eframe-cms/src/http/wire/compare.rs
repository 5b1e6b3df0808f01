use eframe_core::block::utoipa;
use serde::Serialize;
use utoipa::ToSchema;

use crate::cms::{Compared, Which};
use crate::difference::{Became, Beside, Part};

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
        Self {
            one: Which::of(&compared.one).to_string(),
            other: Which::of(&compared.other).to_string(),
            parts: compared.rows.into_iter().map(PartsWire::from).collect(),
        }
    }
}

impl From<Beside> for PartsWire {
    fn from(row: Beside) -> Self {
        let same = row.is_same();
        let Beside { field, one, other } = row;
        Self { field, same, one: one.map(SideWire::from), other: other.map(SideWire::from) }
    }
}

impl From<Part> for SideWire {
    fn from(part: Part) -> Self {
        let (block, kind) = part.block.map(|(at, block)| (at, block.kind().to_owned())).unzip();
        let piece = |piece: crate::difference::Piece| PieceWire {
            differs: piece.change != Became::Kept,
            text: piece.text,
        };
        Self { block, kind, pieces: part.pieces.into_iter().map(piece).collect() }
    }
}
