//! Expressions of policies as the server prints them: every operand of AND and OR is in parentheses or a
//! single word, and there is no precedence to know.

/// In one line, with single spaces.
pub(crate) fn plain(expression: &str) -> String {
    expression.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is inside the parentheses around a whole expression.
pub(crate) fn inside(expression: &str) -> Option<&str> {
    let inner = expression.strip_prefix('(')?.strip_suffix(')')?;
    let mut depth = 0_usize;
    for (_, letter) in outside_quotes(inner) {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    Some(inner)
}

/// The parts that all have to hold: the operands of the outermost AND, or the expression itself.
pub(crate) fn conjuncts(expression: &str) -> Vec<String> {
    let plain = plain(expression);
    let Some(inner) = inside(&plain) else { return vec![plain] };
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0_i32, 0);
    for (at, letter) in outside_quotes(inner) {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            ' ' if depth == 0 && inner[at..].starts_with(" AND ") => {
                parts.push(&inner[start..at]);
                start = at + " AND ".len();
            }
            _ => {}
        }
    }
    if parts.is_empty() {
        return vec![plain];
    }
    parts.push(&inner[start..]);
    parts.into_iter().flat_map(conjuncts).collect()
}

/// The characters that are in no string and no quoted name.
fn outside_quotes(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut open = None;
    text.char_indices().filter(move |(_, letter)| {
        match open {
            Some(quote) if quote == *letter => open = None,
            None if matches!(letter, '\'' | '"') => open = Some(*letter),
            None => return true,
            Some(_) => {}
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outermost_and_is_taken_apart_and_nothing_else() {
        assert_eq!(
            conjuncts("((a = 1) AND\n (b IS NULL) AND ((c >= 1) AND (c <= 2)))"),
            ["(a = 1)", "(b IS NULL)", "(c >= 1)", "(c <= 2)"]
        );
        assert_eq!(conjuncts("(true AND (a = 1))"), ["true", "(a = 1)"]);
        for whole in ["((a = 1) OR ((b = 2) AND (c = 3)))", "(a = ' AND )'::text)", "true"] {
            assert_eq!(conjuncts(whole), [whole]);
        }
        assert_eq!(inside("(a) AND (b)"), None);
    }
}
