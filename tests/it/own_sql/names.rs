//! No `.sql` file and no built text has a name that the path resolves, but for those of scripts.
//!
//! The rule: functions, tables, collations, and types are written with their schema. The types that the grammar itself
//! knows (`int`, `bigint`, `numeric`, `interval`, ..) mean those of `pg_catalog` whatever the path is, as do `EXTRACT`,
//! `COALESCE`, `AT TIME ZONE` and the like; `text`, `bool` and `int8` are names like any other. Operators have no
//! schema in SQL that runs while the path is `pg_catalog, pg_temp`: they are looked up in `pg_catalog` alone. What runs
//! while the path is one of users says so, by the line `-- path: users` in its file or `// path: users` above its text,
//! and has no operator without a schema, nor a construct that looks one up by its name.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use squawk_lexer::{LiteralKind, TokenKind, tokenize};

/// Types that are words of the grammar.
const TYPES: [&str; 17] = [
    "int",
    "integer",
    "smallint",
    "bigint",
    "real",
    "float",
    "double",
    "decimal",
    "dec",
    "numeric",
    "boolean",
    "bit",
    "character",
    "char",
    "varchar",
    "timestamp",
    "interval",
];

/// Words before a parenthesis that call nothing by name.
const WORDS: [&str; 51] = [
    "coalesce",
    "nullif",
    "greatest",
    "least",
    "extract",
    "any",
    "all",
    "some",
    "exists",
    "array",
    "row",
    "values",
    "in",
    "not",
    "and",
    "or",
    "on",
    "as",
    "over",
    "filter",
    "using",
    "where",
    "select",
    "from",
    "then",
    "else",
    "when",
    "by",
    "having",
    "materialized",
    "is",
    "like",
    "between",
    "set",
    "lateral",
    "check",
    "key",
    "join",
    "operator",
    "bit",
    "varchar",
    "range",
    "unique",
    "with",
    "columns",
    "union",
    "ordinality",
    "default",
    "including",
    "stdin",
    "returning",
];

/// Constructs that look an operator up by its name.
const LOOKUPS: [&str; 6] = ["in", "between", "like", "ilike", "similar", "nullif"];

const OPERATORS: &str = "=<>~!@#%^&|?+-/*";

struct Word {
    kind: TokenKind,
    text: String,
}

fn words(sql: &str) -> Vec<Word> {
    let (mut words, mut at) = (Vec::new(), 0);
    for token in tokenize(sql) {
        let text = &sql[at..at + token.len as usize];
        at += token.len as usize;
        let filling = matches!(
            token.kind,
            TokenKind::Whitespace | TokenKind::LineComment | TokenKind::BlockComment { .. } | TokenKind::Eof
        );
        if !filling {
            let is_word = token.kind == TokenKind::Ident;
            let text = if is_word { text.to_lowercase() } else { text.to_owned() };
            words.push(Word { kind: token.kind, text });
        }
    }
    words
}

/// What a text lets the path decide.
fn flaws(sql: &str, is_users: bool) -> Vec<String> {
    let words = words(sql);
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    let before = |at: usize, back: usize| at.checked_sub(back).map_or("", &text);
    let closing = |open: usize| {
        let mut depth = 0;
        (open..words.len()).find(|at| {
            depth += i32::from(text(*at) == "(") - i32::from(text(*at) == ")");
            depth == 0
        })
    };
    let is_query = |at: usize| {
        let behind = if text(at + 1) == "(" { closing(at + 1).map_or(at, |end| end + 1) } else { at + 1 };
        let open = if text(behind + 1) == "materialized" { behind + 2 } else { behind + 1 };
        text(behind) == "as" && text(open) == "("
    };
    let queries: BTreeSet<&str> = (0..words.len())
        .filter(|at| matches!(before(*at, 1), "with" | "recursive" | ",") && is_query(*at))
        .map(text)
        .collect();
    let mut flaws = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let is_name = matches!(word.kind, TokenKind::Ident | TokenKind::QuotedIdent { .. });
        let (previous, next) = (before(at, 1), text(at + 1));
        let is_alone = is_name && previous != "." && next != "." && !word.text.contains(PLACEHOLDER);
        let name = word.text.as_str();
        if is_alone && previous == ":" && before(at, 2) == ":" {
            if word.kind != TokenKind::Ident || !TYPES.contains(&name) {
                flaws.push(format!("the type {name}"));
            }
        } else if is_alone && previous == "collate" {
            flaws.push(format!("the collation {name}"));
        } else if is_alone && next == "(" {
            let is_list = matches!(previous, "as" | "into") || queries.contains(name);
            if !is_list && !WORDS.contains(&name) {
                flaws.push(format!("the function {name}"));
            }
        } else if is_alone && matches!(previous, "from" | "join" | "into" | "only") {
            let is_word =
                matches!(name, "select" | "lateral" | "rows" | "only" | "stdin" | "stdout" | "public");
            let is_compared = previous == "from" && before(at, 2) == "distinct";
            if !(is_word || queries.contains(name) || is_compared) {
                flaws.push(format!("the table {name}"));
            }
        }
        if matches!(
            word.kind,
            TokenKind::Literal { kind: LiteralKind::Str { .. } | LiteralKind::EscStr { .. } }
        ) && [":", ":", "pg_catalog", "."]
            .iter()
            .enumerate()
            .all(|(on, wanted)| text(at + 1 + on) == *wanted)
        {
            let is_resolved =
                text(at + 5).starts_with("reg") && !matches!(text(at + 5), "regnamespace" | "regrole");
            let parts = name.trim_matches(['\'', '{', '}']).split(',');
            if is_resolved
                && !parts
                    .map(|part| part.trim().trim_matches('"'))
                    .all(|part| part.starts_with("pg_catalog."))
            {
                flaws.push(format!("the object {name}"));
            }
        }
    }
    if is_users {
        flaws.extend(lookups(&words));
    }
    flaws
}

