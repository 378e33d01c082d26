//! Authorities and certificates for tests, made by the `openssl` program.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use super::processes::Ends;

/// Two authorities, of which `ca` signed the server's certificate (for `localhost` alone) and the
/// client's (for the role `ann`).
pub(crate) struct Certificates {
    folder: TempDir,
}

impl Certificates {
    pub(crate) fn new() -> Self {
        let made = Self { folder: TempDir::new().unwrap() };
        for (authority, name) in [("ca", "right"), ("wrong", "wrong")] {
            made.openssl(&format!(
                "{NEW_KEY} -x509 -days 2 -subj /CN={name} -keyout {authority}.key -out {authority}.crt"
            ));
        }
        fs::write(made.path("san"), "subjectAltName=DNS:localhost\n").unwrap();
        for (name, subject) in [("server", "not-looked-at"), ("client", "ann")] {
            made.openssl(&format!("{NEW_KEY} -subj /CN={subject} -keyout {name}.key -out {name}.csr"));
            let san = if name == "server" { "-extfile san" } else { "" };
            made.openssl(&format!(
                "x509 -req -in {name}.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 {san} -out {name}.crt"
            ));
        }
        made.openssl("genrsa -out rsa-new.key 2048");
        made.openssl("rsa -traditional -in rsa-new.key -out rsa.key");
        made.openssl("req -new -key rsa.key -subj /CN=ann -out rsa.csr");
        made.openssl("x509 -req -in rsa.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -out rsa.crt");
        for key in ["client.key", "rsa.key"] {
            fs::set_permissions(made.path(key), PermissionsExt::from_mode(0o600)).unwrap();
        }
        made
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    fn openssl(&self, args: &str) {
        let mut run = Command::new("openssl");
        run.args(args.split(' ').filter(|arg| !arg.is_empty())).current_dir(self.folder.path());
        let output = run.finish();
        assert!(output.status.success(), "{args}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

const NEW_KEY: &str = "req -new -nodes -newkey ec -pkeyopt ec_paramgen_curve:prime256v1";
