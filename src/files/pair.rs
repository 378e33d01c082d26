//! From two lists of scripts to pairs: every migration has its rollback, every version one name.

use super::folder::{Found, Listed};
use super::script;
use crate::model::directive::Direction;
use crate::model::file_problem::FileProblem;
use crate::model::migration::{MigrationId, Pair};

/// Pairs up two sorted lists. Whatever cannot be paired or read is added to `problems`.
pub(super) fn pair_up(migrations: &Listed, rollbacks: &Listed, problems: &mut Vec<FileProblem>) -> Vec<Pair> {
    duplicates(&migrations.scripts, problems);
    duplicates(&rollbacks.scripts, problems);
    let mut pairs = Vec::with_capacity(migrations.scripts.len());
    for migration in &migrations.scripts {
        let rollback = match partner(migration, &rollbacks.scripts) {
            Some(rollback) if rollback.name.name == migration.name.name => Some(rollback),
            Some(rollback) => {
                problems.push(FileProblem::NamesDiffer {
                    migration: migration.shown.clone(),
                    rollback: rollback.shown.clone(),
                });
                None
            }
            None => {
                if rollbacks.lacks(migration) {
                    problems.push(FileProblem::MissingRollback {
                        file: migration.shown.clone(),
                        expected: rollbacks.expected(migration),
                    });
                }
                None
            }
        };
        let up = script::read(migration, Direction::Up).map_err(|problem| problems.push(problem));
        let down = rollback.ok_or(()).and_then(|rollback| {
            script::read(rollback, Direction::Down).map_err(|problem| problems.push(problem))
        });
        if let (Ok(up), Ok(down)) = (up, down) {
            let id = MigrationId { version: migration.name.version, name: migration.name.name.clone() };
            pairs.push(Pair { id, up, down });
        }
    }
    for rollback in &rollbacks.scripts {
        if partner(rollback, &migrations.scripts).is_none() && migrations.lacks(rollback) {
            problems.push(FileProblem::MissingMigration {
                file: rollback.shown.clone(),
                expected: migrations.expected(rollback),
            });
        }
    }
    pairs
}

/// The other script of the same version; where there are several by mistake, the one of that name.
fn partner<'a>(of: &Found, others: &'a [Found]) -> Option<&'a Found> {
    let first = others.partition_point(|other| other.name.version < of.name.version);
    let mut same = others.iter().skip(first).take_while(|other| other.name.version == of.name.version);
    same.clone().find(|other| other.name == of.name).or_else(|| same.next())
}

/// `V1__a` beside `V001__b`, or `V1__a` beside `V01__a`.
fn duplicates(scripts: &[Found], problems: &mut Vec<FileProblem>) {
    for two in scripts.windows(2) {
        if let [first, second] = two
            && first.name.version == second.name.version
        {
            problems.push(FileProblem::Duplicate {
                version: first.name.version,
                first: first.shown.clone(),
                second: second.shown.clone(),
            });
        }
    }
}