/// Operators without a schema, and what looks one up.
fn lookups(words: &[Word]) -> Vec<String> {
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let (previous, name) = (at.checked_sub(1).map_or("", text), word.text.as_str());
        let back = at.checked_sub(2).map_or("", text);
        let is_star = name == "*" && matches!(previous, "." | "(" | "select");
        let is_named = previous == "." && back == "pg_catalog"
            || OPERATORS.contains(previous) && at > 1 && in_operator(words, at);
        let is_operator = OPERATORS.contains(name) && word.kind != TokenKind::Ident && !is_star && !is_named;
        let is_sign = name == "-" && matches!(previous, "," | "(");
        // `name => value` names a parameter.
        let is_arrow = name == "=" && text(at + 1) == ">" || name == ">" && previous == "=";
        let is_join = name == "using" && text(at + 1) == "(";
        let is_list = matches!(name, "any" | "all" | "some")
            && text(at + 1) == "("
            && previous != ")"
            && previous != "union";
        let is_case = name == "case" && text(at + 1) != "when";
        let is_distinct = name == "distinct" && text(at + 1) == "from";
        if is_operator && !is_sign && !is_arrow
            || is_join
            || LOOKUPS.contains(&name)
            || is_list
            || is_case
            || is_distinct
        {
            found.push(format!("{previous} {name} {}", text(at + 1)));
        }
    }
    found
}

/// Whether a token is a part of `OPERATOR(pg_catalog.<=)` behind its first.
fn in_operator(words: &[Word], at: usize) -> bool {
    let first = (0..at).rev().find(|at| !OPERATORS.contains(words[*at].text.as_str()));
    first.is_some_and(|at| words[at].text == "." && at > 0 && words[at - 1].text == "pg_catalog")
}

/// What stands for the values of a text that is built.
const PLACEHOLDER: &str = "pl_ho";

/// The texts of a source that look like SQL, without those of its tests: where, the text, and whether users' path is on.
fn built(source: &str) -> Vec<(usize, String, bool)> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let (mut texts, mut rest, mut line) = (Vec::new(), source, 1);
    let mut is_users = false;
    while let Some(first) = rest.chars().next() {
        if rest.starts_with("//") {
            is_users = rest.starts_with("// path: users");
            rest = rest.trim_start_matches(|c| c != '\n');
        } else if rest.starts_with("'\"'") || rest.starts_with("'\\\"'") || rest.starts_with("b'\"'") {
            rest = &rest[if rest.starts_with("'\"'") { 3 } else { 4 }..];
        } else if first == '"' {
            let mut end = 1;
            while !rest[end..].starts_with('"') {
                end += usize::from(rest[end..].starts_with('\\'));
                end += rest[end..].chars().next().map_or(1, char::len_utf8);
            }
            texts.push((line, plain(&rest[1..end]), is_users));
            line += rest[..end].matches('\n').count();
            rest = &rest[end + 1..];
        } else {
            if first == '\n' {
                line += 1;
            }
            is_users &= first != ';';
            rest = &rest[first.len_utf8()..];
        }
    }
    let starts = [
        "SELECT",
        "WITH",
        "INSERT",
        "UPDATE",
        "DELETE",
        "ALTER",
        "CREATE",
        "DROP",
        "LOCK",
        "COPY",
        "TRUNCATE",
        "ANALYZE",
        "SET",
        "BEGIN",
        "COMMENT",
        "GRANT",
        "REVOKE",
        "SAVEPOINT",
        "PREPARE",
        "EXECUTE",
        "REINDEX",
        "DO",
    ];
    texts.retain(|(_, text, is_users)| {
        *is_users
            || text.contains("::") && !text.contains("is_none")
            || starts.iter().any(|start| text.trim_start().starts_with(&format!("{start} ")))
    });
    texts
}

