//! What stands now where dropped keys and indexes are to be recreated: they may be there already, gone for good, or have
//! lost their place.

use std::collections::{BTreeMap, BTreeSet};

use super::dropped::{DroppedObject, DroppedObjects, Stage};
use crate::model::sql::qualified_name::QualifiedName;

/// What the catalog says now of the tables of some pieces, and of what has their names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ground {
    /// The tables that are there, by their OIDs.
    pub(crate) tables: BTreeMap<u32, TableNow>,
    /// The pieces that could be dropped now: those that are there.
    pub(crate) pieces: Vec<DroppedObject>,
    /// What stands in the place of a piece, by its mark: that piece itself, or something else.
    pub(crate) occupants: BTreeMap<(u32, String, bool), Occupant>,
}

/// A table as it is now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct TableNow {
    /// Qualified and quoted.
    pub(crate) name: String,
    /// The numbers of the columns that were dropped.
    pub(crate) dropped_columns: BTreeSet<i16>,
    /// The OID of the table that it is a partition of; 0: none.
    pub(crate) parent: u32,
    pub(crate) partitions: usize,
}

/// Something that has the name or the role of a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Occupant {
    pub(crate) kind: OccupantKind,
    /// Quoted; of a relation qualified.
    pub(crate) name: String,
    /// The table that it belongs to, qualified and quoted; empty where it belongs to none.
    pub(crate) table: String,
}

/// What it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OccupantKind {
    PrimaryKey,
    Constraint,
    Index,
    Table,
    /// A view, a sequence, a composite type.
    OtherRelation,
}

/// A piece, and what stands in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OccupiedPlace {
    /// Such as `index tasks_idx of public.tasks`.
    pub(crate) what: String,
    pub(crate) table: String,
    pub(crate) by: Occupant,
}

/// A table that has another name than a run knows it by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RenamedTable {
    pub(crate) was: QualifiedName,
    pub(crate) now: QualifiedName,
}

/// How it stands with the pieces of a run.
#[derive(Debug, Clone, Default)]
pub(crate) struct PieceStates {
    /// Those that can be recreated, in the order for that.
    pub(crate) missing: Vec<DroppedObject>,
    /// What they stood on was dropped, and they would have gone with it.
    pub(crate) gone: Vec<DroppedObject>,
    pub(crate) occupied: Vec<OccupiedPlace>,
    pub(crate) renamed: BTreeSet<RenamedTable>,
    /// All that are not there and not gone for good, as people read them.
    pub(crate) absent: Vec<String>,
}

impl PieceStates {
    /// How it stands with what a run dropped.
    pub(crate) fn of(apart: &DroppedObjects, ground: &Ground) -> Self {
        let mut states = Self::default();
        for piece in &apart.pieces {
            let Some(table) = ground.tables.get(&piece.target).filter(|_| !ground.lacks(piece)) else {
                states.gone.push(piece.clone());
                continue;
            };
            if table.name != piece.table {
                let is_namesake = |now: &DroppedObject| now.mark() == piece.mark();
                if !ground.pieces.iter().any(is_namesake) {
                    states.absent.push(piece.what());
                }
                states.renamed.extend(RenamedTable::of(&piece.table, &table.name));
                continue;
            }
            let up = with_partitions_of_now(piece, table, apart, ground);
            let is_piece = |now: &DroppedObject| now.mark() == piece.mark() && is_made_by(&up, &now.up);
            if ground.pieces.iter().any(is_piece) {
                continue;
            }
            states.absent.push(piece.what());
            match ground.occupants.get(&piece.mark()) {
                None => states.missing.push(DroppedObject { up, ..piece.clone() }),
                Some(occupant) => states.occupied.push(OccupiedPlace {
                    what: piece.what(),
                    table: piece.table.clone(),
                    by: occupant.clone(),
                }),
            }
        }
        states
    }

    /// What the gone ones are, as people read them.
    pub(crate) fn gone_names(&self) -> Vec<String> {
        self.gone.iter().map(DroppedObject::what).collect()
    }
}

/// What attaches the index of a partition.
const ATTACH: &str = " ATTACH PARTITION ";

