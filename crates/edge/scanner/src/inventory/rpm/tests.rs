//! A database that SQLite wrote, whole and damaged; `tests/data/make_rpmdb.py` makes it.

use super::*;

const DATABASE: &[u8] = include_bytes!("../../../tests/data/rpmdb.sqlite");

#[test]
fn packages_are_read_with_what_they_were_built_from() {
    let found = packages(DATABASE).unwrap();
    assert_eq!(found.len(), 62);
    // Its header goes on over several pages.
    let openssl =
        (Named::new("openssl-libs", "1:3.0.7-24.el9"), Some(Named::new("openssl", "1:3.0.7-24.el9")));
    assert_eq!(found[0], openssl);
    assert_eq!(found[1].0, Named::new("bash", "5.1.8-6.el9_1"));
    assert_eq!(found[61].0, Named::new("filler59", "1.0-1.el9"));
}

#[test]
fn a_damaged_database_is_refused_and_never_believed_for_long() {
    assert!(packages(b"").is_err());
    assert!(packages(&[0; 4096]).is_err());
    for length in (0..DATABASE.len()).step_by(97) {
        let _ = packages(&DATABASE[..length]);
    }
    // The file's head, every page's head, and a sample of the rest.
    for at in (0..110)
        .chain((0..DATABASE.len()).step_by(101))
        .chain((0..DATABASE.len()).step_by(1024).flat_map(|page| page..page + 16))
    {
        for byte in [0, 0x05, 0x0d, 0xff] {
            let mut damaged = DATABASE.to_vec();
            damaged[at] = byte;
            let _ = packages(&damaged);
        }
    }
    assert!(packages(&DATABASE[..2048]).is_err());
}
