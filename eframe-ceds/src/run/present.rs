//! Whether enough of a node's children are there for it to have a value.

use crate::cell::{LEFT_OUT, MISSING, is_left_out};
use crate::method::{Missing, Share};
use crate::numeric::Sum;

/// What one unit has of a node's children.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Present {
    /// How many are in the node's value, and their weight.
    count: u32,
    pub(super) weight: Sum,
    /// How many belong there: all that are not left out.
    due: u32,
    due_weight: Sum,
}

/// How far a share may fall short for no other reason than rounding.
const ROUNDING: f64 = 1e-9;

impl Present {
    /// Takes notice of a child; its value, where it has a part in the node's.
    pub(super) fn take(&mut self, cell: f64, weight: f64, missing: &Missing) -> Option<f64> {
        if is_left_out(cell) {
            return None;
        }
        self.due += 1;
        self.due_weight.add(weight);
        let value = match missing {
            _ if !cell.is_nan() => cell,
            Missing::Zero {} => 0.0,
            Missing::Skip { .. } | Missing::Drop {} => return None,
        };
        self.count += 1;
        self.weight.add(weight);
        Some(value)
    }

    /// Which nothing the node is; none where it has a value.
    pub(super) fn nothing(&self, missing: &Missing) -> Option<f64> {
        if self.due == 0 {
            return Some(LEFT_OUT);
        }
        let share = |there: f64, due: f64, share: f64| there >= (share - ROUNDING) * due;
        let enough = match missing {
            Missing::Skip { present, of: Share::Count } => {
                share(f64::from(self.count), f64::from(self.due), present.get())
            }
            Missing::Skip { present, of: Share::Weight } => {
                share(self.weight.value(), self.due_weight.value(), present.get())
            }
            Missing::Drop {} => self.count == self.due,
            Missing::Zero {} => true,
        };
        let has_value = enough && self.count > 0 && self.weight.value() > 0.0;
        (!has_value).then_some(MISSING)
    }
}
