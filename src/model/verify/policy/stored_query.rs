//! Queries as the server stores them: their items, how these are joined, and what the rows have.

use super::nodes::Node;
use super::stored::Stored;
use super::tree::{Combined, From, Item, JoinKind, Query};

impl Stored {
    /// A query. Commands that are no SELECT have no rows that could be followed.
    pub(super) fn query(&self, node: &Node<'_>) -> Query {
        let is_true = |name: &str| node.field(name).is_true();
        let tree = node.field("jointree");
        let mut is_opaque = node.field("commandType").number::<u32>() != Some(1)
            || is_true("hasRecursive")
            || is_true("hasModifyingCTE")
            || node.field("groupingSets").is_some();
        let mut from = Vec::new();
        for part in tree.field("fromlist").list() {
            match self.from(part) {
                Some(part) => from.push(part),
                None => is_opaque = true,
            }
        }
        let combined = node.field("setOperations");
        let combined = combined.is_some().then(|| combination(combined)).flatten();
        is_opaque |= combined.is_none() && node.field("setOperations").is_some();
        let quals = tree.field("quals");
        let targets =
            node.field("targetList").list().iter().filter(|target| !target.field("resjunk").is_true());
        let (columns, names) = targets
            .map(|target| (self.expression(target.field("expr")), target.field("resname").text()))
            .unzip();
        Query {
            items: node.field("rtable").list().iter().map(|entry| self.item(entry)).collect(),
            from,
            condition: quals.is_some().then(|| self.expression(quals)),
            columns,
            names,
            with: node
                .field("cteList")
                .list()
                .iter()
                .map(|with| (with.field("ctename").text(), self.query(with.field("ctequery"))))
                .collect(),
            combined,
            aggregates: is_true("hasAggs"),
            grouped: node.field("groupClause").is_some(),
            is_opaque,
        }
    }

    /// An entry of the range table.
    fn item(&self, entry: &Node<'_>) -> Item {
        let all = |node: &Node<'_>| node.list().iter().map(|node| self.expression(node)).collect();
        match entry.field("rtekind").number::<u32>() {
            // Of some of the rows.
            Some(0) => entry.field("relid").number().map_or(Item::Unknown, Item::Relation),
            Some(1) => Item::Query(Box::new(self.query(entry.field("subquery")))),
            Some(2) => Item::Alias(all(entry.field("joinaliasvars"))),
            Some(3) => match entry.field("functions").list() {
                [only] if !entry.field("funcordinality").is_true() => {
                    Item::Function(self.expression(only.field("funcexpr")))
                }
                _ => Item::Unknown,
            },
            Some(5) => Item::Values(entry.field("values_lists").list().iter().map(all).collect()),
            Some(6) if !entry.field("self_reference").is_true() => Item::With {
                name: entry.field("ctename").text(),
                up: entry.field("ctelevelsup").number().unwrap_or(0),
            },
            Some(9) => Item::Alias(all(entry.field("groupexprs"))),
            _ => Item::Unknown,
        }
    }

    /// A part of FROM; `None` for one that cannot be followed.
    fn from(&self, node: &Node<'_>) -> Option<From> {
        match node.tag() {
            "RANGETBLREF" => Some(From::Item(node.field("rtindex").number()?)),
            "JOINEXPR" => {
                let kind = match node.field("jointype").number::<u32>()? {
                    0 => JoinKind::Inner,
                    1 => JoinKind::Left,
                    2 => JoinKind::Full,
                    3 => JoinKind::Right,
                    _ => return None,
                };
                let sides = Box::new([self.from(node.field("larg"))?, self.from(node.field("rarg"))?]);
                let quals = node.field("quals");
                let on = quals.is_some().then(|| Box::new(self.expression(quals)));
                Some(From::Join { kind, sides, on })
            }
            "FROMEXPR" => {
                let mut parts = node.field("fromlist").list().iter().map(|part| self.from(part));
                let first = parts.next()??;
                parts.try_fold(first, |left, right| {
                    Some(From::Join { kind: JoinKind::Inner, sides: Box::new([left, right?]), on: None })
                })
            }
            _ => None,
        }
    }
}

fn combination(node: &Node<'_>) -> Option<Combined> {
    if node.tag() == "RANGETBLREF" {
        return Some(Combined::Item(node.field("rtindex").number()?));
    }
    let sides = Box::new([combination(node.field("larg"))?, combination(node.field("rarg"))?]);
    match node.field("op").number::<u32>()? {
        1 => Some(Combined::Union(sides)),
        2 => Some(Combined::Intersect(sides)),
        3 => Some(Combined::Except(sides)),
        _ => None,
    }
}
