//! Eigenvalues and eigenvectors of a symmetric matrix.

/// What [`eigen`] finds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Eigen {
    /// The eigenvalues, the greatest first.
    pub(crate) values: Vec<f64>,
    /// Their vectors, each of length 1, with the sign that makes the sum of its members positive.
    pub(crate) vectors: Vec<Vec<f64>>,
}

/// How often every pair is turned at most; a matrix of numbers needs less than ten.
const SWEEPS: usize = 60;

/// Eigenvalues and eigenvectors by Jacobi's rotations, in cyclic order: slow for a large matrix, exact for the small ones
/// of a composite, and the same everywhere.
///
/// Source: Golub and Van Loan, Matrix Computations, 8.5.
pub(crate) fn eigen(mut a: Vec<Vec<f64>>) -> Eigen {
    let n = a.len();
    let mut v: Vec<Vec<f64>> = (0..n)
        .map(|row| (0..n).map(|column| f64::from(u8::from(row == column))).collect())
        .collect();
    let size: f64 = a.iter().flatten().map(|x| x * x).sum();
    for _ in 0..SWEEPS {
        let off: f64 = (0..n)
            .flat_map(|p| (p + 1..n).map(move |q| (p, q)))
            .map(|(p, q)| a[p][q] * a[p][q])
            .sum();
        if off <= size * 1e-32 {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                turn(&mut a, &mut v, p, q);
            }
        }
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|one, other| a[*other][*other].total_cmp(&a[*one][*one]));
    let vectors = order.iter().map(|column| {
        let vector: Vec<f64> = v.iter().map(|row| row[*column]).collect();
        let sign = if vector.iter().sum::<f64>() < 0.0 { -1.0 } else { 1.0 };
        vector.into_iter().map(|x| x * sign).collect()
    });
    Eigen { vectors: vectors.collect(), values: order.iter().map(|at| a[*at][*at]).collect() }
}

/// One rotation, after which `a[p][q]` is 0.
fn turn(a: &mut [Vec<f64>], v: &mut [Vec<f64>], p: usize, q: usize) {
    if a[p][q] == 0.0 {
        return;
    }
    let theta = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
    let t = theta.signum() / (theta.abs() + libm::sqrt(theta * theta + 1.0));
    let c = 1.0 / libm::sqrt(t * t + 1.0);
    let s = t * c;
    for row in a.iter_mut() {
        let (x, y) = (row[p], row[q]);
        row[p] = c * x - s * y;
        row[q] = s * x + c * y;
    }
    let (upper, lower) = a.split_at_mut(q);
    for (of_p, of_q) in upper[p].iter_mut().zip(&mut lower[0]) {
        let (x, y) = (*of_p, *of_q);
        *of_p = c * x - s * y;
        *of_q = s * x + c * y;
    }
    for row in v.iter_mut() {
        let (x, y) = (row[p], row[q]);
        row[p] = c * x - s * y;
        row[q] = s * x + c * y;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_known_matrix() {
        let found = eigen(vec![vec![2.0, 1.0], vec![1.0, 2.0]]);
        let half = 0.5_f64.sqrt();
        assert!((found.values[0] - 3.0).abs() < 1e-15 && (found.values[1] - 1.0).abs() < 1e-15);
        assert!((found.vectors[0][0] - half).abs() < 1e-15);
    }

    #[test]
    fn a_matrix_is_put_together_again() {
        let a = [[4.0, 1.0, -2.0], [1.0, 3.0, 0.5], [-2.0, 0.5, 1.0]];
        let found = eigen(a.iter().map(|row| row.to_vec()).collect());
        for (i, row) in a.iter().enumerate() {
            for (j, expected) in row.iter().enumerate() {
                let sum: f64 = (0..3)
                    .map(|k| found.values[k] * found.vectors[k][i] * found.vectors[k][j])
                    .sum();
                assert!((sum - expected).abs() < 1e-13);
            }
        }
    }
}
