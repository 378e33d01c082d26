//! What functions said in the server's log.

use std::fs;

use crate::support::Cluster;

/// How much there is of it.
pub(super) fn length(cluster: &Cluster) -> usize {
    fs::metadata(cluster.folder().join("log")).map_or(0, |log| usize::try_from(log.len()).unwrap())
}

/// What was said behind a word since the last look, each line once.
pub(super) fn since(cluster: &Cluster, seen: &mut usize, word: &str) -> Vec<String> {
    let log = fs::read(cluster.folder().join("log")).unwrap();
    let new = String::from_utf8_lossy(&log[*seen..]).into_owned();
    *seen = log.len();
    let mut lines: Vec<String> =
        new.lines().filter_map(|line| Some(line.split_once(word)?.1.to_owned())).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}
