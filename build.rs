//! Rebuilds the binary when a script, a profile or a schema is added: the embedded ones are read at compile time.
fn main() {
    for folder in ["migrations", "rollbacks", "fixtures/profiles", "src/ui/schemas"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
