//! Expressions as the server stores them. Every function, operator, cast and column in them is resolved.

use super::families;
use super::nodes::{self, Node};
use super::tree::{Constant, Expr, Query, Truth};

/// Reads an expression of a policy; [`Expr::Unknown`] where it cannot be read.
pub(crate) fn expression(text: &str) -> Expr {
    nodes::parse(text).map_or(Expr::Unknown, |node| Stored.expression(&node))
}

/// Reads the query of a view, or of a function with a parsed body. There are as many queries in the text as there are
/// statements; more than one are not read.
pub(crate) fn query(text: &str) -> Option<Query> {
    let node = nodes::parse(text)?;
    let mut node = &node;
    while let Node::List(list) = node {
        let [only] = list.as_slice() else { return None };
        node = only;
    }
    match node.tag() {
        "QUERY" => Some(Stored.query(node)),
        // RETURN expression
        _ => None,
    }
}

/// The reader of stored trees.
pub(super) struct Stored;

impl Stored {
    /// An expression; [`Expr::Unknown`] for a kind of node whose meaning is not known here.
    pub(super) fn expression(&self, node: &Node<'_>) -> Expr {
        let oid = |name: &str| node.field(name).number::<u32>().unwrap_or(0);
        let all = |name: &str| node.field(name).list().iter().map(|node| self.expression(node)).collect();
        let boxed = |name: &str| Box::new(self.expression(node.field(name)));
        match node.tag() {
            "VAR" => match (node.field("varno").number(), node.field("varattno").number()) {
                (Some(item), Some(number)) if number != 0 => {
                    Expr::Column { up: oid("varlevelsup"), item, number, kind: oid("vartype") }
                }
                _ => Expr::Unknown,
            },
            "CONST" => constant(node),
            "PARAM" => match oid("paramkind") {
                0 => Expr::Parameter(oid("paramid")),
                2 => Expr::Member(oid("paramid")),
                _ => Expr::Unknown,
            },
            "FUNCEXPR" => Expr::Call {
                routine: oid("funcid"),
                arguments: all("args"),
                kind: oid("funcresulttype"),
                collation: oid("inputcollid"),
            },
            "OPEXPR" => Expr::Operator {
                operator: oid("opno"),
                routine: oid("opfuncid"),
                arguments: all("args"),
                kind: oid("opresulttype"),
                collation: oid("inputcollid"),
            },
            "RELABELTYPE" | "COERCETODOMAIN" => {
                Expr::Relabel { inner: boxed("arg"), kind: oid("resulttype") }
            }
            "COLLATEEXPR" => self.expression(node.field("arg")),
            "COERCEVIAIO" | "ARRAYCOERCEEXPR" => {
                Expr::Convert { inner: boxed("arg"), kind: oid("resulttype") }
            }
            "NULLTEST" if !node.field("argisrow").is_true() => {
                Expr::Null { inner: boxed("arg"), is: oid("nulltesttype") == 0 }
            }
            "COALESCEEXPR" => Expr::Coalesce(all("args")),
            "MINMAXEXPR" => Expr::Extreme(all("args")),
            "SQLVALUEFUNCTION" => Expr::Session(oid("op")),
            "CASEEXPR" => self.case(node),
            "ARRAYEXPR" if !node.field("multidims").is_true() => Expr::Array(all("elements")),
            "SUBLINK" => self.sub_select(node),
            "AGGREF" => self.aggregate(node),
            "BOOLEXPR" | "BOOLEANTEST" => self.logic(node),
            "DISTINCTEXPR" | "NULLIFEXPR" | "SCALARARRAYOPEXPR" => self.comparison(node),
            _ => Expr::Unknown,
        }
    }

    fn logic(&self, node: &Node<'_>) -> Expr {
        let mut operands: Vec<Expr> =
            node.field("args").list().iter().map(|node| self.expression(node)).collect();
        match (node.field("boolop"), node.field("booltesttype").number::<u32>()) {
            (Node::Atom("and"), _) => Expr::All(operands),
            (Node::Atom("or"), _) => Expr::Any(operands),
            (Node::Atom("not"), _) => {
                operands.pop().map_or(Expr::Unknown, |inner| Expr::Not(Box::new(inner)))
            }
            (_, Some(test)) => {
                let (truth, is) = match test {
                    0 => (Truth::True, true),
                    1 => (Truth::True, false),
                    2 => (Truth::False, true),
                    3 => (Truth::False, false),
                    4 => (Truth::Unknown, true),
                    _ => (Truth::Unknown, false),
                };
                Expr::Truth { inner: Box::new(self.expression(node.field("arg"))), test: truth, is }
            }
            _ => Expr::Unknown,
        }
    }

