//! Which migrations run, in which order, or why none may: decided from files and history alone.

use super::directive::Direction;
use super::history::{Applied, History};
use super::pair::Pair;
use super::progress::Unfinished;
use super::version::Version;
use crate::model::migration::history::HistoryProblem;
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
    /// The newest N: those with the highest versions.
    Steps(usize),
    /// The one that was applied last, whatever its version.
    LastApplied,
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
        HistoryProblem::HalfWay { id, direction: script.direction, executed, is_file_gone: false }
    })
}

/// Scripts that were begun on the way up, and that no file goes on with: nothing later runs past them.
fn without_file<'a>(pairs: &'a [Pair], history: &'a History) -> impl Iterator<Item = HistoryProblem> + 'a {
    let is_lost = |script: &&Unfinished| {
        script.direction == Direction::Up && script.executed() > 0 && find(pairs, script.id.version).is_none()
    };
    history.unfinished.iter().filter(is_lost).map(|script| HistoryProblem::HalfWay {
        id: script.id.clone(),
        direction: script.direction,
        executed: script.executed(),
        is_file_gone: true,
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
        use crate::model::migration::history::HistoryProblem as P;
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
    problems.extend(without_file(pairs, history));
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

/// The applied migrations that `down` rolls back, newest first; of a few steps the first is a rollback that was begun
/// without a transaction and not finished. Empty means there is nothing to do.
pub(crate) fn down(history: &History, target: DownTarget) -> Result<Vec<&Applied>, Failure> {
    let half_way: Vec<HistoryProblem> = half_way(history, Direction::Up).collect();
    if !half_way.is_empty() {
        return Err(Failure::History(half_way));
    }
    let newest_first = history.applied.iter().rev();
    Ok(match target {
        DownTarget::All => newest_first.collect(),
        DownTarget::Steps(steps) => begun_first(history).take(steps).collect(),
        DownTarget::LastApplied => {
            let begun = history.applied.iter().find(|entry| is_begun(history, entry));
            // Of several at the same instant, the newest; what has no readable time counts as the oldest.
            let last = history.applied.iter().max_by_key(|entry| entry.applied_micros());
            begun.or(last).into_iter().collect()
        }
        DownTarget::Version(version) => {
            if version.number() != 0 && history.entry(version).is_none() {
                return Err(Failure::Refused(Refusal::NotApplied { version }));
            }
            newest_first.take_while(|entry| entry.id.version > version).collect()
        }
    })
}

fn is_begun(history: &History, entry: &Applied) -> bool {
    history.unfinished(entry.id.version).is_some_and(|script| script.direction == Direction::Down)
}

/// The applied migrations, newest first, behind those whose rollback was begun.
fn begun_first(history: &History) -> impl Iterator<Item = &Applied> {
    let newest_first = || history.applied.iter().rev();
    let begun = newest_first().filter(|entry| is_begun(history, entry));
    begun.chain(newest_first().filter(|entry| !is_begun(history, entry)))
}

#[cfg(test)]
mod tests;
