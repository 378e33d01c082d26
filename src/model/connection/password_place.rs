//! Which places a password is for: it goes only where whoever wrote it down, or whoever calls, says.

use super::options::Endpoint;
use super::passfile::NamedBy;

/// The places that the person who calls names: by flags, variables, services, or, where nothing is said, libpq's default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OwnPlaces {
    pub(crate) endpoints: Vec<Endpoint>,
    /// Whether a host is named, and not only the default meant.
    pub(crate) is_said: bool,
}

impl OwnPlaces {
    /// Who leads to a place.
    pub(crate) fn named_by(&self, place: &Endpoint) -> NamedBy {
        if is_among(place, &self.endpoints) { NamedBy::Person } else { NamedBy::File }
    }
}

/// Where a password is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PasswordSource {
    /// A file of the project, which gives its own away.
    File,
    /// `PGPASSWORD` of the person: for the host that is named beside it. Where none is, it is for whatever the project
    /// names.
    Variable,
    /// A URL of the person, or a section of a service file: for the places that it leads to.
    Beside(Vec<Endpoint>),
}

/// The first place that the password is not for.
pub(crate) fn stray<'a>(
    places: &'a [Endpoint],
    password: &PasswordSource,
    own: &OwnPlaces,
) -> Option<&'a Endpoint> {
    let mut named_by_files = places.iter().filter(|place| own.named_by(place) == NamedBy::File);
    named_by_files.find(|place| match password {
        PasswordSource::File => false,
        PasswordSource::Variable => own.is_said,
        PasswordSource::Beside(places) => !is_among(place, places),
    })
}

fn is_among(place: &Endpoint, places: &[Endpoint]) -> bool {
    places.iter().any(|known| place.is_same_place(known))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::connection::ConnInfo;

    fn places(text: &str) -> Vec<Endpoint> {
        ConnInfo::parse(&format!("{text} dbname=app")).unwrap().endpoints("/run/postgresql").unwrap()
    }

    #[test]
    fn a_password_stays_with_the_place_it_is_for() {
        let own = |text: &str| OwnPlaces { endpoints: places(text), is_said: !text.is_empty() };
        let beside = |text: &str| PasswordSource::Beside(places(text));
        for (chosen, password, own, is_stray) in [
            // PGPASSWORD, and a host beside it or not.
            ("host=db", PasswordSource::Variable, own("host=db"), false),
            ("host=evil", PasswordSource::Variable, own("host=db"), true),
            ("host=evil", PasswordSource::Variable, own(""), false),
            ("host=db port=6666", PasswordSource::Variable, own("host=db"), true),
            ("host=db,evil", PasswordSource::Variable, own("host=db"), true),
            ("host=db", PasswordSource::Variable, own("host=db,other"), false),
            // An address leads elsewhere, whatever the name.
            ("host=db hostaddr=10.0.0.8", PasswordSource::Variable, own("host=db"), true),
            ("host=x hostaddr=10.0.0.7", PasswordSource::Variable, own("host=db hostaddr=10.0.0.7"), false),
            // Beside a place of its own.
            ("host=evil", beside(""), own(""), true),
            ("host=evil", beside("host=db"), own(""), true),
            ("host=db", beside("host=db"), own(""), false),
            ("host=mine", beside("host=db"), own("host=mine"), false),
            // The project's own.
            ("host=dev", PasswordSource::File, own("host=db"), false),
        ] {
            let stray = stray(&places(chosen), &password, &own).is_some();
            assert_eq!(stray, is_stray, "{chosen} {password:?} {own:?}");
        }
    }
}