    fn comparison(&self, node: &Node<'_>) -> Expr {
        let operator = node.field("opno").number().unwrap_or(0);
        let collation = node.field("inputcollid").number().unwrap_or(0);
        let [left, right] = node.field("args").list() else { return Expr::Unknown };
        let sides = Box::new([self.expression(left), self.expression(right)]);
        match node.tag() {
            "DISTINCTEXPR" => Expr::Distinct { operator, sides, collation },
            "NULLIFEXPR" => Expr::NullIf { operator, sides, collation },
            _ => Expr::Elements { operator, sides, collation, every: !node.field("useOr").is_true() },
        }
    }

    fn case(&self, node: &Node<'_>) -> Expr {
        let subject = node.field("arg").is_some().then(|| node.field("arg"));
        let branches = node.field("args").list().iter().map(|when| {
            // `CASE x WHEN y` is stored as a comparison of a stand-in with y.
            let condition = match (subject, when.field("expr")) {
                (Some(subject), condition) => self.with_subject(condition, subject),
                (None, condition) => self.expression(condition),
            };
            (condition, self.expression(when.field("result")))
        });
        let branches = branches.collect();
        let otherwise = match node.field("defresult") {
            Node::Nothing => Expr::Constant { value: None, kind: 0 },
            result => self.expression(result),
        };
        Expr::Case { branches, otherwise: Box::new(otherwise) }
    }

    fn with_subject(&self, condition: &Node<'_>, subject: &Node<'_>) -> Expr {
        let mut read = self.expression(condition);
        let is_stand_in = |node: &Node<'_>| {
            let bare = if node.tag() == "RELABELTYPE" { node.field("arg") } else { node };
            bare.tag() == "CASETESTEXPR"
        };
        if let Expr::Operator { arguments, .. } = &mut read {
            for (argument, node) in arguments.iter_mut().zip(condition.field("args").list()) {
                if is_stand_in(node) {
                    *argument = self.expression(subject);
                }
            }
        }
        read
    }

    fn sub_select(&self, node: &Node<'_>) -> Expr {
        if node.field("subselect").tag() != "QUERY" {
            return Expr::Unknown;
        }
        let query = Box::new(self.query(node.field("subselect")));
        let test = || Box::new(self.expression(node.field("testexpr")));
        match node.field("subLinkType").number::<u32>() {
            Some(0) => Expr::Exists(query),
            Some(1) => Expr::Within { test: test(), query, every: true },
            Some(2) => Expr::Within { test: test(), query, every: false },
            Some(4) => Expr::Scalar(query),
            Some(6) => Expr::Collected(query),
            _ => Expr::Unknown,
        }
    }

    fn aggregate(&self, node: &Node<'_>) -> Expr {
        let is_plain = !node.field("aggfilter").is_some()
            && !node.field("aggdirectargs").is_some()
            && node.field("agglevelsup").number::<u32>() == Some(0);
        if !is_plain {
            return Expr::Unknown;
        }
        let inner = match node.field("args").list() {
            [only] => Some(Box::new(self.expression(only.field("expr")))),
            _ => None,
        };
        Expr::Aggregate { routine: node.field("aggfnoid").number().unwrap_or(0), inner }
    }
}

fn constant(node: &Node<'_>) -> Expr {
    let kind = node.field("consttype").number().unwrap_or(0);
    let value = match node.field("constvalue") {
        Node::Bytes(bytes) => Some(decoded(kind, bytes, node.field("constlen").number().unwrap_or(0))),
        _ => None,
    };
    Expr::Constant { value, kind }
}

