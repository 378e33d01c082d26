//! The schemas that scripts start with, as far as somebody said.

use super::Environment;
use super::database::environment_name;
use super::file::ConfigFile;
use crate::cli::Cli;
use crate::model::migration::search_path::SearchPath;
use crate::model::outcome::failure::ConfigProblem;

/// The flag, then `[env.NAME]`, then the connection's `search_path`, then `[database]`. `None` leaves it to the login.
pub(super) fn settle(
    cli: &Cli,
    parameter: Option<&str>,
    config: &ConfigFile,
    environment: &Environment,
) -> Result<Option<SearchPath>, ConfigProblem> {
    let bad = |name: &str| ConfigProblem::BadValue {
        name: name.to_owned(),
        wanted: "one or more schema names of at most 63 bytes, with commas in between",
    };
    let words = |name: &str, text: &str| SearchPath::parse(text).ok_or_else(|| bad(name));
    let list = |name: &str, names: &[String]| SearchPath::new(names).ok_or_else(|| bad(name));
    let chosen = environment_name(cli, environment);
    let section = chosen.and_then(|name| config.env.get(name)?.search_path.as_deref());
    let general = config.database.as_ref().and_then(|database| database.search_path.as_deref());
    match (cli.connection.search_path.as_deref(), section, parameter, general) {
        (Some(text), ..) => words("--search-path", text),
        (_, Some(names), ..) => list(&format!("env.{}.search_path", chosen.unwrap_or_default()), names),
        (_, _, Some(text), _) => words("search_path", text),
        (.., Some(names)) => list("database.search_path", names),
        (None, None, None, None) => return Ok(None),
    }
    .map(Some)
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    fn settled(
        line: &str,
        parameter: Option<&str>,
        toml: &str,
    ) -> Result<Option<Vec<String>>, ConfigProblem> {
        let cli = Cli::try_parse_from(line.split(' ')).unwrap();
        let config: ConfigFile = toml::from_str(toml).unwrap();
        let environment = Environment::read(&[]).unwrap().without_files();
        Ok(settle(&cli, parameter, &config, &environment)?.map(|path| path.names()))
    }

    #[test]
    fn the_nearest_word_counts() {
        let toml =
            "[database]\nsearch_path = [\"Base\", \"$user\"]\n[env.a]\nsearch_path = [\"env\"]\n[env.b]\n";
        for (line, parameter, toml, expected) in [
            ("migrate up", None, "", None),
            ("migrate up", None, toml, Some("Base $user")),
            ("migrate up", Some("Url, \"Q,x\""), toml, Some("url Q,x")),
            ("migrate up --env a", Some("url"), toml, Some("env")),
            ("migrate up --env b", Some("url"), toml, Some("url")),
            ("migrate up --env b", None, toml, Some("Base $user")),
            ("migrate up --env a --search-path x,\"$user\"", Some("url"), toml, Some("x $user")),
        ] {
            let settled = settled(line, parameter, toml).unwrap().map(|names| names.join(" "));
            assert_eq!(settled.as_deref(), expected, "{line} {parameter:?}");
        }
        let long = "x".repeat(64);
        for text in ["", ",", "a,,b", "\"", "\"a\"b", long.as_str()] {
            let refused = settled("migrate up", Some(text), toml);
            assert!(matches!(refused, Err(ConfigProblem::BadValue { .. })), "{text}: {refused:?}");
        }
    }
}
