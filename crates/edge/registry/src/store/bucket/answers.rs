//! What S3 answers in XML: pages of objects and of unfinished uploads, and errors.
//!
//! Invariants: an answer of another shape is told as one, and nothing of it is believed.
//!
//! Must not know: what was asked.

use std::time::SystemTime;

use longshore_wire::xml::{self, Element};

/// An object of a list.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Object {
    pub(crate) key: String,
    pub(crate) size: u64,
    pub(crate) modified: SystemTime,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) objects: Vec<Object>,
    /// What the next page is asked with.
    pub(crate) next: Option<String>,
}

/// An upload in parts that nobody has finished.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unfinished {
    pub(crate) key: String,
    pub(crate) id: String,
    pub(crate) begun: SystemTime,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct UnfinishedPage {
    pub(crate) uploads: Vec<Unfinished>,
    pub(crate) next: Option<(String, String)>,
}

/// Why S3 refuses.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Refused {
    pub(crate) code: String,
    pub(crate) message: String,
}

type Read<T> = Result<T, String>;

fn root(body: &[u8], name: &str) -> Read<Element> {
    let root = xml::parse(body).map_err(|error| error.to_string())?;
    if root.name == name { Ok(root) } else { Err(format!("'{}' in place of {name}", root.name)) }
}

fn text(element: &Element, name: &str) -> Read<String> {
    element
        .text_of(name)
        .filter(|text| !text.is_empty())
        .ok_or_else(|| format!("no {name} in {}", element.name))
}

fn time(element: &Element, name: &str) -> Read<SystemTime> {
    let text = text(element, name)?;
    let read: jiff::Timestamp = text.parse().map_err(|_| format!("{name} is '{text}', which is no time"))?;
    Ok(read.into())
}

fn all<'a>(root: &'a Element, name: &'a str) -> impl Iterator<Item = &'a Element> {
    root.children.iter().filter(move |child| child.name == name)
}

fn is_cut(root: &Element) -> bool {
    root.text_of("IsTruncated").is_some_and(|text| text == "true")
}

pub(crate) fn page(body: &[u8]) -> Read<Page> {
    let root = root(body, "ListBucketResult")?;
    let object = |element: &Element| {
        let size = text(element, "Size")?;
        Ok(Object {
            key: text(element, "Key")?,
            size: size.parse().map_err(|_| format!("Size is '{size}'"))?,
            modified: time(element, "LastModified")?,
        })
    };
    let next = is_cut(&root).then(|| text(&root, "NextContinuationToken")).transpose()?;
    Ok(Page { objects: all(&root, "Contents").map(object).collect::<Read<_>>()?, next })
}

pub(crate) fn unfinished(body: &[u8]) -> Read<UnfinishedPage> {
    let root = root(body, "ListMultipartUploadsResult")?;
    let upload = |element: &Element| {
        Ok(Unfinished {
            key: text(element, "Key")?,
            id: text(element, "UploadId")?,
            begun: time(element, "Initiated")?,
        })
    };
    let markers = || Ok::<_, String>((text(&root, "NextKeyMarker")?, text(&root, "NextUploadIdMarker")?));
    let next = is_cut(&root).then(markers).transpose()?;
    Ok(UnfinishedPage { uploads: all(&root, "Upload").map(upload).collect::<Read<_>>()?, next })
}

/// The id of an upload that was begun.
pub(crate) fn begun(body: &[u8]) -> Read<String> {
    text(&root(body, "InitiateMultipartUploadResult")?, "UploadId")
}

/// What became of a finished upload. S3 may say that it failed after it has said that all is well.
pub(crate) fn completed(body: &[u8]) -> Result<(), Refused> {
    match root(body, "CompleteMultipartUploadResult") {
        Ok(_) => Ok(()),
        Err(why) => Err(refused(body).unwrap_or(Refused { code: "InternalError".to_owned(), message: why })),
    }
}

