//! Files: volumes, binds, devices, the root.

use std::sync::Arc;

use longshore_runtime::{ContainerSpec, DeviceSpec, DriverError, MountSource, MountSpec, VolumeSpec};

use super::World;

pub(crate) fn mount(source: MountSource, target: &str, read_only: bool) -> MountSpec {
    MountSpec { source, target: target.to_owned(), read_only }
}

fn volume(name: &str, target: &str) -> MountSpec {
    mount(MountSource::Volume(name.to_owned()), target, false)
}

fn host(path: String, target: &str, read_only: bool) -> MountSpec {
    mount(MountSource::Host(path), target, read_only)
}

pub(crate) async fn a_volume_is_shared(w: Arc<World>) {
    let name = w.volume().await.name;
    let sandbox = w.none().await;
    let mut reader = w.script(&sandbox, "while ! test -e /in/word; do sleep 0.05; done; cat /in/word");
    reader.mounts = vec![volume(&name, "/in")];
    w.start(&reader).await;
    w.sh("echo word > /out/new; mv /out/new /out/word", |spec| spec.mounts = vec![volume(&name, "/out")])
        .await
        .good();
    assert_eq!(w.end(&reader.id).await.exit_code, Some(0));
    assert_eq!(w.printed(&reader.id).await.0, b"word\n");
}

pub(crate) async fn a_new_volume_gets_the_images_files(w: Arc<World>) {
    let name = w.volume().await.name;
    let script = "cat /data/seed; readlink /data/link; stat -c '%a %u %g' /data /data/seed";
    let ran = w.sh(script, |spec| spec.mounts = vec![volume(&name, "/data")]).await;
    assert_eq!(ran.good(), "seed\nseed\n750 1000 1000\n640 1000 1000");
    // What is in it already is not covered again.
    w.sh("rm /data/seed; echo new > /data/own", |spec| spec.mounts = vec![volume(&name, "/data")])
        .await
        .good();
    let ran = w.sh("ls /data", |spec| spec.mounts = vec![volume(&name, "/data")]).await;
    assert_eq!(ran.good(), "link\nown");
    let elsewhere = w.volume().await.name;
    let ran =
        w.sh("ls -A /not-in-image", |spec| spec.mounts = vec![volume(&elsewhere, "/not-in-image")]).await;
    assert_eq!(ran.good(), "");
}

pub(crate) async fn a_volume_read_only(w: Arc<World>) {
    let name = w.volume().await.name;
    w.sh("echo kept > /v/a", |spec| spec.mounts = vec![volume(&name, "/v")]).await.good();
    let read_only = mount(MountSource::Volume(name), "/v", true);
    let ran = w.sh("cat /v/a; echo more > /v/a", |spec| spec.mounts = vec![read_only]).await;
    assert_eq!((ran.code(), ran.stdout.as_str()), (Some(1), "kept\n"));
    assert!(ran.stderr.contains("Read-only file system"), "{ran:?}");
}

pub(crate) async fn host_binds(w: Arc<World>) {
    let directory = w.directory();
    std::fs::write(directory.path().join("from-host"), "from host").unwrap();
    let both = vec![host(directory.text(), "/rw", false), host(directory.text(), "/ro", true)];
    let script = "cat /ro/from-host; echo inside > /rw/from-inside; cat /ro/from-inside; echo no > /ro/no";
    let ran = w.sh(script, |spec| spec.mounts = both).await;
    assert_eq!(ran.stdout, "from hostinside\n");
    assert!(ran.stderr.contains("Read-only file system"), "{ran:?}");
    assert_eq!(std::fs::read_to_string(directory.path().join("from-inside")).unwrap(), "inside\n");
}

pub(crate) async fn a_missing_host_directory_is_made(w: Arc<World>) {
    let directory = w.directory();
    let missing = format!("{}/a/b", directory.text());
    let ran = w
        .sh("echo x > /m/x; stat -c %F /m", |spec| spec.mounts = vec![host(missing.clone(), "/m", false)])
        .await;
    assert_eq!(ran.good(), "directory");
    assert!(std::path::Path::new(&missing).join("x").exists());
}

pub(crate) async fn a_file_is_bound(w: Arc<World>) {
    let directory = w.directory();
    let file = directory.path().join("f");
    std::fs::write(&file, "bound").unwrap();
    let mounts = vec![
        host(file.to_str().unwrap().to_owned(), "/etc/new/f", true),
        host(file.to_str().unwrap().to_owned(), "/etc/passwd", true),
    ];
    let ran = w.sh("cat /etc/new/f /etc/passwd", |spec| spec.mounts = mounts).await;
    assert_eq!(ran.good(), "boundbound");
}

