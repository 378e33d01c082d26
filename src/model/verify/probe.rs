//! Isolation by behaviour: what the application's role is made to try, and what its outcome means.

use crate::model::outcome::code::codes;

/// The two tenants of a probe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tenant {
    /// The one that the application works for.
    Own,
    /// The one whose rows it must not reach.
    Other,
}

/// What the tenant setting says during a trial.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SettingValue {
    Own,
    /// It was never made in this session.
    Unset,
    /// `''`, as after the COMMIT of a transaction that had it set.
    Empty,
    Garbage,
}

/// What is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Attempt {
    Read,
    ReadUnset,
    ReadEmpty,
    ReadGarbage,
    /// With a plan that was kept while the setting said something else.
    ReadKeptPlan,
    /// UPDATE without WHERE: reads no column, so that policies for SELECT have no say.
    Update,
    /// UPDATE of the other tenant's row.
    UpdateOther,
    /// DELETE without WHERE.
    Delete,
    DeleteOther,
    /// An own row is given the other tenant.
    GiveAway,
    /// A row is made for the other tenant.
    Insert,
    /// INSERT .. ON CONFLICT DO UPDATE with the keys of the other tenant's row.
    Conflict,
    /// A row of one's own refers to rows of the other tenant.
    Refer,
    Truncate,
}

impl Tenant {
    /// The one that it is in the other direction.
    pub(crate) fn turned(self, is_turned: bool) -> Self {
        match (self, is_turned) {
            (Self::Own, true) => Self::Other,
            (Self::Other, true) => Self::Own,
            (tenant, false) => tenant,
        }
    }
}

impl Attempt {
    pub(crate) const ALL: [Self; 14] = [
        Self::Read,
        Self::ReadUnset,
        Self::ReadEmpty,
        Self::ReadGarbage,
        Self::ReadKeptPlan,
        Self::Update,
        Self::UpdateOther,
        Self::Delete,
        Self::DeleteOther,
        Self::GiveAway,
        Self::Insert,
        Self::Conflict,
        Self::Refer,
        Self::Truncate,
    ];

    /// What the setting says.
    pub(crate) fn said(self) -> SettingValue {
        match self {
            Self::ReadUnset => SettingValue::Unset,
            Self::ReadEmpty | Self::ReadKeptPlan => SettingValue::Empty,
            Self::ReadGarbage => SettingValue::Garbage,
            _ => SettingValue::Own,
        }
    }

    /// Whose row must not be there, so that no key of it is in the way.
    pub(crate) fn needs_room(self) -> Option<Tenant> {
        match self {
            Self::GiveAway | Self::Insert => Some(Tenant::Other),
            Self::Refer => Some(Tenant::Own),
            _ => None,
        }
    }

    /// Whether it matters which of the two tenants is at work.
    pub(crate) fn has_direction(self) -> bool {
        self.said() == SettingValue::Own && self != Self::Truncate
    }

    /// Whether it reads and changes nothing.
    pub(crate) fn is_read(self) -> bool {
        matches!(
            self,
            Self::Read | Self::ReadUnset | Self::ReadEmpty | Self::ReadGarbage | Self::ReadKeptPlan
        )
    }

    /// How many rows it may reach: its own one where it asks for all.
    fn allowed(self) -> i64 {
        match self {
            Self::Update | Self::Delete => 1,
            _ => 0,
        }
    }
}

/// How a trial ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// How many rows were seen or changed.
    Rows(i64),
    /// The server refused; with the constraint that it named.
    Refused { sqlstate: String, message: String, constraint: Option<String> },
}

/// What it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    Denied,
    /// How many rows of the other tenant were reached.
    Leak {
        rows: i64,
    },
    /// Nothing is shown: never reported as denied.
    Inconclusive {
        why: String,
    },
}

impl Verdict {
    fn badness(&self) -> u8 {
        match self {
            Self::Denied => 0,
            Self::Inconclusive { .. } => 1,
            Self::Leak { .. } => 2,
        }
    }
}

/// Judges a trial by itself; `keys` are the constraints that keep a row from referring to the other tenant's.
/// `None`: nothing more was reached than is allowed, and whether there was anything
/// to be reached is not known yet.
pub(crate) fn judge(attempt: Attempt, outcome: &Outcome, keys: &[&str]) -> Option<Verdict> {
    let allowed = attempt.allowed();
    Some(match outcome {
        // It reports no rows, and it took all: the other tenant's among them.
        Outcome::Rows(_) if attempt == Attempt::Truncate => Verdict::Leak { rows: 1 },
        Outcome::Rows(rows) if *rows > allowed => Verdict::Leak { rows: rows - allowed },
        Outcome::Rows(_) => return None,
        Outcome::Refused { sqlstate, message, constraint } => match sqlstate.as_str() {
            // insufficient_privilege: no right, or a policy; both are what was wanted.
            "42501" => Verdict::Denied,
            // undefined_object: the policy insists on a setting.
            "42704" if attempt == Attempt::ReadUnset => Verdict::Denied,
            // The keys hold: the other tenant's row is not there for this one.
            "23503"
                if attempt == Attempt::Refer
                    && constraint.as_deref().is_some_and(|name| keys.contains(&name)) =>
            {
                Verdict::Denied
            }
            // An invalid tenant is no tenant: nothing was read.
            code if code.starts_with("22") && attempt.said() != SettingValue::Own => Verdict::Denied,
            _ => Verdict::Inconclusive { why: format!("{sqlstate}: {message}") },
        },
    })
}

