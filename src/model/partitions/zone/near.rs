//! Suggestions for the name of a time zone that does not exist.

use super::Zone;
use crate::model::edit_distance::edit_distance;

/// More are no hint.
const MOST: usize = 3;

/// The names nearest to a text, the nearest first; none where nothing is near.
pub(crate) fn near(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace(' ', "_");
    let mut candidates: Vec<(usize, String)> = Zone::places()
        .filter_map(|zone| {
            let name = zone.to_string();
            Some((distance_to(&text, &name.to_lowercase())?, name))
        })
        .collect();
    candidates.sort();
    candidates.into_iter().take(MOST).map(|(_, name)| name).collect()
}

/// How far a text is from a name, or from the place in it; `None` where the two are not alike.
fn distance_to(text: &str, name: &str) -> Option<usize> {
    let place = name.rsplit('/').next().unwrap_or(name);
    let typed = text.rsplit('/').next().unwrap_or(text);
    let whole = edit_distance(text, name);
    let distance = whole.min(edit_distance(typed, place) + usize::from(whole > 0));
    (distance * 3 <= typed.len().max(3)).then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_distinguished_from_another_name() {
        assert_eq!(near("Europe/Berln")[0], "Europe/Berlin");
        assert_eq!(near("europe/berlin")[0], "Europe/Berlin");
        assert_eq!(near("Berlin")[0], "Europe/Berlin");
        assert_eq!(near("America/New York")[0], "America/New_York");
        assert_eq!(near("Amerika/Sao_Paolo")[0], "America/Sao_Paulo");
        assert_eq!(near("Middle Earth"), Vec::<String>::new());
    }
}
