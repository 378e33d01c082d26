//! A text with placeholders: `"{given} {family}"`.

use super::Reference;

/// A part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TemplatePart {
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
pub(crate) fn parse(text: &str) -> Vec<TemplatePart> {
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
                    pieces.push(TemplatePart::Text(std::mem::take(&mut plain)));
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
        pieces.push(TemplatePart::Text(plain));
    }
    pieces
}

fn placeholder(inside: &str) -> TemplatePart {
    let counted = inside.split_once(' ').and_then(|(what, length)| Some((what, length.parse().ok()?)));
    match (inside, counted) {
        ("n", _) => TemplatePart::Number,
        ("rank", _) => TemplatePart::Rank,
        (_, Some(("hex", length))) => TemplatePart::Hex(length),
        (_, Some(("digits", length))) => TemplatePart::Digits(length),
        (name, _) if name.contains('.') => TemplatePart::Of(Reference::parse(name)),
        (name, _) => TemplatePart::Name(name.to_owned()),
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
                TemplatePart::Name("given".into()),
                TemplatePart::Text(".".into()),
                TemplatePart::Name("family".into()),
                TemplatePart::Number,
                TemplatePart::Text("@{x}.example".into()),
            ]
        );
        assert_eq!(
            parse("{hex 8}-{digits 4}{rank}{projects.name}"),
            [
                TemplatePart::Hex(8),
                TemplatePart::Text("-".into()),
                TemplatePart::Digits(4),
                TemplatePart::Rank,
                TemplatePart::Of(Reference { table: Some("projects".into()), column: "name".into() }),
            ]
        );
    }

    #[test]
    fn a_brace_that_opens_nothing_is_itself() {
        assert_eq!(parse("a { b"), [TemplatePart::Text("a { b".into())]);
        assert_eq!(parse("a } b"), [TemplatePart::Text("a } b".into())]);
        assert_eq!(parse(""), [TemplatePart::Text(String::new())]);
    }
}
