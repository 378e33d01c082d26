//! reference_schema
