//! Unpacking: trees come out as they went in, and nothing gets out of its own.
//!
//! Must not know: more than the module it tests.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::PathBuf;

use tar::{Builder, EntryType, Header};

use super::*;
use crate::scratch::Scratch;

/// One entry, with any path at all.
struct Item<'a>(&'a str, EntryType, &'a str);

const FILE: EntryType = EntryType::Regular;
const DIRECTORY: EntryType = EntryType::Directory;
const LINK: EntryType = EntryType::Symlink;
const HARD: EntryType = EntryType::Link;

fn archive(items: &[Item<'_>]) -> Vec<u8> {
    let mut builder = Builder::new(Vec::new());
    for Item(path, kind, content) in items {
        let mut header = Header::new_ustar();
        header.as_old_mut().name[..path.len()].copy_from_slice(path.as_bytes());
        header.set_entry_type(*kind);
        header.set_mode(if *kind == DIRECTORY { 0o755 } else { 0o644 });
        header.set_uid(0);
        header.set_gid(0);
        header.set_mtime(1_000_000);
        let is_link = matches!(*kind, LINK | HARD);
        header.set_size(if is_link { 0 } else { content.len() as u64 });
        if is_link {
            header.as_old_mut().linkname[..content.len()].copy_from_slice(content.as_bytes());
        }
        header.set_device_major(1).unwrap();
        header.set_device_minor(3).unwrap();
        header.set_cksum();
        builder.append(&header, if is_link { &[] } else { content.as_bytes() }).unwrap();
    }
    builder.into_inner().unwrap()
}

fn unpack_with(bytes: &[u8], limits: &Limits, rootless: bool) -> (Scratch, io::Result<u64>) {
    let scratch = Scratch::new("unpack");
    let root = scratch.path().join("outer/layer");
    fs::create_dir_all(&root).unwrap();
    let unpacked = Unpacker::new(&root, limits, rootless).and_then(|unpacker| unpacker.unpack(bytes));
    (scratch, unpacked.map(|(_, written)| written))
}

fn unpack(items: &[Item<'_>]) -> (Scratch, io::Result<u64>) {
    unpack_with(&archive(items), &Limits::default(), !is_root())
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

fn layer(scratch: &Scratch) -> PathBuf {
    scratch.path().join("outer/layer")
}

/// What is below a directory: kind, mode, content or target.
fn tree(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut directories = vec![root.to_owned()];
    while let Some(directory) = directories.pop() {
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            let metadata = fs::symlink_metadata(&path).unwrap();
            let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            let what = match metadata.file_type() {
                kind if kind.is_dir() => {
                    directories.push(path.clone());
                    format!("directory {:o}", metadata.mode() & 0o7777)
                }
                kind if kind.is_symlink() => format!("link {}", fs::read_link(&path).unwrap().display()),
                kind if kind.is_file() => format!(
                    "file {:o} {}",
                    metadata.mode() & 0o7777,
                    String::from_utf8_lossy(&fs::read(&path).unwrap())
                ),
                _ => format!("special {:o} {}", metadata.mode() & 0o170_000, metadata.rdev()),
            };
            found.insert(name, what);
        }
    }
    found
}

fn names(scratch: &Scratch) -> Vec<String> {
    tree(&layer(scratch)).into_keys().collect()
}

const WHITED_OUT: &str = "special 20000 0";

#[test]
fn layers_that_lead_out_are_refused_and_write_nothing_there() {
    let table: [(&str, Vec<Item<'_>>); 12] = [
        ("up", vec![Item("../escape", FILE, "x")]),
        ("up within", vec![Item("a/../../escape", FILE, "x")]),
        ("up at the end", vec![Item("a/..", DIRECTORY, "")]),
        ("a link up as a parent", vec![Item("l", LINK, "../.."), Item("l/escape", FILE, "x")]),
        (
            "a link of links up",
            vec![Item("d/l", LINK, "../../.."), Item("m", LINK, "d/l"), Item("m/escape", FILE, "x")],
        ),
        ("a loop of links", vec![Item("a", LINK, "b"), Item("b", LINK, "a"), Item("a/x", FILE, "x")]),
        ("a hard link up", vec![Item("h", HARD, "../secret")]),
        ("a hard link through a link up", vec![Item("l", LINK, "../.."), Item("h", HARD, "l/secret")]),
        ("a hard link to nothing", vec![Item("h", HARD, "nothing")]),
        ("a hard link to a directory", vec![Item("d", DIRECTORY, ""), Item("h", HARD, "d")]),
        ("a whiteout of the parent", vec![Item("d/.wh...", FILE, "")]),
        ("a root that is no directory", vec![Item("./", LINK, "/etc")]),
    ];
    for (what, items) in table {
        let (scratch, result) = unpack(&items);
        let error = result.expect_err(what);
        let ours = error.get_ref().and_then(|inner| inner.downcast_ref::<ImageError>());
        assert!(matches!(ours, Some(ImageError::UnsafeLayer { .. })), "{what}: {error}");
        let outside: Vec<_> =
            tree(scratch.path()).into_keys().filter(|name| !name.starts_with("outer/layer")).collect();
        assert_eq!(outside, ["outer"], "{what}");
    }
}

#[test]
fn absolute_paths_and_links_mean_the_layers_own_root() {
    let (scratch, result) = unpack(&[
        Item("/etc/passwd", FILE, "root"),
        Item("abs", LINK, "/etc"),
        Item("abs/shadow", FILE, "none"),
        Item("lib", LINK, "usr/lib"),
        Item("lib/libc", FILE, "code"),
        Item("hard", HARD, "/abs/passwd"),
    ]);
    result.unwrap();
    let root = layer(&scratch);
    assert_eq!(fs::read_to_string(root.join("etc/shadow")).unwrap(), "none");
    assert_eq!(fs::read_to_string(root.join("usr/lib/libc")).unwrap(), "code");
    assert_eq!(fs::read_link(root.join("abs")).unwrap(), Path::new("/etc"));
    assert_eq!(
        fs::metadata(root.join("hard")).unwrap().ino(),
        fs::metadata(root.join("etc/passwd")).unwrap().ino()
    );
}

#[test]
fn a_link_is_replaced_and_never_written_through() {
    let scratch = Scratch::new("victim");
    let victim = scratch.path().join("victim");
    fs::write(&victim, "untouched").unwrap();
    let target = victim.display().to_string();
    let (unpacked, result) = unpack(&[
        Item("f", LINK, &target),
        Item("f", FILE, "new"),
        Item("g", LINK, &target),
        Item("g", DIRECTORY, ""),
    ]);
    result.unwrap();
    assert_eq!(fs::read_to_string(&victim).unwrap(), "untouched");
    assert_eq!(fs::read_to_string(layer(&unpacked).join("f")).unwrap(), "new");
    assert!(fs::symlink_metadata(layer(&unpacked).join("g")).unwrap().is_dir());
}

#[test]
fn the_last_of_several_entries_of_one_name_stays() {
    let (scratch, result) = unpack(&[
        Item("a", FILE, "1"),
        Item("a", FILE, "2"),
        Item("d/x/y", FILE, "deep"),
        Item("d", FILE, "flat"),
        Item("e", FILE, "flat"),
        Item("e/", DIRECTORY, ""),
        Item("e/in", FILE, "in"),
        Item("e", DIRECTORY, ""),
        Item("h", HARD, "a"),
        Item("h", HARD, "a"),
    ]);
    result.unwrap();
    let found = tree(&layer(&scratch));
    assert_eq!(found["a"], "file 644 2");
    assert_eq!(found["d"], "file 644 flat");
    assert_eq!(found["e/in"], "file 644 in");
    assert_eq!(names(&scratch), ["a", "d", "e", "e/in", "h"]);
}

#[test]
fn whiteouts_take_the_form_of_overlayfs() {
    if !is_root() {
        return eprintln!("not root: whiteouts are not looked at");
    }
    let (scratch, result) = unpack(&[
        Item("gone/.wh.file", FILE, ""),
        Item(".wh.missing", FILE, ""),
        Item("opaque/.wh..wh..opq", FILE, ""),
        Item("opaque/own", FILE, "own"),
        Item("kept", FILE, "of this layer"),
        Item(".wh.kept", FILE, ""),
        Item("again/in", FILE, "new"),
        Item(".wh.again", FILE, ""),
        Item(".wh.later", FILE, ""),
        Item("later/in", FILE, "new"),
        Item(".wh.twice", FILE, ""),
        Item(".wh.twice", FILE, ""),
        Item(".wh..wh.plnk/1.2", FILE, "old"),
        Item(".wh..wh.aufs", FILE, "old"),
    ]);
    result.unwrap();
    let found = tree(&layer(&scratch));
    for name in ["gone/file", "missing", "twice"] {
        assert_eq!(found[name], WHITED_OUT, "{name}");
    }
    assert_eq!(found["kept"], "file 644 of this layer");
    assert!(found.contains_key("again/in") && found.contains_key("later/in"));
    for name in ["opaque", "again", "later"] {
        let mut value = [0; 1];
        let directory = layer(&scratch).join(name);
        assert_eq!(rustix::fs::getxattr(&directory, "trusted.overlay.opaque", &mut value), Ok(1), "{name}");
    }
    assert!(!names(&scratch).iter().any(|name| name.contains(".aufs")));
}

#[test]
fn without_root_there_are_no_owners_and_no_devices() {
    let bytes = archive(&[
        Item("null", EntryType::Char, ""),
        Item("pipe", EntryType::Fifo, ""),
        Item("d/.wh..wh..opq", FILE, ""),
        Item("f", FILE, "x"),
    ]);
    let (scratch, result) = unpack_with(&bytes, &Limits::default(), true);
    result.unwrap();
    assert_eq!(names(&scratch), ["d", "f", "pipe"]);
    let mut value = [0; 1];
    assert_eq!(rustix::fs::getxattr(layer(&scratch).join("d"), "user.overlay.opaque", &mut value), Ok(1));
}

#[test]
fn owners_modes_times_and_devices_are_kept() {
    if !is_root() {
        return eprintln!("not root: owners are not looked at");
    }
    let mut builder = Builder::new(Vec::new());
    let mut entry = |path: &str, kind, mode, content: &[u8]| {
        let mut header = Header::new_gnu();
        header.set_entry_type(kind);
        header.set_mode(mode);
        header.set_uid(1234);
        header.set_gid(2345);
        header.set_mtime(1_234_567);
        header.set_device_major(1).unwrap();
        header.set_device_minor(3).unwrap();
        header.set_size(content.len() as u64);
        builder.append_data(&mut header, path, content).unwrap();
    };
    entry("dir", DIRECTORY, 0o1777, b"");
    entry("dir/setuid", FILE, 0o4755, b"x");
    entry("dir/null", EntryType::Char, 0o666, b"");
    entry("locked", DIRECTORY, 0o000, b"");
    entry("locked/in", FILE, 0o000, b"x");
    let (scratch, result) = unpack_with(&builder.into_inner().unwrap(), &Limits::default(), false);
    result.unwrap();
    for (path, mode) in
        [("dir", 0o1777), ("dir/setuid", 0o4755), ("dir/null", 0o666), ("locked", 0), ("locked/in", 0)]
    {
        let metadata = fs::metadata(layer(&scratch).join(path)).unwrap();
        assert_eq!((metadata.mode() & 0o7777, metadata.uid(), metadata.gid()), (mode, 1234, 2345), "{path}");
        assert_eq!(metadata.mtime(), 1_234_567, "{path}");
    }
    assert_eq!(tree(&layer(&scratch))["dir/null"], format!("special 20000 {}", rustix::fs::makedev(1, 3)));
}

#[test]
fn limits_hold() {
    let limits = Limits { entries: 3, unpacked_bytes: 100, ..Limits::default() };
    let (large, part) = ("x".repeat(101), "x".repeat(60));
    let table: [(&str, Vec<Item<'_>>); 4] = [
        (
            "whiteouts",
            vec![
                Item(".wh.a", FILE, ""),
                Item(".wh.b", FILE, ""),
                Item(".wh.c", FILE, ""),
                Item(".wh.d", FILE, ""),
            ],
        ),
        ("implied parents", vec![Item("a/b/c/d/e/f", FILE, "")]),
        ("one large file", vec![Item("a", FILE, &large)]),
        ("several", vec![Item("a", FILE, &part), Item("b", FILE, &part)]),
    ];
    for (what, items) in table {
        let (_scratch, result) = unpack_with(&archive(&items), &limits, !is_root());
        let error = result.expect_err(what);
        let ours = error.get_ref().and_then(|inner| inner.downcast_ref::<ImageError>());
        assert!(matches!(ours, Some(ImageError::TooLarge { .. })), "{what}: {error}");
    }
}

#[test]
fn a_disk_is_not_filled_to_the_brim() {
    let limits = Limits { reserve_bytes: u64::MAX, ..Limits::default() };
    let mut builder = Builder::new(Vec::new());
    let mut header = Header::new_gnu();
    header.set_size(LOOK_EVERY);
    header.set_mode(0o644);
    builder.append_data(&mut header, "large", io::repeat(0).take(LOOK_EVERY)).unwrap();
    let (_scratch, result) = unpack_with(&builder.into_inner().unwrap(), &limits, true);
    let error = ImageError::of_layer(result.unwrap_err(), Path::new("/layers"));
    assert!(matches!(error, ImageError::NoSpace { .. }), "{error}");
}

mod property {
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, Clone)]
    enum Node {
        File(Vec<u8>, u32),
        Link(String),
        Directory(BTreeMap<String, Node>, u32),
    }

    fn node() -> impl Strategy<Value = Node> {
        let leaf = prop_oneof![
            (proptest::collection::vec(any::<u8>(), 0..2000), 0..0o1000_u32)
                .prop_map(|(bytes, mode)| Node::File(bytes, mode)),
            "[a-z./]{1,120}".prop_map(Node::Link),
        ];
        leaf.prop_recursive(4, 24, 6, |inner| {
            let children = proptest::collection::btree_map("[a-zA-Z0-9 \u{e9}_.-]{1,60}x", inner, 0..6);
            (children, 0..0o1000_u32).prop_map(|(children, mode)| Node::Directory(children, mode))
        })
    }

    fn write(path: &Path, node: &Node) {
        match node {
            Node::File(bytes, mode) => {
                fs::write(path, bytes).unwrap();
                fs::set_permissions(path, fs::Permissions::from_mode(*mode | 0o400)).unwrap();
            }
            Node::Link(target) => std::os::unix::fs::symlink(target, path).unwrap(),
            Node::Directory(children, mode) => {
                fs::create_dir(path).unwrap();
                for (name, child) in children {
                    write(&path.join(name), child);
                }
                fs::set_permissions(path, fs::Permissions::from_mode(*mode | 0o700)).unwrap();
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn a_tree_that_is_packed_and_unpacked_is_the_same(children in proptest::collection::btree_map("[a-z]{1,80}", node(), 0..6)) {
            let scratch = Scratch::new("tree");
            let (from, to) = (scratch.path().join("from"), scratch.path().join("to"));
            write(&from, &Node::Directory(children, 0o755));
            fs::create_dir(&to).unwrap();
            crate::pack::stream(&from, |source| {
                Unpacker::new(&to, &Limits::default(), !is_root()).unwrap().unpack(source).unwrap();
                Ok(())
            }).unwrap();
            prop_assert_eq!(tree(&from), tree(&to));
        }
    }
}
