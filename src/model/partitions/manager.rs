//! Who else looks after a table: `pg_partman`, which keeps its tables in `part_config`.

/// Who makes the partitions of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Manager {
    /// Nobody but this program and people.
    #[default]
    Nobody,
    Partman(Partman),
    /// `pg_partman` is there, and the role may not read what it manages.
    Hidden {
        schema: String,
    },
}

/// What `pg_partman` knows about a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Partman {
    /// The schema of the extension.
    pub(crate) schema: String,
    /// How many partitions it makes ahead.
    pub(crate) premake: u32,
    /// How long it keeps them, as an interval of the server.
    pub(crate) retention: Option<String>,
}
