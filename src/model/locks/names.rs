//! What names mean at a place of a script that makes, renames and drops relations itself.

use std::collections::HashMap;

use crate::model::sql::relation_name::RelationName;

/// What a statement changes about names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NameChange {
    Made(RelationName),
    Gone(RelationName),
    Renamed {
        from: RelationName,
        to: RelationName,
    },
    /// The path of schemas may be another one from here on.
    Path,
}

/// The names that mean something else than before the script.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// With what each was called before; `None` for what was not there.
    changed: HashMap<RelationName, Option<RelationName>>,
    /// Names without a schema mean nothing that is known.
    is_path_lost: bool,
}

impl Names {
    /// How a relation was called before the script; `None` where it was not there, or where nobody knows.
    pub(super) fn before(&self, name: &RelationName) -> Option<RelationName> {
        if self.is_path_lost && name.schema.is_none() {
            return None;
        }
        self.changed.get(name).cloned().unwrap_or_else(|| Some(name.clone()))
    }

    pub(super) fn change(&mut self, change: NameChange) {
        match change {
            NameChange::Made(name) | NameChange::Gone(name) => drop(self.changed.insert(name, None)),
            NameChange::Renamed { from, to } => {
                let before = self.before(&from);
                self.changed.insert(from, None);
                self.changed.insert(to, before);
            }
            NameChange::Path => self.is_path_lost = true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(written: &str) -> RelationName {
        RelationName::parse(written)
    }

    fn renamed(from: &str, to: &str) -> NameChange {
        NameChange::Renamed { from: name(from), to: name(to) }
    }

    #[test]
    fn a_renamed_table_is_the_one_that_it_was() {
        let mut names = Names::default();
        for change in [NameChange::Made(name("new")), renamed("a", "old"), renamed("new", "a")] {
            names.change(change);
        }
        assert_eq!(names.before(&name("old")), Some(name("a")));
        assert_eq!((names.before(&name("a")), names.before(&name("new"))), (None, None));
        names.change(renamed("old", "older"));
        assert_eq!((names.before(&name("older")), names.before(&name("old"))), (Some(name("a")), None));
        assert_eq!(names.before(&name("b")), Some(name("b")));
    }

    #[test]
    fn behind_another_path_names_need_their_schema() {
        let mut names = Names::default();
        names.change(NameChange::Gone(name("app.t")));
        names.change(NameChange::Path);
        assert_eq!((names.before(&name("t")), names.before(&name("app.t"))), (None, None));
        assert_eq!(names.before(&name("app.u")), Some(name("app.u")));
    }
}
