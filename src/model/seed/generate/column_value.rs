//! Making values: what a column of a row holds, from the seed alone.

use super::layout::{Layout, Row};
use super::node::{FilledColumn, FilledTable, Node, Operand, Part, RowColumn, Test};
use super::random::RandomStream;
use super::value::{Value, hex};
use super::{condition, timestamps, words};
use crate::model::seed::copy::encode;
use crate::model::seed::profile::Count;

/// Everything that rows are made of. The same for all threads.
#[derive(Debug)]
pub(crate) struct RowGenerator {
    pub(crate) layout: Layout,
    pub(crate) tables: Vec<FilledTable>,
    pub(crate) lists: Vec<Vec<String>>,
    /// Rows whose values are known.
    pub(crate) known: Vec<Vec<Vec<Option<String>>>>,
    /// Where each month begins, and where the last one ends; microseconds since 1970.
    pub(crate) months: Vec<i64>,
}

/// What one thread remembers: where it looked last in each table.
#[derive(Debug, Clone)]
pub(crate) struct Cursor(Vec<Option<Row>>);

impl RowGenerator {
    pub(crate) fn cursor(&self) -> Cursor {
        Cursor(vec![None; self.tables.len()])
    }

    /// Where a row stands. Neighbours of the row that was looked for last are found at once.
    pub(crate) fn locate(&self, table: usize, ordinal: u64, cursor: &mut Cursor) -> Row {
        let row = match cursor.0[table] {
            Some(last) if ordinal >= last.first && ordinal < last.first + last.siblings => {
                Row { ordinal, ..last }
            }
            Some(last) if ordinal == last.first + last.siblings => self.layout.next_group(&last),
            _ => self.layout.locate(table, ordinal),
        };
        cursor.0[table] = Some(row);
        row
    }

    /// What a column of a row holds. A text is appended to `out`.
    pub(crate) fn column(&self, row: &Row, column: usize, cursor: &mut Cursor, out: &mut Vec<u8>) -> Value {
        let table = &self.tables[row.table];
        let edge = usize::try_from(row.ordinal).ok().and_then(|ordinal| table.edges.get(ordinal));
        if let Some((_, given)) = edge.and_then(|edge| edge.iter().find(|(given, _)| *given == column)) {
            return match given {
                Some(text) => constant(text, out),
                None => Value::Null,
            };
        }
        let column = &table.columns[column];
        match &column.node {
            Some(node) => RowContext { maker: self, row }.node(
                node,
                &mut column.salt.stream_at(row.ordinal),
                cursor,
                out,
            ),
            None => Value::Null,
        }
    }

    /// What a node makes of a row. A text is appended to `out`.
    pub(super) fn node_value(
        &self,
        (row, node): (&Row, &Node),
        chance: &mut RandomStream,
        cursor: &mut Cursor,
        out: &mut Vec<u8>,
    ) -> Value {
        RowContext { maker: self, row }.node(node, chance, cursor, out)
    }
}

impl FilledTable {
    /// The columns that count their rows, and the highest number of each.
    pub(crate) fn counted(&self, rows: u64) -> Vec<(String, i64)> {
        let counted = |column: &FilledColumn| match column.node {
            Some(Node::Serial { behind }) => Some((column.name.clone(), behind + rows.cast_signed())),
            _ => None,
        };
        self.columns.iter().filter_map(counted).collect()
    }
}

fn constant(text: &str, out: &mut Vec<u8>) -> Value {
    out.extend_from_slice(text.as_bytes());
    Value::Text
}

/// The row that a column is made of.
struct RowContext<'a> {
    maker: &'a RowGenerator,
    row: &'a Row,
}

