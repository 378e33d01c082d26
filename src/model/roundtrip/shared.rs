//! The objects that all databases of a server share, as one session sees them, and what a script changed in them.

use std::collections::BTreeMap;

/// A kind of shared object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SharedKind {
    Role,
    Membership,
    /// Settings of a role, of a database, or of one in the other.
    Settings,
    Database,
    Tablespace,
    Comment,
    Label,
    Parameter,
    Origin,
    Subscription,
    /// What a role owns or may do elsewhere.
    Dependency,
    /// What only a superuser can see, by the lock that a change of it takes.
    Password,
}

/// How an object differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SharedChange {
    Created,
    Dropped,
    Changed,
}

/// An object that a script would leave otherwise than it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SharedDifference {
    pub(crate) kind: SharedKind,
    /// As a person reads it; empty where it has none.
    pub(crate) name: String,
    pub(crate) change: SharedChange,
}

/// What a session sees: the state of each object, by kind and name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SharedObjects(BTreeMap<(SharedKind, String), String>);

impl SharedKind {
    /// By the word that the question answers with; `None` for one that it does not have.
    pub(crate) fn by_word(word: &str) -> Option<Self> {
        Some(match word {
            "role" => Self::Role,
            "membership" => Self::Membership,
            "settings" => Self::Settings,
            "database" => Self::Database,
            "tablespace" => Self::Tablespace,
            "comment" => Self::Comment,
            "label" => Self::Label,
            "parameter" => Self::Parameter,
            "origin" => Self::Origin,
            "subscription" => Self::Subscription,
            "dependency" => Self::Dependency,
            "password" => Self::Password,
            _ => return None,
        })
    }
}

impl SharedObjects {
    pub(crate) fn add(&mut self, kind: SharedKind, name: String, state: String) {
        self.0.insert((kind, name), state);
    }

    /// What `inside` has that others do not see: what the transaction that looks has changed and nobody else.
    pub(crate) fn changed_by(&self, inside: &Self) -> Vec<SharedDifference> {
        let keys = self.0.keys().chain(inside.0.keys().filter(|key| !self.0.contains_key(*key)));
        let differs = |key: &(SharedKind, String)| {
            let change = match (self.0.get(key), inside.0.get(key)) {
                (Some(before), Some(after)) if before == after => return None,
                (Some(_), Some(_)) => SharedChange::Changed,
                (Some(_), None) => SharedChange::Dropped,
                (None, _) => SharedChange::Created,
            };
            Some(SharedDifference { kind: key.0, name: key.1.clone(), change })
        };
        keys.filter_map(differs).collect()
    }
}

/// Without what only follows from another difference, in order: a role that comes or goes takes its password and what
/// depends on it along.
pub(crate) fn causes(mut differences: Vec<SharedDifference>) -> Vec<SharedDifference> {
    let mut replaced: Vec<String> = Vec::new();
    for difference in &differences {
        if difference.kind == SharedKind::Role && difference.change != SharedChange::Changed {
            replaced.push(difference.name.clone());
        }
    }
    let is_alone = differences.iter().all(|difference| difference.kind == SharedKind::Dependency);
    differences.retain(|difference| match difference.kind {
        SharedKind::Password => !replaced.contains(&difference.name),
        SharedKind::Dependency => is_alone,
        _ => true,
    });
    differences.sort_by_key(|difference| (difference.kind, difference.name.clone()));
    differences
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLE: SharedKind = SharedKind::Role;
    const PASSWORD: SharedKind = SharedKind::Password;

    fn objects(states: &[(SharedKind, &str, &str)]) -> SharedObjects {
        let mut objects = SharedObjects::default();
        for (kind, name, state) in states {
            objects.add(*kind, (*name).to_owned(), (*state).to_owned());
        }
        objects
    }

    #[test]
    fn what_the_transaction_alone_sees_is_its_change() {
        let outside = objects(&[(ROLE, "a", "1"), (ROLE, "b", "1"), (ROLE, "c", "1"), (PASSWORD, "b", "x")]);
        let inside = objects(&[
            (ROLE, "a", "1"),
            (ROLE, "b", "2"),
            (ROLE, "d", "1"),
            (SharedKind::Dependency, "d", "1"),
            (PASSWORD, "b", "y"),
            (PASSWORD, "d", ""),
        ]);
        let seen: Vec<(SharedKind, String, SharedChange)> = causes(outside.changed_by(&inside))
            .into_iter()
            .map(|seen| (seen.kind, seen.name, seen.change))
            .collect();
        let expected = [
            (ROLE, "b", SharedChange::Changed),
            (ROLE, "c", SharedChange::Dropped),
            (ROLE, "d", SharedChange::Created),
            (PASSWORD, "b", SharedChange::Changed),
        ];
        assert_eq!(seen, expected.map(|(kind, name, change)| (kind, name.to_owned(), change)));
        assert_eq!(outside.changed_by(&outside), []);
    }

    #[test]
    fn a_dependency_alone_is_named() {
        let inside = objects(&[(SharedKind::Dependency, "a in b", "1")]);
        let [seen] = &causes(SharedObjects::default().changed_by(&inside))[..] else { panic!() };
        assert_eq!((seen.kind, seen.change), (SharedKind::Dependency, SharedChange::Created));
    }
}
