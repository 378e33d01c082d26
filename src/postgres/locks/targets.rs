//! What a script's mentions of relations are in this database: the tables that can be locked before it.

use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error, Row};

use crate::model::locks::lock_set::{LockSet, TableLock};
use crate::model::locks::mention::{Keys, Mention, Reach, Target};
use crate::model::locks::mode::{LockMode, Seen};
use crate::model::locks::tree::{self, Located};
use crate::model::migration::bookkeeping;
use crate::model::sql::qualified_name::QualifiedName;
use crate::model::sql::relation_name::RelationName;

const TARGETS: &str = include_str!("sql/targets.sql");

/// The tables that the mentions lead to, in their order, each with the strongest mode that is needed there: ordinary and
/// partitioned ones that this role may lock so. What is not there, is of another kind, is temporary, belongs to the
/// server or is one of our own tables is left out, and so is what the role may not lock.
///
/// `path` holds schemas, and is searched behind `pg_catalog` unless that is in it. Asks the catalog alone, and takes no
/// lock on what it finds.
pub(crate) async fn resolve(
    client: &Client,
    path: &[String],
    mentions: &[Mention],
) -> Result<LockSet, Error> {
    if mentions.is_empty() {
        return Ok(LockSet::default());
    }
    let mut schemas: Vec<&str> = path.iter().map(String::as_str).collect();
    if !schemas.contains(&"pg_catalog") {
        schemas.insert(0, "pg_catalog");
    }
    let mut columns = Columns::default();
    for mention in mentions {
        columns.push(mention);
    }
    let mut set = LockSet::default();
    columns.query(client, &schemas).await?.into_iter().for_each(|target| set.add(target.lock));
    Ok(set)
}

/// The same of locks that were seen, by relation: what such a session would ask for at its start. A tree of tables that
/// are all locked is one lock. Indexes, sequences and everything else that LOCK TABLE does not take are left out, and so
/// is what another transaction has made and not committed.
pub(crate) async fn of_seen(client: &Client, seen: &[Seen]) -> Result<LockSet, Error> {
    if seen.is_empty() {
        return Ok(LockSet::default());
    }
    let nameless = RelationName { schema: None, name: String::new() };
    let mentions: Vec<Mention> = seen.iter().map(|(_, mode)| Mention::of(nameless.clone(), *mode)).collect();
    let mut columns = Columns::default();
    for mention in &mentions {
        columns.push(mention);
    }
    columns.seen = seen.iter().map(|(relation, _)| Some(*relation)).collect();
    Ok(tree::folded(columns.query(client, &[]).await?))
}

/// What the question takes of each mention.
#[derive(Default)]
struct Columns<'a> {
    schemas: Vec<Option<&'a str>>,
    names: Vec<&'a str>,
    of_index: Vec<bool>,
    modes: Vec<i32>,
    reaches: Vec<i32>,
    defaults: Vec<Option<i32>>,
    parents: Vec<Option<i32>>,
    keys: Vec<&'a str>,
    parts: Vec<Option<&'a str>>,
    referenced: Vec<Option<i32>>,
    referencing: Vec<Option<i32>>,
    seen: Vec<Option<u32>>,
}

impl<'a> Columns<'a> {
    fn push(&mut self, mention: &'a Mention) {
        let (keys, part) = keys(&mention.keys);
        self.schemas.push(mention.name.schema.as_deref());
        self.names.push(&mention.name.name);
        self.of_index.push(mention.target == Target::IndexOf);
        self.modes.push(mention.mode.number());
        self.reaches.push(reach(mention.reach));
        self.defaults.push(mention.default_partition.map(LockMode::number));
        self.parents.push(mention.parent.map(LockMode::number));
        self.keys.push(keys);
        self.parts.push(part);
        self.referenced.push(mention.referenced.map(LockMode::number));
        self.referencing.push(mention.referencing.map(LockMode::number));
        self.seen.push(None);
    }

    /// Whether anything beyond the relations themselves is asked for.
    fn has_keys(&self) -> bool {
        let modes = [&self.defaults, &self.parents, &self.referenced, &self.referencing];
        self.parts.iter().any(Option::is_some) || modes.into_iter().flatten().any(Option::is_some)
    }

    async fn query(&self, client: &Client, schemas: &[&str]) -> Result<Vec<Located>, Error> {
        let own = bookkeeping::NAMES.as_slice();
        let values: [(&(dyn ToSql + Sync), Type); 14] = [
            (&schemas, Type::TEXT_ARRAY),
            (&own, Type::TEXT_ARRAY),
            (&self.schemas, Type::TEXT_ARRAY),
            (&self.names, Type::TEXT_ARRAY),
            (&self.of_index, Type::BOOL_ARRAY),
            (&self.modes, Type::INT4_ARRAY),
            (&self.reaches, Type::INT4_ARRAY),
            (&self.defaults, Type::INT4_ARRAY),
            (&self.parents, Type::INT4_ARRAY),
            (&self.keys, Type::TEXT_ARRAY),
            (&self.parts, Type::TEXT_ARRAY),
            (&self.referenced, Type::INT4_ARRAY),
            (&self.referencing, Type::INT4_ARRAY),
            (&self.seen, Type::OID_ARRAY),
        ];
        let is_seen = self.seen.iter().any(Option::is_some);
        let all = |rows: &[Row]| rows.iter().filter_map(|row| located(row).transpose()).collect();
        if self.has_keys() {
            let rows = client.query_typed(&question(Keyed::First, is_seen), &values).await?;
            if let Some(row) = rows.first()
                && !row.try_get::<_, bool>("is_more")?
            {
                return all(&rows);
            }
        }
        let keyed = if self.has_keys() { Keyed::Yes } else { Keyed::No };
        all(&client.query_typed(&question(keyed, is_seen), &values).await?)
    }
}

/// Whether keys and partitions are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keyed {
    No,
    /// Not yet: whether there are any.
    First,
    Yes,
}

/// The question without the parts that nobody needs.
fn question(keyed: Keyed, is_seen: bool) -> String {
    let mut text = String::with_capacity(TARGETS.len());
    let mut is_needed = true;
    for line in TARGETS.lines() {
        match line {
            "-- keys:" => is_needed = keyed == Keyed::Yes,
            "-- first:" => is_needed = keyed == Keyed::First,
            "-- seen:" => is_needed = is_seen,
            "-- :keys" | "-- :first" | "-- :seen" => is_needed = true,
            line if is_needed && !line.starts_with("--") => text.extend([line, "\n"]),
            _ => {}
        }
    }
    text
}

fn reach(reach: Reach) -> i32 {
    match reach {
        Reach::Alone => 0,
        Reach::Partitions => 1,
        Reach::Descendants => 2,
    }
}

fn keys(keys: &Keys) -> (&'static str, Option<&str>) {
    match keys {
        Keys::All => ("all", None),
        Keys::Constraint(name) => ("constraint", Some(name)),
        Keys::Renamed(name) => ("renamed", Some(name)),
        Keys::Column(name) => ("column", Some(name)),
        Keys::Following => ("following", None),
        Keys::Deleting => ("deleting", None),
    }
}

fn located(row: &Row) -> Result<Option<Located>, Error> {
    let (schema, name): (String, String) = (row.try_get("schema")?, row.try_get("name")?);
    let Some(mode) = LockMode::of_number(row.try_get("mode")?) else { return Ok(None) };
    let lock = TableLock { table: QualifiedName::new(schema, name), alone: row.try_get("alone")?, mode };
    Ok(Some(Located { oid: row.try_get("oid")?, lock, children: row.try_get("children")? }))
}
