//! Which text takes a migration back: the file, or what the journal kept when it was applied.

use super::checksum::Sha256Hex;
use super::history::Applied;
use super::pair::{MigrationId, Pair};
use super::text;
use crate::model::outcome::failure::Refusal;
use crate::model::outcome::step::Origin;

/// What the person asked for with `--use`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Preference {
    /// The file; the journal where the file is gone; a refusal where the two differ.
    Agreeing,
    File,
    Journal,
}

/// Chooses. A file of the same version under another name is another migration's rollback and does
/// not count.
pub(crate) fn choose(
    entry: &Applied,
    pair: Option<&Pair>,
    preference: Preference,
) -> Result<Origin, Refusal> {
    let pair = pair.filter(|pair| pair.id.name == entry.id.name);
    let id = || entry.id.clone();
    match (preference, pair, &entry.journal) {
        (Preference::Journal, _, None) => Err(Refusal::NotInJournal { id: id() }),
        (Preference::Journal, _, Some(_)) | (Preference::Agreeing, None, Some(_)) => Ok(Origin::Journal),
        (Preference::File | Preference::Agreeing, None, _) => Err(Refusal::NoRollback { id: id() }),
        (Preference::Agreeing, Some(pair), Some(journal)) if pair.down.sha256 != journal.down_sha256 => {
            Err(Refusal::RollbackDiffers {
                id: id(),
                file: pair.down.file.clone(),
                file_sha256: pair.down.sha256.short().to_owned(),
                journal_sha256: journal.down_sha256.short().to_owned(),
            })
        }
        (Preference::File | Preference::Agreeing, Some(_), _) => Ok(Origin::File),
    }
}

/// Whether a rollback that the journal kept may be run: nobody else can have written it, and it is the one that was
/// noted. `writers` are the roles that may write to the journal and that nobody trusts.
pub(crate) fn check_kept(
    id: &MigrationId,
    sql: &str,
    noted: &Sha256Hex,
    writers: &[String],
) -> Result<(), Refusal> {
    if !writers.is_empty() {
        return Err(Refusal::KeptRollbackWritable { id: id.clone(), roles: writers.to_vec() });
    }
    if text::hash(sql) != *noted {
        return Err(Refusal::KeptRollbackAltered { id: id.clone() });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::migration::history::JournalRecord;
    use crate::model::migration::pair::fixtures::pair;

    fn applied(pair: &Pair, kept: Option<&str>) -> Applied {
        let journal = kept.map(|rollback| JournalRecord {
            up_sha256: pair.up.sha256.clone(),
            down_sha256: Sha256Hex::of(rollback),
            duration_ms: 1.0,
            role: "r".to_owned(),
        });
        Applied { id: pair.id.clone(), applied_on: None, checksum: None, journal }
    }

    #[test]
    fn the_file_is_used_while_it_agrees_and_the_journal_when_it_is_gone() {
        let pair = pair(1, "x");
        let same = applied(&pair, Some("SELECT 'down'"));
        let unknown = applied(&pair, None);
        let go = |entry, pair, preference| choose(entry, pair, preference).ok();
        assert_eq!(go(&same, Some(&pair), Preference::Agreeing), Some(Origin::File));
        assert_eq!(go(&same, None, Preference::Agreeing), Some(Origin::Journal));
        assert_eq!(go(&same, Some(&pair), Preference::Journal), Some(Origin::Journal));
        assert_eq!(go(&unknown, Some(&pair), Preference::Agreeing), Some(Origin::File));
        assert_eq!(go(&unknown, None, Preference::Agreeing), None);
        assert_eq!(go(&unknown, Some(&pair), Preference::Journal), None);
        assert_eq!(go(&same, None, Preference::File), None);
    }

    #[test]
    fn a_file_that_differs_needs_a_decision() {
        let pair = pair(1, "x");
        let applied_otherwise = applied(&pair, Some("something else"));
        assert!(matches!(
            choose(&applied_otherwise, Some(&pair), Preference::Agreeing),
            Err(Refusal::RollbackDiffers { .. })
        ));
        assert_eq!(choose(&applied_otherwise, Some(&pair), Preference::File).ok(), Some(Origin::File));
        assert_eq!(choose(&applied_otherwise, Some(&pair), Preference::Journal).ok(), Some(Origin::Journal));
    }

    #[test]
    fn a_file_of_another_name_is_no_rollback_of_this_migration() {
        let pair = pair(1, "x");
        let mut entry = applied(&pair, Some("SELECT 'down'"));
        entry.id.name = "other".to_owned();
        assert_eq!(choose(&entry, Some(&pair), Preference::Agreeing).ok(), Some(Origin::Journal));
    }

    #[test]
    fn a_kept_rollback_is_run_as_it_was_noted_and_where_nobody_else_writes() {
        let id = pair(1, "x").id;
        let checked = |sql, writers: &[String]| check_kept(&id, sql, &Sha256Hex::of("SELECT 1"), writers);
        assert!(checked("SELECT 1", &[]).is_ok());
        assert!(matches!(checked("SELECT 2", &[]), Err(Refusal::KeptRollbackAltered { .. })));
        let writers = ["app".to_owned()];
        assert!(matches!(checked("SELECT 1", &writers), Err(Refusal::KeptRollbackWritable { .. })));
    }
}
