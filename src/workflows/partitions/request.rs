//! Which tables a run is about, and what is wanted of each.

use std::time::Duration;

use crate::model::outcome::event::Event;
use crate::model::outcome::failure::Failure;
use crate::model::partitions::adopt;
use crate::model::partitions::config::PartitionConfig;
use crate::model::partitions::coverage::{Unsuited, suited};
use crate::model::partitions::fit;
use crate::model::partitions::instant::Instant;
use crate::model::partitions::interval::Interval;
use crate::model::partitions::report::{PassedOver, TableReport};
use crate::model::partitions::table::{PartitionKey, PartitionedTable};
use crate::model::partitions::table_trouble::TableTrouble;
use crate::model::partitions::zone::Zone;
use crate::workflows::database::Database;

/// What was asked for.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    /// The configured tables. Without any, every table that is partitioned by time is looked after, by the
    /// length of its newest partition.
    pub(crate) wishes: Vec<PartitionConfig>,
    /// `--table`: these only.
    pub(crate) tables: Vec<String>,
    /// `--ahead`, which beats the configuration.
    pub(crate) ahead: Option<u32>,
    /// Whether tables that nothing is configured about are looked after, too, although there are others.
    pub(crate) beside: bool,
    /// Whether partitions may have to be made, so that something has to say how long they are.
    pub(crate) makes: bool,
}

/// The reading of the tables that a run begins with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    /// The server's time.
    pub(super) now: Instant,
    /// How long it took.
    pub(super) took: Duration,
}

/// What a run is about.
pub(super) struct SelectedTables {
    pub(super) picks: Vec<ConfiguredTable>,
    pub(super) passed_over: Vec<PassedOver>,
}

/// A table and what is wanted of it, or why nothing can be.
pub(super) type ConfiguredTable = Result<(PartitionedTable, PartitionConfig), Box<TableReport>>;

impl Request {
    /// For every configured table, or for all where there is none, in a database that is made to be tried.
    pub(super) fn here(wishes: Vec<PartitionConfig>, ahead: Option<u32>) -> Self {
        Self { wishes, tables: Vec::new(), ahead, beside: false, makes: true }
    }

    /// Matches what was asked for with what there is. Where nothing was, a table that is not partitioned by time is
    /// passed over.
    pub(super) async fn pick(
        &self,
        database: &Database,
        tables: &[PartitionedTable],
    ) -> Result<SelectedTables, Failure> {
        let mut passed_over = Vec::new();
        let picks: Vec<ConfiguredTable> = if self.wishes.is_empty() {
            tables
                .iter()
                .filter(|table| self.is_asked(table))
                .filter(|table| match &table.key {
                    PartitionKey::Other(key) if self.tables.is_empty() => {
                        passed_over.push(PassedOver { table: table.to_string(), key: key.clone() });
                        false
                    }
                    PartitionKey::Time { .. } | PartitionKey::Other(_) => true,
                })
                .map(|table| self.discovered(table))
                .collect()
        } else {
            let path = database.path().await?.schemas;
            let wanted =
                self.wishes.iter().filter(|wish| self.tables.is_empty() || self.tables.contains(&wish.table));
            let mut picks: Vec<ConfiguredTable> =
                wanted.map(|wish| configured(wish, tables, &path)).collect();
            if self.beside {
                let is_known = |table: &PartitionedTable| self.wishes.iter().any(|wish| wish.is_about(table));
                let others = tables.iter().filter(|table| !is_known(table));
                picks.extend(others.map(|table| self.discovered(table)).collect::<Vec<_>>());
            }
            picks
        };
        let missing = self.tables.iter().filter(|name| {
            !picks.iter().any(|pick| match pick {
                Ok((table, _)) => table.name.name == **name || table.to_string() == **name,
                Err(report) => report.shown == **name || report.shown.ends_with(&format!(".{name}")),
            })
        });
        let unknown: Vec<ConfiguredTable> =
            missing.map(|name| Err(trouble(name.clone(), TableTrouble::NoSuchTable))).collect();
        let ahead = |pick: ConfiguredTable| {
            pick.map(|(table, wish)| {
                let ahead = self.ahead.unwrap_or(wish.ahead);
                (table, PartitionConfig { ahead, ..wish })
            })
        };
        for table in &passed_over {
            database.reporter().event(&Event::PassedOver(table));
        }
        Ok(SelectedTables { picks: picks.into_iter().chain(unknown).map(ahead).collect(), passed_over })
    }

    fn is_asked(&self, table: &PartitionedTable) -> bool {
        self.tables.is_empty()
            || self.tables.contains(&table.name.name)
            || self.tables.contains(&table.to_string())
    }

    /// A table that nothing was written down about.
    fn discovered(&self, table: &PartitionedTable) -> ConfiguredTable {
        // A UUID that was asked for by its table's name is one of version 7.
        let named = if self.tables.is_empty() { table.clone() } else { table.clone().taken_for_time(None) };
        let table = &named;
        let fitting = fit::found(table);
        let interval = fitting.map_or(Interval::Month, |(interval, _)| interval);
        let wish = PartitionConfig { keep: None, ..adopt::wish(table, interval) };
        // Partitions are made in a zone that somebody wrote down, or in UTC.
        let wish = if self.makes { PartitionConfig { zone: Zone::Utc, ..wish } } else { wish };
        let why = match suited(table, &wish) {
            Err(why) => why,
            Ok(()) if fitting.is_none() && self.makes => Unsuited::NoInterval,
            Ok(()) => return Ok((table.clone(), wish)),
        };
        Err(trouble(table.to_string(), TableTrouble::Unsuited(why)))
    }
}

fn configured(wish: &PartitionConfig, tables: &[PartitionedTable], path: &[String]) -> ConfiguredTable {
    let schemas = wish.schema.as_ref().map_or(path, std::slice::from_ref);
    let matching = schemas.iter().find_map(|schema| {
        tables.iter().find(|table| table.name.schema == *schema && table.name.name == wish.table)
    });
    let shown = wish.schema.as_ref().map_or(wish.table.clone(), |schema| format!("{schema}.{}", wish.table));
    match matching {
        None => Err(trouble(shown, TableTrouble::NoSuchTable)),
        Some(table) => {
            let table = table.clone().taken_for_time(wish.epoch);
            match suited(&table, wish) {
                Err(why) => Err(trouble(table.to_string(), TableTrouble::Unsuited(why))),
                Ok(()) => Ok((table, wish.clone())),
            }
        }
    }
}

fn trouble(shown: String, trouble: TableTrouble) -> Box<TableReport> {
    Box::new(TableReport { trouble: Some(trouble), ..TableReport::of(shown) })
}
