//! SQL as text: tokens, statements, quoting, positions in a script.

pub(crate) mod batches;
pub(crate) mod build;
pub(crate) mod copy_data;
pub(crate) mod duration;
pub(crate) mod excerpt;
pub(crate) mod head;
pub(crate) mod identifier_length;
pub(crate) mod missing_right;
pub(crate) mod parsed;
pub(crate) mod partitioned_index;
pub(crate) mod plain_expression;
pub(crate) mod position;
pub(crate) mod qualified_name;
pub(crate) mod quote;
pub(crate) mod reading_settings;
pub(crate) mod relation_name;
pub(crate) mod rights;
pub(crate) mod sql_error;
pub(crate) mod sql_text;
pub(crate) mod statement_kind;
pub(crate) mod statements;
pub(crate) mod syntax;
pub(crate) mod tokens;
pub(crate) mod words;
