//! What is going to be written: the profile, settled with the catalog.

mod rows;
mod trial;

use std::collections::BTreeMap;

use super::catalog::{self, Catalog};
use super::copy::column_type::ColumnType;
use super::defaults::Question;
use super::generate::column_value::RowGenerator;
use super::generate::value::Value;
use super::load::sequences::CountedColumn;
use super::load::stream::{CopyFormat, Stream};
use super::profile::{Edge, Generator, Profile, ProfileProblem, Why};
use super::resolve::{ResolvedProfile, SeedOptions, settle};
use super::server_facts::Answers;
use crate::model::sql::qualified_name::QualifiedName;

pub(crate) use trial::SampleRows;

/// How many rows a chunk has.
const CHUNK: u64 = 2048;

/// The plan of a run. Says everything that the load has to know, and makes the rows.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) tables: Vec<PlannedTable>,
    /// In an order in which each stream stands behind those that it needs.
    pub(crate) streams: Vec<Stream>,
    /// Foreign keys hold at the end of one transaction alone.
    pub(crate) is_late: bool,
    maker: RowGenerator,
    /// By table: the columns that are given.
    given: Vec<Vec<usize>>,
    /// By stream: its first row.
    starts: Vec<u64>,
}

/// A partition, and its first row and the one behind its last.
type Portion = (usize, u64, u64);

/// A table of the plan.
#[derive(Debug, Clone)]
pub(crate) struct PlannedTable {
    pub(crate) oid: u32,
    pub(crate) name: QualifiedName,
    pub(crate) rows: u64,
    /// What is given, in this order; the server fills the others.
    pub(crate) columns: Vec<String>,
    /// The primary key, or all given columns where there is none.
    pub(crate) key: Vec<String>,
    pub(crate) format: CopyFormat,
    /// Triggers that stay switched on.
    pub(crate) kept_triggers: Vec<String>,
    /// Columns that were counted 1, 2, 3, ..: a sequence behind one has to go on after the highest number.
    pub(crate) counted: Vec<(String, i64)>,
}

/// A value that its column does not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unfit {
    /// Which table of the plan.
    pub(crate) table: usize,
    pub(crate) column: String,
    pub(crate) type_name: String,
    pub(crate) value: String,
}

/// What only the server can say: which of the candidates a column takes.
#[derive(Debug)]
pub(crate) struct ColumnCheck {
    /// By table of the plan.
    pub(crate) table: usize,
    pub(crate) oid: u32,
    pub(crate) column: String,
    /// The name under which the answer is noted.
    pub(crate) answer: String,
    /// Sample values of each candidate, as text.
    pub(crate) candidates: Vec<Vec<Option<String>>>,
    /// The candidate that was chosen, as a profile may say it.
    pub(crate) chosen: Option<Generator>,
    /// Its values are those of a key.
    pub(crate) is_different: bool,
    /// Constraints of its own speak of it.
    pub(crate) is_constrained: bool,
    /// The server gives it a constant: it is asked for nothing.
    pub(crate) is_left: bool,
    /// Sample values of what else may fit where it is tied to other columns.
    pub(crate) more: Vec<Vec<Option<String>>>,
}

