//! What the body of a function does beside reading and writing rows. A body is text: its words are looked at, outside of
//! strings and comments.

use std::collections::BTreeSet;

use crate::model::sql::quote::unquoted_text;
use crate::model::sql::tokens::{is_filling, tokens};

/// A word of a body, in lower case, or a constant as it is written.
fn words(body: &str) -> Vec<String> {
    let all = tokens(body).filter(|(kind, _)| !is_filling(*kind));
    all.map(|(_, range)| {
        let word = &body[range];
        if word.starts_with('\'') { word.to_owned() } else { word.to_lowercase() }
    })
    .collect()
}

/// The first statement in a body that no policy binds, whoever owns the tables: it empties them, changes them, or runs what it is
/// given.
pub(crate) fn unbound(body: &str) -> Option<&'static str> {
    const UNBOUND: [(&str, &str); 11] = [
        ("truncate", "TRUNCATE"),
        ("alter", "ALTER"),
        ("drop", "DROP"),
        ("create", "CREATE"),
        ("grant", "GRANT"),
        ("revoke", "REVOKE"),
        ("execute", "EXECUTE"),
        ("copy", "COPY"),
        ("disable", "DISABLE"),
        ("dblink", "dblink"),
        ("dblink_exec", "dblink"),
    ];
    let words = words(body);
    let said = words.iter().enumerate().find_map(|(at, word)| {
        let (_, shown) = UNBOUND.iter().find(|(name, _)| name == word)?;
        // A column or a table may have such a name.
        let is_name = at > 0 && words[at - 1] == ".";
        let is_fixed = word == "execute" && is_fixed(&words[at + 1..]);
        (!is_name && !is_fixed).then_some(*shown)
    });
    let becomes =
        words.windows(2).any(|pair| matches!(pair[0].as_str(), "set" | "reset") && pair[1] == "role");
    said.or(becomes.then_some("SET ROLE"))
}

/// Whether what EXECUTE runs stands in the body: a constant, or a format of constants, names and values, which whoever makes
/// a trigger may complete by its arguments.
fn is_fixed(words: &[String]) -> bool {
    let is_text = |word: &&String| word.starts_with('\'');
    let constant = |words: &[String]| {
        let parts = words.iter().take_while(is_text).map(|word| unquoted_text(word).unwrap_or_default());
        parts.collect::<String>()
    };
    match words {
        [first, ..] if is_text(&first) => {
            // What is put behind it may be anything.
            words.get(words.iter().take_while(is_text).count()).is_none_or(|next| !next.starts_with('|'))
                && unbound(&constant(words)).is_none()
        }
        [format, open, rest @ ..] if format == "format" && open == "(" => {
            let text = constant(rest);
            let of_trigger = |word: &String| {
                word.starts_with("tg_")
                    || word.chars().all(|letter| letter.is_ascii_digit() || ",[]'".contains(letter))
            };
            let end = closing(words, 1).unwrap_or(words.len());
            let arguments = words.get(2..end).unwrap_or_default().iter().skip_while(is_text);
            !text.is_empty()
                && unbound(&text).is_none()
                && (!text.contains("%s") || arguments.into_iter().all(of_trigger))
        }
        _ => false,
    }
}

/// The words of a body, in lower case and without quotes, each once.
pub(crate) fn distinct_words(body: &str) -> BTreeSet<String> {
    words(body).into_iter().map(|word| word.trim_matches('"').to_owned()).collect()
}

/// Whether a body says something as a word of its own.
pub(crate) fn has_word(body: &str, wanted: &str) -> bool {
    distinct_words(body).contains(&wanted.to_lowercase())
}

/// Whether a body sends what it is given to whoever listens.
pub(crate) fn notifies(body: &str) -> bool {
    let words = words(body);
    let sends = words.iter().any(|word| word == "pg_notify" || word == "notify");
    sends && words.iter().any(|word| word == "new" || word == "old" || word == "execute")
}

