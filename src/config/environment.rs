//! The process's surroundings, read once: nobody else asks for an environment variable.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::model::outcome::failure::ConfigProblem;

/// What was found at the start.
pub(crate) struct Environment {
    variables: HashMap<String, String>,
    current_dir: PathBuf,
    user_id: u32,
}

impl Environment {
    /// Reads the environment and `.env` of the current folder, which fills what is not set.
    /// Variables that are not UTF-8 count as not set.
    pub(crate) fn read() -> Result<Self, ConfigProblem> {
        let variables = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect();
        let current_dir = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
        let mut environment = Self { variables, current_dir, user_id: rustix::process::geteuid().as_raw() };
        environment.read_dot_env()?;
        Ok(environment)
    }

    fn read_dot_env(&mut self) -> Result<(), ConfigProblem> {
        let file = self.current_dir.join(".env");
        if !file.is_file() {
            return Ok(());
        }
        // The parser's own message quotes the line, and the line may hold a password.
        let problem = |error: &dotenvy::Error| ConfigProblem::DotEnv {
            file: file.clone(),
            why: match error {
                dotenvy::Error::Io(error) => error.to_string(),
                _ => "a line is not `NAME=value`".to_owned(),
            },
        };
        for entry in dotenvy::from_path_iter(&file).map_err(|error| problem(&error))? {
            let (name, value) = entry.map_err(|error| problem(&error))?;
            self.variables.entry(name).or_insert(value);
        }
        Ok(())
    }

    /// A variable; an empty one counts as not set.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The folder that the command was called in.
    pub(super) fn current_dir(&self) -> &Path {
        &self.current_dir
    }

    /// The user's home folder.
    pub(super) fn home(&self) -> Option<&Path> {
        self.get("HOME").map(Path::new).filter(|home| home.is_absolute())
    }

    /// The effective user id.
    pub(super) fn user_id(&self) -> u32 {
        self.user_id
    }
}
