//! Reads tokens one after the other. A text that is too deep is not read.

use super::said::TypeName;
use super::scan::{Token, scan};

/// How deep expressions may be in one another.
const DEPTH: usize = 60;

/// The tokens, and where it is.
pub(super) struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

impl Parser {
    pub(super) fn of(text: &str) -> Option<Self> {
        Some(Self { tokens: scan(text)?, at: 0, depth: 0 })
    }

    pub(super) fn is_done(&self) -> bool {
        self.at >= self.tokens.len()
    }

    pub(super) fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    pub(super) fn next(&mut self) -> Option<Token> {
        self.at += 1;
        self.tokens.get(self.at - 1).cloned()
    }

    /// Goes one level deeper; `None` where that is too deep.
    pub(super) fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.depth += 1;
        let result = if self.depth > DEPTH { None } else { read(self) };
        self.depth -= 1;
        result
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        self.is_word_at(0, word)
    }

    pub(super) fn is_word_at(&self, ahead: usize, word: &str) -> bool {
        matches!(self.tokens.get(self.at + ahead), Some(Token::Word(text)) if text == word)
    }

    pub(super) fn is_sign(&self, sign: &str) -> bool {
        matches!(self.peek(), Some(Token::Sign(text)) if text == sign)
    }

    pub(super) fn take_word(&mut self, word: &str) -> bool {
        let is = self.is_word(word);
        self.at += usize::from(is);
        is
    }

    pub(super) fn take_sign(&mut self, sign: &str) -> bool {
        let is = self.is_sign(sign);
        self.at += usize::from(is);
        is
    }

    pub(super) fn expect_word(&mut self, word: &str) -> Option<()> {
        self.take_word(word).then_some(())
    }

    pub(super) fn expect_sign(&mut self, sign: &str) -> Option<()> {
        self.take_sign(sign).then_some(())
    }

    /// A name in parts: `a`, `a.b`, `a.b.c`.
    pub(super) fn name(&mut self) -> Option<Vec<String>> {
        let mut parts = Vec::new();
        loop {
            match self.next()? {
                Token::Word(part) | Token::Name(part) => parts.push(part),
                _ => return None,
            }
            if !self.take_sign(".") {
                return Some(parts);
            }
            if self.is_sign("*") {
                return None;
            }
        }
    }

    /// A type behind a cast.
    pub(super) fn type_name(&mut self) -> Option<TypeName> {
        let mut name = self.name()?;
        if name == ["character"] && self.take_word("varying") {
            name = vec!["varchar".to_owned()];
        }
        for rest in ["precision", "without", "with", "time", "zone"] {
            if matches!(name.last().map(String::as_str), Some("double" | "timestamp" | "time")) {
                self.take_word(rest);
            }
        }
        let mut is_limited = false;
        if self.take_sign("(") {
            is_limited = true;
            while !self.take_sign(")") {
                self.next()?;
            }
        }
        let is_array = self.take_sign("[");
        if is_array {
            self.expect_sign("]")?;
        }
        Some(TypeName { name, is_array, is_limited })
    }

    /// `BEGIN RETURN .. END` of PL/pgSQL, and what is left is read as an expression.
    pub(super) fn skip_wrapping(&mut self) {
        let ends = matches!(self.tokens.last(), Some(Token::Sign(sign)) if sign == ";");
        if ends {
            self.tokens.pop();
        }
        if self.is_word("begin")
            && self.is_word_at(1, "return")
            && matches!(self.tokens.last(), Some(Token::Word(word)) if word == "end")
        {
            self.tokens.pop();
            if matches!(self.tokens.last(), Some(Token::Sign(sign)) if sign == ";") {
                self.tokens.pop();
            }
            self.at = 1;
        }
    }
}
