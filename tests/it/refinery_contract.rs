//! refinery_contract
