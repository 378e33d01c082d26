//! Folders: without a project, below one, beside another one, and of other users.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::path::Path;

use super::{NOWHERE, Refused, refused};
use crate::support::{Database, Migrate, Project, skipped};

/// Everything that needs scripts, in a folder where there may be none.
const NEED_A_PROJECT: [&str; 20] = [
    "up",
    "up --dry-run",
    "down --yes",
    "down --dry-run",
    "redo --yes",
    "status",
    "status --check",
    "repair accept 1",
    "seed --profile smoke",
    "seed --resume",
    "seed --clear",
    "roundtrip --no-seed",
    "roundtrip --profile smoke",
    "drift",
    "verify --on scratch",
    "up --ephemeral",
    "verify --ephemeral",
    "roundtrip --ephemeral",
    "docs --ephemeral",
    "snapshot --ephemeral",
];

/// A call in a folder, to a server that nobody can reach where none is asked for.
fn call(folder: &Path, words: &str) -> Migrate {
    let call = Migrate::new(folder);
    let call = if words.contains("--ephemeral") { call } else { call.env("DATABASE_URL", NOWHERE) };
    call.args(words.split(' '))
}

#[test]
fn without_a_project_the_embedded_scripts_run_only_where_they_are_asked_for() {
    let bare = Project::bare();
    let here = bare.path().canonicalize().unwrap().display().to_string();
    let wanted = Refused {
        exit: 2,
        code: "no-project",
        says: &["no project", &here, "nothing was run", "`--dir`", "`--embedded`", "`migrate.toml`"],
    };
    for words in NEED_A_PROJECT {
        refused(bare.path(), words, || call(bare.path(), words), &wanted);
    }
    let nowhere = Refused { exit: 2, code: "nowhere-to-write", says: &["--dir"] };
    refused(bare.path(), "new", || call(bare.path(), "new x"), &nowhere);
    let db = Database::new();
    let before = db.catalog();
    let on =
        |words: &str| Migrate::new(bare.path()).args(["--database-url", db.url()]).args(words.split(' '));
    on("--embedded status").ok().shows(&["embedded in the binary"]);
    on("--embedded up --dry-run").ok();
    // These look at a database, whatever the scripts are.
    for words in ["partitions list", "partitions ensure", "docs", "snapshot"] {
        assert_ne!(on(words).run().code, Some(2), "{words}");
    }
    on("verify").code(2).says(&["`migrate.toml` has no `[tenant]`"]);
    assert_eq!(db.catalog(), before);
}

#[test]
fn a_project_is_found_from_the_folders_below_it() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project.file("migrate.toml", format!("[scripts]\n[database]\nurl = \"{NOWHERE}\"\n"));
    project.file(".env", format!("DATABASE_URL={}\n", db.url())).file(".git/HEAD", "").file("src/deep/x", "");
    let deep = project.path().join("src/deep");
    let at = || Migrate::new(&deep);
    at().args(["up"]).ok();
    assert_eq!(db.value("SELECT to_regclass('t1')"), "t1");
    at().args(["status", "--check"]).ok().shows(&["scripts: ../../migrations"]);
    at().args(["new", "later"]).ok().shows(&["../../migrations/V002__later.sql\n"]);
    assert!(project.path().join("rollbacks/V002__later.sql").is_file());
    project.remove("migrations/V002__later.sql").remove("rollbacks/V002__later.sql");
    // The `.env` here comes before the one of the project.
    project.file("src/deep/.env", format!("DATABASE_URL={NOWHERE}\n"));
    at().args(["status"]).code(5).says(&["127.0.0.1:1"]);
    project.remove("src/deep/.env");
    // A folder of its own below is not the project's any more, and neither is another repository.
    at().args(["--dir", ".", "status"]).code(2).says(&["there is no folder `migrations`"]);
    // Without a repository, too, in the user's own folders.
    fs::remove_dir_all(project.path().join(".git")).unwrap();
    at().args(["status", "--check"]).ok();
}

#[test]
fn folders_of_scripts_side_by_side_are_a_project() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    let here = || Migrate::new(project.path()).args(["--database-url", db.url()]);
    here().args(["up"]).ok();
    here().args(["status", "--check"]).ok().shows(&["scripts: migrations"]);
    here().args(["new", "later"]).ok().shows(&["migrations/V002__later.sql\n"]);
    // Without a section that says where they are, those beside the file.
    let project = Project::with_tables(1);
    project.file("migrate.toml", "[tenant]\ncolumn = \"tenant_id\"\n");
    Migrate::new(project.path())
        .args(["--database-url", db.url(), "status"])
        .ok()
        .shows(&["scripts: migrations"]);
}

