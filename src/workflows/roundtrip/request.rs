//! What `roundtrip` was asked for.

use std::collections::BTreeSet;

use crate::model::migration::directive::Direction;
use crate::model::migration::pair::Pair;
use crate::model::migration::version::Version;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::partitions::config::PartitionConfig;
use crate::model::roundtrip::finding::RoundtripFinding;
use crate::model::roundtrip::limit::{Exceeded, Limits};
use crate::model::roundtrip::refusal::RoundtripRefusal;
use crate::model::roundtrip::report::PairReport;
use crate::model::seed::request::Request;

/// What `roundtrip` was asked for.
#[derive(Debug)]
pub(crate) struct RoundtripRequest {
    /// None: the catalog alone is compared.
    pub(crate) fill: Option<Request>,
    /// Nobody asked for this profile: where its tables are not there, it is left out.
    pub(crate) is_by_default: bool,
    /// Why there is no profile, where nobody said that there should be none.
    pub(crate) no_data: Option<String>,
    /// Stays applied.
    pub(crate) from: Option<Version>,
    /// The only pairs to prove; those above are rolled back, but not compared.
    pub(crate) only: Option<BTreeSet<Version>>,
    pub(crate) keep: bool,
    pub(crate) reuse: bool,
    /// How many tables are looked at, or filled, at once.
    pub(crate) jobs: usize,
    pub(crate) cores: usize,
    /// What one script may cost.
    pub(crate) limits: Limits,
    /// The tables whose partitions are looked after.
    pub(crate) wishes: Vec<PartitionConfig>,
    /// The text of the file of `[scratch] before`.
    pub(crate) ground: Option<String>,
}

impl RoundtripRequest {
    /// The first pair, counted from the oldest, that is rolled back; the number of pairs if none is.
    pub(super) fn lowest(&self, pairs: &[Pair]) -> Result<usize, Failure> {
        let known =
            |version: &Version| version.number() == 0 || pairs.iter().any(|pair| pair.id.version == *version);
        let named = self.from.iter().chain(self.only.iter().flatten());
        if let Some(version) = named.into_iter().find(|version| !known(version)) {
            let why = RoundtripRefusal::NoSuchVersion { version: *version };
            return Err(Failure::Refused(Refusal::Roundtrip(why)));
        }
        Ok(pairs.iter().position(|pair| self.proves(pair)).unwrap_or(pairs.len()))
    }

    /// One past the newest pair to prove.
    pub(super) fn highest(&self, pairs: &[Pair]) -> usize {
        pairs.iter().rposition(|pair| self.proves(pair)).map_or(0, |at| at + 1)
    }

    /// Whether a pair is one to prove.
    pub(super) fn proves(&self, pair: &Pair) -> bool {
        self.only.as_ref().is_none_or(|only| only.contains(&pair.id.version))
            && self.from.is_none_or(|from| pair.id.version > from)
    }

    /// Adds to a report what the scripts cost more than the project allows.
    pub(super) fn judge_costs(&self, pair: &Pair, report: &mut PairReport) {
        let mut findings = Vec::new();
        for (direction, felt) in report.scripts() {
            let script = if direction == Direction::Up { &pair.up } else { &pair.down };
            let exceeds = &script.directives.exceeds;
            let judge = |exceeded: Exceeded| match exceeds.iter().find(|meant| meant.limit == exceeded.limit)
            {
                Some(meant) => RoundtripFinding::Exempt { direction, exceeded, reason: meant.reason.clone() },
                None => RoundtripFinding::Exceeds { direction, exceeded },
            };
            findings.extend(self.limits.exceeded(felt).into_iter().map(judge));
        }
        report.findings.extend(findings);
    }
}
