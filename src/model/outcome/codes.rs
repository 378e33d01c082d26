//! Every code that there is, once: what `docs/json.md` lists and the schemas allow.

use super::code::Code;
use super::ephemeral::EphemeralFault;
use super::failure::{ConfigProblem, Failure, Refusal, ScriptCause, Unreachable};
use super::page_file::PageState;
use crate::model::adopt::refusal::AdoptRefusal;
use crate::model::baseline::BaselineRefusal;
use crate::model::connection::ConnInfoProblem;
use crate::model::connection::unreachable::TlsProblem;
use crate::model::fingerprint::additions::Addition;
use crate::model::fingerprint::diff::{Change, ReorderedColumns};
use crate::model::fingerprint::ignore::Ignored;
use crate::model::init::InitRefusal;
use crate::model::locks::stored_file::StoredFault;
use crate::model::migration::bookkeeping_problem::BookkeepingProblem;
use crate::model::migration::directive::DirectiveFault;
use crate::model::migration::file_problem::FileProblem;
use crate::model::migration::history::HistoryProblem;
use crate::model::migration::renaming_problem::RenamingProblem;
use crate::model::migration::renumbering::RenumberingProblem;
use crate::model::migration::script_check::ScriptFlaw;
use crate::model::migration::script_name::NameProblem;
use crate::model::migration::search_path::PathFlaw;
use crate::model::migration::text::TextProblem;
use crate::model::partitions::coverage::{self, Unsuited};
use crate::model::partitions::table_trouble::TableTrouble;
use crate::model::roundtrip::finding::{self, Lost};
use crate::model::roundtrip::refusal::RoundtripRefusal;
use crate::model::seed::profile::Why;
use crate::model::seed::refusal::SeedRefusal;
use crate::model::sql::sql_error::DbFault;
use crate::model::verify::probe::Verdict;
use crate::model::verify::refusal::VerifyRefusal;
use crate::model::verify::scope::Exemption;

/// What has codes, by subject: failures and refusals first, then what reports find.
pub(crate) const SUBJECTS: [(&str, &[&[Code]]); 15] = [
    ("Any command", &[Failure::CODES, DbFault::CODES]),
    ("Configuration", &[ConfigProblem::CODES, PathFlaw::CODES, ConnInfoProblem::CODES]),
    (
        "Script files",
        &[
            FileProblem::CODES,
            NameProblem::CODES,
            TextProblem::CODES,
            DirectiveFault::CODES,
            ScriptFlaw::CODES,
            StoredFault::CODES,
        ],
    ),
    ("History", &[HistoryProblem::CODES, BookkeepingProblem::CODES]),
    ("Refusals", &[Refusal::CODES, RenamingProblem::CODES, RenumberingProblem::CODES]),
    ("Scripts that ran", &[ScriptCause::CODES]),
    ("Connection", &[Unreachable::CODES, TlsProblem::CODES]),
    ("Throwaway servers", &[EphemeralFault::CODES]),
    ("`adopt`", &[AdoptRefusal::CODES]),
    ("Profiles and `seed`", &[Why::CODES, SeedRefusal::CODES]),
    ("`partitions`", &[TableTrouble::CODES, Unsuited::CODES, coverage::CoverageFinding::CODES]),
    ("`verify`", &[VerifyRefusal::CODES, Verdict::CODES, Exemption::CODES]),
    (
        "`docs`, `snapshot` and `drift`",
        &[PageState::CODES, Change::CODES, ReorderedColumns::CODES, Ignored::CODES, Addition::CODES],
    ),
    ("`init` and `baseline`", &[InitRefusal::CODES, BaselineRefusal::CODES]),
    ("`roundtrip`", &[RoundtripRefusal::CODES, finding::RoundtripFinding::CODES, Lost::CODES]),
];

/// All of them but the rules of `verify`, which are listed with the rules.
pub(crate) fn every_code() -> impl Iterator<Item = Code> {
    SUBJECTS.iter().flat_map(|(_, lists)| lists.iter().copied().flatten().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_there_once_in_kebab_case_and_says_what_it_means() {
        let mut words = std::collections::BTreeSet::new();
        for Code { word, means, .. } in every_code() {
            assert!(words.insert(word), "`{word}` stands for two things");
            let is_kebab = |part: &str| {
                !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
            };
            assert!(word.split('-').all(is_kebab), "{word}");
            assert!(!means.is_empty() && !means.contains(['\n', '|']), "{word}");
        }
        assert!(words.len() > 200, "{}", words.len());
    }

    #[test]
    fn problems_of_a_kind_end_with_the_same_exit_code() {
        for (_, lists) in &SUBJECTS[1..4] {
            let mut exits = lists.iter().copied().flatten().map(|code| code.exit);
            let first = exits.next();
            assert!(exits.all(|exit| Some(exit) == first));
        }
    }
}
