//! Password hashes: Argon2id, a bounded number at once, off the threads that answer requests.

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::limits::{PASSWORD_MAX_CHARS, PASSWORD_MIN_CHARS};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Memory of one hash: the least that OWASP names for Argon2id with two passes.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// 16 bytes in base64.
const DECOY_SALT_CHARS: usize = 22;
/// 32 bytes in base64.
const DECOY_HASH_CHARS: usize = 43;

/// Hashes and checks passwords.
#[derive(Clone)]
pub struct Passwords {
    argon: Argon2<'static>,
    seats: Arc<Semaphore>,
    /// The hash of no account's password: checked for unknown names, so that they take as long as known ones.
    decoy: Arc<str>,
}

/// A password that can't be taken, or a failure of the hasher.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Shorter than [`PASSWORD_MIN_CHARS`].
    #[error("a password needs at least {PASSWORD_MIN_CHARS} characters")]
    TooShort,
    /// Longer than [`PASSWORD_MAX_CHARS`].
    #[error("a password has at most {PASSWORD_MAX_CHARS} characters")]
    TooLong,
    /// The hasher failed.
    #[error("the password could not be hashed: {0}")]
    Failed(String),
}

impl Passwords {
    /// A hasher that works on at most `at_once` passwords at a time.
    ///
    /// # Errors
    /// When the hasher can't work at all.
    pub fn new(at_once: usize) -> Result<Self, PasswordError> {
        let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(failed)?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        // Salt and hash of zeros: checking a password against it is the same work, and making it is none.
        let zeros = |chars: usize| "A".repeat(chars);
        let decoy = format!(
            "$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}${}${}",
            zeros(DECOY_SALT_CHARS),
            zeros(DECOY_HASH_CHARS)
        );
        Ok(Self { argon, seats: Arc::new(Semaphore::new(at_once.max(1))), decoy: decoy.into() })
    }

    /// The hash of a new password, with its salt and parameters.
    ///
    /// # Errors
    /// When the password is too short or too long.
    pub async fn hash(&self, password: &str) -> Result<String, PasswordError> {
        let chars = password.chars().count();
        if chars < PASSWORD_MIN_CHARS {
            return Err(PasswordError::TooShort);
        }
        if chars > PASSWORD_MAX_CHARS {
            return Err(PasswordError::TooLong);
        }
        let (argon, password) = (self.argon.clone(), password.to_owned());
        self.work(move || Ok(argon.hash_password(password.as_bytes()).map_err(failed)?.to_string())).await
    }

    /// Whether the password is that of the hash; without a hash it takes as long and says no.
    ///
    /// # Errors
    /// When the hasher fails.
    pub async fn matches(&self, password: &str, hash: Option<String>) -> Result<bool, PasswordError> {
        if password.chars().count() > PASSWORD_MAX_CHARS {
            return Ok(false);
        }
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.decoy.to_string());
        let (argon, password) = (self.argon.clone(), password.to_owned());
        self.work(move || {
            let hash = PasswordHash::new(&hash).map_err(failed)?;
            Ok(argon.verify_password(password.as_bytes(), &hash).is_ok() && known)
        })
        .await
    }

    async fn work<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> Result<T, PasswordError> + Send + 'static,
    ) -> Result<T, PasswordError> {
        let _seat = self.seats.acquire().await.map_err(failed)?;
        tokio::task::spawn_blocking(job).await.map_err(failed)?
    }
}

fn failed(error: impl std::fmt::Display) -> PasswordError {
    PasswordError::Failed(error.to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[tokio::test]
    async fn a_password_matches_its_own_hash_and_no_other() {
        let passwords = Passwords::new(1).unwrap();
        let hash = passwords.hash("correct horse").await.unwrap();
        assert!(passwords.matches("correct horse", Some(hash.clone())).await.unwrap());
        assert!(!passwords.matches("correct house", Some(hash)).await.unwrap());
        assert!(!passwords.matches("no account has this password", None).await.unwrap());
    }

    #[tokio::test]
    async fn an_unknown_name_costs_the_same_work_as_a_known_one() {
        let passwords = Passwords::new(1).unwrap();
        let hash = passwords.hash("correct horse").await.unwrap();
        let work = |hash: &str| hash.split('$').take(4).map(str::to_owned).collect::<Vec<_>>();
        let bytes = |hash: &str| PasswordHash::new(hash).unwrap().hash.map(|hash| hash.len());
        assert_eq!(work(&passwords.decoy), work(&hash));
        assert_eq!(bytes(&passwords.decoy), bytes(&hash));
    }

    #[tokio::test]
    async fn a_short_password_is_refused() {
        assert_eq!(Passwords::new(1).unwrap().hash("short").await, Err(PasswordError::TooShort));
    }
}
