//! Proven rollbacks as a document.

use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::model::fingerprint::diff::Change;
use crate::model::migration::directive::Direction;
use crate::model::roundtrip::cost::Felt;
use crate::model::roundtrip::finding::{Finding, Lost, Weight};
use crate::model::roundtrip::limit::{Amount, Exceeded};
use crate::model::roundtrip::report::{PairReport, RoundtripReport};
use crate::ui::fingerprint::additions;
use crate::ui::words;

/// The fields of a report.
pub(crate) fn document(root: &mut Map<String, Value>, report: &RoundtripReport) {
    let data = report.data.as_ref().map(|data| {
        json!({
            "profile": data.profile, "scale": data.scale, "seed": data.seed, "rows": data.rows,
            "reused": data.is_reused, "duration_ms": data.seconds * 1000.0,
        })
    });
    let untried: Vec<String> = report.untried.iter().map(ToString::to_string).collect();
    let fields = [
        ("data", json!(data)),
        ("no_data", json!(report.no_data)),
        ("pairs", report.pairs.iter().map(pair).collect()),
        ("not_tried", json!(untried)),
        ("whole", json!({ "proven": report.is_whole, "findings": findings(&report.whole) })),
        ("kept", json!(report.kept)),
        ("others_kept", json!(report.others_kept)),
        ("server_adds", additions(&report.additions)),
        ("server_version", json!(report.server)),
        ("duration_ms", json!(report.took_seconds * 1000.0)),
    ];
    for (name, value) in fields {
        root.insert(name.to_owned(), value);
    }
}

fn pair(pair: &PairReport) -> Value {
    let lost = pair.lost.iter().map(|lost| json!({ "object": lost.object, "rows": lost.rows }));
    json!({
        "version": pair.id.version.number(),
        "name": pair.id.name,
        "migration": pair.up_file,
        "rollback": pair.down_file,
        "verdict": pair.verdict().word(),
        "down": felt(pair.down.as_ref()),
        "up_again": felt(pair.up_again.as_ref()),
        "lost_as_declared": lost.collect::<Vec<Value>>(),
        "findings": findings(&pair.findings),
        "comparison_ms": pair.looked_seconds * 1000.0,
    })
}

fn felt(felt: Option<&Felt>) -> Value {
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    json!(felt.map(|felt| {
        let rewritten = felt.rewritten.iter().map(|one| json!({ "table": one.table, "bytes": one.bytes }));
        let scans = felt.scans.iter().map(|scan| json!({ "table": scan.table, "rows": scan.rows }));
        let locks = felt.locks.iter().map(|held| {
            json!({
                "table": held.table, "mode": held.mode.words(), "from_ms": ms(held.from),
                "until_ms": ms(held.until), "tables": held.tables,
            })
        });
        let waits = felt.waits.iter().map(
            |wait| json!({ "table": wait.table, "reader_ms": ms(wait.reader), "writer_ms": ms(wait.writer) }),
        );
        json!({
            "duration_ms": ms(felt.took),
            "wal_bytes": felt.wal_bytes,
            "disk_bytes": felt.disk_bytes,
            "temp_bytes": felt.temp_bytes,
            "rewritten": rewritten.collect::<Vec<_>>(),
            "full_scans": scans.collect::<Vec<_>>(),
            "locks": locks.collect::<Vec<_>>(),
            "waits": waits.collect::<Vec<_>>(),
        })
    }))
}

fn findings(findings: &[Finding]) -> Value {
    findings.iter().map(finding).collect()
}

fn finding(finding: &Finding) -> Value {
    let weight = match finding.weight() {
        Weight::Failure => "failure",
        Weight::Warning => "warning",
        Weight::Note => "note",
    };
    let mut value = match finding {
        Finding::Script { stage, failure } => {
            let titles: Vec<String> =
                words::failure(failure).into_iter().map(|message| message.title).collect();
            json!({ "kind": "script", "stage": stage.word(), "message": titles.join("; ") })
        }
        Finding::Idle => json!({ "kind": "nothing_executed" }),
        Finding::Catalog { stage, difference } => {
            let aspects = match &difference.change {
                Change::Changed(aspects) => aspects.as_slice(),
                Change::Added | Change::Removed => &[],
            };
            let aspects: Vec<Value> = aspects
                .iter()
                .map(|one| json!({ "aspect": one.aspect, "before": one.before, "after": one.after }))
                .collect();
            json!({
                "kind": "catalog", "stage": stage.word(), "object": difference.object,
                "change": difference.change.word(), "aspects": aspects, "with_it": difference.with_it,
            })
        }
        Finding::Moved { stage, moved } => {
            json!({ "kind": "columns_moved", "stage": stage.word(), "object": moved.object })
        }
        Finding::Loss(loss) => {
            let (what, rows) = match loss.what {
                Lost::Gone(rows) => ("gone", Some(rows)),
                Lost::Added(rows) => ("added", Some(rows)),
                Lost::Differ(rows) => ("differ", Some(rows)),
                Lost::Unknown => ("differ", None),
                Lost::WentBack(..) => ("sequence_back", None),
            };
            json!({
                "kind": "loss", "stage": loss.stage.word(), "object": loss.object, "column": loss.column,
                "what": what, "rows": rows,
            })
        }
        Finding::NotLost { object } => json!({ "kind": "declared_and_not_lost", "object": object }),
        Finding::Exceeds { direction, exceeded } => exceeds(*direction, exceeded, None),
        Finding::Exempt { direction, exceeded, reason } => exceeds(*direction, exceeded, Some(reason)),
        Finding::Irreversible { reason } => json!({ "kind": "irreversible", "reason": reason }),
    };
    value["weight"] = json!(weight);
    value
}

/// Amounts are in milliseconds, bytes or rows, as the limit has them.
fn exceeds(direction: Direction, exceeded: &Exceeded, reason: Option<&str>) -> Value {
    let amount = |amount: Amount| match amount {
        Amount::Time(time) => json!(time.as_secs_f64() * 1000.0),
        Amount::Bytes(number) | Amount::Rows(number) => json!(number),
    };
    json!({
        "kind": "exceeds", "direction": direction.word(), "limit": exceeded.limit.key(),
        "object": exceeded.object, "was": amount(exceeded.was), "most": amount(exceeded.most), "reason": reason,
    })
}
