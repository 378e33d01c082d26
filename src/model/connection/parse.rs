//! The two written forms of connection parameters, after libpq's "Connection Strings".

use percent_encoding::percent_decode_str;

use super::{ConnInfo, ConnInfoProblem};

impl ConnInfo {
    /// Reads a URL (`postgres://`, `postgresql://`) or `key=value` words.
    pub(crate) fn parse(text: &str) -> Result<Self, ConnInfoProblem> {
        let text = text.trim();
        match text.strip_prefix("postgresql://").or_else(|| text.strip_prefix("postgres://")) {
            Some(rest) => url(rest),
            None if text.contains('=') && !text.contains("://") => keywords(text),
            None => Err(ConnInfoProblem::Unrecognised),
        }
    }
}

/// `[user[:password]@][host][:port][,...][/dbname][?name=value[&...]]`
fn url(rest: &str) -> Result<ConnInfo, ConnInfoProblem> {
    let mut parsed = ConnInfo::default();
    // One `@` may stand behind the login, and none behind the first `/` or `?`: otherwise a password
    // needs `%40`, `%2F` or `%3F`, and what follows is a part of it that no error may show.
    let login_ends = rest.find(['/', '?']).unwrap_or(rest.len());
    if rest.rfind('@').is_some_and(|last| last > login_ends) || rest.matches('@').count() > 1 {
        return Err(ConnInfoProblem::ManyAts);
    }
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, dbname) = rest.split_once('/').unwrap_or((rest, ""));
    let hosts = match authority.split_once('@') {
        Some((login, hosts)) => {
            let (user, password) = login.split_once(':').unwrap_or((login, ""));
            parsed.set("user", &decode(user, "the user name")?)?;
            parsed.set("password", &decode(password, "the password")?)?;
            hosts
        }
        None => authority,
    };
    let mut names = Vec::new();
    let mut ports = Vec::new();
    for host in hosts.split(',') {
        let (name, port) = host_and_port(host)?;
        names.push(decode(name, "the host")?);
        ports.push(port);
    }
    parsed.set("host", &names.join(","))?;
    if ports.iter().any(|port| !port.is_empty()) {
        parsed.set("port", &ports.join(","))?;
    }
    parsed.set("dbname", &decode(dbname, "the database name")?)?;
    for parameter in query.split('&').filter(|parameter| !parameter.is_empty()) {
        let name = parameter.split('=').next().unwrap_or_default();
        let Some((name, value)) = parameter.split_once('=') else {
            return Err(ConnInfoProblem::MissingValue { name: name.to_owned() });
        };
        parsed.set(&decode(name, "a parameter's name")?, &decode(value, "a parameter's value")?)?;
    }
    Ok(parsed)
}

fn host_and_port(text: &str) -> Result<(&str, &str), ConnInfoProblem> {
    let Some(inside) = text.strip_prefix('[') else {
        return Ok(text.split_once(':').unwrap_or((text, "")));
    };
    let (address, behind) = inside.split_once(']').ok_or(ConnInfoProblem::BadBrackets)?;
    match behind.strip_prefix(':') {
        Some(port) => Ok((address, port)),
        None if behind.is_empty() => Ok((address, "")),
        None => Err(ConnInfoProblem::BadBrackets),
    }
}

fn decode(text: &str, part: &'static str) -> Result<String, ConnInfoProblem> {
    let bad = ConnInfoProblem::BadPercent { part };
    let mut escapes = text.split('%').skip(1);
    if !escapes.all(|rest| rest.as_bytes().get(..2).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit)))
    {
        return Err(bad);
    }
    percent_decode_str(text).decode_utf8().map(Into::into).map_err(|_| bad)
}

/// `name = value` words; a value may stand in single quotes, with `\'` and `\\` inside.
fn keywords(text: &str) -> Result<ConnInfo, ConnInfoProblem> {
    let mut parsed = ConnInfo::default();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        // Behind a password, an unknown word may be its tail: no error may show it.
        let shown = |word: &str| match parsed.get("password") {
            Some(_) if !super::KEYWORDS.contains(&word) => HIDDEN.to_owned(),
            _ => word.to_owned(),
        };
        let (name, behind) = rest.split_once('=').unwrap_or((rest, ""));
        let name = name.trim();
        if behind.is_empty() || name.contains(char::is_whitespace) {
            let word = name.split_whitespace().next().unwrap_or_default();
            return Err(ConnInfoProblem::MissingValue { name: shown(word) });
        }
        let name_shown = shown(name);
        let (value, behind) = value(&name_shown, behind.trim_start())?;
        parsed.set(name, &value).map_err(|problem| match problem {
            ConnInfoProblem::UnknownParameter { near, .. } if name_shown == name => {
                ConnInfoProblem::UnknownParameter { name: name_shown, near }
            }
            ConnInfoProblem::UnknownParameter { .. } => {
                ConnInfoProblem::UnknownParameter { name: name_shown, near: None }
            }
            other => other,
        })?;
        rest = behind.trim_start();
    }
    Ok(parsed)
}

/// Stands for a word that may be part of a password.
const HIDDEN: &str = "(a word after the password)";

fn value<'a>(name: &str, text: &'a str) -> Result<(String, &'a str), ConnInfoProblem> {
    let quoted = text.starts_with('\'');
    let mut value = String::new();
    let mut characters = text.char_indices().skip(usize::from(quoted));
    while let Some((at, character)) = characters.next() {
        match character {
            '\'' if quoted => return Ok((value, &text[at + 1..])),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            _ if !quoted && character.is_whitespace() => return Ok((value, &text[at..])),
            _ => value.push(character),
        }
    }
    if quoted { Err(ConnInfoProblem::UnterminatedQuote { name: name.to_owned() }) } else { Ok((value, "")) }
}
