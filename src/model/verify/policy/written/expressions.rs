//! Expressions, by the precedence of their operators.

use super::parser::Parser;
use super::said::{Select, Syntax};
use super::scan::Token;

impl Parser {
    /// An expression.
    pub(super) fn expression(&mut self) -> Option<Syntax> {
        self.deeper(Self::disjunction)
    }

    fn disjunction(&mut self) -> Option<Syntax> {
        let mut parts = vec![self.conjunction()?];
        while self.take_word("or") {
            parts.push(self.conjunction()?);
        }
        Some(if parts.len() == 1 { parts.remove(0) } else { Syntax::Any(parts) })
    }

    fn conjunction(&mut self) -> Option<Syntax> {
        let mut parts = vec![self.negation()?];
        while self.take_word("and") {
            parts.push(self.negation()?);
        }
        Some(if parts.len() == 1 { parts.remove(0) } else { Syntax::All(parts) })
    }

    fn negation(&mut self) -> Option<Syntax> {
        if self.take_word("not") {
            let inner = self.deeper(Self::negation)?;
            return Some(Syntax::Not(Box::new(inner)));
        }
        self.predicate()
    }

    /// A comparison, IS or IN.
    fn predicate(&mut self) -> Option<Syntax> {
        let mut left = self.operation(0)?;
        loop {
            if self.take_word("is") {
                left = self.is(left)?;
            } else if self.is_word("in") || (self.is_word("not") && self.is_word_at(1, "in")) {
                let is = !self.take_word("not");
                self.expect_word("in")?;
                left = self.among(left, is)?;
            } else if let Some(sign) = self.comparison() {
                left = self.compared(left, sign)?;
            } else {
                return Some(left);
            }
        }
    }

    fn is(&mut self, left: Syntax) -> Option<Syntax> {
        let is = !self.take_word("not");
        if self.take_word("null") {
            return Some(Syntax::IsNull(Box::new(left), is));
        }
        if self.take_word("distinct") {
            self.expect_word("from")?;
            let right = self.operation(0)?;
            return Some(Syntax::Distinct(Box::new([left, right]), is));
        }
        match self.next()? {
            Token::Word(word) if ["true", "false", "unknown"].contains(&word.as_str()) => {
                Some(Syntax::Is(Box::new(left), word, is))
            }
            _ => None,
        }
    }

    fn among(&mut self, left: Syntax, is: bool) -> Option<Syntax> {
        self.expect_sign("(")?;
        if let Some(query) = self.sub_select()? {
            self.expect_sign(")")?;
            return Some(Syntax::Within(Box::new(left), Box::new(query), is));
        }
        let list = self.list(")")?;
        Some(Syntax::Among(Box::new(left), list, is))
    }

    fn comparison(&mut self) -> Option<String> {
        let Some(Token::Sign(sign)) = self.peek() else { return None };
        let sign = if sign == "!=" { "<>".to_owned() } else { sign.clone() };
        ["=", "<>", "<", ">", "<=", ">="].contains(&sign.as_str()).then(|| {
            self.next();
            sign
        })
    }

    fn compared(&mut self, left: Syntax, sign: String) -> Option<Syntax> {
        let every = self.is_word("all");
        if !every && !self.is_word("any") && !self.is_word("some") {
            let right = self.operation(0)?;
            return Some(Syntax::Binary(sign, Box::new([left, right])));
        }
        self.next();
        self.expect_sign("(")?;
        if let Some(query) = self.sub_select()? {
            self.expect_sign(")")?;
            return Some(Syntax::Compared(sign, Box::new(left), Box::new(query), every));
        }
        let array = self.expression()?;
        self.expect_sign(")")?;
        Some(Syntax::Elements(sign, Box::new([left, array]), every))
    }

    /// Operators that are no comparisons: `+` and `-` below `*`, `/` and `%`, all others above neither.
    fn operation(&mut self, level: usize) -> Option<Syntax> {
        if level == 3 {
            return self.suffixed();
        }
        let mut left = self.operation(level + 1)?;
        loop {
            let Some(Token::Sign(sign)) = self.peek() else { return Some(left) };
            let sign = sign.clone();
            let is_here = match level {
                0 => {
                    !["=", "<>", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "%", "::", ":", ":="]
                        .contains(&sign.as_str())
                        && sign.chars().all(|letter| "+-*/<>=~!@#%^&|`?".contains(letter))
                }
                1 => sign == "+" || sign == "-",
                _ => ["*", "/", "%"].contains(&sign.as_str()),
            };
            if !is_here {
                return Some(left);
            }
            self.next();
            let right = self.operation(level + 1)?;
            left = Syntax::Binary(sign, Box::new([left, right]));
        }
    }

    /// A value with what stands behind it: casts and subscripts.
    fn suffixed(&mut self) -> Option<Syntax> {
        let mut value = self.value()?;
        loop {
            if self.take_sign("::") {
                value = Syntax::Cast(Box::new(value), self.type_name()?);
            } else if self.take_sign("[") {
                self.list("]")?;
                value = Syntax::Opaque;
            } else if self.is_word("collate") {
                self.next();
                self.name()?;
                value = Syntax::Opaque;
            } else {
                return Some(value);
            }
        }
    }

