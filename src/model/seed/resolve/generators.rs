//! Generators become nodes.

use super::Resolver;
use super::references::Draft;
use crate::model::seed::generate::node::{
    Node, Operand, Part, Path, ResolvedValue, RowColumn, Test, TimeSpan, Weighted,
};
use crate::model::seed::profile::{self, Generator, Reference, TemplatePart, Why};

impl Resolver<'_> {
    /// A generator of a column, settled.
    pub(super) fn node(
        &mut self,
        table: usize,
        column: &str,
        generator: &Generator,
        picks: &[Vec<Draft>],
    ) -> Node {
        let mut at = At { settling: self, table, column, picks };
        at.node(generator)
    }
}

/// A column of a profile, while it is settled.
struct At<'s, 'a> {
    settling: &'s mut Resolver<'a>,
    table: usize,
    column: &'s str,
    picks: &'s [Vec<Draft>],
}

impl At<'_, '_> {
    fn node(&mut self, generator: &Generator) -> Node {
        match generator {
            // A pick that is no foreign key's stands for itself already.
            Generator::Null | Generator::Pick(_) => Node::Null,
            Generator::Constant(text) => Node::Constant(text.clone()),
            Generator::Template(pieces) => {
                Node::Template(pieces.iter().map(|piece| self.part(piece)).collect())
            }
            Generator::Words { list, count, sentence, max_chars } => Node::Words {
                list: self.list(list),
                count: *count,
                sentence: *sentence,
                max_chars: (*max_chars).min(self.room()),
            },
            Generator::Choice(choices) => Node::Choice(Weighted::new(choices.iter().cloned())),
            Generator::Mix(mix) => {
                let nodes: Vec<(Node, f64)> =
                    mix.iter().map(|(generator, weight)| (self.node(generator), *weight)).collect();
                Node::Mix(Weighted::new(nodes))
            }
            Generator::Number { from, to, places, long } => {
                Node::Number { from: *from, to: *to, places: *places, long: *long }
            }
            Generator::Time(time) => Node::Time(TimeSpan {
                after: self.places(&time.after),
                before: self.places(&time.before),
                within: time.within,
                recent: time.recent,
                snap: time.snap,
                future: time.future,
            }),
            Generator::Instant { from, to } => Node::Instant { from: *from, to: *to },
            Generator::Of(reference) => self.row_column(reference).map_or(Node::Null, Node::Of),
            Generator::Inherit(references, otherwise) => {
                Node::Inherit(self.places(references), Box::new(self.node(otherwise)))
            }
            Generator::Case(cases, otherwise) => {
                let cases = cases.iter().map(|(conditions, then)| {
                    let tests = conditions.iter().filter_map(|condition| self.test(condition)).collect();
                    (tests, self.node(then))
                });
                let cases = cases.collect();
                Node::Case(cases, Box::new(self.node(otherwise)))
            }
            Generator::Json(members) => {
                Node::Json(members.iter().map(|(name, member)| (name.clone(), self.node(member))).collect())
            }
            Generator::Bool(share) => Node::Bool(*share),
            Generator::Uuid => Node::Uuid,
            Generator::Serial => {
                let oid = self.settling.names.table(self.settling.order[self.table]).oid;
                Node::Serial { behind: self.settling.wish.behind.get(&oid).copied().unwrap_or(0) }
            }
            Generator::Hex(digits) => Node::Hex(*digits),
            Generator::Any(sequence) => Node::Any(sequence.clone()),
            Generator::Nth(sequence) => {
                Node::Nth(sequence.clone(), self.settling.turn(self.table, self.column))
            }
            Generator::Rank { step } => Node::Rank { step: *step },
            Generator::CountOf { table, at_least } => match self.below(table) {
                Some(table) => Node::CountOf { table, at_least: *at_least },
                None => Node::Null,
            },
            Generator::Sometimes(never, node) => Node::Sometimes(*never, Box::new(self.node(node))),
        }
    }

    fn part(&mut self, piece: &TemplatePart) -> Part {
        match piece {
            TemplatePart::Text(text) => Part::Text(text.clone()),
            TemplatePart::Number => Part::Number,
            TemplatePart::Rank => Part::Rank,
            TemplatePart::Hex(digits) => Part::Hex(*digits),
            TemplatePart::Digits(digits) => Part::Digits(*digits),
            TemplatePart::Of(reference) => {
                self.row_column(reference).map_or(Part::Text(String::new()), Part::Of)
            }
            TemplatePart::Name(name) => {
                let is_list = name.is_empty() || self.settling.list_names.contains(name);
                let reference = Reference { table: None, column: name.clone() };
                match (is_list, self.settling.column(self.table, name)) {
                    (true, _) => Part::Word(self.list(name)),
                    (false, Some(_)) => {
                        self.row_column(&reference).map_or(Part::Text(String::new()), Part::Of)
                    }
                    (false, None) => {
                        self.problem(Why::NoSuch { what: "list or column", name: name.clone() });
                        Part::Text(String::new())
                    }
                }
            }
        }
    }

