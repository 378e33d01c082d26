//! What is wrong with the partitions of a table.

use super::{Facts, count, text};
use crate::model::partitions::coverage::{CoverageFinding, Unsuited};
use crate::model::partitions::report::TableReport;
use crate::model::partitions::table_trouble::TableTrouble;
use crate::model::partitions::zone::Local;
use crate::ui::words;

/// The facts of a finding.
pub(in crate::ui) fn finding(table: &TableReport, finding: &CoverageFinding) -> Facts {
    let facts = Facts::of_table(&table.shown);
    let of_partition =
        |partition: &String| Facts { partition: text(partition), ..Facts::of_table(&table.shown) };
    let periods = |starts: &[Local]| {
        Some(starts.iter().map(|start| words::period(*start, table.interval())).collect::<Vec<_>>())
    };
    match finding {
        CoverageFinding::NotCovered { starts } => Facts { periods: periods(starts), ..facts },
        CoverageFinding::Crossed(crossed) => Facts {
            partition: crossed.misfit.as_ref().map(|misfit| misfit.partition.clone()),
            actual: crossed.misfit.as_ref().map(|misfit| misfit.bound.to_string()),
            periods: periods(&[&crossed.starts[..], &crossed.beside].concat()),
            known: Some(crossed.zones.iter().map(ToString::to_string).collect()),
            ..facts
        },
        CoverageFinding::InDefault { partition, starts } => {
            Facts { periods: periods(starts), ..of_partition(partition) }
        }
        CoverageFinding::DefaultRows { partition, rows, allowed } => {
            Facts { rows: count(rows.number()), expected_rows: count(*allowed), ..of_partition(partition) }
        }
        CoverageFinding::TooFar { partition, rows, starts } => {
            Facts { rows: count(*rows), periods: periods(starts), ..of_partition(partition) }
        }
        CoverageFinding::Timeless { partition, rows } => {
            Facts { rows: count(*rows), ..of_partition(partition) }
        }
        CoverageFinding::Default { .. } => facts,
        CoverageFinding::Referred { partition, by, .. } => {
            Facts { referred_by: Some(by.clone()), ..of_partition(partition) }
        }
        CoverageFinding::DetachPending { partition }
        | CoverageFinding::Reachable { partition }
        | CoverageFinding::Exposed { partition } => of_partition(partition),
    }
}

/// The facts of what stopped the work on a table.
pub(in crate::ui) fn trouble(table: &TableReport, trouble: &TableTrouble) -> Facts {
    let facts = Facts::of_table(&table.shown);
    match trouble {
        TableTrouble::NameTaken { name } => Facts { object: text(name), ..facts },
        TableTrouble::Referred { by } => Facts { referred_by: Some(by.clone()), ..facts },
        TableTrouble::Nested { partition } => Facts { partition: text(partition), ..facts },
        TableTrouble::CountsDiffer { name, taken, counted } => {
            Facts { partition: text(name), expected_rows: count(*taken), rows: count(*counted), ..facts }
        }
        TableTrouble::ZoneDiffers(clocks) => Facts {
            timezone: text(clocks.zone.to_string()),
            expected: text(clocks.here.to_string()),
            actual: clocks.server.map(|instant| instant.to_string()),
            ..facts
        },
        TableTrouble::Managed { schema } | TableTrouble::ManagerHidden { schema } => {
            Facts { schemas: Some(vec![schema.clone()]), ..facts }
        }
        TableTrouble::ManagerDenied { schema, doing, why } => {
            Facts { schemas: Some(vec![schema.clone()]), doing: Some(doing), reason: text(why), ..facts }
        }
        TableTrouble::DetachWaits { name } | TableTrouble::MarkChanged { name } => {
            Facts { partition: text(name), ..facts }
        }
        TableTrouble::ExportDiffers { name, rows, lines } => {
            Facts { partition: text(name), expected_rows: count(*rows), rows: count(*lines), ..facts }
        }
        TableTrouble::NotAsExported { name, file, why } => {
            Facts { partition: text(name), file: text(file), reason: text(*why), ..facts }
        }
        TableTrouble::Unsuited(why) => unsuited(facts, why),
        // A failure has facts of its own; `words` takes those.
        TableTrouble::Failed(_) | TableTrouble::NoSuchTable | TableTrouble::NoKeep => facts,
    }
}

fn unsuited(facts: Facts, why: &Unsuited) -> Facts {
    match why {
        Unsuited::Key { is } | Unsuited::Number { is } | Unsuited::NoEpoch { is } => {
            Facts { actual: text(is), ..facts }
        }
        Unsuited::Column { is, wanted } => Facts { actual: text(is), expected: text(wanted), ..facts },
        Unsuited::HoursOfPlace { zone } => Facts { timezone: text(zone.to_string()), ..facts },
        Unsuited::TooMany { missing } => Facts { count: Some(*missing), ..facts },
        Unsuited::NoInterval => facts,
    }
}