/// Whether a piece that is there is what these statements make, whatever the order in which parts were attached, and
/// however many came later.
fn is_made_by(up: &[String], now: &[String]) -> bool {
    up.iter().all(|statement| now.contains(statement))
        && now.iter().all(|statement| statement.contains(ATTACH) || up.contains(statement))
}

/// The statements of a piece, without the parts on tables that are no partitions of its table any more. Where there are
/// more partitions than it knew, the server makes what these lack.
fn with_partitions_of_now(
    piece: &DroppedObject,
    table: &TableNow,
    apart: &DroppedObjects,
    ground: &Ground,
) -> Vec<String> {
    if piece.stage != Stage::Whole {
        return piece.up.clone();
    }
    let is_part = |statement: &str| {
        let Some((_, index)) = statement.split_once(ATTACH) else { return true };
        let Some(index) = QualifiedName::parse(index) else { return true };
        let of_index = |part: &&DroppedObject| {
            let schema = QualifiedName::parse(&part.table).map(|table| table.schema);
            !part.is_reference() && part.name == index.name && schema.as_ref() == Some(&index.schema)
        };
        let part = apart.pieces.iter().filter(|part| part.group == piece.group).find(of_index);
        part.is_none_or(|part| {
            ground.tables.get(&part.target).is_some_and(|table| table.parent == piece.target)
        })
    };
    let mut up: Vec<String> = piece.up.iter().filter(|statement| is_part(statement)).cloned().collect();
    let parts = up.iter().filter(|statement| statement.contains(ATTACH)).count();
    if table.partitions > parts {
        for statement in &mut up {
            for (alone, whole) in [
                (format!(" ON ONLY {}", piece.table), format!(" ON {}", piece.table)),
                (format!("ALTER TABLE ONLY {} ", piece.table), format!("ALTER TABLE {} ", piece.table)),
            ] {
                *statement = statement.replacen(&alone, &whole, 1);
            }
        }
    }
    up
}

impl RenamedTable {
    /// From names that are quoted.
    fn of(was: &str, now: &str) -> Option<Self> {
        Some(Self { was: QualifiedName::parse(was)?, now: QualifiedName::parse(now)? })
    }
}

impl Ground {
    /// Whether a table or a column that a piece stands on is gone, beside its own table.
    fn lacks(&self, piece: &DroppedObject) -> bool {
        let is_gone = |table: u32| !self.tables.contains_key(&table);
        let is_dropped = |(table, number): &(u32, i16)| {
            self.tables.get(table).is_some_and(|table| table.dropped_columns.contains(number))
        };
        piece.refers.is_some_and(is_gone) || piece.columns.iter().any(is_dropped)
    }
}

