//! Requests to a bucket, whole with their signature: pure, the time is an argument.
//!
//! Must not know: how they are sent.

use http::{HeaderName, HeaderValue, Method, Request, header};
use longshore_wire::percent_encoded;
use longshore_wire::sigv4::Signer;

use super::place::Place;

/// The hash of no bytes.
pub(crate) const EMPTY_SHA256: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Who asks. Without a secret in what is printed of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    pub access_key_id: String,
    pub secret_access_key: String,
    pub session_token: Option<String>,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials").field("access_key_id", &self.access_key_id).finish_non_exhaustive()
    }
}

impl Credentials {
    pub(crate) fn signer(&self, region: &str) -> Signer {
        let signer = Signer::new(&self.access_key_id, &self.secret_access_key, region, "s3");
        match &self.session_token {
            Some(token) => signer.with_token(token),
            None => signer,
        }
    }
}

/// What is asked of a bucket.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    pub(crate) method: Method,
    /// Of an object, or empty for the bucket itself.
    pub(crate) key: String,
    pub(crate) query: Vec<(&'static str, String)>,
    pub(crate) headers: Vec<(HeaderName, String)>,
    /// In hexadecimal digits: what the bucket holds the body to.
    pub(crate) body_sha256: String,
    pub(crate) body_bytes: u64,
}

impl Ask {
    /// Without a body.
    pub(crate) fn new(method: Method, key: &str) -> Self {
        Self {
            method,
            key: key.to_owned(),
            query: Vec::new(),
            headers: Vec::new(),
            body_sha256: EMPTY_SHA256.to_owned(),
            body_bytes: 0,
        }
    }

    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.query.push((name, value.into()));
        self
    }

    #[must_use]
    pub(crate) fn header(mut self, name: HeaderName, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    #[must_use]
    pub(crate) fn carrying(mut self, body_sha256: &str, body_bytes: u64) -> Self {
        body_sha256.clone_into(&mut self.body_sha256);
        self.body_bytes = body_bytes;
        self
    }

    /// The request's head.
    pub(crate) fn signed(&self, place: &Place, signer: &Signer, now: i64) -> Result<Request<()>, String> {
        let mut target = place.path_of(&self.key);
        for (index, (name, value)) in self.query.iter().enumerate() {
            let joint = if index == 0 { '?' } else { '&' };
            target.push_str(&format!("{joint}{}={}", percent_encoded(name, ""), percent_encoded(value, "")));
        }
        let mut request = Request::builder().method(self.method.clone()).uri(target);
        request = request.header(header::HOST, &place.authority);
        if self.body_bytes > 0 || self.method == Method::PUT || self.method == Method::POST {
            request = request.header(header::CONTENT_LENGTH, HeaderValue::from(self.body_bytes));
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let mut request = request.body(()).map_err(|error| error.to_string())?;
        signer.sign_hashed(&mut request, &self.body_sha256, now).map_err(|error| error.to_string())?;
        Ok(request)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The 24th of May 2013, the day of the examples that AWS publishes for S3, with their key.
    const DAY: i64 = 1_369_353_600;

    fn signature(ask: &Ask) -> String {
        let place = Place::new(&"s3://examplebucket".parse().unwrap(), None, "us-east-1").unwrap();
        // The examples' host is of the time before hosts named regions.
        let place = Place { authority: "examplebucket.s3.amazonaws.com".to_owned(), ..place };
        let credentials = Credentials {
            access_key_id: "AKIAIOSFODNN7EXAMPLE".to_owned(),
            secret_access_key: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".to_owned(),
            session_token: None,
        };
        let request = ask.signed(&place, &credentials.signer("us-east-1"), DAY).unwrap();
        let authorization = request.headers().get(header::AUTHORIZATION).unwrap().to_str().unwrap();
        authorization.rsplit_once("Signature=").unwrap().1.to_owned()
    }

    #[test]
    fn signatures_are_those_of_the_published_examples() {
        let range = Ask::new(Method::GET, "test.txt").header(header::RANGE, "bytes=0-9".to_owned());
        assert_eq!(signature(&range), "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
        let list = Ask::new(Method::GET, "").with("max-keys", "2").with("prefix", "J");
        assert_eq!(signature(&list), "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
        let lifecycle = Ask::new(Method::GET, "").with("lifecycle", "");
        assert_eq!(signature(&lifecycle), "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    }

    #[test]
    fn requests_say_what_they_carry() {
        let place =
            Place::new(&"s3://images".parse().unwrap(), Some("http://127.0.0.1:9000"), "eu-west-1").unwrap();
        let credentials = Credentials {
            access_key_id: "AKID".to_owned(),
            secret_access_key: "secret".to_owned(),
            session_token: Some("token".to_owned()),
        };
        let ask = Ask::new(Method::PUT, "a b/c")
            .with("uploadId", "x/y+z=")
            .with("partNumber", "1")
            .carrying("00ff", 5);
        let request = ask.signed(&place, &credentials.signer("eu-west-1"), DAY).unwrap();
        assert_eq!(request.uri(), "/images/a%20b/c?uploadId=x%2Fy%2Bz%3D&partNumber=1");
        let header = |name: &str| request.headers().get(name).unwrap().to_str().unwrap();
        assert_eq!((header("host"), header("content-length")), ("127.0.0.1:9000", "5"));
        assert_eq!((header("x-amz-content-sha256"), header("x-amz-security-token")), ("00ff", "token"));
        assert!(header("authorization").contains("content-length;host;x-amz-content-sha256"));
        assert!(!format!("{credentials:?}").contains("secret\""));
    }
}