impl Plan {
    /// Settles a profile with a catalog. `answers` are those to what the plan without any asks.
    pub(crate) fn new(
        profile: &Profile,
        catalog: &Catalog,
        wish: &SeedOptions,
        edges: &[Edge],
        answers: &Answers,
    ) -> Result<(Self, Vec<ColumnCheck>), Vec<ProfileProblem>> {
        let ResolvedProfile { maker, questions, refers, is_late } =
            settle(profile, catalog, wish, edges, answers)?;
        let mut plan = Self {
            tables: Vec::new(),
            streams: Vec::new(),
            is_late,
            given: Vec::new(),
            starts: Vec::new(),
            maker,
        };
        for table in 0..plan.maker.tables.len() {
            let facts = &catalog.tables[plan.maker.tables[table].catalog];
            plan.add_table(table, facts);
        }
        let mut problems = Vec::new();
        let mut of_table: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (table, others) in refers.iter().enumerate() {
            let after: Vec<usize> =
                others.iter().filter_map(|name| of_table.get(name)).flatten().copied().collect();
            let facts = &catalog.tables[plan.maker.tables[table].catalog];
            let first = plan.streams.len();
            if let Err(problem) = plan.add_streams(table, facts, &after) {
                problems.push(problem);
            }
            of_table.insert(table, (first..plan.streams.len()).collect());
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let asks = questions.iter().map(|question| plan.column_check(question)).collect();
        Ok((plan, asks))
    }

    fn add_table(&mut self, table: usize, facts: &catalog::CatalogTable) {
        let made = &self.maker.tables[table];
        let rows = self.maker.layout.shapes[table].rows;
        let given: Vec<usize> =
            (0..made.columns.len()).filter(|column| made.columns[*column].node.is_some()).collect();
        let primary = facts.keys.iter().find(|key| key.is_primary);
        let key = primary.map(|key| &key.columns).into_iter().flatten();
        let key: Option<Vec<usize>> = key
            .map(|name| given.iter().copied().find(|column| made.columns[*column].name == *name))
            .collect();
        let key = key.filter(|key| !key.is_empty()).unwrap_or_else(|| given.clone());
        let names =
            |columns: &[usize]| columns.iter().map(|column| made.columns[*column].name.clone()).collect();
        let is_known = given.iter().all(|column| made.columns[*column].kind != ColumnType::Other);
        self.tables.push(PlannedTable {
            oid: facts.oid,
            name: facts.name.clone(),
            rows,
            columns: names(&given),
            key: names(&key),
            format: if is_known { CopyFormat::Binary } else { CopyFormat::Text },
            kept_triggers: made.kept_triggers.clone(),
            counted: made.counted(rows),
        });
        self.given.push(given);
    }

    /// One stream for a table; one for each partition where the months of the rows lie each in one of them.
    fn add_streams(
        &mut self,
        table: usize,
        facts: &catalog::CatalogTable,
        after: &[usize],
    ) -> Result<(), ProfileProblem> {
        let rows = self.tables[table].rows;
        let by_leaf = self.by_leaf(table, facts)?;
        let mut add = |target: u32, name: &QualifiedName, from: u64, to: u64| {
            self.streams.push(Stream {
                table,
                target,
                name: name.clone(),
                rows: to - from,
                chunks: (to - from).div_ceil(CHUNK),
                after: after.to_vec(),
            });
            self.starts.push(from);
        };
        match by_leaf {
            None => add(facts.oid, &facts.name, 0, rows),
            Some(leaves) => {
                for (leaf, from, to) in leaves {
                    let leaf = &facts.leaves[leaf];
                    add(leaf.oid, &leaf.name, from, to);
                }
            }
        }
        Ok(())
    }

    /// The rows of each partition, in their order; `None` where they have to go through the parent.
    fn by_leaf(
        &self,
        table: usize,
        facts: &catalog::CatalogTable,
    ) -> Result<Option<Vec<Portion>>, ProfileProblem> {
        let (maker, shape) = (&self.maker, &self.maker.layout.shapes[table]);
        let over = maker.tables[table].over.map(|over| maker.tables[table].columns[over].name.clone());
        if facts.leaves.is_empty() || over.is_none() || over != facts.partition_column {
            return Ok(None);
        }
        let mut leaves: Vec<Portion> = Vec::new();
        for month in 0..shape.months {
            let start = |month: u64| maker.layout.start(table, month * shape.parents);
            let (first, end) = (start(month), start(month + 1));
            if first == end {
                continue;
            }
            let at = usize::try_from(month).unwrap_or(0);
            let (from, to) = (maker.months[at], maker.months[at + 1]);
            let is_default = |leaf: &catalog::Leaf| leaf.from == leaf.to;
            let whole =
                facts.leaves.iter().position(|leaf| !is_default(leaf) && leaf.from <= from && to <= leaf.to);
            match (whole, leaves.last_mut()) {
                (Some(leaf), Some(last)) if last.0 == leaf => last.2 = end,
                (Some(leaf), _) => leaves.push((leaf, first, end)),
                (None, _)
                    if facts
                        .leaves
                        .iter()
                        .any(|leaf| is_default(leaf) || (leaf.from < to && from < leaf.to)) =>
                {
                    return Ok(None);
                }
                (None, _) => {
                    let mut month = Vec::new();
                    Value::Time(from).show(&mut month);
                    let month = String::from_utf8_lossy(&month[..7.min(month.len())]).into_owned();
                    return Err(ProfileProblem::new(
                        format!("tables.{}", facts.name.name),
                        Why::NoPartition { month },
                    ));
                }
            }
        }
        Ok(Some(leaves))
    }

    /// What the catalog says of a table.
    pub(crate) fn facts<'a>(&self, table: usize, catalog: &'a Catalog) -> &'a catalog::CatalogTable {
        &catalog.tables[self.maker.tables[table].catalog]
    }

    /// Whether every unique key that is filled gets other values with another seed.
    pub(crate) fn keys_differ_by_seed(&self, catalog: &Catalog) -> bool {
        self.maker.tables.iter().enumerate().all(|(at, table)| {
            let place = |name: &String| table.columns.iter().position(|column| column.name == *name);
            let differs =
                |name: &String| place(name).is_some_and(|column| self.maker.differs_by_seed(at, column));
            let keys = catalog.tables.get(table.catalog).into_iter().flat_map(|facts| &facts.keys);
            keys.into_iter().all(|key| key.columns.iter().any(differs))
        })
    }

    fn column_check(&self, question: &Question) -> ColumnCheck {
        ColumnCheck {
            table: question.table,
            oid: question.oid,
            column: question.name.clone(),
            answer: question.answer.clone(),
            chosen: question.chosen.clone(),
            is_different: question.is_different,
            is_constrained: question.is_constrained,
            is_left: question.is_left,
            more: question.more.iter().map(|node| self.maker.samples(question, node)).collect(),
            candidates: question.candidates.iter().map(|node| self.maker.samples(question, node)).collect(),
        }
    }
}

#[cfg(test)]
mod small;
/// The columns that were counted.
pub(crate) fn counted(plan: &Plan) -> Vec<CountedColumn> {
    let of_table = |table: &PlannedTable| {
        let oid = table.oid;
        let counted = move |(column, highest): &(String, i64)| CountedColumn {
            table: oid,
            column: column.clone(),
            highest: *highest,
        };
        table.counted.iter().map(counted).collect::<Vec<_>>()
    };
    plan.tables.iter().flat_map(of_table).collect()
}

#[cfg(test)]
mod tests;
