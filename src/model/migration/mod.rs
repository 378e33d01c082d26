//! Migrations: pairs of scripts, their names and directives, the applied history, and the plan between both.

pub(crate) mod bookkeeping;
pub(crate) mod bookkeeping_problem;
pub(crate) mod checksum;
pub(crate) mod directive;
pub(crate) mod existing;
pub(crate) mod file_problem;
pub(crate) mod foreign_sections;
pub(crate) mod ground;
pub(crate) mod history;
pub(crate) mod numbering;
pub(crate) mod pair;
pub(crate) mod plan;
pub(crate) mod progress;
pub(crate) mod project;
pub(crate) mod renaming;
pub(crate) mod renaming_problem;
pub(crate) mod renumbering;
pub(crate) mod rollback;
pub(crate) mod script_check;
pub(crate) mod script_name;
pub(crate) mod script_text;
pub(crate) mod search_path;
pub(crate) mod statement_check;
pub(crate) mod status;
pub(crate) mod text;
pub(crate) mod version;
