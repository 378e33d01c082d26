//! `[up]`, settled with the flags: how scripts get the locks on tables.

use std::time::Duration;

use super::Environment;
use super::database::environment_name;
use super::file::{ConfigFile, Up};
use crate::cli::{Cli, Command, LockArgs, PartitionsCommand, ScriptLockArgs};
use crate::model::locks::policy::{LockBudget, LockPolicy};
use crate::model::outcome::failure::ConfigProblem;
use crate::model::sql::duration::duration;

/// A flag, then `[env.NAME.up]`, then `[up]`. What the file says is about `up`, `down` and `redo` alone.
pub(super) fn policy(
    cli: &Cli,
    config: &ConfigFile,
    environment: &Environment,
) -> Result<LockPolicy, ConfigProblem> {
    let chosen = environment_name(cli, environment);
    let section =
        chosen.and_then(|name| Some((format!("env.{name}.up"), config.env.get(name)?.up.as_ref()?)));
    let general = config.up.as_ref().map(|up| ("up".to_owned(), up));
    // Both are checked: what is wrong in the file is wrong whatever beats it.
    let from_file = match (section.map(read).transpose()?, general.map(read).transpose()?) {
        (Some(nearer), Some(farther)) => nearer.or(farther),
        (nearer, farther) => nearer.or(farther).unwrap_or_default(),
    };
    Ok(match &cli.command {
        Command::Up(args) => settled(&args.locks, from_file),
        Command::Down(args) => settled(&args.rollback.locks, from_file),
        Command::Redo(args) => settled(&args.rollback.locks, from_file),
        Command::Partitions(args) => LockPolicy {
            budget: of_step(&args.command).and_then(|args| args.lock_budget).unwrap_or_default(),
            ..LockPolicy::default()
        },
        _ => LockPolicy::default(),
    })
}

fn settled(args: &ScriptLockArgs, file: FromFile) -> LockPolicy {
    LockPolicy {
        budget: args.locks.lock_budget.or(file.budget).unwrap_or_default(),
        kill_blockers_after: args.kill_blockers_after,
        max_exclusive_lock: file.max_exclusive_lock,
    }
}

