//! Rows that are made again as they were written, to tell them from those of others: what their columns have to be for that.

use super::catalog::{CatalogColumn, CatalogTable, ColumnDefault};
use crate::model::migration::history::Applied;
use crate::model::migration::pair::MigrationId;

/// A column that is not any more what it was when it was filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ChangedColumn {
    /// As people read it.
    pub(crate) table: String,
    pub(crate) column: String,
    /// Its type then.
    pub(crate) was: String,
    /// Its type now; `None` where no column has that name.
    pub(crate) now: Option<String>,
}

/// A column that was left to the server, which put the same into each row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ConstantColumn {
    pub(crate) name: String,
    /// As `pg_get_expr` writes it; `None`: NULL.
    pub(crate) default: Option<String>,
}

/// Which of the columns that were filled are others now. An enum may have got more labels.
pub(crate) fn changed(then: &CatalogTable, filled: &[String], now: &[CatalogColumn]) -> Vec<ChangedColumn> {
    let of_then = then.columns.iter().filter(|column| filled.contains(&column.name));
    of_then
        .filter_map(|column| {
            let namesake = now.iter().find(|now| now.name == column.name);
            if namesake.is_some_and(|namesake| is_alike(column, namesake)) {
                return None;
            }
            Some(ChangedColumn {
                table: then.name.to_string(),
                column: column.name.clone(),
                was: column.type_name.clone(),
                now: namesake.map(|namesake| namesake.type_name.clone()),
            })
        })
        .collect()
}

/// The columns beside the filled ones whose value is known: NULL or a constant then, and the same now. Of one that was
/// changed since, it is not known what stands in the rows.
pub(crate) fn constants(
    then: &CatalogTable,
    filled: &[String],
    now: &[CatalogColumn],
) -> Vec<ConstantColumn> {
    let is_constant = |column: &&CatalogColumn| {
        matches!(column.filled, ColumnDefault::Nothing | ColumnDefault::Constant)
            && !filled.contains(&column.name)
            && now.iter().any(|now| {
                now.name == column.name
                    && is_alike(column, now)
                    && (now.filled, &now.default) == (column.filled, &column.default)
            })
    };
    let of_then = then.columns.iter().filter(is_constant);
    of_then
        .map(|column| ConstantColumn { name: column.name.clone(), default: column.default.clone() })
        .collect()
}

fn is_alike(then: &CatalogColumn, now: &CatalogColumn) -> bool {
    (&then.type_name, &then.base_type) == (&now.type_name, &now.base_type)
        && (then.max_chars, then.precision) == (now.max_chars, now.precision)
        && then.labels.iter().all(|label| now.labels.contains(label))
}

/// What was applied after an instant, in microseconds since 1970. What has no readable time counts as before.
pub(crate) fn applied_since(applied: &[Applied], instant: i64) -> Vec<MigrationId> {
    let is_later = |entry: &&Applied| entry.applied_micros().is_some_and(|time| time > instant);
    applied.iter().filter(is_later).map(|entry| entry.id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::migration::version::Version;
    use crate::model::sql::qualified_name::QualifiedName;

    fn column(name: &str, type_name: &str, filled: ColumnDefault) -> CatalogColumn {
        CatalogColumn {
            name: name.to_owned(),
            type_name: type_name.to_owned(),
            base_type: type_name.to_owned(),
            max_chars: None,
            precision: None,
            labels: Vec::new(),
            not_null: false,
            filled,
            default: (filled == ColumnDefault::Constant).then(|| "1".to_owned()),
            inputs: Vec::new(),
            domain_checks: Vec::new(),
        }
    }

    fn table(columns: Vec<CatalogColumn>) -> CatalogTable {
        CatalogTable {
            oid: 1,
            name: QualifiedName::new("public", "t"),
            columns,
            foreign_keys: Vec::new(),
            keys: Vec::new(),
            checks: Vec::new(),
            partition_column: None,
            partition_rule: None,
            partition_keys: Vec::new(),
            leaves: Vec::new(),
        }
    }

    #[test]
    fn a_filled_column_is_changed_by_another_type_another_name_or_fewer_labels() {
        let filled = ["a", "b", "c", "mood"].map(str::to_owned);
        let plain = |name: &str, type_name: &str| column(name, type_name, ColumnDefault::Nothing);
        let mood = |labels: &[&str]| CatalogColumn {
            labels: labels.iter().map(|label| (*label).to_owned()).collect(),
            ..plain("mood", "mood")
        };
        let then = table(vec![
            plain("a", "text"),
            plain("b", "integer"),
            plain("c", "text"),
            plain("left", "text"),
            mood(&["x", "y"]),
        ]);
        assert_eq!(changed(&then, &filled, &then.columns), []);
        let now = [plain("a", "text"), plain("b", "bigint"), plain("d", "text"), mood(&["new", "x", "y"])];
        let differing = changed(&then, &filled, &now);
        let differing: Vec<_> =
            differing.iter().map(|changed| (changed.column.as_str(), changed.now.as_deref())).collect();
        assert_eq!(differing, [("b", Some("bigint")), ("c", None)]);
        let differing = changed(&then, &filled[3..], &[mood(&["x", "z"])]);
        assert_eq!(differing.len(), 1);
    }

    #[test]
    fn what_the_server_put_in_is_known_where_it_was_constant_and_nobody_changed_it() {
        let then = table(vec![
            column("filled", "text", ColumnDefault::Nothing),
            column("null", "text", ColumnDefault::Nothing),
            column("one", "integer", ColumnDefault::Constant),
            column("other", "integer", ColumnDefault::Constant),
            column("gone", "integer", ColumnDefault::Constant),
            column("now", "timestamptz", ColumnDefault::Changing),
            column("id", "bigint", ColumnDefault::Identity),
            column("twice", "bigint", ColumnDefault::Generated),
        ]);
        let mut now = then.columns.clone();
        now.retain(|column| column.name != "gone");
        now[3].default = Some("2".to_owned());
        let known = constants(&then, &["filled".to_owned()], &now);
        let known: Vec<_> =
            known.iter().map(|constant| (constant.name.as_str(), constant.default.as_deref())).collect();
        assert_eq!(known, [("null", None), ("one", Some("1"))]);
    }

    #[test]
    fn the_versions_after_an_instant_are_known_where_the_history_has_their_time() {
        let entry = |number, time: Option<&str>| Applied {
            id: MigrationId { version: Version::new(number).unwrap(), name: "x".to_owned() },
            applied_on: time.map(str::to_owned),
            checksum: None,
            journal: None,
        };
        let applied = [
            entry(1, Some("1970-01-01T00:00:00.5Z")),
            entry(2, Some("1970-01-01T00:00:01+00:00")),
            entry(3, Some("1970-01-01T00:00:01.000001Z")),
            entry(4, None),
            entry(5, Some("1970-01-01T03:00:02+02:00")),
        ];
        let later = applied_since(&applied, 1_000_000);
        let later: Vec<i64> = later.iter().map(|id| id.version.number()).collect();
        assert_eq!(later, [3, 5]);
    }
}
