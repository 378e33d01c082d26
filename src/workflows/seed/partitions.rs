//! Partitions for the months of the data, where they are missing: growth of the schema, which stays.

use super::error::refused;
use crate::model::outcome::failure::Failure;
use crate::model::partitions::adopt;
use crate::model::partitions::config::PartitionConfig;
use crate::model::partitions::coverage::CoverageFinding;
use crate::model::partitions::fit;
use crate::model::partitions::instant::Instant;
use crate::model::partitions::interval::Interval;
use crate::model::partitions::report::TableReport;
use crate::model::partitions::table::{PartitionKey, PartitionedTable};
use crate::model::partitions::table_trouble::TableTrouble;
use crate::model::seed::catalog::{Catalog, Leaf};
use crate::model::seed::refusal::SeedRefusal;
use crate::model::seed::window::Window;
use crate::postgres::Session;
use crate::workflows::database::OpenSession;
use crate::workflows::partitions::attempt::unless_fatal;
use crate::workflows::partitions::ensure::{Made, make_periods};

/// A table that lacks partitions, and the begins of their periods.
pub(super) struct MissingPartitions {
    table: PartitionedTable,
    wish: PartitionConfig,
    starts: Vec<Instant>,
}

impl MissingPartitions {
    /// Whether it is about this table, by its OID.
    pub(super) fn is_about(&self, table: u32) -> bool {
        self.table.oid == table
    }

    /// Lets a catalog have them, for a plan that nothing is done about.
    pub(super) fn pretend(&self, catalog: &mut Catalog) {
        let micros = |at: Instant| at.seconds() * 1_000_000;
        let periods = self.wish.periods(&self.table);
        for table in catalog.tables.iter_mut().filter(|table| table.oid == self.table.oid) {
            table.leaves.extend(self.starts.iter().map(|start| Leaf {
                oid: 0,
                name: self.table.name.sibling(periods.name(&self.wish.name, *start)),
                from: micros(*start),
                to: micros(periods.after(*start, 1)),
            }));
            table.leaves.sort_by_key(|leaf| leaf.from);
            // Whatever there would be a partition for.
            table.partition_rule = None;
        }
    }

    /// The partitions by the names that they get.
    pub(super) fn names(&self) -> Vec<String> {
        let periods = self.wish.periods(&self.table);
        self.starts
            .iter()
            .map(|start| self.table.name.sibling(periods.name(&self.wish.name, *start)).to_string())
            .collect()
    }
}

/// Which tables lack partitions for the window.
pub(super) async fn lacking(
    session: &Session,
    catalog: &Catalog,
    wishes: &[PartitionConfig],
    window: Window,
) -> Result<(Instant, Vec<MissingPartitions>), Failure> {
    let (now, tables) = session.partitions().await?;
    let is_seeded = |table: &PartitionedTable| {
        catalog.tables.iter().any(|seeded| seeded.oid == table.oid)
            && matches!(table.key, PartitionKey::Time { key_type, .. } if key_type.is_of_time())
    };
    let lacks = tables.into_iter().filter(is_seeded).filter_map(|table| {
        let configured = wishes.iter().find(|wish| wish.is_about(&table)).cloned();
        let interval = fit::found(&table).map_or(Interval::Month, |(interval, _)| interval);
        let wish = configured.unwrap_or_else(|| adopt::wish(&table, interval));
        let starts = window.without(&table.ranges(), wish.periods(&table));
        // What falls into DEFAULT needs no partition of its own.
        (!starts.is_empty()).then_some(MissingPartitions { table, wish, starts })
    });
    Ok((now, lacks.collect()))
}

/// Makes them. Returns their names.
pub(super) async fn make(
    run: OpenSession<'_>,
    now: Instant,
    lacks: &[MissingPartitions],
) -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    for MissingPartitions { table, wish, starts } in lacks {
        let mut made = Made::default();
        let ended = match table.unless_managed() {
            Ok(()) => make_periods(run, table, wish, now, starts, &mut made).await,
            Err(trouble) => Err(trouble),
        };
        let trouble = ended.err().map(unless_fatal).transpose()?;
        if let Some(TableTrouble::Failed(failure)) = trouble {
            return Err(failure);
        }
        let mut report = TableReport { trouble, ..TableReport::of(table.to_string()) };
        if let (Some(default), false) = (table.default(), made.blocked.is_empty()) {
            let (partition, periods) = (default.name.name.clone(), wish.periods(table));
            let starts = made.blocked.into_iter().map(|start| periods.local(start)).collect();
            report.findings.push(CoverageFinding::InDefault { partition, starts });
        }
        if report.trouble.is_some() || !report.findings.is_empty() {
            return Err(refused(SeedRefusal::NoPartitions { report: Box::new(report) }));
        }
        names.extend(made.created.into_iter().map(|name| table.name.sibling(name).to_string()));
    }
    Ok(names)
}
