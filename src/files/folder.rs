//! One folder of scripts, listed strictly: a file that is not understood is an error, never skipped.

use std::fs;
use std::path::{Path, PathBuf};

use crate::model::file_problem::FileProblem;
use crate::model::script_name::{self, ScriptName};

/// A script file that was found, not yet read.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) name: ScriptName,
    pub(super) bytes: Bytes,
    /// The path as shown to a person.
    pub(super) shown: String,
}

/// All scripts of one folder, sorted by version.
#[derive(Debug)]
pub(super) struct Listed {
    /// The folder's path as shown to a person.
    pub(super) shown: PathBuf,
    pub(super) scripts: Vec<Found>,
}

impl Listed {
    /// Where this folder would hold the partner of a script in the other one.
    pub(super) fn expected(&self, partner: &Found) -> String {
        let file_name = Path::new(&partner.shown).file_name().unwrap_or_default();
        self.shown.join(file_name).display().to_string()
    }
}

/// Where a script's bytes are.
#[derive(Debug)]
pub(super) enum Bytes {
    File(PathBuf),
    Embedded(&'static [u8]),
}

/// The longest query message that PostgreSQL takes is one byte short of 1 GiB (`MaxAllocSize`).
const LONGEST_SCRIPT: u64 = (1 << 30) - 1;

/// Lists one folder; `root` is what a symbolic link must stay in.
pub(super) fn list(folder: &Path, root: &Path, problems: &mut Vec<FileProblem>) -> Listed {
    let mut listed = Listed { shown: folder.to_owned(), scripts: Vec::new() };
    let unreadable = |error: std::io::Error| FileProblem::Unreadable {
        file: folder.display().to_string(),
        why: error.to_string(),
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            problems.push(match error.kind() {
                std::io::ErrorKind::NotFound => FileProblem::NoFolder { folder: folder.to_owned() },
                _ => unreadable(error),
            });
            return listed;
        }
    };
    for entry in entries {
        match entry.map_err(unreadable).and_then(|entry| take(&entry, folder, root)) {
            Ok(Some(script)) => listed.scripts.push(script),
            Ok(None) => {}
            Err(problem) => problems.push(problem),
        }
    }
    listed.scripts.sort_by(|a, b| (a.name.version, &a.shown).cmp(&(b.name.version, &b.shown)));
    listed
}

/// One entry: a script, nothing of ours (hidden files, notes), or a problem.
fn take(entry: &fs::DirEntry, folder: &Path, root: &Path) -> Result<Option<Found>, FileProblem> {
    let file_name = entry.file_name();
    let shown = folder.join(&file_name).display().to_string();
    let Some(file_name) = file_name.to_str() else { return Err(FileProblem::NameNotUtf8 { file: shown }) };
    // Editors keep swap and lock files beside the file that is open, named with a leading dot.
    if file_name.starts_with('.') {
        return Ok(None);
    }
    let unreadable =
        |error: std::io::Error| FileProblem::Unreadable { file: shown.clone(), why: error.to_string() };
    let path = entry.path();
    if entry.file_type().map_err(unreadable)?.is_symlink() {
        let target = path.canonicalize().map_err(unreadable)?;
        if !target.starts_with(root.canonicalize().map_err(unreadable)?) {
            return Err(FileProblem::LinkOutside { file: shown, target });
        }
    }
    let metadata = fs::metadata(&path).map_err(unreadable)?;
    if metadata.is_dir() {
        return Err(FileProblem::Folder { file: shown });
    }
    match file_name.rsplit_once('.').map(|(_, extension)| extension) {
        Some(extension) if extension.eq_ignore_ascii_case("sql") => {}
        Some("rs") => return Err(FileProblem::RustMigration { file: shown }),
        _ => return Ok(None),
    }
    if !metadata.is_file() {
        return Err(FileProblem::NotAFile { file: shown });
    }
    if metadata.len() > LONGEST_SCRIPT {
        return Err(FileProblem::TooLarge { file: shown, bytes: metadata.len() });
    }
    let name = script_name::parse(file_name).map_err(|why| FileProblem::Name { file: shown.clone(), why })?;
    Ok(Some(Found { name, bytes: Bytes::File(path), shown }))
}
