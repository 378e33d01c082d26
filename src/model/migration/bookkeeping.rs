//! Whether the bookkeeping tables of a database may be used: whose they are, what is on them, and which version they have.

use super::bookkeeping_problem::{BookkeepingProblem, TableFlaw, UntrustedTable};
use super::checksum::VersionWidth;
use crate::model::sql::plain_expression::is_plain;

/// refinery's table.
pub(crate) const HISTORY: &str = "refinery_schema_history";
/// What ran, and the rollbacks that are kept.
pub(crate) const JOURNAL: &str = "migrate_journal";
/// What `seed` wrote.
pub(crate) const SEED: &str = "migrate_seed";

/// All of them.
pub(crate) const NAMES: [&str; 3] = [HISTORY, JOURNAL, SEED];

/// The version of the journal's and the seed's table that this program makes.
pub(crate) const VERSION: u32 = 1;

/// A table as the catalog has it.
#[derive(Debug, Clone, Default)]
pub(crate) struct TableFacts {
    pub(crate) schema: String,
    pub(crate) name: String,
    /// As `pg_class.relkind` has it.
    pub(crate) kind: String,
    pub(crate) owner: String,
    /// The owner is the connecting role or one that it is a member of, a superuser, the owner of the schema or of the
    /// database, or the configured one.
    pub(crate) is_trusted: bool,
    /// Each with its function, and whose that is.
    pub(crate) triggers: Vec<(String, String)>,
    pub(crate) rules: Vec<String>,
    pub(crate) policies: Vec<String>,
    /// The connecting role may read it.
    pub(crate) may_read: bool,
    /// Row-level security hides rows from the connecting role.
    pub(crate) hides_rows: bool,
    pub(crate) parents: Vec<String>,
    pub(crate) children: Vec<String>,
    /// Foreign keys that it has, or that refer to it.
    pub(crate) foreign_keys: Vec<String>,
    pub(crate) columns: Vec<ColumnFacts>,
    /// CHECK constraints, indexes and extended statistics, each with an expression of it.
    pub(crate) checks: Vec<(String, String)>,
    pub(crate) indexes: Vec<(String, String)>,
    pub(crate) statistics: Vec<(String, String)>,
    /// Roles that nobody trusts and that may write to it; `PUBLIC` among them.
    pub(crate) writers: Vec<String>,
    pub(crate) comment: Option<String>,
}

/// A column as the catalog has it.
#[derive(Debug, Clone, Default)]
pub(crate) struct ColumnFacts {
    pub(crate) name: String,
    pub(crate) type_name: String,
    /// The type is one of the server's own, and no domain.
    pub(crate) is_plain: bool,
    pub(crate) is_generated: bool,
    /// The default.
    pub(crate) expression: Option<String>,
}

/// What a database has of our tables.
#[derive(Debug, Clone, Default)]
pub(crate) struct BookkeepingState {
    /// The width of the history table, if there is one.
    pub(crate) width: Option<VersionWidth>,
    /// The version of the journal, if there is one; 0 is the first shape.
    pub(crate) journal: Option<u32>,
    /// The same of the table of `seed`.
    pub(crate) seed: Option<u32>,
    /// The connecting role may read that one.
    pub(crate) is_seed_readable: bool,
    /// Other schemas that hold a history.
    pub(crate) elsewhere: Vec<String>,
    /// Why the tables are not written to.
    pub(crate) problem: Option<BookkeepingProblem>,
    /// Whether reading them runs nobody else's code.
    pub(crate) is_readable: bool,
    /// Those that could be trusted, and that the connecting role may not read.
    pub(crate) unreadable: Vec<String>,
    /// Who else may write to the journal, whose rollbacks are run.
    pub(crate) journal_writers: Vec<String>,
    /// Who else may write to the history.
    pub(crate) history_writers: Vec<String>,
}

impl BookkeepingState {
    /// The tables that an earlier release made and that lack something.
    pub(crate) fn outdated(&self) -> [bool; 2] {
        [self.journal, self.seed].map(|version| version.is_some_and(|version| version < VERSION))
    }

    /// The tables of others that may write to them, and those roles.
    pub(crate) fn writable(&self) -> impl Iterator<Item = (&'static str, &[String])> {
        let all = [(HISTORY, self.history_writers.as_slice()), (JOURNAL, self.journal_writers.as_slice())];
        all.into_iter().filter(|(_, writers)| !writers.is_empty())
    }

    /// The tables that are not trusted.
    pub(crate) fn doubts(&self) -> &[UntrustedTable] {
        match &self.problem {
            Some(BookkeepingProblem::Untrusted(tables)) => tables,
            _ => &[],
        }
    }
}

