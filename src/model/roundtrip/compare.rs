//! Which columns are compared when, and what a difference means: a loss that is declared, or one that is not.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::contents::{ContentTable, HashedColumn, Layout, Sequence, SumRequest, Sums};
use super::finding::{Loss, Lost, Stage};
use super::report::Declared;
use crate::model::migration::directive;
use crate::model::sql::qualified_name::QualifiedName;

/// How one table is compared.
#[derive(Debug, Clone)]
pub(crate) struct Watched {
    pub(crate) table: ContentTable,
    /// Both states have it.
    is_below: bool,
    /// A directive covers all its rows.
    is_declared: bool,
    /// The columns that directives cover.
    declared: Vec<HashedColumn>,
    /// What both states have, and no directive covers.
    pub(crate) shared: Vec<HashedColumn>,
    /// What no directive covers.
    kept: Vec<HashedColumn>,
}

/// Sets over which sums are taken: what is shared, what is kept, everything, then each declared column.
const SHARED: usize = 0;
const KEPT: usize = 1;
const ALL: usize = 2;
const DECLARED: usize = 3;

/// What a directive of a rollback is about.
pub(crate) struct Directives<'a>(pub(crate) &'a [directive::Loss]);

impl Directives<'_> {
    fn covers(&self, table: &QualifiedName, column: Option<&str>) -> bool {
        self.0.iter().any(|loss| {
            let said = without_quotes(&loss.object);
            match column {
                None => said == table.name || said == table.to_string(),
                Some(column) => {
                    said == format!("{}.{column}", table.name) || said == format!("{table}.{column}")
                }
            }
        })
    }
}

/// The name that a person wrote, with or without quotes: `"a ""b"".c"` is `a "b".c`.
fn without_quotes(written: &str) -> String {
    let mut name = String::with_capacity(written.len());
    let (mut quoted, mut letters) = (false, written.chars().peekable());
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.next_if_eq(&'"').is_some() => name.push('"'),
            '"' => quoted = !quoted,
            letter => name.push(letter),
        }
    }
    name
}

/// How each table above is compared with the state below.
pub(crate) fn watch(above: &Layout, below: &Layout, lossy: &Directives<'_>) -> Vec<Watched> {
    let watched = |table: &ContentTable| {
        let lower = below.table(table);
        let covers = |column: &&HashedColumn| lossy.covers(&table.name, Some(&column.name));
        let kept: Vec<HashedColumn> =
            table.columns.iter().filter(|column| !covers(column)).cloned().collect();
        // A value of another type has another hash: what became of it is seen once it is back.
        let is_shared = |column: &&HashedColumn| {
            let lower = lower.and_then(|lower| lower.column(&column.name));
            lower.is_some_and(|lower| lower.type_of == column.type_of)
        };
        Watched {
            is_below: lower.is_some(),
            is_declared: lossy.covers(&table.name, None),
            declared: table.columns.iter().filter(covers).cloned().collect(),
            shared: kept.iter().filter(is_shared).cloned().collect(),
            kept,
            table: table.clone(),
        }
    };
    above.tables.iter().map(watched).collect()
}

impl Watched {
    /// What no directive covers and only the state above has.
    pub(crate) fn own(&self) -> Vec<HashedColumn> {
        self.kept.iter().filter(|column| !self.shared.contains(column)).cloned().collect()
    }

    /// What is asked of the state above.
    pub(crate) fn sum_request(&self) -> SumRequest {
        let mut sets = vec![self.shared.clone(), self.kept.clone(), self.table.columns.clone()];
        sets.extend(self.declared.iter().map(|column| vec![column.clone()]));
        SumRequest { table: self.table.clone(), sets }
    }

    /// What is asked of the state below, as it is: nothing where a column is missing, which the catalog tells.
    pub(crate) fn ask_below(&self, below: &Layout) -> Option<SumRequest> {
        let table = below.table(&self.table).filter(|_| self.is_below && !self.is_declared)?;
        let shared: Option<Vec<HashedColumn>> =
            self.shared.iter().map(|column| table.column(&column.name).map(|_| column.clone())).collect();
        Some(SumRequest { table: table.clone(), sets: vec![shared?] })
    }

    /// What is asked of the state above once it is there again; nothing where it is not as it was.
    pub(crate) fn ask_again(&self, again: &Layout) -> Option<SumRequest> {
        let table = again.table(&self.table)?;
        let is_there = |column: &HashedColumn| table.column(&column.name).is_some();
        self.table
            .columns
            .iter()
            .all(is_there)
            .then(|| SumRequest { table: table.clone(), ..self.sum_request() })
    }

