//! The splitter in the program: a migration with `-- migrate:no-transaction` does what its script does
//! as one message.

use crate::support::corpus::{Script, contents, corpus};
use crate::support::{Database, Project, client};

#[test]
fn every_script_of_the_corpus_does_the_same_as_a_migration_without_a_transaction() {
    let Some(pg_dump) = client("pg_dump") else { return };
    let (whole, pieces, project) = (Database::new(), Database::new(), Project::new());
    for (at, Script { name, sql }) in corpus().iter().enumerate() {
        // As `migrate` reads it.
        let sql = sql.replace("\r\n", "\n");
        if let Err(error) = Database::try_query(whole.url(), &sql) {
            panic!("{name}: {error:?}");
        }
        let stem = format!("V{:03}__corpus", at + 1);
        project.pair(&stem, &format!("-- migrate:no-transaction\n{sql}\n"), "SELECT 1;\n");
    }
    project.migrate_on(&pieces).args(["up"]).ok();
    let (whole, pieces) = (contents(&pg_dump, &whole), contents(&pg_dump, &pieces));
    let lines = whole.iter().zip(&pieces).find(|(whole, pieces)| whole != pieces);
    assert_eq!(lines, None);
    assert_eq!(whole.len(), pieces.len());
}
