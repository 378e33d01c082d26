//! Databases to work in, on whatever server: made, dropped, kept, and swept when a killed run left them.

use std::sync::Arc;

use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error};

use crate::model::connection::ConnectOptions;
use crate::model::migration::project::Consent;
use crate::model::outcome::event::Reporter;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::roundtrip::marker;
use crate::model::roundtrip::marker::ScratchMaker;
use crate::model::roundtrip::refusal::RoundtripRefusal;
use crate::model::sql::build;
use crate::model::sql::quote::{Ident, Literal};
use crate::postgres::connection::connected::Connected;
use crate::postgres::connection::{connect, fault, freeze, own_path, own_settings, pooler};

const LOCK: &str = include_str!("sql/scratch_lock.sql");
const ROLE: &str = include_str!("sql/scratch_role.sql");
const LEFTOVERS: &str = include_str!("sql/scratch_leftovers.sql");
const KEPT: &str = include_str!("sql/scratch_kept.sql");

/// What other sessions see.
const APPLICATION: &str = "migrate roundtrip";

/// A session that changes nothing in the database that it is connected to. No signal cancels what it does.
pub(crate) struct ScratchAdmin {
    client: Client,
    maker: ScratchMaker,
    now: String,
    /// `CREATE DATABASE` copies files, which makes a large template fast; where the server can.
    copies: &'static str,
    locale: String,
}

impl ScratchAdmin {
    /// Connects. A role that may not make databases is refused, a pooler and a frozen database unless they were allowed.
    pub(crate) async fn open(
        options: &ConnectOptions,
        reporter: &Arc<dyn Reporter>,
        maker: ScratchMaker,
        consent: &Consent,
    ) -> Result<Self, Failure> {
        let connected = connect::connect(options, APPLICATION, reporter).await?;
        // Its settings stay in the session: behind a pooler that must be nobody else's next.
        pooler::check(&connected, options, APPLICATION).await.map_err(Failure::Unreachable)?;
        let Connected { client, facts, .. } = connected;
        freeze::check(&client, &facts, options, consent.override_read_only).await?;
        client.batch_execute(&own_settings::session(&facts)).await.map_err(failed)?;
        let rows = own_path::query(&client, ROLE, &[]).await.map_err(failed)?;
        let [row] = rows.as_slice() else {
            return Err(Failure::Unexpected(anyhow::anyhow!("the server knows no role for this login")));
        };
        let read = || -> Result<_, Error> {
            let locale: (String, String) = (row.try_get("lc_collate")?, row.try_get("lc_ctype")?);
            Ok((
                row.try_get("role")?,
                row.try_get("may")?,
                locale,
                row.try_get("version")?,
                row.try_get("now")?,
            ))
        };
        let (role, may, locale, version, now): (String, bool, _, i32, String) = read().map_err(failed)?;
        if !may {
            return Err(Failure::Refused(Refusal::Roundtrip(RoundtripRefusal::NoCreateDb { role })));
        }
        Ok(Self {
            client,
            maker,
            now,
            copies: if version >= 150_000 { " STRATEGY FILE_COPY" } else { "" },
            locale: format!(" LC_COLLATE {} LC_CTYPE {}", Literal(&locale.0), Literal(&locale.1)),
        })
    }

    /// Drops what killed runs left. What cannot be dropped is left to the next run.
    pub(crate) async fn sweep(&self) -> Result<Vec<String>, Failure> {
        let (names, comments, kept) = (marker::SCRATCH_NAME, marker::SCRATCH, marker::KEPT_NAME);
        let values: [(&(dyn ToSql + Sync), Type); 3] =
            [(&names, Type::TEXT), (&comments, Type::TEXT), (&kept, Type::TEXT)];
        let rows = own_path::query(&self.client, LEFTOVERS, &values).await;
        let mut swept = Vec::new();
        for row in rows.map_err(failed)? {
            let name: String = row.try_get("name").map_err(failed)?;
            let is_marked: bool = row.try_get("is_marked").map_err(failed)?;
            let quoted = Ident::new(&name).filter(|_| is_marked || marker::is_made_here(&name));
            let Some(quoted) = quoted else { continue };
            if self.client.batch_execute(&format!("DROP DATABASE IF EXISTS {quoted}")).await.is_ok() {
                swept.push(name);
            }
        }
        Ok(swept)
    }

    /// Makes a database to work in: empty, with the locale of the one at hand, or a copy. While this session lives,
    /// its lock says that the database is in use.
    pub(crate) async fn make(&self, name: &Ident, template: Option<&Ident>) -> Result<(), Failure> {
        self.client.query_typed(LOCK, &[(&name.name(), Type::TEXT)]).await.map_err(failed)?;
        let copies = self.copies;
        let from = match template {
            Some(template) => format!("TEMPLATE {template}{copies}"),
            None => format!("TEMPLATE template0{copies} ENCODING 'UTF8'{}", self.locale),
        };
        let comment = self.maker.scratch(&self.now);
        self.create(name, &from).await?;
        self.run(&build::comment(format!("DATABASE {name}"), &comment)).await
    }

    /// Nobody else connects to it, not even before the rights are taken: until PostgreSQL 14 everybody may make objects
    /// in `public`, which scripts there would find.
    async fn create(&self, name: &Ident, from: &str) -> Result<(), Failure> {
        self.run(&format!("CREATE DATABASE {name} {from} ALLOW_CONNECTIONS false")).await?;
        self.run(&format!("REVOKE ALL ON DATABASE {name} FROM PUBLIC")).await?;
        self.run(&format!("ALTER DATABASE {name} ALLOW_CONNECTIONS true")).await
    }

    /// Drops a database, whoever is connected.
    pub(crate) async fn drop(&self, name: &Ident) -> Result<(), Failure> {
        self.run(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await
    }

    /// Keeps a copy of a database that nobody is connected to.
    pub(crate) async fn keep(&self, from: &Ident, name: &Ident, key: &str) -> Result<(), Failure> {
        self.client.query_typed(LOCK, &[(&name.name(), Type::TEXT)]).await.map_err(failed)?;
        self.run(&format!("DROP DATABASE IF EXISTS {name}")).await?;
        self.create(name, &format!("TEMPLATE {from}{}", self.copies)).await?;
        let comment = self.maker.kept(key, &self.now);
        self.run(&build::comment(format!("DATABASE {name}"), &comment)).await
    }

    /// What is kept: names and keys.
    pub(crate) async fn kept(&self) -> Result<Vec<(String, String)>, Failure> {
        let names = (marker::KEPT_NAME, marker::KEPT);
        let rows =
            own_path::query(&self.client, KEPT, &[(&names.0, Type::TEXT), (&names.1, Type::TEXT)]).await;
        let mut kept = Vec::new();
        for row in rows.map_err(failed)? {
            let read =
                || -> Result<(String, String), Error> { Ok((row.try_get("name")?, row.try_get("comment")?)) };
            let (name, comment) = read().map_err(failed)?;
            kept.extend(marker::key(&comment).map(|key| (name, key.to_owned())));
        }
        Ok(kept)
    }

    async fn run(&self, statement: &str) -> Result<(), Failure> {
        self.client.batch_execute(statement).await.map_err(failed)
    }
}

#[allow(clippy::needless_pass_by_value, reason = "for map_err")]
fn failed(error: Error) -> Failure {
    Failure::Database { doing: "create or drop a scratch database", fault: fault::translate(&error) }
}
