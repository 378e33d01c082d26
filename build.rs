//! Rebuilds the binary when a script is added: the embedded set is read at compile time.
fn main() {
    for folder in ["migrations", "rollbacks"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
