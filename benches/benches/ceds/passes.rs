//! The yardstick: whole-array passes with an array for each result, column after column.

/// Min-max of every column, then means of ten, of ten and of all; every level is kept. The order of the units by the top, too.
pub(crate) fn score(columns: &[Vec<f64>], groups: usize) -> (Vec<Vec<f64>>, Vec<usize>) {
    let normalised: Vec<Vec<f64>> = columns
        .iter()
        .map(|column| {
            let least = column.iter().copied().fold(f64::INFINITY, f64::min);
            let most = column.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let moved: Vec<f64> = column.iter().map(|x| x - least).collect();
            moved.iter().map(|x| x / (most - least)).collect()
        })
        .collect();
    let pillars: Vec<Vec<f64>> = normalised.chunks(groups).map(mean).collect();
    let halves: Vec<Vec<f64>> = pillars.chunks(pillars.len() / 2).map(mean).collect();
    let top = mean(&halves);
    let mut order: Vec<usize> = (0..top.len()).collect();
    order.sort_by(|one, other| top[*other].total_cmp(&top[*one]));
    let mut levels = normalised;
    levels.extend(pillars);
    levels.extend(halves);
    levels.push(top);
    (levels, order)
}

/// The weighted mean: each column times its weight, added to what is there.
fn mean(columns: &[Vec<f64>]) -> Vec<f64> {
    let weight = 1.0 / columns.len() as f64;
    let mut sum = vec![0.0; columns[0].len()];
    for column in columns {
        let weighted: Vec<f64> = column.iter().map(|x| x * weight).collect();
        sum.iter_mut().zip(&weighted).for_each(|(sum, x)| *sum += x);
    }
    sum
}
