//! The statements that bring a loaded table's pieces back: first what is built, then what is checked.

use super::dropped::{DroppedObject, DroppedObjects, PLAIN_TABLESPACE, Stage};

impl DroppedObjects {
    /// Its indexes and keys.
    pub(crate) fn indexes_of(&self, targets: &[u32]) -> Vec<String> {
        self.back(|piece| targets.contains(&piece.target) && piece.stage == Stage::Target)
    }

    /// Its foreign keys, but for those that lead to tables which are filled `later`.
    pub(crate) fn foreign_keys_of(&self, targets: &[u32], later: &[u32]) -> Vec<String> {
        self.back(|piece| {
            let is_ready = piece.refers.is_none_or(|table| !later.contains(&table));
            targets.contains(&piece.target) && piece.stage == Stage::ForeignKey && is_ready
        })
    }

    fn back(&self, wanted: impl Fn(&DroppedObject) -> bool) -> Vec<String> {
        let mut up: Vec<String> =
            self.pieces.iter().filter(|piece| wanted(piece)).flat_map(|piece| piece.up.clone()).collect();
        if !up.is_empty() {
            up.insert(0, PLAIN_TABLESPACE.to_owned());
        }
        up
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_target_gets_its_own_back() {
        let piece = |target, name: &str, stage| DroppedObject {
            target,
            table: String::new(),
            name: name.to_owned(),
            stage,
            group: 0,
            needs: None,
            refers: Some(7),
            columns: Vec::new(),
            is_primary: false,
            down: None,
            up: vec![name.to_owned()],
        };
        let pieces = vec![
            piece(1, "a", Stage::Target),
            piece(2, "b", Stage::Target),
            piece(2, "whole", Stage::Whole),
            piece(1, "fk", Stage::ForeignKey),
            piece(2, "last", Stage::LastForeignKey),
        ];
        let apart = DroppedObjects { pieces, ..DroppedObjects::default() };
        assert_eq!(apart.indexes_of(&[1]), [PLAIN_TABLESPACE, "a"]);
        assert_eq!(apart.indexes_of(&[1, 2]), [PLAIN_TABLESPACE, "a", "b"]);
        assert_eq!(apart.foreign_keys_of(&[1, 2], &[]), [PLAIN_TABLESPACE, "fk"]);
        assert_eq!(apart.foreign_keys_of(&[2], &[]), Vec::<String>::new());
        // The table that it leads to is not filled yet.
        assert_eq!(apart.foreign_keys_of(&[1], &[7]), Vec::<String>::new());
    }
}
