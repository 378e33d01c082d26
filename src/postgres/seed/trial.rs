//! What only the server can say: which rows a table would take. They are read as COPY reads them, and every rule of the
//! table is questions, without a row being written.

use std::ops::Range;

use tokio_postgres::Error;
use tokio_postgres::types::{ToSql, Type};

use super::writer::ident;
use crate::model::outcome::failure::Failure;
use crate::model::seed::catalog::{CatalogColumn, CatalogTable, ColumnDefault};
use crate::model::seed::plan::SampleRows;
use crate::model::seed::rules::Rule;
use crate::postgres::catalog::SETTINGS;
use crate::postgres::connection::fault;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::session::Session;
use crate::postgres::runner::users_ground::become_owner;

const OWNER_OF: &str = include_str!("sql/owner_of.sql");

/// After this many questions, what is left of those that failed counts as refused.
const PATIENCE: usize = 300;

/// What the server says of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RowVerdict {
    /// For each rule whether it holds.
    Judged(Vec<bool>),
    /// It is no row of the table at all, or a rule failed over it; in the server's words.
    Refused(String),
}

impl RowVerdict {
    /// Whether everything holds.
    pub(crate) fn holds(&self) -> bool {
        matches!(self, Self::Judged(rules) if rules.iter().all(|holds| *holds))
    }
}

impl Session {
    /// What the table says to each of some rows; rules that speak of columns that the rows do not have count as held.
    /// Outside of a transaction.
    pub(crate) async fn seed_trial(
        &self,
        table: &CatalogTable,
        rules: &[Rule],
        sample: &SampleRows,
    ) -> Result<Vec<RowVerdict>, Failure> {
        let refused = |fault: RunFault| RunFault::failure("check what a table accepts")(fault);
        let question = question(table, rules, &sample.columns).map_err(refused)?;
        let lines: Vec<String> = sample.rows.iter().map(|row| line(table, &sample.columns, row)).collect();
        let judged = async {
            let begin = format!("BEGIN READ ONLY; {SETTINGS} SET LOCAL client_min_messages = error");
            self.client.batch_execute(&begin).await?;
            let owner = self.client.query_typed_one(OWNER_OF, &[(&table.oid, Type::OID)]).await?;
            become_owner(&self.client, owner.try_get("owner")?).await?;
            self.judge(&question, &lines).await
        };
        let judged = judged.await;
        let ended = self.client.batch_execute("ROLLBACK").await;
        judged.and_then(|verdicts| ended.map(|()| verdicts)).map_err(|error: Error| Failure::Database {
            doing: "check what a table accepts",
            fault: fault::translate(&error),
        })
    }

    /// All rows in one question; where it fails over one, each half by itself.
    async fn judge(&self, question: &str, lines: &[String]) -> Result<Vec<RowVerdict>, Error> {
        let path = self.users().await?.path;
        let mut verdicts: Vec<RowVerdict> = lines.iter().map(|_| RowVerdict::Judged(Vec::new())).collect();
        let mut open: Vec<Range<usize>> = Vec::from([Range { start: 0, end: lines.len() }]);
        let mut questions = 0;
        while let Some(range) = open.pop() {
            if range.is_empty() {
                continue;
            }
            questions += 1;
            let part: Vec<&str> = lines[range.clone()].iter().map(String::as_str).collect();
            let values: [(&(dyn ToSql + Sync), Type); 2] = [(&part, Type::TEXT_ARRAY), (&path, Type::TEXT)];
            self.client.batch_execute("SAVEPOINT trial").await?;
            let answer = self.client.query_typed(question, &values).await;
            self.client.batch_execute("ROLLBACK TO trial; RELEASE trial").await?;
            match answer {
                Ok(rows) => {
                    for (at, row) in range.zip(rows) {
                        verdicts[at] = RowVerdict::Judged(row.try_get("holds")?);
                    }
                }
                Err(error) => {
                    let Some(why) = about_values(&error) else { return Err(error) };
                    if range.len() == 1 || questions > PATIENCE {
                        for at in range {
                            verdicts[at] = RowVerdict::Refused(why.clone());
                        }
                    } else {
                        let middle = range.start + range.len() / 2;
                        open.extend([middle..range.end, range.start..middle]);
                    }
                }
            }
        }
        Ok(verdicts)
    }
}

