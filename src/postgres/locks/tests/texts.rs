//! The texts of scripts, of any length and origin.

use std::fs;
use std::path::Path;

use crate::model::locks::script;

/// Every script of the project and of its tests.
#[test]
fn no_script_is_too_strange() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("migrations"), root.join("rollbacks"), root.join("tests")];
    let (mut scripts, mut known) = (0, 0);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "sql") {
                let text = fs::read(path).unwrap();
                scripts += 1;
                known += usize::from(!script::mentions(&String::from_utf8_lossy(&text)).is_empty());
            }
        }
    }
    assert!(scripts > 30 && known > 10, "{known} of {scripts}");
}

/// A pass for each of its statements, clauses or words would take hours.
#[test]
fn a_long_script_is_read_once() {
    for (head, unit) in [
        ("INSERT INTO t VALUES (0, 'a')", ", (1, 'text of a row', NULL, now())"),
        ("", "INSERT INTO t VALUES (1, 'text');\n"),
        ("WITH a AS ", "(update x "),
        ("WITH a AS ", "(delete from x), "),
        ("ALTER TABLE t ADD a int", ", ADD b int REFERENCES p, DROP c"),
        ("DROP TABLE a", ", b CASCADE"),
        ("CREATE TABLE x ", "("),
        ("CREATE TABLE x (", "references "),
        ("", "ALTER TABLE a RENAME TO b;"),
    ] {
        let text = format!("{head}{}", unit.repeat(600_000 / unit.len()));
        assert!(script::mentions(&text).len() < 10, "{unit}");
    }
}
