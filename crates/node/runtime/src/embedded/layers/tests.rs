//! Looking through layers: what is on top, what is hidden, what leads out.
//!
//! Must not know: more than the module it tests.

use std::fs;
use std::os::unix::fs::symlink;

use super::*;

struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("longshore-layers-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// A layer with files by their paths; a path that ends with `/` is a directory.
    fn layer(&self, name: &str, files: &[(&str, &str)]) -> PathBuf {
        let root = self.0.join(name);
        fs::create_dir_all(&root).unwrap();
        for (path, content) in files {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        root
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn text(layers: &[PathBuf], path: &str) -> String {
    String::from_utf8(read(layers, path, 1024).unwrap()).unwrap()
}

fn names(layers: &[PathBuf], path: &str) -> Vec<String> {
    let Some(Node::Directory(directory)) = resolve(open(layers).unwrap(), Path::new(path)).unwrap() else {
        panic!("{path} is no directory")
    };
    directory.names().unwrap().into_iter().map(|name| name.into_string().unwrap()).collect()
}

fn whiteout(path: &Path) -> bool {
    rustix::fs::mknodat(rustix::fs::CWD, path, FileType::CharacterDevice, Mode::empty(), 0).is_ok()
}

#[test]
fn the_uppermost_layer_wins_and_directories_are_one() {
    let scratch = Scratch::new("merge");
    let lower = scratch.layer("lower", &[("etc/passwd", "lower"), ("etc/group", "group"), ("etc/a/x", "x")]);
    let upper = scratch.layer("upper", &[("etc/passwd", "upper"), ("etc/a/y", "y")]);
    let layers = [upper, scratch.0.join("not-there"), lower];
    assert_eq!(text(&layers, "/etc/passwd"), "upper");
    assert_eq!(text(&layers, "etc//./group"), "group");
    assert_eq!(text(&layers, "/etc/nothing"), "");
    assert_eq!(text(&layers, "/etc/passwd/x"), "");
    assert_eq!(names(&layers, "/etc/a"), ["x", "y"]);
    assert_eq!(names(&layers, "/etc"), ["a", "group", "passwd"]);
}

#[test]
fn whiteouts_hide_what_is_below_them_and_nothing_else() {
    let scratch = Scratch::new("whiteout");
    let lower = scratch.layer("lower", &[("etc/passwd", "lower"), ("etc/group", "group"), ("opt/x", "x")]);
    let middle = scratch.layer("middle", &[("etc/hosts", "hosts")]);
    let upper = scratch.layer("upper", &[("opt/y", "y")]);
    if !whiteout(&middle.join("etc/passwd")) || !whiteout(&upper.join("etc")) {
        println!("skipped: this user cannot make device nodes");
        return;
    }
    let layers = [middle.clone(), lower.clone()];
    assert_eq!(text(&layers, "/etc/passwd"), "");
    assert_eq!(names(&layers, "/etc"), ["group", "hosts"]);
    let layers = [upper.clone(), middle, lower.clone()];
    assert!(resolve(open(&layers).unwrap(), Path::new("/etc")).unwrap().is_none());
    assert_eq!(names(&layers, "/opt"), ["x", "y"]);
    let opaque = rustix::fs::XattrFlags::empty();
    if rustix::fs::setxattr(upper.join("opt"), "trusted.overlay.opaque", b"y", opaque).is_ok() {
        assert_eq!(names(&layers, "/opt"), ["y"]);
    }
}

#[test]
fn links_stay_inside_and_end() {
    let scratch = Scratch::new("links");
    let layer = scratch.layer("layer", &[("real/passwd", "inside"), ("file", "f")]);
    fs::write(scratch.0.join("secret"), "outside").unwrap();
    symlink("/real", layer.join("absolute")).unwrap();
    symlink("../../../../real", layer.join("climbing")).unwrap();
    symlink("../secret", layer.join("escape")).unwrap();
    symlink("loop", layer.join("loop")).unwrap();
    symlink("file", layer.join("to-file")).unwrap();
    let layers = [layer];
    assert_eq!(text(&layers, "/absolute/passwd"), "inside");
    assert_eq!(text(&layers, "/climbing/passwd"), "inside");
    assert_eq!(text(&layers, "/to-file"), "f");
    assert_eq!(text(&layers, "/escape"), "");
    assert_eq!(text(&layers, "/../secret"), "");
    assert!(read(&layers, "/loop", 10).is_err());
    assert_eq!(read(&layers, "/real/passwd", 3).unwrap(), b"ins");
}
