//! Maps of the world: where places stand on a drawing of its land in the Equal Earth projection.
//!
//! The drawing is [`SIZE`] wide and high, from meridian 180° in the west to the same in the east, and its upper edge is the
//! northernmost land. Who serves it, and what it looks like, is the page's business: this module only says where a dot
//! belongs.
//!
//! ```
//! use eframe_core::map;
//!
//! // Longitude and latitude in degrees, as everywhere here: Seoul.
//! let seoul = (126.978, 37.5665);
//! assert_eq!(map::pixel(seoul), (817, 106));
//! assert_eq!(map::dots([seoul, seoul], 100), "M817 106h0");
//! ```

use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Width and height of the drawing: its `viewBox` is `0 0 1000 435`.
pub const SIZE: (u32, u32) = (1000, 435);

/// The northernmost land, at the drawing's upper edge.
const TOP: f64 = 83.7;

/// The widths of the grids that dots are drawn on, one after the other, until there are few enough.
const GRIDS: [i32; 5] = [1, 4, 8, 16, 32];

/// The pixel of a place, whose longitude and latitude are given in degrees. South of the land it lies below the drawing.
pub fn pixel((longitude, latitude): (f64, f64)) -> (i32, i32) {
    let half = f64::from(SIZE.0) / 2.0;
    let scale = half / equal_earth(180.0, 0.0).0;
    let (x, y) = equal_earth(longitude, latitude);
    let top = equal_earth(0.0, TOP).1;
    ((half + x * scale).round() as i32, ((top - y) * scale).round() as i32)
}

/// A path with a dot for each place, for a stroke with round ends. What falls together is drawn once; where there
/// are more than `most` dots, neighbours are drawn as one, so that a page stays small however many places there are.
/// The order of the places changes nothing.
pub fn dots(places: impl IntoIterator<Item = (f64, f64)>, most: usize) -> String {
    let pixels: BTreeSet<_> = places.into_iter().map(pixel).collect();
    let on = |grid: i32| -> BTreeSet<(i32, i32)> {
        let middle = |at: i32| at.div_euclid(grid) * grid + grid / 2;
        pixels.iter().map(|&(x, y)| (middle(x), middle(y))).collect()
    };
    let [.., coarsest] = GRIDS;
    let fit = GRIDS.into_iter().map(on).find(|dots| dots.len() <= most);
    let dots = fit.unwrap_or_else(|| on(coarsest));
    dots.iter().fold(String::with_capacity(dots.len() * 11), |mut path, (x, y)| {
        let _ = write!(path, "M{x} {y}h0");
        path
    })
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

    const SEOUL: (f64, f64) = (126.978, 37.5665);

    #[test]
    fn places_stand_where_an_atlas_has_them() {
        assert_eq!(pixel((0.0, TOP)), (500, 0));
        assert_eq!(pixel((-180.0, 0.0)).0, 0);
        assert_eq!(pixel((180.0, 0.0)).0, 1000);
        assert_eq!(pixel(SEOUL), (817, 106));
    }

    #[test]
    fn a_dot_for_each_place_as_long_as_a_page_carries_them() {
        assert_eq!(dots([SEOUL, SEOUL, (0.0, TOP)], 2), "M500 0h0M817 106h0");
        assert_eq!(dots([], 2), "");
        let all = (0..40_000).map(|n| (f64::from(n % 360) - 180.0, f64::from(n / 360) - 55.0));
        let count = |most: usize| dots(all.clone(), most).matches('M').count();
        assert!((100..=600).contains(&count(600)), "{}", count(600));
        assert!((1_000..=4_000).contains(&count(4_000)), "{}", count(4_000));
        // None are left out, however few are wanted.
        assert!(count(1) > 1);
    }

    proptest! {
        #[test]
        fn every_place_of_the_land_stands_on_the_drawing(
            latitude in -83.0..83.7, longitude in -180.0..=180.0,
        ) {
            let (x, y) = pixel((longitude, latitude));
            prop_assert!((0..=1000).contains(&x) && (0..=530).contains(&y));
        }

        #[test]
        fn bad_input_72_the_order_of_places_changes_nothing(
            all in prop::collection::vec((-180.0..=180.0, -80.0..80.0), 0..50), most in 1_usize..60,
        ) {
            let turned: Vec<_> = all.iter().copied().rev().collect();
            prop_assert_eq!(dots(all, most), dots(turned, most));
        }
    }
}
