-- refinery's history table, exactly as refinery 0.10 makes it with its default features.
CREATE TABLE bookkeeping.refinery_schema_history (
    version int4 PRIMARY KEY,
    name varchar(255),
    applied_on varchar(255),
    checksum varchar(255)
);
