//! Who signs for nodes: one key pair of the installation's own, kept in its state.
//!
//! A certificate shows a node's public key and nothing that matters besides; what the node is, the state says.
//! So a certificate that was given out is worth nothing once the state does not know its key any more.
//!
//! Must not know: sockets.

use std::sync::Arc;

use anyhow::{Context, Result};
use longshore_engine::Engine;
use longshore_link::Certificate;
use longshore_shapes::Timestamp;
use longshore_world::Tx;
use longshore_world::records::node::{NODE_AUTHORITY, NodeAuthority};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, PKCS_ECDSA_P256_SHA256, PublicKeyData, SignatureAlgorithm, date_time_ymd,
};
use ring::digest;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::edge;

/// The name that every control plane has for its nodes; which one it is, the authority says.
pub(crate) const SERVER_NAME: &str = "control.longshore.internal";
const DAY_SECS: i64 = 24 * 60 * 60;
/// How long a node's certificate is good for, and when the node asks for the next.
const CERTIFICATE_DAYS: i64 = 90;
const RENEWED_AFTER_DAYS: i64 = 60;
const AUTHORITY_DAYS: i64 = 30 * 365;
const SERVER_DAYS: i64 = 10 * 365;
/// Clocks differ; a certificate is good from a little before it was made.
const BACKDATED_DAYS: i64 = 2;
/// An uncompressed point of P-256.
const POINT_BYTES: usize = 65;
const POINT_UNCOMPRESSED: u8 = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum IssueError {
    #[error("the public key is no uncompressed point of P-256")]
    Key,
    #[error("the certificate could not be made")]
    Certificate,
}

/// A certificate, and what the node is known by from then on.
pub(crate) struct Issued {
    pub(crate) certificate: Certificate,
    pub(crate) fingerprint: String,
    pub(crate) expires_at: Timestamp,
}

#[derive(Clone)]
pub(crate) struct Authority {
    signer: Arc<Issuer<'static, KeyPair>>,
    certificate_pem: Arc<str>,
}

impl Authority {
    /// The authority of an installation, made where there is none.
    pub(crate) async fn prepare(engine: &Engine) -> Result<Self> {
        if let Some(row) = engine.snapshot().get::<NodeAuthority>(&NODE_AUTHORITY) {
            return Self::of(row);
        }
        let made = make()?;
        let written = engine.transact(move |tx: &mut Tx<'_>| {
            if tx.get::<NodeAuthority>(&NODE_AUTHORITY).is_none() {
                tx.put(&NODE_AUTHORITY, NodeAuthority { created_at: tx.now(), ..made });
            }
            Ok::<_, std::convert::Infallible>(tx.get::<NodeAuthority>(&NODE_AUTHORITY).cloned())
        });
        let row = written.await.context("the authority for nodes could not be written")?;
        let row =
            row.unwrap_or_else(|never| match never {}).context("the authority for nodes is not there")?;
        Self::of(&row)
    }

    fn of(row: &NodeAuthority) -> Result<Self> {
        let key = KeyPair::from_pem(&row.key_pem).context("the key of the authority for nodes is damaged")?;
        let signer = Arc::new(Issuer::new(authority_params(edge::now()), key));
        Ok(Self { signer, certificate_pem: row.certificate_pem.as_str().into() })
    }

    pub(crate) fn certificate(&self) -> Result<CertificateDer<'static>> {
        CertificateDer::from_pem_slice(self.certificate_pem.as_bytes())
            .context("the certificate of the authority for nodes is damaged")
    }

    /// Signs for a node's public key.
    pub(crate) fn issue(&self, public_key: &[u8]) -> Result<Issued, IssueError> {
        if public_key.len() != POINT_BYTES || public_key.first() != Some(&POINT_UNCOMPRESSED) {
            return Err(IssueError::Key);
        }
        let (key, now) = (PublicKey(public_key.to_vec()), edge::now());
        let expires_at = now.plus_secs(CERTIFICATE_DAYS * DAY_SECS);
        let mut params = params(now, CERTIFICATE_DAYS, "Longshore node");
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        let certificate = params.signed_by(&key, &*self.signer).map_err(|_| IssueError::Certificate)?;
        Ok(Issued {
            certificate: Certificate {
                certificate: Some(certificate.pem()),
                authority: Some(self.certificate_pem.to_string()),
                expires_at: Some(expires_at),
                renew_at: Some(now.plus_secs(RENEWED_AFTER_DAYS * DAY_SECS)),
            },
            fingerprint: fingerprint(&key.subject_public_key_info()),
            expires_at,
        })
    }

    /// A key and a chain for the server's side, made anew at every start.
    pub(crate) fn server(&self) -> Result<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)> {
        let key = KeyPair::generate().context("a key could not be made")?;
        let mut params = params(edge::now(), SERVER_DAYS, "Longshore control");
        params.subject_alt_names = CertificateParams::new(vec![SERVER_NAME.to_owned()])?.subject_alt_names;
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        let certificate = params.signed_by(&key, &*self.signer).context("a certificate could not be made")?;
        let der =
            PrivateKeyDer::from_pem_slice(key.serialize_pem().as_bytes()).context("the key is damaged")?;
        Ok((vec![certificate.der().clone(), self.certificate()?], der))
    }
}

