//! Pages of lists: how many items, and where the next page starts.
//!
//! A token holds the key of the last item shown and a seal over it and over the list it belongs to, made
//! with the installation's own secret. So a token says nothing readable, survives restarts, costs the
//! server nothing to keep, and is refused when it was changed or carried to another list.
//!
//! Must not know: what is listed.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use longshore_world::records::installation::{INSTALLATION, Installation};
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
        let secret = world.get::<Installation>(&INSTALLATION).map(|row| row.page_token_secret.clone());
        let key = hmac::Key::new(hmac::HMAC_SHA256, &secret.unwrap_or_default());
        // Lengths keep ["ab", "c"] apart from ["a", "bc"].
        let list = list.iter().flat_map(|part| [part.len().to_be_bytes().as_slice(), part.as_bytes()].concat());
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

fn xor(cover: &[u8], bytes: &[u8]) -> Vec<u8> {
    bytes.iter().zip(cover).map(|(byte, cover)| byte ^ cover).collect()
}
