//! `pg_service.conf`: connection parameters under a name ("The Connection Service File").

use super::{ConnInfo, ConnInfoProblem};

/// Why a service file cannot be used; the line counts from 1. Never holds what the line says: it
/// may be a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BadLine {
    pub(crate) line: usize,
    /// A parameter of libpq's that is not taken here.
    pub(crate) why: Option<ConnInfoProblem>,
}

/// The parameters of one section; `None` where there is no such section. The first of a name
/// counts. A line that libpq would not take is an error, and so is a service in a service.
pub(crate) fn service(text: &str, name: &str) -> Result<Option<ConnInfo>, BadLine> {
    let mut parsed_section: Option<ConnInfo> = None;
    let mut is_inside = false;
    for (number, line) in text.lines().enumerate() {
        let bad = |why| BadLine { line: number + 1, why };
        let line = line.trim_end().trim_start();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(section) = line.strip_prefix('[') {
            if is_inside {
                break;
            }
            is_inside = section.strip_suffix(']').is_some_and(|section| section == name);
            if is_inside {
                parsed_section = Some(ConnInfo::default());
            }
        } else if is_inside && let Some(parsed_section) = &mut parsed_section {
            let (keyword, value) =
                line.split_once('=').filter(|(keyword, _)| *keyword != "service").ok_or_else(|| bad(None))?;
            let mut parameter = ConnInfo::default();
            // Whatever is unknown may be a piece of a password.
            let sayable =
                |why: ConnInfoProblem| matches!(why, ConnInfoProblem::Unsupported { .. }).then_some(why);
            parameter.set(keyword, value).map_err(|why| bad(sayable(why)))?;
            parsed_section.fill_from(parameter);
        }
    }
    Ok(parsed_section)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_read_to_its_end() {
        let text = "# all\n[other]\nhost=x\nnonsense\n[app]\r\n  host=h\nport=7\n\n# more\nport=8\npassword=a=b c\n[app]\nuser=u\n";
        let section = service(text, "app").unwrap().unwrap();
        assert_eq!(
            ["host", "port", "password", "user"].map(|name| section.get(name)),
            [Some("h"), Some("7"), Some("a=b c"), None]
        );
        assert_eq!(service(text, "nobody"), Ok(None));
    }

    #[test]
    fn a_line_that_is_not_a_parameter_is_named_by_its_number() {
        for line in ["nonsense", "service=other", "pasword=x", "ldap://host/x?y"] {
            assert_eq!(
                service(&format!("[app]\nhost=h\n{line}\n"), "app"),
                Err(BadLine { line: 3, why: None }),
                "{line}"
            );
        }
        let known = |line: &str| service(&format!("[app]\nhost=h\n{line}\n"), "app");
        assert!(known("client_encoding=UTF8").is_ok() && known("search_path=app").is_ok());
        let why = Some(ConnInfoProblem::Unsupported { name: "sslcrl" });
        assert_eq!(known("sslcrl=x.crl"), Err(BadLine { line: 3, why }));
    }
}
