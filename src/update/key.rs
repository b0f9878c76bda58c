//! The two halves of a release key (Ed25519): the public one is built into the program, the secret one stays with
//! whoever releases.

use ed25519_dalek::{SIGNATURE_LENGTH, Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};

use crate::{
    error::{Code, Error, Result},
    hex,
};

/// A key whose signatures are believed, and the name it goes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    key: VerifyingKey,
    name: String,
}

impl PublicKey {
    /// Reads keys, each `64 hexadecimal digits, then a name`, parted by line ends or semicolons; what follows a `#` is
    /// for people. A key that is none is left out: nothing it signed is believed.
    pub fn list(text: &str) -> Vec<Self> {
        text.split(['\n', ';']).filter_map(Self::parse).collect()
    }

    fn parse(line: &str) -> Option<Self> {
        let line = line.split('#').next()?.trim();
        let (digits, name) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let bytes: [u8; 32] = hex::decode(digits)?.try_into().ok()?;
        let key = VerifyingKey::from_bytes(&bytes).ok()?;
        // A key of small order lets anyone sign something.
        (!key.is_weak()).then(|| Self {
            key,
            name: name.trim().to_owned(),
        })
    }

    /// The key as [`PublicKey::list`] reads it.
    pub fn line(&self) -> String {
        format!("{} {}", hex::encode(self.key.as_bytes()), self.name)
            .trim_end()
            .to_owned()
    }

    /// The name it goes by; its fingerprint when it has none.
    pub fn name(&self) -> String {
        if self.name.is_empty() {
            self.fingerprint()
        } else {
            self.name.clone()
        }
    }

    /// What two people compare: sixteen digits of the key's hash.
    pub fn fingerprint(&self) -> String {
        let hash = hex::encode(Sha256::digest(self.key.as_bytes()));
        [&hash[..4], &hash[4..8], &hash[8..12], &hash[12..16]].join("-")
    }

    /// Whether this key signed the message; by the strict rules, which know one signature for each message and key.
    pub(super) fn signed(&self, message: &[u8], signature: &[u8; SIGNATURE_LENGTH]) -> bool {
        let signature = Signature::from_bytes(signature);
        self.key.verify_strict(message, &signature).is_ok()
    }
}

/// The secret half. It is never shown by `Debug`, and its memory is wiped when it goes.
pub struct SecretKey(SigningKey);

impl std::fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretKey")
    }
}

impl SecretKey {
    /// A new one, by the system's own chance.
    pub fn random() -> Result<Self> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| Error::internal(error.to_string()))?;
        Ok(Self(SigningKey::from_bytes(&bytes)))
    }

    /// Reads one: 64 hexadecimal digits.
    pub fn parse(text: &str) -> Result<Self> {
        let bytes: Option<[u8; 32]> = hex::decode(text.trim()).and_then(|bytes| bytes.try_into().ok());
        bytes
            .map(|bytes| Self(SigningKey::from_bytes(&bytes)))
            .ok_or_else(|| {
                let text =
                    "This is no secret key: 64 hexadecimal digits are wanted. “update key FILE” makes one.";
                Error::new(Code::ValidationFailed, text)
            })
    }

    /// The key as [`SecretKey::parse`] reads it.
    pub fn text(&self) -> String {
        hex::encode(self.0.as_bytes())
    }

    /// The half that is given away.
    pub fn public(&self, name: &str) -> PublicKey {
        PublicKey {
            key: self.0.verifying_key(),
            name: name.to_owned(),
        }
    }

    pub(super) fn sign(&self, message: &[u8]) -> [u8; SIGNATURE_LENGTH] {
        self.0.sign(message).to_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::{PublicKey, SecretKey};

    #[test]
    fn keys_are_read_by_line_and_weak_ones_left_out() {
        let good = SecretKey::parse(&"07".repeat(32))
            .unwrap()
            .public("CashFlow releases");
        // The neutral element, of order one.
        let weak = format!("01{} weak", "00".repeat(31));
        let text = format!("# for people\n{}\n{weak}; zz ; {}\n", good.line(), "0".repeat(63));
        assert_eq!(PublicKey::list(&text), [good.clone()]);
        assert_eq!(good.name(), "CashFlow releases");
        assert_eq!(good.fingerprint().len(), 19);
        assert!(PublicKey::list("").is_empty());
    }

    #[test]
    fn a_signature_is_of_one_key_and_one_message() {
        let (one, two) = (SecretKey::random().unwrap(), SecretKey::random().unwrap());
        let signature = one.sign(b"message");
        assert!(one.public("").signed(b"message", &signature));
        assert!(!one.public("").signed(b"massage", &signature));
        assert!(!two.public("").signed(b"message", &signature));
        let same = SecretKey::parse(&one.text()).unwrap();
        assert_eq!(same.public(""), one.public(""));
        assert!(SecretKey::parse("secret").is_err());
        assert_eq!(format!("{one:?}"), "SecretKey");
    }
}
