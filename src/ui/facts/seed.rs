//! Why nothing is seeded or cleared.

use super::things::{FilledColumn, Migration, MissingPiece, Owner, Reference, RowsOfTable};
use super::{Facts, partitions, path, text};
use crate::model::seed::load::ground::OccupiedPlace;
use crate::model::seed::refusal::{HoldingRows, OwnedTable, RefusedPiece, RowCount, SeedRefusal as S};
use crate::model::seed::remaking::ChangedColumn;
use crate::ui::words::{refused_piece, seed_occupant};

pub(super) fn facts(refusal: &S) -> Facts {
    let none = Facts::default();
    match refusal {
        S::NoSuchProfile { name, searched, known } => Facts {
            profile: text(name),
            searched: searched.as_deref().and_then(path).map(|folder| vec![folder]),
            known: Some(known.clone()),
            ..none
        },
        S::BadProfile { file, why } => Facts { file: text(file), reason: text(why), ..none },
        S::MissingTables { tables, .. } => {
            Facts { tables: Some(tables.iter().map(|table| table.name.clone()).collect()), ..none }
        }
        S::NotOwner { role, tables } => {
            let owner = |owned: &OwnedTable| Owner { table: owned.table.clone(), owner: owned.owner.clone() };
            Facts { role: text(role), owners: Some(tables.iter().map(owner).collect()), ..none }
        }
        S::RowSecurity { role, tables } => Facts { role: text(role), tables: Some(tables.clone()), ..none },
        S::NoCreate { role, schemas } => Facts { role: text(role), schemas: Some(schemas.clone()), ..none },
        S::ForeignRows { tables } => {
            Facts { row_counts: Some(tables.iter().map(row_count).collect()), ..none }
        }
        S::Unfinished { profile, started } => Facts { profile: text(profile), since: text(started), ..none },
        S::OtherVersion { recorded, here } => Facts { expected: text(recorded), actual: text(here), ..none },
        S::KeysMissing(left) => Facts {
            profile: text(&left.profile),
            since: text(&left.started),
            known: Some(left.missing.clone()),
            ..none
        },
        S::PlanChanged { what } => Facts { reason: text(what), ..none },
        S::ColumnsChanged { columns, applied } => Facts {
            columns: Some(columns.iter().map(filled_column).collect()),
            applied: Some(applied.iter().map(Migration::from).collect()),
            ..none
        },
        S::RowsOfOtherVersion { table, recorded, here } => {
            Facts { expected: text(recorded), actual: text(here), ..Facts::of_table(table) }
        }
        S::NoPartitions { report } => match (&report.trouble, report.findings.first()) {
            (Some(trouble), _) => partitions::trouble(report, trouble),
            (None, Some(finding)) => partitions::finding(report, finding),
            (None, None) => Facts::of_table(&report.shown),
        },
        S::NotEmpty { table, .. } => Facts::of_table(table),
        S::HeldBy { rows } => Facts { references: Some(rows.iter().map(reference).collect()), ..none },
        S::PlaceTaken { places, .. } => {
            Facts { missing: Some(places.iter().map(occupied_place).collect()), ..none }
        }
        S::TablesRenamed { tables, .. } => Facts {
            tables: Some(tables.iter().map(|table| table.was.to_string()).collect()),
            actual: text(tables.iter().map(|table| table.now.to_string()).collect::<Vec<_>>().join(", ")),
            ..none
        },
        S::NotBack { pieces, .. } => Facts { missing: Some(pieces.iter().map(piece).collect()), ..none },
        S::SchemaDiffers { differences } => Facts { differences: Some(differences.clone()), ..none },
        S::RowsThere(taken) => Facts {
            known: Some(taken.columns.clone()),
            profile: taken.runs.first().and_then(|run| text(&run.profile)),
            since: taken.runs.first().and_then(|run| text(&run.started)),
            ..Facts::of_table(&taken.table)
        },
        S::ProfileRepeats { table, columns, .. } => {
            Facts { known: Some(columns.clone()), ..Facts::of_table(table) }
        }
        S::NeedsYes { database } => Facts { database: text(database), ..none },
        S::MadeInProtected { environment, database } => {
            Facts { environment: text(environment), database: text(database), ..none }
        }
        S::NoTables | S::NothingToResume | S::NothingToClear | S::OthersWent => none,
    }
}

fn row_count(count: &RowCount) -> RowsOfTable {
    RowsOfTable { table: count.name.to_string(), rows: count.rows, seeded: count.seeded }
}

fn filled_column(changed: &ChangedColumn) -> FilledColumn {
    let ChangedColumn { table, column, was, now } = changed.clone();
    FilledColumn { table, column, before: was, after: now }
}

fn reference(held: &HoldingRows) -> Reference {
    let HoldingRows { table, constraint, target, rows } = held.clone();
    Reference { table, constraint, target, rows }
}

fn piece(refused: &RefusedPiece) -> MissingPiece {
    MissingPiece { object: refused.what.clone(), reason: refused_piece(refused) }
}

fn occupied_place(occupied: &OccupiedPlace) -> MissingPiece {
    MissingPiece { object: occupied.what.clone(), reason: seed_occupant(&occupied.by, &occupied.table) }
}
