//! Rebuilds the binary when a script or a profile is added: the embedded ones are read at compile time.
fn main() {
    for folder in ["migrations", "rollbacks", "fixtures/profiles"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
