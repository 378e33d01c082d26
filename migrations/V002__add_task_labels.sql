-- Labels of an organization, and which task carries which.
--
-- Runs in one transaction. The tables of the new foreign keys are not read.
-- Locks on existing tables:
--     organizations   SHARE ROW EXCLUSIVE   a new foreign key: writers wait until the commit, readers do not
--     tasks           SHARE ROW EXCLUSIVE   the same
-- The rollback drops both tables and so loses the labels and their assignments.
--
-- Names and isolation follow V001.

-- ---------------------------------------------------------------------------------------------
-- labels
-- ---------------------------------------------------------------------------------------------

CREATE TABLE labels (
    organization_id uuid NOT NULL,
    label_id uuid NOT NULL DEFAULT gen_random_uuid(),
    name text NOT NULL,
    color text NOT NULL,
    CONSTRAINT labels_pkey PRIMARY KEY (organization_id, label_id),
    CONSTRAINT labels_name_key UNIQUE (organization_id, name),
    CONSTRAINT labels_organization_id_fkey FOREIGN KEY (organization_id)
        REFERENCES organizations (organization_id) ON DELETE CASCADE,
    CONSTRAINT labels_name_check CHECK (name ~ '[^[:space:]]' AND char_length(name) <= 100),
    CONSTRAINT labels_color_check CHECK (color ~ '^#[0-9A-Fa-f]{6}$')
);

SELECT app.isolate('labels', 'SELECT', 'INSERT', 'DELETE');
GRANT UPDATE (name, color) ON labels TO app_user;

COMMENT ON TABLE labels IS 'Labels that an organization puts on its tasks.';
COMMENT ON COLUMN labels.organization_id IS 'The tenant.';
COMMENT ON COLUMN labels.label_id IS 'The label; random.';
COMMENT ON COLUMN labels.name IS 'Unique within the organization; 1 to 100 characters.';
COMMENT ON COLUMN labels.color IS '#rrggbb';

-- ---------------------------------------------------------------------------------------------
-- task_labels: both ends in the same organization, by way of the shared organization_id
-- ---------------------------------------------------------------------------------------------

CREATE TABLE task_labels (
    organization_id uuid NOT NULL,
    project_id uuid NOT NULL,
    task_id uuid NOT NULL,
    label_id uuid NOT NULL,
    -- The project follows from the task; it stands in the key so that the key serves the foreign key.
    CONSTRAINT task_labels_pkey PRIMARY KEY (organization_id, task_id, project_id, label_id),
    CONSTRAINT task_labels_organization_id_fkey FOREIGN KEY (organization_id)
        REFERENCES organizations (organization_id) ON DELETE CASCADE,
    CONSTRAINT task_labels_task_id_fkey FOREIGN KEY (organization_id, project_id, task_id)
        REFERENCES tasks (organization_id, project_id, task_id)
        ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT task_labels_label_id_fkey FOREIGN KEY (organization_id, label_id)
        REFERENCES labels (organization_id, label_id) ON DELETE CASCADE
);

CREATE TRIGGER task_labels_fill_project_id
    BEFORE INSERT ON task_labels
    FOR EACH ROW WHEN (NEW.project_id IS NULL)
    EXECUTE FUNCTION app.fill_project_id();

-- An assignment is made or taken away, there is nothing in it to change.
SELECT app.isolate('task_labels', 'SELECT', 'INSERT', 'DELETE');

COMMENT ON TABLE task_labels IS 'Which task carries which label.';
COMMENT ON COLUMN task_labels.organization_id IS 'The tenant of both.';
COMMENT ON COLUMN task_labels.project_id IS 'The project of the task; filled in and kept in step.';
COMMENT ON COLUMN task_labels.task_id IS 'The task.';
COMMENT ON COLUMN task_labels.label_id IS 'The label.';
