use crate::model::Quartiles;

/// The middle of these scores, none of them one city's own; none of fewer than four.
///
/// Each figure is the mean of the three or four scores nearest to where R's quantile of type 7 lies, rounded to a
/// hundredth part of the power of ten that reaches `greatest`, the greatest score of the node among all cities: scores up
/// to 100 to whole points, up to 10 to tenths.
pub(super) fn quartiles(mut scores: Vec<f64>, greatest: f64) -> Option<Quartiles> {
    if scores.len() < 4 {
        return None;
    }
    scores.sort_by(f64::total_cmp);
    let parts = parts(greatest);
    // Adding 0 makes a negative zero a plain one.
    let at = |p: f64| (around(&scores, p) * parts).round() / parts + 0.0;
    Some(Quartiles { low: at(0.25), median: at(0.5), high: at(0.75) })
}

/// The mean of the sorted scores at most one and a half places from a quantile's.
fn around(sorted: &[f64], p: f64) -> f64 {
    let place = (sorted.len() - 1) as f64 * p;
    let near = sorted.iter().enumerate().filter(|(at, _)| (*at as f64 - place).abs() <= 1.5);
    let near: Vec<f64> = near.map(|(_, score)| *score).collect();
    let count = near.len() as f64;
    near.iter().map(|score| score / count).sum()
}

/// How many parts of a point are told.
fn parts(greatest: f64) -> f64 {
    if greatest > 0.0 { 10_f64.powi(2 - greatest.log10().ceil() as i32) } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_figure_is_of_three_cities_or_four_and_whole() {
        let told = quartiles(vec![90.4, 11.0, 50.0, 32.0, 61.0, 70.0], 90.4).expect("six");
        // Places 1.25, 2.5 and 3.75 of 11, 32, 50, 61, 70, 90.4.
        let mean = |scores: &[f64]| (scores.iter().sum::<f64>() / scores.len() as f64).round();
        assert_eq!(told.low, mean(&[11.0, 32.0, 50.0]));
        assert_eq!(told.median, mean(&[32.0, 50.0, 61.0, 70.0]));
        assert_eq!(told.high, mean(&[61.0, 70.0, 90.4]));
        assert_eq!(quartiles(vec![1.0; 3], 1.0), None);
    }

    #[test]
    fn what_is_told_follows_the_scale() {
        assert_eq!((parts(100.0), parts(42.0), parts(4.2), parts(0.0)), (1.0, 1.0, 10.0, 1.0));
        assert_eq!(quartiles(vec![0.333; 6], 0.9).expect("six").median, 0.33);
    }
}
