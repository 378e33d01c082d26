//! The first files of a project: `migrate.toml`, and what throwaway servers have before the scripts.

use crate::model::init::findings::{DatabaseFindings, Findings};
use crate::model::verify::suggestion::SuggestedTenant;
use crate::ui::partitions::section;
use crate::ui::verify::tenant_section;
use crate::ui::words;

const BEFORE: &str = "before.sql";

/// The files, `migrate.toml` first.
pub(crate) fn files(findings: &Findings) -> Vec<(&'static str, String)> {
    let before = findings.database.as_ref().and_then(before);
    let mut files = vec![("migrate.toml", migrate_toml(findings, before.is_some()))];
    files.extend(before.map(|text| (BEFORE, text)));
    files
}

fn before(database: &DatabaseFindings) -> Option<String> {
    if database.grounds.is_empty() {
        return None;
    }
    let grounds = database.grounds.iter();
    let statements: String = grounds.flat_map(|ground| [ground.statement.as_str(), ";\n"]).collect();
    Some(format!(
        "-- What an administrator made before the first migration. Runs on throwaway servers, before the scripts.\n{statements}"
    ))
}

fn migrate_toml(findings: &Findings, has_before: bool) -> String {
    let [migrations, rollbacks] = findings.script_folders().map(text);
    let mut file = format!(
        "# How `migrate` works here. `migrate schema config` has every key.\n\n\
         [scripts]\nmigrations = {migrations}\nrollbacks = {rollbacks}\n"
    );
    let mut add = |part: &str| {
        file.push('\n');
        file.push_str(part);
    };
    add(&database_section(findings.database.as_ref()));
    let database = findings.database.as_ref();
    add(&tenant(database.map(|database| &database.tenant)));
    if has_before {
        add(&format!("[scratch]\nbefore = {}\n", text(BEFORE)));
    }
    for part in database.map(partitions).unwrap_or_default() {
        add(&part);
    }
    add(ENVIRONMENTS);
    file
}

fn text(text: &str) -> String {
    ::toml::Value::String(text.to_owned()).to_string()
}

/// The path is written down where it is another one than usual: what the login has may be changed by others.
fn database_section(database: Option<&DatabaseFindings>) -> String {
    let path = database.map(|database| database.path.as_slice()).unwrap_or_default();
    let list: Vec<String> = path.iter().map(|schema| text(schema)).collect();
    if path.is_empty() || path == ["public"] {
        "# [database]\n# search_path = [\"public\"]    # what every script starts with; the first schema holds the history\n"
            .to_owned()
    } else {
        format!(
            "[database]\nsearch_path = [{}]    # what every script starts with; the first schema holds the history\n",
            list.join(", ")
        )
    }
}

/// What the catalog says, or what there is to say.
fn tenant(tenant: Option<&SuggestedTenant>) -> String {
    match tenant.filter(|tenant| tenant.column.is_some()) {
        Some(tenant) => tenant_section(tenant),
        None => {
            "# [tenant]                      # how the schema tells tenants apart, for `verify` and `seed`\n\
                # column = \"organization_id\"\n# column_type = \"uuid\"\n\
                # setting = \"app.current_organization_id\"\n# app_role = \"app_user\"\n"
                .to_owned()
        }
    }
}

/// Tables that fit have their keys; about the others a comment says why not.
fn partitions(database: &DatabaseFindings) -> Vec<String> {
    let report = &database.partitions;
    let tables = report.tables.iter().map(|table| match &table.wish {
        Some(wish) => section(wish),
        None => comment(&table.shown, &words::trouble(table)),
    });
    let others = report
        .passed_over
        .iter()
        .map(|passed| comment(&passed.table, &format!("partitioned by {}, not by time", passed.key)));
    tables.chain(others).collect()
}

fn comment(table: &str, why: &str) -> String {
    format!("# [[partitions]] has nothing about {}: {}\n", words::on_one_line(table), words::on_one_line(why))
}

const ENVIRONMENTS: &str = "\
# [env.staging]                   # `migrate up --env staging`
# url = \"postgresql://deploy@db.staging.example/app\"
#
# [env.production]
# url = \"postgresql://deploy@db.example/app?sslmode=verify-full\"
# protected = true                # down, redo and partitions retire want `--confirm app`
";
