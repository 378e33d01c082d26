//! The part of a statement that tells what it is, small enough for a recursive parser.

use std::ops::Range;

use squawk_lexer::{LiteralKind, TokenKind};

use super::tokens::{is_filling, tokens};

/// How many tokens of a statement are kept. What it is stands within its first dozen outside of parentheses.
const ENOUGH: usize = 256;
/// How many tokens of a pair of parentheses are kept: a list of options fits.
const GROUP: usize = 64;
/// How deep parentheses are kept: options may hold a list of columns.
const DEPTH: usize = 4;
/// The longest string that is kept, in bytes: it may be the value of an option.
const STRING: usize = 64;

/// The first tokens of a statement, without comments, without long strings, and with little of what stands in
/// parentheses. Its size does not depend on the statement's: at most 256 tokens, four parentheses deep.
pub(crate) struct Head<'a> {
    statement: &'a str,
    pub(crate) text: String,
    tokens: Vec<HeadToken>,
}

/// A token that is kept.
struct HeadToken {
    kind: TokenKind,
    /// Where it stands in the text of the head.
    at: Range<usize>,
    /// Where it stands in the statement.
    from: Range<usize>,
}

impl<'a> Head<'a> {
    pub(crate) fn of(statement: &'a str) -> Self {
        let mut head = Self { statement, text: String::new(), tokens: Vec::new() };
        for (kind, range) in kept(statement) {
            let apart = head.tokens.last().is_some_and(|last| last.from.end < range.start);
            if apart {
                head.text.push(' ');
            }
            let start = head.text.len();
            head.text.push_str(shortened(kind, &statement[range.clone()]));
            head.tokens.push(HeadToken { kind, at: start..head.text.len(), from: range });
        }
        head
    }

    /// A word in lower case; empty where something else stands there.
    pub(crate) fn lower_word(&self, at: usize) -> String {
        match self.tokens.get(at) {
            Some(token) if token.kind == TokenKind::Ident => {
                self.statement[token.from.clone()].to_ascii_lowercase()
            }
            _ => String::new(),
        }
    }

    pub(crate) fn has_word(&self, word: &str) -> bool {
        (0..self.tokens.len()).any(|at| self.lower_word(at) == word)
    }

    /// Whether a word stands anywhere in front of one of others.
    pub(crate) fn has_words(&self, word: &str, next: &[&str]) -> bool {
        (0..self.tokens.len())
            .any(|at| self.lower_word(at) == word && next.contains(&self.lower_word(at + 1).as_str()))
    }

    /// The first token behind a place of the head's text.
    pub(crate) fn token_behind(&self, end: usize) -> &'a str {
        let next = self.tokens.iter().find(|token| token.at.start >= end);
        next.map_or("", |token| &self.statement[token.from.clone()])
    }

    /// Where the statement has what stands at a place of the head's text.
    pub(crate) fn from(&self, at: &Range<usize>) -> Range<usize> {
        let first = self.tokens.iter().find(|token| token.at.end > at.start);
        let last = self.tokens.iter().rev().find(|token| token.at.start < at.end);
        match (first, last) {
            (Some(first), Some(last)) if first.from.start < last.from.end => first.from.start..last.from.end,
            _ => 0..0,
        }
    }

    /// What stands at a place of the head's text, as the statement writes it, without white space and comments.
    pub(crate) fn written(&self, at: &Range<usize>) -> String {
        let inside = self.tokens.iter().filter(|token| token.at.start >= at.start && token.at.end <= at.end);
        inside.map(|token| &self.statement[token.from.clone()]).collect()
    }
}

/// A string whose text does not matter is an empty one; so is one that goes on behind a line break.
fn shortened(kind: TokenKind, text: &str) -> &str {
    match kind {
        TokenKind::Literal { kind: LiteralKind::EscStr { .. } } if text.starts_with('\'') => "''",
        TokenKind::Literal { kind: LiteralKind::Int { .. } | LiteralKind::Numeric { .. } } => text,
        TokenKind::Literal { .. } if text.len() > STRING => "''",
        _ => text,
    }
}

