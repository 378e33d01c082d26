//! Which migrations run, in which order, or why none may: decided from files and history alone.

use super::directive::Direction;
use super::history::{Applied, History};
use super::pair::{MigrationId, Pair};
use super::version::Version;
use crate::model::outcome::code::codes;
use crate::model::outcome::failure::{Failure, Refusal};

/// How far `up` goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UpTarget {
    /// Everything that is pending.
    Latest,
    /// Up to and including this version.
    Version(Version),
    /// The next N.
    Steps(usize),
}

/// How far `down` goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DownTarget {
    /// The newest N.
    Steps(usize),
    /// Down to this version, which stays applied. Version 0 takes everything down.
    Version(Version),
    /// Everything.
    All,
}

/// Whether pending versions below the newest applied one may run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    Strict,
    OutOfOrder,
}

/// One thing about the history that a person has to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum HistoryProblem {
    /// The script is not the one that was applied.
    Edited { id: MigrationId, applied: String, file: String, applied_on: Option<String>, path: String },
    /// The version was applied under another name.
    Renamed { id: MigrationId, applied_name: String },
    /// Applied, but no file has this version.
    Missing { id: MigrationId },
    /// Pending below the newest applied version.
    OutOfOrder { id: MigrationId, newest: MigrationId },
    /// Begun without a transaction and not finished, in the other direction than the one asked for.
    HalfWay { id: MigrationId, direction: Direction, executed: usize },
    /// Begun without a transaction; its file asks for one now.
    DirectiveGone { id: MigrationId, path: String },
    /// The history table's `int4` column cannot hold this version.
    TooWide { id: MigrationId },
}

/// Everything about the history that speaks against going up.
pub(crate) fn history_problems(pairs: &[Pair], history: &History, order: Order) -> Vec<HistoryProblem> {
    let mut problems = Vec::new();
    let width = history.width.unwrap_or(super::checksum::VersionWidth::Int4);
    for entry in &history.applied {
        match find(pairs, entry.id.version) {
            None => problems.push(HistoryProblem::Missing { id: entry.id.clone() }),
            Some(pair) if pair.id.name != entry.id.name => problems
                .push(HistoryProblem::Renamed { id: pair.id.clone(), applied_name: entry.id.name.clone() }),
            Some(pair) if !entry.is_script_of(pair, width) => problems.push(edited(entry, pair, width)),
            Some(_) => {}
        }
    }
    for pair in pending(pairs, history) {
        if let Some(newest) = history.newest()
            && pair.id.version < newest.id.version
            && order == Order::Strict
        {
            problems.push(HistoryProblem::OutOfOrder { id: pair.id.clone(), newest: newest.id.clone() });
        }
        if history.unfinished(pair.id.version).is_some_and(|script| script.executed() > 0)
            && !pair.up.directives.no_transaction
        {
            problems.push(HistoryProblem::DirectiveGone { id: pair.id.clone(), path: pair.up.file.clone() });
        }
        if history.width.is_some() && pair.refinery_checksum(width).is_none() {
            problems.push(HistoryProblem::TooWide { id: pair.id.clone() });
        }
    }
    problems
}

fn edited(entry: &Applied, pair: &Pair, width: super::checksum::VersionWidth) -> HistoryProblem {
    let (applied, file) = match &entry.journal {
        Some(journal) => (journal.up_sha256.short().to_owned(), pair.up.sha256.short().to_owned()),
        None => {
            (entry.checksum.clone().unwrap_or_default(), pair.refinery_checksum(width).unwrap_or_default())
        }
    };
    HistoryProblem::Edited {
        id: pair.id.clone(),
        applied,
        file,
        applied_on: entry.applied_on.clone(),
        path: pair.up.file.clone(),
    }
}

/// Scripts that were begun in one direction: they have to be finished before going in the other.
fn half_way(history: &History, direction: Direction) -> impl Iterator<Item = HistoryProblem> + '_ {
    history.unfinished.iter().filter(move |script| script.direction == direction).map(|script| {
        let (id, executed) = (script.id.clone(), script.executed());
        HistoryProblem::HalfWay { id, direction: script.direction, executed }
    })
}

