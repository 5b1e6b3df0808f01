//! The map of the front page: where the dots stand on assets/map.svg.

use std::collections::BTreeSet;

use serde::Serialize;

/// Width and height of map.svg's drawing.
pub(crate) const SIZE: (u32, u32) = (1000, 435);
/// The northernmost land, at the drawing's upper edge.
const TOP: f64 = 83.7;
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
    let at: Vec<_> =
        places.iter().map(|&(longitude, latitude)| pixel(longitude, latitude)).collect();
    let crowded = |x: i32, y: i32| {
        at.iter().any(|&(other, level)| other > x && other - x < LABEL && (level - y).abs() < 60)
    };
    // West of Greenwich's meridian there is an ocean to write on; east of it, land and neighbours.
    let side = |x, y| if crowded(x, y) || x < 520 { "west" } else { "east" };
    at.iter().map(|&(x, y)| Dot { x, y, side: side(x, y) }).collect()
}

/// A path with a dot for each place in degrees (longitude, latitude), for a stroke with round ends. Dots that fall
/// together are drawn once; where there are more than the page can carry, neighbours are drawn as one.
pub(crate) fn path(places: impl Iterator<Item = (f64, f64)>) -> String {
    let pixels: BTreeSet<_> =
        places.map(|(longitude, latitude)| pixel(longitude, latitude)).collect();
    let coarse = |step: i32| -> BTreeSet<(i32, i32)> {
        let middle = |at: i32| at / step * step + step / 2;
        pixels.iter().map(|&(x, y)| (middle(x), middle(y))).collect()
    };
    let mut dots = [1, 4, 8, 16].into_iter().map(&coarse);
    let fit = dots.find(|dots| dots.len() <= MOST_DOTS).unwrap_or_else(|| coarse(32));
    fit.into_iter().map(|(x, y)| format!("M{x} {y}h0")).collect()
}

/// So many dots weigh some 2 kB on the line, as compressed.
const MOST_DOTS: usize = 600;

/// The pixel of a place on the map.
fn pixel(longitude: f64, latitude: f64) -> (i32, i32) {
    let scale = f64::from(SIZE.0) / 2.0 / equal_earth(180.0, 0.0).0;
    let (x, y) = equal_earth(longitude, latitude);
    let top = equal_earth(0.0, TOP).1;
    ((f64::from(SIZE.0) / 2.0 + x * scale).round() as i32, ((top - y) * scale).round() as i32)
}

/// Equal Earth projection of degrees, unscaled (Šavrič, Patterson, Jenny 2018, equations 3 and 4).
fn equal_earth(longitude: f64, latitude: f64) -> (f64, f64) {
    const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];
    let root = 3.0_f64.sqrt() / 2.0;
    let t = (root * latitude.to_radians().sin()).asin();
    let (t2, t6) = (t * t, t.powi(6));
    let slope = A[0] + 3.0 * A[1] * t2 + t6 * (7.0 * A[2] + 9.0 * A[3] * t2);
    (
        longitude.to_radians() * t.cos() / (root * slope),
        t * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_stand_where_an_atlas_has_them() {
        assert_eq!(pixel(0.0, TOP), (500, 0));
        assert_eq!(pixel(-180.0, 0.0).0, 0);
        assert_eq!(pixel(180.0, 0.0).0, 1000);
        // Whole pixels of assets/make-map.mjs for the same place.
        assert_eq!(pixel(126.978, 37.5665), (817, 106));
    }

    #[test]
    fn a_dot_for_each_member_as_long_as_a_page_carries_them() {
        let seoul = (126.978, 37.5665);
        assert_eq!(path([seoul, seoul, (0.0, TOP)].into_iter()), "M500 0h0M817 106h0");
        assert_eq!(path(std::iter::empty()), "");
        let many = (0..40_000).map(|n| (f64::from(n % 360) - 180.0, f64::from(n / 360) - 55.0));
        let drawn = path(many);
        assert!(drawn.matches('M').count() > 100 && drawn.len() < 8_000, "{}", drawn.len());
    }

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
        assert!(svg.contains(&format!("viewBox=\"0 0 {} {}\"", SIZE.0, SIZE.1)));
    }
}