#[test]
fn what_lies_above_or_beside_is_not_the_project_of_this_folder() {
    let no_project = Refused { exit: 2, code: "no-project", says: &["--dir", "migrate.toml"] };
    let outside = |lay: fn(&Project)| {
        let project = Project::with_tables(1);
        project.file("migrate.toml", "[scripts]\n").file("inner/deep/x", "");
        lay(&project);
        project
    };
    // Each: what is there beside a project above, from where, and what is refused.
    let another_repository = outside(|project| {
        project.file(".git/HEAD", "").file("inner/.git/HEAD", "");
    });
    let a_folder_for_all = outside(|project| {
        fs::set_permissions(project.path(), fs::Permissions::from_mode(0o777)).unwrap();
    });
    let the_home_folder = outside(|_| {});
    for (what, project) in [
        ("another repository", &another_repository),
        ("a folder that everybody can write to", &a_folder_for_all),
        ("the home folder", &the_home_folder),
    ] {
        let deep = project.path().join("inner/deep");
        let home = if what == "the home folder" { project.path() } else { Path::new("/nowhere") };
        let at = || call(&deep, "up").env("HOME", home.to_str().unwrap());
        refused(project.path(), what, at, &no_project);
    }
    // Another project of the same repository, without a file of its own.
    let neighbours = outside(|project| {
        project.file(".git/HEAD", "").file("inner/migrations/V001__x.sql", "SELECT 1;");
        project.file("inner/rollbacks/V001__x.sql", "SELECT 1;");
    });
    let not_chosen = Refused {
        exit: 2,
        code: "scripts-not-chosen",
        says: &["`../migrate.toml`", "`--dir .`", "--config"],
    };
    let inner = neighbours.path().join("inner");
    refused(neighbours.path(), "a neighbour", || call(&inner, "up"), &not_chosen);
    call(&inner, "--dir . up").code(5);
    call(&inner, "--config ../migrate.toml --dir .. up").code(5);
    // Half of a pair of folders.
    let half = Project::bare();
    half.file("migrations/V001__x.sql", "SELECT 1;");
    let not_chosen =
        Refused { exit: 2, code: "scripts-not-chosen", says: &["`migrations`", "`rollbacks`", "--dir ."] };
    refused(half.path(), "migrations alone", || call(half.path(), "up"), &not_chosen);
    let half = Project::bare();
    half.file("rollbacks/V001__x.sql", "SELECT 1;");
    refused(half.path(), "rollbacks alone", || call(half.path(), "up"), &no_project);
}

#[test]
fn a_file_that_cannot_be_read_is_not_passed_over() {
    let unreadable = |says| Refused { exit: 2, code: "config-unreadable", says };
    let of = |lay: &dyn Fn(&Path)| {
        let project = Project::with_tables(1);
        project.file(".git/HEAD", "").file("inner/x", "");
        lay(&project.path().join("migrate.toml"));
        project
    };
    let to_nothing = of(&|file| symlink("gone.toml", file).unwrap());
    let folder = of(&|file| fs::create_dir(file).unwrap());
    for (what, project) in [("a link to nothing", &to_nothing), ("a folder", &folder)] {
        for (folder, shown) in [("", "`migrate.toml`"), ("inner", "`../migrate.toml`")] {
            let at = project.path().join(folder);
            let run = call(&at, "up").code(2).says(&["cannot read", shown]);
            assert!(!run.stderr.contains("no project"), "{what}: {run:#?}");
        }
    }
    let run = call(to_nothing.path(), "up --format json").code(2);
    assert_eq!(run.json()["errors"][0]["code"], unreadable(&[]).code);
    let named = call(to_nothing.path(), "--config elsewhere.toml up").code(2);
    named.says(&["cannot read `elsewhere.toml`"]);
    let nonsense = of(&|file| fs::write(file, "nonsense").unwrap());
    call(&nonsense.path().join("inner"), "up").code(2).says(&["../migrate.toml", "line 1"]);
}

#[test]
fn what_belongs_to_another_user_is_obeyed_only_where_it_is_named() {
    let foreign = |path: &Path| chown(path, Some(12_345), Some(12_345));
    let lay = |whose: &[&str]| {
        let project = Project::with_tables(1);
        project.file("migrate.toml", "[scripts]\n").file(".git/HEAD", "").file("inner/x", "");
        project.file(".env", "PGAPPNAME=x\n");
        for path in whose {
            if *path == "migrations" {
                project.remove("migrate.toml");
            }
            if foreign(&project.path().join(path)).is_err() {
                return None;
            }
        }
        Some(project)
    };
    let wanted =
        Refused { exit: 2, code: "file-of-another-user", says: &["another user", "12345", "--dir", "chown"] };
    for (whose, from) in [
        (["migrate.toml"].as_slice(), ["", "inner"].as_slice()),
        (&[""], &["", "inner"]),
        (&[".env"], &["", "inner"]),
        (&["migrations"], &[""]),
        (&["rollbacks", "migrations"], &[""]),
    ] {
        let Some(project) = lay(whose) else {
            skipped("right to give files to another user");
            return;
        };
        for from in from {
            let at = project.path().join(from);
            refused(project.path(), &format!("{whose:?} from {from:?}"), || call(&at, "up"), &wanted);
        }
        // Who names the folder means it.
        call(project.path(), "--dir . up").code(5);
    }
    // A repository of somebody else is not one to look up to.
    let project = lay(&[".git"]).unwrap();
    let inner = project.path().join("inner");
    fs::set_permissions(project.path(), fs::Permissions::from_mode(0o777)).unwrap();
    call(&inner, "up").code(2).says(&["no project"]);
    // Somebody who became root by sudo works in folders of their own.
    let project = lay(&["migrate.toml", "", ".env"]).unwrap();
    call(project.path(), "up").env("SUDO_UID", "12345").code(5);
}
