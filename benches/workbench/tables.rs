//! A comparison as a person reads it.

use tabled::builder::Builder;
use tabled::settings::{Alignment, Style, object::Columns};

use super::series::{Figure, Series};
use super::tools::{Action, Kind};

const HEADER: [&str; 9] =
    ["action", "tool", "wall ms", "min..max", "x floor", "CPU ms", "x floor", "peak MB", "x floor"];

/// One line for every action of every tool.
pub(crate) fn comparison(series: &Series, tools: &[Kind]) -> String {
    let mut table = Builder::default();
    table.push_record(HEADER);
    for action in Action::ALL {
        for &tool in tools.iter().filter(|tool| series.has(**tool, action)) {
            table.push_record(line(series, action, tool));
        }
    }
    let mut table = table.build();
    table.with(Style::psql()).modify(Columns::new(2..), Alignment::right());
    table.to_string()
}

fn line(series: &Series, action: Action, tool: Kind) -> Vec<String> {
    let (low, high) = series.range(tool, action, |sample| sample.wall_ms);
    let mut line = vec![action.to_string(), tool.name().to_owned()];
    let figures: [Figure; 3] = [|sample| sample.wall_ms, |sample| sample.cpu_ms, |sample| sample.peak_mb];
    for (at, figure) in figures.into_iter().enumerate() {
        line.push(format!("{:.1}", series.median(tool, action, figure)));
        if at == 0 {
            line.push(format!("{low:.1}..{high:.1}"));
        }
        line.push(format!("{:.2}", series.ratio(tool, Kind::Psql, action, figure)));
    }
    line
}
