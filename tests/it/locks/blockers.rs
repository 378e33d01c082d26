//! Who stands in the way for longer than a run has time is named.

use super::{Stage, done, server};
use crate::support::Held;
use crate::support::application::shapes;

fn stage() -> Stage {
    Stage::of(server(), &shapes::one_table())
}

/// Nothing was applied, and everything is as before.
fn nothing_happened(stage: &Stage) {
    assert_eq!(stage.db.value("SELECT to_regclass('refinery_schema_history')"), "");
    let columns = "SELECT count(*) FROM pg_attribute WHERE attrelid = 'a'::regclass AND attnum > 0";
    assert_eq!(stage.db.value(columns), "2");
}

#[test]
fn a_session_that_is_idle_in_a_transaction_is_named() {
    let stage = stage();
    // The owner's own, whose state every session of the owner may see.
    let idle = Held::open(stage.db.url());
    let pid = idle.query("BEGIN; SELECT v FROM a WHERE id = 1; SELECT pg_backend_pid()").unwrap().remove(1);
    let run = stage.project.migrate_on(&stage.db).args(["up", "--lock-budget", "3s"]).code(1);
    run.says(&[&pid, "idle in a transaction"]);
    nothing_happened(&stage);
    idle.query("COMMIT").unwrap();
    done(&[stage.runs().run("up -q")]);
}

#[test]
fn a_session_of_another_role_is_named_by_its_process() {
    let stage = stage();
    let idle = Held::open(&stage.client);
    let pid = idle.query("BEGIN; SELECT v FROM a WHERE id = 1; SELECT pg_backend_pid()").unwrap().remove(1);
    stage.project.migrate_on(&stage.db).args(["up", "--lock-budget", "3s"]).code(1).says(&[&pid]);
    nothing_happened(&stage);
}

#[test]
fn a_prepared_transaction_is_named_by_its_gid() {
    let stage = stage();
    let prepared = Held::open(stage.db.url());
    prepared.query("BEGIN; SELECT v FROM a WHERE id = 1; PREPARE TRANSACTION 'left behind 7'").unwrap();
    let run = stage.project.migrate_on(&stage.db).args(["up", "--lock-budget", "3s"]).code(1);
    run.says(&["left behind 7"]);
    nothing_happened(&stage);
    prepared.query("ROLLBACK PREPARED 'left behind 7'").unwrap();
    done(&[stage.runs().run("up -q")]);
}
