//! Sealing: encryption of secrets that must be readable later, for storage in the database. The key
//! is in a file outside it, so that a copy of the database alone reveals nothing.
//!
//! A sealed value is `version (1 byte), key id (4), nonce (12), ciphertext, tag (16)`, encrypted
//! with AES-256-GCM. Everything before the nonce, and the context that the caller gives (for
//! example table, column and id), is authenticated: a value that was moved to another row doesn't
//! open.

use std::fmt;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use aws_lc_rs::{digest, hmac};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use crate::credentials::random_bytes;

/// First line of a key file; the number is the version of the format.
const KEY_FILE_HEADER: &str = "causeway-key 1";
/// Only the owner may read and write.
const KEY_FILE_MODE: u32 = 0o600;
const KEY_DIRECTORY_MODE: u32 = 0o700;
const OTHERS_MAY: u32 = 0o077;

const SEAL_VERSION: u8 = 1;
const KEY_ID_BYTES: usize = 4;
const HEADER_BYTES: usize = 1 + KEY_ID_BYTES;

/// The file that contains the key of sealed values.
#[derive(Debug, Clone, Copy)]
pub enum KeyFile {}

/// Why the key could not be read or created.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// The file can't be read.
    #[error("the key file {} can't be read", path.display())]
    Read { path: PathBuf, source: io::Error },
    /// The file, or its folder, can't be created.
    #[error("the key file {} can't be created", path.display())]
    Create { path: PathBuf, source: io::Error },
    /// Other users may read or change the file, so its key may be compromised.
    #[error("the key file {} can be read or changed by others (mode {mode:03o}); run: chmod 600 {}", path.display(), path.display())]
    OpenToOthers {
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The file is not a key file.
    #[error("{} is not a Causeway key file (expected the line \"{KEY_FILE_HEADER}\" and a line with the key)", path.display())]
    NotAKey { path: PathBuf },
}

