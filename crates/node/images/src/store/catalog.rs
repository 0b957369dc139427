//! Which images there are, by which names, and who holds them.
//!
//! Invariants: the catalog is one file, replaced as a whole and flushed. An image whose configuration or layers are
//! not whole is not in it.
//! Must not know: registries, how layers come to be.

use std::collections::{BTreeMap, HashSet};
use std::fs;

use serde::{Deserialize, Serialize};

use super::disk::Disk;
use super::layers::Layers;
use crate::digest::Digest;
use crate::error::{ImageError, Result};
use crate::image::Image;
use crate::manifest::ConfigFile;
use crate::reference::Reference;

const VERSION: u32 = 1;
/// Digests an image is remembered by: of its manifest and of the indexes that led to it.
const DIGESTS_MAX: usize = 16;
const HOLDER_MAX: usize = 128;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) id: Digest,
    /// Of manifests and indexes, the last asked for last.
    pub(super) digests: Vec<Digest>,
    /// The lowest first.
    pub(super) layers: Vec<Digest>,
    /// Compressed layers that were kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) kept: Vec<Digest>,
    pub(super) size: u64,
    pub(super) last_used: i64,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct File {
    version: u32,
    images: Vec<Record>,
    references: BTreeMap<String, Digest>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Hold {
    pub(super) holder: String,
    pub(super) image: Digest,
    /// Directories that must stay even if the catalog is lost.
    pub(super) layers: Vec<String>,
}

pub(super) struct Known {
    pub(super) record: Record,
    config: ConfigFile,
}

#[derive(Default)]
pub(super) struct Catalog {
    pub(super) images: BTreeMap<Digest, Known>,
    pub(super) references: BTreeMap<String, Digest>,
    pub(super) holds: BTreeMap<String, Hold>,
}

/// Holds first: they say which layers must not be touched.
pub(super) fn read_holds(disk: &Disk) -> Result<BTreeMap<String, Hold>> {
    let mut holds = BTreeMap::new();
    let directory = disk.holds();
    let failed = |error: std::io::Error| ImageError::io("listing", &directory, &error);
    for entry in fs::read_dir(&directory).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        match fs::read(&path).ok().and_then(|bytes| serde_json::from_slice::<Hold>(&bytes).ok()) {
            Some(hold) => drop(holds.insert(hold.holder.clone(), hold)),
            // Torn by a loss of power, after which nothing runs on it any more.
            None => disk.remove_file(&path)?,
        }
    }
    Ok(holds)
}

impl Catalog {
    pub(super) fn open(disk: &Disk, layers: &Layers, holds: BTreeMap<String, Hold>) -> Result<Self> {
        let file = read_catalog(disk)?;
        let mut images = BTreeMap::new();
        for record in file.images {
            let whole = record.layers.iter().all(|layer| layers.contains(layer));
            match read_config(disk, &record.id).filter(|_| whole) {
                Some(config) => drop(images.insert(record.id.clone(), Known { record, config })),
                None => {
                    tracing::warn!(image = %record.id, "an image is not whole any more and has to be pulled again")
                }
            }
        }
        let references = file.references.into_iter().filter(|(_, id)| images.contains_key(id)).collect();
        Ok(Self { images, references, holds })
    }

    pub(super) fn save(&self, disk: &Disk) -> Result<()> {
        let images = self.images.values().map(|known| known.record.clone()).collect();
        let file = File { version: VERSION, images, references: self.references.clone() };
        let bytes =
            serde_json::to_vec_pretty(&file).map_err(|error| ImageError::invalid("the catalog", error))?;
        disk.write(&disk.catalog(), &bytes, true)
    }

    pub(super) fn insert(&mut self, record: Record, config: ConfigFile, names: &[String]) {
        let id = record.id.clone();
        let mut record = record;
        if let Some(before) = self.images.remove(&id) {
            let digests = std::mem::take(&mut record.digests);
            record.digests = before.record.digests;
            for digest in digests {
                add_digest(&mut record.digests, digest);
            }
        }
        self.images.insert(id.clone(), Known { record, config });
        for name in names {
            self.references.insert(name.clone(), id.clone());
        }
    }

