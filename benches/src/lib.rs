//! What the benches share: processes that are measured from outside, load on a socket, and the line that says
//! how a figure stands beside its yardstick.

pub mod client;
pub mod load;
pub mod process;

/// The bound that a ratio has to keep.
#[derive(Clone, Copy, Debug)]
pub enum Bound {
    /// No less than this.
    AtLeast(f64),
    /// No more than this.
    AtMost(f64),
}

/// Says how a figure stands beside its yardstick: `ratio NAME VALUE at most LIMIT`.
pub fn say_ratio(name: &str, value: f64, bound: Bound) {
    match bound {
        Bound::AtLeast(limit) => println!("ratio {name} {value:.2} at least {limit}"),
        Bound::AtMost(limit) => println!("ratio {name} {value:.2} at most {limit}"),
    }
}

/// The middle one of some figures.
///
/// # Panics
/// When there are none.
pub fn median(figures: impl IntoIterator<Item = f64>) -> f64 {
    let mut figures = figures.into_iter().collect::<Vec<_>>();
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
