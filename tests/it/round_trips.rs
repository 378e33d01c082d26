//! How often a command waits for the server: over a link of 200 ms each time is a fifth of a second.
#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped is a failed test")]

use std::path::Path;

use crate::support::{Cluster, Database, Migrate, Proxy};

/// The binary on this repository's own scripts, through the relay.
fn through(proxy: &Proxy, db: &Database) -> Migrate {
    let url = proxy.url(db.owner(), db.name());
    Migrate::new(Path::new(env!("CARGO_MANIFEST_DIR"))).args(["--dir", ".", "--database-url", &url])
}

#[test]
fn the_reference_schema_goes_up_within_a_hundred_and_ten_round_trips() {
    let cluster = Cluster::own(&[]);
    let (db, proxy) = (Database::owned_on(&cluster), Proxy::start(&cluster));
    db.superuser(&format!("ALTER ROLE {} CREATEROLE", db.owner()));
    through(&proxy, &db).args(["up"]).ok();
    let up = proxy.flights();
    assert!(up <= 110, "{up}");
    // The login, what was reached, how to work there, the lock and our tables, the history.
    through(&proxy, &db).args(["up"]).ok();
    assert_eq!(proxy.flights(), 5, "up with nothing to do");
    through(&proxy, &db).args(["status"]).ok();
    assert_eq!(proxy.flights(), 4, "status");
    through(&proxy, &db).args(["down", "--yes"]).ok();
    let down = proxy.flights();
    through(&proxy, &db).args(["up"]).ok();
    let one = proxy.flights();
    // The script and its record, the tables that it locks, and once a run when sessions look for deadlocks.
    assert!(down <= 10 && one <= 11, "one migration in a transaction: {down} down, {one} up");
}
