//! A throwaway server for the tests of this floor, and sessions on it.

use std::sync::Arc;
use std::time::Duration;

use super::ephemeral::{self, Ephemeral};
use super::{Purpose, Session, SessionRequest, Stop};
use crate::model::migration::project::Consent;
use crate::model::migration::search_path::SearchPath;
use crate::model::outcome::ephemeral::EphemeralOptions;
use crate::model::outcome::event::{Reporter, Silence};

/// A server of the major that `MIGRATE_PG_BIN` named when this was built, or of the installed one.
pub(super) async fn server() -> Ephemeral {
    let options = EphemeralOptions {
        pg_bin: option_env!("MIGRATE_PG_BIN").map(Into::into),
        search_path: Vec::new(),
        run_as: None,
        base: format!("/tmp/migrate-pg-{}", rustix::process::geteuid().as_raw()).into(),
        keep: false,
        settings: Vec::new(),
    };
    ephemeral::start(&options).await.unwrap()
}

/// A session that works in `public`, and what stops it.
pub(super) async fn session(server: &Ephemeral) -> (Session, Arc<Stop>) {
    let reporter: Arc<dyn Reporter> = Arc::new(Silence);
    let search_path = SearchPath::new(["public"]).unwrap();
    let request = SessionRequest {
        application: "test",
        search_path: Some(&search_path),
        app_role: "",
        lock_wait: Duration::ZERO,
        consent: &Consent::default(),
        purpose: Purpose::Write,
    };
    let stop = Arc::new(Stop::default());
    let options = server.info().connect_options();
    (Session::open(None, &options, request, &reporter, &stop).await.unwrap(), stop)
}
