//! Claims that only this installation can have written: sealed with its secret, readable, and stored nowhere.
//!
//! Must not know: what is claimed.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use longshore_world::World;
use longshore_world::records::installation;
use ring::hmac;

const LENGTH_MAX: usize = 4096;
/// No part of a claim has this in it.
const SEPARATOR: char = '\n';

fn key(world: &World) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, &installation::secret(world))
}

/// Seals a claim. What another `label` was given for is not taken for it.
pub(crate) fn seal(world: &World, label: &str, parts: &[&str]) -> String {
    let claim = parts.join(&SEPARATOR.to_string());
    let seal = hmac::sign(&key(world), &[label.as_bytes(), claim.as_bytes()].concat());
    format!("{}.{}", URL_SAFE_NO_PAD.encode(&claim), URL_SAFE_NO_PAD.encode(seal.as_ref()))
}

/// The parts of a claim, if it was sealed here and is unchanged.
pub(crate) fn open(world: &World, label: &str, text: &str) -> Option<Vec<String>> {
    if text.len() > LENGTH_MAX {
        return None;
    }
    let (claim, seal) = text.split_once('.')?;
    let claim = String::from_utf8(URL_SAFE_NO_PAD.decode(claim).ok()?).ok()?;
    let seal = URL_SAFE_NO_PAD.decode(seal).ok()?;
    hmac::verify(&key(world), &[label.as_bytes(), claim.as_bytes()].concat(), &seal).ok()?;
    Some(claim.split(SEPARATOR).map(str::to_owned).collect())
}