impl KeyFile {
    /// Reads the key file; `None` if it does not exist.
    pub fn open(path: &Path) -> Result<Option<Sealer>, KeyFileError> {
        match Self::read(path) {
            Ok(sealer) => Ok(Some(sealer)),
            Err(KeyFileError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Reads the key file, or creates it with a new key if it does not exist. Processes that start
    /// at the same time all get the same key: the file appears complete or not at all, and never
    /// replaces another.
    pub fn open_or_create(path: &Path) -> Result<Sealer, KeyFileError> {
        if let Some(sealer) = Self::open(path)? {
            return Ok(sealer);
        }
        Self::create(path).map_err(|source| KeyFileError::Create {
            path: path.to_owned(),
            source,
        })?;
        Self::read(path)
    }

    fn read(path: &Path) -> Result<Sealer, KeyFileError> {
        let failed = |source| KeyFileError::Read {
            path: path.to_owned(),
            source,
        };
        let file = File::open(path).map_err(failed)?;
        // Checked on the open file, because the path could name another file later.
        let mode = file.metadata().map_err(failed)?.permissions().mode() & 0o777;
        if mode & OTHERS_MAY != 0 {
            return Err(KeyFileError::OpenToOthers {
                path: path.to_owned(),
                mode,
            });
        }
        let bytes = io::read_to_string(file).map_err(failed)?;
        let key = key_of(&bytes).ok_or_else(|| KeyFileError::NotAKey {
            path: path.to_owned(),
        })?;
        Ok(Sealer::new(&key))
    }

    fn create(path: &Path) -> io::Result<()> {
        let directory = path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        DirBuilder::new()
            .recursive(true)
            .mode(KEY_DIRECTORY_MODE)
            .create(directory)?;
        let draft = directory.join(format!(
            ".causeway-key-{}",
            URL_SAFE_NO_PAD.encode(random_bytes::<12>())
        ));
        let placed = write_synced(&draft).and_then(|()| match fs::hard_link(&draft, path) {
            // Another process created the file first; its key counts.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            linked => linked,
        });
        fs::remove_file(&draft)?;
        placed?;
        File::open(directory)?.sync_all()
    }
}

fn write_synced(draft: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(KEY_FILE_MODE)
        .open(draft)?;
    writeln!(
        file,
        "{KEY_FILE_HEADER}\n{}",
        STANDARD.encode(random_bytes::<32>())
    )?;
    file.sync_all()
}

fn key_of(text: &str) -> Option<[u8; 32]> {
    let mut lines = text.lines();
    if lines.next() != Some(KEY_FILE_HEADER) {
        return None;
    }
    let key = STANDARD.decode(lines.next()?.trim()).ok()?;
    if lines.any(|line| !line.trim().is_empty()) {
        return None;
    }
    key.try_into().ok()
}

/// Seals values and opens them again, with one key.
pub struct Sealer {
    key: RandomizedNonceKey,
    header: [u8; HEADER_BYTES],
    /// Derives further keys from the one in the file.
    root: hmac::Key,
}

/// Why a sealed value could not be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Too short, or of a version that this release doesn't know.
    #[error("this is not a value sealed by this release")]
    NotSealed,
    /// Sealed with the key of another key file.
    #[error("the value was sealed with another key file")]
    OtherKey,
    /// Changed since it was sealed, or sealed with another context.
    #[error("the value was changed, or sealed with another context")]
    Forged,
}

impl Sealer {
    /// A sealer with this key.
    pub fn new(key: &[u8; 32]) -> Self {
        let digest = digest::digest(&digest::SHA256, &[b"causeway key id\0", &key[..]].concat());
        let mut header = [SEAL_VERSION; HEADER_BYTES];
        header[1..].copy_from_slice(&digest.as_ref()[..KEY_ID_BYTES]);
        let root = hmac::Key::new(hmac::HMAC_SHA256, key);
        let key =
            RandomizedNonceKey::new(&AES_256_GCM, key).expect("32 bytes are a key of AES-256");
        Self { key, header, root }
    }

    /// A signing key for one purpose. It reveals nothing about the key in the file or about the
    /// keys of other purposes.
    pub fn signing_key(&self, purpose: &str) -> hmac::Key {
        let derived = hmac::sign(
            &self.root,
            &[b"causeway signing key\0", purpose.as_bytes()].concat(),
        );
        hmac::Key::new(hmac::HMAC_SHA256, derived.as_ref())
    }

    /// Seals a value; it opens only with the same context.
    pub fn seal(&self, plain: &[u8], context: &[u8]) -> Vec<u8> {
        let mut sealed = plain.to_vec();
        let nonce = self
            .key
            .seal_in_place_append_tag(self.authenticated(context), &mut sealed)
            .expect("AES-GCM takes values up to 64 GiB");
        [&self.header[..], nonce.as_ref(), &sealed].concat()
    }

    /// Whether a value with this header was sealed with this key.
    pub fn knows(&self, header: &[u8]) -> bool {
        header == self.header
    }

    /// Opens a sealed value.
    pub fn open(&self, sealed: &[u8], context: &[u8]) -> Result<Vec<u8>, OpenError> {
        let (header, rest) = sealed
            .split_at_checked(HEADER_BYTES)
            .ok_or(OpenError::NotSealed)?;
        let (nonce, ciphertext) = rest
            .split_at_checked(NONCE_LEN)
            .ok_or(OpenError::NotSealed)?;
        if header[0] != SEAL_VERSION {
            return Err(OpenError::NotSealed);
        }
        if header != self.header {
            return Err(OpenError::OtherKey);
        }
        let nonce =
            Nonce::try_assume_unique_for_key(nonce).expect("the slice has the length of a nonce");
        let mut bytes = ciphertext.to_vec();
        let opened = self
            .key
            .open_in_place(nonce, self.authenticated(context), &mut bytes);
        opened
            .map(|plain| plain.to_vec())
            .map_err(|_| OpenError::Forged)
    }

    fn authenticated(&self, context: &[u8]) -> Aad<Vec<u8>> {
        Aad::from([&self.header[..], context].concat())
    }
}

impl fmt::Debug for Sealer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Sealer(…)")
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_value_opens_only_with_its_context() {
        let sealer = Sealer::new(&random_bytes());
        let value = sealer.seal(b"whsec_secret", b"sources/secret/src_1");
        assert_eq!(
            sealer.open(&value, b"sources/secret/src_1").unwrap(),
            b"whsec_secret"
        );
        assert_eq!(
            sealer.open(&value, b"sources/secret/src_2"),
            Err(OpenError::Forged)
        );
        assert_eq!(
            Sealer::new(&random_bytes()).open(&value, b"sources/secret/src_1"),
            Err(OpenError::OtherKey)
        );
        assert_eq!(sealer.open(&sealer.seal(b"", b""), b"").unwrap(), b"");
    }

    #[test]
    fn a_changed_or_missing_byte_is_detected() {
        let sealer = Sealer::new(&[7; 32]);
        let value = sealer.seal(b"secret", b"here");
        for at in 0..value.len() {
            let mut changed = value.clone();
            changed[at] ^= 1;
            assert!(sealer.open(&changed, b"here").is_err(), "byte {at}");
            assert!(sealer.open(&value[..at], b"here").is_err(), "cut at {at}");
        }
    }

    #[test]
    fn sealing_twice_gives_different_ciphertexts_without_the_value() {
        let sealer = Sealer::new(&[7; 32]);
        let (first, second) = (sealer.seal(b"secret", b""), sealer.seal(b"secret", b""));
        assert_ne!(first, second);
        assert!(!first.windows(6).any(|window| window == b"secret"));
        assert_eq!(first.len(), 6 + 33);
    }

    #[test]
    fn the_first_start_creates_a_private_file_and_the_next_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data/keys/causeway.key");
        let value = KeyFile::open_or_create(&path).unwrap().seal(b"secret", b"");
        assert_eq!(
            KeyFile::open_or_create(&path)
                .unwrap()
                .open(&value, b"")
                .unwrap(),
            b"secret"
        );
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(path.parent().unwrap()), 0o700);
        assert_eq!(
            fs::read_dir(path.parent().unwrap()).unwrap().count(),
            1,
            "the temporary file is removed"
        );
        let text = fs::read_to_string(&path).unwrap();
        assert!(
            text.starts_with("causeway-key 1\n") && text.lines().count() == 2,
            "{}",
            text.lines().count()
        );
    }

    #[test]
    fn processes_that_start_together_share_one_key() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("causeway.key");
        let sealers: Vec<Sealer> = thread::scope(|scope| {
            let starts: Vec<_> = (0..16)
                .map(|_| scope.spawn(|| KeyFile::open_or_create(&path).unwrap()))
                .collect();
            starts
                .into_iter()
                .map(|start| start.join().unwrap())
                .collect()
        });
        let value = sealers[0].seal(b"secret", b"");
        assert!(
            sealers
                .iter()
                .all(|sealer| sealer.open(&value, b"").is_ok())
        );
    }

    #[test]
    fn a_file_that_others_may_read_is_refused_and_unchanged() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("causeway.key");
        drop(KeyFile::open_or_create(&path).unwrap());
        for open in [0o640, 0o604, 0o620, 0o644] {
            fs::set_permissions(&path, fs::Permissions::from_mode(open)).unwrap();
            let error = KeyFile::open_or_create(&path).unwrap_err();
            assert!(
                error.to_string().contains(&format!("mode {open:o}")),
                "{error}"
            );
            assert!(error.to_string().contains("chmod 600"), "{error}");
        }
        fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
        assert!(KeyFile::open_or_create(&path).is_ok());
    }

    #[test]
    fn a_file_without_a_key_is_refused_and_unchanged() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("causeway.key");
        let key = STANDARD.encode([7; 32]);
        for text in [
            "",
            "causeway-key 1\n",
            "causeway-key 1\nAAAA\n",
            &key,
            &format!("causeway-key 2\n{key}\n"),
            &format!("causeway-key 1\n{key}\nmore\n"),
        ] {
            fs::write(&path, text).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
            assert!(
                matches!(
                    KeyFile::open_or_create(&path),
                    Err(KeyFileError::NotAKey { .. })
                ),
                "{text}"
            );
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }

    #[test]
    fn debug_shows_nothing_of_the_key() {
        assert_eq!(format!("{:?}", Sealer::new(&[7; 32])), "Sealer(…)");
    }
}
