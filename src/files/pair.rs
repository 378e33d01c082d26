//! From two lists of scripts to pairs: every migration has its rollback, every version one name.

use std::num::NonZeroUsize;

use super::depth::Depth;
use super::folder::{Listed, ScriptFile};
use super::script;
use crate::model::migration::directive::Direction;
use crate::model::migration::file_problem::FileProblem;
use crate::model::migration::pair::{MigrationId, Pair, Script};

/// Pairs up two sorted lists. Whatever cannot be paired or read is added to `problems`.
pub(super) fn pair_up(
    migrations: &Listed,
    rollbacks: &Listed,
    depth: Depth,
    problems: &mut Vec<FileProblem>,
) -> Vec<Pair> {
    duplicates(&migrations.scripts, problems);
    duplicates(&rollbacks.scripts, problems);
    let couples: Vec<ScriptPair<'_>> = migrations
        .scripts
        .iter()
        .map(|migration| ScriptPair { migration, rollback: rollback_of(migration, rollbacks, problems) })
        .collect();
    let mut pairs = Vec::with_capacity(couples.len());
    for (couple, read) in couples.iter().zip(read_all(&couples, depth)) {
        let up = read.up.map_err(|problem| problems.push(problem));
        let down = read.down.map(|down| down.map_err(|problem| problems.push(problem)));
        if let (Ok(up), Some(Ok(down))) = (up, down) {
            let name = &couple.migration.name;
            pairs.push(Pair { id: MigrationId { version: name.version, name: name.name.clone() }, up, down });
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

/// A migration and, where there is one, its rollback; not yet read.
#[derive(Clone, Copy)]
struct ScriptPair<'a> {
    migration: &'a ScriptFile,
    rollback: Option<&'a ScriptFile>,
}

/// The two scripts of a couple, or what is wrong with them.
struct Read {
    up: Result<Script, FileProblem>,
    down: Option<Result<Script, FileProblem>>,
}

/// How many couples are worth a thread: it starts in the time that ten of them take to read.
const WORTH_A_THREAD: usize = 100;

/// Reads every script, on as many processors as there are and are worth it. Keeps the order.
fn read_all(couples: &[ScriptPair<'_>], depth: Depth) -> Vec<Read> {
    let read = |couple: &ScriptPair<'_>| Read {
        up: script::read(couple.migration, Direction::Up, depth),
        down: couple.rollback.map(|rollback| script::read(rollback, Direction::Down, depth)),
    };
    let processors = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let share = couples.len().div_ceil(processors).max(WORTH_A_THREAD);
    let Some((first, rest)) = couples.split_at_checked(share) else {
        return couples.iter().map(read).collect();
    };
    std::thread::scope(|scope| {
        let others: Vec<_> = rest
            .chunks(share)
            .map(|some| scope.spawn(move || some.iter().map(read).collect::<Vec<_>>()))
            .collect();
        let mut all: Vec<Read> = first.iter().map(read).collect();
        for pair in others {
            match pair.join() {
                Ok(some) => all.extend(some),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    })
}

fn rollback_of<'a>(
    migration: &ScriptFile,
    rollbacks: &'a Listed,
    problems: &mut Vec<FileProblem>,
) -> Option<&'a ScriptFile> {
    match partner(migration, &rollbacks.scripts) {
        Some(rollback) if rollback.name.name == migration.name.name => return Some(rollback),
        Some(rollback) => problems.push(FileProblem::NamesDiffer {
            migration: migration.shown.clone(),
            rollback: rollback.shown.clone(),
        }),
        None if rollbacks.lacks(migration) => problems.push(FileProblem::MissingRollback {
            file: migration.shown.clone(),
            expected: rollbacks.expected(migration),
        }),
        None => {}
    }
    None
}

/// The other script of the same version; where there are several by mistake, the one of that name.
fn partner<'a>(script: &ScriptFile, others: &'a [ScriptFile]) -> Option<&'a ScriptFile> {
    let first = others.partition_point(|candidate| candidate.name.version < script.name.version);
    let mut same =
        others.iter().skip(first).take_while(|candidate| candidate.name.version == script.name.version);
    same.clone().find(|candidate| candidate.name == script.name).or_else(|| same.next())
}

/// `V1__a` beside `V001__b`, or `V1__a` beside `V01__a`.
fn duplicates(scripts: &[ScriptFile], problems: &mut Vec<FileProblem>) {
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
