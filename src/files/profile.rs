//! Profiles of `migrate seed`: the project's own, a file, or one of those in the binary; with what they extend
//! and the file of hand-made values.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::{Component, Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::model::migration::project::Source;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::seed::refusal::SeedRefusal;
use crate::model::seed::request::{NamedText, ProfileText};

static PROFILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/fixtures/profiles");
const EDGE_CASES: &str = include_str!("../../fixtures/edge_cases.csv");

/// Where the profiles of a project are, and where they would be among the embedded ones.
const FOLDER: &str = "fixtures/profiles";

/// Reads a profile and everything that belongs to it. `asked` is a path where it ends in `.toml`.
pub(crate) fn read_profile(source: &Source, profile_name: &str) -> Result<ProfileText, Failure> {
    let root = match source {
        Source::Directory(folders) => Some(folders.root.as_path()),
        Source::Embedded => None,
    };
    let first = if Path::new(profile_name).extension().is_some_and(|extension| extension == "toml") {
        ProfileLocation::Disk(PathBuf::from(profile_name))
    } else {
        named(root, profile_name)?
    };
    let mut profile =
        ProfileText { name: profile_name.to_owned(), files: Vec::new(), edge_cases: None, made: None };
    let mut seen = BTreeSet::new();
    let mut next = Some(first);
    while let Some(place) = next.take() {
        let text = place.read()?;
        if !seen.insert(place.to_string()) {
            return Err(bad(&place, "it extends itself".to_owned()));
        }
        let table: toml::Table =
            text.parse().map_err(|error: toml::de::Error| bad(&place, error.to_string()))?;
        let value = |key: &str| table.get(key).and_then(toml::Value::as_str);
        if let (None, Some(file)) = (&profile.edge_cases, value("edge_cases")) {
            let beside = place.resolve(file);
            profile.edge_cases = Some(NamedText { shown: beside.to_string(), text: beside.read()? });
        }
        next = value("extends").map(|file| place.resolve(file));
        profile.files.push(NamedText { shown: place.to_string(), text });
    }
    Ok(profile)
}

/// Whether a project has a profile of this name itself.
pub(crate) fn has_profile(source: &Source, name: &str) -> bool {
    match source {
        Source::Directory(folders) => folders.root.join(FOLDER).join(format!("{name}.toml")).is_file(),
        Source::Embedded => true,
    }
}

/// The project's profile of a name, or else the one that is compiled in.
fn named(root: Option<&Path>, name: &str) -> Result<ProfileLocation, Failure> {
    let file = format!("{name}.toml");
    let searched = root.map(|root| root.join(FOLDER));
    if let Some(path) = searched.as_ref().map(|folder| folder.join(&file)).filter(|path| path.is_file()) {
        return Ok(ProfileLocation::Disk(path));
    }
    if PROFILES.get_file(&file).is_some() {
        return Ok(ProfileLocation::Embedded(Path::new(FOLDER).join(file)));
    }
    let mut known: BTreeSet<String> = PROFILES.files().filter_map(|file| stem(file.path())).collect();
    if let Some(entries) = searched.as_ref().and_then(|folder| fs::read_dir(folder).ok()) {
        known.extend(entries.flatten().filter_map(|entry| stem(&entry.path())));
    }
    let known = known.into_iter().collect();
    Err(refused(SeedRefusal::NoSuchProfile { name: name.to_owned(), searched, known }))
}

fn stem(path: &Path) -> Option<String> {
    let is_profile = path.extension().is_some_and(|extension| extension == "toml");
    let stem = path.file_stem().filter(|_| is_profile)?;
    Some(stem.to_string_lossy().into_owned())
}

/// Where a file is.
enum ProfileLocation {
    Disk(PathBuf),
    /// In the binary, by its place in this repository.
    Embedded(PathBuf),
}

impl fmt::Display for ProfileLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Disk(path) => write!(f, "{}", path.strip_prefix("./").unwrap_or(path).display()),
            Self::Embedded(path) => write!(f, "{} (in this program)", path.display()),
        }
    }
}

impl ProfileLocation {
    /// What a file names: relative to its own folder.
    fn resolve(&self, file: &str) -> Self {
        match self {
            Self::Disk(path) => Self::Disk(without_detours(&path.with_file_name(file))),
            Self::Embedded(path) => Self::Embedded(without_detours(&path.with_file_name(file))),
        }
    }

    fn read(&self) -> Result<String, Failure> {
        let unreadable = |why: String| bad(self, why);
        match self {
            Self::Disk(path) => fs::read_to_string(path).map_err(|error| unreadable(error.to_string())),
            Self::Embedded(path) if path == Path::new("fixtures/edge_cases.csv") => Ok(EDGE_CASES.to_owned()),
            Self::Embedded(path) => path
                .strip_prefix(FOLDER)
                .ok()
                .and_then(|file| PROFILES.get_file(file)?.contents_utf8())
                .map(ToOwned::to_owned)
                .ok_or_else(|| unreadable("this program does not contain it".to_owned())),
        }
    }
}

/// The same path without `..` where the folder before it is named.
fn without_detours(path: &Path) -> PathBuf {
    let mut short = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir if short.file_name().is_some() => drop(short.pop()),
            component => short.push(component),
        }
    }
    short
}

fn bad(place: &ProfileLocation, why: String) -> Failure {
    refused(SeedRefusal::BadProfile { file: place.to_string(), why })
}

fn refused(why: SeedRefusal) -> Failure {
    Failure::Refused(Refusal::Seed(why))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(root: &Path, name: &str) -> Result<ProfileText, Failure> {
        read_profile(
            &Source::Directory(crate::model::migration::project::Folders {
                root: root.to_owned(),
                migrations: root.to_owned(),
                rollbacks: root.to_owned(),
            }),
            name,
        )
    }

    #[test]
    fn a_profile_brings_what_it_extends_and_its_values() {
        let folder = tempfile::tempdir().unwrap();
        let profiles = folder.path().join(FOLDER);
        fs::create_dir_all(&profiles).unwrap();
        let write = |name: &str, text: &str| fs::write(profiles.join(name), text).unwrap();
        write("big.toml", "edge_cases = \"../values.csv\"\n");
        write("small.toml", "extends = \"big.toml\"\n");
        write("round.toml", "extends = \"round.toml\"\n");
        fs::write(folder.path().join("fixtures/values.csv"), "a,b").unwrap();
        let small = read(folder.path(), "small").unwrap();
        assert_eq!(small.files.len(), 2);
        let values = small.edge_cases.unwrap();
        assert_eq!(values.text, "a,b");
        assert!(values.shown.ends_with("fixtures/values.csv"), "{}", values.shown);
        let path = profiles.join("small.toml").display().to_string();
        assert_eq!(read(folder.path(), &path).unwrap().files, small.files);
        let Err(Failure::Refused(Refusal::Seed(SeedRefusal::BadProfile { why, .. }))) =
            read(folder.path(), "round")
        else {
            panic!()
        };
        assert_eq!(why, "it extends itself");
    }

    #[test]
    fn every_embedded_profile_finds_its_files_and_an_unknown_one_lists_the_known() {
        for file in PROFILES.files() {
            let name = stem(file.path()).unwrap();
            read_profile(&Source::Embedded, &name).unwrap();
        }
        let Err(Failure::Refused(Refusal::Seed(SeedRefusal::NoSuchProfile { known, .. }))) =
            read_profile(&Source::Embedded, "huge")
        else {
            panic!()
        };
        assert!(known.contains(&"smoke".to_owned()));
    }
}