/// What a public key, a certificate or anything else is known by.
pub(crate) fn fingerprint(der: &[u8]) -> String {
    let hash = digest::digest(&digest::SHA256, der);
    hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn make() -> Result<NodeAuthority> {
    let key = KeyPair::generate().context("a key could not be made")?;
    let params = authority_params(edge::now());
    let certificate = params.self_signed(&key).context("a certificate could not be made")?;
    Ok(NodeAuthority {
        fingerprint: fingerprint(certificate.der()),
        certificate_pem: certificate.pem(),
        key_pem: key.serialize_pem(),
        ..Default::default()
    })
}

fn authority_params(now: Timestamp) -> CertificateParams {
    let mut params = params(now, AUTHORITY_DAYS, "Longshore authority for nodes");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::DigitalSignature];
    params
}

fn params(now: Timestamp, days: i64, name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    let day = now.secs().div_euclid(DAY_SECS);
    let date = |day: i64| {
        let (year, month, day) = civil(day);
        date_time_ymd(year, month, day)
    };
    params.not_before = date(day - BACKDATED_DAYS);
    // Good to the end of its last day.
    params.not_after = date(day + days + 1);
    params
}

/// Year, month and day of a day since 1970-01-01, by the calendar whose years begin in March.
fn civil(day: i64) -> (i32, u8, u8) {
    let shifted = day + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let small = |number: i64| u8::try_from(number).unwrap_or(1);
    (i32::try_from(year).unwrap_or(i32::MAX), small(month), small(day))
}

/// A node's public key, for the signer.
struct PublicKey(Vec<u8>);

impl PublicKeyData for PublicKey {
    fn der_bytes(&self) -> &[u8] {
        &self.0
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &PKCS_ECDSA_P256_SHA256
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_their_dates() {
        for (day, date) in [
            (0, (1970, 1, 1)),
            (-1, (1969, 12, 31)),
            (59, (1970, 3, 1)),
            (789, (1972, 2, 29)),
            (11_016, (2000, 2, 29)),
            (19_782, (2024, 2, 29)),
            (20_778, (2026, 11, 21)),
        ] {
            assert_eq!(civil(day), date, "{day}");
        }
    }

    #[test]
    fn what_is_no_point_gets_no_certificate() {
        let authority = Authority::of(&make().unwrap()).unwrap();
        let key = KeyPair::generate().unwrap();
        for bad in [&[][..], &[0; 65], &key.public_key_raw()[1..], &[4; 64]] {
            assert_eq!(authority.issue(bad).map(|_| ()), Err(IssueError::Key));
        }
        let issued = authority.issue(key.public_key_raw()).unwrap();
        assert_eq!(issued.fingerprint, fingerprint(&key.subject_public_key_info()));
        assert!(issued.certificate.renew_at < issued.certificate.expires_at);
    }
}
