//! Files of two directions, brought together: golang-migrate, sqlx and others.

use std::collections::BTreeMap;

use super::old_migration::{OldFile, OldMigration, OldProject, OldScript};
use crate::model::migration::directive::Direction;

/// Both files of a migration, as far as they are there.
#[derive(Debug, Default)]
pub(crate) struct OldPair<'a> {
    up: Option<&'a OldFile>,
    down: Option<&'a OldFile>,
}

/// Pairs of files, in order of a key.
#[derive(Debug)]
pub(crate) struct OldPairs<'a, K>(BTreeMap<K, OldPair<'a>>);

impl<K: Ord> Default for OldPairs<'_, K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<'a, K: Ord> OldPairs<'a, K> {
    /// Takes a file. One that another has taken the place of is passed over.
    pub(super) fn take(&mut self, key: K, direction: Direction, file: &'a OldFile, project: &mut OldProject) {
        let pair = self.0.entry(key).or_default();
        let place = if direction == Direction::Up { &mut pair.up } else { &mut pair.down };
        match place {
            Some(_) => project.pass_over(file, "another file has the same version, name and direction"),
            None => *place = Some(file),
        }
    }

    /// The migrations, each made by a function of its key and of its up file. A down file alone is passed over.
    pub(super) fn into_migrations(
        self,
        project: &mut OldProject,
        make: impl Fn(&K, &OldFile, OldScript) -> OldMigration,
    ) {
        for (key, pair) in self.0 {
            match pair {
                OldPair { up: Some(up), down } => {
                    let mut migration = make(&key, up, script(up));
                    migration.down = down.map_or(OldScript::Absent, script);
                    project.migrations.push(migration);
                }
                OldPair { up: None, down: Some(down) } => {
                    // Its number is taken: the tool knows the version, and has nothing to run for it.
                    let mut migration = make(&key, down, OldScript::Absent);
                    migration.down = script(down);
                    project.migrations.push(migration);
                }
                OldPair { up: None, down: None } => {}
            }
        }
    }
}

/// What a file is: SQL, or a program.
fn script(file: &OldFile) -> OldScript {
    if file.extension() == "sql" { OldScript::of(file) } else { OldScript::Code(file.path.clone()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> OldFile {
        OldFile { path: path.to_owned(), text: Some(path.to_owned()) }
    }

    #[test]
    fn files_find_their_partners() {
        let files =
            [file("1.down.sql"), file("1.up.sql"), file("2.up.sql"), file("3.down.sql"), file("1b.up.sql")];
        let (mut project, mut pairs) = (OldProject::default(), OldPairs::default());
        for (key, direction, at) in
            [(1, Direction::Down, 0), (1, Direction::Up, 1), (2, Direction::Up, 2), (3, Direction::Down, 3)]
        {
            pairs.take(key, direction, &files[at], &mut project);
        }
        pairs.take(1, Direction::Up, &files[4], &mut project);
        pairs.into_migrations(&mut project, |key, up, script| {
            OldMigration::new(&key.to_string(), "", &up.path, script)
        });
        let downs: Vec<bool> =
            project.migrations.iter().map(|migration| migration.down != OldScript::Absent).collect();
        assert_eq!(downs, [true, false, true]);
        assert_eq!(project.migrations[2].up, OldScript::Absent);
        assert_eq!(project.passed_over[0].file, "1b.up.sql");
    }
}