/// The pair of a version; pairs are sorted by version.
pub(crate) fn find(pairs: &[Pair], version: Version) -> Option<&Pair> {
    let at = pairs.binary_search_by_key(&version, |pair| pair.id.version).ok()?;
    pairs.get(at)
}

/// The pairs that are applied, in order; an error where a file is gone, or is not what was applied.
pub(crate) fn applied(pairs: &[Pair], history: &History) -> Result<Vec<Pair>, Failure> {
    let mut problems = history_problems(pairs, history, Order::OutOfOrder);
    problems.retain(|problem| {
        use HistoryProblem as P;
        matches!(problem, P::Missing { .. } | P::Edited { .. } | P::Renamed { .. })
    });
    if !problems.is_empty() {
        return Err(Failure::History(problems));
    }
    Ok(history.applied.iter().filter_map(|entry| find(pairs, entry.id.version)).cloned().collect())
}

/// What is not applied, in order.
pub(crate) fn pending<'a>(pairs: &'a [Pair], history: &'a History) -> impl Iterator<Item = &'a Pair> {
    pairs.iter().filter(|pair| history.entry(pair.id.version).is_none())
}

/// The migrations that `up` runs, oldest first. Empty means there is nothing to do.
pub(crate) fn up<'a>(
    pairs: &'a [Pair],
    history: &'a History,
    target: UpTarget,
    order: Order,
) -> Result<Vec<&'a Pair>, Failure> {
    let mut problems = history_problems(pairs, history, order);
    problems.extend(half_way(history, Direction::Down));
    if !problems.is_empty() {
        return Err(Failure::History(problems));
    }
    let pending = pending(pairs, history);
    Ok(match target {
        UpTarget::Latest => pending.collect(),
        UpTarget::Steps(steps) => pending.take(steps).collect(),
        UpTarget::Version(version) => {
            if find(pairs, version).is_none() {
                let newest = pairs.last().map(|pair| pair.id.version);
                return Err(Failure::Refused(Refusal::NoSuchMigration { version, newest }));
            }
            pending.filter(|pair| pair.id.version <= version).collect()
        }
    })
}

/// The applied migrations that `down` takes back, newest first. Empty means there is nothing to do.
pub(crate) fn down(history: &History, target: DownTarget) -> Result<Vec<&Applied>, Failure> {
    let half_way: Vec<HistoryProblem> = half_way(history, Direction::Up).collect();
    if !half_way.is_empty() {
        return Err(Failure::History(half_way));
    }
    let newest_first = history.applied.iter().rev();
    Ok(match target {
        DownTarget::All => newest_first.collect(),
        DownTarget::Steps(steps) => newest_first.take(steps).collect(),
        DownTarget::Version(version) => {
            if version.number() != 0 && history.entry(version).is_none() {
                return Err(Failure::Refused(Refusal::NotApplied { version }));
            }
            newest_first.take_while(|entry| entry.id.version > version).collect()
        }
    })
}

codes!(HistoryProblem {
    Self::Edited { .. } => "migration-edited" History "a migration was applied, and its file has changed since",
    Self::Renamed { .. } => "migration-renamed" History "a version was applied under another name",
    Self::Missing { .. } => "migration-missing" History "a migration was applied, and there is no file for it",
    Self::OutOfOrder { .. } => "migration-out-of-order" History "a migration is pending below the newest applied version",
    Self::HalfWay { .. } => "migration-half-way" History "a script without a transaction was begun in the other direction and is not finished",
    Self::DirectiveGone { .. } => "no-transaction-withdrawn" History "a script was begun without a transaction, and its file asks for one now",
    Self::TooWide { .. } => "version-too-wide" History "the version does not fit the `int4` column of the history table",
});

#[cfg(test)]
mod tests;
