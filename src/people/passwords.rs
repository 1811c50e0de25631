//! Passwords: how they are kept, and which are refused.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::Semaphore;

/// Shortest password taken (ASVS 5.0, 6.2.1 asks for 8; twelve resist guessing without composition rules).
pub const SHORTEST: usize = 12;
/// Longest, so that hashing stays cheap to bound.
pub const LONGEST: usize = 128;

/// Two at once: each takes 46 MiB.
static HASHING: Semaphore = Semaphore::const_new(2);

/// A hash that no password has, verified when the account does not exist so that the answer takes as long.
const NOBODY: &str =
    "$argon2id$v=19$m=47104,t=1,p=1$cGlsb3Rib2FyZC1ub2JvZHk$Yx1dlYs0m0kSk3N8bW0Yy3nHq1uQ4n7zQf3m5cX2m9A";

fn hasher() -> Argon2<'static> {
    let params = Params::new(47_104, 1, 1, Some(32)).expect("the parameters of ASVS 5.0 appendix C are valid");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Whether the password may be used at all.
pub fn is_acceptable(password: &str, login: &str) -> bool {
    let length = password.chars().count();
    let lower = password.to_lowercase();
    let common = ["123456789012", "password1234", "pilotboard", "qwertyuiop12", "111111111111", "000000000000"];
    (SHORTEST..=LONGEST).contains(&length)
        && !common.iter().any(|word| lower.contains(word))
        && !(login.len() > 3 && lower.contains(&login.to_lowercase()))
}

/// The PHC string of `password`: argon2id, 46 MiB, one pass, a salt of its own.
pub async fn hash(password: String) -> String {
    let _turn = HASHING.acquire().await.expect("the semaphore is never closed");
    let hashing = tokio::task::spawn_blocking(move || {
        hasher().hash_password(password.as_bytes()).expect("argon2 hashes any password").to_string()
    });
    hashing.await.expect("hashing does not panic")
}

/// Whether `password` is the one behind `stored`; takes its time for nobody, too.
pub async fn verify(password: String, stored: Option<String>) -> bool {
    let _turn = HASHING.acquire().await.expect("the semaphore is never closed");
    let verifying = tokio::task::spawn_blocking(move || {
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| NOBODY.into());
        let right =
            PasswordHash::new(&stored).is_ok_and(|hash| hasher().verify_password(password.as_bytes(), &hash).is_ok());
        right && known
    });
    verifying.await.unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_kept_as_argon2id_with_its_own_salt() {
        let first = hash("a long enough phrase".into()).await;
        let second = hash("a long enough phrase".into()).await;
        assert!(first.starts_with("$argon2id$v=19$m=47104,t=1,p=1$"), "{first}");
        assert_ne!(first, second);
        assert!(verify("a long enough phrase".into(), Some(first.clone())).await);
        assert!(!verify("another phrase".into(), Some(first)).await);
        assert!(!verify("a long enough phrase".into(), None).await);
    }

    #[test]
    fn nobody_is_hashed_like_everybody() {
        assert!(PasswordHash::new(NOBODY).is_ok());
    }

    #[test]
    fn short_common_and_own_names_are_refused() {
        assert!(is_acceptable("correct horse battery", "wang"));
        assert!(is_acceptable("学会秘书处七月的月报要按时交", "wang"));
        for wrong in ["elevenchars", "123456789012", "wanglei-wanglei"] {
            assert!(!is_acceptable(wrong, "wanglei"), "{wrong}");
        }
    }
}