/// The tokens that are kept. A pair of parentheses with too much in it keeps the first token alone.
fn kept(statement: &str) -> Vec<(TokenKind, Range<usize>)> {
    let mut kept: Vec<(TokenKind, Range<usize>)> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    // Within a pair of parentheses that is full: how many are open in it.
    let mut full: Option<usize> = None;
    for (kind, range) in tokens(statement).filter(|(kind, _)| !is_filling(*kind)) {
        match (kind, &mut full) {
            (TokenKind::OpenParen, Some(inner)) => *inner += 1,
            (TokenKind::CloseParen, Some(inner)) if *inner > 0 => *inner -= 1,
            (TokenKind::CloseParen, Some(_)) => {
                let start = open.pop().unwrap_or_default();
                let first = kept.get(start + 1).is_some_and(|(kind, _)| *kind != TokenKind::OpenParen);
                kept.truncate(start + 1 + usize::from(first));
                kept.push((kind, range));
                full = None;
            }
            (_, Some(_)) => continue,
            (kind, None) => {
                match kind {
                    TokenKind::OpenParen => open.push(kept.len()),
                    TokenKind::CloseParen => drop(open.pop()),
                    _ => {}
                }
                kept.push((kind, range));
            }
        }
        let is_full = open.len() >= DEPTH || open.last().is_some_and(|start| kept.len() - start > GROUP);
        if full.is_none() && is_full {
            full = Some(0);
        }
        if kept.len() >= ENOUGH {
            break;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(statement: &str) -> String {
        Head::of(statement).text
    }

    #[test]
    fn comments_and_long_strings_are_left_out_and_what_is_joined_stays_so() {
        assert_eq!(text("COPY /* x */ app . t(a)\n-- y\nFROM 'f'"), "COPY app . t(a) FROM 'f'");
        assert_eq!(text(&format!("DO $x${}$x$", "a;".repeat(99))), "DO ''");
        assert_eq!(text("COPY t FROM STDIN NULL E'a'\n'b\\'c'"), "COPY t FROM STDIN NULL E'a' ''");
    }

    #[test]
    fn full_parentheses_keep_their_first_token() {
        let columns = vec!["c"; 1600].join(", ");
        assert_eq!(text(&format!("COPY t ({columns}) FROM STDIN")), "COPY t (c ) FROM STDIN");
        assert_eq!(
            text(&format!("COPY t FROM STDIN (FORCE_NULL ({columns}), FORMAT csv)")),
            "COPY t FROM STDIN (FORCE_NULL (c ), FORMAT csv)"
        );
        assert_eq!(text("COPY ((((((1)))))) TO STDOUT"), "COPY (((( )))) TO STDOUT");
        let deep = "(".repeat(100_000);
        assert!(text(&format!("COPY {deep}")).len() < 20);
        assert_eq!(text(&format!("COPY {deep}{} TO x", ")".repeat(100_000))), "COPY (((( )))) TO x");
        assert!(text(&"a ".repeat(100_000)).len() < 2 * ENOUGH);
    }

    #[test]
    fn places_lead_back_to_the_statement() {
        let sql = "CREATE INDEX /* é */ CONCURRENTLY i ON \"A\" /**/ . t (a)";
        let head = Head::of(sql);
        let at = head.text.find("\"A\"").unwrap()..head.text.find(" (a)").unwrap();
        assert_eq!(&sql[head.from(&at)], "\"A\" /**/ . t");
        assert_eq!(head.written(&at), "\"A\".t");
        assert_eq!(head.token_behind(at.end), "(");
        assert_eq!((head.lower_word(2).as_str(), head.lower_word(8).as_str()), ("concurrently", ""));
    }
}
