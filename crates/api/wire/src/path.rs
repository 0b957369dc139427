//! Path patterns of the REST protocols: `/schedules/{Name}`, `/{Bucket}/{Key+}?acl`.
//!
//! A label is one segment; a greedy one (`+`) takes all that is left to it. A slash at the end makes no
//! difference, because SDKs differ in it.

use http::Uri;

use crate::query::form::{self, Plus};
use crate::route::Labels;

/// How closely a pattern names a path: query constants, then literal segments, then labels that are not
/// greedy. Of all patterns that match, the highest one is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Score(usize, usize, usize);

pub(crate) enum Segment {
    Literal(&'static str),
    Label(&'static str),
    Greedy(&'static str),
}

/// The path of a pattern and the constants of its query string.
pub(crate) fn split(pattern: &'static str) -> (&'static str, &'static str) {
    pattern.split_once('?').unwrap_or((pattern, ""))
}

pub(crate) fn segments(pattern_path: &'static str) -> impl Iterator<Item = Segment> {
    pattern_path.trim_matches('/').split('/').map(|segment| {
        match segment.strip_prefix('{').and_then(|label| label.strip_suffix('}')) {
            Some(label) => match label.strip_suffix('+') {
                Some(greedy) => Segment::Greedy(greedy),
                None => Segment::Label(label),
            },
            None => Segment::Literal(segment),
        }
    })
}

/// How well the pattern matches, or `None` if it does not.
pub(crate) fn score(pattern: &'static str, uri: &Uri) -> Option<Score> {
    let (path, constants) = split(pattern);
    let query = uri.query().unwrap_or_default();
    let mut score = Score(0, 0, 0);
    for constant in form::pairs(constants) {
        form::pairs(query).find(|pair| *pair == constant)?;
        score.0 += 1;
    }
    walk(path, uri.path(), &mut |segment, _| match segment {
        Segment::Literal(_) => score.1 += 1,
        Segment::Label(_) => score.2 += 1,
        Segment::Greedy(_) => {}
    })?;
    Some(score)
}

/// The decoded labels of a path that the pattern matches; `None` if one does not decode.
pub(crate) fn labels(pattern: &'static str, path: &str) -> Option<Labels> {
    let mut labels = Labels::new();
    let mut sound = true;
    walk(split(pattern).0, path, &mut |segment, text| {
        if let Segment::Label(name) | Segment::Greedy(name) = segment {
            match form::decode(text, Plus::Plus) {
                Ok(value) => labels.push((name, value.into_owned())),
                Err(_) => sound = false,
            }
        }
    })?;
    sound.then_some(labels)
}

/// Calls `each` with every segment of the pattern and what it stands for; `None` if they do not match.
fn walk(pattern_path: &'static str, path: &str, each: &mut dyn FnMut(Segment, &str)) -> Option<()> {
    let path = path.strip_prefix('/').unwrap_or(path);
    let mut rest = Some(path.strip_suffix('/').unwrap_or(path));
    let mut behind = segments(pattern_path).count();
    for segment in segments(pattern_path) {
        behind -= 1;
        let left = rest?;
        let (text, after) = match segment {
            Segment::Greedy(_) => split_last(left, behind)?,
            _ => left.split_once('/').map_or((left, None), |(text, after)| (text, Some(after))),
        };
        match segment {
            Segment::Literal(literal) if literal != text => return None,
            Segment::Label(_) | Segment::Greedy(_) if text.is_empty() => return None,
            other => each(other, text),
        }
        rest = after;
    }
    if rest.is_none() { Some(()) } else { None }
}

/// Splits off the last `behind` segments.
fn split_last(path: &str, behind: usize) -> Option<(&str, Option<&str>)> {
    if behind == 0 {
        return Some((path, None));
    }
    let (at, _) = path.rmatch_indices('/').nth(behind - 1)?;
    Some((path.get(..at)?, Some(path.get(at + 1..)?)))
}

/// The path that a pattern makes of labels, percent encoded.
pub(crate) fn render(pattern: &'static str, label: &dyn Fn(&str) -> String) -> String {
    let (path, _) = split(pattern);
    let mut out = String::with_capacity(path.len() + 32);
    for segment in segments(path) {
        out.push('/');
        match segment {
            Segment::Literal(literal) => out.push_str(literal),
            Segment::Label(name) => form::encode(&mut out, &label(name), ""),
            Segment::Greedy(name) => form::encode(&mut out, &label(name), "/"),
        }
    }
    if path.len() > 1 && path.ends_with('/') {
        out.push('/');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(pattern: &'static str, uri: &str) -> Option<Labels> {
        let uri: Uri = uri.parse().unwrap();
        score(pattern, &uri)?;
        labels(pattern, uri.path())
    }

    #[test]
    fn patterns() {
        for (pattern, uri, expected) in [
            ("/", "/", Some(vec![])),
            ("/schedules", "/schedules", Some(vec![])),
            ("/schedules", "/schedules/", Some(vec![])),
            ("/schedules/{Name}", "/schedules", None),
            ("/schedules/{Name}", "/schedules/", None),
            ("/schedules/{Name}", "/schedules/a%2Fb+c", Some(vec![("Name", "a/b+c")])),
            ("/schedules/{Name}", "/schedules/a/b", None),
            ("/zone/{Id}/rrset/", "/zone/Z1/rrset", Some(vec![("Id", "Z1")])),
            ("/zone/{Id}/rrset/", "/zone/Z1/rrset/", Some(vec![("Id", "Z1")])),
            ("/{Bucket}/{Key+}", "/b/k/l/m", Some(vec![("Bucket", "b"), ("Key", "k/l/m")])),
            ("/{Bucket}/{Key+}", "/b", None),
            ("/{Key+}/tags", "/a/b/tags", Some(vec![("Key", "a/b")])),
            ("/{Key+}/tags", "/a/b/c", None),
            ("/{Key+}?acl", "/a?acl", Some(vec![("Key", "a")])),
            ("/{Key+}?acl", "/a", None),
            ("/x?type=2", "/x?a=1&type=2", Some(vec![])),
            ("/x/{Name}", "/x/%zz", None),
        ] {
            let expected = expected.map(|labels| {
                labels.into_iter().map(|(name, value)| (name, value.to_owned())).collect::<Labels>()
            });
            assert_eq!(matched(pattern, uri), expected, "{pattern} {uri}");
        }
    }

    #[test]
    fn the_closest_pattern_wins() {
        let uri: Uri = "/things/list?deep".parse().unwrap();
        let scores: Vec<_> = ["/{All+}", "/things/{Name}", "/things/list", "/things/{Name}?deep"]
            .into_iter()
            .map(|pattern| score(pattern, &uri).unwrap())
            .collect();
        assert!(scores.is_sorted(), "{scores:?}");
    }

    #[test]
    fn rendered_paths_match_their_pattern() {
        for pattern in ["/a/{X}", "/a/{X}/b/", "/{X+}", "/"] {
            let path = render(pattern, &|_| "é/ü ?#%".to_owned());
            assert!(matched(pattern, &path).is_some(), "{pattern} {path}");
        }
    }
}
