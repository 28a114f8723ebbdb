//! The judge's only sort.

/// The indices of numbers from the smallest to the largest; equal ones stay in their order.
pub fn ascending(numbers: impl Iterator<Item = i64>) -> Vec<usize> {
    let mut pairs: Vec<(i64, usize)> = numbers.zip(0..).collect();
    pairs.sort_unstable();
    pairs.into_iter().map(|(_, index)| index).collect()
}
