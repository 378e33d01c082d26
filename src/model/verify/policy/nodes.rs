//! The text in which the server keeps a tree: `{TAG :field value ..}`, lists in parentheses, `<>` for nothing.

/// A value in a stored tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node<'a> {
    /// `<>`.
    Nothing,
    /// A number, a word or a name; escaped characters are still escaped.
    Atom(&'a str),
    List(Vec<Node<'a>>),
    /// The bytes of a constant.
    Bytes(Vec<u8>),
    Tagged(&'a str, Vec<(&'a str, Node<'a>)>),
}

/// How deep nodes may be in one another: deeper trees are not read.
const DEPTH: usize = 400;

/// Reads a tree; `None` for another text.
pub(crate) fn parse(text: &str) -> Option<Node<'_>> {
    let mut reader = Reader { text, at: 0 };
    let token = reader.token()?;
    reader.node(token, 0)
}

impl<'a> Node<'a> {
    /// Whether a node has a tag.
    pub(crate) fn tag(&self) -> &'a str {
        match self {
            Self::Tagged(tag, _) => tag,
            _ => "",
        }
    }

    /// A field; nothing where the node has none of this name.
    pub(crate) fn field(&self, name: &str) -> &Node<'a> {
        match self {
            Self::Tagged(_, fields) => {
                fields.iter().find(|(field, _)| *field == name).map_or(&Node::Nothing, |(_, value)| value)
            }
            _ => &Node::Nothing,
        }
    }

    /// The elements of a list; none of anything else.
    pub(crate) fn list(&self) -> &[Node<'a>] {
        match self {
            Self::List(list) => list,
            _ => &[],
        }
    }

    /// A number.
    pub(crate) fn number<T: std::str::FromStr>(&self) -> Option<T> {
        match self {
            Self::Atom(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// Whether it is `true`.
    pub(crate) fn is_true(&self) -> bool {
        matches!(self, Self::Atom("true"))
    }

    /// Whether it is something.
    pub(crate) fn is_some(&self) -> bool {
        !matches!(self, Self::Nothing) && !matches!(self, Self::List(list) if list.is_empty())
    }

    /// A name or a text, without what escapes it.
    pub(crate) fn text(&self) -> String {
        let Self::Atom(text) = self else { return String::new() };
        let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
        let mut plain = String::with_capacity(inner.len());
        let mut letters = inner.chars();
        while let Some(letter) = letters.next() {
            plain.extend(if letter == '\\' { letters.next() } else { Some(letter) });
        }
        plain
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn token(&mut self) -> Option<&'a str> {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at)?, b' ' | b'\n' | b'\t') {
            self.at += 1;
        }
        let start = self.at;
        if matches!(bytes[start], b'(' | b')' | b'{' | b'}') {
            self.at += 1;
            return self.text.get(start..self.at);
        }
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b' ' | b'\n' | b'\t' | b'(' | b')' | b'{' | b'}' => break,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        self.at = self.at.min(bytes.len());
        self.text.get(start..self.at)
    }

    fn peek(&self) -> Option<&'a str> {
        Self { text: self.text, at: self.at }.token()
    }

    fn node(&mut self, token: &'a str, depth: usize) -> Option<Node<'a>> {
        if depth > DEPTH {
            return None;
        }
        match token {
            "<>" => Some(Node::Nothing),
            "{" => {
                let tag = self.token()?;
                let mut fields = Vec::new();
                loop {
                    let token = self.token()?;
                    if token == "}" {
                        return Some(Node::Tagged(tag, fields));
                    }
                    let name = token.strip_prefix(':')?;
                    fields.push((name, self.value(depth)?));
                }
            }
            "(" => {
                let mut list = Vec::new();
                loop {
                    match self.token()? {
                        ")" => return Some(Node::List(list)),
                        token => list.push(self.node(token, depth + 1)?),
                    }
                }
            }
            ")" | "}" => None,
            atom => Some(Node::Atom(atom)),
        }
    }

    /// What a field has: one value, or a count and bytes, or several words, of which the first counts.
    fn value(&mut self, depth: usize) -> Option<Node<'a>> {
        let token = self.token()?;
        let value = self.node(token, depth + 1)?;
        if self.peek()? == "[" {
            self.token()?;
            let mut bytes = Vec::new();
            loop {
                match self.token()? {
                    "]" => return Some(Node::Bytes(bytes)),
                    token => bytes.push(token.parse::<i16>().ok()?.to_le_bytes()[0]),
                }
            }
        }
        while !self.peek()?.starts_with(':') && self.peek()? != "}" {
            let token = self.token()?;
            self.node(token, depth + 1)?;
        }
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_lists_bytes_and_escapes_are_read() {
        let text = "{A :x 1 :list ({B :y <>} \"na\\ me\") :bytes 3 [ 1 -61 0 0 ] :name a\\(b}";
        let node = parse(text).unwrap();
        assert_eq!((node.tag(), node.field("x").number::<u32>()), ("A", Some(1)));
        assert_eq!(node.field("list").list()[0].field("y"), &Node::Nothing);
        assert_eq!(node.field("list").list()[1].text(), "na me");
        assert_eq!(node.field("bytes"), &Node::Bytes(vec![1, 195, 0, 0]));
        assert_eq!(node.field("name").text(), "a(b");
        assert_eq!(node.field("none"), &Node::Nothing);
    }

    #[test]
    fn what_is_cut_off_or_too_deep_is_no_tree() {
        for text in ["", "{A :x", "{A :x 1", "(1 2", ")", "{A x 1}", "{A :b 1 [ x ]}"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse(&"(".repeat(100_000)), None);
    }
}
