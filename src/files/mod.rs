//! Script files: discovery, reading, and writing a new pair, a page or an export; profiles; projects of other tools. The only room that reads directories.

mod adopted_pairs;
mod beginning;
mod depth;
mod discover;
mod embedded;
mod export;
mod folder;
mod git;
mod old_project;
mod output_file;
mod pair;
mod profile;
mod renumber;
mod script;
mod stored_locks;
mod write;

pub(crate) use adopted_pairs::{finish_adoption, read_map, takes_pairs, write_adopted};
pub(crate) use beginning::{begin_project, look_around, project_there, wanted_files};
pub(crate) use depth::Depth;
pub(crate) use discover::{discover, highest_version, script_files};
pub(crate) use export::ExportFolder;
pub(crate) use git::{changed_since, commit};
pub(crate) use old_project::{names_beside, read_old_files};
pub(crate) use output_file::{compare_page, read_page, write_page};
pub(crate) use profile::{has_profile, read_profile};
pub(crate) use renumber::{named_pairs, renumber};
pub(crate) use script::{read_ground, script_of_text};
pub(crate) use stored_locks::{read_stored_locks, write_stored_locks};
pub(crate) use write::{Template, create_pair, pair_paths, write_pair};
