//! What `seed` did, or would do.

use super::plan::{Plan, PlannedTable};

/// The result of a run.
#[derive(Debug, Clone)]
pub(crate) struct SeedReport {
    pub(crate) kind: SeedRequestKind,
    pub(crate) profile: String,
    pub(crate) seed: u64,
    pub(crate) scale: f64,
    pub(crate) jobs: usize,
    pub(crate) way: LoadMode,
    pub(crate) tables: Vec<SeededTable>,
    /// Partitions that were made, or would be.
    pub(crate) partitions: Vec<String>,
    /// What was dropped and recreated: `foreign key tasks.tasks_project_fk`.
    pub(crate) taken_down: Vec<String>,
    /// The triggers that did not run.
    pub(crate) triggers: Vec<String>,
    /// What `--clear` left.
    pub(crate) left: Vec<LeftRows>,
    pub(crate) took_seconds: f64,
    /// The profile that `--init` made.
    pub(crate) draft: Option<String>,
    /// The profile was made from the schema.
    pub(crate) is_made: bool,
}

/// Which request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SeedRequestKind {
    Drafted,
    Plan,
    Seeded,
    Resumed,
    Cleared,
}

/// How rows get in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LoadMode {
    /// Into tables without keys and indexes, over several connections.
    Fast,
    /// In one transaction, through every constraint.
    Plain,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SeededTable {
    pub(crate) name: String,
    pub(crate) rows: u64,
    /// Of work, over all its streams.
    pub(crate) seconds: f64,
    /// With its indexes.
    pub(crate) bytes: i64,
}

/// Rows that `--clear` left, although they have keys of seeded rows: they are not as they were written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LeftRows {
    pub(crate) table: String,
    pub(crate) rows: u64,
}

/// From how many rows on dropping keys and indexes pays off.
const MANY: u64 = 50_000;

impl LoadMode {
    /// Which way suits.
    pub(crate) fn of(rows: u64, all_empty: bool) -> Self {
        if all_empty && rows > MANY { Self::Fast } else { Self::Plain }
    }

    /// The word in documents.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Fast => "fast",
            Self::Plain => "plain",
        }
    }
}

impl SeedRequestKind {
    /// The word in documents.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Drafted => "drafted",
            Self::Plan => "planned",
            Self::Seeded => "seeded",
            Self::Resumed => "resumed",
            Self::Cleared => "cleared",
        }
    }
}

impl SeedReport {
    /// All rows.
    pub(crate) fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }
}

/// The tables of a plan, before any work.
pub(crate) fn planned(plan: &Plan) -> Vec<SeededTable> {
    let line = |table: &PlannedTable| SeededTable {
        name: table.name.to_string(),
        rows: table.rows,
        seconds: 0.0,
        bytes: 0,
    };
    plan.tables.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_many_rows_and_empty_tables_go_the_fast_way() {
        assert_eq!(LoadMode::of(50_001, true), LoadMode::Fast);
        assert_eq!(LoadMode::of(50_000, true), LoadMode::Plain);
        assert_eq!(LoadMode::of(50_001, false), LoadMode::Plain);
    }
}
