//! Proven rollbacks as one page: nothing on it comes from elsewhere.

use crate::model::roundtrip::felt::Felt;
use crate::model::roundtrip::report::{PairReport, RoundtripReport};
use crate::ui::verify::escaped;
use crate::ui::words::{grouped, milliseconds, roundtrip, size};

const HEAD: &str = include_str!("page.html");

/// The whole page.
pub(crate) fn html(report: &RoundtripReport) -> String {
    let mut page = HEAD.to_owned();
    for line in roundtrip::done(report) {
        page.push_str(&format!("<p>{}</p>\n", escaped(&line)));
    }
    let felt = |pair: &PairReport| [pair.down.clone(), pair.up_again.clone()];
    let all = report.pairs.iter().flat_map(felt).flatten();
    let longest = all.map(|felt| felt.took.as_secs_f64()).fold(0.001, f64::max);
    page.push_str(
        "<table><tr><th>migration</th><th>down</th><th>up again</th><th>WAL</th><th>rewritten</th>\
         <th>lost, as declared</th><th>outcome</th></tr>\n",
    );
    for pair in &report.pairs {
        page.push_str(&row(pair, longest));
    }
    page.push_str("</table>\n<h2>Findings</h2>\n");
    let messages = roundtrip::messages(report);
    if messages.is_empty() {
        page.push_str("<p>None.</p>\n");
    }
    for message in messages {
        page.push_str(&format!(
            "<article class=\"{}\"><h3>{}</h3>",
            message.severity.word(),
            escaped(&message.title)
        ));
        for note in message.notes.iter().chain(&message.hint) {
            page.push_str(&format!("<pre>{}</pre>", escaped(note)));
        }
        page.push_str("</article>\n");
    }
    page.push_str("</main>\n</html>\n");
    page
}

fn row(pair: &PairReport, longest: f64) -> String {
    let felt = [&pair.down, &pair.up_again];
    let both = || felt.into_iter().flatten();
    let rewritten: Vec<String> =
        both().flat_map(|felt| &felt.rewritten).map(|one| escaped(&one.table)).collect();
    let lost: Vec<String> =
        pair.lost.iter().map(|lost| format!("{} ({})", escaped(&lost.object), grouped(lost.rows))).collect();
    format!(
        "<tr><td>{}</td>{}{}<td>{}</td><td>{}</td><td>{}</td><td class=\"{verdict}\">{verdict}</td></tr>\n",
        escaped(&pair.id.to_string()),
        bar(pair.down.as_ref(), longest),
        bar(pair.up_again.as_ref(), longest),
        size(both().map(|felt| felt.wal_bytes).sum()),
        rewritten.join(", "),
        lost.join(", "),
        verdict = pair.verdict().word(),
    )
}

fn bar(felt: Option<&Felt>, longest: f64) -> String {
    let Some(felt) = felt else { return "<td></td>".to_owned() };
    let seconds = felt.took.as_secs_f64();
    format!(
        "<td><span class=\"bar\" style=\"width:{:.1}em\"></span> {}</td>",
        8.0 * seconds / longest,
        milliseconds(seconds * 1000.0)
    )
}
