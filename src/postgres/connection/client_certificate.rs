//! The client's own certificate, and its key.

use std::fs::{self, Metadata};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use native_tls::Identity;

use crate::model::connection::TlsOptions;
use crate::model::connection::unreachable::TlsProblem;

/// Reads certificate and key. `None` where there is no certificate; a certificate without a key,
/// or with one that others may read, is an error, as in libpq.
pub(crate) fn read(options: &TlsOptions) -> Result<Option<Identity>, TlsProblem> {
    let Some(cert) = options.cert.as_ref().filter(|cert| cert.exists()) else { return Ok(None) };
    let Some(key) = &options.key else { return Err(TlsProblem::NoKey { file: cert.clone() }) };
    let Ok(metadata) = fs::metadata(key) else { return Err(TlsProblem::NoKey { file: key.clone() }) };
    if !metadata.is_file() {
        return Err(TlsProblem::NoKey { file: key.clone() });
    }
    if is_open(&metadata) {
        return Err(TlsProblem::OpenKey { file: key.clone() });
    }
    let cert_pem = contents(cert)?;
    let key_pem = pkcs8(key, &contents(key)?)?;
    let identity = Identity::from_pkcs8(&cert_pem, &key_pem);
    identity.map(Some).map_err(|error| TlsProblem::BadFile { file: cert.clone(), why: error.to_string() })
}

fn contents(file: &Path) -> Result<Vec<u8>, TlsProblem> {
    fs::read(file).map_err(|error| TlsProblem::BadFile { file: file.to_owned(), why: error.to_string() })
}

/// Whether others than the owner may read it; the group may read a key of root's.
fn is_open(metadata: &Metadata) -> bool {
    let mode = metadata.permissions().mode();
    let forbidden = if metadata.uid() == 0 { 0o037 } else { 0o077 };
    mode & forbidden != 0
}

/// The key in the one form that native-tls reads. OpenSSL's older forms (`BEGIN RSA PRIVATE KEY`,
/// `BEGIN EC PRIVATE KEY`) are what some clouds still give out.
#[cfg(not(target_vendor = "apple"))]
fn pkcs8(file: &Path, pem: &[u8]) -> Result<Vec<u8>, TlsProblem> {
    let bad = |why: String| TlsProblem::BadFile { file: file.to_owned(), why };
    // A passphrase is never asked for: nobody may be there to answer.
    let no_passphrase = |_: &mut [u8]| Ok(0);
    openssl::pkey::PKey::private_key_from_pem_callback(pem, no_passphrase)
        .and_then(|key| key.private_key_to_pem_pkcs8())
        .map_err(|_| bad("not a PEM private key without a passphrase".to_owned()))
}

#[cfg(target_vendor = "apple")]
#[allow(clippy::unnecessary_wraps, reason = "the same shape as elsewhere")]
fn pkcs8(_: &Path, pem: &[u8]) -> Result<Vec<u8>, TlsProblem> {
    Ok(pem.to_owned())
}
