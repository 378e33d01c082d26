//! Texts that a column may take: the constants that its constraints speak of, or one of the usual forms.

use super::numbers::spoken;
use super::pattern;
use crate::model::seed::catalog::CatalogColumn;
use crate::model::seed::generate::sequence::Sequence;
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
const FORMS: [&str; 30] = [
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
    "{{}}",
    "[]",
    "true",
    "2026-01-01",
    "A-{digits 4}",
    "AA-{digits 4}",
];
pub(super) fn candidates(column: &CatalogColumn, checks: &[&str]) -> Vec<Generator> {
    let most = column.max_chars.map_or(usize::MAX, |most| most as usize);
    let mut candidates = Vec::new();
    let constants = constants(checks);
    if !constants.is_empty() {
        candidates.push(Generator::Choice(constants.iter().map(|text| (text.clone(), 1.0)).collect()));
        candidates.extend(constants.into_iter().map(Generator::Constant));
    }
    candidates.extend(patterns(checks, most).into_iter().map(Generator::Any));
    candidates
        .extend(by_name(&column.name).iter().filter(|form| longest(form) <= most).map(|form| template(form)));
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
    candidates.extend(numbers(checks));
    if most < 64 {
        candidates.extend([template(&format!("{{hex {most}}}")), template(&format!("{{digits {most}}}"))]);
        candidates.push(Generator::Constant("A".repeat(most)));
    }
    candidates
}

/// What a column of this name often holds.
fn by_name(name: &str) -> &'static [&'static str] {
    let name = name.to_lowercase();
    let is_about = |words: &[&str]| words.iter().any(|word| name.contains(word));
    match () {
        () if is_about(&["email", "e_mail"]) => &["{}{n}@{}.example"],
        () if is_about(&["url", "website", "homepage", "link"]) => &["https://{}.example/{n}"],
        () if is_about(&["phone", "mobile"]) => &["+49{digits 9}"],
        () if is_about(&["slug"]) => &["{}-{}", "{}"],
        () if is_about(&["country"]) => &["DE"],
        () if is_about(&["currency"]) => &["EUR"],
        () if is_about(&["locale", "language"]) => &["en"],
        () if is_about(&["sha256"]) => &["{hex 64}"],
        () if is_about(&["hash", "token", "digest", "checksum"]) => &["{hex 32}", "{hex 16}"],
        () if is_about(&["color", "colour"]) => &["#{hex 6}"],
        () if is_about(&["zip", "postal", "postcode"]) => &["{digits 5}"],
        () if is_about(&["path"]) => &["/{}/{}"],
        () => &[],
    }
}

/// Numbers as texts, between those that constraints speak of.
fn numbers(checks: &[&str]) -> Vec<Generator> {
    let spoken = spoken(checks);
    let few = |ends: &[i64]| {
        let items = (ends[0]..=ends[1]).take(10).map(|number| (number.to_string(), 1.0));
        Generator::Choice(items.collect())
    };
    let cast: Vec<&&str> = checks.iter().filter(|check| check.contains("::")).collect();
    if cast.is_empty() { Vec::new() } else { spoken.windows(2).map(few).collect() }
}

/// A template as a generator, a constant one too.
pub(super) fn template(text: &str) -> Generator {
    Generator::Template(pieces(text))
}

pub(super) fn pieces(text: &str) -> Vec<TemplatePart> {
    parse_template(text)
}

/// How many characters a form has at most.
pub(super) fn longest(form: &str) -> usize {
    let piece = |piece: &TemplatePart| match piece {
        TemplatePart::Text(text) => text.chars().count(),
        TemplatePart::Hex(digits) | TemplatePart::Digits(digits) => *digits,
        TemplatePart::Name(_) | TemplatePart::Number | TemplatePart::Rank | TemplatePart::Of(_) => 10,
    };
    pieces(form).iter().map(piece).sum()
}

/// The texts that patterns in some expressions take.
pub(super) fn patterns(checks: &[&str], most: usize) -> Vec<Sequence> {
    let with_patterns: Vec<&str> = checks.iter().copied().filter(|check| check.contains('~')).collect();
    let mut sequences = Vec::new();
    for text in quoted(&with_patterns) {
        let is_like = text.contains(['%', '_']);
        let of_expression = pattern::of_expression(&text, most).into_iter().map(Sequence::Places);
        // The pattern of a LIKE taken for a regular expression is a text that it takes, too, and the only one.
        sequences.extend(of_expression.filter(|sequence| !is_like || sequence.size() > 1));
        if is_like {
            sequences.push(Sequence::Places(pattern::of_like(&text)));
        }
    }
    sequences
}

/// The quoted constants of an expression that are no patterns, casts or names.
pub(super) fn constants(checks: &[&str]) -> Vec<String> {
    quoted(&checks.iter().copied().filter(|check| !check.contains('~')).collect::<Vec<_>>())
}

fn quoted(checks: &[&str]) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for check in checks {
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
