//! What an object is like, by the names of the aspects.

use std::sync::Arc;

/// Of a table: the one that it is a partition of.
pub(super) const PARENT: &str = "partition of";
pub(super) const BOUND: &str = "bound";
/// Of an index: the index of the parent table that it belongs to.
pub(super) const ATTACHED: &str = "attached to";

/// The aspects of an object in the order of their names; one that is as usual is not told. A schema has thousands of
/// objects with the same few names, which they share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Aspects(Vec<(Arc<str>, String)>);

impl Aspects {
    pub(crate) fn get(&self, name: &str) -> Option<&String> {
        self.position(name).ok().map(|at| &self.0[at].1)
    }

    /// The text of an aspect, which counts as reported from now on.
    pub(crate) fn entry(&mut self, name: impl Into<Arc<str>>) -> &mut String {
        let name = name.into();
        let at = self.position(&name).unwrap_or_else(|at| {
            self.0.insert(at, (name, String::new()));
            at
        });
        &mut self.0[at].1
    }

    /// Tells an aspect that may be as usual.
    pub(crate) fn set(&mut self, name: &str, text: Option<String>) {
        if let Some(text) = text {
            self.insert(name, text);
        }
    }

    pub(crate) fn insert(&mut self, name: impl Into<Arc<str>>, text: String) {
        *self.entry(name) = text;
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &String)> {
        self.0.iter().map(|(name, text)| (name, text))
    }

    fn position(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(candidate, _)| candidate.as_ref().cmp(name))
    }
}

impl<N: Into<Arc<str>>> FromIterator<(N, String)> for Aspects {
    fn from_iter<T: IntoIterator<Item = (N, String)>>(pairs: T) -> Self {
        let mut list: Vec<(Arc<str>, String)> =
            pairs.into_iter().map(|(name, text)| (name.into(), text)).collect();
        list.sort_by(|left, right| left.0.cmp(&right.0));
        Self(list)
    }
}

impl IntoIterator for Aspects {
    type Item = (Arc<str>, String);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_names_however_they_came() {
        let first: Aspects = [("b", "2".to_owned()), ("a", "1".to_owned())].into_iter().collect();
        let mut second = Aspects::default();
        second.insert("a", "0".to_owned());
        second.insert("b", "2".to_owned());
        assert_ne!(first, second);
        second.insert("a", "1".to_owned());
        assert_eq!(first, second);
        second.entry("a").push('!');
        assert_eq!(second.get("a").map(String::as_str), Some("1!"));
        assert_eq!(second.get("c"), None);
    }
}
