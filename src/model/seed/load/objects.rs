//! From what the catalog says of indexes, keys and foreign keys to the pieces that are dropped and recreated.

use std::collections::HashMap;

use super::dropped::{DroppedObject, KeptObject, PLAIN_TABLESPACE, Stage};
use super::facts::{IndexFact, ReferenceFact};
use crate::model::sql::build::{add_constraint, comment, drop_constraint};
use crate::model::sql::quote::Ident;

/// The pieces in the order in which they are recreated, and what is kept from the start: what is not valid, what
/// runs functions of users, which may need a path that is not ours, and what belongs to a table that is not asked for. References of partitions stand behind those of their parents,
/// the deepest first.
pub(crate) fn pieces(
    indexes: &[IndexFact],
    references: &[ReferenceFact],
) -> (Vec<DroppedObject>, Vec<KeptObject>) {
    let (mut pieces, mut kept) = (Vec::new(), Vec::new());
    let forest = IndexForest::of(indexes);
    let tops: HashMap<u32, u32> =
        indexes.iter().map(|index| (index.oid, forest.top(index).map_or(0, |top| top.oid))).collect();
    let mut whole = Vec::new();
    for index in indexes {
        let why = match forest.top(index) {
            None => Some("it is part of an index of another table"),
            Some(top) if !forest.is_valid(top) => Some("it, or a part of it, is not valid"),
            Some(top) if top.runs_users_code => Some("it calls a function that is not the server's own"),
            Some(_) => None,
        };
        // Of a whole tree, the topmost that is known here speaks.
        let is_topmost = !forest.by_oid.contains_key(&index.parent);
        match why {
            Some(why) if is_topmost => {
                let what = format!("index {} of {}", index.name, index.table_name);
                kept.push(KeptObject { what, why: why.to_owned() });
            }
            None if !index.is_partitioned => pieces.push(forest.piece(index, tops[&index.oid])),
            None if is_topmost => forest.push_partitioned(index, index.oid, &mut whole),
            _ => {}
        }
    }
    pieces.append(&mut whole);
    let mut foreign: Vec<DroppedObject> = references
        .iter()
        .filter(|reference| reference.oid == reference.root)
        .map(|root| piece_of(root, references, tops.get(&root.index).copied()))
        .collect();
    foreign.sort_by_key(|piece| piece.stage);
    pieces.append(&mut foreign);
    (pieces, kept)
}

struct IndexForest<'a> {
    by_oid: HashMap<u32, &'a IndexFact>,
    parts: HashMap<u32, Vec<&'a IndexFact>>,
}

impl<'a> IndexForest<'a> {
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
    fn push_partitioned(&self, index: &IndexFact, group: u32, pieces: &mut Vec<DroppedObject>) {
        for part in self.parts(index).iter().filter(|part| part.is_partitioned) {
            self.push_partitioned(part, group, pieces);
        }
        pieces.push(self.piece(index, group));
    }

