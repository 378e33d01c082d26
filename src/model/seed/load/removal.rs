//! Which tables can be emptied as a whole instead of row by row.

/// Of the tables that hold nothing but our rows, those that no other table refers to; `references` are pairs of
/// the table that refers and the one that it refers to.
pub(crate) fn emptied(wholly: &[u32], references: &[(u32, u32)]) -> Vec<u32> {
    let mut emptied = wholly.to_vec();
    loop {
        let is_free = |table: &u32| {
            references.iter().filter(|(_, target)| target == table).all(|(from, _)| emptied.contains(from))
        };
        let free: Vec<u32> = emptied.iter().copied().filter(is_free).collect();
        if free.len() == emptied.len() {
            return emptied;
        }
        emptied = free;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_emptied_only_with_all_that_refer_to_it() {
        // 2 and 3 refer to 1, 4 refers to 3, 5 to itself.
        let references = [(2, 1), (3, 1), (4, 3), (5, 5)];
        assert_eq!(emptied(&[1, 2, 3, 4, 5], &references), [1, 2, 3, 4, 5]);
        assert_eq!(emptied(&[1, 2, 3, 5], &references), [2, 5]);
        assert_eq!(emptied(&[], &references), Vec::<u32>::new());
    }
}