    fn value(&mut self) -> Option<Syntax> {
        match self.peek()?.clone() {
            Token::Text(text) => {
                self.next();
                Some(Syntax::Text(text))
            }
            Token::Number(number) => {
                self.next();
                Some(Syntax::Number(number))
            }
            Token::Parameter(number) => {
                self.next();
                Some(Syntax::Parameter(number))
            }
            Token::Sign(sign) if sign == "(" => {
                self.next();
                if let Some(query) = self.sub_select()? {
                    self.expect_sign(")")?;
                    return Some(Syntax::Scalar(Box::new(query)));
                }
                let mut list = self.list(")")?;
                Some(if list.len() == 1 { list.remove(0) } else { Syntax::Opaque })
            }
            Token::Sign(sign) if sign == "-" || sign == "+" => {
                self.next();
                match self.deeper(Self::suffixed)? {
                    Syntax::Number(number) if sign == "-" => Some(Syntax::Number(format!("-{number}"))),
                    inner if sign == "+" => Some(inner),
                    _ => Some(Syntax::Opaque),
                }
            }
            Token::Word(word) => self.worded(&word),
            Token::Name(_) => self.named(),
            Token::Sign(_) => None,
        }
    }

    fn worded(&mut self, word: &str) -> Option<Syntax> {
        match word {
            "null" | "true" | "false" => {
                self.next();
                Some(if word == "null" { Syntax::Null } else { Syntax::Boolean(word == "true") })
            }
            "exists" => {
                self.next();
                self.expect_sign("(")?;
                let query = self.sub_select()??;
                self.expect_sign(")")?;
                Some(Syntax::Exists(Box::new(query)))
            }
            "array" => self.array(),
            "case" => self.case(),
            "coalesce" | "nullif" | "cast" => self.form(word),
            "select" | "from" | "where" | "and" | "or" | "when" | "then" | "else" | "end" => None,
            _ => self.named(),
        }
    }

    fn form(&mut self, word: &str) -> Option<Syntax> {
        self.next();
        self.expect_sign("(")?;
        if word == "cast" {
            let inner = self.expression()?;
            self.expect_word("as")?;
            let kind = self.type_name()?;
            self.expect_sign(")")?;
            return Some(Syntax::Cast(Box::new(inner), kind));
        }
        let list = self.list(")")?;
        if word == "coalesce" {
            return Some(Syntax::Coalesce(list));
        }
        let sides: [Syntax; 2] = list.try_into().ok()?;
        Some(Syntax::NullIf(Box::new(sides)))
    }

    fn array(&mut self) -> Option<Syntax> {
        self.next();
        if self.take_sign("(") {
            let query = self.sub_select()??;
            self.expect_sign(")")?;
            return Some(Syntax::Collected(Box::new(query)));
        }
        self.expect_sign("[")?;
        Some(Syntax::Array(self.list("]")?))
    }

    fn case(&mut self) -> Option<Syntax> {
        self.next();
        let subject = if self.is_word("when") { None } else { Some(Box::new(self.expression()?)) };
        let mut branches = Vec::new();
        while self.take_word("when") {
            let condition = self.expression()?;
            self.expect_word("then")?;
            branches.push((condition, self.expression()?));
        }
        let otherwise = if self.take_word("else") { Some(Box::new(self.expression()?)) } else { None };
        self.expect_word("end")?;
        Some(Syntax::Case(subject, branches, otherwise))
    }

    fn named(&mut self) -> Option<Syntax> {
        let name = self.name()?;
        if !self.take_sign("(") {
            return Some(Syntax::Name(name));
        }
        if self.take_sign("*") {
            self.expect_sign(")")?;
            return Some(Syntax::Opaque);
        }
        let is_distinct = self.take_word("distinct");
        let list = self.list(")")?;
        let is_more = ["filter", "over", "within"].iter().any(|word| self.is_word(word));
        if is_more {
            return None;
        }
        Some(if is_distinct { Syntax::Opaque } else { Syntax::Call(name, list) })
    }

    /// Expressions up to a closing mark.
    pub(super) fn list(&mut self, end: &str) -> Option<Vec<Syntax>> {
        let mut list = Vec::new();
        if self.take_sign(end) {
            return Some(list);
        }
        loop {
            list.push(self.expression()?);
            if self.take_sign(end) {
                return Some(list);
            }
            self.expect_sign(",")?;
        }
    }

    /// A query, where there is one; the outer `None` is an error.
    #[allow(
        clippy::option_option,
        reason = "that there is none, and that it cannot be read, are not the same"
    )]
    fn sub_select(&mut self) -> Option<Option<Select>> {
        if !self.is_word("select") && !self.is_word("with") {
            return Some(None);
        }
        self.deeper(Self::select).map(Some)
    }
}
