-- Labels of an organization, and which task carries which.
--
-- Runs in one transaction. Locks on existing tables: SHARE ROW EXCLUSIVE on organizations and tasks
-- (the new foreign keys), which holds up their writers, not their readers, until the commit; no row
-- of either is read.
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
    CONSTRAINT labels_name_check CHECK (btrim(name) <> '' AND char_length(name) <= 100),
    CONSTRAINT labels_color_check CHECK (color ~ '^#[0-9A-Fa-f]{6}$')
);

SELECT app.isolate('labels', 'SELECT', 'INSERT', 'UPDATE', 'DELETE');

COMMENT ON TABLE labels IS 'Labels that an organization puts on its tasks.';
COMMENT ON COLUMN labels.color IS '#rrggbb';

-- ---------------------------------------------------------------------------------------------
-- task_labels: both ends in the same organization, by way of the shared organization_id
-- ---------------------------------------------------------------------------------------------

CREATE TABLE task_labels (
    organization_id uuid NOT NULL,
    task_id uuid NOT NULL,
    label_id uuid NOT NULL,
    CONSTRAINT task_labels_pkey PRIMARY KEY (organization_id, task_id, label_id),
    CONSTRAINT task_labels_organization_id_fkey FOREIGN KEY (organization_id)
        REFERENCES organizations (organization_id) ON DELETE CASCADE,
    CONSTRAINT task_labels_task_id_fkey FOREIGN KEY (organization_id, task_id)
        REFERENCES tasks (organization_id, task_id) ON DELETE CASCADE,
    CONSTRAINT task_labels_label_id_fkey FOREIGN KEY (organization_id, label_id)
        REFERENCES labels (organization_id, label_id) ON DELETE CASCADE
);

-- The tasks with a label; the labels of a task are found by the primary key.
CREATE INDEX task_labels_label_id_idx ON task_labels (organization_id, label_id);

-- An assignment is made or taken away, there is nothing in it to change.
SELECT app.isolate('task_labels', 'SELECT', 'INSERT', 'DELETE');

COMMENT ON TABLE task_labels IS 'Which task carries which label.';
