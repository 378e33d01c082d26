//! An application on the reference schema, which works with V003 as well as with the newest version.

use std::sync::Arc;

use super::{Call, Dice, Request};

/// Asked as a superuser with everything applied: a few tasks, with what is around each, as [`Place::of`] reads them.
pub(crate) const PLACES: &str = "
    SELECT t.organization_id, m.user_id, t.project_id, t.task_id
    FROM tasks AS t JOIN projects AS p USING (organization_id, project_id)
    JOIN LATERAL (SELECT user_id FROM organization_members AS m
        WHERE m.organization_id = t.organization_id AND m.role = 'owner' AND m.deleted_at IS NULL ORDER BY 1 LIMIT 1) AS m ON true
    WHERE t.deleted_at IS NULL AND p.deleted_at IS NULL
        -- A project with a task at the last position there can be takes no further one.
        AND NOT EXISTS (SELECT FROM tasks AS last WHERE last.project_id = p.project_id AND last.position > 2000000000)
    ORDER BY md5(t.task_id::text) LIMIT 800";

/// A task and what is around it.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    organization: String,
    /// An owner of the organization.
    person: String,
    project: String,
    task: String,
}

impl Place {
    /// A row of [`PLACES`], columns joined by `|`.
    pub(crate) fn of(row: &str) -> Self {
        let columns: Vec<String> = row.split('|').map(ToOwned::to_owned).collect();
        let [organization, person, project, task] = columns.try_into().unwrap();
        Self { organization, person, project, task }
    }
}

/// Reads and writes of every kind, each for the tenant and the person that a place belongs to. A client changes only
/// tasks of its own.
pub(crate) fn requests(places: Vec<Place>) -> Request {
    let part = places.len() as u64 / 8;
    assert!(part > 0, "too few tasks");
    Arc::new(move |dice| {
        let place = dice.client % 8 * part + dice.below(part);
        request(dice, &places[usize::try_from(place).unwrap()])
    })
}

fn request(dice: &mut Dice, place: &Place) -> Vec<Call> {
    let Place { organization, person, project, task } = place;
    let mut calls = vec![ask(format!(
        "SELECT set_config('app.current_organization_id', '{organization}', true),
             set_config('app.current_user_id', '{person}', true)"
    ))];
    let task_of_all = format!("organization_id = '{organization}' AND task_id = '{task}'");
    let rest = Call::Rest(5);
    calls.extend(match dice.below(7) {
        0 => vec![
            ask(format!(
                "SELECT t.title, p.name, u.full_name FROM tasks AS t JOIN projects AS p USING (organization_id, project_id)
                 LEFT JOIN users AS u ON u.user_id = t.assignee_id WHERE t.assignee_id = '{person}' LIMIT 50"
            )),
            rest,
            ask(format!("SELECT name FROM organizations WHERE organization_id = '{organization}'")),
        ],
        1 => vec![
            ask(format!("SELECT content FROM comments WHERE {task_of_all} ORDER BY created_at LIMIT 50")),
            rest,
            ask(format!("SELECT title, status FROM tasks WHERE {task_of_all}")),
            ask(format!("SELECT file_name FROM attachments WHERE {task_of_all}")),
        ],
        2 => vec![
            ask(format!("UPDATE tasks SET priority = 'high' WHERE {task_of_all}")),
            rest,
            ask(format!(
                "INSERT INTO activities (organization_id, user_id, entity_type, entity_id, action)
                 VALUES ('{organization}', '{person}', 'task', '{task}', 'looked at')"
            )),
        ],
        3 => vec![
            ask(format!(
                "INSERT INTO comments (organization_id, task_id, user_id, content)
                 VALUES ('{organization}', '{task}', '{person}', 'a word on it')"
            )),
            rest,
            ask(format!("SELECT name FROM projects WHERE project_id = '{project}'")),
        ],
        4 => vec![
            ask("SELECT entity_type, action FROM activities ORDER BY created_at DESC LIMIT 20"),
            rest,
            ask("SELECT role, count(*) FROM organization_members GROUP BY role"),
        ],
        5 => vec![
            ask(format!(
                "INSERT INTO tasks (organization_id, project_id, title, created_by)
                 VALUES ('{organization}', '{project}', 'one more', '{person}')"
            )),
            rest,
            ask("SELECT count(*) FROM workspaces"),
        ],
        _ => vec![
            ask(format!("SELECT count(*) FROM projects WHERE project_id = '{project}'")),
            rest,
            ask(format!("SELECT title FROM tasks WHERE project_id = '{project}' ORDER BY position DESC LIMIT 20")),
            ask("SELECT full_name FROM users LIMIT 20"),
        ],
    });
    calls
}

fn ask(statement: impl Into<String>) -> Call {
    Call::Ask(statement.into())
}
