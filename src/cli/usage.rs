//! A command line that cannot be used, for those who read documents.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue};

use crate::model::outcome::failure::UsageProblem;

/// Whether a command line asks for JSON, whatever else is wrong with it. The last word counts, as it does where
/// nothing is wrong.
pub(crate) fn asks_for_json(arguments: &[OsString]) -> bool {
    let mut asks = false;
    let mut words = arguments.iter().skip(1).map(|word| word.to_string_lossy());
    while let Some(word) = words.next() {
        match word.as_ref() {
            "--" => break,
            "--format" => asks = words.next().is_some_and(|format| format == "json"),
            word => asks = word.strip_prefix("--format=").map_or(asks, |format| format == "json"),
        }
    }
    asks
}

/// What is wrong, without the usage that follows for a person.
pub(crate) fn problem(error: &clap::Error) -> UsageProblem {
    let said = error.to_string();
    let first = said.split("\n\n").next().unwrap_or_default().trim_start_matches("error: ");
    let words: Vec<&str> = first.split_whitespace().collect();
    let named = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    };
    let argument = named(ContextKind::InvalidArg).into_iter().next();
    let argument = argument.or_else(|| named(ContextKind::InvalidSubcommand).into_iter().next());
    let known = [ContextKind::ValidValue, ContextKind::ValidSubcommand, ContextKind::SuggestedArg];
    UsageProblem { why: words.join(" "), argument, known: known.into_iter().flat_map(named).collect() }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::Cli;

    fn asks(line: &str) -> bool {
        asks_for_json(&line.split(' ').map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn the_format_is_found_in_a_line_that_is_wrong() {
        assert!(asks("migrate --format json nope") && asks("migrate nope --format=json"));
        assert!(
            !asks("migrate nope")
                && !asks("migrate --format human nope")
                && !asks("migrate -- --format=json")
        );
        assert!(!asks("migrate --format=json nope --format human"));
    }

    #[test]
    fn the_problem_is_one_line_with_what_it_is_about() {
        let problem = |line: &str| problem(&Cli::try_parse_from(line.split(' ')).unwrap_err());
        let unknown = problem("migrate up --nope");
        assert_eq!(unknown.why, "unexpected argument '--nope' found");
        assert_eq!(unknown.argument.as_deref(), Some("--nope"));
        assert_eq!(problem("migrate --format yaml up").known, ["human", "json", "github"]);
        assert_eq!(problem("migrate upp").argument.as_deref(), Some("upp"));
    }
}