/// The server's words where it refused a value; `None` where it failed over something else.
fn about_values(error: &Error) -> Option<String> {
    // Data exceptions, violated constraints, what a check itself raises, and operators that a value has not.
    let error = error.as_db_error()?;
    let code = error.code().code();
    let is_value = ["22", "23", "P0", "42", "38", "54", "0A"].iter().any(|class| code.starts_with(class));
    is_value.then(|| fault::printable(error.message()))
}

/// A row as JSON: each value in its text form, but for JSON, which stands for itself.
fn line(table: &CatalogTable, columns: &[String], row: &[Option<String>]) -> String {
    let is_json = |name: &String| {
        let column = table.columns.iter().find(|column| column.name == *name);
        column.is_some_and(|column| matches!(column.base_type.as_str(), "json" | "jsonb"))
    };
    let text = |text: &str| serde_json::Value::from(text).to_string();
    let member = |(name, value): (&String, &Option<String>)| {
        let value = match value {
            None => "null".to_owned(),
            Some(value) if is_json(name) => value.clone(),
            Some(value) => text(value),
        };
        format!("{}: {value}", text(name))
    };
    format!("{{{}}}", columns.iter().zip(row).map(member).collect::<Vec<_>>().join(", "))
}

/// Asks for each of `$1` whether each rule holds. Understood by our path, which the expressions are written for; run by
/// users', `$2`, which their functions need.
fn question(table: &CatalogTable, rules: &[Rule], given: &[String]) -> Result<String, RunFault> {
    let is_given = |name: &String| given.contains(name);
    let mut available: Vec<&CatalogColumn> = Vec::new();
    let (mut read, mut first, mut made) = (Vec::new(), Vec::new(), Vec::new());
    for column in &table.columns {
        let name = ident(&column.name)?;
        match (column.filled, &column.default) {
            (ColumnDefault::Generated, _) => continue,
            _ if is_given(&column.name) => {
                read.push(format!("{name} {}", column.type_name));
                first.push(format!("r.{name} AS {name}"));
            }
            (ColumnDefault::Constant, Some(default)) => {
                first.push(format!("({default})::{} AS {name}", column.type_name));
            }
            _ => continue,
        }
        available.push(column);
    }
    let is_there =
        |name: &String, columns: &[&CatalogColumn]| columns.iter().any(|column| column.name == *name);
    for column in table.columns.iter().filter(|column| column.filled == ColumnDefault::Generated) {
        let is_asked = rules.iter().any(|rule| rule.speaks_of.contains(&column.name));
        let can_be_made = column.inputs.iter().all(|input| is_there(input, &available));
        if let (Some(expression), true) = (&column.default, is_asked && can_be_made) {
            made.push(format!("({expression})::{} AS {}", column.type_name, ident(&column.name)?));
            available.push(column);
        }
    }
    let holds = rules.iter().map(|rule| {
        if rule.speaks_of.iter().all(|name| is_there(name, &available)) {
            format!("(({}) IS NOT FALSE)", rule.expression)
        } else {
            "true".to_owned()
        }
    });
    let holds: Vec<String> = holds.collect();
    let place = ident("place in the sample")?;
    first.insert(0, format!("u.place AS {place}"));
    made.insert(0, "t.*".to_owned());
    let source = if read.is_empty() {
        String::new()
    } else {
        format!(
            "CROSS JOIN LATERAL pg_catalog.jsonb_to_record(u.line::pg_catalog.jsonb) AS r ({})",
            read.join(", ")
        )
    };
    let name = ident(&table.name.name)?;
    Ok(format!(
        "WITH path AS MATERIALIZED (SELECT pg_catalog.set_config('search_path', $2, true) AS path)
         SELECT ARRAY[{}]::pg_catalog.bool[] AS holds
         FROM (
             SELECT {}
             FROM (
                 SELECT {}
                 FROM path AS p
                 CROSS JOIN pg_catalog.unnest($1) WITH ORDINALITY AS u (line, place)
                 {source}
                 WHERE p.path IS NOT NULL
                 OFFSET 0
             ) AS t
             OFFSET 0
         ) AS {name}
         ORDER BY {name}.{place}",
        holds.join(", "),
        made.join(", "),
        first.join(", ")
    ))
}