pub(crate) async fn mounts_nest(w: Arc<World>) {
    let (outer, inner) = (w.directory(), w.directory());
    std::fs::write(outer.path().join("o"), "outer\n").unwrap();
    std::fs::write(inner.path().join("i"), "inner\n").unwrap();
    let name = w.volume().await.name;
    // In an order that mounts the inner first if it is followed.
    let mounts =
        vec![volume(&name, "/a/b/c"), host(inner.text(), "/a/b", false), host(outer.text(), "/a", false)];
    let script = "cat /a/o /a/b/i; echo deep > /a/b/c/d; cat /a/b/c/d; grep -c ' /a' /proc/mounts";
    let ran = w.sh(script, |spec| spec.mounts = mounts).await;
    assert_eq!(ran.good(), "outer\ninner\ndeep\n3");
    assert!(!inner.path().join("c/d").exists(), "it is in the volume");
}

pub(crate) async fn devices_are_given(w: Arc<World>) {
    if !w.can(|can| can.devices) {
        return;
    }
    let device = |access: &str| DeviceSpec {
        host_path: "/dev/zero".to_owned(),
        container_path: "/dev/mine".to_owned(),
        access: access.to_owned(),
    };
    let ran = w.sh("head -c 3 /dev/mine | wc -c; stat -c '%F %t:%T' /dev/mine", |spec| {
        spec.devices = vec![device("rwm")];
    });
    assert_eq!(ran.await.good(), "3\ncharacter special file 1:5");
    let sandbox = w.none().await;
    let mut missing = w.script(&sandbox, "true");
    missing.devices = vec![DeviceSpec { host_path: "/dev/not-there".to_owned(), ..device("rwm") }];
    w.refused(&missing).await;
}

pub(crate) async fn read_only_root(w: Arc<World>) {
    let name = w.volume().await.name;
    let script = "echo x > /new; echo x > /etc/passwd; echo x > /v/x && echo volume; echo x > /dev/shm/x && echo shm; \
                  echo x > /dev/null && echo null";
    let change = |spec: &mut ContainerSpec| {
        spec.read_only_root = true;
        spec.mounts = vec![volume(&name, "/v")];
    };
    let ran = w.sh(script, change).await;
    assert_eq!(ran.good(), "volume\nshm\nnull");
    assert_eq!(ran.stderr.matches("Read-only file system").count(), 2, "{ran:?}");
}

pub(crate) async fn a_volume_outlives_its_container(w: Arc<World>) {
    let name = w.volume().await.name;
    w.sh("echo kept > /v/a", |spec| spec.mounts = vec![volume(&name, "/v")]).await.good();
    let again = VolumeSpec { name: name.clone(), ..VolumeSpec::default() };
    assert_eq!(
        w.driver.create_volume(&again).await.unwrap().name,
        name,
        "it is there: no error, nothing new"
    );
    let ran = w.sh("cat /v/a", |spec| spec.mounts = vec![volume(&name, "/v")]).await;
    assert_eq!(ran.good(), "kept");
}

pub(crate) async fn a_volume_that_is_not_there(w: Arc<World>) {
    let sandbox = w.none().await;
    let mut spec = w.script(&sandbox, "true");
    spec.mounts = vec![volume("lst-never-made", "/v")];
    let error = w.refused(&spec).await;
    assert!(matches!(error, DriverError::Volume(_)), "{error:?}");
    let bad = VolumeSpec { name: "../escape".to_owned(), ..VolumeSpec::default() };
    w.driver.create_volume(&bad).await.expect_err("that is no name");
    w.driver.remove_volume("lst-never-made").await.unwrap();
}

pub(crate) async fn volumes_are_listed_and_removed(w: Arc<World>) {
    let spec = VolumeSpec {
        name: w.name("v"),
        labels: [("team".to_owned(), "blue".to_owned())].into(),
        ..VolumeSpec::default()
    };
    let made = w.driver.create_volume(&spec).await.unwrap();
    let listed = w.driver.volumes().await.unwrap();
    assert_eq!(listed, std::slice::from_ref(&made));
    assert_eq!(made.labels, spec.labels);
    let sandbox = w.none().await;
    let mut user = w.script(&sandbox, "sleep 100");
    user.mounts = vec![volume(&spec.name, "/v")];
    w.start(&user).await;
    let error = w.driver.remove_volume(&spec.name).await.expect_err("it is in use");
    assert!(matches!(error, DriverError::Volume(_)), "{error:?}");
    w.driver.remove(&user.id).await.unwrap();
    w.driver.remove_volume(&spec.name).await.unwrap();
    w.driver.remove_volume(&spec.name).await.unwrap();
    assert_eq!(w.driver.volumes().await.unwrap(), []);
}
