//! Whether an expression of the catalog can run nobody's code: no function but a few of the server's own, and nothing
//! from a schema that others may create in.

use squawk_lexer::TokenKind;

use super::tokens::{is_filling, tokens};

/// Functions of the server that only look at their arguments or at the clock. Others run text as SQL (`query_to_xml`),
/// change settings (`set_config`) or read files.
const HARMLESS: [&str; 12] = [
    "btrim",
    "char_length",
    "clock_timestamp",
    "coalesce",
    "length",
    "lower",
    "now",
    "nullif",
    "octet_length",
    "statement_timestamp",
    "transaction_timestamp",
    "upper",
];

/// Words that a parenthesis may follow and that are no function.
const KEYWORDS: [&str; 13] = [
    "and",
    "any",
    "all",
    "or",
    "not",
    "in",
    "between",
    "like",
    "varying",
    "character",
    "numeric",
    "time",
    "timestamp",
];

/// Judges an expression as `pg_get_expr` writes it for a session whose path is the catalog alone: whatever is not the
/// server's own is written with its schema then. What is not understood is not plain.
pub(crate) fn is_plain(expression: &str) -> bool {
    let meaningful = tokens(expression).filter(|(kind, _)| !is_filling(*kind));
    let tokens: Vec<_> = meaningful.map(|(kind, range)| (kind, &expression[range])).collect();
    tokens.iter().enumerate().all(|(at, (kind, text))| {
        let next = tokens.get(at + 1).map_or("", |(_, text)| *text);
        match kind {
            TokenKind::QuotedIdent { .. } => !matches!(next, "(" | "."),
            TokenKind::Ident if next == "." => false,
            TokenKind::Ident if next == "(" => {
                let word = text.to_ascii_lowercase();
                HARMLESS.contains(&word.as_str()) || KEYWORDS.contains(&word.as_str())
            }
            // A cast to a type that looks something up (`regclass`) fails at worst.
            _ => true,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn what_we_and_refinery_write_is_plain() {
        for plain in [
            "clock_timestamp()",
            "SESSION_USER",
            "'{}'::jsonb",
            "(direction = ANY (ARRAY['up'::text, 'down'::text]))",
            "((version > 0) AND (char_length((name)::text) < 255))",
            "'public.evil()'::text",
            "(name)::character varying(10)",
        ] {
            assert!(is_plain(plain), "{plain}");
        }
    }

    #[test]
    fn what_calls_anything_else_is_not() {
        for evil in [
            "public.trap()",
            "evil()",
            "query_to_xml('SELECT public.trap()'::text, true, false, ''::text)",
            "(version OPERATOR(public.=) 1)",
            "(1)::public.number",
            "\"Evil\"()",
            "app.\"Evil\"()",
            "\"App\".evil()",
            "nextval('public.s'::regclass)",
        ] {
            assert!(!is_plain(evil), "{evil}");
        }
    }
}
