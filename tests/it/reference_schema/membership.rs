//! Plans, places and owners: also with two at once.

use std::time::Duration;

use super::fixture::{A, ADAM, ANN, GUS, as_person, filled, migrate, refused};
use crate::support::{Cluster, Database, Held};

/// Strangers who can be made members.
fn people(db: &Database, count: usize) -> Vec<String> {
    db.query(&format!(
        "INSERT INTO users (email, password_hash, full_name)
         SELECT 'p' || n || '@people.example', 'h', 'P' || n FROM generate_series(1, {count}) AS n RETURNING user_id"
    ))
}

fn join(person: &str, role: &str) -> String {
    format!(
        "INSERT INTO organization_members (organization_id, user_id, role) VALUES ('{A}', '{person}', '{role}')"
    )
}

#[test]
fn an_organization_takes_no_more_members_than_its_plan_allows() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let people = people(&db, 8);
    // Four of ten are taken.
    for person in &people[..6] {
        assert_eq!(as_person(&db, A, ANN, &join(person, "guest")), Ok(vec![]));
    }
    assert_eq!(as_person(&db, A, ANN, &join(&people[6], "guest")), refused("23514"));
    let error = Database::try_query(db.url(), &join(&people[6], "guest")).unwrap_err();
    let error = error.as_db_error().unwrap();
    assert!(error.message().ends_with("would have 11 users and its plan allows 10"), "{error}");
    assert_eq!(error.hint(), Some("Raise max_users, or let members leave first."));
    // Who has left makes room; who comes back takes it.
    as_person(&db, A, GUS, "SELECT app.leave_organization()").unwrap();
    as_person(&db, A, ANN, &join(&people[6], "guest")).unwrap();
    let back = format!("UPDATE organization_members SET deleted_at = NULL WHERE user_id = '{GUS}'");
    assert_eq!(as_person(&db, A, ANN, &back), refused("23514"));
    // Lowering the number removes nobody, and changing a role needs no place.
    db.execute(&format!("UPDATE organizations SET max_users = 5 WHERE organization_id = '{A}'"));
    let role = format!("UPDATE organization_members SET role = 'member' WHERE user_id = '{}'", people[0]);
    assert_eq!(as_person(&db, A, ANN, &role), Ok(vec![]));
    assert_eq!(as_person(&db, A, ANN, &join(&people[7], "guest")), refused("23514"));
}

#[test]
fn a_statement_that_goes_beyond_the_limit_adds_nobody() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    people(&db, 7);
    let all = format!(
        "INSERT INTO organization_members (organization_id, user_id, role)
         SELECT '{A}', user_id, 'guest' FROM users WHERE email LIKE '%people.example'"
    );
    let error = Database::try_query(db.url(), &all).unwrap_err();
    assert_eq!(error.code().unwrap().code(), "23514");
    assert_eq!(
        db.value(&format!("SELECT count(*) FROM organization_members WHERE organization_id = '{A}'")),
        "4"
    );
}

#[test]
fn of_two_who_take_the_last_place_at_once_one_gets_it() {
    for (isolation, expected) in [("READ COMMITTED", "23514"), ("REPEATABLE READ", "40001")] {
        let cluster = Cluster::own(&[]);
        let db = filled(&cluster);
        let people = people(&db, 7);
        for person in &people[..5] {
            db.execute(&join(person, "guest"));
        }
        let (first, second) = (Held::open(db.url()), Held::open(db.url()));
        for session in [&first, &second] {
            session
                .query(&format!(
                    "BEGIN ISOLATION LEVEL {isolation}; SELECT count(*) FROM organization_members"
                ))
                .unwrap();
        }
        first.query(&join(&people[5], "guest")).unwrap();
        let late = std::thread::scope(|scope| {
            let late = scope.spawn(|| second.query(&join(&people[6], "guest")));
            std::thread::sleep(Duration::from_millis(300));
            assert!(!late.is_finished(), "the second does not wait for the first");
            first.query("COMMIT").unwrap();
            late.join().unwrap()
        });
        assert_eq!(late, refused(expected), "{isolation}");
        let members = format!("SELECT count(*) FROM organization_members WHERE organization_id = '{A}'");
        assert_eq!(db.value(&members), "10");
    }
}

