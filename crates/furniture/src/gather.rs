//! Collecting and sorting in little code.
//!
//! `collect` into a map sorts first, and every type brings a sort of its own into the shipped engine: some three
//! kilobytes compressed for each six. What is short does without.

/// Collects one by one.
pub fn gathered<C: Default + Extend<T>, T>(items: impl IntoIterator<Item = T>) -> C {
    let mut all = C::default();
    all.extend(items);
    all
}

/// Sorts a few things, dozens rather than hundreds; equal ones stay in their order.
pub fn sort_few_by_key<T, K: Ord>(few: &mut [T], key: impl Fn(&T) -> K) {
    for end in 1..few.len() {
        let mut at = end;
        while at > 0 && key(&few[at - 1]) > key(&few[at]) {
            few.swap(at - 1, at);
            at -= 1;
        }
    }
}

/// The value of a key among a few, made where there is none yet. A map of its own for every type would be more code.
pub fn entry_of<K: PartialEq, V: Default>(few: &mut Vec<(K, V)>, key: K) -> &mut V {
    let known = few.iter().position(|(known, _)| *known == key);
    let at = known.unwrap_or_else(|| {
        few.push((key, V::default()));
        few.len() - 1
    });
    &mut few[at].1
}

/// The order of many things by their keys, as indices; equal ones stay in their order. One sort serves all callers.
pub fn order_by(keys: impl IntoIterator<Item = (usize, i64)>) -> Vec<usize> {
    let keys = keys.into_iter().zip(0..);
    let mut all: Vec<(usize, i64, usize)> = keys.map(|((a, b), at)| (a, b, at)).collect();
    all.sort_unstable();
    all.into_iter().map(|(.., at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_are_sorted_and_equal_ones_stay() {
        let mut few = [(3, 'a'), (1, 'b'), (3, 'c'), (0, 'd'), (1, 'e')];
        sort_few_by_key(&mut few, |one| one.0);
        assert_eq!(few, [(0, 'd'), (1, 'b'), (1, 'e'), (3, 'a'), (3, 'c')]);
        sort_few_by_key(&mut few[..0], |one| one.0);
    }

    #[test]
    fn entries_are_made_once() {
        let mut few = Vec::new();
        for (key, more) in [('b', 1), ('a', 2), ('b', 4)] {
            *entry_of(&mut few, key) += more;
        }
        assert_eq!(few, [('b', 5), ('a', 2)]);
    }

    #[test]
    fn equal_keys_keep_their_order() {
        let keys = [(1, 5), (0, 7), (1, 5), (0, -7)];
        assert_eq!(order_by(keys), [3, 1, 0, 2]);
    }

    #[test]
    fn later_entries_of_a_key_win_as_with_collect() {
        let pairs = [(2, 'x'), (1, 'y'), (2, 'z')];
        let map: std::collections::BTreeMap<i32, char> = gathered(pairs);
        assert_eq!(map, pairs.into_iter().collect());
    }
}
