//! Why an image could not be scanned.
//!
//! Must not know: who reads the message.

use std::io;
use std::path::Path;

use longshore_images::ImageError;

/// The image is at fault, or is none that this can judge.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScanError {
    #[error("layer {name} cannot be read: {reason}")]
    Layer { name: String, reason: String },
    #[error("UnsupportedImageError: {0}")]
    Unsupported(String),
    #[error("{path} cannot be read: {reason}")]
    Database { path: String, reason: String },
    #[error("the image has more than {limit} {what}, which is more than a scan looks at")]
    TooMuch { what: &'static str, limit: u64 },
    #[error(transparent)]
    Data(#[from] DataError),
}

/// The vulnerability data is at fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DataError {
    #[error("the vulnerability data in {path} cannot be read: {reason}")]
    Unreadable { path: String, reason: String },
    #[error("{0} holds no OSV record: put JSON files with records in it")]
    Empty(String),
    #[error(
        "the vulnerability data has more than {limit} {what}; leave out ecosystems that no image here uses"
    )]
    TooMuch { what: &'static str, limit: usize },
}

impl ScanError {
    pub(crate) fn layer(name: &str, error: &io::Error) -> Self {
        Self::Layer { name: name.to_owned(), reason: in_words(error) }
    }

    /// Puts in the layer's name, where it was not known yet.
    pub(crate) fn of_layer(mut self, layer: &str) -> Self {
        if let Self::Layer { name, .. } = &mut self
            && name.is_empty()
        {
            layer.clone_into(name);
        }
        self
    }
}

impl DataError {
    pub(crate) fn unreadable(path: &Path, reason: impl ToString) -> Self {
        Self::Unreadable { path: path.display().to_string(), reason: reason.to_string() }
    }
}

/// The reader of layers names the image in its errors, which is not known here.
fn in_words(error: &io::Error) -> String {
    let ours = error.get_ref().and_then(|inner| inner.downcast_ref::<ImageError>());
    match ours {
        Some(ImageError::TooLarge { what, limit, .. }) => format!("{what} is beyond the limit of {limit}"),
        Some(ImageError::Invalid { reason, .. } | ImageError::UnsafeLayer { reason, .. }) => reason.clone(),
        _ => error.to_string(),
    }
}
