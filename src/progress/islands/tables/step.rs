//! Where the keys lead in a table.

/// Where a key leads from the cell at row and column of a table whose rows have these lengths; none for other keys.
pub fn step(key: &str, (row, column): (usize, usize), lengths: &[usize]) -> Option<(usize, usize)> {
    let last = |row: usize| lengths.get(row).copied().unwrap_or_default().saturating_sub(1);
    let to = match key {
        "ArrowUp" => (row.saturating_sub(1), column),
        "ArrowDown" => ((row + 1).min(lengths.len().saturating_sub(1)), column),
        "ArrowLeft" => (row, column.saturating_sub(1)),
        "ArrowRight" => (row, column + 1),
        "Home" => (row, 0),
        "End" => (row, usize::MAX),
        _ => return None,
    };
    Some((to.0, to.1.min(last(to.0))))
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn keys_move_within_the_table() {
        let rows = [3, 3, 2];
        for (key, from, to) in [
            ("ArrowUp", (0, 1), Some((0, 1))),
            ("ArrowDown", (1, 2), Some((2, 1))),
            ("ArrowDown", (2, 0), Some((2, 0))),
            ("ArrowLeft", (1, 0), Some((1, 0))),
            ("ArrowRight", (1, 2), Some((1, 2))),
            ("Home", (1, 2), Some((1, 0))),
            ("End", (2, 0), Some((2, 1))),
            ("Enter", (1, 1), None),
        ] {
            assert_eq!(step(key, from, &rows), to, "{key}");
        }
    }
}
