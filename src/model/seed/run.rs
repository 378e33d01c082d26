//! A run as the table `migrate_seed` keeps it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::catalog::Catalog;
use super::load::dropped::DroppedObjects;
use super::load::sequences::Position;
use super::plan::Plan;
use super::refusal::{RowCount, SeedRefusal};
use super::request::Request;
use super::server_facts::{Answers, KnownRows, Pool};
use crate::model::sql::qualified_name::QualifiedName;

/// One run.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub(crate) id: i64,
    /// The version of the program that began it.
    pub(crate) version: String,
    pub(crate) request: Request,
    /// The catalog that the plan was made with: no later one gives the same rows for sure.
    pub(crate) catalog: Catalog,
    /// What the server and the tables said when the plan was made.
    pub(crate) inputs: RunInputs,
    pub(crate) started: String,
    /// The same in microseconds since 1970.
    pub(crate) started_micros: i64,
    pub(crate) is_finished: bool,
    /// What it writes, or has written, in the order of the plan.
    pub(crate) tables: Vec<RunTable>,
    /// The streams that are committed, by their names as people read them, and their rows.
    pub(crate) done: BTreeMap<String, u64>,
    /// What is dropped.
    pub(crate) apart: Option<DroppedObjects>,
    /// Sequences, and where they stood.
    pub(crate) positions: Vec<Position>,
}

/// What a plan depends on beside its profile and the catalog.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RunInputs {
    /// Which candidate the server takes: table, column, place.
    pub(crate) answers: Vec<(u32, String, usize)>,
    /// Rows that are there and that seeded ones refer to.
    #[serde(default)]
    pub(crate) lookups: Vec<KnownRows>,
    /// Values that go together.
    #[serde(default)]
    pub(crate) pools: Vec<Pool>,
    /// The highest numbers that counted columns had, by table.
    pub(crate) behind: BTreeMap<u32, i64>,
    /// There were rows of an earlier run: the hand-made ones are there already.
    #[serde(default)]
    pub(crate) is_on_top: bool,
    /// Columns that triggers changed while rows were written, by the OID of their table.
    #[serde(default)]
    pub(crate) altered: BTreeMap<u32, Vec<String>>,
}

impl RunInputs {
    /// What of it a plan asks for.
    pub(crate) fn answers(&self) -> Answers {
        Answers {
            chosen: self.answers.iter().map(|(oid, column, at)| ((*oid, column.clone()), *at)).collect(),
            lookups: self.lookups.clone(),
            pools: self.pools.clone(),
        }
    }
}

/// A table of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RunTable {
    #[serde(flatten)]
    pub(crate) name: QualifiedName,
    pub(crate) rows: u64,
}

/// What a plan writes.
pub(crate) fn written(plan: &Plan) -> Vec<RunTable> {
    plan.tables.iter().map(|table| RunTable { name: table.name.clone(), rows: table.rows }).collect()
}

/// How many rows of a table finished runs wrote.
pub(crate) fn ours(runs: &[Run], name: &QualifiedName) -> u64 {
    let finished = runs.iter().filter(|run| run.is_finished);
    let of_table = |written: &&RunTable| written.name == *name;
    finished.flat_map(|run| run.tables.iter()).filter(of_table).map(|written| written.rows).sum()
}

/// Refuses to begin while a run is not finished.
pub(crate) fn unless_unfinished(runs: &[Run]) -> Result<(), SeedRefusal> {
    match runs.iter().find(|run| !run.is_finished) {
        None => Ok(()),
        Some(run) => Err(SeedRefusal::Unfinished {
            profile: run.request.profile.name.clone(),
            started: run.started.clone(),
        }),
    }
}

