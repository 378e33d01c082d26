//! The process's surroundings, read once: nobody else asks for an environment variable.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use super::ownership::Owners;
use crate::model::outcome::failure::ConfigProblem;

/// What was found at the start.
#[derive(Clone)]
pub(crate) struct Environment {
    variables: HashMap<String, Variable>,
    current_dir: PathBuf,
    user_id: u32,
}

/// A variable, and who set it.
#[derive(Clone)]
struct Variable {
    value: String,
    /// The `.env` that it is from; `None` where the person who calls has set it.
    file: Option<PathBuf>,
}

impl Environment {
    /// Reads the environment and `.env` of the current folder, which fills what is not set. A `.env` of another user is
    /// refused, unless the person `named` this folder.
    /// Variables that are not UTF-8 count as not set.
    pub(crate) fn read(named: &[PathBuf]) -> Result<Self, ConfigProblem> {
        let variables = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .map(|(name, value)| (name, Variable { value, file: None }))
            .collect();
        let current_dir = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
        let mut environment = Self { variables, current_dir, user_id: rustix::process::geteuid().as_raw() };
        let here = environment.current_dir.canonicalize().ok();
        let is_named = here.is_some() && named.iter().any(|folder| folder.canonicalize().ok() == here);
        environment.read_dot_env(Path::new(""), is_named)?;
        Ok(environment)
    }

    /// The same, with what is in the `.env` of another folder and set nowhere else.
    pub(super) fn with_dot_env_of(&self, folder: &Path) -> Result<Self, ConfigProblem> {
        let mut environment = self.clone();
        environment.read_dot_env(folder, false)?;
        Ok(environment)
    }

    fn read_dot_env(&mut self, folder: &Path, is_named: bool) -> Result<(), ConfigProblem> {
        let file = folder.join(".env");
        if !self.current_dir.join(&file).is_file() {
            return Ok(());
        }
        if !is_named {
            self.owners().check(&file)?;
        }
        // The parser's own message quotes the line, and the line may hold a password.
        let problem = |error: &dotenvy::Error| ConfigProblem::DotEnv {
            file: file.clone(),
            why: match error {
                dotenvy::Error::Io(error) => error.to_string(),
                _ => "a line is not `NAME=value`".to_owned(),
            },
        };
        for entry in dotenvy::from_path_iter(self.current_dir.join(&file)).map_err(|error| problem(&error))? {
            let (name, value) = entry.map_err(|error| problem(&error))?;
            self.variables.entry(name).or_insert(Variable { value, file: Some(file.clone()) });
        }
        Ok(())
    }

    /// A variable; an empty one counts as not set.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(|variable| variable.value.as_str()).filter(|value| !value.is_empty())
    }

    /// The same, if it is not from a `.env`.
    pub(super) fn own(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|_| self.file_of(name).is_none())
    }

    /// The `.env` that a variable is from.
    pub(super) fn file_of(&self, name: &str) -> Option<&Path> {
        self.variables.get(name)?.file.as_deref()
    }

    /// What the person who calls has set, without what is in a `.env`.
    pub(super) fn without_files(&self) -> Self {
        let mut environment = self.clone();
        environment.variables.retain(|_, variable| variable.file.is_none());
        environment
    }

    /// The folder that the command was called in.
    pub(super) fn current_dir(&self) -> &Path {
        &self.current_dir
    }

    /// The user's home folder.
    pub(super) fn home(&self) -> Option<&Path> {
        self.own("HOME").map(Path::new).filter(|home| home.is_absolute())
    }

    /// The effective user id.
    pub(super) fn user_id(&self) -> u32 {
        self.user_id
    }

    /// Whose files may say what this program does.
    pub(super) fn owners(&self) -> Owners {
        // As git does it: who calls through sudo works in folders of their own.
        let behind_sudo = if self.user_id == 0 { self.own("SUDO_UID") } else { None };
        Owners::new(self.user_id, behind_sudo.and_then(|user| user.parse().ok()))
    }
}

/// Whether a path leads to something. A link to nothing does.
pub(super) fn is_there(path: &Path) -> Result<bool, ConfigProblem> {
    match path.symlink_metadata() {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(ConfigProblem::Unreadable { file: path.to_owned(), why: error.to_string() }),
    }
}
