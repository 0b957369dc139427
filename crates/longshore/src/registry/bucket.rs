//! The bucket that keeps the registry's layers, as the command line and the environment say it.
//!
//! Must not know: how a bucket is used.

use std::fs;
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use longshore_engine::Engine;
use longshore_registry::{BucketOptions, BucketStore, Credentials, Pace};
use longshore_world::records::access_key::{AccessKey, AccessKeyId};
use longshore_world::records::installation::{INSTALLATION, Installation};

use crate::cli::RegistryStore;
use crate::edge::variable;
use crate::paths;

const DEFAULT_PROFILE: &str = "default";
const FILE_VARIABLE: &str = "AWS_SHARED_CREDENTIALS_FILE";

/// What was asked for; none where layers are kept in files.
pub(super) fn wanted(options: &RegistryStore, engine: &Engine) -> Result<Option<BucketStore>> {
    let Some(address) = &options.registry_store else { return Ok(None) };
    let profile = options.registry_store_profile.clone();
    let credentials = credentials(profile.as_deref())?;
    let snapshot = engine.snapshot();
    if snapshot.get::<AccessKey>(&AccessKeyId { id: credentials.access_key_id.clone() }).is_some() {
        bail!(
            "{} is a key of this Longshore, as `longshore env` sets it, and not one of the store of {address}; unset \
             AWS_ACCESS_KEY_ID, or name a profile with --registry-store-profile",
            credentials.access_key_id
        );
    }
    let installation = snapshot.get::<Installation>(&INSTALLATION).map(|row| row.id.clone());
    let bucket = BucketOptions {
        address: address.clone(),
        endpoint: options.registry_store_endpoint.clone(),
        region: options.registry_store_region.clone(),
        credentials,
        // What cannot be read now leaves those that were refused, and their refusal is told.
        renew: Arc::new(move || self::credentials(profile.as_deref()).ok()),
        ca_bundle: options.registry_store_ca_bundle.clone(),
        pace: Pace::default(),
    };
    let installation = installation.context("the installation has no id")?;
    Ok(Some(BucketStore { bucket, local_bytes: options.registry_store_cache, installation }))
}

fn credentials(profile: Option<&str>) -> Result<Credentials> {
    if profile.is_none()
        && let (Some(id), Some(secret)) = (variable("AWS_ACCESS_KEY_ID"), variable("AWS_SECRET_ACCESS_KEY"))
    {
        let session_token = variable("AWS_SESSION_TOKEN");
        return Ok(Credentials { access_key_id: id, secret_access_key: secret, session_token });
    }
    let name = profile.unwrap_or(DEFAULT_PROFILE);
    let next =
        "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile with --registry-store-profile";
    let file =
        paths::aws_file(FILE_VARIABLE, "credentials").with_context(|| format!("--registry-store: {next}"))?;
    let text = fs::read_to_string(&file);
    let text = text.with_context(|| format!("--registry-store: cannot read {}; {next}", file.display()))?;
    let missing =
        || format!("--registry-store: {} has no keys for the profile '{name}'; {next}", file.display());
    keys_of(&text, name).with_context(missing)
}

/// The keys of a profile in the AWS CLI's credentials file.
fn keys_of(text: &str, profile: &str) -> Option<Credentials> {
    let (mut inside, mut id, mut secret, mut token) = (false, None, None, None);
    for line in text.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            inside = name.trim() == profile;
        } else if inside && let Some((name, value)) = line.split_once('=') {
            let value = Some(value.trim().to_owned()).filter(|value| !value.is_empty());
            match name.trim() {
                "aws_access_key_id" => id = value,
                "aws_secret_access_key" => secret = value,
                "aws_session_token" => token = value,
                _ => {}
            }
        }
    }
    Some(Credentials { access_key_id: id?, secret_access_key: secret?, session_token: token })
}

/// Reads a size: bytes, or with K, M, G or T behind it so many times 1024 of them.
pub(crate) fn size(text: &str) -> Result<u64, String> {
    let shape = || format!("'{text}' is not a size like 500M, 10G or 1T");
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let power = match text.strip_prefix(digits).unwrap_or_default().to_ascii_uppercase().as_str() {
        "" | "B" => 0,
        "K" | "KB" | "KIB" => 1,
        "M" | "MB" | "MIB" => 2,
        "G" | "GB" | "GIB" => 3,
        "T" | "TB" | "TIB" => 4,
        _ => return Err(shape()),
    };
    let number: u64 = digits.parse().map_err(|_| shape())?;
    number.checked_mul(1 << (10 * power)).ok_or_else(shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stand_in_their_profile() {
        let text = "[default]\naws_access_key_id = A\n\n[ store ]\naws_access_key_id=B\n# no\naws_secret_access_key = c=d \n\
                    aws_session_token = t\n[empty]\naws_access_key_id = E\naws_secret_access_key =\n";
        let keys = keys_of(text, "store").unwrap();
        assert_eq!((keys.access_key_id.as_str(), keys.secret_access_key.as_str()), ("B", "c=d"));
        assert_eq!(keys.session_token.as_deref(), Some("t"));
        for none in ["default", "empty", "other", ""] {
            assert!(keys_of(text, none).is_none(), "{none}");
        }
    }

    #[test]
    fn sizes() {
        for (text, bytes) in [("0", 0), ("7", 7), ("500M", 500 << 20), ("10g", 10 << 30), ("1TiB", 1 << 40)] {
            assert_eq!(size(text), Ok(bytes), "{text}");
        }
        for bad in ["", "G", "10X", "-1", "1.5G", "99999999T"] {
            assert!(size(bad).is_err(), "{bad}");
        }
    }
}