/// Refuses tables with rows that neither a finished run nor a script wrote. The counts are those of the tables.
pub(crate) fn unless_foreign(runs: &[Run], counts: Vec<RowCount>) -> Result<(), SeedRefusal> {
    let foreign: Vec<RowCount> = counts
        .into_iter()
        .map(|count| RowCount { seeded: ours(runs, &count.name), ..count })
        // A row that was seeded may have been written by a script since.
        .filter(|count| {
            count.rows != count.seeded && count.rows.saturating_sub(count.scripted) != count.seeded
        })
        .collect();
    if foreign.is_empty() { Ok(()) } else { Err(SeedRefusal::ForeignRows { tables: foreign }) }
}

/// The run that is to be resumed by a program of this version.
pub(crate) fn to_resume(runs: Vec<Run>, version: &str) -> Result<Run, SeedRefusal> {
    let Some(run) = runs.into_iter().find(|run| !run.is_finished) else {
        return Err(SeedRefusal::NothingToResume);
    };
    // An earlier build may have recorded the tables in another form, so that they could not be compared at the end.
    let is_comparable = run.apart.as_ref().is_none_or(|apart| apart.before.is_some());
    let here = version.to_owned();
    match run.version == version {
        true if is_comparable => Ok(run),
        true => Err(SeedRefusal::OtherVersion { recorded: format!("{version} in an earlier build"), here }),
        false => Err(SeedRefusal::OtherVersion { recorded: run.version, here }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::request::ProfileText;
    use super::*;

    fn run(id: i64, is_finished: bool, rows: u64) -> Run {
        Run {
            id,
            version: "1".to_owned(),
            request: Request {
                profile: ProfileText {
                    name: "x".to_owned(),
                    files: Vec::new(),
                    edge_cases: None,
                    made: None,
                },
                scale: 1.0,
                seed: 1,
                months: None,
                until: None,
            },
            catalog: Catalog::default(),
            inputs: RunInputs::default(),
            started: String::new(),
            started_micros: 0,
            is_finished,
            tables: vec![RunTable { name: QualifiedName::new("a", "b"), rows }],
            done: BTreeMap::new(),
            apart: None,
            positions: Vec::new(),
        }
    }

    fn count(rows: u64) -> Vec<RowCount> {
        vec![RowCount { name: QualifiedName::new("a", "b"), rows, seeded: 0, scripted: 0 }]
    }

    #[test]
    fn rows_are_ours_as_far_as_finished_runs_wrote_them() {
        let runs = [run(1, true, 3), run(2, true, 4), run(3, false, 5)];
        assert_eq!(ours(&runs, &QualifiedName::new("a", "b")), 7);
        assert_eq!(ours(&runs, &QualifiedName::new("a", "c")), 0);
        assert!(unless_foreign(&runs, count(7)).is_ok());
        let Err(SeedRefusal::ForeignRows { tables }) = unless_foreign(&runs, count(8)) else { panic!() };
        assert_eq!((tables[0].rows, tables[0].seeded), (8, 7));
        let scripted = |scripted| vec![RowCount { scripted, ..count(10)[0].clone() }];
        assert!(unless_foreign(&runs, scripted(3)).is_ok());
        assert!(unless_foreign(&runs, scripted(2)).is_err());
    }

    #[test]
    fn what_is_not_finished_is_in_the_way_of_another_run_and_resumed_by_the_same_version() {
        assert!(unless_unfinished(&[run(1, true, 1)]).is_ok());
        assert!(unless_unfinished(&[run(1, true, 1), run(2, false, 1)]).is_err());
        assert_eq!(to_resume(vec![run(1, true, 1), run(2, false, 1)], "1").unwrap().id, 2);
        assert!(matches!(to_resume(vec![run(1, true, 1)], "1"), Err(SeedRefusal::NothingToResume)));
        assert!(matches!(to_resume(vec![run(2, false, 1)], "2"), Err(SeedRefusal::OtherVersion { .. })));
        let recorded = |before| {
            let apart = Some(DroppedObjects { before, ..DroppedObjects::default() });
            to_resume(vec![Run { apart, ..run(2, false, 1) }], "1")
        };
        assert!(recorded(Some(Vec::new())).is_ok());
        assert!(matches!(recorded(None), Err(SeedRefusal::OtherVersion { .. })));
    }
}
