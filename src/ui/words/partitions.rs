//! What is wrong with partitions, and how to fix it.

use super::bounds::{self, periods};
use super::grammar::{on_one_line, plural, ticked_list};
use crate::model::partitions::coverage::{CoverageFinding, Rows, Unsuited};
use crate::model::partitions::default_rows::reach;
use crate::model::partitions::interval::Interval;
use crate::model::partitions::manager::Manager;
use crate::model::partitions::report::{PartitionsCommandKind, PartitionsReport, TableReport};
use crate::model::partitions::table::PartitionedTable;
use crate::model::partitions::table_trouble::TableTrouble;
use crate::ui::facts;
use crate::ui::message::Message;

/// One message for each finding and each error; no findings for `list`, whose table shows them.
pub(crate) fn partitions(report: &PartitionsReport) -> Vec<Message> {
    report
        .tables
        .iter()
        .flat_map(|table| {
            let findings = table.findings.iter().filter(|_| report.kind != PartitionsCommandKind::List);
            let messages = findings.map(|finding| coded(table, finding));
            table
                .trouble
                .iter()
                .flat_map(|trouble| self::trouble(table, trouble))
                .chain(messages)
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The messages of one table.
pub(super) fn table(table: &TableReport) -> Vec<Message> {
    let messages = table.findings.iter().map(|finding| coded(table, finding));
    table.trouble.iter().flat_map(|trouble| self::trouble(table, trouble)).chain(messages).collect()
}

/// The last line of a run that found nothing wrong.
pub(crate) fn partitions_done(report: &PartitionsReport) -> Option<String> {
    if report.tables.is_empty() {
        return Some(no_table(report));
    }
    let made: usize = report.tables.iter().map(|table| table.created.len()).sum();
    match report.kind {
        PartitionsCommandKind::Retire | PartitionsCommandKind::RetirePlan
            if report.tables.iter().all(|table| table.steps.is_empty()) =>
        {
            Some(super::NOTHING_TO_DO.to_owned())
        }
        PartitionsCommandKind::Ensure | PartitionsCommandKind::Drain if made == 0 => {
            Some(super::NOTHING_TO_DO.to_owned())
        }
        PartitionsCommandKind::Check => {
            Some(report.tables.iter().map(covered).collect::<Vec<_>>().join("\n"))
        }
        _ => None,
    }
}

/// No table was checked. Printed for every command: "nothing to do" would be misleading.
fn no_table(report: &PartitionsReport) -> String {
    let others = match report.passed_over.as_slice() {
        [] => String::new(),
        [passed_over] => format!(
            " (`{}`, by {}, is skipped)",
            on_one_line(&passed_over.table),
            on_one_line(&passed_over.key)
        ),
        many => {
            format!(" ({} are skipped; `-v` names them)", plural(many.len(), "other partitioned table"))
        }
    };
    format!(
        "no table of this database is partitioned by time{others}: nothing was checked\nhint: is it the right database? with `[[partitions]]` in migrate.toml a missing table is an error"
    )
}

fn covered(table: &TableReport) -> String {
    let ahead = usize::try_from(table.periods_ahead.unwrap_or_default()).unwrap_or_default();
    let word = table.interval().map_or("period", Interval::as_str);
    format!("{}: covered, {} ahead", on_one_line(&table.shown), plural(ahead, word))
}

fn coded(table: &TableReport, finding: &CoverageFinding) -> Message {
    self::finding(table, finding).coded(finding.code(), facts::finding(table, finding))
}

fn finding(table: &TableReport, finding: &CoverageFinding) -> Message {
    let shown = &table.shown;
    match finding {
        CoverageFinding::NotCovered { starts } => {
            let manager = table.table.as_ref().map(|table| &table.manager);
            let nested = table.table.as_ref().and_then(PartitionedTable::nested);
            let hint = match (manager, nested) {
                (Some(Manager::Partman(_)), _) => {
                    "pg_partman manages the table and did not create it: see premake and infinite_time_partitions in its part_config, or take the table over with `migrate partitions adopt`".to_owned()
                }
                (_, Some(partition)) => by_hand(shown, &partition.name.name),
                _ => "create it with `migrate partitions ensure`; until then, inserts into it fail".to_owned(),
            };
            Message::new(format!("`{shown}` has no partition for {}", periods(starts, table.interval()))).hint(hint)
        }
        CoverageFinding::Crossed(crossed) => bounds::crossed(table, crossed),
        CoverageFinding::InDefault { partition, starts } => Message::new(format!(
            "`{partition}` holds rows of {}, so no partition of `{shown}` can be created for them",
            periods(starts, table.interval())
        ))
        .hint("`migrate partitions drain` moves these rows into their own partitions"),
        CoverageFinding::DefaultRows { partition, rows, allowed } => {
            let rows = match rows {
                Rows::Counted(rows) => rows_of(*rows),
                Rows::MoreThan(rows) => format!("at least {}", rows_of(*rows)),
                Rows::Estimated(rows) => format!("about {}", rows_of(*rows)),
            };
            Message::new(format!("`{partition}`, the default partition of `{shown}`, holds {rows}, but at most {allowed} are allowed"))
                .hint("`migrate partitions drain` moves them; `--max-default-rows` allows them")
        }
        CoverageFinding::TooFar { partition, rows, starts } => Message::new(format!(
            "{} in `{partition}` of {}, more than {} periods from now",
            stay(*rows),
            periods(starts, table.interval()),
            table.interval().map_or(500, reach)
        ))
        .hint("check the timestamps of these rows; correct or delete them"),
        CoverageFinding::Timeless { partition, rows } => Message::new(format!(
            "{} in `{partition}` with a timestamp that is NULL or infinite: no period contains it",
            stay(*rows)
        ))
        .hint("give them a timestamp, or allow them with `migrate partitions check --max-default-rows`"),
        CoverageFinding::Default { wanted: false } => Message::new(format!("`{shown}` has a default partition, but the configuration asks for none"))
            .hint("set `default = true` in `[[partitions]]` to keep it; with it, creating a partition takes a stronger lock"),
        CoverageFinding::Default { wanted: true } => Message::new(format!("`{shown}` has no default partition, but the configuration asks for one"))
            .hint("create it, or remove `default = true` from `[[partitions]]`"),
        CoverageFinding::DetachPending { partition } => {
            Message::new(format!("the detach of `{partition}` from `{shown}` was interrupted")).hint(format!(
                "`migrate partitions retire` finishes it, or ALTER TABLE {shown} DETACH PARTITION {partition} FINALIZE; until then inserts into its range fail"
            ))
        }
        CoverageFinding::Referred { partition, by, hidden: false } => Message::new(format!(
            "`{partition}` stays in `{shown}`: rows of {} reference it",
            ticked_list(by)
        ))
        .hint("delete these rows or clear their references, then run this again; or retain more with `--keep`"),
        CoverageFinding::Referred { partition, by, hidden: true } => Message::new(format!(
            "`{partition}` stays in `{shown}`: policies hide from this role whether rows of {} reference it",
            ticked_list(by)
        ))
        .hint("run this as a role with BYPASSRLS"),
        CoverageFinding::Reachable { partition } => Message::new(format!(
            "`{partition}`, detached from `{shown}`, is accessible: it has grants, or row-level security is not forced"
        ))
        .hint("the privileges were granted by another role, or later: \\dp shows by whom"),
        CoverageFinding::Exposed { partition } => Message::new(format!(
            "`{partition}` of `{shown}` has grants of its own and no row-level security: it bypasses the policies"
        ))
        .hint(format!("ALTER TABLE {partition} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY, and revoke the grants")),
    }
}

/// What to do where the partitions are themselves partitioned.
fn by_hand(table: &str, like: &str) -> String {
    format!(
        "create it by hand, like `{like}`: CREATE TABLE .. PARTITION OF {table} FOR VALUES .. PARTITION BY .., and its own partitions"
    )
}

/// `1 row stays`, `7 rows stay`
fn stay(rows: i64) -> String {
    let verb = if rows == 1 { "stays" } else { "stay" };
    format!("{} {verb}", rows_of(rows))
}

fn rows_of(count: i64) -> String {
    plural(usize::try_from(count).unwrap_or_default(), "row")
}

fn trouble(table: &TableReport, trouble: &TableTrouble) -> Vec<Message> {
    let shown = &table.shown;
    let message = match trouble {
        TableTrouble::Failed(failure) => {
            let mut messages = super::failure(failure);
            for message in &mut messages {
                message.title = format!("`{shown}`: {}", message.title);
                message.facts.table = Some(shown.clone());
            }
            return messages;
        }
        TableTrouble::NoSuchTable => Message::new(format!("there is no partitioned table `{shown}`")).hint(
            "`migrate partitions list` shows the partitioned tables; name a schema with `schema = ..`",
        ),
        TableTrouble::NameTaken { name } => Message::new(format!(
            "`{shown}` needs the name `{name}` for a partition, but something else has it"
        ))
        .hint("rename or drop that table, or choose another `name` in `[[partitions]]`"),
        TableTrouble::Referred { by } => Message::new(format!(
            "rows of `{shown}` cannot be moved: foreign keys of {} reference them",
            ticked_list(by)
        ))
        .hint("to these keys a move is a delete; drop the keys, drain, and add them again"),
        TableTrouble::Nested { partition } => Message::new(format!(
            "`{partition}` of `{shown}` is itself partitioned, and a plain partition next to it would not match: no partition was created"
        ))
        .hint(by_hand(shown, partition)),
        TableTrouble::CountsDiffer { name, taken, counted } => Message::new(format!(
            "{taken} rows were removed from the default partition for `{name}`, but {counted} arrived: nothing was committed"
        ))
        .hint("check whether a rewrite rule changes the DELETE or the INSERT"),
        TableTrouble::ZoneDiffers(clocks) => {
            bounds::zone_differs(shown, clocks.zone, (clocks.shown, clocks.here), clocks.server)
        }
        TableTrouble::Managed { schema } => Message::new(format!("pg_partman manages `{shown}`: left unchanged"))
            .hint(format!(
                "use its own functions in schema `{schema}`, or take the table over with `migrate partitions adopt --table {shown}`"
            )),
        TableTrouble::ManagerHidden { schema } => Message::new(format!(
            "pg_partman is installed, and it is not known whether it manages `{shown}`"
        ))
        .hint(format!(
            "GRANT USAGE ON SCHEMA {schema} and SELECT ON {schema}.part_config to the role that runs this"
        )),
        TableTrouble::ManagerDenied { schema, doing, why } => {
            Message::new(format!("`{shown}`: could not {doing}: {why}")).hint(format!(
                "run this as the owner of the partitions, and GRANT USAGE ON SCHEMA {schema} and SELECT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} to that role"
            ))
        }
        TableTrouble::NoKeep => Message::new(format!("no retention period is set for `{shown}`"))
            .hint("pass `--keep 24m`, or set `keep = \"24m\"` in `[[partitions]]` of migrate.toml"),
        TableTrouble::DetachWaits { name } => Message::new(format!(
            "the detach of `{name}` from `{shown}` is not finished: older transactions have been open for more than a minute"
        ))
        .hint("run this again once they have ended; it finishes the detach first"),
        TableTrouble::ExportDiffers { name, rows, lines } => Message::new(format!(
            "`{name}` has {rows} rows, but {lines} lines were written: the file was not kept"
        )),
        TableTrouble::NotAsExported { name, file, why } => {
            Message::new(format!("`{name}` is not dropped: {why} (`{file}`)"))
                .hint("if that change is intentional, move the file away, remove `export` from the marker in the table's comment, and export again")
        }
        TableTrouble::MarkChanged { name } => Message::new(format!(
            "`{name}` is no longer marked as retired: left unchanged"
        ))
        .hint("its comment or its schema was changed in the meantime; run this again"),
        TableTrouble::Unsuited(Unsuited::Key { is }) => Message::new(format!(
            "`{shown}` is partitioned by `{is}`, not by ranges of one timestamptz, timestamp, date or UUIDv7"
        ))
        .hint("`[[partitions]]` or `--table` names this table; unless named, it is skipped"),
        TableTrouble::Unsuited(Unsuited::Number { is }) => Message::new(format!(
            "`{shown}` is partitioned by `{is}`, and nothing declares these numbers to be a time"
        ))
        .hint("set `epoch = \"seconds\"` or `\"milliseconds\"` in `[[partitions]]` if they count from 1970"),
        TableTrouble::Unsuited(Unsuited::NoEpoch { is }) => Message::new(format!(
            "`{shown}` is partitioned by a `{is}`, but `[[partitions]]` sets `epoch`, which is for integers"
        ))
        .hint("remove `epoch`"),
        TableTrouble::Unsuited(Unsuited::HoursOfPlace { zone }) => Message::new(format!(
            "`{shown}` is partitioned by the hour, and in `{zone}` one hour occurs twice when the clocks go back: two partitions would have the same name"
        ))
        .hint("remove `timezone`: hours start at the same instants in UTC; for a zone that is off by part of an hour, set an offset such as `+05:30`"),
        TableTrouble::Unsuited(Unsuited::Column { is, wanted }) => {
            Message::new(format!("`{shown}` is partitioned by `{is}`, but `[[partitions]]` says `{wanted}`"))
        }
        TableTrouble::Unsuited(Unsuited::NoInterval) => {
            Message::new(format!("no interval is set for the partitions of `{shown}`"))
                .hint("add `[[partitions]]` with `table` and `interval` to migrate.toml")
        }
        TableTrouble::Unsuited(Unsuited::TooMany { missing }) => {
            Message::new(format!("`{shown}` would get {missing} partitions, which is too many to be intended"))
                .hint("`migrate partitions list` shows its earliest partition: gaps are filled from there")
        }
    };
    vec![message.coded(trouble.code(), facts::trouble(table, trouble))]
}
