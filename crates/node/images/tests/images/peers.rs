//! Layers from other machines that have them, and from some that say so.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::support::*;
use longshore_images::{Image, ImageStore, Peer};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

const PASS: &str = "the-pass";

/// One that has what it is given, and how it is asked.
async fn peer() -> (Registry, Peer) {
    let (registry, pem) = Registry::start_with_tls().await;
    let certificate = CertificateDer::from_pem_slice(pem.as_bytes()).unwrap();
    registry.want_bearer(PASS);
    let certificate = digest(&certificate).parse().unwrap();
    let named = Peer { address: registry.address.to_string(), certificate, pass: PASS.to_owned() };
    (registry, named)
}

fn made() -> Made {
    image(&[layer(&[("a", &noise(1, 600_000))])], Compression::Gzip)
}

async fn pull(store: &ImageStore, registry: &Registry, peers: &[Peer]) -> Image {
    let received = AtomicU64::new(0);
    let progress = |count, _| received.store(count, Ordering::Relaxed);
    let pulled = store.pull_with_peers(&registry.name("app:1"), None, None, peers, &progress).await.unwrap();
    let made = made();
    assert_eq!(
        received.into_inner(),
        made.blobs[&made.layers[0]].len() as u64,
        "what was in vain does not count"
    );
    pulled
}

/// How often a layer was asked for.
fn asked(registry: &Registry) -> usize {
    registry.requests(&made().layers[0]).len()
}

#[tokio::test]
async fn a_layer_comes_from_a_peer_and_the_rest_from_the_registry() {
    let (scratch, registry, (other, named)) = (Scratch::new("peer"), Registry::start().await, peer().await);
    let made = made();
    registry.add("1", &made);
    other.add("1", &made);
    // It breaks off, and is gone on with.
    other.fault(&made.layers[0], Fault::Break(200_000, 2));
    let store = store(&scratch);
    let image = pull(&store, &registry, &[named]).await;
    assert_eq!((image.id, asked(&registry)), (digest(&made.config), 0));
    assert_eq!(registry.sent(), made.config.len() as u64);
    let path = format!("/v2/images/{}/blobs/{}", hex(&digest(&made.manifest)), made.layers[0]);
    let seen = other.requests("");
    assert_eq!(seen.len(), 3);
    assert!(seen.iter().all(|(method, at, shown)| {
        (method.as_str(), at) == ("GET", &path) && shown.as_deref() == Some("Bearer the-pass")
    }));
    at_rest(&scratch).await;
}

#[tokio::test]
async fn a_peer_that_is_of_no_use_costs_little() {
    let made = made();
    let whole = &made.blobs[&made.layers[0]];
    let (mut damaged, mut longer) = (whole.clone(), whole.clone());
    damaged[300_000] ^= 1;
    longer.extend([0; 1000]);
    let bomb = compress(&layer(&[("zeros", &vec![0; 8 << 20])]), Compression::Gzip);
    let nowhere = "http://127.0.0.1:1".to_owned();
    let table = [
        (Fault::Status(404, 9), true),
        (Fault::Status(500, 9), false),
        (Fault::Status(401, 9), false),
        (Fault::Hang, false),
        (Fault::Stall(0), false),
        (Fault::Stall(100_000), false),
        (Fault::Break(0, 99), false),
        (Fault::Redirect(nowhere), false),
        (Fault::Body(damaged), false),
        (Fault::Body(longer), false),
        (Fault::Body(bomb), false),
        (Fault::Body(b"x".to_vec()), false),
    ];
    for (fault, is_asked_again) in table {
        let what = format!("{fault:?}").chars().take(30).collect::<String>();
        let (scratch, registry, (bad, named)) = (Scratch::new("bad"), Registry::start().await, peer().await);
        registry.add("1", &made);
        bad.add("1", &made);
        let silent = matches!(fault, Fault::Hang | Fault::Stall(_));
        bad.fault("/v2/", fault);
        let options = if silent { waiting(Duration::from_millis(600)) } else { options() };
        let store = ImageStore::open(&scratch.path().join("store"), options).unwrap();
        let image = pull(&store, &registry, std::slice::from_ref(&named)).await;
        assert_eq!(asked(&registry), 1, "{what}");
        at_rest(&scratch).await;
        let before = bad.requests("").len();
        assert!(before > 0, "{what}");
        store.remove(&image.id).unwrap();
        pull(&store, &registry, &[named]).await;
        assert_eq!(bad.requests("").len() > before, is_asked_again, "{what}");
    }
}

#[tokio::test]
async fn who_is_not_the_one_that_was_named_is_told_nothing() {
    let (scratch, registry) = (Scratch::new("strange"), Registry::start().await);
    let ((stranger, mut named), (_, other)) = (peer().await, peer().await);
    registry.add("1", &made());
    stranger.add("1", &made());
    named.certificate = other.certificate;
    // Nobody listens on port 1.
    let dead = Peer { address: "127.0.0.1:1".to_owned(), ..named.clone() };
    let nonsense = Peer { address: "not an address".to_owned(), pass: "\n".to_owned(), ..named.clone() };
    pull(&store(&scratch), &registry, &[named, dead, nonsense]).await;
    assert_eq!((stranger.requests("").len(), asked(&registry)), (0, 1));
}

#[tokio::test]
async fn the_next_peer_is_asked_before_the_registry() {
    let (scratch, registry) = (Scratch::new("next"), Registry::start().await);
    let ((first, one), (second, two)) = (peer().await, peer().await);
    registry.add("1", &made());
    for (peer, lie) in [(&first, b"a lie"), (&second, b"a lie")] {
        peer.add("1", &made());
        peer.fault("/v2/", Fault::Body(lie.to_vec()));
    }
    second.heal();
    let store = store(&scratch);
    let image = pull(&store, &registry, &[one.clone(), two.clone()]).await;
    store.remove(&image.id).unwrap();
    // Whichever is first.
    pull(&store, &registry, &[two, one]).await;
    assert_eq!((asked(&registry), second.requests("").len()), (0, 2));
}

#[tokio::test]
async fn what_is_given_to_peers_is_what_was_kept_of_an_image() {
    let (scratch, registry) = (Scratch::new("kept"), Registry::start().await);
    let made = made();
    registry.add("1", &made);
    let options = longshore_images::Options { keep_blobs: true, ..options() };
    let store = ImageStore::open(&scratch.path().join("store"), options).unwrap();
    let pulled = pull(&store, &registry, &[]).await;
    let parsed = |digest: &str| digest.parse().unwrap();
    let (image, of_layer) = (parsed(&digest(&made.manifest)), parsed(&made.layers[0]));
    let (mut file, size) = store.kept_layer(&image, &of_layer).unwrap();
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
    assert_eq!((size, &bytes), (bytes.len() as u64, &made.blobs[&made.layers[0]]));
    let config = parsed(&digest(&made.config));
    assert!(store.kept_layer(&image, &config).is_none(), "no layer of it");
    assert!(store.kept_layer(&of_layer, &of_layer).is_none(), "no image");
    store.remove(&pulled.id).unwrap();
    assert!(store.kept_layer(&image, &of_layer).is_none());
}