/// Judges the tables of one schema by the tables of our names in the whole database.
pub(crate) fn judge(home: &str, tables: &[TableFacts]) -> BookkeepingState {
    let mut state = BookkeepingState { is_readable: true, ..BookkeepingState::default() };
    let (mut untrusted, mut problems) = (Vec::new(), Vec::new());
    for table in tables {
        if table.schema != home {
            if table.name == HISTORY && matches!(table.kind.as_str(), "r" | "p") {
                state.elsewhere.push(table.schema.clone());
            }
            continue;
        }
        let flaws = flaws(table);
        state.is_readable &= flaws.iter().all(TableFlaw::is_safe_to_read);
        state.is_readable &= flaws.is_empty() || table.may_read;
        if flaws.is_empty() && !table.may_read {
            state.unreadable.push(table.name.clone());
        }
        if !flaws.is_empty() {
            let (schema, table, owner) = (table.schema.clone(), table.name.clone(), table.owner.clone());
            untrusted.push(UntrustedTable { schema, table, owner, flaws });
        }
        match table.name.as_str() {
            HISTORY => {
                state.width = Some(width(table));
                state.history_writers.clone_from(&table.writers);
            }
            name => {
                let version = version(table);
                let place = if name == JOURNAL { &mut state.journal } else { &mut state.seed };
                *place = Some(version);
                state.is_seed_readable |= name == SEED && table.may_read;
                if name == JOURNAL {
                    state.journal_writers.clone_from(&table.writers);
                }
                if version > VERSION {
                    let (table, known) = (table.name.clone(), VERSION);
                    problems.push(BookkeepingProblem::Newer { table, version, known });
                }
            }
        }
        let missing = missing(table);
        if !missing.is_empty() && table.kind == "r" {
            problems.push(BookkeepingProblem::Malformed { table: table.name.clone(), missing });
        }
    }
    state.is_readable &= problems.is_empty();
    let untrusted = (!untrusted.is_empty()).then_some(BookkeepingProblem::Untrusted(untrusted));
    state.problem = untrusted.or_else(|| problems.into_iter().next());
    state
}

fn width(table: &TableFacts) -> VersionWidth {
    let is_wide = |column: &ColumnFacts| column.name == "version" && column.type_name == "bigint";
    if table.columns.iter().any(is_wide) { VersionWidth::Int8 } else { VersionWidth::Int4 }
}

/// The version that the comment states. A table from before there was one has the first, or the one before it where
/// it lacks a column.
fn version(table: &TableFacts) -> u32 {
    let comment = table.comment.as_deref().unwrap_or_default();
    let stated = comment.rsplit_once(MARK).map(|(_, after)| after);
    let digits = stated.map(|stated| stated.chars().take_while(char::is_ascii_digit).collect::<String>());
    if let Some(digits) = digits.filter(|digits| !digits.is_empty()) {
        // A number that is too large for us is that of a later release.
        return digits.parse().unwrap_or(u32::MAX);
    }
    let added = if table.name == JOURNAL { "statement_sha256" } else { "found" };
    u32::from(table.columns.iter().any(|column| column.name == added))
}

/// What stands before the version in a table's comment.
const MARK: &str = "bookkeeping version ";

fn missing(table: &TableFacts) -> Vec<String> {
    let needed: &[&str] = match table.name.as_str() {
        HISTORY => &["version", "name", "applied_on", "checksum"],
        JOURNAL => &[
            "entry_id",
            "version",
            "name",
            "direction",
            "outcome",
            "up_sha256",
            "down_sha256",
            "rollback_sql",
            "started_at",
            "finished_at",
            "duration_ms",
            "role_name",
            "application_version",
            "transaction_id",
            "statement_index",
            "sqlstate",
        ],
        _ => &[
            "run_id",
            "application_version",
            "role_name",
            "profile",
            "request",
            "catalog",
            "tables",
            "streams",
            "apart",
            "sequences",
            "started_at",
            "finished_at",
        ],
    };
    let has = |name: &&&str| table.columns.iter().any(|column| column.name == **name);
    needed.iter().filter(|name| !has(name)).map(ToString::to_string).collect()
}

fn flaws(table: &TableFacts) -> Vec<TableFlaw> {
    let mut flaws = Vec::new();
    if !table.is_trusted {
        flaws.push(TableFlaw::Owner);
    }
    let kind = match table.kind.as_str() {
        "r" => None,
        "p" => Some("a partitioned table"),
        "v" => Some("a view"),
        "m" => Some("a materialized view"),
        "f" => Some("a foreign table"),
        "t" => Some("a table of a composite type"),
        _ => Some("no table"),
    };
    flaws.extend(kind.map(TableFlaw::Kind));
    let every = |names: &[String], flaw: fn(String) -> TableFlaw| names.iter().cloned().map(flaw).collect();
    let triggers = table.triggers.iter().cloned();
    flaws.extend(triggers.map(|(name, function)| TableFlaw::Trigger { name, function }));
    let lists: [Vec<TableFlaw>; 5] = [
        every(&table.rules, TableFlaw::Rule),
        every(&table.policies, TableFlaw::Policy),
        every(&table.parents, TableFlaw::Parent),
        every(&table.children, TableFlaw::Child),
        every(&table.foreign_keys, TableFlaw::ForeignKey),
    ];
    flaws.extend(lists.into_iter().flatten());
    if table.hides_rows {
        flaws.push(TableFlaw::RowSecurity);
    }
    for ColumnFacts { name, type_name, is_plain: is_plain_type, is_generated, expression } in &table.columns {
        let column = name.clone();
        if !is_plain_type {
            flaws.push(TableFlaw::ColumnType { column, type_name: type_name.clone() });
        } else if *is_generated {
            flaws.push(TableFlaw::Generated(column));
        } else if expression.as_deref().is_some_and(|expression| !is_plain(expression)) {
            flaws.push(TableFlaw::Default(column));
        }
    }
    let unplain = |list: &[(String, String)], flaw: fn(String) -> TableFlaw| {
        let unplain = list.iter().filter(|(_, expression)| !is_plain(expression));
        unplain.map(|(name, _)| flaw(name.clone())).collect::<Vec<_>>()
    };
    flaws.extend(unplain(&table.checks, TableFlaw::Check));
    flaws.extend(unplain(&table.indexes, TableFlaw::Index));
    flaws.extend(unplain(&table.statistics, TableFlaw::Statistics));
    if table.name == SEED {
        flaws.extend(table.writers.iter().cloned().map(TableFlaw::Writer));
    }
    flaws
}

#[cfg(test)]
mod tests;
