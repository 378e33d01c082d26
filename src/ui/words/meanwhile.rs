//! Messages about what changed while a seeding was not finished: each says what to do before it goes on.

use super::grammar::ticked_list;
use crate::model::seed::load::ground::{Occupant, OccupantKind, OccupiedPlace, RenamedTable};
use crate::model::seed::refusal::{Again, RefusedPiece};
use crate::model::sql::quote::to_paste;
use crate::ui::message::Message;

fn request_text(request: Again) -> &'static str {
    match request {
        Again::Resume => "`migrate seed --resume`",
        Again::Clear => "`migrate seed --clear`",
    }
}

/// What the server refused to recreate.
pub(super) fn not_back(pieces: &[RefusedPiece], request: Again) -> Message {
    let message = Message::new("not everything that was dropped could be recreated");
    let message = pieces.iter().fold(message, |message, piece| message.note(refused(piece)));
    let is_about_rows = pieces.iter().any(|piece| piece.error.sqlstate.starts_with("23"));
    let is_about_names = pieces.iter().any(|piece| {
        // undefined_table, undefined_column, undefined_function, undefined_object
        ["42P01", "42703", "42883", "42704"].contains(&piece.error.sqlstate.as_str())
    });
    let first = if is_about_rows {
        "delete or change the rows that these keys do not allow"
    } else if is_about_names {
        "give what was renamed its name back, or make what was dropped again"
    } else {
        "fix what the server names"
    };
    message.hint(format!("{first}, then {} again", request_text(request)))
}

/// A piece, and the server's words.
pub(crate) fn refused(piece: &RefusedPiece) -> String {
    let RefusedPiece { what, error } = piece;
    let detail = error.detail.as_ref().map(|detail| format!(": {detail}")).unwrap_or_default();
    format!("{what}: {}{detail}", error.message)
}

/// Something else stands where keys and indexes are to be recreated.
pub(super) fn place_taken(places: &[OccupiedPlace], request: Again) -> Message {
    let message = Message::new(
        "something else stands where dropped keys and indexes have to be recreated; nothing was changed",
    );
    let message = places.iter().fold(message, |message, place| {
        message.note(format!("{}: {}", place.what, occupant(&place.by, &place.table)))
    });
    let mut ways: Vec<String> = places.iter().map(|place| way(&place.by)).collect();
    ways.dedup();
    message.hint(format!("{}, then {} again", ways.join(" and "), request_text(request)))
}

/// What stands in the place of a piece of `table`.
pub(crate) fn occupant(by: &Occupant, table: &str) -> String {
    let Occupant { kind, name, table: of } = by;
    match kind {
        OccupantKind::PrimaryKey => format!("the table has the primary key `{name}` instead"),
        OccupantKind::Constraint if of == table => {
            format!("the table has another constraint of that name, `{name}`")
        }
        OccupantKind::Constraint => format!("a constraint of `{of}` has that name"),
        OccupantKind::Index if of == table => "there is another index of that name".to_owned(),
        OccupantKind::Index => format!("an index of `{of}` has that name"),
        OccupantKind::Table => "a table has that name".to_owned(),
        OccupantKind::OtherRelation => "a view, a sequence or a type has that name".to_owned(),
    }
}

/// What makes room.
fn way(by: &Occupant) -> String {
    let Occupant { kind, name, table } = by;
    match kind {
        OccupantKind::PrimaryKey | OccupantKind::Constraint => {
            format!("`ALTER TABLE {table} DROP CONSTRAINT {name}`")
        }
        OccupantKind::Index => format!("`DROP INDEX {name}`"),
        OccupantKind::Table | OccupantKind::OtherRelation => {
            format!("`ALTER TABLE {name} RENAME TO ..`")
        }
    }
}

/// Tables that have other names now.
pub(super) fn renamed(tables: &[RenamedTable], request: Again) -> Message {
    let message = Message::new("tables have been renamed since the seeding was started; nothing was changed");
    let message = tables.iter().fold(message, |message, RenamedTable { was, now }| {
        message.note(format!("`{was}` is called `{now}` now"))
    });
    let ways: Vec<String> = tables.iter().flat_map(rename_back).collect();
    message.hint(format!("{}, then {} again", ticked_list(&ways), request_text(request)))
}

/// The statements that give a table its name and schema back.
fn rename_back(RenamedTable { was, now }: &RenamedTable) -> Vec<String> {
    let (schema, name) = (schema_to_paste(&was.schema), to_paste(&was.name));
    let (schema_now, name_now) = (schema_to_paste(&now.schema), to_paste(&now.name));
    let mut ways = Vec::new();
    if name != name_now {
        ways.push(format!("ALTER TABLE {schema_now}.{name_now} RENAME TO {name}"));
    }
    if schema != schema_now {
        ways.push(format!("ALTER TABLE {schema_now}.{name} SET SCHEMA {schema}"));
    }
    ways
}

/// As a role's name `public` would need quotes, as a schema's it needs none.
fn schema_to_paste(name: &str) -> String {
    if name == "public" { name.to_owned() } else { to_paste(name) }
}

/// Rows of others in a table that is to be filled.
pub(super) fn not_empty(table: &str, is_begun: bool) -> Message {
    let message =
        Message::new(format!("rows were written to `{table}` in the meantime; they were left alone"));
    message.hint(if is_begun {
        "delete these rows, then `migrate seed --resume`; or `migrate seed --clear`, which removes what was seeded and leaves them"
    } else {
        "delete these rows, then `migrate seed` again"
    })
}
