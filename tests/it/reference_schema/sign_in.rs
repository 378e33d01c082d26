//! Signing in: the login role alone sees hashes, and a person sees his own organizations and nobody else's.

use super::fixture::{A, ANN, GUS, MIA, TABLES, as_login, as_person, as_service, filled, refused};
use crate::support::Cluster;

#[test]
fn the_sign_in_service_finds_people_and_no_tenants_data() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let gate = |sql: &str| as_login(&db, "gate", sql);
    let found =
        gate("SELECT user_id, password_hash FROM users WHERE lower(email) = lower('ANN@Acme.example')");
    assert_eq!(found, Ok(vec![format!("{ANN}|secret of ann")]));
    assert_eq!(gate(&format!("SELECT app.record_login('{ANN}')")), Ok(vec!["t".to_owned()]));
    assert_eq!(gate(&format!("SELECT app.record_login('{A}')")), Ok(vec!["f".to_owned()]));
    assert_eq!(
        db.value(&format!(
            "SELECT last_login_at > now() - interval '1 minute' FROM users WHERE user_id = '{ANN}'"
        )),
        "t"
    );
    let sign_up = "INSERT INTO users (email, password_hash, full_name) VALUES ('new@x.example', 'hash', 'New') RETURNING full_name";
    assert_eq!(gate(sign_up), Ok(vec!["New".to_owned()]));
    assert_eq!(gate(&sign_up.replace("new@", "NEW@")), refused("23505"));
    let change = format!("UPDATE users SET password_hash = 'other' WHERE user_id = '{ANN}' RETURNING 1");
    assert_eq!(gate(&change), Ok(vec!["1".to_owned()]));
    assert_eq!(gate("DELETE FROM users"), refused("42501"));
    assert_eq!(gate("UPDATE users SET created_at = now()"), refused("42501"));
    for table in TABLES.into_iter().filter(|table| *table != "users") {
        assert_eq!(gate(&format!("SELECT 1 FROM {table}")), refused("42501"), "{table}");
    }
}

#[test]
fn hashes_are_for_nobody_else() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    for column in ["password_hash", "last_login_at", "*"] {
        let sql = format!("SELECT {column} FROM users");
        assert_eq!(as_person(&db, A, ANN, &sql), refused("42501"), "{column}");
        assert_eq!(as_service(&db, A, &sql), refused("42501"), "{column}");
    }
    assert_eq!(
        as_person(&db, A, ANN, "SELECT full_name FROM users ORDER BY 1").unwrap(),
        ["Adam", "Ann", "Gus", "Mia"]
    );
    assert_eq!(as_person(&db, A, ANN, "SELECT app.record_login(app.current_person())"), refused("42501"));
}

#[test]
fn a_person_sees_his_own_organizations_before_there_is_a_tenant() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    for login in ["application", "gate"] {
        let mine = |person: &str| {
            let rows = as_login(
                &db,
                login,
                &format!(
                    "SELECT app.set_user('{person}'); SELECT name, slug, role FROM app.my_organizations()"
                ),
            );
            rows.map(|rows| rows[1..].to_vec())
        };
        assert_eq!(mine(MIA), Ok(vec!["Acme|acme|member".to_owned(), "Globex|globex|guest".to_owned()]));
        assert_eq!(mine(ANN), Ok(vec!["Acme|acme|owner".to_owned()]));
        assert_eq!(as_login(&db, login, "SELECT name FROM app.my_organizations()"), Ok(vec![]));
    }
    as_person(&db, A, GUS, "SELECT app.leave_organization()").unwrap();
    assert_eq!(as_person(&db, A, GUS, "SELECT name FROM app.my_organizations()"), Ok(vec![]));
    assert_eq!(as_service(&db, A, "SELECT name FROM app.my_organizations()"), refused("42501"));
    db.execute("ALTER ROLE app_lookup NOBYPASSRLS");
    let error = crate::support::Database::try_query(
        &db.url_as("application"),
        "SELECT name FROM app.my_organizations()",
    );
    let error = error.unwrap_err();
    let error = error.as_db_error().unwrap();
    assert_eq!(error.code().code(), "42501");
    assert_eq!(error.hint(), Some("A superuser does it once: ALTER ROLE app_lookup BYPASSRLS"));
}
