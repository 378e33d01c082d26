//! An application as one writes it: bound parameters, one transaction a request, the tenant and the person
//! first. Its queries are those of `examples/queries/`.

use std::error::Error as StdError;
use std::time::SystemTime;

use bytes::{BufMut, BytesMut};
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{Error, Row, Transaction};

use crate::support::Held;

/// The text of one of `examples/queries/`.
macro_rules! example {
    ($name:literal) => {
        include_str!(concat!("../../../examples/queries/", $name, ".sql"))
    };
}
pub(super) use example;

/// A value that is bound.
#[derive(Debug, Clone)]
pub(super) enum Bound<'a> {
    Uuid(&'a str),
    Text(Option<&'a str>),
    NoUuid,
    NoTime,
    Now,
    At(SystemTime),
    Number(i64),
    /// The key in the first column of what the statement before it returned.
    Returned,
}

impl Bound<'_> {
    fn type_of(&self) -> Type {
        match self {
            Self::Uuid(_) | Self::NoUuid | Self::Returned => Type::UUID,
            Self::Text(_) => Type::TEXT,
            Self::NoTime | Self::Now | Self::At(_) => Type::TIMESTAMPTZ,
            Self::Number(_) => Type::INT8,
        }
    }
}

impl ToSql for Bound<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        match self {
            Self::Uuid(text) => {
                let digits: String = text.chars().filter(|digit| *digit != '-').collect();
                for at in (0..32).step_by(2) {
                    out.put_u8(u8::from_str_radix(&digits[at..at + 2], 16)?);
                }
                Ok(IsNull::No)
            }
            Self::Text(text) => text.to_sql(ty, out),
            Self::NoUuid | Self::NoTime => Ok(IsNull::Yes),
            Self::Now => SystemTime::now().to_sql(ty, out),
            Self::At(instant) => instant.to_sql(ty, out),
            Self::Number(number) => number.to_sql(ty, out),
            Self::Returned => Err("nothing was returned before".into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// A value that came back, as text.
struct Shown(String);

impl<'a> FromSql<'a> for Shown {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn StdError + Sync + Send>> {
        Ok(Self(match *ty {
            Type::UUID => {
                let number = raw.iter().fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
                let digits = format!("{number:032x}");
                [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]].join("-")
            }
            Type::INT4 => i32::from_sql(ty, raw)?.to_string(),
            Type::INT8 => i64::from_sql(ty, raw)?.to_string(),
            Type::TIMESTAMPTZ => "an instant".to_owned(),
            Type::DATE => "a day".to_owned(),
            Type::JSONB => String::from_utf8(raw[1..].to_vec())?,
            _ => String::from_utf8(raw.to_vec())?,
        }))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// Statements with their values, in one transaction: the rows of the last one, columns joined by `|`, or the
/// SQLSTATE of the first that failed. With `None` the application forgets to say for whom it asks.
pub(super) fn request(
    client: &mut Held,
    who: Option<(&str, &str)>,
    statements: &[(&str, &[Bound<'_>])],
) -> Result<Vec<String>, String> {
    let (runtime, client) = client.parts();
    let run = async {
        let transaction = client.transaction().await?;
        // Waited for: a transaction that is only dropped keeps its server connection until the client speaks again.
        match answers(&transaction, who, statements).await {
            Ok(rows) => transaction.commit().await.map(|()| rows),
            Err(error) => transaction.rollback().await.and(Err(error)),
        }
    };
    match runtime.block_on(run) {
        Ok(rows) => Ok(rows
            .iter()
            .map(|row| {
                let columns: Vec<String> = (0..row.len())
                    .map(|at| row.get::<_, Option<Shown>>(at).map_or_else(String::new, |shown| shown.0))
                    .collect();
                columns.join("|")
            })
            .collect()),
        Err(error) => Err(error.code().map_or_else(|| error.to_string(), |code| code.code().to_owned())),
    }
}

async fn answers(
    transaction: &Transaction<'_>,
    who: Option<(&str, &str)>,
    statements: &[(&str, &[Bound<'_>])],
) -> Result<Vec<Row>, Error> {
    if let Some((organization, person)) = who {
        let context = [Bound::Uuid(organization), Bound::Uuid(person)];
        transaction.query_typed("SELECT app.set_tenant($1), app.set_user($2)", &typed(&context)).await?;
    }
    let mut rows: Vec<Row> = Vec::new();
    for (sql, values) in statements {
        let returned = rows.first().and_then(|row| row.try_get::<_, Option<Shown>>(0).ok().flatten());
        let values: Vec<Bound> = values
            .iter()
            .map(|value| match (value, &returned) {
                (Bound::Returned, Some(Shown(key))) => Bound::Uuid(key),
                _ => value.clone(),
            })
            .collect();
        rows = transaction.query_typed(sql, &typed(&values)).await?;
    }
    Ok(rows)
}

fn typed<'a>(values: &'a [Bound<'_>]) -> Vec<(&'a (dyn ToSql + Sync), Type)> {
    values.iter().map(|value| (value as &(dyn ToSql + Sync), value.type_of())).collect()
}
