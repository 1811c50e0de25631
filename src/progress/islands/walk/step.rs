//! Where the keys lead in a grid.

/// Where a key leads from the cell at row and column of a grid whose rows have these lengths; none for keys that
/// are not ours. Control leads to the first and last cell of all.
pub fn step(key: &str, control: bool, (row, column): (usize, usize), lengths: &[usize]) -> Option<(usize, usize)> {
    let last = |row: usize| lengths.get(row).copied().unwrap_or_default().saturating_sub(1);
    let end = lengths.len().saturating_sub(1);
    let to = match (key, control) {
        ("ArrowUp", false) => (row.saturating_sub(1), column),
        ("ArrowDown", false) => ((row + 1).min(end), column),
        ("ArrowLeft", false) => (row, column.saturating_sub(1)),
        ("ArrowRight", false) => (row, column + 1),
        ("Home", false) => (row, 0),
        ("End", false) => (row, usize::MAX),
        ("Home", true) => (0, 0),
        ("End", true) => (end, usize::MAX),
        _ => return None,
    };
    Some((to.0, to.1.min(last(to.0))))
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn keys_move_within_the_grid() {
        let rows = [3, 3, 2];
        for (key, control, from, to) in [
            ("ArrowUp", false, (0, 1), Some((0, 1))),
            ("ArrowDown", false, (1, 2), Some((2, 1))),
            ("ArrowDown", false, (2, 0), Some((2, 0))),
            ("ArrowLeft", false, (1, 0), Some((1, 0))),
            ("ArrowRight", false, (1, 2), Some((1, 2))),
            ("Home", false, (1, 2), Some((1, 0))),
            ("End", false, (2, 0), Some((2, 1))),
            ("Home", true, (1, 2), Some((0, 0))),
            ("End", true, (0, 0), Some((2, 1))),
            ("ArrowDown", true, (0, 0), None),
            ("Enter", false, (1, 1), None),
        ] {
            assert_eq!(step(key, control, from, &rows), to, "{key}");
        }
    }
}
