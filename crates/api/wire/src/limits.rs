//! Every limit of the wire, in one place.
//!
//! What nests or counts inside one value is bounded by `longshore_shapes::read` as well; here stand the
//! bounds of what a connection may bring and of what a decoder holds before a value is reached.

/// Headers of one request, for the server to enforce.
pub const HEADER_COUNT_MAX: usize = 100;
/// Names and values of all headers of one request; session tokens make them large.
pub const HEADER_BYTES_MAX: usize = 64 * 1024;
/// Path and query string.
pub const URI_BYTES_MAX: usize = 64 * 1024;
/// A request body as it comes over the wire, unless the service sets another limit.
pub const BODY_BYTES_MAX: usize = 1024 * 1024;
/// The body of UploadLayerPart: 20 MiB of a layer in base64, and what names it.
pub const PART_BODY_BYTES_MAX: usize = 28 * 1024 * 1024;
/// A request body after its content encoding is undone.
pub const INFLATED_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Parameters of one form body or query string.
pub const PARAMETERS_MAX: usize = 10_000;
/// The highest index in a Query list, `Filter.1000000`. An index orders items, it never allocates any.
pub const LIST_INDEX_MAX: u32 = 1_000_000;
/// Elements and attributes of one XML document.
pub const XML_NODES_MAX: usize = 1_000_000;
/// How deep XML elements may nest.
pub const XML_DEPTH_MAX: usize = 128;
/// How deep a JSON value may nest that no shape asked for.
pub const SKIPPED_DEPTH_MAX: usize = 128;
/// How deep a document (a value without a shape) may nest.
pub const DOCUMENT_DEPTH_MAX: usize = 32;
