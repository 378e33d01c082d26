-- Takes back labels and task_labels.
--
-- Runs in one transaction. Locks: ACCESS EXCLUSIVE on both tables, and, to remove the triggers of
-- their foreign keys, on tasks and organizations until the commit.
-- Lost: every label and every assignment of a label to a task.
--
-- migrate:lossy task_labels the assignments of labels to tasks are dropped
-- migrate:lossy labels the labels are dropped

DROP TABLE task_labels;
DROP TABLE labels;
