//! A table's rows in a compressed file, with a manifest beside it: both are there as a whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use super::output_file::draft;
use crate::model::migration::checksum::hex;
use crate::model::outcome::failure::Failure;
use crate::model::partitions::manifest::{ExportedFile, Manifest};

/// A folder that exports go to. Made if only itself is missing.
pub(crate) struct ExportFolder(PathBuf);

/// A file that is being written. Dropping it before its end leaves nothing behind.
pub(crate) struct ExportFile {
    draft: PathBuf,
    target: PathBuf,
    gzip: Option<GzEncoder<Hashed<BufWriter<File>>>>,
    content: Sha256,
    content_bytes: u64,
    lines: i64,
}

struct Hashed<W> {
    to: W,
    hash: Sha256,
    bytes: u64,
}

impl ExportFolder {
    /// Fails where it cannot be written to.
    pub(crate) fn open(folder: &Path) -> Result<Self, Failure> {
        let made = match fs::create_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            made => made,
        };
        let probe = folder.join(format!(".migrate.{}.draft", std::process::id()));
        made.and_then(|()| private(&probe)).and_then(|_| fs::remove_file(&probe)).map_err(failure(folder))?;
        Ok(Self(folder.to_owned()))
    }

    /// Begins a file of this name, and removes what killed runs left of it.
    pub(crate) fn create(&self, name: &str) -> Result<ExportFile, Failure> {
        let target = self.0.join(name);
        let begin = || -> io::Result<ExportFile> {
            self.clear(name)?;
            let draft = draft(&target)?;
            let to = BufWriter::with_capacity(1 << 16, private(&draft)?);
            let gzip = GzEncoder::new(Hashed { to, hash: Sha256::new(), bytes: 0 }, Compression::default());
            let (content, target) = (Sha256::new(), target.clone());
            Ok(ExportFile { draft, target, gzip: Some(gzip), content, content_bytes: 0, lines: 0 })
        };
        begin().map_err(failure(&target))
    }

    fn clear(&self, name: &str) -> io::Result<()> {
        let begin = format!(".{name}.");
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            let is_of_it = entry.file_name().to_str().is_some_and(|name| name.starts_with(&begin));
            if is_of_it && entry.path().extension().is_some_and(|extension| extension == "draft") {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// The SHA-256 of a file of this name.
    pub(crate) fn sha256(&self, name: &str) -> Result<String, Failure> {
        let path = self.0.join(name);
        let hash = || -> io::Result<String> {
            let mut hashed = Hashed { to: io::sink(), hash: Sha256::new(), bytes: 0 };
            io::copy(&mut File::open(&path)?, &mut hashed)?;
            Ok(hex(&hashed.hash.finalize()))
        };
        hash().map_err(|error| Failure::File { doing: "read", file: path.clone(), why: error.to_string() })
    }
}

impl ExportFile {
    /// Takes a piece of the content: whole lines or parts of them.
    pub(crate) fn write(&mut self, chunk: &[u8]) -> Result<(), Failure> {
        self.content.update(chunk);
        self.content_bytes += chunk.len() as u64;
        self.lines += i64::try_from(chunk.split(|byte| *byte == b'\n').count() - 1).unwrap_or_default();
        match &mut self.gzip {
            Some(gzip) => gzip.write_all(chunk).map_err(failure(&self.draft)),
            None => Ok(()),
        }
    }

    /// Bytes of content so far.
    pub(crate) fn content_bytes(&self) -> u64 {
        self.content_bytes
    }

    /// Ends the file and says what it is. It has its name only after [`publish`](Self::publish).
    pub(crate) fn finish(&mut self) -> Result<ExportedFile, Failure> {
        let (mut sha256, mut bytes) = (String::new(), 0);
        if let Some(gzip) = self.gzip.take() {
            let end = || -> io::Result<Hashed<BufWriter<File>>> {
                let mut hashed = gzip.finish()?;
                hashed.to.flush()?;
                hashed.to.get_ref().sync_all()?;
                Ok(hashed)
            };
            let hashed = end().map_err(failure(&self.draft))?;
            (sha256, bytes) = (hex(&hashed.hash.finalize()), hashed.bytes);
        }
        let content_sha256 = hex(&std::mem::take(&mut self.content).finalize());
        let (content_bytes, lines) = (self.content_bytes, self.lines);
        Ok(ExportedFile { sha256, bytes, content_sha256, content_bytes, lines })
    }

    /// Gives the file its name, and writes the manifest, in this order: where there is a manifest, the file
    /// is whole. An export of other content that is there already is not replaced.
    pub(crate) fn publish(self, manifest: &Manifest) -> Result<(), Failure> {
        let beside = self.target.with_file_name(manifest.file_name());
        match fs::read_to_string(&beside) {
            Ok(text) if !manifest.is_same_content(&text) => {
                let why = "it already exists, with other rows; move it away".to_owned();
                return Err(Failure::File { doing: "write", file: beside, why });
            }
            _ => {}
        }
        let publish = || -> io::Result<()> {
            fs::rename(&self.draft, &self.target)?;
            let draft = draft(&beside)?;
            let mut file = private(&draft)?;
            file.write_all(manifest.text().as_bytes())?;
            file.sync_all()?;
            fs::rename(&draft, &beside)?;
            File::open(self.target.parent().unwrap_or(Path::new(".")))?.sync_all()
        };
        publish().map_err(failure(&self.target))
    }
}

impl Drop for ExportFile {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.draft);
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// A new file that only its owner may read: it holds every tenant's rows. What a killed run of the same
/// process number left is replaced.
fn private(path: &Path) -> io::Result<File> {
    let _ = fs::remove_file(path);
    fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

fn failure(path: &Path) -> impl Fn(io::Error) -> Failure {
    move |error| Failure::File { doing: "write", file: path.to_owned(), why: error.to_string() }
}
