//! A text as words, constants and marks.

use squawk_lexer::TokenKind;

use crate::model::sql::quote::{unquoted, unquoted_text};
use crate::model::sql::tokens::{is_filling, tokens};

/// A token that means something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// In lower case.
    Word(String),
    /// In quotes.
    Name(String),
    Text(String),
    Number(String),
    Parameter(u32),
    /// An operator or a mark; several signs of an operator are one.
    Sign(String),
}

/// Everything but white space and comments; `None` where something cannot be read.
pub(super) fn scan(text: &str) -> Option<Vec<Token>> {
    let mut scanned: Vec<Token> = Vec::new();
    let mut end = 0;
    for (kind, range) in tokens(text) {
        if is_filling(kind) {
            continue;
        }
        let written = &text[range.clone()];
        let first = written.chars().next()?;
        let token = match kind {
            TokenKind::QuotedIdent { .. } => Token::Name(unquoted(written)),
            TokenKind::Literal { .. } if first.is_ascii_digit() || first == '.' => {
                Token::Number(written.to_owned())
            }
            TokenKind::Literal { .. } => Token::Text(unquoted_text(written)?),
            _ if first == '$' => Token::Parameter(written[1..].parse().ok()?),
            _ if first.is_alphabetic() || first == '_' => Token::Word(written.to_lowercase()),
            _ => {
                let is_operator = |text: &str| text.chars().all(|sign| "+-*/<>=~!@#%^&|`?:".contains(sign));
                if let Some(Token::Sign(before)) = scanned.last_mut()
                    && end == range.start
                    && is_operator(before)
                    && is_operator(written)
                {
                    before.push_str(written);
                    end = range.end;
                    continue;
                }
                Token::Sign(written.to_owned())
            }
        };
        end = range.end;
        scanned.push(token);
    }
    Some(scanned)
}
