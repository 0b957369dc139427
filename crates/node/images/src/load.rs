//! Images from files: docker-archive and OCI layouts, each as a directory, a tar or a compressed tar.
//!
//! Invariants: names inside an archive are looked up in it, never on the machine; blobs are checked as if they came
//! from a registry.
//! Must not know: registries.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Seek};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use crate::digest::Digest;
use crate::error::{ImageError, Result};
use crate::image::Image;
use crate::layer::Announced;
use crate::manifest::{self, ConfigFile, DOCUMENT_MAX, Descriptor, Document, Index};
use crate::reference::Reference;
use crate::store::{ImageStore, Inner, NewImage, Temp};
use crate::tar::{Archive, Kind};
use crate::unpack::Decoder;

const MEMBERS_MAX: usize = 100_000;
const IMAGES_MAX: usize = 1000;
const LINKS_MAX: usize = 8;
const NAME: &str = "io.containerd.image.name";
const SHORT_NAME: &str = "org.opencontainers.image.ref.name";

impl ImageStore {
    /// All images of a docker-archive or an OCI layout, each a directory, a tar or a compressed tar, with the names
    /// they have there.
    pub async fn load(&self, path: &Path) -> Result<Vec<Image>> {
        let (inner, path) = (Arc::clone(&self.inner), path.to_owned());
        let load = move || {
            let name = path.display().to_string();
            inner.load(&path).map_err(|error| error.about(&name))
        };
        tokio::task::spawn_blocking(load).await.map_err(ImageError::unavailable)?
    }
}

impl Inner {
    fn load(self: &Arc<Self>, path: &Path) -> Result<Vec<Image>> {
        let files = Files::open(self, path)?;
        if files.has("manifest.json") {
            return self.load_docker(&files);
        }
        if files.has("index.json") {
            return self.load_layout(&files);
        }
        Err(ImageError::invalid(
            "the archive",
            "it has neither a manifest.json nor an index.json; a root file system is imported instead",
        ))
    }

    fn load_docker(self: &Arc<Self>, files: &Files) -> Result<Vec<Image>> {
        #[derive(Deserialize)]
        #[serde(rename_all = "PascalCase")]
        struct One {
            config: String,
            #[serde(default)]
            repo_tags: Option<Vec<String>>,
            layers: Vec<String>,
        }
        let list: Vec<One> = serde_json::from_slice(&files.document("manifest.json")?)
            .map_err(|error| ImageError::invalid("its manifest.json", error))?;
        let mut images = Vec::new();
        for one in list.into_iter().take(IMAGES_MAX) {
            let config_bytes = files.document(&one.config)?;
            let names = one.repo_tags.unwrap_or_default();
            let names =
                names.iter().map(|name| Ok(Reference::parse(name)?.to_string())).collect::<Result<_>>()?;
            let layers = one.layers.into_iter().map(|layer| (layer, None)).collect();
            images.push(self.load_one(files, config_bytes, layers, Vec::new(), names)?);
        }
        Ok(images)
    }

    fn load_layout(self: &Arc<Self>, files: &Files) -> Result<Vec<Image>> {
        let index: Index = serde_json::from_slice(&files.document("index.json")?)
            .map_err(|error| ImageError::invalid("its index.json", error))?;
        let mut images = Vec::new();
        for entry in index.for_platform(&self.platform)?.into_iter().take(IMAGES_MAX) {
            let mut documents = vec![files.blob(&entry.digest)?];
            let mut document = manifest::parse(documents.last().map_or(&[], Vec::as_slice))?;
            if let Document::Index(index) = &document {
                documents.insert(0, files.blob(&index.choose(&self.platform)?.digest)?);
                document = manifest::parse(documents.first().map_or(&[], Vec::as_slice))?;
            }
            let Document::Manifest(manifest) = document else {
                return Err(ImageError::invalid("its index", "it leads to another index"));
            };
            let config_bytes = files.blob(&manifest.config.digest)?;
            let layers = manifest
                .layers
                .into_iter()
                .map(|layer| (blob_path(&layer.digest), Some(layer.digest)))
                .collect();
            images.push(self.load_one(files, config_bytes, layers, documents, name(entry))?);
        }
        Ok(images)
    }

