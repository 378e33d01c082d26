//! Which scripts: the folders of `--dir` or `migrate.toml`, or the ones compiled into the binary.

use std::path::{Path, PathBuf};

use super::Environment;
use super::file::{FoundFile, Scripts};
use crate::cli::ProjectArgs;
use crate::model::migration::project::{Folders, Source};
use crate::model::outcome::failure::ConfigProblem;

/// Decides. A `migrations` folder that lies here while nothing says to use it is refused: running
/// the embedded scripts in somebody's own project would be a bad surprise.
pub(super) fn source(
    args: &ProjectArgs,
    file: Option<&FoundFile>,
    environment: &Environment,
) -> Result<Source, ConfigProblem> {
    if args.embedded {
        return Ok(Source::Embedded);
    }
    let named = file.and_then(|file| Some((file.folder.clone(), file.content.scripts.clone()?)));
    match (&args.dir, named) {
        (Some(dir), Some((_, scripts))) => Ok(folders(dir, &scripts)),
        (Some(dir), None) => Ok(folders(dir, &Scripts::default())),
        (None, Some((folder, scripts))) => Ok(folders(&folder, &scripts)),
        (None, None) if environment.current_dir().join("migrations").is_dir() => {
            Err(ConfigProblem::ScriptsNotChosen)
        }
        (None, None) => Ok(Source::Embedded),
    }
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
