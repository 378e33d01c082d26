//! `.pgpass`: which password goes with which place ("The Password File").

use super::options::{Endpoint, Secret};

/// Who says that this is the place to connect to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NamedBy {
    /// The person who calls: a flag, a variable, or libpq's default.
    Person,
    /// A file of the current folder. It may be a stranger's: only a line that names this very place is for it.
    File,
}

/// Why a password file, or a line of it, was not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PassFileFault {
    /// Others can read it, or it is no plain file.
    Open,
    /// A line for any host would fit, but a file of the current folder names this one.
    AnyHost { place: String },
}

/// The password of the first line that fits: `host:port:database:user:password`, where `*` fits
/// everything and `\` takes the next character as it is. Any other line is skipped.
/// A Unix socket in `default_socket` is called `localhost`. A place that a file names is called by its address where
/// there is one: the name beside it is only what the file says.
pub(crate) fn password(
    text: &str,
    endpoint: &Endpoint,
    default_socket: &str,
    dbname: &str,
    user: &str,
    named_by: NamedBy,
) -> Option<Secret> {
    let address = endpoint.address.map(|address| address.to_string()).unwrap_or_default();
    let host = match endpoint.host.as_str() {
        _ if named_by == NamedBy::File && !address.is_empty() => &address,
        "" if address.is_empty() => "localhost",
        "" => &address,
        host if host == default_socket && endpoint.is_socket() => "localhost",
        host => host,
    };
    let port = endpoint.port.to_string();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| fields(line.trim_end_matches('\r'))).find_map(|fields| {
        let [for_host, for_port, for_dbname, for_user, password] = fields?;
        let is_for_host = named_by == NamedBy::Person || !for_host.is_wildcard;
        let wanted = [(for_host, host), (for_port, &port), (for_dbname, dbname), (for_user, user)];
        let fits = is_for_host && wanted.iter().all(|(field, value)| field.fits(value));
        (fits && !password.text.is_empty()).then_some(Secret(password.text))
    })
}

/// One field, with its escapes taken away.
#[derive(Default)]
struct Field {
    text: String,
    /// Nothing but an unescaped `*`.
    is_wildcard: bool,
}

impl Field {
    fn fits(&self, value: &str) -> bool {
        self.is_wildcard || self.text == value
    }
}

/// Splits at `:`. Everything behind the fourth is the password, as in libpq up to the next `:`.
fn fields(line: &str) -> Option<[Field; 5]> {
    let mut fields: [Field; 5] = Default::default();
    let mut at = 0;
    let mut escaped = false;
    let mut raw = String::new();
    for character in line.chars() {
        let field = fields.get_mut(at)?;
        match character {
            ':' if !escaped => {
                field.is_wildcard = raw == "*";
                raw.clear();
                at += 1;
                if at == 5 {
                    break;
                }
                continue;
            }
            '\\' if !escaped => {
                escaped = true;
                raw.push(character);
                continue;
            }
            _ => field.text.push(character),
        }
        raw.push(character);
        escaped = false;
    }
    (at >= 4).then_some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, host: &str) -> Option<String> {
        let endpoint = Endpoint { host: host.to_owned(), address: None, port: 5432, password: None };
        password(text, &endpoint, "/run/pg", "app", "me", NamedBy::Person).map(|secret| secret.0)
    }

    #[test]
    fn a_place_that_a_file_names_needs_a_line_of_its_own() {
        let password_for = |text: &str, host: &str, address: Option<&str>| {
            let address = address.map(|address| address.parse().unwrap());
            let endpoint = Endpoint { host: host.to_owned(), address, port: 5432, password: None };
            password(text, &endpoint, "/run/pg", "app", "me", NamedBy::File).map(|secret| secret.0)
        };
        let text = "*:*:*:*:any\nh:*:*:*:own\n10.0.0.7:*:*:*:address";
        assert_eq!(password_for(text, "h", None).as_deref(), Some("own"));
        assert_eq!(password_for(text, "other", None), None);
        // The name of the one, the address of another.
        assert_eq!(password_for(text, "h", Some("10.0.0.8")), None);
        assert_eq!(password_for(text, "h", Some("10.0.0.7")).as_deref(), Some("address"));
    }

    #[test]
    fn the_first_line_that_fits_counts() {
        let text = "# h:5432:app:me:comment\nnot a line\n\nh:1:app:me:port\nh:5432:other:me:db\n\
                    h:5432:app:me:first\n*:*:*:*:last\r\n";
        assert_eq!(found(text, "h").as_deref(), Some("first"));
        assert_eq!(found(text, "elsewhere").as_deref(), Some("last"));
        assert_eq!(found("h:5432:app:you:x", "h"), None);
        assert_eq!(found("h:5432:app:me:", "h"), None);
        assert_eq!(found("", "h"), None);
    }

    #[test]
    fn a_backslash_takes_the_next_character_as_it_is() {
        assert_eq!(found(r"*:*:*:*:a\:b\\c*", "h").as_deref(), Some(r"a:b\c*"));
        assert_eq!(found(r"\:\:1:*:*:*:v6", "::1").as_deref(), Some("v6"));
        assert_eq!(found(r"\*:*:*:*:x", "h"), None);
        assert_eq!(found("*:*:*:*:a:b", "h").as_deref(), Some("a"));
    }

    #[test]
    fn the_default_socket_is_called_localhost() {
        assert_eq!(found("localhost:*:*:*:x", "/run/pg").as_deref(), Some("x"));
        assert_eq!(found("localhost:*:*:*:x", "/tmp"), None);
        assert_eq!(found("/tmp:*:*:*:x", "/tmp").as_deref(), Some("x"));
    }
}