/// A literal as it is sent, with something for each value that is put in.
fn plain(literal: &str) -> String {
    let text = literal.replace("\\\"", "\"").replace("\\\\", "\\").replace("\\\n", " ").replace("\\n", "\n");
    let text = text.replace("{{", "\u{1}").replace("}}", "\u{2}");
    let mut plain = String::new();
    for (number, part) in text.split('{').enumerate() {
        match part.split_once('}') {
            Some((_, behind)) if number > 0 => plain.push_str(&format!("{PLACEHOLDER}{behind}")),
            _ => plain.push_str(part),
        }
    }
    plain.replace('\u{1}', "{").replace('\u{2}', "}")
}

fn files(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, extension, found);
        } else if path.extension().is_some_and(|end| end == extension) {
            found.push(path);
        }
    }
    found.sort();
}

#[test]
fn no_file_and_no_text_of_ours_lets_the_path_decide() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut queries, mut sources, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
    files(&root.join("postgres"), "sql", &mut queries);
    queries.retain(|path| path.parent().is_some_and(|folder| folder.ends_with("sql")));
    assert!(queries.len() > 100, "{}", queries.len());
    for path in queries {
        let text = fs::read_to_string(&path).unwrap();
        let is_users = text.lines().any(|line| line == "-- path: users");
        wrong.extend(flaws(&text, is_users).into_iter().map(|flaw| format!("{}: {flaw}", path.display())));
    }
    files(&root, "rs", &mut sources);
    let mut texts = 0;
    for path in sources {
        let place = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
        let speaks = place.starts_with("postgres")
            || place.starts_with("workflows")
            || place.starts_with("model") && !place.starts_with("model/verify")
            || place.starts_with("model/verify/probe");
        if !speaks || place.contains("tests") {
            continue;
        }
        for (line, text, is_users) in built(&fs::read_to_string(&path).unwrap()) {
            texts += 1;
            wrong.extend(flaws(&text, is_users).into_iter().map(|flaw| format!("{place}:{line}: {flaw}")));
        }
    }
    assert!(texts > 100, "{texts}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_the_path_would_decide_is_found() {
    for (sql, flaw) in [
        ("SELECT now()", "the function now"),
        ("SELECT a::text FROM pg_catalog.t AS x", "the type text"),
        ("SELECT a::\"char\"", "the type \"char\""),
        ("SELECT a FROM pg_class AS c", "the table pg_class"),
        ("SELECT 'pg_class'::pg_catalog.regclass", "the object 'pg_class'"),
        ("SELECT '{pg_catalog.int4,bool}'::pg_catalog.regtype[]", "the object '{pg_catalog.int4,bool}'"),
        ("SELECT a COLLATE \"C\"", "the collation \"C\""),
    ] {
        assert_eq!(flaws(sql, false), [flaw], "{sql}");
    }
    for sql in [
        "SELECT a.b::int, COALESCE(a.c, 1), pg_catalog.count(*) FROM pg_catalog.t AS a WHERE a.d = ANY ($1)",
        "WITH RECURSIVE q (n) AS (SELECT 1), r AS (SELECT 2) SELECT FROM q JOIN r ON true",
        "SELECT FROM ROWS FROM (pg_catalog.unnest($1)) AS w (a)",
    ] {
        assert_eq!(flaws(sql, false), Vec::<String>::new(), "{sql}");
    }
    for sql in [
        "SELECT a = b",
        "SELECT a || b",
        "SELECT a.x IN (1)",
        "SELECT NULLIF(a, b)",
        "SELECT CASE a WHEN b THEN c END",
        "SELECT a IS DISTINCT FROM b.c",
        "SELECT a = ANY ($1)",
        "SELECT a LIKE b",
        "SELECT - a",
        "SELECT a <= b",
    ] {
        assert!(!flaws(sql, true).is_empty(), "{sql}");
    }
    for sql in [
        "SELECT a OPERATOR(pg_catalog.=) b",
        "SELECT a OPERATOR(pg_catalog.<=) ANY ($1)",
        "SELECT pg_catalog.count(*)",
        "SELECT CASE WHEN a OPERATOR(pg_catalog.<>) b THEN c END",
        "SELECT a.* FROM s.t AS a",
    ] {
        assert_eq!(flaws(sql, true), Vec::<String>::new(), "{sql}");
    }
}