/// An error, where the body is one.
pub(crate) fn refused(body: &[u8]) -> Option<Refused> {
    let root = root(body, "Error").ok()?;
    let of = |name: &str| root.text_of(name).unwrap_or_default();
    Some(Refused { code: of("Code"), message: of("Message") })
}

/// What finishes an upload: its parts in order, by what S3 called each.
pub(crate) fn finishing(etags: &[String]) -> String {
    let mut body = String::from("<CompleteMultipartUpload>");
    for (index, etag) in etags.iter().enumerate() {
        let etag = etag.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let number = index + 1;
        body.push_str(&format!("<Part><PartNumber>{number}</PartNumber><ETag>{etag}</ETag></Part>"));
    }
    body.push_str("</CompleteMultipartUpload>");
    body
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn at(secs: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(secs)
    }

    #[test]
    fn pages_of_objects() {
        let body = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult xmlns=\"urn:s3\"><Name>b</Name>\
            <IsTruncated>true</IsTruncated><NextContinuationToken>a/+=</NextContinuationToken>\
            <Contents><Key>p/x&amp;y</Key><LastModified>1970-01-01T00:01:00.000Z</LastModified><Size>7</Size></Contents>\
            <Contents><Key>z</Key><LastModified>1970-01-01T00:00:00Z</LastModified><Size>0</Size></Contents>\
            </ListBucketResult>";
        let objects = vec![
            Object { key: "p/x&y".to_owned(), size: 7, modified: at(60) },
            Object { key: "z".to_owned(), size: 0, modified: at(0) },
        ];
        assert_eq!(page(body).unwrap(), Page { objects, next: Some("a/+=".to_owned()) });
        let last = page(b"<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>").unwrap();
        assert_eq!(last, Page { objects: Vec::new(), next: None });
    }

    #[test]
    fn answers_that_are_none() {
        for bad in [
            &b""[..],
            b"<html><body>hello</body></html>",
            b"<ListBucketResult>",
            b"<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
            b"<ListBucketResult><Contents><Key>x</Key><Size>1</Size></Contents></ListBucketResult>",
            b"<ListBucketResult><Contents><Key>x</Key><Size>-1</Size><LastModified>1970-01-01T00:00:00Z</LastModified></Contents></ListBucketResult>",
            b"<ListBucketResult><Contents><Key>x</Key><Size>1</Size><LastModified>soon</LastModified></Contents></ListBucketResult>",
        ] {
            assert!(page(bad).is_err(), "{}", String::from_utf8_lossy(bad));
            assert_eq!(refused(bad), None);
        }
    }

    #[test]
    fn uploads_in_parts() {
        assert_eq!(
            begun(b"<InitiateMultipartUploadResult><UploadId>id</UploadId></InitiateMultipartUploadResult>"),
            Ok("id".to_owned())
        );
        let body =
            b"<ListMultipartUploadsResult><IsTruncated>true</IsTruncated><NextKeyMarker>k</NextKeyMarker>\
            <NextUploadIdMarker>m</NextUploadIdMarker><Upload><Key>k</Key><UploadId>u</UploadId>\
            <Initiated>1970-01-01T00:00:05.000Z</Initiated></Upload></ListMultipartUploadsResult>";
        let uploads = vec![Unfinished { key: "k".to_owned(), id: "u".to_owned(), begun: at(5) }];
        let next = Some(("k".to_owned(), "m".to_owned()));
        assert_eq!(unfinished(body).unwrap(), UnfinishedPage { uploads, next });
        assert!(completed(b"<CompleteMultipartUploadResult/>").is_ok());
        let late = b"<Error><Code>InternalError</Code><Message>again</Message></Error>";
        assert_eq!(completed(late).unwrap_err().code, "InternalError");
        assert_eq!(completed(b"").unwrap_err().code, "InternalError");
        assert_eq!(
            finishing(&["\"a\"".to_owned(), "b&".to_owned()]),
            "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>\"a\"</ETag></Part>\
             <Part><PartNumber>2</PartNumber><ETag>b&amp;</ETag></Part></CompleteMultipartUpload>"
        );
    }
}
