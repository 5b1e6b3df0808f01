//! Where places stand on the drawing of the world's land, `assets/land.svg`.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::model::Coordinates;

/// Width and height of the drawing.
pub(crate) const SIZE: (u32, u32) = (1000, 435);
/// The northernmost land, at the drawing's upper edge.
const TOP: f64 = 83.7;
/// From so many dots on they are drawn on a grid, so that a page of ten thousand members stays small.
const MANY: usize = 600;
/// The width of that grid.
const GRID: i32 = 4;

/// The dots of these places as a path of points: `M817 106h0`, each place once.
pub(crate) fn dots(places: &[Coordinates]) -> String {
    let at: BTreeSet<_> = places.iter().map(|place| pixel(*place)).collect();
    let at: BTreeSet<_> = if at.len() > MANY {
        at.into_iter()
            .map(|(x, y)| (x / GRID * GRID + GRID / 2, y / GRID * GRID + GRID / 2))
            .collect()
    } else {
        at
    };
    at.iter().fold(String::with_capacity(at.len() * 11), |mut path, (x, y)| {
        let _ = write!(path, "M{x} {y}h0");
        path
    })
}

/// The pixel of a place on the drawing.
fn pixel(place: Coordinates) -> (i32, i32) {
    let (latitude, longitude) = place.degrees();
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
    use proptest::prelude::*;

    use super::*;

    fn place(latitude: i32, longitude: i32) -> Coordinates {
        Coordinates { latitude, longitude }
    }

    #[test]
    fn places_stand_where_an_atlas_has_them() {
        assert_eq!(pixel(place(83_700_000, 0)), (500, 0));
        assert_eq!(pixel(place(0, -180_000_000)).0, 0);
        assert_eq!(pixel(place(37_566_500, 126_978_000)), (817, 106));
        assert_eq!(dots(&[place(37_566_500, 126_978_000); 3]), "M817 106h0");
    }

    #[test]
    fn the_drawing_has_the_size_the_dots_are_reckoned_for() {
        let land = super::super::LAND;
        assert!(land.contains(&format!("viewBox=\"0 0 {} {}\"", SIZE.0, SIZE.1)));
        assert!(land.contains("id=\"land\""));
    }

    #[test]
    fn a_map_of_ten_thousand_places_stays_small() {
        let places: Vec<_> = (0..10_000)
            .map(|n| {
                place((n * 7_919 % 140 - 60) * 1_000_000 + n, (n * 104_729 % 360 - 180) * 1_000_000)
            })
            .collect();
        assert!(dots(&places).len() < 60_000);
    }

    proptest! {
        #[test]
        fn every_place_of_the_land_stands_on_the_drawing(
            latitude in -83_000_000_i32..83_700_000, longitude in -180_000_000_i32..=180_000_000,
        ) {
            let (x, y) = pixel(place(latitude, longitude));
            prop_assert!((0..=1000).contains(&x) && (0..=530).contains(&y));
        }

        #[test]
        fn bad_input_72_the_order_of_places_changes_nothing(
            all in prop::collection::vec((-80_000_000_i32..80_000_000, -180_000_000_i32..=180_000_000), 0..50),
        ) {
            let places: Vec<_> = all.iter().map(|(latitude, longitude)| place(*latitude, *longitude)).collect();
            let mut turned = places.clone();
            turned.reverse();
            prop_assert_eq!(dots(&places), dots(&turned));
        }
    }
}
