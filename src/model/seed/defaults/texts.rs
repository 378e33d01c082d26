//! Texts that a column may take: the constants that its constraints speak of, or one of the usual forms.

use crate::model::seed::catalog::CatalogColumn;
use crate::model::seed::profile::{Count, Generator, TemplatePart, parse_template};

/// The words of texts that no profile asked for.
pub(crate) const WORDS: [&str; 48] = [
    "amber", "anchor", "apple", "autumn", "basket", "bridge", "candle", "canyon", "cedar", "clover", "coast",
    "copper", "dawn", "delta", "ember", "falcon", "fern", "forest", "garden", "granite", "harbor", "hazel",
    "island", "ivory", "juniper", "lantern", "linen", "maple", "meadow", "mesa", "mint", "north", "ocean",
    "olive", "orchid", "pebble", "pine", "prairie", "quartz", "raven", "river", "saffron", "shore", "silver",
    "spruce", "stone", "valley", "willow",
];

/// The usual forms; `{}` is one of our words.
const FORMS: [&str; 24] = [
    "{}",
    "{}-{}",
    "{}-{n}",
    "{}{n}@{}.example",
    "https://{}.example/{n}",
    "#{hex 6}",
    "{hex 8}",
    "{hex 16}",
    "{hex 32}",
    "{hex 64}",
    "{digits 5}",
    "+49{digits 9}",
    "/{}/{}",
    "{}/{}",
    "1.{digits 1}.{digits 1}",
    "DE",
    "EUR",
    "de",
    "en-US",
    "A{digits 1}",
    "10.0.0.{digits 1}",
    "{}.example",
    "x",
    "1",
];
/// The same where values have to differ.
const DIFFERENT: [&str; 9] = [
    "{}-{n}",
    "{} {n}",
    "{n}",
    "{}{n}@{}.example",
    "https://{}.example/{n}",
    "K{n}",
    "/{}/{n}",
    "{}.{n}.example",
    "{hex 16}",
];

pub(super) fn candidates(column: &CatalogColumn, checks: &[&str], is_key: bool) -> Vec<Generator> {
    if is_key {
        return DIFFERENT.iter().map(|form| template(form)).collect();
    }
    let most = column.max_chars.map_or(usize::MAX, |most| most as usize);
    let mut candidates = Vec::new();
    let constants = constants(checks);
    if !constants.is_empty() {
        candidates.push(Generator::Choice(constants.iter().map(|text| (text.clone(), 1.0)).collect()));
        candidates.extend(constants.into_iter().map(Generator::Constant));
    }
    let words = |from, to| Generator::Words {
        list: String::new(),
        count: Count::Between(from, to),
        sentence: false,
        max_chars: most,
    };
    if most > 8 {
        candidates.extend([words(1, 4), words(1, 1)]);
    }
    let fits = |form: &&&str| longest(form) <= most;
    candidates.extend(FORMS.iter().filter(fits).map(|form| template(form)));
    if most < 64 {
        candidates.extend([template(&format!("{{hex {most}}}")), template(&format!("{{digits {most}}}"))]);
        candidates.push(Generator::Constant("A".repeat(most)));
    }
    candidates
}

/// A template as a generator, a constant one too.
pub(super) fn template(text: &str) -> Generator {
    Generator::Template(pieces(text))
}

pub(super) fn pieces(text: &str) -> Vec<TemplatePart> {
    parse_template(text)
}

/// How many characters a form has at most.
fn longest(form: &str) -> usize {
    let piece = |piece: &TemplatePart| match piece {
        TemplatePart::Text(text) => text.chars().count(),
        TemplatePart::Hex(digits) | TemplatePart::Digits(digits) => *digits,
        TemplatePart::Name(_) | TemplatePart::Number | TemplatePart::Rank | TemplatePart::Of(_) => 10,
    };
    pieces(form).iter().map(piece).sum()
}

/// The quoted constants of an expression that are no patterns, casts or names.
fn constants(checks: &[&str]) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for check in checks.iter().filter(|check| !check.contains('~')) {
        let mut rest = *check;
        while let Some((_, after)) = rest.split_once('\'') {
            let mut text = String::new();
            let mut tail = after;
            while let Some((part, next)) = tail.split_once('\'') {
                text.push_str(part);
                tail = next;
                match tail.strip_prefix('\'') {
                    Some(next) => {
                        text.push('\'');
                        tail = next;
                    }
                    None => break,
                }
            }
            if !texts.contains(&text) {
                texts.push(text);
            }
            rest = tail;
        }
    }
    texts
}

/// The text of a constant, as an expression writes it: `'x'::text`, `0`, `'-1'::integer`, `true`.
pub(crate) fn constant(expression: &str) -> Option<String> {
    let bare = expression.trim_matches(['(', ')']);
    match bare.strip_prefix('\'') {
        Some(_) => constants(&[bare]).into_iter().next(),
        None => {
            let value = bare.split("::").next().unwrap_or(bare).trim_matches(['(', ')']);
            let is_plain = value == "true" || value == "false" || value.parse::<f64>().is_ok();
            is_plain.then(|| value.to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_default_is_read() {
        let read = |text: &str| constant(text);
        assert_eq!(read("'it''s'::text").as_deref(), Some("it's"));
        assert_eq!(read("'{}'::text[]").as_deref(), Some("{}"));
        assert_eq!(read("(-1)").as_deref(), Some("-1"));
        assert_eq!(read("0.50").as_deref(), Some("0.50"));
        assert_eq!(read("true").as_deref(), Some("true"));
        assert_eq!(read("ARRAY['a'::text]"), None);
        assert_eq!(read("now()"), None);
    }

    #[test]
    fn constants_are_found() {
        assert_eq!(
            constants(&["(status = ANY (ARRAY['open'::text, 'it''s shut'::text]))", "(x ~ '^a'::text)"]),
            ["open", "it's shut"]
        );
        assert_eq!(constants(&["(char_length(x) <= 10)"]), Vec::<String>::new());
    }
}