    /// Whether what is not declared differs, and when that is seen first. What a rollback changes and the migration changes
    /// back is as it was: `v = v - 1` and `v = v + 1`.
    pub(crate) fn differs(&self, before: &Sums, below: Option<&Sums>, again: Option<&Sums>) -> Option<Stage> {
        if self.is_declared {
            return None;
        }
        let is_other = |now: &Sums, at: usize, set: usize| {
            now.rows != before.rows
                || now.sets.get(at).map(|sum| &sum.content) != before.sets.get(set).map(|sum| &sum.content)
        };
        match again.map(|again| is_other(again, KEPT, KEPT)) {
            Some(false) => None,
            _ if below.is_some_and(|below| is_other(below, SHARED, SHARED)) => Some(Stage::Down),
            again => again.map(|_| Stage::UpAgain),
        }
    }

    /// What is declared and lost, and what is declared and still there though there was something to lose.
    pub(crate) fn declared(&self, before: &Sums, again: Option<&Sums>) -> (Vec<Declared>, Vec<String>) {
        let (mut lost, mut not_lost) = (Vec::new(), Vec::new());
        let Some(again) = again else { return (lost, not_lost) };
        let mut judge = |object: String, set: usize, rows: u64| {
            let content = |sums: &Sums| sums.sets.get(set).map(|sum| sum.content.clone());
            let filled = before.sets.get(set).map_or(0, |sum| sum.filled);
            if before.rows != again.rows || content(before) != content(again) {
                lost.push(Declared { object, rows });
            } else if filled > 0 {
                not_lost.push(object);
            }
        };
        if self.is_declared {
            judge(self.table.name.to_string(), ALL, before.rows.saturating_sub(again.rows));
        }
        for (at, column) in self.declared.iter().enumerate() {
            let filled = |sums: &Sums| sums.sets.get(DECLARED + at).map_or(0, |sum| sum.filled);
            let gone = filled(before).saturating_sub(filled(again));
            judge(format!("{}.{}", self.table.name, column.name), DECLARED + at, gone);
        }
        (lost, not_lost)
    }

    /// The loss of a table as far as the sums tell it.
    pub(crate) fn rough(&self, stage: Stage, before: &Sums, now: Option<&Sums>) -> Loss {
        let rows = now.map_or(0, |now| now.rows);
        let what = match rows.cmp(&before.rows) {
            Ordering::Less => Lost::Gone(before.rows - rows),
            Ordering::Greater => Lost::Added(rows - before.rows),
            Ordering::Equal => Lost::Unknown,
        };
        Loss { stage, object: self.table.name.to_string(), column: None, what, is_seeded: false }
    }
}

/// Tables that have more rows or fewer than the same migration wrote to the same state before. What the rows hold may
/// differ: times, random values and the numbers of sequences are made each time.
pub(crate) fn added_rows(
    layout: &Layout,
    first: &BTreeMap<QualifiedName, Sums>,
    again: &BTreeMap<QualifiedName, Sums>,
) -> Vec<Loss> {
    let loss = |table: &ContentTable| {
        let (first, again) = (first.get(&table.name)?.rows, again.get(&table.name)?.rows);
        let what = match again.cmp(&first) {
            Ordering::Less => Lost::Gone(first - again),
            Ordering::Greater => Lost::Added(again - first),
            Ordering::Equal => return None,
        };
        let object = table.name.to_string();
        Some(Loss { stage: Stage::UpAgain, object, column: None, what, is_seeded: false })
    };
    layout.tables.iter().filter_map(loss).collect()
}

/// Sequences that give again what they gave before, where no directive covers them or what they belong to.
pub(crate) fn gone_back(
    stage: Stage,
    before: &[Sequence],
    now: &[Sequence],
    lossy: &Directives<'_>,
) -> Vec<Loss> {
    let is_declared = |sequence: &Sequence| {
        lossy.covers(&sequence.name, None)
            || sequence.owner.as_ref().is_some_and(|owner| {
                let table = sequence.name.sibling(&owner.table);
                lossy.covers(&table, None) || lossy.covers(&table, Some(&owner.column))
            })
    };
    let now: BTreeMap<&QualifiedName, &Sequence> =
        now.iter().map(|sequence| (&sequence.name, sequence)).collect();
    let back = |then: &Sequence| {
        let now = now.get(&then.name)?;
        let is_back = if then.increment < 0 { now.next > then.next } else { now.next < then.next };
        (is_back && !is_declared(then)).then(|| Loss {
            stage,
            object: then.name.to_string(),
            column: None,
            what: Lost::WentBack(then.next, now.next),
            is_seeded: false,
        })
    };
    before.iter().filter_map(back).collect()
}