/// A constant of the types that tenants have. A number is stored in a machine word, a text with four bytes before it.
fn decoded(kind: u32, bytes: &[u8], length: i16) -> Constant {
    let raw = || Constant::Raw(kind, bytes.to_vec());
    let number = |width: usize| {
        let word = bytes.get(..width)?;
        let is_negative = word.last().is_some_and(|last| *last >= 0x80);
        let mut wide = [if is_negative { 0xff } else { 0 }; 8];
        wide[..width].copy_from_slice(word);
        Some(Constant::Number(i64::from_le_bytes(wide)))
    };
    let known = match kind {
        families::BOOLEAN => bytes.first().map(|byte| Constant::Boolean(*byte != 0)),
        families::SMALLINT | families::INTEGER | families::BIGINT => {
            usize::try_from(length).ok().filter(|width| *width <= 8).and_then(number)
        }
        families::TEXT | families::VARCHAR | families::UNKNOWN if length == -1 => {
            bytes.get(4..).and_then(|text| String::from_utf8(text.to_vec()).ok()).map(Constant::Text)
        }
        families::UUID => bytes.try_into().ok().map(Constant::Uuid),
        _ => None,
    };
    known.unwrap_or_else(raw)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    /// What a server stores of `organization_id = (SELECT NULLIF(current_setting('app.org', true), '')::uuid)`.
    const STORED: &str = "{OPEXPR :opno 2972 :opfuncid 2956 :opresulttype 16 :opretset false :opcollid 0 :inputcollid 0 :args \
         ({VAR :varno 1 :varattno 1 :vartype 2950 :vartypmod -1 :varcollid 0 :varlevelsup 0 :varnosyn 1 \
         :varattnosyn 1 :location 93} {SUBLINK :subLinkType 4 :subLinkId 0 :testexpr <> :operName <> \
         :subselect {QUERY :commandType 1 :querySource 0 :canSetTag true :utilityStmt <> :resultRelation 0 \
         :hasAggs false :hasWindowFuncs false :hasTargetSRFs false :hasSubLinks false :hasDistinctOn false \
         :hasRecursive false :hasModifyingCTE false :hasForUpdate false :hasRowSecurity false :isReturn false \
         :cteList <> :rtable <> :jointree {FROMEXPR :fromlist <> :quals <>} :targetList ({TARGETENTRY :expr \
         {COERCEVIAIO :arg {NULLIFEXPR :opno 98 :opfuncid 67 :opresulttype 25 :opretset false :opcollid 100 \
         :inputcollid 100 :args ({FUNCEXPR :funcid 3294 :funcresulttype 25 :funcretset false :funcvariadic \
         false :funcformat 0 :funccollid 100 :inputcollid 100 :args ({CONST :consttype 25 :consttypmod -1 \
         :constcollid 100 :constlen -1 :constbyval false :constisnull false :location 155 :constvalue 11 [ 44 \
         0 0 0 97 112 112 46 111 114 103 ]} {CONST :consttype 16 :consttypmod -1 :constcollid 0 :constlen 1 \
         :constbyval true :constisnull false :location 186 :constvalue 1 [ 1 0 0 0 0 0 0 0 ]}) :location 139} \
         {CONST :consttype 25 :consttypmod -1 :constcollid 100 :constlen -1 :constbyval false :constisnull \
         false :location 193 :constvalue 4 [ 16 0 0 0 ]}) :location 132} :resulttype 2950 :resultcollid 0 \
         :coerceformat 1 :location 196} :resno 1 :resname nullif :ressortgroupref 0 :resorigtbl 0 :resorigcol \
         0 :resjunk false}) :override 0 :onConflict <> :returningList <> :groupClause <> :groupDistinct false \
         :groupingSets <> :havingQual <> :windowClause <> :distinctClause <> :sortClause <> :limitOffset <> \
         :limitCount <> :limitOption 0 :rowMarks <> :setOperations <> :constraintDeps <> :withCheckOptions <> \
         :mergeActionList <> :mergeUseOuterJoin false :stmt_location 0 :stmt_len 0} :location 111}) :location \
         109}";

    #[test]
    fn a_policy_means_what_its_text_means() {
        let stored = expression(STORED);
        let Expr::Operator { operator: 2972, arguments, .. } = &stored else { panic!("{stored:?}") };
        assert_eq!(arguments[0], Expr::Column { up: 0, item: 1, number: 1, kind: families::UUID });
        let written = fixture::condition(fixture::CANONICAL, fixture::TASKS_OID).tree;
        let Expr::Operator { operator: 2972, arguments: by_text, .. } = &written else {
            panic!("{written:?}")
        };
        assert_eq!(arguments[0], by_text[0]);
        let readings = |tree: &Expr| {
            crate::model::verify::policy::readings::readings(tree, &crate::model::verify::fixture::library())
        };
        assert_eq!(readings(&stored), readings(&written));
        assert_eq!(readings(&stored)[0].setting, "app.org");
        let (facts, scope) = fixture::sound();
        let table = facts.relation(fixture::TASKS_OID).unwrap();
        for tree in [stored, written] {
            let condition = crate::model::verify::policy::condition::Condition { text: String::new(), tree };
            assert_eq!(facts.implied(table, &condition, &scope, false), Ok(()));
        }
    }

    #[test]
    fn what_is_not_known_is_unknown() {
        for text in ["", "{NEWNODE :x 1}", "{PARAM :paramkind 9 :paramid 1}", "{OPEXPR :opno 96"] {
            assert_eq!(expression(text), Expr::Unknown, "{text}");
        }
        assert_eq!(query("({QUERY :commandType 1} {QUERY :commandType 1})"), None);
    }
}
