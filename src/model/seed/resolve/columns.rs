//! What fills each column of a table.

use super::Resolver;
use super::references::Draft;
use crate::model::seed::catalog::{self, ColumnDefault};
use crate::model::seed::copy::column_type::ColumnType;
use crate::model::seed::defaults;
use crate::model::seed::defaults::Question;
use crate::model::seed::generate::node::{
    FilledColumn, FilledTable, Node, Operand, Part, Path, PickMethod, RowColumn,
};
use crate::model::seed::generate::random::Salt;
use crate::model::seed::profile::{Generator, ProfileProblem, Why};

impl Resolver<'_> {
    /// The table with all its columns settled.
    pub(super) fn table(&mut self, table: usize, picks: &[Vec<Draft>]) -> FilledTable {
        let (spec, facts) = (self.names.spec(self.order[table]), self.names.table(self.order[table]));
        for name in spec.columns.keys().chain(&spec.over) {
            match facts.columns.iter().find(|column| column.name == *name) {
                Some(column) if column.filled != ColumnDefault::Generated => {}
                _ => self.problem(
                    table,
                    &format!("columns.{name}"),
                    Why::NoSuch { what: "column to fill", name: name.clone() },
                ),
            }
        }
        let mut columns = Vec::new();
        for column in &facts.columns {
            columns.push(FilledColumn {
                name: column.name.clone(),
                kind: ColumnType::of(&column.base_type, !column.labels.is_empty()),
                salt: Salt::new(self.wish.seed, &[&spec.name, &column.name]),
                node: self.filling(table, column, picks),
            });
        }
        FilledTable {
            catalog: self.names.catalog_position(self.order[table]),
            columns,
            picks: picks[table].iter().map(|draft| self.picked(table, draft)).collect(),
            edges: Vec::new(),
            over: spec
                .over
                .as_ref()
                .and_then(|over| facts.columns.iter().position(|column| column.name == *over)),
            kept_triggers: spec.kept_triggers.clone(),
        }
    }

    fn filling(
        &mut self,
        table: usize,
        column: &catalog::CatalogColumn,
        picks: &[Vec<Draft>],
    ) -> Option<Node> {
        let spec = self.names.spec(self.order[table]);
        if column.filled == ColumnDefault::Generated {
            return None;
        }
        if spec.over.as_ref() == Some(&column.name) {
            return Some(Node::Month);
        }
        if let Some(generator) = spec.columns.get(&column.name)
            && !matches!(generator, Generator::Pick(_))
        {
            return Some(self.node(table, &column.name, generator, picks));
        }
        let picked = picks[table].iter().enumerate().find_map(|(at, draft)| {
            let (_, target_column) = draft.columns.iter().find(|(own, _)| *own == column.name)?;
            Some((at, draft.target, target_column.clone()))
        });
        if let Some((at, target, target_column)) = picked {
            return Some(self.of(table, &column.name, Path::Pick(at), target, &target_column));
        }
        let above = self.names.parent_key(self.order[table]).and_then(|key| {
            let at = key.columns.iter().position(|own| *own == column.name)?;
            key.target_columns.get(at).cloned()
        });
        let parent = self.names.parent(self.order[table]).and_then(|parent| self.position(parent));
        if let (Some(target_column), Some(parent)) = (above, parent) {
            return Some(self.of(table, &column.name, Path::Up(parent), parent, &target_column));
        }
        self.by_itself(table, column, picks)
    }

    fn of(&mut self, table: usize, column: &str, path: Path, target: usize, target_column: &str) -> Node {
        match self.column(target, target_column) {
            Some(column) => Node::Of(RowColumn { path, column }),
            None => {
                let why = Why::NoSuch { what: "column", name: target_column.to_owned() };
                self.problem(table, &format!("columns.{column}"), why);
                Node::Null
            }
        }
    }

    /// The place of a column in a table of the order.
    pub(super) fn column(&self, table: usize, name: &str) -> Option<usize> {
        self.names.table(self.order[table]).columns.iter().position(|column| column.name == name)
    }

    /// A column that nobody named: by its type and its constraints.
    fn by_itself(
        &mut self,
        table: usize,
        column: &catalog::CatalogColumn,
        picks: &[Vec<Draft>],
    ) -> Option<Node> {
        let facts = self.names.table(self.order[table]);
        let settled = |name: &String| {
            let by_parent =
                self.names.parent_key(self.order[table]).is_some_and(|key| key.columns.contains(name));
            by_parent || picks[table].iter().any(|draft| draft.columns.iter().any(|(own, _)| own == name))
        };
        // A key whose other columns are settled leaves it to this one to be unique.
        let is_key = facts.keys.iter().any(|key| {
            key.columns.contains(&column.name)
                && key.columns.iter().all(|key_column| *key_column == column.name || settled(key_column))
        });
        let kind = ColumnType::of(&column.base_type, !column.labels.is_empty());
        if column.filled == ColumnDefault::Identity || (is_key && kind.is_integer()) {
            let behind = self.wish.behind.get(&facts.oid).copied().unwrap_or(0);
            return Some(Node::Serial { behind });
        }
        if column.filled == ColumnDefault::Constant && !is_key {
            let spec = self.names.spec(self.order[table]);
            let is_given = [&spec.name, &facts.name.name]
                .iter()
                .any(|name| self.by_hand.contains(&((*name).clone(), column.name.clone())));
            match (is_given, column.default.as_deref().and_then(defaults::constant)) {
                (false, _) => return None,
                (true, Some(text)) => return Some(Node::Constant(text)),
                // What the default is, nobody can tell: as if there were none.
                (true, None) => {}
            }
        }
        let own: Vec<&catalog::Check> =
            facts.checks.iter().filter(|check| check.columns == [column.name.clone()]).collect();
        let checks: Vec<String> = own.iter().map(|check| check.expression.clone()).collect();
        let hints: Vec<&str> = checks.iter().chain(&column.domain_checks).map(String::as_str).collect();
        let candidates: Vec<Node> = defaults::candidates(column, &hints, is_key)
            .iter()
            .map(|generator| self.node(table, &column.name, generator, picks))
            .collect();
        let optional = |node: Node| if column.not_null { node } else { Node::Sometimes(0.1, Box::new(node)) };
        let answer = self.answers.get(&(facts.oid, column.name.clone())).copied().unwrap_or(0);
        let chosen = candidates.get(answer).cloned();
        if !hints.is_empty() || candidates.len() > 1 {
            self.questions.push(Question {
                table,
                oid: facts.oid,
                column: self.column(table, &column.name).unwrap_or(0),
                name: column.name.clone(),
                type_name: column.type_name.clone(),
                checks: own.iter().map(|check| (check.name.clone(), check.expression.clone())).collect(),
                candidates,
            });
        }
        match chosen {
            Some(node) => Some(optional(node)),
            None if column.not_null => {
                let why = Why::NoValue { type_name: column.type_name.clone(), checks };
                self.problem(table, &format!("columns.{}", column.name), why);
                None
            }
            None => Some(Node::Null),
        }
    }
}

