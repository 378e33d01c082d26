//! Statements by their syntax tree. The only file that knows `squawk-syntax`.
//!
//! The parser is recursive, and a release build aborts on a panic. So it sees the [`Head`] of a statement alone,
//! whose size and depth are bounded, and only of those statements for which the tree decides something. It is a
//! pure function of the text, and every script is checked before a connection is made: what it cannot bear
//! would stop a run before its first statement, never in the middle.

use std::ops::Range;

use squawk_syntax::SourceFile;
use squawk_syntax::ast::{
    self, AstNode, CopyDirection, DetachPartitionOption, ReindexTarget, Rollback, Stmt,
};

use super::head::Head;
use super::parsed::{Copy, CreateIndex, Name, Statement};
use super::tokens::{is_filling, tokens};

/// Reads a statement. Never fails: what is not understood is [`Statement::Other`].
pub(crate) fn statement(sql: &str) -> Statement {
    if !is_worth_parsing(sql) {
        return Statement::Other;
    }
    let head = Head::of(sql);
    // Of indexes and tables only what is concurrent matters.
    let is_definition = matches!(head.lower_word(0).as_str(), "create" | "drop" | "alter");
    let is_of_relation = matches!(head.lower_word(1).as_str(), "unique" | "index" | "table");
    if is_definition && is_of_relation && !head.has_word("concurrently") {
        return Statement::Other;
    }
    let parse = SourceFile::parse(&head.text);
    let Some(first) = parse.tree().stmts().next() else { return Statement::Other };
    let errors = || parse.errors().iter().map(|error| usize::from(error.range().start())).min();
    match first {
        Stmt::Rollback(Rollback::RollbackToSavepoint(_)) => Statement::Other,
        Stmt::Begin(_) | Stmt::Commit(_) | Stmt::Rollback(_) | Stmt::PrepareTransaction(_) => {
            Statement::Transaction
        }
        Stmt::Copy(tree) => Statement::Copy(copy(&head, &tree)),
        Stmt::Call(_) => Statement::Call,
        Stmt::Do(_) => Statement::Do { may_commit: may_commit(sql) },
        Stmt::CreateIndex(tree) => create_index(&head, &tree, errors()),
        Stmt::DropIndex(tree) if tree.concurrently_token().is_some() => Statement::DropIndexConcurrently {
            index: tree
                .index_refs()
                .next()
                .map(|index| head.written(&range_in_head(&index)))
                .unwrap_or_default(),
        },
        Stmt::AlterTable(tree) => detach(&head, &tree),
        Stmt::Reindex(tree) => reindex(&head, &tree, errors().is_none()),
        // `FULL false` counts as well: that costs patience alone.
        Stmt::Vacuum(_) => Statement::Vacuum { full: head.has_word("full") },
        Stmt::Cluster(tree) => Statement::Cluster {
            concurrently: false,
            of_many: tree.table_name_ref().is_none() && tree.cluster_legacy().is_none(),
        },
        Stmt::Repack(tree) => {
            let option = tree.option_item_list().map(|list| head.written(&range_in_head(&list)));
            let concurrently = option.is_some_and(|list| list.to_ascii_lowercase().contains("concurrently"));
            Statement::Cluster { concurrently, of_many: tree.table_and_columns_list().is_none() }
        }
        Stmt::AlterSystem(_) => Statement::AlterSystem,
        Stmt::AlterDatabase(tree) => match tree.action() {
            Some(ast::AlterDatabaseAction::SetTablespace(_)) => Statement::MoveDatabase,
            _ => Statement::Other,
        },
        Stmt::Discard(tree) => match tree.discard_target() {
            Some(ast::DiscardTarget::DiscardAll(_)) => Statement::DiscardAll,
            _ => Statement::Other,
        },
        Stmt::CreateDatabase(_)
        | Stmt::DropDatabase(_)
        | Stmt::CreateTablespace(_)
        | Stmt::DropTablespace(_) => Statement::ClusterWide,
        _ => Statement::Other,
    }
}

/// Whether the tree can be something else than [`Statement::Other`], by the first two words alone: most scripts consist
/// of other statements, which may be long.
fn is_worth_parsing(sql: &str) -> bool {
    let words = tokens(sql).filter(|(kind, _)| !is_filling(*kind));
    let mut words = words.map(|(_, range)| sql[range].to_ascii_lowercase());
    match words.next().unwrap_or_default().as_str() {
        "begin" | "start" | "commit" | "end" | "abort" | "rollback" | "prepare" | "copy" | "call" | "do"
        | "reindex" | "vacuum" | "cluster" | "repack" | "discard" => true,
        "create" | "drop" | "alter" => matches!(
            words.next().unwrap_or_default().as_str(),
            "database" | "tablespace" | "system" | "unique" | "index" | "table"
        ),
        _ => false,
    }
}

fn copy(head: &Head<'_>, tree: &ast::Copy) -> Copy {
    // The server's grammar takes either word in either direction (`copy_file_name` in gram.y), the parser does not. Where
    // it finds no direction, nobody else may wait for data either.
    let (into, client) = match tree.copy_direction() {
        Some(CopyDirection::CopyFrom(from)) => (true, is_client(head, &from)),
        Some(CopyDirection::CopyTo(to)) => (false, is_client(head, &to)),
        None => (
            head.has_words("from", &CLIENT),
            head.has_words("from", &CLIENT) || head.has_words("to", &CLIENT),
        ),
    };
    let options = tree.copy_option_list().into_iter().flat_map(|list| list.copy_options());
    let binary_format = options.into_iter().any(|option| {
        let key = option.copy_option_key().map(|key| head.written(&range_in_head(&key)));
        let value = option.copy_option_value().map(|value| head.written(&range_in_head(&value)));
        key.is_some_and(|key| bare(&key) == "format") && value.is_some_and(|value| bare(&value) == "binary")
    });
    let table = tree.copy_table();
    Copy {
        into,
        client,
        binary: binary_format
            || table.as_ref().is_some_and(|table| table.binary_token().is_some())
            || tree.copy_legacy_options().any(|option| option.binary_token().is_some()),
        table: table
            .and_then(|table| table.table_name_ref())
            .map(|table| head.written(&range_in_head(&table)))
            .unwrap_or_default(),
    }
}