/// Whether a body makes a setting for longer than the transaction.
pub(crate) fn leaves(body: &str, setting: &str) -> bool {
    let words = words(body);
    let name = format!("'{setting}'");
    let by_function = words.iter().enumerate().any(|(at, word)| {
        let is_name = |word: &String| word.eq_ignore_ascii_case(&name);
        word == "set_config"
            && words.get(at + 2).is_some_and(|first| is_name(first) || !first.starts_with('\''))
            && closing(&words, at + 1).is_some_and(|end| words[end - 1] == "false")
    });
    let dotted: Vec<&str> = setting
        .split_inclusive('.')
        .flat_map(|part| match part.strip_suffix('.') {
            Some(name) => vec![name, "."],
            None => vec![part],
        })
        .collect();
    let by_statement = words.iter().enumerate().any(|(at, word)| {
        let next = if words.get(at + 1).is_some_and(|word| word == "session") { at + 2 } else { at + 1 };
        let named = words.get(next..next + dotted.len());
        word == "set"
            && named.is_some_and(|named| named.iter().zip(&dotted).all(|(a, b)| a.eq_ignore_ascii_case(b)))
    });
    by_function || by_statement
}

/// Where the parenthesis that opens at a place is closed.
fn closing(words: &[String], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, word) in words.iter().enumerate().skip(open) {
        match word.as_str() {
            "(" => depth += 1,
            ")" => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// The settings that a body reads.
pub(crate) fn read_settings(body: &str) -> Vec<String> {
    let words = words(body);
    let named = words.windows(3).filter(|words| words[0] == "current_setting" && words[1] == "(");
    named.map(|words| words[2].trim_matches('\'').to_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_outside_of_strings_comments_and_names() {
        assert_eq!(unbound("BEGIN truncate t; END"), Some("TRUNCATE"));
        assert_eq!(unbound("BEGIN EXECUTE q; END"), Some("EXECUTE"));
        assert_eq!(unbound("SET LOCAL x = 1; RESET ROLE"), Some("SET ROLE"));
        for harmless in
            ["SELECT 'drop' -- alter\n /* grant */", "SELECT t.copy FROM t", "INSERT INTO t VALUES (1)"]
        {
            assert_eq!(unbound(harmless), None, "{harmless}");
        }
        for (body, is_fixed) in [
            ("EXECUTE format('SELECT %s FROM t', TG_ARGV[2])", true),
            ("EXECUTE format('SELECT %I FROM t', name)", true),
            ("EXECUTE format('SELECT %s FROM t', name)", false),
            ("EXECUTE format('TRUNCATE %I', TG_TABLE_NAME)", false),
            ("EXECUTE 'SELECT 1'", true),
            ("EXECUTE 'SELECT ' || q", false),
        ] {
            assert_eq!(unbound(body).is_none(), is_fixed, "{body}");
        }
        assert!(has_word("SELECT * FROM \"rooms\"", "rooms") && !has_word("SELECT 'rooms'", "rooms"));
    }

    #[test]
    fn a_setting_is_left_behind_by_a_session_not_by_a_transaction() {
        assert!(leaves("SELECT set_config('app.org', $1::text, false)", "app.org"));
        assert!(leaves("SELECT set_config(name, f(1, 2), false)", "app.org"));
        assert!(leaves("BEGIN SET app.org = 1; END", "App.org"));
        assert!(leaves("SET SESSION app.org TO 1", "app.org"));
        for harmless in [
            "SELECT set_config('app.org', $1, true)",
            "SELECT set_config('app.other', $1, false)",
            "SET LOCAL app.org = 1",
            "SELECT 'SET app.org = 1'",
        ] {
            assert!(!leaves(harmless, "app.org"), "{harmless}");
        }
        assert_eq!(read_settings("SELECT current_setting('App.Org', true)"), ["app.org"]);
    }

    #[test]
    fn what_is_sent_with_a_row_is_sent_to_all() {
        assert!(notifies("BEGIN PERFORM pg_notify('c', NEW.name); RETURN NULL; END"));
        assert!(!notifies("BEGIN NOTIFY c; RETURN NULL; END"));
    }
}