/// Judges a trial that is denied as far as the other tenant goes, by how the same one ended for the own row: where that was
/// not reached either, something else than the tenant may be what denied it.
pub(crate) fn judge_by_own(own: &Outcome) -> Verdict {
    match own {
        Outcome::Rows(0) => Verdict::Inconclusive { why: "the own row was not reached either".to_owned() },
        _ => Verdict::Denied,
    }
}

/// Judges a trial that reached nothing more than is allowed, by how the same one ended with row-level security
/// switched off: where that reaches nothing more either, there was nothing to be seen, and nothing is shown.
pub(crate) fn judge_by_control(attempt: Attempt, control: &Outcome) -> Verdict {
    match control {
        Outcome::Rows(rows) if *rows > attempt.allowed() => Verdict::Denied,
        Outcome::Rows(_) => Verdict::Inconclusive {
            why: "even without row-level security, nothing of the other tenant was reached".to_owned(),
        },
        Outcome::Refused { sqlstate, message, .. } => {
            Verdict::Inconclusive { why: format!("without row-level security: {sqlstate}: {message}") }
        }
    }
}

/// What was tried on a relation, in the order of [`Attempt::ALL`]; `None` where it cannot be tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Probed {
    /// As a person writes it.
    pub(crate) relation: String,
    /// The role that tried.
    pub(crate) role: String,
    pub(crate) verdicts: Vec<(Attempt, Verdict)>,
}

impl Probed {
    /// Adds what was tried on a relation by a role to what was tried before; of the same attempt the worse verdict counts.
    pub(crate) fn add(all: &mut Vec<Self>, more: Self) {
        match all.iter_mut().find(|probed| probed.relation == more.relation && probed.role == more.role) {
            Some(probed) => {
                for (attempt, verdict) in more.verdicts {
                    match probed.verdicts.iter_mut().find(|(known, _)| *known == attempt) {
                        Some((_, known)) if known.badness() < verdict.badness() => *known = verdict,
                        Some(_) => {}
                        None => probed.verdicts.push((attempt, verdict)),
                    }
                }
                probed.verdicts.sort_by_key(|(attempt, _)| *attempt);
            }
            None => all.push(more),
        }
    }
}

codes!(Verdict {
    Self::Denied => "attempt-denied" Done "the attempt reached nothing",
    Self::Leak { .. } => "tenant-leak" Failed "the attempt reached rows of another tenant",
    Self::Inconclusive { .. } => "attempt-inconclusive" Inconclusive "the attempt shows nothing",
});

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(sqlstate: &str) -> Outcome {
        Outcome::Refused {
            sqlstate: sqlstate.to_owned(),
            message: "no".to_owned(),
            constraint: Some("own_key".to_owned()),
        }
    }

    #[test]
    fn more_than_the_own_row_is_a_leak_and_less_is_not_one_where_more_could_be_seen() {
        assert_eq!(judge(Attempt::Read, &Outcome::Rows(1), &["own_key"]), Some(Verdict::Leak { rows: 1 }));
        assert_eq!(judge(Attempt::Update, &Outcome::Rows(2), &["own_key"]), Some(Verdict::Leak { rows: 1 }));
        assert_eq!(
            judge(Attempt::Truncate, &Outcome::Rows(0), &["own_key"]),
            Some(Verdict::Leak { rows: 1 })
        );
        for (attempt, rows) in [(Attempt::Read, 0), (Attempt::Update, 1), (Attempt::Delete, 0)] {
            assert_eq!(judge(attempt, &Outcome::Rows(rows), &["own_key"]), None);
            assert_eq!(judge_by_control(attempt, &Outcome::Rows(2)), Verdict::Denied);
            for control in [Outcome::Rows(rows), refused("42P01")] {
                let verdict = judge_by_control(attempt, &control);
                assert!(matches!(verdict, Verdict::Inconclusive { .. }), "{verdict:?}");
            }
        }
    }

    #[test]
    fn an_error_that_is_no_refusal_shows_nothing() {
        for (attempt, code) in [
            (Attempt::Insert, "42501"),
            (Attempt::ReadGarbage, "22P02"),
            (Attempt::ReadUnset, "42704"),
            (Attempt::Refer, "23503"),
        ] {
            assert_eq!(judge(attempt, &refused(code), &["own_key"]), Some(Verdict::Denied), "{code}");
        }
        for (attempt, code) in [
            (Attempt::Read, "22P02"),
            (Attempt::Read, "42704"),
            (Attempt::Insert, "23505"),
            (Attempt::Insert, "23503"),
        ] {
            let verdict = judge(attempt, &refused(code), &["own_key"]);
            assert!(matches!(verdict, Some(Verdict::Inconclusive { .. })), "{code}");
        }
    }
}