    fn piece(&self, index: &IndexFact, group: u32) -> DroppedObject {
        let down = match &index.key {
            Some(key) => drop_constraint(&index.table_name, &key.name),
            None => format!("DROP INDEX {}", index.index_name),
        };
        DroppedObject {
            target: index.table,
            table: index.table_name.clone(),
            name: index.name.clone(),
            stage: if index.is_partitioned { Stage::Whole } else { Stage::Target },
            group,
            needs: None,
            refers: None,
            columns: index.columns.iter().map(|number| (index.table, *number)).collect(),
            is_primary: index.key.as_ref().is_some_and(|key| key.is_primary),
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
                add_constraint(format!("ONLY {table}"), &key.name, definition)
            }
        });
        if index.tablespace.is_some() {
            up.push(PLAIN_TABLESPACE.to_owned());
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
        if let Some(text) = &index.comment {
            up.push(comment(format!("INDEX {name}"), text));
        }
        if let Some((key, text)) = index.key.as_ref().and_then(|key| Some((key, key.comment.as_ref()?))) {
            up.push(comment(format!("CONSTRAINT {} ON {table}", key.name), text));
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
fn piece_of(root: &ReferenceFact, all: &[ReferenceFact], needs: Option<u32>) -> DroppedObject {
    let parts = || all.iter().filter(|part| part.root == root.oid && part.oid != root.oid);
    let add = |fact: &ReferenceFact| add_constraint(&fact.table_name, &fact.key_name, &fact.definition);
    let comments = |fact: &ReferenceFact| {
        let (name, table) = (&fact.key_name, &fact.table_name);
        Some(comment(format!("CONSTRAINT {name} ON {table}"), fact.comment.as_ref()?))
    };
    let mut up: Vec<String> = parts().filter(|part| part.name != root.name).map(add).collect();
    up.push(add(root));
    up.extend(std::iter::once(root).chain(parts()).filter_map(comments));
    let own = root.columns.iter().map(|number| (root.table, *number));
    let of_other = root.refers_to.iter().map(|number| (root.refers, *number));
    DroppedObject {
        target: root.table,
        table: root.table_name.clone(),
        name: root.name.clone(),
        stage: if root.is_last { Stage::LastForeignKey } else { Stage::ForeignKey },
        group: root.oid,
        needs,
        refers: Some(root.refers),
        columns: own.chain(of_other).collect(),
        is_primary: false,
        down: Some(drop_constraint(&root.table_name, &root.key_name)),
        up,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::seed::load::facts::KeyFact;

    fn index(oid: u32, table: u32, name: &str, parent: u32, is_partitioned: bool) -> IndexFact {
        IndexFact {
            oid,
            table,
            table_name: format!("s.t{table}"),
            index_name: format!("s.{name}"),
            name: name.to_owned(),
            parent,
            is_partitioned,
            is_valid: true,
            definition: format!("CREATE INDEX {name}"),
            ..IndexFact::default()
        }
    }

    fn names(pieces: &[DroppedObject]) -> Vec<&str> {
        pieces.iter().map(|piece| piece.name.as_str()).collect()
    }

    #[test]
    fn a_partitioned_index_goes_with_its_parts_and_comes_after_them_and_takes_them_over() {
        let indexes = [
            index(10, 1, "top", 0, true),
            index(11, 2, "middle", 10, true),
            index(12, 3, "leaf", 11, false),
            index(13, 3, "own", 0, false),
        ];
        let (pieces, kept) = pieces(&indexes, &[]);
        assert_eq!(kept, []);
        assert_eq!(names(&pieces), ["leaf", "own", "middle", "top"]);
        let down: Vec<Option<&str>> = pieces.iter().map(|piece| piece.down.as_deref()).collect();
        assert_eq!(down, [None, Some("DROP INDEX s.own"), None, Some("DROP INDEX s.top")]);
        assert_eq!(pieces[3].up, ["CREATE INDEX top", "ALTER INDEX s.top ATTACH PARTITION s.middle"]);
        let groups: Vec<u32> = pieces.iter().map(|piece| piece.group).collect();
        assert_eq!(groups, [10, 13, 10, 10]);
    }

    #[test]
    fn what_is_not_valid_is_kept_with_all_that_belongs_to_it() {
        let mut indexes = [
            index(10, 1, "top", 0, true),
            index(11, 2, "leaf", 10, false),
            index(12, 2, "of another", 99, false),
            index(13, 2, "fine", 0, false),
        ];
        indexes[1].is_valid = false;
        let (pieces, kept) = pieces(&indexes, &[]);
        assert_eq!(names(&pieces), ["fine"]);
        let whats: Vec<&str> = kept.iter().map(|kept| kept.what.as_str()).collect();
        assert_eq!(whats, ["index top of s.t1", "index of another of s.t2"]);
    }

    #[test]
    fn a_key_has_its_options_before_its_deferrability() {
        let mut key = index(10, 1, "k", 0, false);
        key.options = "fillfactor = '70'".to_owned();
        key.tablespace = Some("fast".to_owned());
        key.key = Some(KeyFact {
            name: "k".to_owned(),
            definition: "UNIQUE (\"a DEFERRABLE\") DEFERRABLE INITIALLY DEFERRED".to_owned(),
            comment: Some("it's".to_owned()),
            ..KeyFact::default()
        });
        let (pieces, _) = pieces(&[key], &[]);
        assert_eq!(
            pieces[0].up,
            [
                "SET LOCAL default_tablespace = fast",
                "ALTER TABLE ONLY s.t1 ADD CONSTRAINT k UNIQUE (\"a DEFERRABLE\") WITH (fillfactor = '70') \
                 DEFERRABLE INITIALLY DEFERRED",
                PLAIN_TABLESPACE,
                "COMMENT ON CONSTRAINT k ON s.t1 IS E'it''s'",
            ]
        );
        assert_eq!(pieces[0].down.as_deref(), Some("ALTER TABLE s.t1 DROP CONSTRAINT k"));
    }

    #[test]
    fn a_foreign_key_of_a_partition_with_a_name_of_its_own_comes_before_that_of_the_parent() {
        let reference = |oid, table, name: &str| ReferenceFact {
            oid,
            root: 20,
            table,
            table_name: format!("s.t{table}"),
            name: name.to_owned(),
            key_name: name.to_owned(),
            definition: "FOREIGN KEY".to_owned(),
            index: 12,
            is_last: oid == 20,
            ..ReferenceFact::default()
        };
        let references = [reference(20, 1, "fk"), reference(21, 2, "fk"), reference(22, 3, "other")];
        let indexes = [index(10, 5, "top", 0, true), index(12, 6, "leaf", 10, false)];
        let (pieces, _) = pieces(&indexes, &references);
        let last = pieces.last().unwrap();
        assert_eq!(names(&pieces), ["leaf", "top", "fk"]);
        assert_eq!((last.stage, last.needs), (Stage::LastForeignKey, Some(10)));
        assert_eq!(
            last.up,
            [
                "ALTER TABLE s.t3 ADD CONSTRAINT other FOREIGN KEY",
                "ALTER TABLE s.t1 ADD CONSTRAINT fk FOREIGN KEY",
            ]
        );
    }
}
