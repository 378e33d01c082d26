//! From what the catalog says of indexes, keys and foreign keys to the pieces that tables are taken apart into.

use std::collections::HashMap;

use super::apart::{Kept, PLAIN_TABLESPACE, Piece, Stage};
use crate::model::quote::{Ident, Literal};

/// An index, with the key that stands on it. All names but `name` are quoted, and qualified where they can be.
#[derive(Debug, Clone, Default)]
pub(crate) struct IndexFact {
    pub(crate) oid: u32,
    pub(crate) table: u32,
    pub(crate) table_name: String,
    pub(crate) index_name: String,
    pub(crate) name: String,
    /// The OID of the index that it is a partition of; 0: none.
    pub(crate) parent: u32,
    pub(crate) is_partitioned: bool,
    pub(crate) is_valid: bool,
    /// As `pg_get_indexdef` writes it.
    pub(crate) definition: String,
    /// As `WITH (..)` takes them; empty: none.
    pub(crate) options: String,
    pub(crate) tablespace: Option<String>,
    pub(crate) comment: Option<String>,
    pub(crate) is_clustered: bool,
    pub(crate) is_identity: bool,
    /// `ALTER COLUMN 1 SET STATISTICS 500`.
    pub(crate) statistics: Vec<String>,
    /// Extensions without which it is dropped.
    pub(crate) extensions: Vec<String>,
    pub(crate) key: Option<KeyFact>,
}

/// A primary key, a unique or an exclusion constraint.
#[derive(Debug, Clone, Default)]
pub(crate) struct KeyFact {
    pub(crate) name: String,
    pub(crate) is_exclusion: bool,
    /// As `pg_get_constraintdef` writes it: without options.
    pub(crate) definition: String,
    pub(crate) comment: Option<String>,
}

/// A foreign key. All names but `name` are quoted.
#[derive(Debug, Clone, Default)]
pub(crate) struct ReferenceFact {
    pub(crate) oid: u32,
    /// The OID of the topmost foreign key that it comes from, or its own.
    pub(crate) root: u32,
    pub(crate) table: u32,
    pub(crate) table_name: String,
    pub(crate) name: String,
    pub(crate) key_name: String,
    pub(crate) definition: String,
    pub(crate) comment: Option<String>,
    /// The OID of the index that it needs.
    pub(crate) index: u32,
    /// Of or to a partitioned table, or of a table that is not loaded.
    pub(crate) is_last: bool,
}

/// The pieces in the order in which they come back, and what stays up from the start: what is not valid, and
/// what belongs to a table that is not asked for. References of partitions stand behind those of their parents,
/// the deepest first.
pub(crate) fn pieces(indexes: &[IndexFact], references: &[ReferenceFact]) -> (Vec<Piece>, Vec<Kept>) {
    let (mut pieces, mut kept) = (Vec::new(), Vec::new());
    let forest = Forest::of(indexes);
    let tops: HashMap<u32, u32> =
        indexes.iter().map(|index| (index.oid, forest.top(index).map_or(0, |top| top.oid))).collect();
    let mut whole = Vec::new();
    for index in indexes {
        let why = match forest.top(index) {
            None => Some("it is part of an index of another table"),
            Some(top) if !forest.is_valid(top) => Some("it, or a part of it, is not valid"),
            Some(_) => None,
        };
        match why {
            Some(why) if index.parent == 0 || !forest.by_oid.contains_key(&index.parent) => {
                let what = format!("index {} of {}", index.name, index.table_name);
                kept.push(Kept { what, why: why.to_owned() });
            }
            Some(_) => {}
            None if !index.is_partitioned => pieces.push(forest.piece(index, tops[&index.oid])),
            None if index.parent == 0 => forest.whole(index, index.oid, &mut whole),
            None => {}
        }
    }
    pieces.append(&mut whole);
    let mut foreign: Vec<Piece> = references
        .iter()
        .filter(|reference| reference.oid == reference.root)
        .map(|root| piece_of(root, references, tops.get(&root.index).copied()))
        .collect();
    foreign.sort_by_key(|piece| piece.stage);
    pieces.append(&mut foreign);
    (pieces, kept)
}

struct Forest<'a> {
    by_oid: HashMap<u32, &'a IndexFact>,
    parts: HashMap<u32, Vec<&'a IndexFact>>,
}

impl<'a> Forest<'a> {
    fn of(indexes: &'a [IndexFact]) -> Self {
        let mut parts: HashMap<u32, Vec<&IndexFact>> = HashMap::new();
        for index in indexes.iter().filter(|index| index.parent != 0) {
            parts.entry(index.parent).or_default().push(index);
        }
        Self { by_oid: indexes.iter().map(|index| (index.oid, index)).collect(), parts }
    }

