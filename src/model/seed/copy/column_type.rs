//! The types whose binary form is known ("COPY", "Binary Format"; the `*_recv` functions of each type).

/// What a column takes, as far as its bytes differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ColumnType {
    Bool,
    Int2,
    Int4,
    Int8,
    Float4,
    Float8,
    Numeric,
    /// Text in every form, enums and json, too: the bytes of the text.
    Text,
    /// The same behind a version byte.
    Jsonb,
    Uuid,
    Timestamptz,
    Timestamp,
    Date,
    Bytea,
    /// Known by its text form alone.
    Other,
}

impl ColumnType {
    /// By the name that `format_type` writes without a modifier; `is_enum` where the type has labels.
    pub(crate) fn of(base_type: &str, is_enum: bool) -> Self {
        match base_type {
            "boolean" => Self::Bool,
            "smallint" => Self::Int2,
            "integer" => Self::Int4,
            "bigint" => Self::Int8,
            "real" => Self::Float4,
            "double precision" => Self::Float8,
            "numeric" => Self::Numeric,
            "text" | "character varying" | "character" | "bpchar" | "name" | "citext" | "public.citext"
            | "json" => Self::Text,
            "jsonb" => Self::Jsonb,
            "uuid" => Self::Uuid,
            "timestamp with time zone" => Self::Timestamptz,
            "timestamp without time zone" => Self::Timestamp,
            "date" => Self::Date,
            "bytea" => Self::Bytea,
            _ if is_enum => Self::Text,
            _ => Self::Other,
        }
    }
}
