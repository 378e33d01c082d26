//! Escapes text from the database, so that Markdown (`CommonMark` with GitHub's extensions) reads it as
//! plain text.
//!
//! A control character is shown as its picture (`U+240A` for a line feed in a name), so that a page
//! contains no character a terminal would act on.

use crate::model::control_characters::is_obeyed;

/// A comment as paragraphs: lines stay lines, empty lines separate paragraphs. Lines end with `<br>`, since
/// a backslash at the end would become part of a URL before it.
pub(super) fn prose(text: &str) -> String {
    let mut block = String::new();
    let mut parting = "";
    for line in lines(text) {
        if line.is_empty() {
            parting = if block.is_empty() { "" } else { "\n\n" };
            continue;
        }
        block.push_str(parting);
        block.push_str(&at_line_start(line));
        parting = "<br>\n";
    }
    block
}

/// A comment within a line or a cell of a table.
pub(super) fn inline(text: &str) -> String {
    lines(text).map(escaped).collect::<Vec<_>>().join("<br>")
}

/// A name in a heading or a cell. Spaces at its ends and several in a row are part of it.
pub(super) fn name(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        let is_edge = shown.is_empty() || shown.ends_with([' ', '\u{a0}']);
        shown.push(if c == ' ' && is_edge { '\u{a0}' } else { visible(c) });
    }
    if shown.ends_with(' ') {
        shown.pop();
        shown.push('\u{a0}');
    }
    escaped(&shown)
}

/// SQL or a name as a code span; empty for the empty text, for which there is no code span.
pub(super) fn code(text: &str) -> String {
    let text: String = text.chars().map(visible).collect();
    if text.is_empty() {
        return text;
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    // The parser strips a space on both sides; a backtick must not touch the fence.
    let touches = text.starts_with('`') || text.ends_with('`');
    let stripped = text.starts_with(' ') && text.ends_with(' ') && text.trim() != "";
    let pad = if touches || stripped { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// The same in a table cell, where a `|` ends even a code span: parsers disagree about a backslash before
/// it, but agree about HTML.
pub(super) fn code_cell(text: &str) -> String {
    if !text.contains('|') {
        return code(text);
    }
    let spelled = |c: char| {
        let c = visible(c);
        if c.is_alphanumeric() || !c.is_ascii() || " ,.()='\"".contains(c) {
            c.to_string()
        } else {
            format!("&#{};", u32::from(c))
        }
    };
    format!("<code>{}</code>", text.chars().map(spelled).collect::<String>())
}

/// The lines of a comment, without white space at their ends; an indent is kept as hard spaces.
fn lines(text: &str) -> std::vec::IntoIter<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let shown = |line: &str| {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let visible = line[indent..].trim_end().chars().map(|c| if c == '\t' { ' ' } else { visible(c) });
        if line.trim().is_empty() {
            String::new()
        } else {
            "\u{a0}".repeat(indent).chars().chain(visible).collect()
        }
    };
    text.trim_matches('\n').split('\n').map(shown).collect::<Vec<_>>().into_iter()
}

/// Escapes a line at whose start `-`, `1.` and the like would begin a block.
fn at_line_start(line: String) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match line[digits..].chars().next() {
        Some('.' | ')') if digits > 0 => format!("{}\\{}", &line[..digits], escaped(&line[digits..])),
        Some('-' | '+' | '=' | '>') if digits == 0 => format!("\\{}", escaped(line)),
        _ => escaped(line),
    }
}

/// Backslashes before everything that Markdown would treat as markup.
fn escaped(line: impl AsRef<str>) -> String {
    let line = line.as_ref();
    let mut out = String::with_capacity(line.len() + 8);
    let mut before = None;
    for (at, c) in line.char_indices() {
        let after = line[at + c.len_utf8()..].chars().next();
        let rest = &line[at..];
        let in_word = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        let escape = match c {
            '_' => !in_word,
            '#' => !before.is_some_and(char::is_alphanumeric),
            '&' => after.is_some_and(|c| c.is_alphanumeric() || c == '#'),
            // A URL becomes a link by itself; a backslash in it would change it.
            ':' if rest.starts_with("://") => has_markup(rest),
            '.' if line[..at].to_ascii_lowercase().ends_with("www") => has_markup(rest),
            _ => MARKUP.contains(c),
        };
        if escape {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
    out
}

const MARKUP: &str = "\\`*[]<|~$";

/// Whether something before the next space would be escaped.
fn has_markup(rest: &str) -> bool {
    rest.split(char::is_whitespace)
        .next()
        .unwrap_or_default()
        .contains(|c: char| MARKUP.contains(c) || "_#&".contains(c))
}

/// A visible stand-in for a character that is obeyed: its picture, or U+FFFD where there is none.
fn visible(c: char) -> char {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        c if is_obeyed(c) => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_means_nothing_but_itself() {
        assert_eq!(
            inline("a|b `c` *d* [e](f) <b>g</b> ~h~ $i$ \\"),
            "a\\|b \\`c\\` \\*d\\* \\[e\\](f) \\<b>g\\</b> \\~h\\~ \\$i\\$ \\\\"
        );
        assert_eq!(inline("snake_case _it_ a__b"), "snake_case \\_it\\_ a\\_\\_b");
        assert_eq!(inline("R&D, &amp; &#1; C# #1"), "R\\&D, \\&amp; \\&\\#1; C# \\#1");
        assert_eq!(inline("naïve \"quotes\" — 日本"), "naïve \"quotes\" — 日本");
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(inline("a\r\nb\rc\n"), "a<br>b<br>c");
        assert_eq!(prose("a\nb\n\n\n  c  \n"), "a<br>\nb\n\n\u{a0}\u{a0}c");
        assert_eq!(
            prose("- a\n1. b\n=\n# c\n> d\n+e\n10)"),
            "\\- a<br>\n1\\. b<br>\n\\=<br>\n\\# c<br>\n\\> d<br>\n\\+e<br>\n10\\)"
        );
        assert_eq!(prose("    code"), "\u{a0}\u{a0}\u{a0}\u{a0}code");
        assert_eq!(prose("\n \n"), "");
    }

    #[test]
    fn links_stay_whole_or_become_text() {
        assert_eq!(inline("see https://a.example/b?c=d."), "see https://a.example/b?c=d.");
        assert_eq!(
            inline("https://a.example/_b www.c.example/*"),
            "https\\://a.example/\\_b www\\.c.example/\\*"
        );
    }

    #[test]
    fn names_keep_their_spaces() {
        assert_eq!(name(" a  b "), "\u{a0}a \u{a0}b\u{a0}");
        assert_eq!(name("a\nb\u{1b}\u{9b}"), "a␊b␛\u{fffd}");
    }

    #[test]
    fn a_code_span_holds_any_text() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a``b"), "```a``b```");
        assert_eq!(code("`a"), "`` `a ``");
        assert_eq!(code(" a "), "`  a  `");
        assert_eq!(code("  "), "`  `");
        assert_eq!(code("a\nb"), "`a␊b`");
        assert_eq!(code(""), "");
    }

    #[test]
    fn a_cell_ends_at_no_bar_of_its_text() {
        assert_eq!(code_cell("a || '_'"), "<code>a &#124;&#124; '&#95;'</code>");
        assert_eq!(code_cell("\\|<"), "<code>&#92;&#124;&#60;</code>");
        assert_eq!(code_cell("a"), "`a`");
    }
}
