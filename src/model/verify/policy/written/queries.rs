//! SELECT.

use super::parser::Parser;
use super::said::{JoinWord, Matching, Select, Source, Syntax};
use super::scan::Token;

impl Parser {
    /// A whole text: one SELECT, or RETURN with an expression.
    pub(super) fn statement(&mut self) -> Option<Select> {
        let select = if self.take_word("return") {
            let value = self.expression()?;
            Select { columns: vec![(Some(value), None)], ..Select::default() }
        } else {
            self.select()?
        };
        self.is_done().then_some(select)
    }

    /// A SELECT; what follows its conditions is passed over where it cannot add rows.
    pub(super) fn select(&mut self) -> Option<Select> {
        self.expect_word("select")?;
        self.take_word("distinct");
        let mut select = Select { columns: self.targets()?, ..Select::default() };
        if self.take_word("from") {
            loop {
                select.from.push(self.joined()?);
                if !self.take_sign(",") {
                    break;
                }
            }
        }
        if self.take_word("where") {
            select.condition = Some(self.expression()?);
        }
        if self.take_word("group") {
            self.expect_word("by")?;
            select.is_grouped = true;
            self.expressions()?;
        }
        if self.take_word("order") {
            self.expect_word("by")?;
            self.expressions()?;
        }
        while self.take_word("limit") || self.take_word("offset") {
            self.expression()?;
        }
        Some(select)
    }

    fn expressions(&mut self) -> Option<()> {
        loop {
            self.expression()?;
            for word in ["asc", "desc", "nulls", "first", "last"] {
                self.take_word(word);
            }
            if !self.take_sign(",") {
                return Some(());
            }
        }
    }

    fn targets(&mut self) -> Option<Vec<(Option<Syntax>, Option<String>)>> {
        let mut targets = Vec::new();
        let is_end = |parser: &Self| {
            parser.is_done() || parser.is_word("from") || parser.is_word("where") || parser.is_sign(")")
        };
        if is_end(self) {
            return Some(targets);
        }
        loop {
            if self.take_sign("*") {
                targets.push((None, None));
            } else {
                let value = self.expression()?;
                let own = match &value {
                    Syntax::Name(parts) => parts.last().cloned(),
                    _ => None,
                };
                targets.push((Some(value), self.alias()?.or(own)));
            }
            if !self.take_sign(",") {
                return Some(targets);
            }
        }
    }

    /// A name behind something, with AS or without.
    #[allow(
        clippy::option_option,
        reason = "that there is none, and that it cannot be read, are not the same"
    )]
    fn alias(&mut self) -> Option<Option<String>> {
        const NO_ALIAS: [&str; 20] = [
            "from",
            "where",
            "group",
            "order",
            "limit",
            "offset",
            "join",
            "inner",
            "left",
            "right",
            "full",
            "cross",
            "on",
            "using",
            "union",
            "intersect",
            "except",
            "having",
            "window",
            "natural",
        ];
        let has_as = self.take_word("as");
        match self.peek() {
            Some(Token::Word(word)) if !has_as && NO_ALIAS.contains(&word.as_str()) => Some(None),
            Some(Token::Word(_) | Token::Name(_)) => match self.next()? {
                Token::Word(name) | Token::Name(name) => Some(Some(name)),
                _ => None,
            },
            _ if has_as => None,
            _ => Some(None),
        }
    }

    fn joined(&mut self) -> Option<Source> {
        let mut left = self.source()?;
        loop {
            let word = if self.take_word("cross") {
                self.expect_word("join")?;
                let right = self.source()?;
                left = Source::Join(JoinWord::Inner, Box::new([left, right]), None);
                continue;
            } else if self.take_word("inner") || self.is_word("join") {
                JoinWord::Inner
            } else if self.take_word("left") {
                JoinWord::Left
            } else if self.take_word("right") {
                JoinWord::Right
            } else if self.take_word("full") {
                JoinWord::Full
            } else {
                return Some(left);
            };
            self.take_word("outer");
            self.expect_word("join")?;
            let right = self.source()?;
            let matching = if self.take_word("on") {
                Matching::On(Box::new(self.expression()?))
            } else {
                self.expect_word("using")?;
                self.expect_sign("(")?;
                let mut names = Vec::new();
                while !self.take_sign(")") {
                    names.extend(self.name()?);
                    self.take_sign(",");
                }
                Matching::Using(names)
            };
            left = Source::Join(word, Box::new([left, right]), Some(matching));
        }
    }

    fn source(&mut self) -> Option<Source> {
        self.take_word("only");
        if self.take_sign("(") {
            if !self.is_word("select") {
                let inner = self.deeper(Self::joined)?;
                self.expect_sign(")")?;
                return Some(inner);
            }
            let query = self.deeper(Self::select)?;
            self.expect_sign(")")?;
            return Some(Source::Query(Box::new(query), self.alias()?));
        }
        let name = self.name()?;
        if self.is_sign("(") {
            return None;
        }
        let own = name.last().cloned();
        Some(Source::Table(name, self.alias()?.or(own)))
    }
}
