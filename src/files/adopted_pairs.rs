//! Writing adopted pairs: all of them are there afterwards, with the map beside them, or none.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::model::adopt::adopted::MAP_FILE;
use crate::model::migration::pair::Pair;
use crate::model::migration::project::Folders;
use crate::model::outcome::failure::Failure;

/// Where both folders are put together, beside the migrations.
const DRAFT: &str = ".migrate-adopt.draft";

/// The map of an earlier adoption, with its path; `None` where there was none.
pub(crate) fn read_map(folders: &Folders) -> Result<Option<(PathBuf, String)>, Failure> {
    let file = folders.migrations.join(MAP_FILE);
    match fs::read_to_string(&file) {
        Ok(text) => Ok(Some((file, text))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::File { doing: "read", file, why: error.to_string() }),
    }
}

/// The first of both folders that holds a script already.
pub(crate) fn takes_pairs(folders: &Folders) -> Option<&Path> {
    let is_free = |folder: &Path| {
        let mut entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.all(|entry| entry.file_name().to_string_lossy().starts_with('.'))
    };
    [&folders.migrations, &folders.rollbacks]
        .into_iter()
        .map(PathBuf::as_path)
        .find(|folder| !is_free(folder))
}

/// Writes the pairs and the map into both folders, which hold nothing yet. They are put together beside them and renamed;
/// [`finish_adoption`] ends what a killed run left between both renames.
pub(crate) fn write_adopted<'a>(
    folders: &Folders,
    pairs: impl Iterator<Item = &'a Pair>,
    map: &str,
) -> Result<(), Failure> {
    let draft = draft(folders);
    let written = (|| {
        let (ups, downs) = (draft.join("migrations"), draft.join("rollbacks"));
        fs::create_dir_all(&ups)?;
        fs::create_dir_all(&downs)?;
        for pair in pairs {
            let file_name = format!("{}.sql", pair.id);
            write(&ups.join(&file_name), pair.up.raw.as_deref().unwrap_or(&pair.up.sql))?;
            write(&downs.join(&file_name), pair.down.raw.as_deref().unwrap_or(&pair.down.sql))?;
        }
        write(&ups.join(MAP_FILE), map)?;
        for folder in [&ups, &downs, &draft] {
            File::open(folder)?.sync_all()?;
        }
        put(&downs, &folders.rollbacks)?;
        put(&ups, &folders.migrations)
    })();
    let _ = fs::remove_dir_all(&draft);
    written.map_err(|error: io::Error| Failure::File {
        doing: "write",
        file: folders.migrations.clone(),
        why: error.to_string(),
    })
}

/// Ends what a killed run began: where it had renamed the rollbacks, the migrations follow, else its draft goes.
pub(crate) fn finish_adoption(folders: &Folders) -> Result<(), Failure> {
    let draft = draft(folders);
    let finish = || -> io::Result<()> {
        if !draft.exists() {
            return Ok(());
        }
        let ups = draft.join("migrations");
        if ups.join(MAP_FILE).exists() && !draft.join("rollbacks").exists() && folders.rollbacks.exists() {
            put(&ups, &folders.migrations)?;
        }
        fs::remove_dir_all(&draft)
    };
    finish().map_err(|error| Failure::File { doing: "finish", file: draft.clone(), why: error.to_string() })
}

fn draft(folders: &Folders) -> PathBuf {
    folders.migrations.parent().unwrap_or(Path::new("")).join(DRAFT)
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Renames a folder to one that is not there, or holds nothing but hidden files, which move into it.
fn put(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(parent) = to.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        fs::create_dir_all(parent)?;
    }
    for entry in fs::read_dir(to).into_iter().flatten() {
        let entry = entry?;
        fs::rename(entry.path(), from.join(entry.file_name()))?;
    }
    fs::rename(from, to)
}
