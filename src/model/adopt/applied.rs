//! Which of the old migrations are applied, by the rows of the old table.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::file_name::magnitude;
use super::flyway;
use super::old_history::{OldRow, OldState};
use super::old_migration::OldMigration;
use super::refusal::AdoptRefusal;
use super::tool::Tool;

/// How the database stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    /// For each migration: whether it is applied, and since when where that is known.
    pub(crate) applied: Vec<Option<AppliedOn>>,
    /// What the table says is applied, and no file has; as the table writes it.
    pub(crate) unknown: Vec<String>,
}

/// When a migration was applied; RFC 3339.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct AppliedOn(pub(crate) Option<String>);

impl Standing {
    /// Nothing is applied.
    pub(crate) fn nothing(count: usize) -> Self {
        Self { applied: vec![None; count], unknown: Vec::new() }
    }

    /// The first ones are applied, in the tool's order.
    pub(crate) fn first(count: usize, migrations: usize) -> Self {
        let applied = (0..migrations).map(|at| (at < count).then(AppliedOn::default)).collect();
        Self { applied, unknown: Vec::new() }
    }
}

/// Reads the rows as the tool does. Fails where one of them says that a migration was left half way.
pub(crate) fn standing(
    tool: Tool,
    migrations: &[OldMigration],
    rows: &[OldRow],
) -> Result<Standing, AdoptRefusal> {
    let mut newest: BTreeMap<&str, &OldRow> = BTreeMap::new();
    for row in rows {
        newest.insert(&row.key, row);
    }
    let failed: Vec<String> =
        newest.values().filter(|row| row.state == OldState::Failed).map(|row| row.key.clone()).collect();
    if !failed.is_empty() {
        return Err(AdoptRefusal::Failed { tool, versions: failed });
    }
    let through: Vec<&&OldRow> = newest.values().filter(|row| row.state == OldState::Through).collect();
    let mut standing = Standing::default();
    for migration in migrations {
        let own = newest.get(migration.key.as_str()).filter(|row| row.state == OldState::Applied);
        let within =
            || through.iter().find(|row| compare(tool, &migration.key, &row.key) != Ordering::Greater);
        let row = own.copied().or_else(|| within().map(|row| **row));
        standing.applied.push(row.map(|row| AppliedOn(row.applied_on.clone())));
    }
    let lacks_file = |row: &&&OldRow| !migrations.iter().any(|migration| migration.key == row.key);
    let is_applied = |row: &&&OldRow| match row.state {
        OldState::Applied => true,
        // A baseline need not be a migration.
        OldState::Through => tool == Tool::GolangMigrate || tool == Tool::Tern,
        OldState::Undone | OldState::Failed => false,
    };
    standing.unknown =
        newest.values().filter(is_applied).filter(lacks_file).map(|row| row.key.clone()).collect();
    Ok(standing)
}

/// Which of two keys comes first for the tool.
fn compare(tool: Tool, left: &str, right: &str) -> Ordering {
    match tool {
        Tool::Flyway => flyway::parts(left).cmp(&flyway::parts(right)),
        Tool::Atlas => left.cmp(right),
        _ => {
            let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            if is_number(left) && is_number(right) {
                magnitude(left).cmp(&magnitude(right))
            } else {
                left.cmp(right)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::old_migration::OldScript;
    use super::*;

    fn migrations(keys: &[&str]) -> Vec<OldMigration> {
        keys.iter().map(|key| OldMigration::new(key, "", "", OldScript::Absent)).collect()
    }

    fn row(key: &str, state: OldState) -> OldRow {
        OldRow { key: key.to_owned(), state, applied_on: None }
    }

    fn applied(tool: Tool, keys: &[&str], rows: &[OldRow]) -> (Vec<bool>, Vec<String>) {
        let standing = standing(tool, &migrations(keys), rows).unwrap();
        (standing.applied.iter().map(Option::is_some).collect(), standing.unknown)
    }

    #[test]
    fn the_newest_row_of_a_version_counts() {
        use OldState::{Applied, Undone};
        let rows = [row("1", Applied), row("2", Applied), row("2", Undone), row("9", Applied)];
        assert_eq!(
            applied(Tool::Goose, &["1", "2", "3"], &rows),
            (vec![true, false, false], vec!["9".to_owned()])
        );
    }

    #[test]
    fn a_row_may_stand_for_all_before_it() {
        let rows = [row("10", OldState::Through)];
        assert_eq!(applied(Tool::GolangMigrate, &["9", "10", "11"], &rows).0, [true, true, false]);
        assert_eq!(applied(Tool::GolangMigrate, &["9"], &rows).1, ["10"]);
        let rows = [row("1.9", OldState::Through)];
        assert_eq!(applied(Tool::Flyway, &["1.8", "1.10"], &rows), (vec![true, false], vec![]));
    }

    #[test]
    fn what_failed_half_way_is_refused() {
        let failed = standing(Tool::Sqlx, &migrations(&["1"]), &[row("1", OldState::Failed)]);
        assert_eq!(failed, Err(AdoptRefusal::Failed { tool: Tool::Sqlx, versions: vec!["1".to_owned()] }));
        let again = [row("1", OldState::Failed), row("1", OldState::Applied)];
        assert!(standing(Tool::Prisma, &migrations(&["1"]), &again).is_ok());
    }
}
