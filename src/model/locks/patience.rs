//! How long a try waits for each lock, and what comes between two tries.
//!
//! PostgreSQL looks for a deadlock once in each wait for a lock, `deadlock_timeout` after that wait began, in the
//! session that waits, and ends the one that looked
//! (<https://www.postgresql.org/docs/current/runtime-config-locks.html#GUC-DEADLOCK-TIMEOUT>). Whoever queues behind a
//! lock of ours began to wait after we asked for our first one. So nobody but us can be ended as long as no wait of ours
//! with a lock in our hands is under way once `deadlock_timeout` has passed since then.

use std::time::Duration;

/// How long a lock is waited for while nothing is held, where a script says nothing else: readers queue behind it.
pub(crate) const LOCK_TIMEOUT: Duration = Duration::from_secs(2);

/// The shortest that the server can be told: zero would be for ever.
pub(crate) const SHORTEST: Duration = Duration::from_millis(1);

/// What the server's deadlock check means for a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DeadlockCheck {
    /// The shortest time after which a session of this database looks.
    pub(crate) after: Duration,
    /// This session may look earlier than the others, so that it is the one that is ended.
    pub(crate) is_ours_earlier: bool,
}

/// How long one try waits for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TryPlan {
    /// For the first lock, while nothing is held. Zero is for ever.
    pub(crate) first: Duration,
    /// For each further lock: `None` is not at all.
    pub(crate) further: Option<Duration>,
    /// Since the first lock was asked for: no wait for a further one lasts longer than that.
    pub(crate) locked_by: Duration,
    /// For each lock that the script itself meets.
    pub(crate) script: Duration,
    /// Since the first lock was asked for: no wait of the script that begins now lasts longer than that. `None`: this
    /// session looks for deadlocks first, at any time.
    pub(crate) script_by: Option<Duration>,
}

/// The longest time that others may stand still for the locks of one ordinary try.
const WINDOW: Duration = Duration::from_millis(800);
/// How long the first tries wait for a second lock: an application's request is over by then, or waits for us.
const FURTHER: Duration = Duration::from_millis(25);

/// The plan of a try, counted from 1. `longest` is what the script says about waiting; zero is for ever.
///
/// Most tries are short, so that a request is not kept waiting for long. Each fourth has all the patience there is for
/// its first lock. Whoever queued behind that has an old timer: it does not wait for a second one.
pub(crate) fn plan(number: u32, check: DeadlockCheck, longest: Duration) -> TryPlan {
    let window = (check.after * 4 / 5).min(WINDOW);
    let atmost = |wait: Duration| if longest.is_zero() { wait } else { wait.min(longest) }.max(SHORTEST);
    let script = atmost((check.after * 2 / 5).min(LOCK_TIMEOUT));
    let script_by = (!check.is_ours_earlier).then(|| check.after * 9 / 10);
    if number.is_multiple_of(4) {
        let further = check.is_ours_earlier.then(|| atmost(window / 2));
        return TryPlan { first: longest, further, locked_by: check.after, script, script_by };
    }
    let grown = FURTHER * 2_u32.pow((number / 4).min(4));
    TryPlan {
        first: atmost(window / if number == 1 { 4 } else { 2 }),
        further: Some(atmost(grown.min(window / 2))),
        locked_by: window,
        script,
        script_by,
    }
}

/// The shortest and the longest pause before the next try.
const PAUSE: (Duration, Duration) = (Duration::from_millis(10), Duration::from_secs(8));
/// How much longer than a try the pause behind it is, at least: four fifths of the time belong to the others.
const SHARE: f64 = 4.0;

/// The pause after a try in which others may have stood still for so long; `chance` is between 0 and 1, so that two runs
/// do not meet again and again.
pub(crate) fn pause(stood_still: Duration, chance: f64) -> Duration {
    stood_still.mul_f64(SHARE + chance).clamp(PAUSE.0, PAUSE.1).mul_f64(1.0 + chance / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    fn check(after: Duration) -> DeadlockCheck {
        DeadlockCheck { after, is_ours_earlier: false }
    }

    #[test]
    fn no_wait_with_a_lock_in_hand_reaches_the_deadlock_check_of_others() {
        for after in [ms(1), ms(10), ms(100), ms(1_000), ms(60_000)] {
            for longest in [Duration::ZERO, ms(2), LOCK_TIMEOUT, ms(86_400_000)] {
                for number in 1..40 {
                    let plan = plan(number, check(after), longest);
                    assert!(plan.script >= SHORTEST && plan.further.is_none_or(|wait| wait >= SHORTEST));
                    assert!(plan.script_by.is_some_and(|by| by < after), "{plan:?}");
                    match plan.further {
                        Some(_) => assert!(plan.first + plan.locked_by < after.max(ms(3)) * 2, "{plan:?}"),
                        None => assert_eq!(plan.first, longest),
                    }
                }
            }
        }
    }

    #[test]
    fn ordinary_tries_are_short_and_grow() {
        let plans: Vec<_> = (1..=12).map(|number| plan(number, check(ms(1_000)), LOCK_TIMEOUT)).collect();
        let further: Vec<_> =
            plans.iter().map(|plan| plan.further.map_or(0, |wait| wait.as_millis())).collect();
        assert_eq!(further, [25, 25, 25, 0, 50, 50, 50, 0, 100, 100, 100, 0]);
        let first: Vec<_> = plans.iter().take(4).map(|plan| plan.first.as_millis()).collect();
        assert_eq!(first, [200, 400, 400, 2_000]);
    }

    #[test]
    fn who_looks_first_may_wait_for_every_lock() {
        let plan = plan(4, DeadlockCheck { after: ms(1_000), is_ours_earlier: true }, LOCK_TIMEOUT);
        assert_eq!((plan.further, plan.script_by), (Some(ms(400)), None));
    }

    #[test]
    fn what_the_script_says_is_the_longest_wait() {
        for number in 1..9 {
            let plan = plan(number, check(ms(1_000)), ms(15));
            assert!(
                plan.first <= ms(15)
                    && plan.script <= ms(15)
                    && plan.further.is_none_or(|wait| wait <= ms(15))
            );
        }
    }

    #[test]
    fn four_fifths_of_the_time_belong_to_the_others() {
        for chance in [0.0, 0.5, 1.0] {
            for stood_still in [ms(0), ms(20), ms(400), ms(2_000)] {
                let pause = pause(stood_still, chance);
                assert!(pause >= stood_still * 4 && pause >= ms(10) && pause <= ms(12_000), "{pause:?}");
            }
        }
    }
}
