//! The samples of one comparison: every tool, every action, every round.

use super::measure::Sample;
use super::statistics::{median, range};
use super::tools::{Action, Kind};

/// One figure of a [`Sample`].
pub(crate) type Figure = fn(&Sample) -> f64;

/// What a tool took for each action; none where it cannot do it.
#[derive(Debug, Clone)]
pub(crate) struct Turn {
    pub(crate) tool: Kind,
    pub(crate) samples: Vec<(Action, Sample)>,
}

impl Turn {
    fn sample(&self, action: Action) -> Option<&Sample> {
        self.samples.iter().find(|(done, _)| *done == action).map(|(_, sample)| sample)
    }
}

/// Rounds, in each of which every tool had one turn.
#[derive(Debug, Default)]
pub(crate) struct Series {
    pub(crate) rounds: Vec<Vec<Turn>>,
}

impl Series {
    /// A tool's figures for an action, one a round.
    fn figures(&self, tool: Kind, action: Action, figure: Figure) -> Vec<f64> {
        let of_round =
            |turns: &Vec<Turn>| turns.iter().find(|turn| turn.tool == tool)?.sample(action).map(figure);
        self.rounds.iter().filter_map(of_round).collect()
    }

    /// Whether a tool was there and can do it.
    pub(crate) fn has(&self, tool: Kind, action: Action) -> bool {
        !self.figures(tool, action, |sample| sample.wall_ms).is_empty()
    }

    pub(crate) fn median(&self, tool: Kind, action: Action, figure: Figure) -> f64 {
        median(self.figures(tool, action, figure))
    }

    pub(crate) fn range(&self, tool: Kind, action: Action, figure: Figure) -> (f64, f64) {
        range(self.figures(tool, action, figure))
    }

    /// The median of the rounds' ratios: what slows a whole round down cancels out.
    pub(crate) fn ratio(&self, tool: Kind, to: Kind, action: Action, figure: Figure) -> f64 {
        let (own, floor) = (self.figures(tool, action, figure), self.figures(to, action, figure));
        median(own.iter().zip(floor).map(|(own, floor)| own / floor))
    }

    /// The same to the fastest of several in each round; those that were not there do not count.
    pub(crate) fn ratio_to_fastest(&self, tool: Kind, to: &[Kind], action: Action, figure: Figure) -> f64 {
        let fastest = |turns: &Vec<Turn>| {
            let others = turns.iter().filter(|turn| to.contains(&turn.tool));
            others.filter_map(|turn| turn.sample(action)).map(figure).reduce(f64::min)
        };
        let own = |turns: &Vec<Turn>| turns.iter().find(|turn| turn.tool == tool)?.sample(action).map(figure);
        median(self.rounds.iter().filter_map(|turns| Some(own(turns)? / fastest(turns)?)))
    }
}

/// The median of each figure, of runs that are too short to count alone.
pub(crate) fn middle(samples: &[Sample]) -> Sample {
    let of = |figure: Figure| median(samples.iter().map(figure));
    Sample {
        wall_ms: of(|sample| sample.wall_ms),
        cpu_ms: of(|sample| sample.cpu_ms),
        peak_mb: of(|sample| sample.peak_mb),
    }
}
