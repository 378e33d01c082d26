//! What holds for the help of every command.

use clap::{Command, CommandFactory, Parser};

use super::Cli;

/// Every command that does something, with the words that choose it.
fn commands() -> Vec<(Vec<String>, Command)> {
    let mut root = Cli::command();
    root.build();
    let mut commands = Vec::new();
    let mut open = vec![(vec!["migrate".to_owned()], root)];
    while let Some((words, command)) = open.pop() {
        let below: Vec<&Command> =
            command.get_subcommands().filter(|below| below.get_name() != "help").collect();
        open.extend(
            below
                .iter()
                .map(|below| ([words.clone(), vec![below.get_name().to_owned()]].concat(), (*below).clone())),
        );
        commands.push((words, command));
    }
    assert!(commands.len() > 20, "{}", commands.len());
    commands
}

#[test]
fn what_a_command_is_for_fits_on_one_line_of_the_list() {
    for (words, command) in commands() {
        let about = command.get_about().unwrap_or_else(|| panic!("{words:?} says nothing")).to_string();
        assert!(about.len() <= 100 - "  partitions  ".len(), "{words:?}: {} letters", about.len());
        assert!(about.starts_with(|first: char| first.is_uppercase()), "{words:?}: {about}");
        assert!(!about.ends_with('.'), "{words:?}: {about}");
    }
}

#[test]
fn every_option_has_help() {
    for (words, command) in commands() {
        for arg in command.get_arguments() {
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(
                help.starts_with(|first: char| first.is_uppercase()),
                "{words:?} {}: `{help}`",
                arg.get_id()
            );
            assert!(!help.ends_with('.'), "{words:?} {}: `{help}`", arg.get_id());
        }
    }
}

#[test]
fn every_help_ends_in_examples_that_are_accepted_and_fit_on_80_columns() {
    for (words, command) in commands() {
        let after =
            command.get_after_help().unwrap_or_else(|| panic!("{words:?} has no example")).to_string();
        let examples: Vec<&str> = after.lines().filter_map(|line| line.strip_prefix("  migrate ")).collect();
        assert!(after.starts_with("Examples:\n  migrate ") && examples.len() >= 2, "{words:?}: {after}");
        for line in after.lines() {
            assert!(line.chars().count() <= 80, "{words:?}: {line}");
        }
        for example in examples {
            let typed = example.split('#').next().unwrap();
            assert!(format!("migrate {typed}").starts_with(&words.join(" ")), "{words:?}: {example}");
            let typed = ["migrate"].into_iter().chain(typed.split_whitespace());
            let parsed = Cli::try_parse_from(typed);
            assert!(parsed.is_ok(), "{example}: {}", parsed.unwrap_err());
        }
    }
}