const CLIENT: [&str; 2] = ["stdin", "stdout"];

/// Whether the word behind FROM or TO means the client.
fn is_client(head: &Head<'_>, direction: &impl AstNode) -> bool {
    let word = direction.syntax().first_token();
    let end = word.map_or(usize::MAX, |word| usize::from(word.text_range().end()));
    CLIENT.contains(&head.token_behind(end).to_ascii_lowercase().as_str())
}

/// Only the head is looked at: what comes behind the table is the server's.
fn create_index(head: &Head<'_>, tree: &ast::CreateIndex, error: Option<usize>) -> Statement {
    let Some(concurrently) = tree.concurrently_token() else { return Statement::Other };
    let relation = tree.table_relation_name();
    let table = relation.as_ref().and_then(ast::TableRelationName::table_name_ref);
    let name = |at: Range<usize>| Name { at: head.from(&at), written: head.written(&at) };
    let end = table.as_ref().map_or(0, |table| range_in_head(table).end);
    let table = table.map_or(Name { at: 0..0, written: String::new() }, |table| name(range_in_head(&table)));
    let has_star = head.token_behind(end) == "*";
    Statement::CreateIndex(CreateIndex {
        unique: tree.unique_token().is_some(),
        concurrently: head.from(&range(concurrently.text_range())),
        if_not_exists: tree.if_not_exists().map(|words| head.from(&range_in_head(&words))),
        index: tree.index().map(|index| name(range_in_head(&index))).filter(|name| !name.written.is_empty()),
        only: relation.is_some_and(|relation| relation.only_token().is_some()),
        // Behind ONLY the parser does not know the sign.
        star: has_star.then(|| head.from(&(end..end + 2))),
        // An error at the end is that nothing comes behind the table, or behind the dot in it.
        sound: !table.written.is_empty() && !table.written.ends_with('.') && error.is_none_or(|at| at >= end),
        table,
    })
}

fn detach(head: &Head<'_>, tree: &ast::AlterTable) -> Statement {
    for action in tree.actions() {
        if let ast::AlterTableAction::DetachPartition(detach) = action
            && matches!(detach.detach_partition_option(), Some(DetachPartitionOption::DetachConcurrently(_)))
        {
            let parent = tree.table_relation_name().and_then(|relation| relation.table_name_ref());
            let name = |table: Option<ast::TableNameRef>| {
                table.map(|table| head.written(&range_in_head(&table))).unwrap_or_default()
            };
            let (parent, partition) = (name(parent), name(detach.table_name_ref()));
            return Statement::DetachConcurrently { parent, partition };
        }
    }
    Statement::Other
}

/// Whether a block may end a transaction, itself or by a procedure. In whatever language: the words are the same.
fn may_commit(block: &str) -> bool {
    let block = block.to_ascii_lowercase();
    ["commit", "rollback", "call"].into_iter().any(|word| block.contains(word))
}

/// `understood`: without an error. Otherwise the word counts wherever it stands.
fn reindex(head: &Head<'_>, tree: &ast::Reindex, understood: bool) -> Statement {
    let of_many = matches!(
        tree.reindex_target(),
        Some(
            ReindexTarget::ReindexTargetSchema(_)
                | ReindexTarget::ReindexTargetDatabase(_)
                | ReindexTarget::ReindexTargetSystem(_)
        )
    );
    let word = match tree.reindex_target() {
        Some(ReindexTarget::ReindexTargetIndex(target)) => target.concurrently_token(),
        Some(ReindexTarget::ReindexTargetTable(target)) => target.concurrently_token(),
        Some(ReindexTarget::ReindexTargetSchema(target)) => target.concurrently_token(),
        Some(ReindexTarget::ReindexTargetDatabase(target)) => target.concurrently_token(),
        Some(ReindexTarget::ReindexTargetSystem(target)) => target.concurrently_token(),
        _ => None,
    };
    let options = tree.reindex_option_list().into_iter().flat_map(|list| list.reindex_options());
    // The server takes the last one of several.
    let option = options
        .into_iter()
        .filter_map(|option| match option {
            ast::ReindexOption::ReindexOptionConcurrently(option) => Some(is_on(head, &option)),
            _ => None,
        })
        .last();
    let concurrently = word.is_some() || option.unwrap_or(false);
    Statement::Reindex { concurrently: concurrently || !understood && head.has_word("concurrently"), of_many }
}

/// Whether an option is on, by the words of `defGetBoolean`: alone it is, and what the server does not know it
/// refuses.
fn is_on(head: &Head<'_>, option: &ast::ReindexOptionConcurrently) -> bool {
    let start = option.concurrently_token().map(|word| usize::from(word.text_range().end()));
    let end = usize::from(option.syntax().text_range().end());
    let value = start.map(|start| head.written(&(start..end))).unwrap_or_default();
    !matches!(bare(&value).as_str(), "false" | "off" | "0")
}

/// A word or a string in lower case, without its quotes.
fn bare(written: &str) -> String {
    written.trim_matches(['\'', '"']).to_ascii_lowercase()
}

/// Where a node stands in the head.
fn range_in_head(node: &impl AstNode) -> Range<usize> {
    range(node.syntax().text_range())
}

fn range(at: impl Into<Range<usize>>) -> Range<usize> {
    at.into()
}
