//! `partitions retire --export`: what leaves is in a file, whole and checked, and comes back from it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{content, database, database_on, force, history, named, partitions};
use crate::support::{Cluster, Ends, Project, ended, tool, wait_until};

fn sh(folder: &Path, script: &str, environment: &[(&str, &str)]) -> String {
    let run = Command::new("/bin/sh")
        .args(["-ec", script])
        .current_dir(folder)
        .envs(environment.iter().copied())
        .finish();
    assert!(run.status.success(), "{script}: {}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

/// The server's own, or the one of the path: fetched servers come without.
fn psql() -> Option<PathBuf> {
    let own = crate::support::programs().join("psql");
    if own.is_file() { Some(own) } else { tool("psql") }
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn what_is_exported_dropped_and_imported_again_is_the_same_to_the_last_byte() {
    let db = database();
    history(&db, 3);
    db.execute(
        "ALTER TABLE events ADD COLUMN \"odd \"\"name\" text, ADD COLUMN f float8, ADD COLUMN b bytea, ADD COLUMN gone int,
             ADD COLUMN twice bigint GENERATED ALWAYS AS (id * 2) STORED;
         ALTER TABLE events DROP COLUMN gone;
         UPDATE events SET \"odd \"\"name\" = E'tab\\t, line\\n, back\\\\slash, ü語' || id, f = id / 7.0, b = E'\\\\x00ff0a'
             WHERE id % 3 > 0",
    );
    let (old, next) = (named(&db, -3), named(&db, -2));
    let (before, all) = (content(&db, &old), content(&db, "events"));
    db.execute(&format!(
        "ALTER DATABASE {0} SET extra_float_digits = 0; ALTER DATABASE {0} SET datestyle = 'German'",
        db.name()
    ));
    let folder = tempfile::TempDir::new().unwrap();
    let to = folder.path().join("exports");
    let to_text = to.to_str().unwrap();
    let run = partitions(&db, &["retire", "--keep", "1m", "--export", to_text]).ok();
    run.says(&[&format!("exported public.{old}, 500 rows in")]);
    db.execute(&format!("ALTER DATABASE {} RESET ALL", db.name()));
    let stem = format!("public.{old}");
    assert_eq!(
        files(&to),
        [old.as_str(), &next]
            .iter()
            .flat_map(|name| [format!("public.{name}.copy.gz"), format!("public.{name}.json")])
            .collect::<Vec<_>>()
    );
    assert_eq!(sh(&to, "stat -c %a *", &[]), "600\n600\n600\n600\n");
    let manifest: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(to.join(format!("{stem}.json"))).unwrap()).unwrap();
    let sum = |command: &str| sh(&to, &format!("{command} | sha256sum | cut -c -64"), &[]);
    assert_eq!(sum(&format!("cat {stem}.copy.gz")).trim(), manifest["sha256"]);
    assert_eq!(sum(&format!("gunzip -c {stem}.copy.gz")).trim(), manifest["content_sha256"]);
    assert_eq!(manifest["rows"], 500);
    assert_eq!(manifest["retired"]["parent"][1], "events");

    // Nothing is exported twice.
    partitions(&db, &["retire", "--keep", "1m", "--export", to_text]).ok().says(&["nothing to do"]);
    partitions(&db, &["retire", "--drop", "--grace", "0d", "--export", to_text]).ok();
    assert_eq!(db.value(&format!("SELECT to_regclass('{old}')")), "");

    // As docs/partitions.md says, with sed for jq, by a role that sees what the foreign keys refer to.
    let Some(psql) = psql() else { return };
    let (from, upto) = (&manifest["retired"]["from"], &manifest["retired"]["to"]);
    let back = format!(
        "{psql} -c \"CREATE TABLE {old} (LIKE events INCLUDING GENERATED)\"
         gunzip -c {stem}.copy.gz | {psql} -c \"$(sed -n 's/^  \"copy\": \"\\(.*\\)\"$/\\1/p' {stem}.json | sed 's/\\\\\\(.\\)/\\1/g')\"
         {psql} -c \"ALTER TABLE events ATTACH PARTITION {old} FOR VALUES FROM ('{}+00') TO ('{}+00')\"",
        from.as_str().unwrap(),
        upto.as_str().unwrap(),
        psql = format_args!("{} -X -q -v ON_ERROR_STOP=1 \"$URL\"", psql.display()),
    );
    let (bypass, owner) = (db.url_as("postgres"), db.owner());
    let back = format!("{back}\n{} -X -q \"$URL\" -c \"ALTER TABLE {old} OWNER TO {owner}\"", psql.display());
    sh(&to, &back, &[("URL", &bypass)]);
    assert_eq!(content(&db, &old), before);
    let without_next = content(&db, "events");
    assert_ne!(without_next, all);
    sh(
        &to,
        &back.replace(&old, &next).replace(from.as_str().unwrap(), upto.as_str().unwrap()).replace(
            &format!("TO ('{}+00')", upto.as_str().unwrap()),
            &format!("TO ('{}-01 00:00:00+00')", super::month(&db, -1)),
        ),
        &[("URL", &bypass)],
    );
    assert_eq!(content(&db, "events"), all);
}

#[test]
fn what_was_changed_after_its_export_is_not_dropped() {
    let db = database();
    history(&db, 2);
    let old = named(&db, -2);
    let folder = tempfile::TempDir::new().unwrap();
    let to = folder.path().to_str().unwrap();
    partitions(&db, &["retire", "--keep", "1m", "--export", to]).ok();
    let drop = || partitions(&db, &["retire", "--drop", "--grace", "0d", "--export", to]);
    let file = folder.path().join(format!("public.{old}.copy.gz"));
    let whole = std::fs::read(&file).unwrap();
    std::fs::write(&file, &whole[..whole.len() - 1]).unwrap();
    drop().code(1).says(&[&format!("`{old}` is not dropped: the file is not the one that was written")]);
    std::fs::remove_file(&file).unwrap();
    drop().code(1).says(&["could not read", "No such file"]);
    std::fs::write(&file, &whole).unwrap();
    db.superuser(&format!("UPDATE {old} SET id = -id WHERE id = 77"));
    drop().code(1).says(&["the rows of the table are not those that were exported"]);
    // Also without a look at the file.
    partitions(&db, &["retire", "--drop", "--grace", "0d"]).code(1);
    db.superuser(&format!("UPDATE {old} SET id = -id WHERE id = -77"));
    assert_eq!(db.value(&format!("SELECT count(*) FROM {old}")), "500");
}

#[test]
fn only_what_is_exported_is_dropped_where_exports_are_asked_for() {
    let db = database();
    history(&db, 2);
    let old = named(&db, -2);
    let folder = tempfile::TempDir::new().unwrap();
    let to = folder.path().to_str().unwrap();
    partitions(&db, &["retire", "--keep", "1m"]).ok();
    partitions(&db, &["retire", "--drop", "--grace", "0d", "--export", to])
        .ok()
        .says(&[&format!("public.{old} is kept: it has not been exported")]);
    // What an earlier run detached is exported by the next.
    partitions(&db, &["retire", "--keep", "1m", "--export", to]).ok().says(&["exported"]);
    partitions(&db, &["retire", "--drop", "--grace", "0d", "--export", to]).ok().says(&["dropped"]);
}

#[test]
fn a_folder_that_cannot_be_written_to_is_found_before_anything_is_detached() {
    let db = database();
    history(&db, 2);
    let project = Project::bare();
    project.file("file", "");
    for bad in [project.path().join("file"), project.path().join("no/such")] {
        partitions(&db, &["retire", "--keep", "1m", "--export", bad.to_str().unwrap()])
            .code(1)
            .says(&["could not write"]);
    }
    assert_eq!(super::bounds(&db, "events").len(), 3);
}

#[test]
fn a_killed_run_leaves_no_manifest_without_its_file_and_the_next_one_clears_up() {
    let db = database();
    history(&db, 2);
    let old = named(&db, -2);
    let many = format!("generate_series(1000, 400000) AS n, (SELECT min(at) AS at FROM {old}) AS a");
    db.execute(&format!("INSERT INTO {old} SELECT n, at FROM {many}"));
    let folder = tempfile::TempDir::new().unwrap();
    let call = || partitions(&db, &["retire", "--keep", "1m", "--export", folder.path().to_str().unwrap()]);
    let written = || {
        let written =
            |name: &String| std::fs::metadata(folder.path().join(name)).and_then(|file| file.modified()).ok();
        files(folder.path()).iter().map(written).collect::<Vec<_>>()
    };
    for wait in [0, 0, 20, 40, 60] {
        let before = written();
        let mut child = call().into_command().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        wait_until("a run that writes", || written() != before);
        std::thread::sleep(std::time::Duration::from_millis(wait));
        let _ = child.kill();
        ended(&mut child);
        let there = files(folder.path());
        let mut stems = there.iter().filter_map(|name| name.strip_suffix(".json"));
        assert!(stems.all(|stem| there.contains(&format!("{stem}.copy.gz"))), "{there:?}");
        // Nothing is written any more by the runs after this one.
        if there.iter().any(|name| name.strip_suffix(".json").is_some()) {
            assert!(wait > 0, "no run was killed while it wrote");
            break;
        }
    }
    call().ok();
    assert_eq!(files(folder.path()), [format!("public.{old}.copy.gz"), format!("public.{old}.json")]);
    sh(folder.path(), "gunzip -t *.gz", &[]);
}

#[test]
fn an_export_of_other_rows_is_not_replaced() {
    let db = database();
    history(&db, 2);
    let folder = tempfile::TempDir::new().unwrap();
    let manifest = folder.path().join(format!("public.{}.json", named(&db, -2)));
    std::fs::write(&manifest, "{}").unwrap();
    let call = || partitions(&db, &["retire", "--keep", "1m", "--export", folder.path().to_str().unwrap()]);
    call().code(1).says(&["it already exists, with other rows"]);
    assert_eq!(std::fs::read_to_string(&manifest).unwrap(), "{}");
    assert_eq!(files(folder.path()).len(), 1);
    std::fs::remove_file(&manifest).unwrap();
    call().ok();
}

#[test]
fn hostile_names_become_file_names() {
    let db = database();
    let (from, to) = (super::month(&db, -3), super::month(&db, -2));
    let (schema, name) = ("../odd \"schema", "a/b\n\"; DROP TABLE hist; --");
    let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    db.execute(&format!(
        "CREATE TABLE hist (x int); CREATE SCHEMA {0}; CREATE TABLE {0}.t (at timestamptz, tenant bigint NOT NULL DEFAULT 1 REFERENCES tenants) PARTITION BY RANGE (at);
         CREATE TABLE {0}.{1} PARTITION OF {0}.t FOR VALUES FROM ('{from}-01 00:00:00+00') TO ('{to}-01 00:00:00+00');
         INSERT INTO {0}.t VALUES ('{from}-02')",
        quoted(schema),
        quoted(name)
    ));
    let folder = tempfile::TempDir::new().unwrap();
    let to = folder.path().join("in");
    partitions(&db, &["retire", "--keep", "1m", "--export", to.to_str().unwrap()]).ok();
    assert_eq!(files(&to).len(), 2);
    assert_eq!(files(folder.path()), ["in"]);
    partitions(&db, &["retire", "--drop", "--grace", "0d", "--export", to.to_str().unwrap()])
        .ok()
        .says(&["dropped"]);
    assert_eq!(db.value("SELECT to_regclass('hist')"), "hist");
}

#[test]
fn the_owner_exports_under_forced_row_level_security() {
    let cluster = Cluster::own(&[]);
    let db = database_on(&cluster);
    history(&db, 2);
    let tables = db.query("SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'events'::regclass");
    force(&db, &tables.iter().map(String::as_str).collect::<Vec<_>>());
    let folder = tempfile::TempDir::new().unwrap();
    let to = folder.path().to_str().unwrap();
    let keeper = |args: &[&str]| partitions(&db, &["retire", "--export", to]).args(args.iter().copied());
    keeper(&["--keep", "1m"]).ok().says(&[", 500 rows in"]);
    let forced =
        format!("SELECT relforcerowsecurity FROM pg_class WHERE oid = '{}'::regclass", named(&db, -2));
    assert_eq!(db.value(&forced), "t");
    db.superuser(&format!("UPDATE {} SET id = -id WHERE id = 77", named(&db, -2)));
    keeper(&["--drop", "--grace", "0d"]).code(1).says(&["not those that were exported"]);
    assert_eq!(db.value(&forced), "t");
    db.execute(&format!("TRUNCATE {0}; COMMENT ON TABLE {0} IS NULL", named(&db, -2)));
    db.superuser(&format!("ALTER TABLE events ATTACH PARTITION {} FOR VALUES FROM ('{}-01 00:00:00+00') TO ('{}-01 00:00:00+00')",
        named(&db, -2), super::month(&db, -2), super::month(&db, -1)));
    keeper(&["--keep", "1m"]).code(1).says(&["it already exists, with other rows"]);
    std::fs::remove_file(folder.path().join(format!("public.{}.json", named(&db, -2)))).unwrap();
    keeper(&["--keep", "1m"]).ok().says(&["exported", ", 0 rows in"]);
    keeper(&["--drop", "--grace", "0d"]).ok().says(&["dropped"]);
}
