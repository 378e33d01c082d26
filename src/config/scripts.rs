//! Which scripts: those of the project, or, where somebody says so, the ones compiled into the binary.

use std::path::{Path, PathBuf};

use super::file::{ConfigFile, Scripts, Versions};
use super::project::Place;
use crate::cli::ProjectArgs;
use crate::model::migration::numbering::Numbering;
use crate::model::migration::project::{Folders, Source};
use crate::model::outcome::failure::ConfigProblem;

/// Set to `default` when the binary is built, by those who compile in scripts of their own: such a binary runs its own
/// scripts wherever there is no project.
const BUILT_WITH: Option<&str> = option_env!("MIGRATE_EMBEDDED");

/// Decides. The embedded scripts are for those who ask for them: in a folder that was meant to be another one they would
/// make a schema that nobody wants.
pub(super) fn source(
    args: &ProjectArgs,
    place: &Place,
    file: Option<&ConfigFile>,
) -> Result<Source, ConfigProblem> {
    choose(args, place, file, BUILT_WITH == Some("default"))
}

/// Where the scripts of a project will be that begins in this folder.
pub(super) fn beginning(folder: &Path) -> Source {
    folders(folder, &Scripts::default())
}

/// How new migrations are counted, where somebody said so.
pub(super) fn numbering(config: &ConfigFile) -> Option<Numbering> {
    config.scripts.as_ref()?.versions.map(|versions| match versions {
        Versions::Sequence => Numbering::Sequence,
        Versions::Timestamp => Numbering::Timestamp,
    })
}

fn choose(
    args: &ProjectArgs,
    place: &Place,
    file: Option<&ConfigFile>,
    runs_its_own: bool,
) -> Result<Source, ConfigProblem> {
    if args.embedded {
        return Ok(Source::Embedded);
    }
    let written = file.and_then(|file| file.scripts.clone());
    let scripts = written.clone().unwrap_or_default();
    match place {
        _ if args.dir.is_some() => Ok(folders(args.dir.as_deref().unwrap_or(Path::new("")), &scripts)),
        Place::Folder(folder) => Ok(folders(folder, &scripts)),
        Place::File { .. } if written.is_none() && runs_its_own => Ok(Source::Embedded),
        Place::File { file, is_above } => {
            let chosen = folders(file.parent().unwrap_or(Path::new("")), &scripts);
            match is_above.then(|| other_pair(&chosen)).flatten() {
                Some(folder) => Err(ConfigProblem::ScriptsNotChosen { folder, file: Some(file.clone()) }),
                None => Ok(chosen),
            }
        }
        Place::Nowhere { has_migrations: true, .. } => {
            Err(ConfigProblem::ScriptsNotChosen { folder: "migrations".into(), file: None })
        }
        Place::Nowhere { .. } if runs_its_own => Ok(Source::Embedded),
        Place::Nowhere { searched, .. } => Err(ConfigProblem::NoProject { searched: searched.clone() }),
    }
}

/// A pair of folders here that is not the one of a file above: another project in the same repository, most likely.
fn other_pair(chosen: &Source) -> Option<PathBuf> {
    let Source::Directory(chosen) = chosen else { return None };
    let [migrations, rollbacks] = ["migrations", "rollbacks"].map(Path::new);
    let is_other = |here: &Path, there: &Path| here.canonicalize().ok() != there.canonicalize().ok();
    (migrations.is_dir() && rollbacks.is_dir() && is_other(migrations, &chosen.migrations))
        .then(|| migrations.to_owned())
}

fn folders(root: &Path, scripts: &Scripts) -> Source {
    let root = if root.as_os_str().is_empty() { PathBuf::from(".") } else { root.to_owned() };
    // Shown without a leading `./`: as a person would write it, and as GitHub wants it.
    let join = |folder: &Path| if root == Path::new(".") { folder.to_owned() } else { root.join(folder) };
    Source::Directory(Folders {
        migrations: join(&scripts.migrations),
        rollbacks: join(&scripts.rollbacks),
        root,
    })
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::Cli;

    fn chosen(
        line: &str,
        place: &Place,
        toml: Option<&str>,
        runs_its_own: bool,
    ) -> Result<String, ConfigProblem> {
        let cli = Cli::try_parse_from(line.split(' ')).unwrap();
        let file: Option<ConfigFile> = toml.map(|text| toml::from_str(text).unwrap());
        let source = choose(&cli.project, place, file.as_ref(), runs_its_own)?;
        Ok(match source {
            Source::Embedded => "embedded".to_owned(),
            Source::Directory(folders) => folders.migrations.display().to_string(),
        })
    }

    #[test]
    fn embedded_scripts_run_where_somebody_says_so() {
        let lost = |has_migrations| Place::Nowhere { searched: vec!["/elsewhere".into()], has_migrations };
        let (nowhere, half) = (lost(false), lost(true));
        let file = |file: &str| Place::File { file: file.into(), is_above: false };
        for (line, place, toml, usual, built_for_it) in [
            ("migrate up", &nowhere, None, None, Some("embedded")),
            ("migrate up --embedded", &nowhere, None, Some("embedded"), Some("embedded")),
            ("migrate up", &half, None, None, None),
            ("migrate up", &file("migrate.toml"), Some(""), Some("migrations"), Some("embedded")),
            (
                "migrate up",
                &file("../migrate.toml"),
                Some("[scripts]"),
                Some("../migrations"),
                Some("../migrations"),
            ),
            (
                "migrate up --embedded",
                &file("a/migrate.toml"),
                Some("[scripts]"),
                Some("embedded"),
                Some("embedded"),
            ),
            ("migrate up", &Place::Folder(PathBuf::new()), None, Some("migrations"), Some("migrations")),
            (
                "migrate up --dir x",
                &Place::Folder("x".into()),
                None,
                Some("x/migrations"),
                Some("x/migrations"),
            ),
        ] {
            for (runs_its_own, expected) in [(false, usual), (true, built_for_it)] {
                let chosen = chosen(line, place, toml, runs_its_own).ok();
                assert_eq!(chosen.as_deref(), expected, "{line} {place:?} {toml:?} {runs_its_own}");
            }
        }
    }
}
