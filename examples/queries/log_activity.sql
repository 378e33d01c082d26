-- What the current person did.
-- $1 text: kind of thing (task, project, ..), $2 uuid: the thing, $3 text: what was done, $4 text: more, as a JSON
-- object, or NULL
INSERT INTO activities (organization_id, user_id, entity_type, entity_id, action, metadata)
VALUES (app.current_tenant(), app.current_person(), $1, $2, $3, $4::text::jsonb)