/// The flags of a command that changes partitions.
fn of_step(command: &PartitionsCommand) -> Option<&LockArgs> {
    match command {
        PartitionsCommand::Ensure(args) => Some(&args.locks),
        PartitionsCommand::Drain(args) => Some(&args.locks),
        PartitionsCommand::Retire(args) => Some(&args.locks),
        PartitionsCommand::Adopt(args) => Some(&args.locks),
        PartitionsCommand::Check(_) | PartitionsCommand::List(_) => None,
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct FromFile {
    budget: Option<LockBudget>,
    max_exclusive_lock: Option<Duration>,
}

impl FromFile {
    fn or(self, farther: Self) -> Self {
        Self {
            budget: self.budget.or(farther.budget),
            max_exclusive_lock: self.max_exclusive_lock.or(farther.max_exclusive_lock),
        }
    }
}

fn read((section, up): (String, &Up)) -> Result<FromFile, ConfigProblem> {
    let bad = |key: &str, wanted| ConfigProblem::BadValue { name: format!("{section}.{key}"), wanted };
    let budget = up.lock_budget.as_ref().map(|value| {
        let text = value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
        LockBudget::parse(&text).ok_or_else(|| bad("lock_budget", LockBudget::WANTED))
    });
    let most = up.max_exclusive_lock.as_ref().map(|text| {
        let most = duration(text).filter(|most| !most.is_zero());
        most.ok_or_else(|| {
            bad("max_exclusive_lock", "a duration above zero such as \"500ms\", \"2s\" or \"1min\"")
        })
    });
    Ok(FromFile { budget: budget.transpose()?, max_exclusive_lock: most.transpose()? })
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    fn settle(line: &str, toml: &str) -> Result<LockPolicy, ConfigProblem> {
        let cli = Cli::try_parse_from(line.split(' ')).unwrap();
        let environment = Environment::read(&[]).unwrap().without_files();
        policy(&cli, &toml::from_str(toml).unwrap(), &environment)
    }

    const FILE: &str =
        "[up]\nlock_budget = \"2min\"\nmax_exclusive_lock = \"2s\"\n[env.a.up]\nlock_budget = 7\n[env.b]\n";

    #[test]
    fn the_nearest_word_counts() {
        let seconds = |seconds| LockBudget::Time(Duration::from_secs(seconds));
        let two = Some(Duration::from_secs(2));
        for (line, toml, budget, most) in [
            ("migrate up", "", seconds(60), None),
            ("migrate up", FILE, seconds(120), two),
            ("migrate down --env a", FILE, LockBudget::Tries(7), two),
            ("migrate redo --env b", FILE, seconds(120), two),
            ("migrate redo --env a --lock-budget 5s", FILE, seconds(5), two),
            ("migrate up --lock-budget 3", FILE, LockBudget::Tries(3), two),
            ("migrate partitions ensure", FILE, seconds(60), None),
            ("migrate partitions ensure --lock-budget 5s", FILE, seconds(5), None),
            ("migrate partitions retire --lock-budget 9", FILE, LockBudget::Tries(9), None),
            ("migrate partitions drain --lock-budget 9", FILE, LockBudget::Tries(9), None),
            ("migrate partitions adopt --lock-budget 9", FILE, LockBudget::Tries(9), None),
            ("migrate roundtrip --ephemeral", FILE, seconds(60), None),
        ] {
            let policy = settle(line, toml).unwrap();
            assert_eq!((policy.budget, policy.max_exclusive_lock), (budget, most), "{line}");
            assert_eq!(policy.kill_blockers_after, None);
        }
        let kills = settle("migrate down --kill-blockers-after 30s", FILE).unwrap();
        assert_eq!(kills.kill_blockers_after, Some(Duration::from_secs(30)));
    }

    #[test]
    fn a_bad_value_is_named_with_its_place() {
        for (toml, key) in [
            ("[up]\nlock_budget = 0", "up.lock_budget"),
            ("[up]\nlock_budget = \"1h\"", "up.lock_budget"),
            ("[up]\nlock_budget = true", "up.lock_budget"),
            ("[up]\nmax_exclusive_lock = \"0s\"", "up.max_exclusive_lock"),
            ("[up]\nmax_exclusive_lock = \"2\"", "up.max_exclusive_lock"),
            (
                "[env.a.up]\nmax_exclusive_lock = \"soon\"\n[up]\nmax_exclusive_lock = \"2s\"",
                "env.a.up.max_exclusive_lock",
            ),
            ("[env.a.up]\nlock_budget = 1\n[up]\nlock_budget = -1", "up.lock_budget"),
        ] {
            // Whatever the command is: a typo must not wait for the night of a migration.
            for line in
                ["migrate up --env a", "migrate up --env a --lock-budget 5s", "migrate status --env a"]
            {
                let toml =
                    if toml.contains("env.a") { toml.to_owned() } else { format!("{toml}\n[env.a]\n") };
                let Err(ConfigProblem::BadValue { name, .. }) = settle(line, &toml) else {
                    panic!("{line} {toml}")
                };
                assert_eq!(name, key, "{line}");
            }
        }
    }

    #[test]
    fn flags_take_what_they_mean() {
        for line in [
            "migrate up --lock-budget 0",
            "migrate up --lock-budget soon",
            "migrate up --kill-blockers-after 0s",
            "migrate up --kill-blockers-after 30",
            "migrate partitions check --lock-budget 5s",
            "migrate partitions ensure --kill-blockers-after 30s",
            "migrate status --lock-budget 5s",
        ] {
            assert!(Cli::try_parse_from(line.split(' ')).is_err(), "{line}");
        }
    }
}
