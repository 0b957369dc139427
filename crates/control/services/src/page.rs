//! Pages of lists: how many items, and where the next page starts.
//!
//! A token holds the key of the last item shown and a seal over it and over the list it belongs to, made
//! with the installation's own secret. So a token says nothing readable, survives restarts, costs the
//! server nothing to keep, and is refused when it was changed or carried to another list.
//!
//! Must not know: what is listed.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use longshore_world::records::installation;
use longshore_world::{KeyBytes, World};
use ring::hmac;

const SEAL_BYTES: usize = 32;
/// No key of ours makes a token longer than this.
const TOKEN_LENGTH_MAX: usize = 4096;
const KEYSTREAM_LABEL: &[u8] = b"page token";

/// The token is not one that this list has given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadToken;

/// Gives and reads the tokens of one list: its operation, its caller's scope and its filters.
pub struct Pages {
    key: hmac::Key,
    list: Vec<u8>,
}

/// A page, and the token of the next one if there is more.
pub struct Page<T> {
    pub items: Vec<T>,
    pub next_token: Option<String>,
}

impl Pages {
    /// `list` must hold everything that a later page has to repeat.
    pub fn of(world: &World, list: &[&str]) -> Self {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &installation::secret(world));
        // Lengths keep ["ab", "c"] apart from ["a", "bc"].
        let list =
            list.iter().flat_map(|part| [part.len().to_be_bytes().as_slice(), part.as_bytes()].concat());
        Self { key, list: list.collect() }
    }

    /// Where the page of that token starts: behind this key.
    pub fn start(&self, token: Option<&str>) -> Result<Option<KeyBytes>, BadToken> {
        let Some(token) = token else { return Ok(None) };
        if token.len() > TOKEN_LENGTH_MAX {
            return Err(BadToken);
        }
        let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| BadToken)?;
        let (seal, hidden) = bytes.split_first_chunk::<SEAL_BYTES>().ok_or(BadToken)?;
        let after = self.hide(seal, hidden);
        hmac::verify(&self.key, &self.sealed(&after), seal).map_err(|_| BadToken)?;
        Ok(Some(KeyBytes::from_slice(&after)))
    }

    /// Takes a page from items that begin where the page does. Each comes with the key that the next page
    /// would start behind.
    pub fn take<T>(&self, items: impl Iterator<Item = (KeyBytes, T)>, limit: usize) -> Page<T> {
        let mut page = Page { items: Vec::new(), next_token: None };
        let mut last = None;
        for (key, item) in items {
            if page.items.len() == limit {
                page.next_token = last.map(|last: KeyBytes| self.token(&last));
                break;
            }
            page.items.push(item);
            last = Some(key);
        }
        page
    }

    fn token(&self, after: &KeyBytes) -> String {
        let seal = hmac::sign(&self.key, &self.sealed(after.as_slice()));
        let hidden = self.hide(seal.as_ref(), after.as_slice());
        URL_SAFE_NO_PAD.encode([seal.as_ref(), &hidden].concat())
    }

    fn sealed(&self, after: &[u8]) -> Vec<u8> {
        [self.list.as_slice(), after].concat()
    }

    /// Covers and uncovers the key: opaque, so that nobody builds on what is inside.
    fn hide(&self, seal: &[u8], bytes: &[u8]) -> Vec<u8> {
        let block = |number: usize| {
            let mut context = hmac::Context::with_key(&self.key);
            context.update(KEYSTREAM_LABEL);
            context.update(seal);
            context.update(&number.to_be_bytes());
            context.sign()
        };
        let blocks = bytes.chunks(SEAL_BYTES).enumerate().map(|(number, chunk)| (block(number), chunk));
        blocks.flat_map(|(cover, chunk)| xor(cover.as_ref(), chunk)).collect()
    }
}

/// How many items a page has: `maxResults` within the bounds that AWS gives, or what is wrong with it.
pub fn limit(asked: Option<i32>, default: i32, max: i32) -> Result<usize, String> {
    let asked = asked.unwrap_or(default);
    if !(1..=max).contains(&asked) {
        return Err(format!("maxResults must be between 1 and {max}: {asked}."));
    }
    Ok(usize::try_from(asked).unwrap_or(1))
}

fn xor(cover: &[u8], bytes: &[u8]) -> Vec<u8> {
    bytes.iter().zip(cover).map(|(byte, cover)| byte ^ cover).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pages(list: &[&str]) -> Pages {
        Pages::of(&World::default(), list)
    }

    fn key(number: u8) -> KeyBytes {
        KeyBytes::from_slice(&[number; 40])
    }

    fn walk(pages: &Pages, count: u8, limit: usize) -> Vec<u8> {
        let (mut seen, mut token) = (Vec::new(), None);
        loop {
            let start = pages.start(token.as_deref()).unwrap();
            let rest = (0..count).map(|number| (key(number), number));
            let page =
                pages.take(rest.filter(|(place, _)| start.as_ref().is_none_or(|start| place > start)), limit);
            seen.extend(page.items);
            token = page.next_token;
            if token.is_none() {
                return seen;
            }
        }
    }

    #[test]
    fn pages_together_are_the_list_whatever_their_size() {
        for (count, limit) in [(0, 1), (1, 1), (7, 3), (9, 3), (100, 100), (101, 100)] {
            assert_eq!(
                walk(&pages(&["L"]), count, limit),
                (0..count).collect::<Vec<_>>(),
                "{count} by {limit}"
            );
        }
    }

    #[test]
    fn a_full_last_page_has_no_token() {
        let page = pages(&["L"]).take((0..3).map(|number| (key(number), number)), 3);
        assert!(page.next_token.is_none());
    }

    #[test]
    fn a_token_is_good_for_its_own_list_only() {
        let token = pages(&["ListClusters", "1"]).token(&key(1));
        assert!(pages(&["ListClusters", "1"]).start(Some(&token)).is_ok());
        for other in
            [&["ListClusters", "2"][..], &["ListTasks", "1"], &["ListClusters1", ""], &["ListClusters"]]
        {
            assert_eq!(pages(other).start(Some(&token)), Err(BadToken), "{other:?}");
        }
    }

    #[test]
    fn a_token_tells_nothing_of_the_key() {
        let place = KeyBytes::from_slice(b"secret-cluster-name");
        let token = URL_SAFE_NO_PAD.decode(pages(&["L"]).token(&place)).unwrap();
        assert!(!token.windows(6).any(|part| part == b"secret"));
    }

    proptest! {
        #[test]
        fn a_changed_token_is_refused(at in 0_usize..96, bit in 0_u8..8) {
            let pages = pages(&["L"]);
            let mut token = URL_SAFE_NO_PAD.decode(pages.token(&key(7))).unwrap();
            let at = at % token.len();
            token[at] ^= 1 << bit;
            prop_assert_eq!(pages.start(Some(&URL_SAFE_NO_PAD.encode(token))), Err(BadToken));
        }

        #[test]
        fn any_text_is_a_token_or_refused(text in ".{0,200}") {
            prop_assert_eq!(pages(&["L"]).start(Some(&text)), Err(BadToken));
        }
    }
}
