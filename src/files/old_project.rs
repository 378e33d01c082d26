//! The files of another tool's project: those that may be migrations, and the configuration of their tool.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

use super::folder::path_on_one_line;
use super::script::contents;
use crate::model::adopt::old_migration::OldFile;
use crate::model::outcome::failure::Failure;

/// What is read: scripts, and configuration.
const READ: [&str; 7] = ["sql", "toml", "json", "yaml", "yml", "xml", "conf"];
/// What is named alone: programs.
const NAMED: [&str; 17] = [
    "go", "js", "ts", "mjs", "cjs", "mts", "cts", "java", "kt", "groovy", "py", "rb", "rs", "fizz", "sum",
    "gmrc", "lock",
];
/// Folders that no migration is in.
const SKIPPED: [&str; 5] = ["node_modules", "target", "vendor", "dist", "build"];
/// How deep folders are looked into.
const DEEPEST: usize = 6;

/// The files below a folder, sorted by their paths; none where there is no such folder. What is hidden is skipped, and so
/// are links.
pub(crate) fn read_old_files(folder: &Path) -> Result<Vec<OldFile>, Failure> {
    let mut files = Vec::new();
    match collect(folder, "", DEEPEST, &mut files) {
        Err((_, error)) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err((file, error)) => {
            return Err(Failure::File { doing: "read", file: file.into(), why: error.to_string() });
        }
        Ok(()) => {}
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn collect(
    folder: &Path,
    before: &str,
    depth: usize,
    files: &mut Vec<OldFile>,
) -> Result<(), (String, io::Error)> {
    let failed = |error: io::Error| (path_on_one_line(folder), error);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let (path, file_name) = (entry.path(), entry.file_name());
        let Some(name) = file_name.to_str().filter(|name| !name.starts_with('.')) else { continue };
        let shown = format!("{before}{name}");
        let kind = entry.file_type().map_err(failed)?;
        if kind.is_dir() {
            if depth > 0 && !SKIPPED.contains(&name) {
                collect(&path, &format!("{shown}/"), depth - 1, files)?;
            }
            continue;
        }
        let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
        if !kind.is_file() || !(READ.contains(&extension) || NAMED.contains(&extension)) {
            continue;
        }
        let text = if READ.contains(&extension) { text(&path)? } else { None };
        files.push(OldFile { path: shown, text });
    }
    Ok(())
}

/// The text of a file, without a byte order mark; `None` where it is no UTF-8.
fn text(path: &Path) -> Result<Option<String>, (String, io::Error)> {
    let shown = path_on_one_line(path);
    let bytes = contents(path, &shown)
        .map_err(|_| (shown, io::Error::other("it cannot be read, or is too large")))?;
    let text = String::from_utf8(bytes).ok();
    Ok(text.map(|text| text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
}

/// The names of everything at the top of a folder.
pub(crate) fn names_beside(folder: &Path) -> Vec<String> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
}
