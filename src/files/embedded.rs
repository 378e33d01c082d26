//! The scripts compiled into the binary, so that a cron host needs nothing else.

use include_dir::{Dir, include_dir};

use super::folder::{Bytes, Listed, ScriptFile};
use crate::model::locks::stored::FILE_NAME;
use crate::model::migration::file_problem::FileProblem;
use crate::model::migration::script_name;

static MIGRATIONS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/migrations");
static ROLLBACKS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rollbacks");

/// The file of what they lock.
pub(super) fn stored_locks() -> Option<&'static [u8]> {
    MIGRATIONS.get_file(FILE_NAME).map(include_dir::File::contents)
}

/// The embedded migrations and rollbacks, each sorted by version.
pub(super) fn list(problems: &mut Vec<FileProblem>) -> (Listed, Listed) {
    (scripts(&MIGRATIONS, "migrations", problems), scripts(&ROLLBACKS, "rollbacks", problems))
}

fn scripts(folder: &'static Dir<'static>, root: &str, problems: &mut Vec<FileProblem>) -> Listed {
    let mut scripts = Vec::new();
    for file in folder.files() {
        let file_name = file.path().to_string_lossy();
        let shown = format!("{root}/{file_name}");
        match script_name::parse(&file_name) {
            Ok(name) => scripts.push(ScriptFile { name, bytes: Bytes::Embedded(file.contents()), shown }),
            Err(_) if !file_name.to_ascii_lowercase().ends_with(".sql") => {}
            Err(why) => problems.push(FileProblem::Name { file: shown, why }),
        }
    }
    scripts.sort_by_key(|script| script.name.version);
    Listed { shown: root.into(), scripts, readable: true, refused: Vec::new() }
}
