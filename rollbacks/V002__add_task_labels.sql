-- Takes back labels and task_labels.
--
-- Runs in one transaction.
-- Locks on existing tables:
--     task_labels     ACCESS EXCLUSIVE   dropped
--     labels          ACCESS EXCLUSIVE   dropped
--     tasks           ACCESS EXCLUSIVE   the triggers of the foreign keys go, until the commit
--     organizations   ACCESS EXCLUSIVE   the same
-- Lost: every label and every assignment of a label to a task.
--
-- migrate:lossy task_labels the assignments of labels to tasks are dropped
-- migrate:lossy labels the labels are dropped

DROP TABLE task_labels;
DROP TABLE labels;
