//! The first words of a statement, read one after the other.

use squawk_lexer::TokenKind;

use super::tokens::{is_filling, tokens};

/// The words and signs of a statement, read from its start. Everything is optional: past the end
/// there are only empty words.
pub(crate) struct Words<'a> {
    tokens: Vec<(TokenKind, &'a str)>,
    at: usize,
}

/// More than any of the statements above needs to be distinguished. An INSERT may be a gigabyte.
const ENOUGH: usize = 64;

impl<'a> Words<'a> {
    pub(crate) fn of(statement: &'a str) -> Self {
        let tokens = tokens(statement)
            .map(|(kind, range)| (kind, statement.get(range).unwrap_or_default()))
            .filter(|(kind, _)| !is_filling(*kind) && !matches!(kind, TokenKind::Semi))
            .take(ENOUGH)
            .collect();
        Self { tokens, at: 0 }
    }

    fn word_at(&self, at: usize) -> String {
        match self.tokens.get(at) {
            Some((TokenKind::Ident, text)) => text.to_ascii_lowercase(),
            Some((_, text)) => (*text).to_owned(),
            None => String::new(),
        }
    }

    pub(crate) fn next(&mut self) -> String {
        self.at += 1;
        self.word_at(self.at - 1)
    }

    pub(crate) fn peek(&self) -> String {
        self.word_at(self.at)
    }

    pub(crate) fn is_over(&self) -> bool {
        self.at >= self.tokens.len()
    }

    pub(crate) fn is_only(&self, word: &str) -> bool {
        self.peek() == word && self.at + 1 == self.tokens.len()
    }

    /// Steps over any of these words, while they come.
    pub(crate) fn skip(&mut self, words: &[&str]) {
        while words.contains(&self.peek().as_str()) && !self.is_over() {
            self.at += 1;
        }
    }

    /// Steps over these words if all of them come, in order.
    pub(crate) fn skip_all(&mut self, words: &[&str]) -> bool {
        let all = words.iter().enumerate().all(|(n, word)| self.word_at(self.at + n) == *word);
        if all {
            self.at += words.len();
        }
        all
    }

    /// A name as it is written, with its schema: `app."My Index"`.
    pub(crate) fn name(&mut self) -> String {
        let mut name = self.tokens.get(self.at).map_or("", |(_, text)| text).to_owned();
        self.at += 1;
        while self.peek() == "." && !self.is_over() {
            name.push('.');
            name.push_str(self.tokens.get(self.at + 1).map_or("", |(_, text)| text));
            self.at += 2;
        }
        name
    }

    /// Steps over `( .. )` and returns it in lower case.
    pub(crate) fn parenthesised(&mut self) -> String {
        let mut text = String::new();
        if self.peek() == "(" {
            while !self.is_over() && self.peek() != ")" {
                text.push_str(&self.next());
                text.push(' ');
            }
            self.at += 1;
        }
        text
    }

    /// Whether two words stand beside each other anywhere.
    pub(crate) fn any_two(&self, first: &str, second: &str) -> bool {
        (0..self.tokens.len()).any(|at| self.word_at(at) == first && self.word_at(at + 1) == second)
    }
}