    fn load_one(
        self: &Arc<Self>,
        files: &Files,
        config_bytes: Vec<u8>,
        layers: Vec<(String, Option<Digest>)>,
        manifests: Vec<Vec<u8>>,
        names: Vec<String>,
    ) -> Result<Image> {
        let config = ConfigFile::parse(&config_bytes)?;
        let diff_ids = &config.rootfs.diff_ids;
        if layers.len() != diff_ids.len() || layers.len() > self.options.limits.layers {
            return Err(ImageError::invalid(
                "its manifest",
                "it has too many layers, or other layers than its configuration",
            ));
        }
        let _pins = self.layers.pin(diff_ids);
        let mut kept = Vec::new();
        for ((path, digest), diff_id) in layers.into_iter().zip(diff_ids) {
            kept.extend(digest.clone().filter(|_| self.options.keep_blobs));
            if self.layers.contains(diff_id) {
                continue;
            }
            let announced = Announced { digest, diff_id: Some(diff_id.clone()) };
            self.commit(self.unpack(files.open_member(&path)?, &announced)?)?;
        }
        self.enter(NewImage { config_bytes, config, manifests, names, kept })
    }
}

/// A short name alone (`latest`) is a tag of nothing.
fn name(entry: &Descriptor) -> Vec<String> {
    let annotation = |key| entry.annotations.as_ref().and_then(|all| all.get(key));
    let long = annotation(NAME).or_else(|| annotation(SHORT_NAME).filter(|name| name.contains(['/', ':'])));
    long.and_then(|name| Reference::parse(name).ok()).map(|name| name.to_string()).into_iter().collect()
}

fn blob_path(digest: &Digest) -> String {
    format!("blobs/sha256/{}", digest.hex())
}

/// The files of an archive or a directory.
enum Files {
    Directory(PathBuf),
    Archive { file: Arc<File>, members: HashMap<String, Member>, _unpacked: Option<Temp> },
}

#[derive(Debug, Clone)]
enum Member {
    At {
        offset: u64,
        size: u64,
    },
    /// Older archives have one layer for several images so.
    Link(String),
}

impl Files {
    fn open(inner: &Inner, path: &Path) -> Result<Self> {
        let failed = |error: io::Error| ImageError::io("reading", path, &error);
        if path.is_dir() {
            return Ok(Self::Directory(path.to_owned()));
        }
        let mut file = File::open(path).map_err(failed)?;
        let mut head = [0; 2];
        let count = file.read(&mut head).map_err(failed)?;
        file.rewind().map_err(failed)?;
        let compressed =
            count == 2 && matches!(head, [0x1f, 0x8b] | [0x28, 0xb5] | [0xfd, b'7'] | [b'B', b'Z']);
        let (file, unpacked) = if compressed { decompress(inner, file)? } else { (file, None) };
        let members = members(&file).map_err(|error| ImageError::of_layer(error, path))?;
        Ok(Self::Archive { file: Arc::new(file), members, _unpacked: unpacked })
    }

    fn has(&self, name: &str) -> bool {
        match self {
            Self::Directory(path) => path.join(name).is_file(),
            Self::Archive { members, .. } => members.contains_key(name),
        }
    }

    fn open_member(&self, name: &str) -> Result<Box<dyn Read>> {
        let missing = || ImageError::invalid("the archive", format!("it lacks {name}"));
        match self {
            Self::Directory(path) => {
                let name = clean(name.as_bytes(), "").ok_or_else(missing)?;
                let path = path.join(name);
                if !path.is_file() {
                    return Err(missing());
                }
                Ok(Box::new(File::open(&path).map_err(|error| ImageError::io("reading", &path, &error))?))
            }
            Self::Archive { file, members, .. } => {
                let mut name = clean(name.as_bytes(), "").ok_or_else(missing)?;
                for _ in 0..LINKS_MAX {
                    match members.get(&name).ok_or_else(missing)? {
                        Member::At { offset, size } => {
                            let section = Section { file: Arc::clone(file), at: *offset, end: offset + size };
                            return Ok(Box::new(section));
                        }
                        Member::Link(next) => name.clone_from(next),
                    }
                }
                Err(missing())
            }
        }
    }

