-- refinery's history table as refinery makes it with its feature `int8-versions`: for versions that
-- an int4 cannot hold.
CREATE TABLE bookkeeping.refinery_schema_history (
    version int8 PRIMARY KEY,
    name varchar(255),
    applied_on varchar(255),
    checksum varchar(255)
);
