//! The client's half: a typed input to an HTTP request, an HTTP response to a typed output or error.
//!
//! Sans I/O: the caller signs, sends and receives.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use http::{Method, Request, Uri};
use longshore_shapes::{ErrorSchema, Operation, Protocol, ReadError};

use crate::protocol;
use crate::response::REQUEST_ID;

/// A request before it has an endpoint.
#[derive(Debug, Clone)]
pub struct RequestParts {
    pub method: Method,
    /// Path and query string.
    pub target: String,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl RequestParts {
    pub(crate) fn post(target: &str, content_type: &'static str, body: Vec<u8>) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        Self { method: Method::POST, target: target.to_owned(), headers, body }
    }

    /// Leaves the header out if the value cannot stand in one.
    pub(crate) fn header(&mut self, name: HeaderName, value: &str) {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
    }
}

/// An error that the service answered.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{code}: {message}")]
pub struct ServiceError {
    /// The modelled error of that code, where the operation has one.
    pub schema: Option<&'static ErrorSchema>,
    pub code: String,
    pub message: String,
}

/// Why a call has no output.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    #[error("{error} (HTTP {status}, request {request_id})")]
    Service { error: ServiceError, status: u16, request_id: String },
    #[error("the response (HTTP {status}) cannot be read: {problem}. Is the endpoint what it should be?")]
    Response { status: u16, problem: ReadError },
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the endpoint {endpoint} and the path {target} make no address")]
pub struct AddressError {
    pub endpoint: String,
    pub target: String,
}

/// The request for a typed input; `endpoint` is scheme and authority, `http://127.0.0.1:4566`.
pub fn request<O: Operation>(
    protocol: Protocol,
    endpoint: &str,
    input: &O::Input,
) -> Result<Request<Bytes>, AddressError> {
    let parts = protocol::write_request(O::SERVICE, O::SCHEMA, protocol, input);
    let address = format!("{}{}", endpoint.trim_end_matches('/'), parts.target);
    let Ok(uri) = address.parse::<Uri>() else {
        return Err(AddressError { endpoint: endpoint.to_owned(), target: parts.target });
    };
    let mut request = Request::new(Bytes::from(parts.body));
    *request.method_mut() = parts.method;
    *request.uri_mut() = uri;
    *request.headers_mut() = parts.headers;
    Ok(request)
}

/// The typed output of a response, or the error it carries.
pub fn response<O: Operation>(
    protocol: Protocol,
    parts: &http::response::Parts,
    body: &[u8],
) -> Result<O::Output, CallError> {
    let status = parts.status.as_u16();
    let unreadable = |problem| CallError::Response { status, problem };
    if status >= 300 {
        let error = protocol::read_error(O::SCHEMA, protocol, parts, body).map_err(unreadable)?;
        let request_id = parts.headers.get(REQUEST_ID).and_then(|id| id.to_str().ok()).unwrap_or("unknown");
        return Err(CallError::Service { error, status, request_id: request_id.to_owned() });
    }
    let mut output = O::Output::default();
    protocol::read_response(O::SCHEMA, protocol, parts, body, &mut output).map_err(unreadable)?;
    Ok(output)
}
