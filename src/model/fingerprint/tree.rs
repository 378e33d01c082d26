//! When two expressions of the catalog read the same: the server need write only one of them.
//!
//! To write an expression the server opens the table that it stands on, which for a table with policies costs more
//! than everything else that a fingerprint asks. The policies of a multi-tenant schema are the same one over and
//! over; its stored tree (`pg_node_tree`) differs in nothing but where the words stood in their script.

use std::hash::Hasher;

use memchr::memmem;
use siphasher::sip128::{Hasher128, SipHasher13};

/// What the text of an expression follows from, besides the names of the catalog.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Tree {
    /// 128 bits over the tree without the places of its words.
    hash: u128,
    /// The columns of the table that are named in it, by number, in the order of the tree.
    columns: Vec<i16>,
    /// It reads as the table or other relations are called: the text is this table's alone.
    is_own: bool,
}

/// What stands before the place of a word. Blanks within a name are written `\ `, so that no name reads like this.
const PLACE: &str = ":location ";
const COLUMN: &str = ":varattno ";
/// A column of the query around: written with the table's name.
const OUTER: &str = ":varlevelsup ";
/// A query with relations of its own, whose names are distinguished from the table's.
const RELATIONS: &str = ":rtable (";

impl Tree {
    /// Takes a stored tree apart; what is not understood makes it a table's own. A tree has about two thousand
    /// letters, a thousand tables have four thousand trees: each letter is looked at by whole words alone.
    pub(crate) fn of(stored: &str) -> Self {
        let behind = |word: &'static str| {
            let places = memmem::find_iter(stored.as_bytes(), word);
            places.map(move |at| &stored[at + word.len()..])
        };
        let mut tree = Self { hash: 0, columns: Vec::new(), is_own: false };
        for text in behind(COLUMN) {
            match text.split([' ', '}']).next().and_then(|number| number.parse().ok()) {
                // Zero is the whole row, which is written by the table's name.
                Some(0) | None => tree.is_own = true,
                Some(number) => tree.columns.push(number),
            }
        }
        tree.is_own |= behind(OUTER).any(|levels| !levels.starts_with("0 "));
        tree.is_own |= behind(RELATIONS).next().is_some();

        let mut hasher = SipHasher13::new();
        let mut rest = stored;
        for text in behind(PLACE) {
            hasher.write(&rest.as_bytes()[..rest.len() - text.len()]);
            rest = text.trim_start_matches(|digit: char| digit == '-' || digit.is_ascii_digit());
        }
        hasher.write(rest.as_bytes());
        tree.hash = hasher.finish128().as_u128();
        tree
    }

    /// Expressions of the same tree read the same where this is the same: what its columns are called. `name` says
    /// it of a column of the table. `None`: the text is a table's own.
    pub(crate) fn names<'a>(&self, name: impl Fn(i16) -> Option<&'a str>) -> Option<Vec<&'a str>> {
        // A column of the system has a number below zero and the same name everywhere.
        let named = |&column: &i16| if column < 0 { Some("") } else { name(column) };
        if self.is_own { None } else { self.columns.iter().map(named).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "{OPEXPR :opno 98 :args ({VAR :varno 1 :varattno 2 :varlevelsup 0 :location 46} \
        {SUBLINK :subselect {QUERY :rtable <> :stmt_location 0} :location 64}) :location 62}";

    fn key(tree: &str, names: [&'static str; 3]) -> Option<(Tree, Vec<&'static str>)> {
        let name = |column: i16| names.get(usize::try_from(column).ok()?.checked_sub(1)?).copied();
        let tree = Tree::of(tree);
        tree.names(name).map(|names| (tree.clone(), names))
    }

    #[test]
    fn where_the_words_stood_is_no_difference() {
        let moved = OWN.replace(":location 46", ":location 1046").replace(":location 62", ":location -1");
        assert_ne!(OWN, moved);
        assert_eq!(Tree::of(OWN), Tree::of(&moved));
        assert_eq!(key(OWN, ["a", "b", "c"]), key(&moved, ["x", "b", "y"]));
    }

    #[test]
    fn what_a_column_is_called_and_which_one_it_is_are_differences() {
        assert_ne!(key(OWN, ["a", "b", "c"]), key(OWN, ["a", "c", "b"]));
        assert_ne!(key(OWN, ["a", "b", "b"]), key(&OWN.replace("varattno 2", "varattno 3"), ["a", "b", "b"]));
        assert_ne!(key(OWN, ["a", "b", "c"]), key(&OWN.replace("opno 98", "opno 99"), ["a", "b", "c"]));
        assert_eq!(key(&OWN.replace("varattno 2", "varattno 4"), ["a", "b", "c"]), None);
    }

    #[test]
    fn whatever_reads_as_a_relation_is_called_is_its_own() {
        for (usual, relation) in [
            (":varattno 2", ":varattno 0"),
            (":varattno 2", ":varattno ?"),
            (":varlevelsup 0", ":varlevelsup 1"),
            (":rtable <>", ":rtable ({RTE :relid 16385})"),
        ] {
            let tree = OWN.replace(usual, relation);
            assert_ne!(tree, OWN);
            assert!(Tree::of(&tree).is_own, "{relation}");
        }
        assert!(!Tree::of(OWN).is_own);
    }

    #[test]
    fn a_column_of_the_system_has_the_same_name_everywhere() {
        assert!(key(&OWN.replace("varattno 2", "varattno -7"), ["a", "b", "c"]).is_some());
    }

    #[test]
    fn what_no_tree_is_is_left_as_it_is() {
        for text in ["", ":", "::", ":location", ":location x", ":varattno "] {
            let _ = Tree::of(text);
        }
        assert_ne!(Tree::of("a:location 1b"), Tree::of("a:location 1c"));
    }
}
