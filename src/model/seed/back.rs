//! The statements that bring a loaded table's pieces back: first what is built, then what is checked.

use super::apart::{Apart, PLAIN_TABLESPACE, Piece, Stage};

impl Apart {
    /// Its indexes and keys.
    pub(crate) fn indexes_of(&self, targets: &[u32]) -> Vec<String> {
        self.back(|piece| targets.contains(&piece.target) && piece.stage == Stage::Target)
    }

    /// Its foreign keys.
    pub(crate) fn foreign_keys_of(&self, targets: &[u32]) -> Vec<String> {
        self.back(|piece| targets.contains(&piece.target) && piece.stage == Stage::ForeignKey)
    }

    fn back(&self, wanted: impl Fn(&Piece) -> bool) -> Vec<String> {
        let mut up: Vec<String> =
            self.pieces.iter().filter(|piece| wanted(piece)).flat_map(|piece| piece.up.clone()).collect();
        if !up.is_empty() {
            up.insert(0, PLAIN_TABLESPACE.to_owned());
        }
        up
    }
}