/// How a fingerprint of now differs from that of before, apart from what is gone, and the objects that are new.
pub(crate) fn differences_beside(
    apart: &DroppedObjects,
    gone: &[DroppedObject],
    now: &[String],
) -> (Vec<String>, Vec<String>) {
    let (mut differences, mut new) = (Vec::new(), BTreeSet::new());
    for line in apart.differences(now) {
        let (sign, text) = line.split_at(2);
        let object = super::dropped::object_of(text);
        if gone.iter().any(|piece| piece.is_meant(text)) {
            continue;
        }
        let is_new = sign == "+ "
            && !apart.before.iter().flatten().any(|line| super::dropped::object_of(line) == object);
        if is_new {
            new.insert(object.to_owned());
        } else {
            differences.push(line);
        }
    }
    (differences, new.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(name: &str, stage: Stage) -> DroppedObject {
        DroppedObject {
            target: 1,
            table: "s.t".to_owned(),
            name: name.to_owned(),
            stage,
            group: 0,
            needs: None,
            refers: None,
            columns: Vec::new(),
            is_primary: false,
            down: None,
            up: vec![format!("make {name}")],
        }
    }

    fn ground() -> Ground {
        let table = |name: &str, dropped: &[i16]| TableNow {
            name: name.to_owned(),
            dropped_columns: dropped.iter().copied().collect(),
            ..TableNow::default()
        };
        Ground {
            tables: BTreeMap::from([(1, table("s.t", &[3])), (2, table("s.other", &[]))]),
            ..Ground::default()
        }
    }

    #[test]
    fn a_piece_is_back_missing_gone_or_has_lost_its_place() {
        let (a, b, c) = (piece("a", Stage::Target), piece("b", Stage::Target), piece("c", Stage::Target));
        let lost = DroppedObject { columns: vec![(1, 2), (1, 3)], ..piece("d", Stage::Target) };
        let refers = |oid| DroppedObject { refers: Some(oid), ..piece("fk", Stage::ForeignKey) };
        let without = DroppedObject { target: 9, ..piece("e", Stage::Target) };
        let renamed = DroppedObject { target: 2, ..piece("f", Stage::Target) };
        let pieces = vec![a.clone(), b.clone(), c.clone(), lost, refers(2), refers(7), without, renamed];
        let apart = DroppedObjects { pieces, ..DroppedObjects::default() };
        let by = Occupant { kind: OccupantKind::Index, name: "s.c".to_owned(), table: "s.t".to_owned() };
        let mut ground = ground();
        ground.pieces = vec![a, DroppedObject { up: vec!["otherwise".to_owned()], ..c.clone() }];
        ground.occupants.insert(c.mark(), by.clone());
        let states = PieceStates::of(&apart, &ground);
        let names =
            |pieces: &[DroppedObject]| pieces.iter().map(|piece| piece.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&states.missing), ["b", "fk"]);
        assert_eq!(names(&states.gone), ["d", "fk", "e"]);
        assert_eq!(states.occupied, [OccupiedPlace { what: c.what(), table: "s.t".to_owned(), by }]);
        assert_eq!(
            states.absent,
            ["index b of s.t", "index c of s.t", "foreign key fk of s.t", "index f of s.t"]
        );
        let renamed =
            RenamedTable { was: QualifiedName::new("s", "t"), now: QualifiedName::new("s", "other") };
        assert_eq!(states.renamed.into_iter().collect::<Vec<_>>(), [renamed]);
    }

    #[test]
    fn partitions_may_come_and_go() {
        let create = "CREATE INDEX top ON ONLY s.t USING btree (a)".to_owned();
        let attach = |part: &str| format!("ALTER INDEX s.top ATTACH PARTITION s.{part}");
        let whole = DroppedObject {
            up: vec![create.clone(), attach("one"), attach("two"), attach("gone")],
            ..piece("top", Stage::Whole)
        };
        let part = |name: &str, target| DroppedObject { target, ..piece(name, Stage::Target) };
        let pieces = vec![part("one", 11), part("two", 12), part("gone", 13), whole.clone()];
        let apart = DroppedObjects { pieces, ..DroppedObjects::default() };
        let mut ground = ground();
        let of_whole = |parent| TableNow { name: "s.t".to_owned(), parent, ..TableNow::default() };
        ground.tables.insert(11, of_whole(1));
        // Detached.
        ground.tables.insert(12, of_whole(0));
        ground.tables.get_mut(&1).unwrap().partitions = 1;
        let missing = |ground: &Ground| {
            let states = PieceStates::of(&apart, ground);
            states.missing.iter().find(|piece| piece.name == "top").map(|piece| piece.up.clone())
        };
        assert_eq!(missing(&ground), Some(vec![create.clone(), attach("one")]));
        // One that came meanwhile.
        ground.tables.get_mut(&1).unwrap().partitions = 2;
        let whole_create = "CREATE INDEX top ON s.t USING btree (a)".to_owned();
        assert_eq!(missing(&ground), Some(vec![whole_create, attach("one")]));
        // It is there, with its parts in another order and a new one.
        ground.tables.get_mut(&1).unwrap().partitions = 1;
        ground.pieces = vec![DroppedObject { up: vec![attach("new"), create, attach("one")], ..whole }];
        assert_eq!(missing(&ground), None);
    }

    #[test]
    fn what_is_new_and_what_went_with_a_table_is_no_difference() {
        let before = ["constraint fk on s.t: key", "index s.a: on: s.t"].map(str::to_owned).to_vec();
        let apart = DroppedObjects { before: Some(before), ..DroppedObjects::default() };
        let now = ["index s.a: on: s.u", "index s.new: on: s.t"].map(str::to_owned).to_vec();
        let (differences, new) = differences_beside(&apart, &[piece("fk", Stage::ForeignKey)], &now);
        assert_eq!(differences, ["- index s.a: on: s.t", "+ index s.a: on: s.u"]);
        assert_eq!(new, ["index s.new"]);
    }
}
