//! A database for one test, and questions to it.

use std::sync::atomic::{AtomicU32, Ordering};

use tokio_postgres::{Error, NoTls, SimpleQueryMessage};

use super::Cluster;
use super::processes::PATIENCE;

/// A database of a test's own. Seldom dropped: its server is thrown away as a whole.
pub(crate) struct Database {
    /// As the superuser.
    admin: String,
    /// As the owner: the superuser, unless the database has one of its own.
    url: String,
    name: String,
    owner: String,
}

static COUNT: AtomicU32 = AtomicU32::new(0);

impl Database {
    /// An empty database on the shared server.
    pub(crate) fn new() -> Self {
        Self::on(Cluster::shared())
    }

    /// An empty database on a server.
    pub(crate) fn on(cluster: &Cluster) -> Self {
        let name = format!("it_{}", COUNT.fetch_add(1, Ordering::Relaxed));
        cluster.create_database(&name, "template0");
        Self::of_superuser(cluster, name)
    }

    /// An empty database on a server, owned by a role of its own that is no superuser and may not bypass
    /// row-level security. [`Self::url`] and [`Self::execute`] are this role's; who asks with [`Self::query`]
    /// sees every row.
    #[allow(dead_code, reason = "two test binaries share the workbench")]
    pub(crate) fn owned_on(cluster: &Cluster) -> Self {
        let created = Self::on(cluster);
        let owner = format!("{}_owner", created.name);
        created.execute(&format!("CREATE ROLE {owner} LOGIN"));
        created.execute(&format!("ALTER DATABASE {} OWNER TO {owner}", created.name));
        Self { url: created.url_as(&owner), owner, ..created }
    }

    fn of_superuser(cluster: &Cluster, name: String) -> Self {
        let url = cluster.url("postgres", &name);
        Self { admin: url.clone(), url, name, owner: "postgres".to_owned() }
    }

    /// A copy of this database on its server. Nobody may be connected to it.
    #[allow(dead_code, reason = "two test binaries share the workbench")]
    pub(crate) fn copy_on(&self, cluster: &Cluster) -> Self {
        let name = format!("it_{}", COUNT.fetch_add(1, Ordering::Relaxed));
        cluster.create_database(&name, &self.name);
        Self::of_superuser(cluster, name)
    }

    /// Drops it, for the room that many copies take.
    #[allow(dead_code, reason = "two test binaries share the workbench")]
    pub(crate) fn remove_from(&self, cluster: &Cluster) {
        let drop = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        Self::try_query(&cluster.url("postgres", "postgres"), &drop).unwrap();
    }

    /// Leads here as the owner.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Leads here as another role.
    pub(crate) fn url_as(&self, role: &str) -> String {
        self.admin.replacen("postgres@", &format!("{role}@"), 1)
    }

    /// The role that owns it.
    #[allow(dead_code, reason = "two test binaries share the workbench")]
    pub(crate) fn owner(&self) -> &str {
        &self.owner
    }

    /// The database's name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Runs statements as the owner; fails the test on an error.
    pub(crate) fn execute(&self, sql: &str) {
        Self::try_query(&self.url, sql).unwrap_or_else(|error| panic!("{error:?}\n{sql}"));
    }

    /// Runs statements as the superuser, where the owner is another.
    #[allow(dead_code, reason = "two test binaries share the workbench")]
    pub(crate) fn superuser(&self, sql: &str) {
        self.query(sql);
    }

    /// Every row of every statement, as the superuser sees them, columns joined by `|`, NULL as the empty text.
    pub(crate) fn query(&self, sql: &str) -> Vec<String> {
        Self::try_query(&self.admin, sql).unwrap_or_else(|error| panic!("{error:?}\n{sql}"))
    }

    /// The only value of the only row.
    pub(crate) fn value(&self, sql: &str) -> String {
        let rows = self.query(sql);
        assert_eq!(rows.len(), 1, "{sql}");
        rows.into_iter().next().unwrap()
    }

    /// Everything in the catalogs that a migration could have made, one line each.
    pub(crate) fn catalog(&self) -> Vec<String> {
        self.query(CATALOG)
    }

    /// Runs statements on a connection of their own.
    pub(crate) fn try_query(url: &str, sql: &str) -> Result<Vec<String>, Error> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let asked = async {
            let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
            let connection = tokio::spawn(connection);
            let messages = client.simple_query(sql).await;
            drop(client);
            let _ = connection.await;
            Ok(rows(&messages?))
        };
        let answer = runtime.block_on(async { tokio::time::timeout(PATIENCE, asked).await });
        answer.unwrap_or_else(|_| panic!("no answer from {url} within {PATIENCE:?}: {sql}"))
    }
}

pub(super) fn rows(messages: &[SimpleQueryMessage]) -> Vec<String> {
    messages
        .iter()
        .filter_map(|message| match message {
            SimpleQueryMessage::Row(row) => {
                let columns: Vec<&str> = (0..row.len()).map(|at| row.get(at).unwrap_or_default()).collect();
                Some(columns.join("|"))
            }
            _ => None,
        })
        .collect()
}

const CATALOG: &str = "
    SELECT 'relation ' || c.oid::regclass || ' ' || c.relkind::text || ' ' || COALESCE(c.relacl::text, '')
    FROM pg_class AS c WHERE c.relnamespace NOT IN (
        SELECT oid FROM pg_namespace WHERE nspname IN ('pg_catalog', 'pg_toast', 'information_schema'))
    UNION ALL SELECT 'column ' || attrelid::regclass || '.' || attname || ' ' || atttypid::regtype
    FROM pg_attribute WHERE attnum > 0 AND attrelid >= 16384 AND NOT attisdropped
    UNION ALL SELECT 'constraint ' || conrelid::regclass || '.' || conname FROM pg_constraint WHERE oid >= 16384
    UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg_t%'
    UNION ALL SELECT 'function ' || oid::regprocedure FROM pg_proc WHERE oid >= 16384
    UNION ALL SELECT 'type ' || oid::regtype FROM pg_type WHERE oid >= 16384
    UNION ALL SELECT 'policy ' || polrelid::regclass || '.' || polname FROM pg_policy
    UNION ALL SELECT 'trigger ' || tgrelid::regclass || '.' || tgname FROM pg_trigger WHERE NOT tgisinternal
    ORDER BY 1";
