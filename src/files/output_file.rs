//! A page in a file: compared, and written as a whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::model::outcome::failure::Failure;
use crate::model::outcome::page_file::PageState;

/// How the file stands beside the page that it should hold. Writes nothing.
pub(crate) fn compare_page(path: &Path, page: &str) -> Result<PageState, Failure> {
    let failure = |why: String| Failure::File { doing: "read", file: path.to_owned(), why };
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(PageState::Missing),
        // A pipe would be waited for, and a device renamed away.
        Ok(metadata) if !metadata.is_file() => return Err(failure("it is not a regular file".to_owned())),
        _ => {}
    }
    let current = fs::read(path).map_err(|error| failure(error.to_string()))?;
    if current == page.as_bytes() {
        return Ok(PageState::Same);
    }
    let lines = |bytes: &[u8]| bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect::<Vec<_>>();
    let (current, wanted) = (lines(&current), lines(page.as_bytes()));
    let alike = current.iter().zip(&wanted).take_while(|(current, wanted)| current == wanted).count();
    Ok(PageState::Differs { line: alike + 1 })
}

/// What the file holds.
pub(crate) fn read_page(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::File {
        doing: "read",
        file: path.to_owned(),
        why: error.to_string(),
    })
}

/// Makes the file hold the page. One that holds it already is not touched; another is replaced in one
/// step, keeping its permissions, and a symbolic link stays one. When it cannot be written, the old
/// file stays and nothing else is left.
pub(crate) fn write_page(path: &Path, page: &str) -> Result<PageState, Failure> {
    if compare_page(path, page)? == PageState::Same {
        return Ok(PageState::Same);
    }
    replace(path, page.as_bytes()).map(|()| PageState::Written).map_err(|error| Failure::File {
        doing: "write",
        file: path.to_owned(),
        why: error.to_string(),
    })
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let (target, permissions) = match fs::metadata(path) {
        Ok(metadata) => (path.canonicalize()?, Some(metadata.permissions())),
        Err(_) => (path.to_owned(), None),
    };
    let draft = draft(&target)?;
    let written = File::create_new(&draft).and_then(|mut file| {
        file.write_all(bytes)?;
        if let Some(permissions) = permissions {
            file.set_permissions(permissions)?;
        }
        file.sync_all()?;
        fs::rename(&draft, &target)
    });
    if written.is_err() {
        let _ = fs::remove_file(&draft);
    }
    written
}

/// A hidden name beside the file: a rename replaces it in one step only within one file system.
pub(super) fn draft(target: &Path) -> io::Result<PathBuf> {
    let Some(name) = target.file_name() else {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it does not name a file"));
    };
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{}.draft", std::process::id()));
    Ok(target.with_file_name(hidden))
}