    fn document(&self, name: &str) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let failed = |error: io::Error| ImageError::io("reading", Path::new(name), &error);
        self.open_member(name)?.take(DOCUMENT_MAX + 1).read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() as u64 > DOCUMENT_MAX {
            return Err(ImageError::TooLarge {
                reference: String::new(),
                what: "a document of it",
                limit: DOCUMENT_MAX,
            });
        }
        Ok(bytes)
    }

    fn blob(&self, digest: &Digest) -> Result<Vec<u8>> {
        let bytes = self.document(&blob_path(digest))?;
        let actual = Digest::of(&bytes);
        if actual == *digest { Ok(bytes) } else { Err(crate::registry::mismatch(digest, &actual)) }
    }
}

/// Into a file, since members are read in another order than they come.
fn decompress(inner: &Inner, file: File) -> Result<(File, Option<Temp>)> {
    let temp = inner.disk.temp()?;
    let path = temp.path.join("archive");
    let write = || {
        let plain = File::options().create_new(true).read(true).write(true).open(&path)?;
        let source = crate::digest::Hashing::new(file);
        let counter = source.counter();
        let mut decoder = Decoder::new(source, counter, inner.options.limits.unpacked_bytes)?;
        let mut sink = BufWriter::with_capacity(1 << 18, plain);
        io::copy(&mut decoder, &mut sink)?;
        sink.into_inner().map_err(io::IntoInnerError::into_error)
    };
    let mut plain = write().map_err(|error| ImageError::of_layer(error, &path))?;
    plain.rewind().map_err(|error| ImageError::io("reading", &path, &error))?;
    // It needs its name no more.
    let _ = fs::remove_file(&path);
    Ok((plain, Some(temp)))
}

fn members(file: &File) -> io::Result<HashMap<String, Member>> {
    let mut archive = Archive::new(Counting { source: BufReader::with_capacity(1 << 18, file), count: 0 });
    let mut members = HashMap::new();
    while let Some(entry) = archive.next()? {
        let Some(name) = clean(&entry.path, "") else { continue };
        let directory = name.rsplit_once('/').map_or("", |(directory, _)| directory);
        let member = match entry.kind {
            Kind::File => Some(Member::At { offset: archive.source().count, size: entry.size }),
            Kind::HardLink => clean(&entry.link, "").map(Member::Link),
            Kind::Symlink => clean(&entry.link, directory).map(Member::Link),
            _ => None,
        };
        if let Some(member) = member {
            members.insert(name, member);
        }
        if members.len() > MEMBERS_MAX {
            let what = "the number of files in the archive";
            return Err(io::Error::other(ImageError::TooLarge {
                reference: String::new(),
                what,
                limit: MEMBERS_MAX as u64,
            }));
        }
    }
    Ok(members)
}

/// A path within the archive, from a directory of it on; `None` if it leads out.
fn clean(path: &[u8], directory: &str) -> Option<String> {
    let path = std::str::from_utf8(path).ok()?;
    let mut parts: Vec<&str> = directory.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

struct Counting<R> {
    source: R,
    count: u64,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(buffer)?;
        self.count += count as u64;
        Ok(count)
    }
}

/// A part of a file, by position.
struct Section {
    file: Arc<File>,
    at: u64,
    end: u64,
}

impl Read for Section {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.end - self.at).unwrap_or(usize::MAX).min(buffer.len());
        let count = self.file.read_at(buffer.get_mut(..most).unwrap_or_default(), self.at)?;
        self.at += count as u64;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn paths_stay_within_the_archive() {
        let table = [
            ("a/b", "", Some("a/b")),
            ("./a//b/", "", Some("a/b")),
            ("/a", "", Some("a")),
            ("../x/layer.tar", "y", Some("x/layer.tar")),
            ("../../x", "y", None),
            ("..", "", None),
            ("", "", None),
        ];
        for (path, directory, expected) in table {
            assert_eq!(clean(path.as_bytes(), directory).as_deref(), expected, "{path} in {directory}");
        }
    }
}
