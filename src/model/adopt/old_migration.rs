//! A migration as another tool has it.

/// A file of the old project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OldFile {
    /// Relative to the folder that was read, with `/` between its parts.
    pub(crate) path: String,
    /// Without a leading byte order mark; `None` where it is no UTF-8, or nobody needs what it holds.
    pub(crate) text: Option<String>,
}

impl OldFile {
    /// Behind the last `/`.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The name of the folder that holds it; empty at the top.
    pub(crate) fn folder(&self) -> &str {
        let parent = self.path.rsplit_once('/').map_or("", |(parent, _)| parent);
        parent.rsplit('/').next().unwrap_or(parent)
    }

    /// Behind the last dot of its name; empty without one.
    pub(crate) fn extension(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// What it holds; nothing where that cannot be read.
    pub(crate) fn content(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }
}

/// One of a migration's two scripts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum OldScript {
    /// Its SQL, as the tool would send it; may be empty.
    Sql(String),
    /// The tool has none of it.
    Absent,
    /// A program, which only the tool can run; its file.
    Code(String),
    /// The file is no UTF-8.
    Unreadable(String),
}

impl OldScript {
    /// The script that a file is: its whole text.
    pub(super) fn of(file: &OldFile) -> Self {
        match &file.text {
            Some(text) => Self::Sql(text.clone()),
            None => Self::Unreadable(file.path.clone()),
        }
    }
}

/// A migration of the old project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OldMigration {
    /// As the tool writes it.
    pub(crate) version: String,
    /// What is left of its name without version, direction and extension.
    pub(crate) name: String,
    /// What stands for it in the tool's table; see [`super::old_history`].
    pub(crate) key: String,
    /// The file of its up script.
    pub(crate) file: String,
    pub(crate) up: OldScript,
    pub(crate) down: OldScript,
    /// Whether the tool runs the up script in one transaction.
    pub(crate) up_in_transaction: bool,
    pub(crate) down_in_transaction: bool,
}

impl OldMigration {
    /// One whose key is its version, and whose scripts run in transactions.
    pub(super) fn new(version: &str, name: &str, file: &str, up: OldScript) -> Self {
        Self {
            version: version.to_owned(),
            name: name.to_owned(),
            key: version.to_owned(),
            file: file.to_owned(),
            up,
            down: OldScript::Absent,
            up_in_transaction: true,
            down_in_transaction: true,
        }
    }
}

/// Everything that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct OldProject {
    /// In the order in which the tool runs them.
    pub(crate) migrations: Vec<OldMigration>,
    pub(crate) passed_over: Vec<PassedOverFile>,
}

/// A file that is no migration here, although the tool has a use for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PassedOverFile {
    pub(crate) file: String,
    /// Completes "is not adopted: ..".
    pub(crate) why: &'static str,
}

impl OldProject {
    /// Takes note of a file that is not adopted.
    pub(super) fn pass_over(&mut self, file: &OldFile, why: &'static str) {
        self.passed_over.push(PassedOverFile { file: file.path.clone(), why });
    }
}