    fn test(&mut self, condition: &profile::Condition) -> Option<Test> {
        let operand = match &condition.operand {
            profile::Operand::Column(reference) => Operand::Of(self.row_column(reference)?),
            profile::Operand::Rank => Operand::Rank,
            profile::Operand::Number => Operand::Number,
            profile::Operand::Siblings => Operand::Siblings,
            profile::Operand::CountOf(table) => Operand::CountOf(self.below(table)?),
        };
        let wanted = match &condition.wanted {
            profile::ComparedValue::Text(text) => ResolvedValue::Text(text.clone()),
            profile::ComparedValue::Number(number) => ResolvedValue::Number(*number),
            profile::ComparedValue::Share(share) => ResolvedValue::Share(*share),
            profile::ComparedValue::Null => ResolvedValue::Null,
        };
        Some(Test { operand, comparison: condition.comparison, wanted })
    }

    fn places(&mut self, references: &[Reference]) -> Vec<RowColumn> {
        references.iter().filter_map(|reference| self.row_column(reference)).collect()
    }

    /// The row that a reference means, and the column of it.
    fn row_column(&mut self, reference: &Reference) -> Option<RowColumn> {
        let (path, target) = match &reference.table {
            None => (Path::Own, self.table),
            Some(table) => match self.row(table) {
                Some(row) => row,
                None => {
                    self.problem(Why::NoSuch {
                        what: "row that it belongs or refers to",
                        name: table.clone(),
                    });
                    return None;
                }
            },
        };
        let column = self.settling.column(target, &reference.column);
        if column.is_none() {
            self.problem(Why::NoSuch { what: "column", name: reference.column.clone() });
        }
        column.map(|column| RowColumn { path, column })
    }

    fn row(&self, table: &str) -> Option<(Path, usize)> {
        let (settling, drafts) = (&*self.settling, &self.picks[self.table]);
        let own = settling.order[self.table];
        let is_meant =
            |draft: &Draft| draft.name == table || draft.columns.iter().any(|(column, _)| column == table);
        let pick = |at: usize| (Path::Pick(at), drafts[at].target);
        if let Some(at) = drafts.iter().position(is_meant) {
            return Some(pick(at));
        }
        let up = |table: usize| Some((Path::Up(settling.position(table)?), settling.position(table)?));
        // The tenant's column belongs to many keys: the one that consists of it alone says whose it is.
        let alone =
            settling.names.table(own).foreign_keys.iter().find(|key| key.columns == [table.to_owned()]);
        let alone = alone.and_then(|key| settling.names.target(key));
        if let Some(table) = alone.filter(|table| *table != own && settling.names.is_below(own, *table)) {
            return up(table);
        }
        if settling.names.parent_key(own).is_some_and(|key| key.columns.iter().any(|column| column == table))
        {
            return up(settling.names.parent(own)?);
        }
        let table = settling.names.find(table)?;
        if table != own && settling.names.is_below(own, table) {
            return up(table);
        }
        let at = settling.position(table)?;
        drafts.iter().position(|draft| draft.target == at).map(pick)
    }

    /// A table whose rows stand below this one's.
    fn below(&mut self, name: &str) -> Option<usize> {
        let settling = &*self.settling;
        let child = settling.names.find(name).filter(|table| {
            settling.names.is_below(*table, settling.order[self.table])
                && settling.names.spec(*table).over.is_none()
        });
        let child = child.and_then(|table| settling.position(table));
        if child.is_none() {
            self.problem(Why::NoSuch { what: "table below it", name: name.to_owned() });
        }
        child
    }

    /// A list; the nameless one is our own.
    fn list(&mut self, name: &str) -> usize {
        let own = self.settling.list_names.len();
        match self.settling.list_names.iter().position(|list| list == name) {
            Some(list) => list,
            None if name.is_empty() => own,
            None => {
                self.problem(Why::NoSuch { what: "list", name: name.to_owned() });
                own
            }
        }
    }

    /// How many characters the column takes.
    fn room(&self) -> usize {
        let facts = self.settling.names.table(self.settling.order[self.table]);
        let column = facts.columns.iter().find(|column| column.name == self.column);
        column.and_then(|column| column.max_chars).map_or(usize::MAX, |most| most as usize)
    }

    fn problem(&mut self, why: Why) {
        self.settling.problem(self.table, &format!("columns.{}", self.column), why);
    }
}
