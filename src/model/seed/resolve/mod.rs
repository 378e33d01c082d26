//! A profile meets a catalog: names become places, rows are counted, every column gets what fills it.

mod columns;
mod edge_cases;
mod generators;
mod names;
mod order;
mod references;
mod row_counts;

use std::collections::{BTreeMap, BTreeSet};

use super::catalog::Catalog;
use super::defaults;
use super::defaults::Question;
use super::generate::column_value::Maker;
use super::generate::layout::Layout;
use super::generate::timestamps;
use super::profile::{Edge, Profile, ProfileProblem};

/// What a run was asked for, beside its profile.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Wish {
    pub(crate) seed: u64,
    /// Times the profile's own.
    pub(crate) scale: f64,
    /// Instead of the profile's.
    pub(crate) months: Option<u32>,
    /// Instead of the profile's; a midnight in microseconds since 1970.
    pub(crate) until: Option<i64>,
    /// The highest number that a counted column has already, by the OID of its table.
    pub(crate) behind: BTreeMap<u32, i64>,
}

/// Which candidate of each question the server takes, by table and column.
pub(crate) type Answers = BTreeMap<(u32, String), usize>;

/// A profile that fits a catalog.
#[derive(Debug)]
pub(crate) struct Settled {
    pub(crate) maker: Maker,
    /// What only the server can say, of columns that the profile does not name.
    pub(crate) questions: Vec<Question>,
    /// By table of the maker: which of its tables it refers to, itself left out.
    pub(crate) refers: Vec<Vec<usize>>,
}

/// Settles everything, or says everything that is wrong.
pub(crate) fn settle(
    profile: &Profile,
    catalog: &Catalog,
    wish: &Wish,
    edges: &[Edge],
    answers: &Answers,
) -> Result<Settled, Vec<ProfileProblem>> {
    let names = names::Names::new(profile, catalog)?;
    let order = order::order(&names)?;
    let months =
        timestamps::months(wish.until.unwrap_or(profile.until), wish.months.unwrap_or(profile.months));
    let mut settling = Settling {
        names,
        wish,
        answers,
        order,
        lists: profile.lists.values().cloned().collect(),
        list_names: profile.lists.keys().cloned().collect(),
        by_hand: edges
            .iter()
            .flat_map(|edge| edge.values.iter().map(|(column, _)| (edge.table.clone(), column.clone())))
            .collect(),
        problems: Vec::new(),
        questions: Vec::new(),
    };
    settling.lists.push(defaults::WORDS.iter().map(|word| (*word).to_owned()).collect());
    let picks: Vec<Vec<references::Draft>> =
        (0..settling.order.len()).map(|table| settling.picks(table)).collect();
    let mut layout = Layout::default();
    for (table, drafts) in picks.iter().enumerate() {
        settling.size(table, drafts, profile, &mut layout);
    }
    if !settling.problems.is_empty() {
        return Err(settling.problems);
    }
    let mut tables: Vec<_> = (0..settling.order.len()).map(|table| settling.table(table, &picks)).collect();
    settling.edges(edges, &mut tables, &layout);
    columns::refuse_circles(&settling, &tables).unwrap_or_else(|problem| settling.problems.push(problem));
    if !settling.problems.is_empty() {
        return Err(settling.problems);
    }
    let refers = (0..settling.order.len()).map(|table| settling.refers(table)).collect();
    let Settling { lists, questions, .. } = settling;
    Ok(Settled { maker: Maker { layout, tables, lists, months }, questions, refers })
}

/// What is known while settling. Tables are numbered in the order in which they are filled.
struct Settling<'a> {
    names: names::Names<'a>,
    wish: &'a Wish,
    answers: &'a Answers,
    /// The tables of the profile, by their place there.
    order: Vec<usize>,
    lists: Vec<Vec<String>>,
    list_names: Vec<String>,
    /// Columns that some row is given by hand, with their tables as written.
    by_hand: BTreeSet<(String, String)>,
    problems: Vec<ProfileProblem>,
    questions: Vec<Question>,
}
