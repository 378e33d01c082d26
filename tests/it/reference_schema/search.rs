//! Full-text search: what the person may see, and nothing else, whatever the words are.

use super::fixture::{A, ADAM, ANN, B, BOB, GUS, MIA, as_person, filled, of_a};
use crate::support::{Cluster, Database};

/// The titles that words find for a person of Acme, best first.
fn titles(db: &Database, person: &str, words: &str) -> Vec<String> {
    let words = words.replace('\'', "''");
    let sql = format!(
        "SELECT t.title FROM app.search_tasks('{words}') AS found JOIN tasks AS t USING (task_id)
         ORDER BY found.rank DESC, t.title"
    );
    as_person(db, A, person, &sql).unwrap_or_else(|state| panic!("{words}: {state}"))
}

/// The comments that words find for a person of Acme.
fn comments(db: &Database, person: &str, words: &str) -> Vec<String> {
    let words = words.replace('\'', "''");
    let sql = format!(
        "SELECT c.content FROM app.search_comments('{words}') AS found JOIN comments AS c USING (comment_id)
         ORDER BY found.rank DESC, c.content"
    );
    as_person(db, A, person, &sql).unwrap_or_else(|state| panic!("{words}: {state}"))
}

/// How many tasks and comments words find for a person of Acme, by their keys alone: no policy helps.
fn keys(db: &Database, person: &str, words: &str) -> Vec<String> {
    let words = words.replace('\'', "''");
    let sql = format!(
        "SELECT task_id FROM app.search_tasks('{words}') UNION ALL SELECT comment_id FROM app.search_comments('{words}') ORDER BY 1"
    );
    as_person(db, A, person, &sql).unwrap_or_else(|state| panic!("{words}: {state}"))
}

#[test]
fn words_find_what_the_person_may_view_in_the_own_organization() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    assert_eq!(titles(&db, ANN, "find"), ["Find a price", "Find a title"]);
    assert_eq!(titles(&db, MIA, "find"), ["Find a title"], "Secret is private");
    assert_eq!(titles(&db, GUS, "find"), Vec::<String>::new());
    assert_eq!(titles(&db, ANN, "find title"), ["Find a title"]);
    assert_eq!(titles(&db, ANN, "find -title"), ["Find a price"]);
    assert_eq!(titles(&db, ANN, "posters or bank"), ["Ask the bank", "Print the posters"]);
    assert_eq!(titles(&db, ANN, "\"the posters\""), ["Print the posters"]);
    assert_eq!(titles(&db, ANN, "\"posters the\""), Vec::<String>::new());
    assert_eq!(comments(&db, ANN, "announcement"), ["About: Write the announcement"]);
    assert_eq!(comments(&db, ANN, "about -the"), Vec::<String>::new());
    assert_eq!(comments(&db, ANN, "\"the bank\" or posters").len(), 2);
    assert_eq!(comments(&db, MIA, "announcement").len(), 1);
    assert_eq!(comments(&db, MIA, "bank"), Vec::<String>::new());
    assert_eq!(comments(&db, GUS, "about"), Vec::<String>::new());
    // The bin is not searched.
    as_person(&db, A, ANN, &format!("SELECT app.discard('tasks', '{}')", of_a("33"))).unwrap();
    assert_eq!(titles(&db, ANN, "find"), ["Find a price"]);
    assert!(!keys(&db, ANN, "find").contains(&of_a("33")), "the function itself leaves it out");
    as_person(&db, A, ANN, &format!("SELECT app.discard('comments', '{}')", of_a("51"))).unwrap();
    assert_eq!(comments(&db, ANN, "announcement"), Vec::<String>::new());
    assert!(!keys(&db, ANN, "announcement").contains(&of_a("51")));
}

#[test]
fn a_word_in_the_title_counts_more_than_one_in_the_description() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    as_person(
        &db,
        A,
        ANN,
        &format!("UPDATE tasks SET description = 'ask them' WHERE task_id = '{}'", of_a("31")),
    )
    .unwrap();
    assert_eq!(titles(&db, ADAM, "ask"), ["Ask the bank", "Write the announcement"]);
}

#[test]
fn no_words_reach_another_tenant_or_break_anything() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    db.execute(&format!(
        "UPDATE tasks SET title = 'Globexonly' WHERE organization_id = '{B}' AND title = 'Find a price';
         UPDATE comments SET content = 'Globexonly' WHERE organization_id = '{B}'"
    ));
    for words in [
        "globexonly",
        &format!("\"organization:{B}\""),
        &format!("find or \"organization:{B}\" or globexonly"),
        &format!("-organization:{A} globexonly"),
    ] {
        let found = titles(&db, ANN, words);
        assert!(!found.contains(&"Globexonly".to_owned()), "{words}: {found:?}");
        assert!(found.len() <= 2, "{words}: {found:?}");
        let found = keys(&db, ANN, words);
        assert!(found.iter().all(|key| key[..34] == A[..34]), "{words}: {found:?}");
    }
    for words in [
        "",
        "   ",
        "!!! &&& |||",
        "\"",
        "-",
        "or or",
        "'; DROP TABLE tasks; --",
        ":*",
        "\\",
        "(((",
        "🎪",
        "\u{202e}שלום",
    ] {
        assert_eq!(keys(&db, ANN, words), Vec::<String>::new(), "{words}");
    }
    let alone = "SELECT count(*) FROM app.search_tasks('find')";
    assert_eq!(as_person(&db, A, BOB, alone), Ok(vec!["0".to_owned()]), "no member there");
    assert_eq!(db.value(alone), "0", "no tenant");
}

#[test]
fn every_language_and_the_longest_text_can_be_found() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let set = |title: &str, description: &str| {
        let sql = format!(
            "UPDATE tasks SET title = '{title}', description = {description} WHERE task_id = '{}'",
            of_a("32")
        );
        as_person(&db, A, ANN, &sql).unwrap();
    };
    set("Größe مهمة задача", "NULL");
    // Capitals beyond ASCII are folded as far as the database's locale knows them; here it is C.
    for word in ["größe", "مهمة", "задача"] {
        assert_eq!(titles(&db, ANN, word).len(), 1, "{word}");
    }
    set("long", "left(repeat('abcdefghi ', 5000), 49993) || ' needle'");
    assert_eq!(db.value("SELECT max(char_length(description)) FROM tasks"), "50000");
    assert_eq!(titles(&db, ANN, "needle"), ["long"]);
    set(
        "distinct",
        "(SELECT left(string_agg('w' || n, ' '), 49990) || ' pin' FROM generate_series(1, 9000) AS n)",
    );
    assert_eq!(titles(&db, ANN, "pin"), ["distinct"]);
}

#[test]
fn it_finds_the_same_where_nobody_may_bypass_the_policies() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let ask = || {
        [ANN, MIA, GUS]
            .map(|person| ["find", "about", "posters or bank"].map(|words| keys(&db, person, words)))
    };
    let with = ask();
    assert!(with[0].iter().all(|found| !found.is_empty()) && with[2].iter().all(Vec::is_empty), "{with:?}");
    db.execute("ALTER ROLE app_lookup NOBYPASSRLS");
    assert_eq!(ask(), with);
}
