//! What is wrong with partitions, and what to do about it.

use super::bounds::{self, periods};
use super::grammar::{plural, ticked_list};
use crate::model::partitions::coverage::{Finding, Rows, Unsuited};
use crate::model::partitions::default_rows::reach;
use crate::model::partitions::interval::Interval;
use crate::model::partitions::manager::Manager;
use crate::model::partitions::report::{Kind, PartitionsReport, TableReport, Trouble};
use crate::model::partitions::table::Table;
use crate::ui::facts;
use crate::ui::message::Message;

/// One message for each finding and each trouble; none for a list, which shows them.
pub(crate) fn partitions(report: &PartitionsReport) -> Vec<Message> {
    report
        .tables
        .iter()
        .flat_map(|table| {
            let findings = table.findings.iter().filter(|_| report.kind != Kind::List);
            let found = findings.map(|finding| coded(table, finding));
            table
                .trouble
                .iter()
                .flat_map(|trouble| self::trouble(table, trouble))
                .chain(found)
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The messages of one table.
pub(super) fn table(table: &TableReport) -> Vec<Message> {
    let found = table.findings.iter().map(|finding| coded(table, finding));
    table.trouble.iter().flat_map(|trouble| self::trouble(table, trouble)).chain(found).collect()
}

/// The last line of a run in which all was well.
pub(crate) fn partitions_done(report: &PartitionsReport) -> Option<String> {
    if report.tables.is_empty() {
        return Some(no_table(report));
    }
    let made: usize = report.tables.iter().map(|table| table.created.len()).sum();
    match report.kind {
        Kind::Retire | Kind::RetirePlan if report.tables.iter().all(|table| table.steps.is_empty()) => {
            Some(super::NOTHING_TO_DO.to_owned())
        }
        Kind::Ensure | Kind::Drain if made == 0 => Some(super::NOTHING_TO_DO.to_owned()),
        Kind::Check => Some(report.tables.iter().map(covered).collect::<Vec<_>>().join("\n")),
        _ => None,
    }
}

/// Nothing was looked at. Said for every command: that all is well would be no answer.
fn no_table(report: &PartitionsReport) -> String {
    let others = match report.passed_over.as_slice() {
        [] => String::new(),
        [one] => format!(" (`{}`, by {}, is passed over)", one.table, one.key),
        many => {
            format!(" ({} are passed over, which `-v` names)", plural(many.len(), "other partitioned table"))
        }
    };
    format!(
        "no table of this database is partitioned by time{others}: nothing was looked at\nhint: is it the right database? `[[partitions]]` in migrate.toml makes a table that is missing an error"
    )
}

fn covered(table: &TableReport) -> String {
    let ahead = usize::try_from(table.periods_ahead.unwrap_or_default()).unwrap_or_default();
    let word = table.interval().map_or("period", Interval::word);
    format!("{}: covered, {} ahead", table.shown, plural(ahead, word))
}

fn coded(table: &TableReport, finding: &Finding) -> Message {
    self::finding(table, finding).coded(finding.code(), facts::finding(table, finding))
}

fn finding(table: &TableReport, finding: &Finding) -> Message {
    let shown = &table.shown;
    match finding {
        Finding::NotCovered { starts } => {
            let manager = table.table.as_ref().map(|table| &table.manager);
            let nested = table.table.as_ref().and_then(Table::nested);
            let hint = match (manager, nested) {
                (Some(Manager::Partman(_)), _) => {
                    "pg_partman manages it and did not make it: see premake and infinite_time_partitions in its part_config, or take it over with `migrate partitions adopt`".to_owned()
                }
                (_, Some(partition)) => by_hand(shown, &partition.name),
                _ => "`migrate partitions ensure` makes it; inserts into it fail until then".to_owned(),
            };
            Message::new(format!("`{shown}` has no partition for {}", periods(starts, table.interval()))).hint(hint)
        }
        Finding::Crossed(crossed) => bounds::crossed(table, crossed),
        Finding::InDefault { partition, starts } => Message::new(format!(
            "`{partition}` holds rows of {}, so `{shown}` cannot be given a partition for it",
            periods(starts, table.interval())
        ))
        .hint("`migrate partitions drain` moves these rows into partitions of their own"),
        Finding::DefaultRows { partition, rows, allowed } => {
            let rows = match rows {
                Rows::Counted(rows) => format!("{rows}"),
                Rows::MoreThan(rows) => format!("at least {rows}"),
                Rows::Estimated(rows) => format!("about {rows}"),
            };
            Message::new(format!("`{partition}`, the DEFAULT partition of `{shown}`, holds {rows} rows and may hold {allowed}"))
                .hint("`migrate partitions drain` moves them; `--max-default-rows` allows them")
        }
        Finding::TooFar { partition, rows, starts } => Message::new(format!(
            "{} in `{partition}` of {}, more than {} periods away from now",
            stay(*rows),
            periods(starts, table.interval()),
            table.interval().map_or(500, reach)
        ))
        .hint("is the time of these rows meant? correct or delete them"),
        Finding::Timeless { partition, rows } => Message::new(format!(
            "{} in `{partition}` whose time is NULL or infinite: no period has a place for that",
            stay(*rows)
        ))
        .hint("give them a time, or allow them with `migrate partitions check --max-default-rows`"),
        Finding::Default { wanted: false } => Message::new(format!("`{shown}` has a DEFAULT partition, and none is wanted"))
            .hint("say `default = true` in `[[partitions]]` if it is; it makes every new partition take a stronger lock"),
        Finding::Default { wanted: true } => Message::new(format!("`{shown}` has no DEFAULT partition, and one is wanted"))
            .hint("make it, or take `default = true` out of `[[partitions]]`"),
        Finding::DetachPending { partition } => {
            Message::new(format!("the detach of `{partition}` from `{shown}` was interrupted")).hint(format!(
                "`migrate partitions retire` finishes it, or ALTER TABLE {shown} DETACH PARTITION {partition} FINALIZE; until then inserts into its range fail"
            ))
        }
        Finding::Referred { partition, by, hidden: false } => Message::new(format!(
            "`{partition}` stays in `{shown}`: rows of {} refer to it",
            ticked_list(by)
        ))
        .hint("delete these rows, or let them refer to nothing, and run this again; or keep more: `--keep`"),
        Finding::Referred { partition, by, hidden: true } => Message::new(format!(
            "`{partition}` stays in `{shown}`: policies hide from this role whether rows of {} refer to it",
            ticked_list(by)
        ))
        .hint("run this as a role with BYPASSRLS"),
        Finding::Reachable { partition } => Message::new(format!(
            "`{partition}`, which was detached from `{shown}`, can be reached: it has rights, or no forced row-level security"
        ))
        .hint("somebody else granted these rights, or did so afterwards: \\dp shows who"),
        Finding::Exposed { partition } => Message::new(format!(
            "`{partition}` of `{shown}` has rights of its own and no row-level security: it is a way around the policies"
        ))
        .hint(format!("ALTER TABLE {partition} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY, and revoke the rights")),
    }
}

/// What to do where partitions are partitioned themselves.
fn by_hand(table: &str, like: &str) -> String {
    format!(
        "make it by hand, as `{like}` is: CREATE TABLE .. PARTITION OF {table} FOR VALUES .. PARTITION BY .., and its own partitions"
    )
}

/// `1 row stays`, `7 rows stay`
fn stay(rows: i64) -> String {
    let verb = if rows == 1 { "stays" } else { "stay" };
    format!("{} {verb}", plural(usize::try_from(rows).unwrap_or_default(), "row"))
}

fn trouble(table: &TableReport, trouble: &Trouble) -> Vec<Message> {
    let shown = &table.shown;
    let message = match trouble {
        Trouble::Failed(failure) => {
            let mut messages = super::failure(failure);
            for message in &mut messages {
                message.title = format!("`{shown}`: {}", message.title);
                message.facts.table = Some(shown.clone());
            }
            return messages;
        }
        Trouble::NoSuchTable => Message::new(format!("there is no partitioned table `{shown}`")).hint(
            "`migrate partitions list` shows those that there are; a schema is named with `schema = ..`",
        ),
        Trouble::NameTaken { name } => Message::new(format!(
            "`{shown}` needs the name `{name}` for a partition, and something else has it"
        ))
        .hint("rename or drop that table, or choose another `name` in `[[partitions]]`"),
        Trouble::Referred { by } => Message::new(format!(
            "rows of `{shown}` cannot be moved: foreign keys of {} refer to them",
            ticked_list(by)
        ))
        .hint("for these keys a move is a deletion; drop them, drain, and add them again"),
        Trouble::Nested { partition } => Message::new(format!(
            "`{partition}` of `{shown}` is partitioned itself, and a plain partition beside it would be of another kind: nothing was made"
        ))
        .hint(by_hand(shown, partition)),
        Trouble::CountsDiffer { name, taken, found } => Message::new(format!(
            "{taken} rows were taken out of DEFAULT for `{name}`, and {found} arrived: nothing was committed"
        ))
        .hint("does a rule rewrite what is deleted or inserted?"),
        Trouble::ZoneDiffers(clocks) => {
            bounds::zone_differs(shown, clocks.zone, (clocks.shown, clocks.here), clocks.server)
        }
        Trouble::Managed { schema } => Message::new(format!("pg_partman manages `{shown}`: left alone"))
            .hint(format!(
                "its own functions in schema `{schema}` do this, or `migrate partitions adopt --table {shown}` takes it over"
            )),
        Trouble::ManagerHidden { schema } => Message::new(format!(
            "pg_partman is here, and whether it manages `{shown}` is not known"
        ))
        .hint(format!(
            "GRANT USAGE ON SCHEMA {schema} and SELECT ON {schema}.part_config to the role that runs this"
        )),
        Trouble::ManagerDenied { schema, doing, why } => {
            Message::new(format!("`{shown}`: could not {doing}: {why}")).hint(format!(
                "the role that runs this owns the partitions, and GRANT USAGE ON SCHEMA {schema} and SELECT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} to it"
            ))
        }
        Trouble::NoKeep => Message::new(format!("nothing says how long the rows of `{shown}` are kept"))
            .hint("`--keep 24m`, or `keep = \"24m\"` in `[[partitions]]` of migrate.toml"),
        Trouble::DetachWaits { name } => Message::new(format!(
            "`{name}` is half detached from `{shown}`: older transactions have been open for more than a minute"
        ))
        .hint("run this again when they have ended; it finishes the detach first"),
        Trouble::ExportDiffers { name, rows, lines } => Message::new(format!(
            "`{name}` has {rows} rows, and the file got {lines} lines: it was not kept"
        )),
        Trouble::NotAsExported { name, file, why } => {
            Message::new(format!("`{name}` is not dropped: {why} (`{file}`)"))
                .hint("was it changed on purpose? move the file away and take `export` out of the mark in the table's comment, then export again")
        }
        Trouble::MarkChanged { name } => Message::new(format!(
            "`{name}` does not bear the mark of a retired partition any more: left alone"
        ))
        .hint("its comment, or its place, was changed meanwhile; run this again"),
        Trouble::Unsuited(Unsuited::Key { is }) => Message::new(format!(
            "`{shown}` is partitioned by `{is}`, not by ranges of one timestamptz, timestamp, date or UUIDv7"
        ))
        .hint("it was asked for by `[[partitions]]` or `--table`: where nobody does, it is passed over"),
        Trouble::Unsuited(Unsuited::Number { is }) => Message::new(format!(
            "`{shown}` is partitioned by `{is}`, and nothing says that these numbers are a time"
        ))
        .hint("`epoch = \"seconds\"` or `\"milliseconds\"` in `[[partitions]]` says what they count since 1970"),
        Trouble::Unsuited(Unsuited::NoEpoch { is }) => Message::new(format!(
            "`{shown}` is partitioned by a `{is}`, and `[[partitions]]` says `epoch`, which is for whole numbers"
        ))
        .hint("take `epoch` out"),
        Trouble::Unsuited(Unsuited::HoursOfPlace { zone }) => Message::new(format!(
            "`{shown}` is partitioned by the hour, and the clocks of `{zone}` show one twice when they go back: two partitions would have its name"
        ))
        .hint("take `timezone` out: an hour begins at the same instant in UTC; an offset such as `+05:30` shifts it"),
        Trouble::Unsuited(Unsuited::Column { is, wanted }) => {
            Message::new(format!("`{shown}` is partitioned by `{is}`, and `[[partitions]]` says `{wanted}`"))
        }
        Trouble::Unsuited(Unsuited::NoInterval) => {
            Message::new(format!("nothing says how long the partitions of `{shown}` should be"))
                .hint("write a `[[partitions]]` with `table` and `interval` into migrate.toml")
        }
        Trouble::Unsuited(Unsuited::TooMany { missing }) => {
            Message::new(format!("`{shown}` would be given {missing} partitions, which nobody can mean"))
                .hint("`migrate partitions list` shows its earliest partition: gaps are filled from there on")
        }
    };
    vec![message.coded(trouble.code(), facts::trouble(table, trouble))]
}