/// Refuses columns that follow from themselves, and references to what the server fills.
pub(super) fn refuse_circles(settling: &Resolver<'_>, tables: &[FilledTable]) -> Result<(), ProfileProblem> {
    // 0: not looked at, 1: on the way, 2: done.
    let mut seen: Vec<Vec<u8>> = tables.iter().map(|table| vec![0; table.columns.len()]).collect();
    for table in 0..tables.len() {
        for column in 0..tables[table].columns.len() {
            visit(settling, tables, table, column, &mut seen)?;
        }
    }
    Ok(())
}

fn visit(
    settling: &Resolver<'_>,
    tables: &[FilledTable],
    table: usize,
    column: usize,
    seen: &mut [Vec<u8>],
) -> Result<(), ProfileProblem> {
    let filled = &tables[table].columns[column];
    let problem = |why: Why| {
        let name = &settling.names.spec(settling.order[table]).name;
        ProfileProblem::new(format!("tables.{name}.columns.{}", filled.name), why)
    };
    match seen[table][column] {
        2 => return Ok(()),
        1 => return Err(problem(Why::Selfish)),
        _ => seen[table][column] = 1,
    }
    for place in filled.node.iter().flat_map(places) {
        let target = match place.path {
            Path::Own => table,
            Path::Up(above) => above,
            // An earlier row: it ends at the first one.
            Path::Pick(pick) if matches!(tables[table].picks[pick].way, PickMethod::Earlier(_)) => continue,
            Path::Pick(pick) => tables[table].picks[pick].table,
        };
        let referenced = &tables[target].columns[place.column];
        if referenced.node.is_none() {
            return Err(problem(Why::NoSuch {
                what: "column that the profile fills",
                name: referenced.name.clone(),
            }));
        }
        visit(settling, tables, target, place.column, seen)?;
    }
    seen[table][column] = 2;
    Ok(())
}

/// Every column that a node looks at.
fn places(node: &Node) -> Vec<RowColumn> {
    match node {
        Node::Of(place) => vec![*place],
        Node::Template(parts) => parts
            .iter()
            .filter_map(|part| if let Part::Of(place) = part { Some(*place) } else { None })
            .collect(),
        Node::Time(span) => span.after.iter().chain(&span.before).copied().collect(),
        Node::Inherit(first, otherwise) => first.iter().copied().chain(places(otherwise)).collect(),
        Node::Case(cases, otherwise) => {
            let tests = cases.iter().flat_map(|(tests, _)| tests).filter_map(|test| match test.operand {
                Operand::Of(place) => Some(place),
                _ => None,
            });
            tests.chain(cases.iter().flat_map(|(_, then)| places(then))).chain(places(otherwise)).collect()
        }
        Node::Mix(nodes) => nodes.items().flat_map(places).collect(),
        Node::Json(members) => members.iter().flat_map(|(_, node)| places(node)).collect(),
        Node::Sometimes(_, node) => places(node),
        _ => Vec::new(),
    }
}
