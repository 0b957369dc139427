//! Why an image could not be had, in kinds that callers tell apart.
//!
//! Every message names the image (or the registry, or the file) and what to do next.

use std::io;

pub type Result<T> = std::result::Result<T, ImageError>;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImageError {
    /// Not a name of an image.
    #[error(
        "{reference:?} is not the name of an image: {reason}; write NAME[:TAG], HOST/NAME[:TAG] or NAME@sha256:…"
    )]
    InvalidReference { reference: String, reason: &'static str },
    /// The registry answered that there is no such image; or it is not in this store.
    #[error("{reference} was not found: {reason}; check its name and tag")]
    NotFound { reference: String, reason: String },
    /// 401 or 403.
    #[error(
        "{reference}: the registry denied access ({reason}); check that it exists and that the credentials may pull it"
    )]
    Denied { reference: String, reason: String },
    /// Network, 5xx, 429, too slow: trying again later may help.
    #[error("{reference}: the registry is unavailable ({reason}); check the network and try again")]
    Unavailable { reference: String, reason: String },
    #[error(
        "{reference}: what came has the digest {actual} where {expected} was announced; the registry or something between is broken, pull again or from another registry"
    )]
    DigestMismatch { reference: String, expected: String, actual: String },
    /// A manifest, a configuration or an archive that cannot be understood.
    #[error("{reference}: {what} is not valid ({reason}); build or push the image again")]
    Invalid { reference: String, what: &'static str, reason: String },
    #[error("{reference} has nothing for {wanted}, only for {available}; build the image for this platform")]
    NoPlatform { reference: String, wanted: String, available: String },
    /// A layer that tries what no honest layer does.
    #[error(
        "{reference}: a layer is unsafe at {path:?} ({reason}); it was not unpacked, do not trust this image"
    )]
    UnsafeLayer { reference: String, path: String, reason: String },
    /// Beyond a limit of this store.
    #[error(
        "{reference}: {what} is larger than the limit of {limit}; use a smaller image or raise the limit"
    )]
    TooLarge { reference: String, what: &'static str, limit: u64 },
    #[error("no space is left on the disk of {path}{}; free some and try again", for_whom(.reference))]
    NoSpace { reference: String, path: String },
    /// Somebody holds it.
    #[error("{reference} is used by {holder}; stop that first")]
    InUse { reference: String, holder: String },
    /// Another process has this store open.
    #[error("the image store {path} is open in another process; let that one do it, or stop it first")]
    Locked { path: String },
    /// What is on disk is not what was written.
    #[error("the image store is damaged at {path} ({reason}); remove the image and pull it again")]
    Corrupt { path: String, reason: String },
    #[error("{what} {path}: {reason}")]
    Io { what: &'static str, path: String, reason: String },
}

impl ImageError {
    /// Trying the same again later may help.
    pub fn is_retryable(&self) -> bool {
        matches!(self, Self::Unavailable { .. })
    }

    pub(crate) fn io(what: &'static str, path: &std::path::Path, error: &io::Error) -> Self {
        let path = path.display().to_string();
        if is_full(error) {
            return Self::NoSpace { reference: String::new(), path };
        }
        Self::Io { what, path, reason: error.to_string() }
    }
}

impl ImageError {
    /// Puts in the name of what it is about, where it was not known yet.
    pub(crate) fn about(mut self, name: &str) -> Self {
        if let Self::NotFound { reference, .. }
        | Self::Denied { reference, .. }
        | Self::Unavailable { reference, .. }
        | Self::DigestMismatch { reference, .. }
        | Self::Invalid { reference, .. }
        | Self::NoPlatform { reference, .. }
        | Self::UnsafeLayer { reference, .. }
        | Self::TooLarge { reference, .. }
        | Self::NoSpace { reference, .. } = &mut self
            && reference.is_empty()
        {
            name.clone_into(reference);
        }
        self
    }

    /// What reading or unpacking a layer's archive failed with: an error of ours carried through it, or the
    /// archive's or the disk's.
    pub(crate) fn of_layer(error: io::Error, path: &std::path::Path) -> Self {
        match error.downcast::<Self>() {
            Ok(ours) => ours,
            Err(error) if is_full(&error) => {
                Self::NoSpace { reference: String::new(), path: path.display().to_string() }
            }
            // Decoders and the archive reader speak in these.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::InvalidData
                        | io::ErrorKind::InvalidInput
                        | io::ErrorKind::UnexpectedEof
                        | io::ErrorKind::Other
                ) =>
            {
                Self::invalid("a layer", error)
            }
            Err(error) => Self::io("unpacking a layer into", path, &error),
        }
    }

    pub(crate) fn invalid(what: &'static str, reason: impl ToString) -> Self {
        Self::Invalid { reference: String::new(), what, reason: reason.to_string() }
    }

    pub(crate) fn unavailable(reason: impl ToString) -> Self {
        Self::Unavailable { reference: String::new(), reason: reason.to_string() }
    }
}

fn for_whom(reference: &str) -> String {
    if reference.is_empty() { String::new() } else { format!(" for {reference}") }
}

pub(crate) fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}
