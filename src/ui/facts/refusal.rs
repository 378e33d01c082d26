//! Requests that are understood and not carried out.

use super::{Facts, path, paths, seed, text, unknown_rule};
use crate::model::adopt::refusal::AdoptRefusal;
use crate::model::baseline::BaselineRefusal;
use crate::model::init::InitRefusal;
use crate::model::migration::renaming_problem::RenamingProblem;
use crate::model::migration::renumbering::RenumberingProblem;
use crate::model::migration::version::Version;
use crate::model::outcome::failure::Refusal as R;
use crate::model::roundtrip::refusal::RoundtripRefusal;
use crate::model::verify::refusal::VerifyRefusal;

pub(super) fn facts(refusal: &R) -> Facts {
    let none = Facts::default();
    match refusal {
        R::NoSuchMigration { version, newest } => {
            Facts { newest: newest.map(Version::number), ..Facts::of_version(*version) }
        }
        R::NotApplied { version } => Facts::of_version(*version),
        R::NeedsYes { steps } => Facts { steps: Some(*steps), ..none },
        R::Protected { environment, database } => {
            Facts { environment: text(environment), database: text(database), ..none }
        }
        R::WrongName { given, database } => Facts { given: text(given), database: text(database), ..none },
        R::Irreversible { id, reason, .. } => Facts { reason: text(reason), ..Facts::of(id) },
        R::RollbackDiffers { id, file_sha256, journal_sha256, .. } => {
            Facts { expected: text(journal_sha256), actual: text(file_sha256), ..Facts::of(id) }
        }
        R::KeptRollbackWritable { id, roles } => Facts { known: Some(roles.clone()), ..Facts::of(id) },
        R::NoRollback { id }
        | R::NotInJournal { id }
        | R::NoFileToRedo { id }
        | R::KeptRollbackAltered { id } => Facts::of(id),
        R::BadName { given } => Facts { given: text(given), ..none },
        R::ExecutedStatementEdited { id, statement, .. } => {
            Facts { statement: Some(*statement), ..Facts::of(id) }
        }
        R::NothingToRepair { version, what } => Facts { reason: text(*what), ..Facts::of_version(*version) },
        R::NoArchive { schema } => Facts { schemas: Some(vec![schema.clone()]), ..none },
        R::Verify(why) => match why {
            VerifyRefusal::NoSuchRule(unknown) => unknown_rule(unknown),
            VerifyRefusal::NoTenant => none,
            VerifyRefusal::TenantExpression { expression, .. } => Facts { given: text(expression), ..none },
        },
        R::NoSuchSchema { unknown, existing } => {
            Facts { schemas: Some(unknown.clone()), known: Some(existing.clone()), ..none }
        }
        R::NoSuchDocument { requested, known } => {
            Facts { given: text(requested), known: Some(known.clone()), ..none }
        }
        R::Seed(why) => seed::facts(why),
        R::Adopt(why) => adopt(why),
        R::Roundtrip(why) => roundtrip(why),
        R::Renaming(why) => renaming(why),
        R::Renumbering(why) => renumbering(why),
        R::Baseline(why) => baseline(why),
        R::Init(InitRefusal::ProjectThere { file }) => Facts { file: text(file), ..none },
        R::Init(InitRefusal::NeedsYes { files }) => Facts { files: Some(files.clone()), ..none },
        R::Declined | R::PlanChanged | R::NowhereToWrite | R::NothingToCompare => none,
        R::NoThrowaway { why, .. } => Facts { reason: text(*why), ..none },
    }
}

fn renaming(why: &RenamingProblem) -> Facts {
    match why {
        RenamingProblem::SameName { id }
        | RenamingProblem::NotApplied { id }
        | RenamingProblem::NoFile { applied: id } => Facts::of(id),
        RenamingProblem::TextDiffers { applied, id, file } => {
            Facts { expected: text(applied.to_string()), file: text(file), ..Facts::of(id) }
        }
        RenamingProblem::SeveralFiles { applied, files } => {
            Facts { files: Some(files.clone()), ..Facts::of(applied) }
        }
        RenamingProblem::SeveralApplied { id, applied } => {
            Facts { applied: Some(applied.iter().map(Into::into).collect()), ..Facts::of(id) }
        }
    }
}