    /// Another name, and another digest, for what is here.
    pub(super) fn attach(&mut self, id: &Digest, name: &str, digest: Option<Digest>, now: i64) {
        if let Some(known) = self.images.get_mut(id) {
            known.record.last_used = now;
            if let Some(digest) = digest {
                add_digest(&mut known.record.digests, digest);
            }
            self.references.insert(name.to_owned(), id.clone());
        }
    }

    pub(super) fn by_digest(&self, digest: &Digest) -> Option<&Digest> {
        let is_it = |known: &&Known| known.record.digests.contains(digest);
        self.images.get_key_value(digest).map(|(id, _)| id).or_else(|| {
            let found = self.images.values().find(is_it)?;
            Some(&found.record.id)
        })
    }

    /// By name, by digest, by id with `sha256:` or without.
    pub(super) fn find(&self, text: &str) -> Option<&Digest> {
        let as_digest = text.parse().or_else(|()| format!("sha256:{text}").parse::<Digest>());
        if let Ok(digest) = as_digest {
            return self.by_digest(&digest);
        }
        let reference = Reference::parse(text).ok()?;
        match self.references.get(&reference.to_string()) {
            Some(id) => Some(id),
            None => self.by_digest(reference.digest.as_ref()?),
        }
    }

    pub(super) fn names_of(&self, id: &Digest) -> Vec<String> {
        self.references.iter().filter(|(_, of)| *of == id).map(|(name, _)| name.clone()).collect()
    }

    pub(super) fn holder_of(&self, id: &Digest) -> Option<&str> {
        self.holds.values().find(|hold| hold.image == *id).map(|hold| hold.holder.as_str())
    }

    pub(super) fn image(&self, id: &Digest) -> Option<Image> {
        let Known { record, config } = self.images.get(id)?;
        Some(Image {
            id: record.id.to_string(),
            digest: record.digests.last().map(Digest::to_string),
            references: self.names_of(id),
            size: record.size,
            created: config.created_at(),
            config: config.image_config(),
            architecture: config.architecture.clone(),
            os: config.os.clone(),
            diff_ids: record.layers.iter().map(Digest::to_string).collect(),
            last_used: record.last_used,
        })
    }

    /// Directories that holders stand on.
    pub(super) fn layers_in_use(holds: &BTreeMap<String, Hold>) -> HashSet<String> {
        holds.values().flat_map(|hold| hold.layers.iter().cloned()).collect()
    }

    /// Blobs that images of the catalog need.
    pub(super) fn needed_blobs(&self) -> HashSet<String> {
        let records = self.images.values().map(|known| &known.record);
        records
            .flat_map(|record| record.digests.iter().chain(&record.kept).chain([&record.id]))
            .map(|digest| digest.hex().to_owned())
            .collect()
    }
}

fn add_digest(digests: &mut Vec<Digest>, digest: Digest) {
    digests.retain(|known| *known != digest);
    if digests.len() >= DIGESTS_MAX {
        digests.remove(0);
    }
    digests.push(digest);
}

/// One that cannot be read is put aside: what holders stand on stays, all else can be pulled again.
fn read_catalog(disk: &Disk) -> Result<File> {
    let path = disk.catalog();
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(File::default()),
        Err(error) => return Err(ImageError::io("reading", &path, &error)),
    };
    match serde_json::from_slice::<File>(&bytes) {
        Ok(file) if file.version == VERSION => Ok(file),
        Ok(file) => Err(ImageError::Corrupt {
            path: path.display().to_string(),
            reason: format!("it is of version {}, and this program knows version {VERSION}", file.version),
        }),
        Err(error) => {
            let aside = path.with_extension("damaged");
            tracing::warn!(path = %path.display(), %error, aside = %aside.display(), "the catalog of images is damaged");
            fs::rename(&path, &aside).map_err(|error| ImageError::io("putting aside", &path, &error))?;
            Ok(File::default())
        }
    }
}

fn read_config(disk: &Disk, id: &Digest) -> Option<ConfigFile> {
    let bytes = fs::read(disk.blob(id)).ok()?;
    if Digest::of(&bytes) != *id {
        return None;
    }
    ConfigFile::parse(&bytes).ok()
}

/// A file's name for a holder, whatever it is called.
pub(super) fn hold_name(holder: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if !holder.is_empty() && holder.len() <= HOLDER_MAX && holder.bytes().all(plain) {
        return format!("{holder}.json");
    }
    format!("{}.hashed.json", Digest::of(holder.as_bytes()).hex())
}
