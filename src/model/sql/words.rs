//! A statement as a row of words and signs, read from left to right.
//!
//! Which relations a statement names is reported by its key words and what stands beside them, at any length and any depth:
//! no tree is needed, and no parser that takes a hundred times as long and must not see a long statement whole.

use std::ops::Range;

use squawk_lexer::{LiteralKind, TokenKind};

use super::quote::unquoted;
use super::relation_name::RelationName;
use super::statements::{Part, parts};
use super::tokens::is_filling;

/// A token, small: a statement of megabytes has many.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    sign: Sign,
    start: u32,
    end: u32,
}

/// What a token is, as far as reading needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    /// A key word, or a name without quotes.
    Plain,
    /// A name in quotes.
    Quoted,
    /// A string.
    Text,
    Open,
    Close,
    Dot,
    Comma,
    Star,
    Semicolon,
    Other,
}

impl Word {
    /// `None` for white space and comments.
    pub(crate) fn of(kind: TokenKind, range: &Range<usize>) -> Option<Self> {
        if is_filling(kind) {
            return None;
        }
        let sign = match kind {
            TokenKind::Ident => Sign::Plain,
            TokenKind::QuotedIdent { uescape: false, .. } => Sign::Quoted,
            TokenKind::Literal { kind: LiteralKind::Int { .. } | LiteralKind::Numeric { .. } } => Sign::Other,
            TokenKind::Literal { .. } => Sign::Text,
            TokenKind::OpenParen => Sign::Open,
            TokenKind::CloseParen => Sign::Close,
            TokenKind::Dot => Sign::Dot,
            TokenKind::Comma => Sign::Comma,
            TokenKind::Star => Sign::Star,
            TokenKind::Semi => Sign::Semicolon,
            _ => Sign::Other,
        };
        let (start, end) = (u32::try_from(range.start).ok()?, u32::try_from(range.end).ok()?);
        Some(Self { sign, start, end })
    }

    /// Where it begins in the script.
    pub(crate) fn start(self) -> usize {
        self.start as usize
    }
}

/// Reads each statement of a script; its place comes with its words.
pub(crate) fn each_statement(script: &str, mut read: impl FnMut(&Range<usize>, Words<'_>)) {
    let mut words: Vec<Word> = Vec::new();
    for part in parts(script) {
        match part {
            Part::Token(kind, range) => words.extend(Word::of(kind, &range)),
            Part::Statement(statement) => {
                let start = words.partition_point(|word| word.start() < statement.range.start);
                let end = words.partition_point(|word| word.start() < statement.range.end);
                read(&statement.range, Words::new(script, &words[start..end]));
                words.clear();
            }
        }
    }
}

/// What is left of a statement.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words<'a> {
    script: &'a str,
    rest: &'a [Word],
}

impl<'a> Words<'a> {
    /// The tokens stand in that script.
    pub(crate) fn new(script: &'a str, rest: &'a [Word]) -> Self {
        Self { script, rest }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next word in small letters; empty where something else stands there.
    pub(crate) fn lower(&self) -> String {
        self.plain(0).unwrap_or_default().to_ascii_lowercase()
    }

    /// Whether these words come next.
    pub(crate) fn next_are(&self, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(at, word)| self.is_word(at, word))
    }

    /// Takes these words, if they come next.
    pub(crate) fn take(&mut self, words: &[&str]) -> bool {
        let is_next = self.next_are(words);
        if is_next {
            self.skip(words.len());
        }
        is_next
    }

