//! Answers, and JSON objects whose absent members are left out.
//!
//! Must not know: any path.

use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode, header};
use http_body_util::Full;
use longshore_shapes::Timestamp;
use serde_json::{Map, Value};

pub(super) struct Answer {
    pub(super) status: StatusCode,
    content_type: &'static str,
    body: Bytes,
    extra: Option<(header::HeaderName, HeaderValue)>,
}

impl Answer {
    pub(super) fn json(status: StatusCode, value: &Value) -> Self {
        Self { status, content_type: "application/json", body: value.to_string().into(), extra: None }
    }

    pub(super) fn ok(value: &Value) -> Self {
        Self::json(StatusCode::OK, value)
    }

    /// A refusal whose whole body is one JSON string.
    pub(super) fn message(status: StatusCode, text: &str) -> Self {
        Self::json(status, &Value::from(text))
    }

    /// A body that is JSON already.
    pub(super) fn passed_on(status: StatusCode, body: String) -> Self {
        Self { status, content_type: "application/json", body: body.into(), extra: None }
    }

    pub(super) fn text(status: StatusCode, text: &'static str) -> Self {
        let content_type = "text/plain; charset=utf-8";
        Self { status, content_type, body: Bytes::from_static(text.as_bytes()), extra: None }
    }

    pub(super) fn not_found() -> Self {
        Self::text(StatusCode::NOT_FOUND, "404 page not found\n")
    }

    pub(super) fn method_not_allowed(allowed: &'static str) -> Self {
        let mut answer = Self::text(StatusCode::METHOD_NOT_ALLOWED, "method not allowed\n");
        answer.extra = Some((header::ALLOW, HeaderValue::from_static(allowed)));
        answer
    }

    pub(super) fn moved(location: &str) -> Self {
        let Ok(location) = HeaderValue::from_str(location) else {
            return Self::not_found();
        };
        let mut answer = Self::text(StatusCode::MOVED_PERMANENTLY, "");
        answer.extra = Some((header::LOCATION, location));
        answer
    }

    pub(super) fn into_response(self) -> Response<Full<Bytes>> {
        let mut response = Response::new(Full::new(self.body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        if let Some((name, value)) = self.extra {
            headers.insert(name, value);
        }
        response
    }
}

/// An object under construction.
#[derive(Default)]
pub(super) struct Object(Map<String, Value>);

impl Object {
    pub(super) fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    pub(super) fn maybe<V: Into<Value>>(self, key: &str, value: Option<V>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// Left out where it is empty.
    pub(super) fn text(self, key: &str, value: &str) -> Self {
        if value.is_empty() { self } else { self.with(key, value) }
    }

    /// Left out where it is empty.
    pub(super) fn list(self, key: &str, values: Vec<Value>) -> Self {
        if values.is_empty() { self } else { self.with(key, values) }
    }

    pub(super) fn time(self, key: &str, at: Option<Timestamp>) -> Self {
        self.maybe(key, at.and_then(|at| rfc3339(at.millis())))
    }

    pub(super) fn done(self) -> Value {
        Value::Object(self.0)
    }
}

/// UTC, with as many digits behind the second as it takes.
pub(super) fn rfc3339(millis: i64) -> Option<String> {
    jiff::Timestamp::from_millisecond(millis).ok().map(|at| at.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_only_the_digits_they_need() {
        let texts: Vec<_> = [0, 1_500, 1_601_597_707_620].into_iter().filter_map(rfc3339).collect();
        assert_eq!(texts, ["1970-01-01T00:00:00Z", "1970-01-01T00:00:01.5Z", "2020-10-02T00:15:07.62Z"]);
        assert_eq!(rfc3339(i64::MAX), None);
    }
}
