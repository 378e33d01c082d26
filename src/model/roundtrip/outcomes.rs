//! What a run comes to: each thing that was measured, beside what it should be.

use super::finding::{Lost, RoundtripFinding, Weight};
use super::limit::{Amount, Limit};
use super::report::{RoundtripReport, Verdict};
use crate::model::migration::directive::Direction;
use crate::model::migration::pair::MigrationId;

/// How a run ended, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Overall {
    /// Every reversible pair was rolled back, and there was one.
    Proven,
    Failed,
    /// Rows were asked for and there were none, or no pair is reversible.
    NotShown,
    /// There was no pair.
    Nothing,
}

/// How something stands beside its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Met,
    Missed,
    /// More than the limit, and the script gives a reason.
    Excused,
    /// Measured, and nobody set a limit.
    Open,
    /// Not measured, or not for all: nothing can be said.
    NotShown,
}

/// One line.
#[derive(Debug, PartialEq)]
pub(crate) struct Outcome<'a> {
    pub(crate) measured: Measured<'a>,
    pub(crate) status: Status,
}

/// What was measured.
#[derive(Debug, PartialEq)]
pub(crate) enum Measured<'a> {
    /// Pairs: proven, irreversible, not tested; of all.
    Rollbacks { proven: usize, irreversible: usize, untried: usize, total: usize },
    /// Losses that no directive declares, and in how many pairs rows were compared.
    Losses { count: usize, rows: u64, compared: usize, total: usize },
    /// Objects that differ once everything is down and up again; none: it did not come to that.
    Whole { differ: Option<usize>, told_before: bool },
    /// The most that one script cost.
    Cost {
        limit: Limit,
        most: Option<Amount>,
        worst: Option<Worst<'a>>,
        /// How many scripts ran to completion, of those that were to run.
        scripts: usize,
        total: usize,
    },
    /// Rows that the pairs were proven on; none: nothing was filled.
    Rows(Option<u64>),
}

/// Where the most was felt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Worst<'a> {
    pub(crate) was: Amount,
    pub(crate) table: Option<&'a str>,
    pub(crate) id: &'a MigrationId,
    pub(crate) direction: Direction,
    /// In how many scripts there was any of it.
    pub(crate) scripts: usize,
}

/// The word over everything.
pub(crate) fn overall(report: &RoundtripReport) -> Overall {
    use crate::model::outcome::exit::ExitStatus;
    match report.exit() {
        _ if report.pairs.is_empty() => Overall::Nothing,
        ExitStatus::Done if report.count(Verdict::Proven) > 0 => Overall::Proven,
        ExitStatus::Done | ExitStatus::Inconclusive => Overall::NotShown,
        _ => Overall::Failed,
    }
}

/// Every line, in the order in which they are read.
pub(crate) fn outcomes(report: &RoundtripReport) -> Vec<Outcome<'_>> {
    let mut lines = vec![rollbacks(report), losses(report), head_outcome(report)];
    let order = [
        Limit::ExclusiveLock,
        Limit::WriteLock,
        Limit::ReadWait,
        Limit::WriteWait,
        Limit::Duration,
        Limit::Wal,
        Limit::TempFiles,
        Limit::Rewrite,
        Limit::FullScan,
    ];
    lines.extend(order.map(|limit| cost(report, limit)));
    let rows = report.data.as_ref().map(|data| data.rows);
    let status = match rows {
        None => Status::NotShown,
        Some(0) => Status::Missed,
        Some(_) => Status::Met,
    };
    lines.push(Outcome { measured: Measured::Rows(rows), status });
    lines
}

/// The reversible pairs, as far as that is known.
fn reversible(report: &RoundtripReport) -> usize {
    report.pairs.len() + report.untried.len() - report.count(Verdict::Irreversible)
}

fn rollbacks(report: &RoundtripReport) -> Outcome<'_> {
    let [proven, failed, irreversible] =
        [Verdict::Proven, Verdict::Failed, Verdict::Irreversible].map(|verdict| report.count(verdict));
    let untried = report.untried.len();
    let status = match (failed, untried, proven) {
        (1.., ..) => Status::Missed,
        (0, 0, 1..) => Status::Met,
        _ => Status::NotShown,
    };
    let total = report.pairs.len() + untried;
    Outcome { measured: Measured::Rollbacks { proven, irreversible, untried, total }, status }
}

