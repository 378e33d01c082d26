//! The reference schema, its tables in use.

use super::{CLIENTS, done};
use crate::support::application::Application;
use crate::support::application::reference::{PLACES, Place, requests};
use crate::support::application::runs::{LOG_LINE, Runs, built, killed_by_the_log};
use crate::support::{Cluster, Database};

#[test]
fn the_reference_schema_goes_down_and_up_beside_requests() {
    // Its roles are the server's.
    let cluster = Cluster::own(&[LOG_LINE]);
    let db = Database::owned_on(&cluster);
    // Who seeds sees every row; who migrates does not.
    db.superuser(&format!("ALTER ROLE {} CREATEROLE BYPASSRLS", db.owner()));
    let runs = Runs { program: built(), folder: env!("CARGO_MANIFEST_DIR").into(), url: db.url().to_owned() };
    done(&["up -q", "seed --profile ci --scale 0.05 -q"].map(|call| runs.run(call)));
    db.superuser(&format!("ALTER ROLE {} NOBYPASSRLS", db.owner()));
    db.superuser("CREATE ROLE request LOGIN IN ROLE app_user");
    let places = db.query(PLACES).iter().map(|row| Place::of(row)).collect();
    let application = Application::start(&db.url_as("request"), CLIENTS, &requests(places));
    let ended = ["down --to 3 --yes -q", "up -q"].map(|call| runs.run(call));
    let seen = application.stop();
    let log = killed_by_the_log(&cluster.folder().join("log"), db.name());
    assert_eq!((seen.killed(), log), (0, 0), "ended as victims of a deadlock, by the clients and by the log");
    assert!(seen.done > 0, "{seen:?}");
    done(&ended);
}