    /// Takes one of these words, if it comes next.
    pub(crate) fn take_any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.take(&[word]))
    }

    /// Takes a sign, if it comes next.
    pub(crate) fn take_sign(&mut self, sign: Sign) -> bool {
        let is_next = self.next_is(sign);
        if is_next {
            self.skip(1);
        }
        is_next
    }

    pub(crate) fn next_is(&self, sign: Sign) -> bool {
        self.rest.first().is_some_and(|word| word.sign == sign)
    }

    pub(crate) fn skip(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    /// Takes one name, quoted or not.
    pub(crate) fn part(&mut self) -> Option<String> {
        let word = self.rest.first().filter(|word| matches!(word.sign, Sign::Plain | Sign::Quoted))?;
        let part = unquoted(self.text(*word));
        self.skip(1);
        Some(part)
    }

    /// Takes a name with its schema. What stands in front of the schema is the database's name.
    pub(crate) fn name(&mut self) -> Option<RelationName> {
        relation(self.parts()?)
    }

    /// Takes the name of a column with its table's, which is given back.
    pub(crate) fn table_of_column(&mut self) -> Option<RelationName> {
        let mut parts = self.parts()?;
        parts.pop();
        relation(parts)
    }

    /// Takes names with dots in between.
    fn parts(&mut self) -> Option<Vec<String>> {
        let mut parts = vec![self.part()?];
        while self.take_sign(Sign::Dot) {
            parts.push(self.part()?);
        }
        Some(parts)
    }

    /// Takes what stands in parentheses, if they come next; it is given back.
    pub(crate) fn take_group(&mut self) -> Option<Words<'a>> {
        if !self.take_sign(Sign::Open) {
            return None;
        }
        let mut depth = 1usize;
        let end = self.rest.iter().position(|word| {
            match word.sign {
                Sign::Open => depth += 1,
                Sign::Close => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        let inside = Words { rest: &self.rest[..end.unwrap_or(self.rest.len())], ..*self };
        self.skip(inside.rest.len() + 1);
        Some(inside)
    }

    /// Takes everything up to these words, and them; `false`, and nothing is taken, where they do not come outside of
    /// parentheses.
    pub(crate) fn take_through(&mut self, words: &[&str]) -> bool {
        match self.outside().find(|rest| rest.next_are(words)) {
            Some(mut rest) => {
                rest.skip(words.len());
                *self = rest;
                true
            }
            None => false,
        }
    }

    /// Whether these words come anywhere outside of parentheses.
    pub(crate) fn have(&self, words: &[&str]) -> bool {
        self.outside().any(|rest| rest.next_are(words))
    }

    /// What stands between commas outside of parentheses.
    pub(crate) fn clauses(&self) -> Vec<Words<'a>> {
        let mut clauses = Vec::new();
        let mut start = 0;
        for rest in self.outside().filter(|rest| rest.next_is(Sign::Comma)) {
            let at = self.rest.len() - rest.rest.len();
            clauses.push(Words { rest: &self.rest[start..at], ..*self });
            start = at + 1;
        }
        clauses.push(Words { rest: &self.rest[start..], ..*self });
        clauses
    }

    /// What is left from each place outside of parentheses on.
    fn outside(self) -> impl Iterator<Item = Words<'a>> {
        let mut depth = 0usize;
        self.everywhere().filter(move |rest| {
            let is_outside = depth == 0;
            match rest.rest.first().map(|word| word.sign) {
                Some(Sign::Open) => depth += 1,
                Some(Sign::Close) => depth = depth.saturating_sub(1),
                _ => {}
            }
            is_outside
        })
    }

    /// What is left from each place on, in parentheses, too.
    pub(crate) fn everywhere(self) -> impl Iterator<Item = Words<'a>> {
        (0..self.rest.len()).map(move |at| Words { rest: &self.rest[at..], ..self })
    }

    /// A string that comes next, as the script writes it.
    pub(crate) fn string(&self) -> Option<&'a str> {
        self.rest.first().filter(|word| word.sign == Sign::Text).map(|word| self.text(*word))
    }

    fn is_word(&self, at: usize, word: &str) -> bool {
        self.plain(at).is_some_and(|text| text.eq_ignore_ascii_case(word))
    }

    fn plain(&self, at: usize) -> Option<&'a str> {
        self.rest.get(at).filter(|word| word.sign == Sign::Plain).map(|word| self.text(*word))
    }

    fn text(&self, word: Word) -> &'a str {
        &self.script[word.start as usize..word.end as usize]
    }
}

fn relation(mut parts: Vec<String>) -> Option<RelationName> {
    let name = parts.pop()?;
    Some(RelationName { schema: parts.pop(), name })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sql::tokens::tokens;

    fn read<T>(sql: &str, read: impl FnOnce(Words<'_>) -> T) -> T {
        let words: Vec<Word> = tokens(sql).filter_map(|(kind, range)| Word::of(kind, &range)).collect();
        read(Words::new(sql, &words))
    }

    #[test]
    fn names_are_read_with_their_schema_whatever_stands_between() {
        read("Db . /* x */ App.\"My T\" rest", |mut words| {
            assert_eq!(words.name(), Some(RelationName::parse("app.\"My T\"")));
            assert_eq!((words.lower().as_str(), words.name()), ("rest", Some(RelationName::parse("rest"))));
            assert!(words.is_empty() && words.name().is_none());
        });
        assert_eq!(read("U&\"\\0061\"", |mut words| words.name()), None);
        assert_eq!(read("'t'", |mut words| words.name()), None);
        assert_eq!(read("a.", |mut words| words.name()), None);
    }

    #[test]
    fn parentheses_hide_commas_and_words() {
        read("a (b, on), (c on) ON d", |mut words| {
            let clauses = words.clauses();
            assert_eq!(clauses.len(), 2);
            assert!(!clauses[0].have(&["on"]) && clauses[1].have(&["on", "d"]));
            assert!(!words.take_through(&["b"]) && words.lower() == "a");
            assert!(words.take_through(&["on"]) && words.lower() == "d");
        });
        assert_eq!(read(")) a, b", |words| words.clauses().len()), 2);
    }

    #[test]
    fn a_word_in_quotes_is_a_name_alone() {
        read("\"only\" only x", |mut words| {
            assert!(!words.take(&["only"]) && words.part().as_deref() == Some("only"));
            assert!(words.take_any(&["none", "only"]) && words.part().as_deref() == Some("x"));
        });
    }
}
