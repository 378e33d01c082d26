//! Columns that look at other columns: none may follow from itself.

use super::Resolver;
use crate::model::seed::generate::node::{FilledTable, Node, Operand, Part, Path, PickMethod, RowColumn};
use crate::model::seed::profile::{ProfileProblem, Why};

/// Refuses columns that follow from themselves, and references to what the server fills.
pub(super) fn refuse_circles(settling: &Resolver<'_>, tables: &[FilledTable]) -> Result<(), ProfileProblem> {
    // 0: not looked at, 1: on the way, 2: done.
    let mut seen: Vec<Vec<u8>> = tables.iter().map(|table| vec![0; table.columns.len()]).collect();
    for table in 0..tables.len() {
        for column in 0..tables[table].columns.len() {
            visit(settling, tables, table, column, &mut seen)?;
        }
    }
    Ok(())
}

fn visit(
    settling: &Resolver<'_>,
    tables: &[FilledTable],
    table: usize,
    column: usize,
    seen: &mut [Vec<u8>],
) -> Result<(), ProfileProblem> {
    let filled = &tables[table].columns[column];
    let problem = |why: Why| {
        let name = &settling.names.spec(settling.order[table]).name;
        ProfileProblem::new(format!("tables.{name}.columns.{}", filled.name), why)
    };
    match seen[table][column] {
        2 => return Ok(()),
        1 => return Err(problem(Why::Selfish)),
        _ => seen[table][column] = 1,
    }
    for place in filled.node.iter().flat_map(places) {
        let target = match place.path {
            Path::Own => table,
            Path::Up(above) => above,
            // An earlier row: it ends at the first one.
            Path::Pick(pick) if matches!(tables[table].picks[pick].way, PickMethod::Earlier(_)) => continue,
            Path::Pick(pick) => tables[table].picks[pick].table,
        };
        let referenced = &tables[target].columns[place.column];
        if referenced.node.is_none() {
            return Err(problem(Why::NoSuch {
                what: "column that the profile fills",
                name: referenced.name.clone(),
            }));
        }
        visit(settling, tables, target, place.column, seen)?;
    }
    seen[table][column] = 2;
    Ok(())
}

/// Every column that a node looks at.
fn places(node: &Node) -> Vec<RowColumn> {
    match node {
        Node::Of(place) => vec![*place],
        Node::Template(parts) => parts
            .iter()
            .filter_map(|part| if let Part::Of(place) = part { Some(*place) } else { None })
            .collect(),
        Node::Time(span) => span.after.iter().chain(&span.before).copied().collect(),
        Node::Inherit(first, otherwise) => first.iter().copied().chain(places(otherwise)).collect(),
        Node::Case(cases, otherwise) => {
            let tests = cases.iter().flat_map(|(tests, _)| tests).filter_map(|test| match test.operand {
                Operand::Of(place) => Some(place),
                _ => None,
            });
            tests.chain(cases.iter().flat_map(|(_, then)| places(then))).chain(places(otherwise)).collect()
        }
        Node::Mix(nodes) => nodes.items().flat_map(places).collect(),
        Node::Json(members) => members.iter().flat_map(|(_, node)| places(node)).collect(),
        Node::Sometimes(_, node) | Node::Gate(_, node) => places(node),
        Node::Known(known) => {
            known.agree.iter().map(|(own, _)| RowColumn { path: Path::Own, column: *own }).collect()
        }
        _ => Vec::new(),
    }
}