#[cfg(test)]
mod tests {
    use super::super::contents::{OwnerColumn, Sum};
    use super::*;

    fn table(name: &str, columns: &[&str]) -> ContentTable {
        let column = |name: &&str| HashedColumn {
            name: (*name).to_owned(),
            type_of: "text".to_owned(),
            as_text: false,
        };
        ContentTable {
            name: QualifiedName::new("public", name),
            is_partitioned: false,
            is_forced: false,
            key: Vec::new(),
            columns: columns.iter().map(column).collect(),
            stamp: None,
        }
    }

    fn watched(above: ContentTable, below: &[ContentTable], lossy: &[&str]) -> Watched {
        let loss = |object: &&str| directive::Loss { object: (*object).to_owned(), reason: "r".to_owned() };
        let lossy: Vec<directive::Loss> = lossy.iter().map(loss).collect();
        let above = Layout::new(vec![above], Vec::new(), None);
        let below = Layout::new(below.to_vec(), Vec::new(), None);
        watch(&above, &below, &Directives(&lossy)).remove(0)
    }

    fn sums(rows: u64, contents: &[&str]) -> Sums {
        let sum = |content: &&str| Sum { content: (*content).to_owned(), filled: rows };
        Sums { rows, sets: contents.iter().map(sum).collect() }
    }

    #[test]
    fn a_dropped_column_is_compared_once_it_is_there_again_unless_it_is_declared() {
        let below = [table("t", &["a"])];
        let plain = watched(table("t", &["a", "b"]), &below, &[]);
        assert_eq!((plain.shared.len(), plain.kept.len()), (1, 2));
        let before = sums(9, &["a", "ab", "ab"]);
        assert_eq!(plain.differs(&before, Some(&sums(9, &["a"])), Some(&before)), None);
        let emptied = sums(9, &["a", "a-", "a-"]);
        assert_eq!(plain.differs(&before, Some(&sums(9, &["a"])), Some(&emptied)), Some(Stage::UpAgain));
        let declared = watched(table("t", &["a", "b"]), &below, &["t.b"]);
        assert_eq!(declared.kept.len(), 1);
        assert_eq!(declared.differs(&before, Some(&sums(9, &["x"])), None), Some(Stage::Down));
    }

    #[test]
    fn a_column_of_another_type_is_compared_once_it_is_back() {
        let mut below = table("t", &["a", "b"]);
        below.columns[1].type_of = "numeric".to_owned();
        let changed = watched(table("t", &["a", "b"]), &[below], &[]);
        assert_eq!((changed.shared.len(), changed.kept.len()), (1, 2));
        let before = sums(9, &["a", "ab", "ab"]);
        assert_eq!(changed.differs(&before, Some(&sums(9, &["a"])), Some(&before)), None);
        let rounded = sums(9, &["a", "a5", "a5"]);
        assert_eq!(changed.differs(&before, Some(&sums(9, &["a"])), Some(&rounded)), Some(Stage::UpAgain));
    }

    #[test]
    fn a_declared_table_is_not_compared_and_said_to_be_lost_or_not() {
        let declared = watched(table("t", &["a"]), &[], &["public.t"]);
        let (before, empty) = (sums(9, &["", "a", "a"]), sums(0, &["", "0", "0"]));
        assert_eq!(declared.differs(&before, None, Some(&empty)), None);
        let (lost, not_lost) = declared.declared(&before, Some(&empty));
        assert_eq!((lost[0].object.as_str(), lost[0].rows, not_lost.len()), ("public.t", 9, 0));
        assert_eq!(declared.declared(&before, Some(&before)).1, ["public.t"]);
        assert_eq!(declared.declared(&empty, Some(&empty)), (Vec::new(), Vec::new()));
    }

    #[test]
    fn a_sequence_may_go_on_and_not_back() {
        let at = |next| Sequence {
            name: QualifiedName::new("public", "s"),
            owner: Some(OwnerColumn { table: "t".to_owned(), column: "id".to_owned() }),
            increment: 1,
            next,
        };
        let none = Directives(&[]);
        assert_eq!(gone_back(Stage::Down, &[at(9)], &[at(12)], &none), []);
        assert_eq!(gone_back(Stage::Down, &[at(9)], &[at(1)], &none)[0].what, Lost::WentBack(9, 1));
        let lossy = [directive::Loss { object: "t".to_owned(), reason: "r".to_owned() }];
        assert_eq!(gone_back(Stage::Down, &[at(9)], &[at(1)], &Directives(&lossy)), []);
    }
}