fn renumbering(why: &RenumberingProblem) -> Facts {
    match why {
        RenumberingProblem::NoSuchScript { requested } => {
            Facts { given: text(requested), ..Facts::default() }
        }
        RenumberingProblem::Several { version, files } => {
            Facts { files: Some(files.clone()), ..Facts::of_version(*version) }
        }
        RenumberingProblem::Applied { id } => Facts::of(id),
        RenumberingProblem::NoneLeft { version } => Facts::of_version(*version),
    }
}

fn baseline(why: &BaselineRefusal) -> Facts {
    let none = Facts::default();
    match why {
        BaselineRefusal::HasHistory { newest } => Facts { newest: Some(newest.number()), ..none },
        BaselineRefusal::OtherTool(tools) => {
            let tables = tools.iter().map(|tool| tool.table.clone()).collect();
            let known = tools.iter().map(|tool| tool.tool.to_owned()).collect();
            Facts { tables: Some(tables), known: Some(known), ..none }
        }
        BaselineRefusal::HasScripts { file } => Facts { file: text(file), ..none },
        BaselineRefusal::NoDump { server, searched, newest } => {
            Facts { expected: text(server), actual: newest.clone(), searched: paths(searched), ..none }
        }
        BaselineRefusal::DumpFailed { program, why } => {
            Facts { target_file: path(program), log: text(why), ..none }
        }
        BaselineRefusal::NoSuchTable { table } => Facts::of_table(table),
        BaselineRefusal::Nothing { database } => Facts { database: text(database), ..none },
    }
}

fn adopt(why: &AdoptRefusal) -> Facts {
    use AdoptRefusal as A;
    let none = Facts::default();
    match why {
        A::NothingToAdopt { searched, .. } => Facts { searched: Some(searched.clone()), ..none },
        A::SeveralTools { folder, tools } => Facts {
            folder: text(folder),
            known: Some(tools.iter().map(|tool| tool.as_str().to_owned()).collect()),
            ..none
        },
        A::SourceIsTarget { folder, .. } | A::TargetTaken { folder } => {
            Facts { folder: text(folder), ..none }
        }
        A::BadMap { file, why } => Facts { file: text(file), reason: text(why), ..none },
        A::NotUtf8 { file } => Facts { file: text(file), ..none },
        A::NoHistoryTable { table, .. } => Facts { table: text(table), ..none },
        A::SeveralTables { tables } => Facts { tables: Some(tables.clone()), ..none },
        A::Failed { versions, .. } => Facts { known: Some(versions.clone()), ..none },
        A::NoSuchVersion { version } => Facts { given: text(version), ..none },
        A::HistoryNotEmpty { applied } => Facts { count: Some(*applied), ..none },
        A::OriginalFails { message, .. } => Facts { reason: text(message), ..none },
        A::SchemasDiffer { objects } => Facts { differences: Some(objects.clone()), ..none },
        A::BadPattern | A::NeedsYes => none,
    }
}

fn roundtrip(why: &RoundtripRefusal) -> Facts {
    let none = Facts::default();
    match why {
        RoundtripRefusal::NoCreateDb { role } => Facts { role: text(role), ..none },
        RoundtripRefusal::RowSecurity(hidden) => {
            Facts { role: text(&hidden.role), tables: Some(hidden.tables.clone()), ..none }
        }
        RoundtripRefusal::NoSuchVersion { version } => Facts::of_version(*version),
        RoundtripRefusal::NoGit { why } => Facts { reason: text(why), ..none },
        RoundtripRefusal::ReachesOut(reaching) => {
            Facts { statements_beyond: Some(reaching.iter().map(Into::into).collect()), ..none }
        }
        RoundtripRefusal::SharedObjects { id, direction, changes, .. } => Facts {
            direction: Some(direction.as_str()),
            shared_objects: Some(changes.iter().map(Into::into).collect()),
            ..Facts::of(id)
        },
        RoundtripRefusal::EmbeddedScripts => none,
    }
}
