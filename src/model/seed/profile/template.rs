//! A text with placeholders: `"{given} {family}"`.

use super::Reference;

/// A part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// As it is.
    Text(String),
    /// `{name}`: a word of a list, or a column of the row; which one, the lists decide.
    Name(String),
    /// `{projects.name}`
    Of(Reference),
    /// `{n}`: the row's number in its table.
    Number,
    /// `{rank}`: its number among its siblings.
    Rank,
    /// `{hex 8}`
    Hex(usize),
    /// `{digits 4}`
    Digits(usize),
}

/// Reads a template. `{{` and `}}` are braces; a brace that opens nothing is itself.
pub(crate) fn parse(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        plain.push_str(&rest[..at]);
        let at_placeholder = &rest[at..];
        if at_placeholder.starts_with("{{") || at_placeholder.starts_with("}}") {
            plain.push_str(&at_placeholder[..1]);
            rest = &at_placeholder[2..];
            continue;
        }
        match at_placeholder.strip_prefix('{').and_then(|inside| inside.split_once('}')) {
            Some((inside, after)) => {
                if !plain.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut plain)));
                }
                pieces.push(placeholder(inside.trim()));
                rest = after;
            }
            None => {
                plain.push_str(&at_placeholder[..1]);
                rest = &at_placeholder[1..];
            }
        }
    }
    plain.push_str(rest);
    if !plain.is_empty() || pieces.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    pieces
}

fn placeholder(inside: &str) -> Piece {
    let counted = inside.split_once(' ').and_then(|(what, length)| Some((what, length.parse().ok()?)));
    match (inside, counted) {
        ("n", _) => Piece::Number,
        ("rank", _) => Piece::Rank,
        (_, Some(("hex", length))) => Piece::Hex(length),
        (_, Some(("digits", length))) => Piece::Digits(length),
        (name, _) if name.contains('.') => Piece::Of(Reference::parse(name)),
        (name, _) => Piece::Name(name.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_stand_between_texts() {
        assert_eq!(
            parse("{given}.{family}{n}@{{x}}.example"),
            [
                Piece::Name("given".into()),
                Piece::Text(".".into()),
                Piece::Name("family".into()),
                Piece::Number,
                Piece::Text("@{x}.example".into()),
            ]
        );
        assert_eq!(
            parse("{hex 8}-{digits 4}{rank}{projects.name}"),
            [
                Piece::Hex(8),
                Piece::Text("-".into()),
                Piece::Digits(4),
                Piece::Rank,
                Piece::Of(Reference { table: Some("projects".into()), column: "name".into() }),
            ]
        );
    }

    #[test]
    fn a_brace_that_opens_nothing_is_itself() {
        assert_eq!(parse("a { b"), [Piece::Text("a { b".into())]);
        assert_eq!(parse("a } b"), [Piece::Text("a } b".into())]);
        assert_eq!(parse(""), [Piece::Text(String::new())]);
    }
}