impl RowContext<'_> {
    fn node(&self, node: &Node, chance: &mut RandomStream, cursor: &mut Cursor, out: &mut Vec<u8>) -> Value {
        let maker = self.maker;
        match node {
            Node::Null => Value::Null,
            Node::Constant(text) => constant(text, out),
            Node::Template(parts) => {
                for part in parts {
                    self.part(part, chance, cursor, out);
                }
                Value::Text
            }
            Node::Words { list, count, sentence, max_chars } => {
                let many = match *count {
                    Count::Between(from, to) => from + chance.below(to - from + 1),
                    Count::Long(mean, most) => chance.long(mean, most).max(1),
                };
                words::write(&maker.lists[*list], many, *sentence, *max_chars, chance, out);
                Value::Text
            }
            Node::Choice(choices) => {
                choices.item_at(chance.unit()).map_or(Value::Null, |text| constant(text, out))
            }
            Node::Mix(nodes) => match nodes.item_at(chance.unit()) {
                Some(node) => self.node(node, chance, cursor, out),
                None => Value::Null,
            },
            Node::Number { from, to, places, long } => {
                let digits = if *long { chance.long_number(*from, *to) } else { chance.between(*from, *to) };
                Value::Number { digits, places: *places }
            }
            Node::Time(span) => {
                let after = self.instants(&span.after, cursor).max();
                let before = self.instants(&span.before, cursor).min();
                let window =
                    (maker.months.first().copied().unwrap_or(0), maker.months.last().copied().unwrap_or(0));
                Value::Time(timestamps::between(span, window, after, before, chance))
            }
            Node::Instant { from, to } => Value::Time(chance.between(*from, to.saturating_sub(1).max(*from))),
            Node::Month => Value::Time(self.month(chance)),
            Node::Of(place) => maker.referenced_value(self.row, *place, cursor, out),
            Node::Inherit(places, otherwise) => {
                for place in places {
                    let value = maker.referenced_value(self.row, *place, cursor, out);
                    if value != Value::Null {
                        return value;
                    }
                }
                self.node(otherwise, chance, cursor, out)
            }
            Node::Case(cases, otherwise) => {
                let holds =
                    |tests: &[Test], cursor: &mut Cursor| tests.iter().all(|test| self.holds(test, cursor));
                for (tests, then) in cases {
                    if holds(tests, cursor) {
                        return self.node(then, chance, cursor, out);
                    }
                }
                self.node(otherwise, chance, cursor, out)
            }
            Node::Json(members) => {
                self.json(members, chance, cursor, out);
                Value::Text
            }
            Node::Bool(share) => Value::Bool(chance.happens(*share)),
            Node::Uuid => Value::Uuid(chance.uuid()),
            Node::Serial { behind } => {
                Value::Number { digits: behind + 1 + self.row.ordinal.cast_signed(), places: 0 }
            }
            Node::Hex(digits) => {
                hex_digits(*digits, chance, out);
                Value::Text
            }
            Node::Rank { step } => {
                Value::Number { digits: (self.row.rank().cast_signed() + 1) * step, places: 0 }
            }
            Node::CountOf { table, at_least } => {
                let count = maker.count_below(self.row, *table).cast_signed();
                Value::Number { digits: count.max(*at_least), places: 0 }
            }
            Node::Nth(sequence, turn) => sequence.value(maker.turn(self.row, turn, cursor), out),
            Node::Any(sequence) => sequence.value(chance.below(sequence.size().max(1)), out),
            Node::Known(known) => match maker.known_value(self.row, known, cursor) {
                Some(text) => constant(text, out),
                None => Value::Null,
            },
            Node::Gate(gate, node) => match maker.known_value(self.row, gate, cursor) {
                Some(_) => self.node(node, chance, cursor, out),
                None => Value::Null,
            },
            Node::Sometimes(never, node) => {
                if chance.happens(*never) {
                    Value::Null
                } else {
                    self.node(node, chance, cursor, out)
                }
            }
        }
    }

    fn part(&self, part: &Part, chance: &mut RandomStream, cursor: &mut Cursor, out: &mut Vec<u8>) {
        match part {
            Part::Text(text) => out.extend_from_slice(text.as_bytes()),
            Part::Word(list) => {
                out.extend_from_slice(words::any(&self.maker.lists[*list], chance).as_bytes());
            }
            Part::Of(place) => self.maker.referenced_value(self.row, *place, cursor, out).show(out),
            Part::Number => Value::integer(self.row.ordinal + 1).show(out),
            Part::Rank => Value::integer(self.row.rank() + 1).show(out),
            Part::Hex(digits) => hex_digits(*digits, chance, out),
            Part::Digits(digits) => {
                for _ in 0..*digits {
                    out.push(b'0' + u8::try_from(chance.below(10)).unwrap_or(0));
                }
            }
        }
    }

    fn instants(&self, places: &[RowColumn], cursor: &mut Cursor) -> impl Iterator<Item = i64> {
        let mut text = Vec::new();
        places.iter().filter_map(move |place| {
            text.clear();
            match self.maker.referenced_value(self.row, *place, cursor, &mut text) {
                Value::Time(at) => Some(at),
                // One that was made by hand.
                Value::Text => std::str::from_utf8(&text).ok().and_then(encode::time),
                _ => None,
            }
        })
    }

    fn month(&self, chance: &mut RandomStream) -> i64 {
        let (maker, row) = (self.maker, self.row);
        let shape = &maker.layout.shapes[row.table];
        let month = row.group / shape.parents;
        let at = usize::try_from(month).unwrap_or(0);
        let (from, to) = (maker.months[at], maker.months[at + 1]);
        if row.ordinal == maker.layout.start(row.table, month * shape.parents) {
            from
        } else if row.ordinal + 1 == maker.layout.start(row.table, (month + 1) * shape.parents) {
            to - 1
        } else {
            chance.between(from, to - 1)
        }
    }

    fn holds(&self, test: &Test, cursor: &mut Cursor) -> bool {
        let mut shown = Vec::new();
        let value = match test.operand {
            Operand::Of(place) => self.maker.referenced_value(self.row, place, cursor, &mut shown),
            Operand::Rank => Value::integer(self.row.rank() + 1),
            Operand::Number => Value::integer(self.row.ordinal + 1),
            Operand::Siblings => Value::integer(self.row.siblings),
            Operand::CountOf(table) => Value::integer(self.maker.count_below(self.row, table)),
        };
        condition::holds(test, value, &mut shown, self.row.siblings)
    }

    fn json(
        &self,
        members: &[(String, Node)],
        chance: &mut RandomStream,
        cursor: &mut Cursor,
        out: &mut Vec<u8>,
    ) {
        out.push(b'{');
        for (at, (name, node)) in members.iter().enumerate() {
            if at > 0 {
                out.extend_from_slice(b", ");
            }
            words::quote(name.as_bytes(), out);
            out.extend_from_slice(b": ");
            let start = out.len();
            match self.node(node, chance, cursor, out) {
                Value::Null => out.extend_from_slice(b"null"),
                Value::Text if matches!(node, Node::Json(_)) => {}
                Value::Text => {
                    let text = out.split_off(start);
                    words::quote(&text, out);
                }
                value @ (Value::Number { .. } | Value::Bool(_)) => value.show(out),
                value => {
                    let mut text = Vec::new();
                    value.show(&mut text);
                    words::quote(&text, out);
                }
            }
        }
        out.push(b'}');
    }
}

fn hex_digits(digits: usize, chance: &mut RandomStream, out: &mut Vec<u8>) {
    let mut left = digits;
    while left > 0 {
        let now = left.min(16);
        hex(chance.next(), now, out);
        left -= now;
    }
}
