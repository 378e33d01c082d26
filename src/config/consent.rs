//! What is allowed beyond the usual, by flags and `[database]`.

use super::file::{ConfigFile, ExistingTables};
use crate::cli::{Cli, Command};
use crate::model::migration::project::{Consent, Existing};
use crate::model::outcome::failure::ConfigProblem;
use crate::model::sql::quote::Ident;

/// What was said. A flag beats the file.
pub(super) fn given(cli: &Cli, config: &ConfigFile) -> Result<Consent, ConfigProblem> {
    let (new_history, allow_existing) = match &cli.command {
        Command::Up(args) => (args.new_history, args.allow_existing),
        _ => (false, false),
    };
    let database = config.database.clone().unwrap_or_default();
    let owner = database.owner.map(|owner| {
        let wanted = "the name of a role, of at most 63 bytes";
        Ident::new(&owner).ok_or(ConfigProblem::BadValue { name: "database.owner".to_owned(), wanted })
    });
    let is_allowed = allow_existing || database.existing == ExistingTables::Allow;
    Ok(Consent {
        override_read_only: cli.connection.override_read_only,
        new_history,
        existing: if is_allowed { Existing::Allow } else { Existing::Refuse },
        owner: owner.transpose()?,
    })
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[test]
    fn everything_has_to_be_said() {
        let given = |line: &str, toml: &str| {
            given(&Cli::try_parse_from(line.split(' ')).unwrap(), &toml::from_str(toml).unwrap())
        };
        assert_eq!(given("migrate up", "").unwrap(), Consent::default());
        assert_eq!(given("migrate up", "[database]\nexisting = \"refuse\"").unwrap(), Consent::default());
        let all = given(
            "migrate up --new-history --override-read-only",
            "[database]\nexisting = \"allow\"\nowner = \"app\"",
        )
        .unwrap();
        assert!(all.new_history && all.override_read_only && all.existing == Existing::Allow);
        assert_eq!(all.owner, Ident::new("app"));
        assert_eq!(given("migrate up --allow-existing", "").unwrap().existing, Existing::Allow);
        assert!(given("migrate up", "[database]\nowner = \"\"").is_err());
    }
}
