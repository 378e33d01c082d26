//! What fills each column of a table.

use super::Resolver;
use super::different::question_of_key;
use super::references::Draft;
use crate::model::seed::catalog::{self, ColumnDefault};
use crate::model::seed::copy::column_type::ColumnType;
use crate::model::seed::defaults;
use crate::model::seed::defaults::Question;
use crate::model::seed::generate::node::{FilledColumn, FilledTable, KnownColumn, Node, Path, RowColumn};
use crate::model::seed::generate::random::Salt;
use crate::model::seed::profile::{Generator, Why};
use crate::model::seed::rules::rules;

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
        // The server takes no row without any column.
        if columns.iter().all(|column| column.node.is_none()) {
            let mut names = facts.columns.iter().zip(&mut columns);
            if let Some((column, filled)) =
                names.find(|(column, _)| column.filled != ColumnDefault::Generated)
            {
                let text = column.default.as_deref().and_then(defaults::constant);
                filled.node = Some(text.map_or(Node::Null, Node::Constant));
            }
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
        let oid = self.names.table(self.order[table]).oid;
        let Some((pool, place, is_gate)) = self.answers.pool(oid, &column.name) else {
            return self.unpooled(table, column, picks);
        };
        let salt = Salt::new(self.wish.seed, &[&spec.name, "pool", &pool.to_string()]);
        let list = self.answers.lookups.len() + pool;
        let known = KnownColumn { list, column: place, salt, none: 0.0, turn: None, agree: Vec::new() };
        match (is_gate, self.unpooled(table, column, picks)) {
            (true, Some(node)) => Some(Node::Gate(known, Box::new(certain(node)))),
            _ => Some(Node::Known(known)),
        }
    }

    /// A column that no constraint ties to others, and that the profile says nothing of.
    fn unpooled(
        &mut self,
        table: usize,
        column: &catalog::CatalogColumn,
        picks: &[Vec<Draft>],
    ) -> Option<Node> {
        if let Some(node) = self.known.get(&(table, column.name.clone())) {
            let turn = self.keys[table].different.get(&column.name).cloned();
            return Some(match node {
                Node::Known(known) => Node::Known(KnownColumn { turn, ..known.clone() }),
                node => node.clone(),
            });
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
        let is_key = self.keys[table].different.contains_key(&column.name);
        if column.filled == ColumnDefault::Identity {
            let behind = self.wish.behind.get(&facts.oid).copied().unwrap_or(0);
            return Some(Node::Serial { behind });
        }
        if column.filled == ColumnDefault::Constant && !is_key {
            let spec = self.names.spec(self.order[table]);
            let is_given = [&spec.name, &facts.name.name]
                .iter()
                .any(|name| self.by_hand.contains(&((*name).clone(), column.name.clone())));
            match (is_given, column.default.as_deref().and_then(defaults::constant)) {
                (false, _) => {
                    self.note_question(table, column, (Vec::new(), None, column.name.clone(), false), picks);
                    return None;
                }
                (true, Some(text)) => return Some(Node::Constant(text)),
                // What the default is, nobody can tell: as if there were none.
                (true, None) => {}
            }
        }
        let hints = self.hints(table, column);
        let texts: Vec<&str> = hints.iter().map(String::as_str).collect();
        let mut generators = Vec::new();
        let is_for_proof = self.names.profile.is_for_proof;
        if is_key {
            generators
                .extend(defaults::different(column, &texts).into_iter().map(|(generator, _)| generator));
        } else if is_for_proof {
            generators = defaults::plain(column, &texts);
        }
        if generators.is_empty() {
            generators = defaults::candidates(column, &texts);
        }
        let candidates: Vec<Node> =
            generators.iter().map(|generator| self.node(table, &column.name, generator, picks)).collect();
        let answer_name = if is_key { question_of_key(&column.name) } else { column.name.clone() };
        // A key is there in every row: NULL may count as equal.
        let optional = |node: Node| {
            if column.not_null || is_key || is_for_proof {
                node
            } else {
                Node::Sometimes(0.1, Box::new(node))
            }
        };
        let answer = self.answers.chosen.get(&(facts.oid, answer_name.clone())).copied().unwrap_or(0);
        let chosen = candidates.get(answer).cloned();
        let form = generators.get(answer).cloned();
        self.note_question(table, column, (candidates, form, answer_name, is_key), picks);
        match chosen {
            Some(node) => Some(optional(node)),
            None if column.not_null => {
                let own = facts.checks.iter().filter(|check| check.columns == [column.name.clone()]);
                let checks = own.map(|check| format!("{}: CHECK ({})", check.name, check.expression));
                let checks = checks.chain(column.domain_checks.iter().cloned()).collect();
                let why = Why::NoValue { type_name: column.type_name.clone(), checks };
                self.problem(table, &format!("columns.{}", column.name), why);
                None
            }
            None => Some(Node::Null),
        }
    }

    /// Notes what the server can be asked about a column.
    fn note_question(
        &mut self,
        table: usize,
        column: &catalog::CatalogColumn,
        (candidates, form, answer, is_different): (Vec<Node>, Option<Generator>, String, bool),
        picks: &[Vec<Draft>],
    ) {
        let facts = self.names.table(self.order[table]);
        let spec = self.names.spec(self.order[table]);
        let rules = rules(facts, spec.over.as_deref());
        let tied = rules.iter().filter(|rule| rule.columns.contains(&column.name) && rule.is_tied(facts));
        let texts: Vec<&str> = tied.map(|rule| rule.expression.as_str()).collect();
        let more = if texts.is_empty() { Vec::new() } else { defaults::candidates(column, &texts) };
        let left = column.default.as_deref().and_then(defaults::constant).map(Node::Constant);
        let is_left = candidates.is_empty();
        let more = more.iter().map(|generator| self.node(table, &column.name, generator, picks));
        let more: Vec<Node> = left.into_iter().filter(|_| is_left).chain(more).collect();
        self.questions.push(Question {
            table,
            oid: facts.oid,
            column: self.column(table, &column.name).unwrap_or(0),
            name: column.name.clone(),
            answer,
            candidates,
            chosen: form,
            is_different,
            is_constrained: !self.hints(table, column).is_empty(),
            is_left,
            more,
        });
    }

    /// The constraints of a column alone, its domain's among them.
    pub(super) fn hints(&self, table: usize, column: &catalog::CatalogColumn) -> Vec<String> {
        let facts = self.names.table(self.order[table]);
        let own = facts.checks.iter().filter(|check| check.columns == [column.name.clone()]);
        let own = own.map(|check| check.expression.clone());
        let is_divided = facts.partition_keys.contains(&column.name);
        let rule = facts.partition_rule.iter().filter(|_| is_divided).cloned();
        own.chain(column.domain_checks.iter().cloned()).chain(rule).collect()
    }
}

/// The same without a chance of NULL: another says when it is.
fn certain(node: Node) -> Node {
    match node {
        Node::Known(known) => Node::Known(KnownColumn { none: 0.0, ..known }),
        node => node,
    }
}
