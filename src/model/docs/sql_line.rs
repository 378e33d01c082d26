//! SQL that the server wrote over several lines, on one.

/// Turns every run of white space into one space, except in constants and quoted names, where it is
/// part of the value.
pub(crate) fn one_line(sql: &str) -> String {
    let mut line = String::with_capacity(sql.len());
    let mut quote = None;
    for c in sql.trim().chars() {
        match (c, quote) {
            // A doubled quote ends the constant and begins it again, which is the same.
            ('\'' | '"', None) => quote = Some(c),
            (_, Some(open)) if c == open => quote = None,
            (' ' | '\n' | '\t', None) => {
                if !line.ends_with([' ', '(']) {
                    line.push(' ');
                }
                continue;
            }
            (')', None) if line.ends_with(' ') => drop(line.pop()),
            _ => {}
        }
        line.push(c);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn breaks_and_indents_go_and_values_stay() {
        let policy = "(organization_id = ( SELECT (NULLIF(x, ''::text))::uuid AS \"nullif\"\n   FROM  t))";
        let line = "(organization_id = (SELECT (NULLIF(x, ''::text))::uuid AS \"nullif\" FROM t))";
        assert_eq!(one_line(policy), line);
        assert_eq!(one_line("a =\n 'it''s\n  two'  AND \"b\n \" > 1"), "a = 'it''s\n  two' AND \"b\n \" > 1");
        assert_eq!(one_line("CHECK (\n  a\n  )"), "CHECK (a)");
    }

    #[test]
    fn a_space_inside_a_constant_is_not_taken_for_one_before_a_bracket() {
        assert_eq!(one_line("f('( ', ' ' )"), "f('( ', ' ')");
        assert_eq!(one_line("(E'\\\\' || ' ')"), "(E'\\\\' || ' ')");
    }
}