    fn top(&self, index: &'a IndexFact) -> Option<&'a IndexFact> {
        let mut top = index;
        while top.parent != 0 {
            top = self.by_oid.get(&top.parent)?;
        }
        Some(top)
    }

    fn parts(&self, index: &IndexFact) -> &[&'a IndexFact] {
        self.parts.get(&index.oid).map_or(&[], Vec::as_slice)
    }

    fn is_valid(&self, index: &IndexFact) -> bool {
        index.is_valid && self.parts(index).iter().all(|part| self.is_valid(part))
    }

    /// A partitioned index behind those that are below it.
    fn whole(&self, index: &IndexFact, group: u32, pieces: &mut Vec<Piece>) {
        for part in self.parts(index).iter().filter(|part| part.is_partitioned) {
            self.whole(part, group, pieces);
        }
        pieces.push(self.piece(index, group));
    }

    fn piece(&self, index: &IndexFact, group: u32) -> Piece {
        let down = match &index.key {
            Some(key) => format!("ALTER TABLE {} DROP CONSTRAINT {}", index.table_name, key.name),
            None => format!("DROP INDEX {}", index.index_name),
        };
        Piece {
            target: index.table,
            table: index.table_name.clone(),
            name: index.name.clone(),
            stage: if index.is_partitioned { Stage::Whole } else { Stage::Target },
            group,
            needs: None,
            down: (index.parent == 0).then_some(down),
            up: self.up(index),
        }
    }

    fn up(&self, index: &IndexFact) -> Vec<String> {
        let (table, name) = (&index.table_name, &index.index_name);
        let mut up = Vec::new();
        if let Some(tablespace) = &index.tablespace {
            up.push(format!("SET LOCAL default_tablespace = {tablespace}"));
        }
        up.push(match &index.key {
            None => index.definition.clone(),
            Some(key) => {
                let definition = if key.is_exclusion || index.options.is_empty() {
                    key.definition.clone()
                } else {
                    with_options(&key.definition, &index.options)
                };
                format!("ALTER TABLE ONLY {table} ADD CONSTRAINT {} {definition}", key.name)
            }
        });
        if index.tablespace.is_some() {
            up.push(PLAIN_TABLESPACE.to_owned());
        }
        // Its definition has a place for options, but before WHERE, which could hold anything.
        if index.key.as_ref().is_some_and(|key| key.is_exclusion) && !index.options.is_empty() {
            up.push(format!("ALTER INDEX {name} SET ({})", index.options));
        }
        for part in self.parts(index) {
            up.push(format!("ALTER INDEX {name} ATTACH PARTITION {}", part.index_name));
        }
        for statistics in &index.statistics {
            up.push(format!("ALTER INDEX {name} {statistics}"));
        }
        for extension in &index.extensions {
            up.push(format!("ALTER INDEX {name} DEPENDS ON EXTENSION {extension}"));
        }
        if index.is_clustered {
            up.push(format!("ALTER TABLE {table} CLUSTER ON {}", quoted(&index.name)));
        }
        if index.is_identity {
            let index = quoted(&index.name);
            up.push(format!("ALTER TABLE ONLY {table} REPLICA IDENTITY USING INDEX {index}"));
        }
        if let Some(comment) = &index.comment {
            up.push(format!("COMMENT ON INDEX {name} IS {}", Literal(comment)));
        }
        if let Some((key, comment)) = index.key.as_ref().and_then(|key| Some((key, key.comment.as_ref()?))) {
            up.push(format!("COMMENT ON CONSTRAINT {} ON {table} IS {}", key.name, Literal(comment)));
        }
        up
    }
}

/// The options of a key stand before its deferrability. What ends in these words ends in no name: names in a
/// definition stand in parentheses.
fn with_options(definition: &str, options: &str) -> String {
    let ends = [" DEFERRABLE INITIALLY DEFERRED", " DEFERRABLE"];
    let end = ends.into_iter().find(|end| definition.ends_with(end)).unwrap_or("");
    let columns = definition.strip_suffix(end).unwrap_or(definition);
    format!("{columns} WITH ({options}){end}")
}

/// An index stands in the schema of its table; here its bare name is asked for.
fn quoted(name: &str) -> String {
    Ident::new(name).map(|name| name.to_string()).unwrap_or_default()
}

/// A foreign key of a partitioned table makes those of the partitions, under its own name. A partition whose
/// foreign key has another name gets it before, and the one of the parent takes it over.
fn piece_of(root: &ReferenceFact, all: &[ReferenceFact], needs: Option<u32>) -> Piece {
    let parts = || all.iter().filter(|part| part.root == root.oid && part.oid != root.oid);
    let add = |fact: &ReferenceFact| {
        format!("ALTER TABLE {} ADD CONSTRAINT {} {}", fact.table_name, fact.key_name, fact.definition)
    };
    let comment = |fact: &ReferenceFact| {
        let comment = fact.comment.as_ref()?;
        let (name, table) = (&fact.key_name, &fact.table_name);
        Some(format!("COMMENT ON CONSTRAINT {name} ON {table} IS {}", Literal(comment)))
    };
    let mut up: Vec<String> = parts().filter(|part| part.name != root.name).map(add).collect();
    up.push(add(root));
    up.extend(std::iter::once(root).chain(parts()).filter_map(comment));
    Piece {
        target: root.table,
        table: root.table_name.clone(),
        name: root.name.clone(),
        stage: if root.is_last { Stage::LastForeignKey } else { Stage::ForeignKey },
        group: root.oid,
        needs,
        down: Some(format!("ALTER TABLE {} DROP CONSTRAINT {}", root.table_name, root.key_name)),
        up,
    }
}