fn losses(report: &RoundtripReport) -> Outcome<'_> {
    let findings = report.pairs.iter().flat_map(|pair| &pair.findings);
    let lost: Vec<_> = findings
        .filter_map(|finding| match finding {
            RoundtripFinding::Loss(loss) => Some(loss),
            _ => None,
        })
        .collect();
    let gone = lost.iter().map(|loss| match loss.what {
        Lost::Gone(rows) | Lost::Added(rows) | Lost::Differ(rows) => rows,
        Lost::Unknown | Lost::WentBack(..) => 0,
    });
    let rows = gone.sum();
    let total = reversible(report);
    let compared =
        if report.has_rows() { report.pairs.iter().filter(|pair| pair.is_compared()).count() } else { 0 };
    let status = match lost.len() {
        1.. => Status::Missed,
        0 if compared > 0 && compared == total => Status::Met,
        0 => Status::NotShown,
    };
    Outcome { measured: Measured::Losses { count: lost.len(), rows, compared, total }, status }
}

/// An object that differed before is reported once, at its pair: then nothing new is not the same as no difference.
fn head_outcome(report: &RoundtripReport) -> Outcome<'_> {
    let is_difference = |finding: &RoundtripFinding| matches!(finding, RoundtripFinding::Catalog { .. });
    let told_before = report.pairs.iter().any(|pair| pair.findings.iter().any(is_difference));
    let failures = report.whole.iter().filter(|finding| finding.weight() == Weight::Failure).count();
    let differ = report.is_whole.then_some(failures);
    let status = match differ {
        None => Status::NotShown,
        Some(0) if told_before => Status::NotShown,
        Some(0) => Status::Met,
        Some(_) => Status::Missed,
    };
    Outcome { measured: Measured::Whole { differ, told_before }, status }
}

fn cost(report: &RoundtripReport, limit: Limit) -> Outcome<'_> {
    let most = report.limits.0.get(&limit).copied();
    let worst = worst(report, limit);
    let scripts = report.pairs.iter().map(|pair| pair.scripts().count()).sum();
    let total = 2 * reversible(report);
    let is_over = |is_it: fn(&RoundtripFinding) -> Option<Limit>| {
        report.pairs.iter().flat_map(|pair| &pair.findings).any(|finding| is_it(finding) == Some(limit))
    };
    let exceeds = is_over(|finding| match finding {
        RoundtripFinding::Exceeds { exceeded, .. } => Some(exceeded.limit),
        _ => None,
    });
    let exempt = is_over(|finding| match finding {
        RoundtripFinding::Exempt { exceeded, .. } => Some(exceeded.limit),
        _ => None,
    });
    let status = match (most, worst) {
        (_, None) => Status::NotShown,
        (None, Some(_)) => Status::Open,
        _ if exceeds => Status::Missed,
        // On empty tables everything is cheap.
        _ if scripts < total || !report.has_rows() => Status::NotShown,
        _ if exempt => Status::Excused,
        _ => Status::Met,
    };
    Outcome { measured: Measured::Cost { limit, most, worst, scripts, total }, status }
}

/// The script that cost the most, and where. None: no script was measured, or nobody tried to read and write.
fn worst(report: &RoundtripReport, limit: Limit) -> Option<Worst<'_>> {
    let is_wait = matches!(limit, Limit::ReadWait | Limit::WriteWait);
    let mut worst: Option<Worst<'_>> = None;
    for pair in &report.pairs {
        for (direction, felt) in pair.scripts().filter(|(_, felt)| !is_wait || !felt.waits.is_empty()) {
            let (was, table) = limit.felt(felt);
            let any = usize::from(number(was) > 0);
            let scripts = worst.map_or(0, |worst| worst.scripts) + any;
            let this = Worst { was, table, id: &pair.id, direction, scripts };
            worst = match worst {
                Some(known) if number(known.was) >= number(was) => Some(Worst { scripts, ..known }),
                _ => Some(this),
            };
        }
    }
    worst
}

/// To compare amounts of one kind.
fn number(amount: Amount) -> i128 {
    match amount {
        Amount::Time(time) => i128::try_from(time.as_nanos()).unwrap_or(i128::MAX),
        Amount::Bytes(number) | Amount::Rows(number) => number.into(),
    }
}

#[cfg(test)]
mod tests;
