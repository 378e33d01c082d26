//! The file of what scripts lock, beside the migrations: read before a run, written after a round trip.

use std::path::Path;
use std::{fs, io};

use super::folder::{check_link, path_on_one_line};
use super::output_file::write_page;
use super::{embedded, script};
use crate::model::locks::stored::{FILE_NAME, StoredLocks};
use crate::model::locks::stored_file;
use crate::model::migration::file_problem::FileProblem;
use crate::model::migration::project::{Folders, Source};
use crate::model::outcome::failure::Failure;
use crate::model::outcome::page_file::PageFile;

/// What the scripts of a source are known to lock: nothing where the file is not there.
pub(crate) fn read_stored_locks(source: &Source) -> Result<StoredLocks, Failure> {
    let (bytes, shown) = match source {
        Source::Embedded => (embedded::stored_locks().map(<[u8]>::to_vec), format!("migrations/{FILE_NAME}")),
        Source::Directory(folders) => {
            let path = folders.migrations.join(FILE_NAME);
            let shown = path_on_one_line(&path);
            let bytes = contents(&path, &folders.root, &shown);
            (bytes.map_err(|problem| Failure::Files(vec![problem]))?, shown)
        }
    };
    let Some(bytes) = bytes else { return Ok(StoredLocks::default()) };
    stored_file::parse(&bytes)
        .map_err(|why| Failure::Files(vec![FileProblem::StoredLocks { file: shown, why }]))
}

/// Makes the file hold this. One that is not there is not made for nothing: then there is none.
pub(crate) fn write_stored_locks(
    folders: &Folders,
    stored: &StoredLocks,
) -> Result<Option<PageFile>, Failure> {
    let path = folders.migrations.join(FILE_NAME);
    if stored.is_empty() && !path.exists() {
        return Ok(None);
    }
    let state = write_page(&path, &stored_file::text(stored))?;
    Ok(Some(PageFile { path: path.display().to_string(), state }))
}

fn contents(path: &Path, root: &Path, shown: &str) -> Result<Option<Vec<u8>>, FileProblem> {
    let unreadable =
        |error: io::Error| FileProblem::Unreadable { file: shown.to_owned(), why: error.to_string() };
    let metadata = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        metadata => metadata.map_err(unreadable)?,
    };
    if metadata.is_symlink() {
        check_link(path, root, shown)?;
    }
    // A pipe would be waited for.
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(FileProblem::NotAFile { file: shown.to_owned() });
    }
    script::contents(path, shown).map(Some)
}
