//! The map of the front page: where the labels of the dots stand on assets/map.svg.

use eframe_core::map;
use serde::Serialize;

/// A label goes to the west of its dot where there is no room to the east: fewer pixels than this.
const LABEL: i32 = 150;

/// A dot with its label.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Dot {
    pub(crate) x: i32,
    pub(crate) y: i32,
    /// Which side of the dot the label stands on: `east` or `west`.
    pub(crate) side: &'static str,
}

/// Dots for places in degrees (longitude, latitude), in their order.
pub(crate) fn dots(places: &[(f64, f64)]) -> Vec<Dot> {
    let at: Vec<_> = places.iter().copied().map(map::pixel).collect();
    let crowded = |x: i32, y: i32| {
        at.iter().any(|&(other, level)| other > x && other - x < LABEL && (level - y).abs() < 60)
    };
    // West of Greenwich's meridian there is an ocean to write on; east of it, land and neighbours.
    let side = |x, y| if crowded(x, y) || x < 520 { "west" } else { "east" };
    at.iter().map(|&(x, y)| Dot { x, y, side: side(x, y) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_gives_way_to_a_neighbour() {
        let [seoul, chengdu, barcelona] = [(126.978, 37.57), (104.07, 30.57), (2.17, 41.39)];
        let sides: Vec<_> =
            dots(&[seoul, chengdu, barcelona]).into_iter().map(|dot| dot.side).collect();
        assert_eq!(sides, ["east", "west", "west"]);
    }

    #[test]
    fn the_drawing_has_the_size_the_dots_are_reckoned_for() {
        let svg = crate::embedded::text(crate::embedded::ASSETS, "map.svg").unwrap();
        assert!(svg.contains(&format!("viewBox=\"0 0 {} {}\"", map::SIZE.0, map::SIZE.1)));
    }
}