#[test]
fn the_last_owner_stays() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let demote =
        |who: &str| format!("UPDATE organization_members SET role = 'member' WHERE user_id = '{who}'");
    assert_eq!(as_person(&db, A, ANN, &demote(ANN)), refused("23514"));
    assert_eq!(as_person(&db, A, ANN, "SELECT app.leave_organization()"), refused("23514"));
    as_person(
        &db,
        A,
        ANN,
        &format!("UPDATE organization_members SET role = 'owner' WHERE user_id = '{ADAM}'"),
    )
    .unwrap();
    // Both leave at once.
    let (first, second) = (Held::open(db.url()), Held::open(db.url()));
    let leave = |who: &str| {
        format!(
            "UPDATE organization_members SET deleted_at = now() WHERE organization_id = '{A}' AND user_id = '{who}'"
        )
    };
    first.query(&format!("BEGIN; {}", leave(ANN))).unwrap();
    let late = std::thread::scope(|scope| {
        let late = scope.spawn(|| second.query(&leave(ADAM)));
        std::thread::sleep(Duration::from_millis(300));
        first.query("COMMIT").unwrap();
        late.join().unwrap()
    });
    assert_eq!(late, refused("23514"));
    let owners = "SELECT user_id FROM organization_members WHERE role = 'owner' AND deleted_at IS NULL";
    assert_eq!(as_person(&db, A, ADAM, owners), Ok(vec![ADAM.to_owned()]));
}

#[test]
fn the_free_plan_has_ten_users_and_data_that_breaks_it_stops_the_migration() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let grow = format!("UPDATE organizations SET max_users = 11 WHERE organization_id = '{A}'");
    assert_eq!(Database::try_query(db.url(), &grow).unwrap_err().code().unwrap().code(), "23514");
    migrate(db.url()).args(["down", "--to", "V006", "--yes"]).ok();
    db.execute(&grow);
    let before = db.schema();
    migrate(db.url()).args(["up"]).code(1).says(&[
        "organizations on the free plan have more than 10 max_users: acme",
        "Move them to another plan, or lower max_users",
    ]);
    assert_eq!(db.schema(), before);
    db.execute(&format!("UPDATE organizations SET plan_tier = 'pro' WHERE organization_id = '{A}'"));
    migrate(db.url()).args(["up"]).ok();
}

#[test]
fn an_owner_to_whom_nothing_refers_cannot_be_deleted_while_he_is_the_last() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    // Nothing may point to them, or a foreign key would refuse before the rule does.
    let bare = "WITH made AS (
            INSERT INTO organizations (name, slug, plan_tier) VALUES ('Bare', 'bare', 'free') RETURNING organization_id
        )
        INSERT INTO organization_members (organization_id, user_id, role)
        SELECT organization_id, user_id, 'owner' FROM made CROSS JOIN users WHERE email ~ '^(gus|ben)@'";
    db.execute(bare);
    let delete = |who: &str| {
        let sql = format!(
            "DELETE FROM organization_members WHERE user_id = (SELECT user_id FROM users WHERE email ~ '^({who})@')
                 AND organization_id = (SELECT organization_id FROM organizations WHERE slug = 'bare')"
        );
        Database::try_query(db.url(), &sql).map_err(|error| {
            let error = error.as_db_error().unwrap();
            (error.code().code().to_owned(), error.message().ends_with("would have no owner"))
        })
    };
    assert_eq!(delete("gus"), Ok(vec![]), "there are two");
    assert_eq!(delete("ben"), Err(("23514".to_owned(), true)));
    db.execute("DELETE FROM organizations WHERE slug = 'bare'");
    assert_eq!(
        db.value("SELECT count(*) FROM organizations"),
        "2",
        "with its last owner, the organization goes"
    );
}
