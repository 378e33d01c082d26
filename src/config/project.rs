//! Where the project is: named, here, or in a parent folder of the same repository.

use std::path::{Path, PathBuf};

use super::Environment;
use super::environment::is_there;
use super::ownership::{is_of, is_open_to_all};
use crate::cli::ProjectArgs;
use crate::model::outcome::failure::ConfigProblem;

/// The name that is looked for.
const FILE: &str = "migrate.toml";

/// What makes a folder the project's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// A configuration file. Paths in it are relative to its folder.
    File {
        file: PathBuf,
        /// Not named and not here, but found above.
        is_above: bool,
    },
    /// No file, but a folder that was named, or that has `migrations` beside `rollbacks`.
    Folder(PathBuf),
    /// Neither.
    Nowhere {
        /// The folders that were looked in, this one first.
        searched: Vec<PathBuf>,
        /// Whether there is a folder `migrations` all the same.
        has_migrations: bool,
    },
}

/// Finds it. What somebody named counts, whoever it belongs to: naming it is how one says so. Otherwise the file is
/// looked for here and in the parents up to the folder that holds `.git`, and has to belong to the user or to root.
pub(super) fn find(args: &ProjectArgs, environment: &Environment) -> Result<Place, ConfigProblem> {
    let named = args.config.clone().or_else(|| environment.get("MIGRATE_CONFIG").map(PathBuf::from));
    if let Some(file) = named {
        return Ok(Place::File { file, is_above: false });
    }
    if let Some(folder) = &args.dir {
        let file = folder.join(FILE);
        return Ok(if is_there(&file)? {
            Place::File { file, is_above: false }
        } else {
            Place::Folder(folder.clone())
        });
    }
    let owners = environment.owners();
    let searched: Vec<PathBuf> = (0..=height(environment)).map(above).collect();
    for (steps, folder) in searched.iter().enumerate() {
        let file = folder.join(FILE);
        if is_there(&file)? {
            owners.check(&file)?;
            return Ok(Place::File { file, is_above: steps > 0 });
        }
    }
    let [migrations, rollbacks] = ["migrations", "rollbacks"].map(PathBuf::from);
    if migrations.is_dir() && rollbacks.is_dir() {
        owners.check(&migrations)?;
        owners.check(&rollbacks)?;
        return Ok(Place::Folder(PathBuf::new()));
    }
    let here = environment.current_dir();
    Ok(Place::Nowhere {
        searched: here.ancestors().take(searched.len()).map(Path::to_owned).collect(),
        has_migrations: migrations.is_dir(),
    })
}

/// How many folders up the repository begins. One that anybody could lay there, as in `/tmp`, does not count.
///
/// Without one, as in an unpacked release, the parents count that are the user's own and that nobody else can write to,
/// below the home folder: a file in `/tmp`, in `/srv` or in the home folder is not the project's of whatever lies below.
fn height(environment: &Environment) -> usize {
    let owners = environment.owners();
    let holds_git = |folder: &Path| {
        let git = folder.join(".git");
        git.exists() && (!is_open_to_all(folder) || owners.check(&git).is_ok())
    };
    environment.current_dir().ancestors().position(holds_git).unwrap_or_else(|| {
        let home = environment.home().and_then(|home| home.canonicalize().ok());
        let is_own = |folder: &&Path| {
            home.as_deref() != Some(*folder)
                && is_of(folder, environment.user_id())
                && !is_open_to_all(folder)
        };
        environment.current_dir().ancestors().skip(1).take_while(is_own).count()
    })
}

/// The folder a number of steps up, as a person would write it.
fn above(steps: usize) -> PathBuf {
    std::iter::repeat_n("..", steps).collect()
}
