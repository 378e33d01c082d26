//! One folder of scripts, listed strictly: a file that is not understood is an error, never skipped.

use std::ffi::{OsStr, OsString};
use std::path::{Component, Path, PathBuf};
use std::{fs, io};

use crate::model::control_characters;
use crate::model::migration::file_problem::FileProblem;
use crate::model::migration::script_name;
use crate::model::migration::script_name::ScriptName;
use crate::model::migration::version::Version;

/// A script file that was found, not yet read.
#[derive(Debug)]
pub(super) struct ScriptFile {
    pub(super) name: ScriptName,
    pub(super) bytes: Bytes,
    /// The path as shown to a person.
    pub(super) shown: String,
}

impl ScriptFile {
    fn file_name(&self) -> &OsStr {
        Path::new(&self.shown).file_name().unwrap_or_default()
    }
}

/// All scripts of one folder, sorted by version.
#[derive(Debug)]
pub(super) struct Listed {
    /// The folder's path as shown to a person.
    pub(super) shown: PathBuf,
    pub(super) scripts: Vec<ScriptFile>,
    /// Whether the folder itself could be read.
    pub(super) readable: bool,
    /// The names of entries that are there, but have a problem of their own.
    pub(super) refused: Vec<OsString>,
}

impl Listed {
    /// Where this folder would hold the partner of a script in the other one.
    pub(super) fn expected(&self, partner: &ScriptFile) -> String {
        path_on_one_line(&self.shown.join(partner.file_name()))
    }

    /// Whether a script is known to have no partner here. One that was refused has been reported.
    pub(super) fn lacks(&self, partner: &ScriptFile) -> bool {
        self.readable && !self.refused.iter().any(|name| name == partner.file_name())
    }
}

/// Where a script's bytes are.
#[derive(Debug)]
pub(super) enum Bytes {
    File(PathBuf),
    Embedded(&'static [u8]),
}

/// Lists one folder; `root` is what a symbolic link must stay in.
pub(super) fn list(folder: &Path, root: &Path, problems: &mut Vec<FileProblem>) -> Listed {
    let mut listed =
        Listed { shown: folder.to_owned(), scripts: Vec::new(), readable: true, refused: Vec::new() };
    let unreadable =
        |error: io::Error| FileProblem::Unreadable { file: path_on_one_line(folder), why: error.to_string() };
    let read = |entry: io::Result<fs::DirEntry>| entry.map(|entry| (entry.file_name(), entry));
    if let Err(problem) = check_folder(folder, root) {
        problems.push(problem);
        listed.readable = false;
        return listed;
    }
    let entries = fs::read_dir(folder).and_then(|entries| entries.map(read).collect::<Result<Vec<_>, _>>());
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => {
            problems.push(match error.kind() {
                io::ErrorKind::NotFound => FileProblem::NoFolder { folder: folder.to_owned() },
                _ => unreadable(error),
            });
            listed.readable = false;
            return listed;
        }
    };
    // A directory has an order of its own; problems are reported in the same one everywhere.
    entries.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (file_name, entry) in entries {
        match take(&file_name, &entry, root) {
            Ok(Some(script)) => listed.scripts.push(script),
            Ok(None) => {}
            Err(problem) => {
                problems.push(problem);
                listed.refused.push(file_name);
            }
        }
    }
    listed.scripts.sort_by(|a, b| (a.name.version, &a.shown).cmp(&(b.name.version, &b.shown)));
    listed
}

/// The versions of every file that is named like a script, whatever else is wrong with it. None where
/// there is no folder yet.
pub(super) fn versions(folder: &Path) -> io::Result<Vec<Version>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?.collect::<io::Result<Vec<_>>>()?,
    };
    let names = entries.iter().filter_map(|entry| script_name::parse(entry.file_name().to_str()?).ok());
    Ok(names.map(|name| name.version).collect())
}

/// The names of the files that are SQL by their ending, sorted. None where there is no folder yet.
pub(super) fn sql_files(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?.collect::<io::Result<Vec<_>>>()?,
    };
    let names = entries.iter().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let is_sql = |name: &String| {
        let extension = Path::new(name).extension().and_then(OsStr::to_str);
        !name.starts_with('.') && extension.is_some_and(|extension| extension.eq_ignore_ascii_case("sql"))
    };
    let mut names: Vec<String> = names.filter(is_sql).collect();
    names.sort();
    Ok(names)
}

/// One entry: a script, nothing of ours (hidden files, notes), or a problem.
fn take(file_name: &OsStr, entry: &fs::DirEntry, root: &Path) -> Result<Option<ScriptFile>, FileProblem> {
    let path = entry.path();
    let shown = path_on_one_line(&path);
    let Some(file_name) = file_name.to_str() else { return Err(FileProblem::NameNotUtf8 { file: shown }) };
    // Editors keep swap and lock files beside the file that is open, named with a leading dot.
    if file_name.starts_with('.') {
        return Ok(None);
    }
    let unreadable =
        |error: io::Error| FileProblem::Unreadable { file: shown.clone(), why: error.to_string() };
    // Known from the listing: a thousand migrations are two thousand files, and each is opened anyway.
    let mut kind = entry.file_type().map_err(unreadable)?;
    if kind.is_symlink() {
        check_link(&path, root, &shown)?;
        kind = fs::metadata(&path).map_err(unreadable)?.file_type();
    }
    if kind.is_dir() {
        return Err(FileProblem::Folder { file: shown });
    }
    match file_name.rsplit_once('.').map(|(_, extension)| extension) {
        Some(extension) if extension.eq_ignore_ascii_case("sql") => {}
        Some("rs") => return Err(FileProblem::RustMigration { file: shown }),
        _ => return Ok(None),
    }
    if !kind.is_file() {
        return Err(FileProblem::NotAFile { file: shown });
    }
    let name = script_name::parse(file_name).map_err(|why| FileProblem::Name { file: shown.clone(), why })?;
    Ok(Some(ScriptFile { name, bytes: Bytes::File(path), shown }))
}

/// Whether a symbolic link stays in `root`.
pub(super) fn check_link(path: &Path, root: &Path, shown: &str) -> Result<(), FileProblem> {
    match outside(path, root) {
        Ok(None) => Ok(()),
        Ok(Some(target)) => {
            Err(FileProblem::LinkOutside { is_folder: false, file: shown.to_owned(), target })
        }
        Err(error) => Err(FileProblem::Unreadable { file: shown.to_owned(), why: error.to_string() }),
    }
}

/// Whether a folder of scripts stays in `root`, as a script does, whichever part of its path is a link. One that was named
/// outside of it is what somebody wrote down. One that is not there, or not to be read, is another problem.
pub(super) fn check_folder(folder: &Path, root: &Path) -> Result<(), FileProblem> {
    let below = if root == Path::new(".") { Ok(folder) } else { folder.strip_prefix(root) };
    let is_named_inside = below.is_ok_and(|below| {
        below.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
    });
    match outside(folder, root) {
        Ok(Some(target)) if is_named_inside => {
            Err(FileProblem::LinkOutside { is_folder: true, file: path_on_one_line(folder), target })
        }
        _ => Ok(()),
    }
}

/// Where a path leads, if that is not in `root`.
fn outside(path: &Path, root: &Path) -> io::Result<Option<PathBuf>> {
    let target = path.canonicalize()?;
    let root = root.canonicalize()?;
    Ok((!target.starts_with(root)).then_some(target))
}

/// A path as shown to a person, on one line: a line break in a file name would look like a line of
/// ours.
pub(super) fn path_on_one_line(path: &Path) -> String {
    control_characters::escaped(&path.to_string_lossy()).into_owned()
}
