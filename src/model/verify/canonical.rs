//! The forms of a tenant policy that are known to be sound, as the server prints them.
//!
//! The server prints an expression from its parsed tree, so a form has one text, however it was written. The
//! texts here are compared with what each supported server prints by a test.

use super::catalog::TenantColumn;
use super::expression::conjuncts;
use crate::model::sql::quote::{Constant, Ident};

/// How a policy compares the tenant column with the setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `column = (SELECT NULLIF(current_setting(.., true), '')::type)`: no setting, no rows.
    Canonical,
    /// The same without the sub-select: sound, and evaluated for every row.
    EveryRow,
    /// Without NULLIF: an empty setting is an error.
    NoNullif,
    /// Without `true`: a setting that was never made is an error.
    NoMissingOk,
}

/// The names that the forms are made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TenancyNames {
    pub(crate) column: String,
    pub(crate) setting: String,
}

impl TenancyNames {
    /// The form that an expression has, or a part of it that has to hold whatever the others say; `None` for
    /// any other expression.
    pub(crate) fn form(&self, expression: &str, column: &TenantColumn) -> Option<Form> {
        conjuncts(expression).iter().find_map(|part| self.form_of_part(part, column))
    }

    /// The parts of an expression that have a form.
    pub(crate) fn known_parts(&self, expression: &str, column: &TenantColumn) -> Vec<String> {
        let mut parts = conjuncts(expression);
        parts.retain(|part| self.form_of_part(part, column).is_some());
        parts
    }

    /// Whether a sub-select in an expression compares the column of another table, by that table's name, in a
    /// form that is known.
    pub(crate) fn is_within(&self, expression: &str, column: &TenantColumn) -> bool {
        let forms = [Form::Canonical, Form::EveryRow, Form::NoNullif, Form::NoMissingOk];
        let printed = forms.into_iter().flat_map(|form| self.printed(form, &column.type_name));
        let compared = printed.map(|text| format!(".{}", text.trim_start_matches('(')));
        compared.into_iter().any(|text| expression.contains(&text))
    }

    fn form_of_part(&self, part: &str, column: &TenantColumn) -> Option<Form> {
        let forms = [Form::Canonical, Form::EveryRow, Form::NoNullif, Form::NoMissingOk];
        forms.into_iter().find(|form| self.printed(*form, &column.type_name).iter().any(|text| text == part))
    }

    /// What the server prints for a form: as one writes it, and with its sides exchanged; with and without the
    /// sub-select where that matters.
    fn printed(&self, form: Form, type_name: &str) -> Vec<String> {
        let setting = Constant(&self.setting);
        let lenient = format!("current_setting({setting}::text, true)");
        let strict = format!("current_setting({setting}::text)");
        let (values, alias): (Vec<String>, &str) = match form {
            Form::Canonical | Form::EveryRow => (vec![format!("NULLIF({lenient}, ''::text)")], "nullif"),
            Form::NoNullif => (vec![lenient], "current_setting"),
            Form::NoMissingOk => {
                (vec![strict.clone(), format!("NULLIF({strict}, ''::text)")], "current_setting")
            }
        };
        let is_text =
            matches!(type_name, "text" | "character varying") || type_name.starts_with("character varying(");
        // A keyword is in quotes, and which words are keywords depends on the server.
        let quoted = Ident::new(&self.column).map(|ident| ident.to_string());
        let mut columns = vec![self.column.clone()];
        columns.extend(quoted);
        if is_text && type_name != "text" {
            columns = columns.into_iter().map(|column| format!("({column})::text")).collect();
        }
        let mut printed = Vec::new();
        for value in values {
            let nullif = value.starts_with("NULLIF");
            let typed = if is_text { value } else { format!("({value})::{type_name}") };
            let alias = if nullif { "\"nullif\"" } else { alias };
            let selected = format!("( SELECT {typed} AS {alias})");
            let sides: &[&String] = match form {
                Form::Canonical => &[&selected],
                Form::EveryRow => &[&typed],
                Form::NoNullif | Form::NoMissingOk => &[&selected, &typed],
            };
            for side in sides {
                for column in &columns {
                    printed.push(format!("({column} = {side})"));
                    printed.push(format!("({side} = {column})"));
                }
            }
        }
        printed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(expression: &str, type_name: &str) -> Option<Form> {
        let names = TenancyNames { column: "organization_id".to_owned(), setting: "app.org".to_owned() };
        let column = TenantColumn { number: 1, type_name: type_name.to_owned(), not_null: true };
        names.form(expression, &column)
    }

    #[test]
    fn the_known_forms_are_distinguished_and_nothing_else_is_one() {
        let canonical = "(organization_id = ( SELECT (NULLIF(current_setting('app.org'::text, true), ''::text))::uuid AS \"nullif\"))";
        assert_eq!(form(canonical, "uuid"), Some(Form::Canonical));
        assert_eq!(form(canonical, "bigint"), None);
        assert_eq!(
            form(
                "(organization_id = (NULLIF(current_setting('app.org'::text, true), ''::text))::uuid)",
                "uuid"
            ),
            Some(Form::EveryRow)
        );
        assert_eq!(
            form("((current_setting('app.org'::text, true))::uuid = organization_id)", "uuid"),
            Some(Form::NoNullif)
        );
        assert_eq!(
            form("(organization_id = (current_setting('app.org'::text))::bigint)", "bigint"),
            Some(Form::NoMissingOk)
        );
        assert_eq!(
            form(
                "((organization_id)::text = ( SELECT NULLIF(current_setting('app.org'::text, true), ''::text) AS \"nullif\"))",
                "character varying(30)"
            ),
            Some(Form::Canonical)
        );
        assert_eq!(form(&format!("({canonical} AND (gone IS NULL))"), "uuid"), Some(Form::Canonical));
        assert_eq!(form(&format!("({canonical} OR (gone IS NULL))"), "uuid"), None);
        let keyword = TenancyNames { column: "user".to_owned(), setting: "app.org".to_owned() };
        let column = TenantColumn { number: 1, type_name: "text".to_owned(), not_null: true };
        for written in
            ["(\"user\" = current_setting('app.org'::text))", "(user = current_setting('app.org'::text))"]
        {
            assert_eq!(keyword.form(written, &column), Some(Form::NoMissingOk));
        }
        for unknown_form in [
            "true",
            "((organization_id IS NULL) OR (organization_id = (current_setting('app.org'::text))::uuid))",
            "(organization_id = (current_setting('app.other'::text, true))::uuid)",
            "(other_id = (current_setting('app.org'::text, true))::uuid)",
            "(organization_id = COALESCE((current_setting('app.org'::text, true))::uuid, organization_id))",
        ] {
            assert_eq!(form(unknown_form, "uuid"), None, "{unknown_form}");
        }
    }
}
