//! How the server writes a key with nothing unusual about it. It looks each column's name up for itself, which for a
//! thousand tables takes longer than to ask for all columns.

/// A primary key, a unique constraint or a foreign key by the names of its columns, quoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ConstraintKey<'a> {
    Primary(Vec<&'a str>),
    Unique(Vec<&'a str>),
    Foreign {
        columns: Vec<&'a str>,
        /// The table that it refers to, quoted, with its schema.
        referred: &'a str,
        referred_columns: Vec<&'a str>,
        /// The letters of the catalog (`confupdtype`, `confdeltype`).
        on_update: char,
        on_delete: char,
    },
}

impl ConstraintKey<'_> {
    /// What `pg_get_constraintdef` says.
    pub(crate) fn definition(&self) -> String {
        match self {
            Self::Primary(columns) => format!("PRIMARY KEY ({})", columns.join(", ")),
            Self::Unique(columns) => format!("UNIQUE ({})", columns.join(", ")),
            Self::Foreign { columns, referred, referred_columns, on_update, on_delete } => {
                let (columns, referred_columns) = (columns.join(", "), referred_columns.join(", "));
                let mut text = format!("FOREIGN KEY ({columns}) REFERENCES {referred}({referred_columns})");
                for (event, letter) in [(" ON UPDATE ", on_update), (" ON DELETE ", on_delete)] {
                    if let Some(action) = action(*letter) {
                        text.push_str(event);
                        text.push_str(action);
                    }
                }
                text
            }
        }
    }
}

/// `NO ACTION` is what happens by itself.
fn action(letter: char) -> Option<&'static str> {
    match letter {
        'r' => Some("RESTRICT"),
        'c' => Some("CASCADE"),
        'n' => Some("SET NULL"),
        'd' => Some("SET DEFAULT"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_as_the_server_writes_them() {
        assert_eq!(ConstraintKey::Primary(vec!["a", "\"B\""]).definition(), "PRIMARY KEY (a, \"B\")");
        assert_eq!(ConstraintKey::Unique(vec!["a"]).definition(), "UNIQUE (a)");
        let key = |on_update, on_delete| ConstraintKey::Foreign {
            columns: vec!["a", "b"],
            referred: "public.t",
            referred_columns: vec!["c", "d"],
            on_update,
            on_delete,
        };
        let plain = "FOREIGN KEY (a, b) REFERENCES public.t(c, d)";
        assert_eq!(key('a', 'a').definition(), plain);
        assert_eq!(key('c', 'n').definition(), format!("{plain} ON UPDATE CASCADE ON DELETE SET NULL"));
        assert_eq!(key('r', 'd').definition(), format!("{plain} ON UPDATE RESTRICT ON DELETE SET DEFAULT"));
    }
}
